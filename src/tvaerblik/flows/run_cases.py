"""Runs worked cases: the case's tables become a snapshot, and each engine says what comes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from tvaerblik.catalogue.arithmetic import value_of
from tvaerblik.catalogue.cases import Case, CaseTable, ExpectedCell
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.rows import ResultRow
from tvaerblik.engine.compute import compute_indicator
from tvaerblik.engine.derive import derive_tables
from tvaerblik.engine.request import EngineName, Request
from tvaerblik.store.snapshot import Cover, Snapshot, snapshot_of_tables

ENGINES: tuple[EngineName, ...] = ("plain", "duckdb")
# A table whose covers a case does not state was delivered whole, from before to after everything
_ALWAYS = (date(2000, 1, 1), date(2100, 1, 1))


@dataclass(frozen=True, slots=True)
class Miss:
    """A cell in which something else stands than the case expects; `got` is None for no cell."""

    expected: ExpectedCell
    what: str  # state, numerator, denominator, value, figure
    wanted: str
    got: str | None


def run_case(
    indicator: Indicator, case: Case, catalogue: Catalogue, *, engine: EngineName
) -> tuple[Miss, ...]:
    """What comes out otherwise than expected; nothing when the definition means what the case says."""
    with TemporaryDirectory(prefix="tvaerblik-case-") as folder:
        snapshot = snapshot_of_case(case, catalogue, Path(folder), engine=engine)
        rows = compute_indicator(indicator, catalogue, snapshot, _request(case), engine=engine).rows
    found = {(row.unit, row.period, row.age_band, row.sex, row.step): row for row in rows}
    return tuple(
        miss for cell in case.expected for miss in _misses(indicator, cell, found.get(cell.place))
    )


def snapshot_of_case(
    case: Case, catalogue: Catalogue, folder: Path, *, engine: EngineName
) -> Snapshot:
    """Derived tables are made as ever, unless the case draws them itself."""
    tables = {table.register.table: _as_arrow(table) for table in case.tables}
    snapshot = snapshot_of_tables(folder, tables, tuple(_covers(case, catalogue)))
    return derive_tables(snapshot, catalogue, folder / "derived", engine=engine)


def _as_arrow(table: CaseTable) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in table.rows], arrow_schema(table.register))


def _covers(case: Case, catalogue: Catalogue) -> Iterator[Cover]:
    stated = {cover.table for cover in case.covers}
    for cover in case.covers:
        yield Cover(cover.table, cover.unit, cover.start, cover.end)
    for table in case.tables:
        # A derived table that is drawn stands for the tables it would be made from
        for name in (table.register.table, *roots_of(table.register.table, catalogue.registers)):
            if name not in stated:
                stated.add(name)
                yield Cover(name, None, *_ALWAYS)


def _request(case: Case) -> Request:
    periods = [cell.period for cell in case.expected]
    return Request(
        units=tuple(dict.fromkeys(cell.unit for cell in case.expected)),
        period_kinds=tuple(dict.fromkeys(period.kind for period in periods)),
        start=min(period.start for period in periods),
        end=max(period.end for period in periods),
    )


def _misses(indicator: Indicator, cell: ExpectedCell, row: ResultRow | None) -> Iterator[Miss]:
    if row is None:
        yield Miss(cell, "state", cell.state.value, None)
        return
    if row.state != cell.state:
        yield Miss(cell, "state", cell.state.value, row.state.value)
    for name, wanted in cell.numbers:
        got = _got(indicator, name, row, wanted)
        if got != wanted:
            yield Miss(cell, name, _shown(wanted), _shown(got))


def _got(indicator: Indicator, name: str, row: ResultRow, wanted: Decimal | None) -> Decimal | None:
    """The value is compared at as many decimals as the case states."""
    if name in ("numerator", "denominator"):
        number = row.numerator if name == "numerator" else row.denominator
        return None if number is None else Decimal(number)
    if row.numerator is None:
        return None
    value = value_of(indicator, row.numerator, row.denominator, row.figure)
    return value if wanted is None or name == "figure" else _rounded_like(value, wanted)


def _rounded_like(value: Decimal, wanted: Decimal) -> Decimal:
    return value.quantize(wanted, rounding=ROUND_HALF_UP)


def _shown(number: Decimal | None) -> str:
    return "-" if number is None else str(number)
