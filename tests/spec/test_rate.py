"""Rates: events against the people they could have happened to."""

import pytest

from spec.drawn import Spec

STAYS = """
stay | person | started          | residence    | born       | sex
1    | 1      | 2024-02-01 00:00 | kommune-0851 | 1950-01-01 | k
2    | 1      | 2024-02-29 23:59 | kommune-0851 | 1950-01-01 | k
3    | 2      | 2024-03-01 00:00 | kommune-0860 | 1960-01-01 | m
4    | 3      | 2024-12-31 23:59 | kommune-0851 | 2010-01-01 | m
"""
POPULATION = """
quarter_start | municipality | sex | age | persons
2024-01-01    | kommune-0851 | k   | 74  | 100
2024-01-01    | kommune-0851 | m   | 30  | 50
2024-04-01    | kommune-0851 | k   | 74  | 200
2024-07-01    | kommune-0851 | k   | 74  | 300
2024-10-01    | kommune-0851 | k   | 74  | 400
"""


def rate(spec: Spec, denominator: str, *, population: str = "") -> None:
    spec.define(f"""
measure:
  rate:
    of: {{table: hospital_stay, where: [], date: started, place: residence}}
    per: 1000
    population: {{where: [{population}]}}
    unknown: exclude
denominator: {denominator}""")


def test_person_years_are_counted_in_days(spec: Spec) -> None:
    """Each month's residents count for as many days as the month has; a quarter's figures hold
    until the next quarter's."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("population", POPULATION)
    rate(spec, "person_years")
    spec.expect(f"""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-02 | 2         | {150 * 29}
        kommune-0851 | 2024-03 | 0         | {150 * 31}
        kommune-0851 | 2024-Q1 | 2         | {150 * 91}
        kommune-0851 | 2024    | 3         | {150 * 91 + 200 * 91 + 300 * 92 + 400 * 92}
    """)


def test_mid_period_counts_those_living_there_in_the_middle(spec: Spec) -> None:
    """The middle day of 2024 is 2 July, so the year stands against the third quarter's residents."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("population", POPULATION)
    rate(spec, "mid_period")
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-02 | 2         | 150
        kommune-0851 | 2024-Q2 | 0         | 200
        kommune-0851 | 2024    | 3         | 300
    """)


@pytest.mark.parametrize("denominator", ["person_years", "mid_period"])
def test_the_population_is_restricted_as_the_definition_says(spec: Spec, denominator: str) -> None:
    """`population: where` decides who could have had the event."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("population", POPULATION)
    rate(spec, denominator, population="{age: {at_least: 65}}, {sex: k}")
    days = 29 if denominator == "person_years" else 1
    spec.expect(f"""
        unit         | period  | age_band | sex | denominator   | state
        kommune-0851 | 2024-02 | -        | -   | {100 * days}  | ok
        kommune-0851 | 2024-02 | 70-74    | k   | {100 * days}  | ok
        kommune-0851 | 2024-02 | -        | m   | -             | not_defined
    """)


@pytest.mark.rule(29)
def test_nobody_living_there_is_not_a_zero(spec: Spec) -> None:
    """An empty denominator is not defined; nobody admitted among somebody is a true zero."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("population", POPULATION)
    rate(spec, "person_years")
    spec.expect("""
        unit         | period  | age_band | sex | state       | numerator | denominator
        kommune-0851 | 2024-02 | 18-39    | m   | zero        | 0         | 1450
        kommune-0851 | 2024-02 | 18-39    | k   | not_defined | -         | -
        kommune-0820 | 2024-02 | -        | -   | not_defined | -         | -
    """)


def test_groups_are_summed_and_never_averaged(spec: Spec) -> None:
    """A region's numerator and denominator are the sums of its municipalities'."""
    spec.draw("hospital_stay", STAYS)
    spec.count("")
    spec.expect(f"""
        unit               | period  | age_band | sex | numerator | denominator
        region-nordjylland | 2024-02 | -        | -   | 2         | {3 * 180 * 29}
        region-nordjylland | 2024-Q1 | -        | -   | 3         | {3 * 180 * 91}
        region-nordjylland | 2024-Q1 | 70-74    | -   | 2         | {3 * 20 * 91}
        region-nordjylland | 2024-Q1 | -        | m   | 1         | {3 * 90 * 91}
        region-nordjylland | 2024-Q1 | 70-74    | k   | 2         | {3 * 10 * 91}
        kommune-0860       | 2024-Q1 | 40-64    | m   | 1         | {10 * 91}
        kommune-0860       | 2024-03 | -        | -   | 1         | {180 * 31}
    """)
