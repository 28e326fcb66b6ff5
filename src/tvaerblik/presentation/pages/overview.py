"""The overview: one tile an indicator for one unit, calm and dense."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.front import Front
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.names import HISTORY, party_in
from tvaerblik.presentation.pages.overview_choice import (
    OverviewQuery,
    address_of_indicators,
    address_without_filters,
    choosers_of_overview,
    chosen_in_words,
    passes,
    settle_overview,
)
from tvaerblik.presentation.pages.overview_groups import Group, group_tiles
from tvaerblik.presentation.pages.overview_texts import TEXTS
from tvaerblik.presentation.pages.overview_tiles import Tile, tiles_of
from tvaerblik.presentation.pages.places import ChoiceGroup, choices_of, place_of
from tvaerblik.presentation.pages.query import Chooser
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.cards import ListedCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.statistics import FEWEST_FOR_LIMITS, Assessment, chance_of_signal

# What the summary counts: a month that was unusual some time ago is no news
SIGNALS = ("shift", "unusual_now")


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator without figures: what it is, and why."""

    title: str
    status: str
    standing: str


@dataclass(frozen=True, slots=True)
class Overview:
    """`shown`: how many of how many tiles are shown, and by what choice. `rule`: how they are ordered.
    `issue`: the release, for the sheet of paper that lies on a table without its address."""

    t: Words
    unit: UnitCard
    unit_name: str
    issue: str
    choices: tuple[ChoiceGroup, ...]
    choosers: tuple[Chooser, ...]
    is_filtered: bool
    unfiltered: str  # the address of the same page without its filters
    asked_of_indicators: str  # what a tile's link takes along
    shown: str
    rule: str
    groups: tuple[Group, ...]
    history: Group | None
    remarks: tuple[tuple[str, str], ...]  # the day it was said, and what
    chance: str
    organisation: str  # empty when it is shown as it was
    asked_organisation: str
    listed: tuple[Listed, ...]


def build_overview(release: Release, query: OverviewQuery, lang: Lang) -> Overview:
    """Raises NotKnown for a unit that the release does not have, and a choice that is none of ours."""
    place = place_of(release, query.unit)
    settled = settle_overview(query, release, place)
    t = words_in(TEXTS, lang)
    tiles = tiles_of(release, place, settled.organisation, lang)
    shown = [tile for tile in tiles if passes(tile, settled)]
    front = release.front()
    groups = group_tiles(shown, settled, front, t, lang)
    return Overview(
        t=t,
        unit=place,
        unit_name=place.name.in_(lang),
        issue=_issue(release, t, lang),
        choices=choices_of(release, place.id, lang),
        choosers=choosers_of_overview(settled, tiles, release, place, lang),
        is_filtered=bool(settled.chosen),
        unfiltered=address_without_filters(settled),
        asked_of_indicators=address_of_indicators(settled),
        shown=shown_text(len(shown), tiles, chosen_in_words(settled, release, tiles, lang), t),
        rule=_rule(settled, front, t),
        groups=tuple(group for group in groups if group.id != HISTORY or settled.theme),
        history=next(
            (group for group in groups if group.id == HISTORY and not settled.theme), None
        ),
        remarks=_remarks(front, lang),
        chance=_chance(tiles, settled, t),
        organisation=_organisation_text(query, settled, t, lang),
        asked_organisation=settled.organisation,
        listed=tuple(_listed(card, release, t, lang) for card in release.listed()),
    )


def _issue(release: Release, t: Words, lang: Lang) -> str:
    day = date_text(release.manifest.made_at.date(), lang)
    return t["issue"].format(day=day, release=release.id)


# What is shown ---------------------------------------------------------------------------------------


def shown_text(shown: int, tiles: Sequence[Tile], chosen: str, t: Words) -> str:
    """So that nobody takes a part for the whole."""
    everything = len(tiles)
    if not chosen:
        history = sum(tile.theme == HISTORY for tile in tiles)
        told = _counted(t, "shown_all", everything)
        return f"{told} {_counted(t, 'shown_history', history)}" if history else told
    key = "shown_some" if shown else "shown_none"
    return t[key].format(shown=shown, n=everything, chosen=chosen, left=everything - shown)


def _rule(query: OverviewQuery, front: Front | None, t: Words) -> str:
    if query.order == "navn":
        return t["rule_name"]
    told = t["rule_agreed_first" if front else "rule_signal_first"]
    return f"{told} {t['rule_goals']}" if query.group == "maal" else told


# What is found ---------------------------------------------------------------------------------------


def _chance(tiles: Sequence[Tile], query: OverviewQuery, t: Words) -> str:
    """Of the series that are shown. What is picked out by its sign is a sign every time, so a filter by
    signal is told of what it picked among: chance had all of them to work on."""
    among = [tile.assessment for tile in tiles if passes(tile, query, but="signal")]
    told = chance_text([one for one in among if one is not None], t)
    if query.signal:
        return t["chance_among"].format(told=told)
    return t["chance_of_shown"].format(told=told) if query.chosen else told


def chance_text(assessments: Sequence[Assessment], t: Words) -> str:
    """What was found, and what chance alone would have found among as many series."""
    if not assessments:
        return t["chance_not_here"]
    judged = [one for one in assessments if one.state != "too_few"]
    if not judged:
        return t["chance_none"]
    found = sum(one.state in SIGNALS for one in judged)
    expected = round(sum(_chance_of(one) for one in judged))
    series = _counted(t, "chance_series", len(judged))
    signals = _counted(t, "chance_found", found) if found else t["chance_found_none"]
    by_chance = t["chance_about"].format(n=expected) if expected else t["chance_under_one"]
    return f"{series}; {signals}. {by_chance}"


def _chance_of(record: Assessment) -> float:
    """An older record does not tell its points, and had no limits that could give a signal."""
    could_have_limits = (record.n_points or 0) >= FEWEST_FOR_LIMITS
    return chance_of_signal(record.n_useful, limits=could_have_limits)


def _counted(t: Words, key: str, n: int) -> str:
    return t[f"{key}_one"] if n == 1 else t[key].format(n=n)


# What else there is to know --------------------------------------------------------------------------


def _organisation_text(asked: OverviewQuery, settled: OverviewQuery, t: Words, lang: Lang) -> str:
    """Under which organisation, where it is not as it was, and that another was asked for."""
    told = []
    if asked.organisation not in ("", settled.organisation):
        told.append(t["organisation_replaced"])
    if settled.organisation != AS_WAS:
        day = date_text(date.fromisoformat(settled.organisation), lang)
        told.append(t["as_of"].format(day=day))
    return " ".join(told)


def _remarks(front: Front | None, lang: Lang) -> tuple[tuple[str, str], ...]:
    said = front.remarks if front else ()
    return tuple((date_text(one.date, lang), one.text.in_(lang)) for one in said)


def _listed(card: ListedCard, release: Release, t: Words, lang: Lang) -> Listed:
    return Listed(
        card.title.in_(lang), t[f"status_{card.status}"], _standing(card, release, t, lang)
    )


def _standing(card: ListedCard, release: Release, t: Words, lang: Lang) -> str:
    """Why, by whom and when; what replaces it, where that is in the release."""
    if card.standing is None:
        return ""
    told = t["standing"].format(
        why=card.standing.why.in_(lang).rstrip("."),
        by=party_in(card.standing.by, lang),
        day=date_text(card.standing.on, lang),
    )
    titles = {one.id: one.title.in_(lang) for one in release.indicators()}
    if card.standing.replaced_by in titles:
        told += " " + t["replaced_by"].format(title=titles[card.standing.replaced_by])
    return told
