"""Draws municipalities as tiles of one size: the small is seen as well as the large."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    shades_of,
    tile_places,
    written_value,
)
from tvaerblik.presentation.charts.sheet import (
    FONT_SIZE,
    PAD,
    Glyph,
    KeyItem,
    draw_foot,
    draw_lines,
    draw_titles,
    frame,
)
from tvaerblik.presentation.charts.text import text_width, wrap
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import CellState, synthetic_text

WIDE = 760
LARGEST_TILE = 124.0
GAP = 2.0
# From here a tile has room for a value below its name
TWO_LINES = 40.0
LINE = 16.0
# Its letters stand low, so that the mark of who lies outside has the corner to itself
ONE_LINE = 28.0
LOWERED = 4.0
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
        "map": "Kort med {n} kommuner som felter, naboer så vidt muligt ved siden af hinanden",
        "no_values": "Ingen tal at vise",
        "range": "Fra {low} til {high}",
        "chosen": "Valgt: {name} {text}",
        "chosen_key": "Valgt: {name}",
        "no_cell": "Ingen tal i denne udgivelse",
        "no_tile": "Ikke på kortet",
    },
    "en": {
        "map": "Map of {n} municipalities as tiles, neighbours beside each other where possible",
        "no_values": "No figures to show",
        "range": "From {low} to {high}",
        "chosen": "Chosen: {name} {text}",
        "chosen_key": "Chosen: {name}",
        "no_cell": "No figures in this release",
        "no_tile": "Not on the map",
    },
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One place of the grid on the paper, and its unit if it has one."""

    place: TilePlace
    unit: UnitPoint | None
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Board:
    """All tiles, their size, and what is written in them."""

    tiles: tuple[Tile, ...]
    wide: float
    high: float
    bottom: float
    names: dict[str, tuple[str, ...]]
    values: bool
    shades: Shades | None


def tile_map_svg(picture: TileMapPicture, *, prefix: str = "map", width: float = WIDE) -> str:
    """One svg element, without style attributes: its looks are in charts.css."""
    titles, y = draw_titles(picture, width)
    label, top = draw_lines(picture.unit_label, width, y + 6)
    board = _plan(picture, width=width, top=top + 8)
    footer, height = draw_foot(picture, _key_items(picture, board), width=width, y=board.bottom + 8)
    # The chosen one last: its outline lies over its neighbours
    tiles = sorted(board.tiles, key=lambda tile: tile.unit is not None and tile.unit.chosen)
    parts = [*titles, *label, *(part for t in tiles for part in _draw(t, board, picture)), *footer]
    return frame(
        picture,
        parts,
        description=_describe(picture, board),
        css="tb-map",
        prefix=prefix,
        size=(width, height),
    )


def _plan(picture: TileMapPicture, *, width: float, top: float) -> Board:
    units = {unit.code: unit.point for unit in picture.units}
    places = [one for one in tile_places() if not picture.area or one.code in picture.area]
    first_column = min((one.column for one in places), default=0)
    first_row = min((one.row for one in places), default=0)
    columns = max((one.column for one in places), default=0) - first_column + 1
    rows = max((one.row for one in places), default=0) - first_row + 1
    wide = min((width - 2 * PAD) / columns, LARGEST_TILE)
    high = ONE_LINE if wide < TWO_LINES else max(40.0, min(60.0, wide / 2))
    left = (width - columns * wide) / 2
    tiles = tuple(
        Tile(
            one,
            units.get(one.code),
            left + (one.column - first_column) * wide,
            top + (one.row - first_row) * high,
        )
        for one in places
    )
    inner = wide - GAP
    return Board(
        tiles=tiles,
        wide=wide,
        high=high,
        bottom=top + rows * high,
        names=_names(tiles, inner, high),
        values=high >= TWO_LINES and _values_fit(tiles, picture, inner),
        shades=shades_of(picture),
    )


def _names(tiles: Sequence[Tile], room: float, high: float) -> dict[str, tuple[str, ...]]:
    """One length for all, the longest that fits everywhere: a mixture would be hard to read."""
    most_lines = 2 if high >= 3 * LINE + 6 else 1
    full = {tile.place.code: _lines(tile.place.name, room) for tile in tiles}
    if all(lines and len(lines) <= most_lines for lines in full.values()):
        return full
    short = {tile.place.code: _lines(tile.place.short, room) for tile in tiles}
    if high >= TWO_LINES and all(len(lines) == 1 for lines in short.values()):
        return short
    return {tile.place.code: (tile.place.letters,) for tile in tiles}


def _lines(name: str, room: float) -> tuple[str, ...]:
    """Broken at hyphens too; nothing when a part of it is wider than the tile."""
    parts = name.replace("-", "- ").split(" ")
    if any(text_width(part, FONT_SIZE) > room for part in parts):
        return ()
    if text_width(name, FONT_SIZE) <= room:
        return (name,)
    return tuple(line.replace("- ", "-") for line in wrap(name.replace("-", "- "), room, FONT_SIZE))


def _values_fit(tiles: Sequence[Tile], picture: TileMapPicture, room: float) -> bool:
    known = [tile.unit for tile in tiles if tile.unit is not None]
    return all(text_width(_value_text(one, picture), FONT_SIZE) <= room for one in known)


def _value_text(unit: UnitPoint, picture: TileMapPicture) -> str:
    """Without its per cent sign, which the label above the map says once."""
    if unit.value is None:
        return GAP_SIGNS.get(unit.state, "")
    return unit.text.removesuffix(picture.tick_suffix)


def _draw(tile: Tile, board: Board, picture: TileMapPicture) -> list[str]:
    """Its field, the outline of the chosen, its name and value, the mark of who lies outside."""
    unit = tile.unit
    parts = [_field(tile, board, picture)]
    if unit is None or unit.value is None:
        state = NO_CELL if unit is None else unit.state
        parts += _hatch(state, tile.left, tile.top, board.wide - GAP, board.high - GAP)
    parts += _texts(tile, board, picture)
    if unit is not None and unit.chosen:
        parts.append(_outline(tile.left, tile.top, board.wide - GAP, board.high - GAP))
    if unit is not None and unit.standing in ("above", "below"):
        at = (tile.left + board.wide - GAP - 5, tile.top + 5)
        parts.append(svg.square(at, 3.2, "tb-outside"))
    elif unit is not None and unit.aside not in (None, "no_size"):
        at = (tile.left + board.wide - GAP - 5.5, tile.top + 5.5)
        parts.append(svg.circle(at, 3.2, "tb-point tb-aside"))
    return parts


def _outline(x: float, y: float, wide: float, high: float) -> str:
    """A pale line within the dark one: on the darkest shade the dark one alone is not seen."""
    inner = _box(x + 2.4, y + 2.4, wide - 4.8, high - 4.8, "tb-map-inner")
    return _box(x, y, wide, high, "tb-map-chosen") + inner


def _field(tile: Tile, board: Board, picture: TileMapPicture) -> str:
    css = f"tb-tile {_shade_css(tile.unit, board, picture)}"
    if tile.unit is None:
        title = f"{tile.place.name}: {WORDS[picture.lang]['no_cell']}"
    elif tile.unit.value is None:
        title = f"{tile.unit.name}: {_reason(tile.unit, picture.lang)}"
    else:
        title = unit_title(tile.unit, picture.lang)
    return _box(tile.left, tile.top, board.wide - GAP, board.high - GAP, css, title)


def _reason(unit: UnitPoint, lang: Lang) -> str:
    [(_, told, _)] = missing([unit], lang)
    return told


def _shade_css(unit: UnitPoint | None, board: Board, picture: TileMapPicture) -> str:
    value = None if unit is None else written_value(unit, picture.decimals)
    if value is None or board.shades is None:
        return "tb-step0"
    return board.shades.css(board.shades.of(value))


def _box(x: float, y: float, wide: float, high: float, css: str, title: str = "") -> str:
    return svg.element("rect", svg.tooltip(title), x=x, y=y, width=wide, height=high, css=css)


def _texts(tile: Tile, board: Board, picture: TileMapPicture) -> list[str]:
    lines = list(board.names[tile.place.code])
    if board.values and tile.unit is not None:
        lines.append(_value_text(tile.unit, picture))
    middle = tile.left + (board.wide - GAP) / 2
    first = tile.top + (board.high - GAP) / 2 - (len(lines) - 1) * LINE / 2 + 4.5
    first += LOWERED if board.high == ONE_LINE else 0
    shade = _shade_css(tile.unit, board, picture).replace("step", "on")
    return [
        svg.text((middle, first + number * LINE), line, f"tb-in-tile {shade}", anchor="middle")
        for number, line in enumerate(lines)
        if line
    ]


def _hatch(state: CellState | str, x: float, y: float, wide: float, high: float) -> list[str]:
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


def _key_items(picture: TileMapPicture, board: Board) -> list[KeyItem]:
    words = WORDS[picture.lang]
    items: list[KeyItem] = []
    if board.shades is not None:
        items += [
            (_shade_glyph(board.shades.css(number)), 28.0, told)
            for number, told in enumerate(shade_ranges(board.shades, picture), start=1)
        ]
    shown = [tile.unit for tile in board.tiles if tile.unit is not None]
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
        (_hatch_glyph(state), 28.0, f"{_signed(told, state, board)}: {names}")
        for state, told, names in _without(picture, board)
    ]
    strangers = _not_on_map(picture, board)
    items += [(_no_glyph, 0.0, f"{words['no_tile']}: {strangers}")] if strangers else []
    return items


def _signed(told: str, state: str, board: Board) -> str:
    signs = {str(one): sign for one, sign in GAP_SIGNS.items()} if board.values else {}
    return f"{signs[state]} {told}" if state in signs else told


def _without(picture: TileMapPicture, board: Board) -> list[tuple[str, str, str]]:
    """State, reason and names of the tiles without a number."""
    found = []
    shown = [tile.unit for tile in board.tiles if tile.unit is not None]
    by_sign = {sign: state for state, sign in GAP_SIGNS.items()}
    for sign, told, names in missing(shown, picture.lang):
        found.append((str(by_sign[sign]), told, names))
    empty = ", ".join(tile.place.name for tile in board.tiles if tile.unit is None)
    if empty:
        found.append((NO_CELL, WORDS[picture.lang]["no_cell"], empty))
    return found


def _not_on_map(picture: TileMapPicture, board: Board) -> str:
    drawn = {tile.place.code for tile in board.tiles}
    return ", ".join(
        f"{unit.point.name}{_told_value(unit)}" for unit in picture.units if unit.code not in drawn
    )


def _told_value(unit: MapUnit) -> str:
    return f" {unit.point.text}" if unit.point.value is not None else ""


def _shade_glyph(css: str) -> Glyph:
    return lambda place: _box(place[0], place[1] - 7, 22, 14, f"tb-tile {css}")


def _chosen_glyph(place: svg.Place) -> str:
    return _outline(place[0] + 1, place[1] - 6, 20, 12)


def _outside_glyph(place: svg.Place) -> str:
    return svg.square((place[0] + 6, place[1]), 3.2, "tb-outside")


def _hatch_glyph(state: str) -> Glyph:
    def draw(place: svg.Place) -> str:
        x, y = place[0], place[1] - 7
        return "".join([_box(x, y, 22, 14, "tb-tile tb-step0"), *_hatch(state, x, y, 22, 14)])

    return draw


def _no_glyph(place: svg.Place) -> str:
    return ""


def _describe(picture: TileMapPicture, board: Board) -> str:
    """Kind, range, the chosen one, who lies outside and who has no number."""
    words = WORDS[picture.lang]
    sentences = [words["map"].format(n=len(board.tiles))]
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
    sentences += [f"{told}: {names}" for _, told, names in _without(picture, board)]
    strangers = _not_on_map(picture, board)
    sentences += [f"{words['no_tile']}: {strangers}"] if strangers else []
    sentences += [synthetic_text(picture.lang)] if picture.synthetic else []
    return ". ".join(sentences) + "."
