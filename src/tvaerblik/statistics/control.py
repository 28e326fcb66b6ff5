"""Shewhart control charts: a centre and three-sigma limits, phase by phase.

What the limits of each kind are is said in `control_kinds`; here stand the phases, the points
that make the limits, and which points lie outside them.
"""

import itertools
import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import SupportsFloat, SupportsIndex

from tvaerblik.statistics.control_kinds import Fit, Kind, Options, fit_limits, read_series
from tvaerblik.statistics.inputs import as_count, as_number

# A value this near its limit lies on it: the difference is arithmetic, and on the limit is inside
ROUNDING_ERROR = 1e-12

Baseline = SupportsIndex | Iterable[SupportsIndex] | None


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One point as it is drawn; `value` is the proportion, rate, mean, count or gap itself.

    A missing value has no signal. Its limits stand when they can be known without it: always
    where they are the same for every point, otherwise when the denominator is known and above 0.
    """

    value: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    sigma_signal: bool
    phase: int


@dataclass(frozen=True, slots=True)
class ControlPhase:
    """What one phase's limits were made of; `first` and `last` index the input, both included.

    centre: as drawn, in the unit of the values (a g chart's is the median).
    mean_range, raw_mean_range: mean moving range with and without the n_screened ranges that were
    left out. In the unit of the values (i), of z scores (p', u'), times the root of a denominator
    (i'), of times^(1/3.6) (t). None for p, u, c and g, which use none.
    sigma: one standard deviation of a point, in the same unit as the ranges (c and g: of the
    values); i': of a point whose denominator is 1. None for p, p', u and u': it varies.
    sigma_z: Laney's factor as computed, also when it is below 1 (p', u' only).
    n: the points with a value that made them.
    """

    first: int
    last: int
    centre: float | None
    mean_range: float | None
    raw_mean_range: float | None
    n_screened: int
    sigma: float | None
    sigma_z: float | None
    n: int


@dataclass(frozen=True, slots=True)
class ControlChart:
    """`points` has one for every value given, in their order; `phases` at least one if any."""

    kind: Kind
    points: tuple[ControlPoint, ...]
    phases: tuple[ControlPhase, ...]


def control_chart(
    kind: Kind,
    values: Iterable[SupportsFloat | None],
    denominators: Iterable[SupportsFloat | None] | None = None,
    *,
    baseline: Baseline = None,
    phases: Iterable[SupportsIndex] = (),
    screened: bool = True,
    floored: bool = True,
) -> ControlChart:
    """Centre and limits of values in the order of time, and which points lie outside.

    kind: i (single values), i' (means with varying denominators), p and p' (proportions), u and
    u' (rates), c (counts), g (opportunities between events), t (time between events).
    values: numerators for p, p', u, u' and i', and for i when denominators are given.
    baseline: how many of the first points, or the indexes of those, alone make the limits.
    phases: indexes where a new phase begins. Each has its own limits; baseline is of the first.
    screened: leave moving ranges that are too long to be chance out of their mean, once.
    floored: Laney's factor never narrows the limits of p' and u'.

    None and nan are missing, a denominator of 0 is a gap, and neither becomes a moving range.
    ValueError for impossible numbers, and for times of 0 on a t chart. Shewhart WA (1931),
    Economic Control of Quality; Nelson LS (1982), J Qual Technol 14:172-173 (screening).
    """
    series = read_series(kind, values, denominators)
    n = len(series.values)
    borders = _borders_of(phases, n)
    options = Options(screened=screened, floored=floored)
    points: list[ControlPoint] = []
    stretches: list[ControlPhase] = []
    for number, (start, end) in enumerate(itertools.pairwise(borders)):
        base = _base_of(baseline if number == 0 else None, start, end)
        fit = fit_limits(series, base, range(start, end), options)
        points += _points_of(series.values[start:end], fit, number)
        stretches.append(_phase_of(fit, start, end))
    return ControlChart(kind, tuple(points), tuple(stretches))


def running_gap_signals(gap: SupportsFloat | None, upper: SupportsFloat | None) -> bool:
    """Whether the gap since the last event, still running, is already longer than chance explains.

    gap and upper: in the unit of the g or t chart, upper being its limit. A running gap is
    censored, it can only grow: so it must not be among the values of the chart, it never signals
    downwards, and until it exceeds the limit it says nothing. Missing numbers do not signal.
    """
    running, limit = as_count(gap, "gap"), as_number(upper, "upper")
    return running is not None and limit is not None and _exceeds(running, limit)


def _borders_of(phases: Iterable[SupportsIndex], n: int) -> list[int]:
    """Where phases begin, and the end: 0, …, n. No points have no phases."""
    starts = {operator.index(start) for start in phases}
    outside = [start for start in starts if not 0 <= start < n]
    if outside:
        raise ValueError(
            f"phases must begin at indexes from 0 to {n - 1} of the {n} values, not {min(outside)}"
        )
    return sorted({0, *starts, n})


def _base_of(baseline: Baseline, start: int, end: int) -> Sequence[int]:
    """The indexes of the points that make the limits of the phase from start up to end."""
    if baseline is None:
        return range(start, end)
    # In this order: an array of numpy claims to be a single index too
    if not isinstance(baseline, Iterable):
        count = operator.index(baseline)
        if count < 1:
            raise ValueError(f"baseline must be at least 1 point, not {count}")
        return range(start, min(start + count, end))
    chosen = sorted({operator.index(index) for index in baseline})
    if not chosen:
        raise ValueError("baseline must name at least 1 point; leave it out to use them all")
    if not (start <= chosen[0] and chosen[-1] < end):
        raise ValueError(
            f"baseline must be indexes from {start} to {end - 1}, those of the first phase, "
            f"not from {chosen[0]} to {chosen[-1]}"
        )
    return chosen


def _points_of(values: Sequence[float | None], fit: Fit, phase: int) -> Iterable[ControlPoint]:
    centre = fit.centre
    for value, lower, upper in zip(values, fit.lower, fit.upper, strict=True):
        outside = value is not None and (
            (upper is not None and _exceeds(value, upper))
            or (lower is not None and _exceeds(lower, value))
        )
        yield ControlPoint(value, centre, lower, upper, outside, phase)


def _exceeds(value: float, limit: float) -> bool:
    return value - limit > ROUNDING_ERROR * max(abs(value), abs(limit))


def _phase_of(fit: Fit, start: int, end: int) -> ControlPhase:
    return ControlPhase(
        first=start,
        last=end - 1,
        centre=fit.centre,
        mean_range=fit.ranges.mean,
        raw_mean_range=fit.ranges.raw_mean,
        n_screened=fit.ranges.n_screened,
        sigma=fit.sigma,
        sigma_z=fit.sigma_z,
        n=fit.n,
    )
