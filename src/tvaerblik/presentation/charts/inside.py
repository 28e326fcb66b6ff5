"""Where there is room inside a shape: level intervals, lines of a hatch, a place for a word."""

from collections.abc import Sequence

from tvaerblik.presentation.charts.svg import Place

Shape = Sequence[Sequence[Place]]
Interval = tuple[float, float]
# How close together the rows are in which room for a word is looked for
ROW = 2.0


def intervals(shape: Shape, y: float) -> list[Interval]:
    """Those parts of the level line at `y` that lie inside; holes are left out by their own rings."""
    crossings = sorted(
        ax + (y - ay) * (bx - ax) / (by - ay)
        for ring in shape
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (ay <= y) != (by <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def hatch_lines(shape: Shape, direction: str, distance: float) -> list[tuple[Place, Place]]:
    """Lines at equal distances across the paper, cut to the shape; one at least, however small."""
    turned = [[_turn(place, direction) for place in ring] for ring in shape]
    levels = [y for ring in turned for _, y in ring]
    low, high = min(levels), max(levels)
    number = int(low // distance) + 1
    found: list[tuple[Place, Place]] = []
    while number * distance < high:
        y = number * distance
        found += [((a, y), (b, y)) for a, b in intervals(turned, y)]
        number += 1
    if not found:
        middle = (low + high) / 2
        found = [((a, middle), (b, middle)) for a, b in intervals(turned, middle)]
    return [(_back(a, direction), _back(b, direction)) for a, b in found]


def roomiest(shape: Shape, height: float) -> tuple[Place, float]:
    """The middle of the widest box of this height inside, and its width: 0 where none fits."""
    levels = [y for ring in shape for _, y in ring]
    rows: dict[int, list[Interval]] = {}
    half = max(int(height / 2 / ROW), 0)
    best, width = ((sum(levels) / len(levels)), 0.0), 0.0
    first, last = int(min(levels) // ROW), int(max(levels) // ROW) + 1
    for row in range(first, last + 1):
        rows[row] = intervals(shape, row * ROW + 0.01)
    place: Place = (shape[0][0][0], best[0])
    for row in range(first + half, last - half + 1):
        common = rows[row - half]
        for other in range(row - half + 1, row + half + 1):
            common = _both(common, rows[other])
        for a, b in common:
            if b - a > width:
                place, width = ((a + b) / 2, row * ROW), b - a
    return place, width


def _both(first: Sequence[Interval], second: Sequence[Interval]) -> list[Interval]:
    return [(max(a, c), min(b, d)) for a, b in first for c, d in second if max(a, c) < min(b, d)]


def _turn(place: Place, direction: str) -> Place:
    """So that lines of the direction lie level: `rising` from the lower left, as on a tile."""
    x, y = place
    if direction == "upright":
        return y, x
    if direction == "rising":
        return x - y, x + y
    if direction == "falling":
        return x + y, y - x
    return x, y


def _back(place: Place, direction: str) -> Place:
    u, v = place
    if direction == "upright":
        return v, u
    if direction == "rising":
        return (u + v) / 2, (v - u) / 2
    if direction == "falling":
        return (u - v) / 2, (u + v) / 2
    return u, v
