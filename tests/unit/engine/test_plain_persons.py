"""The referee on persons: where one of them counts in a period, and what is left out of account."""

from pathlib import Path

import pytest

from spec.drawn import Spec
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import DefinitionError


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture
def spec(tmp_path: Path, catalogue: Catalogue) -> Spec:
    return Spec("plain", tmp_path, catalogue)


OF = "{table: hospital_stay, where: [], date: started, place: residence}"


def persons(spec: Spec, attribute: str, **fields: str) -> None:
    spec.define(
        f"measure:\n  persons: {{of: {OF}, unknown: exclude}}", attribute=attribute, **fields
    )


MOVES = """
stay | person | started          | residence    | born
1    | 1      | 2024-01-10 08:00 | kommune-0851 | 1959-02-01
2    | 1      | 2024-02-10 08:00 | kommune-0860 | 1959-02-01
3    | 2      | 2024-01-05 08:00 | -            | 1950-01-01
4    | 2      | 2024-02-05 08:00 | kommune-0860 | 1950-01-01
5    | 3      | 2024-02-05 08:00 | -            | 1950-01-01
"""


def test_the_first_event_says_where(spec: Spec) -> None:
    """Person 2's first row has no place, so the next one says; person 3's only one cannot."""
    spec.draw("hospital_stay", MOVES)
    persons(spec, "first_event")
    spec.expect(
        """
        unit               | period  | age_band | numerator | numerator_persons | denominator_persons
        kommune-0851       | 2024-Q1 | -        | 1         | 1                 | -
        kommune-0851       | 2024-Q1 | 40-64    | 1         | 1                 | -
        kommune-0851       | 2024-Q1 | 65-69    | 0         | 0                 | -
        kommune-0860       | 2024-Q1 | -        | 1         | 1                 | -
        kommune-0860       | 2024-02 | -        | 2         | 2                 | -
        region-nordjylland | 2024-Q1 | -        | 2         | 2                 | -
        """,
        placed=3,
        without_place=2,
    )


def test_everywhere_counts_persons_twice(spec: Spec) -> None:
    spec.draw("hospital_stay", MOVES)
    persons(spec, "none")
    spec.expect("""
        unit               | period  | age_band | numerator
        kommune-0851       | 2024-Q1 | -        | 1
        kommune-0860       | 2024-Q1 | -        | 2
        region-nordjylland | 2024-Q1 | -        | 2
        region-nordjylland | 2024-Q1 | 40-64    | 1
        region-nordjylland | 2024-Q1 | 65-69    | 1
    """)


def test_of_two_at_once_the_smaller_key_is_first(spec: Spec) -> None:
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        10   | 1      | 2024-01-10 08:00 | kommune-0851
        9    | 1      | 2024-01-10 08:00 | kommune-0860
        """,
    )
    persons(spec, "first_event")
    spec.expect("""
        unit         | period  | numerator
        kommune-0851 | 2024-01 | 0
        kommune-0860 | 2024-01 | 1
    """)


RESIDENCES = """
person | municipality | valid_from | valid_to   | born
1      | kommune-0851 | 2020-01-01 | 2024-03-15 | 1959-03-14
1      | kommune-0860 | 2024-03-15 | -          | 1959-03-14
"""


def test_the_last_residence_says_where(spec: Spec) -> None:
    """In January the first of two, with the age on 31 January; in March the second; in the quarter
    the second. A row somewhere else, or nowhere, changes nothing."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence    | born
        1    | 1      | 2024-01-10 08:00 | -            | 1959-03-14
        2    | 1      | 2024-03-02 08:00 | kommune-0820 | 1959-03-14
        """,
    )
    spec.draw("residence", RESIDENCES)
    persons(spec, "last_residence_in_period", periods="[week, month, quarter]")
    spec.expect("""
        unit         | period   | age_band | numerator
        kommune-0851 | 2024-01  | 40-64    | 1
        kommune-0851 | 2024-03  | -        | 0
        kommune-0860 | 2024-03  | 65-69    | 1
        kommune-0820 | 2024-03  | -        | 0
        kommune-0851 | 2024-Q1  | -        | 0
        kommune-0860 | 2024-Q1  | 65-69    | 1
        kommune-0851 | 2024-W09 | 40-64    | 1
    """)


def test_age_is_that_of_the_residences_last_day(spec: Spec) -> None:
    """Who left on the 15th turned 65 on the 14th, the last day there."""
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-03-02 08:00")
    for left, band in (("2024-03-15", "65-69"), ("2024-03-14", "40-64")):
        spec.draw(
            "residence",
            f"person | valid_from | valid_to | born \n 1 | 2020-01-01 | {left} | 1959-03-14",
        )
        persons(spec, "last_residence_in_period")
        spec.expect(f"unit | period | age_band | numerator \n kommune-0851 | 2024-03 | {band} | 1")


def test_without_a_residence_the_last_row_says(spec: Spec) -> None:
    """The residence ended before the period; one of no days is none."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-03-02 08:00 | kommune-0851
        2    | 1      | 2024-03-03 08:00 | kommune-0860
        3    | 1      | 2024-03-04 08:00 | -
        """,
    )
    spec.draw(
        "residence",
        """
        person | municipality | valid_from | valid_to
        1      | kommune-0820 | 2020-01-01 | 2024-03-01
        1      | kommune-0820 | 2024-03-10 | 2024-03-10
        """,
    )
    persons(spec, "last_residence_in_period")
    spec.expect("""
        unit         | period  | numerator
        kommune-0851 | 2024-03 | 0
        kommune-0860 | 2024-03 | 1
        kommune-0820 | 2024-03 | 0
    """)


def test_nobody_counts_before_birth(spec: Spec) -> None:
    """Neither a row from before, nor a residence that ended before."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence    | born
        1    | 1      | 2024-03-20 08:00 | kommune-0860 | 2024-03-15
        2    | 2      | 2024-03-10 08:00 | kommune-0860 | 2024-03-15
        """,
    )
    spec.draw(
        "residence",
        "person | valid_from | valid_to | born \n 1 | 2024-03-01 | 2024-03-15 | 2024-03-15",
    )
    persons(spec, "last_residence_in_period")
    spec.expect(
        "unit | period | numerator \n kommune-0851 | 2024-03 | 0 \n kommune-0860 | 2024-03 | 1",
        placed=1,
        before_birth=1,
    )


def test_a_unit_that_begins_in_the_period_lends_no_place(spec: Spec) -> None:
    spec.units(
        """
        unit | kind         | valid_from
        a    | municipality | 2007-01-01
        g    | area         | 2024-02-01
        """,
        "member | group | valid_from \n a | g | 2024-02-01",
    )
    spec.draw(
        "hospital_stay", "stay | person | started | residence \n 1 | 1 | 2024-03-10 08:00 | a"
    )
    persons(spec, "none")
    spec.expect("unit | period | state \n g | 2024-Q1 | not_collected", outside=1, placed=0)
    spec.expect("unit | period | state \n g | 2024-03 | ok", outside=0, placed=1)


def test_the_day_that_says_where_chooses_the_organisation(spec: Spec) -> None:
    """The group has the municipality from February; a person first seen in January is not in it."""
    spec.units(
        """
        unit | kind         | valid_from
        a    | municipality | 2007-01-01
        g    | area         | 2007-01-01
        b    | municipality | 2007-01-01
        """,
        """
        member | group | valid_from
        b      | g     | 2007-01-01
        a      | g     | 2024-02-01
        """,
    )
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | a
        2    | 1      | 2024-02-10 08:00 | a
        3    | 2      | 2024-02-10 08:00 | a
        """,
    )
    persons(spec, "first_event")
    spec.expect("unit | period | numerator \n g | 2024-Q1 | 1 \n g | 2024-02 | 2")


# Shares and rates of persons -------------------------------------------------------------------------


def test_a_share_of_persons(spec: Spec) -> None:
    """Person 1 is counted in the first place for what happened in the second; with `none` cell by
    cell; persons are asked anew for the quarter."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence    | priority
        1    | 1      | 2024-01-10 08:00 | kommune-0851 | ATA3
        2    | 1      | 2024-02-10 08:00 | kommune-0860 | ATA1
        3    | 2      | 2024-01-10 08:00 | kommune-0851 | ATA3
        """,
    )
    measure = f"""
measure:
  proportion: {{of: {OF}, having: {{priority: ATA1}}, counting: persons, unknown: exclude}}"""
    spec.define(measure, attribute="first_event")
    spec.expect("""
        unit         | period  | state       | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851 | 2024-01 | zero        | 0         | 2           | 0                 | 2                  | 2
        kommune-0851 | 2024-Q1 | ok          | 1         | 2           | 1                 | 1                  | 2
        kommune-0860 | 2024-Q1 | not_defined | -         | -           | -                 | -                  | -
    """)
    spec.define(measure, attribute="none")
    spec.expect("""
        unit               | period  | numerator | denominator | complement_persons
        kommune-0851       | 2024-Q1 | 0         | 2           | 2
        kommune-0860       | 2024-Q1 | 1         | 1           | 0
        region-nordjylland | 2024-Q1 | 1         | 2           | 1
    """)


def test_a_rate_of_persons_stands_against_the_residents(spec: Spec) -> None:
    spec.draw("hospital_stay", MOVES)
    spec.define(
        f"""
measure:
  rate: {{of: {OF}, per: 1000, population: {{where: []}}, counting: persons, unknown: exclude}}
denominator: mid_period""",
        attribute="none",
    )
    spec.expect("""
        unit         | period  | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0860 | 2024-02 | 2         | 180         | 2                 | 178                | 180
    """)


def test_a_rate_of_days(spec: Spec) -> None:
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2024-01-30 08:00 | 2024-02-03 08:00",
    )
    spec.define(
        f"""
measure:
  rate:
    of: {OF}
    per: 1000
    population: {{where: []}}
    counting: amount
    amount: {{days_in_period: {{to: ended}}}}
    unknown: exclude
denominator: person_years""",
        look_back="30 days",
        periods="[day, week, month]",
    )
    spec.expect(f"""
        unit         | period     | numerator | denominator
        kommune-0851 | 2024-01    | 2         | {180 * 31}
        kommune-0851 | 2024-02    | 2         | {180 * 29}
        kommune-0851 | 2024-W05   | 4         | {180 * 7}
        kommune-0851 | 2024-02-02 | 1         | 180
    """)


def test_a_rate_of_numbers_leaves_out_rows_without(spec: Spec) -> None:
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | contacts
        1          | 1      | 2024-W02 | 3
        2          | 2      | 2024-W02 | 0
        3          | 3      | 2024-W02 | -
        """,
    )
    spec.define("""
measure:
  rate:
    of: {table: gp_service, where: [], date: week, place: residence}
    per: 1000
    population: {where: []}
    counting: amount
    amount: {column: contacts}
    unknown: exclude
denominator: mid_period""")
    spec.expect(
        """
        unit         | period  | numerator | denominator | numerator_persons | complement_persons
        kommune-0851 | 2024-01 | 3         | 180         | 2                 | 178
        """,
        placed=3,
        without_amount=1,
    )


# What `fail` refuses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("residence", "born", "is_refused"),
    [
        ("kommune-0851", "1950-01-01", True),
        ("kommune-0860", "1950-01-01", False),  # not asked for
        ("-", "1950-01-01", False),
        ("kommune-0851", "2025-01-01", False),  # not born
    ],
)
def test_only_placed_rows_are_refused(
    spec: Spec, residence: str, born: str, is_refused: bool
) -> None:
    spec.draw(
        "hospital_stay",
        "stay | person | started | priority | residence | born \n"
        f"1 | 1 | 2024-01-10 08:00 | - | {residence} | {born}",
    )
    where = "{table: hospital_stay, where: [{priority: ATA1}], date: started, place: residence}"
    spec.define(f'measure:\n  count: {{of: {where}, unknown: "fail"}}')
    if is_refused:
        with pytest.raises(DefinitionError, match="1 rows"):
            spec.compute(["kommune-0851"], ["2024-01"])
    else:
        spec.expect("unit | period | state \n kommune-0851 | 2024-01 | zero", unknown=1)
