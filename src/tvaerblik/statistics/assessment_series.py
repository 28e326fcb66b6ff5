"""A series as it is handed in to be assessed, and read once into plain numbers."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, SupportsFloat, get_args

from tvaerblik.statistics.inputs import LARGEST_NUMBER, as_number

ChartKind = Literal["i", "i'", "p", "p'", "u", "u'", "c"]

# The charts of a share. A share of a long month is held against that of a short one as it is.
SHARES = ("p", "p'")

# A period a thousand times as long as another one is a slip of the units, not a long period
LONGEST_PERIOD = 1000.0

# So many settled periods without a shown number end a series, however far back it goes
FEWEST_THAT_END = 2


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series, in the order of time; `label` is the period's id, e.g. 2026-03.

    A provisional point may still change and a masked one may not be shown. Neither enters the
    centre, the limits or the rules, even when its value is known, for what the rules say can be
    read back. A partial one, to which not everybody has delivered, takes part only where most of
    its phase is partial; among whole ones it would tell who had delivered, not what had happened.

    value: as it is shown. numerator, denominator: what a share, a rate or an average was made of.
    length: of the period, against a standard one: a count of 31 days is held against one of 28 by
    the day. 1 where the value does not grow with the period.
    """

    label: str
    value: SupportsFloat | None
    provisional: bool = False
    masked: bool = False
    numerator: SupportsFloat | None = None
    denominator: SupportsFloat | None = None
    length: SupportsFloat = 1.0
    partial: bool = False


@dataclass(frozen=True, slots=True)
class PhaseStart:
    """A new phase that a person has decided on, from the period `since`. `baseline`: so many first
    periods of it make centre and limits, None when all do."""

    since: str
    baseline: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Points and how they are to be read.

    chart: which limits fit them. multiplier: value = numerator / denominator * multiplier.
    phases: in the order of time; only the last is assessed. One from before the first point covers
    them all, one after the last has not begun. baseline: as in `PhaseStart`, of the first phase.
    breaks: labels of the first periods counted in a new way. bounds: what no value can lie beyond;
    limits are cut there.
    """

    points: Sequence[Point]
    chart: ChartKind = "i"
    multiplier: float = 1.0
    phases: tuple[PhaseStart, ...] = ()
    baseline: int | None = None
    data_version: str | None = None
    breaks: tuple[str, ...] = ()
    bounds: tuple[float | None, float | None] = (0.0, None)


@dataclass(frozen=True, slots=True)
class Span:
    """The points of a phase: from `first` up to but not including `end`. `baseline` is None unless
    the phase has more points than that, for only then is anything held fast."""

    first: int
    end: int
    baseline: int | None
    since: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A series in numbers. values: those the rules may use, None for all others. levels: the same
    by standard length. They are one list when no period has a length of its own."""

    series: Series
    values: list[float | None]
    levels: list[float | None]
    lengths: list[float]
    spans: tuple[Span, ...]

    @property
    def points(self) -> Sequence[Point]:
        return self.series.points


def as_series(given: Series | Iterable[Point | SupportsFloat | None]) -> Series:
    """Bare numbers are the points 1, 2, 3 …"""
    if isinstance(given, Series):
        return given
    points = tuple(
        one if isinstance(one, Point) else Point(str(place), one)
        for place, one in enumerate(given, start=1)
    )
    return Series(points)


def read_series(series: Series) -> Reading:
    """ValueError, with a sentence, for what no series can be."""
    _check(series)
    spans = _spans(series)
    values = [_value_for_rules(point) for point in series.points]
    for span in spans:
        _leave_out_partial(series.points, values, span)
    lengths = [1.0 if point.length == 1 else _as_length(point) for point in series.points]
    levels = values
    if any(length != 1 for length in lengths):
        if series.chart in SHARES:
            raise ValueError(f"the chart {series.chart} is of shares, and a share has no length")
        levels = [
            None if value is None else value / length
            for value, length in zip(values, lengths, strict=True)
        ]
    return Reading(series, values, levels, lengths, spans)


def _check(series: Series) -> None:
    if series.chart not in get_args(ChartKind):
        kinds = ", ".join(get_args(ChartKind))
        raise ValueError(
            f"chart must be one of {kinds}, not {series.chart!r}; "
            "g and t are for single events, not for periods"
        )
    if not 0 < series.multiplier <= LARGEST_NUMBER:
        raise ValueError(f"multiplier must be above 0, not {series.multiplier}")
    for baseline in (series.baseline, *(phase.baseline for phase in series.phases)):
        if baseline is not None and baseline < 1:
            raise ValueError(f"baseline must be a number of periods from 1, not {baseline}")


def _as_length(point: Point) -> float:
    length = point.length
    number = float(length) if isinstance(length, SupportsFloat) else math.nan
    if not 1 / LONGEST_PERIOD <= number <= LONGEST_PERIOD:
        raise ValueError(f"length of {point.label} must lie between 0.001 and 1000, not {length}")
    return number


def _value_for_rules(point: Point) -> float | None:
    if point.provisional or point.masked:
        return None
    value = point.value
    if type(value) is float and abs(value) <= LARGEST_NUMBER:
        return value
    return as_number(value, f"value of {point.label}")


def _leave_out_partial(points: Sequence[Point], values: list[float | None], span: Span) -> None:
    places = range(span.first, span.end)
    partial = [place for place in places if points[place].partial and values[place] is not None]
    if not partial:
        return
    n_known = sum(values[place] is not None for place in places)
    if 2 * len(partial) <= n_known:
        for place in partial:
            values[place] = None


def _spans(series: Series) -> tuple[Span, ...]:
    """The phases that have points. Two phases from the same point are one, and the later counts."""
    end = len(series.points)
    starts: dict[int, tuple[int | None, str | None]] = {0: (series.baseline, None)}
    for phase in series.phases:
        first = place_of(series.points, phase.since)
        if first < end:
            starts[first] = (phase.baseline, phase.since)
    firsts = sorted(starts)
    return tuple(
        Span(first, after, _in_force(starts[first][0], after - first), starts[first][1])
        for first, after in zip(firsts, [*firsts[1:], end], strict=True)
    )


def _in_force(baseline: int | None, length: int) -> int | None:
    return baseline if baseline is not None and baseline < length else None


def has_number(point: Point) -> bool:
    """Whether the period has one, be it hidden or not."""
    if point.masked:
        return True
    # The common case first: a series is asked of each of its points
    if type(point.value) is float:
        return not math.isnan(point.value)
    return point.value is not None and as_number(point.value, f"value of {point.label}") is not None


def last_known(reading: Reading, span: Span) -> int | None:
    """The last point of the phase whose number the rules may use."""
    values = reading.values
    places = reversed(range(span.first, span.end))
    return next((place for place in places if values[place] is not None), None)


def has_ended(reading: Reading, span: Span) -> bool:
    """Whether the numbers stopped coming: what is found is then of the past. One period without a
    number may be late, and a provisional or partial one has a number that will count."""
    last = last_known(reading, span)
    if last is None or last + FEWEST_THAT_END >= span.end:
        return False
    silent = (
        not point.provisional and (point.masked or not has_number(point))
        for point in reading.points[last + 1 : span.end]
    )
    return sum(silent) >= FEWEST_THAT_END


def place_of(points: Sequence[Point], since: str) -> int:
    """The first point of `since` or later; ids of periods sort as time does."""
    labels = [point.label for point in points]
    if since in labels:
        return labels.index(since)
    return next((place for place, label in enumerate(labels) if label > since), len(labels))
