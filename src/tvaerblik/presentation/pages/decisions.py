"""The decision log: what forums have said of the wishes, meeting by meeting; or one case's whole log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.bruttoliste_texts import TEXTS
from tvaerblik.presentation.pages.case_facts import BodyName, EntryFacts
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.places import Choice, alphabetical
from tvaerblik.presentation.pages.query import Chooser
from tvaerblik.presentation.pages.words_of_pages import Words, words_in

COUNTED = {"n": "beslutning", "none": "uden_beslutning", "off": "aflyst"}


@dataclass(frozen=True, slots=True)
class SaidOf:
    """A case that something was said of; `mark` tells that it was left out, or its priority."""

    number: str
    title: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    kind: str
    text: str
    instead: str
    counts_from: str
    cases: tuple[SaidOf, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """`id` is part of an address: the forum's and the day's."""

    id: str
    heading: str
    forum: str
    is_coming: bool
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    t: Words
    title: str
    sentence: str
    choosers: tuple[Chooser, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    when: str
    what: str
    forum: str
    forum_id: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseLogPage:
    t: Words
    title: str
    number: str
    lines: tuple[LogLine, ...]


def build_log(
    entries: Sequence[EntryFacts], *, forum: str = "", today: date, lang: Lang
) -> LogPage:
    """Of those entries that name a forum. The newest meeting first; one without a day by the day from
    which it counted."""
    teller = _Teller(today, lang)
    of_forums = [entry for entry in entries if entry.body is not None]
    chosen = [entry for entry in of_forums if not forum or _id(entry) == forum]
    meetings = tuple(teller.meetings(chosen))
    counts = {
        name: len({_meeting(entry) for entry in chosen if entry.kind == kind})
        for name, kind in COUNTED.items()
    }
    return LogPage(
        t=teller.t,
        title=teller.t["log_title"],
        sentence=teller.t["log_sentence"].format(**counts) if chosen else teller.t["log_none"],
        choosers=(_forums(of_forums, forum, teller.t, lang),),
        meetings=meetings,
    )


def build_case_log(
    entries: Sequence[EntryFacts], number: str, title: str, *, today: date, lang: Lang
) -> CaseLogPage:
    """All that may be told of one case, the newest first."""
    teller = _Teller(today, lang)
    heading = teller.t["log_of_case"].format(number=number, title=title)
    lines = tuple(map(teller.line, reversed(entries)))
    return CaseLogPage(teller.t, heading, number, lines)


def _id(entry: EntryFacts) -> str:
    return entry.body.id if entry.body else ""


def _when(entry: EntryFacts) -> date:
    return entry.meeting_on or entry.on


def _meeting(entry: EntryFacts) -> tuple[str, date, str, str]:
    return _id(entry), _when(entry), entry.kind, entry.text


def _forums(entries: Sequence[EntryFacts], chosen: str, t: Words, lang: Lang) -> Chooser:
    named = {entry.body.id: entry.body.name.in_(lang) for entry in entries if entry.body}
    choices = [
        Choice(id_, name, id_ == chosen)
        for id_, name in sorted(named.items(), key=lambda pair: alphabetical(pair[1]))
    ]
    return Chooser("forum", t["forum"], (Choice("", t["all_of_them"], not chosen), *choices))


class _Teller:
    def __init__(self, today: date, lang: Lang) -> None:
        self.today, self.lang = today, lang
        self.t, self.of_cases = words_in(TEXTS, lang), words_in(OF_CASES, lang)

    def meetings(self, entries: Sequence[EntryFacts]) -> Iterator[Meeting]:
        def key(entry: EntryFacts) -> tuple[date, str, bool]:
            return _when(entry), _id(entry), entry.meeting_on is not None

        ordered = sorted(entries, key=key, reverse=True)
        for (day, forum, is_known), group in groupby(ordered, key=key):
            of_meeting = list(group)
            body = of_meeting[0].body
            yield Meeting(
                id=f"{forum}-{day.isoformat()}" + ("" if is_known else "-uden-dato"),
                heading=self._heading(body, day if is_known else None),
                forum=forum,
                is_coming=is_known and day > self.today,
                said=tuple(self._said(of_meeting)),
            )

    def _heading(self, body: BodyName | None, day: date | None) -> str:
        name = body.name.in_(self.lang) if body else ""
        if day is None:
            return self.t["day_unknown"].format(forum=name)
        return self.t["of_meeting"].format(forum=name, day=date_text(day, self.lang))

    def _said(self, entries: Sequence[EntryFacts]) -> Iterator[Said]:
        """The same words of several cases stand once."""
        together: dict[tuple[str, str, date], list[EntryFacts]] = {}
        for entry in entries:
            together.setdefault((entry.kind, entry.text, entry.on), []).append(entry)
        for (kind, text, on), same in together.items():
            yield Said(
                kind=self.of_cases[f"entry_{kind}"],
                text=text,
                instead=self._instead(same[0]),
                counts_from=""
                if on == same[0].meeting_on
                else self.t["written_of"].format(day=date_text(on, self.lang)),
                cases=tuple(map(self._of, sorted(same, key=lambda one: one.case))),
            )

    def _of(self, entry: EntryFacts) -> SaidOf:
        marks = [self.t["excepted"]] if entry.excepted else []
        if entry.priority:
            marks.append(self.t["priority"].format(n=entry.priority))
        if entry.to:
            marks.append(self.of_cases[entry.to])
        return SaidOf(entry.case, entry.title, tuple(marks))

    def _instead(self, entry: EntryFacts) -> str:
        if entry.asked_instead is None:
            return ""
        return self.t["asked_instead"].format(forum=entry.asked_instead.name.in_(self.lang))

    def line(self, entry: EntryFacts) -> LogLine:
        what = self.of_cases[f"entry_{entry.kind}"]
        marks = ", ".join(self._of(entry).marks)
        forum = self._heading(entry.body, entry.meeting_on) if entry.body else ""
        return LogLine(
            when=date_text(entry.on, self.lang),
            what=f"{what}: {marks}" if marks else what,
            forum=forum,
            forum_id=_id(entry),
            text=" ".join(filter(None, (entry.text, self._instead(entry)))),
        )
