"""What may be said about a series: one record, from which every sentence is built."""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, SupportsFloat, get_args

from tvaerblik.statistics.inputs import as_number
from tvaerblik.statistics.runs import FEWEST_USEFUL_POINTS, Run, RunChart, run_chart

State = Literal["too_few", "shift", "stable"]
Direction = Literal["up", "down"]
Timing = Literal["ongoing", "earlier"]
Meaning = Literal["improvement", "deterioration", "change"]
Polarity = Literal["higher", "lower", "none"]
Rule = Literal["long_run", "few_crossings"]
Profile = Literal["dk"]
Caution = Literal[
    "provisional_points", "masked_points", "missing_points", "half_on_centre", "autocorrelated"
]

# A deviation below this part of the value itself is arithmetic, not variation
ROUNDING_ERROR = 1e-12


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series, in the order of time; `label` is the period's id, e.g. 2026-03.

    A provisional point may still change and a masked one may not be shown. Neither enters the
    centre or the rules, even when its value is known, for what the rules say can be read back.
    """

    label: str
    value: float | None
    provisional: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer of `assess`. Only a `shift` has direction, timing, meaning, since and rule.

    since, until: labels of the first and last point of the run that is spoken of.
    run_length: its number of points. It is `longest_run`, except when a shorter run that also
    exceeds the limit is going on now: what holds now matters more than what was longest.
    centre and target: in the unit of the series. The limits are None when there are too few points.
    """

    state: State
    polarity: Polarity
    target: float | None
    profile: Profile
    centre: float | None
    n_useful: int
    longest_run: int
    longest_run_limit: int | None
    crossings: int
    crossings_limit: int | None
    warnings: tuple[Caution, ...]
    direction: Direction | None = None
    timing: Timing | None = None
    meaning: Meaning | None = None
    since: str | None = None
    until: str | None = None
    run_length: int | None = None
    rule: Rule | None = None


def assess(
    series: Iterable[Point],
    *,
    polarity: Polarity,
    target: SupportsFloat | None = None,
    profile: Profile = "dk",
) -> Assessment:
    """Whether the level of a series has moved, by the runs rules against its own median.

    polarity: which way is wanted, `higher`, `lower` or `none`. ValueError for an unknown polarity
    or profile. A change without a wanted direction is only a change, never good or bad.
    """
    _check_choice(polarity, Polarity, "polarity")
    _check_choice(profile, Profile, "profile")
    points = tuple(series)
    values = [_value_for_rules(point) for point in points]
    chart = run_chart(values)
    run = _shifted_run(chart)
    ongoing = run is not None and run == chart.runs[-1]
    is_long = run is not None and chart.has_long_run
    direction = _direction_of(run)
    return Assessment(
        state=_state_of(chart),
        polarity=polarity,
        target=as_number(target, "target"),
        profile=profile,
        centre=chart.centre,
        n_useful=chart.n_useful,
        longest_run=chart.longest_run,
        longest_run_limit=chart.longest_run_limit,
        crossings=chart.crossings,
        crossings_limit=chart.crossings_limit,
        warnings=_find_warnings(points, values, chart, run if is_long else None),
        direction=direction,
        timing=None if run is None else "ongoing" if ongoing else "earlier",
        meaning=_meaning_of(direction, polarity) if is_long else "change" if run else None,
        since=points[run.first].label if run else None,
        until=points[run.last].label if run else None,
        run_length=run.length if run else None,
        rule=None if run is None else "long_run" if is_long else "few_crossings",
    )


def _check_choice(value: str, choices: object, name: str) -> None:
    allowed = get_args(choices)
    if value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")


def _value_for_rules(point: Point) -> float | None:
    left_out = point.provisional or point.masked
    return None if left_out else as_number(point.value, f"value of {point.label}")


def _state_of(chart: RunChart) -> State:
    if chart.void or chart.n_useful < FEWEST_USEFUL_POINTS:
        return "too_few"
    return "shift" if chart.signal else "stable"


def _shifted_run(chart: RunChart) -> Run | None:
    """The run a shift is told by; None when there is no shift.

    A run that is too long and still going on comes first, even when an older one was longer:
    after a rise the median often lies so that the old, low points make the longest run, and to
    say "it was lower" of a level that has risen would send the reader the wrong way. Otherwise
    the longest, the latest of equals. Few crossings alone point at no run, so the last is taken.
    """
    if not chart.signal:
        return None
    last = chart.runs[-1]
    if not chart.has_long_run:
        return last
    limit = chart.longest_run_limit
    if limit is not None and last.length > limit:
        return last
    return max(chart.runs, key=lambda run: (run.length, run.first))


def _direction_of(run: Run | None) -> Direction | None:
    if run is None:
        return None
    return "up" if run.side == "above" else "down"


def _meaning_of(direction: Direction | None, polarity: Polarity) -> Meaning:
    if polarity == "none":
        return "change"
    return "improvement" if (direction == "up") == (polarity == "higher") else "deterioration"


def _find_warnings(
    points: Sequence[Point],
    values: Sequence[float | None],
    chart: RunChart,
    shift: Run | None,
) -> tuple[Caution, ...]:
    n_known = sum(value is not None for value in values)
    found: dict[Caution, bool] = {
        "provisional_points": any(p.provisional and not p.masked for p in points),
        "masked_points": any(p.masked for p in points),
        "missing_points": any(_is_missing(p) for p in points),
        "half_on_centre": chart.void and n_known >= FEWEST_USEFUL_POINTS,
        "autocorrelated": _is_autocorrelated(values, shift),
    }
    return tuple(warning for warning, holds in found.items() if holds)


def _is_missing(point: Point) -> bool:
    known = as_number(point.value, f"value of {point.label}") is not None
    return not (known or point.masked or point.provisional)


def _is_autocorrelated(values: Sequence[float | None], shift: Run | None) -> bool:
    """Whether neighbours resemble each other more than chance allows: r1 > 2/√n.

    Only likeness counts: neighbours that differ too much make long runs rarer, not false.
    A real shift makes neighbours alike too, and a warning that every true signal is suspect would
    be useless. So the deviations are taken from the level of each side of the shift's borders.
    """
    borders = (shift.first, shift.last + 1) if shift else ()
    deviations = _deviations_by_level(values, borders)
    known = [deviation for deviation in deviations if deviation is not None]
    if len(known) < FEWEST_USEFUL_POINTS:
        return False
    scale = max(abs(deviation) for deviation in known)
    # Values that are all alike leave rounding errors, and those follow each other closely
    if scale <= ROUNDING_ERROR * max(abs(value) for value in values if value is not None):
        return False
    total = math.fsum((deviation / scale) ** 2 for deviation in known)
    lagged = math.fsum(
        (before / scale) * (after / scale)
        for before, after in itertools.pairwise(deviations)
        if before is not None and after is not None
    )
    return lagged / total > 2 / math.sqrt(len(known))


def _deviations_by_level(
    values: Sequence[float | None], borders: Sequence[int]
) -> list[float | None]:
    deviations: list[float | None] = []
    for start, end in itertools.pairwise((0, *borders, len(values))):
        level = values[start:end]
        known = [value for value in level if value is not None]
        mean = math.fsum(known) / len(known) if known else 0.0
        deviations.extend(None if value is None else value - mean for value in level)
    return deviations
