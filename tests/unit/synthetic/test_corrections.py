"""What a supplier sends again is its newest delivery with one municipality's figures put right."""

import csv
import json
from pathlib import Path

from tvaerblik.synthetic import write_deliveries
from tvaerblik.synthetic.corrections import CORRECTED, write_correction


def rows_of(folder: Path) -> list[list[str]]:
    with (folder / "INDBERETTEDE_TAL.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.reader(file, delimiter=";")]


def test_only_the_newest_figures_of_one_municipality_are_others(tmp_path: Path) -> None:
    given, sent = tmp_path / "given", tmp_path / "sent"
    asked = {"persons": 50, "first": "2025-01", "last": "2025-06", "seed": 1}
    write_deliveries(given, sources=(CORRECTED,), **asked)
    newest = max((given / CORRECTED).iterdir())
    corrected = write_correction(given, sent)
    assert corrected.name > newest.name
    pairs = [*zip(rows_of(newest), rows_of(corrected), strict=True)]
    others = [(before, after) for before, after in pairs if before != after]
    assert [before[:3] for before, _ in others] == [
        ["ulb-72-timer", f"2025-0{month}", "0851"] for month in (4, 5, 6)
    ]
    assert all(int(after[3]) < int(before[3]) for before, after in others)
    notes = [json.loads((one / "LEVERANCE.json").read_text()) for one in (newest, corrected)]
    assert notes[1] == {**notes[0], "published": corrected.name}
