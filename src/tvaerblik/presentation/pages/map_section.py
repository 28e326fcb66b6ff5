"""The map of municipalities on an indicator's page: tiles, and a table that says the same in words.

All of the country when several regions have figures, else the one region large. Not for plain
numbers, of which a map would show nothing but how many people live where.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from tvaerblik.presentation.charts import (
    NARROW,
    WIDE,
    Boundaries,
    MapUnit,
    ShapeMapPicture,
    TileMapPicture,
    UnitPoint,
    picture_svg,
    tile_places,
)
from tvaerblik.presentation.charts.comparison_words import word
from tvaerblik.presentation.charts.land import country_of
from tvaerblik.presentation.charts.text import ended
from tvaerblik.presentation.numbers import Lang, percent_sign, period_text
from tvaerblik.presentation.pages.comparison import Comparison, build_comparison
from tvaerblik.presentation.pages.map_texts import TEXTS
from tvaerblik.presentation.pages.places import alphabetical, places_of
from tvaerblik.presentation.pages.query import MAP_FORMS
from tvaerblik.presentation.pages.series_chart import ChartPair, ChartTexts, unit_label
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.presentation.words import state_sentence
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

TILES, LAND = MAP_FORMS


@dataclass(frozen=True, slots=True)
class MapLine:
    """A municipality of the map in words. An empty `unit`: the release knows nothing of it."""

    unit: str
    name: str
    short: str
    text: str
    is_number: bool
    standing: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MapForm:
    """A way to draw it that a reader can choose."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MapSection:
    t: Words
    caption: str
    picture: TileMapPicture
    chart: ChartPair
    lines: tuple[MapLine, ...]
    table_open: str
    has_standings: bool
    forms: tuple[MapForm, ...]
    notes: tuple[str, ...]


def build_map(
    release: Release,
    card: IndicatorCard,
    chosen: UnitCard,
    rows: Sequence[ReleasableRow],
    *,
    texts: ChartTexts,
    lang: Lang,
    boundaries: Boundaries | None = None,
    form: str = "",
) -> MapSection | None:
    """`rows` are the municipalities of one period. None for plain numbers and where fewer than two
    have a figure. `texts` are those of the comparison; the subtitle is the map's own. Without
    boundaries there are tiles, whatever form is asked for."""
    places = places_of(release)
    found = build_comparison(rows, places, card, chosen, record=None, texts=texts, lang=lang)
    if found is None or found.chart is None:
        return None
    t = words_in(TEXTS, lang)
    period = period_text(rows[0].period, lang)
    units = _units(found, places)
    area = _area(units, places)
    picture = TileMapPicture(
        title=texts.title,
        subtitle=_subtitle(area, period, t, lang),
        unit_label=unit_label(card, lang),
        units=tuple(units.values()),
        area=_codes(area, release),
        decimals=card.decimals,
        source=texts.source,
        synthetic=texts.synthetic,
        lang=lang,
        tick_suffix=percent_sign(lang) if card.is_share else "",
        bounds=(0, 100) if card.is_share else (0, None),
    )
    drawn = picture
    if boundaries is not None and form == LAND:
        drawn = _with_boundaries(picture, boundaries, t)
    lines = _lines(picture, units, t)
    return MapSection(
        t=t,
        caption=t["caption"].format(title=card.title.in_(lang), period=period),
        picture=drawn,
        chart=ChartPair(
            picture_svg(drawn, prefix="map-wide", width=WIDE),
            picture_svg(drawn, prefix="map-narrow", width=NARROW),
        ),
        lines=lines,
        table_open=t["table_open"].format(n=len(lines)),
        has_standings=any(line.standing for line in lines),
        forms=() if boundaries is None else _forms(drawn, t),
        notes=(
            *_notes_of_form(drawn, t),
            t["note_limits" if found.has_limits else "note_no_limits"],
        ),
    )


def _with_boundaries(picture: TileMapPicture, boundaries: Boundaries, t: Words) -> ShapeMapPicture:
    """The same picture, and the source of its boundaries beside that of its figures."""
    same = {one.name: getattr(picture, one.name) for one in fields(TileMapPicture)}
    same["source"] = ended(picture.source) + t["boundaries"].format(source=boundaries.source)
    return ShapeMapPicture(**same, boundaries=boundaries)


def _forms(drawn: TileMapPicture, t: Words) -> tuple[MapForm, ...]:
    form = LAND if isinstance(drawn, ShapeMapPicture) else TILES
    labels = {TILES: t["form_felter"], LAND: t["form_landkort"]}
    return tuple(MapForm(one, label, one == form) for one, label in labels.items())


def _notes_of_form(drawn: TileMapPicture, t: Words) -> tuple[str, ...]:
    """What each form does to what it shows, and which areas of the file are nobody's here."""
    if not isinstance(drawn, ShapeMapPicture):
        return (t["note_tiles"],)
    notes = [t["note_land"]]
    if country_of(drawn.boundaries, drawn.area, WIDE).insets:
        notes.append(t["note_frames"])
    beside = ", ".join(drawn.boundaries.beside)
    if beside and not drawn.area:
        notes.append(t["note_beside"].format(codes=beside))
    return tuple(notes)


def _units(found: Comparison, places: Sequence[UnitCard]) -> dict[str, MapUnit]:
    """By the unit's id, with the code that the grid knows it by."""
    codes = {place.id: place.code for place in places}
    return {unit: MapUnit(codes[unit], point) for unit, point in found.points.items()}


def _area(units: Mapping[str, MapUnit], places: Sequence[UnitCard]) -> UnitCard | None:
    """The smallest region that all municipalities with a figure belong to; None: the country."""
    numbered = {unit for unit, one in units.items() if one.point.value is not None}
    around = [
        place
        for place in places
        if place.kind == "region" and numbered <= set(place.municipalities)
    ]
    return min(around, key=lambda place: len(place.municipalities), default=None)


def _codes(area: UnitCard | None, release: Release) -> tuple[str, ...]:
    """Of a region; none where the whole country is drawn."""
    return () if area is None else tuple(release.unit(one).code for one in area.municipalities)


def _subtitle(area: UnitCard | None, period: str, t: Words, lang: Lang) -> str:
    if area is None:
        return t["subtitle"].format(period=period)
    return t["subtitle_of"].format(area=area.name.in_(lang), period=period)


def _lines(picture: TileMapPicture, units: Mapping[str, MapUnit], t: Words) -> tuple[MapLine, ...]:
    """All that is on the map and all that has figures: nobody is left out of both."""
    tiles = {one.code: one for one in tile_places()}
    ids = {one.code: unit for unit, one in units.items()}
    points = {one.code: one.point for one in units.values()}
    codes = [*points, *(code for code in picture.area or tiles if code not in points)]
    lines = []
    for code in codes:
        tile, point = tiles.get(code), points.get(code)
        name = point.name if point else tile.name if tile else code
        lines.append(
            MapLine(
                unit=ids.get(code, ""),
                name=name,
                short=f"{tile.letters}, {tile.short}" if tile else "",
                text=_text(point, picture.lang) if point else t["no_cell"],
                is_number=point is not None and point.value is not None,
                standing=_standing(point, picture.lang),
                chosen=point is not None and point.chosen,
            )
        )
    return tuple(sorted(lines, key=lambda line: alphabetical(line.name)))


def _text(point: UnitPoint, lang: Lang) -> str:
    return point.text if point.value is not None else state_sentence(point.state, lang)


def _standing(point: UnitPoint | None, lang: Lang) -> str:
    if point is None or (point.standing == "unknown" and point.aside is None):
        return ""
    return word(point.aside or point.standing, lang)
