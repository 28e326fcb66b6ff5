"""Intervals of a proportion, a count, a mean and a median.

Every function answers a pair `(lower, upper)`, and `(None, None)` where there is nothing to
build an interval on. Confidence is a proportion: 0.95, or 0.998 for limits that are to flag.
"""

import bisect
import math
from collections.abc import Iterable
from typing import SupportsFloat

from scipy import special

from tvaerblik.statistics.inputs import as_confidence, as_count, as_numbers

Interval = tuple[float, float] | tuple[None, None]

NO_INTERVAL: Interval = (None, None)

# Byar's approximation is 0.2 % off at 10 events and gets worse quickly below; the English
# Fingertips figures switch to the exact limits here, and ours are to be comparable with them.
FEWEST_EVENTS_FOR_BYAR = 10


def wilson(
    events: SupportsFloat | None, n: SupportsFloat | None, *, confidence: SupportsFloat = 0.95
) -> Interval:
    """Score interval of the proportion events/n, both limits within 0 and 1.

    No interval when either is missing or n is 0; ValueError when events exceed n, for then it is
    a rate. Wilson EB (1927), J Am Stat Assoc 22:209-212; Newcombe RG (1998), Stat Med 17:857-872.
    """
    confidence = as_confidence(confidence)
    pair = _events_of(events, n)
    if pair is None:
        return NO_INTERVAL
    x, size = pair
    z = _two_sided_z(confidence)
    share = x / size
    # Both limits from one sum of positive terms. The textbook form subtracts two nearly equal
    # numbers, and then 0 of 20 gives 1e-17 instead of 0 and 20 of 20 gives 0.9999999999999999.
    reach = x + z * z / 2 + z * math.sqrt(share * (size - x) + z * z / 4)
    lower = share * (x / reach)
    upper = 1.0 if x == size else reach / (size + z * z)
    return min(lower, share), min(max(upper, share), 1.0)


def clopper_pearson(
    events: SupportsFloat | None, n: SupportsFloat | None, *, confidence: SupportsFloat = 0.95
) -> Interval:
    """Exact interval of the proportion events/n: never too narrow, usually too wide.

    Missing and impossible values as in `wilson`. Clopper CJ, Pearson ES (1934), Biometrika
    26:404-413, by quantiles of the beta distribution.
    """
    confidence = as_confidence(confidence)
    pair = _events_of(events, n)
    if pair is None:
        return NO_INTERVAL
    x, size = pair
    tail = (1 - confidence) / 2
    lower = 0.0 if x == 0 else float(special.betaincinv(x, size - x + 1, tail))
    upper = 1.0 if x == size else float(special.betainccinv(x + 1, size - x, tail))
    return lower, upper


def byar(events: SupportsFloat | None, *, confidence: SupportsFloat = 0.95) -> Interval:
    """Limits of a count of independent events; divide by person-years for those of a rate.

    Exact (chi-square) below 10 events, Byar's approximation from there. A count of 0 has an upper
    limit too: 3.69 at 95 %. ValueError for a negative count. Garwood F (1936), Biometrika
    28:437-442; Breslow NE, Day NE (1987), Statistical Methods in Cancer Research II, IARC.
    """
    confidence = as_confidence(confidence)
    count = as_count(events, "events")
    if count is None:
        return NO_INTERVAL
    if count < FEWEST_EVENTS_FOR_BYAR:
        return exact_count_limits(count, confidence)
    lower, upper = _byar_limits(count, _two_sided_z(confidence))
    return lower or 0.0, upper


def byar_formula(
    count: SupportsFloat | None, *, confidence: SupportsFloat = 0.95
) -> tuple[float | None, float | None]:
    """Byar's approximate limits of a count, however small: the formula alone, for comparison with
    figures that use it throughout. `byar` is the one to show.

    A lower limit that the formula makes negative is missing, as it is for a count of 0. A missing
    count has neither; ValueError for a negative one. Breslow NE, Day NE (1987), IARC.
    """
    confidence = as_confidence(confidence)
    known = as_count(count, "count")
    return NO_INTERVAL if known is None else _byar_limits(known, _two_sided_z(confidence))


def mean_interval(
    values: Iterable[SupportsFloat | None], *, confidence: SupportsFloat = 0.95
) -> Interval:
    """Student's t interval of the mean of `values`, in their own unit.

    Missing values are passed over; fewer than 2 give no interval. Not for skewed values such as
    waiting times, where the median tells more. Student (1908), Biometrika 6:1-25.
    """
    confidence = as_confidence(confidence)
    known = [value for value in as_numbers(values, "values") if value is not None]
    n = len(known)
    if n < 2:
        return NO_INTERVAL
    mean = math.fsum(known) / n
    # hypot is the root of the sum of squares without squares that overflow
    spread = math.hypot(*(value - mean for value in known))
    standard_error = spread / math.sqrt(n * (n - 1))
    half_width = float(special.stdtrit(n - 1, (1 + confidence) / 2)) * standard_error
    return mean - half_width, mean + half_width


def median_interval(
    values: Iterable[SupportsFloat | None], *, confidence: SupportsFloat = 0.95
) -> Interval:
    """Interval of the median of `values`, in their own unit: two of the values themselves.

    The k'th smallest and the k'th largest, where the chance of k - 1 or fewer of n tosses of a
    coin is at most half of what confidence leaves over; so it is never too narrow, and nothing is
    assumed about the values' distribution. Missing values are passed over. No interval where even
    the smallest and the largest are too narrow: below 6 values at 95 %, below 10 at 99.8 %.
    Thompson WR (1936), Ann Math Stat 7:122-128; Conover WJ (1999), Practical Nonparametric
    Statistics, section 3.2.
    """
    confidence = as_confidence(confidence)
    known = sorted(value for value in as_numbers(values, "values") if value is not None)
    rank = _rank_below_the_median(len(known), (1 - confidence) / 2)
    return (known[rank - 1], known[-rank]) if rank else NO_INTERVAL


def _events_of(events: SupportsFloat | None, n: SupportsFloat | None) -> tuple[float, float] | None:
    x, size = as_count(events, "events"), as_count(n, "n")
    if x is None or size is None:
        return None
    if x > size:
        raise ValueError(f"events ({events}) exceed n ({n}): that is a rate, not a proportion")
    return (x, size) if size > 0 else None


def _two_sided_z(confidence: float) -> float:
    return float(special.ndtri((1 + confidence) / 2))


def _byar_limits(count: float, z: float) -> tuple[float | None, float]:
    above = count + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    if count == 0:
        return None, upper
    root_of_lower = 1 - 1 / (9 * count) - z / (3 * math.sqrt(count))
    return (count * root_of_lower**3 if root_of_lower >= 0 else None), upper


def _rank_below_the_median(n: int, tail: float) -> int:
    """The largest k with P(X < k) at most `tail` among n tosses of a coin; 0 when there is none."""
    # A tail that a float holds a hair too small must not lose a rank that fits exactly
    most = tail * (1 + 1e-12)
    ranks = range(1, (n + 1) // 2 + 1)
    return bisect.bisect_right(ranks, most, key=lambda k: float(special.bdtr(k - 1, n, 0.5)))


def exact_count_limits(count: float, confidence: float) -> tuple[float, float]:
    """Garwood's limits of a checked count: the chi-square quantiles, written as those of the gamma
    distribution they are."""
    tail = (1 - confidence) / 2
    # Below this the quantile is less than any number a float can hold, and scipy answers nan
    lower = 0.0 if count < 1e-3 else float(special.gammaincinv(count, tail))
    return lower, float(special.gammainccinv(count + 1, tail))
