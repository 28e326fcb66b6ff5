"""What a map of municipalities is to show, where its tiles stand, and the steps of its shades."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from pathlib import Path

from tvaerblik.presentation.charts.comparison_pictures import UnitPoint
from tvaerblik.presentation.charts.scale import EXACT, LEAST_SPREAD
from tvaerblik.presentation.numbers import Lang, as_decimal, number_text, range_text, round_half_up

TILES = Path(__file__).with_name("tile_map.csv")
SHADES = 5
# In units of the second digit: 1, 1.5, 2, 2.5, 3 ... of the first; the few before them are for
# values so coarse that the second digit is their last
STEPS = (1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50, 100, 150, 200)
# Which shades fewer steps take. The darkest is left to five, or two steps would look worlds apart
USED = {1: (2,), 2: (1, 3), 3: (1, 2, 4), 4: (1, 2, 3, 4), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True, slots=True)
class TilePlace:
    """Where a municipality stands in the grid, and its name at three lengths."""

    code: str
    name: str
    column: int
    row: int
    short: str
    letters: str


@dataclass(frozen=True, slots=True)
class MapUnit:
    """A municipality by its code, with its figure or the reason why there is none."""

    code: str
    point: UnitPoint


@dataclass(frozen=True, slots=True)
class TileMapPicture:
    """Municipalities as tiles, shaded by their value.

    area: the codes of the tiles to draw, all when empty; one of them without a unit is hatched too.
    decimals: those the values are written with. A shade is chosen by the value as it is written, so
    that a tile and its key never disagree.
    """

    title: str
    unit_label: str
    units: tuple[MapUnit, ...]
    area: tuple[str, ...] = ()
    decimals: int = 1
    subtitle: str = ""
    source: str = ""
    synthetic: bool = False
    lang: Lang = "da"
    tick_suffix: str = ""
    bounds: tuple[float | None, float | None] = (None, None)

    def __post_init__(self) -> None:
        codes = [unit.code for unit in self.units]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"on a map twice: {', '.join(twice)}")


@dataclass(frozen=True, slots=True)
class Shades:
    """Equal steps from `first`; the last one includes its upper end. None where nothing is known."""

    first: Decimal
    step: Decimal
    count: int

    def of(self, value: Decimal) -> int:
        """From 1, the lowest."""
        passed = int(EXACT.divide(EXACT.subtract(value, self.first), self.step))
        return min(passed, self.count - 1) + 1

    def css(self, number: int) -> str:
        return f"tb-step{USED[self.count][number - 1]}"


@cache
def tile_places() -> tuple[TilePlace, ...]:
    with TILES.open(encoding="utf-8", newline="") as file:
        return tuple(
            TilePlace(
                line["code"],
                line["name"],
                int(line["column"]),
                int(line["row"]),
                line["short"],
                line["letters"],
            )
            for line in csv.DictReader(file, delimiter=";")
        )


def written_value(point: UnitPoint, decimals: int) -> Decimal | None:
    return None if point.value is None else round_half_up(point.value, decimals)


def shades_of(picture: TileMapPicture) -> Shades | None:
    """At most five equal steps between round numbers around all values; never by rank."""
    found = (written_value(unit.point, picture.decimals) for unit in picture.units)
    values = [value for value in found if value is not None]
    if not values:
        return None
    low, high = _spread(values, picture)
    finest = Decimal(1).scaleb(-picture.decimals)
    step = _step(low, high, finest)
    first = _times(low, step, ROUND_FLOOR)
    return Shades(EXACT.multiply(first, step), step, _count(low, high, step, finest))


def _spread(values: Sequence[Decimal], picture: TileMapPicture) -> tuple[Decimal, Decimal]:
    """A difference of a few per cent of the level is not blown up to five shades."""
    low, high = min(values), max(values)
    least = EXACT.multiply(max(abs(low), abs(high)), LEAST_SPREAD)
    margin = max(
        EXACT.divide(EXACT.subtract(least, EXACT.subtract(high, low)), Decimal(2)), Decimal(0)
    )
    wide = (EXACT.subtract(low, margin), EXACT.add(high, margin))
    floor, ceiling = picture.bounds
    if floor is not None and low >= as_decimal(floor):
        wide = (max(wide[0], as_decimal(floor)), wide[1])
    if ceiling is not None and high <= as_decimal(ceiling):
        wide = (wide[0], min(wide[1], as_decimal(ceiling)))
    return wide


def _step(low: Decimal, high: Decimal, finest: Decimal) -> Decimal:
    """The smallest round step, no finer than the values, that needs no more shades than there are."""
    if low == high:
        return max(Decimal(1), finest)
    rough = EXACT.divide(EXACT.subtract(high, low), Decimal(SHADES))
    size = max(Decimal(1).scaleb(rough.adjusted() - 1), finest)
    # The last covers the spread twice over, wherever the first step begins
    candidates = [EXACT.multiply(size, Decimal(number)) for number in STEPS]
    return next(step for step in candidates if _count(low, high, step, finest) <= SHADES)


def _count(low: Decimal, high: Decimal, step: Decimal, finest: Decimal) -> int:
    """The upper end belongs to the last step, but where a step is a single value it has its own."""
    first = _times(low, step, ROUND_FLOOR)
    if step == finest:
        return int(_times(high, step, ROUND_FLOOR) - first) + 1
    return max(int(_times(high, step, ROUND_CEILING) - first), 1)


def _times(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return EXACT.divide(value, step).to_integral_value(rounding)


def shade_ranges(shades: Shades, picture: TileMapPicture) -> list[str]:
    """`10,0–14,9 %`: with the decimals of the values, so that no value lies between two ranges."""
    finest = Decimal(1).scaleb(-picture.decimals)
    told = []
    for number in range(shades.count):
        lower = EXACT.add(shades.first, EXACT.multiply(shades.step, Decimal(number)))
        upper = EXACT.add(lower, shades.step)
        if number < shades.count - 1 or shades.step == finest:
            upper = EXACT.subtract(upper, finest)
        told.append(_range(lower, upper, picture) + picture.tick_suffix)
    return told


def _range(lower: Decimal, upper: Decimal, picture: TileMapPicture) -> str:
    if lower == upper:
        return number_text(lower, picture.lang, decimals=picture.decimals)
    return range_text(lower, upper, picture.lang, decimals=picture.decimals)
