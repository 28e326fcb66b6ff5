"""ResultRow: a cell as the engine counted it, exact, not for people's eyes.

A national release has millions of cells, so rows travel as columns: `ResultRows` wraps one Arrow
table whose columns are exactly `RESULT_SCHEMA`, and hands out `ResultRow`s where a person or a test
wants to look at one. What disclosure control lets through is another type, made only in `release`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from tvaerblik.core.cells import Flag, State

AS_WAS = "as-was"  # the organisation in force in each period; otherwise an ISO date

RESULT_SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("version", pa.string()),
        ("organisation", pa.string()),  # AS_WAS or the date whose organisation is used
        ("unit", pa.string()),
        ("period", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("age_band", pa.string()),  # null: all ages
        ("sex", pa.string()),  # null: both
        (
            "step",
            pa.int32(),
        ),  # a profile's week around the index event; null for every other measure
        ("state", pa.string()),
        ("provisional", pa.bool_()),
        ("partial", pa.bool_()),
        ("break", pa.bool_()),
        # Rows or events; the definition's own unit in the denominator (rows, persons, person-days).
        ("numerator", pa.int64()),
        ("denominator", pa.int64()),
        # What a supplier's own mask (`<10`) leaves open; null unless the supplier masked it.
        ("numerator_low", pa.int64()),
        ("numerator_high", pa.int64()),
        # The figure itself in millionths, where it is no quotient of the two (standardised measures).
        ("figure", pa.int64()),
        # Distinct persons behind numerator, complement and denominator: exact where low = high.
        ("numerator_persons_low", pa.int64()),
        ("numerator_persons_high", pa.int64()),
        ("complement_persons_low", pa.int64()),
        ("complement_persons_high", pa.int64()),
        ("denominator_persons_low", pa.int64()),
        ("denominator_persons_high", pa.int64()),
        # The supplier's own published figure, untouched (an already public source).
        ("as_delivered", pa.bool_()),
        ("units_present", pa.int32()),
        ("units_total", pa.int32()),
        ("population_present", pa.int64()),
        ("population_total", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One cell, exact. Field for field a row of RESULT_SCHEMA, flags gathered."""

    indicator: str
    version: str
    organisation: str
    unit: str
    period: str
    period_start: date
    period_end: date
    age_band: str | None
    sex: str | None
    step: int | None
    state: State
    flags: frozenset[Flag]
    numerator: int | None
    denominator: int | None
    numerator_bounds: tuple[int, int] | None
    figure: int | None
    numerator_persons: tuple[int, int] | None
    complement_persons: tuple[int, int] | None
    denominator_persons: tuple[int, int] | None
    as_delivered: bool
    units_present: int
    units_total: int
    population_present: int
    population_total: int


@dataclass(frozen=True, slots=True)
class ResultRows:
    """Many cells: `table` has exactly RESULT_SCHEMA, `vintage` names the deliveries behind it."""

    table: pa.Table
    vintage: str

    def __post_init__(self) -> None:
        if self.table.schema != RESULT_SCHEMA:
            raise ValueError(f"Not the columns of a result: {self.table.schema}")

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[ResultRow]:
        return (_row(record) for record in self.table.to_pylist())


def _row(record: dict[str, Any]) -> ResultRow:
    flags = frozenset(flag for flag in Flag if record[flag.value])
    return ResultRow(
        **{name: record[name] for name in ("indicator", "version", "organisation", "unit")},
        **{name: record[name] for name in ("period", "period_start", "period_end")},
        **{name: record[name] for name in ("age_band", "sex", "step", "figure")},
        **{name: record[name] for name in ("numerator", "denominator")},
        state=State(record["state"]),
        flags=flags,
        numerator_bounds=_pair(record, "numerator"),
        numerator_persons=_pair(record, "numerator_persons"),
        complement_persons=_pair(record, "complement_persons"),
        denominator_persons=_pair(record, "denominator_persons"),
        as_delivered=record["as_delivered"],
        **{name: record[name] for name in ("units_present", "units_total")},
        **{name: record[name] for name in ("population_present", "population_total")},
    )


def _pair(record: dict[str, Any], name: str) -> tuple[int, int] | None:
    low, high = record[f"{name}_low"], record[f"{name}_high"]
    return None if low is None else (low, high)
