"""A supplier sends its newest delivery again with one municipality's figures put right."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from tvaerblik.synthetic.files import NOTE, write_json
from tvaerblik.synthetic.reported import FIGURE_FILE
from tvaerblik.synthetic.reported import SOURCE as CORRECTED

__all__ = ["CORRECTED", "write_correction"]

# Calls that had been counted twice, in the newest months of one municipality
_SERIES: Final = "ulb-72-timer"
_MUNICIPALITY: Final = "0851"
_COUNTED_TWICE: Final = 0.12
_MONTHS: Final = 3
_LATER: Final = timedelta(days=3)


def write_correction(deliveries: Path, out: Path) -> Path:
    """The folder of the reported figures as they were delivered → the corrected delivery, in `out`."""
    newest = max(path for path in (deliveries / CORRECTED).iterdir() if path.is_dir())
    published = (date.fromisoformat(newest.name) + _LATER).isoformat()
    folder = out / CORRECTED / published
    folder.mkdir(parents=True)
    note = json.loads((newest / NOTE).read_text(encoding="utf-8"))
    write_json({**note, "published": published}, folder / NOTE)
    name = f"{FIGURE_FILE}.csv"
    with (newest / name).open(encoding="utf-8", newline="") as given:
        rows = [*csv.reader(given, delimiter=";")]
    with (folder / name).open("w", encoding="utf-8", newline="") as sent:
        csv.writer(sent, delimiter=";", lineterminator="\n").writerows(_corrected(rows))
    return folder


def _corrected(rows: list[list[str]]) -> list[list[str]]:
    """Series, period, unit, numerator, denominator; the first row names them."""
    newest = sorted({row[1] for row in rows[1:] if row[0] == _SERIES})[-_MONTHS:]
    return [rows[0], *(_put_right(row, newest) for row in rows[1:])]


def _put_right(row: list[str], months: list[str]) -> list[str]:
    if row[0] != _SERIES or row[2] != _MUNICIPALITY or row[1] not in months:
        return row
    return [*row[:3], str(round(int(row[3]) * (1 - _COUNTED_TWICE))), *row[4:]]
