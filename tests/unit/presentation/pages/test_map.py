"""The map on an indicator's page: when it is there, of what land, and the table beside it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

import pytest

from tvaerblik.core.cells import State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.indicator import IndicatorPage, build_indicator
from tvaerblik.presentation.pages.map_section import MapSection, build_map
from tvaerblik.presentation.pages.map_texts import TEXTS
from tvaerblik.presentation.pages.query import Query
from tvaerblik.presentation.pages.series_chart import ChartTexts
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow
from unit.presentation.pages.cells_by_hand import cell

VISITS = "opfoelgende-hjemmebesoeg-7-dage"
READMISSIONS = "genindlaeggelse-30-dage-somatik"
AALBORG = "kommune-0851"
NORTH = "region-nordjylland"
CHART_TEXTS = ChartTexts("Besøg", "Kommuner, marts 2026", "Kilde: opdigtet", True)


class Country:
    """The sample release, in which every municipality has figures."""

    def __init__(self, release: Release) -> None:
        self.release = release
        region_ids = [one.id for one in release.units() if one.kind == "region"]
        self.regions = [release.unit(one) for one in region_ids]
        ids = [unit for region in self.regions for unit in region.municipalities]
        municipalities = [replace(release.unit(one), organisations=(AS_WAS,)) for one in ids]
        self.cards = {one.id: one for one in (*self.regions, *municipalities)}

    def units(self) -> tuple[UnitCard, ...]:
        return tuple(self.cards.values())

    def unit(self, unit: str) -> UnitCard:
        return self.cards[unit]


@pytest.fixture
def country(release: Release) -> Country:
    return Country(release)


@pytest.fixture
def card(release: Release) -> IndicatorCard:
    return release.indicator(VISITS)


def _row(unit: str, events: int, state: State = State.OK) -> ReleasableRow:
    known = state is State.OK
    return cell(
        state,
        unit=unit,
        value=Decimal(events) / 1000 if known else None,
        numerator=events if known else None,
        denominator=Decimal(1000) if known else None,
    )


def _map(
    country: Country, card: IndicatorCard, rows: list[ReleasableRow], chosen: str = AALBORG
) -> MapSection | None:
    return build_map(
        cast(Release, country), card, country.unit(chosen), rows, texts=CHART_TEXTS, lang="da"
    )


def _page(release: Release, indicator: str, **asked: str) -> IndicatorPage:
    return build_indicator(release, indicator, Query(**asked), "da")


def test_one_region_is_drawn_large(release: Release) -> None:
    page = _page(release, READMISSIONS, unit=AALBORG)
    assert page.map is not None
    assert "Kommuner i Region Nordjylland, " in page.map.chart.wide
    assert "Vesthimmerlands" in page.map.chart.wide
    assert "København" not in page.map.chart.wide
    assert len(page.map.lines) == 11
    assert 'id="map-wide-title"' in page.map.chart.wide
    assert 'id="map-narrow-title"' in page.map.chart.narrow
    assert "Syntetiske tal" in page.map.chart.wide


def test_two_regions_with_figures_make_it_the_whole_country(
    country: Country, card: IndicatorCard
) -> None:
    found = _map(country, card, [_row(AALBORG, 300), _row("kommune-0751", 200)])
    assert found is not None
    assert "Kommuner, marts 2026" in found.chart.wide
    assert len(found.lines) == 98
    assert [line.name for line in found.lines[-3:]] == ["Aabenraa", "Aalborg", "Aarhus"]


def test_the_smallest_region_is_drawn_where_one_holds_another(
    country: Country, card: IndicatorCard
) -> None:
    """From 2027 the two eastern regions are parts of one."""
    parts = [country.unit(one) for one in ("region-sjaelland", "region-hovedstaden")]
    both = tuple(unit for part in parts for unit in part.municipalities)
    east = replace(parts[0], id="region-oestdanmark", municipalities=both)
    country.cards = {east.id: east, **country.cards}
    found = _map(country, card, [_row("kommune-0101", 300), _row("kommune-0400", 200)])
    assert found is not None
    assert "Kommuner i Region Hovedstaden" in found.chart.wide


def test_a_region_of_which_some_have_no_row_keeps_them(
    country: Country, card: IndicatorCard
) -> None:
    rows = [
        _row(AALBORG, 300),
        _row("kommune-0773", 200),
        _row("kommune-0825", 0, State.SUPPRESSED),
    ]
    found = _map(country, card, rows)
    assert found is not None
    texts = {line.name: line.text for line in found.lines}
    assert len(texts) == 11
    assert texts["Aalborg"] == "30,0\u00a0%"
    assert texts["Læsø"] == "Tallet vises ikke af hensyn til personer"
    assert texts["Thisted"] == TEXTS["no_cell"].da
    assert "Ingen tal i denne udgivelse: " in found.chart.wide


def test_the_map_of_a_unit_of_another_kind_outlines_nobody(release: Release) -> None:
    page = _page(release, READMISSIONS, unit=NORTH)
    assert page.map is not None
    assert "tb-map-chosen" not in page.map.chart.wide
    assert not any(line.chosen for line in page.map.lines)
    own = _page(release, READMISSIONS, unit=AALBORG).map
    assert own is not None
    assert "tb-map-chosen" in own.chart.wide
    assert [line.name for line in own.lines if line.chosen] == ["Aalborg"]


def test_the_map_shows_the_period_that_is_compared(release: Release) -> None:
    page = _page(release, READMISSIONS, unit=AALBORG)
    assert page.map is not None and page.comparison is not None
    period = page.map.caption.rsplit(", ", 1)[1]
    assert f", kommuner, {period}, " in page.comparison.caption
    known = {line.name: line.figure.text for line in page.comparison.lines if line.figure.is_number}
    assert {line.name: line.text for line in page.map.lines if line.is_number} == known


def test_plain_numbers_have_no_map(country: Country, card: IndicatorCard) -> None:
    rows = [_row(AALBORG, 300), _row("kommune-0773", 200)]
    assert _map(country, card, rows) is not None
    assert _map(country, replace(card, measure="count", per=None), rows) is None


def test_one_figure_alone_makes_no_map(country: Country, card: IndicatorCard) -> None:
    rows = [_row(AALBORG, 300), _row("kommune-0773", 0, State.SUPPRESSED)]
    assert _map(country, card, rows) is None


def test_ages_and_sexes_have_no_map(release: Release) -> None:
    assert _page(release, READMISSIONS, unit=AALBORG, sex="k").map is None


def _eleven(country: Country, events: int) -> list[ReleasableRow]:
    ids = country.unit(NORTH).municipalities
    return [_row(one, events if one == "kommune-0773" else 200) for one in ids]


@pytest.mark.parametrize(("events", "squares"), [(205, 0), (420, 1)])
def test_only_who_lies_outside_the_limits_has_a_square(
    events: int, squares: int, country: Country, card: IndicatorCard
) -> None:
    found = _map(country, card, _eleven(country, events))
    assert found is not None and found.has_standings
    # And one in the key
    assert found.chart.wide.count("tb-outside") == 2 * squares
    told = {line.name: line.standing for line in found.lines}
    assert (told["Morsø"] == "Over grænserne (99,8 %)") == bool(squares)
    assert TEXTS["note_limits"].da in found.notes


def test_without_limits_the_page_says_what_shades_do_not(
    country: Country, card: IndicatorCard
) -> None:
    found = _map(country, card, [_row(AALBORG, 300), _row("kommune-0773", 200)])
    assert found is not None and not found.has_standings
    assert TEXTS["note_no_limits"].da in found.notes
    assert all(not line.standing for line in found.lines)


def test_a_municipality_without_a_tile_is_named_with_its_figure(
    country: Country, card: IndicatorCard
) -> None:
    day = date(2007, 1, 1)
    name = Text("Christiansø", "Christiansø")
    stranger = UnitCard("kommune-0411", "municipality", "0411", name, day, None, (), (), (AS_WAS,))
    country.cards[stranger.id] = stranger
    found = _map(country, card, [_row(AALBORG, 300), _row(stranger.id, 200)])
    assert found is not None
    assert "Ikke på kortet: Christiansø 20,0\u00a0%" in found.chart.wide
    assert [line.text for line in found.lines if line.name == "Christiansø"] == ["20,0\u00a0%"]


def test_english_words(release: Release) -> None:
    page = build_indicator(release, READMISSIONS, Query(AALBORG), "en")
    assert page.map is not None
    assert page.map.t["heading"] == "Map"
    assert "Municipalities in North Denmark Region" in page.map.chart.wide
