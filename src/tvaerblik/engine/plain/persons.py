"""Where each person counts in a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tvaerblik.catalogue.language import Attribute
from tvaerblik.core.periods import Period
from tvaerblik.engine.plain.entries import Entry, row_entries
from tvaerblik.engine.plain.logic import age_on, band_name
from tvaerblik.engine.plain.rows import CountedRow
from tvaerblik.engine.plain.tables import Tables


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where and as whom a person counts, and the day that says so."""

    day: date
    place: str
    band: str | None
    sex: str | None


class Attribution:
    def __init__(self, attribute: Attribute, tables: Tables) -> None:
        self.attribute, self.tables = attribute, tables

    def entries(self, rows: list[CountedRow], period: Period) -> list[Entry]:
        """`rows`: every counted row, wherever it lies."""
        if self.attribute == "none":
            return row_entries(rows, period)
        found = []
        for person, of_person in _by_person(rows, period).items():
            standing = self._standing(person, of_person, period)
            if standing is not None:
                counts = any(row.has is True for row in of_person)
                found.append(
                    Entry(
                        standing.day,
                        standing.place,
                        standing.band,
                        standing.sex,
                        person,
                        counts=counts,
                    )
                )
        return found

    def _standing(self, person: Any, rows: list[CountedRow], period: Period) -> _Standing | None:
        if self.attribute == "first_event":
            return next(_placed(sorted(rows, key=_order)), None)
        lived = self._last_residence(person, period)
        return lived or next(_placed(sorted(rows, key=_order, reverse=True)), None)

    def _last_residence(self, person: Any, period: Period) -> _Standing | None:
        intervals = self.tables.of_person("residence", person)
        for row in sorted(intervals, key=lambda row: row["valid_from"], reverse=True):
            end = period.end if row["valid_to"] is None else min(row["valid_to"], period.end)
            if max(row["valid_from"], period.start) < end:
                last_day = end - timedelta(days=1)
                age = age_on(row["born"], last_day)
                if age >= 0:
                    return _Standing(last_day, row["municipality"], band_name(age), row["sex"])
        return None


def _by_person(rows: list[CountedRow], period: Period) -> dict[Any, list[CountedRow]]:
    found: dict[Any, list[CountedRow]] = {}
    for row in rows:
        if period.contains(row.day):
            found.setdefault(row.person, []).append(row)
    return found


def _order(row: CountedRow) -> tuple[Any, ...]:
    return (row.moment, row.key)


def _placed(rows: list[CountedRow]) -> Iterator[_Standing]:
    for row in rows:
        if row.place is not None:
            yield _Standing(row.day, row.place, row.band, row.sex)
