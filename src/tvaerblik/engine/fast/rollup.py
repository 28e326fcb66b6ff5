"""From the finest grain to every unit, period and stratum, in one pass over small tables.

For everything that adds up: rows and amounts, and the bounds of the persons behind them. Tables of the
session, those of `frame` and `counting` and these:

    cells     cell, status, flags, labels                    one line a unit and period
    members   cell, span, month, atom                        its municipalities, month by month
    parts     cell, span, slot, atom                         what it is added up from
    base      slot, atom, age_band, sex → integers           the finest grain
    seen      span, atom, age_band, sex → bounds of distinct persons in a whole period
    rolled    cell, age_band, sex → integers and bounds
    recounted the same for the few cells whose bounds leave a threshold open
    figures   cell, age_band, sex, step → numerator, denominator, persons; what `results` reads
"""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from itertools import chain

from tvaerblik.catalogue.language import Counted, Percentile, Proportion, Rate
from tvaerblik.engine.fast.session import Session

# Disclosure control asks whether a cell has 1-4 or 1-9 persons behind it, and whether an area has
# fewer than 30. A threshold missing here would hide cells that may be seen: bounds count as doubt.
THRESHOLDS = (5, 10, 30)
_EACH_SIDE = (5, 10)  # persons on either side of a percentile

Kind = tuple[str, ...]  # the columns of a kind of stratum
STRATUM_COLUMNS: tuple[Kind, ...] = ((), ("age_band",), ("sex",), ("age_band", "sex"))


def offered_kinds(strata: bool, breakdowns: tuple[str, ...]) -> list[Kind]:
    """The kinds of strata that are counted; the whole always is."""
    return [
        columns
        for columns in STRATUM_COLUMNS
        if not columns or (strata and set(columns) <= set(breakdowns))
    ]


def roll_up(session: Session, measure: Counted, kinds: list[Kind]) -> None:
    """Fill `rolled`, from `counted`, and `recounted`."""
    session.run("base", BASE)
    session.run("seen", PERSONS_OF_PERIODS)
    session.run("rolled", _sql_for_rolled(measure, kinds))
    session.run("recounted", _sql_for_recounted(measure, kinds))


PARTS = """
CREATE TEMP TABLE parts AS
SELECT cell, span, slot, atom FROM members JOIN span_slots USING (span, month)
"""

# 128 bits until it is known which cells are shown: a total too large elsewhere refuses nothing
BASE = """
CREATE TEMP TABLE base AS
SELECT slot, atom, age_band, sex,
       sum(value) AS numerator,
       count(*) FILTER (WHERE counts) AS counting,
       count(*) AS events,
       count(DISTINCT person) FILTER (WHERE counts) AS numerator_persons,
       count(DISTINCT person) FILTER (WHERE NOT counts) AS complement_persons,
       count(DISTINCT person) AS denominator_persons
FROM counted
GROUP BY slot, atom, age_band, sex
"""


def sql_for_residents(measure: Rate) -> str:
    """The quarter in force gives each of its months the same persons for as many days as it has;
    residents are counted day by day already."""
    when, days = "quarter_start", "persons::BIGINT * days"
    if measure.population == "resident":
        when, days = "month", "person_days::BIGINT"
    return f"""
SELECT cell, age_band, sex,
       CASE WHEN middle THEN persons::BIGINT ELSE 0 END AS population,
       {days} AS person_days
FROM members JOIN span_months USING (span, month) JOIN population_cells USING ({when}, atom)
"""


# Distinct persons do not add up: somebody who moves or has a birthday in the period is in two cells
# of it. Counted in each they give too many; counted in one only (the first by name), never too many
# in any sum. For nearly every cell the two meet or lie on the same side of all thresholds.
PERSONS_OF_PERIODS = """
CREATE TEMP TABLE seen AS
WITH once AS (
    SELECT span, person, atom, age_band, sex,
           bool_or(counts) AS with_it, bool_or(NOT counts) AS without_it
    FROM counted JOIN span_slots USING (slot)
    GROUP BY span, person, atom, age_band, sex
),
ranked AS (
    SELECT *,
           row_number() OVER (PARTITION BY span, person, with_it ORDER BY atom, age_band, sex) = 1
               AS first_with_it,
           row_number() OVER (PARTITION BY span, person, without_it ORDER BY atom, age_band, sex) = 1
               AS first_without_it,
           row_number() OVER (PARTITION BY span, person ORDER BY atom, age_band, sex) = 1 AS first
    FROM once
)
SELECT span, atom, age_band, sex,
       count(*) FILTER (WHERE with_it AND first_with_it) AS numerator_persons_low,
       count(*) FILTER (WHERE with_it) AS numerator_persons_high,
       count(*) FILTER (WHERE without_it AND first_without_it) AS complement_persons_low,
       count(*) FILTER (WHERE without_it) AS complement_persons_high,
       count(*) FILTER (WHERE first) AS denominator_persons_low,
       count(*) AS denominator_persons_high
FROM ranked
GROUP BY span, atom, age_band, sex
"""

# Adding up ---------------------------------------------------------------------------------------

_COUNTED_ROWS = {
    "numerator": "counting",
    "complement": "events - counting",
    "denominator": "events",
}
_IN_SLOTS = ",\n           ".join(
    f"max({name}_persons) AS {name}_most, sum({name}_persons)::BIGINT AS {name}_all"
    for name in _COUNTED_ROWS
)
# Holds for any cell: at least the slot with most of them, at most all slots together
_SLOTWISE_BOUNDS = ",\n           ".join(
    f"max({name}_most) AS {name}_low, least(sum({name}_all), sum({rows}))::BIGINT AS {name}_high"
    for name, rows in _COUNTED_ROWS.items()
)
_SUMS_OF_SEEN = ",\n           ".join(
    f"sum({name}_persons_{side})::BIGINT AS {name}_{side}"
    for name in _COUNTED_ROWS
    for side in ("low", "high")
)
# greatest and least pass over null: a cell whose members change has slotwise bounds only
_BEST_BOUNDS = ",\n           ".join(
    f"greatest(sums.{name}_low, persons.{name}_low) AS {name}_persons_low,"
    f" least(sums.{name}_high, persons.{name}_high) AS {name}_persons_high"
    for name in _COUNTED_ROWS
)


def _sql_for_rolled(measure: Counted, kinds: list[Kind]) -> str:
    sets, columns = grouping_sets(kinds), strata_columns(kinds)
    return f"""
CREATE TEMP TABLE rolled AS
WITH finest AS (
    SELECT cell, age_band, sex,
           sum(numerator) AS numerator, sum(counting)::BIGINT AS counting,
           sum(events)::BIGINT AS events, 0::BIGINT AS population, 0::BIGINT AS person_days,
           {_IN_SLOTS}
    FROM parts JOIN base USING (slot, atom)
    GROUP BY cell, age_band, sex{_with_residents(measure)}
),
sums AS (
    SELECT cell, {columns},
           sum(numerator)::BIGINT AS numerator,
           sum(events)::BIGINT AS events,
           sum(population)::BIGINT AS population,
           sum(person_days)::BIGINT AS person_days,
           {_SLOTWISE_BOUNDS}
    FROM finest
    GROUP BY GROUPING SETS ({sets})
),
persons AS (
    SELECT cell, {columns},
           {_SUMS_OF_SEEN}
    FROM wholes JOIN seen USING (span, atom)
    GROUP BY GROUPING SETS ({sets})
),
bounded AS (
    SELECT sums.cell, sums.age_band, sums.sex, numerator, events, population, person_days,
           {_BEST_BOUNDS}
    FROM sums LEFT JOIN persons ON {same_stratum("persons", "sums")}
)
SELECT cell, age_band, sex, numerator, events, {denominator_of(measure)} AS denominator,
       {_BEHIND.get(type(measure), _BEHIND_NUMERATOR)}
FROM bounded
"""


def _with_residents(measure: Counted) -> str:
    if not isinstance(measure, Rate):
        return ""
    nobody = ", ".join(f"0 AS {name}_most, 0 AS {name}_all" for name in _COUNTED_ROWS)
    return f"""
    UNION ALL BY NAME
    SELECT cell, age_band, sex, 0 AS numerator, 0 AS counting, 0 AS events,
           sum(population)::BIGINT AS population, sum(person_days)::BIGINT AS person_days, {nobody}
    FROM ({sql_for_residents(measure)})
    GROUP BY cell, age_band, sex"""


def denominator_of(measure: Counted) -> str:
    if isinstance(measure, Rate):
        return "person_days" if measure.denominator == "person_years" else "population"
    return "events"


# Who stands behind numerator, complement and denominator
_BEHIND: dict[type, str] = {
    Proportion: "COLUMNS('.*_persons_.*')",
    # A rate's denominator is people, not rows: those of the period's middle; the rest of them had
    # no event
    Rate: "numerator_persons_low, numerator_persons_high,"
    " greatest(population - numerator_persons_high, 0) AS complement_persons_low,"
    " greatest(population - numerator_persons_low, 0) AS complement_persons_high,"
    " population AS denominator_persons_low, population AS denominator_persons_high",
}
# Whatever else there is, nobody is in the denominator who is not in the numerator
_BEHIND_NUMERATOR = (
    "numerator_persons_low, numerator_persons_high,"
    " 0::BIGINT AS complement_persons_low, 0::BIGINT AS complement_persons_high,"
    " numerator_persons_low AS denominator_persons_low,"
    " numerator_persons_high AS denominator_persons_high"
)


def grouping_sets(kinds: list[Kind], *keys: str) -> str:
    return ", ".join(f"({', '.join(('cell', *keys, *columns))})" for columns in kinds)


def strata_columns(kinds: list[Kind]) -> str:
    """age_band and sex of a grouping; null where no kind has it."""
    return ", ".join(
        f"{name if name in chain(*kinds) else 'NULL::VARCHAR'} AS {name}"
        for name in ("age_band", "sex")
    )


def same_stratum(one: str, other: str) -> str:
    return (
        f"{one}.cell = {other}.cell"
        f" AND {one}.age_band IS NOT DISTINCT FROM {other}.age_band"
        f" AND {one}.sex IS NOT DISTINCT FROM {other}.sex"
    )


# Counting anew -----------------------------------------------------------------------------------


def thresholds_of(measure: Counted) -> tuple[int, ...]:
    """A percentile needs so many persons that each side of it has as many as any figure needs."""
    if not isinstance(measure, Percentile):
        return THRESHOLDS
    smaller = min(measure.p, 100 - measure.p)
    return (*THRESHOLDS, *(-(-100 * persons // smaller) for persons in _EACH_SIDE))


def _sql_for_recounted(measure: Counted, kinds: list[Kind]) -> str:
    """Distinct persons, exactly, only in cells whose bounds do not say on which side of a threshold
    they are."""
    doubtful = " OR ".join(
        f"({name}_persons_low < {threshold} AND {name}_persons_high >= {threshold})"
        for name in ("numerator", "complement", "denominator")
        for threshold in thresholds_of(measure)
    )
    population = (
        f"""SELECT persons.* EXCLUDE (complement_persons, denominator_persons),
       greatest(denominator_persons_low - numerator_persons, 0) AS complement_persons,
       denominator_persons_low AS denominator_persons
FROM persons JOIN (SELECT cell, age_band, sex, denominator_persons_low FROM rolled) AS known
    ON {same_stratum("persons", "known")}"""
        if isinstance(measure, Rate)
        else "SELECT * FROM persons"
    )
    return f"""
CREATE TEMP TABLE recounted AS
WITH doubtful AS (
    SELECT cell, age_band, sex FROM rolled WHERE {doubtful}
),
persons AS (
{sql_for_persons_of("doubtful", "counted", kinds)}
)
{population}
"""


def sql_for_persons_of(cells: str, rows: str, kinds: list[Kind]) -> str:
    """Distinct persons of the cells and strata in one table among the rows (slot, atom, age_band, sex,
    person, counts) of another. One equality join a kind of stratum: an OR in a join would compare all
    with all."""
    return " UNION ALL ".join(_persons_of_kind(cells, rows, columns) for columns in kinds)


def _persons_of_kind(cells: str, rows: str, columns: Kind) -> str:
    return f"""
    SELECT doubtful.cell, doubtful.age_band, doubtful.sex,
           count(DISTINCT person) FILTER (WHERE counts) AS numerator_persons,
           count(DISTINCT person) FILTER (WHERE NOT counts) AS complement_persons,
           count(DISTINCT person) AS denominator_persons
    FROM {cells} AS doubtful JOIN parts USING (cell)
    JOIN {rows} AS counted ON {part_and_stratum("counted", columns)}
    WHERE {is_of_kind("doubtful", columns)}
    GROUP BY doubtful.cell, doubtful.age_band, doubtful.sex
"""


def part_and_stratum(rows: str, columns: Kind) -> str:
    same = "".join(f" AND doubtful.{name} = {rows}.{name}" for name in columns)
    return f"{rows}.slot = parts.slot AND {rows}.atom = parts.atom{same}"


def is_of_kind(cells: str, columns: Kind) -> str:
    return " AND ".join(
        f"{cells}.{name} IS {'NOT NULL' if name in columns else 'NULL'}"
        for name in ("age_band", "sex")
    )


# What came of it ---------------------------------------------------------------------------------

PERSON_COLUMNS = tuple(
    f"{name}_persons_{side}"
    for name in ("numerator", "complement", "denominator")
    for side in ("low", "high")
)
_EXACT_WHERE_COUNTED = ",\n       ".join(
    f"coalesce(recounted.{name}_persons, rolled.{name}_persons_{side}) AS {name}_persons_{side}"
    for name in ("numerator", "complement", "denominator")
    for side in ("low", "high")
)

FIGURES = f"""
CREATE TEMP VIEW figures AS
SELECT rolled.cell, rolled.age_band, rolled.sex, NULL::INTEGER AS step, numerator, denominator,
       {_EXACT_WHERE_COUNTED}
FROM rolled LEFT JOIN recounted ON {same_stratum("recounted", "rolled")}
"""
