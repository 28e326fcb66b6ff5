"""*Udforsk* as page values: what is chosen, shown, marked, left out and refused."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from tvaerblik.core.cells import NUMBERED_STATES, Flag
from tvaerblik.core.rows import AS_WAS
from tvaerblik.presentation.pages.explore import (
    MOST_CELLS,
    build_explore,
    picture_of_file,
    rows_of_file,
)
from tvaerblik.presentation.pages.explore_choice import settle
from tvaerblik.presentation.pages.explore_query import DIMENSIONS, Asked, read_asked
from tvaerblik.presentation.pages.explore_saved import SavedFacts, definitions_of, told_of
from tvaerblik.presentation.pages.figures import figure_of
from tvaerblik.presentation.pages.source import writing_of

ADMISSIONS, VISITS = "indlaeggelser-pr-1000", "opfoelgende-hjemmebesoeg-7-dage"
COVID, CASES = "covid-nyindlagte", "covid-tilfaelde-pr-100000"
PREVENTABLE = "forebyggelige-indlaeggelser-65"
MIDT = "sundhedsklynge-nordjylland-midt"


def _asked(**more) -> Asked:
    base = {"indicators": (ADMISSIONS,), "units": ("kommune-0851",), "period_kind": "quarter"}
    return Asked(**{**base, "since": "2024", "until": "2024", **more})


def _page(release, asked=None, lang="da"):
    return build_explore(release, asked or _asked(), lang)


def _cells(page):
    return [cell for group in page.result.table.groups for row in group.rows for cell in row.cells]


# The address -----------------------------------------------------------------------------------------


def test_the_question_stands_in_the_address_and_comes_back_from_it():
    asked = _asked(ages=("alle", "90+"), sexes=("k",), groups=("kommuner",), show="smaa")
    assert read_asked(parse_qs(asked.address)) == asked
    assert "alder=90%2B" in asked.address


def test_other_parameters_repeated_and_empty_values_are_none_of_the_question():
    given = {"indikator": ["b", "a", "b", ""], "utm_source": ["x"], "vis": ["smaa", "tabel"]}
    assert read_asked(given) == Asked(indicators=("b", "a"), show="smaa")


def test_an_empty_page_has_suggestions_that_all_show_something(release):
    page = _page(release, Asked())
    assert page.result is None and len(page.presets) == 6
    for preset in page.presets:
        shown = _page(release, read_asked(parse_qs(preset.address)))
        assert shown.result is not None, preset.title
        assert shown.left_out == () and shown.refusal == "" and shown.result.charts.refusal == ""
        assert any(cell.text[0].isdigit() for cell in _cells(shown)), preset.title


# What is shown ---------------------------------------------------------------------------------------


def test_every_cell_of_the_table_is_a_released_one(release):
    units = ("kommune-0825", "kommune-0851", MIDT)
    page = _page(release, _asked(units=units, indicators=(ADMISSIONS, VISITS)))
    assert page.result.table.width == 4
    for group in page.result.table.groups:
        card = release.indicator(group.link)
        for row in group.rows:
            unit = next(one for one in release.units() if one.name.da == row.name)
            series = release.series(card.id, unit.id, "quarter")
            of_2024 = [one for one in series if one.period.startswith("2024")]
            for cell, released in zip(row.cells, of_2024, strict=True):
                figure = figure_of(released, writing_of(card), "da")
                is_number = released.state in NUMBERED_STATES
                assert cell.text == (figure.text if is_number else cell.text)
                assert cell.text[0].isdigit() is is_number


def test_a_hidden_cell_is_a_dash_that_is_said_and_explained(release):
    asked = _asked(indicators=(PREVENTABLE,), units=("kommune-0825",), period_kind="month")
    page = _page(release, asked)
    hidden = [cell for cell in _cells(page) if cell.text == "–"]
    assert hidden and all(cell.said == "vises ikke" for cell in hidden)
    assert ("–", "Tallet vises ikke af hensyn til personer") in page.result.table.legend
    assert f"{len(hidden)} vises ikke af hensyn til personer." in page.result.said[0]


def test_no_sum_is_made_and_the_page_says_why(release):
    page = _page(release, _asked(groups=("kommuner",)))
    (group,) = page.result.table.groups
    assert [row.name for row in group.rows][-1] == "Aalborg" and len(group.rows) == 11
    assert any("ingen summer" in note for note in page.result.notes)
    assert any("efter navn og ikke efter tal" in note for note in page.result.notes)


@pytest.mark.parametrize("rows", DIMENSIONS)
@pytest.mark.parametrize("columns", ["enhed", "alder", "organisation"])
def test_any_dimension_can_stand_in_rows_or_columns(release, rows, columns):
    """Whatever is turned, the same figures stand there."""
    more = {"indicators": (ADMISSIONS, VISITS), "ages": ("alle", "80-84"), "sexes": ("begge", "k")}
    asked = _asked(**more, organisation="begge")
    plain, turned = (
        _cells(_page(release, one)) for one in (asked, asked.but(rows=rows, columns=columns))
    )
    assert len(plain) == 2 * 2 * 2 * 2 * 4
    assert sorted(cell.text for cell in turned) == sorted(cell.text for cell in plain)


def test_the_newest_periods_follow_the_release_and_begin_where_the_series_does(release):
    newest = settle(_asked(since="seneste-2", until=""), release, "da").choice
    assert [one.id for one in newest.periods] == ["2026-Q2", "2026-Q3"]
    page = _page(release, _asked(since="seneste-300", until=""))
    assert page.result.table.top[0].name == "1. kv. 2023"


class _Changed:
    """A release whose cells are others: `change` answers a cell, or None for one that is not there."""

    def __init__(self, release, change) -> None:
        self._release, self._change = release, change

    def __getattr__(self, name):
        return getattr(self._release, name)

    def select(self, *asked):
        for batch in self._release.select(*asked):
            yield [row for row in map(self._change, batch) if row is not None]


def _without_children(release):
    return _Changed(release, lambda row: None if row.age_band == "0-17" else row)


def test_an_indicator_of_the_oldest_has_no_rows_of_children(release):
    asked = _asked(indicators=(PREVENTABLE,), ages=("alle", "0-17", "80-84"), rows="alder")
    page = _page(_without_children(release), asked)
    assert [row.name for row in page.result.table.groups[0].rows] == ["Alle aldre", "80-84 år"]
    assert "Ingen at tælle: Forebyggelige indlæggelser 65+ (0-17 år)." in page.result.notes
    rows = rows_of_file(_without_children(release), asked, "da")
    assert {row.age_band for row in rows} == {None, "80-84"}


# Organisations ---------------------------------------------------------------------------------------


def test_as_was_and_as_is_stand_side_by_side_and_what_is_in_one_only_is_marked(release):
    asked = _asked(groups=("sundhedsklynger", "sundhedsraad"), units=(), organisation="begge")
    table = _page(release, asked).result.table
    assert [one.span for one in table.top] == [2] * 4 and len(table.below) == 8
    rows = {row.name: row for row in table.groups[0].rows}
    cluster, council = rows["Sundhedsklynge Midt"], rows["Sundhedsråd Limfjorden"]
    assert cluster.detail == "til 1. januar 2027" and council.detail == "fra 1. januar 2027"
    assert [cell.text == "∅" for cell in cluster.cells] == [False, True] * 4
    assert [cell.text == "∅" for cell in council.cells] == [True, False] * 4
    assert ("∅", "Enheden findes ikke i den organisation") in table.legend


def test_a_figure_that_the_new_organisation_changes_is_marked(release):
    def changed(row):
        is_new = row.organisation != AS_WAS and row.period == "2024-Q2"
        return replace(row, value=row.value + 1) if is_new else row

    units = ("region-nordjylland",)
    asked = _asked(units=units, organisation="begge")
    plain, marked = (_page(one, asked) for one in (release, _Changed(release, changed)))
    assert [cell.marks for cell in _cells(plain)] == [""] * 8
    assert [cell.marks for cell in _cells(marked)] == ["", "", "", "≠", "", "", "", ""]
    assert _cells(marked)[3].said == "andet tal"
    assert any(sign == "≠" for sign, _ in marked.result.table.legend)


def test_provisional_partial_and_broken_figures_have_marks_that_the_legend_explains(release):
    flags = frozenset({Flag.PROVISIONAL, Flag.PARTIAL, Flag.BREAK})

    def changed(row):
        present = 10 if row.period == "2024-Q1" else 9
        told = {"units_present": present, "units_total": 11, "population_share": None}
        return replace(row, flags=flags, **told) if row.period < "2024-Q4" else row

    page = _page(_Changed(release, changed), _asked(units=("region-nordjylland",)))
    assert [cell.marks for cell in _cells(page)] == ["f1b", "f2b", "f2b", ""]
    assert _cells(page)[0].said == "Foreløbigt tal, 10 af 11 kommuner, Databrud"
    legend = dict(page.result.table.legend)
    assert legend["1"] == "Ikke alle har leveret: 10 af 11 kommuner"
    assert legend["f"] == "Foreløbigt tal" and legend["b"] == "Databrud"
    assert "3 er foreløbige." in page.result.said[0]


def test_a_council_alone_is_shown_in_its_own_organisation(release):
    choice = settle(_asked(units=("sundhedsraad-limfjorden",)), release, "da").choice
    assert choice.organisations == ("2027-01-01",)
    assert settle(_asked(), release, "da").choice.organisations == (AS_WAS,)


# What is left out, and what is too much --------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"indicators": (ADMISSIONS, "findes-ikke")}, "udeladt: »findes-ikke«"),
        ({"units": ("kommune-0851", "maanen")}, "udeladt: »maanen«"),
        ({"groups": ("i-maanen",)}, "udeladt: »i-maanen«"),
        ({"ages": ("alle", "200+")}, "udeladt: »200+«"),
        ({"since": "forleden"}, "udeladt: »forleden«"),
        ({"organisation": "2050-01-01"}, "udeladt: »2050-01-01«"),
        ({"since": "2024-12", "until": "2024-01"}, "de to er byttet om"),
        ({"rows": "periode", "columns": "periode"}, "kan ikke være det samme"),
        ({"indicators": (ADMISSIONS, CASES)}, "Opgøres ikke pr. kvartal og er udeladt"),
        ({"indicators": (ADMISSIONS, COVID), "ages": ("80-84",)}, "Opdeles ikke efter alder og er"),
    ],
)
def test_D16_what_is_not_known_is_left_out_and_named(release, more, said):
    page = _page(release, _asked(**more))
    assert page.result is not None
    assert any(said in sentence for sentence in page.left_out), page.left_out


def test_D21_a_cpr_number_in_the_address_is_never_shown_again(release):
    page = _page(release, _asked(units=("kommune-0851", "610190-1234")))
    assert any("******-****" in sentence for sentence in page.left_out)
    assert "1234" not in " ".join(page.left_out)


def test_too_much_says_how_much_and_what_to_take_away(release):
    ages = ("alle", "0-17", "18-39", "40-64", "65-69", "70-74", "75-79", "80-84", "85-89", "90+")
    asked = _asked(groups=("kommuner",), period_kind="month", since="2023", until="2026", ages=ages)
    page = _page(release, asked)
    assert page.result is None and page.can_be_fetched
    assert page.refusal.startswith(
        "Valget giver 5.280 tal (11 enheder × 48 perioder × 10 grupper efter alder og køn). "
        "Siden viser højst 5.000 ad gangen. Vælg færre eller længere perioder"
    )
    assert len(list(rows_of_file(release, asked, "da"))) > MOST_CELLS


def test_too_much_for_a_file_is_a_sentence_and_no_part_of_it(release):
    ages = ("alle", "0-17", "18-39", "40-64", "65-69", "70-74", "75-79", "80-84", "85-89", "90+")
    asked = _asked(
        indicators=(ADMISSIONS, VISITS, PREVENTABLE),
        groups=("kommuner",),
        period_kind="month",
        since="2018",
        until="2026",
        ages=ages,
        sexes=("begge", "k", "m"),
    )
    assert "højst 50.000" in rows_of_file(release, asked, "da")
    assert not _page(release, asked).can_be_fetched


def test_days_since_the_year_one_are_refused_before_they_are_counted(release):
    page = _page(release, _asked(period_kind="year", since="0001-01-01", until="9998"))
    assert page.result is None and any("alt for mange" in one for one in page.left_out)


# Charts ----------------------------------------------------------------------------------------------


def test_small_charts_of_an_indicator_have_one_scale_and_stand_by_name(release):
    asked = _asked(indicators=(ADMISSIONS, VISITS), groups=("kommuner",), show="smaa")
    admissions, visits = _page(release, asked).result.charts.panels
    assert len(admissions.panels) == len(visits.panels) == 11
    assert "samme skala, 100 til 180." in admissions.scale and "%" in visits.scale
    for end in (">100</text>", ">180</text>"):
        assert all(end in panel for panel in admissions.panels)
    assert "Brønderslev" in admissions.panels[0] and "Aalborg" in admissions.panels[-1]


def test_a_unit_has_a_small_chart_in_the_organisations_that_it_is_in(release):
    groups = ("sundhedsklynger", "sundhedsraad")
    asked = _asked(units=("region-nordjylland",), groups=groups, organisation="begge", show="smaa")
    (group,) = _page(release, asked).result.charts.panels
    assert len(group.panels) == 4 + 2 + 2
    named = [panel for panel in group.panels if "Region Nordjylland" in panel]
    assert "Som den var i perioden" in named[0] and "Som fra 1." in named[1]


@pytest.mark.parametrize(
    ("more", "said", "small"),
    [
        ({"groups": ("kommuner",), "show": "diagram"}, "11 linjer", True),
        ({"indicators": (ADMISSIONS, VISITS), "show": "diagram"}, "måles forskelligt", True),
        (
            {"groups": ("kommuner",), "ages": ("0-17", "18-39", "40-64"), "sexes": ("k", "m")}
            | {"show": "smaa"},
            "66 små diagrammer; der vises højst 60",
            False,
        ),
    ],
)
def test_a_chart_that_nobody_could_read_is_refused_and_the_table_stays(release, more, said, small):
    result = _page(release, _asked(**more)).result
    assert said in result.charts.refusal and result.charts.try_small is small
    assert result.charts.lines is None and not result.charts.panels and result.table.groups
    assert said in picture_of_file(release, _asked(**more), "da")


def test_six_lines_are_drawn_each_with_its_name(release):
    asked = _asked(groups=("sundhedsklynger",), units=("region-nordjylland",), show="diagram")
    chart = _page(release, asked).result.charts.lines
    for name in ("Sundhedsklynge Midt", "Region Nordjylland"):
        assert name in chart.wide and name in chart.narrow
    assert "tb-many4" in chart.wide and "Syntetiske tal" in chart.wide


# Saved views -----------------------------------------------------------------------------------------


def test_a_saved_view_says_which_release_answers_and_what_has_changed(release):
    definitions = definitions_of(release, _asked(indicators=(ADMISSIONS, VISITS)))
    assert set(definitions) == {ADMISSIONS, VISITS}
    definitions[VISITS]["version"] = "0.0.1"
    definitions["gone"] = {"version": "1.0.0", "da": "Den gamle", "en": "The old one"}
    day = release.manifest.made_at.date()
    told = told_of(SavedFacts("a", "Navn", "r-old", day, definitions), release, "da")
    assert f"fra udgivelse r-old; viser nu tallene fra udgivelse {release.id}" in told[0]
    assert "version 0.0.1 er blevet til" in told[1] and len(told) == 3
    assert told[2] == "»Den gamle« er ikke længere i udgivelsen."
