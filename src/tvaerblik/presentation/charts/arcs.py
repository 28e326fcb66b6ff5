"""Boundaries as arcs that neighbours share: simplified once, so that no gap opens between them."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tvaerblik.presentation.charts.boundaries import Boundaries, Point, Ring

# An arc by its number, and whether the ring walks it backwards
Step = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class Arcs:
    """Every arc once, and each municipality's rings as walks along them."""

    arcs: tuple[Ring, ...]
    rings: Mapping[str, tuple[tuple[Step, ...], ...]]


@cache
def arcs_of(boundaries: Boundaries) -> Arcs:
    """Rings are cut where three lines meet; what lies between two such places is one arc."""
    open_rings = {
        code: [_without_repeats(ring) for ring in rings] for code, rings in boundaries.rings.items()
    }
    junctions = _junctions(ring for rings in open_rings.values() for ring in rings)
    known: dict[Ring, int] = {}
    walks = {
        code: tuple(tuple(_step(arc, known) for arc in _cut(ring, junctions)) for ring in rings)
        for code, rings in open_rings.items()
    }
    return Arcs(tuple(known), walks)


def walked(steps: Sequence[Step], arcs: Sequence[Ring]) -> list[Point]:
    """The ring along these arcs, without its first point repeated at the end."""
    points: list[Point] = []
    for number, backwards in steps:
        arc = arcs[number][::-1] if backwards else arcs[number]
        points += arc[:-1]
    return points


def simplified(arc: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker's way: ends are kept, and what lies farther than the tolerance from the
    line between those kept. An arc that closes is parted at its farthest point first."""
    keep = {0, len(arc) - 1}
    if arc[0] == arc[-1]:
        keep.add(max(range(len(arc)), key=lambda i: math.dist(arc[0], arc[i])))
    ends = sorted(keep)
    spans = list(pairwise(ends))
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        distance, index = max(
            (_distance(arc[i], arc[first], arc[last]), i) for i in range(first + 1, last)
        )
        if distance > tolerance:
            keep.add(index)
            spans += [(first, index), (index, last)]
    return tuple(arc[i] for i in sorted(keep))


def _without_repeats(ring: Ring) -> Ring:
    """Open, and without points that stand still."""
    return tuple(point for i, point in enumerate(ring) if point != ring[i - 1] or i == 0)[
        : -1 if ring[0] == ring[-1] else None
    ]


def _junctions(rings: Iterator[Ring]) -> set[Point]:
    """Points with more than two neighbours: there a shared line begins or ends."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for i, point in enumerate(ring):
            neighbours[point] |= {ring[i - 1], ring[(i + 1) % len(ring)]}
    return {point for point, found in neighbours.items() if len(found) > 2}


def _cut(ring: Ring, junctions: set[Point]) -> Iterator[Ring]:
    places = [i for i, point in enumerate(ring) if point in junctions]
    # An island, or an enclave: begun at the same point by both who have it
    first = places[0] if places else ring.index(min(ring))
    turned = (*ring[first:], *ring[:first], ring[first])
    ends = [i - first for i in places[1:]] + [len(ring)]
    start = 0
    for end in ends:
        yield turned[start : end + 1]
        start = end


def _step(arc: Ring, known: dict[Ring, int]) -> Step:
    back = arc[::-1]
    if back in known:
        return known[back], True
    return known.setdefault(arc, len(known)), False


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the stretch between two others."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length))
    return math.hypot(px - ax - along * dx, py - ay - along * dy)
