"""What may be said about each monthly series, worked out once for everybody who reads the release.

Computed from released points only: settled, not provisional, not hidden. What the rules say of a
point that may not be seen could be read back, and then it would be seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.language import Indicator
from tvaerblik.core.cells import State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.statistics import Assessment, Point, assess

# Three years: long enough for the rules to see a shift, short enough to be about the present.
LATEST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """The assessment of one series from `first` to `last` (ids of months), both included."""

    indicator: str
    unit: str
    first: str
    last: str
    assessment: Assessment


def assess_cells(cells: pa.Table, indicators: dict[str, Indicator]) -> tuple[AssessmentRecord, ...]:
    """One record a monthly series of totals, the organisation as it was. `cells` are sorted by
    series and time."""
    return tuple(
        _record(indicators[indicator], unit, rows)
        for (indicator, unit), rows in _series(cells)
        if rows
    )


def _series(cells: pa.Table) -> Iterator[tuple[tuple[str, str], list[dict[str, object]]]]:
    chosen = pc.and_(
        pc.and_(pc.equal(cells["organisation"], AS_WAS), pc.equal(cells["period_kind"], "month")),
        pc.and_(pc.is_null(cells["age_band"]), pc.is_null(cells["sex"])),
    )
    # The weeks around an event are no series through time
    chosen = pc.and_(chosen, pc.is_null(cells["step"]))
    names = ["indicator", "unit", "period", "period_start", "state", "provisional", "value"]
    grouped: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in cells.select(names).filter(chosen).to_pylist():
        grouped.setdefault((row["indicator"], row["unit"]), []).append(row)
    for key, rows in grouped.items():
        yield key, _with_points(rows)[-LATEST_MONTHS:]


def _with_points(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Up to the last month that is settled: what has not happened yet is not a missing point."""
    while rows and rows[-1]["state"] == State.NOT_SETTLED:
        rows = rows[:-1]
    return rows


def _record(indicator: Indicator, unit: str, rows: list[dict[str, object]]) -> AssessmentRecord:
    found = assess(
        [_point(row) for row in rows],
        polarity=indicator.polarity,
        target=_target(indicator, unit, rows[-1]["period_start"]),
    )
    return AssessmentRecord(
        indicator.id, unit, str(rows[0]["period"]), str(rows[-1]["period"]), found
    )


def _point(row: dict[str, object]) -> Point:
    value = row["value"]
    return Point(
        label=str(row["period"]),
        value=float(value) if isinstance(value, Decimal) else None,
        provisional=bool(row["provisional"]),
        masked=row["state"] == State.SUPPRESSED,
    )


def _target(indicator: Indicator, unit: str, day: object) -> Decimal | None:
    """The target in force at the end of the series."""
    assert isinstance(day, date), day
    found = [target for target in indicator.targets if target.unit == unit and target.from_ <= day]
    return max(found, key=lambda target: target.from_).value if found else None
