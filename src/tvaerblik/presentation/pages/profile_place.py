"""Where a unit belongs: what it is a part of and what is a part of it, each with its dates, and a map.

The organisation is data: a municipality may be in two sundhedsklynger, and from a day on in a
sundhedsråd. Nothing here knows which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tvaerblik.presentation.charts.members_map import (
    MapGroup,
    MembersMapPicture,
    members_map_svg,
)
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.profile_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in
from tvaerblik.release.cards import UnitCard
from tvaerblik.release.reader import Release

# The units of the register by their ids
Cards = Mapping[str, UnitCard]

# The word of a kind in a profile's address; any other kind is just a unit
ADDRESSES = {
    "sundhedsklynge": "klynge",
    "municipality": "kommune",
    "region": "region",
    "sundhedsraad": "sundhedsraad",
}
OTHER_ADDRESS = "enhed"

# In the order in which they are told
KINDS = ("sundhedsklynge", "region", "sundhedsraad", "country", "municipality")


@dataclass(frozen=True, slots=True)
class Link:
    """A unit by name. An empty `address`: the release has no figures for it, so it has no page."""

    unit: str
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """A membership: the other unit, when it holds, and who else is in it."""

    link: Link
    when: str
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PlaceSection:
    t: Words
    heading: str
    caption: str
    lines: tuple[Belonging, ...]
    others_heading: str  # empty: no line has any
    map: str


@dataclass(frozen=True, slots=True)
class Membership:
    """`part` is in `whole` from the first day to the day before the last."""

    whole: UnitCard
    part: UnitCard
    start: date
    end: date | None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def stage(self, day: date) -> int:
        """0 now, 1 to come, 2 over."""
        if self.holds_on(day):
            return 0
        return 1 if self.start > day else 2


def cards_of(release: Release) -> Cards:
    return {card.id: card for card in release.register()}


def address_of(place: UnitCard) -> str:
    return ADDRESSES.get(place.kind, OTHER_ADDRESS)


def kind_text(place: UnitCard, t: Words) -> str:
    return t.get(f"kind_{place.kind}", t["kind_other"])


def validity_text(place: UnitCard, today: date, lang: Lang) -> str:
    """Empty where the unit has begun and has no end: nothing to tell."""
    start = place.valid_from if place.valid_from > today else None
    return _span_text(start, place.valid_to, words_in(TEXTS, lang), lang)


def day_for(place: UnitCard, today: date) -> date:
    """Today, or the nearest day that the unit exists on."""
    if place.valid_to is not None and today >= place.valid_to:
        return place.valid_to - timedelta(days=1)
    return max(today, place.valid_from)


def belongings_of(cards: Cards, place: UnitCard, today: date, lang: Lang) -> tuple[Belonging, ...]:
    """What it is a part of: now first, then what is to come, then what is over."""
    t = words_in(TEXTS, lang)
    found = sorted(
        _wholes_of(cards, place.id),
        key=lambda one: (one.stage(today), _rank(one.whole), one.whole.name.in_(lang)),
    )
    return tuple(_belonging(one, one.whole, cards, today, t, lang) for one in found)


def build_place(release: Release, place: UnitCard, today: date, lang: Lang) -> PlaceSection | None:
    """None for a unit that neither has members nor is one."""
    cards = cards_of(release)
    t = words_in(TEXTS, lang)
    day = day_for(place, today)
    lines = _lines(cards, place, day, t, lang)
    if not lines:
        return None
    is_part = not place.members
    return PlaceSection(
        t=t,
        heading=t["place_of_part" if is_part else "place_of_whole"],
        caption=t["caption_of_part" if is_part else "caption_of_whole"].format(
            unit=place.name.in_(lang)
        ),
        lines=lines,
        others_heading=_others_heading(lines, is_part=is_part, t=t),
        map=_map(cards, place, day, t, lang),
    )


def _others_heading(lines: Sequence[Belonging], *, is_part: bool, t: Words) -> str:
    if not any(line.others for line in lines):
        return ""
    return t["others_of_part" if is_part else "others_of_whole"]


def _lines(cards: Cards, place: UnitCard, day: date, t: Words, lang: Lang) -> tuple[Belonging, ...]:
    if not place.members:
        wholes = belongings_of(cards, place, day, lang)
        return tuple(one for one in wholes if one.others)
    parts = _parts_of(cards, place)
    between = [one for one in parts if one.part.kind != "municipality"]
    told = {unit for one in between if one.holds_on(day) for unit in one.part.municipalities}
    # A municipality that stands beside its sundhedsklynge needs no line of its own
    found = sorted(
        (one for one in parts if one.part.kind != "municipality" or one.part.id not in told),
        key=lambda one: (one.stage(day), _rank(one.part), alphabetical(one.part.name.in_(lang))),
    )
    return tuple(_belonging(one, one.part, cards, day, t, lang) for one in found)


def _belonging(
    one: Membership, told: UnitCard, cards: Cards, day: date, t: Words, lang: Lang
) -> Belonging:
    return Belonging(
        link=_link(told, lang),
        when=_when(one, one.part if told is one.whole else one.whole, day, t, lang),
        others=_others(one, told, cards, lang),
    )


def _when(one: Membership, place: UnitCard, day: date, t: Words, lang: Lang) -> str:
    """Without a day that is the unit's own first or last, which the page has told at its head."""
    is_now = one.holds_on(day)
    start = None if is_now or one.start == place.valid_from else one.start
    end = None if one.end == place.valid_to else one.end
    return _span_text(start, end, t, lang)


def _others(one: Membership, told: UnitCard, cards: Cards, lang: Lang) -> tuple[Link, ...]:
    """The municipalities of what is told of, on the first day that it is about; not those of a region
    or a country, which would be half the register."""
    if told.kind in ("region", "country", "municipality"):
        return ()
    members = [cards[unit] for unit in told.members_on(max(one.start, told.valid_from))]
    places = [card for card in members if card.kind == "municipality" and card is not one.part]
    return tuple(
        _link(card, lang)
        for card in sorted(places, key=lambda card: alphabetical(card.name.in_(lang)))
    )


def _wholes_of(cards: Cards, unit: str) -> list[Membership]:
    return [
        Membership(whole, cards[unit], ref.valid_from, ref.valid_to)
        for whole in cards.values()
        for ref in whole.members
        if ref.unit == unit
    ]


def _parts_of(cards: Cards, place: UnitCard) -> list[Membership]:
    return [
        Membership(place, cards[ref.unit], ref.valid_from, ref.valid_to) for ref in place.members
    ]


def _rank(card: UnitCard) -> int:
    return KINDS.index(card.kind) if card.kind in KINDS else len(KINDS)


def _link(card: UnitCard, lang: Lang) -> Link:
    return Link(card.id, address_of(card) if card.has_figures else "", card.name.in_(lang))


def _span_text(start: date | None, end: date | None, t: Words, lang: Lang) -> str:
    """`start` None: it has begun, which needs no telling."""
    until = "" if end is None else date_text(end - timedelta(days=1), lang)
    if start is None:
        return t["until"].format(day=until) if until else ""
    since = date_text(start, lang)
    return t["between"].format(start=since, end=until) if until else t["since"].format(day=since)


# The map -----------------------------------------------------------------------------------------


def _map(cards: Cards, place: UnitCard, day: date, t: Words, lang: Lang) -> str:
    """Of the region around it; empty where no single region is."""
    region = _region_around(cards, place, day)
    if region is None:
        return ""
    groups, numbered = _groups(cards, place, day, t, lang)
    picture = MembersMapPicture(
        title=t["map_title"].format(unit=place.name.in_(lang)),
        groups=groups,
        area=_codes(cards, region, day),
        rest=t["map_rest"].format(region=region.name.in_(lang)),
        numbered=numbered,
        lang=lang,
    )
    return members_map_svg(picture)


def _region_around(cards: Cards, place: UnitCard, day: date) -> UnitCard | None:
    atoms = set(place.municipalities)
    around = [
        one
        for one in cards.values()
        if one.kind == "region"
        and one.valid_from <= day
        and (one.valid_to is None or day < one.valid_to)
        and atoms
        and atoms <= set(one.municipalities)
    ]
    return min(around, key=lambda one: len(one.municipalities), default=None)


def _groups(
    cards: Cards, place: UnitCard, day: date, t: Words, lang: Lang
) -> tuple[tuple[MapGroup, ...], bool]:
    """Of a region its sundhedsklynger or sundhedsråd, numbered; of a municipality itself and those it
    is together with; of anything between, its municipalities."""
    name = place.name.in_(lang)
    own = MapGroup(name, _codes(cards, place, day) or (place.code,))
    if place.kind == "region":
        parts = _parts_between(cards, place, day, lang)
        return (parts or (own,)), len(parts) > 1
    if place.members:
        return (MapGroup(t["map_members"].format(unit=name), own.codes),), False
    wholes = [
        one.whole
        for one in _wholes_of(cards, place.id)
        if one.holds_on(day) and one.whole.kind not in ("region", "country")
    ]
    beside = {code for whole in wholes for code in _codes(cards, whole, day)} - {place.code}
    label = t["map_beside"].format(units=join_words([one.name.in_(lang) for one in wholes], lang))
    return (own, *([MapGroup(label, tuple(sorted(beside)))] if beside else [])), False


def _parts_between(cards: Cards, place: UnitCard, day: date, lang: Lang) -> tuple[MapGroup, ...]:
    parts = [
        one.part
        for one in _parts_of(cards, place)
        if one.holds_on(day) and one.part.kind not in ("municipality", "region")
    ]
    parts.sort(key=lambda part: alphabetical(part.name.in_(lang)))
    return tuple(MapGroup(part.name.in_(lang), _codes(cards, part, day)) for part in parts)


def _codes(cards: Cards, place: UnitCard, day: date) -> tuple[str, ...]:
    members = [cards[unit] for unit in place.members_on(day)]
    return tuple(card.code for card in members if card.kind == "municipality")
