"""Grid, axes, marks of periods without a number, and rules with their texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.pictures import Annotation, ChartPoint, RunChartPicture
from tvaerblik.presentation.charts.plot import Plot, tick_labels
from tvaerblik.presentation.charts.sheet import FONT_SIZE, PAD, within
from tvaerblik.presentation.charts.text import text_width
from tvaerblik.presentation.words import CellState, state_sentence

# One sign a reason, told in the key: a gap must never look like a value of zero
GAP_SIGNS: dict[CellState, str] = {
    "suppressed": "–",
    "not_delivered": "×",
    "not_collected": "÷",
    "not_defined": "?",
    "not_settled": "…",
}
GAP_STRIP = 16
LABEL_DISTANCE = 14


@dataclass(frozen=True, slots=True)
class Gap:
    """Neighbouring periods that lack a number for the same reason; ends included."""

    state: CellState
    first: int
    last: int


def draw_grid(picture: RunChartPicture, plot: Plot) -> list[str]:
    """Level lines and, when there is anything to measure by them, their numbers."""
    has_values = any(point.value is not None for point in picture.points)
    parts = []
    for tick, label in zip(plot.ticks, tick_labels(picture, plot.ticks), strict=True):
        y = plot.up(float(tick))
        css = "tb-axis" if tick == plot.ticks[0] else "tb-grid"
        parts.append(svg.rule((plot.left, y), (plot.right, y), css))
        if has_values:
            parts.append(svg.text((plot.left - 8, y + 4.5), label, "tb-quiet", anchor="end"))
    return parts


def draw_periods(picture: RunChartPicture, plot: Plot, *, width: float, y: float) -> list[str]:
    """As many names of periods as fit, counted back from the newest, which is always named."""
    parts = []
    for index, middle in _chosen_periods(picture.points, plot, width):
        x = plot.across(index)
        parts.append(svg.rule((x, plot.bottom), (x, plot.bottom + 4), "tb-axis"))
        parts.append(
            svg.text((middle, y), picture.points[index].short, "tb-quiet", anchor="middle")
        )
    return parts


def find_gaps(points: Sequence[ChartPoint]) -> list[Gap]:
    indexed = groupby(enumerate(points), key=lambda item: (item[1].value is None, item[1].state))
    gaps = []
    for (is_gap, state), group in indexed:
        indexes = [index for index, _ in group]
        if is_gap:
            gaps.append(Gap(state, indexes[0], indexes[-1]))
    return gaps


def draw_gaps(picture: RunChartPicture, plot: Plot) -> list[str]:
    """A bar on the axis and its sign below; a sign that would touch its neighbour is left out."""
    parts = []
    free_from = plot.left - FONT_SIZE
    for gap in find_gaps(picture.points):
        start, end = plot.across(gap.first - 0.35), plot.across(gap.last + 0.35)
        middle = (start + end) / 2
        parts.append(
            svg.element(
                "line",
                svg.tooltip(_gap_title(picture, gap)),
                x1=start,
                y1=plot.bottom,
                x2=end,
                y2=plot.bottom,
                css="tb-gap",
            )
        )
        if middle - FONT_SIZE / 2 >= free_from:
            sign = GAP_SIGNS[gap.state]
            parts.append(svg.text((middle, plot.bottom + 15), sign, "tb-strong", anchor="middle"))
            free_from = middle + FONT_SIZE / 2
    return parts


def draw_annotations(picture: RunChartPicture, plot: Plot) -> list[str]:
    """Rules with their texts above the plot, or with letters that the key explains."""
    letters = annotation_letters(picture.annotations, plot)
    parts = []
    for annotation in _in_order(picture.annotations):
        x = _rule_place(annotation, plot)
        parts.append(svg.rule((x, plot.top - 4), (x, plot.bottom), "tb-break"))
    if not letters:
        for annotation, start in _direct_places(picture.annotations, plot) or []:
            parts.append(svg.text((start, plot.top - 9), annotation.text, "tb-note"))
    for middle, label in _letter_places(letters, plot):
        parts.append(svg.text((middle, plot.top - 9), label, "tb-strong", anchor="middle"))
    return parts


def annotation_letters(
    annotations: Sequence[Annotation], plot: Plot
) -> list[tuple[str, Annotation]]:
    """A, B, C … from the left; empty when every text has room beside its rule."""
    if _direct_places(annotations, plot) is not None:
        return []
    return [(_letter(i), annotation) for i, annotation in enumerate(_in_order(annotations))]


def _chosen_periods(
    points: Sequence[ChartPoint], plot: Plot, width: float
) -> list[tuple[int, float]]:
    """Index and middle of each name that is written."""
    if not points:
        return []
    # Whole years of months after the small ones, so that a long series names the same month
    for stride in (1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120):
        chosen = _every_period(points, plot, width, stride)
        if chosen:
            return chosen
    return _every_period(points, plot, width, len(points)) or []


def _every_period(
    points: Sequence[ChartPoint], plot: Plot, width: float, stride: int
) -> list[tuple[int, float]] | None:
    """Every `stride`-th period back from the newest; None when two names would come too close."""
    chosen = []
    free_to = width
    for index in range(len(points) - 1, -1, -stride):
        half = text_width(points[index].short, FONT_SIZE) / 2
        middle = within(plot.across(index), half, width)
        if middle + half > free_to:
            return None
        chosen.append((index, middle))
        free_to = middle - half - LABEL_DISTANCE
    return chosen[::-1]


def _gap_title(picture: RunChartPicture, gap: Gap) -> str:
    first, last = picture.points[gap.first].long, picture.points[gap.last].long
    span = first if gap.first == gap.last else f"{first} – {last}"
    return f"{span}: {state_sentence(gap.state, picture.lang)}"


def _rule_place(annotation: Annotation, plot: Plot) -> float:
    return plot.across(annotation.before - 0.5)


def _in_order(annotations: Sequence[Annotation]) -> list[Annotation]:
    return sorted(annotations, key=lambda annotation: annotation.before)


def _direct_places(
    annotations: Sequence[Annotation], plot: Plot
) -> list[tuple[Annotation, float]] | None:
    """Where each text starts, all on one line; None when they would meet or run out."""
    places = []
    free_from = plot.left
    for annotation in _in_order(annotations):
        width = text_width(annotation.text, FONT_SIZE)
        start = min(_rule_place(annotation, plot), plot.right - width)
        if start < free_from:
            return None
        places.append((annotation, start))
        free_from = start + width + LABEL_DISTANCE
    return places


def _letter_places(
    letters: Sequence[tuple[str, Annotation]], plot: Plot
) -> list[tuple[float, str]]:
    """Middle and label; rules too close for a letter each share one: `A, B`. A shared label is
    wider, so it may come to share with the one before it too."""
    places: list[tuple[float, str]] = []
    for letter, annotation in letters:
        places.append(_letter_place(_rule_place(annotation, plot), letter, plot))
        while len(places) > 1 and _left_of(places[-1]) < _right_of(places[-2]) + 4:
            (x, before), (_, after) = places[-2:]
            places[-2:] = [_letter_place(x, f"{before}, {after}", plot)]
    return places


def _letter_place(x: float, label: str, plot: Plot) -> tuple[float, str]:
    half = text_width(label, FONT_SIZE, bold=True) / 2
    return max(min(x, plot.right - half), PAD + half), label


def _left_of(place: tuple[float, str]) -> float:
    return place[0] - text_width(place[1], FONT_SIZE, bold=True) / 2


def _right_of(place: tuple[float, str]) -> float:
    return place[0] + text_width(place[1], FONT_SIZE, bold=True) / 2


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else str(index + 1)
