"""Followed by: whether something else happens to the same person within a window."""

import pytest

from spec.drawn import Spec


def followed_by_stay(
    spec: Spec, within: str, *, where: str = "", index: str = "any", settle: str = "40 days"
) -> None:
    spec.define(
        f"""
measure:
  proportion:
    of: {{table: hospital_stay, where: [], date: ended, place: residence}}
    having:
      followed_by:
        {{table: hospital_stay, where: [{where}], from: ended, to: started,
         within: {{{within}}}, same: [person]}}
    unknown: exclude
    readmission: {{index: {index}, chaining: allowed, death: kept}}""",
        settle=settle,
    )


def followed_by_visit(spec: Spec, within: str = "at_least: 0 hours, at_most: 7 days") -> None:
    spec.define(
        f"""
measure:
  proportion:
    of: {{table: hospital_stay, where: [], date: ended, place: residence}}
    having:
      followed_by:
        table: municipal_service
        where: [{{service: {{in: fsiii-opfoelgende-hjemmebesoeg}}}}]
        from: ended
        to: started
        within: {{{within}}}
        same: [person]
    unknown: exclude""",
        settle="40 days",
    )


READMISSION = "more_than: 4 hours, at_most: 30 days"


@pytest.mark.rule(9)
@pytest.mark.parametrize(
    ("ended", "started", "within", "counted"),
    [
        ("2024-01-01 10:00", "2024-01-01 14:00", READMISSION, 0),  # 4 hours is not more than 4
        ("2024-01-01 10:00", "2024-01-01 14:01", READMISSION, 1),
        ("2024-01-01 10:00", "2024-01-31 23:59", READMISSION, 1),  # day 30, whatever the hour
        ("2024-01-01 23:59", "2024-01-31 00:01", READMISSION, 1),
        ("2024-01-01 10:00", "2024-02-01 00:00", READMISSION, 0),
        ("2024-01-01 10:00", "2024-01-01 14:00", "at_least: 4 hours, less_than: 30 days", 1),
        ("2024-01-01 10:00", "2024-01-01 13:59", "at_least: 4 hours, less_than: 30 days", 0),
        ("2024-01-01 10:00", "2024-01-31 00:00", "at_least: 4 hours, less_than: 30 days", 0),
        ("2024-01-01 10:00", "2024-01-30 23:59", "at_least: 4 hours, less_than: 30 days", 1),
        ("2024-01-01 23:30", "2024-01-02 00:10", "at_least: 1 days, at_most: 48 hours", 1),
        ("2024-01-01 23:30", "2024-01-03 23:30", "more_than: 1 days, at_most: 48 hours", 1),
        ("2024-01-01 23:30", "2024-01-03 23:31", "more_than: 1 days, at_most: 48 hours", 0),
        ("2024-01-01 23:30", "2024-01-03 23:30", "more_than: 1 days, less_than: 48 hours", 0),
        # The night in October has 25 hours: 02:30 comes twice, an hour apart
        ("2024-10-26 23:00", "2024-10-27 02:30", READMISSION, 0),  # 3.5 hours
        ("2024-10-26 23:00", "2024-10-27 02:30b", READMISSION, 1),  # 4.5 hours
        ("2024-10-26 22:30", "2024-10-27 02:30", READMISSION, 0),  # 4 hours exactly
        ("2024-10-26 23:30", "2024-10-27 02:30b", READMISSION, 0),  # 4 hours exactly
        # The night in March has 23: 02:00 is 03:00
        ("2024-03-30 23:00", "2024-03-31 04:00", READMISSION, 0),  # 4 hours exactly
        ("2024-03-30 23:00", "2024-03-31 04:01", READMISSION, 1),
        # 24 hours can therefore end on the day after the next
        ("2024-03-30 23:30", "2024-04-01 00:30", "more_than: 4 hours, at_most: 24 hours", 1),
        ("2024-03-30 23:30", "2024-04-01 00:31", "more_than: 4 hours, at_most: 24 hours", 0),
        ("2024-03-02 10:00", "2024-04-01 23:59", READMISSION, 1),  # 30 days across the change
        ("2024-10-02 00:30", "2024-11-01 23:59", READMISSION, 1),
        ("2024-10-02 00:30", "2024-11-02 00:00", READMISSION, 0),
    ],
)
def test_borders_of_a_window(
    spec: Spec, ended: str, started: str, within: str, counted: int
) -> None:
    """Hours are measured on the clock, days between calendar dates; each border by its own unit."""
    spec.draw(
        "hospital_stay",
        f"""
        stay | person | started          | ended
        1    | 1      | 2023-12-30 08:00 | {ended}
        2    | 1      | {started}        | -
        """,
    )
    followed_by_stay(spec, within)
    spec.expect(f"""
        unit         | period      | numerator | denominator
        kommune-0851 | {ended[:7]} | {counted} | 1
    """)


@pytest.mark.rule(9)
def test_a_stay_does_not_follow_itself(spec: Spec) -> None:
    """Where a table follows itself, the index row is never its own follower."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-05 08:00 | 2024-01-05 08:00
        2    | 2      | 2024-01-05 08:00 | 2024-01-05 08:00
        3    | 2      | 2024-01-05 08:00 | 2024-01-05 08:00
        """,
    )
    followed_by_stay(spec, "at_least: 0 hours, at_most: 30 days")
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 2         | 3
    """)


@pytest.mark.rule(11)
def test_each_index_row_counts_once(spec: Spec) -> None:
    """Two readmissions after one stay are one stay with a readmission; the first readmission is
    itself an index stay (chaining is allowed)."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00
        2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00
        3    | 1      | 2024-01-20 08:00 | 2024-01-21 08:00
        """,
    )
    followed_by_stay(spec, READMISSION)
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 2         | 3
    """)


@pytest.mark.rule(11)
def test_followers_meet_conditions_of_their_own(spec: Spec) -> None:
    """Only acute somatic stays are readmissions here; the index stay may be any."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority | sector
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA3     | somatic
        2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA1     | somatic
        3    | 2      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1     | somatic
        4    | 2      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA3     | somatic
        5    | 3      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1     | somatic
        6    | 3      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA1     | psychiatric
        """,
    )
    followed_by_stay(spec, READMISSION, where="{priority: ATA1}, {sector: somatic}")
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 1         | 6
    """)


@pytest.mark.rule(13)
@pytest.mark.parametrize(("index", "denominator"), [("any", 3), ("acute", 2)])
def test_readmission_index(spec: Spec, index: str, denominator: int) -> None:
    """`index: acute` counts acute stays only in the denominator; followers are as they were."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1
        2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA3
        3    | 2      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1
        """,
    )
    followed_by_stay(spec, READMISSION, index=index)
    spec.expect(f"""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 1         | {denominator}
    """)


@pytest.mark.rule(10)
def test_a_followers_age_is_that_of_its_own_moment(spec: Spec) -> None:
    """Somebody who turns 65 during the second stay began it at 64, whatever the age at its end."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | born
        1    | 1      | 2024-01-01 08:00 | 2024-01-05 08:00 | 1959-01-20
        2    | 1      | 2024-01-19 08:00 | 2024-01-21 08:00 | 1959-01-20
        3    | 2      | 2024-01-01 08:00 | 2024-01-05 08:00 | 1959-01-19
        4    | 2      | 2024-01-19 08:00 | 2024-01-21 08:00 | 1959-01-19
        """,
    )
    followed_by_stay(spec, READMISSION, where="{age: {at_least: 65}}")
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 1         | 4
    """)


def test_the_follower_may_lie_in_a_later_period(spec: Spec) -> None:
    """The index row decides the period; what follows is looked for past its end."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | residence
        1    | 1      | 2024-01-30 08:00 | 2024-01-31 23:59 | kommune-0851
        2    | 1      | 2024-03-01 08:00 | 2024-03-02 08:00 | kommune-0860
        """,
    )
    followed_by_stay(spec, READMISSION)
    spec.expect("""
        unit         | period  | numerator | denominator | state
        kommune-0851 | 2024-01 | 1         | 1           | ok
        kommune-0860 | 2024-01 | -         | -           | not_defined
    """)


@pytest.mark.rule(9)
def test_another_table_and_sector(spec: Spec) -> None:
    """A discharge is followed by a municipal visit of the same person, joined by the person id that
    every source shares; a service of somebody the hospital does not know joins nobody."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-05 08:00
        2    | 2      | 2024-01-01 08:00 | 2024-01-05 08:00
        3    | 3      | 2024-01-01 08:00 | 2024-01-05 08:00
        """,
    )
    spec.draw(
        "municipal_service",
        """
        service_id | person | started          | service
        a          | 1      | 2024-01-12 23:59 | ccbed25e-da29-4c4e-9f6c-0b3132125336
        b          | 2      | 2024-01-12 23:59 | f0d23296-29c5-4dc4-942e-3ce4cfdf6741
        c          | 3      | 2024-01-13 00:00 | ccbed25e-da29-4c4e-9f6c-0b3132125336
        d          | 3      | 2024-01-05 07:59 | ccbed25e-da29-4c4e-9f6c-0b3132125336
        e          | 99     | 2024-01-06 08:00 | ccbed25e-da29-4c4e-9f6c-0b3132125336
        """,
    )
    followed_by_visit(spec)
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 1         | 3
    """)


@pytest.mark.rule(9)
def test_the_moment_of_discharge_is_inside(spec: Spec) -> None:
    """At least 0 hours: a visit at the very minute of discharge counts, one a minute before does not."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-05 08:00
        2    | 2      | 2024-01-01 08:00 | 2024-01-05 08:00
        """,
    )
    spec.draw(
        "municipal_service",
        """
        service_id | person | started
        a          | 1      | 2024-01-05 08:00
        b          | 2      | 2024-01-05 07:59
        """,
    )
    followed_by_visit(spec)
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 1         | 2
    """)


@pytest.mark.rule(1, 9)
def test_an_open_stay_is_no_discharge(spec: Spec) -> None:
    """A stay without an end is in no period of discharges, but may follow an earlier one."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-05 08:00
        2    | 1      | 2024-01-10 08:00 | -
        """,
    )
    followed_by_stay(spec, READMISSION)
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 1         | 1
        kommune-0851 | 2024    | 1         | 1
    """)
