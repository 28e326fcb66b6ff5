"""A proposed release's newest figures for a unit beside those that are shown: confidential."""

from dataclasses import dataclass
from datetime import datetime

from tvaerblik.presentation.numbers import Lang, period_text
from tvaerblik.presentation.pages.figures import Figure, Writing, figure_of, latest_settled
from tvaerblik.presentation.pages.places import ChoiceGroup, choices_of, place_of, unit_to_open_on
from tvaerblik.presentation.pages.releases import moment_text
from tvaerblik.presentation.pages.releases_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

# The first of these that an indicator has is the one its newest figure is told by
KINDS = ("month", "quarter", "year", "week", "day")


@dataclass(frozen=True, slots=True)
class PreviewLine:
    title: str
    unit_text: str
    period: str
    proposed: Figure
    shown: Figure | None  # None: the release that is shown has no such cell
    is_other: bool


@dataclass(frozen=True, slots=True)
class PreviewPage:
    t: Words
    mark: str
    lead: str
    expires: str
    choices: tuple[ChoiceGroup, ...]
    lines: tuple[PreviewLine, ...]
    is_synthetic: bool


def build_preview(
    proposed: Release,
    shown: Release | None,
    unit: str,
    *,
    confidential_until: datetime | None,
    expires_at: datetime,
    lang: Lang,
) -> PreviewPage:
    """Raises NotKnown for a unit that the release does not have."""
    t = words_in(TEXTS, lang)
    place = place_of(proposed, unit or unit_to_open_on(proposed, ()))
    until = confidential_until
    return PreviewPage(
        t=t,
        mark=t["confidential_until"].format(when=moment_text(until, lang))
        if until
        else t["confidential"],
        lead=t["preview_lead"].format(unit=place.name.in_(lang)),
        expires=t["preview_expires"].format(when=moment_text(expires_at, lang)),
        choices=choices_of(proposed, place.id, lang),
        lines=tuple(_lines(proposed, shown, place.id, lang)),
        is_synthetic=any(card.is_synthetic for card in proposed.indicators()),
    )


def writing_of(card: IndicatorCard) -> Writing:
    return Writing(card.is_share, card.decimals)


def _lines(proposed: Release, shown: Release | None, unit: str, lang: Lang) -> list[PreviewLine]:
    """One an indicator, in the catalogue's order; a profile has no newest figure."""
    old = {card.id for card in shown.indicators()} if shown else set()
    lines = []
    for card in proposed.indicators():
        kind = next((one for one in KINDS if one in card.periods), None)
        if card.is_profile or kind is None:
            continue
        row = latest_settled(list(proposed.series(card.id, unit, kind)))
        if row is None:
            continue
        before = shown.value(card.id, unit, row.period) if shown and card.id in old else None
        lines.append(_line(card, row, before, lang))
    return lines


def _line(
    card: IndicatorCard, row: ReleasableRow, before: ReleasableRow | None, lang: Lang
) -> PreviewLine:
    writing = writing_of(card)
    now = figure_of(row, writing, lang)
    then = figure_of(before, writing, lang) if before is not None else None
    return PreviewLine(
        title=card.title.in_(lang),
        unit_text=card.unit_text.in_(lang),
        period=period_text(row.period, lang),
        proposed=now,
        shown=then,
        is_other=then is None or then.text != now.text,
    )
