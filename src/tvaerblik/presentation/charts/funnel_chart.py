"""Draws a funnel plot: who lies outside what chance gives a unit of that size. No ranks."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.comparison_pictures import (
    FunnelLevel,
    FunnelPicture,
    Standing,
    UnitPoint,
)
from tvaerblik.presentation.charts.comparison_words import (
    SHAPES,
    aside_items,
    describe,
    draw_unit,
    missing_items,
    outside,
    word,
)
from tvaerblik.presentation.charts.plot import FINEST_DECIMAL, ROOMY, SMALLEST_PLOT
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
    line_glyph,
    within,
)
from tvaerblik.presentation.charts.text import text_width, wrap
from tvaerblik.presentation.numbers import Lang, decimals_of, number_text

WIDE = 760
END_ROOM = 110
# The largest unit is this many times the middle one
UNEVEN = 6
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes across the paper. Where one unit is many times the usual size, by the square root of the
    size, or it would squeeze all others into a corner."""

    scale: Scale
    by_root: bool

    def __call__(self, size: float) -> float:
        return self.scale(math.sqrt(size) if self.by_root else size)


@dataclass(frozen=True, slots=True)
class Field:
    """The frame of the plot and its two scales."""

    left: float
    right: float
    top: float
    bottom: float
    across: "Sizes"
    up: Scale
    size_ticks: tuple[Decimal, ...]
    ticks: tuple[Decimal, ...]

    def place(self, size: float, value: float) -> svg.Place:
        return self.across(size), self.up(value)


def funnel_svg(picture: FunnelPicture, *, prefix: str = "funnel", width: float = WIDE) -> str:
    """One svg element, without style attributes: its looks are in charts.css."""
    titles, y = draw_titles(picture, width)
    label, top = draw_lines(picture.unit_label, width, y + 6)
    field = _plan(picture, width=width, top=top + 8)
    footer, height = draw_foot(
        picture, _key_items(picture, width), width=width, y=field.bottom + 2 * LINE_HEIGHT + 14
    )
    parts = [
        *titles,
        *label,
        *_draw_grid(picture, field),
        *_draw_sizes(picture, field, width),
        *_draw_limits(picture, field),
        *_draw_reference(picture, field, width),
        *_draw_units(picture, field),
        *_draw_names(picture, field),
        *footer,
    ]
    return frame(
        picture,
        parts,
        description=describe(picture),
        css="tb-funnel",
        prefix=prefix,
        size=(width, height),
    )


def _plan(picture: FunnelPicture, *, width: float, top: float) -> Field:
    known = picture.placed
    # Limits of the smallest units would flatten everybody else: those of the units drawn suffice
    sizes = [unit.size or 0.0 for unit in known] or [level.size for level in picture.levels]
    values = [unit.value or 0.0 for unit in known]
    smallest = min(sizes, default=0.0)
    for level in picture.levels:
        if level.size >= smallest:
            values += [level.lower_998, level.upper_998]
    values.append(picture.reference.value)
    ticks = nice_ticks([round(one, FINEST_DECIMAL) for one in values], bounds=picture.bounds)
    size_ticks = nice_ticks([0.0, *sizes], steps=6 if width >= ROOMY else 3, bounds=(0, None))
    axis = max(text_width(label, FONT_SIZE) for label in _labels(ticks, picture))
    left = min(PAD + axis + 8, width - 2 * PAD - SMALLEST_PLOT)
    right = width - PAD - (END_ROOM if width >= ROOMY else 12)
    bottom = top + (300 if width >= ROOMY else 220)
    across = _across(sizes, float(size_ticks[-1]), left, right)
    if across.by_root:
        size_ticks = _root_ticks(size_ticks)
    up = Scale(float(ticks[0]), float(ticks[-1]), bottom, top)
    return Field(left, right, top, bottom, across, up, size_ticks, ticks)


def _across(sizes: Sequence[float], most: float, left: float, right: float) -> Sizes:
    usual = sorted(sizes)[len(sizes) // 2] if sizes else most
    by_root = most > UNEVEN * usual > 0
    return Sizes(Scale(0.0, math.sqrt(most) if by_root else most, left, right), by_root)


def _root_ticks(ticks: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Where small sizes have room, ticks among them too: a tenth and a quarter of the first step."""
    step = ticks[1]
    small = [step / 10, step / 4] if step >= 20 else []
    return (ticks[0], *small, *ticks[1:])


def _labels(ticks: Sequence[Decimal], picture: FunnelPicture) -> list[str]:
    return _numbers(ticks, picture.lang, picture.tick_suffix)


def _numbers(ticks: Sequence[Decimal], lang: Lang, suffix: str = "") -> list[str]:
    decimals = max(decimals_of(after - before) for before, after in pairwise(ticks))
    return [number_text(tick, lang, decimals=decimals) + suffix for tick in ticks]


def _draw_grid(picture: FunnelPicture, field: Field) -> list[str]:
    parts = []
    for tick, label in zip(field.ticks, _labels(field.ticks, picture), strict=True):
        y = field.up(float(tick))
        css = "tb-axis" if tick == field.ticks[0] else "tb-grid"
        parts.append(svg.rule((field.left, y), (field.right, y), css))
        parts.append(svg.text((field.left - 8, y + 4.5), label, "tb-quiet", anchor="end"))
    return parts


def _draw_sizes(picture: FunnelPicture, field: Field, width: float) -> list[str]:
    parts = []
    y = field.bottom + LINE_HEIGHT
    labels = _numbers(field.size_ticks, picture.lang)
    free_from = 0.0
    for tick, label in zip(field.size_ticks, labels, strict=True):
        x = field.across(float(tick))
        half = text_width(label, FONT_SIZE) / 2
        parts.append(svg.rule((x, field.bottom), (x, field.bottom + 4), "tb-axis"))
        middle = within(x, half, width)
        if middle - half >= free_from:
            parts.append(svg.text((middle, y), label, "tb-quiet", anchor="middle"))
            free_from = middle + half + 8
    half = text_width(picture.size_label, FONT_SIZE) / 2
    middle = within((field.left + field.right) / 2, half, width)
    at = (middle, y + LINE_HEIGHT)
    parts.append(svg.text(at, picture.size_label, "tb-quiet", anchor="middle"))
    return parts


def _draw_limits(picture: FunnelPicture, field: Field) -> list[str]:
    """The four curves, from where they enter the plot."""
    curves: tuple[tuple[Callable[[FunnelLevel], float], str], ...] = (
        (lambda level: level.lower_95, "tb-limit-95"),
        (lambda level: level.upper_95, "tb-limit-95"),
        (lambda level: level.lower_998, "tb-limit-998"),
        (lambda level: level.upper_998, "tb-limit-998"),
    )
    parts = []
    low, high = float(field.ticks[0]), float(field.ticks[-1])
    for pick, css in curves:
        places = [
            field.place(level.size, pick(level))
            for level in picture.levels
            if low <= pick(level) <= high and level.size <= float(field.size_ticks[-1])
        ]
        if len(places) > 1:
            parts.append(svg.polyline(places, f"tb-limit {css}"))
    return parts


def _draw_reference(picture: FunnelPicture, field: Field, width: float) -> list[str]:
    y = field.up(picture.reference.value)
    parts = [svg.rule((field.left, y), (field.right, y), "tb-centre")]
    if width < ROOMY:
        return parts
    lines = wrap(picture.reference.label, END_ROOM - 10, FONT_SIZE)
    # Above the sizes on the axis, also when the line lies at the bottom
    lowest = field.bottom - (len(lines) - 1) * LINE_HEIGHT
    top = min(y - len(lines) * LINE_HEIGHT / 2 + FONT_SIZE, lowest)
    return parts + [
        svg.text((field.right + 8, top + number * LINE_HEIGHT), line, "tb-end")
        for number, line in enumerate(lines)
    ]


def _draw_units(picture: FunnelPicture, field: Field) -> list[str]:
    """The chosen unit last, so that nobody covers it."""
    return [
        draw_unit(unit, _place(unit, field), picture.lang)
        for unit in sorted(picture.placed, key=lambda unit: unit.chosen)
    ]


def _place(unit: UnitPoint, field: Field) -> svg.Place:
    assert unit.size is not None and unit.value is not None, unit
    return field.place(unit.size, unit.value)


def _draw_names(picture: FunnelPicture, field: Field) -> list[str]:
    """Names beside the chosen unit and those outside, where there is room; the key names all."""
    known = picture.placed
    named = [unit for unit in known if unit.chosen or unit.standing in ("above", "below")]
    taken: list[Box] = [_around(_place(unit, field)) for unit in known]
    parts = []
    for unit in sorted(named, key=lambda unit: (not unit.chosen, unit.name)):
        box = _free_box(unit, field, taken)
        if box is None:
            continue
        taken.append(box)
        css = "tb-strong tb-name" if unit.chosen else "tb-note"
        parts.append(svg.text((box[0], box[3] - 4), unit.name, css))
    return parts


def _around(place: svg.Place) -> Box:
    x, y = place
    return x - 4, y - 4, x + 4, y + 4


def _free_box(unit: UnitPoint, field: Field, taken: Sequence[Box]) -> Box | None:
    x, y = _place(unit, field)
    w, h = text_width(unit.name, FONT_SIZE, bold=unit.chosen), LINE_HEIGHT
    corners = (
        (x + 8, y - h / 2),
        (x - 8 - w, y - h / 2),
        (x - w / 2, y - h - 6),
        (x - w / 2, y + 6),
    )
    for left, top in corners:
        box = (left, top, left + w, top + h)
        inside = field.left <= box[0] and box[2] <= field.right + 4
        inside = inside and field.top - 4 <= box[1] and box[3] <= field.bottom
        if inside and not any(_overlap(box, other) for other in taken):
            return box
    return None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _key_items(picture: FunnelPicture, width: float) -> list[KeyItem]:
    lang = picture.lang
    items: list[KeyItem] = [
        (_chosen_glyph(unit), 18.0, f"{unit.name}: {unit.text}")
        for unit in picture.placed
        if unit.chosen
    ]
    if width < ROOMY:
        items.append((line_glyph("tb-centre"), 34.0, picture.reference.label))
    if picture.levels:
        items.append((line_glyph("tb-limit tb-limit-998"), 34.0, word("limit_998", lang)))
        items.append((line_glyph("tb-limit tb-limit-95"), 34.0, word("limit_95", lang)))
    shown = {unit.standing for unit in picture.units if unit.value is not None}
    for told, names in outside(picture.units, lang):
        standing: Standing = "hint" if told == word("hint", lang) else "above"
        items.append((_shape_glyph(SHAPES[standing]), 18.0, f"{told}: {names}"))
    if "inside" in shown:
        items.append((_shape_glyph(svg.circle), 18.0, word("inside", lang)))
    items += aside_items(picture.units, lang)
    return items + missing_items(picture.units, lang)


def _chosen_glyph(unit: UnitPoint) -> Glyph:
    shape = SHAPES[unit.standing]
    return lambda place: shape((place[0] + 6, place[1]), 5.0, "tb-point tb-chosen")


def _shape_glyph(shape: Callable[..., str]) -> Glyph:
    radius = 5.4 if shape is svg.diamond else 4.0
    return lambda place: shape((place[0] + 6, place[1]), radius, "tb-point tb-other")
