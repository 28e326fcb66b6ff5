"""Measures made of other indicators, all counted in the cells of the composed one: rules 24 and 25 of
ADR 0011."""

from dataclasses import dataclass, fields

import pyarrow as pa

from tvaerblik.catalogue.language import (
    Composed,
    Counted,
    Indicator,
    Ratio,
    StandardisedRatio,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast.computed import count, hold_cells
from tvaerblik.engine.fast.frame import Frame, frames_asked
from tvaerblik.engine.fast.results import (
    Answer,
    Shape,
    persons_behind,
    sql_for_result,
    together,
)
from tvaerblik.engine.fast.rollup import Kind, offered_kinds
from tvaerblik.engine.fast.session import Session
from tvaerblik.engine.fast.standardised import set_against
from tvaerblik.engine.request import Computation, Diagnostics, Request, Step
from tvaerblik.store.snapshot import Snapshot


def compute(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> Computation:
    measure = indicator.measure
    assert isinstance(measure, Composed), indicator.id
    beside = (measure.reference,) if isinstance(measure, StandardisedRatio) else ()
    asked = frames_asked(indicator, catalogue, snapshot, request, beside=beside)
    answer = _ratio if isinstance(measure, Ratio) else _observed_over_expected
    return together([answer(frame, catalogue, snapshot, request) for frame in asked], snapshot)


# A ratio -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """One component's figures in the composed indicator's cells."""

    figures: pa.Table
    steps: tuple[Step, ...]
    diagnostics: Diagnostics


def _ratio(frame: Frame, catalogue: Catalogue, snapshot: Snapshot, request: Request) -> Answer:
    kinds = offered_kinds(request.strata, frame.indicator.breakdowns)
    of, over = catalogue.components(frame.indicator)
    upper = _counted(of, frame, catalogue, snapshot, kinds)
    lower = _counted(over, frame, catalogue, snapshot, kinds)
    with Session(snapshot) as session:
        hold_cells(session, frame, catalogue, snapshot, request)
        session.hold("upper", upper.figures)
        session.hold("lower", lower.figures)
        session.run("figures", RATIO)
        table = session.fetch("result", sql_for_result(_shape_of_ratio(of, over, catalogue)))
        steps = (*upper.steps, *lower.steps, *session.steps)
    return Answer(table, steps, _added(upper.diagnostics, lower.diagnostics))


def _counted(
    part: Indicator, frame: Frame, catalogue: Catalogue, snapshot: Snapshot, kinds: list[Kind]
) -> _Part:
    with Session(snapshot) as session:
        diagnostics = count(session, part, frame, catalogue, kinds)
        figures = session.fetch("component", "SELECT * FROM figures")
        return _Part(figures, tuple(session.steps), diagnostics)


def _shape_of_ratio(upper: Indicator, lower: Indicator, catalogue: Catalogue) -> Shape:
    behind = {
        name
        for name, part in (("numerator", upper), ("denominator", lower))
        if "numerator" in _behind(part, catalogue)
    }
    return Shape(True, "coalesce(figures.denominator, 0)", frozenset(behind))


def _behind(part: Indicator, catalogue: Catalogue) -> frozenset[str]:
    assert isinstance(part.measure, Counted), part.id
    return persons_behind(part.measure, catalogue)


def _added(one: Diagnostics, other: Diagnostics) -> Diagnostics:
    names = [field.name for field in fields(Diagnostics)]
    return Diagnostics(*(getattr(one, name) + getattr(other, name) for name in names))


RATIO = """
CREATE TEMP TABLE figures AS
WITH sides AS (
    SELECT cell, age_band, sex, numerator, 0::BIGINT AS denominator,
           numerator_persons_low AS upper_low, numerator_persons_high AS upper_high,
           0::BIGINT AS lower_low, 0::BIGINT AS lower_high
    FROM upper
    UNION ALL
    SELECT cell, age_band, sex, 0, numerator, 0, 0, numerator_persons_low, numerator_persons_high
    FROM lower
)
SELECT cell, age_band, sex, NULL::INTEGER AS step,
       sum(numerator)::BIGINT AS numerator, sum(denominator)::BIGINT AS denominator,
       sum(upper_low)::BIGINT AS numerator_persons_low,
       sum(upper_high)::BIGINT AS numerator_persons_high,
       sum(lower_low)::BIGINT AS denominator_persons_low,
       sum(lower_high)::BIGINT AS denominator_persons_high
FROM sides
GROUP BY cell, age_band, sex
"""

# Observed over expected ----------------------------------------------------------------------------


def _observed_over_expected(
    frame: Frame, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> Answer:
    """The reference is counted beside the units asked for, and shown only if it is one of them."""
    indicator, measure = frame.indicator, frame.indicator.measure
    assert isinstance(measure, StandardisedRatio), indicator.id
    (observed,) = catalogue.components(indicator)
    kinds = offered_kinds(True, (*indicator.breakdowns, *measure.by))
    with Session(snapshot) as session:
        hold_cells(session, frame, catalogue, snapshot, request)
        session.hold("units_asked", pa.table({"unit": pa.array(request.units, pa.string())}))
        diagnostics = count(session, observed, frame, catalogue, kinds)
        set_against(session, measure.by, observed, measure.reference)
        session.run("cells shown", CELLS_SHOWN)
        shape = Shape(
            True, "coalesce(figures.denominator, 0)", _behind(observed, catalogue), figured=True
        )
        table = session.fetch("result", sql_for_result(shape))
        return Answer(table, tuple(session.steps), diagnostics)


CELLS_SHOWN = "DELETE FROM cells WHERE unit NOT IN (SELECT unit FROM units_asked)"
