"""Everything that is counted from rows: every cell by itself, from the rows that belong to it."""

import pyarrow as pa

from tvaerblik.catalogue.language import Counted, Indicator, Profile
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.cells import State
from tvaerblik.core.rows import RESULT_SCHEMA, ResultRows
from tvaerblik.engine.plain.counter import CellCounter, IndicatorCounter
from tvaerblik.engine.plain.frame import Frame, known_places
from tvaerblik.engine.plain.logic import Row
from tvaerblik.engine.plain.residents import Stratum
from tvaerblik.engine.plain.standardised import direct_columns
from tvaerblik.engine.plain.tables import Tables
from tvaerblik.engine.request import Computation, Diagnostics, Request
from tvaerblik.store.snapshot import Snapshot


def compute(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> Computation:
    """Raises DefinitionError where `unknown: fail` refuses."""
    tables = Tables(catalogue, snapshot)
    frame = Frame(indicator, tables, request)
    if not frame.periods:
        return computation([], snapshot, Diagnostics())
    counter = IndicatorCounter(indicator, tables, frame.periods, known_places(frame.cells))
    rows: list[Row] = []
    for cell in frame.cells:
        within = counter.within(cell) if cell.state == State.OK else None
        for stratum in frame.strata:
            for step in _steps(indicator):
                row = {**cell.common, "age_band": stratum[0], "sex": stratum[1], "step": step}
                if within is not None:
                    row |= _columns(indicator, catalogue, within, stratum, step)
                rows.append(row)
    return computation(rows, snapshot, counter.diagnostics)


def computation(rows: list[Row], snapshot: Snapshot, diagnostics: Diagnostics) -> Computation:
    table = pa.Table.from_pylist(rows, schema=RESULT_SCHEMA)
    return Computation(ResultRows(table, snapshot.vintage), (), diagnostics)


def _steps(indicator: Indicator) -> list[int | None]:
    measure = indicator.measure
    if isinstance(measure, Profile):
        return list(range(measure.first, measure.last + 1))
    return [None]


def _columns(
    indicator: Indicator,
    catalogue: Catalogue,
    within: CellCounter,
    stratum: Stratum,
    step: int | None,
) -> Row:
    assert isinstance(indicator.measure, Counted), indicator.id
    numbers = within.numbers(stratum, step)
    if indicator.standardise is None:
        return numbers.columns()
    standard = catalogue.standards[indicator.standardise.standard]
    return direct_columns(indicator, standard, within, stratum, numbers)
