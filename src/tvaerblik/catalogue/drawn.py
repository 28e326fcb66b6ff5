"""Tables drawn as text: what worked cases and specs are written in.

Columns are separated by `|` and the first line names them; `-` is a missing value. Moments are the
wall clock in Denmark; the second 02:30 of the night the clock is set back is written `02:30b`. A week
is written `2024-W09`.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tvaerblik.catalogue.registers import Column
from tvaerblik.core.errors import NotKnown
from tvaerblik.core.periods import parse_period

MISSING = "-"
# One spelling of each: what can be written in two ways is read in two ways
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(rf"{_DATE.pattern} [0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}})?b?")
_DENMARK = ZoneInfo("Europe/Copenhagen")


def lines_of(text: str) -> list[dict[str, str]]:
    """A text table as one dictionary of texts a line. Raises ValueError for a line that has more or
    fewer cells than there are names, and for a name that stands twice."""
    names, *lines = _cells(text)
    if len(set(names)) != len(names):
        raise ValueError("a column stands twice")
    for number, line in enumerate(lines, start=1):
        if len(line) != len(names):
            raise ValueError(f"line {number} has {len(line)} cells, there are {len(names)} columns")
    return [dict(zip(names, line, strict=True)) for line in lines]


def names_of(text: str) -> tuple[str, ...]:
    """The columns of a text table, which may have no lines."""
    return tuple(_cells(text)[0])


def _cells(text: str) -> list[list[str]]:
    found = [
        [cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()
    ]
    if not found:
        raise ValueError("no line names the columns")
    return found


def values_of(column: Column, text: str) -> dict[str, Any]:
    """What a drawn cell is in the canonical table: a moment comes with its local date.

    Raises ValueError for a text that is not of the column's type."""
    if column.type == "instant":
        return {column.name: _instant(text), f"{column.name}_date": _local_date(text)}
    return {column.name: None if text == MISSING else _READERS.get(column.type, str)(text)}


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def _integer(text: str) -> int:
    if _INTEGER.fullmatch(text) is None:
        raise ValueError(text)
    return int(text)


def _date(text: str) -> date:
    if _DATE.fullmatch(text) is None:
        raise ValueError(text)
    return date.fromisoformat(text)


def _week(text: str) -> date:
    try:
        period = parse_period(text)
    except NotKnown:
        raise ValueError(text) from None
    if period.kind != "week":
        raise ValueError(text)
    return period.start


_READERS: dict[str, Callable[[str], Any]] = {
    "week": _week,
    "person": _integer,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
}


def _instant(text: str) -> datetime | None:
    if text == MISSING:
        return None
    if _INSTANT.fullmatch(text) is None:
        raise ValueError(text)
    local = datetime.fromisoformat(text.removesuffix("b")).replace(tzinfo=_DENMARK)
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(_DENMARK).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"{text}: the clock jumped over it")
    if text.endswith("b") and first == second:
        raise ValueError(f"{text}: comes only once that night")
    return (second if text.endswith("b") else first).replace(tzinfo=None)


def _local_date(text: str) -> date | None:
    return None if text == MISSING else date.fromisoformat(text[:10])
