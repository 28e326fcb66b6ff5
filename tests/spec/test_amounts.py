"""Amounts: numbers of rows, times between moments, days in a period, and what is made of them."""

import pytest

from spec.drawn import Spec


def amount(
    spec: Spec,
    measure: str,
    of: str,
    amount: str,
    *,
    where: str = "",
    more: str = "",
    unknown: str = "exclude",
    **fields: str,
) -> None:
    """`of` is table and moment; everything by residence."""
    table, moment = of.split()
    spec.define(
        f"""
measure:
  {measure}:
    of: {{table: {table}, where: [{where}], date: {moment}, place: residence}}
    amount: {amount}
    unknown: {unknown}{more}""",
        **fields,
    )


def services(*contacts: str) -> str:
    lines = (f"s{number} | {number} | 2024-W10 | {n} \n" for number, n in enumerate(contacts))
    return "service_id | person | week | contacts \n" + "".join(lines)


# Columns -----------------------------------------------------------------------------------------


@pytest.mark.rule(19, 21)
@pytest.mark.parametrize(
    ("contacts", "total", "state"),
    [
        pytest.param("3 4", 7, "ok", id="added up"),
        pytest.param("0 0", 0, "zero", id="only zeros"),
        pytest.param("", 0, "zero", id="no rows"),
        pytest.param("- -", 0, "zero", id="only rows without an amount"),
        pytest.param("5 -", 5, "ok", id="one without"),
    ],
)
def test_a_sum_of_nothing_is_a_true_zero(spec: Spec, contacts: str, total: int, state: str) -> None:
    """A sum is the total over the rows that have an amount, and is always defined."""
    spec.draw("gp_service", services(*contacts.split()))
    amount(spec, "sum", "gp_service week", "{column: contacts}")
    spec.expect(
        f"""
        unit         | period  | state   | numerator | denominator
        kommune-0851 | 2024-03 | {state} | {total}   | -
        """,
        without_amount=contacts.count("-"),
    )


@pytest.mark.rule(21)
@pytest.mark.parametrize(
    ("contacts", "state", "numerator", "denominator"),
    [
        pytest.param("3 4", "ok", "7", "2", id="the total over the rows"),
        pytest.param("3 -", "ok", "3", "1", id="over those that have one"),
        pytest.param("0 0", "zero", "0", "2", id="a true zero"),
        pytest.param("", "not_defined", "-", "-", id="no rows"),
        pytest.param("-", "not_defined", "-", "-", id="no row with an amount"),
    ],
)
def test_a_mean(spec: Spec, contacts: str, state: str, numerator: str, denominator: str) -> None:
    """Total over the number of rows that have an amount; without any there is no mean."""
    spec.draw("gp_service", services(*contacts.split()))
    amount(spec, "mean", "gp_service week", "{column: contacts}")
    spec.expect(f"""
        unit         | period  | state   | numerator   | denominator
        kommune-0851 | 2024-03 | {state} | {numerator} | {denominator}
    """)


@pytest.mark.rule(21)
@pytest.mark.parametrize(
    ("contacts", "p", "twice"),
    [
        # One to six rows, the median: odd the middle one, even the mean of the two in the middle
        ("7", 50, 14),
        ("7 4", 50, 11),
        ("7 4 1", 50, 8),
        ("7 4 1 9", 50, 11),
        ("7 4 1 9 9", 50, 14),
        ("7 4 1 9 9 2", 50, 11),
        # Of 1 2 3 4: a quarter of four is one whole, so between the 1st and the 2nd
        ("4 3 2 1", 25, 3),
        ("4 3 2 1", 24, 2),
        ("4 3 2 1", 26, 4),
        ("4 3 2 1", 75, 7),
        ("4 3 2 1", 76, 8),
        ("4 3 2 1", 99, 8),
        ("4 3 2 1", 1, 2),
        # Of five: 90 % of five is four and a half, so the 5th; 80 % is four, between the 4th and the 5th
        ("10 20 30 40 50", 90, 100),
        ("10 20 30 40 50", 80, 90),
        ("10 20 30 40 50", 79, 80),
        ("10 20 30 40 50", 20, 30),
        # Equal ones, zeros, and rows without an amount
        ("5 5 5", 50, 10),
        ("0 0 9", 50, 0),
        ("0 1", 50, 1),
        ("- 3 - 8 9", 50, 16),
    ],
)
def test_percentiles(spec: Spec, contacts: str, p: int, twice: int) -> None:
    """With n amounts in order: where n·p/100 is whole the mean of that one and the next, otherwise the
    next whole place. The numerator is twice the value, so that it stays whole; the denominator is the
    number of rows."""
    spec.draw("gp_service", services(*contacts.split()))
    amount(spec, "percentile", "gp_service week", "{column: contacts}", more=f"\n    p: {p}")
    rows = len([n for n in contacts.split() if n != "-"])
    state = "ok" if twice else "zero"
    spec.expect(f"""
        unit         | period  | state   | numerator | denominator
        kommune-0851 | 2024-03 | {state} | {twice}   | {rows}
    """)


@pytest.mark.rule(21, 29)
def test_a_median_of_nothing(spec: Spec) -> None:
    """Without rows there is none."""
    spec.draw("gp_service", services())
    amount(spec, "median", "gp_service week", "{column: contacts}")
    spec.expect("""
        unit         | period  | state       | numerator | denominator
        kommune-0851 | 2024-03 | not_defined | -         | -
    """)


@pytest.mark.rule(21)
def test_medians_are_made_anew_of_all_rows(spec: Spec) -> None:
    """A region's, a quarter's and a total's median is that of its rows, not of the medians inside it."""
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | contacts | residence    | sex
        a          | 1      | 2024-W02 | 1        | kommune-0851 | k
        b          | 2      | 2024-W02 | 2        | kommune-0851 | k
        c          | 3      | 2024-W02 | 3        | kommune-0851 | m
        d          | 4      | 2024-W02 | 100      | kommune-0860 | m
        e          | 5      | 2024-W10 | 50       | kommune-0860 | k
        """,
    )
    amount(spec, "median", "gp_service week", "{column: contacts}")
    spec.expect("""
        unit               | period  | sex | numerator | denominator
        kommune-0851       | 2024-01 | -   | 4         | 3
        kommune-0851       | 2024-01 | k   | 3         | 2
        kommune-0851       | 2024-01 | m   | 6         | 1
        kommune-0860       | 2024-01 | -   | 200       | 1
        region-nordjylland | 2024-01 | -   | 5         | 4
        region-nordjylland | 2024-Q1 | -   | 6         | 5
        region-nordjylland | 2024-Q1 | m   | 103       | 2
        region-nordjylland | 2024-Q1 | k   | 4         | 3
        kommune-0860       | 2024-Q1 | -   | 150       | 2
    """)


# Times -------------------------------------------------------------------------------------------


@pytest.mark.rule(19)
@pytest.mark.parametrize(
    ("started", "ended", "days", "hours"),
    [
        ("2024-01-01 23:59", "2024-01-02 00:01", 1, 0),
        ("2024-01-01 00:00", "2024-01-01 23:59", 0, 23),
        ("2024-01-01 08:00", "2024-01-03 07:59", 2, 47),
        ("2024-01-01 08:00", "2024-01-03 08:00", 2, 48),
        ("2024-01-01 08:00", "2024-01-01 08:00", 0, 0),
        ("2024-02-28 12:00", "2024-03-01 12:00", 2, 48),  # a leap year
        ("2024-10-26 12:00", "2024-10-27 12:00", 1, 25),  # the long night
        ("2024-03-30 12:00", "2024-03-31 12:00", 1, 23),  # the short one
        ("2024-10-27 02:30", "2024-10-27 02:30b", 0, 1),
        ("2024-10-27 02:59", "2024-10-27 02:30b", 0, 0),  # 31 minutes
    ],
)
def test_time_in_days_and_hours(
    spec: Spec, started: str, ended: str, days: int, hours: int
) -> None:
    """Days between calendar dates; hours that have gone whole, by the clock that is never changed."""
    spec.draw("hospital_stay", f"stay | person | started | ended \n 1 | 1 | {started} | {ended}")
    for unit, long in (("days", days), ("hours", hours)):
        amount(
            spec,
            "mean",
            "hospital_stay started",
            f"{{time: {{from: started, to: ended, unit: {unit}}}}}",
        )
        spec.expect(f"""
            unit         | period        | numerator | denominator
            kommune-0851 | {started[:7]} | {long}    | 1
        """)


@pytest.mark.rule(19)
@pytest.mark.parametrize(
    ("started", "ended", "days", "hours"),
    [
        pytest.param("2024-01-02 08:00", "2024-01-02 07:59", "0 | 1", "- | -", id="a minute back"),
        pytest.param("2024-01-02 00:01", "2024-01-01 23:59", "- | -", "- | -", id="a day back"),
        pytest.param(
            "2024-10-27 02:30b", "2024-10-27 02:30", "0 | 1", "- | -", id="the clock hides it"
        ),
    ],
)
def test_a_time_that_runs_backwards_is_missing(
    spec: Spec, started: str, ended: str, days: str, hours: str
) -> None:
    """Measured in its own unit: days do not see a minute."""
    spec.draw("hospital_stay", f"stay | person | started | ended \n 1 | 1 | {started} | {ended}")
    for unit, shown in (("days", days), ("hours", hours)):
        amount(
            spec,
            "mean",
            "hospital_stay started",
            f"{{time: {{from: started, to: ended, unit: {unit}}}}}",
        )
        spec.expect(
            f"""
            unit         | period        | numerator | denominator
            kommune-0851 | {started[:7]} | {shown}
            """,
            without_amount=int(shown == "- | -"),
        )


@pytest.mark.rule(19)
def test_a_sum_of_times(spec: Spec) -> None:
    """Bed days by the day of discharge: the whole stay counts in the month it ended."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2023-12-20 08:00 | 2024-01-10 08:00
        2    | 2      | 2024-01-10 08:00 | 2024-01-12 08:00
        3    | 3      | 2024-01-30 08:00 | 2024-02-02 08:00
        """,
    )
    amount(spec, "sum", "hospital_stay ended", "{time: {from: started, to: ended, unit: days}}")
    spec.expect("""
        unit         | period  | numerator
        kommune-0851 | 2024-01 | 23
        kommune-0851 | 2024-02 | 3
        kommune-0851 | 2023-12 | 0
    """)


# Time to the next event --------------------------------------------------------------------------


def waiting(
    spec: Spec, unit: str, within: str, *, where: str = "", unknown: str = "exclude"
) -> None:
    spec.define(
        f"""
measure:
  mean:
    of: {{table: hospital_stay, where: [], date: ended, place: residence}}
    amount:
      time_to: {{unit: {unit}, table: municipal_service, where: [{where}], from: ended, to: started,
                within: {{{within}}}, same: [person]}}
    unknown: {unknown}""",
        settle="30 days",
    )


@pytest.mark.rule(19)
@pytest.mark.parametrize(
    ("unit", "within", "where", "shown"),
    [
        ("days", "at_least: 0 days, at_most: 30 days", "", "0 | 1"),
        ("hours", "at_least: 0 hours, at_most: 30 days", "", "2 | 1"),
        ("days", "at_least: 1 days, at_most: 30 days", "", "3 | 1"),
        ("days", "at_least: 0 days, at_most: 30 days", "{resource: completed}", "5 | 1"),
        ("hours", "at_least: 0 hours, at_most: 30 days", "{resource: completed}", "120 | 1"),
        ("days", "at_least: 0 days, at_most: 4 days", "{resource: completed}", "- | -"),
    ],
)
def test_time_to_the_first_event_that_counts(
    spec: Spec, unit: str, within: str, where: str, shown: str
) -> None:
    """To the earliest event in the window that meets the conditions, whatever comes before it. A row
    without one has no amount."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2024-01-01 08:00 | 2024-01-10 12:00",
    )
    spec.draw(
        "municipal_service",
        """
        service_id | person | started          | resource
        a          | 1      | 2024-01-10 14:59 | planned
        b          | 1      | 2024-01-13 12:00 | planned
        c          | 1      | 2024-01-15 12:30 | completed
        d          | 1      | 2024-01-20 12:00 | completed
        e          | 2      | 2024-01-11 12:00 | completed
        """,
    )
    waiting(spec, unit, within, where=where)
    spec.expect(f"""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | {shown}
    """)


UNDECIDED = """
stay | person | started          | ended            | priority | diagnosis
1    | 1      | 2024-01-01 08:00 | 2024-01-10 08:00 | ATA1     | DZ000
2    | 1      | {missing}        | -                | ATA3     | -
3    | 1      | 2024-01-15 08:00 | -                | ATA3     | DJ449
"""


def days_to_lungs(spec: Spec, unknown: str) -> None:
    spec.define(
        f"""
measure:
  mean:
    of: {{table: hospital_stay, where: [{{priority: ATA1}}], date: ended, place: residence}}
    amount:
      time_to: {{unit: days, table: hospital_stay, where: [{{diagnosis: {{in: forebyggelige-indlaeggelser}}}}],
                from: ended, to: started, within: {{at_least: 0 days, at_most: 30 days}}, same: [person]}}
    unknown: "{unknown}\"""",
        settle="30 days",
    )


@pytest.mark.rule(19)
@pytest.mark.parametrize(
    ("missing", "refused"),
    [
        pytest.param("2024-01-12 08:00", True, id="before the one found"),
        pytest.param("2024-01-15 07:00", False, id="before it, but as many days"),
        pytest.param("2024-01-17 08:00", False, id="after it"),
    ],
)
def test_an_undecided_event_is_passed_over(spec: Spec, missing: str, refused: bool) -> None:
    """The time runs to the first event that surely counts; `fail` refuses when an undecided one would
    give another time."""
    spec.draw("hospital_stay", UNDECIDED.format(missing=missing))
    for unknown in ("exclude", "no", "fail"):
        days_to_lungs(spec, unknown)
        if unknown == "fail" and refused:
            spec.refused("kommune-0851", "2024-01", "1 rows lack a value")
        else:
            spec.expect("""
                unit         | period  | numerator | denominator
                kommune-0851 | 2024-01 | 5         | 1
            """)


@pytest.mark.rule(19)
def test_an_undecided_event_alone_refuses(spec: Spec) -> None:
    """Where nothing else came, the undecided event could have given the row a time."""
    lines = UNDECIDED.format(missing="2024-01-12 08:00").strip().splitlines()
    spec.draw("hospital_stay", "\n".join(lines[:3]))
    days_to_lungs(spec, "exclude")
    spec.expect("unit | period | numerator | denominator \n kommune-0851 | 2024-01 | - | -")
    days_to_lungs(spec, "fail")
    spec.refused("kommune-0851", "2024-01", "1 rows lack a value")


@pytest.mark.rule(21, 30)
def test_a_median_waiting_time_and_who_is_behind_it(spec: Spec) -> None:
    """Of the rows that have a waiting time. Behind it are their persons, in numerator and denominator
    alike; there is no complement."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-10 08:00
        2    | 1      | 2024-01-12 08:00 | 2024-01-14 08:00
        3    | 2      | 2024-01-01 08:00 | 2024-01-10 08:00
        4    | 3      | 2024-01-01 08:00 | 2024-01-10 08:00
        """,
    )
    spec.draw(
        "municipal_service",
        """
        service_id | person | started
        a          | 1      | 2024-01-15 08:00
        b          | 2      | 2024-01-13 08:00
        """,
    )
    spec.define(
        """
measure:
  median:
    of: {table: hospital_stay, where: [], date: ended, place: residence}
    amount:
      time_to: {unit: days, table: municipal_service, where: [], from: ended, to: started,
                within: {at_least: 0 days, at_most: 30 days}, same: [person]}
    unknown: exclude""",
        settle="30 days",
    )
    spec.expect(
        """
        unit         | period  | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851 | 2024-01 | 6         | 3           | 2                 | -                  | 2
        """,
        without_amount=1,
        placed=4,
    )
