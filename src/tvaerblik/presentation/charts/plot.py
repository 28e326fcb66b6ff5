"""Where things lie on the paper: the plot's frame, its scale and its ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tvaerblik.presentation.charts.pictures import RunChartPicture
from tvaerblik.presentation.charts.scale import Scale, nice_ticks
from tvaerblik.presentation.charts.sheet import FONT_SIZE, LINE_HEIGHT, PAD
from tvaerblik.presentation.charts.svg import Place
from tvaerblik.presentation.charts.text import text_width, wrap
from tvaerblik.presentation.numbers import decimals_of, number_text

# From here there is room at the right for labels at the ends of lines
ROOMY = 560
WIDEST_END_LABEL = 150
SMALLEST_PLOT = 60

# Below this a level is the dust of arithmetic, and its ticks would need hundreds of decimals
FINEST_DECIMAL = 9


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A text in the right margin, from `top` down, for what ends at height `y`."""

    y: float
    top: float
    lines: tuple[str, ...]
    css: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The frame in which the points are drawn; `count` periods share its width evenly."""

    left: float
    right: float
    top: float
    bottom: float
    count: int
    ticks: tuple[Decimal, ...]
    up: Scale

    @property
    def step(self) -> float:
        return (self.right - self.left) / max(self.count, 1)

    def across(self, index: float) -> float:
        return self.left + (index + 0.5) * self.step

    def place(self, index: int, value: float) -> Place:
        return self.across(index), self.up(value)


def plan_plot(picture: RunChartPicture, *, width: float, top: float) -> Plot:
    """The frame that leaves room for the labels of its axis, its lines and its annotations."""
    ticks = nice_ticks(_levels_of(picture), bounds=picture.bounds)
    axis = max(text_width(label, FONT_SIZE) for label in tick_labels(picture, ticks))
    left = min(PAD + axis + 8, width - 2 * PAD - SMALLEST_PLOT)
    right = width - PAD - _end_margin(picture, width)
    bottom = top + (260 if width >= ROOMY else 200)
    up = Scale(float(ticks[0]), float(ticks[-1]), bottom, top)
    return Plot(left, max(right, left + SMALLEST_PLOT), top, bottom, len(picture.points), ticks, up)


def tick_labels(picture: RunChartPicture, ticks: tuple[Decimal, ...]) -> list[str]:
    """Every label with the decimals of the step, so that no tick is rounded in its own label."""
    decimals = decimals_of(ticks[1] - ticks[0])
    return [
        number_text(tick, picture.lang, decimals=decimals) + picture.tick_suffix for tick in ticks
    ]


def last_index(picture: RunChartPicture) -> int | None:
    """The newest point that has a value."""
    known = [i for i, point in enumerate(picture.points) if point.value is not None]
    return known[-1] if known else None


def end_texts(picture: RunChartPicture, width: float) -> list[tuple[float, str, str]]:
    """Value, text and look of what is labelled at the right end; nothing on narrow paper."""
    if width < ROOMY:
        return []
    texts = [
        (line.value, line.label, "")
        for line in (picture.centre, picture.target, *picture.limits)
        if line is not None and picture.points
    ]
    last = last_index(picture) if picture.is_series else None
    if last is not None and last == len(picture.points) - 1 and picture.points[last].text:
        point = picture.points[last]
        texts.append((point.value or 0.0, point.text, "tb-latest"))
    return texts


def spread_end_labels(picture: RunChartPicture, plot: Plot, width: float) -> list[EndLabel]:
    """Labels at the heights of their lines, moved apart as little as keeps them legible."""
    texts = sorted((plot.up(value), text, css) for value, text, css in end_texts(picture, width))
    wrapped = [wrap(text, WIDEST_END_LABEL, FONT_SIZE, bold=bool(css)) for _, text, css in texts]
    blocks = [(y, len(lines) * LINE_HEIGHT) for (y, *_), lines in zip(texts, wrapped, strict=True)]
    return [
        EndLabel(y, top, lines, css)
        for (y, _, css), lines, top in zip(texts, wrapped, push_apart(blocks, plot), strict=True)
    ]


def _levels_of(picture: RunChartPicture) -> list[float]:
    values = [point.value for point in picture.points if point.value is not None]
    lines = [line.value for line in (picture.centre, picture.target) if line is not None]
    steps = [
        value
        for level in picture.levels
        if level is not None
        for value in (level.centre, level.lower, level.upper)
        if value is not None
    ]
    return [round(level, FINEST_DECIMAL) for level in (*values, *lines, *steps)]


def _end_margin(picture: RunChartPicture, width: float) -> float:
    widths = [
        min(text_width(text, FONT_SIZE, bold=bool(css)), WIDEST_END_LABEL)
        for _, text, css in end_texts(picture, width)
    ]
    return max(widths) + 22 if widths else 4


def push_apart(blocks: Sequence[tuple[float, float]], plot: Plot) -> list[float]:
    """Tops of blocks of text whose middles want to be at the given heights, from above down."""
    tops: list[float] = []
    free_from = plot.top - LINE_HEIGHT / 2
    for middle, height in blocks:
        tops.append(max(middle - height / 2, free_from))
        free_from = tops[-1] + height
    floor = plot.bottom + LINE_HEIGHT / 2
    for index in reversed(range(len(blocks))):
        tops[index] = min(tops[index], floor - blocks[index][1])
        floor = tops[index]
    return tops
