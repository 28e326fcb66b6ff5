"""*Min side*: what waits for a person, overdue first, and what they have been told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.my_page_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, words_in


@dataclass(frozen=True, slots=True)
class WaitingFact:
    """`kind`: a word of the table, after `kind_`. `task`: its number, where it can be ended here."""

    kind: str
    title: str
    link: str
    deadline: date | None
    task: int = 0
    serial: int = 0


@dataclass(frozen=True, slots=True)
class OverdueFact:
    """What somebody else should have done. `who`: an account, or the role whose turn it is."""

    kind: str
    title: str
    link: str
    deadline: date
    who: str


@dataclass(frozen=True, slots=True)
class ToldFact:
    subject: Text
    body: Text
    link: str
    day: date
    is_new: bool
    is_undelivered: bool


@dataclass(frozen=True, slots=True)
class WaitingLine:
    kind: str
    title: str
    link: str
    due: str
    is_over: bool
    task: int
    serial: int


@dataclass(frozen=True, slots=True)
class OverdueLine:
    kind: str
    title: str
    link: str
    due: str
    who: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    subject: str
    body: str
    link: str
    day: str
    is_new: bool
    is_undelivered: bool


@dataclass(frozen=True, slots=True)
class MyPage:
    t: Words
    waiting: tuple[WaitingLine, ...]
    told: tuple[ToldLine, ...]
    overdue: tuple[OverdueLine, ...]

    @property
    def has_news(self) -> bool:
        return any(line.is_new for line in self.told)


def build_my_page(
    waiting: Sequence[WaitingFact],
    told: Sequence[ToldFact],
    today: date,
    lang: Lang,
    *,
    overdue: Sequence[OverdueFact] = (),
) -> MyPage:
    t = words_in(TEXTS, lang)
    # What has passed has the earliest days, and so comes first
    ordered = sorted(waiting, key=lambda one: (one.deadline or date.max, one.title))
    return MyPage(
        t=t,
        waiting=tuple(_waiting(one, today, t, lang) for one in ordered),
        told=tuple(_told(one, lang) for one in told),
        overdue=tuple(
            OverdueLine(
                kind=t[f"kind_{one.kind}"],
                title=one.title,
                link=one.link,
                due=due_text(one.deadline, today, t, lang),
                who=t["with"].format(who=one.who),
            )
            for one in sorted(overdue, key=lambda one: (one.deadline, one.title))
        ),
    )


def due_text(deadline: date | None, today: date, t: Words, lang: Lang) -> str:
    if deadline is None:
        return t["no_deadline"]
    day, late = date_text(deadline, lang, short=True), (today - deadline).days
    if late > 0:
        return t["over_one" if late == 1 else "over"].format(day=day, count=late)
    return t["today"] if late == 0 else day


def _waiting(one: WaitingFact, today: date, t: Words, lang: Lang) -> WaitingLine:
    return WaitingLine(
        kind=t[f"kind_{one.kind}"],
        title=one.title,
        link=one.link,
        due=due_text(one.deadline, today, t, lang),
        is_over=one.deadline is not None and one.deadline < today,
        task=one.task,
        serial=one.serial,
    )


def _told(one: ToldFact, lang: Lang) -> ToldLine:
    return ToldLine(
        subject=one.subject.in_(lang),
        body=one.body.in_(lang),
        link=one.link,
        day=date_text(one.day, lang, short=True),
        is_new=one.is_new,
        is_undelivered=one.is_undelivered,
    )
