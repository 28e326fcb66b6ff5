"""Organisation of every measure: as it was month by month, as it is on a date, merged and overlapping."""

import pytest

from spec.drawn import Spec

REGROUPED = (
    """
    unit  | kind
    mover | municipality
    left  | municipality
    right | municipality
    old   | cluster
    new   | cluster
    whole | region
    """,
    """
    member | group | valid_from | valid_to
    left   | old   | 2007-01-01 | -
    right  | new   | 2007-01-01 | -
    mover  | old   | 2007-01-01 | 2024-02-01
    mover  | new   | 2024-02-01 | -
    old    | whole | 2007-01-01 | -
    new    | whole | 2007-01-01 | -
    """,
)
STAYS = """
stay | person | started          | ended            | residence | priority
1    | 1      | 2024-01-10 08:00 | 2024-01-12 08:00 | mover     | ATA1
2    | 2      | 2024-01-31 23:59 | 2024-02-05 08:00 | mover     | ATA3
3    | 3      | 2024-02-01 00:00 | 2024-02-02 08:00 | mover     | ATA1
4    | 4      | 2024-03-10 08:00 | 2024-03-20 08:00 | mover     | ATA1
5    | 5      | 2024-01-10 08:00 | 2024-01-14 08:00 | left      | ATA3
6    | 6      | 2024-02-10 08:00 | 2024-02-17 08:00 | right     | ATA3
"""
OF = "of: {table: hospital_stay, where: [], date: started, place: residence}, unknown: exclude"
LENGTH = "amount: {time: {from: started, to: ended, unit: days}}"


@pytest.mark.rule(5)
@pytest.mark.parametrize(
    ("measure", "old", "new", "whole"),
    [
        pytest.param(f"count: {{{OF}}}", "3 | -", "3 | -", "6 | -", id="count"),
        pytest.param(
            f"proportion: {{{OF}, having: {{priority: ATA1}}}}",
            "1 | 3",
            "2 | 3",
            "3 | 6",
            id="proportion",
        ),
        pytest.param(f"sum: {{{OF}, {LENGTH}}}", "11 | -", "18 | -", "29 | -", id="sum"),
        pytest.param(f"mean: {{{OF}, {LENGTH}}}", "11 | 3", "18 | 3", "29 | 6", id="mean"),
        pytest.param(f"median: {{{OF}, {LENGTH}}}", "8 | 3", "14 | 3", "9 | 6", id="median"),
    ],
)
def test_a_municipality_that_changes_group(
    spec: Spec, measure: str, old: str, new: str, whole: str
) -> None:
    """As it was: each month's rows count in the group of that month, so of the mover's stays the two of
    January are the old group's and the others the new one's. Their lengths are 2, 5 and 4 days in the old
    group, 1, 10 and 7 in the new one; the whole's median is between 4 and 5."""
    spec.units(*REGROUPED)
    spec.draw("hospital_stay", STAYS)
    spec.define(f"measure:\n  {measure}")
    spec.expect(f"""
        unit  | period  | numerator | denominator
        old   | 2024-Q1 | {old}
        new   | 2024-Q1 | {new}
        whole | 2024-Q1 | {whole}
    """)


@pytest.mark.parametrize(
    ("organisation", "old", "new"),
    [("2024-01-31", 5, 1), ("2024-02-01", 1, 5), ("as-was", 3, 3)],
)
def test_as_it_is_on_a_date(spec: Spec, organisation: str, old: int, new: int) -> None:
    """All months in the groups of one day; the day a membership ends it is no more."""
    spec.units(*REGROUPED)
    spec.draw("hospital_stay", STAYS)
    spec.define(f"measure:\n  count: {{{OF}}}")
    spec.expect(f"""
        unit  | period  | organisation   | numerator
        old   | 2024-Q1 | {organisation} | {old}
        new   | 2024-Q1 | {organisation} | {new}
        whole | 2024-Q1 | {organisation} | 6
    """)


def test_merged_municipalities(spec: Spec) -> None:
    """Two municipalities become one on 1 February 2024. As it was, a group that holds them has the rows
    of all three, each in its own months; none of the three existed the whole quarter. With the
    organisation of a date the units of that date are there, and no others."""
    spec.units(
        """
        unit  | kind         | valid_from | valid_to
        small | municipality | 2007-01-01 | 2024-02-01
        tiny  | municipality | 2007-01-01 | 2024-02-01
        big   | municipality | 2024-02-01 | -
        whole | region       | 2007-01-01 | -
        """,
        """
        member | group | valid_from | valid_to
        small  | whole | 2007-01-01 | 2024-02-01
        tiny   | whole | 2007-01-01 | 2024-02-01
        big    | whole | 2024-02-01 | -
        """,
    )
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | small
        2    | 2      | 2024-01-20 08:00 | tiny
        3    | 1      | 2024-02-10 08:00 | big
        4    | 3      | 2024-03-10 08:00 | big
        """,
    )
    spec.define(f"measure:\n  persons: {{{OF}}}", attribute="first_event")
    spec.expect("""
        unit  | period  | organisation | state         | numerator | units_total
        whole | 2024-Q1 | as-was       | ok            | 3         | 3
        small | 2024-01 | as-was       | ok            | 1         | 1
        big   | 2024-02 | as-was       | ok            | 1         | 1
        small | 2024-Q1 | as-was       | not_collected | -         | 0
        big   | 2024-Q1 | as-was       | not_collected | -         | 0
        big   | 2024-01 | as-was       | not_collected | -         | 0
        whole | 2024-01 | 2024-03-01   | zero          | 0         | 1
        whole | 2024-01 | 2024-01-01   | ok            | 2         | 2
    """)


def test_a_renamed_unit_is_the_same_unit(spec: Spec) -> None:
    """Names are no keys: what counts is the unit's id, so a group keeps its past whatever it is
    called, and a member that leaves and comes back is in it on the days of each membership."""
    spec.units(
        """
        unit  | kind
        town  | municipality
        other | municipality
        group | cluster
        """,
        """
        member | group | valid_from | valid_to
        other  | group | 2007-01-01 | -
        town   | group | 2007-01-01 | 2024-02-01
        town   | group | 2024-03-01 | -
        """,
    )
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | town
        2    | 2      | 2024-02-10 08:00 | town
        3    | 3      | 2024-03-10 08:00 | town
        """,
    )
    spec.define(f"measure:\n  count: {{{OF}}}")
    spec.expect("""
        unit  | period  | organisation | numerator
        group | 2024-Q1 | as-was       | 2
        group | 2024-02 | as-was       | 0
        group | 2024-Q1 | 2024-02-10   | 0
        group | 2024-Q1 | 2024-03-01   | 3
        town  | 2024-Q1 | as-was       | 3
    """)


@pytest.mark.parametrize(
    ("measure", "one", "two", "whole"),
    [
        pytest.param(f"count: {{{OF}}}", "3 | -", "3 | -", "4 | -", id="count"),
        pytest.param(f"persons: {{{OF}}}", "2 | -", "2 | -", "3 | -", id="persons"),
        pytest.param(f"mean: {{{OF}, {LENGTH}}}", "8 | 3", "11 | 3", "12 | 4", id="mean"),
        pytest.param(f"median: {{{OF}, {LENGTH}}}", "4 | 3", "8 | 3", "6 | 4", id="median"),
    ],
)
def test_groups_that_overlap(spec: Spec, measure: str, one: str, two: str, whole: str) -> None:
    """A municipality in two groups counts in both, with all of it, and once in what holds them both,
    though it is a member of it by two ways."""
    spec.units(
        """
        unit  | kind
        north | municipality
        city  | municipality
        south | municipality
        one   | cluster
        two   | cluster
        whole | region
        """,
        """
        member | group
        north  | one
        city   | one
        city   | two
        south  | two
        one    | whole
        two    | whole
        """,
    )
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | residence
        1    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00 | north
        2    | 2      | 2024-01-10 08:00 | 2024-01-12 08:00 | city
        3    | 2      | 2024-01-10 08:00 | 2024-01-15 08:00 | city
        4    | 3      | 2024-01-10 08:00 | 2024-01-14 08:00 | south
        """,
    )
    fields = {"attribute": "first_event"} if measure.startswith("persons") else {}
    spec.define(f"measure:\n  {measure}", **fields)
    spec.expect(f"""
        unit  | period  | numerator | denominator
        one   | 2024-01 | {one}
        two   | 2024-01 | {two}
        whole | 2024-01 | {whole}
    """)


@pytest.mark.rule(24)
def test_a_ratio_where_a_municipality_changes_group(spec: Spec) -> None:
    """Above and below in the same months and groups."""
    spec.units(*REGROUPED)
    spec.draw("hospital_stay", STAYS)
    acute = OF.replace("where: []", "where: [{priority: ATA1}]")
    spec.component("acute", f"measure:\n  count: {{{acute}}}")
    spec.component("everybody", f"measure:\n  count: {{{OF}}}")
    spec.define("measure: {ratio: {of: acute, over: everybody, per: 1}}")
    spec.expect("""
        unit | period  | organisation | numerator | denominator
        old  | 2024-Q1 | as-was       | 1         | 3
        new  | 2024-Q1 | as-was       | 2         | 3
        old  | 2024-Q1 | 2024-02-01   | 0         | 1
        new  | 2024-Q1 | 2024-02-01   | 3         | 5
    """)


@pytest.mark.rule(25)
def test_the_reference_is_of_the_same_organisation(spec: Spec) -> None:
    """As of 1 January the mover is in its own reference: 2 stays of the old group's 20 residents expect 1
    of the mover's 10, who had 2. As of 1 February, and as it was in February, the old group is the left
    alone, which had none: nothing is expected."""
    spec.units(*REGROUPED)
    spec.draw(
        "population",
        """
        quarter_start | municipality | persons
        2024-01-01    | mover        | 10
        2024-01-01    | left         | 10
        """,
    )
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-02-10 08:00 | mover
        2    | 2      | 2024-02-10 08:00 | mover
        """,
    )
    spec.component("rated", f"measure:\n  rate: {{{OF}, per: 1000}}\ndenominator: mid_period")
    spec.define("measure: {ratio: {observed: rated, by: [sex], reference: old}}")
    spec.expect("""
        unit  | period  | organisation | state       | numerator | figure
        mover | 2024-02 | 2024-01-01   | ok          | 2         | 2000000
        mover | 2024-02 | 2024-02-01   | not_defined | -         | -
        mover | 2024-02 | as-was       | not_defined | -         | -
    """)
