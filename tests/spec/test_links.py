"""Linked events: another event of the same person before or after, and how many of them."""

import pytest

from spec.drawn import Spec


def count_linked(spec: Spec, conditions: str, *, unknown: str = "exclude", **fields: str) -> None:
    """The acute stays that meet the conditions."""
    spec.define(
        f"""
measure:
  count:
    of:
      table: hospital_stay
      where: [{{priority: ATA1}}, {conditions}]
      date: started
      place: residence
    unknown: {unknown}""",
        **({"settle": "40 days", "look_back": "40 days"} | fields),
    )


def visits(direction: str, within: str, more: str = "") -> str:
    edges = ("ended", "started") if direction == "followed_by" else ("started", "started")
    return (
        f"{{{direction}: {{table: municipal_service, where: [], from: {edges[0]}, to: {edges[1]}, "
        f"within: {{{within}}}, same: [person]{more}}}}}"
    )


@pytest.mark.rule(9)
@pytest.mark.parametrize(
    ("visit", "within", "counted"),
    [
        ("2024-03-10 10:00", "at_least: 0 hours, at_most: 7 days", 1),  # the same minute
        ("2024-03-10 10:01", "at_least: 0 hours, at_most: 7 days", 0),  # after it
        ("2024-03-10 09:00", "more_than: 1 hours, at_most: 7 days", 0),
        ("2024-03-10 08:59", "more_than: 1 hours, at_most: 7 days", 1),
        ("2024-03-10 09:00", "at_least: 1 hours, at_most: 7 days", 1),
        ("2024-03-03 00:00", "at_least: 0 hours, at_most: 7 days", 1),  # day 7, whatever the hour
        ("2024-03-02 23:59", "at_least: 0 hours, at_most: 7 days", 0),
        ("2024-03-03 00:00", "at_least: 0 hours, less_than: 7 days", 0),
        ("2024-03-04 00:00", "at_least: 0 hours, less_than: 7 days", 1),
        ("2024-03-08 10:00", "at_least: 2 days, at_most: 48 hours", 1),
        ("2024-03-08 09:59", "at_least: 2 days, at_most: 48 hours", 0),
        ("2024-03-08 10:00", "at_least: 2 days, less_than: 48 hours", 0),
        ("2024-03-08 10:01", "more_than: 1 days, less_than: 48 hours", 1),
    ],
)
def test_preceded_by(spec: Spec, visit: str, within: str, counted: int) -> None:
    """The other event lies before the row: from it to the row is the window, each border by its own
    unit, hours between instants and days between dates."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2024-03-10 10:00 | 2024-03-12 10:00",
    )
    spec.draw("municipal_service", f"service_id | person | started \n a | 1 | {visit}")
    count_linked(spec, visits("preceded_by", within))
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}")


@pytest.mark.rule(9)
@pytest.mark.parametrize(
    ("ended", "visit", "within", "counted"),
    [
        # An edge of days is crossed at midnight and an edge of hours by the minute
        ("2024-03-10 23:59", "2024-03-11 00:00", "at_least: 1 days, at_most: 3 days", 1),
        ("2024-03-10 00:00", "2024-03-10 23:59", "at_least: 1 days, at_most: 3 days", 0),
        ("2024-03-10 23:59", "2024-03-13 23:59", "at_least: 1 days, at_most: 3 days", 1),
        ("2024-03-10 23:59", "2024-03-14 00:00", "at_least: 1 days, at_most: 3 days", 0),
        ("2024-03-10 10:00", "2024-03-10 09:59", "at_least: 0 days, at_most: 3 days", 1),
        # Weeks: from Monday to Monday. 10 March 2024 is a Sunday, 11 March a Monday
        ("2024-03-10 23:00", "2024-03-11 01:00", "at_least: 1 weeks, at_most: 1 weeks", 1),
        ("2024-03-04 01:00", "2024-03-10 23:00", "at_least: 1 weeks, at_most: 2 weeks", 0),
        ("2024-03-04 01:00", "2024-03-24 23:59", "at_least: 1 weeks, at_most: 2 weeks", 1),
        ("2024-03-04 01:00", "2024-03-25 00:00", "at_least: 1 weeks, at_most: 2 weeks", 0),
        ("2024-03-04 01:00", "2024-03-18 00:00", "at_least: 1 weeks, less_than: 2 weeks", 0),
        ("2024-03-04 01:00", "2024-03-17 23:59", "at_least: 1 weeks, less_than: 2 weeks", 1),
        ("2024-03-04 01:00", "2024-03-11 00:00", "more_than: 1 weeks, at_most: 2 weeks", 0),
        ("2024-03-04 01:00", "2024-03-18 00:00", "more_than: 1 weeks, at_most: 2 weeks", 1),
        # In the same week, but earlier in it: weeks do not see the difference, hours do
        ("2024-03-06 10:00", "2024-03-05 10:00", "at_least: 0 weeks, at_most: 1 weeks", 1),
        ("2024-03-06 10:00", "2024-03-05 10:00", "at_least: 0 hours, at_most: 1 weeks", 0),
        # The same day, but before: an edge of days alone does not see it, one of hours does
        ("2024-03-06 10:00", "2024-03-06 09:00", "at_least: 0 days, at_most: 24 hours", 0),
        # Days after more than hours: the later border in another unit
        ("2024-03-06 10:00", "2024-03-07 10:00", "at_least: 24 hours, at_most: 1 weeks", 1),
        ("2024-03-06 10:00", "2024-03-17 23:59", "at_least: 24 hours, at_most: 1 weeks", 1),
        ("2024-03-06 10:00", "2024-03-18 00:00", "at_least: 24 hours, at_most: 1 weeks", 0),
    ],
)
def test_each_border_in_its_own_unit(
    spec: Spec, ended: str, visit: str, within: str, counted: int
) -> None:
    """`at_least` and `at_most` hold the border, `more_than` and `less_than` do not. A distance that is
    negative in the unit of either border is outside every window."""
    spec.draw(
        "hospital_stay",
        f"stay | person | started | ended \n 1 | 1 | 2024-03-01 10:00 | {ended}",
    )
    spec.draw("municipal_service", f"service_id | person | started \n a | 1 | {visit}")
    count_linked(spec, visits("followed_by", within))
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}")


@pytest.mark.rule(9)
@pytest.mark.parametrize(
    ("ended", "started", "hours"),
    [
        ("2024-10-27 01:30", "2024-10-27 02:30", 1),
        ("2024-10-27 01:30", "2024-10-27 02:30b", 2),
        ("2024-10-27 02:30", "2024-10-27 02:30b", 1),
        ("2024-10-27 02:30b", "2024-10-27 03:30", 1),
        ("2024-10-27 02:30", "2024-10-27 03:30", 2),
        ("2024-03-31 01:30", "2024-03-31 03:30", 1),
        ("2024-03-31 00:30", "2024-03-31 03:30", 2),
        ("2024-06-01 01:30", "2024-06-01 02:30", 1),
    ],
)
def test_hours_are_hours_whatever_the_clock_says(
    spec: Spec, ended: str, started: str, hours: int
) -> None:
    """In the autumn night there are two 02:30s an hour apart, in spring 01:59 is followed by 03:00."""
    spec.draw("hospital_stay", f"stay | person | started | ended \n 1 | 1 | {ended} | {ended}")
    spec.draw("municipal_service", f"service_id | person | started \n a | 1 | {started}")
    month = ended[:7]
    for within, counted in (
        (f"at_least: {hours} hours, at_most: {hours} hours", 1),
        (f"at_least: 0 hours, less_than: {hours} hours", 0),
        (f"more_than: {hours} hours, at_most: 9 hours", 0),
    ):
        count_linked(spec, visits("followed_by", within))
        spec.expect(f"unit | period | numerator \n kommune-0851 | {month} | {counted}")


@pytest.mark.rule(9)
@pytest.mark.parametrize(
    ("week", "within", "counted"),
    [
        ("2020-W53", "at_least: 0 weeks, at_most: 0 weeks", 1),
        ("2021-W01", "at_least: 0 weeks, at_most: 0 weeks", 0),
        ("2021-W01", "at_least: 1 weeks, at_most: 1 weeks", 1),  # week 53 to week 1 is one
        ("2021-W02", "at_least: 1 weeks, at_most: 1 weeks", 0),
        ("2021-W02", "more_than: 1 weeks, at_most: 2 weeks", 1),
        ("2020-W52", "at_least: 0 weeks, at_most: 2 weeks", 0),
    ],
)
def test_weeks_across_new_year(spec: Spec, week: str, within: str, counted: int) -> None:
    """A discharge on Sunday 3 January 2021 is in week 53 of 2020; weeks are counted from Monday to
    Monday."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2020-12-20 08:00 | 2021-01-03 12:00",
    )
    spec.draw("gp_service", f"service_id | person | week \n a | 1 | {week}")
    link = (
        f"table: gp_service, where: [], from: ended, to: week, within: {{{within}}}, same: [person]"
    )
    count_linked(spec, f"{{followed_by: {{{link}}}}}")
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2020-12 | {counted}")


@pytest.mark.rule(9)
def test_no_row_is_its_own_event(spec: Spec) -> None:
    """A row with the same key is the row itself; another at the very same moment is another, before
    and after."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-03-01 08:00 | 2024-03-01 08:00
        2    | 2      | 2024-03-02 08:00 | 2024-03-02 08:00
        3    | 2      | 2024-03-02 08:00 | 2024-03-02 08:00
        """,
    )
    for direction in ("followed_by", "preceded_by"):
        count_linked(
            spec,
            f"{{{direction}: {{table: hospital_stay, where: [], from: started, to: started, "
            "within: {at_least: 0 hours, at_most: 1 hours}, same: [person]}}",
        )
        spec.expect("unit | period | numerator \n kommune-0851 | 2024-03 | 2")


@pytest.mark.rule(9)
def test_a_contact_inside_another_is_an_event(spec: Spec) -> None:
    """Events are moments: a contact that begins and ends inside another begins after it began and
    before it ended."""
    spec.draw(
        "hospital_contact",
        """
        contact | person | started          | ended            | priority
        1       | 1      | 2024-03-01 08:00 | 2024-03-05 08:00 | ATA1
        2       | 1      | 2024-03-02 08:00 | 2024-03-02 10:00 | ATA3
        """,
    )
    for from_, within, counted in (
        ("started", "at_least: 0 hours, at_most: 2 days", 1),
        ("ended", "at_least: 0 hours, at_most: 2 days", 0),
    ):
        spec.define(
            f"""
measure:
  count:
    of:
      table: hospital_contact
      where:
        - priority: ATA1
        - followed_by: {{table: hospital_contact, where: [], from: {from_}, to: started,
                        within: {{{within}}}, same: [person]}}
      date: started
      place: residence
    unknown: exclude""",
            settle="2 days",
        )
        spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}")


@pytest.mark.rule(9)
def test_without_a_moment_nothing_follows(spec: Spec) -> None:
    """A row without `from` has no candidates and an event without `to` is none: known, not missing."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority
        1    | 1      | 2024-03-01 08:00 | -                | ATA1
        2    | 2      | 2024-03-01 08:00 | 2024-03-02 08:00 | ATA1
        3    | 2      | 2024-03-03 08:00 | -                | ATA3
        """,
    )
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-03-02 08:00")
    count_linked(
        spec,
        "{not: {followed_by: {table: municipal_service, where: [], from: ended, to: started, "
        "within: {at_least: 0 days, at_most: 9 days}, same: [person]}}}",
        unknown="fail",
    )
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-03 | 2")
    count_linked(
        spec,
        "{followed_by: {table: hospital_stay, where: [], from: ended, to: ended, "
        "within: {at_least: 0 days, at_most: 9 days}, same: [person]}}",
        unknown="fail",
    )
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-03 | 0")


@pytest.mark.rule(10)
@pytest.mark.parametrize(("moment", "counted"), [("started", 0), ("ended", 1)])
def test_an_events_age_is_age_on_its_own_date(spec: Spec, moment: str, counted: int) -> None:
    """The second stay is of somebody who turns 65 during it: 64 at its start and 65 at its end."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | born       | priority
        1    | 1      | 2024-03-01 08:00 | 2024-03-02 08:00 | 1959-03-10 | ATA1
        2    | 1      | 2024-03-09 08:00 | 2024-03-11 08:00 | 1959-03-10 | ATA3
        """,
    )
    count_linked(
        spec,
        f"{{followed_by: {{table: hospital_stay, where: [{{age: {{at_least: 65}}}}], from: ended, "
        f"to: {moment}, within: {{at_least: 0 days, at_most: 30 days}}, same: [person]}}}}",
    )
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}")


EVENTS = """
stay | person | started          | ended            | priority | diagnosis
1    | 1      | 2024-03-01 08:00 | 2024-03-10 08:00 | ATA1     | DJ449
2    | 1      | {first}          | 2024-03-20 08:00 | ATA3     | {of_first}
3    | 1      | {second}         | 2024-03-20 08:00 | ATA3     | {of_second}
"""
BY_DAY = ("2024-03-11 08:00", "2024-03-12 08:00")
AT_ONCE = ("2024-03-11 08:00", "2024-03-11 08:00")
YES, NO, MISSING = "DJ449", "DZ000", "-"


def lungs(more: str) -> str:
    return (
        "{followed_by: {table: hospital_stay, where: [{diagnosis: {in: forebyggelige-indlaeggelser}}], "
        f"from: ended, to: started, within: {{at_least: 0 hours, at_most: 9 days}}, same: [person]{more}}}}}"
    )


FIRST = ", match: first"
TWO = ", match: count, times: {at_least: 2}"
ONE = ", match: count, times: {at_least: 1, at_most: 1}"
NONE = ", match: count, times: {at_most: 0}"


@pytest.mark.rule(11)
@pytest.mark.parametrize(
    ("of_first", "of_second", "match", "moments", "counted", "undecided"),
    [
        # any: one is enough; a missing value decides only when none is
        (NO, YES, "", BY_DAY, 1, 0),
        (MISSING, YES, "", BY_DAY, 1, 0),
        (MISSING, NO, "", BY_DAY, 0, 1),
        (NO, NO, "", BY_DAY, 0, 0),
        # first: the nearest alone, whatever follows
        (YES, NO, FIRST, BY_DAY, 1, 0),
        (NO, YES, FIRST, BY_DAY, 0, 0),
        (MISSING, YES, FIRST, BY_DAY, 0, 1),
        (YES, MISSING, FIRST, BY_DAY, 1, 0),
        # of several at the very same moment, any
        (NO, YES, FIRST, AT_ONCE, 1, 0),
        (MISSING, YES, FIRST, AT_ONCE, 1, 0),
        (MISSING, NO, FIRST, AT_ONCE, 0, 1),
        (NO, NO, FIRST, AT_ONCE, 0, 0),
        # count: how many, with what the missing ones could be
        (YES, YES, TWO, BY_DAY, 1, 0),
        (YES, NO, TWO, BY_DAY, 0, 0),
        (YES, MISSING, TWO, BY_DAY, 0, 1),
        (NO, MISSING, TWO, BY_DAY, 0, 0),
        (YES, YES, ONE, BY_DAY, 0, 0),
        (YES, NO, ONE, BY_DAY, 1, 0),
        (YES, MISSING, ONE, BY_DAY, 0, 1),
        (MISSING, MISSING, ONE, BY_DAY, 0, 1),
        (YES, YES, NONE, BY_DAY, 0, 0),
        (NO, NO, NONE, BY_DAY, 1, 0),
        (MISSING, NO, NONE, BY_DAY, 0, 1),
        (YES, MISSING, NONE, BY_DAY, 0, 0),
    ],
)
def test_any_first_and_count(
    spec: Spec,
    of_first: str,
    of_second: str,
    match: str,
    moments: tuple[str, str],
    counted: int,
    undecided: int,
) -> None:
    """*any*: some event counts. *first*: the nearest does, and of several at the same moment any of
    them. *count*: with t that count and u undecided, every number from t to t + u must be within
    `times`; where some are and some are not, the row is undecided."""
    spec.draw(
        "hospital_stay",
        EVENTS.format(first=moments[0], second=moments[1], of_first=of_first, of_second=of_second),
    )
    count_linked(spec, lungs(match))
    spec.expect(
        f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}", unknown=undecided
    )


@pytest.mark.rule(11)
@pytest.mark.parametrize(("match", "counted"), [("any", 1), ("first", 0)])
def test_the_nearest_before_is_the_latest(spec: Spec, match: str, counted: int) -> None:
    """Of preceded_by the nearest event is the last one before the row: a planned service two days
    before and a completed one the day before."""
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-03-10 08:00")
    spec.draw(
        "municipal_service",
        """
        service_id | person | started          | resource
        a          | 1      | 2024-03-08 08:00 | planned
        b          | 1      | 2024-03-09 08:00 | completed
        """,
    )
    count_linked(
        spec,
        "{preceded_by: {table: municipal_service, where: [{resource: planned}], from: started, "
        f"to: started, within: {{at_least: 0 hours, at_most: 9 days}}, same: [person], match: {match}}}}}",
    )
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}")


@pytest.mark.rule(11)
@pytest.mark.parametrize(
    ("services", "counted"),
    [
        pytest.param(("2024-W10 | 0101", "2024-W10 | 0102"), 1, id="the same week: any of them"),
        pytest.param(("2024-W10 | 0102", "2024-W11 | 0101"), 0, id="the earlier week alone"),
        pytest.param(("2024-W11 | 0102", "2024-W10 | 0101"), 1, id="whatever the order of rows"),
    ],
)
def test_the_first_of_a_table_by_week(spec: Spec, services: tuple[str, str], counted: int) -> None:
    """Where events have no finer moment than the week, all of the nearest week are the first."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2024-03-01 08:00 | 2024-03-04 08:00",
    )
    lines = "".join(f"{name} | 1 | {line} \n" for name, line in zip("ab", services, strict=True))
    spec.draw("gp_service", f"service_id | person | week | service \n{lines}")
    count_linked(
        spec,
        '{followed_by: {table: gp_service, where: [{service: "0101"}], from: ended, to: week, '
        "within: {at_least: 0 weeks, at_most: 2 weeks}, same: [person], match: first}}",
    )
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}")


THREE = """
stay | person | started          | ended            | priority | diagnosis
1    | 1      | 2024-03-01 08:00 | 2024-03-02 08:00 | ATA1     | DJ449
2    | 2      | 2024-03-01 08:00 | 2024-03-02 08:00 | ATA1     | DZ000
3    | 3      | 2024-03-01 08:00 | 2024-03-02 08:00 | ATA1     | DJ449
"""
VISITED = "{followed_by: {table: municipal_service, where: [], from: ended, to: started, within: {at_least: 0 days, at_most: 7 days}, same: [person]}}"


@pytest.mark.rule(12)
@pytest.mark.parametrize(
    ("condition", "counted"),
    [
        pytest.param(VISITED, 2, id="alone"),
        pytest.param(f"{{not: {VISITED}}}", 1, id="not"),
        pytest.param(f"{{any: [{{diagnosis: DZ000}}, {VISITED}]}}", 2, id="any"),
        pytest.param(f"{{all: [{{diagnosis: DJ449}}, {VISITED}]}}", 1, id="all"),
        pytest.param(
            f"{{any: [{{not: {VISITED}}}, {{all: [{{diagnosis: DZ000}}, {VISITED}]}}]}}",
            2,
            id="under one another",
        ),
    ],
)
def test_a_link_stands_anywhere_in_the_conditions(spec: Spec, condition: str, counted: int) -> None:
    """Persons 1 and 2 are visited and person 3 is not; in `where` and in `having` alike."""
    spec.draw("hospital_stay", THREE)
    spec.draw(
        "municipal_service",
        """
        service_id | person | started
        a          | 1      | 2024-03-04 08:00
        b          | 2      | 2024-03-04 08:00
        """,
    )
    count_linked(spec, condition)
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}")
    spec.define(
        f"""
measure:
  proportion:
    of: {{table: hospital_stay, where: [], date: started, place: residence}}
    having: [{condition}]
    unknown: exclude""",
        settle="7 days",
    )
    spec.expect(
        f"unit | period | numerator | denominator \n kommune-0851 | 2024-03 | {counted} | 3"
    )


@pytest.mark.rule(12)
def test_two_links_at_once(spec: Spec) -> None:
    """Discharges with a service before the stay and none after it."""
    spec.draw("hospital_stay", THREE)
    spec.draw(
        "municipal_service",
        """
        service_id | person | started
        a          | 1      | 2024-02-28 08:00
        b          | 1      | 2024-03-03 08:00
        c          | 2      | 2024-02-28 08:00
        d          | 3      | 2024-03-03 08:00
        """,
    )
    before = visits("preceded_by", "at_least: 0 days, at_most: 7 days")
    count_linked(spec, f"{before}, {{not: {VISITED}}}")
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-03 | 1")


@pytest.mark.rule(12)
def test_a_rate_asks_for_events_too(spec: Spec) -> None:
    """The rows of a rate are counted rows like any."""
    spec.draw("hospital_stay", THREE)
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-03-04 08:00")
    spec.define(
        f"""
measure:
  rate:
    of: {{table: hospital_stay, where: [{VISITED}], date: started, place: residence}}
    per: 1000
    unknown: exclude
denominator: mid_period""",
        settle="7 days",
    )
    spec.expect("unit | period | numerator | denominator \n kommune-0851 | 2024-03 | 1 | 180")


@pytest.mark.rule(9)
@pytest.mark.parametrize(
    ("direction", "within", "counted"),
    [
        ("preceded_by", "at_least: 1 days, at_most: 2 days", 1),
        ("preceded_by", "at_least: 0 weeks, at_most: 0 weeks", 1),
        ("followed_by", "at_least: 0 weeks, at_most: 0 weeks", 1),  # Wednesday, the same week
        ("followed_by", "at_least: 0 days, at_most: 2 days", 0),
    ],
)
def test_events_lie_before_the_period_too(
    spec: Spec, direction: str, within: str, counted: int
) -> None:
    """A stay from Friday 1 March and a service on Wednesday 28 February."""
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-03-01 08:00")
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-02-28 08:00")
    condition = visits(direction, within).replace("from: ended", "from: started")
    count_linked(spec, condition)
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}")
