"""Events by week around index rows."""

from decimal import Decimal
from typing import Any

import pytest

from support.placed import Drawn, stays
from tvaerblik.catalogue.language import Age, Condition, Equals, Limits, Profile, RowSet

INDEX = stays(Equals("diagnosis", "X"))


def profile(
    *where: Condition,
    of: RowSet = INDEX,
    events: str = "municipal_service",
    to: str = "started",
    first: int = -2,
    last: int = 2,
) -> Profile:
    return Profile(of, events, where, to, first, last, "exclude")


def steps(drawn: Drawn, measure: Profile, stay: str, **tables: str) -> list[tuple[Any, ...]]:
    return drawn.steps(measure, {"hospital_stay": stay, **tables})[0]


ONE = "stay | person | started | diagnosis \n 1 | 1 | 2024-01-17 12:00 | X"


@pytest.mark.parametrize(
    ("day", "step"),
    [
        ("2024-01-02 23:59", None),
        ("2024-01-03 00:00", -2),
        ("2024-01-09 23:59", -2),
        ("2024-01-10 00:00", -1),
        ("2024-01-16 23:59", -1),
        ("2024-01-17 00:00", 0),
        ("2024-01-23 23:59", 0),
        ("2024-01-24 00:00", 1),
        ("2024-02-06 23:59", 2),
        ("2024-02-07 00:00", None),
    ],
)
def test_a_week_begins_on_the_day_of_the_index(drawn: Drawn, day: str, step: int | None) -> None:
    visit = f"service_id | person | started \n 1 | 1 | {day} \n 2 | 2 | {day}"
    wanted = [] if step is None else [(1, step, 1)]
    assert steps(drawn, profile(), ONE, municipal_service=visit) == wanted


@pytest.mark.parametrize(
    ("week", "step"),
    [("2023-W52", None), ("2024-W01", -2), ("2024-W03", 0), ("2024-W05", 2), ("2024-W06", None)],
)
def test_a_table_by_week_counts_calendar_weeks(drawn: Drawn, week: str, step: int | None) -> None:
    """The stay began on the Wednesday of week 3."""
    service = f"service_id | person | week \n 1 | 1 | {week}"
    measure = profile(events="gp_service", to="week")
    wanted = [] if step is None else [(1, step, 1)]
    assert steps(drawn, measure, ONE, gp_service=service) == wanted


@pytest.mark.parametrize(
    ("day", "step"),
    [("2024-01-07 23:00", -2), ("2024-01-08 00:00", -1), ("2024-01-21 23:00", 0), ("2024-02-04 23:00", 2),
     ("2024-02-05 00:00", None)],
)  # fmt: skip
def test_an_index_by_week_counts_calendar_weeks(drawn: Drawn, day: str, step: int | None) -> None:
    of = RowSet("gp_service", (), "week", "residence")
    text = {
        "gp_service": "service_id | person | week \n 7 | 1 | 2024-W03",
        "municipal_service": f"service_id | person | started \n 1 | 1 | {day}",
    }
    found, _ = drawn.steps(profile(of=of), text)
    assert found == ([] if step is None else [("7", step, 1)])


def test_index_rows_of_the_borders_see_events_outside_the_period(drawn: Drawn) -> None:
    of = RowSet("gp_service", (), "week", "residence")
    services = """
        service_id | person | week
        1          | 1      | 2024-W01
        2          | 1      | 2023-W51
        3          | 2      | 2024-W04
        4          | 2      | 2024-W06
    """
    found, _ = drawn.steps(profile(of=of, events="gp_service", to="week"), {"gp_service": services})
    assert found == [("1", -2, 1), ("3", 2, 1)]
    visits = """
        service_id | person | started
        1          | 1      | 2023-12-18 00:00
        2          | 1      | 2024-02-20 23:59
    """
    text = """
        stay | person | started          | diagnosis
        1    | 1      | 2024-01-01 12:00 | X
        2    | 1      | 2024-01-31 12:00 | X
    """
    assert steps(drawn, profile(), text, municipal_service=visits) == [(1, -2, 1), (2, 2, 1)]


def test_the_index_row_is_no_event_and_another_is_one_each_time(drawn: Drawn) -> None:
    text = """
        stay | person | started          | diagnosis
        1    | 1      | 2024-01-10 12:00 | X
        2    | 1      | 2024-01-10 12:00 | Y
        3    | 1      | 2024-01-11 12:00 | X
    """
    found = steps(drawn, profile(events="hospital_stay"), text)
    assert found == [(1, 0, 2), (3, -1, 2)]


def test_a_key_of_two_columns_tells_rows_apart(drawn: Drawn) -> None:
    of = RowSet("residence", (), "valid_from", "residence")
    measure = profile(of=of, events="residence", to="valid_from")
    text = "person | valid_from \n 1 | 2024-01-10 \n 1 | 2024-01-12 \n 2 | 2024-01-10"
    found, _ = drawn.steps(measure, {"residence": text})
    assert [(person, day.day, step, number) for person, day, step, number in found] == [
        (1, 10, 0, 1),
        (1, 12, -1, 1),
    ]


def test_conditions_left_open_are_no_events_and_are_told(drawn: Drawn) -> None:
    text = """
        stay | person | started          | diagnosis | priority | born
        1    | 1      | 2024-01-10 12:00 | X         | ATA1     | 1950-01-01
        2    | 1      | 2024-01-11 12:00 | Y         | -        | 1950-01-01
        3    | 1      | 2024-01-12 12:00 | Y         | ATA3     | 1950-01-01
        4    | 1      | 2024-03-12 12:00 | Y         | -        | 1950-01-01
        5    | 2      | 2024-01-10 12:00 | X         | ATA3     | 2024-01-11
        6    | 2      | 2024-01-11 12:00 | Y         | -        | 2024-01-11
        7    | 3      | 2024-01-10 12:00 | -         | ATA3     | 1950-01-01
        8    | 3      | 2024-01-11 12:00 | Y         | -        | 1950-01-01
    """
    measure = profile(Equals("priority", "ATA1"), events="hospital_stay")
    found, undecided = drawn.steps(measure, {"hospital_stay": text})
    # Of who is not born and of a row that may be no index row, nobody asks
    assert (found, undecided) == ([], 1)


def test_age_is_asked_on_the_day_of_the_event(drawn: Drawn) -> None:
    text = """
        stay | person | started          | diagnosis | born
        1    | 1      | 2024-01-10 12:00 | X         | 1959-01-12
        2    | 1      | 2024-01-11 12:00 | Y         | 1959-01-12
        3    | 1      | 2024-01-12 12:00 | Y         | 1959-01-12
    """
    measure = profile(Age(Limits(at_least=Decimal(65))), events="hospital_stay")
    assert steps(drawn, measure, text) == [(1, 0, 1)]


def test_age_in_a_week_is_age_on_its_thursday(drawn: Drawn) -> None:
    services = """
        service_id | person | week     | born
        1          | 1      | 2024-W02 | 1959-01-18
        2          | 1      | 2024-W03 | 1959-01-18
    """
    measure = profile(Age(Limits(at_least=Decimal(65))), events="gp_service", to="week")
    assert steps(drawn, measure, ONE, gp_service=services) == [(1, 0, 1)]


def test_the_first_week_can_begin_before_the_same_day_of_it(drawn: Drawn) -> None:
    """A Thursday, and two calendar weeks before it from the Monday."""
    stay = "stay | person | started | diagnosis \n 1 | 1 | 2024-02-01 12:00 | X"
    service = "service_id | person | week \n 1 | 1 | 2024-W03 \n 2 | 1 | 2024-W02"
    text = {"hospital_stay": stay, "gp_service": service}
    measure = profile(events="gp_service", to="week")
    found, _ = drawn.steps(measure, text, "2024-02-01", "2024-03-01")
    assert found == [(1, -2, 1)]
