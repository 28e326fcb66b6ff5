"""Days in the period: intervals cut at the borders of each period."""

import pytest

from spec.drawn import Spec

DAYS = "{days_in_period: {to: ended}}"


def bed_days(spec: Spec, *, where: str = "", unknown: str = "exclude", **fields: str) -> None:
    spec.define(
        f"""
measure:
  sum:
    of: {{table: hospital_stay, where: [{where}], date: started, place: residence}}
    amount: {DAYS}
    unknown: {unknown}""",
        **({"look_back": "365 days"} | fields),
    )


@pytest.mark.rule(19)
@pytest.mark.parametrize(
    ("started", "ended", "december", "january", "february", "quarter"),
    [
        pytest.param("2024-01-10 08:00", "2024-01-12 08:00", 0, 2, 0, 2, id="inside"),
        pytest.param("2024-01-10 08:00", "2024-01-10 20:00", 0, 0, 0, 0, id="a day visit has none"),
        pytest.param("2024-01-30 08:00", "2024-02-02 08:00", 0, 2, 1, 3, id="over a border"),
        pytest.param("2023-12-30 23:59", "2024-01-01 00:01", 2, 0, 0, 0, id="to the first day"),
        pytest.param("2023-12-30 08:00", "2024-03-02 08:00", 2, 31, 29, 61, id="over all of it"),
        pytest.param("2024-02-10 08:00", "-", 0, 0, 20, 51, id="no end has come"),
        pytest.param("2024-01-10 08:00", "2024-01-08 08:00", 0, 0, 0, 0, id="the end before it"),
        pytest.param("2024-01-31 23:59", "2024-02-01 00:00", 0, 1, 0, 1, id="a minute to midnight"),
    ],
)
def test_days_are_cut_at_the_borders(
    spec: Spec,
    started: str,
    ended: str,
    december: int,
    january: int,
    february: int,
    quarter: int,
) -> None:
    """Dates from the start up to but without the end, each in its own month. A missing end has not come
    yet: every day counts."""
    spec.draw("hospital_stay", f"stay | person | started | ended \n 1 | 1 | {started} | {ended}")
    bed_days(spec)
    spec.expect(f"""
        unit         | period  | numerator
        kommune-0851 | 2023-12 | {december}
        kommune-0851 | 2024-01 | {january}
        kommune-0851 | 2024-02 | {february}
        kommune-0851 | 2024-Q1 | {quarter}
    """)


@pytest.mark.rule(19)
def test_days_of_weeks_and_days(spec: Spec) -> None:
    """Each period cuts for itself: a week, a day."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2024-01-31 08:00 | 2024-02-06 08:00",
    )
    bed_days(spec, periods="[day, week, month]")
    spec.expect("""
        unit         | period     | numerator
        kommune-0851 | 2024-W05   | 5
        kommune-0851 | 2024-W06   | 1
        kommune-0851 | 2024-01-30 | 0
        kommune-0851 | 2024-01-31 | 1
        kommune-0851 | 2024-02-05 | 1
        kommune-0851 | 2024-02-06 | 0
        kommune-0851 | 2024-01    | 1
        kommune-0851 | 2024-02    | 5
    """)


@pytest.mark.rule(19)
def test_only_periods_that_are_asked_for_hold_the_row(spec: Spec) -> None:
    """A stay that began long before the asked periods counts its days in them, by its age at its start;
    one whose days all lie outside is not counted, nor told."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | born
        1    | 1      | 2023-06-10 08:00 | 2024-01-03 08:00 | 1958-12-01
        2    | 2      | 2023-06-10 08:00 | 2024-01-01 08:00 | 1958-12-01
        3    | 3      | 2024-02-01 08:00 | -                | 1958-12-01
        """,
    )
    bed_days(spec)
    spec.expect(
        """
        unit         | period  | age_band | numerator | numerator_persons
        kommune-0851 | 2024-01 | -        | 2         | 1
        kommune-0851 | 2024-01 | 40-64    | 2         | 1
        kommune-0851 | 2024-01 | 65-69    | 0         | 0
        """,
        placed=1,
        without_amount=0,
    )


@pytest.mark.rule(19, 8)
def test_days_are_never_missing(spec: Spec) -> None:
    """An end that has not come refuses nothing; a condition that cannot be decided does, when the row
    has a day in the span."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority
        1    | 1      | 2024-01-30 08:00 | -                | ATA1
        2    | 2      | 2023-12-01 08:00 | 2023-12-31 08:00 | -
        3    | 3      | 2024-03-30 08:00 | 2024-04-02 08:00 | -
        """,
    )
    bed_days(spec, where="{priority: ATA1}", unknown="fail")
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-01 | 2")
    spec.refused("kommune-0851", "2024-04", "1 rows lack a value")


@pytest.mark.rule(19)
def test_the_days_of_a_table_of_dates(spec: Spec) -> None:
    """Agreements in force, in days: from the first day up to but without the first day after."""
    spec.draw(
        "nursing_home_doctor",
        """
        home | valid_from | valid_to
        a    | 2024-01-30 | 2024-02-02
        b    | 2024-02-28 | -
        """,
    )
    spec.define(
        """
measure:
  sum:
    of: {table: nursing_home_doctor, where: [], date: valid_from, place: provider}
    amount: {days_in_period: {to: valid_to}}
    unknown: exclude""",
        grains="{units: municipality, breakdowns: []}",
        look_back="365 days",
    )
    spec.expect("""
        unit         | period  | numerator
        kommune-0851 | 2024-01 | 2
        kommune-0851 | 2024-02 | 3
        kommune-0851 | 2024-03 | 31
    """)


@pytest.mark.rule(16, 19, 30)
def test_a_rate_of_bed_days(spec: Spec) -> None:
    """Bed days against the population. Behind the numerator stand the persons with a stay that has
    days; the rest of the residents are the complement."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | residence
        1    | 1      | 2023-12-30 08:00 | 2024-01-03 08:00 | kommune-0851
        2    | 1      | 2024-01-20 08:00 | 2024-01-25 08:00 | kommune-0851
        3    | 2      | 2024-01-30 08:00 | -                | kommune-0860
        """,
    )
    spec.define(
        f"""
measure:
  rate:
    of: {{table: hospital_stay, where: [], date: started, place: residence}}
    per: 1000
    counting: amount
    amount: {DAYS}
    unknown: exclude
denominator: person_years""",
        look_back="365 days",
    )
    spec.expect(f"""
        unit               | period  | numerator | denominator      | numerator_persons | complement_persons | denominator_persons
        kommune-0851       | 2024-01 | 7         | {180 * 31}       | 1                 | 179                | 180
        kommune-0860       | 2024-01 | 2         | {180 * 31}       | 1                 | 179                | 180
        kommune-0860       | 2024-02 | 29        | {180 * 29}       | 1                 | 179                | 180
        region-nordjylland | 2024-01 | 9         | {3 * 180 * 31}   | 2                 | 538                | 540
        region-nordjylland | 2024-Q1 | 69        | {3 * 180 * 91}   | 2                 | 538                | 540
    """)


@pytest.mark.rule(20, 30)
def test_a_rate_of_a_column(spec: Spec) -> None:
    """Contacts per resident: rows without a number are left out and told, and their persons are not
    behind the figure."""
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | contacts
        a          | 1      | 2024-W06 | 3
        b          | 1      | 2024-W07 | 2
        c          | 2      | 2024-W07 | -
        d          | 3      | 2024-W07 | 0
        """,
    )
    spec.define(
        """
measure:
  rate:
    of: {table: gp_service, where: [], date: week, place: residence}
    per: 1000
    counting: amount
    amount: {column: contacts}
    unknown: exclude
denominator: mid_period"""
    )
    spec.expect(
        """
        unit         | period  | numerator | denominator | numerator_persons | complement_persons
        kommune-0851 | 2024-02 | 5         | 180         | 2                 | 178
        """,
        placed=4,
        without_amount=1,
    )
