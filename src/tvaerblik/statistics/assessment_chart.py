"""What a chart of a series draws, from the same reading as its assessment."""

from dataclasses import dataclass

from tvaerblik.statistics.assessment_phase import LimitsKind, Phase, read_phase
from tvaerblik.statistics.assessment_series import Reading, Series, read_series
from tvaerblik.statistics.runs import FEWEST_USEFUL_POINTS


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """centre, lower, upper: as high as the value they belong to is drawn, None where there are none
    to draw. outside: beyond its limits. phase: its number, from 0."""

    label: str
    centre: float | None
    lower: float | None
    upper: float | None
    outside: bool
    phase: int


@dataclass(frozen=True, slots=True)
class DrawnPhase:
    """first, last: indexes of its points. since: as a person has decided it, None for the first.
    shifted: its level has moved, so that its centre describes no part of it well."""

    first: int
    last: int
    since: str | None
    centre: float | None
    baseline: int | None
    shifted: bool
    limits: LimitsKind


@dataclass(frozen=True, slots=True)
class SeriesChart:
    points: tuple[DrawnPoint, ...]
    phases: tuple[DrawnPhase, ...]


def chart_of(series: Series) -> SeriesChart:
    """Every phase by itself; limits are hidden where `assess` would hide them."""
    reading = read_series(series)
    spans = [span for span in reading.spans if span.end > span.first]
    phases = [read_phase(reading, span) for span in spans]
    points = [
        _drawn_point(reading, phase, place, number)
        for number, phase in enumerate(phases)
        for place in range(phase.span.end - phase.span.first)
    ]
    return SeriesChart(tuple(points), tuple(_drawn_phase(phase) for phase in phases))


def _drawn_point(reading: Reading, phase: Phase, place: int, number: int) -> DrawnPoint:
    i, limits = phase.span.first + place, phase.limits
    length, shown = reading.lengths[i], limits.kind != "none"
    lower = limits.lower[place] if shown else None
    upper = limits.upper[place] if shown else None
    centre = _centre_of(phase)
    return DrawnPoint(
        label=reading.points[i].label,
        centre=None if centre is None else centre * length,
        lower=None if lower is None else lower * length,
        upper=None if upper is None else upper * length,
        outside=shown and limits.outside[place],
        phase=number,
    )


def _drawn_phase(phase: Phase) -> DrawnPhase:
    return DrawnPhase(
        first=phase.span.first,
        last=phase.span.end - 1,
        since=phase.span.since,
        centre=_centre_of(phase),
        baseline=phase.baseline,
        shifted=phase.runs.signal,
        limits=phase.limits.kind,
    )


def _centre_of(phase: Phase) -> float | None:
    """The middle of a handful of points would pass for a level."""
    return phase.runs.centre if phase.n_points >= FEWEST_USEFUL_POINTS else None
