"""Residents by month, municipality, sex and age: one more, one fewer, and a running sum.

An interval becomes two changes for each year of age in it, and a month's days are counted from the
changes in it; joining intervals with months or days would make a row of every person and month.
"""

import pyarrow as pa

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.periods import Period, periods_between
from tvaerblik.engine.fast.session import Session
from tvaerblik.store.snapshot import Snapshot


def sql_for_resident_days(session: Session, snapshot: Snapshot, catalogue: Catalogue) -> str:
    parents = catalogue.registers["resident"].built_from
    months = _months_covered(snapshot, parents)
    session.hold(
        "months",
        pa.table(
            {
                "month_start": pa.array([month.start for month in months], pa.date32()),
                "after": pa.array([month.end for month in months], pa.date32()),
            }
        ),
    )
    session.run("birthday", BIRTHDAY)
    session.run("whole_years", WHOLE_YEARS)
    return RESIDENT_DAYS


def _months_covered(snapshot: Snapshot, parents: tuple[str, ...]) -> list[Period]:
    covers = [cover for name in parents for cover in snapshot.covers_of(name)]
    if not covers:
        return []
    start, end = min(cover.start for cover in covers), max(cover.end for cover in covers)
    return periods_between("month", start, end)


# 29 February is the day after the 28th: 1 March in common years
BIRTHDAY = """
CREATE TEMP MACRO birthday(born, age) AS (
    CASE WHEN month(born) = 2 AND day(born) = 29
         THEN make_date(year(born) + age, 2, 28) + 1
         ELSE make_date(year(born) + age, month(born), day(born)) END
)
"""
WHOLE_YEARS = """
CREATE TEMP MACRO whole_years(born, on_day) AS (
    year(on_day) - year(born)
        - (month(on_day) * 100 + day(on_day) < month(born) * 100 + day(born))::BIGINT
)
"""

RESIDENT_DAYS = """
WITH bounds AS (SELECT min(month_start) AS opens, max(after) AS closes FROM months),
homes AS (
    SELECT *, lead(valid_from) OVER (PARTITION BY person ORDER BY valid_from) AS next_from
    FROM residence
    WHERE valid_to IS NULL OR valid_from < valid_to
),
lived AS (
    SELECT municipality, homes.sex, homes.born,
           greatest(valid_from, homes.born, opens) AS first,
           least(coalesce(valid_to, closes), coalesce(next_from, closes), coalesce(died, closes), closes)
               AS after
    FROM homes CROSS JOIN bounds LEFT JOIN person USING (person)
),
aged AS (
    SELECT *, unnest(range(whole_years(born, first), whole_years(born, after - 1) + 1)) AS age
    FROM lived
    WHERE first < after
),
stretches AS (
    SELECT municipality, sex, age, greatest(first, birthday(born, age)) AS first,
           least(after, birthday(born, age + 1)) AS after
    FROM aged
),
changes AS (
    SELECT municipality, sex, age, first AS day, 1 AS change FROM stretches
    UNION ALL
    SELECT municipality, sex, age, after, -1 FROM stretches
),
by_month AS (
    SELECT municipality, sex, age, date_trunc('month', day)::DATE AS month_start,
           sum(change) AS change,
           coalesce(sum(change) FILTER (WHERE day(day) = 1), 0) AS on_first,
           sum(change * (last_day(day) + 1 - day)) AS days
    FROM changes
    GROUP BY ALL
),
filled AS (
    SELECT municipality, sex, age, month_start, after - month_start AS length,
           coalesce(change, 0) AS change, coalesce(on_first, 0) AS on_first, coalesce(days, 0) AS days
    FROM (SELECT DISTINCT municipality, sex, age FROM changes) CROSS JOIN months
    LEFT JOIN by_month USING (municipality, sex, age, month_start)
),
running AS (
    SELECT *, coalesce(sum(change) OVER (
        PARTITION BY municipality, sex, age ORDER BY month_start
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
    FROM filled
)
SELECT month_start, municipality, sex, age, (before + on_first)::BIGINT AS persons,
       (before * length + days)::BIGINT AS person_days
FROM running
WHERE before * length + days > 0
ORDER BY month_start, municipality, sex, age
"""
