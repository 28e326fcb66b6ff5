"""Running totals: what came in a period is the last total in it less the last one before it."""

import pytest

from spec.drawn import Spec


def cumulative(spec: Spec, *, per: str = "", **fields: str) -> None:
    spec.define(
        f"measure: {{reported: {{table: covid_cases, kind: cumulative{per}}}}}",
        **(
            {
                "periods": "[day, week, month, quarter, year]",
                "grains": "{units: municipality, breakdowns: []}",
            }
            | fields
        ),
    )


LEVELS = """
day        | unit         | numerator | denominator
2021-01-20 | kommune-0851 | 100       | 1000
2021-02-05 | kommune-0851 | 130       | 1100
2021-02-25 | kommune-0851 | 150       | 1200
2021-03-10 | kommune-0851 | 140       | 1300
2021-05-03 | kommune-0851 | 140       | 1400
2021-06-30 | kommune-0851 | 190       | 1500
"""


@pytest.mark.rule(28)
def test_what_came_in_a_period(spec: Spec) -> None:
    """The first total has nothing before it: not defined. Fewer than before is a correction, shown
    with its minus. As many as before is a true zero. A period without a total is not delivered. Nothing of
    it is the supplier's own figure."""
    spec.draw("covid_cases", LEVELS)
    cumulative(spec)
    spec.expect("""
        unit         | period   | state         | numerator | as_delivered
        kommune-0851 | 2021-01  | not_defined   | -         | false
        kommune-0851 | 2021-02  | ok            | 50        | false
        kommune-0851 | 2021-03  | ok            | -10       | false
        kommune-0851 | 2021-04  | not_delivered | -         | false
        kommune-0851 | 2021-05  | zero          | 0         | false
        kommune-0851 | 2021-06  | ok            | 50        | false
        kommune-0851 | 2021-Q1  | not_defined   | -         | false
        kommune-0851 | 2021-Q2  | ok            | 50        | false
        kommune-0851 | 2021     | not_defined   | -         | false
        kommune-0851 | 2021-Q3  | not_delivered | -         | false
    """)


@pytest.mark.rule(28)
def test_days_and_weeks_of_a_running_total(spec: Spec) -> None:
    """The last total before may lie long ago; the period of the total gets all that came since. 5
    February 2021 is a Friday of week 5, 25 February a Thursday of week 8."""
    spec.draw("covid_cases", LEVELS)
    cumulative(spec)
    spec.expect("""
        unit         | period     | state         | numerator
        kommune-0851 | 2021-02-05 | ok            | 30
        kommune-0851 | 2021-02-06 | not_delivered | -
        kommune-0851 | 2021-02-25 | ok            | 20
        kommune-0851 | 2021-W05   | ok            | 30
        kommune-0851 | 2021-W08   | ok            | 20
        kommune-0851 | 2021-01-20 | not_defined   | -
    """)


@pytest.mark.rule(28)
def test_the_denominator_is_that_of_the_last_total(spec: Spec) -> None:
    """Residents of the day the figure reaches to."""
    spec.draw("covid_cases", LEVELS)
    cumulative(spec, per=", per: 100000")
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2021-02 | 50        | 1200
        kommune-0851 | 2021-03 | -10       | 1300
        kommune-0851 | 2021-Q2 | 50        | 1500
    """)


@pytest.mark.rule(28, 30)
def test_masked_totals(spec: Spec) -> None:
    """The bounds of what came are subtracted crosswise: at least the later one's lowest less the
    earlier one's highest. Persons are never fewer than 0."""
    spec.draw(
        "covid_cases",
        """
        day        | unit         | numerator | numerator_low | numerator_high
        2021-01-20 | kommune-0851 | 20        | -             | -
        2021-02-20 | kommune-0851 | -         | 21            | 29
        2021-03-20 | kommune-0851 | 25        | -             | -
        2021-04-20 | kommune-0851 | -         | 31            | 39
        2021-05-20 | kommune-0851 | -         | 41            | 49
        2021-06-20 | kommune-0851 | 40        | -             | -
        2021-07-20 | kommune-0851 | 38        | -             | -
        """,
    )
    cumulative(spec)
    spec.expect("""
        unit         | period  | state      | numerator | numerator_bounds | numerator_persons
        kommune-0851 | 2021-02 | suppressed | -         | 1-9              | 1-9
        kommune-0851 | 2021-03 | suppressed | -         | -4-4             | 0-4
        kommune-0851 | 2021-04 | suppressed | -         | 6-14             | 6-14
        kommune-0851 | 2021-05 | suppressed | -         | 2-18             | 2-18
        kommune-0851 | 2021-06 | suppressed | -         | -9--1            | 0
        kommune-0851 | 2021-07 | ok         | -2        | -                | 0
        kommune-0851 | 2021-Q2 | ok         | 15        | -                | 15
    """)


@pytest.mark.rule(28)
def test_one_masked_member_masks_the_group(spec: Spec) -> None:
    """What is known of the others stands in the bounds: 5 came in the one, 1 to 9 in the other."""
    spec.units(
        "unit | kind \n north | municipality \n south | municipality \n whole | region",
        "member | group \n north | whole \n south | whole",
    )
    spec.draw(
        "covid_cases",
        """
        day        | unit  | numerator | numerator_low | numerator_high
        2021-01-20 | north | 20        | -             | -
        2021-02-20 | north | 25        | -             | -
        2021-01-20 | south | 20        | -             | -
        2021-02-20 | south | -         | 21            | 29
        """,
    )
    cumulative(spec)
    spec.expect("""
        unit  | period  | organisation | state      | numerator | numerator_bounds
        north | 2021-02 | as-was       | ok         | 5         | -
        whole | 2021-02 | as-was       | suppressed | -         | 6-14
    """)


GROUPED = (
    """
    unit  | kind
    mover | municipality
    left  | municipality
    right | municipality
    old   | cluster
    new   | cluster
    """,
    """
    member | group | valid_from | valid_to
    left   | old   | 2007-01-01 | -
    right  | new   | 2007-01-01 | -
    mover  | old   | 2007-01-01 | 2024-02-01
    mover  | new   | 2024-02-01 | -
    """,
)
MONTHLY = """
day        | unit  | numerator
2023-12-20 | mover | 100
2024-01-20 | mover | 110
2024-02-20 | mover | 130
2024-03-20 | mover | 160
2023-12-20 | left  | 10
2024-03-20 | left  | 13
2023-12-20 | right | 20
2024-03-20 | right | 25
"""


@pytest.mark.rule(28)
def test_a_groups_figure_is_the_sum_of_what_came_in_its_members(spec: Spec) -> None:
    """A municipality that changed group on 1 February counts in each group by the months it was in it:
    10 of January in the old one, 20 + 30 of February and March in the new one."""
    spec.units(*GROUPED)
    spec.draw("covid_cases", MONTHLY)
    cumulative(spec)
    spec.expect("""
        unit  | period  | organisation | state | numerator | as_delivered
        mover | 2024-Q1 | as-was       | ok    | 60        | false
        old   | 2024-Q1 | 2024-01-01   | ok    | 63        | false
        new   | 2024-Q1 | 2024-02-01   | ok    | 65        | false
        old   | 2024-Q1 | as-was       | ok    | 13        | false
        new   | 2024-Q1 | as-was       | ok    | 55        | false
    """)


@pytest.mark.rule(28)
def test_a_member_without_a_total_leaves_the_group_out(spec: Spec) -> None:
    """As with all delivered figures: whole or not at all."""
    spec.units(*GROUPED)
    spec.draw("covid_cases", MONTHLY)
    cumulative(spec)
    spec.expect("""
        unit | period  | organisation | state         | numerator | units_present | units_total
        old  | 2024-02 | 2024-01-01   | not_delivered | -         | 1             | 2
        old  | 2024-03 | 2024-01-01   | ok            | 33        | 2             | 2
    """)


@pytest.mark.rule(28)
def test_coverage_asks_for_the_day_of_the_last_total(spec: Spec) -> None:
    """Days without a total need no delivery: a total of the 25th that is delivered settles its month,
    and it is never provisional."""
    spec.draw("covid_cases", LEVELS)
    spec.covers("""
        table       | unit         | start      | end
        covid_cases | kommune-0851 | 2021-01-20 | 2021-01-21
        covid_cases | kommune-0851 | 2021-02-25 | 2021-02-26
    """)
    cumulative(spec, lag="100 days")
    spec.expect("""
        unit         | period  | state       | flags | numerator
        kommune-0851 | 2021-01 | not_defined | -     | -
        kommune-0851 | 2021-02 | ok          | -     | 50
    """)
