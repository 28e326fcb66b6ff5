"""What is told of a saved view: when it was kept, what it answers from now, and what has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.explore import heading_of
from tvaerblik.presentation.pages.explore_query import Asked
from tvaerblik.presentation.pages.explore_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.reader import Release

# As in the row that a view is kept in
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SavedFacts:
    """A saved view as it was kept. `definitions`: of each indicator its version and titles then."""

    id: str
    name: str
    release: str
    saved_on: date
    definitions: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class SavedLine:
    id: str
    name: str
    saved: str


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One's own saved views, and the one about to be saved."""

    t: Words
    lines: tuple[SavedLine, ...]
    question: str  # empty where there is nothing to save
    suggestion: str
    hint: str
    longest: int


def build_saved(
    release: Release | None, saved: tuple[SavedFacts, ...], asked: Asked, lang: Lang
) -> SavedPage:
    t = words_in(TEXTS, lang)
    heading = heading_of(release, asked, lang) if release and not asked.is_empty else ""
    return SavedPage(
        t=t,
        lines=tuple(
            SavedLine(one.id, one.name, t["saved_on"].format(day=date_text(one.saved_on, lang)))
            for one in saved
        ),
        question=asked.address if heading else "",
        suggestion=heading[:LONGEST_NAME],
        hint=t["saved_name_hint"].format(n=LONGEST_NAME),
        longest=LONGEST_NAME,
    )


def told_of(saved: SavedFacts, release: Release, lang: Lang) -> tuple[str, ...]:
    """From which release it answers, and what has happened to its indicators since."""
    return tuple(_told(saved, release, words_in(TEXTS, lang), lang))


def _told(saved: SavedFacts, release: Release, t: Words, lang: Lang) -> Iterator[str]:
    key = "saved_same_release" if saved.release == release.id else "saved_other_release"
    day = date_text(saved.saved_on, lang)
    yield t[key].format(day=day, then=saved.release, now=release.id)
    now = {card.id: card for card in release.indicators()}
    for indicator, then in saved.definitions.items():
        if indicator not in now:
            yield t["saved_gone"].format(title=then[lang])
        elif now[indicator].version != then["version"]:
            title = now[indicator].short_title.in_(lang)
            yield t["saved_changed"].format(
                title=title, then=then["version"], now=now[indicator].version
            )


def definitions_of(release: Release, asked: Asked) -> dict[str, dict[str, str]]:
    """What to keep of the indicators that were asked for and are there."""
    return {
        card.id: {
            "version": card.version,
            "da": card.short_title.da,
            "en": card.short_title.en,
        }
        for card in release.indicators()
        if card.id in asked.indicators
    }
