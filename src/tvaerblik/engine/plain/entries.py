"""What a period's cells count: rows, persons, or the days of rows, each in its one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tvaerblik.core.periods import Period, month_of
from tvaerblik.engine.plain.profile import Steps
from tvaerblik.engine.plain.rows import CountedRow


@dataclass(frozen=True, slots=True)
class Entry:
    """`day` decides whose organisation it is counted in. `counts`: it is in the numerator.
    `amount`: the row's number, its days in one month, or its nights there."""

    day: date
    place: str
    band: str | None
    sex: str | None
    person: Any
    counts: bool = True
    amount: int | None = None
    steps: Steps | None = None


Entries = Callable[[Period], list[Entry]]


def months_touched(period: Period) -> list[Period]:
    """The months of a period; those a day or a week lies in."""
    months = [month_of(period.start)]
    while months[-1].end < period.end:
        months.append(month_of(months[-1].end))
    return months


def row_entries(rows: list[CountedRow], period: Period) -> list[Entry]:
    return [
        Entry(
            row.day,
            row.place,
            row.band,
            row.sex,
            row.person,
            counts=row.has is True,
            amount=None if row.worth is None else row.worth.number,
            steps=row.steps,
        )
        for row in rows
        if row.place is not None and period.contains(row.day)
    ]


def day_entries(rows: list[CountedRow], period: Period) -> list[Entry]:
    """One entry a row and month, worth the row's days there."""
    found = []
    for row in rows:
        assert row.interval is not None, row
        for month in months_touched(period):
            start, end = max(month.start, period.start), min(month.end, period.end)
            days = row.interval.days_between(start, end)
            if days and row.place is not None:
                found.append(Entry(start, row.place, row.band, row.sex, row.person, amount=days))
    return found
