"""Profiles: events around index rows, week by week. Rules 23 and 30 of ADR 0011.

events      k_<key>, step, events                        index rows and steps with an event
happened    slot, atom, age_band, sex, person, step, events   the same, where the index row counts
weeks       slot, atom, age_band, sex, step → integers   the finest grain
seen_weeks  span, atom, age_band, sex, step → bounds of distinct persons in a whole period
profiled    cell, age_band, sex, step → integers and bounds, steps without an event too
recounted_weeks   the same for the few whose bounds leave a threshold open
"""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from tvaerblik.catalogue.language import Profile
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast.profiles import profile_events
from tvaerblik.engine.fast.rollup import (
    FIGURES,
    THRESHOLDS,
    Kind,
    grouping_sets,
    is_of_kind,
    part_and_stratum,
    same_stratum,
    strata_columns,
)
from tvaerblik.engine.fast.session import Session
from tvaerblik.engine.fast.slots import Slots


def count_steps(
    session: Session, measure: Profile, catalogue: Catalogue, slots: Slots, kinds: list[Kind]
) -> None:
    """Fill `figures`, from `counted` and what `roll_up` made of the index rows."""
    session.keep("events", profile_events(measure, catalogue, slots, session.table("counted")))
    keys = ", ".join(f"k_{name}" for name in catalogue.registers[measure.of.table].key)
    session.run("happened", _sql_for_happened(keys))
    session.run("weeks", WEEKS)
    session.run("seen weeks", PERSONS_OF_PERIODS)
    session.run("index rows", FIGURES.replace("VIEW figures", "VIEW index_figures"))
    session.run("profiled", _sql_for_profiled(measure, kinds))
    session.run("recounted weeks", _sql_for_recounted(kinds))
    session.run("figures", FIGURES_OF_STEPS)


def _sql_for_happened(keys: str) -> str:
    return f"""
CREATE TEMP TABLE happened AS
SELECT slot, atom, age_band, sex, person, step, events FROM counted JOIN events USING ({keys})
"""


WEEKS = """
CREATE TEMP TABLE weeks AS
SELECT slot, atom, age_band, sex, step, sum(events)::BIGINT AS numerator, count(*) AS rows,
       count(DISTINCT person) AS persons
FROM happened
GROUP BY slot, atom, age_band, sex, step
"""

# Counted in each place they give too many, counted in one only never too many in any sum
PERSONS_OF_PERIODS = """
CREATE TEMP TABLE seen_weeks AS
WITH once AS (
    SELECT DISTINCT span, step, person, atom, age_band, sex
    FROM happened JOIN span_slots USING (slot)
),
ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY span, step, person ORDER BY atom, age_band, sex) = 1 AS first
    FROM once
)
SELECT span, atom, age_band, sex, step, count(*) FILTER (WHERE first) AS low, count(*) AS high
FROM ranked
GROUP BY span, atom, age_band, sex, step
"""


def _sql_for_profiled(measure: Profile, kinds: list[Kind]) -> str:
    """Every step of every cell and stratum that has an index row. Whoever has no event in the step
    has index rows without one; whoever has such rows has an index row."""
    sets, columns = grouping_sets(kinds, "step"), strata_columns(kinds)
    return f"""
CREATE TEMP TABLE profiled AS
WITH sums AS (
    SELECT cell, {columns}, step, sum(numerator)::BIGINT AS numerator, sum(rows)::BIGINT AS rows,
           max(persons)::BIGINT AS low, least(sum(persons), sum(rows))::BIGINT AS high
    FROM parts JOIN weeks USING (slot, atom)
    GROUP BY GROUPING SETS ({sets})
),
persons AS (
    SELECT cell, {columns}, step, sum(low)::BIGINT AS low, sum(high)::BIGINT AS high
    FROM wholes JOIN seen_weeks USING (span, atom)
    GROUP BY GROUPING SETS ({sets})
),
joined AS (
    SELECT steps.step, coalesce(sums.numerator, 0) AS numerator, coalesce(sums.rows, 0) AS rows,
           coalesce(greatest(sums.low, persons.low), 0) AS low,
           coalesce(least(sums.high, persons.high), 0) AS high,
           index_figures.* EXCLUDE (step, numerator)
    FROM index_figures
    CROSS JOIN (SELECT unnest(range({measure.first}, {measure.last + 1}))::INTEGER AS step) AS steps
    LEFT JOIN sums ON {same_stratum("sums", "index_figures")} AND sums.step = steps.step
    LEFT JOIN persons ON {same_stratum("persons", "index_figures")} AND persons.step = steps.step
)
SELECT cell, age_band, sex, step, numerator, denominator,
       low AS numerator_persons_low,
       high AS numerator_persons_high,
       least(greatest(denominator_persons_low - high, (denominator > rows)::BIGINT), denominator - rows)
           AS complement_persons_low,
       least(denominator_persons_high, denominator - rows) AS complement_persons_high,
       denominator_persons_low,
       denominator_persons_high
FROM joined
"""


# Counting anew -------------------------------------------------------------------------------------


def _sql_for_recounted(kinds: list[Kind]) -> str:
    """Somebody is in the complement unless every index row of theirs in the cell has an event in the
    step. Few persons are counted whatever the bounds say: it costs nothing, and is exact."""
    few = max(THRESHOLDS)
    doubtful = " OR ".join(
        f"({name}_persons_low < {few} AND {name}_persons_high > {name}_persons_low)"
        for name in ("numerator", "complement", "denominator")
    )
    return f"""
CREATE TEMP TABLE recounted_weeks AS
WITH doubtful AS (
    SELECT cell, age_band, sex, step FROM profiled WHERE {doubtful}
),
doubtful_cells AS (SELECT DISTINCT cell, age_band, sex FROM doubtful),
index_rows AS ({" UNION ALL ".join(_index_rows_of_kind(columns) for columns in kinds)}),
with_events AS ({" UNION ALL ".join(_with_events_of_kind(columns) for columns in kinds)}),
index_persons AS (
    SELECT cell, age_band, sex, count(*) AS persons FROM index_rows GROUP BY cell, age_band, sex
),
step_persons AS (
    SELECT with_events.cell, with_events.age_band, with_events.sex, step, count(*) AS persons,
           count(*) FILTER (WHERE with_events.rows = index_rows.rows) AS always
    FROM with_events JOIN index_rows ON {same_stratum("with_events", "index_rows")}
        AND with_events.person = index_rows.person
    GROUP BY with_events.cell, with_events.age_band, with_events.sex, step
)
SELECT doubtful.*, coalesce(step_persons.persons, 0) AS numerator_persons,
       index_persons.persons - coalesce(always, 0) AS complement_persons,
       index_persons.persons AS denominator_persons
FROM doubtful JOIN index_persons ON {same_stratum("index_persons", "doubtful")}
LEFT JOIN step_persons ON {same_stratum("step_persons", "doubtful")}
    AND step_persons.step = doubtful.step
"""


def _index_rows_of_kind(columns: Kind) -> str:
    return f"""
    SELECT doubtful.cell, doubtful.age_band, doubtful.sex, person, count(*) AS rows
    FROM doubtful_cells AS doubtful JOIN parts USING (cell)
    JOIN counted ON {part_and_stratum("counted", columns)}
    WHERE {is_of_kind("doubtful", columns)}
    GROUP BY doubtful.cell, doubtful.age_band, doubtful.sex, person
"""


def _with_events_of_kind(columns: Kind) -> str:
    return f"""
    SELECT doubtful.cell, doubtful.age_band, doubtful.sex, doubtful.step, person, count(*) AS rows
    FROM doubtful JOIN parts USING (cell)
    JOIN happened ON {part_and_stratum("happened", columns)} AND happened.step = doubtful.step
    WHERE {is_of_kind("doubtful", columns)}
    GROUP BY doubtful.cell, doubtful.age_band, doubtful.sex, doubtful.step, person
"""


_SAME_STEP = f"{same_stratum('recounted', 'profiled')} AND recounted.step = profiled.step"
_EXACT_WHERE_COUNTED = ",\n       ".join(
    f"coalesce(recounted.{name}_persons, profiled.{name}_persons_{side}) AS {name}_persons_{side}"
    for name in ("numerator", "complement", "denominator")
    for side in ("low", "high")
)

FIGURES_OF_STEPS = f"""
CREATE TEMP VIEW figures AS
SELECT profiled.cell, profiled.age_band, profiled.sex, profiled.step, numerator, denominator,
       {_EXACT_WHERE_COUNTED}
FROM profiled LEFT JOIN recounted_weeks AS recounted ON {_SAME_STEP}
"""
