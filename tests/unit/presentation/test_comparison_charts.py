import math
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvaerblik.presentation.charts import (
    CSS_PATH,
    NARROW,
    WIDE,
    DotPlotPicture,
    FunnelLevel,
    FunnelPicture,
    ReferenceLine,
    UnitPoint,
    dot_plot_svg,
    funnel_svg,
)
from tvaerblik.presentation.charts.sheet import FONT_SIZE
from tvaerblik.presentation.charts.text import text_width

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
CENTRE = 14.0


def limits(size, z):
    half = z * math.sqrt(CENTRE * (100 - CENTRE) / size)
    return CENTRE - half, CENTRE + half


def level(size):
    return FunnelLevel(size, *limits(size, 1.96), *limits(size, 3.09))


def unit(name, value, size=1000.0, **kwargs):
    return UnitPoint(
        name, value, f"{value:.1f}".replace(".", ",") + "\u00a0%", size, f"{size:.0f}", **kwargs
    )


UNITS = (
    unit("Aalborg", 14.2, 5200, lower=13.3, upper=15.1, standing="inside"),
    unit("Brønderslev", 14.9, 900, lower=12.7, upper=17.2, standing="inside"),
    unit("Frederikshavn", 18.1, 1700, lower=16.2, upper=19.9, standing="above"),
    unit("Hjørring", 11.9, 1800, lower=10.4, upper=13.4, standing="hint"),
    unit("Jammerbugt", 13.7, 1000, lower=11.6, upper=15.8, standing="inside", chosen=True),
    UnitPoint("Læsø", None, state="suppressed"),
    UnitPoint("Morsø", None, state="not_delivered"),
)
FUNNEL = FunnelPicture(
    title="Akutte genindlæggelser inden for 30 dage",
    subtitle="Kommuner, 1. kvartal 2026",
    unit_label="Procent af udskrivelserne",
    size_label="Antal udskrivelser",
    units=UNITS,
    reference=ReferenceLine(CENTRE, "De øvrige 14,0\u00a0%"),
    levels=tuple(level(size) for size in range(500, 6000, 250)),
    source="Kilde: opdigtet",
    synthetic=True,
    tick_suffix="\u00a0%",
    bounds=(0, 100),
)
DOTS = DotPlotPicture(
    title=FUNNEL.title,
    subtitle=FUNNEL.subtitle,
    unit_label=FUNNEL.unit_label,
    units=UNITS,
    reference=FUNNEL.reference,
    source=FUNNEL.source,
    synthetic=True,
    tick_suffix="\u00a0%",
    bounds=(0, 100),
)
DRAWN = {
    "funnel-wide.svg": lambda: funnel_svg(FUNNEL),
    "funnel-narrow.svg": lambda: funnel_svg(FUNNEL, width=NARROW),
    "dot-plot-wide.svg": lambda: dot_plot_svg(DOTS),
    "dot-plot-narrow.svg": lambda: dot_plot_svg(DOTS, width=NARROW),
}


def all_of(svg, tag, css=None):
    found = ET.fromstring(svg).iter(SVG + tag)
    return [e for e in found if css is None or css in e.get("class", "").split()]


def texts_of(svg):
    return " | ".join(e.text for e in all_of(svg, "text"))


@pytest.mark.parametrize("name", DRAWN)
def test_comparisons_are_drawn_as_they_were(name):
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
    unstyled = {"tb-note", "tb-key", "tb-end", "tb-funnel", "tb-dot-plot"}
    assert {one for one in used if f".{one}" not in css} <= unstyled


@pytest.mark.parametrize("name", DRAWN)
def test_a_reader_of_the_screen_hears_who_lies_outside_and_who_has_no_number(name):
    told = ET.fromstring(DRAWN[name]())[1].text
    assert "Over grænserne (99,8 %): Frederikshavn" in told
    assert "Uden for 95 %, men inden for 99,8 %: Hjørring" in told
    assert "Valgt: Jammerbugt 13,7\u00a0%" in told
    assert "Tallet vises ikke af hensyn til personer: Læsø" in told
    assert "Tallet er ikke leveret: Morsø" in told
    assert "De øvrige 14,0\u00a0%" in told
    assert "Syntetiske tal" in told


@pytest.mark.parametrize("draw", [lambda: funnel_svg(FUNNEL), lambda: dot_plot_svg(DOTS)])
def test_a_reader_of_the_screen_hears_the_range_and_no_rank(draw):
    told = ET.fromstring(draw())[1].text
    assert "Fra 11,9\u00a0% til 18,1\u00a0%" in told
    assert "Laveste" not in told and "højeste" not in told
    assert "18,1\u00a0% (" not in told


def test_the_standing_is_told_by_shape_too():
    svg = funnel_svg(FUNNEL)
    [outside] = [e for e in all_of(svg, "rect") if len(e)]
    assert outside[0].text.startswith("Frederikshavn: 18,1\u00a0% (Over grænserne (99,8 %); 1700")
    [hint] = [e for e in all_of(svg, "polygon") if len(e)]
    assert hint[0].text.startswith("Hjørring")
    assert {e[0].text.split(":")[0] for e in all_of(svg, "circle") if len(e)} == {
        "Aalborg",
        "Brønderslev",
        "Jammerbugt",
    }


ASIDES = (
    unit("Rebild", 60.0, 40, aside="few"),
    unit("Thisted", 9.0, 1200, aside="partial", note="1 af 2 kommuner"),
    unit("Vesthimmerland", 12.0, 1100, aside="provisional", chosen=True),
    replace(unit("Mariagerfjord", 13.0), size=None, aside="no_size"),
)


def test_who_is_not_compared_is_hollow_and_named_with_the_reason():
    drawn = funnel_svg(replace(FUNNEL, units=(*UNITS[:4], *ASIDES)))
    hollow = [e for e in all_of(drawn, "circle", "tb-aside") if len(e)]
    assert {e[0].text.split(":")[0] for e in hollow} == {"Rebild", "Thisted", "Vesthimmerland"}
    [chosen] = [e for e in hollow if "tb-aside-chosen" in e.get("class")]
    assert chosen[0].text.startswith("Vesthimmerland")
    told = ET.fromstring(drawn)[1].text
    for said in (
        "For få til sammenligning: Rebild",
        "Ikke alle har leveret, sammenlignes ikke: Thisted",
        "Foreløbigt tal, sammenlignes ikke: Vesthimmerland",
        "Uden tæller eller nævner, ikke i tragten: Mariagerfjord",
    ):
        assert said in told
        assert said in texts_of(drawn)


def test_a_unit_without_a_size_has_no_dot_in_a_funnel_and_one_in_a_dot_plot():
    units = (*UNITS[:4], ASIDES[3])
    assert "Mariagerfjord: 13,0" not in funnel_svg(replace(FUNNEL, units=units))
    assert "Mariagerfjord: 13,0" in dot_plot_svg(replace(DOTS, units=units))


def test_a_dot_plot_too_says_whose_figure_is_not_whole():
    drawn = dot_plot_svg(replace(DOTS, units=(*UNITS, ASIDES[1])))
    assert "Ikke alle har leveret, sammenlignes ikke: Thisted" in texts_of(drawn)
    [hollow] = [e for e in all_of(drawn, "circle", "tb-aside") if len(e)]
    assert hollow[0].text == "Thisted: 9,0\u00a0% (1200; 1 af 2 kommuner)"


def test_the_limits_narrow_towards_the_large():
    svg = funnel_svg(FUNNEL)
    curves = [
        [tuple(map(float, p.split(","))) for p in e.get("points").split()]
        for e in all_of(svg, "polyline")
        if e.get("class").startswith("tb-limit")
    ]
    assert len(curves) == 4
    middle = float(all_of(svg, "line", "tb-centre")[0].get("y1"))
    for curve in curves:
        distances = [abs(y - middle) for _, y in curve]
        assert distances == sorted(distances, reverse=True)


def test_the_dot_plot_keeps_the_order_it_was_given():
    svg = dot_plot_svg(DOTS)
    names = [e.text for e in all_of(svg, "text") if e.text in {one.name for one in UNITS}]
    assert names == [one.name for one in UNITS]


def test_a_unit_without_a_number_has_its_line_and_its_sign():
    svg = dot_plot_svg(DOTS)
    signs = [e for e in all_of(svg, "text", "tb-strong") if e.text in ("–", "×")]
    heights = {float(e.get("y")) for e in all_of(svg, "text") if e.text in ("Læsø", "Morsø")}
    assert {float(e.get("y")) for e in signs} >= heights


def test_the_sign_of_a_missing_number_stands_before_the_plot():
    """At the left end of the plot a dash would pass for a value of zero."""
    svg = dot_plot_svg(DOTS)
    left = min(float(e.get("x1")) for e in all_of(svg, "line", "tb-grid"))
    signs = [e for e in all_of(svg, "text", "tb-strong") if e.text in ("–", "×", "…", "÷", "?")]
    rows = [e for e in signs if e.get("text-anchor") == "middle"]
    assert rows and all(float(e.get("x")) + text_width(e.text, FONT_SIZE) < left for e in rows)


def test_a_funnel_needs_sizes():
    with pytest.raises(ValueError, match="a funnel needs a size"):
        replace(FUNNEL, units=(UnitPoint("Aalborg", 1.0, "1"),))
    with pytest.raises(ValueError, match="from small to large"):
        replace(FUNNEL, levels=(level(900), level(500)))
    with pytest.raises(ValueError, match="has value"):
        UnitPoint("Aalborg", 1.0, state="suppressed")
    with pytest.raises(ValueError, match="cannot be drawn"):
        UnitPoint("Aalborg", math.nan)


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


numbers = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
names = st.text("Aabæøå -", min_size=1, max_size=60).filter(str.strip)


@st.composite
def many_units(draw):
    found = []
    for name in draw(st.lists(names, max_size=30)):
        if draw(st.booleans()):
            value = draw(numbers)
            ends = sorted((value, draw(numbers)))
            size = draw(st.floats(0, 1e7))
            found.append(UnitPoint(name, value, "x", size, "", ends[0], ends[1]))
        else:
            found.append(UnitPoint(name, None, state="suppressed"))
    return tuple(found)


@settings(max_examples=60, deadline=None)
@given(units=many_units(), centre=numbers, width=st.sampled_from([WIDE, NARROW]))
def test_any_units_can_be_drawn_within_the_paper(units, centre, width):
    reference = ReferenceLine(centre, "De øvrige")
    funnel = replace(FUNNEL, units=units, reference=reference, tick_suffix="", bounds=(None, None))
    dots = replace(DOTS, units=units, reference=reference, tick_suffix="", bounds=(None, None))
    for svg in (funnel_svg(funnel, width=width), dot_plot_svg(dots, width=width)):
        inside_the_paper(svg, width)
        assert "nan" not in svg
        assert "inf" not in svg.replace("infant", "")


def test_text_is_never_markup():
    evil = '<script>alert("x")</script>&'
    units = (unit("a", 1.0), replace(unit(evil, 2.0), text=evil, chosen=True, standing="above"))
    for svg in (
        funnel_svg(replace(FUNNEL, title=evil, source=evil, size_label=evil, units=units)),
        dot_plot_svg(replace(DOTS, title=evil, source=evil, units=units)),
    ):
        assert "<script" not in svg
        assert ET.fromstring(svg)[0].text == evil


def test_names_beside_the_dots_do_not_cover_each_other():
    crowd = tuple(
        unit(f"Kommune nummer {i}", 18 + i / 50, 1000 + i, standing="above") for i in range(12)
    )
    svg = funnel_svg(replace(FUNNEL, units=crowd))
    boxes = []
    for e in all_of(svg, "text", "tb-note"):
        x, y = float(e.get("x")), float(e.get("y"))
        boxes.append((x, y - 13, x + text_width(e.text, FONT_SIZE), y + 4))
    assert len(boxes) < len(crowd)  # the key names those that found no room
    assert texts_of(svg).count("Kommune nummer 11") == 1 + sum(
        e.text == "Kommune nummer 11" for e in all_of(svg, "text", "tb-note")
    )
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_one_large_unit_does_not_squeeze_the_others_into_a_corner():
    even = [unit(f"Kommune {i}", 14.0, 800 + 40 * i, standing="inside") for i in range(10)]
    large = unit("Stor", 14.0, 20000, standing="inside")
    centres = [
        float(e.get("cx"))
        for e in all_of(funnel_svg(replace(FUNNEL, units=(*even, large))), "circle")
        if len(e)
    ]
    # By size itself all ten would lie within the first 6 % of the plot
    width = max(centres) - 50
    assert max(sorted(centres)[:-1]) - 50 > 0.2 * width
    ticks = texts_of(funnel_svg(replace(FUNNEL, units=(*even, large))))
    assert "500" in ticks or "1.250" in ticks


def test_the_chosen_unit_is_named_in_the_key_with_its_figure():
    assert "Jammerbugt: 13,7\u00a0%" in texts_of(funnel_svg(FUNNEL))
    assert "Jammerbugt: 13,7\u00a0%" in texts_of(funnel_svg(FUNNEL, width=NARROW))
