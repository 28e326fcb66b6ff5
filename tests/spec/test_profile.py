"""Profile: how many events there are in each week around a row."""

import pytest

from spec.drawn import Spec


def profile(
    spec: Spec,
    events: str,
    weeks: str = "from: -12, to: 12",
    *,
    where: str = "",
    unknown: str = "exclude",
    **fields: str,
) -> None:
    spec.define(
        f"""
measure:
  profile:
    of: {{table: hospital_stay, where: [{where}], date: started, place: residence}}
    events: {{{events}}}
    weeks: {{{weeks}}}
    unknown: {unknown}""",
        **({"settle": "90 days", "look_back": "90 days"} | fields),
    )


VISITS = "table: municipal_service, where: [], date: started"
SERVICES = "table: gp_service, where: [], date: week"


@pytest.mark.rule(23)
@pytest.mark.parametrize(
    ("visit", "step"),
    [
        ("2024-06-12 08:00", "0"),
        ("2024-06-12 00:00", "0"),  # the same day, also before the very moment
        ("2024-06-18 23:59", "0"),
        ("2024-06-19 00:00", "1"),
        ("2024-06-11 23:59", "-1"),
        ("2024-06-05 00:00", "-1"),
        ("2024-06-04 23:59", "-2"),
        ("2024-03-20 00:00", "-12"),
        ("2024-03-19 23:59", "none"),  # 85 days before: week -13
        ("2024-09-04 00:00", "12"),
        ("2024-09-10 23:59", "12"),
        ("2024-09-11 00:00", "none"),  # 91 days after: week 13
    ],
)
def test_a_step_is_seven_days_from_the_index_day(spec: Spec, visit: str, step: str) -> None:
    """Week 0 begins on the day of the row, Wednesday 12 June 2024, whatever the hour; week -1 is the
    seven days before it. Events outside the steps are nowhere."""
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-06-12 10:00")
    spec.draw("municipal_service", f"service_id | person | started \n a | 1 | {visit}")
    profile(spec, VISITS)
    lines = "".join(
        f"kommune-0851 | 2024-06 | {number} | {int(str(number) == step)} | 1 \n"
        for number in (-12, -2, -1, 0, 1, 12)
    )
    computation = spec.expect(f"unit | period | step | numerator | denominator \n{lines}")
    assert {row.step for row in computation.rows} == set(range(-12, 13))


@pytest.mark.rule(23)
@pytest.mark.parametrize(
    ("started", "week", "step"),
    [
        ("2024-06-12 10:00", "2024-W24", 0),
        ("2024-06-16 10:00", "2024-W24", 0),  # Sunday of the same week
        ("2024-06-16 10:00", "2024-W25", 1),
        ("2024-06-10 10:00", "2024-W23", -1),
        ("2021-01-03 10:00", "2020-W53", 0),  # a Sunday in week 53 of the year before
        ("2021-01-03 10:00", "2021-W01", 1),
        ("2021-01-03 10:00", "2020-W52", -1),
        ("2021-01-04 10:00", "2020-W53", -1),
        ("2024-12-30 10:00", "2025-W01", 0),  # a Monday in week 1 of the year after
    ],
)
def test_with_a_table_by_week_steps_are_calendar_weeks(
    spec: Spec, started: str, week: str, step: int
) -> None:
    """Where either table knows no more than the week, week 0 is the calendar week of the row, also
    across new year."""
    spec.draw("hospital_stay", f"stay | person | started \n 1 | 1 | {started}")
    spec.draw("gp_service", f"service_id | person | week \n a | 1 | {week}")
    profile(spec, SERVICES, "from: -2, to: 2")
    period = started[:7]
    lines = "".join(
        f"kommune-0851 | {period} | {number} | {int(number == step)} | 1 \n"
        for number in range(-2, 3)
    )
    spec.expect(f"unit | period | step | numerator | denominator \n{lines}")


@pytest.mark.rule(23)
def test_a_row_by_week_and_events_by_day(spec: Spec) -> None:
    """Then too it is the difference of calendar weeks: a visit on Monday is in the week after a
    service of the week that ended the day before."""
    spec.draw("gp_service", "service_id | person | week \n a | 1 | 2024-W24")
    spec.draw(
        "municipal_service",
        """
        service_id | person | started
        b          | 1      | 2024-06-16 23:59
        c          | 1      | 2024-06-17 00:00
        d          | 1      | 2024-06-09 23:59
        """,
    )
    spec.define(
        f"""
measure:
  profile:
    of: {{table: gp_service, where: [], date: week, place: residence}}
    events: {{{VISITS}}}
    weeks: {{from: -1, to: 1}}
    unknown: exclude""",
        settle="13 days",
        look_back="13 days",
    )
    spec.expect("""
        unit         | period  | step | numerator | denominator
        kommune-0851 | 2024-06 | -1   | 1         | 1
        kommune-0851 | 2024-06 | 0    | 1         | 1
        kommune-0851 | 2024-06 | 1    | 1         | 1
    """)


@pytest.mark.rule(23, 29)
def test_pairs_are_counted(spec: Spec) -> None:
    """Every event of every row: an event a week after one stay and in the week of another is one of
    each, and two events are two. Rows without events count in the denominator; without rows there is no
    mean."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-06-03 10:00 | kommune-0851
        2    | 1      | 2024-06-10 10:00 | kommune-0851
        3    | 2      | 2024-06-10 10:00 | kommune-0851
        4    | 3      | 2024-06-10 10:00 | kommune-0860
        5    | 4      | 2024-06-10 10:00 | -
        """,
    )
    spec.draw(
        "municipal_service",
        """
        service_id | person | started
        a          | 1      | 2024-06-11 10:00
        b          | 1      | 2024-06-12 10:00
        c          | 3      | 2024-06-12 10:00
        d          | 4      | 2024-06-12 10:00
        """,
    )
    profile(spec, VISITS, "from: -1, to: 1")
    spec.expect(
        """
        unit               | period  | step | state       | numerator | denominator
        kommune-0851       | 2024-06 | 0    | ok          | 2         | 3
        kommune-0851       | 2024-06 | 1    | ok          | 2         | 3
        kommune-0851       | 2024-06 | -1   | zero        | 0         | 3
        kommune-0860       | 2024-06 | 0    | ok          | 1         | 1
        region-nordjylland | 2024-06 | 0    | ok          | 3         | 4
        kommune-0820       | 2024-06 | 0    | not_defined | -         | -
        """,
        placed=4,
        without_place=1,
    )


@pytest.mark.rule(23)
def test_events_lie_anywhere_and_in_any_period(spec: Spec) -> None:
    """The row decides period, place, age band and sex; its events may lie in another month."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | born       | sex
        1    | 1      | 2024-06-30 10:00 | 1959-07-01 | m
        """,
    )
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-07-08 10:00")
    profile(spec, VISITS, "from: 0, to: 1")
    spec.expect("""
        unit         | period  | age_band | sex | step | state       | numerator | denominator
        kommune-0851 | 2024-06 | 40-64    | m   | 1    | ok          | 1         | 1
        kommune-0851 | 2024-06 | 65-69    | -   | 1    | not_defined | -         | -
        kommune-0851 | 2024-06 | -        | k   | 1    | not_defined | -         | -
        kommune-0851 | 2024-07 | -        | -   | 1    | not_defined | -         | -
        kommune-0851 | 2024-Q2 | -        | -   | 1    | ok          | 1         | 1
    """)


@pytest.mark.rule(23)
def test_events_lie_before_the_first_period(spec: Spec) -> None:
    """The steps before a row may lie before everything that is asked for."""
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-06-03 10:00")
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-05-20 10:00")
    profile(spec, VISITS, "from: -2, to: 0")
    spec.expect("""
        unit         | period  | step | state | numerator | denominator
        kommune-0851 | 2024-06 | -2   | ok    | 1         | 1
        kommune-0851 | 2024-06 | -1   | zero  | 0         | 1
    """)


@pytest.mark.rule(23)
def test_the_row_itself_is_no_event(spec: Spec) -> None:
    """Stays around stays: another one on the same day is an event in week 0, the stay itself is not."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | priority
        1    | 1      | 2024-06-12 10:00 | ATA1
        2    | 1      | 2024-06-12 10:00 | ATA3
        3    | 2      | 2024-06-12 10:00 | ATA1
        """,
    )
    profile(
        spec,
        "table: hospital_stay, where: [], date: started",
        "from: 0, to: 0",
        where="{priority: ATA1}",
    )
    spec.expect("""
        unit         | period  | step | numerator | denominator
        kommune-0851 | 2024-06 | 0    | 1         | 2
    """)


@pytest.mark.rule(23)
def test_events_meet_conditions_as_of_their_own_date(spec: Spec) -> None:
    """Acute stays of people aged 65 and over, around a stay at 64."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | born       | priority | diagnosis
        1    | 1      | 2024-06-03 10:00 | 1959-06-12 | ATA3     | DZ000
        2    | 1      | 2024-06-11 10:00 | 1959-06-12 | ATA1     | DZ000
        3    | 1      | 2024-06-12 10:00 | 1959-06-12 | ATA1     | DZ000
        4    | 1      | 2024-06-13 10:00 | 1959-06-12 | ATA3     | DZ000
        """,
    )
    profile(
        spec,
        "table: hospital_stay, where: [{priority: ATA1}, {age: {at_least: 65}}], date: started",
        "from: 0, to: 1",
        where="{stay: 1}",
    )
    spec.expect("""
        unit         | period  | step | numerator | denominator
        kommune-0851 | 2024-06 | 0    | 0         | 1
        kommune-0851 | 2024-06 | 1    | 1         | 1
    """)


@pytest.mark.rule(8, 23)
def test_an_undecided_event_is_none(spec: Spec) -> None:
    """What may or may not be an event is not counted, and refuses with `fail` when it lies in a step."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | diagnosis
        1    | 1      | 2024-06-03 10:00 | DZ000
        2    | 1      | 2024-06-11 10:00 | -
        """,
    )
    events = "table: hospital_stay, where: [{diagnosis: DJ449}], date: started"
    for unknown in ("exclude", "no"):
        profile(spec, events, "from: 0, to: 1", where="{stay: 1}", unknown=f'"{unknown}"')
        spec.expect("""
            unit         | period  | step | state | numerator | denominator
            kommune-0851 | 2024-06 | 1    | zero  | 0         | 1
        """)
    profile(spec, events, "from: 0, to: 1", where="{stay: 1}", unknown="fail")
    spec.refused("kommune-0851", "2024-06", "1 rows lack a value")
    profile(spec, events, "from: 0, to: 0", where="{stay: 1}", unknown="fail")
    spec.expect("unit | period | step | numerator \n kommune-0851 | 2024-06 | 0 | 0")


@pytest.mark.rule(23, 30)
def test_who_is_behind_a_step(spec: Spec) -> None:
    """Numerator: persons of rows with an event in the step. Complement: persons of rows without one;
    a person can be in both. Denominator: persons of all rows."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started
        1    | 1      | 2024-06-03 10:00
        2    | 1      | 2024-06-20 10:00
        3    | 2      | 2024-06-03 10:00
        4    | 3      | 2024-06-03 10:00
        """,
    )
    spec.draw(
        "municipal_service",
        """
        service_id | person | started
        a          | 1      | 2024-06-04 10:00
        b          | 1      | 2024-06-05 10:00
        c          | 2      | 2024-06-04 10:00
        """,
    )
    profile(spec, VISITS, "from: 0, to: 1")
    spec.expect("""
        unit         | period  | step | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851 | 2024-06 | 0    | 3         | 4           | 2                 | 2                  | 3
        kommune-0851 | 2024-06 | 1    | 0         | 4           | 0                 | 3                  | 3
    """)


@pytest.mark.rule(23)
def test_a_profile_needs_the_weeks_around_the_period(spec: Spec) -> None:
    """Both tables must be delivered as far before and after the period as the steps reach."""
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-06-12 10:00")
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-06-12 10:00")
    spec.covers("""
        table             | unit | start      | end
        municipal_service | -    | 2024-01-01 | 2024-08-01
    """)
    profile(spec, VISITS, "from: -1, to: 1", settle="13 days", look_back="13 days")
    spec.expect("""
        unit         | period  | step | state         | numerator
        kommune-0851 | 2024-01 | 0    | not_delivered | -
        kommune-0851 | 2024-02 | 0    | not_defined   | -
        kommune-0851 | 2024-06 | 0    | ok            | 1
        kommune-0851 | 2024-07 | 0    | not_settled   | -
    """)
