"""The whole number of each row: a column, a time, or the time to the next event.

Days in a period are made where rows are cut at its borders, in `intervals`.
"""

from typing import Any

import ibis

from tvaerblik.catalogue.language import (
    Amount,
    ColumnAmount,
    Counted,
    Mean,
    Percentile,
    Rate,
    RowAmount,
    Sum,
    TimeBetween,
    TimeToNext,
)
from tvaerblik.catalogue.shapes import date_column
from tvaerblik.engine.fast.links import Index, Moment, gathered, joined_back, pairs


def amount_of(measure: Counted) -> Amount | None:
    return measure.amount if isinstance(measure, Rate | Sum | Mean | Percentile) else None


def with_amount(rows: Any, amount: RowAmount, index: Index, *, refuses: bool) -> Any:
    """The rows with row_amount (int64 or null) and row_amount_unknown: whether it is a missing value
    that leaves the amount out, and not merely that nothing came next. `refuses`: events with unknown
    conditions make the amount unknown (unknown: fail)."""
    match amount:
        case ColumnAmount(column):
            number = rows[column].cast("int64")
            return rows.mutate(row_amount=number, row_amount_unknown=number.isnull())
        case TimeBetween(from_, to, unit):
            time = time_gone(unit, _moment(rows, from_, index), _moment(rows, to, index))
            return rows.mutate(row_amount=time, row_amount_unknown=time.isnull())
        case TimeToNext():
            return _with_time_to_next(rows, amount, index, refuses=refuses)


def time_gone(unit: str, earlier: Moment, later: Moment) -> Any:
    """Days between local dates, or whole hours gone between instants; null when it runs backwards."""
    if unit == "days":
        days = later[1].delta(earlier[1], unit="day").cast("int64")
        return (days >= 0).ifelse(days, ibis.null("int64"))
    # The full hours that the clock has struck, less one when the last of them is not over
    struck = later[0].delta(earlier[0], unit="hour").cast("int64")
    unfinished = earlier[0] + struck.as_interval("h") > later[0]
    hours = struck - unfinished.cast("int64")
    return (later[0] >= earlier[0]).ifelse(hours, ibis.null("int64"))


def _moment(rows: Any, moment: str, index: Index) -> Moment:
    return rows[moment], rows[date_column(index.register, moment)]


def _with_time_to_next(rows: Any, amount: TimeToNext, index: Index, *, refuses: bool) -> Any:
    found = pairs(rows, amount.next, index)
    wanted = _first("next", found, found.c_meets)
    if refuses:
        wanted |= _first("undecided", found, found.c_meets.isnull())
    first = gathered(found, index, **wanted)
    joined = joined_back(rows, first, index)
    row = _moment(joined, amount.next.from_, index)
    came, time = joined.next_at.notnull(), time_gone(amount.unit, row, _found(joined, "next"))
    unknown = came & time.isnull()
    if refuses:
        # Only one that comes before the first could be the first itself, and give another time
        other = time_gone(amount.unit, row, _found(joined, "undecided"))
        before = (joined.undecided_at < joined.next_at) & ~other.identical_to(time)
        unknown = unknown | (joined.undecided_at.notnull() & (before | ~came))
    return joined.mutate(row_amount=time, row_amount_unknown=unknown).drop(
        *(name for name in first.columns if not name.startswith("ak_"))
    )


def _first(name: str, found: Any, which: Any) -> dict[str, Any]:
    return {
        f"{name}_at": found.c_to.min(where=which),
        f"{name}_date": found.c_to_date.min(where=which),
    }


def _found(joined: Any, name: str) -> Moment:
    return joined[f"{name}_at"], joined[f"{name}_date"]
