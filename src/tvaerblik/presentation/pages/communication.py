"""The communication plan: six months of it, what is overdue, how much each cluster gets, and one item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.presentation.numbers import Lang, date_text, month_text, week_text
from tvaerblik.presentation.pages.communication_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    id: int
    title: str
    kind: str
    sender: str
    bodies: tuple[str, ...]
    clusters: tuple[tuple[str, str], ...]  # kind and name
    planned_on: date
    sent_on: date | None
    state: str
    reason: str
    every_months: int
    log: tuple[tuple[str, date, str, str], ...] = ()  # kind, day, by, text


@dataclass(frozen=True, slots=True)
class LoadFacts:
    """`counts`: None in a month in which the cluster is not there."""

    kind: str
    name: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class SentFacts:
    body: str
    told: tuple[int, ...]
    mails: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    most: int
    silent: int


@dataclass(frozen=True, slots=True)
class PlanLine:
    id: int
    title: str
    told: str
    due: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class MonthView:
    heading: str
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class LoadLine:
    """`cells`: the number, and whether it is more than the budget; empty where the cluster is not there."""

    name: str
    cells: tuple[tuple[str, bool], ...]
    judged: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    t: Words
    overdue: tuple[PlanLine, ...]
    months: tuple[MonthView, ...]
    columns: tuple[str, ...]
    load_note: str
    load: tuple[LoadLine, ...]


@dataclass(frozen=True, slots=True)
class SentView:
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    none: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    t: Words
    fact: PlanFacts
    lead: str
    is_over: bool
    known: tuple[tuple[str, str], ...]
    log: tuple[tuple[str, str, str], ...]


def build_plan(
    items: Sequence[PlanFacts],
    load: Sequence[LoadFacts],
    months: Sequence[Month],
    budget: Budget,
    today: date,
    lang: Lang,
) -> PlanPage:
    t = words_in(TEXTS, lang)
    names = [month_text(year, month, lang) for year, month in months]
    return PlanPage(
        t=t,
        overdue=tuple(_line(one, today, t, lang) for one in items if _is_over(one, today)),
        months=tuple(
            MonthView(name, _lines_of(items, month, today, t, lang))
            for month, name in zip(months, names, strict=True)
        ),
        columns=tuple(month_text(year, month, lang, short=True) for year, month in months),
        load_note=t["load_note"].format(most=budget.most, silent=budget.silent),
        load=tuple(_load(one, names, budget, t, lang) for one in load),
    )


def build_sent(facts: Sequence[SentFacts], weeks: Sequence[date], lang: Lang) -> SentView:
    t = words_in(TEXTS, lang)
    named = (monday.isocalendar() for monday in weeks)
    return SentView(
        columns=tuple(week_text(one.year, one.week, lang, short=True) for one in named),
        lines=tuple((one.body, tuple(map(_told_and_mailed, one.told, one.mails))) for one in facts),
        none="" if facts else t["no_sent"].format(count=len(weeks)),
    )


def build_item(one: PlanFacts, today: date, lang: Lang) -> ItemPage:
    t = words_in(TEXTS, lang)
    known = (
        (t["kind"], t[f"kind_{one.kind}"]),
        (t["sender"], one.sender),
        (t["to"], _recipients(one, t, lang)),
        (t["day"], date_text(one.planned_on, lang)),
        *([(t["recurs"], _every(one, t))] if one.every_months else []),
        *([(t["reason"], one.reason)] if one.reason else []),
    )
    return ItemPage(
        t=t,
        fact=one,
        lead=_due(one, today, t, lang),
        is_over=_is_over(one, today),
        known=known,
        log=tuple(
            (date_text(on, lang), f"{t[f'entry_{kind}']}, {t['by'].format(who=by)}", text)
            for kind, on, by, text in one.log
        ),
    )


def _lines_of(
    items: Sequence[PlanFacts], month: Month, today: date, t: Words, lang: Lang
) -> tuple[PlanLine, ...]:
    """Those of a month, by the day on which they were sent or are to be; the overdue, which stand above too, by
    the day they were planned for."""
    days = [(one.sent_on or one.planned_on, one) for one in items]
    found = sorted(
        ((day, one) for day, one in days if (day.year, day.month) == month),
        key=lambda each: (each[0], each[1].id),
    )
    return tuple(_line(one, today, t, lang) for _, one in found)


def _line(one: PlanFacts, today: date, t: Words, lang: Lang) -> PlanLine:
    told = t["told"].format(
        kind=t[f"kind_{one.kind}"], sender=one.sender, to=_recipients(one, t, lang)
    )
    every = f" · {_every(one, t)}" if one.every_months else ""
    return PlanLine(
        one.id, one.title, f"{told}{every}", _due(one, today, t, lang), _is_over(one, today)
    )


def _recipients(one: PlanFacts, t: Words, lang: Lang) -> str:
    clusters = [f"{t[f'kind_{kind}']} {name}" for kind, name in one.clusters]
    return join_words([*one.bodies, *clusters], lang)


def _every(one: PlanFacts, t: Words) -> str:
    return t["every_one" if one.every_months == 1 else "every"].format(months=one.every_months)


def _is_over(one: PlanFacts, today: date) -> bool:
    return one.state == "planlagt" and one.planned_on < today


def _due(one: PlanFacts, today: date, t: Words, lang: Lang) -> str:
    key = "was_planned" if _is_over(one, today) else f"state_{one.state}"
    return t[key].format(day=date_text(one.sent_on or one.planned_on, lang))


def _load(one: LoadFacts, names: Sequence[str], budget: Budget, t: Words, lang: Lang) -> LoadLine:
    cells = tuple(
        ("" if count is None else str(count), count is not None and count > budget.most)
        for count in one.counts
    )
    much = [name for name, (_, is_above) in zip(names, cells, strict=True) if is_above]
    said = [t["too_much"].format(months=join_words(much, lang))] if much else []
    said += [
        t["silent"].format(first=names[start], last=names[end])
        for start, end in _silences(one.counts, budget.silent)
    ]
    return LoadLine(f"{t[f'kind_{one.kind}']} {one.name}", cells, "; ".join(said) or t["fits"])


def _silences(counts: Sequence[int | None], least: int) -> list[tuple[int, int]]:
    """First and last place of each stretch of at least so many zeros."""
    found, start = [], 0
    for place, count in enumerate([*counts, 1]):
        if count != 0:
            if place - start >= least:
                found.append((start, place - 1))
            start = place + 1
    return found


def _told_and_mailed(told: int, mails: int) -> str:
    return f"{told} ({mails})"
