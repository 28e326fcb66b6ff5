"""Draws a course: the weeks around an event for one unit, and for the whole it is a part of.

Several stand under each other with the same weeks on the same places, each with a scale of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.axes import (
    GAP_SIGNS,
    GAP_STRIP,
    draw_gaps,
    draw_grid,
    find_gaps,
)
from tvaerblik.presentation.charts.furniture import description, draw_emptiness
from tvaerblik.presentation.charts.pictures import PointLevel, RunChartPicture
from tvaerblik.presentation.charts.plot import Plot, plan_plot
from tvaerblik.presentation.charts.sheet import (
    FONT_SIZE,
    LINE_HEIGHT,
    PAD,
    KeyItem,
    draw_foot,
    draw_lines,
    draw_titles,
    frame,
    line_glyph,
    sign_glyph,
    within,
)
from tvaerblik.presentation.charts.text import text_width
from tvaerblik.presentation.words import state_sentence

PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

# Weeks named on the axis: every fourth leaves room for the names at 320 px
NAMED_EVERY = 4


@dataclass(frozen=True, slots=True)
class CoursePicture:
    """`course` has a point for each week. `event` is the place of the event's own week, and `event_text`
    its name. `rest` has the whole's value in each week, None where there is none; empty: no whole."""

    course: RunChartPicture
    unit_name: str
    event: int
    event_text: str
    rest: tuple[float | None, ...] = ()
    rest_name: str = ""

    def __post_init__(self) -> None:
        weeks = len(self.course.points)
        if weeks and not 0 <= self.event < weeks:
            raise ValueError(f"week {self.event} is none of {weeks}")
        if self.rest and len(self.rest) != weeks:
            raise ValueError(f"{len(self.rest)} values of the whole for {weeks} weeks")


def course_chart_svg(
    picture: CoursePicture, *, prefix: str, width: float, left: float = 0.0
) -> str:
    """One svg element. `left`: where the plot begins at least; see `common_left`."""
    if not PREFIX.fullmatch(prefix):
        raise ValueError(f"an id must begin with a letter and hold no spaces: {prefix!r}")
    course = picture.course
    titles, y = draw_titles(course, width)
    label, top = draw_lines(course.unit_label, width, y + 6)
    plot = _plan(picture, width=width, top=top + LINE_HEIGHT + 8, left=left)
    names_at = plot.bottom + LINE_HEIGHT + 2 + (GAP_STRIP if find_gaps(course.points) else 0)
    footer, height = draw_foot(course, _key_items(picture), width=width, y=names_at + 12)
    parts = [
        *titles,
        *label,
        *_draw_event(picture, plot, width),
        *draw_grid(_scaled(picture), plot),
        *_draw_weeks(course, plot, y=names_at),
        *draw_gaps(course, plot),
        *_draw_rest(picture, plot),
        *_draw_course(course, plot),
        *draw_emptiness(course, plot),
        *footer,
    ]
    return frame(
        course,
        parts,
        description=_description(picture),
        css="tb-run-chart tb-course",
        prefix=prefix,
        size=(width, height),
    )


def common_left(pictures: Sequence[CoursePicture], width: float) -> float:
    """The widest axis of those that stand under each other, so that the same week is below itself."""
    return max((_plan(one, width=width, top=0, left=0).left for one in pictures), default=0.0)


def _plan(picture: CoursePicture, *, width: float, top: float, left: float) -> Plot:
    plot = plan_plot(_scaled(picture), width=width, top=top)
    flat = 0.6 * (plot.bottom - plot.top)
    up = replace(plot.up, start=plot.top + flat)
    return replace(
        plot, left=max(plot.left, left), right=width - PAD - 4, bottom=plot.top + flat, up=up
    )


def _scaled(picture: CoursePicture) -> RunChartPicture:
    """With the whole's values as levels, for the axis must reach them too, and down to nothing: a
    course that begins above it looks steeper than it is."""
    rest = picture.rest or (None,) * len(picture.course.points)
    levels = tuple(PointLevel(value or 0.0, lower=0.0) for value in rest)
    return replace(picture.course, levels=levels)


def _draw_event(picture: CoursePicture, plot: Plot, width: float) -> list[str]:
    """A band as wide as the event's week, with its name above."""
    if not picture.course.points:
        return []
    left, right = plot.across(picture.event - 0.5), plot.across(picture.event + 0.5)
    half = text_width(picture.event_text, FONT_SIZE) / 2
    middle = within(plot.across(picture.event), half, width)
    height = plot.bottom - plot.top + 4
    return [
        svg.element(
            "rect", x=left, y=plot.top - 4, width=right - left, height=height, css="tb-week"
        ),
        svg.text((middle, plot.top - 9), picture.event_text, "tb-note", anchor="middle"),
    ]


def _draw_weeks(course: RunChartPicture, plot: Plot, *, y: float) -> list[str]:
    parts = []
    for place, point in enumerate(course.points):
        x = plot.across(place)
        parts.append(svg.rule((x, plot.bottom), (x, plot.bottom + 4), "tb-axis"))
        if place % NAMED_EVERY == 0:
            parts.append(svg.text((x, y), point.short, "tb-quiet", anchor="middle"))
    return parts


def _draw_rest(picture: CoursePicture, plot: Plot) -> list[str]:
    groups = groupby(enumerate(picture.rest), key=lambda item: item[1] is not None)
    stretches = [
        [plot.place(place, value) for place, value in group if value is not None]
        for known, group in groups
        if known
    ]
    return [svg.polyline(places, "tb-rest") for places in stretches if len(places) > 1]


def _draw_course(course: RunChartPicture, plot: Plot) -> list[str]:
    groups = groupby(enumerate(course.points), key=lambda item: item[1].value is not None)
    parts, dots = [], []
    for known, group in groups:
        if not known:
            continue
        spots = [
            (point, plot.place(n, point.value)) for n, point in group if point.value is not None
        ]
        parts.append(svg.polyline([spot for _, spot in spots], "tb-line"))
        for point, spot in spots:
            css = "tb-point tb-provisional" if point.provisional else "tb-point"
            note = f" ({point.note})" if point.note else ""
            title = f"{point.long}: {point.text}{note}"
            dots.append(svg.circle(spot, 3.2, css, title=title))
    return [*parts, *dots]


def _key_items(picture: CoursePicture) -> list[KeyItem]:
    gaps = {gap.state for gap in find_gaps(picture.course.points)}
    return [
        (line_glyph("tb-line"), 34.0, picture.unit_name),
        *([(line_glyph("tb-rest"), 34.0, picture.rest_name)] if picture.rest else []),
        *(
            (sign_glyph(sign), 18.0, state_sentence(state, picture.course.lang))
            for state, sign in GAP_SIGNS.items()
            if state in gaps
        ),
    ]


def _description(picture: CoursePicture) -> str:
    told = description(picture.course)
    return f"{told} {picture.rest_name}." if picture.rest else told
