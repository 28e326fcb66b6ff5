"""A hearing with its answers in one place, the silent among them; and the list of hearings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.hearings_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

POSITIONS = ("enig", "bemaerkning", "uenig", "ingen")


@dataclass(frozen=True, slots=True)
class AnswerFact:
    by: str
    position: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeatFact:
    """`answers`: the oldest first. `can_answer`: whether the reader may, now."""

    id: int
    member: str
    body: str
    stand_ins: tuple[str, ...]
    answers: tuple[AnswerFact, ...]
    can_answer: bool = False
    is_readers: bool = False


@dataclass(frozen=True, slots=True)
class HearingFact:
    id: int
    title: str
    question: str
    case: str
    owner: str
    deadline: date
    summary: str
    closed_on: date | None
    closed_by: str
    serial: int
    seats: tuple[SeatFact, ...]
    can_close: bool = False


@dataclass(frozen=True, slots=True)
class AnswerLine:
    position: str
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class SeatLine:
    """Of a silent seat `answer` is None and `silent` says so."""

    who: str
    body: str
    substitutes: str
    answer: AnswerLine | None
    silent: str
    earlier: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class AnswerForm:
    seat: int
    heading: str
    seen: int
    is_again: bool
    position: str = ""
    text: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class HearingPage:
    t: Words
    fact: HearingFact
    state: str
    answered: str
    owned: str
    of_case: str
    lines: tuple[SeatLine, ...]
    forms: tuple[AnswerForm, ...]
    tally: tuple[tuple[str, int], ...]
    positions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListedHearing:
    id: int
    title: str
    state: str
    answered: str


def build_hearing(fact: HearingFact, today: date, lang: Lang) -> HearingPage:
    t = words_in(TEXTS, lang)
    newest = [seat.answers[-1] for seat in fact.seats if seat.answers]
    counts = [(t[name], sum(one.position == name for one in newest)) for name in POSITIONS]
    silent = len(fact.seats) - len(newest)
    is_over = fact.closed_on is not None or today > fact.deadline
    silence = t["was_silent" if is_over else "silent"]
    return HearingPage(
        t=t,
        fact=fact,
        state=state_of(fact, today, t, lang),
        answered=answered_of(fact, t),
        owned=t["owner"].format(who=fact.owner),
        of_case=t["of_case"].format(number=fact.case) if fact.case else "",
        lines=tuple(_line(seat, silence, t, lang) for seat in fact.seats),
        forms=tuple(_form(seat, t) for seat in fact.seats if seat.can_answer),
        tally=(*counts, (silence, silent)),
        positions=tuple((name, t[name]) for name in POSITIONS),
    )


def with_what_was_typed(
    page: HearingPage, seat: int, *, position: str, text: str, error: str
) -> HearingPage:
    """The form of that seat as it was sent, with what was wrong."""
    forms = tuple(
        replace(form, position=position, text=text, error=error) if form.seat == seat else form
        for form in page.forms
    )
    return replace(page, forms=forms)


def list_hearings(
    facts: Sequence[HearingFact], today: date, lang: Lang
) -> tuple[ListedHearing, ...]:
    t = words_in(TEXTS, lang)
    return tuple(
        ListedHearing(one.id, one.title, state_of(one, today, t, lang), answered_of(one, t))
        for one in facts
    )


def state_of(fact: HearingFact, today: date, t: Words, lang: Lang) -> str:
    if fact.closed_on is not None:
        day = date_text(fact.closed_on, lang)
        return t["closed_on"].format(day=day, who=fact.closed_by)
    key = "awaits_summary" if today > fact.deadline else "open_until"
    return t[key].format(day=date_text(fact.deadline, lang))


def answered_of(fact: HearingFact, t: Words) -> str:
    count = sum(bool(seat.answers) for seat in fact.seats)
    return t["answered"].format(count=count, asked=len(fact.seats))


def _form(seat: SeatFact, t: Words) -> AnswerForm:
    heading = t["your_answer"] if seat.is_readers else t["answer_for"].format(who=seat.member)
    heading = f"{heading} ({seat.body})" if seat.body else heading
    return AnswerForm(seat.id, heading, len(seat.answers), bool(seat.answers))


def _line(seat: SeatFact, silence: str, t: Words, lang: Lang) -> SeatLine:
    told = [_answer(one, seat.member, t, lang) for one in seat.answers]
    named = join_words(list(seat.stand_ins), lang)
    return SeatLine(
        who=seat.member,
        body=seat.body,
        substitutes=t["substitutes"].format(who=named) if named else "",
        answer=told[-1] if told else None,
        silent="" if told else silence,
        earlier=tuple(reversed(told[:-1])),
    )


def _answer(one: AnswerFact, member: str, t: Words, lang: Lang) -> AnswerLine:
    day = date_text(one.at.date(), lang, short=True)
    other = "" if one.by == member else f", {t['by_other'].format(who=one.by)}"
    return AnswerLine(t[one.position], one.text, f"{day}{other}")
