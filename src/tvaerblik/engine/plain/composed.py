"""Indicators made of other indicators: one count over another, or observed over expected."""

from collections.abc import Callable

from tvaerblik.catalogue.language import Indicator, Ratio, StandardisedRatio
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.cells import State
from tvaerblik.engine.plain.computed import computation
from tvaerblik.engine.plain.counter import CellCounter, IndicatorCounter
from tvaerblik.engine.plain.frame import Cell, Frame, known_places
from tvaerblik.engine.plain.logic import Row
from tvaerblik.engine.plain.residents import Stratum
from tvaerblik.engine.plain.standardised import (
    NOT_DEFINED,
    observed_over_expected,
    strata_inside,
)
from tvaerblik.engine.plain.tables import Tables
from tvaerblik.engine.plain.tally import Numbers
from tvaerblik.engine.plain.told import added
from tvaerblik.engine.request import Computation, Diagnostics, Request
from tvaerblik.store.snapshot import Snapshot

_Columns = Callable[[Stratum], Row]


def compute(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> Computation:
    """Raises DefinitionError where a component's `unknown: fail` refuses."""
    tables = Tables(catalogue, snapshot)
    frame = Frame(indicator, tables, request)
    if not frame.periods:
        return computation([], snapshot, Diagnostics())
    if isinstance(indicator.measure, Ratio):
        return _compute_ratio(indicator, tables, frame)
    return _compute_standardised(indicator, tables, frame)


def _rows(frame: Frame, columns_of: Callable[[Cell], _Columns]) -> list[Row]:
    rows: list[Row] = []
    for cell in frame.cells:
        columns = columns_of(cell) if cell.state == State.OK else None
        for stratum in frame.strata:
            row = {**cell.common, "age_band": stratum[0], "sex": stratum[1]}
            rows.append(row if columns is None else row | columns(stratum))
    return rows


# One count over another -----------------------------------------------------------------------------


def _compute_ratio(indicator: Indicator, tables: Tables, frame: Frame) -> Computation:
    """Both are counted over the municipalities settled for the whole: the frame's."""
    known = known_places(frame.cells)
    of, over = (
        IndicatorCounter(part, tables, frame.periods, known)
        for part in tables.catalogue.components(indicator)
    )

    def columns_of(cell: Cell) -> _Columns:
        upper, lower = of.within(cell), over.within(cell)
        return lambda stratum: _divided(upper.numbers(stratum), lower.numbers(stratum)).columns()

    rows = _rows(frame, columns_of)
    return computation(rows, tables.snapshot, added(of.diagnostics, over.diagnostics))


def _divided(upper: Numbers, lower: Numbers) -> Numbers:
    return Numbers(
        upper.numerator, lower.numerator, with_=upper.with_, without=None, everybody=lower.with_
    )


# Observed over expected -----------------------------------------------------------------------------


def _compute_standardised(indicator: Indicator, tables: Tables, frame: Frame) -> Computation:
    measure = indicator.measure
    assert isinstance(measure, StandardisedRatio), indicator.id
    (part,) = tables.catalogue.components(indicator)
    references = {
        (organisation, period.id): frame.cell(organisation, measure.reference, period)
        for organisation in {cell.organisation for cell in frame.cells}
        for period in frame.periods
    }
    known = known_places([*frame.cells, *references.values()])
    counter = IndicatorCounter(part, tables, frame.periods, known)

    def columns_of(cell: Cell) -> _Columns:
        reference = references[cell.organisation, cell.period.id]
        if reference.state != State.OK:
            return lambda stratum: NOT_DEFINED
        standing = counter.within(reference)
        observed = counter.within(cell)
        return lambda stratum: _standardised(part, measure, observed, standing, stratum)

    return computation(_rows(frame, columns_of), tables.snapshot, counter.diagnostics)


def _standardised(
    part: Indicator,
    measure: StandardisedRatio,
    observed: CellCounter,
    reference: CellCounter,
    stratum: Stratum,
) -> Row:
    crude = observed.numbers(stratum)
    terms = []
    for inside in strata_inside(part, measure.by, stratum):
        own, other = observed.numbers(inside), reference.numbers(inside)
        terms.append((own.denominator or 0, other.numerator, other.denominator or 0))
    figure = observed_over_expected(crude.numerator, terms)
    if figure is None or not crude.is_defined:
        return NOT_DEFINED
    return {**crude.columns(), "figure": figure}
