"""What a release carries besides figures, and what stops it: worked cases, warnings, statuses."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from support.measures import catalogue_of_measures
from support.result_rows import result_rows
from support.sample_release import SYNTHETIC
from tvaerblik.catalogue.cases import load_cases
from tvaerblik.catalogue.language import Standing
from tvaerblik.core.errors import Blocked
from tvaerblik.core.texts import Text
from tvaerblik.engine.request import Diagnostics
from tvaerblik.flows import check_cases as checking
from tvaerblik.flows.check_cases import check_cases
from tvaerblik.flows.compute_catalogue import compute_catalogue
from tvaerblik.flows.compute_value import compute_value
from tvaerblik.flows.statuses import left_out
from tvaerblik.release.cards import ComputeWarning, NotCounted
from tvaerblik.release.diff import diff_releases
from tvaerblik.release.reader import open_release
from tvaerblik.release.texts import indicator_card
from tvaerblik.store.store import Store

from .test_flows import OPERATOR, READER, Computed, build, snapshot

VISITS = "opfoelgende-hjemmebesoeg-7-dage"
LOST = ComputeWarning(
    code="W-LOST-VALUES",
    severity="severe",
    text=Text(
        "Diagnosen mangler i 100 % af rækkerne.", "The diagnosis is missing in 100% of the rows."
    ),
    table="hospital_stay",
    column="diagnosis",
    first="2026-03",
    last="2026-03",
    unit=None,
)


def computed(indicator, *warnings, **diagnostics):
    rows = result_rows(indicator, {"numerator": 50, "denominator": 400})
    return Computed(
        {indicator.id: rows},
        snapshot(),
        {indicator.id: Diagnostics(**diagnostics)},
        {indicator.id: warnings},
    )


# Worked cases ------------------------------------------------------------------------------------


def test_cases_are_carried_as_they_were_drawn(catalogue, definitions, tmp_path):
    visits = catalogue.get(VISITS)
    cases = load_cases(definitions, catalogue)
    package = build(tmp_path, computed(visits), catalogue, cases=cases)
    with open_release(package.folder) as release:
        first = release.indicator(VISITS).cases[0]
    drawn = cases[VISITS][0]
    assert (first.id, first.shows) == (drawn.id, drawn.shows)
    table = next(one for one in first.tables if one.table == "hospital_contact")
    assert [column.name for column in table.columns] == ["contact", "person", "started", "ended"]
    assert table.lines[0] == ("1", "1", "2024-03-01 08:00", "2024-03-05 12:00")
    assert table.columns[2].heading.da == "Kontaktens start"
    (cell,) = first.expected
    assert (cell.unit, cell.period, cell.state) == ("kommune-0851", "2024-03", "ok")
    assert [str(number) for number in (cell.numerator, cell.denominator, cell.value)] == [
        "1",
        "2",
        "0.5",
    ]


def test_a_case_that_does_not_hold_stops_the_release(catalogue, definitions, tmp_path):
    folder = tmp_path / "definitions"
    shutil.copytree(definitions, folder)
    path = folder / "indicators" / f"{VISITS}.cases.yaml"
    text = path.read_text().replace(
        "kommune-0851 | 2024-03 | ok    | 1         | 2           | 0.5",
        "kommune-0851 | 2024-03 | ok    | 2         | 2           | 1.0",
        1,
    )
    path.write_text(text)
    cases = {VISITS: load_cases(folder, catalogue)[VISITS][:1]}
    with pytest.raises(Blocked, match="K-CASE") as caught:
        build(tmp_path, computed(catalogue.get(VISITS)), catalogue, cases=cases)
    said = caught.value.problems[0].in_("da")
    assert "foer-udskrivelsen" in said and "numerator: ventet 2, fik 1" in said
    assert not (tmp_path / "releases").exists()


def test_a_case_that_has_held_is_run_again_only_when_it_or_the_catalogue_is_another(
    catalogue, definitions, monkeypatch
):
    run = []
    monkeypatch.setattr(checking, "_held", {})
    monkeypatch.setattr(checking, "run_case", lambda one, case, *_, **__: run.append(case) or ())
    visits = catalogue.get(VISITS)
    case = load_cases(definitions, catalogue)[VISITS][0]
    other = replace(case, id="another")
    for asked, by in ((case, catalogue), (case, catalogue), (other, catalogue)):
        check_cases((visits,), {VISITS: (asked,)}, by)
    assert run == [case, other]
    check_cases((visits,), {VISITS: (case,)}, replace(catalogue))
    assert run == [case, other, case]


def test_cases_of_indicators_that_are_not_released_are_not_run(catalogue, definitions):
    cases = load_cases(definitions, catalogue)
    check_cases((), cases, catalogue)


# Warnings ----------------------------------------------------------------------------------------


def test_a_severe_warning_stops_the_release_and_says_how_on(catalogue, share, tmp_path):
    with pytest.raises(Blocked, match="K-WARNING") as caught:
        build(tmp_path, computed(share, LOST), catalogue)
    (problem,) = caught.value.problems
    assert "mangler i 100 %" in problem.in_("da") and "--accept-warnings" in problem.in_("en")


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_reason_is_no_acceptance(catalogue, share, tmp_path, reason):
    with pytest.raises(Blocked, match="K-WARNING"):
        build(tmp_path, computed(share, LOST), catalogue, accept_warnings=reason)


def test_an_accepted_warning_stands_in_the_release_with_its_reason(catalogue, share, tmp_path):
    reason = "Leverandøren retter i april."
    package = build(tmp_path, computed(share, LOST), catalogue, accept_warnings=reason)
    assert package.manifest.accepted_warnings == reason
    with open_release(package.folder) as release:
        assert release.indicator(share.id).warnings == (LOST,)


def test_a_reason_without_need_is_not_kept(catalogue, share, tmp_path):
    remark = replace(LOST, severity="remark")
    package = build(tmp_path, computed(share, remark), catalogue, accept_warnings="x")
    assert package.manifest.accepted_warnings is None


def test_a_diff_tells_of_warnings_that_came_and_went(catalogue, share, tmp_path):
    other = replace(LOST, severity="remark", column="priority")
    before = build(tmp_path, computed(share, other), catalogue)
    after = build(tmp_path, computed(share, replace(LOST, severity="remark")), catalogue)
    found = diff_releases(before.folder, after.folder)
    assert [(one.fate, one.indicator, one.text) for one in found.warnings] == [
        ("new", share.id, LOST.text),
        ("gone", share.id, LOST.text),
    ]
    assert diff_releases(before.folder, before.folder).warnings == ()


def test_rows_not_counted_are_told_by_cause_and_few_of_them_as_few(catalogue, share, tmp_path):
    counted = computed(share, placed=900, unknown=4, without_place=5, outside=0)
    package = build(tmp_path, counted, catalogue)
    with open_release(package.folder) as release:
        assert release.indicator(share.id).not_counted == (
            NotCounted("unknown", None),
            NotCounted("without_place", 5),
        )


# Statuses and who may see ------------------------------------------------------------------------


@pytest.fixture
def paused(share):
    why = Text("Kilden er ved at blive lagt om.", "The source is being rebuilt.")
    standing = Standing("Styregruppen", date(2026, 10, 1), why, None)
    return replace(share, status="paused", standing=standing)


def with_indicator(catalogue, indicator):
    return replace(catalogue, indicators={**catalogue.indicators, indicator.id: indicator})


def test_a_paused_indicator_is_told_of_and_not_computed(catalogue, paused, flow, tmp_path):
    changed = with_indicator(catalogue, paused)
    store = Store.create(tmp_path / "home")
    assert paused.id not in compute_catalogue(store, changed, OPERATOR).results
    package = build(tmp_path, computed(flow), changed)
    with open_release(package.folder) as release:
        (card,) = release.listed()
        assert (card.id, card.status, card.standing) == (paused.id, "paused", paused.standing)
        assert paused.id not in {one.id for one in release.indicators()}


def test_asking_for_a_paused_indicator_says_why_not(catalogue, paused, tmp_path):
    changed = with_indicator(catalogue, paused)
    store = Store.create(tmp_path / "home")
    with pytest.raises(Blocked, match="K-STATUS"):
        compute_catalogue(store, changed, OPERATOR, only=[paused.id])
    with pytest.raises(Blocked, match="K-STATUS"):
        compute_value(store, changed, READER, paused.id, "kommune-0851", "2026-03")


@pytest.mark.parametrize("visibility", ["aftaleparter", "klynge", "enhed", "intern"])
def test_what_not_everybody_may_see_is_in_no_release(catalogue, share, flow, tmp_path, visibility):
    hidden = replace(share, visibility=visibility)
    changed = with_indicator(catalogue, hidden)
    both = computed(hidden)
    both.results[flow.id] = result_rows(flow)
    package = build(tmp_path, both, changed)
    with open_release(package.folder) as release:
        assert [card.id for card in release.indicators()] == [flow.id]
        assert share.id not in {card.id for card in release.listed()}
    assert left_out(changed) == (hidden,)


def test_a_ratio_of_something_hidden_is_hidden(catalogue):
    measures = catalogue_of_measures(catalogue)
    assert left_out(measures) == ()
    hidden = replace(measures.get("persons"), visibility="intern")
    changed = with_indicator(measures, hidden)
    assert [one.id for one in left_out(changed)] == ["persons", "ratio"]


# Cards of the wider language ---------------------------------------------------------------------


def test_cards_say_what_the_measure_is(catalogue):
    measures = catalogue_of_measures(catalogue)

    def card(name):
        return indicator_card(measures.get(name), measures, synthetic=SYNTHETIC, coverage=())

    assert (card("percentile").percentile, card("median").percentile) == (90, 50)
    assert card("mean").percentile is None
    directly = card("rate-standardised").standardised
    assert directly.directly and directly.by == ("age_band", "sex")
    assert "2013" in directly.to.da
    indirectly = card("ratio-standardised").standardised
    assert (indirectly.directly, indirectly.to.da) == (False, "Danmark")
    assert card("rate").standardised is None
    # Byar's limits are of counts: a mean has none, whatever its definition says
    assert (card("rate").interval, card("mean").interval) == ("byar", "none")
    assert card("profile").is_profile
