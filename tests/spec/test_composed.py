"""Ratios: one indicator's count over another's, over the municipalities that have both."""

import pytest

from spec.drawn import Spec

UNITS = (
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
ROWS = "of: {{table: {table}, where: [{where}], date: {date}, place: {place}}}, unknown: {unknown}"
PLAIN = {"grains": "{units: municipality, breakdowns: []}"}


def rows(
    table: str = "hospital_stay",
    *,
    where: str = "",
    date: str = "started",
    place: str = "residence",
    unknown: str = "exclude",
) -> str:
    return ROWS.format(table=table, where=where, date=date, place=place, unknown=unknown)


def ratio(spec: Spec, **fields: str) -> None:
    spec.define("measure: {ratio: {of: acute, over: everybody, per: 1}}", **fields)


def stays_over_persons(spec: Spec, *, unknown: str = "exclude", **fields: str) -> None:
    """Acute stays over persons with any stay."""
    acute = rows(where="{priority: ATA1}", unknown=unknown)
    spec.component("acute", f"measure: {{count: {{{acute}}}}}", **fields)
    spec.component(
        "everybody", f"measure: {{persons: {{{rows()}}}}}", attribute="first_event", **fields
    )


STAYS = """
stay | person | started          | residence | priority | sex
1    | 1      | 2024-01-10 08:00 | north     | ATA1     | k
2    | 1      | 2024-01-20 08:00 | north     | ATA1     | k
3    | 2      | 2024-01-10 08:00 | north     | ATA3     | m
4    | 3      | 2024-01-10 08:00 | south     | ATA1     | m
5    | 4      | 2024-02-10 08:00 | south     | ATA3     | m
"""


@pytest.mark.rule(24, 29)
def test_one_count_over_another(spec: Spec) -> None:
    """The numerator of each, cell by cell, anew for every period and stratum. Nothing above is a true
    zero, nothing below is not defined."""
    spec.units(*UNITS)
    spec.draw("hospital_stay", STAYS)
    stays_over_persons(spec)
    ratio(spec)
    spec.expect(
        """
        unit  | period  | sex | state       | numerator | denominator
        north | 2024-01 | -   | ok          | 2         | 2
        north | 2024-01 | k   | ok          | 2         | 1
        north | 2024-01 | m   | zero        | 0         | 1
        south | 2024-01 | -   | ok          | 1         | 1
        south | 2024-01 | k   | not_defined | -         | -
        whole | 2024-01 | -   | ok          | 3         | 3
        south | 2024-02 | -   | zero        | 0         | 1
        north | 2024-02 | -   | not_defined | -         | -
        whole | 2024-Q1 | -   | ok          | 3         | 4
        """,
        placed=8,
    )


@pytest.mark.rule(24, 30)
def test_who_is_behind_a_ratio(spec: Spec) -> None:
    """On either side the persons behind that side's numerator; there is no complement."""
    spec.units(*UNITS)
    spec.draw("hospital_stay", STAYS)
    stays_over_persons(spec)
    ratio(spec)
    spec.expect("""
        unit  | period  | numerator_persons | complement_persons | denominator_persons
        north | 2024-01 | 1                 | -                  | 2
        whole | 2024-01 | 2                 | -                  | 3
        south | 2024-02 | 0                 | -                  | 1
    """)


@pytest.mark.rule(24)
def test_sums_divide_too(spec: Spec) -> None:
    """Contacts over services: the totals of all rows, so a region's is no mean of its parts."""
    spec.units(*UNITS)
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | contacts | residence
        a          | 1      | 2024-W06 | 5        | north
        b          | 1      | 2024-W06 | 1        | south
        c          | 2      | 2024-W06 | 1        | south
        d          | 3      | 2024-W06 | -        | south
        """,
    )
    of = rows("gp_service", date="week")
    spec.component("acute", f"measure: {{sum: {{{of}, amount: {{column: contacts}}}}}}")
    spec.component("everybody", f"measure: {{count: {{{of}}}}}")
    ratio(spec)
    spec.expect(
        """
        unit  | period  | numerator | denominator
        north | 2024-02 | 5         | 1
        south | 2024-02 | 2         | 3
        whole | 2024-02 | 7         | 4
        """,
        placed=8,
        without_amount=1,
    )


COVERS = """
table             | unit  | start      | end
hospital_contact  | -     | 2023-01-01 | {contacts}
municipal_service | north | 2023-01-01 | {north}
municipal_service | south | 2024-02-01 | 2026-01-01
"""


def services_over_stays(spec: Spec) -> None:
    spec.draw("hospital_stay", STAYS)
    spec.draw(
        "municipal_service",
        """
        service_id | person | started          | municipality
        a          | 1      | 2024-01-12 08:00 | north
        b          | 1      | 2024-01-14 08:00 | north
        c          | 3      | 2024-01-14 08:00 | south
        """,
    )
    given = rows("municipal_service", place="provider")
    spec.component("acute", f"measure: {{count: {{{given}}}}}", **PLAIN)
    spec.component("everybody", f"measure: {{count: {{{rows()}}}}}", **PLAIN)


@pytest.mark.rule(24)
def test_both_sides_have_the_same_municipalities(spec: Spec) -> None:
    """The south has delivered its stays but no services of January: its stays are not in the whole
    either, and the figure says it is partial."""
    spec.units(*UNITS)
    services_over_stays(spec)
    spec.covers(COVERS.format(contacts="2026-01-01", north="2026-01-01"))
    ratio(spec, **PLAIN)
    spec.expect("""
        unit  | period  | state         | flags   | numerator | denominator | units_present | units_total
        north | 2024-01 | ok            | -       | 2         | 3           | 1             | 1
        south | 2024-01 | not_delivered | -       | -         | -           | 0             | 1
        whole | 2024-01 | ok            | partial | 2         | 3           | 1             | 2
        whole | 2024-02 | zero          | -       | 0         | 1           | 2             | 2
    """)


@pytest.mark.rule(24)
@pytest.mark.parametrize(
    ("contacts", "north", "state", "flags"),
    [
        pytest.param("2024-03-02", "2024-03-02", "ok", "partial provisional", id="just settled"),
        pytest.param("2024-03-01", "2024-04-01", "not_settled", "-", id="one table a day short"),
        pytest.param("2024-04-01", "2024-03-01", "not_settled", "-", id="or the other"),
        pytest.param("2024-03-12", "2024-03-11", "ok", "partial provisional", id="one in its lag"),
        pytest.param("2024-03-12", "2024-03-12", "ok", "partial", id="both past it"),
    ],
)
def test_a_ratio_waits_as_it_says_itself(
    spec: Spec, contacts: str, north: str, state: str, flags: str
) -> None:
    """Settled by the ratio's own follow-up (here 30 days) and lag (10 days) in all tables of both,
    whatever the components wait."""
    spec.units(*UNITS)
    services_over_stays(spec)
    spec.covers(COVERS.format(contacts=contacts, north=north))
    ratio(spec, settle="30 days", lag="10 days", **PLAIN)
    spec.expect(f"""
        unit  | period  | state   | flags
        whole | 2024-01 | {state} | {flags}
    """)


@pytest.mark.rule(24)
def test_a_ratio_looks_back_as_it_says_itself(spec: Spec) -> None:
    """The days before the period must be delivered in both."""
    spec.units(*UNITS)
    services_over_stays(spec)
    spec.covers("""
        table             | unit | start      | end
        hospital_contact  | -    | 2023-01-01 | 2026-01-01
        municipal_service | -    | 2023-12-15 | 2026-01-01
    """)
    ratio(spec, look_back="30 days", **PLAIN)
    spec.expect("""
        unit  | period  | state         | numerator | denominator
        north | 2024-01 | not_delivered | -         | -
        north | 2024-02 | not_defined   | -         | -
        south | 2024-02 | zero          | 0         | 1
    """)


@pytest.mark.rule(24)
@pytest.mark.parametrize(
    ("at", "north", "whole"),
    [
        pytest.param("last_day", "0 | 1", "1 | 3", id="the last day of each"),
        pytest.param("every_night", "2 | 32", "6 | 74", id="the sums over the nights"),
    ],
)
def test_stocks_divide(spec: Spec, at: str, north: str, whole: str) -> None:
    """Acute beds over beds: on the last day, or over all nights of the period."""
    spec.units(*UNITS)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | residence | priority
        1    | 1      | 2024-01-10 08:00 | 2024-01-12 08:00 | north     | ATA1
        2    | 2      | 2024-01-01 08:00 | 2024-01-30 08:00 | north     | ATA3
        3    | 3      | 2024-01-28 08:00 | -                | south     | ATA1
        4    | 4      | 2023-12-28 08:00 | -                | south     | ATA3
        5    | 5      | 2024-01-31 08:00 | 2024-01-31 23:00 | north     | ATA3
        6    | 6      | 2024-01-31 08:00 | 2024-01-31 23:30 | north     | ATA3
        7    | 7      | 2024-01-01 08:00 | 2024-01-08 08:00 | south     | ATA3
        """,
    )
    for name, where in (("acute", "{priority: ATA1}"), ("everybody", "")):
        counted = rows(where=where)
        spec.component(
            name,
            f"measure: {{stock: {{{counted}, until: ended, at: {at}}}}}",
            look_back="60 days",
        )
    ratio(spec, look_back="60 days")
    spec.expect(f"""
        unit  | period  | numerator | denominator
        north | 2024-01 | {north}
        whole | 2024-01 | {whole}
    """)


@pytest.mark.rule(24)
def test_what_both_sides_tell_is_added(spec: Spec) -> None:
    """Rows aside are told for the two together; the `fail` of either refuses."""
    spec.units(*UNITS)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence | priority
        1    | 1      | 2024-01-10 08:00 | north     | ATA1
        2    | 2      | 2024-01-10 08:00 | -         | ATA1
        3    | 3      | 2024-01-10 08:00 | north     | -
        4    | 4      | 2024-01-10 08:00 | south     | ATA3
        """,
    )
    stays_over_persons(spec)
    ratio(spec)
    spec.expect(
        "unit | period | numerator | denominator \n north | 2024-01 | 1 | 2",
        placed=3,
        unknown=1,
        without_place=2,
        outside=1,
    )
    stays_over_persons(spec, unknown="fail")
    ratio(spec)
    spec.refused("north", "2024-01", "1 rows lack a value")


@pytest.mark.rule(24)
def test_a_ratio_of_groups_that_overlap(spec: Spec) -> None:
    """A municipality in two groups is in both, above and below."""
    spec.units(
        """
        unit  | kind
        north | municipality
        south | municipality
        east  | municipality
        one   | cluster
        two   | cluster
        """,
        """
        member | group
        north  | one
        south  | one
        south  | two
        east   | two
        """,
    )
    spec.draw("hospital_stay", STAYS)
    stays_over_persons(spec)
    ratio(spec)
    spec.expect("""
        unit | period  | numerator | denominator
        one  | 2024-Q1 | 3         | 4
        two  | 2024-Q1 | 1         | 2
    """)
