"""Boundaries by hand: the tiles of the map as land with ragged edges that neighbours share.

A tile's corner is a degree's fraction, and each edge between two corners has the same four points for
both who have it. Frederiksberg lies inside København as a hole, and Samsø has an islet.
"""

import json
from pathlib import Path

from tvaerblik.presentation.charts import Boundaries, BoundaryFile, read_boundaries, tile_places

SOURCE = "Opdigtede grænser, 2026"
WIDE, HIGH = 0.45, 0.24
WEST, NORTH = 8.2, 57.7
RAGGED = (0.0, 0.2, -0.15, 0.25, -0.2)


def corner(column, row):
    return (WEST + column * WIDE, NORTH - row * HIGH)


def edge(start, end):
    """From corner to corner, the end left out; the same points whichever way it is walked."""
    (ax, ay), (bx, by) = min(start, end), max(start, end)
    points = [
        (
            round(ax + (bx - ax) * step / 5 + (by - ay) * RAGGED[step] / 4, 6),
            round(ay + (by - ay) * step / 5 + (bx - ax) * RAGGED[step] / 4, 6),
        )
        for step in range(1, 5)
    ]
    return [start, *(points if start < end else points[::-1])]


def ring(corners):
    points = [point for i, at in enumerate(corners) for point in edge(corners[i - 1], at)]
    return [list(point) for point in [*points, points[0]]]


def square(column, row, shrunk=0.0):
    ends = [(0, 0), (1, 0), (1, 1), (0, 1)]
    return ring([corner(column + abs(x - shrunk), row + abs(y - shrunk)) for x, y in ends])


def made_features():
    """`code` → GeoJSON feature."""
    found = {}
    for one in tile_places():
        polygons = [[square(one.column, one.row)]]
        if one.code == "0741":
            polygons.append([square(one.column + 0.45, one.row + 1.3, 0.45)])
        found[one.code] = feature(one.code, polygons)
    # Frederiksberg leaves its tile for the middle of København's, as in life
    capital = next(one for one in tile_places() if one.code == "0101")
    hole = square(capital.column, capital.row, 0.35)
    found["0101"]["geometry"]["coordinates"][0].append(hole[::-1])
    found["0147"] = feature("0147", [[square(capital.column, capital.row, 0.35)]])
    return found


def feature(code, polygons):
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "properties": {"kode": code}, "geometry": geometry}


def written(folder: Path, features, name: str = "grænser.geojson") -> BoundaryFile:
    path = folder / name
    content = {"type": "FeatureCollection", "features": list(features)}
    path.write_text(json.dumps(content), encoding="utf-8")
    return BoundaryFile(path, SOURCE)


def made_boundaries(folder: Path) -> Boundaries:
    return read_boundaries(written(folder, made_features().values()))
