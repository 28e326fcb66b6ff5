"""Standardisation: as if the ages were the same everywhere, directly and indirectly, worked by hand."""

import pytest

from spec.drawn import Spec

UNITS = (
    """
    unit  | kind
    north | municipality
    south | municipality
    whole | region
    half  | cluster
    """,
    """
    member | group
    north  | whole
    south  | whole
    south  | half
    """,
)
# Women of 50 and of 67 in two municipalities
POPULATION = """
quarter_start | municipality | sex | age | persons
2024-01-01    | north        | k   | 50  | 100
2024-01-01    | north        | k   | 67  | 50
2024-01-01    | south        | k   | 50  | 200
2024-01-01    | south        | k   | 67  | 150
"""


def stays(*groups: str) -> str:
    """`how many, residence, age, sex`: that many stays of as many persons in January."""
    born = {"50": "1974-01-01", "67": "1957-01-01"}
    lines, number = [], 0
    for group in groups:
        many, residence, age, sex = group.split()
        for _ in range(int(many)):
            number += 1
            lines.append(
                f"{number} | {number} | 2024-01-10 08:00 | {residence} | {born[age]} | {sex} \n"
            )
    return "stay | person | started | residence | born | sex \n" + "".join(lines)


USUAL = stays("2 north 50 k", "4 north 67 k", "4 south 50 k", "8 south 67 k")
BANDS = "{age: {at_least: 40, less_than: 70}}"  # reaches 40-64 and 65-69


def rate(per: int = 1000, denominator: str = "mid_period", where: str = BANDS) -> str:
    return f"""
measure:
  rate:
    of: {{table: hospital_stay, where: [{where}], date: started, place: residence}}
    per: {per}
    population: {{where: [{where}]}}
    unknown: exclude
denominator: {denominator}"""


def observed(spec: Spec, by: str = "[age_band]", reference: str = "whole", **fields: str) -> None:
    spec.define(
        f"measure: {{ratio: {{observed: rated, by: {by}, reference: {reference}}}}}", **fields
    )


# Observed over expected --------------------------------------------------------------------------


@pytest.mark.rule(25, 27)
@pytest.mark.parametrize("by", ["[age_band]", "[age_band, sex]"])
def test_observed_over_expected(spec: Spec, by: str) -> None:
    """The whole has 6 stays of 300 women of 50 and 12 of 200 of 67. With these rates the north's 100 and
    50 women would have 2 + 3 = 5 stays and had 6: 1.2. The south's 200 and 150 would have 4 + 9 = 13 and
    had 12: 0.923077. The whole is 1 by itself. Numerator and denominator are the rate's own. A
    stratum nobody lives in expects nothing."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.component("rated", rate())
    observed(spec, by)
    spec.expect("""
        unit  | period  | age_band | sex | state | numerator | denominator | figure
        north | 2024-01 | -        | -   | ok    | 6         | 150         | 1200000
        south | 2024-01 | -        | -   | ok    | 12        | 350         | 923077
        whole | 2024-01 | -        | -   | ok    | 18        | 500         | 1000000
        half  | 2024-01 | -        | -   | ok    | 12        | 350         | 923077
        north | 2024-01 | 65-69    | -   | ok    | 4         | 50          | 1333333
        north | 2024-01 | 40-64    | -   | ok    | 2         | 100         | 1000000
        north | 2024-01 | -        | k   | ok    | 6         | 150         | 1200000
        south | 2024-01 | 65-69    | k   | ok    | 8         | 150         | 888889
    """)


@pytest.mark.rule(25, 30)
def test_who_is_behind_observed_over_expected(spec: Spec) -> None:
    """The rate's own persons: with the event, the other residents, and all residents."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.component("rated", rate())
    observed(spec)
    spec.expect("""
        unit  | period  | numerator_persons | complement_persons | denominator_persons
        north | 2024-01 | 6                 | 144                | 150
    """)


@pytest.mark.rule(25)
def test_by_one_stratum_alone(spec: Spec) -> None:
    """By sex, ages together: all 18 stays of 500 women expect 150 × 18 / 500 = 5.4 in the north, which
    had 6: 1.111111."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.component("rated", rate())
    observed(spec, "[sex]")
    spec.expect("""
        unit  | period  | age_band | figure
        north | 2024-01 | -        | 1111111
        north | 2024-01 | 65-69    | 1333333
    """)


@pytest.mark.rule(25, 27)
@pytest.mark.parametrize(
    ("residents", "of_all", "others", "figure"),
    [
        pytest.param(128, 1000, 7, 976563, id="1 / 1.024 = 0.9765625, a half goes up"),
        pytest.param(
            1, 2048, 1, 1023999476, id="1 × 2 / 2048 is 976562.5 billionths: 976563 of them"
        ),
        pytest.param(1, 2048, 0, 2048001049, id="1 / 2048 is 488281.25 billionths: 488281 of them"),
    ],
)
def test_rounding(spec: Spec, residents: int, of_all: int, others: int, figure: int) -> None:
    """A stratum's expected number is rounded half up to billionths, and the figure to millionths; in
    whole numbers, so that every engine says the same. The north has one stay and `residents` of the
    reference's `of_all`, whose other stays are `others`."""
    spec.units(*UNITS)
    spec.draw(
        "population",
        f"""
        quarter_start | municipality | age | persons
        2024-01-01    | north        | 50  | {residents}
        2024-01-01    | south        | 50  | {of_all - residents}
        """,
    )
    spec.draw("hospital_stay", stays("1 north 50 k", f"{others} south 50 k"))
    spec.component("rated", rate())
    observed(spec)
    spec.expect(f"unit | period | figure \n north | 2024-01 | {figure}")


@pytest.mark.rule(25)
@pytest.mark.parametrize(
    ("happened", "reference", "state", "figure"),
    [
        pytest.param("4 south 67 k", "half", "zero", "0", id="nothing observed is a true zero"),
        pytest.param("2 north 50 k", "half", "not_defined", "-", id="nothing expected is none"),
    ],
)
def test_nothing_observed_and_nothing_expected(
    spec: Spec, happened: str, reference: str, state: str, figure: str
) -> None:
    """The reference is another unit here: the south alone. Where it has no stays nothing can be
    expected."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", stays(happened))
    spec.component("rated", rate())
    observed(spec, reference=reference)
    spec.expect(f"unit | period | state | figure \n north | 2024-01 | {state} | {figure}")


@pytest.mark.rule(25)
def test_a_stratum_the_reference_does_not_have(spec: Spec) -> None:
    """Nobody of 67 lives in the reference, so nobody knows what to expect of the north's; of the north's
    other women it is known."""
    spec.units(*UNITS)
    spec.draw(
        "population",
        """
        quarter_start | municipality | sex | age | persons
        2024-01-01    | north        | k   | 50  | 100
        2024-01-01    | north        | k   | 67  | 50
        2024-01-01    | south        | k   | 50  | 200
        """,
    )
    spec.draw("hospital_stay", stays("2 north 50 k", "4 south 50 k"))
    spec.component("rated", rate())
    observed(spec, reference="half")
    spec.expect("""
        unit  | period  | age_band | state       | numerator | figure
        north | 2024-01 | -        | not_defined | -         | -
        north | 2024-01 | 65-69    | not_defined | -         | -
        north | 2024-01 | 40-64    | ok          | 2         | 1000000
        south | 2024-01 | -        | ok          | 4         | 1000000
    """)


@pytest.mark.rule(25)
def test_a_reference_without_numbers(spec: Spec) -> None:
    """The south has not delivered: there is nothing to compare the north with."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.covers("""
        table            | unit  | start      | end
        hospital_contact | north | 2023-01-01 | 2025-01-01
        hospital_contact | south | 2024-02-01 | 2025-01-01
    """)
    spec.component("rated", rate())
    observed(spec, reference="half")
    spec.expect("""
        unit  | period  | state         | numerator | figure
        north | 2024-01 | not_defined   | -         | -
        south | 2024-01 | not_delivered | -         | -
    """)


@pytest.mark.rule(25)
def test_a_partial_reference_is_what_it_has(spec: Spec) -> None:
    """Of the whole only the north has delivered: it is compared with itself."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.covers("""
        table            | unit  | start      | end
        hospital_contact | north | 2023-01-01 | 2025-01-01
        hospital_contact | south | 2024-02-01 | 2025-01-01
    """)
    spec.component("rated", rate())
    observed(spec)
    spec.expect("""
        unit  | period  | state | flags   | numerator | figure
        north | 2024-01 | ok    | -       | 6         | 1000000
        whole | 2024-01 | ok    | partial | 6         | 1000000
    """)


@pytest.mark.rule(25)
def test_the_reference_is_of_the_same_period(spec: Spec) -> None:
    """In the quarter the whole has its stays of the whole quarter. With person-days on either side the
    length of the period falls out."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.component("rated", rate(denominator="person_years"))
    observed(spec)
    spec.expect(f"""
        unit  | period  | state       | numerator | denominator | figure
        north | 2024-01 | ok          | 6         | {150 * 31}  | 1200000
        north | 2024-Q1 | ok          | 6         | {150 * 91}  | 1200000
        north | 2024-02 | not_defined | -         | -           | -
    """)


# Direct standardisation --------------------------------------------------------------------------

STANDARD = "{by: [age_band], standard: esp2013}"


@pytest.mark.rule(26, 27)
def test_direct_standardisation(spec: Spec) -> None:
    """The European standard has 67,000 persons of 40-64 and 11,000 of 65-69. North: (67,000 × 2/100 +
    11,000 × 4/50) / 78,000 = 2,220 / 78,000, per 1,000 28.461538. South: (67,000 × 4/200 + 11,000 ×
    8/150) / 78,000 = 1,926.67 / 78,000: 24.700855. Whole: (67,000 × 6/300 + 11,000 × 12/200) / 78,000 =
    2,000 / 78,000: 25.641026. Numerator and denominator are the crude ones; a cell of one stratum has
    its crude figure."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.define(rate(), standardise=STANDARD)
    spec.expect("""
        unit  | period  | age_band | sex | state | numerator | denominator | figure
        north | 2024-01 | -        | -   | ok    | 6         | 150         | 28461538
        south | 2024-01 | -        | -   | ok    | 12        | 350         | 24700855
        whole | 2024-01 | -        | -   | ok    | 18        | 500         | 25641026
        north | 2024-01 | 65-69    | -   | ok    | 4         | 50          | 80000000
        north | 2024-01 | 40-64    | k   | ok    | 2         | 100         | 20000000
        north | 2024-01 | -        | k   | ok    | 6         | 150         | 28461538
    """)


@pytest.mark.rule(26)
@pytest.mark.parametrize(
    ("by", "state", "figure"),
    [
        pytest.param("[age_band]", "ok", "28461538", id="by age: both bands have people"),
        pytest.param("[age_band, sex]", "not_defined", "-", id="by sex as well: no men live there"),
        pytest.param("[sex]", "not_defined", "-", id="nor by sex alone"),
    ],
)
def test_an_empty_stratum_has_no_rate(spec: Spec, by: str, state: str, figure: str) -> None:
    """Where nobody of a stratum lives there is no rate to weight, and its weight is never moved to
    others in silence. The women alone have all they need."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.define(rate(), standardise=f"{{by: {by}, standard: esp2013}}")
    of_women = "28461538" if "age" in by else "40000000"
    spec.expect(f"""
        unit  | period  | age_band | sex | state       | numerator | figure
        north | 2024-01 | -        | -   | {state}     | {6 if state == "ok" else "-"} | {figure}
        north | 2024-01 | -        | k   | ok          | 6         | {of_women}
        north | 2024-01 | 65-69    | k   | ok          | 4         | 80000000
        north | 2024-01 | 65-69    | m   | not_defined | -         | -
    """)


@pytest.mark.rule(26, 27)
def test_a_standardised_half_goes_up(spec: Spec) -> None:
    """Both sexes weigh the same. One stay of 64 women and none of 64 men: 1 / 128 = 0.0078125 of one,
    7,812.5 millionths."""
    spec.units(*UNITS)
    spec.draw(
        "population",
        """
        quarter_start | municipality | sex | age | persons
        2024-01-01    | north        | k   | 50  | 64
        2024-01-01    | north        | m   | 50  | 64
        """,
    )
    spec.draw("hospital_stay", stays("1 north 50 k"))
    spec.define(rate(per=1), standardise="{by: [sex], standard: esp2013}")
    spec.expect("""
        unit  | period  | sex | state | numerator | denominator | figure
        north | 2024-01 | -   | ok    | 1         | 128         | 7813
        north | 2024-01 | m   | zero  | 0         | 64          | 0
    """)


@pytest.mark.rule(26)
def test_person_years_are_annualised(spec: Spec) -> None:
    """Per 1,000 person-years of 365.25 days. Over January's 31 days the north's strata have 2 stays in
    3,100 person-days and 4 in 1,550: (67,000 × 2/3,100 + 11,000 × 4/1,550) / 78,000 × 365,250 =
    335.341191."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.define(rate(denominator="person_years"), standardise=STANDARD)
    spec.expect(f"""
        unit  | period  | numerator | denominator | figure
        north | 2024-01 | 6         | {150 * 31}  | 335341191
    """)


@pytest.mark.rule(26)
def test_a_share_is_standardised_too(spec: Spec) -> None:
    """Of stays at 50 half are acute, of stays at 67 three quarters: (67,000 × 1/2 + 11,000 × 3/4) /
    78,000 = 0.535256, where the crude share is 4 of 6."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | born       | priority
        1    | 1      | 2024-01-10 08:00 | 1974-01-01 | ATA1
        2    | 2      | 2024-01-10 08:00 | 1974-01-01 | ATA3
        3    | 3      | 2024-01-10 08:00 | 1957-01-01 | ATA1
        4    | 4      | 2024-01-10 08:00 | 1957-01-01 | ATA1
        5    | 5      | 2024-01-10 08:00 | 1957-01-01 | ATA1
        6    | 6      | 2024-01-10 08:00 | 1957-01-01 | ATA3
        """,
    )
    spec.define(
        f"""
measure:
  proportion:
    of: {{table: hospital_stay, where: [{BANDS}], date: started, place: residence}}
    having: {{priority: ATA1}}
    unknown: exclude""",
        standardise=STANDARD,
    )
    spec.expect("""
        unit         | period  | age_band | numerator | denominator | figure
        kommune-0851 | 2024-01 | -        | 4         | 6           | 535256
        kommune-0851 | 2024-01 | 65-69    | 3         | 4           | 750000
    """)


@pytest.mark.rule(26)
def test_a_group_is_standardised_over_its_settled_municipalities(spec: Spec) -> None:
    """Strata are summed over those that have delivered, and then weighted."""
    spec.units(*UNITS)
    spec.draw("population", POPULATION)
    spec.draw("hospital_stay", USUAL)
    spec.covers("""
        table            | unit  | start      | end
        hospital_contact | north | 2023-01-01 | 2025-01-01
        hospital_contact | south | 2024-02-01 | 2025-01-01
    """)
    spec.define(rate(), standardise=STANDARD)
    spec.expect("""
        unit  | period  | state | flags   | numerator | denominator | figure
        whole | 2024-01 | ok    | partial | 6         | 150         | 28461538
    """)
