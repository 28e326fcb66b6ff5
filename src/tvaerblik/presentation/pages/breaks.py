"""Breaks in data: those that somebody wrote down, key switches that deliveries show, and phases decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.breaks_texts import KINDS, TEXTS
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release

LANGUAGES: tuple[Lang, Lang] = ("da", "en")


@dataclass(frozen=True, slots=True)
class SwitchFacts:
    """A unit's rows of a table that went over to new keys on a day."""

    source: str
    table: str
    unit: str
    day: date


@dataclass(frozen=True, slots=True)
class BreakLine:
    day: str
    is_to_come: bool
    source: str
    place: str
    kind: str
    text: str
    indicators: tuple[tuple[str, str], ...]  # id, title


@dataclass(frozen=True, slots=True)
class Breaks:
    t: Words
    lines: tuple[BreakLine, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What somebody tells of. `text` is of both languages, so that equal ones are one."""

    day: date
    unit: str | None
    kind: str
    text: Text

    def is_seen_in(self, switch: SwitchFacts) -> bool:
        """Written down for a month and shown by that month's deliveries, it is one event."""
        months = {(day.year, day.month) for day in (self.day, switch.day)}
        return self.kind == "break" and self.unit == switch.unit and len(months) == 1


@dataclass(frozen=True, slots=True)
class _Event:
    found: _Found
    sources: tuple[str, ...]
    concerned: tuple[IndicatorCard, ...]
    seen_on: date | None = None  # from when deliveries show it, where somebody wrote it down


def build_breaks(
    release: Release | None,
    switches: Sequence[SwitchFacts],
    titles: Mapping[str, str],
    *,
    today: date,
    lang: Lang,
) -> Breaks:
    """`titles`: of sources, by name."""
    t = words_in(TEXTS, lang)
    cards = release.indicators() if release else ()
    names = {one.id: one.name.in_(lang) for one in release.units()} if release else {}
    written = [_written(found, of, switches) for found, of in _told(cards).items()]
    events = [*written, *_unwritten(switches, written, cards)]
    events.sort(key=lambda one: (one.found.day, one.found.unit or ""), reverse=True)
    lines = [_line(one, names, titles, t, today=today, lang=lang) for one in events]
    return Breaks(t, tuple(_together(lines)))


def _told(cards: Sequence[IndicatorCard]) -> dict[_Found, list[IndicatorCard]]:
    found: dict[_Found, list[IndicatorCard]] = {}
    for card in cards:
        for one in _of(card):
            found.setdefault(one, []).append(card)
    return found


def _of(card: IndicatorCard) -> Iterator[_Found]:
    for note in card.annotations:
        if note.kind == "break":
            yield _Found(note.date, note.unit, "break", note.text)
    for phase in card.phases:
        da, en = (
            TEXTS["phase_by"]
            .in_(lang)
            .format(reason=phase.reason.in_(lang), by=phase.by, on=date_text(phase.on, lang))
            for lang in LANGUAGES
        )
        yield _Found(phase.from_, phase.unit, "phase", Text(da, en))


def _written(
    found: _Found, cards: Sequence[IndicatorCard], switches: Sequence[SwitchFacts]
) -> _Event:
    """Of a break that several indicators have, the source is the one they share."""
    named = [{source.name for source in card.sources} for card in cards]
    sources = set.intersection(*named) or set().union(*named)
    seen = [one.day for one in switches if one.source in sources and found.is_seen_in(one)]
    return _Event(found, tuple(sorted(sources)), tuple(cards), min(seen, default=None))


def _unwritten(
    switches: Sequence[SwitchFacts], written: Sequence[_Event], cards: Sequence[IndicatorCard]
) -> Iterator[_Event]:
    for one in switches:
        if any(one.source in told.sources and told.found.is_seen_in(one) for told in written):
            continue
        concerned = [card for card in cards if any(c.table == one.table for c in card.coverage)]
        found = _Found(one.day, one.unit, "keys", TEXTS["keys_alone"])
        yield _Event(found, (one.source,), tuple(concerned))


def _line(
    event: _Event,
    names: Mapping[str, str],
    titles: Mapping[str, str],
    t: Words,
    *,
    today: date,
    lang: Lang,
) -> BreakLine:
    found = event.found
    text = found.text.in_(lang)
    if event.seen_on:
        text = f"{text} {t['keys_seen'].format(day=date_text(event.seen_on, lang))}"
    return BreakLine(
        day=date_text(found.day, lang, short=True),
        is_to_come=found.day > today,
        source=", ".join(titles.get(name, name) for name in event.sources),
        place=names.get(found.unit, found.unit) if found.unit else t["everywhere"],
        kind=KINDS[found.kind].in_(lang),
        text=text,
        indicators=tuple((card.id, card.short_title.in_(lang)) for card in event.concerned),
    )


def _together(lines: Sequence[BreakLine]) -> Iterator[BreakLine]:
    """What happened in several places on one day is one line."""
    places: dict[BreakLine, list[str]] = {}
    for line in lines:
        places.setdefault(replace(line, place=""), []).append(line.place)
    for line, found in places.items():
        yield replace(line, place=", ".join(sorted(found, key=alphabetical)))
