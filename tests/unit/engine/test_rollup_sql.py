"""The statements of the fast engine on a handful of lines each, with numbers worked out by hand."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import floor
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from tvaerblik.catalogue.language import ColumnAmount, Percentile, Rate, RowSet
from tvaerblik.engine.fast.cumulative import BY_CELL, _sql_for_grown, unbroken
from tvaerblik.engine.fast.distributions import _sql_for_percentiles
from tvaerblik.engine.fast.persons import FIRST_EVENTS, LAST_RESIDENCES
from tvaerblik.engine.fast.standardised import HALF_UP, SET_AGAINST, _sql_for_standardised
from tvaerblik.engine.fast.steps import _sql_for_recounted


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        yield connection


def answer(db: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return db.execute(sql).fetchall()


# Percentiles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amounts", "p", "doubled"),
    [
        ([3], 50, 6),
        ([1, 4], 50, 5),  # n·p = 100: the mean of the first and the second
        ([1, 4, 9], 50, 8),
        ([1, 4, 9, 9], 50, 13),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, 19),  # the ninth and the tenth
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 90, 20),  # ⌈9.9⌉: the tenth
        ([5, 5, 5, 5], 25, 10),
        ([-7, -2], 50, -9),
        ([1, 100], 99, 200),
        ([1, 100], 1, 2),
    ],
)
def test_percentiles(
    db: duckdb.DuckDBPyConnection, amounts: list[int], p: int, doubled: int
) -> None:
    db.execute("CREATE TABLE parts AS SELECT 0 AS cell, 7 AS slot, 'a' AS atom")
    db.execute(
        "CREATE TABLE amounts AS SELECT 7 AS slot, 'a' AS atom, 'old' AS age_band, 'k' AS sex,"
        f" amount, count(*) AS rows FROM (SELECT unnest({amounts}) AS amount) GROUP BY amount"
    )
    measure = Percentile(
        RowSet("gp_service", (), "week", "residence"), ColumnAmount("contacts"), p, "no"
    )
    db.execute(_sql_for_percentiles(measure, [(), ("sex",)]))
    found = answer(db, "SELECT age_band, sex, doubled FROM percentiles ORDER BY sex NULLS FIRST")
    assert found == [(None, None, doubled), (None, "k", doubled)]


# Attribution ---------------------------------------------------------------------------------------

ROWS = """
CREATE TABLE rows_of_persons AS FROM (VALUES
    (0, 1, 10, 'a', 'old', 'k', 5, false),
    (0, 1, 11, 'b', 'old', 'k', 9, true),
    (0, 1, 12, NULL, 'old', 'k', 11, false),
    (0, 2, 10, NULL, 'old', 'm', 1, true),
    (0, 3, 10, NULL, 'old', 'm', 2, false),
    (0, 3, 10, 'a', NULL, NULL, 3, false)
) AS t(span, person, slot, atom, age_band, sex, sequence, counts)
"""


def test_the_first_event_with_a_place(db: duckdb.DuckDBPyConnection) -> None:
    """Somebody without any place is nowhere; what is missing in a row stays missing."""
    db.execute(ROWS)
    db.execute(FIRST_EVENTS)
    assert answer(db, "SELECT * FROM attributed ORDER BY person") == [
        (0, 1, 10, "a", "old", "k", True),
        (0, 3, 10, "a", None, None, False),
    ]


def test_the_last_residence_or_else_the_last_row(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(ROWS)
    db.execute("""
        CREATE TABLE lived AS FROM (VALUES
            (0, 2, DATE '2020-01-01', 11, 'c', 'young', 'm'),
            (0, 2, DATE '2021-01-01', 12, 'd', 'old', 'm')
        ) AS t(span, person, valid_from, slot, atom, age_band, sex)
    """)
    db.execute(LAST_RESIDENCES)
    assert answer(db, "SELECT * FROM attributed ORDER BY person") == [
        (0, 1, 11, "b", "old", "k", True),
        (0, 2, 12, "d", "old", "m", True),
        (0, 3, 10, "a", None, None, False),
    ]


# Standardising -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "divisor"),
    [(1, 2), (-1, 2), (3, 2), (-3, 2), (1, 3), (2, 3), (-2, 3), (0, 5), (10**36 + 1, 7), (-7, 7)],
)
def test_half_up(db: duckdb.DuckDBPyConnection, number: int, divisor: int) -> None:
    db.execute(HALF_UP)
    ((found,),) = answer(db, f"SELECT half_up({number}::HUGEINT, {divisor}::HUGEINT)")
    assert found == floor(Fraction(number, divisor) + Fraction(1, 2))


CELLS = """
CREATE TABLE cells AS FROM (VALUES (0, 'ok'), (1, 'ok'), (2, 'not_settled')) AS t(cell, status);
CREATE TABLE strata_inside AS FROM (VALUES
    (NULL::VARCHAR, NULL::VARCHAR, 'young', NULL::VARCHAR, 3),
    (NULL, NULL, 'old', NULL, 1)
) AS t(age_band, sex, inner_band, inner_sex, weight);
CREATE TABLE figures AS FROM (VALUES
    (0, NULL::VARCHAR, NULL::VARCHAR, 5, 40), (0, 'young', NULL, 1, 30), (0, 'old', NULL, 4, 10),
    (1, NULL, NULL, 5, 30), (1, 'young', NULL, 5, 30)
) AS t(cell, age_band, sex, numerator, denominator)
"""


def test_rates_weighed_with_a_standard(db: duckdb.DuckDBPyConnection) -> None:
    """1/30 of three parts and 4/10 of one: (0.1 + 0.4) / 4 = 0.125 of 1,000. In the other cell nobody
    is old, so that there is no rate of the old to weigh."""

    measure = Rate(RowSet("gp_service", (), "week", "residence"), 1000, (), "mid_period", "no")
    indicator: Any = SimpleNamespace(measure=measure)
    db.execute(HALF_UP)
    db.execute(CELLS)
    db.execute(_sql_for_standardised(indicator))
    # 3 · 10¹² / 30 is whole, so the digits are those of 125 exactly
    assert answer(db, "SELECT cell, figure FROM standardised ORDER BY cell") == [
        (0, 125_000_000),
        (1, None),
    ]


def test_observed_over_expected(db: duckdb.DuckDBPyConnection) -> None:
    """Against the first cell the second expects 30 · 1/30 = 1 of its young, and has 5."""
    db.execute(HALF_UP)
    db.execute(CELLS)
    db.execute('CREATE TABLE "references" AS FROM (VALUES (0, 0), (1, 0)) AS t(cell, reference)')
    db.execute(SET_AGAINST)
    assert answer(db, "SELECT cell, figure FROM standardised ORDER BY cell") == [
        (0, 1_000_000),
        (1, 5_000_000),
    ]


def test_a_stratum_that_the_reference_lacks_leaves_it_open(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(HALF_UP)
    db.execute(CELLS)
    db.execute('CREATE TABLE "references" AS FROM (VALUES (0, 1)) AS t(cell, reference)')
    db.execute(SET_AGAINST)
    assert answer(db, "SELECT cell, figure FROM standardised") == [(0, None)]


# Running totals ------------------------------------------------------------------------------------


def test_days_that_touch_are_one_stretch() -> None:
    assert unbroken([(5, 9), (1, 5), (10, 12)]) == [(1, 9), (10, 12)]


def test_growth_of_a_running_total(db: duckdb.DuckDBPyConnection) -> None:
    """February: 25 less January's 10, a level on its first day being its own. March is masked: 26-29
    less 25. April has no level, and before January there is none."""
    months = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"]
    lines = ", ".join(
        f"({number}, 'a', DATE '{start}', DATE '{end}')"
        for number, (start, end) in enumerate(pairwise(months))
    )
    db.execute(
        f"CREATE TABLE stretches AS FROM (VALUES {lines}) AS t(cell, atom, first, after);"
        "CREATE TABLE covered AS SELECT 'a' AS atom, DATE '2024-01-01' AS start,"
        " DATE '2024-05-01' AS after"
    )
    said = """SELECT * FROM (VALUES
        ('a', DATE '2024-01-20', 10, 10, 900, false),
        ('a', DATE '2024-02-01', 12, 12, 910, false),
        ('a', DATE '2024-02-29', 25, 25, 920, false),
        ('a', DATE '2024-03-31', 26, 29, NULL, true)
    ) AS t(unit, day, low, high, denominator, masked)"""
    db.execute(_sql_for_grown(said))
    db.execute(BY_CELL)
    found = answer(
        db,
        "SELECT cell, complete, is_known, low, high, denominator, masked FROM by_cell ORDER BY 1",
    )
    assert found == [
        (0, True, False, None, None, 900, None),
        (1, True, True, 15, 15, 920, False),
        (2, True, True, 1, 4, None, True),
        (3, False, True, -3, 3, None, True),
    ]


# Profiles ------------------------------------------------------------------------------------------


def test_the_complement_of_a_step(db: duckdb.DuckDBPyConnection) -> None:
    """Person 1 has an event after each of two rows, person 2 after one of two, person 3 after none."""
    db.execute("""
        CREATE TABLE parts AS SELECT 0 AS cell, 7 AS slot, 'a' AS atom;
        CREATE TABLE counted AS FROM (VALUES (1), (1), (2), (2), (3)) AS t(person);
        CREATE TABLE happened AS FROM (VALUES (1, 0), (1, 0), (2, 0)) AS t(person, step);
        ALTER TABLE counted ADD COLUMN slot INTEGER DEFAULT 7;
        ALTER TABLE counted ADD COLUMN atom VARCHAR DEFAULT 'a';
        ALTER TABLE happened ADD COLUMN slot INTEGER DEFAULT 7;
        ALTER TABLE happened ADD COLUMN atom VARCHAR DEFAULT 'a';
        CREATE TABLE profiled AS SELECT 0 AS cell, NULL::VARCHAR AS age_band, NULL::VARCHAR AS sex,
            unnest([0, 1]) AS step, 0 AS numerator_persons_low, 3 AS numerator_persons_high,
            0 AS complement_persons_low, 3 AS complement_persons_high,
            3 AS denominator_persons_low, 3 AS denominator_persons_high
    """)
    db.execute(_sql_for_recounted([()]))
    found = answer(
        db,
        "SELECT step, numerator_persons, complement_persons, denominator_persons"
        " FROM recounted_weeks ORDER BY step",
    )
    assert found == [(0, 2, 2, 3), (1, 0, 3, 3)]
