"""A proposed release in the site's own pages: what is put on them, and how they differ from those shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tvaerblik.core.errors import NotKnown
from tvaerblik.presentation.charts import Boundaries
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.data import TroubleFacts
from tvaerblik.presentation.pages.figures import Writing
from tvaerblik.presentation.pages.indicator import IndicatorPage, build_indicator
from tvaerblik.presentation.pages.overview import Overview
from tvaerblik.presentation.pages.overview_groups import Group
from tvaerblik.presentation.pages.overview_tiles import Tile, tiles_of
from tvaerblik.presentation.pages.places import place_of
from tvaerblik.presentation.pages.query import Query
from tvaerblik.presentation.pages.releases import moment_text
from tvaerblik.presentation.pages.releases_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release

# The first of these that an indicator has is the one its newest figure is told by
KINDS = ("month", "quarter", "year", "week", "day")


@dataclass(frozen=True, slots=True)
class PreviewMark:
    """What stands on every page of a preview. `token`: the addresses of the others begin with it."""

    t: Words
    token: str
    mark: str
    expires: str


def build_preview_mark(
    token: str, *, confidential_until: datetime | None, expires_at: datetime, lang: Lang
) -> PreviewMark:
    t, until = words_in(TEXTS, lang), confidential_until
    told = t["confidential_until"].format(when=moment_text(until, lang)) if until else ""
    return PreviewMark(
        t=t,
        token=token,
        mark=told or t["confidential"],
        expires=t["preview_expires"].format(when=moment_text(expires_at, lang)),
    )


def mark_changes(
    page: Overview, shown: Release | None, differences: Mapping[str, Any], lang: Lang
) -> tuple[Overview, tuple[str, ...]]:
    """The same tiles, each with how it differs from what is shown of the unit, and that in sum."""
    t = words_in(TEXTS, lang)
    if shown is None:
        return page, (t["preview_first"],)
    before = _shown_tiles(page, shown, lang)
    moved = {id_ for id_, *counts in differences.get("indicators", ()) if any(counts)}
    changes = {
        tile.indicator: _change(tile, before, moved, t)
        for group in _groups(page)
        for tile in group.tiles
    }
    marked = replace(
        page,
        groups=tuple(_with_changes(group, changes) for group in page.groups),
        history=_with_changes(page.history, changes) if page.history else None,
    )
    return marked, tuple(_told(changes, before, page, t, lang))


def build_preview_indicator(
    proposed: Release,
    indicator: str,
    query: Query,
    lang: Lang,
    *,
    boundaries: Boundaries | None,
    troubles: Sequence[TroubleFacts],
) -> IndicatorPage:
    """Without what leads to pages that show other figures than these."""
    page = build_indicator(
        proposed, indicator, query, lang, boundaries=boundaries, troubles=troubles
    )
    return replace(page, parts=replace(page.parts, pattern=""))


def writing_of(card: IndicatorCard) -> Writing:
    return Writing(card.is_share, card.decimals)


def _shown_tiles(page: Overview, shown: Release, lang: Lang) -> dict[str, Tile]:
    """None where the unit has no figures in the release that is shown."""
    try:
        place = place_of(shown, page.unit.id)
    except NotKnown:
        return {}
    found = tiles_of(shown, place, page.asked_organisation, lang)
    return {tile.indicator: tile for tile in found}


def _groups(page: Overview) -> tuple[Group, ...]:
    return (*page.groups, *((page.history,) if page.history else ()))


def _with_changes(group: Group, changes: Mapping[str, str]) -> Group:
    tiles = tuple(replace(tile, change=changes[tile.indicator]) for tile in group.tiles)
    return replace(group, tiles=tiles)


def _change(tile: Tile, before: Mapping[str, Tile], moved: set[str], t: Words) -> str:
    """Of the newest figure; else that others of the indicator are not as they were."""
    then = before.get(tile.indicator)
    if then is None:
        return t["change_new"]
    if tile.period != then.period:
        return t["change_period"].format(before=then.figure.text, period=then.period)
    if tile.figure.text != then.figure.text:
        return t["change_figure"].format(before=then.figure.text, now=tile.figure.text)
    return t["change_elsewhere"] if tile.indicator in moved else ""


def _told(
    changes: Mapping[str, str], before: Mapping[str, Tile], page: Overview, t: Words, lang: Lang
) -> list[str]:
    n = sum(map(bool, changes.values()))
    told = [t["preview_changed"].format(n=n, of=len(changes)) if n else t["preview_same"]]
    gone = (
        [] if page.is_filtered else [one.title for id_, one in before.items() if id_ not in changes]
    )
    if gone:
        told.append(t["preview_gone"].format(titles=join_words(gone, lang)))
    return told
