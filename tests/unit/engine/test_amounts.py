"""The whole number of each row, and whether a missing value is why there is none."""

from datetime import datetime
from typing import Any

import duckdb
import ibis
import pytest

from support.placed import Drawn, linked, stays, window
from tvaerblik.catalogue.language import (
    ColumnAmount,
    Equals,
    Mean,
    Percentile,
    RowAmount,
    RowSet,
    Sum,
    TimeBetween,
    TimeToNext,
)
from tvaerblik.engine.fast.amounts import time_gone

ACUTE = Equals("priority", "ATA1")
PLANNED = stays(Equals("diagnosis", "X"))


def amounts(
    drawn: Drawn, amount: RowAmount, text: str, *, unknown: Any = "exclude", **tables: str
) -> list[tuple[int | None, bool]]:
    measure = Mean(PLANNED, amount, unknown)
    rows = drawn.rows(measure, {"hospital_stay": text, **tables})
    return [(row["amount"], row["amount_unknown"]) for row in rows]


def test_a_column(drawn: Drawn) -> None:
    of = RowSet("gp_service", (), "week", "clinic")
    text = """
        service_id | person | week     | contacts           | clinic
        1          | 1      | 2024-W02 | 3                  | klinik-1
        2          | 2      | 2024-W02 | -                  | klinik-1
        3          | 3      | 2024-W02 | 0                  | -
        4          | 4      | 2024-W02 | 400000000000000000 | -
    """
    rows = drawn.rows(Sum(of, ColumnAmount("contacts"), "exclude"), {"gp_service": text})
    assert [(row["amount"], row["amount_unknown"], row["atom"]) for row in rows] == [
        (3, False, "klinik-1"),
        (None, True, "klinik-1"),
        (0, False, None),
        (400_000_000_000_000_000, False, None),
    ]


@pytest.mark.parametrize(
    ("ended", "days", "hours"),
    [
        ("2024-01-10 12:00", 0, 0),
        ("2024-01-10 12:59", 0, 0),
        ("2024-01-10 13:00", 0, 1),
        ("2024-01-11 11:59", 1, 23),
        ("2024-01-11 12:00", 1, 24),
        ("2024-04-10 12:00", 91, 91 * 24 - 1),  # the clock was set forward
        ("2024-01-10 11:59", 0, None),  # backwards on the clock, not on the calendar
        ("2024-01-09 12:00", None, None),
        ("-", None, None),
    ],
)
def test_a_time(drawn: Drawn, ended: str, days: int | None, hours: int | None) -> None:
    text = f"""
        stay | person | started          | ended   | diagnosis
        1    | 1      | 2024-01-10 12:00 | {ended} | X
    """
    for unit, wanted in (("days", days), ("hours", hours)):
        amount = TimeBetween("started", "ended", unit)
        assert amounts(drawn, amount, text) == [(wanted, wanted is None)]


@pytest.mark.parametrize(("micro", "hours"), [(899_999, 0), (900_000, 1), (900_001, 1)])
def test_an_hour_is_not_gone_before_its_last_moment(micro: int, hours: int) -> None:
    """Instants can be finer than seconds, and the clock strikes in between."""
    table = ibis.table({"earlier": "timestamp", "later": "timestamp"}, name="moments")
    gone = table.select(gone=time_gone("hours", (table.earlier, None), (table.later, None)))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE moments (earlier TIMESTAMP, later TIMESTAMP)")
        moments = [
            datetime(2024, 1, 1, hour, 59, 59, at) for hour, at in ((10, 900_000), (11, micro))
        ]
        connection.execute("INSERT INTO moments VALUES (?, ?)", moments)
        assert connection.execute(ibis.to_sql(gone, dialect="duckdb")).fetchall() == [(hours,)]


# To the next -------------------------------------------------------------------------------------

NEXT = """
    stay | person | started          | priority | diagnosis
    1    | 1      | 2024-01-10 12:00 | ATA3     | X
    2    | 1      | {first}          | {what}   | Y
    3    | 1      | 2024-01-20 08:00 | {then}   | Y
"""


def to_next(unit: Any, after: str = ">= 0 days") -> TimeToNext:
    return TimeToNext(linked("followed_by", window(after, "<= 30 days"), ACUTE), unit)


@pytest.mark.parametrize(
    ("first", "what", "then", "days", "hours"),
    [
        ("2024-01-12 11:00", "ATA1", "ATA1", 2, 47),
        ("2024-01-12 11:00", "ATA3", "ATA1", 10, 236),
        ("2024-01-12 11:00", "-", "ATA1", 10, 236),
        ("2024-01-12 11:00", "-", "ATA3", None, None),
        ("2024-01-12 11:00", "ATA3", "ATA3", None, None),
        ("2024-01-09 11:00", "ATA1", "ATA1", 10, 236),
    ],
)
def test_the_time_to_the_first_that_meets_the_conditions(
    drawn: Drawn, first: str, what: str, then: str, days: int | None, hours: int | None
) -> None:
    """That nothing came next is no missing value, nor is an event that is passed over."""
    text = NEXT.format(first=first, what=what, then=then)
    assert amounts(drawn, to_next("days"), text) == [(days, False)]
    assert amounts(drawn, to_next("hours"), text) == [(hours, False)]


@pytest.mark.parametrize(
    ("first", "what", "then", "days", "hours"),
    [
        ("2024-01-12 11:00", "-", "ATA1", True, True),
        ("2024-01-12 11:00", "-", "ATA3", True, True),
        ("2024-01-12 11:00", "ATA1", "-", False, False),
        ("2024-01-20 07:00", "-", "ATA1", False, True),  # another hour of the same day
        ("2024-01-20 07:30", "-", "ATA1", False, True),
        ("2024-01-20 08:00", "-", "ATA1", False, False),
        ("2024-01-20 09:00", "-", "ATA1", False, False),
        ("2024-01-12 11:00", "ATA3", "ATA3", False, False),
    ],
)
def test_only_what_could_have_given_another_time_refuses(
    drawn: Drawn, first: str, what: str, then: str, days: bool, hours: bool
) -> None:
    text = NEXT.format(first=first, what=what, then=then)
    for unit, refused in (("days", days), ("hours", hours)):
        ((_, unknown),) = amounts(drawn, to_next(unit), text, unknown="fail")
        assert unknown == refused


def test_a_time_to_the_next_that_runs_backwards_is_missing(drawn: Drawn) -> None:
    """The window asks for days; in hours the event came before."""
    text = NEXT.format(first="2024-01-10 08:00", what="ATA1", then="ATA1")
    assert amounts(drawn, to_next("days"), text) == [(0, False)]
    assert amounts(drawn, to_next("hours"), text) == [(None, True)]


def test_what_has_not_ended_has_nothing_after_it(drawn: Drawn) -> None:
    """No moment to look from: no next event, which is not a missing value."""
    link = linked("followed_by", window(">= 0 days", "<= 30 days"), ACUTE, from_="ended")
    text = """
        stay | person | started          | ended            | diagnosis
        1    | 1      | 2024-01-10 12:00 | -                | X
        2    | 1      | 2024-01-12 12:00 | -                | Y
        3    | 2      | 2024-01-10 12:00 | 2024-01-11 12:00 | X
        4    | 2      | 2024-01-12 12:00 | -                | Y
    """
    found = amounts(drawn, TimeToNext(link, "days"), text, unknown="fail")
    assert found == [(None, False), (1, False)]


def test_the_time_to_another_table(drawn: Drawn) -> None:
    link = linked(
        "followed_by", window(">= 0 hours", "<= 7 days"), table="municipal_service", from_="started"
    )
    text = "stay | person | started | diagnosis \n 1 | 1 | 2024-01-31 12:00 | X"
    visits = "service_id | person | started \n 1 | 1 | 2024-02-07 23:00 \n 2 | 1 | 2024-02-08 00:00"
    found = drawn.rows(
        Percentile(PLANNED, TimeToNext(link, "days"), 50, "exclude"),
        {"hospital_stay": text, "municipal_service": visits},
    )
    assert [row["amount"] for row in found] == [7]
