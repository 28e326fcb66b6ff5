"""ReleasableRow: a cell that disclosure control has let through. Made only in `disclosure`.

Pages, the API, reports, mails and exports accept this type and no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from tvaerblik.core.cells import Flag, State

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
        ("state", pa.string()),
        ("provisional", pa.bool_()),
        ("partial", pa.bool_()),
        ("break", pa.bool_()),
        # Null unless the state is ok or zero.
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
        return (releasable_row(record) for record in self.table.to_pylist())


def releasable_row(record: dict[str, Any]) -> ReleasableRow:
    """A row of a released table. For `disclosure` and `reader`; see the architecture test."""
    values = {name: record[name] for name in ReleasableRow.__slots__ if name in record}
    low, high = record["numerator_low"], record["numerator_high"]
    return ReleasableRow(
        **{
            **values,
            "state": State(record["state"]),
            "flags": frozenset(flag for flag in Flag if record[flag.value]),
            "numerator_bounds": None if low is None else (low, high),
        }
    )
