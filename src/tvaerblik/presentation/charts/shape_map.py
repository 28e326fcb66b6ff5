"""Draws municipalities with the boundaries that an installation has configured.

Key, words, shades, hatches and marks are those of the tiles; only the form differs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.boundaries import Boundaries
from tvaerblik.presentation.charts.comparison_pictures import UnitPoint
from tvaerblik.presentation.charts.inside import hatch_lines
from tvaerblik.presentation.charts.land import (
    MARK,
    ONE_LINE,
    TWO_LINES,
    Country,
    Inset,
    Land,
    country_of,
)
from tvaerblik.presentation.charts.map_key import (
    HATCH_DISTANCE,
    HATCHES,
    NO_CELL,
    describe_map,
    key_items,
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
    draw_foot,
    draw_lines,
    draw_titles,
    frame,
)
from tvaerblik.presentation.charts.text import text_width

WIDE = 760
LINE = 15.0
MOST = 0.7
WORDS = {
    "da": {"capital": "Hovedstadsområdet", "bornholm": "Bornholm"},
    "en": {"capital": "The capital area", "bornholm": "Bornholm"},
}


@dataclass(frozen=True, slots=True)
class ShapeMapPicture(TileMapPicture):
    """The picture of the tiles, to be drawn with true boundaries. Those have a source of their own,
    which must stand in `source` too."""

    boundaries: Boundaries = field(kw_only=True)

    def __post_init__(self) -> None:
        TileMapPicture.__post_init__(self)
        if self.boundaries.source not in self.source:
            raise ValueError("a map must name the source of its boundaries")


@dataclass(frozen=True, slots=True)
class Placed:
    place: TilePlace
    unit: UnitPoint | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The land on the paper and who is who."""

    picture: ShapeMapPicture
    country: Country
    placed: Mapping[str, Placed]
    shades: Shades | None
    wordy: bool
    valued: bool


def shape_map_svg(picture: ShapeMapPicture, *, prefix: str = "land", width: float = WIDE) -> str:
    """One svg element, without style attributes: its looks are in charts.css."""
    titles, y = draw_titles(picture, width)
    label, top = draw_lines(picture.unit_label, width, y + 6)
    top += 8
    sheet = _sheet(picture, width)
    # Written on a paper of its own that begins at 0, so that it can be kept, and moved as a whole
    drawn = svg.element("g", "".join(_draw(sheet)), transform=f"translate(0 {svg.coordinate(top)})")
    placed = list(sheet.placed.values())
    footer, height = draw_foot(
        picture,
        key_items(picture, placed, sheet.shades, signed=False),
        width=width,
        y=top + sheet.country.height + 14,
    )
    return frame(
        picture,
        [*titles, *label, drawn, *footer],
        description=describe_map(picture, placed, "land"),
        css="tb-map",
        prefix=prefix,
        size=(width, height),
    )


def _sheet(picture: ShapeMapPicture, width: float) -> Sheet:
    units = {unit.code: unit.point for unit in picture.units}
    places = {one.code: one for one in tile_places()}
    country = country_of(picture.boundaries, picture.area, width)
    placed = {code: Placed(places[code], units.get(code)) for code in country.codes}
    return Sheet(
        picture,
        country,
        placed,
        shades_of(picture),
        wordy=bool(picture.area),
        valued=bool(picture.area) and _values_fit(picture, country, placed),
    )


def _values_fit(picture: ShapeMapPicture, country: Country, placed: Mapping[str, Placed]) -> bool:
    """In most of them: a value here and there would seem to be one that matters more."""
    fitting = 0
    for land in country.lands:
        one = placed[land.code]
        value = "" if one.unit is None else value_text(one.unit, picture)
        fitting += _fits((one.place.short, value), land.spots[TWO_LINES][1])
    return fitting >= len(country.lands) * MOST


def _fits(lines: tuple[str, ...], room: float) -> bool:
    return max(text_width(line, FONT_SIZE) for line in lines) <= room


def _draw(sheet: Sheet) -> Iterator[str]:
    country = sheet.country
    enlarged = {land.code for inset in country.insets for land in inset.lands}
    yield from _draw_lands(country.lands, sheet)
    if country.detail:
        x, y, wide, high = country.detail
        yield svg.element("rect", x=x, y=y, width=wide, height=high, css="tb-inset")
    for land in country.lands:
        # What is drawn larger beside has its word and its mark there
        if land.code not in enlarged:
            yield from _draw_word(land, sheet)
    for inset in country.insets:
        yield from _draw_inset(inset, sheet)


def _draw_inset(inset: Inset, sheet: Sheet) -> Iterator[str]:
    x, y, wide, high = inset.frame
    name = WORDS[sheet.picture.lang][inset.name]
    yield svg.text((x, y - 7), name, "tb-quiet")
    yield svg.element("rect", x=x, y=y, width=wide, height=high, css="tb-inset")
    yield from _draw_lands(inset.lands, sheet)
    for land in inset.lands:
        yield from _draw_word(land, sheet)


def _draw_lands(lands: tuple[Land, ...], sheet: Sheet) -> Iterator[str]:
    """The chosen one's outline last: it lies over its neighbours."""
    for land in lands:
        yield from _draw_land(land, sheet)
    for land in lands:
        unit = sheet.placed[land.code].unit
        if unit is not None and unit.chosen:
            yield svg.element("path", d=land.path, css="tb-map-chosen")
            yield svg.element("path", d=land.path, css="tb-map-inner")


def _draw_land(land: Land, sheet: Sheet) -> Iterator[str]:
    one = sheet.placed[land.code]
    css = f"tb-tile tb-land {shade_css(one.unit, sheet.shades, sheet.picture)}"
    title = svg.tooltip(place_title(one, sheet.picture.lang))
    yield svg.element("path", title, d=land.path, css=css)
    if one.unit is None or one.unit.value is None:
        state = NO_CELL if one.unit is None else one.unit.state
        yield svg.element("path", d=_hatch(land, state), css="tb-hatch")


def _hatch(land: Land, state: str) -> str:
    return "".join(
        f"M{svg.coordinate(a)} {svg.coordinate(b)}L{svg.coordinate(c)} {svg.coordinate(d)}"
        for direction in HATCHES[state]
        for (a, b), (c, d) in hatch_lines(land.shape, direction, HATCH_DISTANCE)
    )


def _draw_word(land: Land, sheet: Sheet) -> Iterator[str]:
    """As much as there is room for, and the mark of who lies outside to the right of it."""
    one = sheet.placed[land.code]
    lines, (x, y) = _lines(land, one, sheet)
    css = f"tb-in-tile {shade_css(one.unit, sheet.shades, sheet.picture).replace('step', 'on')}"
    mark = _mark(one.unit)
    first = y - (len(lines) - 1) * LINE / 2 + 4.5
    for number, line in enumerate(lines):
        yield svg.text((x, first + number * LINE), line, css, anchor="middle")
    if mark:
        beside = text_width(lines[0], FONT_SIZE) / 2 + 5 if lines else 0.0
        at = (x + beside, first - 10 if lines else y)
        shape = svg.square if mark == "tb-outside" else svg.circle
        yield shape(at, 3.2, mark)


def _mark(unit: UnitPoint | None) -> str:
    if unit is not None and unit.standing in ("above", "below"):
        return "tb-outside"
    return "tb-point tb-aside" if unit is not None and unit.aside not in (None, "no_size") else ""


def _lines(land: Land, one: Placed, sheet: Sheet) -> tuple[tuple[str, ...], svg.Place]:
    """Name and value in a large region; else two letters, as on the tiles; else nothing."""
    value = "" if one.unit is None else value_text(one.unit, sheet.picture)
    candidates: list[tuple[float, tuple[str, ...]]] = []
    names = (one.place.name, one.place.short) if sheet.wordy else ()
    if sheet.valued:
        candidates += [(TWO_LINES, (name, value)) for name in names]
    candidates += [(ONE_LINE, (name,)) for name in names]
    candidates.append((ONE_LINE, (one.place.letters,)))
    for height, lines in candidates:
        place, room = land.spots[height]
        if all(lines) and _fits(lines, room):
            return lines, place
    return (), land.spots[MARK][0]
