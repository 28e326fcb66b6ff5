"""Which index rows a readmission's choices leave out."""

from decimal import Decimal
from typing import Any

import pytest

from support.placed import Drawn, linked, stays, window
from tvaerblik.catalogue.language import (
    Age,
    Equals,
    Limits,
    Linked,
    Proportion,
    Readmission,
    RowSet,
)

ACUTE = Equals("priority", "ATA1")
WINDOW = window("> 4 hours", "<= 30 days")
AGAIN = linked("followed_by", WINDOW, ACUTE, from_="ended")


def left(
    drawn: Drawn,
    text: str,
    link: Linked = AGAIN,
    *,
    of: RowSet | None = None,
    index: Any = "any",
    chaining: Any = "not_allowed",
    death: Any = "kept",
    **tables: str,
) -> list[tuple[int, int]]:
    """(person, day) of the index rows that are left."""
    named = Readmission(index, chaining, death)
    measure = Proportion(of or stays(date="ended"), (link,), "exclude", named)
    rows = drawn.rows(measure, {"hospital_stay": text, **tables})
    return [(row["person"], row["day"].day) for row in rows]


CHAIN = """
    stay | person | started          | ended            | priority
    1    | 1      | {started}        | {ended}          | {index}
    2    | 1      | 2024-01-10 12:00 | 2024-01-12 12:00 | {next}
"""


@pytest.mark.parametrize(
    ("ended", "next_", "stays_in"),
    [
        ("2024-01-08 12:00", "ATA1", False),
        ("2024-01-08 12:00", "ATA3", True),
        ("2024-01-08 12:00", "-", True),
        ("2024-01-10 08:00", "ATA1", True),  # 4 hours is not more than 4
        ("2024-01-10 07:59", "ATA1", False),
        ("2023-12-11 23:00", "ATA1", False),  # 30 days before, and before the period
        ("2023-12-10 23:00", "ATA1", True),
        ("2024-01-10 14:00", "ATA1", True),  # still going on
        ("-", "ATA1", True),
    ],
)
def test_a_readmission_is_no_index(drawn: Drawn, ended: str, next_: str, stays_in: bool) -> None:
    text = CHAIN.format(started="2023-12-01 12:00", ended=ended, index="ATA3", next=next_)
    assert ((1, 12) in left(drawn, text)) == stays_in
    assert (1, 12) in left(drawn, text, chaining="allowed")


@pytest.mark.parametrize(("index", "stays_in"), [("ATA1", False), ("ATA3", True), ("-", True)])
def test_only_after_what_is_itself_an_index(drawn: Drawn, index: str, stays_in: bool) -> None:
    """With index: acute the stay before must be acute; not knowing it leaves the next one in."""
    text = CHAIN.format(
        started="2023-12-20 12:00", ended="2023-12-24 12:00", index=index, next="ATA1"
    )
    assert (left(drawn, text, index="acute") == [(1, 12)]) == stays_in


def test_it_looks_one_step_back(drawn: Drawn) -> None:
    """The third follows the second, which is no index itself: it is left out all the same."""
    text = """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 12:00 | 2024-01-02 12:00
        2    | 1      | 2024-01-10 12:00 | 2024-01-12 12:00
        3    | 1      | 2024-01-20 12:00 | 2024-01-22 12:00
        4    | 2      | 2024-01-20 12:00 | 2024-01-22 12:00
    """
    assert left(drawn, text) == [(1, 2), (2, 22)]


def test_a_long_stay_is_held_against_what_ended_before_it_began(drawn: Drawn) -> None:
    """However far back: the stay is placed where it ends, and may have begun years before."""
    text = """
        stay | person | started          | ended
        1    | 1      | 2021-05-01 12:00 | 2021-05-02 12:00
        2    | 1      | 2021-05-10 12:00 | 2024-01-12 12:00
    """
    assert left(drawn, text) == []


def test_ages_in_a_chain_are_ages_on_their_own_dates(drawn: Drawn) -> None:
    """The readmission's age when it begins; the index's age on the day that places it."""
    old = Age(Limits(at_least=Decimal(65)))
    link = linked("followed_by", WINDOW, old, from_="ended")
    text = """
        stay | person | started          | ended            | born
        1    | 1      | 2023-12-20 12:00 | 2023-12-22 12:00 | 1958-12-22
        2    | 1      | 2024-01-10 12:00 | 2024-01-12 12:00 | 1958-12-22
        3    | 2      | 2023-12-20 12:00 | 2023-12-22 12:00 | 1958-12-23
        4    | 2      | 2024-01-10 12:00 | 2024-01-12 12:00 | 1958-12-23
        5    | 3      | 2023-12-20 12:00 | 2023-12-22 12:00 | 1959-01-10
        6    | 3      | 2024-01-10 12:00 | 2024-01-12 12:00 | 1959-01-10
        7    | 4      | 2023-12-20 12:00 | 2023-12-22 12:00 | 1959-01-11
        8    | 4      | 2024-01-10 12:00 | 2024-01-12 12:00 | 1959-01-11
    """
    of = stays(old, date="ended")
    assert left(drawn, text, link, of=of) == [(2, 12), (3, 12), (4, 12)]
    assert left(drawn, text, link) == [(4, 12)]


def test_a_chain_of_rows_that_are_themselves_linked(drawn: Drawn) -> None:
    """The stay before is an index only when somebody visited after it, long before the period."""
    visited = linked(
        "followed_by", window(">= 0 days", "<= 7 days"), table="municipal_service", from_="ended"
    )
    text = """
        stay | person | started          | ended
        1    | 1      | 2023-12-18 12:00 | 2023-12-20 12:00
        2    | 1      | 2024-01-10 12:00 | 2024-01-12 12:00
        3    | 2      | 2023-12-18 12:00 | 2023-12-20 12:00
        4    | 2      | 2024-01-10 12:00 | 2024-01-12 12:00
    """
    visits = """
        service_id | person | started
        1          | 1      | 2023-12-24 12:00
        2          | 1      | 2024-01-14 12:00
        3          | 2      | 2024-01-14 12:00
    """
    of = stays(visited, date="ended")
    assert left(drawn, text, of=of, municipal_service=visits) == [(2, 12)]


def test_another_table_chains_nothing(drawn: Drawn) -> None:
    link = linked("followed_by", WINDOW, table="hospital_contact", from_="ended")
    text = CHAIN.format(
        started="2023-12-20 12:00", ended="2023-12-24 12:00", index="ATA1", next="ATA1"
    )
    contacts = "contact | person | started | ended \n 1 | 1 | 2024-01-10 12:00 | -"
    assert left(drawn, text, link, hospital_contact=contacts) == [(1, 12)]


@pytest.mark.parametrize(
    ("died", "stays_in"),
    [
        ("2024-01-11", True),
        ("2024-01-12", False),
        ("2024-02-11", False),
        ("2024-02-12", True),
        ("-", True),
    ],
)
def test_who_dies_in_the_window_is_no_index(drawn: Drawn, died: str, stays_in: bool) -> None:
    text = "stay | person | started | ended \n 1 | 1 | 2024-01-10 12:00 | 2024-01-12 12:00"
    person = f"person | died \n 1 | {died}"
    found = left(drawn, text, chaining="allowed", death="excluded", person=person)
    assert bool(found) == stays_in
    assert left(drawn, text, chaining="allowed", person=person)


def test_a_stay_that_has_not_ended_is_not_left_out_for_a_death(drawn: Drawn) -> None:
    text = "stay | person | started \n 1 | 1 | 2024-01-10 12:00 \n 2 | 2 | 2024-01-11 12:00"
    person = "person | died \n 1 | 2024-01-12"
    found = left(drawn, text, of=stays(), chaining="allowed", death="excluded", person=person)
    assert found == [(1, 10), (2, 11)]


def test_the_window_of_hours_reaches_whole_days(drawn: Drawn) -> None:
    """Thirty hours reach two days, that of the index not counted."""
    link = linked("followed_by", window("> 4 hours", "<= 30 hours"), from_="ended")
    text = "stay | person | started | ended \n 1 | 1 | 2024-01-10 12:00 | 2024-01-12 12:00"
    for died, stays_in in (("2024-01-14", False), ("2024-01-15", True)):
        person = f"person | died \n 1 | {died}"
        found = left(drawn, text, link, chaining="allowed", death="excluded", person=person)
        assert bool(found) == stays_in


def test_a_row_that_may_be_no_index_row_stays_unknown(drawn: Drawn) -> None:
    """Neither a chain nor a death makes its missing value known."""
    text = """
        stay | person | started          | ended            | priority | diagnosis
        1    | 1      | 2023-12-20 12:00 | 2023-12-22 12:00 | ATA1     | X
        2    | 1      | 2024-01-10 12:00 | 2024-01-12 12:00 | ATA1     | -
        3    | 2      | 2024-01-10 12:00 | 2024-01-12 12:00 | ATA1     | -
    """
    person = "person | died \n 2 | 2024-01-20"
    of = stays(Equals("diagnosis", "X"), date="ended")
    found = left(drawn, text, of=of, death="excluded", person=person)
    assert found == [(1, 12), (2, 12)]
