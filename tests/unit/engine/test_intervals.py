"""Rows that last, night by night and slot by slot."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from support.placed import Drawn, linked, stays, window
from tvaerblik.catalogue.language import (
    Age,
    DaysInPeriod,
    Equals,
    Limits,
    Not,
    Rate,
    RowSet,
    Stock,
    Sum,
)

JANUARY, FEBRUARY, MARCH = (2024 * 12 + month for month in (0, 1, 2))
NIGHTS = Stock(stays(), "ended", "every_night", "exclude")
LAST = Stock(stays(), "ended", "last_day", "exclude")
DAYS = Sum(stays(), DaysInPeriod("ended"), "exclude")
HOMES = RowSet("nursing_home_doctor", (), "valid_from", "provider")


def nights(drawn: Drawn, text: str, *days: str, measure: Stock = NIGHTS) -> list[str]:
    rows = drawn.rows(measure, {"hospital_stay": text}, *days)
    return [row["day"].isoformat()[5:] for row in rows]


@pytest.mark.parametrize(
    ("started", "ended", "found"),
    [
        ("2024-01-10 23:00", "2024-01-12 23:00", ["01-10", "01-11"]),  # at 23:00 it is over
        ("2024-01-10 23:01", "2024-01-12 23:01", ["01-11", "01-12"]),
        ("2024-01-10 08:00", "2024-01-10 22:59", []),
        ("2024-01-31 22:00", "-", ["01-31"]),
        ("2024-02-01 00:00", "-", []),
        ("2023-05-01 08:00", "2024-01-02 08:00", ["01-01"]),
        ("2023-05-01 08:00", "2023-12-31 23:30", []),
        ("2024-01-12 23:00", "2024-01-10 23:00", []),
    ],
)
def test_an_instant_is_asked_at_eleven(
    drawn: Drawn, started: str, ended: str, found: list[str]
) -> None:
    text = f"stay | person | started | ended \n 1 | 1 | {started} | {ended}"
    assert nights(drawn, text) == found


def test_eleven_is_danish_time_all_year(drawn: Drawn) -> None:
    """22:00 UTC in winter, 21:00 in summer."""
    text = """
        stay | person | started          | ended
        1    | 1      | 2024-03-30 23:00 | 2024-03-31 23:00
        2    | 2      | 2024-03-30 23:01 | 2024-03-31 23:01
    """
    assert nights(drawn, text, "2024-03-30", "2024-04-02") == ["03-30", "03-31"]


def test_the_last_day_of_each_slot(drawn: Drawn) -> None:
    text = "stay | person | started | ended \n 1 | 1 | 2024-01-10 08:00 | 2024-03-31 08:00"
    rows = drawn.rows(LAST, {"hospital_stay": text}, "2024-01-01", "2024-04-01")
    assert [(row["day"], row["slot"]) for row in rows] == [
        (date(2024, 1, 31), JANUARY),
        (date(2024, 2, 29), FEBRUARY),
    ]
    days = drawn.rows(LAST, {"hospital_stay": text}, "2024-03-28", "2024-04-01", kind="day")
    assert [row["day"].day for row in days] == [28, 29, 30]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "found"),
    [
        ("2024-01-31", "2024-02-01", True),
        ("2024-01-30", "2024-01-31", False),
        ("2024-02-01", "-", False),
        ("2019-01-01", "-", True),
    ],
)
def test_a_date_is_asked_on_the_day_itself(
    drawn: Drawn, valid_from: str, valid_to: str, found: bool
) -> None:
    """A table of no persons: nothing is known of anybody's age or sex."""
    measure = Stock(HOMES, "valid_to", "last_day", "exclude")
    text = f"home | valid_from | valid_to \n 1 | {valid_from} | {valid_to}"
    rows = drawn.rows(measure, {"nursing_home_doctor": text})
    assert bool(rows) == found
    for row in rows:
        told = [row[name] for name in ("person", "age", "age_band", "sex", "amount")]
        assert told == [None] * 5 and row["atom"] == "kommune-0851"


def test_age_is_asked_every_night(drawn: Drawn) -> None:
    text = """
        stay | person | started          | ended            | born
        1    | 1      | 2024-01-09 08:00 | 2024-01-13 08:00 | 1959-01-11
    """
    of = stays(Age(Limits(at_least=Decimal(65))))
    assert nights(drawn, text, measure=Stock(of, "ended", "every_night", "exclude")) == [
        "01-11",
        "01-12",
    ]
    rows = drawn.rows(NIGHTS, {"hospital_stay": text})
    assert [(row["age"], row["age_band"]) for row in rows] == [
        (64, "40-64"),
        (64, "40-64"),
        (65, "65-69"),
        (65, "65-69"),
    ]


def test_nights_before_birth_have_no_age_below_them(drawn: Drawn) -> None:
    text = """
        stay | person | started          | ended            | born
        1    | 1      | 2024-01-09 08:00 | 2024-01-11 08:00 | 2024-01-10
    """
    assert [row["age"] for row in drawn.rows(NIGHTS, {"hospital_stay": text})] == [-1, 0]


def test_undecided_nights_are_kept_apart(drawn: Drawn) -> None:
    """Under 65 whatever the priority: out. Over 65 and no priority: not known."""
    of = stays(Equals("priority", "ATA1"), Not(Age(Limits(less_than=Decimal(65)))))
    text = """
        stay | person | started          | ended            | priority | born
        1    | 1      | 2024-01-10 08:00 | 2024-01-12 08:00 | -        | 1959-01-11
        2    | 2      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA1     | 1950-01-01
        3    | 3      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA3     | 1950-01-01
    """
    rows = drawn.rows(Stock(of, "ended", "every_night", "exclude"), {"hospital_stay": text})
    assert [(row["person"], row["day"].day, row["meets"]) for row in rows] == [
        (1, 11, None),
        (2, 10, True),
    ]


def test_links_of_what_lasts_are_asked_once_a_row(drawn: Drawn) -> None:
    """A stay that began long before the period is preceded by what came before it."""
    of = stays(linked("preceded_by", window("> 0 hours", "<= 10 days")))
    text = """
        stay | person | started          | ended
        1    | 1      | 2022-01-01 08:00 | 2022-01-02 08:00
        2    | 1      | 2022-01-08 08:00 | 2024-01-03 08:00
        3    | 2      | 2022-01-08 08:00 | 2024-01-03 08:00
    """
    rows = drawn.rows(Stock(of, "ended", "every_night", "exclude"), {"hospital_stay": text})
    assert [(row["person"], row["day"].day) for row in rows] == [(1, 1), (1, 2)]
    summed = drawn.rows(Sum(of, DaysInPeriod("ended"), "exclude"), {"hospital_stay": text})
    assert [(row["person"], row["amount"]) for row in summed] == [(1, 2)]


def test_the_lines_of_one_row_have_its_number(drawn: Drawn) -> None:
    """So that a row that lasts can be told from several."""
    text = """
        stay | person | started          | ended
        1    | 1      | 2024-01-10 08:00 | 2024-03-12 08:00
        2    | 1      | 2024-01-10 08:00 | 2024-01-12 08:00
    """
    for measure, wanted in ((NIGHTS, {0: 62, 1: 2}), (DAYS, {0: 3, 1: 1})):
        rows = drawn.rows(measure, {"hospital_stay": text}, "2024-01-01", "2024-04-01")
        numbers = [row["sequence"] for row in rows]
        assert {number: numbers.count(number) for number in set(numbers)} == wanted


# Days in the period ------------------------------------------------------------------------------


def days(drawn: Drawn, text: str, *asked: str, **rest: Any) -> list[tuple[str, int, int]]:
    rows = drawn.rows(DAYS, {"hospital_stay": text}, *asked, **rest)
    assert not any(row["amount_unknown"] for row in rows)
    return [(row["day"].isoformat(), row["slot"], row["amount"]) for row in rows]


@pytest.mark.parametrize(
    ("started", "ended", "found"),
    [
        ("2024-01-10 23:59", "2024-01-12 00:01", [("2024-01-10", JANUARY, 2)]),
        ("2024-01-10 00:00", "2024-01-10 23:59", []),
        ("2024-01-12 00:00", "2024-01-10 00:00", []),
        ("2023-06-01 08:00", "2024-02-02 08:00", [("2024-01-01", JANUARY, 31), ("2024-02-01", FEBRUARY, 1)]),
        ("2024-02-28 08:00", "-", [("2024-02-28", FEBRUARY, 2)]),
        ("2024-03-01 00:00", "-", []),
        ("2023-06-01 08:00", "2024-01-01 23:59", []),
        ("2023-12-31 08:00", "2024-01-02 00:00", [("2024-01-01", JANUARY, 1)]),
    ],
)  # fmt: skip
def test_days_are_cut_at_the_borders_of_months(
    drawn: Drawn, started: str, ended: str, found: list[tuple[str, int, int]]
) -> None:
    text = f"stay | person | started | ended \n 1 | 1 | {started} | {ended}"
    assert days(drawn, text, "2024-01-01", "2024-03-01") == found


def test_a_slot_can_be_a_day(drawn: Drawn) -> None:
    text = "stay | person | started | ended \n 1 | 1 | 2023-12-30 08:00 | 2024-01-03 08:00"
    epoch = (date(2024, 1, 1) - date(1970, 1, 1)).days
    assert days(drawn, text, "2024-01-01", "2024-01-08", kind="day") == [
        ("2024-01-01", epoch, 1),
        ("2024-01-02", epoch + 1, 1),
    ]


def test_age_is_age_when_it_began(drawn: Drawn) -> None:
    """The first day, long before the period, decides both the band and the conditions."""
    text = """
        stay | person | started          | ended            | born
        1    | 1      | 2023-12-31 08:00 | 2024-01-03 08:00 | 1959-01-01
        2    | 2      | 2023-12-31 08:00 | 2024-01-03 08:00 | 1958-12-31
    """
    rows = drawn.rows(DAYS, {"hospital_stay": text})
    assert [(row["age"], row["age_band"]) for row in rows] == [(64, "40-64"), (65, "65-69")]
    old = Sum(stays(Age(Limits(at_least=Decimal(65)))), DaysInPeriod("ended"), "exclude")
    assert [row["person"] for row in drawn.rows(old, {"hospital_stay": text})] == [2]


def test_a_rate_can_be_of_days(drawn: Drawn) -> None:
    measure = Rate(
        stays(), 1000, (), "person_years", "exclude", counting="amount", amount=DaysInPeriod("ended")
    )  # fmt: skip
    text = "stay | person | started | ended \n 1 | 1 | 2024-01-01 08:00 | 2024-01-03 08:00"
    assert [row["amount"] for row in drawn.rows(measure, {"hospital_stay": text})] == [2]
