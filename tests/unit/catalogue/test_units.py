"""The unit register: validity, many-to-many membership, names in every spelling."""

from datetime import date
from pathlib import Path

import pytest

from tvaerblik.catalogue.units import UnitRegister, load_units
from tvaerblik.core.errors import NotKnown


@pytest.fixture(scope="module")
def units(definitions: Path) -> UnitRegister:
    return load_units(definitions / "units")


def test_there_are_98_municipalities_22_klynger_and_17_sundhedsraad(units: UnitRegister) -> None:
    assert len(units.of_kind("municipality")) == 98
    assert len(units.of_kind("sundhedsklynge")) == 22
    assert len(units.of_kind("sundhedsraad")) == 17


def test_regions_partition_the_country_before_and_after_the_reform(units: UnitRegister) -> None:
    for day, regions in ((date(2026, 12, 31), 5), (date(2027, 1, 1), 4)):
        valid = [unit for unit in units.of_kind("region") if unit.valid_on(day)]
        members = [m for unit in valid for m in units.members(unit.id, day, "municipality")]
        assert len(valid) == regions
        assert sorted(members) == sorted(unit.id for unit in units.of_kind("municipality"))


def test_sundhedsraad_partition_the_country(units: UnitRegister) -> None:
    day = date(2027, 1, 1)
    members = [
        m
        for unit in units.of_kind("sundhedsraad")
        for m in units.members(unit.id, day, "municipality")
    ]
    assert len(members) == len(set(members)) == 98


def test_koebenhavn_is_in_two_klynger(units: UnitRegister) -> None:
    day = date(2026, 1, 1)
    holding = [
        u.id
        for u in units.of_kind("sundhedsklynge")
        if "kommune-0101" in units.members(u.id, day, "municipality")
    ]
    assert sorted(holding) == ["sundhedsklynge-hovedstaden-byen", "sundhedsklynge-hovedstaden-syd"]


def test_a_klynge_has_no_members_after_it_ends(units: UnitRegister) -> None:
    klynge = "sundhedsklynge-nordjylland-midt"
    assert units.members(klynge, date(2026, 12, 31), "municipality") == (
        "kommune-0849",
        "kommune-0851",
    )
    assert units.members(klynge, date(2027, 1, 1), "municipality") == ()
    assert not units.get(klynge).valid_on(date(2027, 1, 1))


@pytest.mark.parametrize(
    "spelling", ["101", "0101", "København", "københavn ", "Copenhagen", "KØBENHAVN", "København"]
)
def test_names_and_codes_resolve_in_every_spelling(units: UnitRegister, spelling: str) -> None:
    assert units.resolve(spelling, "municipality") == "kommune-0101"


def test_what_is_not_there_does_not_resolve(units: UnitRegister) -> None:
    assert units.resolve("Atlantis", "municipality") is None
    assert units.resolve("411", "municipality") is None
    assert units.resolve("Nordjylland", "region") == "region-nordjylland"


def test_D16_an_unknown_unit_is_answered_with_near_ones(units: UnitRegister) -> None:
    with pytest.raises(NotKnown, match="region-nordjylland"):
        units.get("reg-nordjylland")


def test_inside_a_scope_are_only_units_that_lie_wholly_within(units: UnitRegister) -> None:
    inside = units.inside("region-nordjylland")
    assert len([u for u in inside if u.startswith("kommune-")]) == 11
    assert len([u for u in inside if u.startswith("sundhedsklynge-")]) == 4
    assert {"sundhedsraad-limfjorden", "sundhedsraad-vendsyssel", "region-nordjylland"} <= set(
        inside
    )
    assert "danmark" not in inside
