"""Figures delivered ready-made."""

from dataclasses import replace
from datetime import date

from spec.drawn import Spec
from tvaerblik.catalogue.units import Membership

REGIONS = ("nordjylland", "midtjylland", "syddanmark", "hovedstaden", "sjaelland")


def flow(spec: Spec, **fields: str) -> None:
    spec.define(
        "measure: {reported: {table: covid_admissions, kind: flow}}",
        periods="[day, month, quarter, year]",
        grains="{units: region, breakdowns: []}",
        **fields,
    )


def level(spec: Spec) -> None:
    spec.define(
        "measure: {reported: {table: covid_cases, kind: level, per: 100000}}",
        periods="[day, month]",
        grains="{units: municipality, breakdowns: []}",
    )


def days_of_february(*lines: str) -> str:
    """Every day of February 2021 for each `unit | count`."""
    drawn = [f"2021-02-{day:02d} | {line} \n" for line in lines for day in range(1, 29)]
    return "day | unit | numerator \n" + "".join(drawn)


def covered(spec: Spec, *units: str, end: str = "2021-03-01") -> None:
    lines = [f"covid_admissions | {unit} | 2021-02-01 | {end} \n" for unit in units]
    spec.covers("table | unit | start | end \n" + "".join(lines))


def test_days_add_up_to_longer_periods(spec: Spec) -> None:
    """A flow is added over days, for the unit it was delivered for."""
    spec.draw("covid_admissions", days_of_february("region-nordjylland | 2", "danmark | 100"))
    covered(spec, "region-nordjylland", "danmark")
    flow(spec)
    spec.expect("""
        unit               | period     | state         | numerator | denominator | as_delivered
        region-nordjylland | 2021-02    | ok            | 56        | -           | true
        region-nordjylland | 2021-02-03 | ok            | 2         | -           | true
        danmark            | 2021-02    | ok            | 2800      | -           | true
        region-nordjylland | 2021-Q1    | not_delivered | -         | -           | false
        region-sjaelland   | 2021-02    | not_delivered | -         | -           | false
    """)


def test_the_nations_figure_is_its_own(spec: Spec) -> None:
    """Where the supplier gives the nation, regions are not added up to another one."""
    spec.draw(
        "covid_admissions",
        days_of_february(*(f"region-{name} | 1" for name in REGIONS), "danmark | 6"),
    )
    covered(spec, *(f"region-{name}" for name in REGIONS), "danmark")
    flow(spec)
    spec.expect("""
        unit    | period  | numerator | as_delivered | units_total
        danmark | 2021-02 | 168       | true         | 1
    """)


def test_groups_without_figures_are_the_sum_of_their_members(spec: Spec) -> None:
    """Only when all of them have figures, and the sum is ours, not the supplier's."""
    spec.draw("covid_admissions", days_of_february(*(f"region-{name} | 1" for name in REGIONS)))
    covered(spec, *(f"region-{name}" for name in REGIONS))
    flow(spec)
    spec.expect("""
        unit               | period  | organisation | state         | numerator | as_delivered
        danmark            | 2021-02 | as-was       | ok            | 140       | false
        region-oestdanmark | 2021-02 | 2027-01-01   | ok            | 56        | false
        region-oestdanmark | 2021-02 | as-was       | not_collected | -         | false
        region-hovedstaden | 2021-02 | as-was       | ok            | 28        | true
    """)


def test_a_missing_member_leaves_the_sum_out(spec: Spec) -> None:
    """A sum of published figures is given whole or not at all."""
    spec.draw("covid_admissions", days_of_february(*(f"region-{name} | 1" for name in REGIONS[1:])))
    covered(spec, *(f"region-{name}" for name in REGIONS[1:]))
    flow(spec)
    spec.expect("""
        unit    | period  | state         | numerator | units_present | units_total
        danmark | 2021-02 | not_delivered | -         | 4             | 5
    """)


def test_a_month_needs_all_its_days(spec: Spec) -> None:
    """Not covered to its end: not settled. A day missing inside: not delivered. 0 is a true zero."""
    spec.draw(
        "covid_admissions",
        """
        day        | unit               | numerator
        2021-02-26 | region-nordjylland | 3
        2021-02-27 | region-nordjylland | 0
        """,
    )
    covered(spec, "region-nordjylland", end="2021-02-28")
    flow(spec)
    spec.expect("""
        unit               | period     | state         | numerator
        region-nordjylland | 2021-02-25 | not_delivered | -
        region-nordjylland | 2021-02-26 | ok            | 3
        region-nordjylland | 2021-02-27 | zero          | 0
        region-nordjylland | 2021-02    | not_settled   | -
    """)


def test_a_day_missing_from_a_whole_month(spec: Spec) -> None:
    """The other days' sum would pass for the month's."""
    text = days_of_february("region-nordjylland | 2")
    spec.draw("covid_admissions", "\n".join(text.splitlines()[:-1]))
    covered(spec, "region-nordjylland")
    flow(spec)
    spec.expect("""
        unit               | period     | state         | numerator | units_present
        region-nordjylland | 2021-02-27 | ok            | 2         | 1
        region-nordjylland | 2021-02-28 | not_delivered | -         | 0
        region-nordjylland | 2021-02    | not_delivered | -         | 0
    """)


def test_units_below_the_grain_have_no_rows(spec: Spec) -> None:
    """A municipality is not offered where regions are delivered, nor a period that nothing covers."""
    spec.draw("covid_admissions", days_of_february("region-nordjylland | 2"))
    covered(spec, "region-nordjylland")
    flow(spec)
    assert not len(spec.compute(["kommune-0851"], ["2021-02"]).rows)
    assert not len(spec.compute(["region-nordjylland"], ["2021-05"]).rows)
    assert not len(spec.compute(["region-nordjylland"], ["2021-W06"]).rows)


def test_what_the_supplier_masked_stays_masked(spec: Spec) -> None:
    """A masked count is suppressed with its bounds known; so is every sum over it, never 0."""
    spec.draw(
        "covid_admissions",
        """
        day        | unit               | numerator | numerator_low | numerator_high
        2021-02-26 | region-nordjylland | 3         | -             | -
        2021-02-27 | region-nordjylland | -         | 1             | 9
        2021-02-28 | region-nordjylland | -         | 1             | 9
        2021-02-28 | region-sjaelland   | 20        | -             | -
        2021-02-28 | region-hovedstaden | -         | 1             | 9
        """,
    )
    covered(spec, "region-nordjylland", "region-sjaelland", "region-hovedstaden")
    flow(spec)
    spec.expect("""
        unit               | period     | organisation | state      | numerator | numerator_bounds | numerator_persons | as_delivered
        region-nordjylland | 2021-02-26 | as-was       | ok         | 3         | -                | 3                 | true
        region-nordjylland | 2021-02-27 | as-was       | suppressed | -         | 1-9              | 1-9               | true
        region-oestdanmark | 2021-02-28 | 2027-01-01   | suppressed | -         | 21-29            | 21-29             | false
    """)


def test_a_level_holds_on_its_day_alone(spec: Spec) -> None:
    """A running total is never added over time; a group's is its members' on the same day."""
    klynge = ("0773", "0787")  # Sundhedsklynge Vest
    spec.draw(
        "covid_cases",
        "day | unit | numerator | denominator \n"
        + "".join(f"2021-06-0{d} | kommune-{k} | {d}0 | 1000 \n" for d in (1, 8) for k in klynge),
    )
    spec.covers("""
        table       | unit | start      | end
        covid_cases | -    | 2021-06-01 | 2021-06-02
        covid_cases | -    | 2021-06-08 | 2021-06-09
    """)
    level(spec)
    computation = spec.expect("""
        unit         | period     | state | numerator | denominator | as_delivered
        kommune-0773 | 2021-06-01 | ok    | 10        | 1000        | true
        kommune-0773 | 2021-06-08 | ok    | 80        | 1000        | true
        kommune-0851 | 2021-06-08 | not_delivered | - | -           | false
    """)
    assert {row.period for row in computation.rows} == {"2021-06-01", "2021-06-08"}
    assert not len(spec.compute(["kommune-0773"], ["2021-06"]).rows)
    spec.expect("""
        unit                            | period     | organisation | state | numerator | denominator
        sundhedsklynge-nordjylland-vest | 2021-06-01 | 2024-01-01   | ok    | 20        | 2000
        sundhedsklynge-nordjylland-vest | 2021-06-01 | as-was       | not_collected | - | -
    """)


def test_members_are_those_of_the_day(spec: Spec) -> None:
    """A group's sum has the municipalities that belong to it on the day its organisation stands."""
    vest = "sundhedsklynge-nordjylland-vest"
    units = spec.catalogue.units
    kept = [known for known in units.memberships if known.group != vest]
    drawn = (
        Membership("kommune-0773", vest, date(2022, 7, 1), None),
        Membership("kommune-0787", vest, date(2022, 7, 1), date(2023, 7, 1)),
    )
    memberships = (*kept, *drawn)
    spec.catalogue = replace(spec.catalogue, units=replace(units, memberships=memberships))
    spec.draw(
        "covid_cases",
        """
        day        | unit         | numerator
        2022-11-01 | kommune-0773 | 10
        2022-11-01 | kommune-0787 | 7
        """,
    )
    level(spec)
    spec.expect(f"""
        unit   | period     | organisation | numerator | units_total
        {vest} | 2022-11-01 | as-was       | 17        | 2
        {vest} | 2022-11-01 | 2024-01-01   | 10        | 1
    """)


def test_a_level_with_per_needs_its_denominator(spec: Spec) -> None:
    """Without people there is no rate; with nobody it is not defined."""
    spec.draw(
        "covid_cases",
        """
        day        | unit         | numerator | denominator
        2021-06-01 | kommune-0773 | 10        | -
        2021-06-01 | kommune-0787 | 0         | 0
        2021-06-01 | kommune-0851 | 0         | 1000
        """,
    )
    level(spec)
    spec.expect("""
        unit         | period     | state         | numerator | denominator | as_delivered
        kommune-0773 | 2021-06-01 | not_delivered | -         | -           | false
        kommune-0787 | 2021-06-01 | not_defined   | -         | -           | false
        kommune-0851 | 2021-06-01 | zero          | 0         | 1000        | true
    """)
