"""What is planted in the invented region (`ledger.json`) is found again in the finished indicators.

Every register is invented, delivered, read, derived and counted; the figures are those of the catalogue.
"""

from collections.abc import Callable, Iterable
from math import sqrt
from pathlib import Path

import pytest

from support.ledger_world import LedgerWorld, make_ledger_world
from support.planted import FINDERS, Change, Counted, change, finds
from tvaerblik.core.cells import NUMBERED_STATES, Flag, State

# So many, and from before the first municipality begins to deliver, that what is planted stands
# well outside the noise of counting
PERSONS, FIRST, LAST = 45_000, "2024-01", "2026-10"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, own_definitions: Path) -> LedgerWorld:
    return make_ledger_world(
        tmp_path_factory.mktemp("registers"),
        own_definitions,
        persons=PERSONS,
        first=FIRST,
        last=LAST,
        seed=3,
    )


def test_reported_figures_are_those_reported(world: LedgerWorld) -> None:
    rows = world.rows("udvidet-behandlingsansvar-72-timer")
    right = {
        (line["PERIODE"], line["ENHED"]): int(line["TAELLER"])
        for line in world.lines("reported")
        if line["SERIE"] == "ulb-72-timer"
    }
    found = {
        (period, place): row.numerator
        for (period, place, _, _), row in rows.items()
        if row.state in NUMBERED_STATES
    }
    assert found and all(right[key] == value for key, value in found.items())


# What was planted ---------------------------------------------------------------------------------


NORTH = ("0810", "0813", "0825", "0860")
OTHERS = ("0773", "0787", "0840", "0846", "0849", "0851")
EVERYWHERE = tuple(sorted((*NORTH, *OTHERS, "0820")))


def counted(
    world: LedgerWorld,
    indicator: str,
    places: Iterable[str],
    months: Callable[[str], bool],
) -> Counted:
    """Over the settled months of some municipalities, their counts summed."""
    wanted = set(places)
    rows = [
        row
        for (month, place), row in world.totals(indicator).items()
        if place in wanted and months(month) and row.state in NUMBERED_STATES
    ]
    assert rows, indicator
    return Counted(
        sum(row.numerator or 0 for row in rows), sum(row.denominator or 1 for row in rows)
    )


def share(
    world: LedgerWorld,
    indicator: str,
    places: Iterable[str],
    months: Callable[[str], bool],
) -> float:
    return counted(world, indicator, places, months).rate


def change_from(world: LedgerWorld, indicator: str, places: Iterable[str], month: str) -> Change:
    """From everything before a month to everything since."""
    return change(
        counted(world, indicator, places, lambda when: when >= month),
        counted(world, indicator, places, lambda when: when < month),
    )


def change_between(
    world: LedgerWorld, indicator: str, months: Iterable[str], others: Iterable[str]
) -> Change:
    """From some months to others in the whole region."""
    return change(
        counted(world, indicator, EVERYWHERE, set(months).__contains__),
        counted(world, indicator, EVERYWHERE, set(others).__contains__),
    )


def each_year(*months: str, last: str = "2026-08") -> list[str]:
    """Those of every year up to the last that no late report changes much."""
    return [
        f"{year}-{month}"
        for year in (2024, 2025, 2026)
        for month in months
        if f"{year}-{month}" <= last
    ]


VISITS = "opfoelgende-hjemmebesoeg-7-dage"
STEADY = (
    "0787",
    "0810",
    "0813",
    "0846",
    "0860",
)  # deliver throughout, and their visits are left alone
MORE_VISITS = 0.47 / 0.33


@finds("visits-rise")
def test_visits_after_discharge_rise_where_planted(world: LedgerWorld) -> None:
    planted = world.effects()["visits-rise"]
    here = change_from(world, VISITS, planted["municipalities"], planted["from"])
    there = change_from(world, VISITS, STEADY, planted["from"])
    assert here.against(there).is_rather(MORE_VISITS), (here, there)
    assert there.is_rather_none(MORE_VISITS), there


READMISSIONS = "genindlaeggelse-30-dage-somatik"
# The process is multiplied by 0.42; acute stays that come within 30 days by chance remain. The
# ledger of 400,000 persons has from 0.47 to 0.53
FEWER_READMISSIONS = 0.5


@finds("readmissions-fall")
def test_readmissions_fall_where_planted(world: LedgerWorld) -> None:
    planted = world.effects()["readmissions-fall"]
    places = planted["municipalities"]
    elsewhere = set(EVERYWHERE) - set(places)
    here = change_from(world, READMISSIONS, places, planted["from"])
    there = change_from(world, READMISSIONS, elsewhere, planted["from"])
    assert here.against(there).is_rather(FEWER_READMISSIONS), (here, there)
    assert there.is_rather_none(FEWER_READMISSIONS), there


# Acute respiratory stays are multiplied by 2.6; an indicator has other stays too. As the ledger of
# 400,000 persons has it
@finds("respiratory-outbreak")
@pytest.mark.parametrize(
    ("indicator", "planted"),
    [("forebyggelige-indlaeggelser-65", 1.75), ("indlaeggelser-pr-1000", 1.2)],
)
def test_one_february_is_worse_than_the_others(
    world: LedgerWorld, indicator: str, planted: float
) -> None:
    month = world.effects()["respiratory-outbreak"]["from"]
    found = change_between(world, indicator, [month], ["2024-02", "2025-02"])
    assert found.is_rather(planted), found
    around = change_between(
        world, indicator, ["2026-01", "2026-03"], each_year("01", "03", last="2025-12")
    )
    assert around.is_rather_none(planted), around
    rates = {
        when: share(world, indicator, EVERYWHERE, when.__eq__)
        for when in {when for when, _ in world.totals(indicator)}
        if FIRST <= when <= "2026-08"
    }
    assert max(rates, key=lambda when: rates[when]) == month


@finds("winter")
@pytest.mark.parametrize(
    ("indicator", "planted"),
    [("forebyggelige-indlaeggelser-65", 1.38), ("indlaeggelser-pr-1000", 1.11)],
)
def test_winter_is_worse_than_summer_and_spring_as_autumn(
    world: LedgerWorld, indicator: str, planted: float
) -> None:
    outbreak = world.effects()["respiratory-outbreak"]["from"]
    winter = set(each_year("12", "01", "02")) - {outbreak}
    found = change_between(world, indicator, winter, each_year("06", "07", "08"))
    assert found.is_rather(planted), found
    # As far from the middle of the winter
    complete = {"last": "2025-12"}
    even = change_between(
        world, indicator, each_year("04", "05", **complete), each_year("10", "11", **complete)
    )
    assert even.is_rather_none(planted), even


QUIET_JULY = 0.905


@finds("winter")
def test_fewer_are_admitted_in_july(world: LedgerWorld) -> None:
    """Hardly any of them by plan. Acute ones the season makes as few in the months around it."""
    name = "indlaeggelser-pr-1000"
    july = change_between(world, name, each_year("07"), each_year("05", "06", "08", "09"))
    assert july.is_rather(QUIET_JULY), july
    other = change_between(world, name, each_year("04", "10"), each_year("03", "05", "09", "11"))
    assert other.is_rather_none(QUIET_JULY), other


@finds("gateway-begins")
@pytest.mark.parametrize(
    "indicator", [VISITS, "iv-behandling-kommunal", "henvisning-kommunal-rehabilitering"]
)
def test_a_municipality_is_missing_until_it_begins_to_deliver(
    world: LedgerWorld, indicator: str
) -> None:
    planted = world.effects()["gateway-begins"]
    states = {
        (month, place): row.state
        for (month, place), row in world.totals(indicator).items()
        if month >= FIRST
    }
    begins = {
        place: min(
            month for (month, where), state in states.items()
            if where == place and state in NUMBERED_STATES
        )
        for place in {place for (_, place), state in states.items() if state in NUMBERED_STATES}
    }  # fmt: skip
    assert begins.pop("0840") == planted["from"] > FIRST
    assert set(begins.values()) == {FIRST}
    before = {
        state for (month, place), state in states.items()
        if place == "0840" and month < planted["from"]
    }  # fmt: skip
    assert before == {State.NOT_DELIVERED}


@finds("gp-video-rises")
def test_video_in_general_practice_rises_in_the_north_alone(world: LedgerWorld) -> None:
    name = "videokonsultationer-almen-praksis"
    times = {
        places: share(world, name, places, lambda month: month >= "2025-01")
        / share(world, name, places, lambda month: month < "2025-01")
        for places in (NORTH, OTHERS)
    }
    assert times[NORTH] > 2.2 and times[OTHERS] < 1.7, times


@finds("waiting-rises")
def test_waiting_for_rehabilitation_lengthens_in_one_municipality(world: LedgerWorld) -> None:
    rows = world.totals("ventetid-genoptraening")

    def typical(place: str, later: bool) -> float:
        """The months' medians, each weighing as many as it is of."""
        found = [
            (world.value(row), row.denominator or 0)
            for (month, where), row in rows.items()
            if where == place and row.state == State.OK and (month >= "2025-10") is later
        ]
        return sum(days * count for days, count in found) / sum(count for _, count in found)

    halfway = sqrt(1.7)
    assert typical("0846", True) > halfway * typical("0846", False)
    assert typical("0851", True) < halfway * typical("0851", False)


@finds("ready-for-discharge-rises")
def test_more_wait_for_discharge_in_one_municipality_one_winter(world: LedgerWorld) -> None:
    name = "faerdigbehandlingsdage-somatik"
    winter = ("2025-11", "2026-03")
    inside = share(world, name, ("0787",), lambda month: winter[0] <= month <= winter[1])
    before = share(world, name, ("0787",), lambda month: month < winter[0])
    assert inside > 1.5 * before, (inside, before)


@finds("dose-packed-rises")
def test_dose_packed_medicine_rises_in_one_municipality(world: LedgerWorld) -> None:
    name = "dosispakket-medicin-75"
    later = share(world, name, ("0810",), lambda month: month >= "2025-04")
    before = share(world, name, ("0810",), lambda month: month < "2025-04")
    elsewhere = share(world, name, OTHERS, lambda month: month >= "2025-04")
    assert later > 1.4 * before and later > 1.4 * elsewhere, (later, before, elsewhere)


@finds("video-coding")
def test_a_change_of_coding_shows_as_a_jump_in_video_at_hospital(world: LedgerWorld) -> None:
    """The hospitals of Thy, Mors and Vesthimmerland coded video as telephone until October 2024."""
    name, places = "videokonsultationer-hospital", ("0773", "0787", "0820")
    before = share(world, name, places, lambda month: month < "2024-10")
    later = share(world, name, places, lambda month: "2024-10" <= month < "2025-10")
    elsewhere = share(world, name, ("0860", "0813"), lambda month: month < "2024-10")
    assert later > 1.5 * before and elsewhere > 1.3 * before, (before, later, elsewhere)


@finds("gateway-ends")
@pytest.mark.parametrize(
    "indicator", ["iv-behandling-kommunal", "henvisning-kommunal-rehabilitering"]
)
def test_a_municipality_that_stops_delivering_is_missing_and_not_zero(
    world: LedgerWorld, indicator: str
) -> None:
    rows = world.rows(indicator)
    states = {
        month: row.state
        for (month, place, sex, band), row in rows.items()
        if place == "0820" and sex is None and band is None
    }
    assert all(states[month] in NUMBERED_STATES for month in ("2026-02", "2026-04"))
    assert {state for month, state in states.items() if month >= "2026-05"} == {State.NOT_DELIVERED}


@finds("uuid-switch")
def test_going_over_to_new_keys_is_a_break_of_that_municipality_alone(world: LedgerWorld) -> None:
    switches = world.effects()["uuid-switch"]["from_by_municipality"]
    begins = world.effects()["gateway-begins"]["municipalities"]  # with the new keys at once
    broken = {
        (month, place)
        for (month, place), row in world.totals("iv-behandling-kommunal").items()
        if Flag.BREAK in row.flags
    }
    assert broken == {(month, place) for place, month in switches.items() if place not in begins}


@finds("uuid-switch")
def test_services_under_new_keys_are_counted_as_before(world: LedgerWorld) -> None:
    """Were the keys unknown to a code list, hardly a visit would be left where they are used."""
    switches = world.effects()["uuid-switch"]["from_by_municipality"]
    places = [place for place in STEADY if switches.get(place, FIRST) > FIRST]
    assert len(places) == 3, places
    parts = [
        (
            counted(world, VISITS, (place,), lambda when, place=place: when >= switches[place]),
            counted(world, VISITS, (place,), lambda when, place=place: when < switches[place]),
        )
        for place in places
    ]
    later, before = (
        Counted(sum(part.events for part in side), sum(part.base for part in side))
        for side in zip(*parts, strict=True)
    )
    assert change(later, before).is_rather_none(0.6), (later, before)


def test_visits_to_the_gp_rise_around_an_acute_admission(world: LedgerWorld) -> None:
    profile = world.profile("kontaktmoenster-almen-praksis", "2025")
    assert len(profile) == 25
    near = sum(profile[step] for step in (-1, 1)) / 2
    far = sum(profile[step] for step in (-12, 12)) / 2
    assert near > 1.3 * far, profile


def test_every_planted_effect_has_its_finder(world: LedgerWorld) -> None:
    """And nobody looks for one that is no longer planted."""
    assert set(FINDERS) == set(world.effects())
