"""From figures to rows: every cell with every stratum, those where nothing happened too, each with
its state (rule 29 of ADR 0011) and the persons behind it (rule 30)."""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from dataclasses import dataclass

import pyarrow as pa

from tvaerblik.catalogue.language import (
    Count,
    Counted,
    Indicator,
    Persons,
    Profile,
    Proportion,
    Rate,
    Stock,
    Sum,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.rows import RESULT_SCHEMA, ResultRows
from tvaerblik.engine.request import Computation, Diagnostics, Step
from tvaerblik.store.snapshot import Snapshot

# The columns that `results` adds to those of the schema, to put the rows of several frames in order
_ORDER = ("cell", "position")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a figure of a measure is like."""

    divided: bool  # not defined without a denominator; otherwise nothing is a true zero
    denominator: str  # as SQL
    behind: frozenset[str]  # of numerator, complement and denominator: where there are persons
    figured: bool = False  # the figure is computed, in `standardised`, and is not always defined
    stepped: bool = False  # a figure a step


@dataclass(frozen=True, slots=True)
class Answer:
    """What one frame came to."""

    table: pa.Table
    steps: tuple[Step, ...]
    diagnostics: Diagnostics


def shape_of(indicator: Indicator, catalogue: Catalogue) -> Shape:
    measure = indicator.measure
    assert isinstance(measure, Counted), indicator.id
    every_night = isinstance(measure, Stock) and measure.at == "every_night"
    divided = not isinstance(measure, Count | Persons | Sum | Stock)
    counted = "coalesce(figures.denominator, 0)" if divided else "NULL::BIGINT"
    return Shape(
        divided,
        "period_end - period_start" if every_night else counted,
        persons_behind(measure, catalogue),
        figured=indicator.standardise is not None,
        stepped=isinstance(measure, Profile),
    )


def persons_behind(measure: Counted, catalogue: Catalogue) -> frozenset[str]:
    if catalogue.registers[measure.of.table].column("person") is None:
        return frozenset()
    if isinstance(measure, Rate | Proportion | Profile):
        return frozenset({"numerator", "complement", "denominator"})
    if isinstance(measure, Count | Persons | Sum | Stock):
        return frozenset({"numerator"})
    return frozenset({"numerator", "denominator"})


def sql_for_result(shape: Shape) -> str:
    """In RESULT_SCHEMA's order, after the columns that order the rows."""
    defined = "counted_denominator <> 0" if shape.divided else "true"
    if shape.figured:
        defined += " AND figure IS NOT NULL"
    figure, standardised = "NULL::BIGINT", ""
    if shape.figured:
        figure = "standardised.figure"
        standardised = f"\n    LEFT JOIN standardised ON {_same('standardised')}"
    same_step = " AND figures.step = strata.step" if shape.stepped else ""
    return f"""
WITH joined AS (
    SELECT cells.*, strata.position, strata.age_band, strata.sex, strata.step,
           coalesce(figures.numerator, 0) AS counted_numerator,
           {shape.denominator} AS counted_denominator,
           {figure} AS figure,
           figures.* EXCLUDE (cell, age_band, sex, step, numerator, denominator)
    FROM cells CROSS JOIN strata
    LEFT JOIN figures ON {_same("figures")}{same_step}{standardised}
),
judged AS (
    SELECT *, status = 'ok' AND {defined} AS numbered,
           CASE WHEN status <> 'ok' THEN status
                WHEN NOT ({defined}) THEN 'not_defined'
                WHEN counted_numerator = 0 THEN 'zero'
                ELSE 'ok' END AS state
    FROM joined
)
SELECT {", ".join(_ORDER)},
       indicator, version, organisation, unit, period, period_start, period_end, age_band, sex,
       step, state, provisional, partial, break,
       CASE WHEN numbered THEN counted_numerator END AS numerator,
       CASE WHEN numbered THEN counted_denominator END AS denominator,
       NULL::BIGINT AS numerator_low,
       NULL::BIGINT AS numerator_high,
       CASE WHEN numbered THEN figure END AS figure,
       {_persons(shape)},
       false AS as_delivered,
       units_present, units_total, population_present, population_total
FROM judged
ORDER BY cell, position
"""


def _same(other: str) -> str:
    return (
        f"{other}.cell = cells.cell"
        f" AND {other}.age_band IS NOT DISTINCT FROM strata.age_band"
        f" AND {other}.sex IS NOT DISTINCT FROM strata.sex"
    )


def _persons(shape: Shape) -> str:
    return ",\n       ".join(
        f"CASE WHEN numbered THEN coalesce({name}_persons_{side}, 0) END AS {name}_persons_{side}"
        if name in shape.behind
        else f"NULL::BIGINT AS {name}_persons_{side}"
        for name in ("numerator", "complement", "denominator")
        for side in ("low", "high")
    )


def together(answers: list[Answer], snapshot: Snapshot) -> Computation:
    """The rows of every frame in the order asked for."""
    steps = tuple(step for answer in answers for step in answer.steps)
    diagnostics = Diagnostics() if not answers else answers[0].diagnostics
    tables = [answer.table for answer in answers]
    table = pa.concat_tables(tables) if tables else RESULT_SCHEMA.empty_table()
    if len(tables) > 1:
        table = table.sort_by([(name, "ascending") for name in _ORDER])
    rows = table.select(RESULT_SCHEMA.names).cast(RESULT_SCHEMA)
    return Computation(ResultRows(rows, snapshot.vintage), steps, diagnostics)
