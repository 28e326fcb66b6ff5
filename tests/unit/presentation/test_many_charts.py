"""Lines of one chart, and small charts on one scale."""

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvaerblik.presentation.charts import (
    CSS_PATH,
    MOST_LINES,
    NARROW,
    WIDE,
    ChartPoint,
    LinesPicture,
    NamedSeries,
    PanelsPicture,
    file_svg,
    lines_svg,
    panel_svgs,
    panels_svg,
    scale_of,
)
from tvaerblik.presentation.charts.sheet import FONT_SIZE
from tvaerblik.presentation.charts.text import text_width

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
NAMES = (
    "Aalborg",
    "Brønderslev",
    "Jammerbugt",
    "Læsø",
    "Region Nordjylland",
    "Sundhedsklynge Midt",
)


def _series(name, values, provisional=()):
    return NamedSeries(
        name,
        tuple(
            ChartPoint(f"{i + 1}. kv. 2025", f"{i + 1}. kvartal 2025", value, _text(value), **more)
            for i, value in enumerate(values)
            for more in [
                {
                    "state": "suppressed" if value is None else "ok",
                    "provisional": i in provisional,
                }
            ]
        ),
    )


def _text(value):
    return "" if value is None else f"{value:.1f}".replace(".", ",")


def _picture(kind, series):
    return kind(
        title="Akutte genindlæggelser",
        subtitle="Kvartaler 2025; alle aldre; begge køn",
        unit_label="Procent af indlæggelserne",
        series=tuple(series),
        source="Kilde: Landspatientregisteret",
        synthetic=True,
        tick_suffix="\u00a0%",
        bounds=(0, 100),
    )


SIX = [
    _series(name, (10 + at, 12 - at, None if at == 2 else 11.5, 9 + at), provisional=(3,))
    for at, name in enumerate(NAMES[:5])
] + [_series(NAMES[5], (None, None, None, None))]
LINES, PANELS = _picture(LinesPicture, SIX), _picture(PanelsPicture, SIX)
DRAWN = {
    "lines-wide.svg": lambda: lines_svg(LINES, width=WIDE),
    "lines-narrow.svg": lambda: lines_svg(LINES, width=NARROW),
    "panels.svg": lambda: panels_svg(PANELS),
    "panel.svg": lambda: panel_svgs(PANELS, prefix="p")[2],
}


def _texts(svg):
    return [one.text for one in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", DRAWN)
def test_many_series_are_drawn_as_they_were(name):
    """TVAERBLIK_WRITE_GOLDEN=1 writes the files anew: look at them before they are committed."""
    drawn = DRAWN[name]().replace("><", ">\n<")
    if os.environ.get("TVAERBLIK_WRITE_GOLDEN") == "1":
        (GOLDEN / name).write_text(drawn, encoding="utf-8")
    assert drawn == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DRAWN)
def test_every_look_is_in_the_stylesheet_and_nothing_is_inline(name):
    drawn, css = DRAWN[name](), CSS_PATH.read_text(encoding="utf-8")
    assert "style" not in drawn
    used = {one for names in re.findall(r'class="([^"]+)"', drawn) for one in names.split()}
    unstyled = {"tb-key", "tb-end", "tb-lines-chart", "tb-panels", "tb-panel"}
    assert {one for one in used if f".{one}" not in css} <= unstyled


def test_lines_are_told_apart_without_any_colour():
    css = CSS_PATH.read_text(encoding="utf-8")
    looks = [
        re.findall(rf"\.tb-many{n} {{ (stroke-dasharray: [^;]+|stroke-width: [^;]+);", css)
        for n in range(MOST_LINES)
    ]
    assert len({tuple(look) for look in looks}) == MOST_LINES
    shapes = {re.sub(r"[\d.,-]+", "", one) for one in _marks(lines_svg(LINES))}
    assert len(shapes) >= 4


def _marks(svg):
    return re.findall(r'<(?:circle|rect|polygon)[^>]*class="tb-dot tb-dot\d"[^>]*>', svg)


def test_every_line_is_named_where_it_ends_or_said_to_be_empty():
    wide, narrow = _texts(lines_svg(LINES)), _texts(lines_svg(LINES, width=NARROW))
    for name in NAMES[:5]:
        assert wide.count(name) == narrow.count(name) == 1
    assert "Sundhedsklynge Midt: ingen tal at vise" in wide
    assert "Foreløbigt tal" in wide


def test_a_hidden_point_is_a_gap_and_never_a_value():
    drawn = lines_svg(_picture(LinesPicture, [_series("Læsø", (10, None, 12, None, 14))]))
    assert not re.findall(r'class="tb-many tb-many0"[^>]*/>', drawn)
    assert len(_marks(drawn)) == 3 + 1  # and the one beside the name
    assert "Hul i linjen" in " ".join(_texts(drawn))


def test_more_lines_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="7 lines"):
        _picture(LinesPicture, [*SIX, _series("En til", (1, 2, 3, 4))])
    with pytest.raises(ValueError, match="same periods"):
        _picture(PanelsPicture, [*SIX, _series("Kortere", (1, 2))])


def test_all_panels_have_the_scale_of_all_values():
    low, high = scale_of(PANELS)
    assert (low, high) == ("8\u00a0%", "14\u00a0%")
    for panel in panel_svgs(PANELS, prefix="p")[:5]:
        assert low in _texts(panel) and high in _texts(panel)


def test_the_file_of_either_says_what_it_is_and_whence():
    for picture in (LINES, PANELS):
        drawn = file_svg(picture, stamp="Udgivelse r1")
        assert "Syntetiske tal" in drawn and "Udgivelse r1" in drawn and "<style>" in drawn


numbers = st.floats(-1e6, 1e6, allow_nan=False) | st.none()


@settings(max_examples=40, deadline=None)
@given(
    table=st.integers(1, 14).flatmap(
        lambda n: st.lists(st.lists(numbers, min_size=n, max_size=n), min_size=1, max_size=6)
    )
)
def test_any_numbers_can_be_drawn_within_the_sheet(table):
    series = [_series(f"Enhed nummer {at}", values) for at, values in enumerate(table)]
    picture = LinesPicture(title="T", unit_label="Antal", series=tuple(series))
    panels = PanelsPicture(title="T", unit_label="Antal", series=tuple(series))
    drawn = [lines_svg(picture), lines_svg(picture, width=NARROW), panels_svg(panels)]
    for svg in [*drawn, *panel_svgs(panels, prefix="p")]:
        root = ET.fromstring(svg)
        width = float(root.attrib["width"])
        assert "nan" not in svg and "inf" not in svg.replace("information", "")
        for one in root.iter(f"{SVG}text"):
            if (
                one.attrib.get("text-anchor") is None
                and one.text
                and "tb-title" not in one.attrib["class"]
            ):
                assert float(one.attrib["x"]) + text_width(one.text, FONT_SIZE) * 0.8 <= width + 1
