"""Draws a dot plot: each unit's value with its interval, one line a unit, in the order given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.axes import GAP_SIGNS
from tvaerblik.presentation.charts.comparison_pictures import DotPlotPicture, UnitPoint
from tvaerblik.presentation.charts.comparison_words import (
    aside_items,
    describe,
    draw_unit,
    missing_items,
    word,
)
from tvaerblik.presentation.charts.plot import FINEST_DECIMAL
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
    line_glyph,
)
from tvaerblik.presentation.charts.text import text_width, wrap
from tvaerblik.presentation.charts.ticks_across import TicksAcross, draw_ticks

WIDE = 760
# The names may take this part of the paper, and wrap beyond it
NAME_SHARE = 0.42
ROW_PAD = 6
# Between names and plot, and where a sign stands there for a missing figure
BESIDE_NAMES, SIGN_ROOM = 14, 30


@dataclass(frozen=True, slots=True)
class Row:
    """One unit's place: from `top` down, its dot at height `middle`."""

    unit: UnitPoint
    lines: tuple[str, ...]
    top: float
    middle: float


@dataclass(frozen=True, slots=True)
class Field:
    left: float
    right: float
    top: float
    bottom: float
    across: Scale
    ticks: tuple[Decimal, ...]
    rows: tuple[Row, ...]


def dot_plot_svg(picture: DotPlotPicture, *, prefix: str = "dots", width: float = WIDE) -> str:
    """One svg element, without style attributes: its looks are in charts.css."""
    titles, y = draw_titles(picture, width)
    label, top = draw_lines(picture.unit_label, width, y + 6)
    field = _plan(picture, width=width, top=top + 8)
    footer, height = draw_foot(
        picture, _key_items(picture), width=width, y=field.bottom + LINE_HEIGHT + 14
    )
    parts = [
        *titles,
        *label,
        *_draw_grid(picture, field, width),
        *_draw_reference(picture, field),
        *(part for row in field.rows for part in _draw_row(row, field, picture)),
        *footer,
    ]
    return frame(
        picture,
        parts,
        description=describe(picture),
        css="tb-dot-plot",
        prefix=prefix,
        size=(width, height),
    )


def _plan(picture: DotPlotPicture, *, width: float, top: float) -> Field:
    room = width * NAME_SHARE
    widest = max((_name_width(unit) for unit in picture.units), default=0.0)
    is_whole = all(unit.value is not None for unit in picture.units)
    left = PAD + min(widest, room) + (BESIDE_NAMES if is_whole else SIGN_ROOM)
    right = width - PAD - 24
    rows = _rows(picture.units, room, top)
    bottom = rows[-1].top + _height(rows[-1].lines) if rows else top + LINE_HEIGHT
    ticks = nice_ticks(_values(picture), steps=6 if width > 500 else 4, bounds=picture.bounds)
    across = Scale(float(ticks[0]), float(ticks[-1]), left, right)
    return Field(left, right, top, bottom, across, ticks, rows)


def _name_width(unit: UnitPoint) -> float:
    return text_width(unit.name, FONT_SIZE, bold=unit.chosen)


def _rows(units: Sequence[UnitPoint], room: float, top: float) -> tuple[Row, ...]:
    rows = []
    y = top
    for unit in units:
        lines = wrap(unit.name, room, FONT_SIZE, bold=unit.chosen)
        rows.append(Row(unit, lines, y, y + _height(lines) / 2))
        y += _height(lines)
    return tuple(rows)


def _height(lines: Sequence[str]) -> float:
    return max(len(lines), 1) * LINE_HEIGHT + ROW_PAD


def _values(picture: DotPlotPicture) -> list[float]:
    numbers = [
        one
        for unit in picture.units
        for one in (unit.value, unit.lower, unit.upper)
        if one is not None
    ]
    numbers += [picture.reference.value] if picture.reference else []
    return [round(one, FINEST_DECIMAL) for one in numbers]


def _draw_grid(picture: DotPlotPicture, field: Field, width: float) -> Iterator[str]:
    axis = TicksAcross(
        field.ticks,
        field.across,
        field.top,
        field.bottom,
        labels_at=field.bottom + LINE_HEIGHT,
        lang=picture.lang,
        suffix=picture.tick_suffix,
    )
    return draw_ticks(axis, width)


def _draw_reference(picture: DotPlotPicture, field: Field) -> list[str]:
    if picture.reference is None:
        return []
    x = field.across(picture.reference.value)
    return [svg.rule((x, field.top - 2), (x, field.bottom), "tb-centre")]


def _draw_row(row: Row, field: Field, picture: DotPlotPicture) -> list[str]:
    unit = row.unit
    css = "tb-strong" if unit.chosen else "tb-end"
    first = row.middle - (len(row.lines) - 1) * LINE_HEIGHT / 2 + 4.5
    parts = [
        svg.text((PAD, first + number * LINE_HEIGHT), line, css)
        for number, line in enumerate(row.lines)
    ]
    if unit.value is None:
        sign = GAP_SIGNS.get(unit.state, "")
        # Before the plot: within it a dash at the left end would pass for a value of zero
        at = (field.left - SIGN_ROOM / 2, row.middle + 4.5)
        return [*parts, svg.text(at, sign, "tb-strong", anchor="middle")]
    if unit.lower is not None and unit.upper is not None:
        ends = [(field.across(end), row.middle) for end in (unit.lower, unit.upper)]
        css = "tb-interval tb-interval-chosen" if unit.chosen else "tb-interval"
        parts.append(svg.rule(ends[0], ends[1], css))
    return [*parts, draw_unit(unit, (field.across(unit.value), row.middle), picture.lang)]


def _upright(place: svg.Place) -> str:
    """The reference as it is drawn: standing, where an interval lies."""
    return svg.rule((place[0] + 4, place[1] - 8), (place[0] + 4, place[1] + 8), "tb-centre")


def _key_items(picture: DotPlotPicture) -> list[KeyItem]:
    items: list[KeyItem] = []
    if picture.reference:
        items.append((_upright, 14.0, picture.reference.label))
    if any(unit.lower is not None for unit in picture.units):
        items.append((line_glyph("tb-interval"), 34.0, word("interval", picture.lang)))
    items += aside_items(picture.units, picture.lang)
    return items + missing_items(picture.units, picture.lang)
