"""Numbers larger than a figure can hold are refused in words, never cut and never a fault."""

import pytest

from spec.drawn import Spec

# Thirteen of these are more than 2⁶³ − 1; ten are not
LARGE = 9 * 10**17


def services(many: int, contacts: int = LARGE) -> str:
    lines = (f"s{number} | {number} | 2024-W10 | {contacts} \n" for number in range(many))
    return "service_id | person | week | contacts \n" + "".join(lines)


def amounts(spec: Spec, measure: str) -> None:
    spec.define(f"""
measure:
  {measure}:
    of: {{table: gp_service, where: [], date: week, place: residence}}
    amount: {{column: contacts}}
    unknown: exclude""")


@pytest.mark.parametrize("measure", ["sum", "mean"])
def test_a_total_that_no_figure_can_hold_is_refused(spec: Spec, measure: str) -> None:
    """A figure holds whole numbers of at most 64 bits; more than that is a fault of the data."""
    spec.draw("gp_service", services(13))
    amounts(spec, measure)
    spec.refused("kommune-0851", "2024-03", "beyond what a result can hold")


def test_a_total_just_within_is_given(spec: Spec) -> None:
    """The largest figures are exact."""
    spec.draw("gp_service", services(10))
    amounts(spec, "sum")
    spec.expect(f"""
        unit         | period  | state | numerator
        kommune-0851 | 2024-03 | ok    | {10 * LARGE}
    """)


def test_a_total_that_nobody_asked_for_refuses_nothing(spec: Spec) -> None:
    """What is too large elsewhere does not stand in the way of the figures that can be given."""
    spec.draw("gp_service", services(13).replace("2024-W10", "2024-W06") + services(2)[40:])
    amounts(spec, "sum")
    spec.covers("""
        table      | unit | start      | end
        gp_service | -    | 2024-03-01 | 2024-04-01
    """)
    spec.expect(f"""
        unit         | period  | state         | numerator
        kommune-0851 | 2024-02 | not_collected | -
        kommune-0851 | 2024-03 | ok            | {2 * LARGE}
    """)


def test_reported_figures_that_add_up_to_too_much(spec: Spec) -> None:
    """The same holds of figures delivered ready-made."""
    lines = [f"2021-02-{day:02d} | region-nordjylland | {LARGE} \n" for day in range(1, 29)]
    spec.draw("covid_admissions", "day | unit | numerator \n" + "".join(lines))
    spec.define(
        "measure: {reported: {table: covid_admissions, kind: flow}}",
        periods="[day, month]",
        grains="{units: region, breakdowns: []}",
    )
    spec.expect(f"""
        unit               | period     | numerator
        region-nordjylland | 2021-02-01 | {LARGE}
    """)
    spec.refused("region-nordjylland", "2021-02", "beyond what a result can hold")
