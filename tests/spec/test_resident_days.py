"""Rates against residents counted day by day, from the deliveries' own persons and homes."""

import pytest

from spec.drawn import Spec
from tvaerblik.core.errors import DefinitionError

# 2 moves on the 16th, 3 dies on the 21st, 4 is born on the 24th, 1 has a birthday on the 11th
HOMES = """
person | municipality | valid_from | valid_to   | born       | sex
1      | kommune-0851 | 2020-01-01 | -          | 1950-02-11 | k
2      | kommune-0851 | 2020-01-01 | 2024-02-16 | 1980-06-01 | m
2      | kommune-0860 | 2024-02-16 | -          | 1980-06-01 | m
3      | kommune-0851 | 2020-01-01 | -          | 1990-01-01 | k
4      | kommune-0860 | 2024-02-24 | -          | 2024-02-24 | k
"""
PERSONS = """
person | died
1      | -
2      | -
3      | 2024-02-21
4      | -
"""
STAYS = """
stay | person | started          | residence    | born       | sex
1    | 1      | 2024-02-01 08:00 | kommune-0851 | 1950-02-11 | k
2    | 1      | 2024-02-20 08:00 | kommune-0851 | 1950-02-11 | k
3    | 2      | 2024-02-20 08:00 | kommune-0860 | 1980-06-01 | m
"""


def rate(
    spec: Spec,
    population: str = "resident",
    *,
    counting: str = "rows",
    denominator: str = "person_years",
    **fields: str,
) -> None:
    spec.define(
        f"""
measure:
  rate:
    of: {{table: hospital_stay, where: [], date: started, place: residence}}
    per: 1000
    population: {population}
    counting: {counting}
    unknown: exclude
denominator: {denominator}""",
        **fields,
    )


def world(spec: Spec) -> None:
    spec.draw("residence", HOMES)
    spec.draw("person", PERSONS)
    spec.draw("hospital_stay", STAYS)


@pytest.mark.parametrize("counting", ["rows", "persons"])
def test_everybody_counts_for_the_days_they_lived_there(spec: Spec, counting: str) -> None:
    """Moves, births and deaths inside the month count to the day; larger units and longer periods are
    the sums."""
    world(spec)
    rate(spec, counting=counting, attribute="none")
    in_851 = 29 + 15 + 20
    in_860 = 14 + 6
    january, march = 3 * 31, 31
    stays = 2 if counting == "rows" else 1
    spec.expect(f"""
        unit               | period  | numerator   | denominator
        kommune-0851       | 2024-01 | 0           | {january}
        kommune-0851       | 2024-02 | {stays}     | {in_851}
        kommune-0860       | 2024-02 | 1           | {in_860}
        kommune-0851       | 2024-Q1 | {stays}     | {january + in_851 + march}
        region-nordjylland | 2024-02 | {stays + 1} | {in_851 + in_860}
    """)


@pytest.mark.parametrize("counting", ["rows", "persons"])
def test_strata_are_asked_on_the_day(spec: Spec, counting: str) -> None:
    """Whoever has a birthday counts in both ages; nobody there is not a zero."""
    world(spec)
    rate(spec, counting=counting, attribute="none")
    spec.expect("""
        unit         | period  | age_band | sex | state       | denominator
        kommune-0851 | 2024-02 | 70-74    | -   | ok          | 29
        kommune-0851 | 2024-02 | 18-39    | -   | zero        | 20
        kommune-0851 | 2024-02 | 40-64    | m   | zero        | 15
        kommune-0851 | 2024-02 | -        | k   | ok          | 49
        kommune-0851 | 2024-03 | 40-64    | m   | not_defined | -
        kommune-0860 | 2024-02 | 0-17     | k   | zero        | 6
    """)


def test_the_population_is_restricted_by_the_age_of_the_day(spec: Spec) -> None:
    """From the birthday on, not from the next quarter."""
    world(spec)
    rate(spec, "{table: resident, where: [{age: {at_least: 74}}, {sex: k}]}")
    spec.expect("""
        unit         | period  | denominator | denominator_persons
        kommune-0851 | 2024-02 | 19          | 0
        kommune-0851 | 2024-03 | 31          | 1
    """)


def test_persons_behind_a_rate_are_those_of_the_middle_month(spec: Spec) -> None:
    """Its first day's residents, so that small areas are told as they are for any rate."""
    world(spec)
    rate(spec)
    spec.expect("""
        unit         | period  | numerator_persons | complement_persons | denominator_persons
        kommune-0851 | 2024-02 | 1                 | 2                  | 3
        kommune-0860 | 2024-02 | 1                 | 0                  | 0
        kommune-0851 | 2024-Q1 | 1                 | 2                  | 3
        kommune-0860 | 2024-03 | 0                 | 2                  | 2
    """)


def test_a_member_counts_with_the_days_of_its_own_months(spec: Spec) -> None:
    """Where a municipality changes group, its residents' days follow month by month."""
    spec.units(
        """
        unit         | kind         | valid_from | valid_to
        kommune-0851 | municipality | 2020-01-01 | -
        kommune-0860 | municipality | 2020-01-01 | -
        group        | region       | 2020-01-01 | -
        """,
        """
        member       | group | valid_from | valid_to
        kommune-0851 | group | 2020-01-01 | -
        kommune-0860 | group | 2024-03-01 | -
        """,
    )
    world(spec)
    rate(spec)
    spec.expect(f"""
        unit  | period  | denominator
        group | 2024-02 | 64
        group | 2024-03 | {31 + 62}
        group | 2024-Q1 | {93 + 64 + 31 + 62}
    """)


def test_homes_and_persons_must_be_delivered(spec: Spec) -> None:
    """What the register is made from is what the figure waits for; the statistical population is not
    asked."""
    world(spec)
    spec.covers("""
        table      | unit | start      | end
        residence  | -    | 2024-01-01 | 2024-04-01
        person     | -    | 2024-01-01 | 2024-03-01
        population | -    | 2030-01-01 | 2031-01-01
    """)
    rate(spec)
    spec.expect("""
        unit         | period  | state         | denominator
        kommune-0851 | 2023-12 | not_collected | -
        kommune-0851 | 2024-02 | ok            | 64
        kommune-0851 | 2024-03 | not_settled   | -
    """)


def test_without_homes_there_is_no_rate(spec: Spec) -> None:
    """Never a figure against nobody."""
    spec.draw("person", PERSONS)
    spec.draw("hospital_stay", STAYS)
    rate(spec)
    spec.expect("""
        unit         | period  | state         | numerator
        kommune-0851 | 2024-02 | not_collected | -
    """)


@pytest.mark.parametrize("population", ["population", "{table: population}"])
def test_the_statistical_population_is_what_is_meant_otherwise(spec: Spec, population: str) -> None:
    """Named or not."""
    world(spec)
    rate(spec, population)
    spec.expect(f"""
        unit         | period  | denominator
        kommune-0851 | 2024-02 | {180 * 29}
    """)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param(
            {"denominator": "mid_period"}, "person_years alone", id="middle of the period"
        ),
        pytest.param({"periods": "[week, month]"}, "no figures for 'week'", id="weeks"),
        pytest.param({"periods": "[day]"}, "no figures for 'day'", id="days"),
        pytest.param({"population": "citizen"}, r"population \| resident", id="nobody knows them"),
        pytest.param(
            {"population": "{table: resident, where: [{persons: 1}]}"},
            "cannot be limited by 'persons'",
            id="limited by a number",
        ),
    ],
)
def test_what_resident_days_cannot_be_asked(spec: Spec, fields: dict[str, str], said: str) -> None:
    """They are known day by day in sum, month by month."""
    with pytest.raises(DefinitionError, match=said):
        rate(spec, **fields)
