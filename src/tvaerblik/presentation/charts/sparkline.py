"""The small curve of a tile. The tile says in words what it shows, so it is hidden from readers."""

from itertools import groupby

from tvaerblik.presentation.charts.pictures import SparklinePicture
from tvaerblik.presentation.charts.scale import Scale
from tvaerblik.presentation.charts.svg import Place, circle, element, polyline, rule

WIDTH, HEIGHT = 120, 36

# So that the last point's mark is not cut off
MARGIN = 4.5


def sparkline_svg(picture: SparklinePicture) -> str:
    """An svg of 120 × 36; missing points are gaps, and the last point that has a value is marked."""
    places = _places_of(picture)
    lines = [
        polyline(places_of_line, "tb-line")
        for places_of_line in _unbroken(places)
        if len(places_of_line) > 1
    ]
    alone = [circle(line[0], 1.2, "tb-point") for line in _unbroken(places) if len(line) == 1]
    parts = [*_centre_line(picture), *lines, *alone, *_last_mark(picture, places)]
    return element(
        "svg",
        "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        css="tb-chart tb-sparkline",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        aria_hidden="true",
        focusable="false",
    )


def _vertical(picture: SparklinePicture) -> Scale:
    values = [point.value for point in picture.points if point.value is not None]
    levels = values if picture.centre is None else [*values, picture.centre]
    low, high = (min(levels), max(levels)) if levels else (0, 0)
    return Scale(low, high, HEIGHT - MARGIN, MARGIN)


def _places_of(picture: SparklinePicture) -> list[Place | None]:
    across = Scale(0, len(picture.points) - 1, MARGIN, WIDTH - MARGIN)
    up = _vertical(picture)
    return [
        None if point.value is None else (across(index), up(point.value))
        for index, point in enumerate(picture.points)
    ]


def _unbroken(places: list[Place | None]) -> list[list[Place]]:
    groups = groupby(places, key=lambda place: place is None)
    return [[place for place in group if place] for is_gap, group in groups if not is_gap]


def _centre_line(picture: SparklinePicture) -> list[str]:
    if picture.centre is None:
        return []
    y = _vertical(picture)(picture.centre)
    css = "tb-centre tb-shifted" if picture.shifted else "tb-centre"
    return [rule((0, y), (WIDTH, y), css)]


def _last_mark(picture: SparklinePicture, places: list[Place | None]) -> list[str]:
    for point, place in zip(reversed(picture.points), reversed(places), strict=True):
        if place:
            css = "tb-point tb-provisional" if point.provisional else "tb-point"
            return [circle(place, 3, css)]
    return []
