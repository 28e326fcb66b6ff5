"""What a chart is to show, checked when it is made."""

import math
from dataclasses import dataclass

from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import CellState

NUMBER_STATES = ("ok", "zero")


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period. Every period of the span has a point, also one without a number.

    short: on the axis, `mar. 2026`; long: in the tooltip, `marts 2026`.
    text: the value as it is written, `12,3 %`; for a point without a number it may be empty.
    note: more to say of this point, e.g. its coverage.
    outside: beyond the control limits, which the chart shows by shape and by its read-out.
    """

    short: str
    long: str
    value: float | None
    text: str = ""
    state: CellState = "ok"
    provisional: bool = False
    note: str = ""
    outside: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state in NUMBER_STATES):
            raise ValueError(f"{self.long}: a cell that is {self.state} has value {self.value}")
        if self.value is not None:
            _check_finite(self.value, self.long)
        elif self.outside:
            raise ValueError(f"{self.long}: what has no value lies outside nothing")


@dataclass(frozen=True, slots=True)
class PointLevel:
    """Centre line and control limits at one period; limits are None where they are not shown.

    phase: periods of one phase share a line; between two phases it is broken.
    """

    centre: float
    lower: float | None = None
    upper: float | None = None
    phase: int = 0

    def __post_init__(self) -> None:
        for value in (self.centre, self.lower, self.upper):
            if value is not None:
                _check_finite(value, "level")


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A level across the chart; the label stands at its end: `Midtlinje 12,3 %`."""

    value: float
    label: str

    def __post_init__(self) -> None:
        _check_finite(self.value, self.label)


@dataclass(frozen=True, slots=True)
class Signal:
    """The finding in a few words, and the points it rests on by index, both ends included."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A vertical rule in front of point number `before`, with its text: `Databrud: LPR3`."""

    before: int
    text: str


@dataclass(frozen=True, slots=True)
class RunChartPicture:
    """A run chart. Values are in the unit shown: 12.3 for 12,3 %, not 0.123.

    tick_suffix: follows each number on the axis, e.g. a per cent sign with its no-break space.
    is_series: False for the weeks around an event, of which none is the newest.
    bounds: what the unit cannot go below or above, e.g. (0, 100) for a per cent; the axis keeps
    within them.
    levels: centre and limits point by point, where they differ by month or phase; as many as
    points, or none at all. `centre` and `limits` then only name them at the right end.
    """

    title: str
    unit_label: str
    points: tuple[ChartPoint, ...]
    subtitle: str = ""
    centre: ReferenceLine | None = None
    target: ReferenceLine | None = None
    signal: Signal | None = None
    annotations: tuple[Annotation, ...] = ()
    source: str = ""
    synthetic: bool = False
    lang: Lang = "da"
    tick_suffix: str = ""
    bounds: tuple[float | None, float | None] = (None, None)
    is_series: bool = True
    levels: tuple[PointLevel | None, ...] = ()
    limits: tuple[ReferenceLine, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.points)
        if self.levels and len(self.levels) != n:
            raise ValueError(f"{len(self.levels)} levels for {n} points")
        if self.signal and not 0 <= self.signal.first <= self.signal.last < n:
            raise ValueError(f"the signal spans {self.signal}, the chart has {n} points")
        for annotation in self.annotations:
            if not 0 <= annotation.before < n:
                raise ValueError(f"{annotation} lies outside the chart's {n} points")


@dataclass(frozen=True, slots=True)
class SparkPoint:
    value: float | None
    provisional: bool = False

    def __post_init__(self) -> None:
        if self.value is not None:
            _check_finite(self.value, "point")


@dataclass(frozen=True, slots=True)
class SparklinePicture:
    """A tile's small curve; `shifted` breaks the centre line, as in the large chart."""

    points: tuple[SparkPoint, ...]
    centre: float | None = None
    shifted: bool = False


def _check_finite(value: float, name: str) -> None:
    if not math.isfinite(value):
        raise ValueError(f"{name}: {value} cannot be drawn; a missing number is None with a state")
