"""Stock: how many are in a state, on the last day or every night."""

import pytest

from spec.drawn import Spec


def stock(
    spec: Spec, at: str = "last_day", *, where: str = "", unknown: str = "exclude", **fields: str
) -> None:
    spec.define(
        f"""
measure:
  stock:
    of: {{table: hospital_stay, where: [{where}], date: started, place: residence}}
    until: ended
    at: {at}
    unknown: {unknown}""",
        **({"look_back": "365 days"} | fields),
    )


def agreements(spec: Spec, at: str, **fields: str) -> None:
    spec.define(
        f"""
measure:
  stock:
    of: {{table: nursing_home_doctor, where: [], date: valid_from, place: provider}}
    until: valid_to
    at: {at}
    unknown: exclude""",
        grains="{units: municipality, breakdowns: []}",
        look_back="365 days",
        **fields,
    )


@pytest.mark.rule(22)
@pytest.mark.parametrize(
    ("started", "ended", "there"),
    [
        ("2024-01-10 08:00", "2024-02-10 08:00", 1),
        ("2024-01-10 08:00", "-", 1),
        ("2024-01-10 08:00", "2024-01-20 08:00", 0),
        ("2024-02-01 00:00", "-", 0),
        ("2024-01-31 23:00", "-", 1),
        ("2024-01-31 23:01", "-", 0),
        ("2024-01-31 22:59", "2024-01-31 23:01", 1),
        ("2024-01-10 08:00", "2024-01-31 23:00", 0),
        ("2024-01-10 08:00", "2024-01-31 23:01", 1),
        ("2024-01-10 08:00", "2024-01-31 22:59", 0),
        ("2024-01-31 23:00", "2024-01-31 23:00", 0),
        ("2022-12-31 08:00", "-", 1),
    ],
)
def test_at_eleven_on_the_last_day(spec: Spec, started: str, ended: str, there: int) -> None:
    """A moment with a clock is asked at 23:00 Danish time on the period's last day: begun by then and
    not over by then. However long ago it began."""
    spec.draw("hospital_stay", f"stay | person | started | ended \n 1 | 1 | {started} | {ended}")
    stock(spec)
    state = "ok" if there else "zero"
    spec.expect(f"""
        unit         | period  | state   | numerator | denominator
        kommune-0851 | 2024-01 | {state} | {there}   | -
    """)


@pytest.mark.rule(22)
@pytest.mark.parametrize(
    ("day", "started", "ended", "there"),
    [
        # 27 October 2024 has 25 hours: its 23:00 is winter time
        ("2024-10-27", "2024-10-27 23:00", "-", 1),
        ("2024-10-27", "2024-10-27 23:01", "-", 0),
        ("2024-10-27", "2024-10-27 02:30b", "2024-10-27 23:00", 0),
        ("2024-10-27", "2024-10-27 02:30b", "2024-10-27 23:01", 1),
        ("2024-10-26", "2024-10-26 23:00", "2024-10-27 02:30", 1),
        ("2024-10-26", "2024-10-26 23:01", "2024-10-27 02:30b", 0),
        # 31 March 2024 has 23: its 23:00 is summer time
        ("2024-03-31", "2024-03-31 23:00", "-", 1),
        ("2024-03-31", "2024-03-31 23:01", "-", 0),
        ("2024-03-31", "2024-03-31 03:00", "2024-03-31 23:01", 1),
        ("2024-03-31", "2024-03-31 01:59", "2024-03-31 23:00", 0),
        ("2024-03-30", "2024-03-30 23:00", "2024-03-31 01:59", 1),
        ("2024-03-30", "2024-03-30 23:01", "2024-03-31 01:59", 0),
        ("2024-07-01", "2024-07-01 23:00", "-", 1),
        ("2024-07-01", "2024-07-01 23:01", "-", 0),
    ],
)
def test_eleven_at_night_when_the_clock_is_changed(
    spec: Spec, day: str, started: str, ended: str, there: int
) -> None:
    """23:00 is what the clock on the wall says that night."""
    spec.draw("hospital_stay", f"stay | person | started | ended \n 1 | 1 | {started} | {ended}")
    for at, nights in (("last_day", "-"), ("every_night", "1")):
        stock(spec, at, periods="[day]")
        spec.expect(f"""
            unit         | period | numerator | denominator
            kommune-0851 | {day}  | {there}   | {nights}
        """)


@pytest.mark.rule(22)
def test_the_last_day_of_each_period(spec: Spec) -> None:
    """A month, a quarter, a year and a week each have a last day of their own."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-10 08:00 | 2024-02-10 08:00
        2    | 2      | 2024-03-10 08:00 | 2024-06-10 08:00
        3    | 3      | 2024-12-31 22:00 | -
        """,
    )
    stock(spec, periods="[week, month, quarter, year]")
    spec.expect("""
        unit         | period   | numerator
        kommune-0851 | 2024-01  | 1
        kommune-0851 | 2024-02  | 0
        kommune-0851 | 2024-03  | 1
        kommune-0851 | 2024-Q1  | 1
        kommune-0851 | 2024-Q2  | 0
        kommune-0851 | 2024     | 1
        kommune-0851 | 2024-W06 | 0
        kommune-0851 | 2024-W05 | 1
    """)


@pytest.mark.rule(22)
@pytest.mark.parametrize(
    ("valid_from", "valid_to", "last_day", "nights"),
    [
        ("2024-01-10", "-", 1, 22),
        ("2024-01-31", "-", 1, 1),
        ("2024-02-01", "-", 0, 0),
        ("2024-01-10", "2024-01-31", 0, 21),
        ("2024-01-10", "2024-02-01", 1, 22),
        ("2024-01-10", "2024-01-10", 0, 0),
        ("2024-01-10", "2024-01-09", 0, 0),
        ("2022-01-01", "2024-01-02", 0, 1),
    ],
)
def test_dates_are_asked_on_the_day_itself(
    spec: Spec, valid_from: str, valid_to: str, last_day: int, nights: int
) -> None:
    """From the first day up to but without the end: an end on the last day is over on it."""
    spec.draw(
        "nursing_home_doctor",
        f"home | valid_from | valid_to \n a | {valid_from} | {valid_to}",
    )
    agreements(spec, "last_day")
    spec.expect(
        f"unit | period | numerator | denominator \n kommune-0851 | 2024-01 | {last_day} | -"
    )
    agreements(spec, "every_night")
    spec.expect(
        f"unit | period | numerator | denominator \n kommune-0851 | 2024-01 | {nights} | 31"
    )


@pytest.mark.rule(22, 29)
def test_every_night(spec: Spec) -> None:
    """The sum over all nights, and how many nights there are; a region's sum is over its
    municipalities and its nights are the same. No nights are a true zero."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | residence    | sex
        1    | 1      | 2024-01-30 08:00 | 2024-02-02 08:00 | kommune-0851 | k
        2    | 1      | 2024-02-10 08:00 | 2024-02-12 23:30 | kommune-0851 | k
        3    | 2      | 2024-02-28 08:00 | -                | kommune-0860 | m
        """,
    )
    stock(spec, "every_night", periods="[week, month, quarter]")
    spec.expect("""
        unit               | period   | sex | state | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851       | 2024-01  | -   | ok    | 2         | 31          | 1                 | -                  | -
        kommune-0851       | 2024-02  | -   | ok    | 4         | 29          | 1                 | -                  | -
        kommune-0851       | 2024-02  | m   | zero  | 0         | 29          | 0                 | -                  | -
        kommune-0860       | 2024-02  | -   | ok    | 2         | 29          | 1                 | -                  | -
        region-nordjylland | 2024-02  | -   | ok    | 6         | 29          | 2                 | -                  | -
        region-nordjylland | 2024-Q1  | -   | ok    | 39        | 91          | 2                 | -                  | -
        kommune-0851       | 2024-W05 | -   | ok    | 3         | 7           | 1                 | -                  | -
        kommune-0820       | 2024-02  | -   | zero  | 0         | 29          | 0                 | -                  | -
    """)


@pytest.mark.rule(22)
def test_age_is_asked_each_day(spec: Spec) -> None:
    """Who turns 65 on 20 January during a stay is 64 on ten nights and 65 on twelve; on the last day
    65."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | born \n 1 | 1 | 2024-01-10 08:00 | 1959-01-20",
    )
    stock(spec, "every_night")
    spec.expect("""
        unit         | period  | age_band | numerator
        kommune-0851 | 2024-01 | 40-64    | 10
        kommune-0851 | 2024-01 | 65-69    | 12
        kommune-0851 | 2024-01 | -        | 22
    """)
    stock(spec, "every_night", where="{age: {at_least: 65}}")
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-01 | 12")
    stock(spec)
    spec.expect("""
        unit         | period  | age_band | numerator
        kommune-0851 | 2024-01 | 40-64    | 0
        kommune-0851 | 2024-01 | 65-69    | 1
    """)


@pytest.mark.rule(22, 8)
def test_what_a_stock_tells(spec: Spec) -> None:
    """Each row once in each of those it is in on some day asked for: a child born during the stay
    is before birth on the first nights and placed on the others."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | residence    | born       | priority
        1    | 1      | 2024-01-10 08:00 | 2024-01-12 08:00 | kommune-0851 | 1950-01-01 | ATA1
        2    | 2      | 2024-01-10 08:00 | 2024-01-12 08:00 | -            | 1950-01-01 | ATA1
        3    | 3      | 2024-01-10 08:00 | 2024-01-12 08:00 | kommune-0101 | 1950-01-01 | ATA1
        4    | 4      | 2024-01-10 08:00 | 2024-01-12 08:00 | kommune-0851 | 2024-01-11 | ATA1
        5    | 5      | 2024-01-10 08:00 | 2024-01-12 08:00 | kommune-0851 | 1950-01-01 | -
        6    | 6      | 2023-12-10 08:00 | 2023-12-12 08:00 | kommune-0851 | 1950-01-01 | -
        7    | 7      | 2024-01-10 08:00 | 2024-01-10 20:00 | kommune-0851 | 1950-01-01 | -
        """,
    )
    stock(spec, "every_night", where="{priority: ATA1}")
    spec.expect(
        "unit | period | numerator | denominator \n kommune-0851 | 2024-01 | 3 | 31",
        placed=2,
        unknown=1,
        without_place=1,
        outside=1,
        before_birth=1,
    )
    stock(spec, where="{priority: ATA1}")
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-01 | 0", placed=0, unknown=0)


@pytest.mark.rule(8, 22)
def test_fail_asks_who_is_in_the_state(spec: Spec) -> None:
    """A row that cannot be decided refuses only on a day it is in force and asked for."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority
        1    | 1      | 2024-01-10 08:00 | 2024-01-12 08:00 | -
        2    | 2      | 2024-01-10 08:00 | -                | ATA1
        """,
    )
    stock(spec, where="{priority: ATA1}", unknown="fail")
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-01 | 1")
    stock(spec, "every_night", where="{priority: ATA1}", unknown="fail")
    spec.refused("kommune-0851", "2024-01", "1 rows lack a value")
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-02 | 29")


@pytest.mark.rule(4, 22)
def test_a_stock_without_persons(spec: Spec) -> None:
    """Nursing homes with a doctor: no persons behind the figure."""
    spec.draw(
        "nursing_home_doctor",
        """
        home | valid_from | municipality
        a    | 2023-01-01 | kommune-0851
        b    | 2023-01-01 | kommune-0860
        """,
    )
    agreements(spec, "last_day")
    spec.expect("""
        unit               | period  | numerator | numerator_persons
        kommune-0851       | 2024-01 | 1         | -
        region-nordjylland | 2024-01 | 2         | -
    """)


@pytest.mark.rule(5, 22)
def test_a_stock_where_a_municipality_changes_group(spec: Spec) -> None:
    """On the last day it is the group's of that day; every night's sum has each night in the group of
    its month, over all nights of the period."""
    spec.units(
        """
        unit  | kind
        mover | municipality
        left  | municipality
        right | municipality
        old   | cluster
        new   | cluster
        """,
        """
        member | group | valid_from | valid_to
        left   | old   | 2007-01-01 | -
        right  | new   | 2007-01-01 | -
        mover  | old   | 2007-01-01 | 2024-02-01
        mover  | new   | 2024-02-01 | -
        """,
    )
    spec.draw(
        "hospital_stay", "stay | person | started | residence \n 1 | 1 | 2023-12-10 08:00 | mover"
    )
    stock(spec)
    spec.expect("""
        unit | period  | organisation | numerator
        old  | 2024-Q1 | as-was       | 0
        new  | 2024-Q1 | as-was       | 1
        old  | 2024-Q1 | 2024-01-01   | 1
        old  | 2024-01 | as-was       | 1
    """)
    stock(spec, "every_night")
    spec.expect("""
        unit | period  | organisation | numerator | denominator
        old  | 2024-Q1 | as-was       | 31        | 91
        new  | 2024-Q1 | as-was       | 60        | 91
        old  | 2024-Q1 | 2024-01-01   | 91        | 91
        new  | 2024-Q1 | 2024-01-01   | 0         | 91
    """)
