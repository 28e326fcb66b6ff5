"""The limits of a funnel at a target: along an axis, for a unit, or by the events observed.

A *proportion* has score limits p ± z·√(p(1-p)/n). A *rate* and a *ratio* have exact limits of the
count expected at the target (Garwood F (1936), Biometrika 28:437-442): χ²(p; 2E)/2 and
χ²(1-p; 2E+2)/2 over the denominator. At 95 and 99.8 %.

Spiegelhalter DJ (2005), Stat Med 24:1185-1202.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, SupportsFloat, get_args

from scipy import special

from tvaerblik.statistics.inputs import (
    LARGEST_NUMBER,
    SMALLEST_DENOMINATOR,
    as_confidence,
    as_count,
    as_number,
)
from tvaerblik.statistics.intervals import Interval, exact_count_limits

Kind = Literal["proportion", "rate", "ratio"]

# The most events that can be counted, in the smallest denominator there is
_LARGEST_TARGET = 1e25

INSIDE, OUTSIDE = 0.95, 0.998


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """All None where there is no denominator or no target."""

    denominator: float | None
    lower_95: float | None
    upper_95: float | None
    lower_998: float | None
    upper_998: float | None


@dataclass(frozen=True, slots=True)
class LimitsForObserved:
    """Where the limits lie that a unit with exactly `observed` events would touch: each limit as a
    ratio or rate, and the denominator it is touched at. A count of 0 touches no upper limit."""

    observed: float
    lower_95: float
    upper_95: float | None
    lower_998: float
    upper_998: float | None
    denominator_lower_95: float
    denominator_upper_95: float
    denominator_lower_998: float
    denominator_upper_998: float


def funnel_curve(
    kind: Kind,
    target: SupportsFloat | None,
    denominators: Iterable[SupportsFloat | None],
    *,
    tau2: SupportsFloat | None = None,
) -> tuple[FunnelLimits, ...]:
    """The limits of `funnel` at each denominator, for drawing its curves; with the funnel's own
    `target` and `tau2` they go through its units' limits."""
    check_kind(kind)
    centre = as_target(kind, target)
    between = as_count(tau2, "tau2")
    sizes = [as_count(size, "denominators") for size in denominators]
    return tuple(limits_at(kind, size, centre, between) for size in sizes)


def ratio_limits(expected: SupportsFloat | None, *, confidence: SupportsFloat = 0.95) -> Interval:
    """Exact limits of observed over expected when all that is expected is `expected` events.

    χ²(p; 2E)/2E and χ²(1-p; 2E+2)/2E. None for nothing expected; ValueError when negative.
    """
    confidence = as_confidence(confidence)
    mean = as_count(expected, "expected")
    if mean is None or mean < SMALLEST_DENOMINATOR:
        return None, None
    lower, upper = exact_count_limits(mean, confidence)
    return lower / mean, upper / mean


def funnel_limits_for_observed(
    observed: SupportsFloat, *, target: SupportsFloat = 1
) -> LimitsForObserved:
    """The funnel of a ratio (target 1) or a rate by the events observed, for tables and axes.

    A unit with this many events lies on the lower limit when its denominator is the exact upper
    limit of the count over the target. The denominator is expected events for target 1, person-
    years for a rate; divide by the years for a population. ValueError for a target of 0.

    These are not quite the limits that `funnel` has at the same denominator, for here the observed
    count has the interval and there the expected one: at 10 events the lower limit of a ratio is
    0.54 here and 0.60 there, the upper 2.09 and 2.37; from 500 they agree within 0.2 %.
    """
    count, centre = as_count(observed, "observed"), as_count(target, "target")
    if count is None or not centre or centre < SMALLEST_DENOMINATOR:
        raise ValueError(
            f"observed must be a count and target above 0, not {observed} and {target}"
        )
    least, most = (exact_count_limits(count, INSIDE), exact_count_limits(count, OUTSIDE))
    return LimitsForObserved(
        observed=count,
        lower_95=centre * (count / least[1]),
        upper_95=_over(count, least[0], centre),
        lower_998=centre * (count / most[1]),
        upper_998=_over(count, most[0], centre),
        denominator_lower_95=least[1] / centre,
        denominator_upper_95=least[0] / centre,
        denominator_lower_998=most[1] / centre,
        denominator_upper_998=most[0] / centre,
    )


def check_kind(kind: str) -> None:
    if kind not in get_args(Kind):
        raise ValueError(f"kind must be one of {', '.join(get_args(Kind))}, not '{kind}'")


def as_target(kind: Kind, target: SupportsFloat | None) -> float | None:
    """A checked target; what is counted per unit of the denominator may be more than can be
    counted in all, where the unit is a small one."""
    found = as_number(target, "target")
    most = 1.0 if kind == "proportion" else _LARGEST_TARGET
    if found is not None and not 0 <= found <= most:
        raise ValueError(f"the target of a {kind} lies between 0 and {most:g}, not at {target}")
    return found


def limits_at(
    kind: Kind, n: float | None, target: float | None, tau2: float | None
) -> FunnelLimits:
    if n is None or target is None or n < SMALLEST_DENOMINATOR:
        return FunnelLimits(n, None, None, None, None)
    inner, outer = (_pair(kind, n, target, tau2, level) for level in (INSIDE, OUTSIDE))
    return FunnelLimits(n, *inner, *outer)


def _pair(
    kind: Kind, n: float, target: float, tau2: float | None, confidence: float
) -> tuple[float, float]:
    z = float(special.ndtri((1 + confidence) / 2))
    plain = _plain(kind, n, target, z, confidence)
    if not tau2:
        return plain
    wide = _widened(kind, n, target, z, tau2)
    # The transformed scales are approximations, and with few expected they are narrower than the
    # limits of chance alone, which no variance between units can take away
    return min(plain[0], wide[0]), max(plain[1], wide[1])


def _plain(kind: Kind, n: float, target: float, z: float, confidence: float) -> tuple[float, float]:
    if kind == "proportion":
        reach = z * math.sqrt(target * (1 - target) / n)
        return max(target - reach, 0.0), min(target + reach, 1.0)
    lower, upper = exact_count_limits(target * n, confidence)
    return lower / n, upper / n


def _widened(kind: Kind, n: float, target: float, z: float, tau2: float) -> tuple[float, float]:
    if kind == "proportion":
        return _widened_proportion(n, target, z, tau2)
    if target * n < SMALLEST_DENOMINATOR:
        return target, target
    # Beyond this there is no limit to speak of, and an exponential would overflow
    factor = math.exp(min(z * math.sqrt(1 / (target * n) + tau2), 600.0))
    return target / factor, min(target * factor, LARGEST_NUMBER)


def _widened_proportion(n: float, target: float, z: float, tau2: float) -> tuple[float, float]:
    """Angles run from 0 (none) to a right one (all)."""
    angle, reach = math.asin(math.sqrt(target)), z * math.sqrt(1 / (4 * n) + tau2)
    lower, upper = max(angle - reach, 0.0), min(angle + reach, math.pi / 2)
    return min(math.sin(lower) ** 2, target), max(math.sin(upper) ** 2, target)


def _over(count: float, denominator: float, target: float) -> float | None:
    """None where no denominator is small enough for the count to be too many."""
    if denominator == 0:
        return None
    return min(target * (count / denominator), LARGEST_NUMBER)
