"""The tartan of a unit: all indicators by the latest periods, each cell a number and what is said of it.

Months and quarters share one axis, where a quarter spans its months; what exists for whole years only
has a table of its own, since one year is no development. A row has no colour for good or bad and the
rows have no order but that of the themes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from tvaerblik.core.cells import NUMBERED_STATES, Flag, State
from tvaerblik.core.periods import Period, PeriodKind, parse_period, period_of
from tvaerblik.presentation.charts.axes import GAP_SIGNS
from tvaerblik.presentation.numbers import Lang, percent_sign, period_text
from tvaerblik.presentation.pages.figures import figure_of, state_figure
from tvaerblik.presentation.pages.measure_words import step_text
from tvaerblik.presentation.pages.names import THEMES, name_in
from tvaerblik.presentation.pages.overview_tiles import Signal
from tvaerblik.presentation.pages.profile_judged import SIGNS, Judged, judged
from tvaerblik.presentation.pages.profile_series import UnitSeries
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.words_of_pages import Words
from tvaerblik.presentation.words import signal_label, synthetic_text
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.rows import ReleasableRow

LENGTHS: dict[PeriodKind, int] = {"month": 12, "quarter": 12, "year": 5}


@dataclass(frozen=True, slots=True)
class TartanCell:
    """`text` is what is seen, `told` what is said besides; `looks` are the classes it is drawn by.
    `period` names a cell of another kind of period than the columns. `notes` are signs beside the number."""

    text: str
    told: str
    looks: str
    span: int
    period: str
    notes: str


@dataclass(frozen=True, slots=True)
class TartanRow:
    indicator: str
    title: str
    unit_text: str
    period_kind: PeriodKind
    cells: tuple[TartanCell, ...]
    signal: Signal
    synthetic: str
    has_sign: bool
    is_assessed: bool


@dataclass(frozen=True, slots=True)
class TartanTheme:
    id: str
    title: str
    rows: tuple[TartanRow, ...]


@dataclass(frozen=True, slots=True)
class Tartan:
    """`years` and `columns` head the periods: a year with how many columns it has, and each period by
    its short name and its long one."""

    kind: PeriodKind
    first: str
    last: str
    years: tuple[tuple[str, int], ...]
    columns: tuple[tuple[str, str], ...]
    themes: tuple[TartanTheme, ...]

    @property
    def rows(self) -> tuple[TartanRow, ...]:
        return tuple(row for theme in self.themes for row in theme.rows)

    @property
    def width(self) -> int:
        """How many columns the table has in all."""
        return len(self.columns) + (1 if self.kind == "year" else 2)


def axis_of(series: Sequence[UnitSeries], kind: PeriodKind) -> tuple[Period, ...]:
    """The latest periods, up to the newest that any of these series is settled in."""
    newest = [one.newest for one in series if one.kind == kind]
    ends = [row.period_start for row in newest if row is not None]
    if not ends:
        return ()
    periods = [period_of(max(ends), kind)]
    while len(periods) < LENGTHS[kind]:
        periods.insert(0, period_of(periods[0].start - timedelta(days=1), kind))
    return tuple(periods)


def build_tartan(
    series: Sequence[UnitSeries], axis: Sequence[Period], t: Words, lang: Lang
) -> Tartan | None:
    """None where no series has a settled period on the axis."""
    shown = [one for one in series if is_on(one, axis)]
    if not axis or not shown:
        return None
    marks_rows = not all(one.card.is_synthetic for one in shown)
    themes = groupby(shown, key=lambda one: one.card.theme)
    kind = axis[0].kind
    return Tartan(
        kind=kind,
        first=period_text(axis[0].id, lang),
        last=period_text(axis[-1].id, lang),
        years=_years(axis),
        columns=tuple((_short(one, lang), period_text(one.id, lang)) for one in axis),
        themes=tuple(
            TartanTheme(
                f"{kind}-{theme}",
                name_in(THEMES, theme, lang),
                tuple(_row(one, axis, t, lang, marks=marks_rows) for one in members),
            )
            for theme, members in themes
        ),
    )


def is_on(one: UnitSeries, axis: Sequence[Period]) -> bool:
    """Whether any of its settled periods reaches into the axis."""
    newest = one.newest
    return bool(axis) and newest is not None and newest.period_end > axis[0].start


def _years(axis: Sequence[Period]) -> tuple[tuple[str, int], ...]:
    if axis[0].kind == "year":
        return ()
    found = groupby(str(one.start.year) for one in axis)
    return tuple((year, len(list(columns))) for year, columns in found)


def _short(period: Period, lang: Lang) -> str:
    """Without its year, which stands above."""
    text = period_text(period.id, lang, short=True)
    return text if period.kind == "year" else text.removesuffix(f" {period.start.year}")


def _row(
    one: UnitSeries, axis: Sequence[Period], t: Words, lang: Lang, *, marks: bool
) -> TartanRow:
    spans = tuple(_spans(one, axis))
    found = [judged(row, one.record) for row, _, _ in spans if row is not None]
    return TartanRow(
        indicator=one.card.id,
        title=one.card.short_title.in_(lang),
        unit_text=_unit_text(one.card, lang),
        period_kind=one.kind,
        cells=tuple(
            _cell(row, period, span, one, axis[0].kind, t, lang) for row, period, span in spans
        ),
        signal=_signal(one, t, lang),
        synthetic=synthetic_text(lang) if marks and one.card.is_synthetic else "",
        has_sign=any(sign in signs for signs in found for sign in SIGNS),
        is_assessed=one.record is not None and one.record.assessment.state != "too_few",
    )


def _spans(
    one: UnitSeries, axis: Sequence[Period]
) -> Iterator[tuple[ReleasableRow | None, Period, int]]:
    """The series' own periods along the axis, each with how many columns it covers there."""
    rows = {row.period: row for row in one.rows}
    own = (period_of(column.start, one.kind) for column in axis)
    for id_, columns in groupby(period.id for period in own):
        yield rows.get(id_), parse_period(id_), len(list(columns))


def _unit_text(card: IndicatorCard, lang: Lang) -> str:
    unit = card.unit_text.in_(lang)
    if card.is_share:
        return f"% {unit}"
    return f"{unit}, {step_text(0, lang).lower()}" if card.is_profile else unit


def _signal(one: UnitSeries, t: Words, lang: Lang) -> Signal:
    """As on a tile, but that an unusual figure of some time ago is told: it may be in the row."""
    if one.record is None:
        return Signal("too_few", t["unassessed_plain"])
    record = one.record.assessment
    if record.state == "unusual_earlier":
        return Signal("stable", t["unusual_earlier"])
    return Signal(record.state, signal_label(record, lang))


def _cell(
    row: ReleasableRow | None,
    period: Period,
    span: int,
    one: UnitSeries,
    axis_kind: PeriodKind,
    t: Words,
    lang: Lang,
) -> TartanCell:
    name = period_text(period.id, lang) if period.kind != axis_kind else ""
    if row is None or row.state not in NUMBERED_STATES:
        state = State.NOT_COLLECTED if row is None else row.state
        return _gap(state, row, span, name, one.card, lang)
    signs = judged(row, one.record)
    figure = figure_of(row, writing_of(one.card), lang)
    looks = [*signs, *(["zero"] if row.state is State.ZERO else [])]
    return TartanCell(
        text=figure.text.removesuffix(percent_sign(lang)) if one.card.is_share else figure.text,
        told=", ".join([*_told(signs, t), *_told_notes(row, figure.notes)]),
        looks=" ".join(f"is-{look}" for look in looks) + _break_look(row),
        span=span,
        period=name,
        notes="*" if Flag.PARTIAL in row.flags else "",
    )


def _gap(
    state: State,
    row: ReleasableRow | None,
    span: int,
    name: str,
    card: IndicatorCard,
    lang: Lang,
) -> TartanCell:
    figure = figure_of(row, writing_of(card), lang) if row else state_figure(state, lang)
    return TartanCell(
        text=GAP_SIGNS[state.value],
        told=figure.reason,
        looks=f"gap is-{state.value}" + (_break_look(row) if row else ""),
        span=span,
        period=name,
        notes="",
    )


def _told(signs: Sequence[Judged], t: Words) -> list[str]:
    """What is within what chance gives is said by its number alone, or a row would not end."""
    return [t[f"told_{sign}"] for sign in signs if sign != "within"]


def _told_notes(row: ReleasableRow, notes: Sequence[str]) -> list[str]:
    """Without the word provisional, which the sign has said."""
    said = Flag.PROVISIONAL in row.flags
    return [note[:1].lower() + note[1:] for note in (notes[1:] if said else notes)]


def _break_look(row: ReleasableRow) -> str:
    return " is-break" if Flag.BREAK in row.flags else ""
