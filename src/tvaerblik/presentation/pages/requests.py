"""*Henvendelser*: one's own and the board of stages; the template with its guidance; how fast one answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.presentation.numbers import Lang, date_text, number_text, share_text
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.request_case_texts import TEXTS as OF_ONE
from tvaerblik.presentation.pages.request_facts import MeasuredFacts, RequestFacts, StageFacts
from tvaerblik.presentation.pages.request_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, words_in

# Chosen from a list; the others are written
CHOSEN = {"haster": ("ingen", "halvt_aar", "moede", "straks")}


@dataclass(frozen=True, slots=True)
class Line:
    """A request in a list. `late`: how far past its deadline, empty in time."""

    number: str
    title: str
    stage: str
    kind: str
    colour: str
    colour_word: str
    acts: str
    owner: str
    deadline: str
    has_deadline: bool
    late: str
    asks_you: bool
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A stage of the board."""

    title: str
    acts: str
    count: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """`told`: each figure with the words below it."""

    promise: str
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """`board` is empty for those who do not work with cases; `empty` names the stages without any."""

    t: Words
    mine: tuple[Line, ...]
    board: tuple[Column, ...]
    ended: tuple[Line, ...]
    empty: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class Field:
    """A question of the template. `choices` for one that is chosen: (id, word)."""

    id: str
    question: str
    why: str
    good: str
    bad: str
    must: bool
    lacks: bool
    value: str
    choices: tuple[tuple[str, str], ...]


def build_requests(
    mine: Sequence[RequestFacts],
    others: Sequence[RequestFacts],
    stages: Sequence[StageFacts],
    measured: MeasuredFacts,
    lang: Lang,
) -> RequestsPage:
    t = words_in(TEXTS, lang)
    ended = {stage.id for stage in stages if stage.ended}
    columns = [_column(stage, others, lang) for stage in stages if not stage.ended]
    names = ", ".join(column.title for column in columns if not column.lines)
    return RequestsPage(
        t=t,
        mine=tuple(line_of(one, lang) for one in mine),
        board=tuple(column for column in columns if column.lines),
        ended=tuple(line_of(one, lang) for one in others if one.stage in ended),
        empty=t["empty_stages"].format(names=names) if names else "",
        measured=_measured(measured, t, lang),
    )


def build_fields(
    questions: Sequence[str],
    required: Sequence[str],
    answers: Mapping[str, str],
    lacks: Sequence[str],
    lang: Lang,
) -> tuple[Field, ...]:
    t = words_in(TEXTS, lang)
    return tuple(
        Field(
            id=one,
            question=t[f"q_{one}"],
            why=t[f"why_{one}"],
            good=t[f"good_{one}"],
            bad=t[f"bad_{one}"],
            must=one in required,
            lacks=one in lacks,
            value=answers.get(one, ""),
            choices=tuple((id_, t[f"urgency_{id_}"]) for id_ in CHOSEN.get(one, ())),
        )
        for one in questions
    )


def line_of(one: RequestFacts, lang: Lang) -> Line:
    t, cases = words_in(TEXTS, lang), words_in(OF_CASES, lang)
    kind = t[f"kind_{one.kind}"]
    return Line(
        number=one.number,
        title=one.title,
        stage=cases[f"stage_{one.stage}"],
        kind=f"{kind}, {t['short_track']}" if one.short_track else kind,
        colour=one.colour,
        colour_word=cases[f"colour_{one.colour}"],
        acts=one.owner or OF_ONE[f"role_{one.acts}"].in_(lang),
        owner=one.owner,
        deadline=date_text(one.deadline, lang, short=True) if one.deadline else t["no_deadline"],
        has_deadline=one.deadline is not None,
        late=late_text(one.days_late, t),
        asks_you=one.waits,
        is_draft=one.stage == "kladde",
    )


def late_text(days: int | None, t: Words) -> str:
    """A deadline that fell on a day off is passed before a working day has."""
    if days is None:
        return ""
    if days == 0:
        return t["overdue_none"]
    return t["overdue_one"] if days == 1 else t["overdue"].format(n=days)


def _column(stage: StageFacts, cases: Sequence[RequestFacts], lang: Lang) -> Column:
    t = words_in(TEXTS, lang)
    here = [one for one in cases if one.stage == stage.id]
    here.sort(key=lambda one: (-(one.days_late if one.days_late is not None else -1), one.number))
    acts = OF_ONE[f"role_{stage.acts}"].in_(lang)
    days = f", {t['days_of_stage'].format(n=stage.days)}" if stage.days else ""
    return Column(
        title=OF_CASES[f"stage_{stage.id}"].in_(lang),
        acts=f"{acts}{days}",
        count=t["cases_one"] if len(here) == 1 else t["cases"].format(n=len(here)),
        lines=tuple(line_of(one, lang) for one in here),
    )


def _measured(facts: MeasuredFacts, t: Words, lang: Lang) -> Measured:
    promise = t["measured_promise"].format(since=date_text(facts.since, lang))
    if facts.share is None:
        told = [(t["measured_none"], t["measured_share"])]
    else:
        of = t["measured_of"].format(within=facts.within, judged=facts.judged)
        share = share_text(facts.share, lang, decimals=0)
        told = [(f"{share} ({of})", t["measured_share"])]
    if facts.median_days is not None:
        decimals = 0 if facts.median_days == int(facts.median_days) else 1
        told.append((number_text(facts.median_days, lang, decimals=decimals), t["measured_median"]))
    if facts.longest is None:
        told.append((t["measured_all_answered"], t["measured_longest"]))
    else:
        number, days = facts.longest
        key = "measured_longest_one" if days == 1 else "measured_longest_value"
        told.append((f"{number}: {t[key].format(n=days)}", t["measured_longest"]))
    return Measured(promise, tuple(told))


def answer_promised(day: date | None, lang: Lang) -> str:
    return date_text(day, lang) if day else ""
