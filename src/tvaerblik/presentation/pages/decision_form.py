"""The form that writes a meeting in the decision log, with what was typed still in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.bruttoliste import GROUPS, group_of
from tvaerblik.presentation.pages.bruttoliste_texts import TEXTS
from tvaerblik.presentation.pages.case_facts import BodyName, CaseFacts
from tvaerblik.presentation.pages.places import Choice, alphabetical
from tvaerblik.presentation.pages.words_of_pages import Words, words_in

KINDS = ("beslutning", "uden_beslutning", "aflyst")
MOST_PRIORITIES = 99

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class CaseChoice:
    number: str
    title: str
    serial: int
    chosen: bool
    excepted: bool


@dataclass(frozen=True, slots=True)
class CaseChoices:
    id: str
    heading: str
    cases: tuple[CaseChoice, ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    t: Words
    kinds: tuple[Choice, ...]
    forums: tuple[Choice, ...]
    instead: tuple[Choice, ...]
    day: str
    wording: str
    priority: str
    groups: tuple[CaseChoices, ...]


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """What was typed, as values; `problem` is the first thing that cannot be read."""

    kind: str
    forum: str
    day: date | None
    wording: str
    instead: str
    priority: int | None
    cases: Mapping[str, int | None]
    excepted: tuple[str, ...]
    problem: str


def build_form(
    cases: Sequence[CaseFacts], bodies: Sequence[BodyName], typed: Typed, lang: Lang
) -> FormPage:
    """A group (`farve=groen`) or a case (`sag=…`) in the address is chosen from the start."""
    t = words_in(TEXTS, lang)
    kind = _one(typed, "slags") or KINDS[0]
    return FormPage(
        t=t,
        kinds=tuple(Choice(one, t[f"kind_{one}"], one == kind) for one in KINDS),
        forums=_forums(bodies, _one(typed, "forum"), t["choose_forum"], lang),
        instead=_forums(bodies, _one(typed, "spurgt"), t["nobody"], lang),
        day=_one(typed, "dato"),
        wording=_one(typed, "ordlyd"),
        priority=_one(typed, "prioritet"),
        groups=tuple(
            CaseChoices(id_, t[f"group_{id_}"], chosen)
            for id_ in GROUPS
            if (chosen := _cases(cases, id_, typed))
        ),
    )


def read_form(typed: Typed, forums: Collection[str], lang: Lang) -> DecisionForm:
    t = words_in(TEXTS, lang)
    kind, forum = _one(typed, "slags"), _one(typed, "forum")
    day, bad_day = _day(_one(typed, "dato"), t)
    priority, bad_priority = _priority(_one(typed, "prioritet"), t)
    no_forum = "" if forum in forums else t["no_forum"]
    return DecisionForm(
        kind=kind if kind in KINDS else KINDS[0],
        forum=forum,
        day=day,
        wording=_one(typed, "ordlyd"),
        instead=_one(typed, "spurgt"),
        priority=priority,
        # Who ticks only that it is excepted means that it is one of them
        cases={
            number: _serial(typed, number)
            for name in ("sag", "undtaget")
            for number in typed.get(name, ())
        },
        excepted=tuple(typed.get("undtaget", ())),
        problem=no_forum or bad_day or bad_priority,
    )


def _one(typed: Typed, name: str) -> str:
    values = typed.get(name, ())
    return values[-1].strip() if values else ""


def _serial(typed: Typed, number: str) -> int:
    text = _one(typed, f"serial-{number}")
    return int(text) if text.isdecimal() else 0


def _day(text: str, t: Words) -> tuple[date | None, str]:
    if not text:
        return None, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, t["bad_day"].format(asked=text)


def _priority(text: str, t: Words) -> tuple[int | None, str]:
    if not text:
        return None, ""
    if text.isdecimal() and 1 <= int(text) <= MOST_PRIORITIES:
        return int(text), ""
    return None, t["bad_priority"]


def _forums(
    bodies: Sequence[BodyName], chosen: str, nothing: str, lang: Lang
) -> tuple[Choice, ...]:
    named = sorted(bodies, key=lambda body: alphabetical(body.name.in_(lang)))
    choices = (Choice(body.id, body.name.in_(lang), body.id == chosen) for body in named)
    return (Choice("", nothing, not chosen), *choices)


def _cases(cases: Sequence[CaseFacts], group: str, typed: Typed) -> tuple[CaseChoice, ...]:
    chosen = set(typed.get("sag", ()))
    of_group = group in typed.get("farve", ())
    excepted = set(typed.get("undtaget", ()))
    return tuple(
        CaseChoice(
            number=case.number,
            title=case.title,
            serial=case.serial,
            chosen=of_group or case.number in chosen,
            excepted=case.number in excepted,
        )
        for case in cases
        if group_of(case) == group
    )
