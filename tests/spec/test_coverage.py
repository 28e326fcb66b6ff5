"""States: whether a figure can be known, before what it is."""

import pytest

from spec.drawn import Spec

STAYS = """
stay | person | started          | ended            | residence
1    | 1      | 2024-01-10 08:00 | 2024-01-12 08:00 | kommune-0851
2    | 2      | 2024-02-10 08:00 | 2024-02-12 08:00 | kommune-0851
3    | 3      | 2024-02-10 08:00 | 2024-02-12 08:00 | kommune-0860
"""


def followed_by_visit(spec: Spec, **fields: str) -> None:
    spec.define(
        """
measure:
  proportion:
    of: {table: hospital_stay, where: [], date: ended, place: residence}
    having:
      followed_by:
        {table: municipal_service, where: [], from: ended, to: started,
         within: {at_least: 0 hours, at_most: 7 days}, same: [person]}
    unknown: exclude""",
        **({"settle": "7 days"} | fields),
    )


@pytest.mark.parametrize(
    ("period", "state"),
    [
        ("2023-12", "not_collected"),  # before anybody's first delivery
        ("2024-01", "ok"),
        ("2024-02", "ok"),
        ("2024-03", "zero"),
        ("2024-04", "not_settled"),  # the deliveries end inside it
        ("2024-05", "not_settled"),  # and have not come to it yet
        ("2024-Q1", "ok"),
        ("2024-Q2", "not_settled"),
        ("2024", "not_settled"),
        ("2023", "not_collected"),
        ("2023-Q4", "not_collected"),
    ],
)
def test_a_period_is_settled_when_it_is_covered_to_its_end(
    spec: Spec, period: str, state: str
) -> None:
    """A quarter needs all its months, a year all its quarters."""
    spec.draw("hospital_stay", STAYS)
    spec.covers("""
        table            | unit | start      | end
        hospital_contact | -    | 2024-01-01 | 2024-04-20
    """)
    spec.count("")
    spec.expect(f"unit | period | state \n kommune-0851 | {period} | {state}")


@pytest.mark.parametrize(
    ("end", "state", "flags"),
    [
        ("2024-03-07", "not_settled", "-"),
        ("2024-03-08", "ok", "provisional"),  # 1 March and 7 days
        ("2024-04-21", "ok", "provisional"),
        ("2024-04-22", "ok", "-"),  # and 45 more
    ],
)
def test_follow_up_and_registration_lag(spec: Spec, end: str, state: str, flags: str) -> None:
    """Settled: covered to the period's end and the follow-up after it. Provisional until the
    registration lag has passed too."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("municipal_service", "service_id | person | started \n a | 2 | 2024-02-13 08:00")
    spec.covers(f"""
        table            | unit | start      | end
        hospital_contact | -    | 2024-01-01 | {end}
    """)
    followed_by_visit(spec, lag="45 days")
    spec.expect(f"""
        unit         | period  | state   | flags
        kommune-0851 | 2024-02 | {state} | {flags}
    """)


def test_look_back_needs_days_before_the_period(spec: Spec) -> None:
    """A definition that looks 30 days back cannot say anything of the first month."""
    spec.draw("hospital_stay", STAYS)
    spec.covers("""
        table            | unit | start      | end
        hospital_contact | -    | 2024-01-01 | 2025-01-01
    """)
    spec.define(
        """
measure:
  rate: {of: {table: hospital_stay, where: [], date: started, place: residence}, per: 1000, unknown: exclude}
denominator: person_years""",
        look_back="30 days",
    )
    spec.expect("""
        unit         | period  | state
        kommune-0851 | 2023-12 | not_collected
        kommune-0851 | 2024-01 | not_delivered
        kommune-0851 | 2024-02 | ok
    """)


def test_municipalities_that_did_not_deliver(spec: Spec) -> None:
    """A municipality without deliveries is not_delivered, never 0; its region goes on without it,
    marked partial, and says how many of its municipalities and residents are in."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("municipal_service", "service_id | person | started \n a | 2 | 2024-02-13 08:00")
    spec.covers("""
        table             | unit         | start      | end
        municipal_service | kommune-0851 | 2023-01-01 | 2025-01-01
        municipal_service | kommune-0820 | 2024-03-01 | 2025-01-01
    """)
    followed_by_visit(spec)
    spec.expect("""
        unit               | period  | state         | flags   | numerator | denominator | units_present | units_total | population_present | population_total
        kommune-0851       | 2024-02 | ok            | -       | 1         | 1           | 1             | 1           | 180                | 180
        kommune-0860       | 2024-02 | not_delivered | -       | -         | -           | 0             | 1           | 0                  | 180
        kommune-0820       | 2024-02 | not_delivered | -       | -         | -           | 0             | 1           | 0                  | 180
        region-nordjylland | 2024-02 | ok            | partial | 1         | 1           | 1             | 11          | 180                | 540
        region-nordjylland | 2024-03 | not_defined   | partial | -         | -           | 2             | 11          | 360                | 540
        sundhedsklynge-nordjylland-nord | 2024-02 | not_delivered | - | - | -          | 0             | 4           | 0                  | 180
    """)


def test_holes_and_late_starts_are_not_delivered(spec: Spec) -> None:
    """What should have come and did not is said so; it is not waited for."""
    spec.draw("hospital_stay", STAYS)
    spec.covers("""
        table            | unit         | start      | end
        hospital_contact | -            | 2024-01-15 | 2024-03-01
        hospital_contact | -            | 2024-03-01 | 2024-04-01
        hospital_contact | -            | 2024-05-01 | 2024-08-01
        hospital_contact | kommune-0860 | 2024-01-01 | 2024-03-01
    """)
    spec.count("")
    spec.expect("""
        unit         | period  | state
        kommune-0851 | 2024-01 | not_delivered
        kommune-0860 | 2024-01 | zero
        kommune-0851 | 2024-02 | ok
        kommune-0851 | 2024-03 | zero
        kommune-0851 | 2024-04 | not_delivered
        kommune-0851 | 2024-Q2 | not_delivered
        kommune-0851 | 2024-06 | zero
        kommune-0851 | 2024-08 | not_settled
    """)


def test_deliveries_that_touch_or_lie_in_one_another_are_one(spec: Spec) -> None:
    """What counts is the days that have come, not in how many deliveries or in which order."""
    spec.draw("hospital_stay", STAYS)
    spec.covers("""
        table            | unit         | start      | end
        hospital_contact | kommune-0851 | 2024-01-01 | 2024-02-15
        hospital_contact | kommune-0851 | 2024-02-15 | 2024-05-01
        hospital_contact | kommune-0860 | 2024-01-01 | 2024-05-01
        hospital_contact | kommune-0860 | 2024-01-20 | 2024-02-10
        hospital_contact | kommune-0820 | 2024-01-01 | 2024-02-15
        hospital_contact | kommune-0820 | 2024-02-16 | 2024-05-01
    """)
    spec.count("")
    spec.expect("""
        unit         | period  | state
        kommune-0851 | 2024-02 | ok
        kommune-0860 | 2024-02 | ok
        kommune-0820 | 2024-02 | not_delivered
        kommune-0820 | 2024-03 | zero
    """)


def test_what_did_not_come_is_not_waited_for(spec: Spec) -> None:
    """One table is not settled yet and the other never came: the figure does not come with time."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("municipal_service", "service_id | person | started \n a | 2 | 2024-02-13 08:00")
    spec.covers("""
        table             | unit         | start      | end
        hospital_contact  | -            | 2024-01-01 | 2024-02-20
        municipal_service | kommune-0851 | 2024-01-01 | 2025-01-01
    """)
    followed_by_visit(spec)
    spec.expect("""
        unit         | period  | state
        kommune-0851 | 2024-02 | not_settled
        kommune-0860 | 2024-02 | not_delivered
    """)


def test_residents_are_those_of_the_periods_first_quarter(spec: Spec) -> None:
    """What share of the residents a figure covers is told with the residents of its own time."""
    spec.draw("hospital_stay", STAYS)
    spec.draw(
        "population",
        """
        quarter_start | municipality | persons
        2024-01-01    | kommune-0851 | 100
        2024-04-01    | kommune-0851 | 200
        """,
    )
    spec.count("")
    spec.expect("""
        unit         | period  | population_present | population_total
        kommune-0851 | 2024-02 | 100                | 100
        kommune-0851 | 2024-05 | 200                | 200
        kommune-0851 | 2024    | 100                | 100
    """)


def test_one_municipality_that_is_not_settled_holds_its_region_back(spec: Spec) -> None:
    """Waiting for one is better than a figure that will move when it comes."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("municipal_service", "service_id | person | started \n a | 2 | 2024-02-13 08:00")
    spec.covers("""
        table             | unit         | start      | end
        municipal_service | kommune-0851 | 2023-01-01 | 2025-01-01
        municipal_service | kommune-0860 | 2023-01-01 | 2024-03-01
    """)
    followed_by_visit(spec)
    spec.expect("""
        unit               | period  | state       | units_present
        kommune-0851       | 2024-02 | ok          | 1
        kommune-0860       | 2024-02 | not_settled | 0
        region-nordjylland | 2024-02 | not_settled | 1
        region-nordjylland | 2024-01 | zero        | 2
    """)


def test_every_table_is_needed(spec: Spec) -> None:
    """A rate needs its population too, for the period itself but not for the follow-up or the lag."""
    spec.draw("hospital_stay", STAYS)
    spec.covers("""
        table            | unit | start      | end
        population       | -    | 2024-01-01 | 2024-04-01
        hospital_contact | -    | 2023-01-01 | 2025-01-01
    """)
    spec.define(
        """
measure:
  rate: {of: {table: hospital_stay, where: [], date: started, place: residence}, per: 1000, unknown: exclude}
denominator: person_years""",
        settle="30 days",
        lag="45 days",
    )
    spec.expect("""
        unit         | period  | state         | flags
        kommune-0851 | 2024-02 | ok            | -
        kommune-0851 | 2024-03 | zero          | -
        kommune-0851 | 2024-04 | not_settled   | -
        kommune-0851 | 2023-12 | not_collected | -
    """)


def test_nobody_delivered_anything(spec: Spec) -> None:
    """An installation without deliveries answers with a state, not with an error."""
    followed_by_visit(spec)
    spec.expect("unit | period | state \n kommune-0851 | 2024-02 | not_collected")
    spec.count("")
    spec.expect("unit | period | state \n region-nordjylland | 2024-02 | not_collected")


def test_a_declared_break_is_flagged_in_its_period(spec: Spec) -> None:
    """The figure stands, and everybody sees that the series changed inside the period."""
    spec.draw("hospital_stay", STAYS)
    spec.define(
        """
measure:
  rate: {of: {table: hospital_stay, where: [], date: started, place: residence}, per: 1000, unknown: exclude}
denominator: person_years""",
        annotations="[{date: 2024-02-29, kind: break, text: {da: Nyt, en: New}},"
        " {date: 2024-04-01, kind: event, text: {da: Andet, en: Other}}]",
    )
    spec.expect("""
        unit         | period  | flags
        kommune-0851 | 2024-01 | -
        kommune-0851 | 2024-02 | break
        kommune-0851 | 2024-03 | -
        kommune-0851 | 2024-Q1 | break
        kommune-0851 | 2024-04 | -
    """)


def test_a_break_of_one_municipality_is_flagged_there_alone(spec: Spec) -> None:
    """A municipality goes over to other keys. Its own series says so; its neighbour's and the region's go on."""
    spec.draw("hospital_stay", STAYS)
    spec.define(
        """
measure:
  rate: {of: {table: hospital_stay, where: [], date: started, place: residence}, per: 1000, unknown: exclude}
denominator: person_years""",
        annotations="[{date: 2024-02-29, kind: break, unit: kommune-0851, text: {da: Nyt, en: New}}]",
    )
    spec.expect("""
        unit              | period  | flags
        kommune-0851      | 2024-01 | -
        kommune-0851      | 2024-02 | break
        kommune-0860      | 2024-02 | -
        region-nordjylland | 2024-02 | -
    """)
