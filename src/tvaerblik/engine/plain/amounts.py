"""What a row is worth: a whole number, or no number at all."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from tvaerblik.catalogue.language import (
    Amount,
    ColumnAmount,
    Counted,
    DaysInPeriod,
    Mean,
    Percentile,
    Rate,
    RowAmount,
    RowSet,
    Sum,
    TimeBetween,
    TimeToNext,
)
from tvaerblik.engine.plain.links import Links, Moment
from tvaerblik.engine.plain.logic import Row


def amount_of(measure: Counted) -> Amount | None:
    return measure.amount if isinstance(measure, Rate | Sum | Mean | Percentile) else None


@dataclass(frozen=True, slots=True)
class Worth:
    """`is_told`: whether everything the number rests on was delivered (for `unknown: fail`)."""

    number: int | None
    is_told: bool


def worth_of(amount: RowAmount, links: Links, table: str, row: Row) -> Worth:
    match amount:
        case ColumnAmount(column):
            return Worth(row[column], row[column] is not None)
        case TimeBetween(from_, to, unit):
            gone = time_gone(links.moment(table, row, from_), links.moment(table, row, to), unit)
            return Worth(gone, gone is not None)
        case TimeToNext():
            return _time_to_next(amount, links, table, row)


def _time_to_next(amount: TimeToNext, links: Links, table: str, row: Row) -> Worth:
    """To the first event that is sure to meet the conditions. Those passed over may be it."""
    from_ = links.moment(table, row, amount.next.from_)
    passed_over: list[int | None] = []
    for event in links.candidates(amount.next, table, row):
        time = time_gone(from_, event.at, amount.unit)
        if event.truth is True:
            return Worth(time, time is not None and all(other == time for other in passed_over))
        if event.truth is None:
            passed_over.append(time)
    return Worth(None, not passed_over)


def time_gone(
    from_: Moment | None, to: Moment | None, unit: Literal["hours", "days"]
) -> int | None:
    """Days between dates, or whole hours gone; None where it runs backwards."""
    if from_ is None or to is None:
        return None
    if unit == "days":
        days = (to.date - from_.date).days
        return days if days >= 0 else None
    assert isinstance(from_.instant, datetime) and isinstance(to.instant, datetime)
    gone = to.instant - from_.instant
    return gone // timedelta(hours=1) if gone >= timedelta(0) else None


@dataclass(frozen=True, slots=True)
class Interval:
    """From the first day up to but without `end`; None has not come."""

    first: date
    end: date | None

    def days_between(self, start: date, end: date) -> int:
        """How many of the days of [start, end) are in the interval."""
        until = end if self.end is None else min(self.end, end)
        return max((until - max(self.first, start)).days, 0)


def interval_of(amount: DaysInPeriod, links: Links, rows: RowSet, row: Row) -> Interval:
    """Of a row that has a `date`."""
    first = links.tables.local_date(rows.table, row, rows.date)
    end = links.tables.local_date(rows.table, row, amount.to)
    assert first is not None, row
    return Interval(first, end)
