"""Draws a run chart. Its labels stand in the margins and the key, never on the curve."""

import re
from itertools import groupby, pairwise

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.axes import (
    GAP_STRIP,
    draw_annotations,
    draw_gaps,
    draw_grid,
    draw_periods,
    find_gaps,
)
from tvaerblik.presentation.charts.furniture import (
    centre_css,
    description,
    draw_emptiness,
    draw_footer,
    draw_header,
    outside_text,
)
from tvaerblik.presentation.charts.levels import draw_steps
from tvaerblik.presentation.charts.pictures import ChartPoint, RunChartPicture
from tvaerblik.presentation.charts.plot import Plot, plan_plot, spread_end_labels
from tvaerblik.presentation.charts.sheet import FONT_SIZE, LINE_HEIGHT, frame
from tvaerblik.presentation.words import flag_text

# Widths of the drawing in its own units: for a page or a sheet, and for a telephone
WIDE = 760
NARROW = 340
SMALLEST_WIDTH = 280

PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

Spot = tuple[ChartPoint, svg.Place]


def run_chart_svg(picture: RunChartPicture, *, prefix: str = "chart", width: float = WIDE) -> str:
    """One svg element, without style attributes: its looks are in charts.css.

    prefix: starts every id, and must differ between the charts of a page.
    width: WIDE, NARROW or between; the height follows from what there is to say.
    """
    if not PREFIX.fullmatch(prefix):
        raise ValueError(f"an id must begin with a letter and hold no spaces: {prefix!r}")
    if width < SMALLEST_WIDTH:
        raise ValueError(f"a chart needs a width of {SMALLEST_WIDTH}, not {width}")
    header, top = draw_header(picture, width)
    plot = plan_plot(picture, width=width, top=top)
    names_at = plot.bottom + LINE_HEIGHT + 2 + (GAP_STRIP if find_gaps(picture.points) else 0)
    footer, height = draw_footer(picture, plot, width=width, y=names_at + 12)
    parts = [
        *header,
        *draw_grid(picture, plot),
        *draw_periods(picture, plot, width=width, y=names_at),
        *draw_annotations(picture, plot),
        *draw_gaps(picture, plot),
        *_draw_levels(picture, plot),
        *_draw_curve(picture, plot),
        *_draw_end_labels(picture, plot, width),
        *draw_emptiness(picture, plot),
        *footer,
    ]
    return frame(
        picture,
        parts,
        description=description(picture),
        css="tb-run-chart",
        prefix=prefix,
        size=(width, height),
    )


def _draw_levels(picture: RunChartPicture, plot: Plot) -> list[str]:
    if not picture.points:
        return []
    steps = draw_steps(picture, plot) if picture.levels else []
    centre = None if picture.levels else picture.centre
    whole = [(centre, centre_css(picture)), (picture.target, "tb-target")]
    return steps + [
        svg.rule((plot.left, plot.up(line.value)), (plot.right, plot.up(line.value)), css)
        for line, css in whole
        if line
    ]


def _draw_curve(picture: RunChartPicture, plot: Plot) -> list[str]:
    """Lines first and points upon them; the curve stops at every period without a number."""
    parts: list[str] = []
    stretches = _stretches(picture, plot)
    for spots in stretches:
        parts.extend(_draw_stretch(spots))
    for index, point in enumerate(picture.points):
        if point.value is not None:
            parts.append(_draw_point(picture, plot, index, point))
    return parts


def _stretches(picture: RunChartPicture, plot: Plot) -> list[list[Spot]]:
    groups = groupby(enumerate(picture.points), key=lambda item: item[1].value is not None)
    return [
        [(p, plot.place(i, p.value)) for i, p in group if p.value is not None]
        for has_value, group in groups
        if has_value
    ]


def _draw_stretch(spots: list[Spot]) -> list[str]:
    """Dashed to and from provisional points, for the line there may still move."""
    pairs = groupby(
        pairwise(spots), key=lambda pair: pair[0][0].provisional or pair[1][0].provisional
    )
    parts = []
    for unsure, group in pairs:
        segments = list(group)
        places = [segments[0][0][1], *(after[1] for _, after in segments)]
        parts.append(svg.polyline(places, "tb-line tb-unsure" if unsure else "tb-line"))
    return parts


def _draw_point(picture: RunChartPicture, plot: Plot, index: int, point: ChartPoint) -> str:
    assert point.value is not None
    signal = picture.signal
    in_signal = signal is not None and signal.first <= index <= signal.last
    shape = svg.square if point.outside else svg.diamond if in_signal else svg.circle
    css = "tb-point tb-provisional" if point.provisional else "tb-point"
    return shape(
        plot.place(index, point.value),
        _point_radius(plot.step) + (1.6 if in_signal or point.outside else 0),
        css,
        title=_point_title(picture, point),
    )


def _point_radius(step: float) -> float:
    return min(3.4, max(1.2, step * 0.3))


def _point_title(picture: RunChartPicture, point: ChartPoint) -> str:
    notes = [flag_text("provisional", picture.lang)] if point.provisional else []
    notes += [outside_text(picture.lang)] if point.outside else []
    notes += [point.note] if point.note else []
    return f"{point.long}: {point.text}" + (f" ({'; '.join(notes)})" if notes else "")


def _draw_end_labels(picture: RunChartPicture, plot: Plot, width: float) -> list[str]:
    """Each label with a thin line to what it names, since it may have had to move."""
    parts = []
    for label in spread_end_labels(picture, plot, width):
        start = plot.across(plot.count - 1) + 7 if label.css else plot.right
        middle = label.top + len(label.lines) * LINE_HEIGHT / 2
        places = [(start, label.y), (plot.right + 2, label.y), (plot.right + 11, middle)]
        parts.append(svg.polyline(places, "tb-leader"))
        for number, line in enumerate(label.lines):
            y = label.top + FONT_SIZE + 1 + number * LINE_HEIGHT
            parts.append(svg.text((plot.right + 14, y), line, label.css or "tb-end"))
    return parts
