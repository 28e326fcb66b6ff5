"""Where there is room inside a shape: level intervals, lines of a hatch, a place for a word."""

from collections.abc import Sequence

from tvaerblik.presentation.charts.svg import Place

Shape = Sequence[Sequence[Place]]
Interval = tuple[float, float]
# How close together the rows are in which room for a word is looked for
ROW = 2.0
# Boxes this close to the widest are as good as it
ABOUT = 0.9


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
    """The middle of the widest box of this height inside, and its width: 0 where none fits. Of boxes
    about as wide the one in the middle, where the eye looks for a word."""
    boxes = _boxes(shape, height)
    if not boxes:
        return shape[0][0], 0.0
    widest = max(width for _, _, width in boxes)
    wide = [box for box in boxes if box[2] >= widest * ABOUT]
    middle = (wide[0][1] + wide[-1][1]) / 2
    x, y, width = min(wide, key=lambda box: (abs(box[1] - middle), -box[2]))
    return (x, y), width


def _boxes(shape: Shape, height: float) -> list[tuple[float, float, float]]:
    """Middle and width of the widest box at each row, from above down."""
    levels = [y for ring in shape for _, y in ring]
    first, last = int(min(levels) // ROW), int(max(levels) // ROW) + 1
    # A hair below the row: corners often lie on whole numbers
    rows = {row: intervals(shape, row * ROW + 0.01) for row in range(first, last + 1)}
    half = int(height / 2 / ROW)
    found = []
    for row in range(first + half, last - half + 1):
        common = rows[row]
        for other in range(row - half, row + half + 1):
            common = _both(common, rows[other])
        if common:
            a, b = max(common, key=lambda one: one[1] - one[0])
            found.append(((a + b) / 2, row * ROW, b - a))
    return found


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
