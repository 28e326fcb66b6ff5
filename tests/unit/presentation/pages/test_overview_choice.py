"""What a reader may choose of an overview: groups, order, filters, organisation; and what is then said."""

from dataclasses import replace
from datetime import date

import pytest

from tvaerblik.catalogue.front import Front
from tvaerblik.core.errors import NotKnown
from tvaerblik.core.rows import AS_WAS
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.names import HISTORY
from tvaerblik.presentation.pages.overview import Overview, build_overview
from tvaerblik.presentation.pages.overview_choice import (
    GROUPS,
    ORDERS,
    SECTORS,
    SIGNALS,
    OverviewQuery,
    choosers_of_overview,
)
from tvaerblik.presentation.pages.overview_groups import group_tiles, order_tiles
from tvaerblik.presentation.pages.overview_texts import TEXTS
from tvaerblik.presentation.pages.overview_tiles import Tile, tiles_of
from tvaerblik.presentation.pages.places import region_of
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.release.reader import Release

MIDT, REGION, AALBORG = "sundhedsklynge-nordjylland-midt", "region-nordjylland", "kommune-0851"
AS_IS = "2027-01-01"
DA = words_in(TEXTS, "da")
VISITS = "opfoelgende-hjemmebesoeg-7-dage"


def _overview(release: Release, unit: str = MIDT, **chosen: str) -> Overview:
    return build_overview(release, OverviewQuery(unit, **chosen), "da")


def _shown(page: Overview) -> set[str]:
    groups = [*page.groups, *([page.history] if page.history else [])]
    return {tile.indicator for group in groups for tile in group.tiles}


def _tiles(release: Release) -> list[Tile]:
    return list(tiles_of(release, release.unit(MIDT), AS_WAS, "da"))


def _ids(tiles: tuple[Tile, ...] | list[Tile]) -> list[str]:
    return [tile.indicator for tile in tiles]


# Groups and order ------------------------------------------------------------------------------------


def test_by_goal_a_tile_stands_under_each_goal_it_serves(release: Release) -> None:
    page = _overview(release, group="maal")
    of_goals = {group.title: _ids(group.tiles) for group in page.groups}
    assert list(of_goals) == [
        "Nationalt mål 1: bedre sammenhængende patientforløb",
        "Nationalt mål 2: styrket indsats for kronikere og ældre patienter",
        "Sundhedsaftalen 2019, mål 1",
        "Sundhedsaftalen 2019, mål 2",
    ]
    old = "forebyggelige-indlaeggelser-65"
    assert [title for title, ids in of_goals.items() if old in ids] == [
        "Nationalt mål 2: styrket indsats for kronikere og ældre patienter",
        "Sundhedsaftalen 2019, mål 2",
    ]
    assert page.history is not None and "under hvert af dem" in page.rule
    assert page.shown.startswith(
        "Viser alle 6 indikatorer."
    )  # and not as often as they stand there


def test_what_serves_no_goal_stands_last(release: Release) -> None:
    tiles = [replace(tile, goals=()) if n == 0 else tile for n, tile in enumerate(_tiles(release))]
    tiles = [replace(tile, theme="aeldre") for tile in tiles]
    groups = group_tiles(tiles, OverviewQuery(MIDT, group="maal", order="navn"), None, DA, "da")
    assert groups[-1].title == "Ikke knyttet til et mål"
    assert tiles[0].indicator in _ids(groups[-1].tiles)


def test_without_groups_there_is_one_list(release: Release) -> None:
    (together,) = _overview(release, group="samlet").groups
    assert together.title == "Alle indikatorer" and len(together.tiles) == 4


def test_importance_is_what_was_agreed_and_then_signs_of_change(release: Release) -> None:
    """Of those with the same sign one with a number goes before one without, and then the name."""
    one = _tiles(release)[0]
    number, dash = one.figure, replace(one.figure, is_number=False)
    made = [
        replace(one, indicator=f"{choice}-{n}", title=title, choice=choice, figure=figure)
        for choice in reversed(SIGNALS)
        for n, (title, figure) in enumerate([("Å", number), ("A", dash), ("B", number)])
    ]
    front = Front(Text("Fælles", "Common"), ("ingen-2", "faa-1"), ())
    found = _ids(order_tiles(made, "vigtighed", front))
    assert found[:5] == ["ingen-2", "faa-1", "steget-2", "steget-0", "steget-1"]
    order = list(dict.fromkeys(name.rsplit("-", 1)[0] for name in found[2:]))
    assert order == list(SIGNALS)


def test_by_name_nothing_goes_before_the_name(release: Release) -> None:
    one = _tiles(release)[0]
    made = [
        replace(one, indicator=title, title=title, choice=choice)
        for title, choice in (("Ører", "steget"), ("Ældre", "ingen"), ("Børn", "faa"))
    ]
    front = Front(Text("Fælles", "Common"), ("Ører",), ())
    assert _ids(order_tiles(made, "navn", front)) == ["Børn", "Ældre", "Ører"]
    assert _overview(release, order="navn").rule == "Tallene står efter navn."


def test_what_was_agreed_on_stands_together_above_the_themes_alone(release: Release) -> None:
    front = Front(Text("Fælles tal", "Common figures"), ("indlaeggelser-pr-1000", VISITS), ())
    groups = group_tiles(
        _tiles(release), OverviewQuery(MIDT, group="tema", order="vigtighed"), front, DA, "da"
    )
    assert (groups[0].title, _ids(groups[0].tiles)) == ("Fælles tal", list(front.tiles))
    assert not {*front.tiles} & {one for group in groups[1:] for one in _ids(group.tiles)}
    by_goal = group_tiles(
        _tiles(release), OverviewQuery(MIDT, group="maal", order="vigtighed"), front, DA, "da"
    )
    assert _ids(by_goal[1].tiles)[0] == "indlaeggelser-pr-1000"


# Filters ---------------------------------------------------------------------------------------------


def test_every_choice_shows_as_many_as_it_promises(release: Release) -> None:
    """Beside another filter too: the numbers are of what the choice would leave."""
    attributes = {"tema": "theme", "kilde": "source", "sektor": "sector", "signal": "signal"}
    promised = 0
    for held in ({}, {"source": "lpr_a"}, {"signal": "steget"}):
        for chooser in _overview(release, **held).choosers:
            if chooser.name not in attributes or attributes[chooser.name] in held:
                continue
            for choice in chooser.choices[1:]:
                page = _overview(release, **held, **{attributes[chooser.name]: choice.id})
                assert choice.label.endswith(f"({len(_shown(page))})"), (held, choice)
                promised += 1
    assert promised > 25


def test_another_theme_can_be_chosen_where_one_is(release: Release) -> None:
    themes = next(one for one in _overview(release, theme="aeldre").choosers if one.name == "tema")
    assert [choice.label for choice in themes.choices] == [
        "Alle",
        "Overgange mellem sektorer (3)",
        "Ældre (1)",
        "Historiske serier (2)",
    ]
    assert [choice.id for choice in themes.choices if choice.chosen] == ["aeldre"]


def test_a_filter_tells_what_is_shown_what_is_left_out_and_how_to_see_it_all(
    release: Release,
) -> None:
    page = _overview(release, theme="aeldre", group="maal", order="navn")
    assert _shown(page) == {"forebyggelige-indlaeggelser-65"}
    assert page.shown == "Viser 1 af 6 indikatorer (tema: Ældre); 5 er udeladt."
    assert page.unfiltered == f"?enhed={MIDT}&gruppe=maal&raekkefoelge=navn"
    assert page.is_filtered and not _overview(release).is_filtered
    assert _overview(release).shown == (
        "Viser alle 6 indikatorer. 2 af dem er historiske serier og står nederst."
    )


def test_filters_that_leave_nothing_say_so(release: Release) -> None:
    page = _overview(release, theme="aeldre", sector="national")
    assert page.groups == () and page.history is None
    assert page.shown == (
        "Ingen af de 6 indikatorer passer til det valgte (tema: Ældre; sektor: National myndighed)."
    )
    assert [one.name for one in page.choosers[-4:]] == ["tema", "kilde", "sektor", "signal"]


def test_historical_series_that_were_asked_for_are_not_folded_away(release: Release) -> None:
    page = _overview(release, theme=HISTORY)
    assert [group.id for group in page.groups] == [HISTORY] and page.history is None
    assert page.chance == "Om de viste: Det vurderes ikke, om niveauet har ændret sig."


def test_chance_is_told_of_what_is_shown(release: Release) -> None:
    assert _overview(release, theme="aeldre").chance.startswith("Om de viste: 1 serie er vurderet;")
    assert _overview(release).chance.startswith("4 serier er vurderet;")


def test_chance_is_told_of_what_a_signal_was_picked_among(release: Release) -> None:
    """All that has risen has risen: chance had the others to work on as well."""
    risen = _overview(release, signal="steget")
    assert 0 < len(_shown(risen)) < 4
    told = _overview(release).chance
    assert risen.chance == f"Før valget af signal: {told}"
    both = _overview(release, signal="steget", theme="aeldre").chance
    assert both.startswith("Før valget af signal: 1 serie er vurderet;")


@pytest.mark.parametrize(
    ("attribute", "known"),
    [
        ("group", GROUPS),
        ("order", ORDERS),
        ("theme", ("overgange", "aeldre")),
        ("source", ("lpr_a", "gateway")),
        ("sector", SECTORS),
        ("signal", SIGNALS),
    ],
)
def test_a_choice_that_is_none_of_ours_is_refused(
    release: Release, attribute: str, known: tuple[str, ...]
) -> None:
    with pytest.raises(NotKnown) as refused:
        _overview(release, **{attribute: "maanen"})
    for lang in ("da", "en"):
        assert "maanen" in refused.value.in_(lang)
        assert all(one in refused.value.in_(lang) for one in known)


# Organisation ----------------------------------------------------------------------------------------


def test_a_unit_is_shown_under_each_organisation_it_has_figures_in(release: Release) -> None:
    offered = next(one for one in _overview(release, REGION).choosers if one.name == "organisation")
    assert [choice.id for choice in offered.choices] == [AS_WAS, AS_IS]
    page = _overview(release, REGION, organisation=AS_IS)
    assert "organisationen fra 1. januar 2027" in page.organisation
    assert page.groups[0].tiles[0].period.endswith("kvartal 2026")
    assert page.asked_of_indicators == f"?enhed={REGION}&organisation={AS_IS}"
    assert page.unfiltered == page.asked_of_indicators
    assert _overview(release, REGION).asked_of_indicators == f"?enhed={REGION}"


def test_a_municipality_is_offered_no_organisation_but_the_way_back(release: Release) -> None:
    """Its figures are the same whatever it is a part of."""
    place = replace(release.unit(AALBORG), organisations=(AS_IS, AS_WAS))

    def offered(organisation: str) -> list[str]:
        query = OverviewQuery(AALBORG, organisation, GROUPS[0], ORDERS[0])
        return [
            one.name for one in choosers_of_overview(query, _tiles(release), release, place, "da")
        ]

    assert "organisation" not in offered(AS_WAS)
    assert offered(AS_IS)[0] == "organisation"


def test_the_rest_is_of_the_region_under_the_same_organisation(release: Release) -> None:
    page = _overview(release, "sundhedsraad-limfjorden")
    rest = [tile.comparison[0] for tile in page.groups[0].tiles if tile.comparison]
    assert rest == ["Resten af regionen"] * 3
    assert region_of(release, release.unit(MIDT), "1850-01-01") is None


@pytest.mark.parametrize("asked", [AS_IS, "1850-01-01", "maanen"])
def test_an_organisation_the_unit_has_no_figures_in_is_replaced_and_told(
    release: Release, asked: str
) -> None:
    page = _overview(release, organisation=asked)
    assert page.organisation == "Enheden har ingen tal i den valgte organisation."
    assert _shown(page) == _shown(_overview(release))


def test_the_sheet_tells_which_release_it_is_of(release: Release) -> None:
    day = release.manifest.made_at.date()
    assert day == date(2026, 11, 22)
    assert _overview(release).issue == f"Tal fra udgivelsen {release.id}, 22. november 2026"
