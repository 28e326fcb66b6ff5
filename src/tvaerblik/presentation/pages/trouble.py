"""Known trouble: what is wrong now, what was solved, and what was written on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.trouble_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in
from tvaerblik.release.reader import Release


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """What was told from a day on."""

    on: date
    text: Text
    expected: date | None
    solved_on: date | None


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """`told`: the oldest first; the last is what stands there now."""

    id: int
    source: Text
    since: date
    text: Text
    expected: date | None
    solved_on: date | None
    indicators: tuple[str, ...]
    told: tuple[ToldFacts, ...]

    def open_on(self, day: date) -> bool:
        return self.since <= day and (self.solved_on is None or day < self.solved_on)


@dataclass(frozen=True, slots=True)
class ToldLine:
    day: str
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class KnownLine:
    id: int
    source: str
    text: str
    when: str
    touches: str
    indicators: tuple[tuple[str, str], ...]
    log_heading: str
    log: tuple[ToldLine, ...]


@dataclass(frozen=True, slots=True)
class TroublePage:
    t: Words
    open: tuple[KnownLine, ...]
    past: tuple[KnownLine, ...]


def build_trouble(
    facts: Sequence[KnownFacts], release: Release | None, *, today: date, lang: Lang
) -> TroublePage:
    t = words_in(TEXTS, lang)
    titles = {one.id: one.title.in_(lang) for one in release.indicators()} if release else {}
    lines = [(one.open_on(today), _line(one, titles, t, today, lang)) for one in facts]
    return TroublePage(
        t=t,
        open=tuple(line for is_open, line in lines if is_open),
        past=tuple(line for is_open, line in lines if not is_open),
    )


def _line(one: KnownFacts, titles: dict[str, str], t: Words, today: date, lang: Lang) -> KnownLine:
    n = len(one.told)
    known = tuple((id_, titles[id_]) for id_ in one.indicators if id_ in titles)
    unknown = [id_ for id_ in one.indicators if id_ not in titles]
    since = t["since"].format(day=date_text(one.since, lang))
    touches = t["touches"].format(indicators=join_words(unknown, lang)) if unknown else ""
    return KnownLine(
        id=one.id,
        source=one.source.in_(lang),
        text=one.text.in_(lang),
        when=", ".join(filter(None, (since, _ending(one.expected, one.solved_on, t, today, lang)))),
        touches=touches if one.indicators else t["touches_all"],
        indicators=known,
        log_heading=t["log_one"] if n == 1 else t["log"].format(n=n),
        log=tuple(_told(each, t, lang) for each in one.told),
    )


def _told(one: ToldFacts, t: Words, lang: Lang) -> ToldLine:
    """As it was said then: a promise is not measured against today."""
    ending = _ending(one.expected, one.solved_on, t, one.on, lang)
    return ToldLine(date_text(one.on, lang), one.text.in_(lang), ending)


def _ending(
    expected: date | None, solved_on: date | None, t: Words, today: date, lang: Lang
) -> str:
    if solved_on is not None:
        return t["solved"].format(day=date_text(solved_on, lang))
    if expected is None:
        return ""
    return t["overdue" if expected < today else "expected"].format(day=date_text(expected, lang))
