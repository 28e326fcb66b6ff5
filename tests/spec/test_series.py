"""Series delivered ready-made for months, quarters or years: one row a period, on its first day."""

import pytest

from spec.drawn import Spec
from tvaerblik.core.errors import DefinitionError

SERIES = """
series  | step
visits  | month
beds    | quarter
share   | year
tests   | day
"""
COVERED = """
table          | unit | start      | end
reported_value | -    | 2024-01-01 | 2026-01-01
"""


def series(
    spec: Spec, name: str, periods: str, *, kind: str = "flow", per: str = "", **fields: str
) -> None:
    spec.series(SERIES)
    spec.define(
        f"measure: {{reported: {{table: reported_value, series: {name}, kind: {kind}{per}}}}}",
        periods=periods,
        grains="{units: municipality, breakdowns: []}",
        **fields,
    )


def months(name: str, *counts: int, unit: str = "kommune-0851", year: int = 2024) -> str:
    lines = (
        f"{name} | {year}-{month:02d}-01 | {unit} | {count} \n"
        for month, count in enumerate(counts, start=1)
    )
    return "".join(lines)


HEAD = "series | day | unit | numerator \n"


def test_months_add_up_to_quarters_and_years(spec: Spec) -> None:
    """A row on the first of a month is the whole month's."""
    spec.draw("reported_value", HEAD + months("visits", *range(1, 13)))
    spec.covers(COVERED)
    series(spec, "visits", "[month, quarter, year]")
    spec.expect("""
        unit         | period  | state | numerator | as_delivered
        kommune-0851 | 2024-01 | ok    | 1         | true
        kommune-0851 | 2024-12 | ok    | 12        | true
        kommune-0851 | 2024-Q1 | ok    | 6         | true
        kommune-0851 | 2024    | ok    | 78        | true
    """)


def test_a_month_that_is_missing_is_never_a_zero(spec: Spec) -> None:
    """The quarter and the year lack it too; a month of 0 is a true zero."""
    text = months("visits", 5, 0, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1).replace("2024-03", "2025-03")
    spec.draw("reported_value", HEAD + text)
    spec.covers(COVERED)
    series(spec, "visits", "[month, quarter, year]")
    spec.expect("""
        unit         | period  | state         | numerator | units_present
        kommune-0851 | 2024-02 | zero          | 0         | 1
        kommune-0851 | 2024-03 | not_delivered | -         | 0
        kommune-0851 | 2024-Q1 | not_delivered | -         | 0
        kommune-0851 | 2024-Q2 | ok            | 3         | 1
        kommune-0851 | 2024    | not_delivered | -         | 0
        kommune-0851 | 2025-03 | ok            | 7         | 1
    """)


def test_a_month_beyond_what_is_delivered_is_not_settled(spec: Spec) -> None:
    """What the deliveries cover decides, as for any other table."""
    spec.draw("reported_value", HEAD + months("visits", 5, 6))
    spec.covers("""
        table          | unit | start      | end
        reported_value | -    | 2024-01-01 | 2024-03-01
    """)
    series(spec, "visits", "[month, quarter]")
    spec.expect("""
        unit         | period  | state       | numerator
        kommune-0851 | 2024-02 | ok          | 6
        kommune-0851 | 2024-Q1 | not_settled | -
    """)


def test_series_are_told_apart(spec: Spec) -> None:
    """Another series of the same table, day and unit is none of this one's business; nor are the units
    that only it is delivered for."""
    spec.draw(
        "reported_value",
        """
        series | day        | unit               | numerator
        visits | 2024-01-01 | kommune-0851       | 5
        beds   | 2024-01-01 | kommune-0851       | 800
        beds   | 2024-01-01 | region-nordjylland | 9000
        """,
    )
    spec.covers(COVERED)
    series(spec, "visits", "[month]")
    spec.expect("""
        unit               | period  | state         | numerator | units_total
        kommune-0851       | 2024-01 | ok            | 5         | 1
        region-nordjylland | 2024-01 | not_delivered | -         | 11
    """)


def test_a_row_on_another_day_than_the_first_says_nothing(spec: Spec) -> None:
    """It cannot stand in for the month that is missing."""
    spec.draw(
        "reported_value",
        """
        series | day        | unit         | numerator
        visits | 2024-01-01 | kommune-0851 | 5
        visits | 2024-01-15 | kommune-0851 | 6
        visits | 2024-02-01 | kommune-0851 | 7
        """,
    )
    spec.covers(COVERED)
    series(spec, "visits", "[month, quarter]")
    spec.expect("""
        unit         | period  | state         | numerator
        kommune-0851 | 2024-01 | ok            | 5
        kommune-0851 | 2024-Q1 | not_delivered | -
    """)


def test_a_yearly_share_holds_for_its_year(spec: Spec) -> None:
    """Numerator and denominator as delivered; a group's are the sums of its members'."""
    spec.draw(
        "reported_value",
        """
        series | day        | unit         | numerator | denominator
        share  | 2024-01-01 | kommune-0773 | 30        | 100
        share  | 2024-01-01 | kommune-0787 | 10        | 300
        share  | 2024-01-01 | kommune-0851 | 10        | -
        share  | 2025-01-01 | kommune-0773 | 50        | 100
        """,
    )
    spec.covers(COVERED)
    series(spec, "share", "[year]", kind="level", per=", per: 100")
    vest = "sundhedsklynge-nordjylland-vest"
    spec.expect(f"""
        unit         | period | organisation | state         | numerator | denominator | as_delivered
        kommune-0773 | 2024   | as-was       | ok            | 30        | 100         | true
        kommune-0773 | 2025   | as-was       | ok            | 50        | 100         | true
        kommune-0851 | 2024   | as-was       | not_delivered | -         | -           | false
        {vest}       | 2024   | 2024-01-01   | ok            | 40        | 400         | false
        {vest}       | 2025   | 2024-01-01   | not_delivered | -         | -           | false
    """)


def test_a_level_is_given_for_its_own_periods_alone(spec: Spec) -> None:
    """A monthly level is not the quarter's."""
    spec.draw("reported_value", HEAD + months("visits", 5, 6, 7))
    spec.covers(COVERED)
    series(spec, "visits", "[month, quarter]", kind="level")
    spec.expect("""
        unit         | period  | state | numerator
        kommune-0851 | 2024-02 | ok    | 6
    """)
    assert not len(spec.compute(["kommune-0851"], ["2024-Q1"]).rows)


def test_a_running_total_by_months(spec: Spec) -> None:
    """What came in a quarter is its last month's total less the one before it."""
    spec.draw("reported_value", HEAD + months("visits", 10, 12, 15, 20, 26, 33))
    spec.covers(COVERED)
    series(spec, "visits", "[month, quarter]", kind="cumulative")
    spec.expect("""
        unit         | period  | state       | numerator
        kommune-0851 | 2024-01 | not_defined | -
        kommune-0851 | 2024-02 | ok          | 2
        kommune-0851 | 2024-Q2 | ok          | 18
    """)


MOVING = """
unit  | kind         | valid_from | valid_to
a     | municipality | 2020-01-01 | -
b     | municipality | 2020-01-01 | -
group | region       | 2020-01-01 | -
"""
# b belongs to the group from February to May
MEMBERS = """
member | group | valid_from | valid_to
a      | group | 2020-01-01 | -
b      | group | 2024-02-01 | 2024-06-01
"""


@pytest.mark.parametrize(
    ("name", "period", "numerator", "units"),
    [
        pytest.param("visits", "2024-01", 1, 1, id="a month before"),
        pytest.param("visits", "2024-02", 102, 2, id="a month with both"),
        pytest.param("visits", "2024-Q1", 1 + 102 + 103, 2, id="a quarter of months"),
        pytest.param("beds", "2024-Q1", 1, 1, id="a quarter whose first month is before"),
        pytest.param("beds", "2024-Q2", 104, 2, id="a quarter whose first month is with both"),
        pytest.param("beds", "2024", 1 + 104 + 7 + 10, 2, id="a year of quarters"),
    ],
)
def test_a_step_goes_whole_by_the_month_it_begins_in(
    spec: Spec, name: str, period: str, numerator: int, units: int
) -> None:
    """A quarter cannot be divided among the units that a municipality belonged to."""
    lines = [
        f"{series} | 2024-{month:02d}-01 | {unit} | {month if unit == 'a' else 100} \n"
        for series, step in (("visits", 1), ("beds", 3))
        for month in range(1, 13, step)
        for unit in ("a", "b")
    ]
    spec.units(MOVING, MEMBERS)
    spec.draw("reported_value", HEAD + "".join(lines))
    spec.covers(COVERED)
    series(spec, name, "[month, quarter, year]" if name == "visits" else "[quarter, year]")
    spec.expect(f"""
        unit  | period   | state | numerator   | units_total
        group | {period} | ok    | {numerator} | {units}
    """)


def test_a_series_masked_by_its_owner(spec: Spec) -> None:
    """A masked month is suppressed with its bounds known, and so is the quarter."""
    spec.draw(
        "reported_value",
        """
        series | day        | unit         | numerator | numerator_low | numerator_high
        visits | 2024-01-01 | kommune-0851 | 10        | -             | -
        visits | 2024-02-01 | kommune-0851 | -         | 1             | 4
        visits | 2024-03-01 | kommune-0851 | 20        | -             | -
        """,
    )
    spec.covers(COVERED)
    series(spec, "visits", "[month, quarter]")
    spec.expect("""
        unit         | period  | state      | numerator | numerator_bounds
        kommune-0851 | 2024-02 | suppressed | -         | 1-4
        kommune-0851 | 2024-Q1 | suppressed | -         | 31-34
    """)


@pytest.mark.parametrize(
    ("name", "periods", "said"),
    [
        pytest.param("visits", "[day, month]", "no figures for 'day'", id="finer than a month"),
        pytest.param("visits", "[week]", "no figures for 'week'", id="a week is not of months"),
        pytest.param("beds", "[month]", "no figures for 'month'", id="finer than a quarter"),
        pytest.param(
            "share", "[quarter, year]", "no figures for 'quarter'", id="finer than a year"
        ),
        pytest.param("bets", "[year]", "Known: visits, beds, share, tests", id="no such series"),
    ],
)
def test_periods_finer_than_the_series_are_refused(
    spec: Spec, name: str, periods: str, said: str
) -> None:
    """A year's figure says nothing of its months, and is never spread over them."""
    with pytest.raises(DefinitionError, match=said):
        series(spec, name, periods)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("{table: reported_value, kind: flow}", "series"),
        ("{table: covid_cases, series: visits, kind: flow}", "one series alone"),
    ],
)
def test_series_is_named_where_there_are_several(spec: Spec, measure: str, said: str) -> None:
    """Compulsory where a table has several series, refused where it has one."""
    spec.series(SERIES)
    with pytest.raises(DefinitionError, match=said):
        spec.define(
            f"measure: {{reported: {measure}}}",
            periods="[year]",
            grains="{units: municipality, breakdowns: []}",
        )


def test_a_count_that_was_delivered_with_a_denominator_is_not_computed(spec: Spec) -> None:
    """It would be read as a share: intake refuses it, and what was taken in before is missing."""
    spec.draw(
        "reported_value",
        """
        series | day        | unit         | numerator | denominator
        visits | 2024-01-01 | kommune-0851 | 9         | 9000
        visits | 2024-02-01 | kommune-0851 | 9         | -
        """,
    )
    spec.covers(COVERED)
    series(spec, "visits", "[month]")
    spec.expect("""
        unit         | period  | state         | numerator | denominator
        kommune-0851 | 2024-01 | not_delivered | -         | -
        kommune-0851 | 2024-02 | ok            | 9         | -
    """)
