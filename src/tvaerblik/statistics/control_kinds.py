"""The limits of each kind of control chart: what is read, what the formula is, whose it is.

Every `_fit_…` answers for one phase. `base` holds the indexes of the points that make the limits
and `rows` those that get them. All limits are three standard deviations from the centre.
"""

import itertools
import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, SupportsFloat, get_args

from tvaerblik.statistics.inputs import LARGEST_NUMBER, as_count, as_number

Kind = Literal["i", "i'", "p", "p'", "u", "u'", "c", "g", "t"]

WITHOUT_DENOMINATORS = ("c", "g", "t")

# Three standard deviations in mean moving ranges, and one: the mean range of two normal values is
# 1.128 standard deviations, and the limits are drawn with the rounded factor all others use.
RANGES_TO_LIMIT = 2.66
RANGE_PER_SIGMA = 1.128

# The upper limit of a moving range in mean ranges: a longer one is a signal and no part of the
# noise that limits are made of. Taylor's has a digit more, as in his own description.
LONGEST_RANGE = 3.267
LONGEST_RANGE_TAYLOR = 3.2665

# Times between events are skewed; to this power they are nearly normal (Nelson 1994)
POWER_OF_TIMES = 3.6

# Nothing is measured against less, and ratios to less would outgrow what a number can hold
SMALLEST_DENOMINATOR = 1e-100


@dataclass(frozen=True, slots=True)
class Options:
    screened: bool
    floored: bool


@dataclass(frozen=True, slots=True)
class Series:
    """`values` as drawn. Numerators and denominators are of the same length, and None together
    with the value, except that a denominator stands alone where the numerator is missing."""

    kind: Kind
    values: list[float | None]
    numerators: list[float | None]
    denominators: list[float | None]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Mean moving range after screening and before it."""

    mean: float | None = None
    raw_mean: float | None = None
    n_screened: int = 0


NO_RANGES = Ranges()


@dataclass(frozen=True, slots=True)
class Fit:
    """One phase: `lower` and `upper` have a limit for each of its rows."""

    n: int
    lower: Sequence[float | None]
    upper: Sequence[float | None]
    centre: float | None = None
    ranges: Ranges = NO_RANGES
    sigma: float | None = None
    sigma_z: float | None = None


def read_series(
    kind: Kind,
    values: Iterable[SupportsFloat | None],
    denominators: Iterable[SupportsFloat | None] | None,
) -> Series:
    """The numbers of a chart, checked against what its kind can hold."""
    if kind not in get_args(Kind):
        raise ValueError(f"kind must be one of {', '.join(get_args(Kind))}, not {kind!r}")
    read = as_number if kind in ("i", "i'", "t") else as_count
    numbers = [read(value, "values") for value in values]
    if kind == "t":
        _check_times(numbers)
    if denominators is None:
        if kind not in ("i", *WITHOUT_DENOMINATORS):
            raise ValueError(f"a chart of kind {kind} needs denominators")
        return Series(kind, numbers, [], [])
    if kind in WITHOUT_DENOMINATORS:
        raise ValueError(f"a chart of kind {kind} has no denominators: use u for rates")
    sizes = [_as_denominator(size) for size in denominators]
    if len(sizes) != len(numbers):
        raise ValueError(f"{len(numbers)} values need as many denominators, not {len(sizes)}")
    if kind in ("p", "p'"):
        _check_proportions(numbers, sizes)
    ratios = [_ratio(x, n) for x, n in zip(numbers, sizes, strict=True)]
    return Series(kind, ratios, numbers, sizes)


def fit_limits(series: Series, base: Sequence[int], rows: range, options: Options) -> Fit:
    """Centre and limits of one phase; all missing when none of the base points has a value."""
    if not _known(series.values, base):
        nothing = [None] * len(rows)
        return Fit(0, nothing, nothing)
    return FITS[series.kind](series, base, rows, options)


def _fit_individuals(series: Series, base: Sequence[int], rows: range, options: Options) -> Fit:
    """mean ± 2.66 · mean moving range. Not clipped: the values may be of any sign.

    Shewhart (1931); Wheeler DJ (2000), Understanding Variation; Nelson (1982) for the screening.
    """
    drawn = [series.values[index] for index in base]
    known = [value for value in drawn if value is not None]
    centre = _between(math.fsum(known) / len(known), known)
    ranges = _mean_range(_moving_ranges(drawn), LONGEST_RANGE, options.screened)
    if ranges.mean is None:
        nothing = [None] * len(rows)
        return Fit(len(known), nothing, nothing, centre, ranges)
    reach = RANGES_TO_LIMIT * ranges.mean
    return Fit(
        n=len(known),
        lower=[centre - reach] * len(rows),
        upper=[centre + reach] * len(rows),
        centre=centre,
        ranges=ranges,
        sigma=ranges.mean / RANGE_PER_SIGMA,
    )


def _fit_times(series: Series, base: Sequence[int], rows: range, options: Options) -> Fit:
    """An i chart of times^(1/3.6), taken back by ^3.6; a lower limit below 0 becomes 0.

    Nelson LS (1994), J Qual Technol 26:239-240. A long time is good when the event is not.
    """
    roots = [
        None if value is None else math.pow(value, 1 / POWER_OF_TIMES) for value in series.values
    ]
    fit = _fit_individuals(Series("i", roots, [], []), base, rows, options)
    known = _known(series.values, base)
    # Powers of roots are a rounding error off; equal times must still lie on their own centre
    centre = _between(_time_of(fit.centre or 0.0), known)
    return Fit(
        n=fit.n,
        lower=[None if low is None else min(_time_of(low), centre) for low in fit.lower],
        upper=[None if high is None else max(_time_of(high), centre) for high in fit.upper],
        centre=centre,
        ranges=fit.ranges,
        sigma=fit.sigma,
    )


def _time_of(root: float) -> float:
    return math.pow(max(root, 0.0), POWER_OF_TIMES)


def _fit_counts(series: Series, base: Sequence[int], rows: range, options: Options) -> Fit:
    """c̄ ± 3√c̄, lower limit at least 0. Montgomery DC (2009), Statistical Quality Control, 7.17."""
    known = _known(series.values, base)
    centre = _between(math.fsum(known) / len(known), known)
    sigma = math.sqrt(centre)
    lower = max(centre - 3 * sigma, 0.0)
    upper = centre + 3 * sigma
    return Fit(len(known), [lower] * len(rows), [upper] * len(rows), centre=centre, sigma=sigma)


def _fit_gaps(series: Series, base: Sequence[int], rows: range, options: Options) -> Fit:
    """0 to m + 3√(m(m + 1)), m the mean of the gaps; the centre drawn is their median.

    The lower limit is 0 because the formula's is always below it. Benneyan JC (2001), Health Care
    Management Science 4:305-318. Gaps are skewed, so that half of them lie far below their mean,
    and runs are to be judged against the median.
    """
    known = _known(series.values, base)
    mean = math.fsum(known) / len(known)
    sigma = math.sqrt(mean * (mean + 1))
    upper = mean + 3 * sigma
    return Fit(
        n=len(known),
        lower=[0.0] * len(rows),
        upper=[upper] * len(rows),
        centre=statistics.median(known),
        sigma=sigma,
    )


def _fit_proportions(series: Series, base: Sequence[int], rows: range, options: Options) -> Fit:
    """p̄ = Σx/Σn, limits p̄ ± 3√(p̄(1 - p̄)/n_i) within 0 and 1. Montgomery (2009), 7.8.

    p': the standard deviation is multiplied by σ_z. Laney DB (2002), Qual Eng 14:531-537.
    """
    centre = _pooled_ratio(series, base)
    return _fit_ratios(series, base, rows, options, centre, centre * (1 - centre), 1.0)


def _fit_rates(series: Series, base: Sequence[int], rows: range, options: Options) -> Fit:
    """ū = Σx/Σn, limits ū ± 3√(ū/n_i), lower at least 0. Montgomery (2009), 7.19; u': Laney."""
    centre = _pooled_ratio(series, base)
    return _fit_ratios(series, base, rows, options, centre, centre, math.inf)


def _fit_ratios(
    series: Series,
    base: Sequence[int],
    rows: range,
    options: Options,
    centre: float,
    variance: float,
    ceiling: float,
) -> Fit:
    """Limits of proportions or rates, `variance` being that of a point whose denominator is 1."""
    ranges, sigma_z, factor = NO_RANGES, None, 1.0
    # Without variance every value is the centre: there are no z scores, and no limits to widen
    if series.kind in ("p'", "u'") and variance > 0:
        scores = [_z_score(series, index, centre, variance) for index in base]
        ranges = _mean_range(_moving_ranges(scores), LONGEST_RANGE, options.screened)
        sigma_z = None if ranges.mean is None else ranges.mean / RANGE_PER_SIGMA
        factor = _laney_factor(sigma_z, options)
    reaches = [
        None if n is None else _finite(3 * factor * math.sqrt(variance / n))
        for n in _sizes_of(series, rows)
    ]
    return Fit(
        n=len(_known(series.values, base)),
        lower=[None if reach is None else max(centre - reach, 0.0) for reach in reaches],
        upper=[None if reach is None else min(centre + reach, ceiling) for reach in reaches],
        centre=centre,
        ranges=ranges,
        sigma_z=sigma_z,
    )


def _laney_factor(sigma_z: float | None, options: Options) -> float:
    """What the standard deviation is multiplied by; nan, hence no limits, when nothing tells it.

    Below 1 it is there by chance more often than not, and limits narrower than the numbers
    themselves explain give false alarms only.
    """
    if sigma_z is None:
        return math.nan
    return max(sigma_z, 1.0) if options.floored else sigma_z


def _z_score(series: Series, index: int, centre: float, variance: float) -> float | None:
    value, n = series.values[index], series.denominators[index]
    if value is None or n is None:
        return None
    sigma = math.sqrt(variance / n)
    return (value - centre) / sigma if sigma > 0 else None


def _fit_means(series: Series, base: Sequence[int], rows: range, options: Options) -> Fit:
    """Σx/Σn ± 3s̄/√n_i for means (or any ratio) of varying denominators; not clipped.

    s_i = √(π/2)·|y_i - y_(i-1)| / √(1/n_i + 1/n_(i-1)), screened at 3.2665 s̄. Taylor WA (2018),
    Normalized Individuals (I') Chart.
    """
    centre = _pooled_ratio(series, base)
    known = _known(series.values, base)
    # In units of the largest denominator, which cancels out: the ranges stay in bounds
    largest = max(series.denominators[index] or 0.0 for index in base)
    ranges = _mean_range(
        _normalised_ranges(series, base, largest), LONGEST_RANGE_TAYLOR, options.screened
    )
    reaches = [
        None if n is None or ranges.mean is None else 3 * ranges.mean * math.sqrt(largest / n)
        for n in _sizes_of(series, rows)
    ]
    scaled = _scaled(ranges, math.sqrt(largest))
    return Fit(
        n=len(known),
        lower=[None if reach is None else _finite(centre - reach) for reach in reaches],
        upper=[None if reach is None else _finite(centre + reach) for reach in reaches],
        centre=centre,
        ranges=scaled,
        sigma=scaled.mean,
    )


def _normalised_ranges(series: Series, base: Sequence[int], largest: float) -> list[float]:
    """Taylor's s_i, divided by the root of the largest denominator."""
    ranges = []
    for before, after in itertools.pairwise(base):
        x, y = series.values[before], series.values[after]
        m, n = series.denominators[before], series.denominators[after]
        # A value has a denominator: the two last conditions only say so to the type checker
        if x is not None and y is not None and m is not None and n is not None:
            spread = math.sqrt(largest / m + largest / n)
            ranges.append(math.sqrt(math.pi / 2) * abs(y - x) / spread)
    return ranges


def _mean_range(ranges: Sequence[float], longest: float, screened: bool) -> Ranges:
    """Mean of the ranges without those of at least `longest` means, left out once (Nelson 1982).

    When that would leave only ranges of 0, because most values are equal, nothing is left out.
    """
    if not ranges:
        return NO_RANGES
    raw_mean = math.fsum(ranges) / len(ranges)
    kept = [one for one in ranges if one < longest * raw_mean] if screened else []
    mean = math.fsum(kept) / len(kept) if kept else 0.0
    if mean > 0:
        return Ranges(mean, raw_mean, len(ranges) - len(kept))
    return Ranges(raw_mean, raw_mean, 0)


def _moving_ranges(numbers: Sequence[float | None]) -> list[float]:
    """Distances between neighbours. A missing number has none; it does not join its neighbours."""
    return [
        abs(after - before)
        for before, after in itertools.pairwise(numbers)
        if before is not None and after is not None
    ]


def _scaled(ranges: Ranges, factor: float) -> Ranges:
    if ranges.mean is None or ranges.raw_mean is None:
        return ranges
    return Ranges(
        _finite(ranges.mean * factor), _finite(ranges.raw_mean * factor), ranges.n_screened
    )


def _pooled_ratio(series: Series, base: Sequence[int]) -> float:
    """Σx/Σn of the points with a value: never the mean of ratios, which counts small ones double."""
    used = [index for index in base if series.values[index] is not None]
    events = math.fsum(series.numerators[index] or 0.0 for index in used)
    size = math.fsum(series.denominators[index] or 0.0 for index in used)
    return _between(events / size, _known(series.values, base))


def _between(number: float, values: Sequence[float]) -> float:
    """A mean lies between the least and the largest value, whatever the last bit was rounded to.

    So the mean of equal values is that value, and none of them lies outside limits of width 0.
    """
    return min(max(number, min(values)), max(values))


def _known(values: Sequence[float | None], base: Iterable[int]) -> list[float]:
    return [value for index in base if (value := values[index]) is not None]


def _sizes_of(series: Series, rows: range) -> list[float | None]:
    """Denominators of the rows; one of 0 has no limits."""
    return [series.denominators[row] or None for row in rows]


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _as_denominator(value: SupportsFloat | None) -> float | None:
    number = as_count(value, "denominators")
    if number is not None and 0 < number < SMALLEST_DENOMINATOR:
        raise ValueError(
            f"denominators must be 0 (a gap) or at least {SMALLEST_DENOMINATOR:g}, not {value}"
        )
    return number


def _ratio(numerator: float | None, denominator: float | None) -> float | None:
    if numerator is None or not denominator:
        return None
    ratio = numerator / denominator
    if abs(ratio) > LARGEST_NUMBER:
        raise ValueError(
            f"{numerator:g} divided by {denominator:g} is larger than a chart can hold"
        )
    return ratio


def _check_proportions(events: Sequence[float | None], sizes: Sequence[float | None]) -> None:
    for index, (x, n) in enumerate(zip(events, sizes, strict=True)):
        if x is not None and n is not None and x > n:
            raise ValueError(
                f"values[{index}] ({x:g}) exceeds its denominator ({n:g}): that is a rate, "
                "not a proportion, and needs a u chart"
            )


def _check_times(times: Sequence[float | None]) -> None:
    for index, time in enumerate(times):
        if time is not None and time <= 0:
            raise ValueError(
                f"values[{index}] is {time:g}: a t chart needs times above 0; "
                "use a g chart of whole days when only dates are known"
            )


FITS: dict[Kind, Callable[[Series, Sequence[int], range, Options], Fit]] = {
    "i": _fit_individuals,
    "i'": _fit_means,
    "p": _fit_proportions,
    "p'": _fit_proportions,
    "u": _fit_rates,
    "u'": _fit_rates,
    "c": _fit_counts,
    "g": _fit_gaps,
    "t": _fit_times,
}
