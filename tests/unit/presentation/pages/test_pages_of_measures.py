"""Each measure on its page: the right words and decimals, a chart and a table of the same numbers."""

import re
from datetime import date

import pytest

from support.measures import NAMES
from support.sample_measures import SEEN, make_measures_release
from support.shared import made_once
from tvaerblik.core.errors import NotKnown
from tvaerblik.presentation.pages.data import build_data
from tvaerblik.presentation.pages.indicator import IndicatorPage, build_indicator
from tvaerblik.presentation.pages.measure_words import step_mark, step_text
from tvaerblik.presentation.pages.overview import build_overview
from tvaerblik.presentation.pages.overview_choice import OverviewQuery
from tvaerblik.presentation.pages.profile import build_profile
from tvaerblik.presentation.pages.query import Query
from tvaerblik.release.reader import Release, open_release

UNIT = "kommune-0851"
OBSERVED = (
    "Observeret i forhold til forventet, standardiseret efter alder og køn; det forventede er, hvad "
    "Danmark ville have haft"
)


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return open_release(made_once(tmp_path_factory, "measures", make_measures_release))


def page(release: Release, name: str, lang: str = "da", **choice: str) -> IndicatorPage:
    return build_indicator(release, name, Query(UNIT, **choice), lang)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_measure_has_a_page_with_a_chart_and_a_table(measures, name, lang) -> None:
    found = page(measures, name, lang)
    assert found.chart is not None and len(found.lines) > 20
    shown = [line.figure.text for line in found.lines if line.figure.is_number]
    assert shown, name
    for text in shown[:3]:
        assert f": {text}" in found.chart.wide, text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("count", "Antal"),
        ("persons", "Antal borgere, hver talt én gang"),
        ("mean", "Gennemsnit"),
        ("median", "Median"),
        ("percentile", "90-percentil"),
        ("stock", "Antal i gang på samme tid"),
        (
            "rate-standardised",
            "Rate, standardiseret efter alder og køn (Den europæiske standardbefolkning 2013)",
        ),
        (
            "ratio-standardised",
            OBSERVED,
        ),
    ],
)
def test_a_page_says_what_kind_of_number_it_is(measures, name, words) -> None:
    found = page(measures, name)
    assert found.measure == words
    facts = dict(next(part for part in found.about.sections if part.id == "indikatorer").facts)
    assert facts["Opgøres som"] == words


def test_a_percentile_is_a_whole_number_without_a_numerator(measures) -> None:
    found = page(measures, "median")
    assert {line.numerator for line in found.lines} == {""} and not found.columns.numerator
    assert all(re.fullmatch(r"\d+,0", line.figure.text) for line in found.lines)
    assert "aldrig én borgers eget" in found.measure_notes[0]


def test_a_standardised_figure_is_not_reckoned_from_its_counts(measures) -> None:
    latest = page(measures, "rate-standardised").latest
    assert latest is not None and latest.figure.text == "231,4"
    tiles = build_overview(measures, OverviewQuery(UNIT), "da").groups
    tile = next(
        tile for theme in tiles for tile in theme.tiles if tile.indicator == "rate-standardised"
    )
    assert tile.comparison == ("Hele regionen", "231,4")


# Profiles ----------------------------------------------------------------------------------------


def test_a_profile_shows_the_weeks_of_one_period_with_the_event_marked(measures) -> None:
    found = page(measures, "profile")
    names = [line.name for line in found.lines]
    assert (names[0], names[12], names[13], names[-1]) == (
        "12 uger før",
        "Hændelsens uge",
        "1 uge efter",
        "12 uger efter",
    )
    assert found.chart is not None
    assert "Hændelsen</text>" in found.chart.wide and "Forløb over 25 uger" in found.chart.wide
    assert "Seneste" not in found.chart.wide + found.chart.narrow
    assert found.latest is None and found.comparison is None and found.breakdown is None
    assert "hændelser i oktober 2026" in found.caption
    assert "ikke, at hændelsen er årsag" in found.finding
    assert found.row_heading == "Uge"


def test_another_period_of_a_profile_can_be_chosen(measures) -> None:
    found = page(measures, "profile", period="2026-03")
    chooser = next(one for one in found.choosers if one.name == "periode")
    assert [choice.label for choice in chooser.choices if choice.chosen] == ["marts 2026"]
    assert chooser.choices[0].id == "2026-10"
    assert "hændelser i marts 2026" in found.caption
    with pytest.raises(NotKnown, match="2031-01"):
        page(measures, "profile", period="2031-01")


def test_a_tile_of_a_profile_shows_the_week_of_the_event(measures) -> None:
    tiles = [
        tile
        for group in build_overview(measures, OverviewQuery(UNIT), "da").groups
        for tile in group.tiles
    ]
    tile = next(tile for tile in tiles if tile.indicator == "profile")
    assert tile.figure.is_number and tile.unit_text.endswith("hændelsens uge")
    assert tile.signal is None


@pytest.mark.parametrize(
    ("step", "da", "en", "mark"),
    [
        (-12, "12 uger før", "12 weeks before", "−12"),
        (-1, "1 uge før", "1 week before", "−1"),
        (0, "Hændelsens uge", "The week of the event", "0"),
        (3, "3 uger efter", "3 weeks after", "+3"),
    ],
)
def test_weeks_are_named(step, da, en, mark) -> None:
    assert (step_text(step, "da"), step_text(step, "en"), step_mark(step)) == (da, en, mark)


# What is told besides figures --------------------------------------------------------------------


def test_what_was_seen_in_the_data_is_told_beside_the_indicator_and_on_data(measures) -> None:
    about = page(measures, "median").about
    section = next(part for part in about.sections if part.id == "data-fejl")
    assert section.paragraphs == (SEEN.text.da,)
    assert section.facts == (
        ("Rækker, hvor en manglende værdi gør det uafgjort, om de tæller", "under 5"),
        ("Rækker uden sted", "312"),
    )
    silent = next(part for part in page(measures, "count").about.sections if part.id == "data-fejl")
    assert silent.paragraphs[0].startswith("Der er ikke set tomme kolonner")
    data = build_data((), (), measures, today=date(2026, 11, 22), lang="en")
    assert data.seen == (("median", "Probe of median", SEEN.text.en),)


def test_examples_are_shown_as_they_were_drawn(measures) -> None:
    found = page(measures, "proportion").examples.found
    first = found[0]
    assert first.number == "Eksempel 1" and first.sentence.startswith("Et besøg før udskrivelsen")
    contacts = next(table for table in first.tables if "hospital_contact" in table.id)
    assert contacts.headings[2:] == ("Kontaktens start", "Kontaktens slut")
    assert contacts.lines[0] == ("1", "1", "2024-03-01 08:00", "2024-03-05 12:00")
    people = next(table for table in first.tables if "population" in table.id)
    assert (people.headings[1:3], people.lines[0][1:3]) == (
        ("Bopælskommune", "Køn"),
        ("Aalborg", "kvinder"),
    )
    assert first.expected.headings == ("Enhed", "Periode", "Tæller", "Nævner", "Tal")
    assert first.expected.lines == (("Aalborg", "marts 2024", "1", "2", "50\u00a0%"),)
    missing = next(one for one in found if one.id == "kommune-der-ikke-leverer").expected
    assert any("leveret" in cell for line in missing.lines for cell in line)
    assert any("–" in line for line in missing.lines)
    assert page(measures, "count").examples.found == ()


def test_ids_of_example_tables_are_each_their_own(measures) -> None:
    found = page(measures, "proportion").examples.found
    ids = [table.id for one in found for table in (*one.tables, one.expected)]
    assert len(ids) == len(set(ids))


def test_an_indicator_without_figures_is_listed_with_why(measures) -> None:
    (listed,) = build_overview(measures, OverviewQuery(UNIT), "da").listed
    assert (listed.title, listed.status) == ("Prøve af count", "Sat på pause")
    assert listed.standing == (
        "Kilden er ved at blive lagt om. Besluttet af Region Nordjylland den 1. september 2026. "
        "Afløst af »Prøve af count«."
    )
    with pytest.raises(NotKnown, match="is paused and has no figures"):
        page(measures, "sat-paa-pause")


def test_every_measure_has_a_row_in_the_profile_of_a_unit(measures) -> None:
    """A profile by the week of its event, which is told; its weeks are no series to be assessed."""
    found = build_profile(measures, UNIT, date(2026, 11, 22), "da").tartans[0].tartan
    rows = {row.indicator: row for row in found.rows}
    assert set(NAMES) <= set(rows)
    assert rows["profile"].unit_text.endswith("hændelsens uge")
    assert not rows["profile"].is_assessed
    assert {cell.looks for cell in rows["profile"].cells} <= {"is-unjudged", "is-provisional"}
