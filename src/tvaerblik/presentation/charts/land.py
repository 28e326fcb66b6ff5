"""Municipalities fitted to the paper: the country, the capital's surroundings larger, Bornholm beside.

Worked out once for each size and choice of municipalities, since boundaries do not change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.arcs import Step, arcs_of, simplified, walked
from tvaerblik.presentation.charts.boundaries import Boundaries, Point, Ring, area_of
from tvaerblik.presentation.charts.inside import roomiest
from tvaerblik.presentation.charts.sheet import LINE_HEIGHT, PAD

Box = tuple[float, float, float, float]
Shape = tuple[tuple[svg.Place, ...], ...]

BORNHOLM = "0400"
# København and the municipalities around it, which are small and many
CAPITAL = (
    *("0101", "0147", "0151", "0153", "0155", "0157", "0159", "0161", "0163"),
    *("0165", "0167", "0169", "0173", "0175", "0183", "0185", "0187"),
)
# A municipality narrower than this, in units of the drawing, has no room for two letters
TOO_SMALL = 20.0
# How far a simplified line may lie from the true one, and the smallest islet that is drawn
TOLERANCE, SMALLEST = 1.0, 4.0
# Places in a unit: finer than a simplified line is true to, and no finer, for bytes
GRID = 2
TALLEST = 620.0
# From here insets stand to the right of the map, below that under it
BESIDE = 560.0
MAIN_SHARE = 0.6
GUTTER, MARGIN = 16.0, 6.0
# An inset is worth its room from here
LARGER = 1.4
ONE_LINE, TWO_LINES = 12.0, 28.0
MARK = 8.0


@dataclass(frozen=True, slots=True)
class Land:
    """One municipality on the paper. spots: where a mark, a word or two words have room, and how
    wide: by the height looked for."""

    code: str
    shape: Shape
    path: str
    spots: Mapping[float, tuple[svg.Place, float]]


@dataclass(frozen=True, slots=True)
class Inset:
    """A part drawn again, or drawn elsewhere than where it lies, in its frame."""

    name: str
    frame: Box
    lands: tuple[Land, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """All of it on a paper that begins at height 0. `detail` is what the first inset enlarges."""

    lands: tuple[Land, ...]
    insets: tuple[Inset, ...]
    detail: Box | None
    height: float

    @property
    def codes(self) -> tuple[str, ...]:
        """Everybody once, though some are drawn twice."""
        drawn = [land.code for land in self.lands]
        drawn += [land.code for inset in self.insets for land in inset.lands]
        return tuple(dict.fromkeys(drawn))


@dataclass(frozen=True, slots=True)
class Fit:
    """From the plane of the boundaries to the paper."""

    scale: float
    dx: float
    dy: float

    def __call__(self, point: Point) -> svg.Place:
        return point[0] * self.scale + self.dx, point[1] * self.scale + self.dy


@lru_cache(maxsize=32)
def country_of(boundaries: Boundaries, codes: tuple[str, ...], width: float) -> Country:
    """`codes` empty: everybody."""
    wanted = [code for code in boundaries.rings if not codes or code in codes]
    apart = BORNHOLM in wanted and len(wanted) > 1
    main = [code for code in wanted if not (apart and code == BORNHOLM)]
    beside = width >= BESIDE
    whole = _fit(boundaries, main, (PAD, 0, width - 2 * PAD, TALLEST))
    if not apart and not _too_small(boundaries, main, whole):
        return _alone(boundaries, main, whole, width)
    room = (width - 2 * PAD) * (MAIN_SHARE if beside else 1)
    fit = _fit(boundaries, main, (PAD, 0, room, TALLEST))
    small = _too_small(boundaries, main, fit)
    lands = _lands(boundaries, main, fit)
    bottom = _bounds(lands)[3]
    free = (PAD + room + GUTTER, 0.0) if beside else (float(PAD), bottom + GUTTER)
    if small and not _enlarges(boundaries, small, fit, _part(free, width=width, apart=apart)):
        small = ()
    insets = _insets(boundaries, small, fit.scale, free, width=width, apart=apart)
    ends = [inset.frame[1] + inset.frame[3] for inset in insets]
    return Country(
        lands=lands,
        insets=insets,
        detail=_around(land for land in lands if land.code in small) if small else None,
        height=max([bottom, *ends]),
    )


def _alone(boundaries: Boundaries, codes: Sequence[str], fit: Fit, width: float) -> Country:
    """In the middle of the paper."""
    west, _, east, _ = _bounds_on_plane(boundaries, codes)
    middle = replace(fit, dx=width / 2 - (west + east) / 2 * fit.scale)
    lands = _lands(boundaries, codes, middle)
    return Country(lands, (), None, _bounds(lands)[3])


def _insets(
    boundaries: Boundaries,
    small: Sequence[str],
    scale: float,
    free: svg.Place,
    *,
    width: float,
    apart: bool,
) -> tuple[Inset, ...]:
    """Each in its frame from `free` on: below each other beside the map, else side by side."""
    beside = width >= BESIDE
    x, y = free
    found = []
    if small:
        part = _part(free, width=width, apart=apart)
        found.append(_inset(boundaries, "capital", small, (x, y, part, part), None))
        if beside:
            y += found[-1].frame[3] + LINE_HEIGHT + GUTTER
        else:
            x += part + GUTTER / 2
    if apart:
        part = width - PAD - x
        found.append(_inset(boundaries, "bornholm", [BORNHOLM], (x, y, part, part), scale))
    return tuple(found)


def _part(free: svg.Place, *, width: float, apart: bool) -> float:
    """How wide the capital's frame may be: under the map it leaves a third to Bornholm."""
    room = width - PAD - free[0]
    return room if width >= BESIDE or not apart else room * 0.66


def _enlarges(boundaries: Boundaries, codes: Sequence[str], fit: Fit, part: float) -> bool:
    """Of a single region the map itself may be as large as the frame would be."""
    largest = _fit(boundaries, codes, (0, 0, part - 2 * MARGIN, part - 2 * MARGIN))
    return largest.scale >= fit.scale * LARGER


def _inset(
    boundaries: Boundaries, name: str, codes: Sequence[str], box: Box, scale: float | None
) -> Inset:
    """Its name stands above the frame. A scale is kept where there is room for it."""
    x, y, wide, high = box
    top = y + LINE_HEIGHT + 4
    inner = (x + MARGIN, top + MARGIN, wide - 2 * MARGIN, high - 2 * MARGIN)
    fit = _fit(boundaries, codes, inner, scale)
    lands = _lands(boundaries, codes, fit)
    _, _, east, south = _bounds(lands)
    return Inset(name, (x, top, min(wide, east - x + MARGIN), south - top + MARGIN), lands)


def _fit(boundaries: Boundaries, codes: Sequence[str], box: Box, scale: float | None = None) -> Fit:
    """As large as the box allows, in its upper left corner; no larger than `scale`."""
    west, north, east, south = _bounds_on_plane(boundaries, codes)
    largest = min(box[2] / (east - west), box[3] / (south - north))
    chosen = largest if scale is None else min(scale, largest)
    return Fit(chosen, box[0] - west * chosen, box[1] - north * chosen)


def _bounds_on_plane(boundaries: Boundaries, codes: Iterable[str]) -> Box:
    points = [point for code in codes for ring in boundaries.rings[code] for point in ring]
    return _extent(points)


def _bounds(lands: Iterable[Land]) -> Box:
    return _extent([place for land in lands for ring in land.shape for place in ring])


def _extent(points: Sequence[Point]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _around(lands: Iterable[Land]) -> Box:
    west, north, east, south = _bounds(lands)
    return west - 3, north - 3, east - west + 6, south - north + 6


def _too_small(boundaries: Boundaries, codes: Sequence[str], fit: Fit) -> tuple[str, ...]:
    """The capital's municipalities among these, when some of them have no room for a word."""
    capital = tuple(code for code in codes if code in CAPITAL)
    for code in capital:
        west, _, east, _ = _bounds_on_plane(boundaries, [code])
        if (east - west) * fit.scale < TOO_SMALL and len(capital) < len(codes):
            return capital
    return ()


def _lands(boundaries: Boundaries, codes: Sequence[str], fit: Fit) -> tuple[Land, ...]:
    found = arcs_of(boundaries)
    needed = {number for code in codes for ring in found.rings[code] for number, _ in ring}
    arcs = [
        simplified(tuple(map(fit, arc)), TOLERANCE) if number in needed else arc
        for number, arc in enumerate(found.arcs)
    ]
    return tuple(
        _land(code, list(_rings(found.rings[code], arcs, found.arcs, fit))) for code in codes
    )


def _rings(
    rings: Sequence[Sequence[Step]], arcs: Sequence[Ring], true: Sequence[Ring], fit: Fit
) -> Iterator[Sequence[svg.Place]]:
    """What simplifying leaves nothing of is drawn as it is."""
    for steps in rings:
        ring = walked(steps, arcs)
        yield ring if area_of(ring) >= SMALLEST else [fit(point) for point in walked(steps, true)]


def _land(code: str, rings: Sequence[Sequence[svg.Place]]) -> Land:
    """Without islets too small to be seen, but never without its largest part."""
    largest = max(rings, key=area_of)
    shape = tuple(tuple(ring) for ring in rings if ring is largest or area_of(ring) >= SMALLEST)
    spots = {height: roomiest(shape, height) for height in (MARK, ONE_LINE, TWO_LINES)}
    return Land(code, shape, "".join(_path(ring) for ring in shape), spots)


def _path(ring: Sequence[svg.Place]) -> str:
    """By steps from a start: half as long as places. Rounded before the steps are taken, so that
    neighbours round alike."""
    (x, y), *rest = [(round(x * GRID), round(y * GRID)) for x, y in ring]
    written = [f"M{x / GRID:g} {y / GRID:g}l"]
    for a, b in rest:
        if (a, b) != (x, y):
            written.append(_number(a - x, first=len(written) == 1) + _number(b - y))
            x, y = a, b
    # A speck: nobody is left out, however small
    return "".join(written) + "z" if len(written) > 2 else f"M{x / GRID:g} {y / GRID:g}h1v1z"


def _number(steps: int, *, first: bool = False) -> str:
    """`.5`, `-1.5`, ` 4`: what the format allows to leave out is left out."""
    text = f"{steps / GRID:g}"
    text = text.replace("0.", ".", 1) if abs(steps) < GRID else text
    return text if first or text.startswith("-") else f" {text}"
