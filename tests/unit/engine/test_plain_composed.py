"""The referee on figures made of figures: ratios and standardised figures, worked by hand."""

from fractions import Fraction
from pathlib import Path

import pytest

from spec.drawn import Spec
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.engine.plain.standardised import direct_figure, half_up, observed_over_expected


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture
def spec(tmp_path: Path, catalogue: Catalogue) -> Spec:
    return Spec("plain", tmp_path, catalogue)


# The formulas ----------------------------------------------------------------------------------------


def test_half_up() -> None:
    halves = [half_up(Fraction(n, 2)) for n in (1, 3, 4, -1)]
    assert halves == [1, 2, 2, 0]


@pytest.mark.parametrize(
    ("terms", "factor", "figure"),
    [
        # (100·1/10 + 300·3/20) / 400 = (10 + 45) / 400 = 0.1375
        ([(100, 1, 10), (300, 3, 20)], Fraction(1), 137_500),
        ([(100, 1, 10), (300, 3, 20)], Fraction(1000), 137_500_000),
        # a third and two thirds, the terms rounded at twelve decimals: 0.5
        ([(1, 1, 3), (1, 2, 3)], Fraction(1), 500_000),
        # 2/3 = 0.6666666 is rounded up
        ([(1, 2, 3)], Fraction(1), 666_667),
        ([(1, 2, 3), (1, 0, 0)], Fraction(1), None),
        ([], Fraction(1), None),
    ],
)
def test_the_direct_formula(
    terms: list[tuple[int, int, int]], factor: Fraction, figure: int | None
) -> None:
    assert direct_figure(terms, factor) == figure


@pytest.mark.parametrize(
    ("observed", "terms", "figure"),
    [
        # expected 100·2/50 + 200·3/100 = 4 + 6; 5/10
        (5, [(100, 2, 50), (200, 3, 100)], 500_000),
        # expected 1/3, rounded at nine decimals: 333333333; 1/that = 3.000000003
        (1, [(1, 1, 3)], 3_000_000),
        # expected 0.000000667: the rounding shows
        (1, [(1, 2, 3_000_000)], 1_499_250_374_813),
        (0, [(100, 2, 50)], 0),
        (1, [(100, 0, 50)], None),
        (1, [(100, 2, 50), (1, 0, 0)], None),
        (5, [(100, 2, 40), (0, 0, 0)], 1_000_000),
    ],
)
def test_the_indirect_formula(
    observed: int, terms: list[tuple[int, int, int]], figure: int | None
) -> None:
    assert observed_over_expected(observed, terms) == figure


# Whole computations ----------------------------------------------------------------------------------

# Women of 67 and 72 in two municipalities
POPULATION = """
quarter_start | municipality | sex | age | persons
2024-01-01    | kommune-0851 | k   | 67  | 100
2024-01-01    | kommune-0851 | k   | 72  | 50
2024-01-01    | kommune-0860 | k   | 67  | 100
2024-01-01    | kommune-0860 | k   | 72  | 450
"""
STAYS = """
stay | person | started          | residence    | born
1    | 1      | 2024-01-10 08:00 | kommune-0851 | 1956-06-01
2    | 2      | 2024-01-11 08:00 | kommune-0851 | 1951-06-01
3    | 3      | 2024-01-12 08:00 | kommune-0860 | 1956-06-01
4    | 4      | 2024-01-13 08:00 | kommune-0860 | 1951-06-01
5    | 5      | 2024-01-14 08:00 | kommune-0860 | 1951-06-01
"""
OLD = "{age: {at_least: 65, at_most: 74}}"
RATE = f"""
measure:
  rate:
    of: {{table: hospital_stay, where: [{OLD}], date: started, place: residence}}
    per: 1000
    population: {{where: [{OLD}]}}
    unknown: exclude
denominator: mid_period"""


def test_direct_standardisation(spec: Spec) -> None:
    """ESP2013 has 5,500 women and as many men of 65-69, 5,000 of each of 70-74. By age alone:
    0851: (11000·1/100 + 10000·1/50)/21000 = 310/21000 → 14.761905 per 1,000;
    0860: (11000·1/100 + 10000·2/450)/21000 = 154.4444/21000 → 7.354497 per 1,000."""
    standard = spec.catalogue.standards["esp2013"]
    assert (standard.weight("65-69", None), standard.weight("70-74", None)) == (11000, 10000)
    spec.draw("hospital_stay", STAYS)
    spec.draw("population", POPULATION)
    spec.define(RATE, standardise="{by: [age_band], standard: esp2013}")
    spec.expect("""
        unit         | period  | age_band | sex | state       | numerator | denominator | figure
        kommune-0851 | 2024-01 | -        | -   | ok          | 2         | 150         | 14761905
        kommune-0851 | 2024-01 | 70-74    | -   | ok          | 1         | 50          | 20000000
        kommune-0851 | 2024-01 | 70-74    | k   | ok          | 1         | 50          | 20000000
        kommune-0851 | 2024-01 | -        | k   | ok          | 2         | 150         | 14761905
        kommune-0851 | 2024-01 | -        | m   | not_defined | -         | -           | -
        kommune-0860 | 2024-01 | -        | -   | ok          | 3         | 550         | 7354497
    """)


def test_a_standardised_rate_of_person_years(spec: Spec) -> None:
    """310/21000 per 31 days: times 1000 · 365.25 / 31 is 173.928571 a year and 1,000."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("population", POPULATION)
    measure = RATE.replace("mid_period", "person_years")
    spec.define(measure, standardise="{by: [age_band], standard: esp2013}")
    spec.expect(f"""
        unit         | period  | numerator | denominator | figure
        kommune-0851 | 2024-01 | 2         | {150 * 31}  | 173928571
    """)


def test_an_empty_stratum_has_no_rate(spec: Spec) -> None:
    """By sex as well there are no men to have one."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("population", POPULATION)
    spec.define(RATE, standardise="{by: [age_band, sex], standard: esp2013}")
    spec.expect("""
        unit         | period  | age_band | sex | state       | figure
        kommune-0851 | 2024-01 | -        | -   | not_defined | -
        kommune-0851 | 2024-01 | -        | k   | ok          | 14761905
    """)


def test_observed_over_expected(spec: Spec) -> None:
    """The region's rates are 2/200 and 3/500. Expected in 0851: 100·2/200 + 50·3/500 = 1.3, observed 2;
    in 0860: 100·2/200 + 450·3/500 = 3.7, observed 3. The region's own is 1."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("population", POPULATION)
    spec.component("part", RATE)
    spec.define(
        "measure:\n  ratio: {observed: part, by: [age_band, sex], reference: region-nordjylland}"
    )
    spec.expect("""
        unit               | period  | age_band | state       | numerator | denominator | figure  | numerator_persons
        kommune-0851       | 2024-01 | -        | ok          | 2         | 150         | 1538462 | 2
        kommune-0860       | 2024-01 | -        | ok          | 3         | 550         | 810811  | 3
        kommune-0851       | 2024-01 | 65-69    | ok          | 1         | 100         | 1000000 | 1
        kommune-0851       | 2024-01 | 0-17     | not_defined | -         | -           | -       | -
        region-nordjylland | 2024-01 | -        | ok          | 5         | 700         | 1000000 | 5
        kommune-0851       | 2024-02 | -        | not_defined | -         | -           | -       | -
    """)


def test_without_a_reference_nothing_is_expected(spec: Spec) -> None:
    """The reference unit waits for one municipality, so nobody can be compared with it."""
    spec.draw("hospital_stay", STAYS)
    spec.draw("population", POPULATION)
    spec.component("part", RATE)
    spec.covers("""
        table            | unit         | start      | end
        hospital_contact | kommune-0851 | 2023-01-01 | 2025-01-01
        hospital_contact | kommune-0860 | 2023-01-01 | 2024-01-20
    """)
    spec.define(
        "measure:\n  ratio: {observed: part, by: [age_band], reference: region-nordjylland}"
    )
    spec.expect("""
        unit         | period  | state
        kommune-0851 | 2024-01 | not_defined
        kommune-0860 | 2024-01 | not_settled
    """)


def test_the_reference_is_asked_for_as_well(spec: Spec) -> None:
    """Nobody can be compared with rows that nobody can decide."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | residence | born | priority \n"
        "1 | 1 | 2024-01-10 08:00 | kommune-0860 | 1956-06-01 | -",
    )
    spec.draw("population", POPULATION)
    where = f"[{OLD}, {{priority: ATA1}}]"
    measure = RATE.replace(f"where: [{OLD}], date", f"where: {where}, date")
    ratio = "measure:\n  ratio: {observed: part, by: [sex], reference: region-nordjylland}"
    spec.component("part", measure.replace("exclude", '"fail"'))
    spec.define(ratio)
    spec.refused("kommune-0851", "2024-01", "1 rows")
    spec.component("part", measure)
    spec.define(ratio)
    spec.expect("unit | period | state \n kommune-0851 | 2024-01 | not_defined", unknown=1)


def test_a_ratio_of_counts(spec: Spec) -> None:
    """Both are counted over the municipalities settled for both tables."""
    spec.draw("hospital_stay", f"{STAYS}6 | 6 | 2024-01-14 08:00 | kommune-0820 | 1951-06-01")
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | residence    | contacts
        1          | 1      | 2024-W02 | kommune-0851 | 3
        2          | 1      | 2024-W03 | kommune-0851 | 1
        3          | 9      | 2024-W03 | kommune-0860 | 5
        """,
    )
    spec.covers("""
        table      | unit         | start      | end
        gp_service | kommune-0851 | 2023-01-01 | 2025-01-01
        gp_service | kommune-0820 | 2023-01-01 | 2025-01-01
    """)
    stays = "{table: hospital_stay, where: [], date: started, place: residence}"
    services = "{table: gp_service, where: [], date: week, place: residence}"
    spec.component("stays", f"measure:\n  count: {{of: {stays}, unknown: exclude}}")
    spec.component(
        "services",
        f"measure:\n  sum: {{of: {services}, amount: {{column: contacts}}, unknown: exclude}}",
    )
    spec.define("measure:\n  ratio: {of: stays, over: services, per: 100}")
    spec.expect(
        """
        unit               | period  | state         | flags   | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851       | 2024-01 | ok            | -       | 2         | 4           | 2                 | -                  | 1
        kommune-0820       | 2024-01 | not_defined   | -       | -         | -           | -                 | -                  | -
        kommune-0860       | 2024-01 | not_delivered | -       | -         | -           | -                 | -                  | -
        region-nordjylland | 2024-01 | ok            | partial | 3         | 4           | 3                 | -                  | 1
        """,
        placed=9,
    )


# Running totals --------------------------------------------------------------------------------------


def running(spec: Spec, lines: str) -> None:
    spec.draw("covid_cases", f"day | unit | numerator | numerator_low | numerator_high \n {lines}")
    spec.define(
        "measure:\n  reported: {table: covid_cases, kind: cumulative, per: 1000}",
        periods="[day, week, month]",
        grains="{units: municipality, breakdowns: []}",
    )


def test_a_running_total_becomes_what_came(spec: Spec) -> None:
    """Levels 10, 25 and 40, then corrected to 33."""
    running(
        spec,
        """
        2021-01-20 | kommune-0773 | 10 | - | -
        2021-02-10 | kommune-0773 | 25 | - | -
        2021-02-26 | kommune-0773 | 40 | - | -
        2021-03-30 | kommune-0773 | 33 | - | -
        2021-04-30 | kommune-0773 | 33 | - | -
        """,
    )
    spec.expect("""
        unit         | period   | state         | numerator | denominator | numerator_persons | as_delivered
        kommune-0773 | 2021-01  | not_defined   | -         | -           | -                 | false
        kommune-0773 | 2021-02  | ok            | 30        | 1000        | 30                | false
        kommune-0773 | 2021-03  | ok            | -7        | 1000        | 0                 | false
        kommune-0773 | 2021-04  | zero          | 0         | 1000        | 0                 | false
        kommune-0773 | 2021-05  | not_delivered | -         | -           | -                 | false
        kommune-0773 | 2021-W06 | ok            | 15        | 1000        | 15                | false
    """)


def test_masked_levels_are_subtracted_crosswise(spec: Spec) -> None:
    """From 1-9 to 20 came 11 to 19; from 20 to 21-29 came 1 to 9."""
    running(
        spec,
        """
        2021-01-20 | kommune-0773 | -  | 1  | 9
        2021-02-20 | kommune-0773 | 20 | -  | -
        2021-03-20 | kommune-0773 | -  | 21 | 29
        """,
    )
    spec.expect("""
        unit         | period  | state      | numerator | numerator_bounds
        kommune-0773 | 2021-02 | suppressed | -         | 11-19
        kommune-0773 | 2021-03 | suppressed | -         | 1-9
    """)


def test_only_the_last_levels_day_need_be_covered(spec: Spec) -> None:
    running(
        spec, "2021-01-20 | kommune-0773 | 10 | - | - \n 2021-02-10 | kommune-0773 | 25 | - | -"
    )
    spec.covers("""
        table       | unit | start      | end
        covid_cases | -    | 2021-01-20 | 2021-01-21
        covid_cases | -    | 2021-02-10 | 2021-02-11
    """)
    spec.expect("unit | period | state | flags \n kommune-0773 | 2021-02 | ok | -")
    spec.drawn_covers = []
    spec.covers("""
        table       | unit | start      | end
        covid_cases | -    | 2021-01-01 | 2021-02-10
        covid_cases | -    | 2021-02-11 | 2021-03-01
    """)
    spec.expect("unit | period | state \n kommune-0773 | 2021-02 | not_delivered")


def test_a_groups_total_grows_by_its_members(spec: Spec) -> None:
    """One that has not come keeps the group from a figure."""
    running(
        spec,
        """
        2022-11-20 | kommune-0773 | 10 | - | -
        2022-12-20 | kommune-0773 | 15 | - | -
        2023-01-20 | kommune-0773 | 16 | - | -
        2022-11-10 | kommune-0787 | 3  | - | -
        2022-12-10 | kommune-0787 | 5  | - | -
        """,
    )
    spec.expect("""
        unit                            | period  | state         | numerator | denominator | units_present | units_total
        sundhedsklynge-nordjylland-vest | 2022-12 | ok            | 7         | 2000        | 2             | 2
        sundhedsklynge-nordjylland-vest | 2022-11 | not_defined   | -         | -           | 2             | 2
        sundhedsklynge-nordjylland-vest | 2023-01 | not_delivered | -         | -           | 1             | 2
    """)


def test_a_member_for_some_months_counts_by_them(spec: Spec) -> None:
    """It grew by 5 while it belonged, and by 20 after it had left."""
    spec.units(
        "unit | kind \n a | municipality \n b | municipality \n g | area",
        "member | group | valid_to \n a | g | - \n b | g | 2021-03-01",
    )
    running(
        spec,
        """
        2020-12-31 | a | 100 | - | -
        2021-03-31 | a | 101 | - | -
        2020-12-31 | b | 10  | - | -
        2021-02-28 | b | 15  | - | -
        2021-03-31 | b | 35  | - | -
        """,
    )
    spec.define(
        "measure:\n  reported: {table: covid_cases, kind: cumulative, per: 1000}",
        periods="[quarter]",
        grains="{units: municipality, breakdowns: []}",
    )
    spec.expect("unit | period | numerator | denominator \n g | 2021-Q1 | 6 | 2000")


def test_who_comes_back_counts_by_both_stretches(spec: Spec) -> None:
    """5 before it left and 2 after it came back; its people are those of the last level."""
    spec.units(
        "unit | kind \n a | municipality \n b | municipality \n g | area",
        """
        member | group | valid_from | valid_to
        a      | g     | 2007-01-01 | -
        b      | g     | 2007-01-01 | 2021-02-01
        b      | g     | 2021-03-01 | -
        """,
    )
    levels = (
        "2020-12-31 | b | 10",
        "2021-01-31 | b | 15",
        "2021-02-28 | b | 35",
        "2021-03-31 | b | 37",
    )
    own = ("2020-12-31 | a | 0", "2021-03-31 | a | 0")
    running(spec, "\n".join(f"{line} | - | -" for line in (*levels, *own)))
    spec.define(
        "measure:\n  reported: {table: covid_cases, kind: cumulative, per: 1000}",
        periods="[quarter]",
        grains="{units: municipality, breakdowns: []}",
    )
    spec.expect("unit | period | numerator | denominator \n g | 2021-Q1 | 7 | 2000")
