from dataclasses import replace
from decimal import Decimal

import pytest

from tvaerblik.core.cells import State
from tvaerblik.core.errors import NotKnown
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.numbers import Lang, period_text
from tvaerblik.presentation.pages.figures import latest_settled
from tvaerblik.presentation.pages.overview import Overview, build_overview, chance_text
from tvaerblik.presentation.pages.overview_choice import OverviewQuery
from tvaerblik.presentation.pages.overview_texts import TEXTS
from tvaerblik.presentation.pages.overview_tiles import Shelf, Tile, rest_value
from tvaerblik.presentation.pages.places import places_of, unit_to_open_on
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.release.reader import Release
from tvaerblik.statistics import Point, assess
from unit.presentation.pages.cells_by_hand import cell

MIDT = "sundhedsklynge-nordjylland-midt"
DA = words_in(TEXTS, "da")


def _overview(release: Release, unit: str, lang: Lang = "da", **chosen: str) -> Overview:
    return build_overview(release, OverviewQuery(unit, **chosen), lang)


def _tile(release: Release, unit: str, indicator: str) -> Tile:
    page = _overview(release, unit)
    groups = [*page.groups, *([page.history] if page.history else [])]
    return next(tile for group in groups for tile in group.tiles if tile.indicator == indicator)


def test_tiles_are_gathered_by_theme_and_history_stands_apart(release: Release) -> None:
    page = _overview(release, MIDT)
    assert [group.title for group in page.groups] == ["Overgange mellem sektorer", "Ældre"]
    assert page.history is not None
    assert all(tile.indicator.startswith("covid-") for tile in page.history.tiles)
    assert [group.width for group in page.groups] == [3, 1]


def test_a_tile_tells_value_unit_period_signal_and_rest(release: Release) -> None:
    tile = _tile(release, MIDT, "opfoelgende-hjemmebesoeg-7-dage")
    assert tile.title == "Opfølgende hjemmebesøg"
    assert tile.figure.text.endswith("\u00a0%")
    assert (tile.unit_text, tile.period) == ("af udskrivelserne", "september 2026")
    assert tile.signal is not None and tile.signal.kind == "shift"
    assert tile.signal.text == "Niveauet er steget"
    assert tile.comparison is not None and tile.comparison[0] == "Resten af regionen"
    assert tile.sparkline.startswith("<svg")
    assert tile.synthetic == "Syntetiske tal – ikke virkelige"


def test_partial_coverage_stands_in_the_tile(release: Release) -> None:
    tile = _tile(release, "region-nordjylland", "opfoelgende-hjemmebesoeg-7-dage")
    assert "9 af 11 kommuner, 96\u00a0% af borgerne" in tile.figure.notes
    assert tile.comparison is None  # a region has no rest of itself


def test_hidden_and_not_delivered_are_states_without_number(release: Release) -> None:
    hidden = _tile(release, "kommune-0825", "genindlaeggelse-30-dage-somatik")
    missing = _tile(release, "kommune-0825", "opfoelgende-hjemmebesoeg-7-dage")
    assert hidden.figure.text == "–" and hidden.figure.reason
    assert missing.figure.text == "Ikke leveret"
    assert hidden.comparison is missing.comparison is None
    assert missing.sparkline == ""


def test_a_series_of_another_level_is_not_collected_here(release: Release) -> None:
    tile = _tile(release, MIDT, "covid-nyindlagte")
    assert (tile.figure.text, tile.period) == ("Indsamles ikke", "")
    assert tile.signal is None and tile.synthetic == ""


def test_a_future_unit_is_shown_by_what_it_has(release: Release) -> None:
    page = _overview(release, "sundhedsraad-limfjorden")
    tile = page.groups[0].tiles[0]
    assert tile.figure.is_number and tile.period
    assert page.chance.startswith("4 serier er vurderet; 3 viser tegn")  # of its quarters
    assert "organisationen fra 1. januar 2027" in page.organisation
    assert _overview(release, MIDT).organisation == ""


def test_units_are_offered_by_kind_in_danish_order(release: Release) -> None:
    groups = _overview(release, MIDT).choices
    assert [group.label for group in groups][:2] == ["Sundhedsklynger", "Kommuner"]
    assert groups[-1].label == "Sundhedsråd (som organiseret fra 1. januar 2027)"
    names = [choice.label for choice in groups[1].choices]
    assert names[-1] == "Aalborg"  # aa is å
    assert [one.id for group in groups for one in group.choices if one.chosen] == [MIDT]


def test_a_page_opens_on_the_first_wish_that_has_figures(release: Release) -> None:
    assert unit_to_open_on(release, ("", "region-oestdanmark", MIDT)) == MIDT
    assert unit_to_open_on(release, ()) == places_of(release)[0].id


def test_an_unknown_unit_is_refused_in_both_languages(release: Release) -> None:
    with pytest.raises(NotKnown) as refused:
        _overview(release, "sundhedsklynge-maanen")
    assert "maanen" in refused.value.in_("da") and "Overblik" in refused.value.in_("da")


def test_english_has_the_same_tiles(release: Release) -> None:
    page = _overview(release, MIDT, "en")
    assert page.groups[0].title == "Transitions between sectors"
    assert page.groups[0].tiles[0].period == "September 2026"


def _assessment(state: str):
    series = [Point(f"2026-{n:02d}", float(n)) for n in range(1, 13)]
    return replace(assess(series, polarity="none"), state=state)


@pytest.mark.parametrize(
    ("states", "text"),
    [
        (["too_few"], DA["chance_none"]),
        (["stable"], "1 serie er vurderet; ingen viser tegn på ændring. "),
        (["stable", "shift"], "2 serier er vurderet; 1 viser tegn på ændring. "),
        (["shift", "unusual_now", "too_few"], "2 serier er vurderet; 2 viser tegn på ændring. "),
        (["unusual_earlier"], "1 serie er vurderet; ingen viser tegn på ændring. "),
    ],
)
def test_how_many_signals_there_are(states: list[str], text: str) -> None:
    assert chance_text([_assessment(state) for state in states], DA).startswith(text)


@pytest.mark.parametrize(
    ("n", "end"), [(24, "oftest give ingen."), (26, "omkring 1."), (100, "omkring 2.")]
)
def test_how_many_chance_alone_would_give(n: int, end: str) -> None:
    """In a series of twelve points chance gives a signal in 2 of 100."""
    assert chance_text([_assessment("stable")] * n, DA).endswith(end)


def test_a_longer_series_and_one_with_limits_give_chance_more_to_do() -> None:
    """Of 36 points 4.7 % are called shifted, and 0.5 % have an unusual newest point."""
    longer = replace(_assessment("stable"), n_useful=36, n_points=36)
    assert chance_text([longer] * 29, DA).endswith("omkring 2.")
    assert chance_text([replace(longer, n_points=None)] * 31, DA).endswith("omkring 1.")


def test_the_rest_is_the_whole_without_the_part(release: Release) -> None:
    card = release.indicator("genindlaeggelse-30-dage-somatik")
    part, whole = cell(), cell(numerator=112, denominator=Decimal(240))
    assert rest_value(part, whole, card) == Decimal("0.5")


def test_a_rate_is_reckoned_with_its_multiplier(release: Release) -> None:
    card = release.indicator("indlaeggelser-pr-1000")
    part, whole = cell(), cell(numerator=112, denominator=Decimal(1040))
    assert rest_value(part, whole, card) == Decimal(100)


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(16, 400), (112, 144), (12, 40), (112, 143)]
)
def test_a_rest_of_few_is_not_told(release: Release, numerator: int, denominator: int) -> None:
    card = release.indicator("genindlaeggelse-30-dage-somatik")
    whole = cell(numerator=numerator, denominator=Decimal(denominator))
    assert rest_value(cell(), whole, card) is None


def test_a_rest_of_what_is_hidden_is_not_told(release: Release) -> None:
    card = release.indicator("genindlaeggelse-30-dage-somatik")
    assert rest_value(cell(State.SUPPRESSED), cell(), card) is None
    reported = release.indicator("covid-nyindlagte")
    whole = cell(numerator=112, denominator=Decimal(240))
    assert rest_value(cell(), whole, reported) is None


def test_what_only_the_region_counts_is_told_as_the_regions(release: Release) -> None:
    """The tile says that it is not collected here, and what the region's figure is and for when."""
    place, card = release.unit(MIDT), release.indicator("indlaeggelser-pr-1000")
    shelf = Shelf(release, place, AS_WAS, "da")
    newest = latest_settled(shelf.of_region[card.id])
    assert newest is not None and newest.value is not None
    told = shelf._comparison(card, None, DA)
    assert told is not None
    assert told[0] == "Hele regionen" and told[1].endswith(f"({period_text(newest.period, 'da')})")
    shelf.of_region = {}
    assert shelf._comparison(card, None, DA) is None
