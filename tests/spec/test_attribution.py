"""Distinct persons: how many there are in a period, and in which one cell each of them counts."""

import pytest

from spec.drawn import Spec

NORTH_AND_SOUTH = (
    """
    unit  | kind
    north | municipality
    south | municipality
    whole | region
    """,
    """
    member | group
    north  | whole
    south  | whole
    """,
)


def persons(spec: Spec, attribute: str, *, where: str = "", **fields: str) -> None:
    spec.define(
        f"""
measure:
  persons:
    of: {{table: hospital_stay, where: [{where}], date: started, place: residence}}
    unknown: exclude""",
        attribute=attribute,
        **fields,
    )


@pytest.mark.rule(16)
@pytest.mark.parametrize("attribute", ["first_event", "none"])
def test_persons_do_not_add_up_over_periods(spec: Spec, attribute: str) -> None:
    """Three stays of one person are one person in each month, in the quarter and in the year."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started
        1    | 1      | 2024-01-10 08:00
        2    | 1      | 2024-01-20 08:00
        3    | 1      | 2024-02-10 08:00
        4    | 2      | 2024-02-12 08:00
        """,
    )
    persons(spec, attribute, periods="[day, week, month, quarter, year]")
    spec.expect("""
        unit         | period     | state | numerator | denominator | numerator_persons
        kommune-0851 | 2024-01    | ok    | 1         | -           | 1
        kommune-0851 | 2024-02    | ok    | 2         | -           | 2
        kommune-0851 | 2024-Q1    | ok    | 2         | -           | 2
        kommune-0851 | 2024       | ok    | 2         | -           | 2
        kommune-0851 | 2024-W07   | ok    | 1         | -           | 1
        kommune-0851 | 2024-W06   | ok    | 1         | -           | 1
        kommune-0851 | 2024-02-12 | ok    | 1         | -           | 1
        kommune-0851 | 2024-03    | zero  | 0         | -           | 0
    """)


MOVER = """
stay | person | started          | residence | born
1    | 1      | 2024-01-10 08:00 | north     | 1959-02-15
2    | 1      | 2024-03-10 08:00 | south     | 1959-02-15
3    | 2      | 2024-03-10 08:00 | south     | 1950-01-01
"""


@pytest.mark.rule(16)
@pytest.mark.parametrize(
    ("attribute", "north", "south", "whole", "younger", "older"),
    [
        pytest.param("first_event", 1, 1, 2, 1, 0, id="once, where and as old as at the first row"),
        pytest.param("none", 1, 2, 2, 1, 1, id="in every cell where there is a row"),
    ],
)
def test_a_mover_with_a_birthday(
    spec: Spec, attribute: str, north: int, south: int, whole: int, younger: int, older: int
) -> None:
    """Person 1 moves from north to south and turns 65 in between. `first_event` counts them once, in the
    north and as 64; `none` in both, so the parts add up to more than the whole. Each month by itself
    has one row and one place."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw("hospital_stay", MOVER)
    persons(spec, attribute)
    spec.expect(f"""
        unit  | period  | age_band | numerator
        north | 2024-Q1 | -        | {north}
        south | 2024-Q1 | -        | {south}
        whole | 2024-Q1 | -        | {whole}
        whole | 2024-Q1 | 40-64    | {younger}
        whole | 2024-Q1 | 65-69    | {older}
        whole | 2024-Q1 | 70-74    | 1
        north | 2024-01 | 40-64    | 1
        south | 2024-03 | 65-69    | 1
        south | 2024-03 | -        | 2
        north | 2024-03 | -        | 0
    """)


@pytest.mark.rule(16)
@pytest.mark.parametrize("attribute", ["first_event", "last_residence_in_period"])
def test_what_is_asked_for_changes_nothing(spec: Spec, attribute: str) -> None:
    """A person counts where they count, also when the other place is not asked for: asked for the
    south alone, person 1 whose first row is in the north is not suddenly the south's, nor the other
    way round."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw("hospital_stay", MOVER)
    spec.draw(
        "residence",
        """
        person | municipality | valid_from | valid_to
        1      | south        | 2020-01-01 | 2024-02-01
        1      | north        | 2024-02-01 | -
        2      | south        | 2020-01-01 | -
        """,
    )
    persons(spec, attribute)
    spec.expect("unit | period | numerator \n south | 2024-Q1 | 1")
    spec.expect("unit | period | numerator \n north | 2024-Q1 | 1")


@pytest.mark.rule(16)
@pytest.mark.parametrize(
    ("rows", "place"),
    [
        pytest.param(
            ("1 | 2024-01-10 08:01 | north", "2 | 2024-01-10 08:00 | south"), "south", id="earliest"
        ),
        pytest.param(
            ("2 | 2024-01-10 08:00 | north", "1 | 2024-01-10 08:00 | south"),
            "south",
            id="at one moment the smallest key",
        ),
        pytest.param(
            ("9 | 2024-01-10 08:00 | north", "10 | 2024-01-10 08:00 | south"),
            "north",
            id="keys that are numbers are compared as numbers",
        ),
        pytest.param(
            ("1 | 2024-10-27 02:30b | north", "2 | 2024-10-27 02:30 | south"),
            "south",
            id="instants, not clock times",
        ),
        pytest.param(
            ("1 | 2024-01-10 08:00 | -", "2 | 2024-01-12 08:00 | south"),
            "south",
            id="without a place it is not the first",
        ),
    ],
)
def test_which_row_is_the_first(spec: Spec, rows: tuple[str, str], place: str) -> None:
    """The earliest instant, then the smallest key."""
    spec.units(*NORTH_AND_SOUTH)
    lines = "".join(f"{row} | 1 \n" for row in rows)
    spec.draw("hospital_stay", f"stay | started | residence | person \n{lines}")
    persons(spec, "first_event")
    other = "north" if place == "south" else "south"
    spec.expect(f"""
        unit    | period | numerator
        {place} | 2024   | 1
        {other} | 2024   | 0
        whole   | 2024   | 1
    """)


@pytest.mark.rule(16)
def test_only_counted_rows_are_first(spec: Spec) -> None:
    """Rows that do not meet the conditions, cannot be decided or lie before birth are not there."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence | priority | born
        1    | 1      | 2024-01-10 08:00 | north     | ATA3     | 1950-01-01
        2    | 1      | 2024-01-11 08:00 | north     | -        | 1950-01-01
        3    | 1      | 2024-01-12 08:00 | south     | ATA1     | 1950-01-01
        4    | 2      | 2024-01-10 08:00 | north     | ATA1     | 2024-01-11
        5    | 2      | 2024-01-12 08:00 | south     | ATA1     | 2024-01-11
        6    | 3      | 2024-01-10 08:00 | north     | ATA1     | 2024-01-11
        """,
    )
    persons(spec, "first_event", where="{priority: ATA1}")
    spec.expect(
        """
        unit  | period  | age_band | numerator
        south | 2024-01 | -        | 2
        south | 2024-01 | 0-17     | 1
        north | 2024-01 | -        | 0
        """,
        unknown=1,
        before_birth=2,
        placed=2,
    )


@pytest.mark.rule(16)
def test_the_first_row_of_a_table_by_week(spec: Spec) -> None:
    """Rows of the same week are at one moment: the smallest key is first, as text where keys are
    text."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | residence
        b          | 1      | 2024-W06 | north
        a10        | 1      | 2024-W06 | south
        a9         | 1      | 2024-W06 | north
        """,
    )
    spec.define(
        """
measure:
  persons:
    of: {table: gp_service, where: [], date: week, place: residence}
    unknown: exclude""",
        attribute="first_event",
    )
    spec.expect("""
        unit  | period  | numerator
        south | 2024-02 | 1
        north | 2024-02 | 0
    """)


@pytest.mark.rule(16)
@pytest.mark.parametrize(
    ("intervals", "north", "south"),
    [
        pytest.param(("north | 2020-01-01 | -",), 1, 0, id="lives there"),
        pytest.param(
            ("north | 2020-01-01 | 2024-02-10", "south | 2024-02-10 | -"), 0, 1, id="moved to south"
        ),
        pytest.param(
            ("south | 2020-01-01 | 2024-02-10", "north | 2024-02-10 | -"), 1, 0, id="moved to north"
        ),
        pytest.param(
            ("north | 2020-01-01 | 2024-04-01", "south | 2024-04-01 | -"),
            1,
            0,
            id="moved the day after the period",
        ),
        pytest.param(
            ("north | 2020-01-01 | 2024-03-31", "south | 2024-03-31 | -"),
            0,
            1,
            id="moved on its last day",
        ),
        pytest.param(
            ("north | 2020-01-01 | 2024-01-10",), 1, 0, id="left the country in the period"
        ),
        pytest.param(
            ("north | 2020-01-01 | 2024-01-01",),
            0,
            1,
            id="left before it: by the last row, in the south",
        ),
        pytest.param(
            ("north | 2020-01-01 | -", "south | 2024-02-10 | 2024-02-10"),
            1,
            0,
            id="no days, no residence",
        ),
        pytest.param((), 0, 1, id="no residence known: by the last row"),
    ],
)
def test_the_last_residence(spec: Spec, intervals: tuple[str, ...], north: int, south: int) -> None:
    """At the municipality of the last residence that has days in the period, wherever the stays were.
    Stays in the first quarter: first in the north, then in the south."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | north
        2    | 1      | 2024-03-10 08:00 | south
        """,
    )
    lines = "".join(f"1 | {interval} \n" for interval in intervals)
    spec.draw("residence", f"person | municipality | valid_from | valid_to \n{lines}")
    persons(spec, "last_residence_in_period")
    spec.expect(f"""
        unit  | period  | numerator
        north | 2024-Q1 | {north}
        south | 2024-Q1 | {south}
        whole | 2024-Q1 | 1
    """)


@pytest.mark.rule(16)
@pytest.mark.parametrize(
    ("valid_to", "band"),
    [
        pytest.param("-", "65-69", id="65 on the period's last day"),
        pytest.param("2024-04-01", "65-69", id="likewise"),
        pytest.param("2024-03-15", "40-64", id="gone the day before turning 65"),
        pytest.param("2024-03-16", "65-69", id="there on the birthday"),
    ],
)
def test_age_at_the_last_residence(spec: Spec, valid_to: str, band: str) -> None:
    """Age and sex are those of the residence's last day inside the period, not of the stays: born on
    15 March 1959 and a woman there, whatever the stay says."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | born       | sex
        1    | 1      | 2024-01-10 08:00 | 1930-01-01 | m
        """,
    )
    spec.draw(
        "residence",
        f"""
        person | valid_from | valid_to   | born       | sex
        1      | 2020-01-01 | {valid_to} | 1959-03-15 | k
        """,
    )
    persons(spec, "last_residence_in_period")
    spec.expect(f"""
        unit         | period  | age_band | sex | numerator
        kommune-0851 | 2024-Q1 | {band}   | -   | 1
        kommune-0851 | 2024-Q1 | {band}   | k   | 1
        kommune-0851 | 2024-Q1 | -        | m   | 0
        kommune-0851 | 2024-Q1 | 90+      | -   | 0
    """)


@pytest.mark.rule(16)
def test_a_residence_before_birth_is_none(spec: Spec) -> None:
    """Somebody born on 20 March cannot have lived anywhere until 10 March, whatever the register says:
    they count by their last row."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence | born
        1    | 1      | 2024-03-20 08:00 | south     | 2024-03-20
        2    | 2      | 2024-03-20 08:00 | south     | 2024-03-09
        """,
    )
    spec.draw(
        "residence",
        """
        person | municipality | valid_from | valid_to   | born
        1      | north        | 2024-01-01 | 2024-03-10 | 2024-03-20
        2      | north        | 2024-01-01 | 2024-03-10 | 2024-03-09
        """,
    )
    persons(spec, "last_residence_in_period")
    spec.expect("""
        unit  | period  | age_band | numerator
        north | 2024-Q1 | 0-17     | 1
        south | 2024-Q1 | 0-17     | 1
        whole | 2024-Q1 | -        | 2
    """)


@pytest.mark.rule(16)
def test_weeks_attribute_anew(spec: Spec) -> None:
    """In each week, month and quarter by itself: the week from 29 January to 4 February has both of
    person 1's stays, and so it counts them where the first was, as the quarter does."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-30 08:00 | north
        2    | 1      | 2024-02-02 08:00 | south
        """,
    )
    persons(spec, "first_event", periods="[week, month, quarter]")
    spec.expect("""
        unit  | period   | numerator
        north | 2024-W05 | 1
        south | 2024-W05 | 0
        whole | 2024-W05 | 1
        north | 2024-01  | 1
        south | 2024-02  | 1
        north | 2024-Q1  | 1
        south | 2024-Q1  | 0
    """)


@pytest.mark.rule(16)
def test_without_a_residence_the_last_row_counts(spec: Spec) -> None:
    """The latest moment, then the largest key; a row without a place is not the last one."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | south
        2    | 1      | 2024-01-12 08:00 | north
        3    | 2      | 2024-01-10 08:00 | south
        4    | 2      | 2024-01-10 08:00 | north
        9    | 3      | 2024-01-10 08:00 | south
        10   | 3      | 2024-01-10 08:00 | north
        11   | 4      | 2024-01-10 08:00 | north
        12   | 4      | 2024-01-11 08:00 | -
        """,
    )
    spec.draw("residence", "person | valid_from \n 5 | 2020-01-01")
    persons(spec, "last_residence_in_period")
    spec.expect("""
        unit  | period  | numerator
        north | 2024-01 | 4
        south | 2024-01 | 0
    """)


REGROUPED = (
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


@pytest.mark.rule(16)
@pytest.mark.parametrize(
    ("attribute", "old", "new"),
    [
        pytest.param("first_event", 1, 0, id="the group of January, when the first row was"),
        pytest.param("last_residence_in_period", 0, 1, id="the group of March, the last day's"),
        pytest.param("none", 1, 1, id="both, by each row's own month"),
    ],
)
def test_the_attributing_day_decides_the_organisation(
    spec: Spec, attribute: str, old: int, new: int
) -> None:
    """The municipality changes group on 1 February. As the organisation was, its citizen with stays in
    January and March counts in the group of the day that decides where they count."""
    spec.units(*REGROUPED)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | mover
        2    | 1      | 2024-03-10 08:00 | mover
        """,
    )
    spec.draw("residence", "person | municipality | valid_from \n 1 | mover | 2020-01-01")
    persons(spec, attribute)
    spec.expect(f"""
        unit | period  | organisation | numerator
        old  | 2024-Q1 | as-was       | {old}
        new  | 2024-Q1 | as-was       | {new}
        old  | 2024-Q1 | 2024-01-01   | 1
        new  | 2024-Q1 | 2024-01-01   | 0
        old  | 2024-Q1 | 2024-02-01   | 0
        new  | 2024-Q1 | 2024-02-01   | 1
    """)


HAVING = """
measure:
  proportion:
    of: {table: hospital_stay, where: [], date: started, place: residence}
    having: {priority: ATA1}
    counting: persons
    unknown: exclude
"""


@pytest.mark.rule(17)
@pytest.mark.parametrize(
    ("attribute", "north", "south"),
    [
        pytest.param("first_event", "1 | 2", "1 | 1", id="where the person counts"),
        pytest.param(
            "last_residence_in_period", "0 | 1", "2 | 2", id="where the person lives last"
        ),
        pytest.param("none", "0 | 2", "2 | 2", id="cell by cell"),
    ],
)
def test_a_share_of_persons(spec: Spec, attribute: str, north: str, south: str) -> None:
    """Numerator and denominator count a person in one place: person 1 has a planned stay in the north
    and an acute one in the south. With `none` both are asked of the rows of each cell."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence | priority
        1    | 1      | 2024-01-10 08:00 | north     | ATA3
        2    | 1      | 2024-02-10 08:00 | south     | ATA1
        3    | 2      | 2024-01-10 08:00 | north     | ATA3
        4    | 3      | 2024-01-10 08:00 | south     | ATA1
        5    | 3      | 2024-01-12 08:00 | south     | ATA3
        """,
    )
    spec.draw(
        "residence",
        """
        person | municipality | valid_from
        1      | south        | 2020-01-01
        2      | north        | 2020-01-01
        3      | south        | 2020-01-01
        """,
    )
    spec.define(HAVING, attribute=attribute)
    spec.expect(f"""
        unit  | period  | numerator | denominator
        north | 2024-Q1 | {north}
        south | 2024-Q1 | {south}
        whole | 2024-Q1 | 2 | 3
    """)


@pytest.mark.rule(17)
def test_a_share_of_persons_with_events(spec: Spec) -> None:
    """What a person has may be an event: two discharges, one of them followed by a visit, are one
    person of one."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-05 08:00
        2    | 1      | 2024-01-20 08:00 | 2024-01-21 08:00
        3    | 2      | 2024-01-01 08:00 | 2024-01-05 08:00
        """,
    )
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-01-22 08:00")
    spec.define(
        """
measure:
  proportion:
    of: {table: hospital_stay, where: [], date: ended, place: residence}
    having:
      followed_by: {table: municipal_service, where: [], from: ended, to: started,
                    within: {at_least: 0 days, at_most: 7 days}, same: [person]}
    counting: persons
    unknown: exclude""",
        attribute="first_event",
        settle="7 days",
    )
    spec.expect("""
        unit         | period  | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851 | 2024-01 | 1         | 2           | 1                 | 1                  | 2
    """)


@pytest.mark.rule(18)
def test_a_units_persons_are_those_of_its_settled_municipalities(spec: Spec) -> None:
    """The south has not delivered: the whole has the persons attributed to the north alone. Person 1,
    whose first stay was in the south, is not the north's because the south is missing."""
    spec.units(*NORTH_AND_SOUTH)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | south
        2    | 1      | 2024-01-20 08:00 | north
        3    | 2      | 2024-01-10 08:00 | north
        4    | 2      | 2024-01-20 08:00 | south
        """,
    )
    spec.covers("""
        table            | unit  | start      | end
        hospital_contact | north | 2024-01-01 | 2025-01-01
        hospital_contact | south | 2024-02-01 | 2025-01-01
    """)
    persons(spec, "first_event")
    spec.expect("""
        unit  | period  | state         | flags   | numerator | numerator_persons
        north | 2024-01 | ok            | -       | 1         | 1
        south | 2024-01 | not_delivered | -       | -         | -
        whole | 2024-01 | ok            | partial | 1         | 1
    """)
    persons(spec, "none")
    spec.expect("""
        unit  | period  | state         | flags   | numerator | numerator_persons
        north | 2024-01 | ok            | -       | 2         | 2
        south | 2024-01 | not_delivered | -       | -         | -
        whole | 2024-01 | ok            | partial | 2         | 2
    """)


@pytest.mark.rule(16, 30)
def test_a_rate_of_persons(spec: Spec) -> None:
    """Persons with a row against the population; behind the cell stand those persons, the residents of
    the period's middle without them, and those residents."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | kommune-0851
        2    | 1      | 2024-01-20 08:00 | kommune-0851
        3    | 1      | 2024-02-20 08:00 | kommune-0860
        4    | 2      | 2024-02-20 08:00 | kommune-0860
        """,
    )
    spec.define(
        """
measure:
  rate:
    of: {table: hospital_stay, where: [], date: started, place: residence}
    per: 1000
    counting: persons
    unknown: exclude
denominator: mid_period""",
        attribute="first_event",
    )
    spec.expect("""
        unit               | period  | numerator | denominator | numerator_persons | complement_persons | denominator_persons
        kommune-0851       | 2024-01 | 1         | 180         | 1                 | 179                | 180
        kommune-0851       | 2024-Q1 | 1         | 180         | 1                 | 179                | 180
        kommune-0860       | 2024-Q1 | 1         | 180         | 1                 | 179                | 180
        region-nordjylland | 2024-Q1 | 2         | 540         | 2                 | 538                | 540
    """)
