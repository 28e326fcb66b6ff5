"""What has to be said beside an assessment, because it weakens it or bounds what it is about."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tvaerblik.statistics.assessment_phase import Phase
from tvaerblik.statistics.assessment_series import Point, Reading, has_ended, has_number, place_of
from tvaerblik.statistics.runs import FEWEST_USEFUL_POINTS, Run

Caution = Literal[
    "provisional_points",
    "masked_points",
    "many_masked",
    "partial_points",
    "mostly_partial",
    "missing_points",
    "no_recent_numbers",
    "half_on_centre",
    "autocorrelated",
    "seasonal",
    "more_than_chance",
    "trial_limits",
    "unequal_periods",
    "break_in_series",
]

# A deviation below this part of the value itself is arithmetic, not variation
ROUNDING_ERROR = 1e-12

# Above this factor the numbers behind a share or a rate cannot alone account for its variation
MORE_THAN_CHANCE = 1.5

# A year is compared with the year before only when there are three of them
MONTHS = 12
FEWEST_MONTHS_FOR_SEASON = 36

# Standard errors of a correlation. In pure noise 1 to 2 % of series exceed it; a season that swings
# one and a half standard deviations of the noise to each side does in 78 % of three years
CLEARLY_BEYOND_CHANCE = 2.0


@dataclass(frozen=True, slots=True)
class Dependence:
    """r1: how much neighbours resemble each other, None when that cannot be said."""

    r1: float | None
    autocorrelated: bool
    seasonal: bool


NO_DEPENDENCE = Dependence(None, False, False)


def find_warnings(reading: Reading, phase: Phase, dependence: Dependence) -> tuple[Caution, ...]:
    """Of the phase alone: what came before it is not part of the assessment."""
    span, limits = phase.span, phase.limits
    points = reading.points[span.first : span.end]
    partial = _partial_places(reading, phase)
    found: dict[Caution, bool] = {
        "provisional_points": any(p.provisional and not p.masked for p in points),
        "masked_points": any(p.masked for p in points),
        "many_masked": phase.many_masked,
        "partial_points": bool(partial),
        "mostly_partial": any(reading.values[place] is not None for place in partial),
        "missing_points": any(_is_missing(p) for p in points),
        "no_recent_numbers": has_ended(reading, span),
        "half_on_centre": phase.runs.void and phase.n_points >= FEWEST_USEFUL_POINTS,
        "autocorrelated": dependence.autocorrelated,
        "seasonal": dependence.seasonal,
        "more_than_chance": (limits.sigma_z or 0.0) > MORE_THAN_CHANCE,
        "trial_limits": limits.kind == "trial",
        "unequal_periods": reading.levels is not reading.values,
        "break_in_series": _has_break(reading, phase),
    }
    return tuple(warning for warning, holds in found.items() if holds)


def _is_missing(point: Point) -> bool:
    return not point.provisional and not has_number(point)


def _partial_places(reading: Reading, phase: Phase) -> list[int]:
    """Those that have a number that may be used; where one of them is used, all are."""
    points = reading.points
    return [
        place
        for place in range(phase.span.first, phase.span.end)
        if points[place].partial
        and not (points[place].masked or points[place].provisional)
        and not _is_missing(points[place])
    ]


def _has_break(reading: Reading, phase: Phase) -> bool:
    """A break where the phase begins is what the phase answers to."""
    first, end = phase.span.first, phase.span.end
    return any(first < place_of(reading.points, label) < end for label in reading.series.breaks)


def find_dependence(reading: Reading, phase: Phase, shift: Run | None) -> Dependence:
    """Whether neighbours, or the same month of two years, resemble each other more than chance allows.

    Only likeness counts: neighbours that differ too much make long runs rarer, not false.
    A real shift makes neighbours alike too, and a warning that every true signal is suspect would
    be useless. So the deviations are taken from the level of each side of the shift's borders.
    """
    levels = reading.levels[phase.span.first : phase.span.end]
    if phase.many_masked or phase.n_points < FEWEST_USEFUL_POINTS:
        return NO_DEPENDENCE
    borders = (shift.first, shift.last + 1) if shift else ()
    deviations = _deviations_by_level(levels, borders)
    largest = max(abs(level) for level in levels if level is not None)
    scale = max(abs(deviation) for deviation in deviations if deviation is not None)
    # Values that are all alike leave rounding errors, and those follow each other closely
    if scale <= ROUNDING_ERROR * largest:
        return NO_DEPENDENCE
    scaled = [None if deviation is None else deviation / scale for deviation in deviations]
    n, r1 = phase.n_points, _correlation(scaled, 1)
    is_monthly = n >= FEWEST_MONTHS_FOR_SEASON and _is_month(reading.points[phase.span.first].label)
    return Dependence(
        r1=r1,
        autocorrelated=r1 > 2 / math.sqrt(n),
        seasonal=is_monthly and _correlation(scaled, MONTHS) > _chance_of_season(n),
    )


def _correlation(deviations: Sequence[float | None], lag: int) -> float:
    total = math.fsum(one * one for one in deviations if one is not None)
    lagged = math.fsum(
        before * after
        for before, after in zip(deviations, deviations[lag:], strict=False)
        if before is not None and after is not None
    )
    return lagged / total


def _chance_of_season(n: int) -> float:
    """The sum over n - 12 pairs, divided by one over n points, has this standard error in noise."""
    return CLEARLY_BEYOND_CHANCE * math.sqrt(n - MONTHS) / n


def _is_month(label: str) -> bool:
    """2026-03, not 2026-Q1 or 2026-W12."""
    return len(label) == 7 and label[4] == "-" and label[:4].isdigit() and label[5:].isdigit()


def _deviations_by_level(
    levels: Sequence[float | None], borders: Sequence[int]
) -> list[float | None]:
    deviations: list[float | None] = []
    for start, end in itertools.pairwise((0, *borders, len(levels))):
        stretch = levels[start:end]
        known = [level for level in stretch if level is not None]
        mean = math.fsum(known) / len(known) if known else 0.0
        deviations.extend(None if level is None else level - mean for level in stretch)
    return deviations
