"""One phase of a series: its centre, what the runs rules found, and its limits where they may be
shown. `assess` and `chart_of` both read it, so that a sentence and a drawing cannot differ."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tvaerblik.statistics.assessment_series import Point, Reading, Span, has_number
from tvaerblik.statistics.control import ControlChart, control_chart
from tvaerblik.statistics.inputs import as_number
from tvaerblik.statistics.runs import FEWEST_USEFUL_POINTS, RunChart, run_chart

LimitsKind = Literal["none", "trial", "full"]

# Limits of fewer points than these would be guesswork, and are provisional up to the other
FEWEST_FOR_LIMITS = 12
FEWEST_FOR_FULL_LIMITS = 20

# Small numbers are the ones that are hidden. What is left is then too high, and so is its centre: of
# counts about 4 more than half are hidden, and every tenth series had a zero that was "unusual"
LARGEST_HIDDEN_SHARE = 0.2

# Limits whose widths differ by less are told as one pair
LARGEST_DIFFERENCE_OF_WIDTHS = 1.1


@dataclass(frozen=True, slots=True)
class Limits:
    """By point of the phase, in the unit of the series and by standard length."""

    kind: LimitsKind
    lower: Sequence[float | None] = ()
    upper: Sequence[float | None] = ()
    outside: Sequence[bool] = ()
    sigma_z: float | None = None


NO_LIMITS = Limits("none")


@dataclass(frozen=True, slots=True)
class Phase:
    """`runs` counts the points from the first of the phase; `baseline` only when it is in force."""

    span: Span
    baseline: int | None
    n_points: int
    runs: RunChart
    limits: Limits
    many_masked: bool = False

    @property
    def is_too_few(self) -> bool:
        return self.runs.void or self.runs.n_useful < FEWEST_USEFUL_POINTS


def read_phase(reading: Reading, span: Span) -> Phase:
    levels = reading.levels[span.first : span.end]
    n_points = len(levels) - levels.count(None)
    baseline = _baseline_in_force(levels, span.baseline)
    if has_many_masked(reading, span, baseline):
        return unjudged(span, n_points)
    runs = run_chart(levels, centre=_frozen_centre(levels, baseline))
    phase = Phase(span, baseline, n_points, runs, NO_LIMITS)
    # The mean of two levels, and limits about it, would describe neither
    if phase.is_too_few or runs.signal or n_points < FEWEST_FOR_LIMITS:
        return phase
    return Phase(span, baseline, n_points, runs, read_limits(reading, span, baseline))


def unjudged(span: Span, n_points: int) -> Phase:
    """No centre, no limits and no rules: too much is hidden for any of them."""
    return Phase(span, None, n_points, run_chart([]), NO_LIMITS, many_masked=True)


def has_many_masked(reading: Reading, span: Span, baseline: int | None) -> bool:
    """Of the settled points that have a number, in the phase or in what its level is made of."""
    points = reading.points[span.first : span.end]
    if not any(point.masked for point in points):
        return False
    return _is_mostly_hidden(points) or (
        baseline is not None and _is_mostly_hidden(points[:baseline])
    )


def _is_mostly_hidden(points: Sequence[Point]) -> bool:
    settled = [point for point in points if not point.provisional and has_number(point)]
    n_masked = sum(point.masked for point in settled)
    return len(settled) >= FEWEST_USEFUL_POINTS and n_masked > LARGEST_HIDDEN_SHARE * len(settled)


def _baseline_in_force(levels: Sequence[float | None], baseline: int | None) -> int | None:
    """A baseline with hardly any numbers in it can hold nothing fast."""
    if baseline is None:
        return None
    known = baseline - levels[:baseline].count(None)
    return baseline if known >= FEWEST_USEFUL_POINTS else None


def _frozen_centre(levels: Sequence[float | None], baseline: int | None) -> float | None:
    if baseline is None:
        return None
    return statistics.median([level for level in levels[:baseline] if level is not None])


def read_limits(reading: Reading, span: Span, baseline: int | None) -> Limits:
    chart = _control_chart(reading, span, baseline)
    scale = 1.0 if reading.series.chart in ("i", "c") else reading.series.multiplier
    return limits_of(reading, span, chart, scale)


def limits_of(reading: Reading, span: Span, chart: ControlChart, scale: float) -> Limits:
    """The denominator of a hidden point could be read off its limits, so those are hidden too."""
    (found,) = chart.phases
    points = reading.points[span.first : span.end]
    lowest, highest = _bounds(reading)
    lower: list[float | None] = []
    upper: list[float | None] = []
    for point, drawn in zip(points, chart.points, strict=True):
        hidden = point.masked or drawn.lower is None or drawn.upper is None
        lower.append(None if hidden else _cut(drawn.lower, scale, lowest, highest))
        upper.append(None if hidden else _cut(drawn.upper, scale, lowest, highest))
    if found.n < FEWEST_FOR_LIMITS or all(limit is None for limit in upper):
        return NO_LIMITS
    return Limits(
        kind="full" if found.n >= FEWEST_FOR_FULL_LIMITS else "trial",
        lower=lower,
        upper=upper,
        outside=[point.sigma_signal for point in chart.points],
        sigma_z=found.sigma_z,
    )


def widest(limits: Limits) -> tuple[float, float]:
    """The lowest and the highest of all; only of limits that are shown."""
    return (
        min(limit for limit in limits.lower if limit is not None),
        max(limit for limit in limits.upper if limit is not None),
    )


def do_limits_vary(limits: Limits) -> bool:
    widths = {
        upper - lower
        for lower, upper in zip(limits.lower, limits.upper, strict=True)
        if lower is not None and upper is not None
    }
    return len(widths) > 1 and max(widths) > LARGEST_DIFFERENCE_OF_WIDTHS * min(widths)


def _control_chart(reading: Reading, span: Span, baseline: int | None) -> ControlChart:
    """Counts of periods of unequal length are a rate by length; of equal ones that is a c chart."""
    kind = reading.series.chart
    place = slice(span.first, span.end)
    if kind == "i":
        return control_chart("i", reading.levels[place], baseline=baseline)
    if kind == "c":
        counts = reading.values[place]
        return control_chart("u", counts, reading.lengths[place], baseline=baseline)
    numerators: list[float | None] = []
    denominators: list[float | None] = []
    for i in range(span.first, span.end):
        numerator, denominator = _parts(reading, i)
        numerators.append(numerator)
        denominators.append(denominator)
    return control_chart(kind, numerators, denominators, baseline=baseline)


def _parts(reading: Reading, place: int) -> tuple[float | None, float | None]:
    point = reading.points[place]
    if reading.values[place] is None:
        return None, None
    numerator = as_number(point.numerator, "numerator")
    denominator = as_number(point.denominator, "denominator")
    if numerator is None or denominator is None:
        return None, None
    return numerator, denominator * reading.lengths[place]


def _bounds(reading: Reading) -> tuple[float | None, float | None]:
    """A bound that a value of the series lies beyond is none."""
    lowest, highest = reading.series.bounds
    known = [value for value in reading.values if value is not None]
    return (
        lowest if lowest is not None and min(known) >= lowest else None,
        highest if highest is not None and max(known) <= highest else None,
    )


def _cut(
    limit: float | None, scale: float, lowest: float | None, highest: float | None
) -> float | None:
    if limit is None:
        return None
    limit *= scale
    if lowest is not None and limit < lowest:
        return lowest
    return highest if highest is not None and limit > highest else limit
