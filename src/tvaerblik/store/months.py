"""How many rows a delivery has of each unit in each month: what tells that a month was emptied.

A month is a number here, twelve a year, so that they can be counted on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.core.deliveries import Window


@dataclass(frozen=True, slots=True)
class RowsByMonth:
    """`counts` has a unit's rows from the month `first` on; a month that is not there has none."""

    first: int
    counts: dict[str, tuple[int, ...]]

    def of(self, unit: str) -> dict[int, int]:
        """The months with rows."""
        rows = enumerate(self.counts.get(unit, ()), self.first)
        return {month: found for month, found in rows if found}


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def count_by_month(rows: pa.Table, unit: str | None, day: str | None) -> RowsByMonth | None:
    """None for a table without units or without days, and for one without rows that have both."""
    if unit is None or day is None:
        return None
    months = pc.add(
        pc.multiply(pc.year(rows[day]), 12),
        pc.subtract(pc.month(rows[day]), 1),
    )
    placed = pa.table({"unit": rows[unit].cast(pa.string()), "month": months}).drop_null()
    if not placed.num_rows:
        return None
    counted = placed.group_by(["unit", "month"]).aggregate([([], "count_all")])
    span = pc.min_max(counted["month"]).as_py()
    found: dict[str, list[int]] = {}
    columns = (counted[name].to_pylist() for name in counted.column_names)
    for of, month, n in zip(*columns, strict=True):
        found.setdefault(of, [0] * (span["max"] - span["min"] + 1))[month - span["min"]] = n
    return RowsByMonth(span["min"], {of: tuple(found[of]) for of in sorted(found)})


def whole_months(window: Window, months: Iterable[int]) -> set[int]:
    """Those of which the window has every day."""
    return {
        month
        for month in months
        if (window.start is None or window.start <= first_day(month))
        and (window.end is None or first_day(month + 1) <= window.end)
    }
