"""*Loggen*: rows of the audit log, newest first, with what narrows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.audit_texts import TEXTS
from tvaerblik.presentation.pages.places import Choice, alphabetical
from tvaerblik.presentation.pages.words_of_pages import Words, words_in

# Characters of a row that are read at a glance
BRIEF = 140


@dataclass(frozen=True, slots=True)
class AuditFact:
    """`at`: in local time. `link`: to what it concerns, where there is a page of it."""

    number: int
    at: datetime
    by: str
    role: str
    action: str
    subject: str
    detail: Mapping[str, Any]
    link: str = ""

    @property
    def area(self) -> str:
        return self.action.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader narrowed the log by; `remarks` tells of what could not be used."""

    who: str = ""
    area: str = ""
    subject: str = ""
    start: date | None = None
    end: date | None = None
    unread: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        return any((self.who, self.area, self.subject, self.start, self.end))


@dataclass(frozen=True, slots=True)
class AuditLine:
    """`brief`: what a row has to say where it says little, and else how that begins; `detail`: all of
    it, where it says more."""

    number: int
    at: str
    by: str
    role: str
    area: str
    action: str
    subject: str
    link: str
    brief: str
    detail: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AuditPage:
    t: Words
    sentence: str
    remarks: tuple[str, ...]
    areas: tuple[Choice, ...]
    lines: tuple[AuditLine, ...]


def read_asked(asked: Mapping[str, str]) -> Asked:
    (start, bad_start), (end, bad_end) = (_day(asked.get(name, "")) for name in ("fra", "til"))
    return Asked(
        who=asked.get("hvem", "").strip(),
        area=asked.get("omraade", ""),
        subject=asked.get("emne", "").strip(),
        start=start,
        end=end,
        unread=tuple(filter(None, (bad_start, bad_end))),
    )


def build_audit(
    facts: Sequence[AuditFact],
    areas: Sequence[str],
    asked: Asked,
    *,
    found: int,
    count: int,
    lang: Lang,
) -> AuditPage:
    """`areas`: those there are in the whole log. `found` of `count` rows fit; `facts` is a page of them."""
    t = words_in(TEXTS, lang)
    ordered = sorted(areas, key=lambda one: alphabetical(_area(one, t)))
    sentence = t["sentence_chosen" if asked.is_narrowed else "sentence"]
    return AuditPage(
        t=t,
        sentence=sentence.format(n=count, found=found),
        remarks=tuple(t["bad_day"].format(asked=one) for one in asked.unread),
        areas=(
            Choice("", t["all"], not asked.area),
            *(Choice(one, _area(one, t), one == asked.area) for one in ordered),
        ),
        lines=tuple(_line(one, t, lang) for one in facts),
    )


def whole_sentence(count: int, at: datetime, lang: Lang) -> str:
    words = TEXTS["whole"].in_(lang)
    return words.format(n=count, day=date_text(at.date(), lang), time=f"{at:%H.%M}")


def _line(fact: AuditFact, t: Words, lang: Lang) -> AuditLine:
    detail = tuple((name, _told(value, t)) for name, value in fact.detail.items())
    told = "; ".join(f"{name}: {value}" for name, value in detail)
    is_long = len(told) > BRIEF
    return AuditLine(
        number=fact.number,
        at=f"{date_text(fact.at.date(), lang, short=True)} {fact.at:%H.%M.%S}",
        by=fact.by,
        role=fact.role.replace("+", ", "),
        area=_area(fact.area, t),
        action=fact.action,
        subject=fact.subject,
        link=fact.link,
        brief=f"{told[:BRIEF].rstrip()}…" if is_long else told,
        detail=detail if is_long else (),
    )


def _area(area: str, t: Words) -> str:
    """By its own id where it has no word yet."""
    return t.get(f"area_{area}", area)


def _told(value: Any, t: Words) -> str:
    if isinstance(value, bool):
        return t["yes" if value else "no"]
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_told(inner, t)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_told(inner, t) for inner in value)
    return str(value)


def _day(text: str) -> tuple[date | None, str]:
    try:
        return (date.fromisoformat(text) if text else None), ""
    except ValueError:
        return None, text
