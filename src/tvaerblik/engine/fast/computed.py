"""Rates and proportions, counted from rows."""

import pyarrow as pa

from tvaerblik.catalogue.language import Indicator, Proportion, Rate
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.periods import periods_between, quarter_of
from tvaerblik.core.rows import RESULT_SCHEMA, ResultRows
from tvaerblik.engine.fast import rollup
from tvaerblik.engine.fast.cells import build_cells, month_number, periods_asked
from tvaerblik.engine.fast.coverage import Coverage
from tvaerblik.engine.fast.events import placed_rows, population_cells
from tvaerblik.engine.fast.frame import (
    atoms_table,
    cells_table,
    parts_table,
    span_months_table,
    strata_table,
    wholes_table,
)
from tvaerblik.engine.fast.residents import Residents
from tvaerblik.engine.fast.session import Session
from tvaerblik.engine.fast.slots import Slots
from tvaerblik.engine.refusals import unknown_refused
from tvaerblik.engine.request import Computation, Diagnostics, Request
from tvaerblik.store.snapshot import Snapshot


def compute(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> Computation:
    measure = indicator.measure
    assert isinstance(measure, Rate | Proportion), indicator.id
    periods = periods_asked(indicator, request)
    if not periods:
        return Computation(_result(RESULT_SCHEMA.empty_table(), snapshot), (), Diagnostics())
    cells = build_cells(
        catalogue.units,
        request,
        periods,
        Coverage(indicator, catalogue, snapshot),
        expand=lambda unit, day: catalogue.units.members(unit, day, indicator.grain),
    )
    span = Slots(
        "month", min(period.start for period in periods), max(period.end for period in periods)
    )
    with Session(snapshot) as session:
        for name in indicator.tables:
            session.ensure(catalogue.registers[name])
        residents = Residents(session, snapshot, catalogue.units)
        session.hold("cells", cells_table(indicator, cells, residents))
        session.hold("parts", parts_table(cells))
        session.hold("wholes", wholes_table(cells, periods))
        session.hold("span_months", span_months_table(periods))
        session.hold("atoms", atoms_table(cells))
        session.hold("strata", strata_table(indicator, request))
        diagnostics = _count(session, measure, catalogue, span)
        offered = (request.strata, indicator.breakdowns)
        session.run("seen", rollup.PERSONS_OF_PERIODS)
        session.run("rolled", rollup.sql_for_rolled(measure, *offered))
        session.run("recounted", rollup.sql_for_recounted(measure, *offered))
        table = session.fetch("result", rollup.RESULT)
        return Computation(_result(table, snapshot), tuple(session.steps), diagnostics)


def _result(table: pa.Table, snapshot: Snapshot) -> ResultRows:
    return ResultRows(table.cast(RESULT_SCHEMA), snapshot.vintage)


# Counting ----------------------------------------------------------------------------------------


def _count(
    session: Session, measure: Rate | Proportion, catalogue: Catalogue, span: Slots
) -> Diagnostics:
    """Fill `counted` and `base`."""
    session.keep("met", placed_rows(measure, catalogue, span))
    if measure.unknown == "fail":
        _refuse_unknown(session)
    diagnostics = Diagnostics(*session.numbers("diagnostics", _DIAGNOSTICS))
    session.run("counted", _COUNTED)
    session.run("base", rollup.BASE_OF_EVENTS)
    if isinstance(measure, Rate):
        session.keep("population_cells", population_cells(measure, catalogue))
        session.hold("months", _months(span))
        session.run("population into base", rollup.POPULATION_INTO_BASE)
    return diagnostics


_DIAGNOSTICS = """
SELECT count(*) FILTER (WHERE meets AND age >= 0 AND known.atom IS NOT NULL),
       count(*) FILTER (WHERE meets IS NULL),
       count(*) FILTER (WHERE meets AND met.atom IS NULL),
       count(*) FILTER (WHERE meets AND met.atom IS NOT NULL AND known.atom IS NULL),
       count(*) FILTER (WHERE meets AND known.atom IS NOT NULL AND age < 0)
FROM met LEFT JOIN atoms AS known USING (atom)
"""

_COUNTED = """
CREATE TEMP TABLE counted AS
SELECT slot AS month, atom, age_band, sex, person, coalesce(counts, false) AS counts
FROM met JOIN atoms USING (atom)
WHERE meets AND age >= 0
"""


def _refuse_unknown(session: Session) -> None:
    (undecided,) = session.numbers(
        "unknown", "SELECT count(*) FROM met WHERE meets IS NULL OR counts IS NULL"
    )
    if undecided:
        raise unknown_refused(undecided)


def _months(span: Slots) -> pa.Table:
    months = periods_between("month", span.start, span.end)
    return pa.table(
        {
            "month": pa.array([month_number(month.start) for month in months], pa.int64()),
            "days": pa.array([month.days for month in months], pa.int64()),
            "quarter_start": pa.array(
                [quarter_of(month.start).start for month in months], pa.date32()
            ),
        }
    )
