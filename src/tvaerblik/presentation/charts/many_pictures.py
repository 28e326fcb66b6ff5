"""Several series beside each other: as lines of one chart, or as small charts on one scale."""

from dataclasses import dataclass

from tvaerblik.presentation.charts.pictures import Annotation, ChartPoint, RunChartPicture
from tvaerblik.presentation.charts.plot import FINEST_DECIMAL
from tvaerblik.presentation.numbers import Lang

# As many dashes and shapes as can be told apart in grey
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class NamedSeries:
    name: str
    points: tuple[ChartPoint, ...]

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(point.value for point in self.points if point.value is not None)


@dataclass(frozen=True, slots=True)
class ManyPicture:
    """Series over the same periods, in the order in which they are named, never of their size.
    Values, suffix and bounds as in a RunChartPicture."""

    title: str
    unit_label: str
    series: tuple[NamedSeries, ...]
    subtitle: str = ""
    source: str = ""
    synthetic: bool = False
    lang: Lang = "da"
    tick_suffix: str = ""
    bounds: tuple[float | None, float | None] = (None, None)
    annotations: tuple[Annotation, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(one.points) for one in self.series}
        if len(lengths) != 1:
            raise ValueError(f"series over the same periods, not over {sorted(lengths)}")

    @property
    def levels(self) -> tuple[float, ...]:
        """What the scale must hold; what is smaller is the dust of arithmetic."""
        return tuple(round(value, FINEST_DECIMAL) for one in self.series for value in one.values)

    def as_one(self, series: NamedSeries | None = None) -> RunChartPicture:
        """What the axes are drawn from: one series, or the periods with any value in them."""
        points = self._seen() if series is None else series.points
        return RunChartPicture(
            title=self.title,
            unit_label=self.unit_label,
            points=points,
            annotations=self.annotations,
            lang=self.lang,
            tick_suffix=self.tick_suffix,
            bounds=self.bounds,
        )

    def _seen(self) -> tuple[ChartPoint, ...]:
        columns = zip(*(one.points for one in self.series), strict=True)
        return tuple(
            next((point for point in column if point.value is not None), column[0])
            for column in columns
        )


@dataclass(frozen=True, slots=True)
class LinesPicture(ManyPicture):
    """One chart of a few lines."""

    def __post_init__(self) -> None:
        super(LinesPicture, self).__post_init__()
        if len(self.series) > MOST_LINES:
            raise ValueError(f"{len(self.series)} lines cannot be told apart; at most {MOST_LINES}")


@dataclass(frozen=True, slots=True)
class PanelsPicture(ManyPicture):
    """A small chart for each series, all on the same scale."""
