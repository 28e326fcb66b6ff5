"""The list of releases, and the page of each: from what governance knows, handed over by the view."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text, number_text
from tvaerblik.presentation.pages.releases_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

CORRECTIONS = ("foraeldet", "fejl", "definition")


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """`day`: when it was shown, or proposed. `with_checklist`: it went the whole way."""

    id: str
    day: date
    state: str  # now, before, withdrawn, foreslaaet, opgivet
    note: str
    code: str
    with_checklist: bool
    withdrawn_on: date | None = None
    withdrawn_code: str = ""
    withdrawn_because: str = ""
    incomplete_because: str = ""
    hurried_because: str = ""
    given_up_because: str = ""
    stopped_because: str = ""
    publish_at: datetime | None = None
    differences: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """`who`: the party's name; a person's never comes here."""

    indicator: str
    who: Text
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    id: str
    day: str
    state: str
    is_marked: bool
    note: str
    correction: str
    withdrawn: str
    made: str


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """A built package that nobody has proposed. `made_at` in local time, None where it cannot be read;
    `follows`: it was built upon the release that is shown."""

    id: str
    made_at: datetime | None
    cells: int
    follows: bool


@dataclass(frozen=True, slots=True)
class WaitingLine:
    id: str
    made: str
    remark: str  # what stands in its way


@dataclass(frozen=True, slots=True)
class ListPage:
    t: Words
    title: str
    lines: tuple[ReleaseLine, ...]
    proposed: tuple[ReleaseLine, ...]
    given_up: tuple[ReleaseLine, ...]
    waiting: tuple[WaitingLine, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    indicator: str
    title: str
    agree: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Indicators that the same parties agree on, and of which nobody says anything else."""

    told: str
    indicators: tuple[tuple[str, str], ...]  # id, title


@dataclass(frozen=True, slots=True)
class ReleasePage:
    t: Words
    title: str
    line: ReleaseLine
    is_proposed: bool
    withdrawn: bool
    remarks: tuple[str, ...]
    changed: tuple[tuple[str, str, str, str, str], ...]  # id, title, three counts
    totals: tuple[str, str, str]
    warnings: tuple[tuple[str, str, str], ...]
    agreements: tuple[Agreement, ...]  # of which somebody says more than yes
    agreed: tuple[Agreed, ...]


Titles = Callable[[str], str]


def build_releases(
    found: Sequence[ReleaseFacts], waiting: Sequence[WaitingFacts], lang: Lang
) -> ListPage:
    t = words_in(TEXTS, lang)
    return ListPage(
        t=t,
        title=t["title"],
        lines=tuple(_line(one, t, lang) for one in found if _is_out(one)),
        proposed=tuple(_line(one, t, lang) for one in found if one.state == "foreslaaet"),
        given_up=tuple(_line(one, t, lang) for one in found if one.state == "opgivet"),
        waiting=tuple(_waiting(one, t, lang) for one in waiting),
    )


def build_release_page(
    one: ReleaseFacts, answers: Sequence[AnswerFacts], titles: Titles, lang: Lang
) -> ReleasePage:
    t = words_in(TEXTS, lang)
    found = one.differences or {}
    warnings = found.get("warnings", ())
    agreements = agreements_of(answers, titles, t, lang)
    return ReleasePage(
        t=t,
        title=t["one"].format(id=one.id),
        line=_line(one, t, lang),
        is_proposed=one.state == "foreslaaet",
        withdrawn=one.state == "withdrawn",
        remarks=tuple(_remarks(one, t, lang)),
        changed=tuple(
            (id_, titles(id_), *(number_text(n, lang) for n in counts))
            for id_, *counts in found.get("indicators", ())
        ),
        totals=tuple(number_text(found.get(key, 0), lang) for key in ("changed", "new", "gone")),
        warnings=tuple(
            (titles(id_), t[f"fate_{fate}"], da if lang == "da" else en)
            for id_, fate, da, en in warnings
        ),
        agreements=tuple(one for one in agreements if one.others),
        agreed=tuple(_agreed([one for one in agreements if not one.others], t)),
    )


def agreements_of(
    answers: Sequence[AnswerFacts], titles: Titles, t: Words, lang: Lang
) -> list[Agreement]:
    """By indicator: who agrees, then what the others say in their own words."""
    found = []
    for id_ in sorted({one.indicator for one in answers}, key=titles):
        of_it = [one for one in answers if one.indicator == id_]
        agree = sorted(one.who.in_(lang) for one in of_it if one.kind == "bekraeftet")
        others = tuple(
            t[f"answer_{one.kind}"].format(who=one.who.in_(lang), text=one.text)
            for one in of_it
            if one.kind != "bekraeftet"
        )
        told = t["agree"].format(who=join_words(agree, lang)) if agree else ""
        found.append(Agreement(id_, titles(id_), told, others))
    return found


def _agreed(found: Sequence[Agreement], t: Words) -> list[Agreed]:
    """One line for each set of parties: a party that presses once agrees on some tens of indicators."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in found:
        groups.setdefault(one.agree, []).append((one.indicator, one.title))
    return [
        Agreed(
            t["agree_on" if len(those) > 1 else "agree_on_one"].format(agree=told, n=len(those)),
            tuple(those),
        )
        for told, those in groups.items()
    ]


def moment_text(moment: datetime, lang: Lang) -> str:
    """As its reader's clock shows it: the view hands it over in local time."""
    clock = f"{moment:%H.%M}" if lang == "da" else f"{moment:%H:%M}"
    at = "kl." if lang == "da" else "at"
    return f"{date_text(moment.date(), lang)} {at} {clock}"


def _waiting(one: WaitingFacts, t: Words, lang: Lang) -> WaitingLine:
    if one.made_at is None:
        return WaitingLine(one.id, "", t["waiting_unreadable"])
    made = t["waiting_made"].format(
        when=moment_text(one.made_at, lang), n=number_text(one.cells, lang)
    )
    return WaitingLine(one.id, made, "" if one.follows else t["waiting_other"])


def _line(one: ReleaseFacts, t: Words, lang: Lang) -> ReleaseLine:
    is_correction = one.code in CORRECTIONS
    return ReleaseLine(
        id=one.id,
        day=date_text(one.day, lang),
        state=t[f"state_{one.state}"],
        is_marked=one.state in ("now", "withdrawn"),
        note=one.note,
        correction=t["correction"].format(code=t[f"code_{one.code}"]) if is_correction else "",
        withdrawn=_withdrawn(one, t, lang),
        made="" if not _is_out(one) else t["checked" if one.with_checklist else "by_operator"],
    )


def _is_out(one: ReleaseFacts) -> bool:
    return one.state in ("now", "before", "withdrawn")


def _withdrawn(one: ReleaseFacts, t: Words, lang: Lang) -> str:
    if one.state != "withdrawn":
        return ""
    return t["withdrawn"].format(
        day=date_text(one.withdrawn_on, lang) if one.withdrawn_on else "",
        code=t[f"code_{one.withdrawn_code or 'fejl'}"],
        why=one.withdrawn_because,
    )


def _remarks(one: ReleaseFacts, t: Words, lang: Lang) -> list[str]:
    said = []
    for key, why in (
        ("incomplete", one.incomplete_because),
        ("hurried", one.hurried_because),
        ("given_up", one.given_up_because),
        ("stopped", one.stopped_because),
    ):
        if why:
            said.append(t[key].format(why=why))
    if one.publish_at and one.state == "foreslaaet" and not one.stopped_because:
        said.append(t["embargo"].format(when=moment_text(one.publish_at, lang)))
    return said
