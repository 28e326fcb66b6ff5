"""Percentiles, exactly: amounts counted at the finest grain, put in order in each cell.

amounts       slot, atom, age_band, sex, amount, rows     how many rows have each amount
percentiles   cell, age_band, sex, doubled                twice the percentile
"""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from tvaerblik.catalogue.language import Percentile
from tvaerblik.engine.fast.rollup import Kind, grouping_sets, same_stratum, strata_columns
from tvaerblik.engine.fast.session import Session


def find_percentiles(session: Session, measure: Percentile, kinds: list[Kind]) -> None:
    """Put the percentiles, doubled, in the place of the numerators of `rolled`."""
    session.run("amounts", AMOUNTS)
    session.run("percentiles", _sql_for_percentiles(measure, kinds))
    session.run("percentiles into rolled", PERCENTILES_INTO_ROLLED)


AMOUNTS = """
CREATE TEMP TABLE amounts AS
SELECT slot, atom, age_band, sex, value AS amount, count(*) AS rows
FROM counted
GROUP BY slot, atom, age_band, sex, value
"""


def _sql_for_percentiles(measure: Percentile, kinds: list[Kind]) -> str:
    """Definition 2 of Hyndman & Fan 1996: with n amounts, the mean of the ⌈n·p/100⌉th and the
    (⌊n·p/100⌋ + 1)th, which are the same one unless n·p/100 is whole. Their sum is twice the mean."""
    return f"""
CREATE TEMP TABLE percentiles AS
WITH spread AS (
    SELECT cell, {strata_columns(kinds)}, amount, sum(rows)::BIGINT AS rows
    FROM parts JOIN amounts USING (slot, atom)
    GROUP BY GROUPING SETS ({grouping_sets(kinds, "amount")})
),
ordered AS (
    SELECT cell, age_band, sex, amount,
           sum(rows) OVER (PARTITION BY cell, age_band, sex ORDER BY amount) AS so_far,
           sum(rows) OVER (PARTITION BY cell, age_band, sex) * {measure.p} AS reach
    FROM spread
)
SELECT cell, age_band, sex,
       min(amount) FILTER (WHERE so_far * 100 >= reach)
           + min(amount) FILTER (WHERE so_far * 100 > reach) AS doubled
FROM ordered
GROUP BY cell, age_band, sex
"""


PERCENTILES_INTO_ROLLED = f"""
UPDATE rolled SET numerator = doubled FROM percentiles WHERE {same_stratum("percentiles", "rolled")}
"""
