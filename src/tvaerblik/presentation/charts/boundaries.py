"""Reads a file of municipal boundaries that an installation has got hold of, or says what is wrong.

GeoJSON, or TopoJSON. In degrees (EPSG:4326) or in metres (EPSG:25832, UTM zone 32). No boundaries
come with the program: those of the authorities have terms of their own, and their file changes.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from tvaerblik.core.errors import ConfigError, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.presentation.charts.map_pictures import tile_places
from tvaerblik.presentation.charts.topology import decoded

Point = tuple[float, float]
Ring = tuple[Point, ...]

# Denmark with room to spare: west, south, east, north
DEGREES = (7.0, 54.0, 16.0, 58.5)
METRES = (400_000.0, 6_000_000.0, 950_000.0, 6_450_000.0)
# Where a degree of longitude is as long as it is in the middle of Denmark
MIDDLE = math.cos(math.radians(56.0))
# About a million points, which take some ten seconds once; no more can be seen on a page
LARGEST_FILE = 25_000_000


@dataclass(frozen=True, slots=True)
class BoundaryFile:
    """What the settings say of it. `code` is the property that holds the municipality's code."""

    path: Path
    source: str
    code: str = "kode"


@dataclass(frozen=True, slots=True, eq=False)
class Boundaries:
    """Rings by municipality, outer ones and holes alike, on a plane with y downwards. Compared by
    identity: read once, and the key under which the drawn land is kept.

    beside: codes in the file that are no municipality's and are not drawn."""

    rings: Mapping[str, tuple[Ring, ...]]
    source: str
    beside: tuple[str, ...]
    sha256: str


def read_boundaries(file: BoundaryFile) -> Boundaries:
    """Raises ConfigError with all that is wrong."""
    if not file.source.strip():
        _refuse(file, *_NO_SOURCE)
    content = _content(file)
    found: dict[str, list[Ring]] = {}
    for number, feature in enumerate(_features(file, content), start=1):
        found.setdefault(_code(file, feature, number), []).extend(_rings(file, feature, number))
    known = {one.code: one.name for one in tile_places()}
    missing = [f"{code} {name}" for code, name in known.items() if code not in found]
    if missing:
        _refuse_missing(file, missing, sorted(found))
    to_plane = _projection(file, found)
    return Boundaries(
        rings={
            code: tuple(tuple(to_plane(point) for point in ring) for ring in found[code])
            for code in known
        },
        source=file.source.strip(),
        beside=tuple(sorted(code for code in found if code not in known)),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _content(file: BoundaryFile) -> bytes:
    try:
        if file.path.stat().st_size > LARGEST_FILE:
            _refuse(
                file,
                f"Filen er større end {LARGEST_FILE // 1_000_000} MB.",
                f"The file is larger than {LARGEST_FILE // 1_000_000} MB.",
                "Brug en udgave i mindre målestok, fx 1:500.000.",
                "Use an edition at a smaller scale, e.g. 1:500,000.",
            )
        return file.path.read_bytes()
    except OSError as error:
        _refuse(
            file,
            f"Filen med grænser kan ikke læses ({error.strerror}).",
            f"The file of boundaries cannot be read ({error.strerror}).",
            "Ret stien under [boundaries] i tvaerblik.toml.",
            "Correct the path under [boundaries] in tvaerblik.toml.",
        )


def _features(file: BoundaryFile, content: bytes) -> Iterator[Mapping[str, Any]]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
        features = decoded(found) if found["type"] == "Topology" else found["features"]
        if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
            raise TypeError
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        _refuse(
            file,
            "Filen er hverken GeoJSON (FeatureCollection) eller TopoJSON.",
            "The file is neither GeoJSON (FeatureCollection) nor TopoJSON.",
            "Gem grænserne som GeoJSON i UTF-8.",
            "Save the boundaries as GeoJSON in UTF-8.",
        )
    yield from features


def _code(file: BoundaryFile, feature: Mapping[str, Any], number: int) -> str:
    properties = feature.get("properties") or {}
    value = properties.get(file.code) if isinstance(properties, dict) else None
    # `101` and `0101` are one municipality: some tools read codes as numbers
    if isinstance(value, str | int) and not isinstance(value, bool) and str(value).isdecimal():
        return str(value).zfill(4)
    names = ", ".join(sorted(map(str, properties))) or "–"
    _refuse(
        file,
        f"Område nr. {number} har ingen kommunekode i »{file.code}«. Det har: {names}.",
        f"Area no. {number} has no municipality code in '{file.code}'. It has: {names}.",
        "Skriv egenskabens navn som »code« under [boundaries] i tvaerblik.toml.",
        "Write the property's name as 'code' under [boundaries] in tvaerblik.toml.",
    )


def _rings(file: BoundaryFile, feature: Mapping[str, Any], number: int) -> list[Ring]:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        _refuse_area(file, number, f"er ingen flade, men »{kind}«", f"is no area but '{kind}'")
    assert isinstance(geometry, dict)
    try:
        polygons = geometry["coordinates"] if kind == "MultiPolygon" else [geometry["coordinates"]]
        rings = [
            tuple((float(place[0]), float(place[1])) for place in ring)
            for polygon in polygons
            for ring in polygon
        ]
    except (KeyError, TypeError, ValueError, IndexError):
        _refuse_area(
            file, number, "har punkter, der ikke er to tal", "has points that are not two numbers"
        )
    if not rings:
        _refuse_area(file, number, "har ingen grænse", "has no boundary")
    for ring in rings:
        _check_ring(file, ring, number)
    return rings


def _check_ring(file: BoundaryFile, ring: Ring, number: int) -> None:
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in ring):
        _refuse_area(
            file, number, "har punkter, der ikke er tal", "has points that are not numbers"
        )
    if len(ring) < 2 or ring[0] != ring[-1]:
        _refuse_area(
            file,
            number,
            "har en grænse, der ikke ender, hvor den begynder",
            "has a boundary that does not end where it begins",
        )
    if len(set(ring)) < 3 or area_of(ring) == 0:
        _refuse_area(
            file, number, "har en grænse uden noget inden for", "has a boundary with nothing inside"
        )


def area_of(ring: Sequence[Point]) -> float:
    """Without a sign; a ring need not repeat its first point."""
    x0, y0 = ring[0]  # as seen from there, lest large coordinates eat small areas
    doubled = 0.0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        doubled += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
    return abs(doubled) / 2


def _projection(file: BoundaryFile, found: Mapping[str, Sequence[Ring]]) -> Any:
    points = [point for rings in found.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    if _lies_in(DEGREES, west, south, east, north):
        return lambda place: (place[0] * MIDDLE, -place[1])
    if _lies_in(METRES, west, south, east, north):
        return lambda place: (place[0], -place[1])
    _refuse(
        file,
        f"Grænserne ligger ikke i Danmark: x fra {west:.6g} til {east:.6g}, y fra {south:.6g} til "
        f"{north:.6g}.",
        f"The boundaries do not lie in Denmark: x from {west:.6g} to {east:.6g}, y from {south:.6g} "
        f"to {north:.6g}.",
        "Gem dem som længde og bredde i grader (EPSG:4326) eller i meter i UTM 32 (EPSG:25832).",
        "Save them as longitude and latitude in degrees (EPSG:4326) or in metres in UTM 32 "
        "(EPSG:25832).",
    )


def _lies_in(
    box: tuple[float, float, float, float], west: float, south: float, east: float, north: float
) -> bool:
    return box[0] <= west and box[1] <= south and east <= box[2] and north <= box[3]


_NO_SOURCE = (
    "Filen med grænser har ingen kildeangivelse, og den skal stå ved hvert kort.",
    "The file of boundaries has no source line, and every map must carry one.",
    "Skriv den som »source« under [boundaries] i tvaerblik.toml.",
    "Write it as 'source' under [boundaries] in tvaerblik.toml.",
)


def _refuse_missing(file: BoundaryFile, missing: Sequence[str], found: Sequence[str]) -> NoReturn:
    named = ", ".join(missing[:6]) + (" …" if len(missing) > 6 else "")
    _refuse(
        file,
        f"{len(missing)} kommuner mangler i filen med grænser: {named}. Den har {len(found)} områder.",
        f"{len(missing)} municipalities are missing in the file of boundaries: {named}. It has "
        f"{len(found)} areas.",
        "Brug en fil med alle 98 kommuner og deres firecifrede koder.",
        "Use a file with all 98 municipalities and their codes of four digits.",
    )


def _refuse_area(file: BoundaryFile, number: int, da: str, en: str) -> NoReturn:
    _refuse(
        file,
        f"Område nr. {number} i filen med grænser {da}.",
        f"Area no. {number} in the file of boundaries {en}.",
        "Ret filen, eller hent grænserne igen.",
        "Mend the file, or fetch the boundaries again.",
    )


def _refuse(file: BoundaryFile, da: str, en: str, remedy_da: str, remedy_en: str) -> NoReturn:
    where = Where(file=str(file.path))
    raise ConfigError(
        Problem("C-BOUNDARIES", Text(da, en), Text(remedy_da, remedy_en), where)
    ) from None
