"""The referee on amounts: percentiles, times, days cut at borders, nights at 23:00."""

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


def of(table: str, date: str, where: str = "", place: str = "residence") -> str:
    return f"{{table: {table}, where: [{where}], date: {date}, place: {place}}}"


# Percentiles -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contacts", "p", "twice"),
    [
        ([5], 50, 10),
        ([1, 4], 50, 5),  # n·p = 100: the mean of the first and the second
        ([1, 4, 9], 50, 8),  # the second
        ([1, 4, 9, 16], 50, 13),
        ([1, 4, 9, 16], 25, 5),
        ([1, 4, 9, 16], 26, 8),
        ([1, 4, 9, 16], 24, 2),
        ([1, 4, 9, 16, 25], 50, 18),
        ([1, 4, 9, 16, 25], 20, 5),
        ([1, 4, 9, 16, 25], 90, 50),
        ([1, 4, 9, 16, 25, 36], 50, 25),
        ([1, 4, 9, 16, 25, 36], 99, 72),
        ([1, 4, 9, 16, 25, 36], 1, 2),
    ],
)
def test_percentiles_of_few(spec: Spec, contacts: list[int], p: int, twice: int) -> None:
    """Definition 2 of Hyndman & Fan, worked by hand; a row without a number is left out and told."""
    lines = [f"{n} | {n} | 2024-W02 | {number}" for n, number in enumerate(contacts)]
    spec.draw(
        "gp_service",
        "\n".join(["service_id | person | week | contacts", *lines, "x | 99 | 2024-W02 | -"]),
    )
    spec.define(f"""
measure:
  percentile:
    of: {of("gp_service", "week")}
    amount: {{column: contacts}}
    p: {p}
    unknown: exclude""")
    n = len(contacts)
    spec.expect(
        f"""
        unit         | period  | numerator | denominator | numerator_persons | denominator_persons | complement_persons
        kommune-0851 | 2024-01 | {twice}   | {n}         | {n}               | {n}                 | -
        """,
        placed=n + 1,
        without_amount=1,
    )


def test_nothing_is_no_median_and_a_zero_sum(spec: Spec) -> None:
    spec.draw("gp_service", "service_id | person | week | contacts \n 1 | 1 | 2024-W02 | -")
    for measure, expected in (
        ("median", "not_defined | - | -"),
        ("mean", "not_defined | - | -"),
        ("sum", "zero | 0 | -"),
    ):
        spec.define(f"""
measure:
  {measure}:
    of: {of("gp_service", "week")}
    amount: {{column: contacts}}
    unknown: exclude""")
        spec.expect(
            f"unit | period | state | numerator | denominator \n kommune-0851 | 2024-01 | {expected}"
        )


@pytest.mark.parametrize("measure", ["mean", "median"])
def test_a_missing_number_refuses_with_fail(spec: Spec, measure: str) -> None:
    """Only where it would have been counted: the row elsewhere refuses nothing."""
    head = "service_id | person | week | residence | contacts"
    spec.define(f"""
measure:
  {measure}:
    of: {of("gp_service", "week")}
    amount: {{column: contacts}}
    unknown: "fail\"""")
    spec.draw("gp_service", f"{head} \n 1 | 1 | 2024-W02 | kommune-0860 | - ")
    spec.expect("unit | period | state \n kommune-0851 | 2024-01 | not_defined", outside=1)
    spec.draw("gp_service", f"{head} \n 1 | 1 | 2024-W02 | kommune-0851 | - ")
    spec.refused("kommune-0851", "2024-01", "1 rows lack")


# Weeks -----------------------------------------------------------------------------------------------


def test_a_week_lies_where_its_thursday_does(spec: Spec) -> None:
    """2020 has a week 53, and its Thursday is 31 December. Week 1 of 2025 begins in December."""
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | born
        1          | 1      | 2020-W53 | 1950-12-31
        2          | 1      | 2025-W01 | 1950-01-02
        3          | 1      | 2025-W01 | 1950-01-03
        """,
    )
    spec.define(
        f"""
measure:
  count: {{of: {of("gp_service", "week", "{age: {at_least: 70}}")}, unknown: exclude}}""",
        periods="[week, month, year]",
    )
    for period, numerator in (("2020", 1), ("2020-12", 1), ("2021", 0), ("2024-12", 0)):
        spec.expect(f"unit | period | numerator \n kommune-0851 | {period} | {numerator}")
    spec.expect("""
        unit         | period   | age_band | numerator
        kommune-0851 | 2025-01  | 75-79    | 1
        kommune-0851 | 2025-01  | 70-74    | 1
        kommune-0851 | 2025-W01 | -        | 2
    """)
    spec.expect("unit | period | numerator \n kommune-0851 | 2020-W53 | 1")
    spec.expect("unit | period | numerator \n kommune-0851 | 2021-W01 | 0")


# Times -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "total"),
    [
        ("hours", 1 + 24 + 25),  # 1:59 is an hour; the night in October has 25
        ("days", 0 + 1 + 1),
    ],
)
def test_times_that_run_backwards_are_missing(spec: Spec, unit: str, total: int) -> None:
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-10-01 08:00 | 2024-10-01 09:59
        2    | 2      | 2024-10-01 08:00 | 2024-10-02 08:00
        3    | 3      | 2024-10-26 08:00 | 2024-10-27 08:00
        4    | 4      | 2024-10-05 08:00 | 2024-10-04 07:00
        5    | 5      | 2024-10-05 08:00 | -
        """,
    )
    spec.define(f"""
measure:
  mean:
    of: {of("hospital_stay", "started")}
    amount: {{time: {{from: started, to: ended, unit: {unit}}}}}
    unknown: exclude""")
    spec.expect(
        f"unit | period | numerator | denominator \n kommune-0851 | 2024-10 | {total} | 3",
        without_amount=2,
    )


def waiting(spec: Spec, services: str, unknown: str = "exclude") -> None:
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2024-01-01 08:00 | 2024-01-05 08:00",
    )
    spec.draw("hospital_contact", f"contact | person | started | ended | priority \n {services}")
    spec.define(
        f"""
measure:
  mean:
    of: {of("hospital_stay", "ended")}
    amount:
      time_to: {{table: hospital_contact, where: [{{priority: ATA1}}], from: ended, to: started,
                within: {{at_least: 0 hours, at_most: 30 days}}, same: [person], unit: days}}
    unknown: "{unknown}\"""",
        settle="30 days",
    )


@pytest.mark.parametrize(
    ("services", "numerator", "is_refused"),
    [
        ("1 | 1 | 2024-01-08 08:00 | - | ATA1", "3", False),
        ("1 | 1 | 2024-01-07 08:00 | - | ATA3 \n 2 | 1 | 2024-01-08 08:00 | - | ATA1", "3", False),
        # the one passed over may have been the first
        ("1 | 1 | 2024-01-07 08:00 | - | - \n 2 | 1 | 2024-01-08 08:00 | - | ATA1", "3", True),
        # an hour earlier the same day would have been three days as well
        ("1 | 1 | 2024-01-08 07:00 | - | - \n 2 | 1 | 2024-01-08 08:00 | - | ATA1", "3", False),
        ("1 | 1 | 2024-01-08 08:00 | - | ATA1 \n 2 | 1 | 2024-01-09 08:00 | - | -", "3", False),
        ("1 | 1 | 2024-01-07 08:00 | - | -", "-", True),
        ("1 | 1 | 2024-02-05 08:00 | - | ATA1", "-", False),  # none in the window
    ],
)
def test_the_first_event_that_is_sure(
    spec: Spec, services: str, numerator: str, is_refused: bool
) -> None:
    waiting(spec, services)
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-01 | {numerator}")
    waiting(spec, services, "fail")
    if is_refused:
        spec.refused("kommune-0851", "2024-01", "1 rows")
    else:
        spec.compute(["kommune-0851"], ["2024-01"])


# Days ------------------------------------------------------------------------------------------------


def test_days_are_cut_at_the_borders_of_periods(spec: Spec) -> None:
    """Stay 1 has 2 + 29 + 3 days; 2 is still open; 3 ends before it starts; 4 ends the same day."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | born
        1    | 1      | 2024-01-30 23:59 | 2024-03-04 00:01 | 1959-02-01
        2    | 2      | 2024-02-20 08:00 | -                | 1950-01-01
        3    | 3      | 2024-02-10 08:00 | 2024-02-01 08:00 | 1950-01-01
        4    | 4      | 2024-02-10 08:00 | 2024-02-10 18:00 | 1950-01-01
        """,
    )
    spec.define(
        f"""
measure:
  sum:
    of: {of("hospital_stay", "started")}
    amount: {{days_in_period: {{to: ended}}}}
    unknown: exclude""",
        look_back="90 days",
        periods="[week, month, quarter]",
    )
    spec.expect(
        """
        unit         | period  | age_band | numerator | numerator_persons
        kommune-0851 | 2024-01 | -        | 2         | 1
        kommune-0851 | 2024-02 | -        | 39        | 2
        kommune-0851 | 2024-02 | 40-64    | 29        | 1
        kommune-0851 | 2024-02 | 65-69    | 0         | 0
        kommune-0851 | 2024-03 | -        | 34        | 2
        kommune-0851 | 2024-Q1 | -        | 75        | 2
        """,
        placed=2,
        without_amount=0,
    )
    # Monday 26 February to Sunday 3 March; stay 1 ends with that Sunday
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-W09 | 14")


# Nights ----------------------------------------------------------------------------------------------


def beds(spec: Spec, at: str, *, where: str = "", periods: str = "[day, week, month]") -> None:
    spec.define(
        f"""
measure:
  stock:
    of: {of("hospital_stay", "started", where)}
    until: ended
    at: {at}
    unknown: exclude""",
        look_back="365 days",
        periods=periods,
    )


@pytest.mark.parametrize(
    ("started", "ended", "day", "stock"),
    [
        ("2024-01-10 23:00", "-", "2024-01-10", 1),  # 23:00 is begun
        ("2024-01-10 23:01", "-", "2024-01-10", 0),
        ("2024-01-10 23:01", "-", "2024-01-11", 1),
        ("2024-01-10 08:00", "2024-01-10 23:00", "2024-01-10", 0),  # 23:00 is over
        ("2024-01-10 08:00", "2024-01-10 23:01", "2024-01-10", 1),
        # The nights the clock is changed, and those before and after: always 23:00 on the wall
        ("2024-03-31 23:00", "2024-03-31 23:01", "2024-03-31", 1),
        ("2024-03-31 22:59", "2024-03-31 23:00", "2024-03-31", 0),
        ("2024-03-30 23:00", "2024-03-30 23:01", "2024-03-30", 1),
        ("2024-10-27 23:00", "2024-10-27 23:01", "2024-10-27", 1),
        ("2024-10-27 22:30", "2024-10-27 22:59", "2024-10-27", 0),
        ("2024-10-26 23:00", "2024-10-27 02:30b", "2024-10-26", 1),
        ("2024-10-27 02:30b", "2024-10-27 23:00", "2024-10-26", 0),
    ],
)
def test_a_bed_is_asked_at_eleven_at_night(
    spec: Spec, started: str, ended: str, day: str, stock: int
) -> None:
    spec.draw("hospital_stay", f"stay | person | started | ended \n 1 | 1 | {started} | {ended}")
    beds(spec, "last_day")
    spec.expect(f"unit | period | numerator \n kommune-0851 | {day} | {stock}")


def test_every_night_is_counted(spec: Spec) -> None:
    """Stay 1: the nights of 30 and 31 January and 1 February; its person turns 65 on the 31st."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | born
        1    | 1      | 2024-01-30 08:00 | 2024-02-02 08:00 | 1959-01-31
        2    | 2      | 2024-01-31 23:30 | 2024-02-01 22:00 | 1950-01-01
        """,
    )
    beds(spec, "every_night")
    spec.expect(
        """
        unit         | period   | age_band | state | numerator | denominator | numerator_persons | denominator_persons
        kommune-0851 | 2024-01  | -        | ok    | 2         | 31          | 1                 | -
        kommune-0851 | 2024-01  | 40-64    | ok    | 1         | 31          | 1                 | -
        kommune-0851 | 2024-01  | 65-69    | ok    | 1         | 31          | 1                 | -
        kommune-0851 | 2024-01  | 70-74    | zero  | 0         | 31          | 0                 | -
        kommune-0851 | 2024-02  | -        | ok    | 1         | 29          | 1                 | -
        kommune-0851 | 2024-W05 | -        | ok    | 3         | 7           | 1                 | -
        """,
        placed=1,
    )


def test_age_in_a_stock_is_age_on_the_day(spec: Spec) -> None:
    """In force throughout, but only from the birthday one of those that are meant."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | born | residence \n"
        "1 | 1 | 2024-01-10 08:00 | 1959-02-10 | kommune-0851 \n"
        "2 | 2 | 2024-01-10 08:00 | 1940-02-10 | - \n"
        "3 | 3 | 2024-01-10 08:00 | 2024-03-01 | kommune-0851",
    )
    beds(spec, "last_day", where="{age: {at_least: 65}}", periods="[month]")
    spec.expect(
        """
        unit         | period  | numerator | denominator | age_band
        kommune-0851 | 2024-01 | 0         | -           | -
        kommune-0851 | 2024-02 | 1         | -           | -
        kommune-0851 | 2024-02 | 1         | -           | 65-69
        """,
        placed=1,
        without_place=1,
        before_birth=0,
    )


def test_nobody_is_in_a_state_before_birth(spec: Spec) -> None:
    """In force in January already, born in February: counted from then on, and told as placed."""
    spec.draw(
        "hospital_stay", "stay | person | started | born \n 1 | 1 | 2024-01-10 08:00 | 2024-02-10"
    )
    beds(spec, "last_day", periods="[month]")
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-01 | 0", before_birth=1, placed=0)
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-02 | 1", before_birth=0, placed=1)
    spec.expect(
        "unit | period | numerator \n kommune-0851 | 2024-01 | 0 \n kommune-0851 | 2024-02 | 1",
        before_birth=1,
        placed=1,
    )


def test_a_row_nobody_can_decide_is_told_once(spec: Spec) -> None:
    """At 64 and at 65 alike."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | born | priority \n 1 | 1 | 2024-01-10 08:00 | 1959-02-10 | -",
    )
    beds(spec, "every_night", where="{priority: ATA1}", periods="[month]")
    spec.expect("unit | period | state \n kommune-0851 | 2024-02 | zero", unknown=1, placed=0)


def test_a_table_without_persons_has_none_behind_it(spec: Spec) -> None:
    spec.draw(
        "nursing_home_doctor",
        """
        home | valid_from | valid_to
        a    | 2024-01-31 | -
        b    | 2024-01-01 | 2024-01-31
        c    | 2023-01-01 | 2024-02-01
        """,
    )
    spec.define(
        f"""
measure:
  stock:
    of: {of("nursing_home_doctor", "valid_from", place="provider")}
    until: valid_to
    at: last_day
    unknown: exclude""",
        look_back="1000 days",
        grains="{units: municipality, breakdowns: []}",
    )
    spec.expect("""
        unit         | period  | numerator | numerator_persons | denominator_persons
        kommune-0851 | 2024-01 | 2         | -                 | -
        kommune-0851 | 2024-02 | 1         | -                 | -
    """)


# Profiles --------------------------------------------------------------------------------------------


def profile(spec: Spec, events: str, unknown: str = "exclude", where: str = "") -> None:
    table, moment = events.split()
    spec.define(
        f"""
measure:
  profile:
    of: {of("hospital_stay", "started")}
    events: {{table: {table}, where: [{where}], date: {moment}}}
    weeks: {{from: -1, to: 1}}
    unknown: "{unknown}\"""",
        look_back="20 days",
        settle="20 days",
        grains="{units: municipality, breakdowns: []}",
        periods="[month]",
    )


def test_a_profile_in_days(spec: Spec) -> None:
    """Stay 1 begins on the 10th: week -1 is the 3rd to the 9th, week 0 the 10th to the 16th."""
    spec.draw(
        "hospital_stay",
        "stay | person | started \n 1 | 1 | 2024-01-10 08:00 \n 2 | 2 | 2024-01-10 08:00",
    )
    days = ("02", "03", "09", "10", "16", "17", "23", "24")
    spec.draw(
        "municipal_service",
        "service_id | person | started \n"
        + "\n".join(f"{day} | 1 | 2024-01-{day} 23:00" for day in days),
    )
    profile(spec, "municipal_service started")
    computation = spec.expect("""
        unit         | period  | step | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851 | 2024-01 | -1   | 2         | 2           | 1                 | 1                  | 2
        kommune-0851 | 2024-01 | 0    | 2         | 2           | 1                 | 1                  | 2
        kommune-0851 | 2024-01 | 1    | 2         | 2           | 1                 | 1                  | 2
    """)
    assert [row.step for row in computation.rows] == [-1, 0, 1]


def test_a_profile_by_calendar_weeks(spec: Spec) -> None:
    """The stay begins on a Sunday: its week 0 is the calendar week that ends with it."""
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-01-14 08:00")
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | contacts
        1          | 1      | 2024-W01 | 1
        2          | 1      | 2024-W02 | 1
        3          | 1      | 2024-W02 | -
        4          | 1      | 2024-W03 | 0
        5          | 1      | 2024-W04 | -
        """,
    )
    where = "{contacts: {at_least: 1}}"
    profile(spec, "gp_service week", where=where)
    spec.expect("""
        unit         | period  | step | numerator | state
        kommune-0851 | 2024-01 | -1   | 1         | ok
        kommune-0851 | 2024-01 | 0    | 1         | ok
        kommune-0851 | 2024-01 | 1    | 0         | zero
    """)
    profile(spec, "gp_service week", "fail", where)
    with pytest.raises(DefinitionError):
        spec.compute(["kommune-0851"], ["2024-01"])


def test_an_index_row_is_no_event_of_its_own(spec: Spec) -> None:
    spec.draw(
        "hospital_stay",
        "stay | person | started \n 1 | 1 | 2024-01-10 08:00 \n 2 | 1 | 2024-01-11 08:00",
    )
    profile(spec, "hospital_stay started")
    spec.expect("""
        unit         | period  | step | numerator | denominator
        kommune-0851 | 2024-01 | -1   | 1         | 2
        kommune-0851 | 2024-01 | 0    | 1         | 2
        kommune-0851 | 2024-01 | 1    | 0         | 2
    """)
