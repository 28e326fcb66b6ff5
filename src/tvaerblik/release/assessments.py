"""What may be said about a series, from released points alone: settled, not provisional, not hidden.

What the rules said of a point that may not be seen could be read back, and then it would be seen. The
monthly series of everybody are worked out once, when a release is built, for all who read it; any other
series is worked out by the same function when it is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.chart_rules import ChartRule
from tvaerblik.catalogue.language import ChartName, Phase, Target
from tvaerblik.core.cells import Flag, State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.statistics import Assessment, ChartKind, PhaseStart, Point, Series, assess

# Three years: long enough for the rules to see a shift, short enough to be about the present.
LATEST_MONTHS = 36
LATEST = {"month": LATEST_MONTHS, "quarter": 24}

# What a period's figure is held against others by, where a longer one has more of it
STANDARD_DAYS = {"month": 30, "quarter": 91}


# What definitions name in letters alone, statistics name as the books do
SYMBOLS: dict[ChartName, ChartKind] = {
    "i": "i",
    "i-prime": "i'",
    "p": "p",
    "p-prime": "p'",
    "u": "u",
    "u-prime": "u'",
    "c": "c",
}

# Columns of a cell in the order of `_Cell`, around its state and its flags
_PLAIN = (
    *("unit", "period_kind", "period", "period_start", "period_end"),
    *("value", "numerator", "denominator"),
)
_FLAGS = {"provisional": Flag.PROVISIONAL, "partial": Flag.PARTIAL, "break": Flag.BREAK}


class ReleasedPoint(Protocol):
    """What is read of a released cell; a `ReleasableRow` is one."""

    @property
    def unit(self) -> str: ...
    @property
    def period_kind(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def period_start(self) -> date: ...
    @property
    def period_end(self) -> date: ...
    @property
    def state(self) -> State: ...
    @property
    def flags(self) -> frozenset[Flag]: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> Decimal | None: ...


P = TypeVar("P", bound=ReleasedPoint)


class _Cell(NamedTuple):
    """A released point taken from the columns of a release that is being built."""

    unit: str
    period_kind: str
    period: str
    period_start: date
    period_end: date
    state: State
    flags: frozenset[Flag]
    value: Decimal | None
    numerator: int | None
    denominator: Decimal | None


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """The assessment of one series from `first` to `last` (ids of periods), both included."""

    indicator: str
    unit: str
    first: str
    last: str
    assessment: Assessment


def assess_cells(
    cells: pa.Table, cards: Mapping[str, IndicatorCard], vintage: str
) -> tuple[AssessmentRecord, ...]:
    """One record a monthly series of totals, the organisation as it was. `cells` are sorted by
    series and time."""
    records = (
        assess_rows(rows, cards[indicator], vintage=vintage)
        for (indicator, _), rows in _series(cells)
    )
    return tuple(record for record in records if record is not None)


def assess_rows(
    rows: Sequence[ReleasedPoint], card: IndicatorCard, *, vintage: str | None = None
) -> AssessmentRecord | None:
    """Of one series in the order of time, months or quarters; None where there is no point at all,
    and for a profile, whose weeks around an event are no series through time."""
    used = assessed_part(rows, card)
    if not used or card.is_profile or used[0].period_kind not in LATEST:
        return None
    found = assess(
        series_of(used, card, vintage=vintage),
        polarity=card.polarity,
        target=target_of(card.targets, used[-1].unit, used[-1].period_start),
    )
    return AssessmentRecord(card.id, used[0].unit, used[0].period, used[-1].period, found)


def assessed_part(rows: Sequence[P], card: IndicatorCard) -> list[P]:
    """From where anybody collected to the last settled period: what has not happened yet is no missing
    point, nor what nobody asked for. Of that the newest years; where a person has set phases, from the
    beginning of the one that was in force then, so that no level changes by what slides out of sight."""
    used = list(rows)
    while used and used[-1].state is State.NOT_SETTLED:
        used.pop()
    first = next(
        (i for i, row in enumerate(used) if row.state is not State.NOT_COLLECTED), len(used)
    )
    used = used[first:]
    if not used:
        return used
    edge = max(len(used) - LATEST.get(used[0].period_kind, len(used)), 0)
    begun = [place for place, _ in phases_in(used, card)]
    return used[max((place for place in begun if place <= edge), default=edge) :]


def phases_in(rows: Sequence[ReleasedPoint], card: IndicatorCard) -> list[tuple[int, Phase]]:
    """The phases of these rows with the index each begins at: the first period that lies wholly in it. One
    from before the first row covers them from there. Of two that begin at one row, the unit's own goes
    before everybody's and the later before the earlier."""
    found: dict[int, Phase] = {}
    if not rows:
        return []
    ranked = sorted(card.phases, key=lambda phase: (phase.from_, phase.unit is not None))
    for phase in ranked:
        if phase.concerns(rows[0].unit) and phase.from_ <= rows[-1].period_start:
            place = next(i for i, row in enumerate(rows) if row.period_start >= phase.from_)
            found[place] = phase
    return sorted(found.items())


def series_of(
    rows: Sequence[ReleasedPoint], card: IndicatorCard, *, vintage: str | None = None
) -> Series:
    """The released rows of one series as `statistics` reads them; the chart of a page is drawn from
    the same."""
    rule = _rule_for(rows, card.chart)
    return Series(
        points=tuple(_point(row, rule) for row in rows),
        chart=SYMBOLS[rule.kind],
        multiplier=float(_multiplier(card)),
        phases=tuple(
            PhaseStart(rows[place].period, phase.baseline) for place, phase in phases_in(rows, card)
        ),
        data_version=vintage,
        breaks=tuple(row.period for row in rows if Flag.BREAK in row.flags),
        bounds=(0.0, 1.0) if card.is_share else (0.0, None),
    )


def target_of(targets: Sequence[Target], unit: str, day: date) -> Decimal | None:
    """The target in force on a day."""
    found = [target for target in targets if target.unit == unit and target.from_ <= day]
    return max(found, key=lambda target: target.from_).value if found else None


def _series(cells: pa.Table) -> Iterator[tuple[tuple[str, str], list[_Cell]]]:
    chosen = pc.and_(
        pc.and_(pc.equal(cells["organisation"], AS_WAS), pc.equal(cells["period_kind"], "month")),
        pc.and_(pc.is_null(cells["age_band"]), pc.is_null(cells["sex"])),
    )
    # The weeks around an event are no series through time
    monthly = cells.filter(pc.and_(chosen, pc.is_null(cells["step"])))
    grouped: dict[tuple[str, str], list[_Cell]] = {}
    for indicator, cell in zip(monthly["indicator"].to_pylist(), _cells(monthly), strict=True):
        grouped.setdefault((indicator, cell.unit), []).append(cell)
    yield from grouped.items()


def _cells(table: pa.Table) -> Iterator[_Cell]:
    columns = {name: table[name].to_pylist() for name in (*_PLAIN, "state", *_FLAGS)}
    flags = zip(*(columns[name] for name in _FLAGS), strict=True)
    states = (State(state) for state in columns["state"])
    plain = zip(*(columns[name] for name in _PLAIN), strict=True)
    for row, state, raised in zip(plain, states, flags, strict=True):
        found = frozenset(flag for flag, up in zip(_FLAGS.values(), raised, strict=True) if up)
        unit, kind, period, start, end, value, numerator, denominator = row
        yield _Cell(unit, kind, period, start, end, state, found, value, numerator, denominator)


def _rule_for(rows: Sequence[ReleasedPoint], rule: ChartRule) -> ChartRule:
    """Limits from counts need the counts of every point that is shown; a release that shows the
    value alone gives limits from the values."""
    if rule.kind in ("i", "c"):
        return rule
    shown = (row for row in rows if row.value is not None)
    if all(row.numerator is not None and row.denominator for row in shown):
        return rule
    return ChartRule("i", rule.by_length)


def _multiplier(card: IndicatorCard) -> int:
    return 1 if card.is_share else card.per or 1


def _point(row: ReleasedPoint, rule: ChartRule) -> Point:
    return Point(
        label=row.period,
        value=None if row.value is None else float(row.value),
        provisional=Flag.PROVISIONAL in row.flags,
        masked=row.state is State.SUPPRESSED,
        partial=Flag.PARTIAL in row.flags,
        numerator=row.numerator,
        denominator=None if row.denominator is None else float(row.denominator),
        length=_length(row) if rule.by_length else 1.0,
    )


def _length(row: ReleasedPoint) -> float:
    days = (row.period_end - row.period_start) / timedelta(days=1)
    return days / STANDARD_DAYS[row.period_kind]
