"""What a reader has chosen of an overview: how it is grouped and ordered, and which tiles are shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.names import THEMES, name_in, theme_order
from tvaerblik.presentation.pages.overview_texts import TEXTS
from tvaerblik.presentation.pages.overview_tiles import Tile
from tvaerblik.presentation.pages.places import Choice, alphabetical, organisation_of
from tvaerblik.presentation.pages.query import Chooser, unknown_choice
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.cards import UnitCard
from tvaerblik.release.reader import Release

# The first of each is what a page opens on
GROUPS = ("tema", "maal", "samlet")
ORDERS = ("vigtighed", "navn")

# In the order of importance; see `overview_groups`
SIGNALS = ("steget", "faldet", "usaedvanlig", "flyttet", "ingen", "faa", "uvurderet")
SECTORS = ("hospital", "kommune", "almen-praksis", "region", "national")


@dataclass(frozen=True, slots=True)
class OverviewQuery:
    """What stands in the address; what is empty is left open, and a filter that is empty lets all by."""

    unit: str
    organisation: str = ""
    group: str = ""
    order: str = ""
    theme: str = ""
    source: str = ""
    sector: str = ""
    signal: str = ""

    @property
    def chosen(self) -> Mapping[str, str]:
        """The filters that leave something out, by their names in the address."""
        filters = {
            "tema": self.theme,
            "kilde": self.source,
            "sektor": self.sector,
            "signal": self.signal,
        }
        return {name: value for name, value in filters.items() if value}


FILTERS: Mapping[str, Callable[[Tile], tuple[str, ...]]] = {
    "tema": lambda tile: (tile.theme,),
    "kilde": lambda tile: tile.sources,
    "sektor": lambda tile: tile.sectors,
    "signal": lambda tile: (tile.choice,),
}


def settle_overview(query: OverviewQuery, release: Release, place: UnitCard) -> OverviewQuery:
    """What was left open filled in, NotKnown where a choice is none of ours. An organisation under which
    the unit has no figures is replaced, since the form keeps it when another unit is chosen."""
    organisation = query.organisation
    if organisation not in place.organisations:
        organisation = organisation_of(place)
    found = replace(
        query,
        unit=place.id,
        organisation=organisation,
        group=query.group or GROUPS[0],
        order=query.order or ORDERS[0],
    )
    _check(found.group, GROUPS)
    _check(found.order, ORDERS)
    known = _known(release)
    for name, value in found.chosen.items():
        _check(value, known[name])
    return found


def _known(release: Release) -> Mapping[str, tuple[str, ...]]:
    cards = release.indicators()
    return {
        "tema": tuple(sorted({card.theme for card in cards}, key=theme_order)),
        "kilde": tuple(sorted({source.name for card in cards for source in card.sources})),
        "sektor": SECTORS,
        "signal": SIGNALS,
    }


def _check(value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise unknown_choice(value, known)


def passes(tile: Tile, query: OverviewQuery, *, but: str = "") -> bool:
    """Whether every filter lets it by, one of them perhaps not asked."""
    return all(value in FILTERS[name](tile) for name, value in query.chosen.items() if name != but)


# The form --------------------------------------------------------------------------------------------


def choosers_of_overview(
    query: OverviewQuery, tiles: Sequence[Tile], release: Release, place: UnitCard, lang: Lang
) -> tuple[Chooser, ...]:
    """The selects of the bar; each filter tells how many tiles a choice would leave beside the others."""
    t = words_in(TEXTS, lang)
    names = _names(release, tiles, lang)
    plain = [
        _organisations(query, place, t, lang),
        _plain("gruppe", GROUPS, query.group, t),
        _plain("raekkefoelge", ORDERS, query.order, t),
    ]
    filters = [_filter(name, names[name], query, tiles, t) for name in FILTERS]
    return (*(one for one in plain if len(one.choices) > 1), *filters)


def _plain(name: str, ids: Sequence[str], chosen: str, t: Words) -> Chooser:
    return Chooser(
        name, t[name], tuple(Choice(one, t[f"{name}_{one}"], one == chosen) for one in ids)
    )


def _organisations(query: OverviewQuery, place: UnitCard, t: Words, lang: Lang) -> Chooser:
    """A municipality's figures are the same whatever it is a part of, so it is offered the choice only
    to go back from it."""
    offered = sorted(place.organisations, key=lambda one: (one != AS_WAS, one))
    if place.kind == "municipality" and query.organisation == AS_WAS:
        offered = [AS_WAS]
    choices = (
        Choice(one, _organisation(one, t, lang), one == query.organisation) for one in offered
    )
    return Chooser("organisation", t["organisation"], tuple(choices))


def _organisation(organisation: str, t: Words, lang: Lang) -> str:
    if organisation == AS_WAS:
        return t["organisation_as_was"]
    return t["organisation_as_of"].format(day=date_text(date.fromisoformat(organisation), lang))


def _filter(
    name: str, names: Mapping[str, str], query: OverviewQuery, tiles: Sequence[Tile], t: Words
) -> Chooser:
    left = [tile for tile in tiles if passes(tile, query, but=name)]
    chosen = query.chosen.get(name, "")
    counted = {id_: sum(id_ in FILTERS[name](tile) for tile in left) for id_ in names}
    choices = [Choice("", t["all_of_them"], not chosen)]
    choices += [
        Choice(id_, t["counted"].format(name=label, n=counted[id_]), id_ == chosen)
        for id_, label in names.items()
        # That no level has risen is worth telling; that a source has none of these is not
        if counted[id_] or id_ == chosen or name == "signal"
    ]
    return Chooser(name, t[name], tuple(choices))


def _names(release: Release, tiles: Sequence[Tile], lang: Lang) -> Mapping[str, Mapping[str, str]]:
    t = words_in(TEXTS, lang)
    sources = {
        source.name: source.title.in_(lang)
        for card in release.indicators()
        for source in card.sources
    }
    themes = sorted({tile.theme for tile in tiles}, key=theme_order)
    return {
        "tema": {theme: name_in(THEMES, theme, lang) for theme in themes},
        "kilde": dict(sorted(sources.items(), key=lambda pair: alphabetical(pair[1]))),
        "sektor": {sector: t[f"sektor_{sector}"] for sector in SECTORS},
        "signal": {signal: t[f"signal_{signal}"] for signal in SIGNALS},
    }


# Words and addresses ---------------------------------------------------------------------------------


def chosen_in_words(
    query: OverviewQuery, release: Release, tiles: Sequence[Tile], lang: Lang
) -> str:
    """`tema: Ældre; signal: Niveauet er steget`: on paper the form is not there to tell it."""
    t, names = words_in(TEXTS, lang), _names(release, tiles, lang)
    told = (f"{t[name].lower()}: {names[name][value]}" for name, value in query.chosen.items())
    return "; ".join(told)


def address_without_filters(query: OverviewQuery) -> str:
    kept = {"enhed": query.unit, **_unusual(query)}
    if query.group != GROUPS[0]:
        kept["gruppe"] = query.group
    if query.order != ORDERS[0]:
        kept["raekkefoelge"] = query.order
    return f"?{urlencode(kept)}"


def address_of_indicators(query: OverviewQuery) -> str:
    """What a tile's link takes along to the page of the indicator."""
    return f"?{urlencode({'enhed': query.unit, **_unusual(query)})}"


def _unusual(query: OverviewQuery) -> dict[str, str]:
    return {} if query.organisation == AS_WAS else {"organisation": query.organisation}
