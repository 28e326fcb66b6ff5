"""What may be said about a series: one record, from which every sentence is built."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, SupportsFloat, get_args

from tvaerblik.statistics.assessment_nhs import read_nhs
from tvaerblik.statistics.assessment_phase import (
    LimitsKind,
    Phase,
    do_limits_vary,
    read_phase,
    widest,
)
from tvaerblik.statistics.assessment_series import (
    ChartKind,
    PhaseStart,
    Point,
    Reading,
    Series,
    as_series,
    has_ended,
    last_known,
    read_series,
)
from tvaerblik.statistics.assessment_warnings import Caution, find_dependence, find_warnings
from tvaerblik.statistics.inputs import as_number
from tvaerblik.statistics.runs import Run, RunChart

__all__ = ["Assessment", "PhaseStart", "Point", "Series", "Unusual", "assess"]

State = Literal["too_few", "shift", "unusual_now", "unusual_earlier", "stable"]
Direction = Literal["up", "down"]
Timing = Literal["ongoing", "earlier"]
Meaning = Literal["improvement", "deterioration", "change"]
Polarity = Literal["higher", "lower", "none"]
Rule = Literal["long_run", "few_crossings", "seven_run", "seven_trend", "two_of_three"]
Profile = Literal["dk", "nhs"]
TargetVerdict = Literal["out_of_reach", "always_met", "sometimes_met"]


@dataclass(frozen=True, slots=True)
class Unusual:
    """A point outside its limits. Value and limits as they are shown for that very period."""

    label: str
    value: float
    lower: float
    upper: float
    direction: Direction


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer of `assess`, about the last phase of the series.

    A `shift` has direction, timing, meaning, since, until, run_length and rule; `unusual_now`, the
    last known point outside the limits, has direction and meaning. Others have none of them.

    since, until: labels of the first and last point of the run that is spoken of.
    run_length: its number of points. It is `longest_run`, except when a shorter run that also
    exceeds the limit is going on now: what holds now matters more than what was longest.
    centre, target, lower, upper: in the unit of the series. centre and limits by standard length of
    a period; the limits are those of the last known point, None when they are hidden. Limits of the
    rules are None when there are too few points.

    From `chart` on, the fields came later: in an older record they are not told.
    Where too many points are hidden (the warning `many_masked`) the state is `too_few` and centre,
    limits and rules are as of no point at all.

    n_points: those with a number in the phase. baseline: so many first periods of the phase make
    centre and limits, None when all do.
    last_known: label of the last point with a number. Where two or more settled periods after it have
    none (the warning `no_recent_numbers`), nothing is `ongoing` and nothing `unusual_now`.
    limits_vary: by more than a tenth from point to point, so that lower and upper are of one alone.
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
    chart: ChartKind | None = None
    phase_since: str | None = None
    baseline: int | None = None
    n_points: int | None = None
    limits: LimitsKind = "none"
    lower: float | None = None
    upper: float | None = None
    sigma_z: float | None = None
    unusual: tuple[Unusual, ...] = ()
    target_verdict: TargetVerdict | None = None
    r1: float | None = None
    data_version: str | None = None
    last_known: str | None = None
    limits_vary: bool = False


def assess(
    series: Series | Iterable[Point | SupportsFloat | None],
    *,
    polarity: Polarity,
    target: SupportsFloat | None = None,
    profile: Profile = "dk",
) -> Assessment:
    """Whether the level of a series has moved, by the runs rules against its median; if it has not,
    which points lie outside the limits of its chart.

    polarity: which way is wanted, `higher`, `lower` or `none`. A change without a wanted direction
    is only a change, never good or bad. profile: `dk` (the two runs rules, then limits) or `nhs`
    (Making Data Count). ValueError for an unknown choice and for numbers no series can hold.
    """
    _check_choice(polarity, Polarity, "polarity")
    _check_choice(profile, Profile, "profile")
    reading = read_series(as_series(series))
    goal = as_number(target, "target")
    if profile == "nhs":
        return _assess_by_nhs(reading, polarity, goal)
    phase = read_phase(reading, reading.spans[-1])
    run = _shifted_run(phase.runs)
    is_long = run is not None and phase.runs.has_long_run
    unusual = _find_unusual(reading, phase)
    record = _record(
        reading,
        phase,
        polarity=polarity,
        target=goal,
        profile=profile,
        state="shift" if run else _state_of(reading, phase, unusual),
        shift=run if is_long else None,
        unusual=unusual,
    )
    if run is not None:
        return _with_shift(record, reading, phase, run, is_long=is_long)
    return _with_verdict(record, reading, phase)


def _check_choice(value: str, choices: object, name: str) -> None:
    allowed = get_args(choices)
    if value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")


def _state_of(reading: Reading, phase: Phase, unusual: tuple[Unusual, ...]) -> State:
    if phase.is_too_few:
        return "too_few"
    if not unusual:
        return "stable"
    is_last = unusual[-1].label == _label_of_last(reading, phase)
    is_now = is_last and not has_ended(reading, phase.span)
    return "unusual_now" if is_now else "unusual_earlier"


def _label_of_last(reading: Reading, phase: Phase) -> str | None:
    place = last_known(reading, phase.span)
    return None if place is None else reading.points[place].label


def _find_unusual(reading: Reading, phase: Phase) -> tuple[Unusual, ...]:
    limits = phase.limits
    if not any(limits.outside):
        return ()
    return tuple(
        _unusual_point(reading, phase, place)
        for place, is_outside in enumerate(limits.outside)
        if is_outside and limits.upper[place] is not None
    )


def _unusual_point(reading: Reading, phase: Phase, place: int) -> Unusual:
    i = phase.span.first + place
    lower, upper = phase.limits.lower[place], phase.limits.upper[place]
    value, level, length = reading.values[i], reading.levels[i], reading.lengths[i]
    assert lower is not None and upper is not None and value is not None and level is not None, i
    return Unusual(
        label=reading.points[i].label,
        value=value,
        lower=lower * length,
        upper=upper * length,
        # A rounded value may lie on the limit that its numerator and denominator lie beyond
        direction="up" if level > (lower + upper) / 2 else "down",
    )


def _record(
    reading: Reading,
    phase: Phase,
    *,
    polarity: Polarity,
    target: float | None,
    profile: Profile,
    state: State,
    shift: Run | None,
    unusual: tuple[Unusual, ...],
) -> Assessment:
    runs, limits, series = phase.runs, phase.limits, reading.series
    dependence = find_dependence(reading, phase, shift)
    now = unusual[-1] if state == "unusual_now" else None
    lower, upper = _limits_now(reading, phase)
    return Assessment(
        state=state,
        polarity=polarity,
        target=target,
        profile=profile,
        centre=runs.centre,
        n_useful=runs.n_useful,
        longest_run=runs.longest_run,
        longest_run_limit=runs.longest_run_limit,
        crossings=runs.crossings,
        crossings_limit=runs.crossings_limit,
        warnings=find_warnings(reading, phase, dependence),
        direction=now.direction if now else None,
        meaning=_meaning_of(now.direction, polarity) if now else None,
        chart=series.chart,
        phase_since=phase.span.since,
        baseline=phase.baseline,
        n_points=phase.n_points,
        limits=limits.kind,
        lower=lower,
        upper=upper,
        sigma_z=limits.sigma_z,
        unusual=unusual,
        r1=dependence.r1,
        data_version=series.data_version,
        last_known=_label_of_last(reading, phase),
        limits_vary=do_limits_vary(phase.limits),
    )


def _limits_now(reading: Reading, phase: Phase) -> tuple[float | None, float | None]:
    """Those of the last known point that has any."""
    limits, first = phase.limits, phase.span.first
    for place in reversed(range(len(limits.upper))):
        if limits.upper[place] is not None and reading.values[first + place] is not None:
            return limits.lower[place], limits.upper[place]
    return None, None


def _with_shift(
    record: Assessment, reading: Reading, phase: Phase, run: Run, *, is_long: bool
) -> Assessment:
    direction: Direction = "up" if run.side == "above" else "down"
    first = phase.span.first
    goes_on = run == phase.runs.runs[-1] and not has_ended(reading, phase.span)
    return replace(
        record,
        direction=direction,
        timing="ongoing" if goes_on else "earlier",
        meaning=_meaning_of(direction, record.polarity) if is_long else "change",
        since=reading.points[first + run.first].label,
        until=reading.points[first + run.last].label,
        run_length=run.length,
        rule="long_run" if is_long else "few_crossings",
    )


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


def _meaning_of(direction: Direction | None, polarity: Polarity) -> Meaning:
    if polarity == "none":
        return "change"
    return "improvement" if (direction == "up") == (polarity == "higher") else "deterioration"


def _with_verdict(record: Assessment, reading: Reading, phase: Phase) -> Assessment:
    """Whether a stable series can be expected to meet its target.

    By the widest limits of the phase, for a period with few behind it varies more than the latest may
    do; and by every number that is shown, which the reader holds against the target as it stands.
    """
    target = record.target
    if record.state != "stable" or record.polarity == "none":
        return record
    if target is None or record.lower is None:
        return record
    lower, upper = widest(phase.limits)
    shown = [x for x in reading.values[phase.span.first : phase.span.end] if x is not None]
    is_above = target > upper and target > max(shown)
    is_below = target < lower and target < min(shown)
    if not is_above and not is_below:
        return replace(record, target_verdict="sometimes_met")
    is_good_side = is_above == (record.polarity == "higher")
    return replace(record, target_verdict="out_of_reach" if is_good_side else "always_met")


def _assess_by_nhs(reading: Reading, polarity: Polarity, target: float | None) -> Assessment:
    phase, mark = read_nhs(reading, reading.spans[-1])
    unusual = _find_unusual(reading, phase)
    record = _record(
        reading,
        phase,
        polarity=polarity,
        target=target,
        profile="nhs",
        state="shift" if mark else _state_of(reading, phase, unusual),
        shift=None,
        unusual=unusual,
    )
    if mark is None:
        return _with_verdict(record, reading, phase)
    return replace(
        record,
        direction=mark.direction,
        timing="earlier" if has_ended(reading, phase.span) else "ongoing",
        meaning=_meaning_of(mark.direction, polarity),
        since=reading.points[mark.first].label,
        until=reading.points[mark.last].label,
        run_length=mark.length,
        rule=mark.rule,
    )
