"""Distinct persons behind a cell: what disclosure control goes by."""

import pytest

from spec.drawn import Spec


def readmissions(spec: Spec) -> None:
    spec.define(
        """
measure:
  proportion:
    of: {table: hospital_stay, where: [], date: ended, place: residence}
    having:
      followed_by:
        {table: hospital_stay, where: [], from: ended, to: started,
         within: {more_than: 4 hours, at_most: 30 days}, same: [person]}
    unknown: exclude
    readmission: {index: any, chaining: allowed, death: kept}""",
        settle="30 days",
    )


@pytest.mark.rule(30)
def test_six_rows_of_one_person_are_one_person(spec: Spec) -> None:
    """The complement is those with at least one row that did not count, so a person can be in both."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n"
        + "".join(
            f"{d} | 1 | 2024-01-{d:02d} 08:00 | 2024-01-{d:02d} 22:00 \n" for d in range(1, 7)
        ),
    )
    readmissions(spec)
    spec.expect("""
        unit               | period  | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851       | 2024-01 | 5         | 6           | 1                 | 1                  | 1
        region-nordjylland | 2024-01 | 5         | 6           | 1                 | 1                  | 1
    """)


@pytest.mark.rule(16, 30)
def test_a_person_in_two_months_is_one_person_in_the_year(spec: Spec) -> None:
    """Near a threshold persons are counted anew: four persons seen three times are four, not twelve."""
    lines = [
        f"{10 * month + person} | {person} | 2024-0{month}-10 08:00 | 2024-0{month}-11 08:00 \n"
        for month in (1, 4, 7)
        for person in range(1, 5)
    ]
    spec.draw("hospital_stay", "stay | person | started | ended \n" + "".join(lines))
    readmissions(spec)
    spec.expect("""
        unit         | period  | denominator | denominator_persons | complement_persons
        kommune-0851 | 2024-01 | 4           | 4                   | 4
        kommune-0851 | 2024    | 12          | 4                   | 4
    """)


def test_whether_an_area_has_thirty_persons_is_settled_by_counting(spec: Spec) -> None:
    """Twenty persons a month, sixty in the year: bounds of 20 and 60 would leave the area in doubt."""
    lines = [
        f"{100 * month + n} | {100 * month + n} | 2024-0{month}-10 08:00 | 2024-0{month}-11 08:00 \n"
        for month in (1, 4, 7)
        for n in range(20)
    ]
    spec.draw("hospital_stay", "stay | person | started | ended \n" + "".join(lines))
    readmissions(spec)
    spec.expect("""
        unit         | period  | denominator | denominator_persons
        kommune-0851 | 2024-01 | 20          | 20
        kommune-0851 | 2024    | 60          | 60
    """)


@pytest.mark.rule(30)
def test_a_rates_complement_is_the_residents_without_the_event(spec: Spec) -> None:
    """Residents of the middle of the period, less the persons with the event."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started
        1    | 1      | 2024-01-10 08:00
        2    | 1      | 2024-01-20 08:00
        3    | 2      | 2024-01-20 08:00
        """,
    )
    spec.count("")
    spec.expect("""
        unit         | period  | sex | numerator | numerator_persons | complement_persons | denominator_persons
        kommune-0851 | 2024-01 | -   | 3         | 2                 | 178                | 180
        kommune-0851 | 2024-01 | m   | 0         | 0                 | 90                 | 90
        kommune-0851 | 2024    | -   | 3         | 2                 | 178                | 180
    """)


@pytest.mark.rule(30)
def test_cells_without_numbers_have_no_persons(spec: Spec) -> None:
    """What is not said about rows is not said about persons either."""
    spec.draw("hospital_stay", "stay | person | started | ended \n 1 | 1 | 2024-01-10 08:00 | -")
    readmissions(spec)
    spec.expect("""
        unit         | period  | state       | numerator | denominator | numerator_persons | denominator_persons
        kommune-0851 | 2024-01 | not_defined | -         | -           | -                 | -
    """)


@pytest.mark.rule(30)
def test_somebody_who_moves_is_one_person_in_the_region(spec: Spec) -> None:
    """Four persons seen in one municipality and then in another are four in the region's year, and
    so are four who have a birthday in between."""
    lines = [
        f"{100 * month + person} | {person} | 2024-0{month}-10 08:00 | 2024-0{month}-11 08:00 | {place} | {born} \n"
        for month, moved in ((1, "kommune-0851"), (4, "kommune-0860"))
        for place, born, persons in (
            (moved, "1950-01-01", range(1, 5)),
            ("kommune-0820", "1949-03-01", range(5, 9)),
        )
        for person in persons
    ]
    spec.draw(
        "hospital_stay", "stay | person | started | ended | residence | born \n" + "".join(lines)
    )
    readmissions(spec)
    spec.expect("""
        unit                            | period  | age_band | denominator | denominator_persons | complement_persons
        sundhedsklynge-nordjylland-syd  | 2024    | -        | 8           | 4                   | 4
        kommune-0820                    | 2024    | -        | 8           | 4                   | 4
        kommune-0820                    | 2024    | 75-79    | 4           | 4                   | 4
        kommune-0851                    | 2024    | -        | 4           | 4                   | 4
        region-nordjylland              | 2024    | 70-74    | 12          | 8                   | 8
    """)


def test_thirty_persons_who_move_are_counted(spec: Spec) -> None:
    """Twenty persons seen in one municipality and then in another are twenty in the region's year:
    bounds of 20 and 40 would leave the area in doubt."""
    lines = [
        f"{100 * month + person} | {person} | 2024-0{month}-10 08:00 | 2024-0{month}-11 08:00 | {place} \n"
        for month, place in ((1, "kommune-0851"), (4, "kommune-0860"))
        for person in range(1, 21)
    ]
    spec.draw("hospital_stay", "stay | person | started | ended | residence \n" + "".join(lines))
    readmissions(spec)
    spec.expect("""
        unit               | period  | denominator | denominator_persons | complement_persons
        region-nordjylland | 2024    | 40          | 20                  | 20
    """)


def test_somebody_who_moves_and_counts_once_of_two(spec: Spec) -> None:
    """With it in one municipality and without it in the other, everybody is still one person."""
    lines = [
        f"{100 * month + person} | {person} | 2024-0{month}-05 08:00 | 2024-0{month}-10 08:00 | {place} \n"
        for month, place in ((1, "kommune-0851"), (2, "kommune-0860"))
        for person in range(1, 5)
    ]
    spec.draw("hospital_stay", "stay | person | started | ended | residence \n" + "".join(lines))
    readmissions(spec)
    spec.expect("""
        unit               | period  | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        region-nordjylland | 2024-Q1 | 4         | 8           | 4                 | 4                  | 4
    """)
    spec.count("")
    spec.expect("""
        unit               | period  | numerator | numerator_persons
        region-nordjylland | 2024-Q1 | 8         | 4
    """)


@pytest.mark.rule(30)
@pytest.mark.parametrize(
    ("measure", "numerator", "behind"),
    [
        pytest.param("count: {{{of}}}", "4 | -", "3 | - | -", id="count"),
        pytest.param("persons: {{{of}}}", "3 | -", "3 | - | -", id="persons"),
        pytest.param("sum: {{{of}, amount: {{column: contacts}}}}", "3 | -", "2 | - | -", id="sum"),
        pytest.param(
            "mean: {{{of}, amount: {{column: contacts}}}}", "3 | 3", "2 | - | 2", id="mean"
        ),
        pytest.param(
            "median: {{{of}, amount: {{column: contacts}}}}", "2 | 3", "2 | - | 2", id="median"
        ),
        pytest.param(
            'proportion: {{{of}, having: {{service: "0102"}}}}',
            "2 | 4",
            "2 | 2 | 3",
            id="proportion",
        ),
        pytest.param(
            'proportion: {{{of}, having: {{service: "0102"}}, counting: persons}}',
            "2 | 3",
            "2 | 1 | 3",
            id="proportion of persons",
        ),
    ],
)
def test_who_is_behind_each_measure(spec: Spec, measure: str, numerator: str, behind: str) -> None:
    """The persons of the rows that are counted; of a sum and a mean those of the rows that have an
    amount, 0 included. A complement and a denominator have persons where something is divided: of a
    share of rows the complement is persons with a row that does not count, of a share of persons those
    who do not."""
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | contacts | service
        a          | 1      | 2024-W10 | 2        | 0101
        b          | 1      | 2024-W10 | 1        | 0102
        c          | 2      | 2024-W10 | 0        | 0101
        d          | 3      | 2024-W10 | -        | 0102
        """,
    )
    of = "of: {table: gp_service, where: [], date: week, place: residence}, unknown: exclude"
    fields = {"attribute": "first_event"} if "persons" in measure else {}
    spec.define(f"measure:\n  {measure.format(of=of)}", **fields)
    spec.expect(f"""
        unit         | period  | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851 | 2024-03 | {numerator} | {behind}
    """)


@pytest.mark.rule(30)
@pytest.mark.parametrize(
    ("p", "persons"),
    [(50, 9), (50, 19), (25, 19), (75, 39), (90, 49), (10, 99)],
)
def test_persons_behind_a_percentile_are_exact_where_it_may_be_shown(
    spec: Spec, p: int, persons: int
) -> None:
    """Somebody who has moved is one person. How many it takes depends on the percentile: so many that
    5 (10 where it is sensitive) lie on either side."""
    lines = [
        f"s{number} | {number} | 2024-W10 | kommune-0851 | {number}" for number in range(persons)
    ]
    moved = f"moved | 0 | 2024-W10 | kommune-0860 | {persons}"
    spec.draw(
        "gp_service",
        "\n".join(["service_id | person | week | residence | contacts", *lines, moved]),
    )
    spec.define(f"""
measure:
  percentile:
    of: {{table: gp_service, where: [], date: week, place: residence}}
    amount: {{column: contacts}}
    p: {p}
    unknown: exclude""")
    spec.expect(f"""
        unit               | period  | denominator   | numerator_persons | denominator_persons
        region-nordjylland | 2024-03 | {persons + 1} | {persons}         | {persons}
    """)
