"""A released cell as people read it: its number, or why there is none."""

from dataclasses import dataclass
from decimal import Decimal

from tvaerblik.core.cells import NUMBERED_STATES, Flag, State
from tvaerblik.presentation.numbers import (
    Lang,
    Number,
    as_decimal,
    number_text,
    range_text,
    share_range_text,
    share_text,
)
from tvaerblik.presentation.words import coverage_text, flag_text, state_mark, state_sentence
from tvaerblik.release.rows import ReleasableRow

SUPPLIER_MASK = {
    "da": "Leverandøren oplyser kun, at antallet er under {n}",
    "en": "The supplier tells only that the count is below {n}",
}


DASH = "–"


@dataclass(frozen=True, slots=True)
class Writing:
    """How an indicator's values are written. A share is released as 0-1 and read as per cent."""

    is_share: bool
    decimals: int

    def value(self, value: Number, lang: Lang) -> str:
        if self.is_share:
            return share_text(value, lang, decimals=self.decimals)
        return number_text(value, lang, decimals=self.decimals)

    def interval(self, lower: Number, upper: Number, lang: Lang) -> str:
        write = share_range_text if self.is_share else range_text
        return write(lower, upper, lang, decimals=self.decimals)

    def on_axis(self, value: Number) -> float:
        return float(as_decimal(value) * 100 if self.is_share else value)


@dataclass(frozen=True, slots=True)
class Figure:
    """`text` is what stands in the cell; `reason` says why it is no number, else it is empty."""

    text: str
    reason: str
    is_number: bool
    notes: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """What the reason says beyond the mark: all of it for a dash, the rest of a sentence that
        the mark begins, nothing where the mark has said it."""
        if self.text == DASH:
            return self.reason
        return self.reason.removeprefix(self.text).strip(", ") if self._begins_reason else ""

    @property
    def remark(self) -> str:
        """The reason as a whole, unless the mark has said it."""
        return self.reason if self.explanation else ""

    @property
    def _begins_reason(self) -> bool:
        return self.reason.startswith(self.text)


def figure_of(row: ReleasableRow, writing: Writing, lang: Lang) -> Figure:
    notes = notes_of(row, lang)
    if row.state in NUMBERED_STATES:
        assert row.value is not None, (row.indicator, row.unit, row.period)
        return Figure(writing.value(row.value, lang), "", True, notes)
    if row.numerator_bounds is not None:
        # An already public source's own mask is public, as it was printed: a count, not our rate
        told = SUPPLIER_MASK[lang].format(n=row.numerator_bounds[1] + 1)
        return Figure(state_mark(row.state.value, lang), told, False, notes)
    return Figure(state_mark(row.state.value, lang), _reason(row, lang), False, notes)


def state_figure(state: State, lang: Lang) -> Figure:
    """Where there is no cell at all, only the state that tells why."""
    return Figure(state_mark(state.value, lang), state_sentence(state.value, lang), False, ())


def _reason(row: ReleasableRow, lang: Lang) -> str:
    assert row.state not in NUMBERED_STATES, row.state
    return state_sentence(row.state.value, lang)


def notes_of(row: ReleasableRow, lang: Lang) -> tuple[str, ...]:
    """Provisional, partial with its coverage, break: in that order."""
    notes = []
    if Flag.PROVISIONAL in row.flags and row.state in NUMBERED_STATES:
        notes.append(flag_text("provisional", lang))
    if Flag.PARTIAL in row.flags:
        notes.append(coverage_of(row, lang))
    if Flag.BREAK in row.flags:
        notes.append(flag_text("break", lang))
    return tuple(notes)


def coverage_of(row: ReleasableRow, lang: Lang) -> str:
    share = None if row.population_share is None else float(row.population_share)
    return coverage_text(row.units_present, row.units_total, share, lang)


def interval_of(row: ReleasableRow, writing: Writing, lang: Lang) -> str:
    if row.lower is None or row.upper is None:
        return ""
    return writing.interval(row.lower, row.upper, lang)


def count_of(value: int | Decimal | None, lang: Lang) -> str:
    return "" if value is None else number_text(value, lang)


def is_settled(row: ReleasableRow) -> bool:
    return row.state is not State.NOT_SETTLED


def latest_settled(rows: list[ReleasableRow]) -> ReleasableRow | None:
    """The newest period that has been covered, whether or not its number may be seen."""
    return next((row for row in reversed(rows) if is_settled(row)), None)
