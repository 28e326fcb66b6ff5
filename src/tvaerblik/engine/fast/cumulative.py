"""Running totals as what came in a period: rule 28 of ADR 0011.

stretches   cell, atom, first, after        unbroken days in which a unit belongs to the cell
covered     atom, start, after              the days that the deliveries cover
grown       cell, atom, last_day, is_known, low, high, denominator, masked
            one line a stretch; last_day null: no level came; is_known: there was one before
"""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pyarrow as pa

from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period
from tvaerblik.engine.fast.cells import Cell
from tvaerblik.engine.fast.coverage import AtomStatus, TableCover
from tvaerblik.engine.fast.session import Session

Days = tuple[date, date]  # half-open


class AnyDay:
    """Stands for the coverage of a whole period: of a running total, its last level's day is all that
    must have come, and that is looked up level by level."""

    def of(self, unit: str, period: Period) -> AtomStatus:
        return AtomStatus(State.OK)


def unbroken(days: Iterable[Days]) -> list[Days]:
    found: list[Days] = []
    for start, end in sorted(days):
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def grow(
    session: Session, cells: list[Cell], stretches: pa.Table, said: str, cover: TableCover
) -> list[Cell]:
    """Fill `by_cell`; the cells again, with those units present whose levels came. `said` selects the
    levels that say something."""
    session.hold("stretches", stretches)
    session.hold("covered", _covered_table(cells, cover))
    session.run("grown", _sql_for_grown(said))
    session.run("by_cell", BY_CELL)
    came: dict[int, set[str]] = {}
    for line in session.fetch("levels that came", CAME).to_pylist():
        came.setdefault(line["cell"], set()).add(line["atom"])
    return [
        replace(cell, present=frozenset(came.get(number, ()))) for number, cell in enumerate(cells)
    ]


def _covered_table(cells: list[Cell], cover: TableCover) -> pa.Table:
    atoms = sorted(frozenset[str]().union(*(cell.atoms for cell in cells)))
    spans = [(atom, start, after) for atom in atoms for start, after in cover.spans(atom)]
    return pa.table(
        {
            "atom": pa.array([atom for atom, _, _ in spans], pa.string()),
            "start": pa.array([start for _, start, _ in spans], pa.date32()),
            "after": pa.array([after for _, _, after in spans], pa.date32()),
        }
    )


# Levels and the borders of stretches are put in one order, a border before the level of its day: each
# border then has the last level before it. One pass, however many periods are asked for.
def _sql_for_grown(said: str) -> str:
    return f"""
CREATE TEMP TABLE grown AS
WITH said AS ({said}),
borders AS (
    SELECT atom, first AS day FROM stretches UNION SELECT atom, after FROM stretches
),
line AS (
    SELECT atom, day, 0 AS turn, NULL AS level FROM borders
    UNION ALL
    SELECT unit, day, 1, {{'day': day, 'low': low, 'high': high, 'denominator': denominator,
                           'masked': masked}} FROM said
),
passed AS (
    SELECT atom, day, turn, last_value(level IGNORE NULLS) OVER (
        PARTITION BY atom ORDER BY day, turn ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS level
    FROM line
),
standing AS (SELECT atom, day, level FROM passed WHERE turn = 0)
SELECT stretches.cell, stretches.atom, stretches.first,
       CASE WHEN last.level.day >= stretches.first
            AND EXISTS (FROM covered WHERE covered.atom = stretches.atom
                        AND covered.start <= last.level.day AND last.level.day < covered.after)
            THEN last.level.day END AS last_day,
       earlier.level IS NOT NULL AS is_known,
       last.level.low - earlier.level.high AS low,
       last.level.high - earlier.level.low AS high,
       last.level.denominator AS denominator,
       last.level.masked OR earlier.level.masked AS masked
FROM stretches
JOIN standing AS last ON last.atom = stretches.atom AND last.day = stretches.after
JOIN standing AS earlier ON earlier.atom = stretches.atom AND earlier.day = stretches.first
"""


# A unit has the denominator of its last stretch; without one, the cell has none.
BY_CELL = """
CREATE TEMP TABLE by_cell AS
WITH by_atom AS (
    SELECT cell, atom, bool_and(last_day IS NOT NULL) AS complete, bool_and(is_known) AS is_known,
           sum(low) AS low, sum(high) AS high, bool_or(masked) AS masked,
           arg_max({'denominator': denominator}, first).denominator AS denominator
    FROM grown
    GROUP BY cell, atom
)
SELECT cell, bool_and(complete) AS complete, bool_and(is_known) AS is_known,
       count(*) FILTER (WHERE complete) AS units_present, bool_or(masked) AS masked,
       sum(low) AS numerator, sum(low) AS low, sum(high) AS high,
       CASE WHEN count(denominator) = count(*) THEN sum(denominator) END AS denominator,
       NULL::VARCHAR AS only_atom
FROM by_atom
GROUP BY cell
"""

CAME = """
SELECT cell, atom FROM grown GROUP BY cell, atom HAVING bool_and(last_day IS NOT NULL)
"""
