"""What holds for every kind of chart alike, at its edges: nothing, one, all equal, negative, long, many."""

import re
import xml.etree.ElementTree as ET
import zlib
from dataclasses import fields, replace

import pytest
import vl_convert

from support.made_boundaries import SOURCE, made_boundaries
from tvaerblik.presentation.charts import (
    NARROW,
    WIDE,
    ChartPoint,
    DotPlotPicture,
    FunnelLevel,
    FunnelPicture,
    MapUnit,
    ReferenceLine,
    RunChartPicture,
    ShapeMapPicture,
    TileMapPicture,
    UnitPoint,
    file_svg,
    picture_svg,
    png_of,
    tile_places,
)
from tvaerblik.presentation.charts.raster import FONTS, packed
from tvaerblik.presentation.charts.sheet import FONT_SIZE, TITLE_SIZE
from tvaerblik.presentation.charts.standalone import light_css
from tvaerblik.presentation.charts.text import text_width

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Speciallægepraksisoverenskomstforhandling i alle regioner og kommuner under ét"
# Name of an edge → values; None is a figure that is hidden
EDGES = {
    "empty": [],
    "none": [None] * 5,
    "one": [12.5],
    "equal": [7.0] * 20,
    "zero": [0.0, 0.0, 0.0],
    "negative": [-30.0, -2.5, -17.0, -8.0],
    "both-sides": [-3.0, 0.0, 4.5],
    "huge": [1e12, 2.5e12, 9e11],
    "tiny": [1e-6, 3e-6, 2e-6],
    "many": [50 + 13 * (i % 7) - 3.5 * (i % 11) for i in range(98)],
}
KINDS = ("run", "funnel", "dots", "tiles", "land")
PLACES = tile_places()


@pytest.fixture(scope="module")
def boundaries(tmp_path_factory):
    return made_boundaries(tmp_path_factory.mktemp("boundaries"))


def written(value):
    return f"{value:,.10g}".replace(",", ".")


def units(values, name=None):
    found = []
    for i, value in enumerate(values):
        called = f"{name} {i}" if name else PLACES[i].name
        if value is None:
            found.append(UnitPoint(called, None, state="suppressed", chosen=i == 0))
            continue
        standing = ("inside", "above", "hint", "below")[i % 4]
        ends = (value - 1, value + 1)
        found.append(
            UnitPoint(called, value, written(value), 100.0 * (i + 1), "", *ends, standing, chosen=i == 0)
        )  # fmt: skip
    return tuple(found)


def picture(kind, values, boundaries, *, title="Akutte genindlæggelser", name=None):
    said = {
        "title": title,
        "subtitle": "Kommuner, 1. kvartal 2026",
        "unit_label": "Procent af udskrivelserne",
        "source": f"Kilde: opdigtet. Grænser: {SOURCE}",
        "synthetic": True,
    }
    if kind == "run":
        points = tuple(
            ChartPoint(f"{i % 12 + 1}. {2016 + i // 12}", f"måned {i}", value, "" if value is None else written(value), "suppressed" if value is None else "ok")
            for i, value in enumerate(values)
        )  # fmt: skip
        return RunChartPicture(points=points, **said)
    some = units(values, name)
    if kind == "dots":
        return DotPlotPicture(units=some, reference=ReferenceLine(5.0, "Alle viste 5,0"), **said)
    if kind == "funnel":
        levels = tuple(FunnelLevel(s, 5 - 90 / s, 5 + 90 / s, 5 - 150 / s, 5 + 150 / s) for s in (50, 500, 5000))  # fmt: skip
        line = ReferenceLine(5.0, "Gennemsnit 5,0")
        return FunnelPicture(units=some, size_label="Antal", reference=line, levels=levels, **said)
    on_map = tuple(MapUnit(PLACES[i].code, one) for i, one in enumerate(some))
    tiles = TileMapPicture(units=on_map, **said)
    if kind == "tiles":
        return tiles
    same = {one.name: getattr(tiles, one.name) for one in fields(TileMapPicture)}
    return ShapeMapPicture(**same, boundaries=boundaries)


def boxes_of(svg):
    """What each text takes at most, in the drawing's units. What lies in the map is moved as a whole."""
    root = ET.fromstring(svg)
    moved = {
        id(e): float(g.get("transform").split()[-1].rstrip(")"))
        for g in root.iter(SVG + "g")
        for e in g.iter(SVG + "text")
    }
    for e in root.iter(SVG + "text"):
        css = e.get("class").split()
        size = TITLE_SIZE if "tb-title" in css else FONT_SIZE
        wide = text_width(e.text, size, bold=bool({"tb-title", "tb-strong"} & set(css)))
        left = float(e.get("x")) - {None: 0, "middle": 0.5, "end": 1}[e.get("text-anchor")] * wide
        bottom = float(e.get("y")) + moved.get(id(e), 0.0)
        yield left, bottom - size * 0.75, left + wide, bottom, e.text


def overlapping(boxes):
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1:
                yield a[4], b[4]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("kind", KINDS)
def test_texts_stay_on_the_paper_and_apart(boundaries, kind, edge, width):
    svg = picture_svg(picture(kind, EDGES[edge], boundaries), prefix="a", width=width)
    height = float(ET.fromstring(svg).get("height"))
    boxes = list(boxes_of(svg))
    for left, top, right, bottom, text in boxes:
        assert left >= -0.5 and right <= width + 0.5, text
        assert top >= 0 and bottom <= height, text
    assert not list(overlapping(boxes))
    assert not re.search(r"=\"[^\"]*\b(nan|inf)\b", svg)
    if not any(value is not None for value in EDGES[edge]):
        assert "Ingen tal at vise" in ET.fromstring(svg)[1].text


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", KINDS)
def test_long_names_and_titles_keep_their_place(boundaries, kind, width):
    shown = picture(kind, [3.0, 4.0, 9.0, None], boundaries, title=LONG, name=LONG)
    svg = picture_svg(shown, prefix="a", width=width)
    boxes = list(boxes_of(svg))
    assert all(box[0] >= -0.5 and box[2] <= width + 0.5 for box in boxes)
    assert not list(overlapping(boxes))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_says_what_it_is_whence_and_that_it_is_invented(boundaries, kind):
    svg = file_svg(picture(kind, EDGES["many"], boundaries), stamp="Tværblik, udgivelse 7.")
    said = " ".join(text for *_, text in boxes_of(svg))
    for words in ("Akutte genindlæggelser", "1. kvartal 2026", "Procent af udskrivelserne"):
        assert words in said
    assert f"Kilde: opdigtet. Grænser: {SOURCE}. Tværblik, udgivelse 7." in said
    assert "Syntetiske tal – ikke virkelige" in said
    assert "var(" not in svg and "<style>" in svg and 'fill="#ffffff"' in svg


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_has_every_look_it_uses_and_no_other(boundaries, kind):
    svg = file_svg(picture(kind, EDGES["many"], boundaries), stamp="")
    style = svg[svg.index("<style>") : svg.index("</style>")]
    used = {one for names in re.findall(r' class="([^"]*)"', svg) for one in names.split()}
    selected = set(re.findall(r"\.(tb-[\w-]+)", style))
    whole = set(re.findall(r"\.(tb-[\w-]+)", light_css()))
    assert used & whole <= selected
    assert not re.search(r"\.tb-sparkline", style)


# PNG ---------------------------------------------------------------------------------------------


def pixels_of(png):
    """Width, height and the raw rows of a PNG, whatever made it."""
    size = [int.from_bytes(png[at : at + 4], "big") for at in (16, 20)]
    data, at = b"", 8
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return *size, zlib.decompress(data)


def lettered(text, family):
    css = f'font-family: "{family}"; font-size: 20px'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 40" width="300" height="40">'
        f"<style>text {{ {css} }}</style>"
        f'<rect width="300" height="40" fill="#ffffff"/><text x="5" y="28">{text}</text></svg>'
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_png_is_twice_as_large_and_has_a_ground(boundaries, kind):
    svg = file_svg(picture(kind, EDGES["both-sides"], boundaries), stamp="")
    png = png_of(svg)
    wide, high, rows = pixels_of(png)
    root = ET.fromstring(svg)
    assert wide == 2 * WIDE and abs(high - 2 * float(root.get("height"))) < 2
    assert len(set(rows)) > 8  # a drawing, not one colour
    assert png_of(svg) is png  # drawn once


def test_packing_changes_no_pixel():
    png = vl_convert.svg_to_png(lettered("Ærø", "IBM Plex Sans"), scale=2)
    assert pixels_of(packed(png)) == pixels_of(png)
    assert len(packed(png)) < 0.6 * len(png)


def test_danish_letters_and_signs_are_of_our_own_type():
    """None of them falls back to a type of the system, or to an empty box."""
    seen = {}
    for sign in "æøåÆØÅ−–×÷…»«é½":
        ours, theirs = (pixels_of(png_of(lettered(sign, one)))[2] for one in ("IBM Plex Sans", "Findes Ikke"))  # fmt: skip
        assert ours != theirs, sign
        seen[sign] = ours
    assert len(set(seen.values())) == len(seen)


def test_the_type_comes_with_its_licence():
    assert {one.name for one in FONTS.iterdir()} == {"IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf", "OFL.txt"}  # fmt: skip
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_a_picture_without_a_source_is_stamped_all_the_same(boundaries):
    shown = replace(picture("run", [1.0, 2.0], boundaries), source="")
    assert ">Tværblik, udgivelse 7.<" in file_svg(shown, stamp="Tværblik, udgivelse 7.")
