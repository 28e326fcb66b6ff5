"""The ticks of a chart of rows: an upright line for each, and its number below where there is room."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.scale import Scale
from tvaerblik.presentation.charts.sheet import FONT_SIZE, within
from tvaerblik.presentation.charts.text import text_width
from tvaerblik.presentation.numbers import Lang, decimals_of, number_text

# Between two numbers
APART = 8


@dataclass(frozen=True, slots=True)
class TicksAcross:
    """`labels_at`: the height of the numbers; None where there is nothing to measure."""

    ticks: tuple[Decimal, ...]
    across: Scale
    top: float
    bottom: float
    labels_at: float | None
    lang: Lang
    suffix: str


def draw_ticks(axis: TicksAcross, width: float, *, first: str = "tb-grid") -> Iterator[str]:
    """`first`: how the first line looks, where it is the one that amounts are measured from."""
    decimals = decimals_of(axis.ticks[1] - axis.ticks[0])
    free_from = 0.0
    for tick in axis.ticks:
        x = axis.across(float(tick))
        css = first if tick == axis.ticks[0] else "tb-grid"
        yield svg.rule((x, axis.top), (x, axis.bottom), css)
        label = number_text(tick, axis.lang, decimals=decimals) + axis.suffix
        half = text_width(label, FONT_SIZE) / 2
        middle = within(x, half, width)
        if axis.labels_at is not None and middle - half >= free_from:
            yield svg.text((middle, axis.labels_at), label, "tb-quiet", anchor="middle")
            free_from = middle + half + APART
