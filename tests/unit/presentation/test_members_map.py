"""The map of who belongs together: every tile drawn once, groups told apart without colour."""

import re
import xml.etree.ElementTree as ET

import pytest

from tvaerblik.presentation.charts.members_map import (
    MapGroup,
    MembersMapPicture,
    members_map_svg,
)

SVG = "{http://www.w3.org/2000/svg}"
NORTH = ("0773", "0787", "0810", "0813", "0820", "0825", "0840", "0846", "0849", "0851", "0860")
MIDT = MapGroup("Klynge Midt", ("0849", "0851"))
VEST = MapGroup("Klynge Vest", ("0773", "0787", "0851"))


def drawn(**changes) -> ET.Element:
    given = {"title": "På kortet", "groups": (MIDT,), "area": NORTH, "rest": "Resten"}
    return ET.fromstring(members_map_svg(MembersMapPicture(**{**given, **changes})))


def tiles(svg: ET.Element) -> dict[str, ET.Element]:
    """By the name in the tooltip, which those of the key have not."""
    titled = ((one, one.find(f"{SVG}title")) for one in svg.iter(f"{SVG}rect"))
    return {title.text.split(":")[0]: one for one, title in titled if title is not None}


def texts(svg: ET.Element) -> list[str]:
    return [one.text or "" for one in svg.iter(f"{SVG}text")]


def test_members_have_a_shade_and_others_none() -> None:
    found = tiles(drawn())
    assert len(found) == len(NORTH)
    shaded = {name for name, one in found.items() if "tb-step0" not in one.get("class", "")}
    assert shaded == {"Jammerbugt", "Aalborg"}
    assert found["Aalborg"].find(f"{SVG}title").text == "Aalborg: Klynge Midt"
    assert found["Læsø"].find(f"{SVG}title").text == "Læsø: Resten"


def test_groups_are_numbered_and_one_may_be_in_two() -> None:
    svg = drawn(groups=(MIDT, VEST), numbered=True)
    said = texts(svg)
    assert "1, 2" in said  # Aalborg
    assert said.count("1") == 1 and said.count("2") == 2
    assert {"1 Klynge Midt", "2 Klynge Vest", "Resten"} <= set(said)
    classes = {tiles(svg)[name].get("class") for name in ("Jammerbugt", "Thisted", "Læsø")}
    assert len(classes) == 3


def test_where_all_are_in_a_group_the_key_has_no_rest() -> None:
    assert "Resten" not in texts(drawn(groups=(MapGroup("Alle", NORTH),)))


def test_the_groups_are_said_to_who_cannot_see_them() -> None:
    desc = drawn(groups=(MIDT, VEST)).find(f"{SVG}desc")
    assert desc is not None and desc.text is not None
    assert desc.text.startswith("Kort med 11 kommuner som felter. Klynge Midt: Jammerbugt, Aalborg")
    english = drawn(lang="en").find(f"{SVG}desc")
    assert english is not None and english.text.startswith("Map of 11 municipalities")


@pytest.mark.parametrize("width", [340.0, 760.0])
def test_nothing_is_drawn_beyond_the_paper(width: float) -> None:
    picture = MembersMapPicture("På kortet", (MIDT,), NORTH, "Resten")
    svg = ET.fromstring(members_map_svg(picture, width=width))
    for one in svg.iter(f"{SVG}rect"):
        left, wide = float(one.get("x", "")), float(one.get("width", ""))
        assert left >= 0 and left + wide <= width


def test_more_groups_than_shades_are_still_told_apart() -> None:
    groups = tuple(MapGroup(f"Gruppe {n}", (code,)) for n, code in enumerate(NORTH))
    said = texts(drawn(groups=groups, numbered=True))
    assert all(str(n + 1) in said for n in range(len(NORTH)))


def test_it_has_no_style_of_its_own() -> None:
    svg = members_map_svg(MembersMapPicture("På kortet", (MIDT,), NORTH))
    assert not re.search(r"style=|<style|fill=", svg)
    assert ET.fromstring(members_map_svg(MembersMapPicture("Tomt", (), ()))) is not None
