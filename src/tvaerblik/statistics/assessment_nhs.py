"""The last phase of a series by the rules of Making Data Count, for those who have chosen them.

They judge the newest point: what they marked earlier is history. The chart is always an i chart,
its centre the mean, and its limits stay when a rule holds, as in the programme's own charts.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tvaerblik.statistics.assessment_phase import (
    FEWEST_FOR_LIMITS,
    NO_LIMITS,
    Phase,
    has_many_masked,
    limits_of,
    unjudged,
)
from tvaerblik.statistics.assessment_series import Reading, Span
from tvaerblik.statistics.making_data_count import making_data_count
from tvaerblik.statistics.runs import run_chart

NhsRule = Literal["seven_run", "seven_trend", "two_of_three"]

RULE_NAMES: dict[str, NhsRule] = {
    "7 Points Above CL": "seven_run",
    "7 Points Below CL": "seven_run",
    "7 Point Trend (Increasing)": "seven_trend",
    "7 Point Trend (Decreasing)": "seven_trend",
    "2 in 3 Above CL": "two_of_three",
    "2 in 3 Below CL": "two_of_three",
}
UPWARDS = ("7 Points Above CL", "7 Point Trend (Increasing)", "2 in 3 Above CL")


@dataclass(frozen=True, slots=True)
class NhsFinding:
    """The rule that marks the newest point, over the points from `first` to `last` (indexes in the
    series), `length` of them known."""

    rule: NhsRule
    direction: Literal["up", "down"]
    first: int
    last: int
    length: int


def read_nhs(reading: Reading, span: Span) -> tuple[Phase, NhsFinding | None]:
    levels = reading.levels[span.first : span.end]
    n_points = len(levels) - levels.count(None)
    if has_many_masked(reading, span, span.baseline):
        return unjudged(span, n_points), None
    found = making_data_count(levels, baseline=span.baseline)
    centre = found.chart.phases[0].centre if found.chart.phases else None
    runs = run_chart(levels, centre=centre)
    phase = Phase(span, span.baseline, n_points, runs, NO_LIMITS)
    if phase.is_too_few:
        return phase, None
    if n_points >= FEWEST_FOR_LIMITS:
        limits = limits_of(reading, span, found.chart, 1.0)
        phase = Phase(span, span.baseline, n_points, runs, limits)
    return phase, _newest_mark(span, levels, [point.rule for point in found.points], centre)


def _newest_mark(
    span: Span,
    levels: Sequence[float | None],
    rules: Sequence[str | None],
    centre: float | None,
) -> NhsFinding | None:
    known = [place for place, level in enumerate(levels) if level is not None]
    words = rules[known[-1]] or ""
    if words not in RULE_NAMES:
        return None
    rule = RULE_NAMES[words]
    newest = [level for level in reversed(levels) if level is not None]
    length = _length_of(rule, newest, centre or 0.0)
    return NhsFinding(
        rule=rule,
        direction="up" if words in UPWARDS else "down",
        first=span.first + known[-length],
        last=span.first + known[-1],
        length=length,
    )


def _length_of(rule: NhsRule, newest: Sequence[float], centre: float) -> int:
    """How many points back the rule goes on; `newest` has the newest first."""
    if rule == "two_of_three":
        return 3
    if rule == "seven_run":
        is_above = newest[0] > centre
        same = itertools.takewhile(
            lambda level: level != centre and (level > centre) == is_above, newest
        )
        return len(list(same))
    steps = [after > before for after, before in itertools.pairwise(newest)]
    return 1 + len(list(itertools.takewhile(lambda step: step == steps[0], steps)))
