"""*Fora*: the bodies of a day by the places they speak for, and one of them with who sits in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.case_facts import EntryFacts
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.decisions import Meeting, build_log
from tvaerblik.presentation.pages.fora_texts import TEXTS
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.words_of_pages import Words, words_in

# Of a cluster's forums the one that decides last stands first
LEVELS = ("politisk", "direktoer", "chef", "drift", "")
_KINDS_OF_UNITS = ("region", "sundhedsklynge", "sundhedsraad", "municipality")
SUBSTITUTE = "stedfortraeder"
_ORDER = ("formand", "naestformand", "medlem", SUBSTITUTE, "sekretaer", "observatoer")


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """`units` and `above` by their ids."""

    id: str
    name: Text
    kind: str
    level: str
    units: tuple[str, ...]
    above: str
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return _holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """Who sits in a body: by the account's name, since it has no other. `key` tells seats apart."""

    key: int
    body: str
    account: str
    capacity: str
    instead_of: str
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return _holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class UnitName:
    id: str
    kind: str
    name: Text


@dataclass(frozen=True, slots=True)
class BodyLine:
    id: str
    name: str
    kind: str
    level: str
    members: int
    holds: str


@dataclass(frozen=True, slots=True)
class BodyGroup:
    id: str
    heading: str
    lines: tuple[BodyLine, ...]


@dataclass(frozen=True, slots=True)
class BodiesPage:
    t: Words
    title: str
    day: date
    is_today: bool
    remark: str
    sentence: str
    groups: tuple[BodyGroup, ...]
    later: tuple[BodyLine, ...]
    ended: tuple[BodyLine, ...]


@dataclass(frozen=True, slots=True)
class SeatLine:
    key: int
    account: str
    capacity: str
    instead_of: str
    holds: str
    end_label: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    t: Words
    id: str
    title: str
    day: date
    is_today: bool
    remark: str
    kind: str
    level: str
    units: tuple[str, ...]
    holds: str
    above: tuple[BodyLine, ...]
    below: tuple[BodyLine, ...]
    sentence: str
    seats: tuple[SeatLine, ...]
    other_seats: tuple[SeatLine, ...]
    meetings: tuple[Meeting, ...]
    of_log: Words


@dataclass(frozen=True, slots=True)
class Day:
    """The day asked for; `asked` is what was typed where that is none."""

    day: date
    today: date
    asked: str = ""

    @property
    def is_today(self) -> bool:
        return self.day == self.today


def read_day(text: str, today: date) -> Day:
    """Days to come too: what begins in 2027 is known already."""
    try:
        return Day(date.fromisoformat(text.strip()) if text.strip() else today, today)
    except ValueError:
        return Day(today, today, text.strip())


def build_bodies(
    bodies: Sequence[BodyFacts],
    seats: Sequence[SeatFacts],
    units: Mapping[str, UnitName],
    asked: Day,
    lang: Lang,
) -> BodiesPage:
    teller = _Teller(bodies, seats, units, asked.day, lang)
    there = [body for body in bodies if body.holds_on(asked.day)]
    later = [body for body in bodies if body.valid_from and body.valid_from > asked.day]
    ended = [body for body in bodies if body not in there and body not in later]
    key = "sentence_today" if asked.is_today else "sentence_then"
    return BodiesPage(
        t=teller.t,
        title=teller.t["title"],
        day=asked.day,
        is_today=asked.is_today,
        remark=_remark(asked, teller.t),
        sentence=teller.t[key].format(
            day=date_text(asked.day, lang),
            n=len(there),
            members=sum(teller.members(body) for body in there),
            later=len(later),
            ended=len(ended),
        ),
        groups=tuple(teller.groups(there)),
        later=teller.lines(later),
        ended=teller.lines(ended),
    )


def build_body(
    id_: str,
    bodies: Sequence[BodyFacts],
    seats: Sequence[SeatFacts],
    units: Mapping[str, UnitName],
    entries: Sequence[EntryFacts],
    asked: Day,
    lang: Lang,
) -> BodyPage:
    """`entries`: what the cases' logs tell of it, of any day."""
    teller = _Teller(bodies, seats, units, asked.day, lang)
    body = next(one for one in bodies if one.id == id_)
    own = [seat for seat in seats if seat.body == id_]
    now = [seat for seat in own if seat.holds_on(asked.day)]
    there = [one for one in bodies if one.holds_on(asked.day)]
    log = build_log(entries, today=asked.today, lang=lang)
    return BodyPage(
        t=teller.t,
        id=id_,
        title=body.name.in_(lang),
        day=asked.day,
        is_today=asked.is_today,
        remark=_remark(asked, teller.t),
        kind=teller.of_cases[f"body_{body.kind}"],
        level=teller.of_cases[f"level_{body.level}"] if body.level else "",
        units=tuple(teller.unit(unit) for unit in body.units),
        holds=teller.holds(body.valid_from, body.valid_to),
        above=teller.lines([one for one in there if one.id == body.above]),
        below=teller.lines([one for one in there if one.above == id_]),
        sentence=teller.sentence_of(body, now),
        seats=teller.seats(now),
        other_seats=teller.seats([seat for seat in own if seat not in now]),
        meetings=log.meetings,
        of_log=log.t,
    )


def _holds(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day < end)


def _remark(asked: Day, t: Words) -> str:
    return t["not_a_day"].format(asked=asked.asked) if asked.asked else ""


class _Teller:
    def __init__(
        self,
        bodies: Sequence[BodyFacts],
        seats: Sequence[SeatFacts],
        units: Mapping[str, UnitName],
        day: date,
        lang: Lang,
    ) -> None:
        self.known, self.units, self.day, self.lang = seats, units, day, lang
        self.t, self.of_cases = words_in(TEXTS, lang), words_in(OF_CASES, lang)

    def groups(self, bodies: Sequence[BodyFacts]) -> Iterator[BodyGroup]:
        """The region first, then its clusters and councils; what speaks for no place last."""
        for unit in sorted({unit for body in bodies for unit in body.units}, key=self._place):
            of_unit = [body for body in bodies if unit in body.units]
            yield BodyGroup(unit, self.unit(unit), self.lines(of_unit))
        others = [body for body in bodies if not body.units]
        if others:
            yield BodyGroup("andre", self.t["no_unit"], self.lines(others))

    def _place(self, unit: str) -> tuple[int, str]:
        kind = self.units[unit].kind if unit in self.units else ""
        known = kind in _KINDS_OF_UNITS
        return (_KINDS_OF_UNITS.index(kind) if known else len(_KINDS_OF_UNITS)), self.unit(unit)

    def unit(self, id_: str) -> str:
        return self.units[id_].name.in_(self.lang) if id_ in self.units else id_

    def lines(self, bodies: Sequence[BodyFacts]) -> tuple[BodyLine, ...]:
        ordered = sorted(bodies, key=self._order)
        return tuple(map(self._line, ordered))

    def _order(self, body: BodyFacts) -> tuple[int, str, str]:
        # A cluster's ladder before what stands beside it
        return LEVELS.index(body.level), body.kind, alphabetical(body.name.in_(self.lang))

    def _line(self, body: BodyFacts) -> BodyLine:
        kind = self.of_cases[f"body_{body.kind}"]
        return BodyLine(
            id=body.id,
            name=body.name.in_(self.lang),
            kind=kind,
            level=self.of_cases[f"level_{body.level}"] if body.level else kind,
            members=self.members(body),
            holds=self.holds(body.valid_from, body.valid_to),
        )

    def members(self, body: BodyFacts) -> int:
        return sum(seat.body == body.id and seat.holds_on(self.day) for seat in self.known)

    def holds(self, start: date | None, end: date | None) -> str:
        first, last = (date_text(day, self.lang, short=True) if day else "" for day in (start, end))
        if first and last:
            return self.t["from_until"].format(start=first, end=last)
        if last:
            return self.t["until"].format(end=last)
        return self.t["from"].format(start=first) if first else self.t["always"]

    def sentence_of(self, body: BodyFacts, seats: Sequence[SeatFacts]) -> str:
        day = date_text(self.day, self.lang)
        if not body.holds_on(self.day):
            return self.t["not_then"].format(day=day)
        if not seats:
            return self.t["no_members"].format(day=day)
        substitutes = sum(seat.capacity == SUBSTITUTE for seat in seats)
        return self.t["members_sentence"].format(
            n=len(seats) - substitutes, substitutes=substitutes, day=day
        )

    def seats(self, seats: Sequence[SeatFacts]) -> tuple[SeatLine, ...]:
        ordered = sorted(seats, key=lambda seat: (_ORDER.index(seat.capacity), seat.account))
        return tuple(map(self._seat, ordered))

    def _seat(self, seat: SeatFacts) -> SeatLine:
        anybody = self.t["anybody"] if seat.capacity == SUBSTITUTE else ""
        return SeatLine(
            key=seat.key,
            account=seat.account,
            capacity=self.of_cases[f"capacity_{seat.capacity}"],
            instead_of=seat.instead_of or anybody,
            holds=self.holds(seat.valid_from, seat.valid_to),
            end_label=self.t["end_of"].format(name=seat.account),
        )
