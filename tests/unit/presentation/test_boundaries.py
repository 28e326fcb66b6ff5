"""A file of boundaries is read or refused with a sentence; neighbours share their lines."""

import json
import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.made_boundaries import SOURCE, feature, made_boundaries, made_features, written
from tvaerblik.core.errors import ConfigError
from tvaerblik.presentation.charts import BoundaryFile, read_boundaries, tile_places
from tvaerblik.presentation.charts.arcs import arcs_of, simplified, walked
from tvaerblik.presentation.charts.boundaries import area_of
from tvaerblik.presentation.charts.inside import hatch_lines, intervals, roomiest
from tvaerblik.presentation.charts.topology import decoded

SQUARE = (((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)),)
HOLE = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0))


@pytest.fixture
def boundaries(tmp_path):
    return made_boundaries(tmp_path)


def test_every_municipality_is_read(boundaries):
    assert set(boundaries.rings) == {one.code for one in tile_places()}
    assert len(boundaries.rings["0101"]) == 2  # with the hole that is Frederiksberg
    assert len(boundaries.rings["0741"]) == 2  # with its islet
    assert (boundaries.source, boundaries.beside) == (SOURCE, ())


def test_a_code_as_a_number_and_areas_in_several_features_are_read(tmp_path):
    features = made_features()
    features["0101"]["properties"]["kode"] = 101
    outer, hole = features["0851"], features.pop("0741")
    parts = hole["geometry"]["coordinates"]
    features |= {f"part{i}": feature("0741", [part]) for i, part in enumerate(parts)}
    found = read_boundaries(written(tmp_path, features.values()))
    assert len(found.rings["0741"]) == 2
    assert found.rings["0851"] and outer


def test_what_is_no_municipality_is_counted_and_not_drawn(tmp_path):
    features = [*made_features().values(), feature("0411", [[[[15, 55.3], [15.1, 55.3], [15.1, 55.2], [15, 55.3]]]])]  # fmt: skip
    found = read_boundaries(written(tmp_path, features))
    assert found.beside == ("0411",) and "0411" not in found.rings


def test_metres_and_degrees_give_the_same_picture_of_the_plane(tmp_path):
    features = made_features()
    for one in features.values():
        for polygon in one["geometry"]["coordinates"]:
            for ring in polygon:
                for place in ring:
                    place[:] = [500_000 + (place[0] - 9) * 62_000, 6_000_000 + (place[1] - 54.1) * 111_000]  # fmt: skip
    found = read_boundaries(written(tmp_path, features.values()))
    (x, y) = found.rings["0851"][0][0]
    assert 400_000 < x < 950_000 and -6_450_000 < y < -6_000_000


def test_topojson_says_the_same(tmp_path):
    """Each ring an arc, some of them stored backwards and walked so."""
    features = made_features()
    arcs, geometries = [], []
    for code, one in features.items():
        polygons = []
        for polygon in one["geometry"]["coordinates"]:
            polygons.append([])
            for ring in polygon:
                back = len(ring) % 2 == 1  # some are stored backwards
                arcs.append(ring[::-1] if back else ring)
                polygons[-1].append([~(len(arcs) - 1) if back else len(arcs) - 1])
        geometries.append({"type": "MultiPolygon", "arcs": polygons, "properties": {"kode": code}})
    topology = {
        "type": "Topology",
        "arcs": arcs,
        "objects": {"kommuner": {"type": "GeometryCollection", "geometries": geometries}},
    }
    path = tmp_path / "grænser.topojson"
    path.write_text(json.dumps(topology), encoding="utf-8")
    told = read_boundaries(BoundaryFile(path, SOURCE))
    assert told.rings == made_boundaries(tmp_path).rings


def test_the_steps_of_a_quantised_topology_are_added_up(tmp_path):
    topology = {
        "arcs": [[[0, 0], [10, 0], [0, 10]], [[0, 0], [5, 10], [5, 0]]],
        "transform": {"scale": [0.1, 0.2], "translate": [8, 55]},
        "objects": {
            "a": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, ~1]], "properties": {"kode": "0101"}}
                ]
            }
        },
    }
    [one] = decoded(topology)
    [ring] = one["geometry"]["coordinates"]
    assert [[round(x, 6), round(y, 6)] for x, y in ring] == [[8, 55], [9, 55], [9, 57], [8.5, 57], [8, 55]]  # fmt: skip


# Refusals ----------------------------------------------------------------------------------------


def refused(file):
    with pytest.raises(ConfigError) as found:
        read_boundaries(file)
    [problem] = found.value.problems
    assert problem.code == "C-BOUNDARIES" and problem.where.file == str(file.path)
    assert problem.remedy.da and problem.remedy.en
    assert problem.what.da != problem.what.en
    return problem.what.da


def test_H04_missing_municipalities_are_named(tmp_path):
    features = made_features()
    for code in ("0825", "0400"):
        del features[code]
    told = refused(written(tmp_path, features.values()))
    assert told.startswith("2 kommuner mangler") and "0825 Læsø" in told and "96 områder" in told


def test_H04_a_file_without_a_source_line_is_refused(tmp_path):
    file = written(tmp_path, made_features().values())
    assert "ingen kildeangivelse" in refused(replace(file, source="  "))


def test_H04_another_property_is_named(tmp_path):
    file = replace(written(tmp_path, made_features().values()), code="komkode")
    assert refused(file) == "Område nr. 1 har ingen kommunekode i »komkode«. Det har: kode."


def test_H04_a_file_that_is_not_there_is_refused(tmp_path):
    assert "kan ikke læses" in refused(BoundaryFile(tmp_path / "væk.geojson", SOURCE))


@pytest.mark.parametrize(
    "content", ["", "kode;navn", "[]", '{"type": "Feature"}', '{"type": "Topology"}', "\ufeff{}", '{"type": "FeatureCollection", "features": [1]}', '{"type": "Topology", "arcs": [], "objects": {}}', '"' + "[" * 9],
)  # fmt: skip
def test_H04_what_is_no_map_is_refused(tmp_path, content):
    path = tmp_path / "a.geojson"
    path.write_text(content, encoding="utf-8")
    assert "hverken GeoJSON" in refused(BoundaryFile(path, SOURCE))


def with_ring(change):
    features = made_features()
    ring = features["0851"]["geometry"]["coordinates"][0][0]
    features["0851"]["geometry"]["coordinates"][0][0] = change(ring)
    return features


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda ring: ring[:-1], "ikke ender, hvor den begynder"),
        (lambda ring: [], "ikke ender, hvor den begynder"),
        (lambda ring: [ring[0], ring[1], ring[0]], "uden noget inden for"),
        (lambda ring: [[9.0, 56.0], [9.1, 56.0], [9.2, 56.0], [9.0, 56.0]], "uden noget inden for"),
        (lambda ring: [["øst", 56.0], *ring[1:]], "ikke er to tal"),
        (lambda ring: [[9.0], *ring[1:]], "ikke er to tal"),
        (lambda ring: [[9.0, math.inf], *ring[1:-1], [9.0, math.inf]], "ikke er tal"),
        (lambda ring: [[math.nan, 56.0], *ring[1:]], "ikke er tal"),
    ],
)
def test_H04_a_boundary_that_encloses_nothing_is_refused(tmp_path, change, told):
    assert told in refused(written(tmp_path, with_ring(change).values()))


@pytest.mark.parametrize("kind", ["Point", "LineString", None])
def test_H04_what_is_no_area_is_refused(tmp_path, kind):
    features = made_features()
    features["0851"]["geometry"] = kind and {"type": kind, "coordinates": [9, 57]}
    assert "er ingen flade" in refused(written(tmp_path, features.values()))


@pytest.mark.parametrize("turn", [lambda x, y: [y, x], lambda x, y: [x + 20, y], lambda x, y: [x * 1e5, y * 1e5]])  # fmt: skip
def test_H04_boundaries_elsewhere_than_in_denmark_are_refused(tmp_path, turn):
    features = made_features()
    for one in features.values():
        for polygon in one["geometry"]["coordinates"]:
            for ring in polygon:
                ring[:] = [turn(*place) for place in ring]
    assert "ligger ikke i Danmark" in refused(written(tmp_path, features.values()))


def test_H04_one_point_far_away_is_enough(tmp_path):
    features = with_ring(lambda ring: [*ring[:3], [12.0, 5.5], *ring[3:]])
    assert "ligger ikke i Danmark" in refused(written(tmp_path, features.values()))


# Arcs --------------------------------------------------------------------------------------------


def test_arcs_hold_every_line_once_and_lose_nothing(boundaries):
    found = arcs_of(boundaries)
    for code, rings in boundaries.rings.items():
        for ring, steps in zip(rings, found.rings[code], strict=True):
            assert set(walked(steps, found.arcs)) == set(ring)
            assert area_of(walked(steps, found.arcs)) == pytest.approx(area_of(ring))
    lines = [frozenset(pair) for arc in found.arcs for pair in pairwise(arc)]
    assert len(lines) == len(set(lines))


def test_neighbours_share_a_simplified_line(boundaries):
    """Aalborg and Brønderslev stand above each other; København has Frederiksberg in its middle."""
    found = arcs_of(boundaries)
    arcs = [simplified(arc, 0.05) for arc in found.arcs]
    assert sum(map(len, arcs)) < sum(map(len, found.arcs)) / 2

    def numbers(code):
        return {number for ring in found.rings[code] for number, _ in ring}

    assert numbers("0101") & numbers("0147")
    places = {(one.column, one.row): one.code for one in tile_places() if one.code != "0147"}
    for (column, row), code in places.items():
        beside = places.get((column + 1, row))
        if beside:
            assert numbers(code) & numbers(beside), (code, beside)


@given(
    st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=2, max_size=30),
    st.floats(0.1, 20),
)
def test_a_simplified_line_stays_close_and_keeps_its_ends(points, tolerance):
    arc = tuple((float(x), float(y)) for x, y in points)
    kept = simplified(arc, tolerance)
    assert (kept[0], kept[-1]) == (arc[0], arc[-1])
    for x, y in arc:
        assert min(_to_stretch((x, y), a, b) for a, b in pairwise(kept)) <= tolerance + 1e-9  # fmt: skip
    # The other way round it is the same line
    assert simplified(arc, 0.0)[0] == arc[0]


def _to_stretch(point, a, b):
    length = math.dist(a, b) ** 2
    along = 0 if not length else ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length  # fmt: skip
    along = max(0, min(1, along))
    return math.dist(point, (a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))


# Room inside -------------------------------------------------------------------------------------


def test_a_hole_is_left_out():
    assert intervals((*SQUARE, HOLE), 5.0) == [(0.0, 4.0), (6.0, 10.0)]
    assert intervals((*SQUARE, HOLE), 3.0) == [(0.0, 10.0)]


@pytest.mark.parametrize("direction", ["level", "upright", "rising", "falling"])
def test_a_hatch_keeps_within_and_a_speck_has_one_line(direction):
    for (x1, y1), (x2, y2) in hatch_lines((*SQUARE, HOLE), direction, 3.0):
        middle = ((x1 + x2) / 2, (y1 + y2) / 2)
        assert all(-1e-9 <= one <= 10 + 1e-9 for one in (x1, y1, x2, y2))
        assert not (4 < middle[0] < 6 and 4 < middle[1] < 6)
        slope = {"level": y1 == y2, "upright": x1 == x2}.get(direction)
        assert slope or ((x2 - x1) * (y2 - y1) > 0) == (direction == "falling")
    speck = (((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)),)
    assert len(hatch_lines(speck, direction, 6.0)) == 1


def test_a_word_stands_where_there_is_most_room():
    """A narrow strip to the left and a wide field to the right: the field."""
    shape = (((0.0, 0.0), (60.0, 0.0), (60.0, 40.0), (20.0, 40.0), (20.0, 12.0), (0.0, 12.0)),)
    (x, y), width = roomiest(shape, 20.0)
    assert (x, width) == (40.0, 40.0) and y in (18.0, 20.0)
    (x, y), width = roomiest(shape, 6.0)
    assert (x, width) == (30.0, 60.0)
    assert roomiest(shape, 60.0)[1] == 0.0


def test_H04_a_file_far_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("tvaerblik.presentation.charts.boundaries.LARGEST_FILE", 1_000_000)
    path = tmp_path / "a.geojson"
    path.write_bytes(b" " * 1_000_001)
    assert refused(BoundaryFile(path, SOURCE)) == "Filen er større end 1 MB."
