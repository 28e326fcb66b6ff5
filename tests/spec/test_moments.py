"""Rows, moments and places: which period a row lies in, which unit, and what is counted aside."""

import pytest

from spec.drawn import Spec


def count(spec: Spec, table: str, date: str, place: str = "residence", **fields: str) -> None:
    spec.define(
        f"""
measure:
  count:
    of: {{table: {table}, where: [], date: {date}, place: {place}}}
    unknown: exclude""",
        **fields,
    )


@pytest.mark.rule(1)
def test_a_row_lies_in_the_day_week_and_month_of_its_local_date(spec: Spec) -> None:
    """Every interval is half-open: the last minute before midnight is the old period's, midnight the
    new one's."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started
        1    | 1      | 2024-06-30 23:59
        2    | 2      | 2024-07-01 00:00
        3    | 3      | 2024-07-01 23:59
        4    | 4      | 2024-07-02 00:00
        """,
    )
    count(spec, "hospital_stay", "started", periods="[day, week, month, quarter, year]")
    spec.expect("""
        unit         | period     | numerator
        kommune-0851 | 2024-06-30 | 1
        kommune-0851 | 2024-07-01 | 2
        kommune-0851 | 2024-07-02 | 1
        kommune-0851 | 2024-W26   | 1
        kommune-0851 | 2024-W27   | 3
        kommune-0851 | 2024-06    | 1
        kommune-0851 | 2024-07    | 3
        kommune-0851 | 2024-Q2    | 1
        kommune-0851 | 2024-Q3    | 3
        kommune-0851 | 2024       | 4
    """)


@pytest.mark.rule(1)
def test_nights_when_the_clock_is_changed_have_one_date(spec: Spec) -> None:
    """Both 02:30s of the autumn night lie on that Sunday; so does 03:00 of the night in spring that has
    no 02:30."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started
        1    | 1      | 2024-10-27 02:30
        2    | 2      | 2024-10-27 02:30b
        3    | 3      | 2024-10-26 23:59
        4    | 4      | 2024-03-31 01:59
        5    | 5      | 2024-03-31 03:00
        6    | 6      | 2024-04-01 00:00
        """,
    )
    count(spec, "hospital_stay", "started", periods="[day, month]")
    spec.expect("""
        unit         | period     | numerator
        kommune-0851 | 2024-10-26 | 1
        kommune-0851 | 2024-10-27 | 2
        kommune-0851 | 2024-03-31 | 2
        kommune-0851 | 2024-03    | 2
        kommune-0851 | 2024-04    | 1
    """)


@pytest.mark.rule(1)
def test_a_row_without_the_moment_is_in_no_period(spec: Spec) -> None:
    """An open stay has no end, so counted by its end it is nowhere; it is not told either."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-10 08:00 | -
        2    | 2      | 2024-01-10 08:00 | 2024-01-12 08:00
        """,
    )
    count(spec, "hospital_stay", "ended")
    spec.expect(
        """
        unit         | period  | numerator
        kommune-0851 | 2024-01 | 1
        """,
        placed=1,
        unknown=0,
    )


@pytest.mark.rule(1)
def test_dates_lie_in_their_own_day(spec: Spec) -> None:
    """A table of dates has no clock; the first of a month is that month's."""
    spec.draw(
        "nursing_home_doctor",
        """
        home | valid_from
        a    | 2024-01-31
        b    | 2024-02-01
        c    | 2024-02-29
        d    | 2024-03-01
        """,
    )
    count(
        spec,
        "nursing_home_doctor",
        "valid_from",
        "provider",
        grains="{units: municipality, breakdowns: []}",
        periods="[day, month]",
    )
    spec.expect("""
        unit         | period     | numerator
        kommune-0851 | 2024-01    | 1
        kommune-0851 | 2024-02    | 2
        kommune-0851 | 2024-02-29 | 1
        kommune-0851 | 2024-03-01 | 1
    """)


@pytest.mark.rule(2)
def test_a_week_lies_where_its_thursday_does(spec: Spec) -> None:
    """A table by week knows no day. Its rows lie in the month, quarter and year of the week's Thursday:
    2024-W05 (29 January to 4 February) in February, 2020-W53 (to 3 January 2021) in 2020, 2025-W01 (from
    30 December 2024) in 2025."""
    spec.draw(
        "gp_service",
        """
        service_id | person | week
        a          | 1      | 2024-W05
        b          | 2      | 2024-W09
        c          | 3      | 2024-W13
        d          | 4      | 2024-W14
        e          | 5      | 2020-W53
        f          | 6      | 2021-W01
        g          | 7      | 2025-W01
        h          | 8      | 2024-W52
        """,
    )
    count(spec, "gp_service", "week", periods="[week, month, quarter, year]")
    spec.expect("""
        unit         | period   | numerator
        kommune-0851 | 2024-W05 | 1
        kommune-0851 | 2024-01  | 0
        kommune-0851 | 2024-02  | 2
        kommune-0851 | 2024-03  | 1
        kommune-0851 | 2024-04  | 1
        kommune-0851 | 2024-Q1  | 3
        kommune-0851 | 2024-Q2  | 1
        kommune-0851 | 2024     | 5
        kommune-0851 | 2024-W52 | 1
        kommune-0851 | 2020-W53 | 1
        kommune-0851 | 2020-12  | 1
        kommune-0851 | 2021-01  | 1
        kommune-0851 | 2021-W01 | 1
        kommune-0851 | 2021     | 1
        kommune-0851 | 2025-W01 | 1
        kommune-0851 | 2024-12  | 1
        kommune-0851 | 2025-01  | 1
        kommune-0851 | 2025     | 1
    """)
    # Asked for alone, February still has the week that began in January
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-02 | 2")


@pytest.mark.rule(2)
def test_age_in_a_week_is_age_on_its_thursday(spec: Spec) -> None:
    """In 2024-W09, 26 February to 3 March, the Thursday is the 29th: born 65 years and a day before
    it is 65, a day after it is 64."""
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | born
        a          | 1      | 2024-W09 | 1959-02-28
        b          | 2      | 2024-W09 | 1959-03-01
        c          | 3      | 2024-W09 | 1960-02-29
        """,
    )
    count(spec, "gp_service", "week", periods="[week]")
    spec.expect("""
        unit         | period   | age_band | numerator
        kommune-0851 | 2024-W09 | 65-69    | 1
        kommune-0851 | 2024-W09 | 40-64    | 2
    """)


@pytest.mark.rule(3)
def test_place_names_the_column_that_gives_the_unit(spec: Spec) -> None:
    """A service counts where its citizen lives or at the clinic that gave it, as `place` says."""
    spec.units(
        """
        unit     | kind
        north    | municipality
        south    | municipality
        clinic-1 | clinic
        clinic-2 | clinic
        cluster  | cluster
        """,
        """
        member   | group
        clinic-1 | cluster
        clinic-2 | cluster
        """,
    )
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | residence | clinic
        a          | 1      | 2024-W09 | north     | clinic-1
        b          | 2      | 2024-W09 | south     | clinic-1
        c          | 3      | 2024-W09 | south     | clinic-2
        d          | 4      | 2024-W09 | -         | clinic-2
        e          | 5      | 2024-W09 | south     | -
        """,
    )
    count(spec, "gp_service", "week", "residence")
    spec.expect(
        """
        unit  | period  | numerator
        north | 2024-02 | 1
        south | 2024-02 | 3
        """,
        without_place=1,
        placed=4,
    )
    count(
        spec,
        "gp_service",
        "week",
        "clinic",
        grains="{units: clinic, breakdowns: [age_band, sex]}",
    )
    spec.expect(
        """
        unit     | period  | numerator
        clinic-1 | 2024-02 | 2
        clinic-2 | 2024-02 | 2
        cluster  | 2024-02 | 4
        """,
        without_place=1,
        placed=4,
    )


@pytest.mark.rule(3, 8)
def test_each_row_is_told_once(spec: Spec) -> None:
    """A row is told in the first of these that fits: its conditions cannot be decided, it has no place,
    its place was not asked for, its person was not born yet, it is counted. Rows outside the asked
    periods and rows that do not meet the conditions are told nowhere."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence    | born       | priority
        1    | 1      | 2024-01-10 08:00 | kommune-0851 | 1950-01-01 | ATA1
        2    | 2      | 2024-01-10 08:00 | -            | 1950-01-01 | ATA1
        3    | 3      | 2024-01-10 08:00 | kommune-0101 | 1950-01-01 | ATA1
        4    | 4      | 2024-01-10 08:00 | kommune-0851 | 2024-01-11 | ATA1
        5    | 5      | 2024-01-10 08:00 | -            | 2024-01-11 | -
        6    | 6      | 2024-01-10 08:00 | -            | 2024-01-11 | ATA1
        7    | 7      | 2024-01-10 08:00 | kommune-0101 | 2024-01-11 | ATA1
        8    | 8      | 2024-02-01 00:00 | kommune-0851 | 1950-01-01 | -
        9    | 9      | 2024-01-10 08:00 | kommune-0851 | 1950-01-01 | ATA3
        """,
    )
    spec.define(
        """
measure:
  count:
    of: {table: hospital_stay, where: [{priority: ATA1}], date: started, place: residence}
    unknown: exclude"""
    )
    spec.expect(
        "unit | period | numerator \n kommune-0851 | 2024-01 | 1",
        placed=1,
        unknown=1,
        without_place=2,
        outside=2,
        before_birth=1,
        without_amount=0,
    )


@pytest.mark.rule(4, 30)
def test_a_table_without_persons_has_none_behind_its_cells(spec: Spec) -> None:
    """Agreements of nursing homes are counted by municipality; nobody is behind the figures, which is
    something else than 0 persons."""
    spec.draw(
        "nursing_home_doctor",
        """
        home | valid_from | municipality
        a    | 2024-01-10 | kommune-0851
        b    | 2024-01-20 | kommune-0851
        c    | 2024-01-20 | kommune-0860
        """,
    )
    count(
        spec,
        "nursing_home_doctor",
        "valid_from",
        "provider",
        grains="{units: municipality, breakdowns: []}",
    )
    spec.expect("""
        unit               | period  | state | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851       | 2024-01 | ok    | 2         | -           | -                 | -                  | -
        region-nordjylland | 2024-01 | ok    | 3         | -           | -                 | -                  | -
        kommune-0820       | 2024-01 | zero  | 0         | -           | -                 | -                  | -
    """)


MOVED = (
    """
    unit | kind
    town | municipality
    old  | cluster
    new  | cluster
    """,
    """
    member | group | valid_from | valid_to
    town   | old   | 2007-01-01 | 2024-02-01
    town   | new   | 2024-02-01 | -
    """,
)


@pytest.mark.rule(5)
def test_a_week_belongs_to_the_organisation_of_its_first_day(spec: Spec) -> None:
    """The town changes group on 1 February. The week from Monday 29 January is the old group's, also its
    days in February; each of those days by itself is the new one's, and so is February."""
    spec.units(*MOVED)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-30 08:00 | town
        2    | 2      | 2024-02-02 08:00 | town
        3    | 3      | 2024-02-05 08:00 | town
        """,
    )
    count(spec, "hospital_stay", "started", periods="[day, week, month]")
    spec.expect("""
        unit | period     | state         | numerator
        old  | 2024-W05   | ok            | 2
        new  | 2024-W05   | not_collected | -
        old  | 2024-W06   | not_collected | -
        new  | 2024-W06   | ok            | 1
        old  | 2024-01-30 | ok            | 1
        new  | 2024-02-02 | ok            | 1
        old  | 2024-02-02 | not_collected | -
        old  | 2024-01    | ok            | 1
        new  | 2024-02    | ok            | 2
    """)


@pytest.mark.rule(5)
@pytest.mark.parametrize(("denominator", "days"), [("person_years", 7), ("mid_period", 1)])
def test_a_week_stands_against_the_residents_of_its_first_month(
    spec: Spec, denominator: str, days: int
) -> None:
    """The week from Monday 30 September 2024 has the residents of the third quarter, though six of its
    days are in the fourth; in person-days they count its seven days."""
    spec.draw(
        "population",
        """
        quarter_start | municipality | persons
        2024-07-01    | kommune-0851 | 100
        2024-10-01    | kommune-0851 | 200
        """,
    )
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-10-02 08:00")
    spec.define(
        f"""
measure:
  rate:
    of: {{table: hospital_stay, where: [], date: started, place: residence}}
    per: 1000
    unknown: exclude
denominator: {denominator}""",
        periods="[day, week]",
    )
    spec.expect(f"""
        unit         | period     | numerator | denominator
        kommune-0851 | 2024-W40   | 1         | {100 * days}
        kommune-0851 | 2024-W41   | 0         | {200 * days}
        kommune-0851 | 2024-10-02 | 1         | 200
        kommune-0851 | 2024-09-30 | 0         | 100
    """)
