"""Draws which municipalities belong together: tiles without a figure, one shade a group."""

from dataclasses import dataclass

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.map_pictures import USED, TilePlace, tile_places
from tvaerblik.presentation.charts.sheet import (
    FONT_SIZE,
    PAD,
    Glyph,
    KeyItem,
    draw_foot,
    draw_titles,
    frame,
)
from tvaerblik.presentation.charts.text import text_width
from tvaerblik.presentation.numbers import Lang

NARROWEST = 340.0
LARGEST_TILE = 84.0
HIGH = 40.0
GAP = 2.0
LINE = 15.0
SHADES = max(USED)
WORDS = {
    "da": {"map": "Kort med {n} kommuner som felter", "others": "{label}: {names}"},
    "en": {"map": "Map of {n} municipalities as tiles", "others": "{label}: {names}"},
}


@dataclass(frozen=True, slots=True)
class MapGroup:
    """Municipalities, by code, that belong together, and what they are called."""

    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MembersMapPicture:
    """area: the codes to draw. rest: what those are called that are in no group. With several groups
    each has a number, for a shade alone is seen by not everybody; a municipality may be in two."""

    title: str
    groups: tuple[MapGroup, ...]
    area: tuple[str, ...]
    rest: str = ""
    numbered: bool = False
    subtitle: str = ""
    source: str = ""
    synthetic: bool = False
    lang: Lang = "da"


def members_map_svg(
    picture: MembersMapPicture, *, prefix: str = "members", width: float = NARROWEST
) -> str:
    """One svg element, without style attributes: its looks are in charts.css."""
    titles, top = draw_titles(picture, width)
    places = [one for one in tile_places() if one.code in picture.area]
    tiles, bottom = _draw_tiles(picture, places, width=width, top=top + 6)
    foot, height = draw_foot(picture, _key(picture, places), width=width, y=bottom + 8)
    return frame(
        picture,
        [*titles, *tiles, *foot],
        description=_describe(picture, places),
        css="tb-map tb-members",
        prefix=prefix,
        size=(width, height),
    )


def _draw_tiles(
    picture: MembersMapPicture, places: list[TilePlace], *, width: float, top: float
) -> tuple[list[str], float]:
    first_column = min((one.column for one in places), default=0)
    first_row = min((one.row for one in places), default=0)
    columns = max((one.column for one in places), default=0) - first_column + 1
    rows = max((one.row for one in places), default=0) - first_row + 1
    wide = min((width - 2 * PAD) / columns, LARGEST_TILE)
    names = _names(places, wide - GAP)
    parts = []
    for one in places:
        left = (width - columns * wide) / 2 + (one.column - first_column) * wide
        at = (left, top + (one.row - first_row) * HIGH)
        parts += _draw_tile(picture, one, at, wide - GAP, names[one.code])
    return parts, top + rows * HIGH


def _draw_tile(
    picture: MembersMapPicture, one: TilePlace, at: svg.Place, wide: float, name: str
) -> list[str]:
    x, y = at
    groups = _groups_of(picture, one)
    step = _step(picture, groups[0]) if groups else 0
    told = "; ".join(picture.groups[group].label for group in groups) or picture.rest
    field = svg.element(
        "rect",
        svg.tooltip(f"{one.name}: {told}" if told else one.name),
        x=x,
        y=y,
        width=wide,
        height=HIGH - GAP,
        css=f"tb-tile tb-step{step}",
    )
    lines = [name]
    if picture.numbered and groups:
        lines.append(", ".join(str(group + 1) for group in groups))
    first = y + (HIGH - GAP) / 2 - (len(lines) - 1) * LINE / 2 + 4.5
    return [field] + [
        svg.text(
            (x + wide / 2, first + number * LINE),
            line,
            f"tb-in-tile tb-on{step}",
            anchor="middle",
        )
        for number, line in enumerate(lines)
    ]


def _names(places: list[TilePlace], room: float) -> dict[str, str]:
    """One length for all, the longest that fits everywhere."""
    for named in (
        {one.code: one.name for one in places},
        {one.code: one.short for one in places},
    ):
        if all(text_width(name, FONT_SIZE) <= room for name in named.values()):
            return named
    return {one.code: one.letters for one in places}


def _groups_of(picture: MembersMapPicture, one: TilePlace) -> list[int]:
    return [number for number, group in enumerate(picture.groups) if one.code in group.codes]


def _step(picture: MembersMapPicture, group: int) -> int:
    """The first group is the darkest of those there are, so that it is the one that is seen."""
    used = USED[min(max(len(picture.groups), 3), SHADES)]
    return used[-1 - group % len(used)]


def _key(picture: MembersMapPicture, places: list[TilePlace]) -> list[KeyItem]:
    items: list[KeyItem] = []
    for number, group in enumerate(picture.groups):
        label = f"{number + 1} {group.label}" if picture.numbered else group.label
        items.append((_glyph(f"tb-tile tb-step{_step(picture, number)}"), 28.0, label))
    if picture.rest and any(not _groups_of(picture, one) for one in places):
        items.append((_glyph("tb-tile tb-step0"), 28.0, picture.rest))
    return items


def _glyph(css: str) -> Glyph:
    return lambda place: svg.element(
        "rect", x=place[0], y=place[1] - 7, width=22, height=14, css=css
    )


def _describe(picture: MembersMapPicture, places: list[TilePlace]) -> str:
    words = WORDS[picture.lang]
    told = [words["map"].format(n=len(places))]
    for group in picture.groups:
        names = ", ".join(one.name for one in places if one.code in group.codes)
        told.append(words["others"].format(label=group.label, names=names))
    return ". ".join(told) + "."
