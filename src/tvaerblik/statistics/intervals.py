"""Intervals of a proportion, a count and a mean.

Every function answers a pair `(lower, upper)`, and `(None, None)` where there is nothing to
build an interval on. Confidence is a proportion: 0.95, or 0.998 for limits that are to flag.
"""

import math
from collections.abc import Iterable
from typing import SupportsFloat

from scipy import special

from tvaerblik.statistics.inputs import as_count, as_numbers, check_confidence

Interval = tuple[float, float] | tuple[None, None]

NO_INTERVAL: Interval = (None, None)

# Byar's approximation is 0.2 % off at 10 events and gets worse quickly below; the English
# Fingertips figures switch to the exact limits here, and ours are to be comparable with them.
FEWEST_EVENTS_FOR_BYAR = 10


def wilson(
    events: SupportsFloat | None, n: SupportsFloat | None, *, confidence: float = 0.95
) -> Interval:
    """Score interval of the proportion events/n, both limits within 0 and 1.

    No interval when either is missing or n is 0; ValueError when events exceed n, for then it is
    a rate. Wilson EB (1927), J Am Stat Assoc 22:209-212; Newcombe RG (1998), Stat Med 17:857-872.
    """
    pair = _events_of(events, n, confidence)
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
    events: SupportsFloat | None, n: SupportsFloat | None, *, confidence: float = 0.95
) -> Interval:
    """Exact interval of the proportion events/n: never too narrow, usually too wide.

    Missing and impossible values as in `wilson`. Clopper CJ, Pearson ES (1934), Biometrika
    26:404-413, by quantiles of the beta distribution.
    """
    pair = _events_of(events, n, confidence)
    if pair is None:
        return NO_INTERVAL
    x, size = pair
    tail = (1 - confidence) / 2
    lower = 0.0 if x == 0 else float(special.betaincinv(x, size - x + 1, tail))
    upper = 1.0 if x == size else float(special.betainccinv(x + 1, size - x, tail))
    return lower, upper


def byar(events: SupportsFloat | None, *, confidence: float = 0.95) -> Interval:
    """Limits of a count of independent events; divide by person-years for those of a rate.

    Exact (chi-square) below 10 events, Byar's approximation from there. A count of 0 has an upper
    limit too: 3.69 at 95 %. ValueError for a negative count. Garwood F (1936), Biometrika
    28:437-442; Breslow NE, Day NE (1987), Statistical Methods in Cancer Research II, IARC.
    """
    check_confidence(confidence)
    count = as_count(events, "events")
    if count is None:
        return NO_INTERVAL
    if count < FEWEST_EVENTS_FOR_BYAR:
        return _exact_count_limits(count, confidence)
    z = _two_sided_z(confidence)
    above = count + 1
    lower = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    return max(lower, 0.0), upper


def mean_interval(values: Iterable[SupportsFloat | None], *, confidence: float = 0.95) -> Interval:
    """Student's t interval of the mean of `values`, in their own unit.

    Missing values are passed over; fewer than 2 give no interval. Not for skewed values such as
    waiting times, where the median tells more. Student (1908), Biometrika 6:1-25.
    """
    check_confidence(confidence)
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


def _events_of(
    events: SupportsFloat | None, n: SupportsFloat | None, confidence: float
) -> tuple[float, float] | None:
    check_confidence(confidence)
    x, size = as_count(events, "events"), as_count(n, "n")
    if x is None or size is None:
        return None
    if x > size:
        raise ValueError(f"events ({events}) exceed n ({n}): that is a rate, not a proportion")
    return (x, size) if size > 0 else None


def _two_sided_z(confidence: float) -> float:
    return float(special.ndtri((1 + confidence) / 2))


def _exact_count_limits(count: float, confidence: float) -> Interval:
    """The chi-square quantiles, written as those of the gamma distribution they are."""
    tail = (1 - confidence) / 2
    # Below this the quantile is less than any number a float can hold, and scipy answers nan
    lower = 0.0 if count < 1e-3 else float(special.gammaincinv(count, tail))
    return lower, float(special.gammainccinv(count + 1, tail))
