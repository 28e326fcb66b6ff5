"""Approaches from outside with their deadlines, one of them, and which clusters want peace to work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.approaches_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in


@dataclass(frozen=True, slots=True)
class ClusterFacts:
    """`has_coordinator`: whether somebody with an account is told of what is passed on to it."""

    id: str
    kind: str
    name: str
    has_coordinator: bool = False
    peace_from: date | None = None
    peace_until: date | None = None
    peace_reason: str = ""
    serial: int = 0
    may_ask: bool = False


@dataclass(frozen=True, slots=True)
class LogFacts:
    kind: str
    on: date
    by: str
    text: str
    clusters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApproachFacts:
    """`days`: working days it took to answer, or that it has waited; `days_over`: those past `due`."""

    id: int
    organisation: str
    received_on: date
    way: str
    title: str
    wish: str
    clusters: tuple[ClusterFacts, ...]
    passed_to: tuple[ClusterFacts, ...]
    state: str
    answer: str
    answered_on: date | None
    due: date
    days: int
    days_over: int
    log: tuple[LogFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ApproachLine:
    id: int
    title: str
    told: str
    state: str
    due: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class ApproachesPage:
    t: Words
    waiting: str
    overdue: str
    in_time: str
    typical: str
    open: tuple[ApproachLine, ...]
    answered: tuple[ApproachLine, ...]


@dataclass(frozen=True, slots=True)
class ChoosableCluster:
    id: str
    name: str
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ApproachPage:
    t: Words
    fact: ApproachFacts
    state: str
    due: str
    is_over: bool
    known: tuple[tuple[str, str], ...]
    log: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ClusterLine:
    fact: ClusterFacts
    name: str
    state: str
    has_peace: bool


def build_approaches(
    facts: Sequence[ApproachFacts], answer_days: int, since: date, lang: Lang
) -> ApproachesPage:
    """Those past their deadline first; `since`: answers from that day on are measured."""
    t = words_in(TEXTS, lang)
    waiting = sorted((one for one in facts if not one.answered_on), key=lambda one: one.due)
    answered = [one for one in facts if one.answered_on]
    over = sum(one.days_over > 0 for one in waiting)
    took = [one.days for one in answered if one.answered_on and one.answered_on >= since]
    kept = sum(days <= answer_days for days in took)
    in_time = t["in_time"].format(kept=kept, count=len(took), days=answer_days)
    return ApproachesPage(
        t=t,
        waiting=_counted("waiting", len(waiting), t),
        overdue=t["overdue"].format(count=over) if over else t["none_overdue"],
        in_time=in_time if took else t["none_answered"],
        typical=t["typical"].format(days=median_low(took)) if took else "",
        open=tuple(_line(one, t, lang) for one in waiting),
        answered=tuple(_line(one, t, lang) for one in answered),
    )


def build_approach(one: ApproachFacts, lang: Lang) -> ApproachPage:
    t = words_in(TEXTS, lang)
    passed = [name_of(cluster, t) for cluster in one.passed_to]
    return ApproachPage(
        t=t,
        fact=one,
        state=t[f"state_{one.state}"],
        due=_due(one, t, lang),
        is_over=_is_over(one),
        known=(
            (t["from"], one.organisation),
            (t["received"], f"{date_text(one.received_on, lang)}, {t[f'way_{one.way}']}"),
            (t["meant_for"], join_words([name_of(each, t) for each in one.clusters], lang)),
            (t["passed_to"], join_words(passed, lang) or t["nobody_yet"]),
            (t["state"], t[f"state_{one.state}"]),
        ),
        log=tuple(_told(entry, t, lang) for entry in one.log),
    )


def build_clusters(
    facts: Sequence[ClusterFacts], today: date, lang: Lang
) -> tuple[ClusterLine, ...]:
    t = words_in(TEXTS, lang)
    return tuple(
        ClusterLine(one, name_of(one, t), _peace(one, today, t, lang), _lasts(one, today))
        for one in facts
    )


def choosable(
    facts: Sequence[ClusterFacts], chosen: Sequence[str], today: date, lang: Lang
) -> tuple[ChoosableCluster, ...]:
    """With what there is to know before something is sent to them."""
    t = words_in(TEXTS, lang)
    return tuple(
        ChoosableCluster(one.id, name_of(one, t), _note(one, today, t, lang), one.id in chosen)
        for one in facts
    )


def name_of(one: ClusterFacts, t: Words) -> str:
    """Always with its kind: there are two that are both called *klynge*."""
    return f"{t[f'kind_{one.kind}']} {one.name}"


def _note(one: ClusterFacts, today: date, t: Words, lang: Lang) -> str:
    if one.peace_until and _is_now(one, today):
        return t["wants_peace"].format(day=date_text(one.peace_until, lang))
    return "" if one.has_coordinator else t["no_coordinator"]


def _is_now(one: ClusterFacts, today: date) -> bool:
    begun = one.peace_from is not None and one.peace_from <= today
    return begun and _lasts(one, today)


def _lasts(one: ClusterFacts, today: date) -> bool:
    return one.peace_until is not None and today <= one.peace_until


def _peace(one: ClusterFacts, today: date, t: Words, lang: Lang) -> str:
    if one.peace_until is None or one.peace_from is None or not _lasts(one, today):
        return t["peace_none"]
    key = "peace_now" if _is_now(one, today) else "peace_later"
    first, day = date_text(one.peace_from, lang), date_text(one.peace_until, lang)
    return t[key].format(first=first, day=day)


def _line(one: ApproachFacts, t: Words, lang: Lang) -> ApproachLine:
    came = t["came"].format(
        organisation=one.organisation,
        day=date_text(one.received_on, lang),
        way=t[f"way_{one.way}"],
    )
    names = join_words([name_of(each, t) for each in one.clusters], lang)
    return ApproachLine(
        id=one.id,
        title=one.title,
        told=f"{came}. {t['to'].format(clusters=names)}",
        state="" if one.answered_on else t[f"state_{one.state}"],
        due=_due(one, t, lang),
        is_over=_is_over(one),
    )


def _is_over(one: ApproachFacts) -> bool:
    return one.answered_on is None and one.days_over > 0


def _due(one: ApproachFacts, t: Words, lang: Lang) -> str:
    if one.answered_on:
        said = t["took_one" if one.days == 1 else "took"]
        return said.format(day=date_text(one.answered_on, lang), days=one.days)
    day = date_text(one.due, lang)
    if not one.days_over:
        return t["due"].format(day=day)
    return _counted("was_due", one.days_over, t, day=day, days=one.days_over)


def _counted(key: str, count: int, t: Words, **more: object) -> str:
    return t[f"{key}_one" if count == 1 else key].format(count=count, **more)


def _told(entry: LogFacts, t: Words, lang: Lang) -> tuple[str, str, str]:
    what = t[f"state_{entry.kind}"]
    to = f": {join_words(list(entry.clusters), lang)}" if entry.clusters else ""
    said = f"{what}{to}, {t['by'].format(who=entry.by)}"
    return date_text(entry.on, lang), said, entry.text
