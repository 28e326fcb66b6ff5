"""A party's own figures in a release beside those before it: what has changed, and what it has said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.figures import Figure, count_of, figure_of, is_settled
from tvaerblik.presentation.pages.own_figures_texts import TEXTS
from tvaerblik.presentation.pages.previews import KINDS, writing_of
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

# Of each indicator, newest first; how many more there are is said
LISTED = 6


@dataclass(frozen=True, slots=True)
class SaidFacts:
    """A party's newest answer to an indicator; `number` 0: none yet."""

    number: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    id: int
    indicator: str
    unit: str
    period: str
    shown: str
    who: Text
    on: date
    text: str
    is_open: bool
    answer: str
    serial: int


@dataclass(frozen=True, slots=True)
class OwnLine:
    """`reported`: what became of *ser forkert ud*; empty while nobody has said so."""

    period: str
    period_name: str
    figure: Figure
    before: str
    parts: str
    reported: str
    is_reported: bool


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    id: str
    title: str
    unit_text: str
    lines: tuple[OwnLine, ...]
    has_parts: bool
    is_unchanged: bool
    more: str
    said: str
    number: int
    is_answered: bool
    may_say: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnPage:
    t: Words
    lead: str
    is_proposed: bool
    indicators: tuple[OwnIndicator, ...]  # what has changed, or all where nothing was before
    unchanged: tuple[OwnIndicator, ...]
    unchanged_title: str
    answered: str
    unanswered: int
    confirm_all: str
    is_synthetic: bool

    @property
    def unchanged_ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.unchanged)


@dataclass(frozen=True, slots=True)
class Asked:
    """`base`: the release compared with; None: nothing was before it. `owned`: whose data are the
    party's own. `answer_by`: while it is proposed, the last day; None once it is shown."""

    release: Release
    base: Release | None
    unit: str
    party_name: Text
    owned: frozenset[str]
    answer_by: date | None


def build_own(
    asked: Asked, said: Mapping[str, SaidFacts], reports: Sequence[ReportFacts], lang: Lang
) -> OwnPage:
    t = words_in(TEXTS, lang)
    cards = [card for card in asked.release.indicators() if not card.is_profile]
    found = (_indicator(asked, card, said, reports, t, lang) for card in cards)
    shown = tuple(one for one in found if one.lines)
    unchanged = tuple(one for one in shown if one.is_unchanged)
    answered = sum(one.is_answered for one in shown)
    left = len(shown) - answered
    party = asked.party_name.in_(lang)
    day = date_text(asked.answer_by, lang) if asked.answer_by else ""
    key = "lead_proposed" if asked.answer_by else "lead_shown"
    return OwnPage(
        t=t,
        lead=t[key].format(party=party, day=day),
        is_proposed=asked.answer_by is not None,
        indicators=tuple(one for one in shown if not one.is_unchanged),
        unchanged=unchanged,
        unchanged_title=t[
            "unchanged_title" if len(unchanged) > 1 else "unchanged_title_one"
        ].format(n=len(unchanged)),
        answered=t["answered"].format(k=answered, n=len(shown)),
        unanswered=left,
        confirm_all=t["confirm_all"].format(n=left),
        is_synthetic=any(card.is_synthetic for card in cards),
    )


def _indicator(
    asked: Asked,
    card: IndicatorCard,
    said: Mapping[str, SaidFacts],
    reports: Sequence[ReportFacts],
    t: Words,
    lang: Lang,
) -> OwnIndicator:
    pairs, is_unchanged = _pairs(asked, card)
    of_it = {one.period: one for one in reversed(reports) if one.indicator == card.id}
    answer = said.get(card.id, SaidFacts(0, "", ""))
    more = len(pairs) - LISTED
    kinds = ["bekraeftet", "kommentar", "indsigelse"]
    if card.id in asked.owned:
        kinds.append("data_forkerte")
    told = t[f"said_{answer.kind}"].format(text=answer.text) if answer.number else t["said_nothing"]
    return OwnIndicator(
        id=card.id,
        title=card.title.in_(lang),
        unit_text=card.unit_text.in_(lang),
        lines=tuple(_line(card, *pair, of_it, t, lang) for pair in pairs[:LISTED]),
        has_parts=card.is_share,
        is_unchanged=is_unchanged,
        more=t["more"].format(n=more) if more > 0 else "",
        said=told,
        number=answer.number,
        is_answered=answer.number > 0,
        may_say=tuple((kind, t[f"say_{kind}"]) for kind in kinds),
    )


Pair = tuple[ReleasableRow, ReleasableRow | None]


def _pairs(asked: Asked, card: IndicatorCard) -> tuple[list[Pair], bool]:
    """Newest first: what is not as it was; where all is, the newest alone."""
    kind = next((one for one in KINDS if one in card.periods), None)
    if kind is None:
        return [], False
    rows = [row for row in asked.release.series(card.id, asked.unit, kind) if is_settled(row)]
    before = _before(asked, card, kind)
    pairs: list[Pair] = [(row, before.get(row.period)) for row in reversed(rows)]
    if asked.base is None:
        return pairs[:1], False
    changed = [(row, then) for row, then in pairs if then is None or _seen(row) != _seen(then)]
    return (changed, False) if changed else (pairs[:1], True)


def _before(asked: Asked, card: IndicatorCard, kind: str) -> dict[str, ReleasableRow]:
    known = {one.id for one in asked.base.indicators()} if asked.base else set()
    if asked.base is None or card.id not in known:
        return {}
    return {row.period: row for row in asked.base.series(card.id, asked.unit, kind)}


def _seen(row: ReleasableRow) -> tuple[object, ...]:
    return (row.state, row.value, row.numerator, row.denominator)


def _line(
    card: IndicatorCard,
    row: ReleasableRow,
    then: ReleasableRow | None,
    reports: Mapping[str, ReportFacts],
    t: Words,
    lang: Lang,
) -> OwnLine:
    writing = writing_of(card)
    report = reports.get(row.period)
    return OwnLine(
        period=row.period,
        period_name=period_text(row.period, lang),
        figure=figure_of(row, writing, lang),
        before=figure_of(then, writing, lang).text if then is not None else "",
        parts=_parts(card, row, then, t, lang),
        reported=_reported(report, t, lang),
        is_reported=report is not None and report.is_open,
    )


def _reported(report: ReportFacts | None, t: Words, lang: Lang) -> str:
    if report is None:
        return ""
    told = t["reported"].format(day=date_text(report.on, lang, short=True))
    if report.is_open:
        return told
    return f"{told}. {t['report_answered'].format(answer=report.answer)}"


def _parts(
    card: IndicatorCard, row: ReleasableRow, then: ReleasableRow | None, t: Words, lang: Lang
) -> str:
    """A share that moved is split: was it the numerator, or the denominator?"""
    if not card.is_share or row.numerator is None:
        return ""
    now = _part(row, lang)
    before = _part(then, lang) if then is not None and then.numerator is not None else ""
    return t["parts_were"].format(now=now, before=before) if before and before != now else now


def _part(row: ReleasableRow, lang: Lang) -> str:
    return f"{count_of(row.numerator, lang)} / {count_of(row.denominator, lang)}"


def figure_text(release: Release, indicator: str, unit: str, period: str, lang: Lang) -> str:
    """A cell as it stands in the table. Raises NotKnown for one of nothing."""
    card = release.indicator(indicator)
    return figure_of(release.value(indicator, unit, period), writing_of(card), lang).text
