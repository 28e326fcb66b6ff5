import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tvaerblik.presentation.charts import (
    CSS_PATH,
    NARROW,
    WIDE,
    Annotation,
    ChartPoint,
    PointLevel,
    ReferenceLine,
    RunChartPicture,
    Signal,
    SparklinePicture,
    SparkPoint,
    run_chart_svg,
    sparkline_svg,
    standalone_svg,
)
from tvaerblik.presentation.charts.sheet import FONT_SIZE
from tvaerblik.presentation.charts.text import text_width
from tvaerblik.presentation.numbers import number_text, period_text

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
VALUES = [
    14.1,
    15.2,
    13.0,
    15.0,
    13.8,
    14.4,
    13.7,
    14.2,
    11.9,
    10.6,
    10.5,
    9.7,
    9.5,
    10.8,
    11.1,
    9.7,
]


def point(index, value, **kwargs):
    period = f"{2024 + index // 12}-{index % 12 + 1:02}"
    text = "" if value is None else number_text(value, "da", decimals=1) + "\u00a0%"
    short = period_text(period, "da", short=True)
    return ChartPoint(short, period_text(period, "da"), value, text, **kwargs)


def picture_of(values, **kwargs):
    points = tuple(
        point(i, v) if v is not None else point(i, None, state="suppressed")
        for i, v in enumerate(values)
    )
    return RunChartPicture(title="Genindlæggelser", unit_label="Andel", points=points, **kwargs)


def full_picture():
    points = [point(i, value) for i, value in enumerate(VALUES)]
    points[5] = point(5, None, state="suppressed")
    points[12] = point(12, None, state="not_delivered")
    points[15] = point(15, 9.7, provisional=True, note="8 af 11 kommuner")
    return RunChartPicture(
        title="Akutte genindlæggelser inden for 30 dage",
        subtitle="Sundhedsklynge Midt, 65 år og derover",
        unit_label="Andel af indlæggelser",
        points=tuple(points),
        centre=ReferenceLine(12.4, "Midtlinje 12,4\u00a0%"),
        target=ReferenceLine(10, "Mål 10,0\u00a0%"),
        signal=Signal("Niveauet er faldet", 8, 14),
        annotations=(Annotation(3, "Databrud: LPR3"), Annotation(8, "Koordinator ansat")),
        source="Kilde: opdigtet",
        synthetic=True,
        tick_suffix="\u00a0%",
        bounds=(0, 100),
    )


def root_of(svg):
    return ET.fromstring(svg)


def all_of(svg, tag, css=None):
    found = root_of(svg).iter(SVG + tag)
    return [e for e in found if css is None or css in e.get("class", "").split()]


def texts_of(svg, css=None):
    return [element.text for element in all_of(svg, "text", css)]


def boxes_of(svg):
    """Every text as (left, top, right, bottom, text), by our own estimate of its width."""
    boxes = []
    for element in all_of(svg, "text"):
        css = element.get("class")
        size = 17 if css == "tb-title" else FONT_SIZE
        width = text_width(element.text, size, bold=css in ("tb-title", "tb-strong", "tb-latest"))
        share = {None: 0, "middle": 0.5, "end": 1}[element.get("text-anchor")]
        left, base = float(element.get("x")) - share * width, float(element.get("y"))
        boxes.append((left, base - 0.75 * size, left + width, base + 0.2 * size, element.text))
    return boxes


GOLDEN_CHARTS = {
    "run-chart-wide.svg": lambda: run_chart_svg(full_picture(), prefix="c1"),
    "run-chart-narrow.svg": lambda: run_chart_svg(full_picture(), prefix="c1", width=NARROW),
    "run-chart-empty.svg": lambda: run_chart_svg(picture_of([]), prefix="c1"),
    "run-chart-standalone.svg": lambda: standalone_svg(run_chart_svg(full_picture())),
    "sparkline.svg": lambda: sparkline_svg(
        SparklinePicture(
            (*(SparkPoint(v) for v in VALUES), SparkPoint(None), SparkPoint(9, True)), 12.4, True
        )
    ),
}


@pytest.mark.parametrize("name", GOLDEN_CHARTS)
def test_charts_are_drawn_as_they_were(name):
    """TVAERBLIK_WRITE_GOLDEN=1 writes the files anew: look at them before they are committed."""
    drawn = GOLDEN_CHARTS[name]().replace("><", ">\n<")
    if os.environ.get("TVAERBLIK_WRITE_GOLDEN") == "1":
        (GOLDEN / name).write_text(drawn, encoding="utf-8")
    assert drawn == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_reader_of_the_screen_hears_title_and_description():
    root = root_of(run_chart_svg(full_picture(), prefix="c7"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "c7-title c7-desc"
    assert root[0].get("id") == "c7-title"
    assert root[0].text == "Akutte genindlæggelser inden for 30 dage"
    told = root[1].text
    for part in ("16 perioder fra januar 2024 til april 2025", "Laveste 9,7", "højeste 15,2"):
        assert part in told
    for part in ("Niveauet er faldet", "Midtlinje 12,4", "april 2024: Databrud", "Syntetiske tal"):
        assert part in told


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_ids_all_carry_the_prefix(width):
    svg = run_chart_svg(full_picture(), prefix="x-9", width=width)
    ids = [element.get("id") for element in root_of(svg).iter() if element.get("id")]
    assert ids == ["x-9-title", "x-9-desc"]


@pytest.mark.parametrize("prefix", ["", "9a", "a b", 'a"b'])
def test_a_prefix_that_is_no_id_is_refused(prefix):
    with pytest.raises(ValueError, match="an id must begin"):
        run_chart_svg(picture_of([1]), prefix=prefix)


def test_looks_come_from_classes_that_the_stylesheet_knows():
    css = CSS_PATH.read_text(encoding="utf-8")
    drawn = "".join(draw() for name, draw in GOLDEN_CHARTS.items() if "standalone" not in name)
    assert "style" not in drawn
    assert "<script" not in drawn
    unstyled = {"tb-note", "tb-key", "tb-end", "tb-run-chart"}
    used = {name for names in re.findall(r'class="([^"]+)"', drawn) for name in names.split()}
    assert {name for name in used if f".{name}" not in css} <= unstyled


def test_text_is_never_markup():
    evil = '<script>alert("x")</script>&'
    picture = replace(
        full_picture(),
        title=evil,
        subtitle=evil,
        unit_label=evil,
        source=evil,
        centre=ReferenceLine(1, evil),
        signal=Signal(evil, 0, 1),
        annotations=(Annotation(1, evil),),
        points=tuple(replace(p, short=evil, long=evil, text=evil) for p in full_picture().points),
    )
    for width in (WIDE, NARROW):
        svg = run_chart_svg(picture, width=width)
        assert "<script" not in svg
        assert root_of(svg)[0].text == evil


def test_every_point_tells_its_own_value():
    svg = run_chart_svg(full_picture())
    titles = [title.text for e in all_of(svg, "circle") for title in e]
    assert titles[0] == "januar 2024: 14,1\u00a0%"
    assert titles[-1] == "april 2025: 9,7\u00a0% (Foreløbigt tal; 8 af 11 kommuner)"


def test_provisional_points_are_hollow_and_their_line_is_dashed():
    svg = run_chart_svg(full_picture(), width=WIDE)
    assert len(all_of(svg, "circle", "tb-provisional")) == 2  # the point and the key
    assert len(all_of(svg, "polyline", "tb-unsure")) == 1
    assert "Foreløbigt tal" in texts_of(svg)


def test_a_shift_breaks_the_centre_line_and_marks_its_points_by_shape():
    svg = run_chart_svg(full_picture())
    assert len(all_of(svg, "line", "tb-shifted")) == 1
    assert len(all_of(svg, "polygon", "tb-point")) == 6  # 8 to 14, one of them missing
    assert "Niveauet er faldet" in texts_of(svg)
    calm = run_chart_svg(replace(full_picture(), signal=None))
    assert not all_of(calm, "line", "tb-shifted")
    assert not all_of(calm, "polygon")


def test_a_missing_period_is_a_gap_with_a_sign_and_never_a_zero():
    svg = run_chart_svg(picture_of([5, 6, None, 5, 6]))
    assert len(all_of(svg, "circle", "tb-point")) == 4
    assert len(all_of(svg, "polyline", "tb-line")) == 2
    (gap,) = all_of(svg, "line", "tb-gap")
    told = "Tallet vises ikke af hensyn til personer"
    assert gap.find(SVG + "title").text == f"marts 2024: {told}"
    assert {"–", told} <= set(texts_of(svg))


def test_neighbouring_gaps_of_one_reason_share_a_sign():
    svg = run_chart_svg(picture_of([5, None, None, None, 6]))
    (gap,) = all_of(svg, "line", "tb-gap")
    assert gap.find(SVG + "title").text.startswith("februar 2024 – april 2024: ")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("da", "Syntetiske tal – ikke virkelige"), ("en", "Synthetic figures – not real")],
)
def test_synthetic_figures_say_so_inside_the_drawing(lang, words):
    picture = replace(full_picture(), lang=lang)
    assert words in texts_of(run_chart_svg(picture))
    assert words not in texts_of(run_chart_svg(replace(picture, synthetic=False)))


def test_equal_pictures_give_equal_bytes():
    assert run_chart_svg(full_picture()) == run_chart_svg(full_picture())


def test_a_narrow_chart_has_fewer_periods_and_moves_labels_to_the_key():
    wide, narrow = run_chart_svg(full_picture()), run_chart_svg(full_picture(), width=NARROW)
    assert len(texts_of(narrow, "tb-quiet")) < len(texts_of(wide, "tb-quiet"))
    assert "Midtlinje 12,4\u00a0%" in texts_of(narrow, "tb-key")
    assert "Midtlinje 12,4\u00a0%" in texts_of(wide, "tb-end")
    assert {"A", "B"} <= set(texts_of(narrow, "tb-strong"))
    assert texts_of(wide, "tb-note") == ["Databrud: LPR3", "Koordinator ansat"]


def test_text_stays_twelve_pixels_on_the_smallest_telephone():
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)px", CSS_PATH.read_text())]
    assert min(sizes) * 320 / NARROW >= 12


LONG_TEXT = "Overgang til en ny måde at indberette på i alle regioner og kommuner"

texts = st.sampled_from(["", "Mål", "Speciallægepraksisoverenskomstforhandling", LONG_TEXT])
values = st.one_of(
    st.lists(st.none() | st.floats(-1e4, 1e4).map(lambda v: round(v, 2)), max_size=30),
    st.lists(st.none() | st.floats(0, 1).map(lambda v: round(v, 3)), min_size=100, max_size=130),
)


@st.composite
def pictures(draw):
    shown = draw(values)
    indexes = st.integers(0, max(len(shown) - 1, 0))
    annotations = st.lists(st.builds(Annotation, indexes, texts.filter(bool)), max_size=4)
    level = st.none() | st.builds(ReferenceLine, st.floats(-100, 100), texts.filter(bool))
    return replace(
        picture_of(shown),
        title=draw(texts),
        subtitle=draw(texts),
        centre=draw(level),
        target=draw(level),
        annotations=tuple(draw(annotations)) if shown else (),
        signal=Signal(LONG_TEXT, 0, len(shown) - 1) if shown and draw(st.booleans()) else None,
        source=draw(texts),
        synthetic=draw(st.booleans()),
    )


def two_pairs_of_rules():
    """Many periods on narrow paper: the second pair's shared letters once lay on the first's."""
    pairs = tuple(Annotation(before, "Mål") for before in (0, 0, 9, 9))
    return replace(picture_of([None] * 100), annotations=pairs)


@settings(max_examples=60, deadline=None)
@given(pictures(), st.sampled_from([NARROW, 500, WIDE]))
@example(two_pairs_of_rules(), NARROW)
def test_texts_never_meet_and_stay_on_the_paper(picture, width):
    svg = run_chart_svg(picture, width=width)
    height = float(root_of(svg).get("height"))
    boxes = boxes_of(svg)
    for left, top, right, bottom, text in boxes:
        assert left >= 0 and top >= 0 and right <= width + 0.1 and bottom <= height, text
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            apart = a[2] <= b[0] + 0.2 or b[2] <= a[0] + 0.2 or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (a, b)


@settings(max_examples=60, deadline=None)
@given(pictures(), st.sampled_from([NARROW, WIDE]))
def test_no_text_lies_on_the_curve(picture, width):
    svg = run_chart_svg(picture, width=width)
    curve = [
        tuple(map(float, pair.split(",")))
        for line in all_of(svg, "polyline", "tb-line")
        for pair in line.get("points").split()
    ]
    for left, top, right, bottom, text in boxes_of(svg):
        hit = [(x, y) for x, y in curve if left < x < right and top < y < bottom]
        assert not hit, text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.none() | st.floats(-1e300, 1e300), max_size=12))
def test_any_finite_numbers_can_be_drawn(numbers):
    svg = run_chart_svg(picture_of(numbers))
    assert not re.search(r"\b(nan|inf)\b", re.sub(r"<(title|desc|text).*?</\1>", "", svg))


@pytest.mark.parametrize("numbers", [[], [12.5], [7] * 24, [None] * 12, [-3, -1, -2], [0, 0, 0]])
def test_small_and_flat_series_are_drawn(numbers):
    svg = run_chart_svg(picture_of(numbers))
    known = [number for number in numbers if number is not None]
    assert len(all_of(svg, "circle", "tb-point")) == len(known)
    assert ("Ingen tal at vise" in texts_of(svg)) is (not known)


def test_ten_years_name_the_same_month_and_always_the_newest():
    svg = run_chart_svg(picture_of([50 + i % 7 for i in range(120)]))
    names = [text for text in texts_of(svg, "tb-quiet") if text.startswith("dec.")]
    assert names[-1] == "dec. 2033"
    assert len(names) >= 4


@pytest.mark.parametrize(
    ("value", "state"), [(None, "ok"), (None, "zero"), (3, "suppressed"), (float("nan"), "ok")]
)
def test_a_point_whose_value_and_state_disagree_cannot_be_made(value, state):
    with pytest.raises(ValueError, match=r"has value|cannot be drawn"):
        ChartPoint("jan.", "januar", value, "", state)


def test_signals_and_annotations_must_lie_within_the_points():
    with pytest.raises(ValueError, match="the chart has 2 points"):
        picture_of([1, 2], signal=Signal("x", 0, 2))
    with pytest.raises(ValueError, match="lies outside"):
        picture_of([1, 2], annotations=(Annotation(2, "x"),))


def test_a_chart_that_stands_alone_needs_nothing_from_the_page():
    svg = standalone_svg(run_chart_svg(full_picture()))
    root = root_of(svg)
    assert [child.tag.removeprefix(SVG) for child in root][:4] == ["title", "desc", "style", "rect"]
    ground = root[3]
    assert (ground.get("fill"), ground.get("width")) == ("#ffffff", "760")
    assert ground.get("height") == root.get("height")
    assert "var(" not in svg
    assert "@media" not in svg


def test_only_our_own_drawings_can_stand_alone():
    with pytest.raises(ValueError, match="only a chart drawn here"):
        standalone_svg("<p>")


def sparkline(*values, **kwargs):
    return sparkline_svg(SparklinePicture(tuple(SparkPoint(v) for v in values), **kwargs))


def test_a_sparkline_is_hidden_from_readers_since_its_tile_speaks():
    root = root_of(sparkline(1, 2, 3, centre=2))
    assert (root.get("aria-hidden"), root.get("viewBox")) == ("true", "0 0 120 36")
    assert len(list(root)) == 3


def test_a_sparkline_marks_its_last_point():
    hollow = SparklinePicture((SparkPoint(1), SparkPoint(2, provisional=True)))
    assert len(all_of(sparkline_svg(hollow), "circle", "tb-provisional")) == 1
    assert not all_of(sparkline(1, 2), "circle", "tb-provisional")
    (mark,) = all_of(sparkline(1, 2, None), "circle")
    assert float(mark.get("cx")) == 60


def test_a_sparkline_breaks_at_gaps_and_at_a_shift():
    svg = sparkline(1, 2, None, 4, 3, centre=2, shifted=True)
    assert len(all_of(svg, "polyline")) == 2
    assert len(all_of(svg, "line", "tb-shifted")) == 1


@given(st.lists(st.none() | st.floats(-1e300, 1e300), max_size=40), st.none() | st.floats(-9, 9))
def test_a_sparkline_keeps_within_its_paper(numbers, centre):
    svg = sparkline(*numbers, centre=centre)
    for line in all_of(svg, "polyline"):
        for pair in line.get("points").split():
            x, y = map(float, pair.split(","))
            assert 0 <= x <= 120 and 0 <= y <= 36


def stepped_picture():
    """Counts of months of unequal length in two phases, with one month outside the limits."""
    values = [12.0, 11, 14, 10, 13, 25, 9, 8, 7, 9, 8, 10]
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    levels = []
    for i, length in enumerate(days):
        centre = (12 if i < 6 else 8.5) * length / 30
        limits = (None, None) if i == 0 else (centre - 8, centre + 8)
        levels.append(PointLevel(centre, *limits, phase=int(i >= 6)))
    points = tuple(replace(point(i, v), outside=v == 25) for i, v in enumerate(values))
    return RunChartPicture(
        title="Henvendelser",
        unit_label="Antal",
        points=points,
        levels=tuple(levels),
        centre=ReferenceLine(8.8, "Midtlinje 8,5"),
        limits=(ReferenceLine(0.8, "Nedre grænse 0,8"), ReferenceLine(16.8, "Øvre grænse 16,8")),
        annotations=(Annotation(6, "Ny fase: koordinator ansat"),),
    )


def steps_of(svg, css):
    return [
        [tuple(map(float, place.split(","))) for place in e.get("points").split()]
        for e in all_of(svg, "polyline", css)
    ]


def test_centre_and_limits_follow_each_month_and_stop_between_phases():
    svg = run_chart_svg(stepped_picture())
    centres, limits = steps_of(svg, "tb-step"), steps_of(svg, "tb-limit")
    assert len(centres) == 2
    assert len(limits) == 4
    # The longer month stands higher, and equal neighbours (July, August) are one line
    first, second = centres
    assert first[0][1] == first[1][1] < first[2][1] == first[3][1]
    assert second[0][0] == pytest.approx(first[-1][0], abs=0.2)
    assert second[0][1] > first[-1][1]
    assert second[1][0] - second[0][0] == pytest.approx(2 * (first[1][0] - first[0][0]), abs=0.2)
    # The first month has no limits, so theirs begin with the second
    assert limits[0][0][0] == pytest.approx(first[1][0], abs=0.1)
    assert [e.get("class").split()[-1] for e in all_of(svg, "polyline", "tb-step")] == [
        "tb-earlier",
        "tb-centre",
    ]


def test_a_point_outside_the_limits_is_told_by_shape_and_by_words():
    svg = run_chart_svg(stepped_picture())
    [square] = [e for e in all_of(svg, "rect") if len(e)]
    assert square[0].text == "juni 2024: 25,0\u00a0% (Uden for kontrolgrænserne)"
    told = root_of(svg)[1].text
    assert "Uden for kontrolgrænserne: juni 2024 (25,0\u00a0%)" in told
    assert "Nedre grænse 0,8. Øvre grænse 16,8" in told
    assert "Uden for kontrolgrænserne" in texts_of(svg, "tb-key")


def test_the_axis_has_room_for_the_limits():
    svg = run_chart_svg(stepped_picture())
    heights = [y for places in steps_of(svg, "tb-limit") for _, y in places]
    grid = [float(e.get("y1")) for e in all_of(svg, "line", "tb-grid")]
    axis = float(all_of(svg, "line", "tb-axis")[0].get("y1"))
    assert min(grid) - 0.1 <= min(heights)
    assert max(heights) <= axis + 0.1


def test_levels_must_be_as_many_as_points():
    with pytest.raises(ValueError, match="1 levels for 12 points"):
        replace(stepped_picture(), levels=(PointLevel(1.0),))
    with pytest.raises(ValueError, match="lies outside nothing"):
        replace(point(0, None, state="suppressed"), outside=True)
