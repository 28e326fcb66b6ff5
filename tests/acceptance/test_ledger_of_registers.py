"""What is planted in the invented region (`ledger.json`) is found again in the finished indicators.

Every register is invented, delivered, read, derived and counted; the figures are those of the catalogue.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

import pytest

from support.ledger_world import LedgerWorld, make_ledger_world
from tvaerblik.core.cells import NUMBERED_STATES, Flag, State

FIRST, LAST = "2024-07", "2026-08"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, own_definitions: Path) -> LedgerWorld:
    return make_ledger_world(
        tmp_path_factory.mktemp("registers"),
        own_definitions,
        persons=8_000,
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


def share(
    world: LedgerWorld,
    indicator: str,
    places: Iterable[str],
    months: Callable[[str], bool],
) -> float:
    """Over the settled months of some municipalities, from their summed counts."""
    wanted = set(places)
    rows = [
        row
        for (month, place, sex, band), row in world.rows(indicator).items()
        if place in wanted and sex is None and band is None and months(month)
        if row.state in NUMBERED_STATES
    ]
    assert rows, indicator
    return sum(row.numerator or 0 for row in rows) / sum(row.denominator or 1 for row in rows)


NORTH = ("0810", "0813", "0825", "0860")
OTHERS = ("0773", "0787", "0840", "0846", "0849", "0851")


def test_video_in_general_practice_rises_in_the_north_alone(world: LedgerWorld) -> None:
    name = "videokonsultationer-almen-praksis"
    change = {
        places: share(world, name, places, lambda month: month >= "2025-01")
        / share(world, name, places, lambda month: month < "2025-01")
        for places in (NORTH, OTHERS)
    }
    assert change[NORTH] > 2.2 and change[OTHERS] < 1.7, change


def test_waiting_for_rehabilitation_lengthens_in_one_municipality(world: LedgerWorld) -> None:
    rows = world.rows("ventetid-genoptraening")

    def typical(place: str, later: bool) -> float:
        found = [
            world.value(row)
            for (month, where, sex, band), row in rows.items()
            if where == place and sex is None and band is None and row.state == State.OK
            if (month >= "2025-10") is later
        ]
        return median(found)

    assert typical("0846", True) > 1.35 * typical("0846", False)
    assert typical("0851", True) < 1.25 * typical("0851", False)


def test_more_wait_for_discharge_in_one_municipality_one_winter(world: LedgerWorld) -> None:
    name = "faerdigbehandlingsdage-somatik"
    winter = ("2025-11", "2026-03")
    inside = share(world, name, ("0787",), lambda month: winter[0] <= month <= winter[1])
    before = share(world, name, ("0787",), lambda month: month < winter[0])
    assert inside > 1.5 * before, (inside, before)


def test_dose_packed_medicine_rises_in_one_municipality(world: LedgerWorld) -> None:
    name = "dosispakket-medicin-75"
    later = share(world, name, ("0810",), lambda month: month >= "2025-04")
    before = share(world, name, ("0810",), lambda month: month < "2025-04")
    elsewhere = share(world, name, OTHERS, lambda month: month >= "2025-04")
    assert later > 1.4 * before and later > 1.4 * elsewhere, (later, before, elsewhere)


def test_a_change_of_coding_shows_as_a_jump_in_video_at_hospital(world: LedgerWorld) -> None:
    """The hospitals of Thy, Mors and Vesthimmerland coded video as telephone until October 2024."""
    name, places = "videokonsultationer-hospital", ("0773", "0787", "0820")
    before = share(world, name, places, lambda month: month < "2024-10")
    later = share(world, name, places, lambda month: "2024-10" <= month < "2025-10")
    elsewhere = share(world, name, ("0860", "0813"), lambda month: month < "2024-10")
    assert later > 1.5 * before and elsewhere > 1.3 * before, (before, later, elsewhere)


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


def test_going_over_to_new_keys_is_a_break_of_that_municipality_alone(world: LedgerWorld) -> None:
    broken = {
        (month, place)
        for (month, place, sex, band), row in world.rows("iv-behandling-kommunal").items()
        if Flag.BREAK in row.flags and sex is None and band is None
    }
    assert broken == {
        ("2025-06", "0851"), ("2025-10", "0813"), ("2025-01", "0860"), ("2026-03", "0846"),
    }  # fmt: skip


def test_visits_to_the_gp_rise_around_an_acute_admission(world: LedgerWorld) -> None:
    profile = {
        row.step: world.value(row)
        for row in world.computed.results["kontaktmoenster-almen-praksis"]
        if row.unit == "region-nordjylland"
        and row.period == "2025"
        and row.organisation == "as-was"
        and row.sex is None
        and row.age_band is None
    }
    assert len(profile) == 25
    near = sum(profile[step] for step in (-1, 1)) / 2
    far = sum(profile[step] for step in (-12, 12)) / 2
    assert near > 1.3 * far, profile
