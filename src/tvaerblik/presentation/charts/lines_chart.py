"""Draws a few lines in one chart. Each has its dash, its shape and its name at its end: no colour
is needed to tell them apart."""

from collections.abc import Callable, Sequence
from itertools import groupby

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.axes import (
    draw_annotations,
    draw_grid,
    draw_periods,
)
from tvaerblik.presentation.charts.many_pictures import LinesPicture, ManyPicture, NamedSeries
from tvaerblik.presentation.charts.pictures import ChartPoint
from tvaerblik.presentation.charts.plot import (
    ROOMY,
    SMALLEST_PLOT,
    Plot,
    push_apart,
    tick_labels,
)
from tvaerblik.presentation.charts.run_chart import WIDE
from tvaerblik.presentation.charts.scale import Scale, nice_ticks
from tvaerblik.presentation.charts.sheet import (
    FONT_SIZE,
    LINE_HEIGHT,
    PAD,
    Glyph,
    KeyItem,
    draw_foot,
    draw_lines,
    draw_titles,
    frame,
    sign_glyph,
)
from tvaerblik.presentation.charts.text import text_width, wrap
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import flag_text, synthetic_text

WIDEST_NAME = 170
HEIGHT, NARROW_HEIGHT = 300, 240
# Where points lie closer, their shapes would make one thick line
LEAST_STEP = 7.0
# Periods that a leader may cross from a line's end to its name
LONGEST_LEADER = 2.5

WORDS = {
    "da": {
        "lines": "{n} linjer over {periods} perioder",
        "one": "1 linje over {periods} perioder",
        "span": ", {first} til {last}",
        "from_to": "{name}: først {start}, sidst {end}",
        "nothing": "{name}: ingen tal at vise",
        "gap": "Hul i linjen: tallet mangler eller vises ikke; tabellen siger hvorfor",
        "no_values": "Ingen tal at vise",
    },
    "en": {
        "lines": "{n} lines over {periods} periods",
        "one": "1 line over {periods} periods",
        "span": ", {first} to {last}",
        "from_to": "{name}: first {start}, last {end}",
        "nothing": "{name}: no figures to show",
        "gap": "Gap in the line: the figure is missing or not shown; the table tells why",
        "no_values": "No figures to show",
    },
}

Shape = Callable[..., str]
Spot = tuple[ChartPoint, svg.Place]


def triangle(place: svg.Place, radius: float, css: str, *, title: str = "") -> str:
    x, y = place
    corners = ((x, y - radius), (x + radius, y + radius), (x - radius, y + radius))
    return _polygon(corners, css, title)


def triangle_down(place: svg.Place, radius: float, css: str, *, title: str = "") -> str:
    x, y = place
    corners = ((x - radius, y - radius), (x + radius, y - radius), (x, y + radius))
    return _polygon(corners, css, title)


def bar(place: svg.Place, radius: float, css: str, *, title: str = "") -> str:
    x, y = place
    half = radius * 0.5
    corners = ((x - half, y - radius), (x + half, y - radius), (x + half, y + radius))
    return _polygon((*corners, (x - half, y + radius)), css, title)


def _polygon(corners: Sequence[svg.Place], css: str, title: str) -> str:
    points = " ".join(f"{svg.coordinate(x)},{svg.coordinate(y)}" for x, y in corners)
    return svg.element("polygon", svg.tooltip(title), points=points, css=css)


SHAPES: tuple[Shape, ...] = (svg.circle, svg.square, svg.diamond, triangle, triangle_down, bar)


def lines_svg(picture: LinesPicture, *, prefix: str = "chart", width: float = WIDE) -> str:
    """One svg element without style attributes, as `run_chart_svg`."""
    header, top = _header(picture, width)
    plot = _plan(picture, width, top)
    axis = picture.as_one()
    names_at = plot.bottom + LINE_HEIGHT + 2
    footer, height = draw_foot(picture, _key(picture, width), width=width, y=names_at + 12)
    parts = [
        *header,
        *draw_grid(axis, plot),
        *draw_periods(axis, plot, width=width, y=names_at),
        *draw_annotations(axis, plot),
        *_curves(picture, plot),
        *_end_names(picture, plot, width),
        *_emptiness(picture, plot),
        *footer,
    ]
    return frame(
        picture,
        parts,
        description=description(picture),
        css="tb-lines-chart",
        prefix=prefix,
        size=(width, height),
    )


def _header(picture: LinesPicture, width: float) -> tuple[list[str], float]:
    titles, y = draw_titles(picture, width)
    labels, y = draw_lines(picture.unit_label, width, y + 6)
    return [*titles, *labels], y + (LINE_HEIGHT + 8 if picture.annotations else 8)


def _plan(picture: LinesPicture, width: float, top: float) -> Plot:
    ticks = nice_ticks(picture.levels, bounds=picture.bounds)
    labels = tick_labels(picture.as_one(), ticks)
    widest = max(text_width(label, FONT_SIZE) for label in labels)
    left = min(PAD + widest + 8, width - 2 * PAD - SMALLEST_PLOT)
    right = max(width - PAD - _name_room(picture, width), left + SMALLEST_PLOT)
    bottom = top + (HEIGHT if width >= ROOMY else NARROW_HEIGHT)
    up = Scale(float(ticks[0]), float(ticks[-1]), bottom, top)
    return Plot(left, right, top, bottom, len(picture.series[0].points), ticks, up)


def _name_room(picture: LinesPicture, width: float) -> float:
    if width < ROOMY:
        return 4
    widths = [text_width(one.name, FONT_SIZE) for one in picture.series]
    return min(max(widths), WIDEST_NAME) + 30


def _curves(picture: LinesPicture, plot: Plot) -> list[str]:
    """All lines first, so that no line hides a point."""
    lines, points = [], []
    for number, series in enumerate(picture.series):
        for stretch in stretches(series.points, plot):
            if len(stretch) > 1:
                lines.append(svg.polyline([place for _, place in stretch], _line_css(number)))
            for point, place in stretch:
                title = point_title(series.name, point, picture.lang)
                points.append(_point(point, place, number, plot, title))
    return lines + points


def stretches(points: Sequence[ChartPoint], plot: Plot) -> list[list[Spot]]:
    """Neighbouring points with a value; a line stops at every period without one."""
    groups = groupby(enumerate(points), key=lambda item: item[1].value is not None)
    return [
        [(point, plot.place(i, point.value)) for i, point in group if point.value is not None]
        for has_value, group in groups
        if has_value
    ]


def point_title(name: str, point: ChartPoint, lang: Lang) -> str:
    notes = [flag_text("provisional", lang)] if point.provisional else []
    notes += [point.note] if point.note else []
    return f"{name}, {point.long}: {point.text}" + (f" ({'; '.join(notes)})" if notes else "")


def _point(point: ChartPoint, place: svg.Place, number: int, plot: Plot, title: str) -> str:
    radius = 3.4 if plot.step >= LEAST_STEP else 2.2
    return SHAPES[number](place, radius, _dot_css(number, point.provisional), title=title)


def _line_css(number: int) -> str:
    return f"tb-many tb-many{number}"


def _dot_css(number: int, provisional: bool = False) -> str:
    return f"tb-dot tb-dot{number}" + (" tb-provisional" if provisional else "")


def _end_names(picture: LinesPicture, plot: Plot, width: float) -> list[str]:
    """Each name at the height where its line ends, moved apart as little as keeps them legible."""
    if width < ROOMY:
        return []
    ends = [_end(series, number, plot) for number, series in enumerate(picture.series)]
    found = sorted((end for end in ends if end), key=lambda end: end[0])
    wrapped = [wrap(picture.series[n].name, WIDEST_NAME, FONT_SIZE) for _, n, _ in found]
    blocks = [(y, len(lines) * LINE_HEIGHT) for (y, *_), lines in zip(found, wrapped, strict=True)]
    parts = []
    tops = push_apart(blocks, plot)
    for (y, number, start), lines, top in zip(found, wrapped, tops, strict=True):
        middle = top + len(lines) * LINE_HEIGHT / 2
        # Over many periods without a figure a leader would pass for the line itself
        if plot.right - start < LONGEST_LEADER * plot.step:
            leader = [(start + 6, y), (plot.right + 3, y), (plot.right + 10, middle)]
            parts.append(svg.polyline(leader, "tb-leader"))
        parts.append(SHAPES[number]((plot.right + 16, middle), 3.4, _dot_css(number)))
        for at, line in enumerate(lines):
            y_text = top + FONT_SIZE + 1 + at * LINE_HEIGHT
            parts.append(svg.text((plot.right + 24, y_text), line, "tb-end"))
    return parts


def _end(series: NamedSeries, number: int, plot: Plot) -> tuple[float, int, float] | None:
    """Height and place of the last point that has a value."""
    spots = [spot for stretch in stretches(series.points, plot) for spot in stretch]
    return (spots[-1][1][1], number, spots[-1][1][0]) if spots else None


def _emptiness(picture: LinesPicture, plot: Plot) -> list[str]:
    if picture.levels:
        return []
    middle = ((plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2 + 5)
    return [svg.text(middle, WORDS[picture.lang]["no_values"], "tb-quiet", anchor="middle")]


def _key(picture: LinesPicture, width: float) -> list[KeyItem]:
    """On narrow paper every line, on wide only those that have no end to be named at."""
    named = [
        (_line_glyph(number), 40.0, _key_name(series, picture.lang))
        for number, series in enumerate(picture.series)
        if width < ROOMY or not series.values
    ]
    return [*named, *_provisional_items(picture), *_gap_items(picture)]


def _key_name(series: NamedSeries, lang: Lang) -> str:
    return series.name if series.values else WORDS[lang]["nothing"].format(name=series.name)


def _line_glyph(number: int) -> Glyph:
    def glyph(place: svg.Place) -> str:
        x, y = place
        line = svg.polyline([(x, y), (x + 30, y)], _line_css(number))
        return line + SHAPES[number]((x + 15, y), 3.4, _dot_css(number))

    return glyph


def _provisional_items(picture: LinesPicture) -> list[KeyItem]:
    if not any(point.provisional for one in picture.series for point in one.points):
        return []

    def hollow(place: svg.Place) -> str:
        return svg.circle((place[0] + 6, place[1]), 3.6, _dot_css(0, provisional=True))

    return [(hollow, 18.0, flag_text("provisional", picture.lang))]


def _gap_items(picture: LinesPicture) -> list[KeyItem]:
    gaps = any(p.value is None for one in picture.series if one.values for p in one.points)
    return [(sign_glyph("–"), 18.0, WORDS[picture.lang]["gap"])] if gaps else []


def description(picture: ManyPicture) -> str:
    """What the chart shows, for who hears it."""
    words = WORDS[picture.lang]
    points = picture.series[0].points
    count = len(picture.series)
    told = words["lines" if count > 1 else "one"].format(n=count, periods=len(points))
    if points:
        told += words["span"].format(first=points[0].long, last=points[-1].long)
    sentences = [told, *(_line_words(one, picture.lang) for one in picture.series)]
    sentences += [f"{points[a.before].long}: {a.text}" for a in picture.annotations]
    sentences += [synthetic_text(picture.lang)] if picture.synthetic else []
    return ". ".join(sentences) + "."


def _line_words(series: NamedSeries, lang: Lang) -> str:
    known = [point for point in series.points if point.value is not None]
    if not known:
        return WORDS[lang]["nothing"].format(name=series.name)
    start, end = (f"{point.text} ({point.long})" for point in (known[0], known[-1]))
    return WORDS[lang]["from_to"].format(name=series.name, start=start, end=end)
