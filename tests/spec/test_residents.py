"""Residents month by month, and the days they live there, from homes, births and deaths."""

import pytest

from spec.drawn import Spec

NOBODY_DIED = "person | died"
COVERED = """
table     | unit | start      | end
residence | -    | {start} | {end}
person    | -    | {start} | {end}
"""


def covered(spec: Spec, start: str, end: str) -> None:
    spec.covers(COVERED.format(start=start, end=end))


@pytest.mark.parametrize(
    ("home", "died", "rows"),
    [
        pytest.param(
            "2020-01-01 -",
            "-",
            "2024-02-01 | 1 | 29 \n 2024-03-01 | 1 | 31",
            id="lives there throughout",
        ),
        pytest.param("2024-02-01 2024-02-02", "-", "2024-02-01 | 1 | 1", id="one day, the first"),
        pytest.param(
            "2024-02-29 2024-03-02", "-", "2024-02-01 | 0 | 1 \n 2024-03-01 | 1 | 1", id="two days"
        ),
        pytest.param(
            "2024-02-10 -", "-", "2024-02-01 | 0 | 20 \n 2024-03-01 | 1 | 31", id="moved in"
        ),
        pytest.param("2020-01-01 2024-02-10", "-", "2024-02-01 | 1 | 9", id="moved out"),
        pytest.param("2020-01-01 2024-03-01", "-", "2024-02-01 | 1 | 29", id="out on the first"),
        pytest.param("2020-01-01 -", "2024-02-10", "2024-02-01 | 1 | 9", id="died"),
        pytest.param("2020-01-01 2024-02-20", "2024-02-10", "2024-02-01 | 1 | 9", id="died before"),
        pytest.param("2020-01-01 2024-02-10", "2024-02-20", "2024-02-01 | 1 | 9", id="died after"),
        pytest.param("2024-02-10 -", "2024-02-10", "", id="died on the day of moving in"),
        pytest.param("2024-02-10 2024-02-10", "-", "", id="no days"),
        pytest.param("2024-02-10 2024-02-05", "-", "", id="backwards"),
        pytest.param("2024-05-01 -", "-", "", id="later than what is delivered"),
    ],
)
def test_a_day_counts_from_moving_in_to_moving_out(
    spec: Spec, home: str, died: str, rows: str
) -> None:
    """The day of moving counts in the new municipality, the day of death nowhere. A resident on the
    first of a month is one of its persons. 2024-02 to 2024-03 is delivered."""
    start, end = home.split()
    spec.draw("residence", f"person | valid_from | valid_to \n 1 | {start} | {end}")
    spec.draw("person", f"person | died \n 1 | {died}")
    covered(spec, "2024-02-01", "2024-04-01")
    spec.expect_derived("resident", f"month_start | persons | person_days \n {rows}")


@pytest.mark.parametrize(
    ("born", "rows"),
    [
        pytest.param("1950-02-01", "74 | 1 | 29", id="birthday on the first"),
        pytest.param("1950-02-02", "73 | 1 | 1 \n 74 | 0 | 28", id="on the second"),
        pytest.param("1950-02-28", "73 | 1 | 27 \n 74 | 0 | 2", id="on the 28th"),
        pytest.param("1952-02-29", "71 | 1 | 28 \n 72 | 0 | 1", id="on the 29th"),
        pytest.param("1950-03-01", "73 | 1 | 29", id="in the next month"),
        pytest.param("2024-02-10", "0 | 0 | 20", id="born in the month"),
        pytest.param("2024-02-01", "0 | 1 | 29", id="born on the first"),
        pytest.param("2024-03-05", "", id="not born yet"),
        pytest.param("1904-02-20", "119 | 1 | 19 \n 120 | 0 | 10", id="very old"),
    ],
)
def test_days_are_counted_by_age(spec: Spec, born: str, rows: str) -> None:
    """In whole years on the day itself: one fewer of the old age and one more of the new."""
    spec.draw("residence", f"person | valid_from | born \n 1 | 1900-01-01 | {born}")
    spec.draw("person", NOBODY_DIED)
    covered(spec, "2024-02-01", "2024-03-01")
    spec.expect_derived("resident", f"age | persons | person_days \n {rows}")


def test_born_on_29_february_is_a_year_older_on_1_march(spec: Spec) -> None:
    """In common years; as everywhere else."""
    spec.draw("residence", "person | valid_from | born \n 1 | 2000-01-01 | 1952-02-29")
    spec.draw("person", NOBODY_DIED)
    covered(spec, "2023-02-01", "2023-04-01")
    spec.expect_derived(
        "resident",
        """
        month_start | age | persons | person_days
        2023-02-01  | 70  | 1       | 28
        2023-03-01  | 71  | 1       | 31
        """,
    )


@pytest.mark.parametrize(
    ("homes", "rows"),
    [
        pytest.param(
            "1 | 2020-01-01 | 2024-02-11 | kommune-0851 \n 1 | 2024-02-11 | - | kommune-0860",
            "kommune-0851 | 1 | 10 \n kommune-0860 | 0 | 19",
            id="moved",
        ),
        pytest.param(
            "1 | 2020-01-01 | 2024-02-11 | kommune-0851 \n 1 | 2024-02-16 | - | kommune-0860",
            "kommune-0851 | 1 | 10 \n kommune-0860 | 0 | 14",
            id="away in between",
        ),
        pytest.param(
            "1 | 2020-01-01 | - | kommune-0851 \n 1 | 2024-02-11 | - | kommune-0860",
            "kommune-0851 | 1 | 10 \n kommune-0860 | 0 | 19",
            id="never moved out of the first",
        ),
        pytest.param(
            "1 | 2020-01-01 | 2024-02-20 | kommune-0851 \n 1 | 2024-02-11 | - | kommune-0860",
            "kommune-0851 | 1 | 10 \n kommune-0860 | 0 | 19",
            id="overlapping",
        ),
        pytest.param(
            "1 | 2020-01-01 | - | kommune-0851 \n 1 | 2024-02-11 | 2024-02-11 | kommune-0860",
            "kommune-0851 | 1 | 29",
            id="an address without days",
        ),
        pytest.param(
            "1 | 2020-01-01 | 2024-02-11 | kommune-0851 \n 1 | 2024-02-21 | - | kommune-0851",
            "kommune-0851 | 1 | 19",
            id="away and back",
        ),
        pytest.param(
            "1 | 2020-01-01 | 2024-02-11 | kommune-0851 \n 2 | 2024-02-11 | - | kommune-0851",
            "kommune-0851 | 1 | 29",
            id="one out, another in",
        ),
    ],
)
def test_nobody_lives_in_two_places(spec: Spec, homes: str, rows: str) -> None:
    """A home lasts until the next one begins, whatever its own end says."""
    spec.draw("residence", f"person | valid_from | valid_to | municipality \n {homes}")
    spec.draw("person", NOBODY_DIED)
    covered(spec, "2024-02-01", "2024-03-01")
    spec.expect_derived("resident", f"municipality | persons | person_days \n {rows}")


def test_people_are_added_up_by_sex_and_age(spec: Spec) -> None:
    """A row of a person that the register of persons does not know counts as living."""
    spec.draw(
        "residence",
        """
        person | valid_from | sex | born
        1      | 2020-01-01 | k   | 1950-06-01
        2      | 2020-01-01 | k   | 1950-07-01
        3      | 2020-01-01 | m   | 1950-06-01
        4      | 2020-01-01 | k   | 1951-06-01
        """,
    )
    spec.draw("person", "person | died \n 1 | - \n 2 | 2024-02-03")
    covered(spec, "2024-02-01", "2024-03-01")
    spec.expect_derived(
        "resident",
        """
        sex | age | persons | person_days
        k   | 72  | 1       | 29
        k   | 73  | 2       | 31
        m   | 73  | 1       | 29
        """,
    )


def test_whole_months_are_counted_where_a_part_is_delivered(spec: Spec) -> None:
    """From the first month that any parent covers to the last: that a month is not covered whole is
    said where it is used."""
    spec.draw("residence", "person | valid_from \n 1 | 2020-01-01")
    spec.draw("person", NOBODY_DIED)
    spec.covers("""
        table     | unit | start      | end
        residence | -    | 2024-01-15 | 2024-02-15
        person    | -    | 2024-02-10 | 2024-03-02
    """)
    spec.expect_derived(
        "resident",
        """
        month_start | persons | person_days
        2024-01-01  | 1       | 31
        2024-02-01  | 1       | 29
        2024-03-01  | 1       | 31
        """,
    )
