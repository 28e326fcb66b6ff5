"""Ready for discharge: how markers in pathways become spells inside hospital stays."""

import pytest

from spec.drawn import Spec

STAYS = """
stay | person | started          | ended            | residence    | sector
10   | 1      | 2024-01-01 08:00 | 2024-01-20 12:00 | kommune-0860 | somatic
20   | 1      | 2024-03-01 08:00 | -                | kommune-0851 | psychiatric
30   | 2      | 2024-01-01 08:00 | 2024-01-20 12:00 | kommune-0820 | somatic
"""


def expect_spells(spec: Spec, markers: str, spells: str, *, stays: str = STAYS) -> None:
    """`markers`: person, marker and moment; a fourth word is the pathway. `spells`: stay, start and
    end, `-` while it lasts."""
    lines = []
    for line in markers.split("\n"):
        person, marker, day, time, *pathway = line.split()
        lines.append(f"{person} | {marker} | {day} {time} | {''.join(pathway) or person}")
    spec.draw("pathway_marker", "\n".join(["person | marker | placed | pathway", *lines]))
    spec.draw("hospital_stay", stays)
    drawn = ["stay | started | ended", *(line for line in spells.split("\n") if line)]
    spec.expect_derived("ready_for_discharge", "\n".join(drawn))


@pytest.mark.parametrize(
    ("markers", "spells"),
    [
        pytest.param(
            "1 AWA1 2024-01-10 10:00",
            "10 | 2024-01-10 09:00:00 | 2024-01-20 11:00:00",
            id="until the stay ends",
        ),
        pytest.param(
            "1 AWA1 2024-01-10 10:00\n1 AWX1 2024-01-12 09:00",
            "10 | 2024-01-10 09:00:00 | 2024-01-12 08:00:00",
            id="until it is withdrawn",
        ),
        pytest.param(
            "1 AWA1 2024-01-10 10:00\n1 AWX1 2024-01-25 09:00",
            "10 | 2024-01-10 09:00:00 | 2024-01-20 11:00:00",
            id="withdrawn after the stay",
        ),
        pytest.param(
            "1 AWA1 2024-01-10 10:00\n1 AWX1 2024-01-12 09:00\n1 AWA1 2024-01-15 09:00",
            "10 | 2024-01-10 09:00:00 | 2024-01-12 08:00:00\n"
            "10 | 2024-01-15 08:00:00 | 2024-01-20 11:00:00",
            id="ready again",
        ),
        pytest.param(
            "1 AWA1 2024-01-10 10:00\n1 AWA1 2024-01-11 10:00\n1 AWX1 2024-01-12 09:00",
            "10 | 2024-01-10 09:00:00 | 2024-01-12 08:00:00",
            id="reported twice",
        ),
        pytest.param(
            "1 AWA1 2024-01-10 10:00\n1 AWX1 2024-01-12 09:00 99",
            "10 | 2024-01-10 09:00:00 | 2024-01-20 11:00:00",
            id="withdrawn in another pathway",
        ),
        pytest.param("1 AWX1 2024-01-09 10:00\n1 AWX1 2024-01-12 09:00", "", id="only withdrawn"),
        pytest.param("1 AWG 2024-01-10 10:00", "", id="another marker"),
        pytest.param("1 AWA1 2024-03-05 10:00", "20 | 2024-03-05 09:00:00 | -", id="an open stay"),
        pytest.param(
            "1 AWA1 2024-03-05 10:00\n1 AWX1 2024-03-06 10:00",
            "20 | 2024-03-05 09:00:00 | 2024-03-06 09:00:00",
            id="withdrawn in an open stay",
        ),
    ],
)
def test_a_spell_lasts_until_it_is_withdrawn_or_the_stay_ends(
    spec: Spec, markers: str, spells: str
) -> None:
    """From AWA1 to the next AWX1 of the same pathway, or the end of the stay; open while both are."""
    expect_spells(spec, markers, spells)


@pytest.mark.parametrize(
    ("placed", "spells"),
    [
        pytest.param("2024-01-01 07:59", "", id="before the stay"),
        pytest.param(
            "2024-01-01 08:00", "10 | 2024-01-01 07:00:00 | 2024-01-20 11:00:00", id="as it starts"
        ),
        pytest.param(
            "2024-01-20 11:59", "10 | 2024-01-20 10:59:00 | 2024-01-20 11:00:00", id="a minute left"
        ),
        pytest.param("2024-01-20 12:00", "", id="as it ends"),
        pytest.param("2024-02-01 12:00", "", id="between stays"),
    ],
)
def test_a_marker_outside_a_stay_gives_nothing(spec: Spec, placed: str, spells: str) -> None:
    """Nobody is ready to leave where they are not."""
    expect_spells(spec, f"1 AWA1 {placed}", spells)


@pytest.mark.parametrize(
    ("markers", "spells"),
    [
        pytest.param(
            "1 AWA1 2024-01-10 10:00\n1 AWX1 2024-01-10 10:00",
            "10 | 2024-01-10 09:00:00 | 2024-01-20 11:00:00",
            id="reported and withdrawn",
        ),
        pytest.param(
            "1 AWA1 2024-01-10 10:00\n1 AWX1 2024-01-12 10:00\n1 AWA1 2024-01-12 10:00",
            "10 | 2024-01-10 09:00:00 | 2024-01-12 09:00:00\n"
            "10 | 2024-01-12 09:00:00 | 2024-01-20 11:00:00",
            id="withdrawn and reported anew",
        ),
    ],
)
def test_at_the_same_minute_the_withdrawal_came_first(
    spec: Spec, markers: str, spells: str
) -> None:
    """It ends what was before it and never what begins with it."""
    expect_spells(spec, markers, spells)


@pytest.mark.parametrize(
    ("markers", "spells"),
    [
        pytest.param(
            "1 AWA1 2024-01-10 10:00 7\n1 AWX1 2024-01-14 10:00 7\n1 AWA1 2024-01-12 10:00 8",
            "10 | 2024-01-10 09:00:00 | 2024-01-20 11:00:00",
            id="overlapping",
        ),
        pytest.param(
            "1 AWA1 2024-01-10 10:00 7\n1 AWA1 2024-01-10 10:00 8\n1 AWX1 2024-01-11 10:00 7",
            "10 | 2024-01-10 09:00:00 | 2024-01-20 11:00:00",
            id="from the same minute",
        ),
        pytest.param(
            "1 AWA1 2024-01-10 10:00 7\n1 AWX1 2024-01-14 10:00 7\n"
            "1 AWA1 2024-01-11 10:00 8\n1 AWX1 2024-01-12 10:00 8",
            "10 | 2024-01-10 09:00:00 | 2024-01-14 09:00:00",
            id="one inside the other",
        ),
        pytest.param(
            "1 AWA1 2024-01-10 10:00 7\n1 AWX1 2024-01-12 10:00 7\n1 AWA1 2024-01-12 10:00 8",
            "10 | 2024-01-10 09:00:00 | 2024-01-12 09:00:00\n"
            "10 | 2024-01-12 09:00:00 | 2024-01-20 11:00:00",
            id="end to end",
        ),
    ],
)
def test_a_bed_is_waited_in_once(spec: Spec, markers: str, spells: str) -> None:
    """Spells of one stay that overlap in two pathways are one: nobody lies ready twice."""
    expect_spells(spec, markers, spells)


def test_a_pathway_through_two_stays_gives_each_its_own(spec: Spec) -> None:
    """The end of a stay ends the spell though nothing withdrew it; what stays say of the patient is
    the stay's."""
    spec.draw(
        "pathway_marker",
        """
        person | pathway | placed           | residence
        1      | 7       | 2024-01-18 10:00 | -
        1      | 7       | 2024-03-02 10:00 | -
        2      | 8       | 2024-01-18 10:00 | kommune-0773
        """,
    )
    spec.draw("hospital_stay", STAYS)
    spec.expect_derived(
        "ready_for_discharge",
        """
        person | started_date | ended_date | stay | residence    | sector
        1      | 2024-01-18   | 2024-01-20 | 10   | kommune-0860 | somatic
        1      | 2024-03-02   | -          | 20   | kommune-0851 | psychiatric
        2      | 2024-01-18   | 2024-01-20 | 30   | kommune-0820 | somatic
        """,
    )


def test_a_spell_ends_on_the_local_day_it_was_withdrawn(spec: Spec) -> None:
    """Ten past midnight in Denmark is the new day, whatever the day of the stay's end."""
    spec.draw(
        "pathway_marker",
        """
        person | marker | placed
        1      | AWA1   | 2024-01-10 00:10
        1      | AWX1   | 2024-01-12 00:10
        """,
    )
    spec.draw("hospital_stay", STAYS)
    spec.expect_derived(
        "ready_for_discharge",
        """
        started             | started_date | ended               | ended_date
        2024-01-09 23:10:00 | 2024-01-10   | 2024-01-11 23:10:00 | 2024-01-12
        """,
    )


def test_where_stays_overlap_the_later_one_counts(spec: Spec) -> None:
    """A supplier's own stays may overlap; a marker belongs to one of them."""
    stays = """
        stay | person | started          | ended
        9    | 1      | 2024-01-01 08:00 | 2024-01-20 12:00
        8    | 1      | 2024-01-05 08:00 | 2024-01-12 12:00
        7    | 1      | 2024-01-05 08:00 | 2024-01-11 12:00
    """
    expect_spells(
        spec,
        "1 AWA1 2024-01-10 10:00\n1 AWA1 2024-01-15 10:00",
        "7 | 2024-01-10 09:00:00 | 2024-01-11 11:00:00\n"
        "9 | 2024-01-15 09:00:00 | 2024-01-20 11:00:00",
        stays=stays,
    )


@pytest.mark.parametrize(
    ("placed", "withdrawn", "length"),
    [
        ("2024-10-27 02:30", "2024-10-27 02:30b", "1:00:00"),
        ("2024-10-27 01:00", "2024-10-27 04:00", "4:00:00"),  # the long night
        ("2024-03-31 01:00", "2024-03-31 04:00", "2:00:00"),  # the short one
    ],
)
def test_spells_are_on_the_clock(spec: Spec, placed: str, withdrawn: str, length: str) -> None:
    """What the local time says decides dates alone."""
    spec.draw(
        "pathway_marker",
        f"""
        person | marker | placed
        1      | AWA1   | {placed}
        1      | AWX1   | {withdrawn}
        """,
    )
    spec.draw("hospital_stay", "stay | person | started \n 10 | 1 | 2024-01-01 08:00")
    spec.expect_derived("ready_for_discharge", f"stay | length \n 10 | {length}")


def test_spells_are_made_from_stays_made_from_contacts(spec: Spec) -> None:
    """A derived register can be made from another; what it needs is all that both are made from."""
    spec.draw(
        "hospital_contact",
        """
        contact | person | started          | ended
        1       | 1      | 2024-01-01 08:00 | 2024-01-05 08:00
        2       | 1      | 2024-01-05 10:00 | 2024-01-20 08:00
        """,
    )
    spec.draw("pathway_marker", "person | placed \n 1 | 2024-01-04 10:00")
    spec.covers("""
        table            | unit | start      | end
        hospital_contact | -    | 2023-12-01 | 2024-03-01
        pathway_marker   | -    | 2023-12-01 | 2024-02-01
    """)
    spec.expect_derived("ready_for_discharge", "stay | length \n 1 | 15 days, 22:00:00")
    spec.define(
        """
measure:
  stock:
    of: {table: ready_for_discharge, where: [], date: started, place: residence}
    until: ended
    at: every_night
    unknown: exclude""",
        look_back="31 days",
    )
    spec.expect("""
        unit         | period  | state       | numerator | denominator
        kommune-0851 | 2024-01 | ok          | 16        | 31
        kommune-0851 | 2024-02 | not_settled | -         | -
    """)


@pytest.mark.parametrize(
    ("contacts", "markers", "spells"),
    [
        pytest.param(
            "1 | somatic | 2024-01-05 08:00 | -",
            "2024-01-10 10:00",
            "1 | 2024-01-10 09:00:00 | -",
            id="waits still",
        ),
        pytest.param(
            "1 | somatic | 2024-01-01 08:00 | 2024-01-05 08:00\n2 | somatic | 2024-01-05 12:00 | -",
            "2024-01-04 10:00",
            "1 | 2024-01-04 09:00:00 | -",
            id="moved while waiting",
        ),
        pytest.param(
            "1 | somatic | 2024-01-01 08:00 | 2024-01-05 08:00\n2 | somatic | 2024-01-05 12:01 | -",
            "2024-01-04 10:00",
            "1 | 2024-01-04 09:00:00 | 2024-01-05 07:00:00",
            id="left, and came back after the gap",
        ),
        pytest.param(
            "1 | somatic | 2024-01-01 08:00 | 2024-01-05 08:00\n2 | somatic | 2024-01-05 08:00 | -",
            "2024-01-04 10:00\n2024-01-06 10:00",
            "1 | 2024-01-04 09:00:00 | -",
            id="reported in both parts",
        ),
        pytest.param(
            "1 | somatic | 2024-01-01 08:00 | -\n2 | somatic | 2024-01-02 08:00 | 2024-01-03 08:00\n"
            "3 | somatic | 2024-01-08 08:00 | 2024-01-09 08:00",
            "2024-01-02 10:00\n2024-01-08 10:00",
            "2 | 2024-01-02 09:00:00 | 2024-01-03 07:00:00\n"
            "3 | 2024-01-08 09:00:00 | 2024-01-09 07:00:00",
            id="left open by mistake",
        ),
        pytest.param(
            "1 | somatic | 2024-01-05 08:00 | -\n2 | psychiatric | 2024-01-06 08:00 | -",
            "2024-01-10 10:00",
            "2 | 2024-01-10 09:00:00 | -",
            id="in psychiatry since",
        ),
    ],
)
def test_whoever_is_still_in_hospital_waits_there(
    spec: Spec, contacts: str, markers: str, spells: str
) -> None:
    """A somatic attendance that has not ended is no stay yet, but the one who waits in it is whom the
    figure is about: it takes in the stays it goes on from. Once the person has been elsewhere since, it was
    left open by mistake, and nobody waits in it."""
    lines = [line.replace(" | ", " | 1 | ", 1) for line in contacts.split("\n")]
    spec.draw(
        "hospital_contact", "\n".join(["contact | person | sector | started | ended", *lines])
    )
    placed = [f"1 | {line}" for line in markers.split("\n")]
    spec.draw("pathway_marker", "\n".join(["person | placed", *placed]))
    spec.expect_derived("ready_for_discharge", f"stay | started | ended\n{spells}")


def test_an_unfinished_visit_that_is_no_attendance_is_no_place_to_wait(spec: Spec) -> None:
    """A virtual contact without an end has nobody in a bed."""
    spec.draw(
        "hospital_contact",
        "contact | person | contact_type | started | ended \n 1 | 1 | ALCA03 | 2024-01-05 08:00 | -",
    )
    spec.draw("pathway_marker", "person | placed \n 1 | 2024-01-10 10:00")
    spec.expect_derived("ready_for_discharge", "stay | started | ended")
