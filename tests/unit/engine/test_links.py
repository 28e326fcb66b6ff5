"""Linked events as the fast engine finds them: who is a candidate, and what candidates decide."""

from decimal import Decimal
from typing import Any

import pytest

from support.placed import Drawn, linked, stays, window
from tvaerblik.catalogue.language import (
    Age,
    AllOf,
    AnyOf,
    Condition,
    Count,
    Equals,
    Limits,
    Not,
    Proportion,
    RowSet,
)
from tvaerblik.engine.fast.conditions import table_of
from tvaerblik.engine.fast.links import Index, with_links

ACUTE = Equals("priority", "ATA1")
MONTH = window(">= 0 days", "<= 30 days")


def having(*conditions: Condition, of: RowSet | None = None) -> Proportion:
    return Proportion(of or stays(), conditions, "exclude", None)


def answers(drawn: Drawn, condition: Condition, text: str, **tables: str) -> list[Any]:
    """For each stay of January, in the order of persons, what is said of it."""
    rows = drawn.rows(having(condition), {"hospital_stay": text, **tables})
    return [row["counts"] for row in rows]


def follows(drawn: Drawn, within: Any, earlier: str, later: str) -> tuple[bool, bool]:
    """Whether the later stay follows the earlier one, and whether the earlier one precedes it."""
    found = []
    for direction, first, second in (("followed_by", "X", "Y"), ("preceded_by", "Y", "X")):
        text = f"""
            stay | person | started   | diagnosis
            1    | 1      | {earlier} | {first}
            2    | 1      | {later}   | {second}
        """
        measure = having(linked(direction, within), of=stays(Equals("diagnosis", "X")))
        (row,) = drawn.rows(measure, {"hospital_stay": text}, "2020-01-01", "2025-01-01")
        found.append(row["counts"])
    return found[0], found[1]


@pytest.mark.parametrize(
    ("after", "before", "later", "found"),
    [
        (">= 0 days", "<= 1 days", "2024-01-11 23:59", True),
        (">= 0 days", "<= 1 days", "2024-01-12 00:00", False),
        (">= 0 days", "< 1 days", "2024-01-11 00:00", False),
        ("> 1 days", "<= 3 days", "2024-01-11 23:59", False),
        (">= 1 days", "<= 3 days", "2024-01-11 00:00", True),
        (">= 24 hours", "<= 3 days", "2024-01-11 11:59", False),
        (">= 24 hours", "<= 3 days", "2024-01-11 12:00", True),
        ("> 24 hours", "<= 3 days", "2024-01-11 12:00", False),
        (">= 1 days", "<= 24 hours", "2024-01-11 12:00", True),
        (">= 1 days", "< 24 hours", "2024-01-11 12:00", False),
        # Weeks run from Monday: 10 January 2024 is a Wednesday
        (">= 1 weeks", "<= 1 weeks", "2024-01-14 23:00", False),
        (">= 1 weeks", "<= 1 weeks", "2024-01-15 00:00", True),
        (">= 1 weeks", "<= 1 weeks", "2024-01-21 23:59", True),
        (">= 1 weeks", "<= 1 weeks", "2024-01-22 00:00", False),
        ("> 1 weeks", "< 3 weeks", "2024-01-21 12:00", False),
        ("> 1 weeks", "< 3 weeks", "2024-01-22 12:00", True),
        ("> 1 weeks", "< 3 weeks", "2024-01-29 00:00", False),
    ],
)
def test_a_window_is_the_same_forwards_and_backwards(
    drawn: Drawn, after: str, before: str, later: str, found: bool
) -> None:
    assert follows(drawn, window(after, before), "2024-01-10 12:00", later) == (found, found)


def test_week_53_comes_before_week_1(drawn: Drawn) -> None:
    within = window(">= 1 weeks", "<= 1 weeks")
    assert follows(drawn, within, "2020-12-30 12:00", "2021-01-10 12:00") == (True, True)


@pytest.mark.parametrize(
    ("after", "before", "earlier", "found"),
    [
        # Saturday looks back at the Monday before it: the same week, so no distance at all
        (">= 0 weeks", "<= 1 weeks", "2024-01-08 12:00", True),
        (">= 0 weeks", "<= 9 days", "2024-01-08 12:00", False),
        (">= 0 weeks", "<= 100 hours", "2024-01-08 12:00", False),
        (">= 0 days", "<= 1 weeks", "2024-01-13 08:00", True),
        (">= 0 days", "<= 2 hours", "2024-01-13 08:00", False),
        (">= 0 hours", "<= 1 weeks", "2024-01-13 08:00", False),
    ],
)
def test_a_distance_is_negative_in_the_unit_of_an_edge(
    drawn: Drawn, after: str, before: str, earlier: str, found: bool
) -> None:
    """What came before does not follow, however wide the window, unless its unit cannot tell."""
    link = linked("followed_by", window(after, before), ACUTE)
    text = f"""
        stay | person | started          | priority
        1    | 1      | 2024-01-13 12:00 | ATA3
        2    | 1      | {earlier}        | ATA1
    """
    rows = drawn.rows(having(link, of=stays(Equals("priority", "ATA3"))), {"hospital_stay": text})
    assert [row["counts"] for row in rows] == [found]


@pytest.mark.parametrize(
    ("direction", "candidate", "found"),
    [
        ("followed_by", "2024-03-01", True),  # a day past the period and the window's 30
        ("followed_by", "2024-03-02", False),
        ("preceded_by", "2023-12-02", True),
        ("preceded_by", "2023-12-01", False),
    ],
)
def test_candidates_are_looked_for_outside_the_period(
    drawn: Drawn, direction: str, candidate: str, found: bool
) -> None:
    edge = "2024-01-31" if direction == "followed_by" else "2024-01-01"
    text = f"""
        stay | person | started
        1    | 1      | {edge} 12:00
        2    | 1      | {candidate} 12:00
    """
    assert answers(drawn, linked(direction, MONTH), text) == [found]


@pytest.mark.parametrize(
    ("direction", "row", "candidate", "days"),
    [
        ("followed_by", "2024-02-01", "2024-01-29", ("2024-02-01", "2024-03-01")),
        ("preceded_by", "2024-01-31", "2024-02-04", ("2024-01-01", "2024-02-01")),
    ],
)
def test_the_same_week_lies_on_both_sides_of_a_period(
    drawn: Drawn, direction: str, row: str, candidate: str, days: tuple[str, str]
) -> None:
    """No distance in weeks, whichever came first, and in another month than the row."""
    text = f"""
        stay | person | started
        1    | 1      | {row} 12:00
        2    | 1      | {candidate} 12:00
    """
    link = linked(direction, window(">= 0 weeks", "<= 0 weeks"))
    rows = drawn.rows(having(link), {"hospital_stay": text}, *days)
    assert [row["counts"] for row in rows] == [True]


def test_a_day_of_23_hours_reaches_into_the_day_after_tomorrow(drawn: Drawn) -> None:
    text = """
        stay | person | started
        1    | 1      | 2024-03-30 23:30
        2    | 1      | 2024-04-01 00:30
    """
    link = linked("followed_by", window(">= 24 hours", "<= 24 hours"))
    rows = drawn.rows(having(link), {"hospital_stay": text}, "2024-03-01", "2024-03-31")
    assert [row["counts"] for row in rows] == [True]


def test_the_moment_looked_from_need_not_be_the_one_that_places(drawn: Drawn) -> None:
    """A stay that began in the period can end, and be followed, long after it."""
    text = """
        stay | person | started          | ended
        1    | 1      | 2024-01-10 12:00 | 2025-06-01 12:00
        2    | 1      | 2025-06-03 12:00 | -
        3    | 2      | 2024-01-10 12:00 | -
        4    | 2      | 2025-06-03 12:00 | -
    """
    link = linked("followed_by", MONTH, from_="ended")
    assert answers(drawn, link, text) == [True, False]


def test_nobody_follows_himself_and_others_follow_nobody(drawn: Drawn) -> None:
    text = """
        stay | person | started
        1    | 1      | 2024-01-10 12:00
        2    | 2      | 2024-01-10 12:00
        3    | 2      | 2024-01-10 12:00
    """
    assert answers(drawn, linked("followed_by", MONTH), text) == [False, True, True]


def test_a_row_is_told_from_another_by_all_of_its_key(drawn: Drawn) -> None:
    """A key of two columns: the same person, or the same day, is not yet the same row."""
    of = RowSet("residence", (), "valid_from", "residence")
    link = linked("followed_by", MONTH, table="residence", from_="valid_from", to="valid_from")
    text = """
        person | valid_from
        1      | 2024-01-10
        1      | 2024-01-20
        2      | 2024-01-10
    """
    rows = drawn.rows(having(link, of=of), {"residence": text})
    assert [row["counts"] for row in rows] == [True, False, False]


# What candidates decide --------------------------------------------------------------------------

FOUND = """
    stay | person | started          | priority
    1    | 1      | 2024-01-01 12:00 | ATA3
    2    | 1      | 2024-02-05 12:00 | {first}
    3    | 1      | 2024-02-06 12:00 | {second}
"""
FIFTY = window("> 0 hours", "<= 50 days")


@pytest.mark.parametrize(
    ("first", "second", "any_", "nearest"),
    [
        ("ATA1", "ATA3", True, True),
        ("ATA3", "ATA1", True, False),
        ("ATA3", "ATA3", False, False),
        ("-", "ATA1", True, None),
        ("-", "ATA3", None, None),
        ("ATA3", "-", None, False),
        ("ATA1", "-", True, True),
    ],
)
def test_any_and_first(
    drawn: Drawn, first: str, second: str, any_: bool | None, nearest: bool | None
) -> None:
    text = FOUND.format(first=first, second=second)
    assert answers(drawn, linked("followed_by", FIFTY, ACUTE), text) == [any_]
    assert answers(drawn, linked("followed_by", FIFTY, ACUTE, match="first"), text) == [nearest]


@pytest.mark.parametrize(
    ("nearest", "farther", "found"),
    [("ATA1", "ATA3", True), ("ATA3", "ATA1", False), ("-", "ATA1", None)],
)
def test_first_before_is_the_latest(
    drawn: Drawn, nearest: str, farther: str, found: bool | None
) -> None:
    text = f"""
        stay | person | started          | priority
        1    | 1      | 2024-01-20 12:00 | ATA3
        2    | 1      | 2023-12-24 12:00 | {nearest}
        3    | 1      | 2023-12-23 12:00 | {farther}
    """
    assert answers(drawn, linked("preceded_by", FIFTY, ACUTE, match="first"), text) == [found]


@pytest.mark.parametrize(
    ("one", "other", "found"), [("ATA3", "ATA1", True), ("ATA3", "-", None), ("-", "ATA1", True)]
)
def test_of_several_first_any_decides(
    drawn: Drawn, one: str, other: str, found: bool | None
) -> None:
    """Two at the same instant are both the first; a minute later is not, though the day is the same."""
    text = f"""
        stay | person | started          | priority
        1    | 1      | 2024-01-01 12:00 | ATA3
        2    | 1      | 2024-02-05 12:00 | {one}
        3    | 1      | 2024-02-05 12:00 | {other}
        4    | 1      | 2024-02-05 12:01 | ATA1
    """
    assert answers(drawn, linked("followed_by", FIFTY, ACUTE, match="first"), text) == [found]


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        # Two are acute and one may be: there are two or three
        ({"at_least": 2}, True),
        ({"at_least": 3}, None),
        ({"at_least": 4}, False),
        ({"at_most": 3}, True),
        ({"at_most": 2}, None),
        ({"at_most": 1}, False),
        ({"more_than": 1, "less_than": 4}, True),
        ({"more_than": 2, "less_than": 4}, None),
        ({"more_than": 2, "less_than": 3}, False),  # no number is
    ],
)
def test_as_many_as(drawn: Drawn, limits: dict[str, int], found: bool | None) -> None:
    text = """
        stay | person | started          | priority
        1    | 1      | 2024-01-01 12:00 | ATA3
        2    | 1      | 2024-02-05 12:00 | ATA1
        3    | 1      | 2024-02-06 12:00 | ATA1
        4    | 1      | 2024-02-07 12:00 | -
        5    | 1      | 2024-02-08 12:00 | ATA3
    """
    times = Limits(**{name: Decimal(number) for name, number in limits.items()})
    link = linked("followed_by", FIFTY, ACUTE, match="count", times=times)
    assert answers(drawn, link, text) == [found]


@pytest.mark.parametrize(("at_most", "found"), [(0, True), (1, True)])
def test_none_is_a_number_too(drawn: Drawn, at_most: int, found: bool) -> None:
    times = Limits(at_most=Decimal(at_most))
    link = linked("followed_by", FIFTY, match="count", times=times)
    text = "stay | person | started \n 1 | 1 | 2024-01-01 12:00"
    assert answers(drawn, link, text) == [found]


def test_age_is_asked_on_the_day_of_the_event(drawn: Drawn) -> None:
    text = """
        stay | person | started          | born
        1    | 1      | 2024-01-01 12:00 | 1959-02-05
        2    | 1      | 2024-02-05 12:00 | 1959-02-05
        3    | 2      | 2024-01-01 12:00 | 1959-02-06
        4    | 2      | 2024-02-05 12:00 | 1959-02-06
    """
    link = linked("followed_by", FIFTY, Age(Limits(at_least=Decimal(65))))
    assert answers(drawn, link, text) == [True, False]


def test_weeks_link_with_days_by_their_monday(drawn: Drawn) -> None:
    """A Saturday is in the week that a service of that week is in; its Monday came before it."""
    link = linked("followed_by", window(">= 0 weeks", "< 1 weeks"), table="gp_service", to="week")
    visits = """
        service_id | person | week
        1          | 1      | 2024-W02
        2          | 2      | 2024-W01
        3          | 3      | 2024-W03
    """
    stay = """
        stay | person | started
        1    | 1      | 2024-01-13 12:00
        2    | 2      | 2024-01-13 12:00
        3    | 3      | 2024-01-13 12:00
    """
    assert answers(drawn, link, stay, gp_service=visits) == [True, False, False]


@pytest.mark.parametrize("week", ["2024-W01", "2023-W52"])
def test_age_in_a_week_is_age_on_its_thursday(drawn: Drawn, week: str) -> None:
    """Born on 4 January 1959: 65 on the Thursday of week 1, and in no week before."""
    link = linked(
        "preceded_by",
        window(">= 0 weeks", "<= 4 weeks"),
        Age(Limits(at_least=Decimal(65))),
        table="gp_service",
        to="week",
    )
    visits = f"service_id | person | week | born \n 1 | 1 | {week} | 1959-01-04"
    stay = "stay | person | started \n 1 | 1 | 2024-01-13 12:00"
    assert answers(drawn, link, stay, gp_service=visits) == [week == "2024-W01"]


# Where links stand -------------------------------------------------------------------------------

_LATER = linked("followed_by", FIFTY, ACUTE)
_BEFORE = linked("preceded_by", FIFTY)


@pytest.mark.parametrize(
    ("where", "persons"),
    [
        (_LATER, {1: True, 3: None}),
        (Not(_LATER), {2: True, 3: None}),
        (AllOf((_LATER, Not(_BEFORE))), {1: True, 3: None}),
        (AnyOf((_LATER, Equals("sector", "somatic"))), {1: True, 2: True, 3: True}),
        (AllOf((_LATER, Equals("sector", "psychiatric"))), {}),
    ],
)
def test_links_stand_anywhere_in_the_conditions(
    drawn: Drawn, where: Condition, persons: dict[int, bool | None]
) -> None:
    text = """
        stay | person | started          | priority
        1    | 1      | 2024-01-10 12:00 | ATA3
        2    | 1      | 2024-02-10 12:00 | ATA1
        3    | 2      | 2024-01-10 12:00 | ATA1
        4    | 3      | 2024-01-10 12:00 | ATA1
        5    | 3      | 2024-02-10 12:00 | -
    """
    rows = drawn.rows(Count(stays(where), "exclude"), {"hospital_stay": text})
    assert {row["person"]: row["meets"] for row in rows} == persons


def test_a_link_in_both_places_is_looked_for_once(drawn: Drawn) -> None:
    text = """
        stay | person | started          | priority
        1    | 1      | 2024-01-10 12:00 | ATA3
        2    | 1      | 2024-01-12 12:00 | ATA1
        3    | 1      | 2024-01-14 12:00 | ATA1
    """
    measure = having(_LATER, _BEFORE, of=stays(_LATER))
    rows = drawn.rows(measure, {"hospital_stay": text})
    assert [row["counts"] for row in rows] == [False, True]
    index = Index(stays(), drawn.catalogue)
    table, names = with_links(table_of(drawn.catalogue, "hospital_stay"), (_LATER,), index)
    again, _ = with_links(table, (_LATER,), index, names)
    assert again is table
