"""TopoJSON written out as the features of GeoJSON: each ring is made of arcs that neighbours share."""

from collections.abc import Mapping, Sequence
from typing import Any

Place = list[float]


def decoded(topology: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The features of the first object. Raises KeyError, TypeError, IndexError or ValueError where
    it is no topology."""
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    collection = next(iter(topology["objects"].values()), None)
    return [_feature(geometry, arcs) for geometry in (collection or {})["geometries"]]


def _arc(arc: Sequence[Sequence[float]], transform: Mapping[str, Any] | None) -> list[Place]:
    if transform is None:
        return [[float(place[0]), float(place[1])] for place in arc]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0.0
    places = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        places.append([x * kx + dx, y * ky + dy])
    return places


def _feature(geometry: Mapping[str, Any], arcs: Sequence[list[Place]]) -> dict[str, Any]:
    kind, found = geometry["type"], geometry.get("arcs", [])
    if kind == "Polygon":
        coordinates: list[Any] = [_ring(ring, arcs) for ring in found]
    elif kind == "MultiPolygon":
        coordinates = [[_ring(ring, arcs) for ring in polygon] for polygon in found]
    else:
        coordinates = []
    return {
        "properties": geometry.get("properties"),
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def _ring(indexes: Sequence[int], arcs: Sequence[list[Place]]) -> list[Place]:
    """An arc walked backwards is written as its complement: -1 is the first, -2 the second."""
    places: list[Place] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        places += arc[1:] if places else arc
    return places
