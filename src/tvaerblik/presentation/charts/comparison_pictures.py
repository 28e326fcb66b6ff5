"""What a comparison of units is to show: funnel and dot plot, checked when they are made."""

import math
from dataclasses import dataclass
from typing import Literal

from tvaerblik.presentation.charts.pictures import ReferenceLine
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import CellState

Standing = Literal["above", "below", "hint", "inside", "unknown"]
# Why a unit with a number is not held against the others
Aside = Literal["few", "partial", "provisional", "no_size"]


@dataclass(frozen=True, slots=True)
class UnitPoint:
    """One unit. A unit without a number has a state instead, and is named below the plot.

    size: what the value is a part of, e.g. persons; the width of a funnel. text and size_text: as
    written. lower, upper: the interval of a dot plot, in the unit shown.
    standing: outside 99.8 % (above, below), outside 95 % only (hint), inside, or not to be told.
    aside: why it is not to be told, where the unit has a number.
    """

    name: str
    value: float | None
    text: str = ""
    size: float | None = None
    size_text: str = ""
    lower: float | None = None
    upper: float | None = None
    standing: Standing = "unknown"
    state: CellState = "ok"
    chosen: bool = False
    note: str = ""
    aside: Aside | None = None

    def __post_init__(self) -> None:
        for number in (self.value, self.size, self.lower, self.upper):
            if number is not None and not math.isfinite(number):
                raise ValueError(f"{self.name}: {number} cannot be drawn")
        if (self.value is None) == (self.state in ("ok", "zero")):
            raise ValueError(f"{self.name}: a cell that is {self.state} has value {self.value}")


@dataclass(frozen=True, slots=True)
class FunnelLevel:
    """The limits of a unit of this size, in the unit shown."""

    size: float
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float


@dataclass(frozen=True, slots=True)
class FunnelPicture:
    """A funnel plot: each unit's value over its size, against what chance alone would give."""

    title: str
    unit_label: str
    size_label: str
    units: tuple[UnitPoint, ...]
    reference: ReferenceLine
    levels: tuple[FunnelLevel, ...]
    subtitle: str = ""
    source: str = ""
    synthetic: bool = False
    lang: Lang = "da"
    tick_suffix: str = ""
    bounds: tuple[float | None, float | None] = (None, None)

    def __post_init__(self) -> None:
        for unit in self.units:
            if unit in self.placed and (unit.size is None or unit.size < 0):
                raise ValueError(f"{unit.name}: a funnel needs a size, not {unit.size}")
        sizes = [level.size for level in self.levels]
        if sizes != sorted(sizes):
            raise ValueError("the levels of a funnel go from small to large")

    @property
    def placed(self) -> tuple[UnitPoint, ...]:
        """Who has a dot: a number, and a size to set it at."""
        return tuple(
            unit for unit in self.units if unit.value is not None and unit.aside != "no_size"
        )


@dataclass(frozen=True, slots=True)
class DotPlotPicture:
    """A line a unit with its interval, in the order given (by name, never by value)."""

    title: str
    unit_label: str
    units: tuple[UnitPoint, ...]
    reference: ReferenceLine | None = None
    subtitle: str = ""
    source: str = ""
    synthetic: bool = False
    lang: Lang = "da"
    tick_suffix: str = ""
    bounds: tuple[float | None, float | None] = (None, None)
