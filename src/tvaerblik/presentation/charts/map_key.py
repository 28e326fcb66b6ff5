"""What every map of municipalities says, whatever its form: key, hatches, and words for who hears it."""

from collections.abc import Sequence
from typing import Protocol

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.axes import GAP_SIGNS
from tvaerblik.presentation.charts.comparison_pictures import UnitPoint
from tvaerblik.presentation.charts.comparison_words import (
    aside,
    aside_items,
    missing,
    outside,
    unit_title,
    word,
)
from tvaerblik.presentation.charts.map_pictures import (
    MapUnit,
    Shades,
    TileMapPicture,
    TilePlace,
    shade_ranges,
    written_value,
)
from tvaerblik.presentation.charts.sheet import Glyph, KeyItem
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import CellState, synthetic_text

# How each reason is hatched: the directions of its lines
NO_CELL = "no_cell"
HATCHES: dict[str, tuple[str, ...]] = {
    "suppressed": ("rising",),
    "not_delivered": ("rising", "falling"),
    "not_collected": ("upright",),
    "not_defined": ("level", "upright"),
    "not_settled": ("falling",),
    NO_CELL: ("level",),
}
HATCH_DISTANCE = 6.0
WORDS = {
    "da": {
        "tiles": "Kort med {n} kommuner som felter, naboer så vidt muligt ved siden af hinanden",
        "land": "Kort over {n} kommuner med deres grænser",
        "no_values": "Ingen tal at vise",
        "range": "Fra {low} til {high}",
        "chosen": "Valgt: {name} {text}",
        "chosen_key": "Valgt: {name}",
        "no_cell": "Ingen tal i denne udgivelse",
        "no_tile": "Ikke på kortet",
    },
    "en": {
        "tiles": "Map of {n} municipalities as tiles, neighbours beside each other where possible",
        "land": "Map of {n} municipalities with their boundaries",
        "no_values": "No figures to show",
        "range": "From {low} to {high}",
        "chosen": "Chosen: {name} {text}",
        "chosen_key": "Chosen: {name}",
        "no_cell": "No figures in this release",
        "no_tile": "Not on the map",
    },
}


class Placed(Protocol):
    """A municipality on the map, in whatever form, and its unit if it has one."""

    @property
    def place(self) -> TilePlace: ...
    @property
    def unit(self) -> UnitPoint | None: ...


def outline(x: float, y: float, wide: float, high: float) -> str:
    """A pale line within the dark one: on the darkest shade the dark one alone is not seen."""
    inner = box(x + 2.4, y + 2.4, wide - 4.8, high - 4.8, "tb-map-inner")
    return box(x, y, wide, high, "tb-map-chosen") + inner


def place_title(one: Placed, lang: Lang) -> str:
    """What a pointer is told."""
    if one.unit is None:
        return f"{one.place.name}: {WORDS[lang]['no_cell']}"
    if one.unit.value is None:
        return f"{one.unit.name}: {_reason(one.unit, lang)}"
    return unit_title(one.unit, lang)


def _reason(unit: UnitPoint, lang: Lang) -> str:
    [(_, told, _)] = missing([unit], lang)
    return told


def box(x: float, y: float, wide: float, high: float, css: str, title: str = "") -> str:
    return svg.element("rect", svg.tooltip(title), x=x, y=y, width=wide, height=high, css=css)


def shade_css(unit: UnitPoint | None, shades: Shades | None, picture: TileMapPicture) -> str:
    value = None if unit is None else written_value(unit, picture.decimals)
    if value is None or shades is None:
        return "tb-step0"
    return shades.css(shades.of(value))


def value_text(unit: UnitPoint, picture: TileMapPicture) -> str:
    """Without its per cent sign, which the label above the map says once."""
    if unit.value is None:
        return GAP_SIGNS.get(unit.state, "")
    return unit.text.removesuffix(picture.tick_suffix)


def hatched_box(state: CellState | str, x: float, y: float, wide: float, high: float) -> list[str]:
    """Lines of our own and no svg pattern: what makes a PDF of it knows few of those."""
    ends = []
    for direction in HATCHES[state]:
        ends += _hatch_lines(direction, wide, high)
    path = "".join(
        f"M{svg.coordinate(x + a)} {svg.coordinate(y + b)}"
        f"L{svg.coordinate(x + c)} {svg.coordinate(y + d)}"
        for (a, b), (c, d) in ends
    )
    return [svg.element("path", d=path, css="tb-hatch")]


def _hatch_lines(direction: str, wide: float, high: float) -> list[tuple[svg.Place, svg.Place]]:
    lines: list[tuple[svg.Place, svg.Place]] = []
    at = HATCH_DISTANCE
    reach = {"level": high, "upright": wide}.get(direction, wide + high)
    while at < reach:
        if direction == "level":
            lines.append(((0, at), (wide, at)))
        elif direction == "upright":
            lines.append(((at, 0), (at, high)))
        else:
            start = (max(at - high, 0), min(at, high))
            end = (min(at, wide), max(at - wide, 0))
            if direction == "falling":
                start, end = (wide - start[0], start[1]), (wide - end[0], end[1])
            lines.append((start, end))
        at += HATCH_DISTANCE
    return lines


def key_items(
    picture: TileMapPicture, placed: Sequence[Placed], shades: Shades | None, *, signed: bool
) -> list[KeyItem]:
    """`signed`: the signs of who has no number stand on the map too."""
    words = WORDS[picture.lang]
    items: list[KeyItem] = []
    if shades is not None:
        items += [
            (_shade_glyph(shades.css(number)), 28.0, told)
            for number, told in enumerate(shade_ranges(shades, picture), start=1)
        ]
    shown = [one.unit for one in placed if one.unit is not None]
    items += [
        (_chosen_glyph, 28.0, words["chosen_key"].format(name=one.name))
        for one in shown
        if one.chosen
    ]
    hint = word("hint", picture.lang)
    items += [
        (_outside_glyph, 18.0, f"{told}: {names}")
        for told, names in outside(shown, picture.lang)
        if told != hint
    ]
    items += aside_items(shown, picture.lang)
    items += [
        (_hatch_glyph(state), 28.0, f"{_signed(told, state, signed=signed)}: {names}")
        for state, told, names in _without(picture, placed)
    ]
    strangers = _not_on_map(picture, placed)
    items += [(_no_glyph, 0.0, f"{words['no_tile']}: {strangers}")] if strangers else []
    return items


def _signed(told: str, state: str, *, signed: bool) -> str:
    signs = {str(one): sign for one, sign in GAP_SIGNS.items()} if signed else {}
    return f"{signs[state]} {told}" if state in signs else told


def _without(picture: TileMapPicture, placed: Sequence[Placed]) -> list[tuple[str, str, str]]:
    """State, reason and names of those without a number."""
    found = []
    shown = [one.unit for one in placed if one.unit is not None]
    by_sign = {sign: state for state, sign in GAP_SIGNS.items()}
    for sign, told, names in missing(shown, picture.lang):
        found.append((str(by_sign[sign]), told, names))
    empty = ", ".join(one.place.name for one in placed if one.unit is None)
    if empty:
        found.append((NO_CELL, WORDS[picture.lang]["no_cell"], empty))
    return found


def _not_on_map(picture: TileMapPicture, placed: Sequence[Placed]) -> str:
    drawn = {one.place.code for one in placed}
    return ", ".join(
        f"{unit.point.name}{_told_value(unit)}" for unit in picture.units if unit.code not in drawn
    )


def _told_value(unit: MapUnit) -> str:
    return f" {unit.point.text}" if unit.point.value is not None else ""


def _shade_glyph(css: str) -> Glyph:
    return lambda place: box(place[0], place[1] - 7, 22, 14, f"tb-tile {css}")


def _chosen_glyph(place: svg.Place) -> str:
    return outline(place[0] + 1, place[1] - 6, 20, 12)


def _outside_glyph(place: svg.Place) -> str:
    return svg.square((place[0] + 6, place[1]), 3.2, "tb-outside")


def _hatch_glyph(state: str) -> Glyph:
    def draw(place: svg.Place) -> str:
        x, y = place[0], place[1] - 7
        return "".join([box(x, y, 22, 14, "tb-tile tb-step0"), *hatched_box(state, x, y, 22, 14)])

    return draw


def _no_glyph(place: svg.Place) -> str:
    return ""


def describe_map(picture: TileMapPicture, placed: Sequence[Placed], form: str) -> str:
    """Kind, range, the chosen one, who lies outside and who has no number."""
    words = WORDS[picture.lang]
    sentences = [words[form].format(n=len(placed))]
    known = [unit.point for unit in picture.units if unit.point.value is not None]
    if known:
        low = min(known, key=lambda one: one.value or 0.0)
        high = max(known, key=lambda one: one.value or 0.0)
        # Without their names: who is lowest and who is highest would be a rank
        sentences.append(words["range"].format(low=low.text, high=high.text))
    else:
        sentences.append(words["no_values"])
    sentences += [words["chosen"].format(name=o.name, text=o.text) for o in known if o.chosen]
    sentences += [f"{told}: {names}" for told, names in outside(known, picture.lang)]
    sentences += [f"{told}: {names}" for _, told, names in aside(known, picture.lang)]
    sentences += [f"{told}: {names}" for _, told, names in _without(picture, placed)]
    strangers = _not_on_map(picture, placed)
    sentences += [f"{words['no_tile']}: {strangers}"] if strangers else []
    sentences += [synthetic_text(picture.lang)] if picture.synthetic else []
    return ". ".join(sentences) + "."
