"""Where and in which period a row counts."""

import pytest

from spec.drawn import Spec


@pytest.mark.rule(3)
def test_a_person_who_moves_counts_where_each_row_says(spec: Spec) -> None:
    """Residence and age are those of the event, so one person can be in two municipalities."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence    | born
        1    | 1      | 2024-01-10 08:00 | kommune-0851 | 1959-07-01
        2    | 1      | 2024-08-10 08:00 | kommune-0860 | 1959-07-01
        """,
    )
    spec.count("")
    spec.expect("""
        unit               | period  | age_band | numerator
        kommune-0851       | 2024    | 40-64    | 1
        kommune-0851       | 2024    | 65-69    | 0
        kommune-0860       | 2024    | 40-64    | 0
        kommune-0860       | 2024    | 65-69    | 1
        region-nordjylland | 2024    | -        | 2
    """)


@pytest.mark.rule(3)
def test_rows_without_a_place_are_counted_aside(spec: Spec) -> None:
    """A row without residence, or of a municipality nobody asked for, is in no cell, but told."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence    | born
        1    | 1      | 2024-01-10 08:00 | kommune-0851 | 1950-01-01
        2    | 2      | 2024-01-10 08:00 | -            | 1950-01-01
        3    | 3      | 2024-01-10 08:00 | kommune-0101 | 1950-01-01
        4    | 4      | 2024-01-10 08:00 | kommune-0851 | 2024-01-11
        """,
    )
    spec.count("")
    spec.expect(
        "unit | period | numerator \n region-nordjylland | 2024-01 | 1",
        placed=1,
        without_place=1,
        outside=1,
        before_birth=1,
    )


@pytest.mark.rule(1)
def test_the_date_named_in_the_definition_decides_the_period(spec: Spec) -> None:
    """Periods are half-open and local: the last minute of January is January's."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-31 23:59 | 2024-02-01 00:00
        2    | 2      | 2024-01-01 00:00 | 2024-01-31 23:59
        """,
    )
    spec.count("", date="started")
    spec.expect("""
        unit         | period  | numerator
        kommune-0851 | 2023-12 | 0
        kommune-0851 | 2024-01 | 2
        kommune-0851 | 2024-02 | 0
    """)
    spec.count("", date="ended")
    spec.expect("""
        unit         | period  | numerator
        kommune-0851 | 2024-01 | 1
        kommune-0851 | 2024-02 | 1
    """)


def test_strata_add_up(spec: Spec) -> None:
    """Each row is in one age band and one sex; totals are the sums of both."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | born       | sex
        1    | 1      | 2024-01-10 08:00 | 2006-01-11 | k
        2    | 2      | 2024-01-10 08:00 | 2006-01-10 | k
        3    | 3      | 2024-01-10 08:00 | 1934-01-11 | m
        4    | 4      | 2024-01-10 08:00 | 1934-01-10 | m
        """,
    )
    spec.count("")
    spec.expect("""
        unit         | period  | age_band | sex | numerator
        kommune-0851 | 2024-01 | 0-17     | -   | 1
        kommune-0851 | 2024-01 | 18-39    | k   | 1
        kommune-0851 | 2024-01 | 85-89    | m   | 1
        kommune-0851 | 2024-01 | 90+      | m   | 1
        kommune-0851 | 2024-01 | 90+      | k   | 0
        kommune-0851 | 2024-01 | -        | m   | 2
        kommune-0851 | 2024-01 | -        | -   | 4
    """)
