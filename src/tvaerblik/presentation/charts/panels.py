"""Draws small charts of many series on one scale, so that they can be held against each other by eye."""

from collections.abc import Sequence
from decimal import Decimal

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.axes import GAP_SIGNS, draw_gaps
from tvaerblik.presentation.charts.lines_chart import description, point_title, stretches
from tvaerblik.presentation.charts.many_pictures import NamedSeries, PanelsPicture
from tvaerblik.presentation.charts.pictures import ChartPoint
from tvaerblik.presentation.charts.plot import Plot, tick_labels
from tvaerblik.presentation.charts.run_chart import WIDE
from tvaerblik.presentation.charts.scale import Scale, nice_ticks
from tvaerblik.presentation.charts.sheet import (
    FONT_SIZE,
    LINE_HEIGHT,
    PAD,
    KeyItem,
    draw_foot,
    draw_lines,
    draw_titles,
    frame,
    sign_glyph,
)
from tvaerblik.presentation.charts.text import text_width, wrap
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import flag_text, state_sentence

PANEL_WIDTH = 236.0
PLOT_HEIGHT = 76
# A name of more lines is cut: the panel's own title tells it whole
MOST_NAME_LINES = 2

WORDS = {
    "da": {"no_values": "Ingen tal at vise", "latest": "{value}, {period}"},
    "en": {"no_values": "No figures to show", "latest": "{value}, {period}"},
}


def panels_svg(picture: PanelsPicture, *, prefix: str = "chart", width: float = WIDE) -> str:
    """All panels on one sheet: the file, the paper, the slide."""
    titles, y = draw_titles(picture, width)
    labels, y = draw_lines(picture.unit_label, width, y + 6)
    across = max(int((width - PAD) // (PANEL_WIDTH + PAD)), 1)
    height = _panel_height(picture)
    parts = [*titles, *labels]
    for number, series in enumerate(picture.series):
        x = PAD / 2 + number % across * (PANEL_WIDTH + PAD)
        at = y + 8 + number // across * (height + PAD)
        drawn = "".join(_panel(picture, series))
        parts.append(svg.element("g", drawn, transform=f"translate({x:g} {at:g})"))
    lines = -(-len(picture.series) // across)
    foot, end = draw_foot(picture, _key(picture), width=width, y=y + 8 + lines * (height + PAD))
    told = description(picture)
    return frame(
        picture,
        [*parts, *foot],
        description=told,
        css="tb-panels",
        prefix=prefix,
        size=(width, end),
    )


def panel_svgs(picture: PanelsPicture, *, prefix: str) -> tuple[str, ...]:
    """Each panel by itself, for a page that lays them out as it has room."""
    return tuple(
        frame(
            _Named(series.name, picture.lang),
            _panel(picture, series),
            description=_told(picture, series),
            css="tb-panel",
            prefix=f"{prefix}-{number}",
            size=(PANEL_WIDTH, _panel_height(picture)),
        )
        for number, series in enumerate(picture.series)
    )


def scale_of(picture: PanelsPicture) -> tuple[str, str]:
    """Both ends of the scale that all panels have."""
    labels = tick_labels(picture.as_one(), _ticks(picture))
    return labels[0], labels[-1]


class _Named:
    """What a panel says of itself; the page around it says the rest."""

    subtitle = source = ""
    synthetic = False

    def __init__(self, title: str, lang: Lang) -> None:
        self.title, self.lang = title, lang


def _ticks(picture: PanelsPicture) -> tuple[Decimal, ...]:
    return nice_ticks(picture.levels, steps=3, bounds=picture.bounds)


def _name_lines(name: str) -> tuple[str, ...]:
    return wrap(name, PANEL_WIDTH - 2 * PAD, FONT_SIZE, bold=True)[:MOST_NAME_LINES]


def _head(picture: PanelsPicture) -> float:
    """The same for all, so that their plots stand on one line."""
    lines = max(len(_name_lines(one.name)) for one in picture.series)
    return (lines + 1) * LINE_HEIGHT + 12


def _panel_height(picture: PanelsPicture) -> float:
    return _head(picture) + PLOT_HEIGHT + 2 * LINE_HEIGHT + 4


def _plot(picture: PanelsPicture) -> Plot:
    ticks = _ticks(picture)
    labels = tick_labels(picture.as_one(), ticks)
    widest = max(text_width(label, FONT_SIZE) for label in labels)
    left = min(PAD + widest + 6, PANEL_WIDTH / 2)
    top = _head(picture)
    up = Scale(float(ticks[0]), float(ticks[-1]), top + PLOT_HEIGHT, top)
    count = len(picture.series[0].points)
    return Plot(left, PANEL_WIDTH - PAD, top, top + PLOT_HEIGHT, count, ticks, up)


def _panel(picture: PanelsPicture, series: NamedSeries) -> list[str]:
    plot = _plot(picture)
    return [
        *_names(picture, series),
        *_grid(picture, plot),
        *_periods(series.points, plot),
        *draw_gaps(picture.as_one(series), plot),
        *_curve(picture, series, plot),
    ]


def _names(picture: PanelsPicture, series: NamedSeries) -> list[str]:
    parts = []
    for number, line in enumerate(_name_lines(series.name)):
        y = FONT_SIZE + 2 + number * LINE_HEIGHT
        parts.append(svg.text((PAD, y), line, "tb-strong"))
    below = _head(picture) - 12 - LINE_HEIGHT + FONT_SIZE + 2
    return [*parts, svg.text((PAD, below), _latest(series, picture.lang), "tb-quiet")]


def _latest(series: NamedSeries, lang: Lang) -> str:
    known = [point for point in series.points if point.value is not None]
    if not known:
        return WORDS[lang]["no_values"]
    return WORDS[lang]["latest"].format(value=known[-1].text, period=known[-1].short)


def _grid(picture: PanelsPicture, plot: Plot) -> list[str]:
    parts = []
    labels = tick_labels(picture.as_one(), plot.ticks)
    for number, (tick, label) in enumerate(zip(plot.ticks, labels, strict=True)):
        y = plot.up(float(tick))
        parts.append(
            svg.rule((plot.left, y), (plot.right, y), "tb-axis" if number == 0 else "tb-grid")
        )
        # The lines between are there to be counted; only the ends are named
        if number in (0, len(labels) - 1) and picture.levels:
            parts.append(svg.text((plot.left - 6, y + 4.5), label, "tb-quiet", anchor="end"))
    return parts


def _periods(points: Sequence[ChartPoint], plot: Plot) -> list[str]:
    """The first and the last, below the signs of gaps."""
    y = plot.bottom + 2 * LINE_HEIGHT - 2
    ends = [svg.text((plot.left, y), points[0].short, "tb-quiet")]
    if len(points) > 1:
        ends.append(svg.text((plot.right, y), points[-1].short, "tb-quiet", anchor="end"))
    return ends


def _curve(picture: PanelsPicture, series: NamedSeries, plot: Plot) -> list[str]:
    """The line, every point that stands alone, and the newest, hollow where it may still change."""
    found = stretches(series.points, plot)
    parts = [
        svg.polyline([place for _, place in stretch], "tb-line")
        for stretch in found
        if len(stretch) > 1
    ]
    alone = [stretch[0] for stretch in found if len(stretch) == 1]
    newest = found[-1][-1:] if found else []
    for point, place in dict.fromkeys([*alone, *newest]):
        css = "tb-point tb-provisional" if point.provisional else "tb-point"
        title = point_title(series.name, point, picture.lang)
        parts.append(svg.circle(place, 2.6, css, title=title))
    return parts


def _key(picture: PanelsPicture) -> list[KeyItem]:
    points = [point for one in picture.series for point in one.points]
    present = {point.state for point in points if point.value is None}
    signs: list[KeyItem] = [
        (sign_glyph(sign), 18.0, state_sentence(state, picture.lang))
        for state, sign in GAP_SIGNS.items()
        if state in present
    ]
    if not any(point.provisional for point in points):
        return signs

    def hollow(place: svg.Place) -> str:
        return svg.circle((place[0] + 6, place[1]), 2.6, "tb-point tb-provisional")

    return [(hollow, 18.0, flag_text("provisional", picture.lang)), *signs]


def _told(picture: PanelsPicture, series: NamedSeries) -> str:
    known = [point for point in series.points if point.value is not None]
    told = _latest(series, picture.lang)
    if known and known[-1].provisional:
        told += f" ({flag_text('provisional', picture.lang).lower()})"
    return f"{told}."
