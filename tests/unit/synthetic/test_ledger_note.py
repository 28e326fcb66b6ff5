"""The note beside the ledger says what every file and every column of it is."""

import json
from pathlib import Path

import pytest

from tvaerblik.synthetic import write_deliveries
from unit.synthetic import plain


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("note")
    write_deliveries(out, persons=1_500, first="2025-01", last="2025-03", seed=3, sources=())
    return out / "ledger"


def test_every_file_and_column_is_described(ledger):
    note = json.loads((ledger / "ledger.json").read_text(encoding="utf-8"))
    files = sorted(path.name for path in ledger.glob("*.csv"))
    assert files == sorted(note["files"])
    alike = {"aar_1", "aar_2", "aar_3", "aar_4", "aar_5", "maaneder_5"}
    for name in files:
        columns = set(plain.read_rows(ledger / name)[0]) - alike
        assert columns == set(note["files"][name]), name


def test_only_the_sources_asked_for_are_written(ledger):
    assert [path.name for path in ledger.parent.iterdir()] == ["ledger"]


def test_every_planted_effect_names_columns_of_the_ledger(ledger):
    note = json.loads((ledger / "ledger.json").read_text(encoding="utf-8"))
    columns = {column for file in note["files"].values() for column in file}
    for effect in note["planted_effects"]:
        if effect["id"] != "uuid-switch":
            named = effect["measure"].split(":")[-1].replace("/", ",").split(",")
            assert {name.strip() for name in named} <= columns, effect["id"]
