"""Centre line and control limits that differ by month or by phase, drawn as steps."""

from collections.abc import Callable, Sequence
from itertools import groupby

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.furniture import centre_css
from tvaerblik.presentation.charts.pictures import PointLevel, RunChartPicture
from tvaerblik.presentation.charts.plot import Plot

Pick = Callable[[PointLevel], float | None]

# The picks in the order they are drawn: limits below the centre line
LIMITS: tuple[Pick, ...] = (lambda level: level.lower, lambda level: level.upper)


def draw_steps(picture: RunChartPicture, plot: Plot) -> list[str]:
    """A line a phase; it is broken where it has no level, and only the newest can have shifted."""
    newest = max((level.phase for level in picture.levels if level), default=0)
    parts = []
    for pick in LIMITS:
        for phase, steps in _stretches(picture.levels, pick):
            parts.append(svg.polyline(_places(steps, plot), _css("tb-limit", phase, newest)))
    for phase, steps in _stretches(picture.levels, lambda level: level.centre):
        css = centre_css(picture) if phase == newest else "tb-centre"
        parts.append(svg.polyline(_places(steps, plot), _css(f"tb-step {css}", phase, newest)))
    return parts


def _css(css: str, phase: int, newest: int) -> str:
    return css if phase == newest else f"{css} tb-earlier"


def _stretches(
    levels: Sequence[PointLevel | None], pick: Pick
) -> list[tuple[int, list[tuple[int, float]]]]:
    """Phase, and index and value of neighbouring periods that have the level."""
    found = [(index, level, pick(level) if level else None) for index, level in enumerate(levels)]
    groups = groupby(found, key=lambda one: (one[1].phase if one[1] else -1, one[2] is not None))
    return [
        (phase, [(index, value) for index, _, value in group if value is not None])
        for (phase, known), group in groups
        if known
    ]


def _places(steps: Sequence[tuple[int, float]], plot: Plot) -> list[svg.Place]:
    """Each level holds for the whole width of its period; equal neighbours are one line."""
    places: list[svg.Place] = []
    for index, value in steps:
        start, end, y = plot.across(index - 0.5), plot.across(index + 0.5), plot.up(value)
        if places and places[-1][1] == y:
            places[-1] = (end, y)
        else:
            places += [(start, y), (end, y)]
    return places
