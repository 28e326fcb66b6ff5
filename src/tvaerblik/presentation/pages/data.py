"""The page *Data*: sources, deliveries and trouble, from what was reported of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import EN_DASH, Lang, date_text, number_text
from tvaerblik.presentation.pages.breaks import Breaks, SwitchFacts, build_breaks
from tvaerblik.presentation.pages.coverage import (
    Asked,
    Coverage,
    Places,
    WindowFacts,
    build_coverage,
)
from tvaerblik.presentation.pages.data_texts import REASONS, TEXTS
from tvaerblik.presentation.pages.names import name_in
from tvaerblik.presentation.pages.places import Choice, alphabetical
from tvaerblik.presentation.pages.set_aside import AsideTable, build_set_aside
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.reader import Release

Count = int | str  # a number, or `<5`
# A year of monthly deliveries is read through; the older ones are looked up.
NEWEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """A delivery as it was reported. `covers` has the first day and the first day not covered."""

    id: str
    published: date
    received: date
    state: str
    rows: Mapping[str, Count]
    set_aside: Mapping[str, Count]
    unlinked: Count
    covers: tuple[date | None, date | None]
    remarks: tuple[Text, ...]
    override_by: str = ""
    override_reason: str = ""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    name: str
    title: Text
    synthetic: bool
    already_public: bool
    newest_published: date | None
    covers: tuple[date | None, date | None]
    promise_days: int | None
    deliveries: tuple[DeliveryFacts, ...]
    restates: str = "window"  # or whole


@dataclass(frozen=True, slots=True)
class TroubleFacts:
    """`indicators`: those it touches; none: all of the source."""

    source: str
    text: Text
    since: date
    expected: date | None
    solved_on: date | None
    indicators: tuple[str, ...] = ()

    def open_on(self, day: date) -> bool:
        return self.since <= day and (self.solved_on is None or day < self.solved_on)


@dataclass(frozen=True, slots=True)
class Trouble:
    source: str
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    published: str
    received: str
    state: str
    is_held: bool
    covers: str
    rows: str
    set_aside: tuple[tuple[str, str], ...]
    unlinked: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    name: str
    title: str
    marks: tuple[str, ...]
    newest: str
    covers: str
    age: str
    promise: str
    is_late: bool
    accepted: int
    held: int
    superseded: int
    caption: str
    summary: str
    deliveries: tuple[DeliveryLine, ...]
    earlier: tuple[DeliveryLine, ...]
    earlier_summary: str
    earlier_caption: str


@dataclass(frozen=True, slots=True)
class DataPage:
    t: Words
    seen: tuple[tuple[str, str, str], ...]  # indicator, its title, what was seen
    troubles: tuple[Trouble, ...]
    past_troubles: tuple[Trouble, ...]
    sources: tuple[SourceLine, ...]
    chosen: "OneSource | None"
    breaks: Breaks


@dataclass(frozen=True, slots=True)
class OneSource:
    """What is told of one source at a time: there are too many deliveries to tell of all."""

    line: SourceLine
    choices: tuple[Choice, ...]
    coverage: Coverage
    set_aside: AsideTable | None
    aside_caption: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The source a reader asked for, with the windows of its deliveries, and the last month to show."""

    name: str
    windows: Sequence[WindowFacts] = ()
    until: date | None = None


def source_to_show(sources: Sequence[SourceFacts], wish: str, *, today: date) -> str:
    """The one asked for; else one that is held back, else one that is late, else the first by title.
    Raises NotKnown for one that there is not."""
    used = sorted(filter(_is_used, sources), key=lambda one: alphabetical(one.title.da))
    names = [one.name for one in used]
    if wish and wish not in names:
        raise NotKnown(_no_source(wish, names))
    held = [one.name for one in used if one.deliveries and _newest(one.deliveries).state == "held"]
    late = [one.name for one in used if _is_late(one, today)]
    return wish or next(iter((*held, *late, *names)), "")


def _no_source(wish: str, names: Sequence[str]) -> Problem:
    known = ", ".join(names)
    return Problem(
        "K-SOURCE-NAME",
        Text(f"Der er ingen kilde »{wish[:40]}«.", f"There is no source '{wish[:40]}'."),
        Text(f"Vælg en af: {known}.", f"Choose one of: {known}."),
    )


def build_data(
    sources: Sequence[SourceFacts],
    troubles: Sequence[TroubleFacts],
    release: Release | None = None,
    *,
    today: date,
    lang: Lang,
    chosen: Chosen | None = None,
    switches: Sequence[SwitchFacts] = (),
) -> DataPage:
    """`release` has what was seen in the data when its figures were computed."""
    t = words_in(TEXTS, lang)
    titles = {source.name: source.title.in_(lang) for source in sources}
    told = [(one.open_on(today), _trouble(one, titles, t, lang)) for one in troubles]
    return DataPage(
        t=t,
        seen=tuple(_seen(release, lang)) if release else (),
        troubles=tuple(trouble for is_open, trouble in told if is_open),
        past_troubles=tuple(trouble for is_open, trouble in told if not is_open),
        sources=tuple(
            _source(source, t, today=today, lang=lang) for source in sources if _is_used(source)
        ),
        chosen=_chosen(sources, chosen, release, t, today=today, lang=lang),
        breaks=build_breaks(release, switches, titles, today=today, lang=lang),
    )


def _chosen(
    sources: Sequence[SourceFacts],
    chosen: Chosen | None,
    release: Release | None,
    t: Words,
    *,
    today: date,
    lang: Lang,
) -> OneSource | None:
    found = next((one for one in sources if chosen and one.name == chosen.name), None)
    if chosen is None or found is None:
        return None
    title = found.title.in_(lang)
    asked = Asked(title, found.restates, found.promise_days, found.newest_published, chosen.until)
    choices = [
        Choice(one.name, one.title.in_(lang), one is found) for one in sources if _is_used(one)
    ]
    counts = [
        (one.published.year, {**one.set_aside, "unlinked_person": one.unlinked})
        for one in found.deliveries
    ]
    return OneSource(
        line=_source(found, t, today=today, lang=lang),
        choices=tuple(sorted(choices, key=lambda one: alphabetical(one.label))),
        coverage=build_coverage(
            chosen.windows, asked, _places(release, lang), today=today, lang=lang
        ),
        set_aside=build_set_aside(counts, t, lang),
        aside_caption=t["aside_caption"].format(source=title),
    )


def _places(release: Release | None, lang: Lang) -> Places | None:
    """The municipalities that have figures, and the smallest region or country that has them all."""
    units = [one for one in release.units() if one.has_figures] if release else []
    atoms = [(one.id, one.name.in_(lang)) for one in units if one.kind == "municipality"]
    if not atoms:
        return None
    inside = {unit for unit, _ in atoms}
    around = [
        one
        for one in units
        if one.kind in ("region", "country") and inside <= set(one.municipalities)
    ]
    around.sort(key=lambda one: len(one.municipalities))
    ordered = sorted(atoms, key=lambda one: alphabetical(one[1]))
    return Places(around[0].name.in_(lang) if around else "Danmark", tuple(ordered))


def _is_used(source: SourceFacts) -> bool:
    """A source that nobody promised and that never came stands in for another, or its series has ended."""
    return bool(source.deliveries) or source.promise_days is not None


def _seen(release: Release, lang: Lang) -> Iterator[tuple[str, str, str]]:
    for card in release.indicators():
        for warning in card.warnings:
            yield card.id, card.title.in_(lang), warning.text.in_(lang)


def notices_of(
    sources: Sequence[SourceFacts], troubles: Sequence[TroubleFacts], *, today: date, lang: Lang
) -> tuple[str, ...]:
    """What the overview says on top: known trouble, held deliveries, late sources."""
    t = words_in(TEXTS, lang)
    known = [one.text.in_(lang) for one in troubles if one.open_on(today)]
    held = [
        t["held_notice"].format(source=source.title.in_(lang))
        for source in sources
        if source.deliveries and _newest(source.deliveries).state == "held"
    ]
    late = [
        t["late_notice"].format(
            source=source.title.in_(lang),
            age=_age(source, t, today, lang),
            n=number_text(source.promise_days or 0, lang),
        )
        for source in sources
        if _is_late(source, today)
    ]
    return (*known, *held, *late)


def _newest(deliveries: Sequence[DeliveryFacts]) -> DeliveryFacts:
    return max(deliveries, key=lambda one: (one.published, one.received, one.id))


def _trouble(one: TroubleFacts, titles: Mapping[str, str], t: Words, lang: Lang) -> Trouble:
    when = [t["trouble_since"].format(day=date_text(one.since, lang))]
    if one.solved_on:
        when.append(t["trouble_solved"].format(day=date_text(one.solved_on, lang)))
    elif one.expected:
        when.append(t["trouble_expected"].format(day=date_text(one.expected, lang)))
    return Trouble(titles.get(one.source, one.source), one.text.in_(lang), ", ".join(when))


def _source(source: SourceFacts, t: Words, *, today: date, lang: Lang) -> SourceLine:
    title = source.title.in_(lang)
    ordered = _newest_first(source.deliveries)
    n, earlier = len(ordered), ordered[NEWEST_SHOWN:]
    states = [one.state for one in source.deliveries]
    return SourceLine(
        name=source.name,
        title=title,
        marks=_marks(source, t),
        newest=date_text(source.newest_published, lang) if source.newest_published else EN_DASH,
        covers=_span(source.covers, lang) or EN_DASH,
        age=_age(source, t, today, lang),
        promise=_promise(source, t, today, lang),
        is_late=_is_late(source, today),
        accepted=states.count("accepted"),
        held=states.count("held"),
        superseded=states.count("superseded"),
        caption=t["deliveries_caption"].format(source=title),
        summary=t["deliveries_open_one"] if n == 1 else t["deliveries_open"].format(n=n),
        deliveries=tuple(_delivery(one, t, lang) for one in ordered[:NEWEST_SHOWN]),
        earlier=tuple(_delivery(one, t, lang) for one in earlier),
        earlier_summary=t["earlier_open"].format(n=number_text(len(earlier), lang)),
        earlier_caption=t["earlier_caption"].format(source=title),
    )


def _newest_first(deliveries: Sequence[DeliveryFacts]) -> list[DeliveryFacts]:
    return sorted(deliveries, key=lambda one: (one.published, one.received, one.id), reverse=True)


def _marks(source: SourceFacts, t: Words) -> tuple[str, ...]:
    marks = {"synthetic": source.synthetic, "public": source.already_public}
    return tuple(t[mark] for mark, holds in marks.items() if holds)


def _days_old(source: SourceFacts, today: date) -> int | None:
    return (today - source.newest_published).days if source.newest_published else None


def _age(source: SourceFacts, t: Words, today: date, lang: Lang) -> str:
    days = _days_old(source, today)
    if days is None:
        return EN_DASH
    return t["age_one"] if days == 1 else t["age"].format(n=number_text(days, lang))


def _is_late(source: SourceFacts, today: date) -> bool:
    days = _days_old(source, today)
    return source.promise_days is not None and days is not None and days > source.promise_days


def _promise(source: SourceFacts, t: Words, today: date, lang: Lang) -> str:
    if source.promise_days is None:
        return ""
    key = "promise_broken" if _is_late(source, today) else "promise_kept"
    return t[key].format(n=number_text(source.promise_days, lang))


def _delivery(one: DeliveryFacts, t: Words, lang: Lang) -> DeliveryLine:
    remarks = [remark.in_(lang) for remark in one.remarks]
    if one.override_by:
        remarks.append(t["override"].format(by=one.override_by, reason=one.override_reason))
    return DeliveryLine(
        published=date_text(one.published, lang, short=True),
        received=date_text(one.received, lang, short=True),
        state=t[f"state_{one.state}"],
        is_held=one.state == "held",
        covers=_span(one.covers, lang, short=True),
        rows=_total(one.rows, t, lang),
        set_aside=tuple(
            (name_in(REASONS, reason, lang), _count(n, t, lang))
            for reason, n in one.set_aside.items()
            if n
        ),
        unlinked=_count(one.unlinked, t, lang),
        remarks=tuple(remarks),
    )


def _span(covers: tuple[date | None, date | None], lang: Lang, *, short: bool = False) -> str:
    """Both days included; what has no bound is left open."""
    start, end = covers
    if start is None and end is None:
        return ""
    first = date_text(start, lang, short=short) if start else ""
    last = date_text(end - timedelta(days=1), lang, short=short) if end else ""
    return f"{first} {EN_DASH} {last}".strip()


def _total(rows: Mapping[str, Count], t: Words, lang: Lang) -> str:
    """The sum, or each table by itself when one of them is too small to be told."""
    if all(isinstance(n, int) for n in rows.values()):
        return number_text(sum(int(n) for n in rows.values()), lang)
    return ", ".join(f"{table} {_count(n, t, lang)}" for table, n in rows.items())


def _count(n: Count, t: Words, lang: Lang) -> str:
    return number_text(n, lang) if isinstance(n, int) else t["count_few"]
