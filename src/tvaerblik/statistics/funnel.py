"""Funnel plots: which units differ from the target by more than their size explains.

Three kinds. A *proportion* has events of a number; a *rate* events of person-years, or of
whatever runs the risk; a *ratio* events against the number expected. Limits are at 95 % and at
99.8 %: among 98 municipalities alike, 5 lie outside the first and hardly one outside the second.
So only the second says "outside", and the first is a hint.

Spiegelhalter DJ (2005), Stat Med 24:1185-1202; Spiegelhalter DJ et al. (2012), J R Statist Soc A
175:1-47; exact limits of counts: Garwood F (1936), Biometrika 28:437-442.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, SupportsFloat

from tvaerblik.statistics.funnel_limits import (
    FunnelLimits,
    Kind,
    as_target,
    check_kind,
    limits_at,
)
from tvaerblik.statistics.inputs import SMALLEST_DENOMINATOR, as_count
from tvaerblik.statistics.overdispersion import (
    Overdispersion,
    Pair,
    spread_of_proportions,
    spread_of_ratios,
)

Flag = Literal["above", "hint_above", "inside", "hint_below", "below", "none"]
Numbers = Iterable[SupportsFloat | None]

# With fewer, the spread between units is itself too uncertain to widen anything by
FEWEST_UNITS_FOR_OVERDISPERSION = 10

# A unit above this share of everything is much of the average it would be compared with
LARGEST_SHARE_OF_THE_REFERENCE = 0.1


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """`flag`: above or below the 99.8 % limits, hint_ above or below only those of 95 %, inside;
    "none" where there is no value or nothing to compare it with."""

    value: float | None
    denominator: float | None
    lower_95: float | None
    upper_95: float | None
    lower_998: float | None
    upper_998: float | None
    flag: Flag


@dataclass(frozen=True, slots=True)
class Funnel:
    """Units in the order given. `phi` and `tau2` are None unless overdispersion was asked for;
    `tau2` also with fewer than 10 units, and then the limits are the plain ones."""

    kind: Kind
    target: float | None
    units: tuple[FunnelUnit, ...]
    phi: float | None
    tau2: float | None


@dataclass(frozen=True, slots=True)
class Reference:
    """What a unit is compared with; None when nobody else is left."""

    target: float | None
    unit_excluded: bool


def funnel(
    kind: Kind,
    events: Numbers,
    denominators: Numbers,
    *,
    target: SupportsFloat | None = None,
    overdispersion: bool = False,
) -> Funnel:
    """Limits and a flag for every unit: events and denominators, one number a unit.

    The denominators of a ratio are the expected events and its target is 1; for the others the
    target is all units' events over all their denominators, unless one is given. Proportions have
    score limits p ± z·√(p(1-p)/n) within 0 and 1, counts exact limits of the expected count.

    `overdispersion` widens them by the variance between units τ² (see `Overdispersion`), to
    target·exp(±z·√(1/expected + τ²)), or likewise on the scale of arcsine of the root; where those
    are narrower than the plain limits, the plain ones stand.

    A unit lacking either number, or with a denominator of 0, is flagged "none" and is no part of
    the target. ValueError when lengths differ and when events exceed the denominator of a
    proportion. Fewer than 10 expected events are for the caller to leave uncompared.
    """
    check_kind(kind)
    pairs = _pairs(events, denominators)
    if kind == "proportion":
        _check_proportions(pairs)
    centre = _target_of(kind, pairs, target)
    found = _overdispersion_of(kind, pairs, centre) if overdispersion else None
    tau2 = found.tau2 if found and _count(found.z) >= FEWEST_UNITS_FOR_OVERDISPERSION else None
    return Funnel(
        kind=kind,
        target=centre,
        units=tuple(_unit(kind, x, n, centre, tau2) for x, n in pairs),
        phi=found.phi if found else None,
        tau2=tau2,
    )


def reference_for(events: Numbers, denominators: Numbers, index: int) -> Reference:
    """What to compare unit number `index` (from 0) with: all units' events over all their
    denominators, but without the unit itself when it is more than a tenth of the denominators.

    Otherwise a region of a third of the country is compared a third with itself, and never
    differs much. Units lacking either number are passed over.
    """
    pairs = _pairs(events, denominators)
    if not 0 <= index < len(pairs):
        raise ValueError(f"index must be a unit's number, 0 to {len(pairs) - 1}, not {index}")
    own = pairs[index][1] if pairs[index][0] is not None else None
    everything = math.fsum(n for x, n in pairs if x is not None and n is not None)
    excluded = (own or 0.0) > LARGEST_SHARE_OF_THE_REFERENCE * everything
    rest = [pair for number, pair in enumerate(pairs) if number != index or not excluded]
    return Reference(_pooled(rest), excluded)


# Units ----------------------------------------------------------------------------------------------


def _unit(
    kind: Kind, events: float | None, n: float | None, target: float | None, tau2: float | None
) -> FunnelUnit:
    limits = limits_at(kind, n, target, tau2)
    value = None
    if events is not None and n is not None and n >= SMALLEST_DENOMINATOR:
        value = events / n
    return FunnelUnit(
        value=value,
        denominator=n,
        lower_95=limits.lower_95,
        upper_95=limits.upper_95,
        lower_998=limits.lower_998,
        upper_998=limits.upper_998,
        flag=_flag(value, limits),
    )


def _flag(value: float | None, limits: FunnelLimits) -> Flag:
    if value is None or limits.lower_95 is None or limits.upper_95 is None:
        return "none"
    assert limits.lower_998 is not None and limits.upper_998 is not None, limits
    if value > limits.upper_95:
        return "above" if value > limits.upper_998 else "hint_above"
    if value < limits.lower_95:
        return "below" if value < limits.lower_998 else "hint_below"
    return "inside"


# The target and the spread around it -----------------------------------------------------------------


def _target_of(kind: Kind, pairs: Sequence[Pair], given: SupportsFloat | None) -> float | None:
    target = as_target(kind, given)
    if target is not None:
        return target
    return 1.0 if kind == "ratio" else _pooled(pairs)


def _pooled(pairs: Iterable[Pair]) -> float | None:
    known = [
        (x, n) for x, n in pairs if x is not None and n is not None and n >= SMALLEST_DENOMINATOR
    ]
    if not known:
        return None
    return math.fsum(x for x, _ in known) / math.fsum(n for _, n in known)


def _overdispersion_of(
    kind: Kind, pairs: Sequence[Pair], target: float | None
) -> Overdispersion | None:
    if target is None:
        return None
    if kind == "proportion":
        return spread_of_proportions(pairs, target)
    return spread_of_ratios([(x, None if n is None else target * n) for x, n in pairs])


def _count(z: Iterable[float | None]) -> int:
    return sum(one is not None for one in z)


# What is refused -------------------------------------------------------------------------------------


def _pairs(events: Numbers, denominators: Numbers) -> list[Pair]:
    xs = [as_count(count, "events") for count in events]
    ns = [as_count(size, "denominators") for size in denominators]
    if len(xs) != len(ns):
        raise ValueError(
            f"there are {len(xs)} events and {len(ns)} denominators: one of each a unit"
        )
    return list(zip(xs, ns, strict=True))


def _check_proportions(pairs: Iterable[Pair]) -> None:
    for number, (x, n) in enumerate(pairs):
        if x is not None and n is not None and x > n:
            raise ValueError(
                f"events ({x:g}) exceed the denominator ({n:g}) of unit {number}, counted from 0: "
                "that is a rate, not a proportion"
            )
