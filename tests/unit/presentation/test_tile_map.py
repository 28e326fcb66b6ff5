"""The map of municipalities: where its tiles stand, how they are shaded, and what is said of them."""

import csv
import json
import os
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvaerblik.presentation.charts import (
    CSS_PATH,
    NARROW,
    WIDE,
    MapUnit,
    TileMapPicture,
    UnitPoint,
    standalone_svg,
    tile_map_svg,
    tile_places,
)
from tvaerblik.presentation.charts.map_pictures import (
    SHADES,
    shade_ranges,
    shades_of,
    written_value,
)
from tvaerblik.presentation.charts.sheet import FONT_SIZE
from tvaerblik.presentation.charts.text import text_width

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
TILES = {one.code: one for one in tile_places()}
CHRISTIANSOE = "0411"  # no municipality, but on the map of boundaries
NORTH = ["0773", "0787", "0810", "0813", "0820", "0825", "0840", "0846", "0849", "0851", "0860"]
# Land of its own, and part of a region across the water
ISLANDS = {"0825", "0741", "0400", "0482", "0492"}
FUNEN = {"0410", "0420", "0430", "0440", "0450", "0461", "0479", "0480"}


def told(value):
    return f"{value:.1f}".replace(".", ",") + "\u00a0%"


def point(code, value, **kwargs):
    text = told(value) if value is not None else ""
    return MapUnit(code, UnitPoint(TILES[code].name, value, text, **kwargs))


# Values by hand, far enough apart to fill five shades
VALUES = {
    code: 4.0 + (17 * number % 41) / 2
    for number, code in enumerate(sorted(TILES))
    if code not in ("0825", "0665", "0575", "0185")
}
UNITS = (
    *(
        point(
            code,
            value,
            standing="above" if value > 23 else "below" if value < 5 else "inside",
            chosen=code == "0851",
        )
        for code, value in VALUES.items()
    ),
    point("0825", None, state="suppressed"),
    point("0665", None, state="not_delivered"),
    point("0575", None, state="not_settled"),
)
COUNTRY = TileMapPicture(
    title="Akutte genindlæggelser inden for 30 dage",
    subtitle="Kommuner, 1. kvartal 2026",
    unit_label="Procent af udskrivelserne",
    units=UNITS,
    source="Kilde: opdigtet",
    synthetic=True,
    tick_suffix="\u00a0%",
    bounds=(0, 100),
)
REGION = replace(COUNTRY, units=tuple(one for one in UNITS if one.code in NORTH), area=tuple(NORTH))
DRAWN = {
    "map-country-wide.svg": lambda: tile_map_svg(COUNTRY),
    "map-country-narrow.svg": lambda: tile_map_svg(COUNTRY, width=NARROW),
    "map-region-wide.svg": lambda: tile_map_svg(REGION),
    "map-region-narrow.svg": lambda: tile_map_svg(REGION, width=NARROW),
}


def all_of(svg, tag, css=None):
    found = ET.fromstring(svg).iter(SVG + tag)
    return [e for e in found if css is None or css in e.get("class", "").split()]


def tiles_of(svg):
    """Name and class of every tile on the map itself: those of the key have no title."""
    return {
        e[0].text.split(":")[0]: e.get("class") for e in all_of(svg, "rect", "tb-tile") if len(e)
    }


def key_of(svg):
    return " ".join(e.text for e in all_of(svg, "text", "tb-key"))


def municipalities():
    with (ROOT / "definitions/units/units.csv").open(encoding="utf-8") as file:
        units = list(csv.DictReader(file, delimiter=";"))
    return {one["code"]: one for one in units if one["kind"] == "municipality"}


def regions():
    """The municipalities of each region of 2007."""
    found = defaultdict(set)
    with (ROOT / "definitions/units/memberships.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file, delimiter=";"):
            if line["group"].startswith("region-") and line["valid_from"] == "2007-01-01":
                found[line["group"]].add(line["member"].removeprefix("kommune-"))
    return found


def touch(a, b, *, corners=True):
    across = abs(TILES[a].column - TILES[b].column)
    down = abs(TILES[a].row - TILES[b].row)
    return max(across, down) == 1 if corners else across + down == 1


def hang_together(codes, linked):
    """Whether one can walk from any to any other by `linked`."""
    left = set(codes)
    reached = [left.pop()]
    while reached:
        at = reached.pop()
        near = {one for one in left if linked(at, one)}
        left -= near
        reached += near
    return not left


def test_every_municipality_has_one_tile_under_its_own_name():
    known = municipalities()
    assert len(known) == 98
    assert {code: tile.name for code, tile in TILES.items()} == {
        code: one["name_da"] for code, one in known.items()
    }
    assert len(tile_places()) == 98


def test_no_two_share_a_cell_or_a_short_name():
    assert len({(one.column, one.row) for one in tile_places()}) == 98
    assert len({one.short for one in tile_places()}) == 98
    assert len({one.letters for one in tile_places()}) == 98


def test_regions_hang_together_where_their_land_does():
    found = regions()
    assert len(found) == 5
    for codes in found.values():
        assert hang_together(codes - ISLANDS - FUNEN, lambda a, b: touch(a, b, corners=False))
    assert hang_together(FUNEN, lambda a, b: touch(a, b, corners=False))


def test_islands_in_the_sea_have_water_on_all_sides():
    for island in ("0825", "0741", "0400"):
        assert not [code for code in TILES if touch(island, code, corners=False)], island


@pytest.mark.real_data
def test_neighbours_are_neighbours(real_data):
    """Of the 186 pairs with a border on land 159 touch, 106 of them along a side."""
    pairs = borders(real_data / "dk-municipalities" / "kommuner.geojson")
    assert len(pairs) == 186
    touching = sum(touch(a, b) for a, b in pairs)
    assert touching >= 159
    assert sum(touch(a, b, corners=False) for a, b in pairs) >= 106


@pytest.mark.real_data
def test_nobody_but_an_island_stands_without_a_neighbour_of_its_own(real_data):
    pairs = borders(real_data / "dk-municipalities" / "kommuner.geojson")
    by_land = {code for pair in pairs for code in pair}
    kept = {code for a, b in pairs if touch(a, b) for code in (a, b)}
    assert by_land == kept


def borders(path):
    """Pairs that have at least two points of their boundaries in common."""
    at = defaultdict(set)
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        whole = shape["coordinates"]
        for polygon in whole if shape["type"] == "MultiPolygon" else [whole]:
            for ring in polygon:
                for place in ring:
                    at[tuple(place)].add(feature["properties"]["kode"])
    shared = defaultdict(int)
    for codes in at.values():
        for pair in combinations(sorted(codes - {CHRISTIANSOE}), 2):
            shared[pair] += 1
    return {pair for pair, points in shared.items() if points > 1}


@pytest.mark.parametrize("name", DRAWN)
def test_maps_are_drawn_as_they_were(name):
    """TVAERBLIK_WRITE_GOLDEN=1 writes the files anew: look at them before they are committed."""
    drawn = DRAWN[name]().replace("><", ">\n<")
    if os.environ.get("TVAERBLIK_WRITE_GOLDEN") == "1":
        (GOLDEN / name).write_text(drawn, encoding="utf-8")
    assert drawn == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DRAWN)
def test_every_look_is_in_the_stylesheet(name):
    css = CSS_PATH.read_text(encoding="utf-8")
    drawn = DRAWN[name]()
    assert "style" not in drawn
    used = {one for names in re.findall(r'class="([^"]+)"', drawn) for one in names.split()}
    unstyled = {"tb-key"}
    assert {one for one in used if f".{one}" not in css} <= unstyled


def test_a_map_that_leaves_the_page_takes_its_shades_with_it():
    alone = standalone_svg(tile_map_svg(COUNTRY))
    assert "var(--" not in alone
    assert ".tb-step5 { fill: #" in alone


@pytest.mark.parametrize("name", DRAWN)
def test_who_has_no_figure_is_hatched_and_named_with_the_reason(name):
    svg = DRAWN[name]()
    heard = ET.fromstring(svg)[1].text
    missing = ["Tallet vises ikke af hensyn til personer: Læsø"]
    if "country" in name:
        missing += ["Tallet er ikke leveret: Lemvig", "Perioden er ikke afsluttet endnu: Vejen"]
        missing += ["Ingen tal i denne udgivelse: Tårnby"]
    key = key_of(svg)
    for words in missing:
        assert words in heard
        assert words in re.sub(r"\s+", " ", key)
    # A hatch on the tile and one in the key, each reason its own
    hatches = [e.get("d") for e in all_of(svg, "path", "tb-hatch")]
    assert len(hatches) == 2 * len(missing)
    shapes = {shape_of(d) for d in hatches[: len(missing)]}
    assert len(shapes) == len(missing)
    assert tiles_of(svg)["Læsø"] == "tb-tile tb-step0"


def shape_of(path):
    """The directions of a hatch's lines."""
    found = set()
    for line in path.split("M")[1:]:
        (x1, y1), (x2, y2) = (tuple(map(float, end.split())) for end in line.split("L"))
        found.add((x1 == x2, y1 == y2, (x2 - x1) * (y2 - y1) > 0))
    return frozenset(found)


def test_every_municipality_is_on_the_map_of_the_country():
    assert set(tiles_of(tile_map_svg(COUNTRY))) == {one.name for one in tile_places()}
    assert len(tiles_of(tile_map_svg(REGION))) == 11


def test_a_unit_without_a_tile_is_named_with_its_figure():
    stranger = MapUnit("0411", UnitPoint("Christiansø", 12.0, told(12)))
    svg = tile_map_svg(replace(REGION, units=(*REGION.units, stranger)))
    assert "Ikke på kortet: Christiansø 12,0\u00a0%" in key_of(svg)
    assert "Ikke på kortet: Christiansø 12,0\u00a0%" in ET.fromstring(svg)[1].text


def test_nobody_is_on_a_map_twice():
    with pytest.raises(ValueError, match="on a map twice: 0851"):
        replace(COUNTRY, units=(point("0851", 1.0), point("0851", 2.0)))


def test_who_lies_outside_has_a_square_and_is_named():
    svg = tile_map_svg(REGION)
    outside = [one for one in REGION.units if one.point.standing in ("above", "below")]
    sides = {one.point.standing for one in outside}
    assert outside
    # One in the key for each side
    assert len(all_of(svg, "rect", "tb-outside")) == len(outside) + len(sides)
    for one in outside:
        assert one.point.name in key_of(svg)


def test_a_hint_gets_no_square():
    units = tuple(
        MapUnit(one.code, replace(one.point, standing="hint"))
        for one in REGION.units
        if one.point.value is not None
    )
    assert not all_of(tile_map_svg(replace(REGION, units=units)), "rect", "tb-outside")


def test_who_is_not_held_against_the_limits_has_a_ring_and_is_named():
    units = tuple(
        MapUnit(one.code, replace(one.point, standing="unknown", aside="few"))
        if one.code == "0773"
        else one
        for one in REGION.units
    )
    svg = tile_map_svg(replace(REGION, units=units))
    assert len(all_of(svg, "circle", "tb-aside")) == 2  # on the map and in the key
    assert "For få til sammenligning: Morsø" in key_of(svg)
    assert "For få til sammenligning: Morsø" in ET.fromstring(svg)[1].text


def test_the_chosen_one_is_outlined_over_its_neighbours():
    svg = tile_map_svg(COUNTRY)
    outlines = all_of(svg, "rect", "tb-map-chosen")
    assert len(outlines) == 2  # on the map and in the key
    drawn = [e.get("class") for e in all_of(svg, "rect")]
    # Only the key comes after it
    after = drawn[drawn.index("tb-map-chosen") + 1 :]
    assert len(after) < 20
    assert "Valgt: Aalborg" in key_of(svg)


def test_values_stand_in_large_tiles_and_full_names_in_a_region():
    wide = [e.text for e in all_of(tile_map_svg(REGION), "text", "tb-in-tile")]
    assert "Vesthimmerlands" in wide
    assert f"{VALUES['0851']:.1f}".replace(".", ",") in wide
    narrow = [e.text for e in all_of(tile_map_svg(COUNTRY, width=NARROW), "text", "tb-in-tile")]
    assert len(narrow) == 98
    assert {len(text) for text in narrow} == {2}


def test_large_values_are_left_out_where_they_do_not_fit():
    units = tuple(
        MapUnit(one.code, replace(one.point, text="123.456.789,0"))
        for one in COUNTRY.units
        if one.point.value is not None
    )
    svg = tile_map_svg(replace(COUNTRY, units=units))
    assert len(all_of(svg, "text", "tb-in-tile")) == 98


@pytest.mark.parametrize(
    ("values", "decimals", "ranges"),
    [
        ((4.2, 22.0), 1, "4,0–7,9 8,0–11,9 12,0–15,9 16,0–19,9 20,0–24,0"),
        ((0.0, 100.0), 1, "0,0–19,9 20,0–39,9 40,0–59,9 60,0–79,9 80,0–100,0"),
        # A narrow spread is not blown up: five per cent of the level to either side
        ((50.0, 50.4), 1, "46,5–47,9 48,0–49,4 49,5–50,9 51,0–52,4 52,5–54,0"),
        ((41.7, 93.6), 1, "30,0–44,9 45,0–59,9 60,0–74,9 75,0–89,9 90,0–105,0"),
        ((3.0, 3.0), 0, "2 3"),
        ((0.0, 0.0), 1, "0,0–1,0"),
        ((1.0, 5.0), 0, "1 2 3 4 5"),
        ((-8.0, 11.0), 0, "−8 til −5 −4 til −1 0–3 4–7 8–12"),
    ],
)
def test_ranges_are_equal_steps_between_round_numbers(values, decimals, ranges):
    units = tuple(point(code, value) for code, value in zip(NORTH, values, strict=False))
    picture = replace(REGION, units=units, decimals=decimals, tick_suffix="", bounds=(None, None))
    shades = shades_of(picture)
    assert " ".join(shade_ranges(shades, picture)) == ranges


def test_a_shade_follows_the_value_as_it_is_written():
    """11.96 is written 12,0 and must not lie in the range that ends with 11,9."""
    units = (point("0851", 11.96), point("0773", 4.0), point("0787", 22.0))
    svg = tile_map_svg(replace(REGION, units=units))
    assert tiles_of(svg)["Aalborg"] == "tb-tile tb-step3"


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours():
    """Light, dark and print: the value of every token."""
    tokens = CSS_PATH.read_text(encoding="utf-8").split("/* rules */")[0]
    return [
        dict(re.findall(r"--tb-chart-((?:step|on)\d): (?:var\(--tb-\w+, )?(#\w{6})", block))
        for block in tokens.split("@media")
    ]


def test_shades_tell_apart_in_grey_and_their_text_is_read():
    looks = colours()
    assert len(looks) == 3
    for found in looks:
        shades = [luminance(found[f"step{i}"]) for i in range(1, SHADES + 1)]
        assert shades in (sorted(shades), sorted(shades, reverse=True))
        for one, other in zip(range(1, SHADES), range(2, SHADES + 1), strict=True):
            assert contrast(found[f"step{one}"], found[f"step{other}"]) >= 1.25, (one, found)
        for i in range(SHADES + 1):
            assert contrast(found[f"step{i}"], found[f"on{i}"]) >= 4.5, (i, found)


def inside_the_paper(svg, width):
    height = float(ET.fromstring(svg).get("height"))
    for e in all_of(svg, "text"):
        css = e.get("class")
        size = 17 if css == "tb-title" else FONT_SIZE
        wide = text_width(e.text, size, bold=css in ("tb-title", "tb-strong"))
        left = float(e.get("x")) - {None: 0, "middle": 0.5, "end": 1}[e.get("text-anchor")] * wide
        assert left >= -0.5, e.text
        assert left + wide <= width + 0.5, e.text
        assert 0 <= float(e.get("y")) <= height
    for e in all_of(svg, "rect"):
        x, y = float(e.get("x")), float(e.get("y"))
        assert x >= 0
        assert y >= 0
        assert x + float(e.get("width")) <= width + 0.05
        assert y + float(e.get("height")) <= height
    for e in all_of(svg, "path"):
        for x, y in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", e.get("d")):
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= height


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_lies_outside_the_paper_or_its_tile(name):
    svg = DRAWN[name]()
    inside_the_paper(svg, NARROW if "narrow" in name else WIDE)
    tiles = [e for e in all_of(svg, "rect", "tb-tile") if len(e)]
    room = float(tiles[0].get("width"))
    for e in all_of(svg, "text", "tb-in-tile"):
        assert text_width(e.text, FONT_SIZE) <= room + 0.5, e.text


numbers = st.one_of(st.floats(-1e6, 1e6), st.floats(-1e300, 1e300), st.sampled_from([0.0, 7.5]))
states = st.sampled_from(
    ["suppressed", "not_delivered", "not_collected", "not_defined", "not_settled"]
)


@st.composite
def many_units(draw):
    found = []
    for code in draw(st.lists(st.sampled_from(sorted(TILES)), unique=True, max_size=20)):
        name = draw(st.text("Aabæøå -", min_size=1, max_size=40).filter(str.strip))
        chosen = draw(st.booleans())
        if draw(st.booleans()):
            standing = draw(st.sampled_from(["above", "below", "hint", "inside", "unknown"]))
            aside = draw(st.sampled_from(["few", "partial", "provisional", "no_size", None]))
            one = UnitPoint(
                name, draw(numbers), "12,5", standing=standing, chosen=chosen, aside=aside
            )
        else:
            one = UnitPoint(name, None, state=draw(states), chosen=chosen)
        found.append(MapUnit(code, one))
    return tuple(found)


@settings(max_examples=80, deadline=None)
@given(
    units=many_units(),
    area=st.lists(st.sampled_from(sorted(TILES)), unique=True, max_size=30),
    decimals=st.integers(0, 3),
    width=st.sampled_from([WIDE, NARROW]),
)
def test_any_values_are_drawn_within_the_paper_and_shaded_as_the_key_says(
    units, area, decimals, width
):
    picture = replace(
        COUNTRY,
        units=units,
        area=tuple(area),
        decimals=decimals,
        tick_suffix="",
        bounds=(None, None),
    )
    # Huge numbers make long ranges, which wrap; they need not be narrow
    svg = tile_map_svg(picture, width=width)
    inside_the_paper(svg, width)
    assert len([e for e in all_of(svg, "rect", "tb-tile") if len(e)]) == len(area or TILES)
    shades = shades_of(picture)
    known = [written_value(one.point, decimals) for one in units if one.point.value is not None]
    assert (shades is None) == (not known)
    for value in known:
        number = shades.of(value)
        lower = shades.first + shades.step * (number - 1)
        assert 1 <= number <= shades.count <= SHADES
        assert lower <= value
        assert value < lower + shades.step or (
            number == shades.count and value <= lower + shades.step
        )
        assert shades.step >= Decimal(1).scaleb(-decimals)


def test_without_any_figure_the_map_says_so():
    units = tuple(point(code, None, state="suppressed") for code in NORTH)
    svg = tile_map_svg(replace(REGION, units=units))
    assert "Ingen tal at vise" in ET.fromstring(svg)[1].text
    assert set(tiles_of(svg).values()) == {"tb-tile tb-step0"}
    assert len(all_of(svg, "path", "tb-hatch")) == 11 + 1


def test_text_is_never_markup():
    evil = '<script>alert("x")</script>&'
    units = (MapUnit("0851", UnitPoint(evil, 1.0, evil, chosen=True, standing="above")),)
    svg = tile_map_svg(replace(REGION, title=evil, source=evil, units=units))
    assert "<script" not in svg
    assert ET.fromstring(svg)[0].text == evil
