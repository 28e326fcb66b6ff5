"""What is worth noticing in a profile: a short list by a rule that stands beside it, and no ranks."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period
from tvaerblik.presentation.numbers import Lang, period_text
from tvaerblik.presentation.pages.profile_series import UnitSeries
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.words_of_pages import Words, join_words
from tvaerblik.presentation.words import signal_label
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.statistics import Assessment, Unusual

MOST = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """`group` and `at` are what it is ordered by: the kind of finding, and its newest period."""

    indicator: str
    period_kind: str
    title: str
    text: str
    group: int
    at: str


@dataclass(frozen=True, slots=True)
class Findings:
    rule: str
    shown: tuple[Finding, ...]
    more: str
    none: str
    missing: str


def build_findings(
    series: Sequence[UnitSeries], axis: Sequence[Period], t: Words, lang: Lang
) -> Findings:
    """Of the series on the axis: levels that are changed now, unusual figures, changes that are over."""
    found = [
        finding
        for one in series
        if one.record is not None
        and (finding := _finding(one, one.record.assessment, axis, t, lang)) is not None
    ]
    # The newest first within each kind; what is of one period stands in the order of the themes
    found.sort(key=lambda one: one.at, reverse=True)
    found.sort(key=lambda one: one.group)
    more = len(found) - MOST
    return Findings(
        rule=t["noticing_rule"].format(most=MOST) if found else "",
        shown=tuple(found[:MOST]),
        more=t["noticing_more"].format(n=more) if more > 0 else "",
        none="" if found else t["noticing_none"],
        missing=_missing(series, t, lang),
    )


def _missing(series: Sequence[UnitSeries], t: Words, lang: Lang) -> str:
    """What should have come and has not: no finding about the unit, but about its data."""
    titles = [
        one.card.short_title.in_(lang)
        for one in series
        if one.newest is not None and one.newest.state is State.NOT_DELIVERED
    ]
    return t["missing"].format(titles=join_words(titles, lang)) if titles else ""


def _finding(
    one: UnitSeries, record: Assessment, axis: Sequence[Period], t: Words, lang: Lang
) -> Finding | None:
    shown = [point for point in record.unusual if _is_shown(point.label, one, axis)]
    if record.state == "shift" and record.timing == "ongoing":
        return _made(one, _shift_text(record, t, lang), 0, str(record.since), lang)
    if record.state == "unusual_now":
        return _made(one, _now_text(record, one.card, t, lang), 1, record.unusual[-1].label, lang)
    if shown:
        return _made(one, _unusual_text(shown[-1], one.card, t, lang), 2, shown[-1].label, lang)
    if record.state == "shift" and _is_shown(str(record.until), one, axis):
        return _made(one, _shift_text(record, t, lang), 3, str(record.until), lang)
    return None


def _is_shown(label: str, one: UnitSeries, axis: Sequence[Period]) -> bool:
    ends = {row.period: row.period_end for row in one.rows}
    return bool(axis) and label in ends and ends[label] > axis[0].start


def _made(one: UnitSeries, text: str, group: int, at: str, lang: Lang) -> Finding:
    return Finding(one.card.id, one.kind, one.card.short_title.in_(lang), text, group, at)


def _shift_text(record: Assessment, t: Words, lang: Lang) -> str:
    """Of few crossings no period is told: nobody can see in them when it happened."""
    label = signal_label(record, lang)
    if record.rule == "few_crossings" or not record.since or not record.until:
        return t["found_plain"].format(label=label)
    since, until = period_text(record.since, lang), period_text(record.until, lang)
    key = "found_since" if record.timing == "ongoing" else "found_span"
    return t[key].format(label=label, since=since, until=until)


def _now_text(record: Assessment, card: IndicatorCard, t: Words, lang: Lang) -> str:
    point = record.unusual[-1]
    return t["found_now"].format(
        label=signal_label(record, lang),
        period=period_text(point.label, lang),
        value=_value(point, card, lang),
    )


def _unusual_text(point: Unusual, card: IndicatorCard, t: Words, lang: Lang) -> str:
    key = "found_high" if point.direction == "up" else "found_low"
    period = period_text(point.label, lang)
    return t[key].format(period=period, value=_value(point, card, lang))


def _value(point: Unusual, card: IndicatorCard, lang: Lang) -> str:
    return f"{writing_of(card).value(point.value, lang)} {card.unit_text.in_(lang)}"
