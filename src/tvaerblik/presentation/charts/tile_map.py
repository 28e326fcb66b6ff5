"""Draws municipalities as tiles of one size: the small is seen as well as the large."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.comparison_pictures import UnitPoint
from tvaerblik.presentation.charts.map_key import (
    NO_CELL,
    box,
    describe_map,
    hatched_box,
    key_items,
    outline,
    place_title,
    shade_css,
    value_text,
)
from tvaerblik.presentation.charts.map_pictures import (
    Shades,
    TileMapPicture,
    TilePlace,
    shades_of,
    tile_places,
)
from tvaerblik.presentation.charts.sheet import (
    FONT_SIZE,
    PAD,
    draw_foot,
    draw_lines,
    draw_titles,
    frame,
)
from tvaerblik.presentation.charts.text import text_width, wrap

WIDE = 760
LARGEST_TILE = 124.0
GAP = 2.0
# From here a tile has room for a value below its name
TWO_LINES = 40.0
LINE = 16.0
# Its letters stand low, so that the mark of who lies outside has the corner to itself
ONE_LINE = 28.0
LOWERED = 4.0


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
    footer, height = draw_foot(
        picture,
        key_items(picture, board.tiles, board.shades, signed=board.values),
        width=width,
        y=board.bottom + 8,
    )
    # The chosen one last: its outline lies over its neighbours
    tiles = sorted(board.tiles, key=lambda tile: tile.unit is not None and tile.unit.chosen)
    parts = [*titles, *label, *(part for t in tiles for part in _draw(t, board, picture)), *footer]
    return frame(
        picture,
        parts,
        description=describe_map(picture, board.tiles, "tiles"),
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
    return all(text_width(value_text(one, picture), FONT_SIZE) <= room for one in known)


def _draw(tile: Tile, board: Board, picture: TileMapPicture) -> list[str]:
    """Its field, the outline of the chosen, its name and value, the mark of who lies outside."""
    unit = tile.unit
    parts = [_field(tile, board, picture)]
    if unit is None or unit.value is None:
        state = NO_CELL if unit is None else unit.state
        parts += hatched_box(state, tile.left, tile.top, board.wide - GAP, board.high - GAP)
    parts += _texts(tile, board, picture)
    if unit is not None and unit.chosen:
        parts.append(outline(tile.left, tile.top, board.wide - GAP, board.high - GAP))
    if unit is not None and unit.standing in ("above", "below"):
        at = (tile.left + board.wide - GAP - 5, tile.top + 5)
        parts.append(svg.square(at, 3.2, "tb-outside"))
    elif unit is not None and unit.aside not in (None, "no_size"):
        at = (tile.left + board.wide - GAP - 5.5, tile.top + 5.5)
        parts.append(svg.circle(at, 3.2, "tb-point tb-aside"))
    return parts


def _field(tile: Tile, board: Board, picture: TileMapPicture) -> str:
    css = f"tb-tile {shade_css(tile.unit, board.shades, picture)}"
    title = place_title(tile, picture.lang)
    return box(tile.left, tile.top, board.wide - GAP, board.high - GAP, css, title)


def _texts(tile: Tile, board: Board, picture: TileMapPicture) -> list[str]:
    lines = list(board.names[tile.place.code])
    if board.values and tile.unit is not None:
        lines.append(value_text(tile.unit, picture))
    middle = tile.left + (board.wide - GAP) / 2
    first = tile.top + (board.high - GAP) / 2 - (len(lines) - 1) * LINE / 2 + 4.5
    first += LOWERED if board.high == ONE_LINE else 0
    shade = shade_css(tile.unit, board.shades, picture).replace("step", "on")
    return [
        svg.text((middle, first + number * LINE), line, f"tb-in-tile {shade}", anchor="middle")
        for number, line in enumerate(lines)
        if line
    ]
