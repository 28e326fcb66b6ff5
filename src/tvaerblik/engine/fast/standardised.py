"""Figures weighed by strata, in whole numbers to the last digit: rules 25 to 27 of ADR 0011.

strata_inside  age_band, sex, inner_band, inner_sex, weight   what each stratum shown is weighed by
standardised   cell, age_band, sex, figure (millionths; null where it is not defined)
"""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from collections.abc import Callable, Iterable
from itertools import product

import pyarrow as pa

from tvaerblik.catalogue.arithmetic import scale_of
from tvaerblik.catalogue.language import Breakdown, Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.reach import reachable_bands
from tvaerblik.catalogue.strata import SEXES
from tvaerblik.engine.fast.session import Session

Stratum = tuple[str | None, str | None]  # age band, sex; None is all

# 128 bits hold every product here: a billion of a standard, 10^13 rows, 10^12 for the digits
HALF_UP = """
CREATE TEMP MACRO half_up(number, divisor) AS (
    (2::HUGEINT * number + divisor) // (2::HUGEINT * divisor)
        - ((2::HUGEINT * number + divisor) % (2::HUGEINT * divisor) < 0)::HUGEINT
)
"""


def standardise(session: Session, indicator: Indicator, catalogue: Catalogue) -> None:
    """Directly: the figures of the strata weighed with a standard population."""
    assert indicator.standardise is not None, indicator.id
    standard = catalogue.standards[indicator.standardise.standard]
    inside = strata_inside(_shown(session), indicator.standardise.by, indicator)
    session.hold("strata_inside", _inside_table(inside, standard.weight))
    session.run("half_up", HALF_UP)
    session.run("standardised", _sql_for_standardised(indicator))


def set_against(
    session: Session, by: tuple[Breakdown, ...], observed: Indicator, reference: str
) -> None:
    """Indirectly: what is observed over what the reference unit's figures lead one to expect."""
    inside = strata_inside(_shown(session), by, observed)
    session.hold("strata_inside", _inside_table(inside, lambda band, sex: 1))
    session.hold("reference", pa.table({"unit": pa.array([reference], pa.string())}))
    session.run("half_up", HALF_UP)
    session.run("references", REFERENCES)
    session.run("standardised", SET_AGAINST)


def _shown(session: Session) -> list[Stratum]:
    found = session.fetch("strata", "SELECT DISTINCT age_band, sex FROM strata").to_pylist()
    return [(line["age_band"], line["sex"]) for line in found]


def strata_inside(
    shown: Iterable[Stratum], by: tuple[Breakdown, ...], indicator: Indicator
) -> list[tuple[Stratum, Stratum]]:
    """Each stratum that is shown with each stratum of `by` inside it; one that the definition has
    nobody in has none."""
    bands = [band.id for band in reachable_bands(indicator)] if "age_band" in by else None
    sexes = [*SEXES] if "sex" in by else None
    return [
        ((band, sex), inner)
        for band, sex in shown
        for inner in product(_inside(band, bands), _inside(sex, sexes))
    ]


def _inside(shown: str | None, split: list[str] | None) -> list[str | None]:
    if split is None:
        return [shown]
    return [one for one in split if shown in (None, one)]


def _inside_table(
    inside: list[tuple[Stratum, Stratum]], weight: Callable[[str | None, str | None], int]
) -> pa.Table:
    return pa.table(
        {
            "age_band": pa.array([band for (band, _), _ in inside], pa.string()),
            "sex": pa.array([sex for (_, sex), _ in inside], pa.string()),
            "inner_band": pa.array([band for _, (band, _) in inside], pa.string()),
            "inner_sex": pa.array([sex for _, (_, sex) in inside], pa.string()),
            "weight": pa.array([weight(*inner) for _, inner in inside], pa.int64()),
        }
    )


def _of_inner(figures: str, cell: str) -> str:
    return (
        f"{figures}.cell = {cell}"
        f" AND {figures}.age_band IS NOT DISTINCT FROM inner_band"
        f" AND {figures}.sex IS NOT DISTINCT FROM inner_sex"
    )


def _sql_for_standardised(indicator: Indicator) -> str:
    """t_s = weight · numerator · 10¹² / denominator; figure = Σ t_s · factor · 10⁶ / (Σ weight · 10¹²)."""
    factor = scale_of(indicator.measure).factor
    return f"""
CREATE TEMP TABLE standardised AS
WITH terms AS (
    SELECT cells.cell, inside.age_band, inside.sex, weight,
           coalesce(numerator, 0) AS numerator, coalesce(denominator, 0) AS denominator
    FROM cells CROSS JOIN strata_inside AS inside
    LEFT JOIN figures ON {_of_inner("figures", "cells.cell")}
    WHERE status = 'ok'
),
weighed AS (
    SELECT cell, age_band, sex, sum(weight)::HUGEINT AS weight, min(denominator) AS smallest,
           sum(CASE WHEN denominator > 0 THEN half_up(
               1000000000000::HUGEINT * weight * numerator, denominator::HUGEINT) END) AS total
    FROM terms
    GROUP BY cell, age_band, sex
)
SELECT cell, age_band, sex,
       CASE WHEN smallest > 0 THEN half_up(
           total * {factor.numerator}, weight * {1_000_000 * factor.denominator})::BIGINT END AS figure
FROM weighed
"""


# Each cell with the reference's cell of the same period and organisation
REFERENCES = """
CREATE TEMP TABLE "references" AS
SELECT cells.cell, other.cell AS reference
FROM cells JOIN (SELECT * FROM cells SEMI JOIN reference USING (unit)) AS other
    USING (organisation, period)
WHERE cells.status = 'ok' AND other.status = 'ok'
"""

# e_s = d_s · R_s · 10⁹ / D_s; figure = O · 10¹⁵ / Σ e_s. A stratum without anybody expects nothing;
# one with somebody, but nobody in the reference, leaves it open what to expect.
SET_AGAINST = f"""
CREATE TEMP TABLE standardised AS
WITH terms AS (
    SELECT "references".cell, inside.age_band, inside.sex,
           coalesce(own.denominator, 0) AS denominator,
           coalesce(other.numerator, 0) AS events,
           coalesce(other.denominator, 0) AS persons
    FROM "references" CROSS JOIN strata_inside AS inside
    LEFT JOIN figures AS own ON {_of_inner("own", '"references".cell')}
    LEFT JOIN figures AS other ON {_of_inner("other", '"references".reference')}
),
expected AS (
    SELECT cell, age_band, sex, bool_or(denominator > 0 AND persons = 0) AS is_open,
           sum(CASE WHEN denominator > 0 AND persons > 0 THEN half_up(
               1000000000::HUGEINT * denominator * events, persons::HUGEINT) ELSE 0 END) AS expected
    FROM terms
    GROUP BY cell, age_band, sex
)
SELECT expected.cell, expected.age_band, expected.sex,
       CASE WHEN NOT is_open AND expected <> 0 THEN half_up(
           1000000000000000::HUGEINT * coalesce(numerator, 0) * sign(expected), abs(expected)
       )::BIGINT END AS figure
FROM expected LEFT JOIN figures ON figures.cell = expected.cell
    AND figures.age_band IS NOT DISTINCT FROM expected.age_band
    AND figures.sex IS NOT DISTINCT FROM expected.sex
"""
