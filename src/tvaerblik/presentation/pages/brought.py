"""*Medbragte tal* beside the agreed ones: the cell is read from the release that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.errors import NotKnown
from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.brought_texts import TEXTS
from tvaerblik.presentation.pages.figures import Figure, figure_of
from tvaerblik.presentation.pages.places import Choice, ChoiceGroup, choices_of
from tvaerblik.presentation.pages.previews import KINDS, writing_of
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release


@dataclass(frozen=True, slots=True)
class BroughtFacts:
    id: int
    indicator: str
    unit: str
    period: str
    value: str
    source: str
    source_date: date
    differs: tuple[str, ...]
    words: str
    on: date
    state: str  # aaben, sag, lukket
    case: str
    closed_because: str
    serial: int


@dataclass(frozen=True, slots=True)
class BroughtLine:
    """`agreed` is None where the catalogue no longer has such a cell."""

    id: int
    serial: int
    indicator: str
    unit: str
    title: str
    where: str
    value: str
    source: str
    agreed: Figure | None
    differs: str
    words: str
    case: str
    settled: str
    suggested: str
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class BroughtPage:
    t: Words
    release: str
    open: tuple[BroughtLine, ...]
    settled: tuple[BroughtLine, ...]
    indicators: tuple[Choice, ...]
    units: tuple[ChoiceGroup, ...]
    period: str
    differs: tuple[tuple[str, str], ...]


def build_brought(
    release: Release,
    found: Sequence[BroughtFacts],
    asked: tuple[str, str],
    kinds: Sequence[str],
    lang: Lang,
) -> BroughtPage:
    """`asked`: the indicator and unit that the form opens on; `kinds`: in what figures can differ."""
    t = words_in(TEXTS, lang)
    indicator, unit = asked
    cards = [card for card in release.indicators() if not card.is_profile]
    lines = [(one.state, _line(release, one, t, lang)) for one in found]
    chosen = indicator if indicator in {card.id for card in cards} else ""
    return BroughtPage(
        t=t,
        release=t["release"].format(id=release.id),
        open=tuple(line for state, line in lines if state == "aaben"),
        settled=tuple(line for state, line in lines if state != "aaben"),
        indicators=(
            *([] if chosen else [Choice("", t["choose"], True)]),
            *(Choice(card.id, card.title.in_(lang), card.id == chosen) for card in cards),
        ),
        units=choices_of(release, unit, lang),
        period=_newest(release, chosen, unit),
        differs=tuple((kind, t[f"differs_{kind}"]) for kind in kinds),
    )


def _newest(release: Release, indicator: str, unit: str) -> str:
    """So that most who bring a figure need not write the period."""
    if not indicator:
        return ""
    card = release.indicator(indicator)
    kind = next((one for one in KINDS if one in card.periods), "month")
    is_known = unit in {place.id for place in release.units()}
    latest = release.latest_of_unit(unit, kind).get(indicator) if is_known else None
    return latest.period if latest else ""


def _line(release: Release, one: BroughtFacts, t: Words, lang: Lang) -> BroughtLine:
    card, agreed, place = _agreed(release, one, lang)
    title = card.title.in_(lang) if card else one.indicator
    named = [t[f"differs_{kind}"].lower() for kind in one.differs]
    differs = t["differs_told"].format(what=join_words(named, lang)) if named else t["none_differs"]
    return BroughtLine(
        id=one.id,
        serial=one.serial,
        indicator=one.indicator if card else "",
        unit=one.unit,
        title=title,
        where=f"{place}, {period_text(one.period, lang)}",
        value=one.value,
        source=t["from_source"].format(source=one.source, day=date_text(one.source_date, lang)),
        agreed=agreed,
        differs=differs,
        words=one.words,
        case=one.case,
        settled=_settled(one, t),
        suggested=t["suggested"].format(indicator=title)[:200],
        is_synthetic=bool(card and card.is_synthetic),
    )


def _agreed(
    release: Release, one: BroughtFacts, lang: Lang
) -> tuple[IndicatorCard | None, Figure | None, str]:
    try:
        card, place = release.indicator(one.indicator), release.unit(one.unit)
        row = release.value(one.indicator, one.unit, one.period)
    except NotKnown:  # the catalogue or the register has moved on; what was brought stays
        return None, None, one.unit
    return card, figure_of(row, writing_of(card), lang), place.name.in_(lang)


def _settled(one: BroughtFacts, t: Words) -> str:
    if one.state == "sag":
        return t["state_sag"].format(case=one.case)
    return t["state_lukket"].format(why=one.closed_because) if one.state == "lukket" else ""
