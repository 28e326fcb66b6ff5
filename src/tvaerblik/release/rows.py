"""ReleasableRow: a cell that disclosure control has let through. Made only in `disclosure`.

Pages, the API, reports, mails and exports accept this type and no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from tvaerblik.core.cells import NUMBERED_STATES, Flag, State
from tvaerblik.core.periods import Period

FIGURE = pa.decimal128(24, 6)

RELEASABLE_SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("version", pa.string()),
        ("organisation", pa.string()),
        ("unit", pa.string()),
        ("period_kind", pa.string()),  # day, month, quarter, year
        ("period", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("age_band", pa.string()),  # null: all ages
        ("sex", pa.string()),  # null: both
        ("step", pa.int32()),  # a profile's week around the event; null for every other measure
        ("state", pa.string()),
        ("provisional", pa.bool_()),
        ("partial", pa.bool_()),
        ("break", pa.bool_()),
        # Null unless the state is ok or zero. A percentile has no numerator: its value is on a grid.
        ("value", FIGURE),
        ("numerator", pa.int64()),
        ("denominator", FIGURE),
        ("lower", FIGURE),
        ("upper", FIGURE),
        # The mask as an already public supplier printed it (`<10`); null otherwise.
        ("numerator_low", pa.int64()),
        ("numerator_high", pa.int64()),
        ("units_present", pa.int32()),
        ("units_total", pa.int32()),
        ("population_share", FIGURE),  # of the unit's population, 0-1; null where not known
    ]
)

_MAKER = object()


@dataclass(frozen=True, slots=True)
class ReleasableRow:
    """One cell for people's eyes. Numbers are None unless the state is ok or zero."""

    indicator: str
    version: str
    organisation: str
    unit: str
    period_kind: str
    period: str
    period_start: date
    period_end: date
    age_band: str | None
    sex: str | None
    step: int | None
    state: State
    flags: frozenset[Flag]
    value: Decimal | None
    numerator: int | None
    denominator: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    numerator_bounds: tuple[int, int] | None
    units_present: int
    units_total: int
    population_share: Decimal | None


class ReleasableRows:
    """Many releasable cells as columns. `disclosure` and the package reader alone can make one."""

    __slots__ = ("table", "vintage")

    def __init__(self, maker: object, table: pa.Table, vintage: str) -> None:
        if maker is not _MAKER:
            raise TypeError("Only disclosure control makes releasable rows")
        if table.schema != RELEASABLE_SCHEMA:
            raise ValueError(f"Not the columns of a releasable row: {table.schema}")
        self.table, self.vintage = table, vintage

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[ReleasableRow]:
        columns = (self.table.column(name).to_pylist() for name in RELEASABLE_SCHEMA.names)
        return (releasable_row(values) for values in zip(*columns, strict=True))


_FLAGS = (Flag.PROVISIONAL, Flag.PARTIAL, Flag.BREAK)
_NO_FLAGS: frozenset[Flag] = frozenset()


def releasable_row(values: tuple[Any, ...]) -> ReleasableRow:
    """One row of a released table, its values in the order of RELEASABLE_SCHEMA. For `disclosure`
    and `reader` alone; an architecture test sees to it."""
    indicator, version, organisation, unit, period_kind, period, start, end = values[:8]
    age_band, sex, step, state, provisional, partial, break_ = values[8:15]
    value, numerator, denominator, lower, upper, low, high = values[15:22]
    units_present, units_total, population_share = values[22:]
    raised = (provisional, partial, break_)
    flags = frozenset(flag for flag, is_raised in zip(_FLAGS, raised, strict=True) if is_raised)
    return ReleasableRow(
        indicator=indicator,
        version=version,
        organisation=organisation,
        unit=unit,
        period_kind=period_kind,
        period=period,
        period_start=start,
        period_end=end,
        age_band=age_band,
        sex=sex,
        step=step,
        state=State(state),
        flags=flags if any(raised) else _NO_FLAGS,
        value=value,
        numerator=numerator,
        denominator=denominator,
        lower=lower,
        upper=upper,
        numerator_bounds=None if low is None else (low, high),
        units_present=units_present,
        units_total=units_total,
        population_share=population_share,
    )


def row_without_number(
    state: State,
    *,
    indicator: str,
    version: str,
    unit: str,
    period: Period,
    age_band: str | None,
    sex: str | None,
    organisation: str,
    step: int | None = None,
) -> ReleasableRow:
    """An answer about a cell that is not there: what could be hidden in it is not."""
    if state in NUMBERED_STATES:
        raise ValueError(f"a cell that is {state} has a number")
    return ReleasableRow(
        indicator=indicator,
        version=version,
        organisation=organisation,
        unit=unit,
        period_kind=period.kind,
        period=period.id,
        period_start=period.start,
        period_end=period.end,
        age_band=age_band,
        sex=sex,
        step=step,
        state=state,
        flags=_NO_FLAGS,
        value=None,
        numerator=None,
        denominator=None,
        lower=None,
        upper=None,
        numerator_bounds=None,
        units_present=0,
        units_total=0,
        population_share=None,
    )
