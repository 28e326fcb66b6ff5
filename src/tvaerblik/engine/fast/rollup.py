"""From the finest grain to every unit, period and stratum, in one pass over small tables.

Tables of the session, all made here or in `computed`:

    counted   month, atom, age_band, sex, person, counts          one line an index row
    base      month, atom, age_band, sex → integers               the finest grain
    cells     cell, status, flags, labels                         one line a unit and period
    parts     cell, month, atom, middle                           what a cell is added up from
    strata    position, age_band, sex                             null is all
    span_months, wholes   which months a period has; which units a cell has throughout
    seen      span, atom, age_band, sex → bounds of distinct persons in a whole period
    rolled    cell, age_band, sex → integers and bounds
    recounted the same for the few cells whose bounds leave a threshold open
"""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from itertools import chain

from tvaerblik.catalogue.language import Proportion, Rate

# Disclosure control asks whether a cell has 1-4 or 1-9 persons behind it, and whether an area has
# fewer than 30. A threshold missing here would hide cells that may be seen: bounds count as doubt.
THRESHOLDS = (5, 10, 30)

STRATUM_COLUMNS: tuple[tuple[str, ...], ...] = (
    (),
    ("age_band",),
    ("sex",),
    ("age_band", "sex"),
)

BASE_OF_EVENTS = """
CREATE TEMP TABLE base AS
SELECT month, atom, age_band, sex,
       count(*) FILTER (WHERE counts) AS numerator,
       count(*) AS events,
       count(DISTINCT person) FILTER (WHERE counts) AS numerator_persons,
       count(DISTINCT person) FILTER (WHERE NOT counts) AS complement_persons,
       count(DISTINCT person) AS denominator_persons,
       0::BIGINT AS population,
       0::BIGINT AS person_days
FROM counted
GROUP BY month, atom, age_band, sex
"""

# The quarter in force gives each of its months the same persons for as many days as it has.
POPULATION_INTO_BASE = """
INSERT INTO base
SELECT months.month, atom, age_band, sex, 0, 0, 0, 0, 0, persons, persons * months.days
FROM population_cells JOIN months USING (quarter_start)
"""


# Distinct persons do not add up: somebody who moves or has a birthday in the period is in two cells
# of it. Counted in each they give too many; counted in one only (the first by name), never too many
# in any sum. For nearly every cell the two meet or lie on the same side of all thresholds.
PERSONS_OF_PERIODS = """
CREATE TEMP TABLE seen AS
WITH once AS (
    SELECT span, person, atom, age_band, sex,
           bool_or(counts) AS with_it, bool_or(NOT counts) AS without_it
    FROM counted JOIN span_months USING (month)
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


def sql_for_rolled(measure: Rate | Proportion, strata: bool, breakdowns: tuple[str, ...]) -> str:
    offered = [
        columns
        for columns in STRATUM_COLUMNS
        if not columns or (strata and set(columns) <= set(breakdowns))
    ]
    sets = ", ".join(f"({', '.join(('cell', *columns))})" for columns in offered)
    strata_columns = f"""{_grouped("age_band", offered)} AS age_band,
           {_grouped("sex", offered)} AS sex"""
    return f"""
CREATE TEMP TABLE rolled AS
WITH sums AS (
    SELECT cell,
           {strata_columns},
           sum(numerator)::BIGINT AS numerator,
           sum(events)::BIGINT AS events,
           coalesce(sum(population) FILTER (WHERE middle), 0)::BIGINT AS population,
           sum(person_days)::BIGINT AS person_days,
           {_MONTHLY_BOUNDS}
    FROM parts JOIN base USING (month, atom)
    GROUP BY GROUPING SETS ({sets})
),
persons AS (
    SELECT cell,
           {strata_columns},
           {_SUMS_OF_SEEN}
    FROM wholes JOIN seen USING (span, atom)
    GROUP BY GROUPING SETS ({sets})
),
bounded AS (
    SELECT sums.cell, sums.age_band, sums.sex, numerator, events, population, person_days,
           {_BEST_BOUNDS}
    FROM sums LEFT JOIN persons ON persons.cell = sums.cell
        AND persons.age_band IS NOT DISTINCT FROM sums.age_band
        AND persons.sex IS NOT DISTINCT FROM sums.sex
)
SELECT {_MEASURED[type(measure)].format(denominator=_denominator(measure))}
FROM bounded
"""


_COUNTED_ROWS = {
    "numerator": "numerator",
    "complement": "events - numerator",
    "denominator": "events",
}
# Holds for any cell: at least the month with most of them, at most all months together
_MONTHLY_BOUNDS = ",\n           ".join(
    f"max({name}_persons)::BIGINT AS {name}_low,"
    f" least(sum({name}_persons), sum({rows}))::BIGINT AS {name}_high"
    for name, rows in _COUNTED_ROWS.items()
)
_SUMS_OF_SEEN = ",\n           ".join(
    f"sum({name}_persons_{side})::BIGINT AS {name}_{side}"
    for name in _COUNTED_ROWS
    for side in ("low", "high")
)
# greatest and least pass over null: a cell whose members change has monthly bounds only
_BEST_BOUNDS = ",\n           ".join(
    f"greatest(sums.{name}_low, persons.{name}_low) AS {name}_persons_low,"
    f" least(sums.{name}_high, persons.{name}_high) AS {name}_persons_high"
    for name in _COUNTED_ROWS
)


def _grouped(column: str, offered: list[tuple[str, ...]]) -> str:
    return column if column in chain(*offered) else "NULL::VARCHAR"


def _denominator(measure: Rate | Proportion) -> str:
    if isinstance(measure, Proportion):
        return "events"
    return "person_days" if measure.denominator == "person_years" else "population"


_MEASURED: dict[type, str] = {
    Proportion: "cell, age_band, sex, numerator, {denominator} AS denominator,"
    " COLUMNS('.*_persons_.*')",
    # A rate's denominator is people, not rows: those of the period's middle; the rest of them had
    # no event
    Rate: "cell, age_band, sex, numerator, {denominator} AS denominator,"
    " numerator_persons_low, numerator_persons_high,"
    " greatest(population - numerator_persons_high, 0) AS complement_persons_low,"
    " greatest(population - numerator_persons_low, 0) AS complement_persons_high,"
    " population AS denominator_persons_low, population AS denominator_persons_high",
}


def sql_for_recounted(measure: Rate | Proportion, strata: bool, breakdowns: tuple[str, ...]) -> str:
    """Distinct persons, exactly, only in cells whose bounds do not say on which side of a threshold
    they are. One equality join a stratum kind: an OR in a join would compare all with all."""
    doubtful = " OR ".join(
        f"({name}_persons_low < {threshold} AND {name}_persons_high >= {threshold})"
        for name in ("numerator", "complement", "denominator")
        for threshold in THRESHOLDS
    )
    selects = [
        _recount(columns)
        for columns in STRATUM_COLUMNS
        if not columns or (strata and set(columns) <= set(breakdowns))
    ]
    return f"""
CREATE TEMP TABLE recounted AS
WITH doubtful AS (
    SELECT cell, age_band, sex FROM rolled WHERE {doubtful}
),
persons AS (
{" UNION ALL ".join(selects)}
)
SELECT persons.cell, persons.age_band, persons.sex, {_RECOUNTED[type(measure)]}
FROM persons {_RECOUNT_JOINS[type(measure)]}
"""


_RECOUNTED: dict[type, str] = {
    Proportion: "numerator_persons, complement_persons, denominator_persons",
    Rate: "numerator_persons, greatest(denominator_persons_low - numerator_persons, 0)"
    " AS complement_persons, denominator_persons_low AS denominator_persons",
}
_RECOUNT_JOINS: dict[type, str] = {
    Proportion: "",
    Rate: """JOIN (SELECT cell, age_band, sex, denominator_persons_low FROM rolled) AS known
    USING (cell)
WHERE persons.age_band IS NOT DISTINCT FROM known.age_band
  AND persons.sex IS NOT DISTINCT FROM known.sex""",
}


def _recount(columns: tuple[str, ...]) -> str:
    same = "".join(f" AND doubtful.{name} = counted.{name}" for name in columns)
    kind = " AND ".join(
        f"doubtful.{name} IS {'NOT NULL' if name in columns else 'NULL'}"
        for name in ("age_band", "sex")
    )
    return f"""
    SELECT doubtful.cell, doubtful.age_band, doubtful.sex,
           count(DISTINCT person) FILTER (WHERE counts) AS numerator_persons,
           count(DISTINCT person) FILTER (WHERE NOT counts) AS complement_persons,
           count(DISTINCT person) AS denominator_persons
    FROM doubtful JOIN parts USING (cell)
    JOIN counted ON counted.month = parts.month AND counted.atom = parts.atom{same}
    WHERE {kind}
    GROUP BY doubtful.cell, doubtful.age_band, doubtful.sex
"""


_PERSONS = ",\n       ".join(
    f"CASE WHEN numbered THEN coalesce(exact_{name}_persons, {name}_persons_{side}, 0) END"
    f" AS {name}_persons_{side}"
    for name in ("numerator", "complement", "denominator")
    for side in ("low", "high")
)

# Every cell with every stratum, those where nothing happened too, in RESULT_SCHEMA's order.
RESULT = f"""
WITH joined AS (
    SELECT cells.*, strata.position, strata.age_band, strata.sex,
           coalesce(rolled.numerator, 0) AS counted_numerator,
           coalesce(rolled.denominator, 0) AS counted_denominator,
           rolled.* EXCLUDE (cell, age_band, sex, numerator, denominator),
           recounted.numerator_persons AS exact_numerator_persons,
           recounted.complement_persons AS exact_complement_persons,
           recounted.denominator_persons AS exact_denominator_persons
    FROM cells CROSS JOIN strata
    LEFT JOIN rolled ON rolled.cell = cells.cell
        AND rolled.age_band IS NOT DISTINCT FROM strata.age_band
        AND rolled.sex IS NOT DISTINCT FROM strata.sex
    LEFT JOIN recounted ON recounted.cell = cells.cell
        AND recounted.age_band IS NOT DISTINCT FROM strata.age_band
        AND recounted.sex IS NOT DISTINCT FROM strata.sex
),
judged AS (
    SELECT *, status = 'ok' AND counted_denominator > 0 AS numbered,
           CASE WHEN status <> 'ok' THEN status
                WHEN counted_denominator = 0 THEN 'not_defined'
                WHEN counted_numerator = 0 THEN 'zero'
                ELSE 'ok' END AS state
    FROM joined
)
SELECT indicator, version, organisation, unit, period, period_start, period_end, age_band, sex,
       NULL::INTEGER AS step, state, provisional, partial, break,
       CASE WHEN numbered THEN counted_numerator END AS numerator,
       CASE WHEN numbered THEN counted_denominator END AS denominator,
       NULL::BIGINT AS numerator_low,
       NULL::BIGINT AS numerator_high,
       NULL::BIGINT AS figure,
       {_PERSONS},
       false AS as_delivered,
       units_present, units_total, population_present, population_total
FROM judged
ORDER BY cell, position
"""
