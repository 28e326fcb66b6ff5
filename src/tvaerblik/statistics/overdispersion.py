"""More spread between units than chance: how much, and how far to widen a funnel for it.

Spiegelhalter DJ (2005), Qual Saf Health Care 14:347-351; Spiegelhalter DJ et al. (2012), J R
Statist Soc A 175:1-47; as NHS England's SHMI, which cuts the most deviating units off each end.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import SupportsFloat

from tvaerblik.statistics.inputs import LARGEST_COUNT, SMALLEST_DENOMINATOR, as_count

# Nothing has no logarithm: fewer than half an event counts as half of one, the usual correction
_HALF_AN_EVENT = 0.5


Pair = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """`phi` is the mean of the squared z: 1 when chance alone spreads the units. `tau2` is the
    variance between units on the transformed scale, 0 when chance explains all, None when there
    are not two units to compare. `z` has every unit, those cut off and the missing (None) too."""

    phi: float | None
    tau2: float | None
    z: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class _Deviation:
    z: float
    weight: float  # 1/s², s being the standard error on the transformed scale


def overdispersion(
    observed: Iterable[SupportsFloat | None],
    expected: Iterable[SupportsFloat | None],
    *,
    trim: float = 0.1,
) -> Overdispersion:
    """Of events observed against those expected, on the scale of log(observed/expected).

    One number a unit; a unit where either is missing, or where nothing is expected, is left out
    and has no z. φ and τ² are computed without the `trim` share of the units at each end, whole
    units, so nothing is cut off 9 units at 0.1. That keeps a few outliers from hiding themselves;
    it also cuts the ends off an even spread, so τ² is a cautious one. No events count as half of
    one. ValueError when lengths differ.
    """
    xs = [as_count(count, "observed") for count in observed]
    es = [as_count(count, "expected") for count in expected]
    if len(xs) != len(es):
        raise ValueError(f"there are {len(xs)} observed and {len(es)} expected: one of each a unit")
    return spread_of_ratios(list(zip(xs, es, strict=True)), trim=trim)


def spread_of_ratios(pairs: Sequence[Pair], *, trim: float = 0.1) -> Overdispersion:
    """As `overdispersion`, of checked pairs of observed and expected."""
    return _spread([_of_ratio(*pair) for pair in pairs], trim)


def spread_of_proportions(
    pairs: Sequence[Pair], target: float, *, trim: float = 0.1
) -> Overdispersion:
    """Of checked pairs of events and denominator against the `target` proportion, on the scale of
    arcsine of the root."""
    return _spread([_of_proportion(*pair, target) for pair in pairs], trim)


def _of_ratio(observed: float | None, expected: float | None) -> _Deviation | None:
    if observed is None or expected is None or expected < SMALLEST_DENOMINATOR:
        return None
    log_ratio = math.log(max(observed, _HALF_AN_EVENT) / expected)
    return _Deviation(log_ratio * math.sqrt(expected), expected)


def _of_proportion(events: float | None, n: float | None, target: float) -> _Deviation | None:
    if events is None or n is None or n < SMALLEST_DENOMINATOR:
        return None
    distance = math.asin(math.sqrt(events / n)) - math.asin(math.sqrt(target))
    return _Deviation(2 * math.sqrt(n) * distance, 4 * n)


def _spread(deviations: list[_Deviation | None], trim: float) -> Overdispersion:
    if not 0 <= trim < 0.5:
        raise ValueError(f"trim must be a share from 0 to below 0.5 (0.1 is 10 %), not {trim}")
    z = tuple(None if one is None else one.z for one in deviations)
    known = sorted((one for one in deviations if one is not None), key=lambda one: one.z)
    # A tenth of 30 must cut 3, whatever the float of a tenth says
    cut = math.floor(len(known) * trim + 1e-9)
    kept = known[cut : len(known) - cut]
    if not kept:
        return Overdispersion(None, None, z)
    squares = math.fsum(one.z**2 for one in kept)
    return Overdispersion(squares / len(kept), _between(kept, squares), z)


def _between(kept: list[_Deviation], squares: float) -> float | None:
    """(Σz² - (n - 1)) / (Σw - Σw²/Σw), with the divisor as a sum of positive terms: one unit much
    larger than the others would leave a difference of nothing."""
    largest, *others = sorted((one.weight for one in kept), reverse=True)
    rest = math.fsum(others)
    total = largest + rest
    divisor = largest * (rest / total) + math.fsum(
        weight * ((total - weight) / total) for weight in others
    )
    if divisor == 0:
        return None
    return min(max(squares - (len(kept) - 1), 0.0) / divisor, LARGEST_COUNT)
