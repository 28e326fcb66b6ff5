"""The map with configured boundaries: the key, the words and the hatches of the tiles on other land."""

import gzip
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.made_boundaries import SOURCE, made_boundaries, made_features, written
from tvaerblik.presentation.charts import (
    CSS_PATH,
    NARROW,
    WIDE,
    MapUnit,
    ShapeMapPicture,
    TileMapPicture,
    UnitPoint,
    picture_svg,
    read_boundaries,
    shape_map_svg,
    tile_map_svg,
    tile_places,
)
from tvaerblik.presentation.charts.land import CAPITAL, country_of
from tvaerblik.presentation.charts.sheet import FONT_SIZE

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
NAMES = {one.code: one.name for one in tile_places()}
NORTH = ("0773", "0787", "0810", "0813", "0820", "0825", "0840", "0846", "0849", "0851", "0860")
SILENT = {"0825": "suppressed", "0665": "not_delivered", "0575": "not_settled"}


def unit(code, number):
    if code in SILENT:
        return MapUnit(code, UnitPoint(NAMES[code], None, state=SILENT[code]))
    value = 4.0 + (17 * number % 41) / 2
    standing = "above" if value > 23 else "below" if value < 5 else "inside"
    told = f"{value:.1f}".replace(".", ",") + "\u00a0%"
    chosen = code == "0851"
    return MapUnit(code, UnitPoint(NAMES[code], value, told, standing=standing, chosen=chosen))


# Tårnby has no cell at all
UNITS = tuple(unit(code, number) for number, code in enumerate(sorted(NAMES)) if code != "0185")


@pytest.fixture(scope="module")
def boundaries(tmp_path_factory):
    return made_boundaries(tmp_path_factory.mktemp("boundaries"))


def tiles(area=(), units=UNITS):
    return TileMapPicture(
        title="Akutte genindlæggelser inden for 30 dage",
        subtitle="Kommuner, 1. kvartal 2026",
        unit_label="Procent af udskrivelserne",
        units=tuple(one for one in units if not area or one.code in area),
        area=area,
        source=f"Kilde: opdigtet. Grænser: {SOURCE}",
        synthetic=True,
        tick_suffix="\u00a0%",
        bounds=(0, 100),
    )


def land(boundaries, area=(), units=UNITS):
    same = {one.name: getattr(tiles(area, units), one.name) for one in fields(TileMapPicture)}
    return ShapeMapPicture(**same, boundaries=boundaries)


AREAS = {"country": (), "region": NORTH}


def all_of(svg, tag, css=None):
    found = ET.fromstring(svg).iter(SVG + tag)
    return [e for e in found if css is None or css in e.get("class", "").split()]


def shapes_of(svg):
    """Name → looks of every shape; one drawn twice must look the same twice."""
    found = {}
    for one in all_of(svg, "path", "tb-land"):
        name, look = one[0].text.split(":")[0], one.get("class")
        assert found.setdefault(name, look) == look
    return found


def key_of(svg):
    return " ".join(e.text for e in all_of(svg, "text", "tb-key"))


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_maps_are_drawn_as_they_were(boundaries, area, width):
    """TVAERBLIK_WRITE_GOLDEN=1 writes the files anew: look at them before they are committed."""
    drawn = shape_map_svg(land(boundaries, AREAS[area]), width=width).replace("><", ">\n<")
    path = GOLDEN / f"land-{area}-{'wide' if width == WIDE else 'narrow'}.svg"
    if os.environ.get("TVAERBLIK_WRITE_GOLDEN") == "1":
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_says_what_the_tiles_say(boundaries, area, width):
    on_land = shape_map_svg(land(boundaries, AREAS[area]), width=width)
    on_tiles = tile_map_svg(tiles(AREAS[area]), width=width)
    heard = [ET.fromstring(svg)[1].text.split(". ", 1)[1] for svg in (on_land, on_tiles)]
    assert heard[0] == heard[1]
    # The signs of who has no figure stand in the tiles alone
    keys = [re.sub(r" [–×…] ", " ", f" {key_of(svg)}") for svg in (on_land, on_tiles)]
    assert keys[0] == keys[1]
    looks = {
        one[0].text.split(":")[0]: one.get("class").split()[-1]
        for one in all_of(on_tiles, "rect", "tb-tile")
        if len(one)
    }
    assert {name: look.split()[-1] for name, look in shapes_of(on_land).items()} == looks


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everybody_is_on_the_map_and_the_silent_are_hatched(boundaries, width):
    svg = shape_map_svg(land(boundaries), width=width)
    assert set(shapes_of(svg)) == set(NAMES.values())
    hatched = [e.get("d") for e in all_of(svg, "path", "tb-hatch")]
    # Four reasons on the map and in the key; Tårnby lies in the capital's inset too
    assert len(hatched) == 4 + 4 + 1 and all(hatched)
    for told in ("af hensyn til personer: Læsø", "ikke leveret: Lemvig", "denne udgivelse: Tårnby"):
        assert told in key_of(svg)


def test_the_capital_is_drawn_larger_and_bornholm_apart(boundaries):
    found = country_of(boundaries, (), WIDE)
    capital, bornholm = found.insets
    assert {one.code for one in capital.lands} == set(CAPITAL)
    assert [one.code for one in bornholm.lands] == ["0400"]
    assert "0400" not in {one.code for one in found.lands}
    small = {one.code: one for one in found.lands}
    for large in capital.lands:
        assert _wide(large) > 1.3 * _wide(small[large.code])
    assert sorted(found.codes) == sorted(NAMES)


def _wide(one):
    across = [x for ring in one.shape for x, _ in ring]
    return max(across) - min(across)


@pytest.mark.parametrize("side", [1e-2, 1e-3, 1e-5, 1e-9])
def test_nobody_is_too_small_to_be_drawn(tmp_path, side):
    """Læsø as a speck: a shape, its hatch and its name in the key are there all the same."""
    features = made_features()
    x, y = 11.0, 57.3
    speck = [[x, y], [x + side, y], [x + side, y - side], [x, y]]
    features["0825"]["geometry"]["coordinates"] = [[speck]]
    found = read_boundaries(written(tmp_path, features.values()))
    svg = shape_map_svg(land(found), width=NARROW)
    [shape] = [e for e in all_of(svg, "path", "tb-land") if e[0].text.startswith("Læsø: ")]
    assert len(re.findall(r"-?[\d.]+", shape.get("d"))) >= 4
    assert all(e.get("d") for e in all_of(svg, "path", "tb-hatch"))
    assert "nan" not in svg and "Læsø" in key_of(svg)


def test_a_region_is_drawn_large_and_alone(boundaries):
    found = country_of(boundaries, NORTH, WIDE)
    assert (found.insets, found.detail) == ((), None)
    assert sorted(found.codes) == sorted(NORTH)
    assert (
        min(map(_wide, found.lands))
        > 1.5 * max(map(_wide, country_of(boundaries, (), WIDE).lands)) / 2
    )


def test_bornholm_alone_fills_the_paper(boundaries):
    found = country_of(boundaries, ("0400",), WIDE)
    assert [one.code for one in found.lands] == ["0400"] and not found.insets


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_lies_outside_the_paper(boundaries, area, width):
    found = country_of(boundaries, AREAS[area], width)
    lands = [*found.lands, *(one for inset in found.insets for one in inset.lands)]
    for one in lands:
        for ring in one.shape:
            assert all(0 <= x <= width and -0.1 <= y <= found.height + 0.1 for x, y in ring)
    for inset in found.insets:
        x, y, wide, high = inset.frame
        assert x >= 0 and x + wide <= width and y + high <= found.height + 0.1
        for one in inset.lands:
            for ring in one.shape:
                assert all(x <= a <= x + wide and y <= b <= y + high for a, b in ring)


def test_neighbours_meet_on_the_paper(boundaries):
    """No gap: the points of a shared line are written alike for both."""
    found = {one.code: one for one in country_of(boundaries, NORTH, WIDE).lands}
    points = {code: {p for ring in one.shape for p in ring} for code, one in found.items()}
    assert len(points["0851"] & points["0810"]) >= 2
    [hole] = [one for one in country_of(boundaries, (), WIDE).insets[0].lands if one.code == "0147"]
    [around] = [o for o in country_of(boundaries, (), WIDE).insets[0].lands if o.code == "0101"]
    assert set(hole.shape[0]) == set(around.shape[1])


def test_the_words_of_a_region_are_names_and_values(boundaries):
    said = [e.text for e in all_of(shape_map_svg(land(boundaries, NORTH)), "text", "tb-in-tile")]
    assert {"Hjørring", "Aalborg", "Thisted"} <= set(said)
    assert any(re.fullmatch(r"\d+,\d", one) for one in said)
    country = [e.text for e in all_of(shape_map_svg(land(boundaries)), "text", "tb-in-tile")]
    letters = {one.letters for one in tile_places()}
    assert set(country) <= letters and len(country) > 60


def test_values_are_written_for_most_or_for_nobody(boundaries):
    long = tuple(
        MapUnit(o.code, UnitPoint(o.point.name, 1e15, "1.000.000.000.000.000\u00a0%"))
        if o.code != "0851"
        else o
        for o in UNITS
    )
    said = [
        e.text for e in all_of(shape_map_svg(land(boundaries, NORTH, long)), "text", "tb-in-tile")
    ]
    assert said and not any(re.search(r"\d", one) for one in said)


def test_the_chosen_is_outlined_over_its_neighbours(boundaries):
    paths = [e.get("class") for e in all_of(shape_map_svg(land(boundaries, NORTH)), "path")]
    assert paths.count("tb-map-chosen") == paths.count("tb-map-inner") == 1
    last = max(i for i, css in enumerate(paths) if "tb-land" in css)
    assert paths.index("tb-map-chosen") > last


def test_who_lies_outside_has_a_square(boundaries):
    svg = shape_map_svg(land(boundaries, NORTH))
    outside = [
        o.point.name for o in UNITS if o.code in NORTH and o.point.standing in ("above", "below")
    ]
    [drawn] = [g for g in ET.fromstring(svg) if g.tag == SVG + "g"]
    marks = [e for e in drawn.iter(SVG + "rect") if e.get("class") == "tb-outside"]
    assert len(marks) == len(outside) > 0


def test_every_look_is_in_the_stylesheet_and_nothing_is_inline(boundaries):
    css = CSS_PATH.read_text(encoding="utf-8")
    drawn = shape_map_svg(land(boundaries))
    assert "style" not in drawn
    used = {one for names in re.findall(r'class="([^"]+)"', drawn) for one in names.split()}
    assert {one for one in used if f".{one}" not in css} <= {"tb-key"}


def test_equal_pictures_give_equal_bytes_through_either_door(boundaries):
    picture = land(boundaries)
    assert picture_svg(picture, prefix="land") == shape_map_svg(picture)


def test_a_map_must_name_the_source_of_its_boundaries(boundaries):
    same = {one.name: getattr(tiles(), one.name) for one in fields(TileMapPicture)}
    with pytest.raises(ValueError, match="source of its boundaries"):
        ShapeMapPicture(**same | {"source": "Kilde: opdigtet"}, boundaries=boundaries)


def test_text_stays_twelve_pixels_on_the_smallest_telephone(boundaries):
    svg = shape_map_svg(land(boundaries), width=NARROW)
    assert float(ET.fromstring(svg).get("width")) == NARROW
    assert FONT_SIZE * 320 / NARROW >= 12
    assert "font-size" not in svg


def test_the_drawing_is_light(boundaries):
    for width in (WIDE, NARROW):
        drawn = shape_map_svg(land(boundaries), width=width).encode()
        assert len(drawn) < 60_000 and len(gzip.compress(drawn)) < 15_000


@settings(max_examples=25)
@given(
    numbers=st.lists(
        st.one_of(st.none(), st.floats(-1e6, 1e6), st.sampled_from([0.0, 7.0])),
        min_size=0,
        max_size=len(NORTH),
    ),
    width=st.sampled_from([WIDE, NARROW]),
)
def test_any_values_can_be_drawn(boundaries, numbers, width):
    units = tuple(
        MapUnit(
            code,
            UnitPoint(
                NAMES[code],
                value,
                "" if value is None else f"{value:.1f}",
                state="ok" if value is not None else "suppressed",
            ),
        )
        for code, value in zip(NORTH, numbers, strict=False)
    )
    svg = shape_map_svg(land(boundaries, NORTH, units), width=width)
    assert set(shapes_of(svg)) == {NAMES[code] for code in NORTH}
    if not any(value is not None for value in numbers):
        assert "Ingen tal at vise" in ET.fromstring(svg)[1].text
