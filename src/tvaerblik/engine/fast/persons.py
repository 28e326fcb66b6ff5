"""Distinct persons, where they count within a period: rules 16 to 18 of ADR 0011.

    rows_of_persons     span, person, slot, atom, age_band, sex, sequence, counts   one line a row
    attributed          span, person, slot, atom, age_band, sex, has_it   one line a person and period
    persons_of_periods  span, person, atom, age_band, sex, counts, is_steady   wherever they have rows
    people              cell, age_band, sex, with_it, counted             persons of each cell

Of the first three only those are made that the definition's `attribute` asks for.
"""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from typing import Any

import ibis

from tvaerblik.catalogue.language import Attribute, Counted, Proportion, Rate
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast.conditions import age_band, table_of, whole_years
from tvaerblik.engine.fast.counting import BORN, STRATUM, decided
from tvaerblik.engine.fast.rollup import (
    PERSON_COLUMNS,
    Kind,
    denominator_of,
    grouping_sets,
    sql_for_persons_of,
    sql_for_residents,
    strata_columns,
)
from tvaerblik.engine.fast.session import Session
from tvaerblik.engine.fast.slots import Slots


def count_persons(
    session: Session,
    measure: Counted,
    attribute: Attribute,
    catalogue: Catalogue,
    slots: Slots,
    kinds: list[Kind],
) -> None:
    """Fill `figures`, from `met` and `counted`."""
    if attribute == "none":
        session.run("persons of periods", PERSONS_OF_PERIODS)
        session.run("people", _sql_for_people_everywhere(kinds))
    else:
        session.run("rows of persons", _sql_for_rows_of_persons(measure))
        if attribute == "first_event":
            session.run("attributed", FIRST_EVENTS)
        else:
            session.keep("lived", _residences(catalogue, slots))
            session.run("attributed", LAST_RESIDENCES)
        session.run("people", _sql_for_people(kinds))
    session.run("figures", _sql_for_figures(measure, kinds))


# Attributed to one place ---------------------------------------------------------------------------


def _sql_for_rows_of_persons(measure: Counted) -> str:
    """Rows of every place and of none, so that nobody counts elsewhere because other units are asked
    for."""
    return f"""
CREATE TEMP TABLE rows_of_persons AS
SELECT span, person, slot, atom, {STRATUM}, sequence, coalesce(counts, false) AS counts
FROM met JOIN span_slots USING (slot)
WHERE meets AND {BORN} AND {decided(measure)}
"""


# A struct is never null, whatever is missing in it; arg_min and arg_max pass over nulls. Rows without
# a place cannot be the first or last one, but their person may live somewhere.
_PLACE = "{'slot': slot, 'atom': atom, 'age_band': age_band, 'sex': sex}"

FIRST_EVENTS = f"""
CREATE TEMP TABLE attributed AS
SELECT span, person, unnest(place), has_it
FROM (
    SELECT span, person, arg_min({_PLACE}, sequence) FILTER (WHERE atom IS NOT NULL) AS place,
           bool_or(counts) AS has_it
    FROM rows_of_persons
    GROUP BY span, person
)
WHERE place IS NOT NULL
"""

LAST_RESIDENCES = f"""
CREATE TEMP TABLE attributed AS
WITH by_rows AS (
    SELECT span, person, arg_max({_PLACE}, sequence) FILTER (WHERE atom IS NOT NULL) AS place,
           bool_or(counts) AS has_it
    FROM rows_of_persons
    GROUP BY span, person
),
by_residence AS (
    SELECT span, person, arg_max({_PLACE}, valid_from) AS place
    FROM lived
    GROUP BY span, person
)
SELECT span, person, unnest(coalesce(by_residence.place, by_rows.place)), has_it
FROM by_rows LEFT JOIN by_residence USING (span, person)
WHERE coalesce(by_residence.place, by_rows.place) IS NOT NULL
"""


def _residences(catalogue: Catalogue, slots: Slots) -> Any:
    """span, person, valid_from, slot, atom, age_band, sex: every interval that overlaps a period in
    which the person has a row, with slot and age of its last day there."""
    who = ibis.table({"span": "int32", "person": "int64"}, name="rows_of_persons").distinct()
    spans = ibis.table({"span": "int32", "first": "date", "after": "date"}, name="spans")
    lived = who.join(spans, "span").join(table_of(catalogue, "residence"), "person")
    ended = ibis.coalesce(lived.valid_to, lived.after)
    lived = lived.filter(
        lived.valid_from < lived.after, ended > lived["first"], ended > lived.valid_from
    )
    last = (ibis.least(ended, lived.after).cast("timestamp") - ibis.interval(days=1)).cast("date")
    lived = lived.mutate(last=last)
    lived = lived.filter(lived.born <= lived["last"])
    return lived.select(
        "span",
        "person",
        "valid_from",
        slot=slots.number(lived["last"]),
        atom=lived.municipality,
        age_band=age_band(whole_years(lived.born, lived["last"])),
        sex=lived.sex,
    )


def _sql_for_people(kinds: list[Kind]) -> str:
    return f"""
CREATE TEMP TABLE people AS
WITH base AS (
    SELECT span, slot, atom, age_band, sex,
           count(*) FILTER (WHERE has_it) AS with_it, count(*) AS counted
    FROM attributed
    GROUP BY span, slot, atom, age_band, sex
)
SELECT cell, {strata_columns(kinds)},
       sum(with_it)::BIGINT AS with_it, sum(counted)::BIGINT AS counted
FROM parts JOIN base USING (span, slot, atom)
GROUP BY GROUPING SETS ({grouping_sets(kinds)})
"""


# Counted wherever they are -------------------------------------------------------------------------

# Who has all rows of a period in one place, age band and sex adds up in every cell of it. Only the
# others have to be told apart cell by cell.
PERSONS_OF_PERIODS = """
CREATE TEMP TABLE persons_of_periods AS
SELECT span, person, atom, age_band, sex, bool_or(counts) AS counts,
       count(*) OVER (PARTITION BY span, person) = 1 AS is_steady
FROM counted JOIN span_slots USING (slot)
GROUP BY span, person, atom, age_band, sex
"""


def _sql_for_people_everywhere(kinds: list[Kind]) -> str:
    """Each cell and stratum counts its own. One whose members change within the period is counted from
    the rows: somebody steady may be in it for a part of the period only."""
    moving = " UNION ALL ".join(_moving_of_kind(columns) for columns in kinds)
    changing = " UNION ALL ".join(
        f"SELECT DISTINCT cell, {_only(columns)} FROM changing JOIN places USING (slot, atom)"
        for columns in kinds
    )
    return f"""
CREATE TEMP TABLE people AS
WITH base AS (
    SELECT span, atom, age_band, sex, count(*) FILTER (WHERE counts) AS with_it, count(*) AS counted
    FROM persons_of_periods
    WHERE is_steady
    GROUP BY span, atom, age_band, sex
),
changing AS (SELECT cell, slot, atom FROM parts ANTI JOIN wholes USING (cell)),
places AS (SELECT DISTINCT slot, atom, age_band, sex FROM counted),
cells_of_kinds AS ({changing}),
recounted AS ({sql_for_persons_of("cells_of_kinds", "counted", kinds)}),
lines AS (
    SELECT cell, {strata_columns(kinds)}, sum(with_it) AS with_it, sum(counted) AS counted
    FROM wholes JOIN base USING (span, atom)
    GROUP BY GROUPING SETS ({grouping_sets(kinds)})
    UNION ALL {moving}
    UNION ALL SELECT cell, age_band, sex, numerator_persons, denominator_persons FROM recounted
)
SELECT cell, age_band, sex, sum(with_it)::BIGINT AS with_it, sum(counted)::BIGINT AS counted
FROM lines
GROUP BY cell, age_band, sex
"""


def _moving_of_kind(columns: Kind) -> str:
    return f"""
    SELECT cell, {_only(columns)}, count(DISTINCT person) FILTER (WHERE counts), count(DISTINCT person)
    FROM wholes JOIN persons_of_periods USING (span, atom)
    WHERE NOT is_steady
    GROUP BY {", ".join(("cell", *columns))}"""


def _only(columns: Kind) -> str:
    return ", ".join(
        f"{name if name in columns else 'NULL::VARCHAR'} AS {name}" for name in ("age_band", "sex")
    )


# Figures -------------------------------------------------------------------------------------------


def _sql_for_figures(measure: Counted, kinds: list[Kind]) -> str:
    return f"""
CREATE TEMP TABLE figures AS
WITH lines AS (
    SELECT cell, age_band, sex, with_it, counted, 0::BIGINT AS population, 0::BIGINT AS person_days
    FROM people{_with_residents(measure, kinds)}
),
sums AS (
    SELECT cell, age_band, sex, sum(with_it)::BIGINT AS numerator, sum(counted)::BIGINT AS events,
           sum(population)::BIGINT AS population, sum(person_days)::BIGINT AS person_days
    FROM lines
    GROUP BY cell, age_band, sex
)
SELECT cell, age_band, sex, NULL::INTEGER AS step, numerator, {denominator_of(measure)} AS denominator,
       {_behind(measure)}
FROM sums
"""


def _with_residents(measure: Counted, kinds: list[Kind]) -> str:
    if not isinstance(measure, Rate):
        return ""
    return f"""
    UNION ALL
    SELECT cell, {strata_columns(kinds)}, 0, 0, sum(population), sum(person_days)
    FROM ({sql_for_residents(measure)})
    GROUP BY GROUPING SETS ({grouping_sets(kinds)})"""


def _behind(measure: Counted) -> str:
    """Persons are what is counted, so nothing is left in doubt."""
    everybody = {Proportion: "events", Rate: "population"}.get(type(measure), "numerator")
    exact = {
        "numerator": "numerator",
        "complement": f"greatest({everybody} - numerator, 0)",
        "denominator": everybody,
    }
    return ", ".join(f"{exact[name.split('_')[0]]} AS {name}" for name in PERSON_COLUMNS)
