"""The real boundaries of 98 municipalities, in the three forms in which they lie at hand."""

import csv
import gzip
from itertools import combinations

import pytest

from tvaerblik.presentation.charts import (
    NARROW,
    WIDE,
    BoundaryFile,
    MapUnit,
    ShapeMapPicture,
    UnitPoint,
    read_boundaries,
    shape_map_svg,
    tile_places,
)
from tvaerblik.presentation.charts.arcs import arcs_of, walked
from tvaerblik.presentation.charts.boundaries import area_of
from tvaerblik.presentation.charts.land import country_of

pytestmark = pytest.mark.real_data

SOURCE = (
    "Indeholder data fra Geodatastyrelsen (nu Klimadatastyrelsen), DAGI 1:500.000, februar 2014"
)
FILES = ["kommuner.geojson", "kommuner_small.topojson", "kommuner_regioner.topojson"]


@pytest.fixture(scope="module", params=FILES)
def boundaries(real_data, request):
    return read_boundaries(BoundaryFile(real_data / "dk-municipalities" / request.param, SOURCE))


def test_all_are_there_and_christiansoe_is_counted_beside(boundaries, real_data):
    with (real_data / "dk-municipalities" / "kommuner.csv").open(encoding="utf-8-sig") as file:
        listed = {line["kode"] for line in csv.DictReader(file)}
    assert set(boundaries.rings) | set(boundaries.beside) == listed
    assert boundaries.beside == ("0411",)


def test_nothing_is_lost_in_the_arcs(boundaries):
    found = arcs_of(boundaries)
    whole = sum(area_of(ring) for rings in boundaries.rings.values() for ring in rings)
    kept = sum(
        area_of(walked(steps, found.arcs)) for rings in found.rings.values() for steps in rings
    )
    assert kept == pytest.approx(whole, rel=1e-9)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_simplified_country_has_no_gaps_and_about_its_size(boundaries, width):
    """Each municipality keeps its share of the whole, and neighbours their common line."""
    found = country_of(boundaries, (), width)
    shares = sorted(
        sum(area_of(ring) for ring in one.shape)
        / sum(area_of(ring) for ring in boundaries.rings[one.code])
        for one in found.lands
    )
    usual = shares[len(shares) // 2]
    assert all(0.65 * usual < share < 1.25 * usual for share in shares), (shares[:3], shares[-3:])
    assert sum(0.95 * usual < share < 1.05 * usual for share in shares) > 75
    # A line between two belongs to both, and its points are written alike
    ends = {one.code: {place for ring in one.shape for place in ring} for one in found.lands}
    neighbours = {("0851", "0810"), ("0751", "0746"), ("0461", "0430"), ("0101", "0147")}
    for a, b in neighbours:
        assert len(ends[a] & ends[b]) >= 2, (a, b)
    assert sum(bool(ends[a] & ends[b]) for a, b in combinations(sorted(ends), 2)) > 150


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_country_is_light_and_everybody_is_on_it(boundaries, width):
    units = tuple(
        MapUnit(one.code, UnitPoint(one.name, float(number), str(number)))
        for number, one in enumerate(tile_places())
        if one.code != "0492"
    )
    picture = ShapeMapPicture(
        title="Prøve",
        unit_label="Tal",
        units=units,
        source=f"Kilde: opdigtet. Grænser: {SOURCE}",
        boundaries=boundaries,
    )
    svg = shape_map_svg(picture, width=width)
    assert "Ingen tal i denne udgivelse: Ærø" in svg
    for one in tile_places():
        assert f"<title>{one.name}: " in svg
    assert len(svg.encode()) <= 60_000
    assert len(gzip.compress(svg.encode())) <= 15_000


def test_bornholm_and_the_capital_have_frames_of_their_own(boundaries):
    wide = country_of(boundaries, (), WIDE)
    assert [inset.name for inset in wide.insets] == ["capital", "bornholm"]
    # Region Hovedstaden large needs no second drawing of the capital's surroundings
    around = tuple(code for code in boundaries.rings if "0100" < code < "0280" and code not in ("0253", "0259", "0265", "0269"))  # fmt: skip
    for width in (WIDE, NARROW):
        region = country_of(boundaries, (*around, "0400"), width)
        assert [inset.name for inset in region.insets] == ["bornholm"]
