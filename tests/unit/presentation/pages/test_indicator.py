from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tvaerblik.catalogue.language import Annotation, Target
from tvaerblik.core.cells import Flag, State
from tvaerblik.core.errors import NotKnown
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.indicator import (
    IndicatorPage,
    build_chart,
    build_indicator,
)
from tvaerblik.presentation.pages.indicator_texts import TEXTS
from tvaerblik.presentation.pages.indicator_view import since_collected
from tvaerblik.presentation.pages.names import party_in
from tvaerblik.presentation.pages.query import Query, choosers_of
from tvaerblik.presentation.pages.series_chart import ChartTexts, picture_of
from tvaerblik.presentation.pages.tables import age_sex_grid, comparison_lines, point_lines
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.release.assessments import assess_rows
from tvaerblik.release.reader import Release
from tvaerblik.statistics import Point, assess
from unit.presentation.pages.cells_by_hand import cell

MIDT = "sundhedsklynge-nordjylland-midt"
VISITS = "opfoelgende-hjemmebesoeg-7-dage"
OLD = "forebyggelige-indlaeggelser-65"


def _page(
    release: Release, indicator: str = VISITS, unit: str = MIDT, **asked: str
) -> IndicatorPage:
    return build_indicator(release, indicator, Query(unit, **asked), "da")


def test_the_page_says_what_the_series_shows(release: Release) -> None:
    page = _page(release)
    assert page.title == "Opfølgende hjemmebesøg inden for 7 dage efter udskrivelse, 65+-årige"
    assert page.finding.startswith("Niveauet er steget")
    assert page.cautions == ("Foreløbige tal indgår ikke i vurderingen.",)
    assert page.chart is not None
    assert page.chart.wide.count("Syntetiske tal") == page.chart.narrow.count("Syntetiske tal") == 2
    assert 'id="wide-title"' in page.chart.wide and 'id="narrow-title"' in page.chart.narrow


def test_the_table_has_every_period_newest_first(release: Release) -> None:
    page = _page(release)
    assert [line.name for line in page.lines[:2]] == ["oktober 2026", "september 2026"]
    assert (len(page.lines), page.table_open) == (46, "Alle 46 perioder som tabel")
    assert page.lines[0].figure.text == "Ikke afsluttet"
    assert page.lines[1].remark == "Foreløbigt tal"
    assert page.lines[1].interval and page.lines[1].numerator and page.lines[1].denominator


def test_the_chart_keeps_to_the_months_the_centre_is_made_of(release: Release) -> None:
    picture = build_chart(release, VISITS, Query(MIDT), "da")
    assert len(picture.points) == 36
    note = "Diagrammet viser de seneste 36 perioder; tabellen viser alle."
    assert _page(release).chart_notes == (note,)
    assert _page(release, period_kind="year").chart_notes == ()


@pytest.mark.parametrize("asked", [{"period_kind": "quarter"}, {"sex": "k"}, {"age_band": "80-84"}])
def test_another_view_does_not_borrow_the_assessment(release: Release, asked: dict) -> None:
    """Its own points are assessed, by the function that the stored assessments were made with."""
    rows = release.series(VISITS, MIDT, **{"period_kind": "month", **asked})
    own = assess_rows(rows, release.indicator(VISITS), vintage=release.manifest.vintage)
    stored = release.assessment(VISITS, MIDT)
    assert own is not None and stored is not None and own.assessment != stored.assessment
    picture = build_chart(release, VISITS, Query(MIDT, **asked), "da")
    centre = own.assessment.centre
    assert (picture.centre is None) == (centre is None)
    assert centre is None or picture.centre.value == pytest.approx(100 * centre)
    page = _page(release, **asked)
    assert page.finding and page.finding != TEXTS["assessed_only"].da


def test_years_are_not_assessed(release: Release) -> None:
    assert _page(release, period_kind="year").finding == TEXTS["assessed_only"].da
    assert build_chart(release, VISITS, Query(MIDT, "year"), "da").levels == ()


def test_the_stored_assessment_is_what_the_page_works_out(release: Release) -> None:
    stored = release.assessment(VISITS, MIDT)
    rows = release.series(VISITS, MIDT, "month")
    found = assess_rows(rows, release.indicator(VISITS), vintage=release.manifest.vintage)
    assert found == stored


def test_what_is_chosen_stands_in_the_chart(release: Release) -> None:
    picture = build_chart(release, VISITS, Query(MIDT, "year", "80-84", "k"), "da")
    assert picture.title == "Opfølgende hjemmebesøg, Sundhedsklynge Midt"
    assert picture.subtitle == "pr. år, 80-84 år, kvinder"
    assert picture.unit_label == "Procent af udskrivelserne"
    assert picture.bounds == (0, 100)


def test_comparison_is_alphabetical_and_leaves_out_provisional_months(release: Release) -> None:
    comparison = _page(release).comparison
    assert comparison is not None
    assert [line.name for line in comparison.lines] == [
        "Sundhedsklynge Midt",
        "Sundhedsklynge Nord",
        "Sundhedsklynge Syd",
        "Sundhedsklynge Vest",
    ]
    assert [line.chosen for line in comparison.lines] == [True, False, False, False]
    assert "august 2026, i alfabetisk orden" in comparison.caption
    assert not any("Foreløbigt" in line.remark for line in comparison.lines)


def test_a_stratum_and_a_lone_unit_have_no_comparison(release: Release) -> None:
    assert _page(release, sex="k").comparison is None
    assert _page(release, unit="region-nordjylland").comparison is None


def test_age_by_sex_leaves_out_bands_without_anybody(release: Release) -> None:
    breakdown = _page(release).breakdown
    assert breakdown is not None
    assert breakdown.grid.columns == ("Kvinder", "Mænd", "Begge køn")
    names = [name for name, _ in breakdown.grid.lines]
    assert names[0] == "65-69 år" and names[-1] == "Alle aldre"


def test_hidden_strata_are_explained(release: Release) -> None:
    breakdown = _page(release, "indlaeggelser-pr-1000", "kommune-0825").breakdown
    assert breakdown is not None
    assert "–: Tallet vises ikke af hensyn til personer." in breakdown.grid.reasons


def test_a_choice_that_is_mostly_hidden_says_what_would_show_more(release: Release) -> None:
    page = _page(release, "genindlaeggelse-30-dage-somatik", "kommune-0825", age_band="90+")
    assert page.chart_notes[-1] == TEXTS["hidden_note"].da
    covid = _page(release, "covid-tilfaelde-pr-100000", "kommune-0825")
    assert covid.chart_notes == ()  # hidden by the supplier, and no choice would show it


def test_only_ages_that_there_is_anybody_of_are_offered(release: Release) -> None:
    page = _page(release, OLD)
    ages = next(one for one in page.choosers if one.name == "alder").choices
    assert [one.id for one in ages] == ["", "65-69", "70-74", "75-79", "80-84", "85-89", "90+"]
    young = _page(release, OLD, age_band="0-17")
    ages = next(one for one in young.choosers if one.name == "alder").choices
    assert [one.id for one in ages if one.chosen] == ["0-17"]


def test_a_municipality_is_the_same_in_every_organisation(release: Release) -> None:
    card, place = release.indicator(VISITS), release.unit("kommune-0851")
    both = replace(place, organisations=("2027-01-01", "as-was"))
    names = [one.name for one in choosers_of(Query(place.id, "month"), card, both, "da")]
    assert "organisation" not in names


def test_a_unit_without_figures_still_sees_those_of_the_others(release: Release) -> None:
    comparison = _page(release, unit="kommune-0825").comparison
    assert comparison is not None
    assert any(line.figure.is_number for line in comparison.lines)
    assert not any("Foreløbigt" in line.remark for line in comparison.lines)


def test_columns_with_nothing_in_them_are_left_out(release: Release) -> None:
    covid = _page(release, "covid-nyindlagte", "region-nordjylland").columns
    assert (covid.interval, covid.denominator) == (False, False)
    visits = _page(release).columns
    assert (visits.interval, visits.numerator, visits.denominator) == (True, True, True)


def test_a_series_begins_where_something_is_collected() -> None:
    gap, number = cell(State.NOT_COLLECTED), cell()
    assert since_collected([gap, gap, number, gap]) == [number, gap]
    assert since_collected([gap, gap]) == [gap, gap]


def test_several_sources_are_named_after_one_word(release: Release) -> None:
    assert build_chart(release, OLD, Query(MIDT), "da").source == (
        "Kilde: Landspatientregisteret; egne beregninger. Danmarks Statistik, FOLK1A"
    )


def test_parties_have_their_english_names(release: Release) -> None:
    about = build_indicator(release, VISITS, Query(MIDT), "en").about
    facts = dict(next(part for part in about.sections if part.id == "offentliggoerelse").facts)
    assert facts["Written by"] == "Person responsible for the indicator"
    assert party_in("Karen Blixen", "en") == "Karen Blixen"


def test_a_ready_made_series_has_no_breakdown_and_no_mark(release: Release) -> None:
    page = _page(release, "covid-nyindlagte", "region-nordjylland")
    assert page.breakdown is None and page.synthetic == ""
    assert [chooser.name for chooser in page.choosers if chooser.name in ("alder", "koen")] == []
    assert page.comparison is not None and len(page.comparison.lines) == 5


def test_a_level_that_holds_on_days_alone_is_shown_by_day(release: Release) -> None:
    page = _page(release, "covid-tilfaelde-pr-100000", "kommune-0825")
    assert page.query.period_kind == "day"
    assert page.lines[0].figure.text == "–"
    assert page.lines[0].remark == "Leverandøren oplyser kun, at antallet er under 10"


def test_where_nothing_is_collected_there_is_no_chart(release: Release) -> None:
    page = _page(release, "covid-nyindlagte", MIDT)
    assert page.chart is None and page.latest is None and page.lines == ()


def test_a_future_unit_gets_its_own_organisation(release: Release) -> None:
    page = _page(release, unit="sundhedsraad-limfjorden", organisation="as-was")
    assert (page.query.organisation, page.query.period_kind) == ("2027-01-01", "quarter")
    assert "pr. kvartal, organiseret som fra 1. januar 2027" in page.caption
    region = _page(release, unit="region-nordjylland")
    labels = [c.label for one in region.choosers if one.name == "organisation" for c in one.choices]
    assert labels == ["Som den var i perioden", "Som fra 1. januar 2027"]


@pytest.mark.parametrize(
    "asked", [{"period_kind": "week"}, {"age_band": "12-13"}, {"sex": "x"}, {"unit": "maanen"}]
)
def test_what_cannot_be_chosen_is_refused(release: Release, asked: dict) -> None:
    with pytest.raises(NotKnown):
        build_indicator(release, VISITS, Query(**{"unit": MIDT, **asked}), "da")


def test_an_unknown_indicator_is_refused(release: Release) -> None:
    with pytest.raises(NotKnown):
        _page(release, "findes-ikke")


# Om tallene ---------------------------------------------------------------------------------------


def test_about_has_the_seven_headings_and_one_of_the_data(release: Release) -> None:
    about = _page(release).about
    assert [section.heading for section in about.sections] == [
        "Formål",
        "Indhold og afgrænsning",
        "Indikatorer",
        "Forbehold ved fortolkning",
        "Fejl og mangler i data",
        "Datakilde",
        "Offentliggørelse",
        "Øvrige ord og begreber",
    ]
    facts = dict(about.sections[2].facts)
    card = release.indicator(VISITS)
    assert (facts["Tæller"], facts["Nævner"]) == (card.numerator.da, card.denominator.da)
    assert facts["Ønsket retning"] == "Højere"


def test_about_tells_lists_sources_versions_and_the_national_twin(release: Release) -> None:
    about = _page(release, OLD).about
    assert about.codelists[0].provisional and about.codelists[0].codes
    newest = about.history[0]
    assert (newest.version, newest.day, newest.text) == (
        "0.2.0",
        "1. oktober 2026",
        "Foreløbig kodeliste med de ni nationale grupper",
    )
    assert about.deliveries[0][1] == "10. oktober 2026"  # the one of November is held back
    terms = dict(about.sections[7].facts)
    assert terms["National indikator"] == "Afviger fra den nationale indikator"
    assert "Sundhedsdatastyrelsens" in terms["Afvigelse"]
    assert any("syntetiske" in text for text in about.sections[3].paragraphs)


def test_a_list_of_one_code_is_one_code(release: Release) -> None:
    summaries = [one.summary for one in _page(release).about.codelists]
    assert not any(": 1 koder" in summary for summary in summaries)


# Parts by hand ------------------------------------------------------------------------------------


def _picture(release: Release, rows, *, record=None, **changes):
    card = replace(release.indicator("genindlaeggelse-30-dage-somatik"), **changes)
    texts = ChartTexts("Titel", "", "Kilde", synthetic=False)
    return picture_of(rows, card, record, texts, t=words_in(TEXTS, "da"), lang="da")


def _months(n: int):
    for number in range(1, n + 1):
        start = date(2026, number, 1)
        yield cell(
            period=f"2026-{number:02d}", period_start=start, period_end=date(2026, number + 1, 1)
        )


def test_points_without_a_number_are_gaps_with_their_state(release: Release) -> None:
    rows = [cell(), cell(State.SUPPRESSED), cell(State.NOT_DELIVERED)]
    picture = _picture(release, rows)
    assert [(point.value, point.state) for point in picture.points] == [
        (30.0, "ok"),
        (None, "suppressed"),
        (None, "not_delivered"),
    ]


def test_a_provisional_point_keeps_its_other_notes(release: Release) -> None:
    flags = frozenset({Flag.PROVISIONAL, Flag.BREAK})
    point = _picture(release, [cell(flags=flags)]).points[0]
    assert point.provisional and point.note == "Databrud"


def test_targets_and_events_are_drawn_where_they_belong(release: Release) -> None:
    goal = Text("Aftale", "Agreement")
    targets = (
        Target(MIDT, date(2025, 1, 1), Decimal("0.2"), goal),
        Target(MIDT, date(2026, 1, 1), Decimal("0.1"), goal),
        Target("kommune-0851", date(2026, 1, 1), Decimal("0.9"), goal),
    )
    notes = (
        Annotation(date(2026, 2, 10), "event", Text("Nyt forløb", "New pathway")),
        Annotation(date(2019, 2, 10), "break", Text("Længe siden", "Long ago")),
    )
    picture = _picture(release, list(_months(3)), targets=targets, annotations=notes)
    assert picture.target is not None and picture.target.label == "Mål 10,0\u00a0%"
    assert [(note.before, note.text) for note in picture.annotations] == [(1, "Nyt forløb")]


def test_an_indicator_without_rows_draws_nothing(release: Release) -> None:
    notes = (Annotation(date(2026, 2, 10), "event", Text("Nyt forløb", "New pathway")),)
    targets = (Target(MIDT, date(2025, 1, 1), Decimal("0.2"), Text("a", "b")),)
    picture = _picture(release, [], annotations=notes, targets=targets)
    assert picture.points == () and picture.target is None


def test_a_signal_outside_the_drawn_months_is_not_marked(release: Release) -> None:
    series = [Point(f"2025-{n:02d}", 1.0 if n < 7 else 9.0) for n in range(1, 13)]
    series += [Point(f"2024-{n:02d}", 1.0 if n < 7 else 9.0) for n in range(1, 13)]
    record = assess(sorted(series, key=lambda p: p.label), polarity="none")
    picture = _picture(release, list(_months(3)), record=record)
    assert picture.signal is None


def test_few_crossings_are_marked_in_the_whole_curve(release: Release) -> None:
    """Not in the last run alone, which may be two points that are nothing out of the ordinary."""
    series = [Point(f"2026-{n:02d}", 1.0 if n < 6 else 3.0) for n in range(1, 11)]
    series = [Point(f"2025-{n:02d}", 1.0 if n < 7 else 3.0) for n in range(1, 13)] + series
    record = assess(series, polarity="none")
    assert record.rule == "few_crossings"
    signal = _picture(release, list(_months(11)), record=record).signal
    assert signal is not None and (signal.first, signal.last) == (0, 9)


def test_lines_tell_state_and_flags_together(release: Release) -> None:
    card = release.indicator("genindlaeggelse-30-dage-somatik")
    row = cell(State.SUPPRESSED, flags=frozenset({Flag.BREAK}))
    line = point_lines([row], card, "da")[0]
    assert (line.figure.text, line.interval, line.numerator) == ("–", "", "")
    assert line.remark == "Tallet vises ikke af hensyn til personer; Databrud"


def test_a_unit_that_is_not_offered_is_not_compared(release: Release) -> None:
    card = release.indicator("genindlaeggelse-30-dage-somatik")
    assert comparison_lines([cell()], [], card, chosen=MIDT, lang="da") == ()


def test_no_grid_where_there_are_no_strata(release: Release) -> None:
    card = release.indicator("genindlaeggelse-30-dage-somatik")
    assert age_sex_grid([cell(), cell(State.NOT_COLLECTED, sex="k")], card, "da", ()) is None


def test_no_grid_where_nobody_is_in_any_stratum(release: Release) -> None:
    card = release.indicator("genindlaeggelse-30-dage-somatik")
    nobody = [cell(State.NOT_DEFINED, sex=sex) for sex in ("k", "m", None)]
    assert age_sex_grid(nobody, card, "da", ()) is None
