"""Rows that do not tell age or sex where others of their table do."""

import pytest

from spec.drawn import Spec

# 2 has no date of birth, 3 no sex, 4 neither
SERVICES = """
service_id | person | municipality | started          | ended            | born       | sex
a          | 1      | kommune-0851 | 2024-03-04 08:00 | 2024-03-04 10:00 | 1948-01-01 | k
b          | 2      | kommune-0851 | 2024-03-05 08:00 | 2024-03-05 11:00 | -          | k
c          | 3      | kommune-0851 | 2024-03-06 08:00 | 2024-03-06 12:00 | 1948-01-01 | -
d          | 4      | kommune-0851 | 2024-03-07 08:00 | 2024-03-07 13:00 | -          | -
e          | 4      | kommune-0860 | 2024-03-08 08:00 | 2024-03-08 14:00 | -          | -
"""
_OF = "of: {table: municipal_service, where: [], date: started, place: provider}"
_HOURS = "amount: {time: {from: started, to: ended, unit: hours}}"


@pytest.mark.parametrize(
    ("measure", "attribute", "by_cell"),
    [
        pytest.param("count: {OF}", "none", "4 2 2 1 5", id="count"),
        pytest.param("persons: {OF}", "none", "4 2 2 1 4", id="persons wherever they are"),
        pytest.param("persons: {OF}", "first_event", "4 2 2 1 4", id="persons at the first"),
        pytest.param("sum: {OF}{HOURS}", "none", "14 6 5 2 20", id="sum"),
        pytest.param("mean: {OF}{HOURS}", "none", "14 6 5 2 20", id="mean"),
        pytest.param("median: {OF}{HOURS}", "none", "7 6 5 4 8", id="median, twice its value"),
        pytest.param(
            "proportion: {OF}having: {resource: planned}", "none", "4 2 2 1 5", id="proportion"
        ),
        pytest.param(
            "proportion: {OF}having: {resource: planned}counting: persons",
            "none",
            "4 2 2 1 4",
            id="proportion of persons",
        ),
        pytest.param("stock: {OF}until: ended", "none", "0 0 0 0 0", id="stock"),
    ],
)
def test_a_missing_age_or_sex_is_in_the_total_and_in_no_stratum(
    spec: Spec, measure: str, attribute: str, by_cell: str
) -> None:
    """The parts then add up to less than the whole, and the whole is the same without them."""
    kind, parts = measure.split(": ", 1)
    lines = parts.replace("{OF}", f"{_OF}\n").replace("{HOURS}", f"{_HOURS}\n")
    lines = lines.replace("}counting", "}\ncounting")
    if kind == "stock":
        lines += "\nat: last_day"
    body = "\n    ".join(line for line in (*lines.splitlines(), "unknown: exclude") if line)
    spec.draw("municipal_service", SERVICES)
    spec.define(
        f"measure:\n  {kind}:\n    {body}",
        attribute=attribute,
        look_back="31 days",
        grains="{units: municipality, breakdowns: [age_band, sex]}",
    )
    whole, old, women, old_women, region = by_cell.split()
    spec.expect(f"""
        unit               | period  | age_band | sex | numerator
        kommune-0851       | 2024-03 | -        | -   | {whole}
        kommune-0851       | 2024-03 | 75-79    | -   | {old}
        kommune-0851       | 2024-03 | -        | k   | {women}
        kommune-0851       | 2024-03 | 75-79    | k   | {old_women}
        region-nordjylland | 2024-03 | -        | -   | {region}
    """)


def test_so_it_is_of_weeks_around_a_row(spec: Spec) -> None:
    """A profile's index rows too."""
    spec.draw("municipal_service", SERVICES)
    spec.define(
        f"""
measure:
  profile:
    {_OF}
    events: {{table: municipal_service, where: [], date: started}}
    weeks: {{from: 0, to: 0}}
    unknown: exclude""",
        settle="6 days",
        look_back="6 days",
    )
    spec.expect("""
        unit               | period  | age_band | sex | step | numerator | denominator
        kommune-0851       | 2024-03 | -        | -   | 0    | 1         | 4
        kommune-0851       | 2024-03 | 75-79    | -   | 0    | 0         | 2
        region-nordjylland | 2024-03 | -        | -   | 0    | 1         | 5
    """)
