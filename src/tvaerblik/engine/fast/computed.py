"""Measures counted from rows, from the frame of cells asked for to their figures."""

import pyarrow as pa

from tvaerblik.catalogue.language import (
    Counted,
    Indicator,
    Percentile,
    Profile,
    Rate,
    counts_persons,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast import frame as frames
from tvaerblik.engine.fast import rollup
from tvaerblik.engine.fast.counting import count_rows
from tvaerblik.engine.fast.distributions import find_percentiles
from tvaerblik.engine.fast.events import population_cells
from tvaerblik.engine.fast.frame import Frame, frames_asked
from tvaerblik.engine.fast.persons import count_persons
from tvaerblik.engine.fast.residents import Residents
from tvaerblik.engine.fast.results import Answer, shape_of, sql_for_result, together
from tvaerblik.engine.fast.rollup import Kind, offered_kinds
from tvaerblik.engine.fast.session import Session
from tvaerblik.engine.fast.standardised import standardise
from tvaerblik.engine.fast.steps import count_steps
from tvaerblik.engine.request import Computation, Diagnostics, Request
from tvaerblik.store.snapshot import Snapshot


def compute(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> Computation:
    asked = frames_asked(indicator, catalogue, snapshot, request)
    answers = [_answer(frame, catalogue, snapshot, request) for frame in asked]
    return together(answers, snapshot)


def _answer(frame: Frame, catalogue: Catalogue, snapshot: Snapshot, request: Request) -> Answer:
    """Standardising needs the strata, whether they are shown or not."""
    indicator = frame.indicator
    kinds = offered_kinds(request.strata or indicator.standardise is not None, indicator.breakdowns)
    with Session(snapshot) as session:
        hold_cells(session, frame, catalogue, snapshot, request)
        diagnostics = count(session, indicator, frame, catalogue, kinds)
        if indicator.standardise is not None:
            standardise(session, indicator, catalogue)
        table = session.fetch("result", sql_for_result(shape_of(indicator, catalogue)))
        return Answer(table, tuple(session.steps), diagnostics)


def hold_cells(
    session: Session, frame: Frame, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> None:
    """What is shown: `cells` and `strata`."""
    residents = Residents(session, snapshot, catalogue.units)
    cells = frames.cells_table(frame.indicator, frame.cells, frame.numbers, residents)
    session.hold("cells", cells)
    session.hold("strata", frames.strata_table(frame.indicator, request))


def count(
    session: Session, indicator: Indicator, frame: Frame, catalogue: Catalogue, kinds: list[Kind]
) -> Diagnostics:
    """Fill `figures` of the indicator in the frame's cells, which may be another indicator's."""
    measure = indicator.measure
    assert isinstance(measure, Counted), indicator.id
    for name in indicator.tables:
        session.ensure(catalogue.registers[name])
    for name, table in _frame_tables(frame, measure).items():
        session.hold(name, table)
    session.run("parts", rollup.PARTS)
    diagnostics = count_rows(session, measure, catalogue, frame)
    if isinstance(measure, Rate):
        session.keep("population_cells", population_cells(measure, catalogue))
    if counts_persons(measure):
        count_persons(session, measure, indicator.attribute, catalogue, frame.slots, kinds)
        return diagnostics
    rollup.roll_up(session, measure, kinds)
    if isinstance(measure, Profile):
        count_steps(session, measure, catalogue, frame.slots, kinds)
        return diagnostics
    if isinstance(measure, Percentile):
        find_percentiles(session, measure, kinds)
    session.run("figures", rollup.FIGURES)
    return diagnostics


def _frame_tables(frame: Frame, measure: Counted) -> dict[str, pa.Table]:
    return {
        "atoms": frames.atoms_table(frame),
        "members": frames.members_table(frame),
        "spans": frames.spans_table(frame),
        "span_months": frames.span_months_table(frame),
        "span_slots": frames.span_slots_table(frame, measure),
        "wholes": frames.wholes_table(frame),
    }
