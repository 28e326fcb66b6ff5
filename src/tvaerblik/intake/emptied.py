"""Months that were known to have rows of a unit, and that a delivery restates with many fewer.

A table that still has its other municipalities, and a note that still names this one, say nothing of it:
what was 244 referrals would become a true 0. So the months are held against what the accepted deliveries
so far have said of each, and not against the one before alone, which may restate fewer of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt

from tvaerblik.core.deliveries import Window
from tvaerblik.store.months import whole_months
from tvaerblik.store.records import DeliveryRecord, TableSummary

# Fewer may be of one person, whose rows are corrected away together.
CERTAIN_ROWS = 20
# Mending errors took 1 to 2 % of a month in a demonstration's 374 deliveries, and 5 rows of 21 at most. One row in
# ten, each by itself, is more than that; five standard deviations beyond are for rows that go together. It tells
# of small months: 9 of 20 rows, 16 of 50. In large ones it would ask about a tenth, which a supplier may well mend
# at once, so that a third must be gone too.
MENDED = 0.1
DEVIATIONS = 5
FRACTION = 3

Months = dict[int, int]  # rows by month


@dataclass(frozen=True, slots=True)
class Emptied:
    """The months `first` to `last`, both included, in which a unit lost its rows."""

    table: str
    unit: str
    first: int
    last: int
    before: int
    now: int


class KnownMonths:
    """What the accepted deliveries of a source have said so far. A value: `after` makes another."""

    def __init__(self, months: dict[tuple[str, str], Months] | None = None) -> None:
        self._months = months or {}

    def after(self, record: DeliveryRecord) -> "KnownMonths":
        """Each month that the delivery restates whole has what the delivery says."""
        known = dict(self._months)
        for summary in record.tables:
            for unit, now, restated in self._restated(summary):
                before = known.get((summary.table, unit), {})
                kept = {month: rows for month, rows in before.items() if month not in restated}
                told = {month: rows for month, rows in now.items() if month in restated}
                known[summary.table, unit] = kept | told
        return KnownMonths(known)

    def emptied_by(self, record: DeliveryRecord) -> Iterator[Emptied]:
        for summary in record.tables:
            for unit, now, restated in self._restated(summary):
                known = self._months.get((summary.table, unit), {})
                before = {month: known[month] for month in restated & known.keys()}
                lost = _lost_months(before, now)
                if lost:
                    yield Emptied(
                        summary.table,
                        unit,
                        min(lost),
                        max(lost),
                        sum(before[month] for month in lost),
                        sum(now.get(month, 0) for month in lost),
                    )

    def _restated(self, summary: TableSummary) -> Iterator[tuple[str, Months, set[int]]]:
        """Every unit of a table that restates windows: its months with rows, and those restated whole."""
        if summary.months is None and summary.rows:
            return  # stored before months were counted, or of no unit or day
        units = {unit for table, unit in self._months if table == summary.table}
        counted = summary.months.counts if summary.months else {}
        for unit in sorted(units | counted.keys()):
            now = summary.months.of(unit) if summary.months else {}
            windows = _windows_of(unit, summary.replaces)
            months = now.keys() | self._months.get((summary.table, unit), {}).keys()
            restated = set().union(*(whole_months(window, months) for window in windows))
            yield unit, now, restated


def _windows_of(unit: str, windows: Iterable[Window]) -> list[Window]:
    return [window for window in windows if window.units is None or unit in window.units]


def _lost_months(before: Months, now: Months) -> set[int]:
    """Those that lost their rows; or all together, where each had too few to tell."""
    lost = {month for month, rows in before.items() if _is_lost(rows, now.get(month, 0))}
    if lost or not _is_lost(sum(before.values()), sum(now.get(month, 0) for month in before)):
        return lost
    return set(before)


def _is_lost(before: int, now: int) -> bool:
    lost = before - now
    by_mending = before * MENDED + DEVIATIONS * sqrt(before * MENDED * (1 - MENDED))
    return before >= CERTAIN_ROWS and lost * FRACTION > before and lost > by_mending
