"""A unit's profile: where it belongs, what is worth noticing, and the tartan of all indicators."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tvaerblik.catalogue.front import Front
from tvaerblik.core.cells import Flag, State
from tvaerblik.core.errors import NotKnown
from tvaerblik.core.periods import parse_period, periods_between
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.profile import Profile, build_profile, said_of
from tvaerblik.presentation.pages.profile_findings import MOST, build_findings
from tvaerblik.presentation.pages.profile_judged import judged
from tvaerblik.presentation.pages.profile_place import belongings_of, build_place, cards_of
from tvaerblik.presentation.pages.profile_series import UnitSeries, series_of_profile
from tvaerblik.presentation.pages.profile_tartan import Tartan, TartanRow, axis_of, build_tartan
from tvaerblik.presentation.pages.profile_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.release.assessments import AssessmentRecord, assess_rows
from tvaerblik.release.reader import Release
from unit.presentation.pages.cells_by_hand import cell

MIDT = "sundhedsklynge-nordjylland-midt"
LAESOE = "kommune-0825"
VISITS = "opfoelgende-hjemmebesoeg-7-dage"
RATE = "indlaeggelser-pr-1000"
TODAY = date(2026, 11, 22)
DA = words_in(TEXTS, "da")
MONTHS = periods_between("month", date(2024, 1, 1), date(2026, 1, 1))


def profile(release: Release, unit: str, lang="da") -> Profile:
    return build_profile(release, unit, TODAY, lang)


def tartan(page: Profile) -> Tartan:
    return page.tartans[0].tartan


def row(page: Profile, indicator: str) -> TartanRow:
    return next(one for one in tartan(page).rows if one.indicator == indicator)


def series(release: Release, values, **changes) -> UnitSeries:
    """Months of 2024 and 2025 of one indicator, by hand; None is a hidden month."""
    card = replace(release.indicator(RATE), **changes)
    rows = tuple(
        cell(
            State.OK if value is not None else State.SUPPRESSED,
            period=month.id,
            period_start=month.start,
            period_end=month.end,
            value=None if value is None else Decimal(str(value)),
            numerator=None,
            denominator=None,
        )
        for month, value in zip(MONTHS, values, strict=False)
    )
    return UnitSeries(card, "month", rows, assess_rows(rows, card))


# Twenty-four months up and down around 100
CALM = [100 + (7 * n % 5) - (3 * n % 4) for n in range(24)]
AXIS = MONTHS[-12:]


def signs(one: UnitSeries) -> dict[str, tuple[str, ...]]:
    return {row.period: judged(row, one.record) for row in one.rows}


# Where it belongs ------------------------------------------------------------------------------------


def test_a_municipality_is_in_what_is_now_and_what_is_to_come(release: Release) -> None:
    found = profile(release, "kommune-0851").belongs
    assert [(one.link.name, one.when) for one in found] == [
        ("Sundhedsklynge Midt", "til og med 31. december 2026"),
        ("Region Nordjylland", ""),
        ("Sundhedsråd Limfjorden", "fra 1. januar 2027"),
    ]
    assert [one.link.address for one in found] == ["klynge", "region", "sundhedsraad"]


def test_what_is_over_comes_last_with_both_its_days(release: Release) -> None:
    found = belongings_of(cards_of(release), release.unit("kommune-0851"), date(2027, 3, 1), "da")
    assert [one.link.name for one in found][-1] == "Sundhedsklynge Midt"
    assert found[-1].when == "1. juli 2022 – 31. december 2026"
    assert found[1].link.name == "Sundhedsråd Limfjorden" and found[1].when == ""


def test_koebenhavn_is_in_two_sundhedsklynger(release: Release) -> None:
    found = belongings_of(cards_of(release), release.unit("kommune-0101"), TODAY, "da")
    clusters = [one for one in found if one.link.unit.startswith("sundhedsklynge-")]
    assert [one.link.name for one in clusters] == [
        "Sundhedsklynge Byen (Hovedstaden)",
        "Sundhedsklynge Syd (Hovedstaden)",
    ]
    assert all(one.link.address == "" for one in clusters)  # without figures there is no page
    assert [one.name for one in clusters[0].others] == ["Frederiksberg"]


def test_the_members_of_a_cluster_are_told_without_its_own_dates(release: Release) -> None:
    place = build_place(release, release.unit(MIDT), TODAY, "da")
    assert place is not None and place.others_heading == ""
    assert [one.when for one in place.lines] == ["", ""]
    assert [(one.link.name, one.link.address) for one in place.lines] == [
        ("Jammerbugt", "kommune"),
        ("Aalborg", "kommune"),
    ]
    assert profile(release, MIDT).validity == "til og med 31. december 2026"


def test_a_region_is_told_by_its_clusters_with_their_municipalities(release: Release) -> None:
    place = build_place(release, release.unit("region-nordjylland"), TODAY, "da")
    assert place is not None
    told = {one.link.name: one for one in place.lines}
    assert [other.name for other in told["Sundhedsklynge Vest"].others] == ["Morsø", "Thisted"]
    assert told["Sundhedsråd Vendsyssel"].when == "fra 1. januar 2027"
    assert "Morsø" not in told  # it stands beside its sundhedsklynge
    assert "4 Sundhedsklynge Vest" in place.map


def test_the_map_of_a_municipality_marks_those_it_is_together_with(release: Release) -> None:
    page = profile(release, LAESOE)
    assert page.place is not None and page.place.others_heading == DA["others_of_part"]
    assert "Læsø: Læsø." in page.place.map
    assert "De andre i Sundhedsklynge Nord: Hjørring, Frederikshavn, Brønderslev" in page.place.map


def test_a_unit_that_is_over_is_told_as_it_was_on_its_last_day(release: Release) -> None:
    place = build_place(release, release.unit(MIDT), date(2027, 3, 1), "da")
    assert place is not None and [one.when for one in place.lines] == ["", ""]
    assert "I Sundhedsklynge Midt: Jammerbugt, Aalborg" in place.map


def test_a_unit_without_figures_has_no_profile(release: Release) -> None:
    with pytest.raises(NotKnown, match="kommune-0101"):
        profile(release, "kommune-0101")


# What is said of a period ----------------------------------------------------------------------------


def test_a_run_marks_its_own_months_by_its_side(release: Release) -> None:
    up = signs(series(release, [*CALM[:12], *[110 + n % 3 for n in range(12)]]))
    assert all(up[month.id] == ("up",) for month in MONTHS[12:])
    down = signs(series(release, [*CALM[:14], *[80 + n % 3 for n in range(10)]]))
    assert {kind for month in MONTHS[14:] for kind in down[month.id]} <= {"down", "low"}
    assert "down" in down[MONTHS[-1].id] and down[MONTHS[0].id] == ("within",)


@pytest.mark.parametrize(("value", "sign"), [(150, "high"), (50, "low")])
def test_a_month_beyond_its_limits_is_marked_also_when_it_is_old(
    release: Release, value: int, sign: str
) -> None:
    values = [*CALM]
    values[15] = value
    found = signs(series(release, values))
    assert found[MONTHS[15].id] == (sign,)
    assert [kind for kind in found.values() if kind != ("within",)] == [(sign,)]


def test_few_crossings_mark_every_month_and_no_direction(release: Release) -> None:
    one = series(release, [*[90 + n % 2 for n in range(8)], *CALM[:1], *[110] * 7, *[92] * 8])
    assert one.record is not None
    few = replace(one.record.assessment, state="shift", rule="few_crossings", direction="down")
    found = signs(replace(one, record=replace(one.record, assessment=few)))
    assert set(found.values()) == {("moved",)}


def test_provisional_partial_earlier_and_too_few_are_not_judged(release: Release) -> None:
    one = series(release, [*CALM])
    assert one.record is not None
    record = one.record
    last = one.rows[-1]
    assert judged(last, record) == ("within",)
    assert judged(replace(last, flags=frozenset({Flag.PROVISIONAL})), record) == ("provisional",)
    partial = replace(last, flags=frozenset({Flag.PARTIAL}))
    assert judged(partial, _with(record, warnings=("partial_points",))) == ("unjudged",)
    both = ("partial_points", "mostly_partial")
    assert judged(partial, _with(record, warnings=both)) == ("within",)
    assert judged(one.rows[0], _with(record, phase_since="2025-01")) == ("unjudged",)
    assert judged(last, _with(record, state="too_few")) == ("unjudged",)
    assert judged(last, None) == ("unjudged",)
    assert judged(cell(State.SUPPRESSED), record) == ()


def _with(record: AssessmentRecord, **changes) -> AssessmentRecord:
    return replace(record, assessment=replace(record.assessment, **changes))


# The tartan ------------------------------------------------------------------------------------------


def test_the_latest_twelve_months_end_with_the_newest_settled(release: Release) -> None:
    page = profile(release, MIDT)
    assert [(year, span) for year, span in tartan(page).years] == [("2025", 2), ("2026", 10)]
    assert tartan(page).columns[-1] == ("okt.", "oktober 2026")
    assert page.tartans[0].span == "De seneste 12 måneder: november 2025 til oktober 2026."
    assert all(sum(cell.span for cell in one.cells) == 12 for one in tartan(page).rows)


def test_a_cell_is_its_number_and_what_is_said_of_it(release: Release) -> None:
    cells = row(profile(release, MIDT), VISITS).cells
    assert cells[0].text.count(",") == 1 and "%" not in cells[0].text
    assert (cells[0].looks, cells[0].told) == ("is-up", "del af et højere niveau")
    assert (cells[-2].looks, cells[-2].told) == ("is-provisional", DA["told_provisional"])
    assert (cells[-1].text, cells[-1].looks) == ("…", "gap is-not_settled")
    assert cells[-1].told == "Perioden er ikke afsluttet endnu"


def test_hidden_missing_and_zero_are_three_things(release: Release) -> None:
    page = profile(release, LAESOE)
    assert {one.text for one in row(page, VISITS).cells} == {"×", "…"}
    shown = row(page, "genindlaeggelse-30-dage-somatik").cells
    hidden = [one for one in shown if one.looks == "gap is-suppressed"]
    assert hidden and {one.text for one in hidden} == {"–"}
    assert {one.told for one in hidden} == {"Tallet vises ikke af hensyn til personer"}
    zero = series(release, [*CALM[:23], 0])
    zero = replace(zero, rows=(*zero.rows[:-1], replace(zero.rows[-1], state=State.ZERO)))
    drawn = build_tartan([zero], AXIS, DA, "da")
    assert drawn is not None and "is-zero" in drawn.rows[0].cells[-1].looks
    assert drawn.rows[0].cells[-1].text == "0,0"


def test_partial_has_a_star_and_says_how_many(release: Release) -> None:
    page = profile(release, "region-nordjylland")
    partial = [one for one in row(page, VISITS).cells if one.notes]
    assert partial and all(one.notes == "*" for one in partial)
    assert "9 af 11 kommuner, 96\u00a0% af borgerne" in partial[0].told
    assert "Ikke alle har leveret" in {line.told for line in page.key}


def test_a_break_has_its_own_look(release: Release) -> None:
    one = series(release, CALM)
    broken = replace(one.rows[-1], flags=frozenset({Flag.BREAK}))
    drawn = build_tartan([replace(one, rows=(*one.rows[:-1], broken))], AXIS, DA, "da")
    assert drawn is not None and drawn.rows[0].cells[-1].looks == "is-within is-break"
    assert drawn.rows[0].cells[-1].told == "databrud"


def test_a_quarter_spans_its_months_and_is_cut_where_the_axis_begins(release: Release) -> None:
    quarters = [parse_period(f"2025-Q{n}") for n in (1, 2, 3, 4)]
    rows = tuple(
        cell(period=one.id, period_kind="quarter", period_start=one.start, period_end=one.end)
        for one in quarters
    )
    one = UnitSeries(release.indicator(RATE), "quarter", rows, None)
    axis = periods_between("month", date(2025, 2, 1), date(2026, 2, 1))
    drawn = build_tartan([one], axis, DA, "da")
    assert drawn is not None
    cells = drawn.rows[0].cells
    assert [each.span for each in cells] == [2, 3, 3, 3, 1]
    assert cells[0].period == "1. kvartal 2025"
    assert (cells[-1].text, cells[-1].told) == ("÷", "Indsamles ikke på dette niveau")
    assert cells[0].told == "ikke vurderet"


def test_a_future_unit_is_shown_by_its_quarters(release: Release) -> None:
    page = profile(release, "sundhedsraad-limfjorden")
    assert tartan(page).kind == "quarter" and len(tartan(page).columns) == 12
    assert tartan(page).columns[-1][0] == "3. kv."
    assert "organisationen fra 1. januar 2027" in page.organisation


def test_what_is_not_in_the_table_is_told(release: Release) -> None:
    page = profile(release, "region-nordjylland")
    assert "COVID-19-nyindlæggelser (seneste tal: december 2021)" in page.without
    told = {one.indicator for one in tartan(page).rows}
    assert len(told) + len(page.without) == len(release.indicators())


def test_the_summary_counts_rows_with_a_sign_and_rows_that_are_not_assessed(
    release: Release,
) -> None:
    risen = series(release, [*CALM[:12], *[110 + n % 3 for n in range(12)]])
    calm, short = series(release, CALM), series(release, CALM[:5])
    drawn = build_tartan([risen, calm, calm, short], MONTHS[2:14], DA, "da")
    assert said_of(drawn, DA)[0].startswith("1 af 4 indikatorer har")
    assert said_of(drawn, DA)[1].startswith("1 vurderes ikke")
    assert said_of(build_tartan([calm, calm], AXIS, DA, "da"), DA) == (
        DA["said_none"].format(all=2),
    )
    small = profile(release, LAESOE)
    unassessed = [one for one in tartan(small).rows if not one.is_assessed]
    assert small.said[1].startswith(f"{len(unassessed)} vurderes ikke")


def test_the_key_explains_what_is_there_and_nothing_else(release: Release) -> None:
    page = profile(release, MIDT)
    seen = {look for one in tartan(page).rows for each in one.cells for look in each.looks.split()}
    told = {look for line in page.key for look in line.looks.split()}
    assert seen == told


def test_a_series_that_ends_where_the_table_begins_is_not_in_it(release: Release) -> None:
    one = series(release, CALM[:12])
    assert build_tartan([one], AXIS, DA, "da") is None
    assert build_tartan([one], MONTHS[11:23], DA, "da") is not None


def test_months_have_the_assessment_that_was_released(release: Release) -> None:
    found, _ = series_of_profile(release, release.unit(MIDT))
    assert found
    assert all(one.record is release.assessment(one.card.id, MIDT) for one in found)


def test_the_chance_of_signs_is_told(release: Release) -> None:
    assert "Tilfældighed alene ville" in profile(release, MIDT).chance


def test_english_has_the_same_cells(release: Release) -> None:
    danish, english = profile(release, MIDT), profile(release, MIDT, "en")
    assert [one.looks for one in row(english, VISITS).cells] == [
        one.looks for one in row(danish, VISITS).cells
    ]
    assert english.tartans[0].span.startswith("The latest 12 months")


# What is worth noticing ------------------------------------------------------------------------------


def test_findings_come_by_kind_and_then_the_newest_first(release: Release) -> None:
    old = [*CALM]
    old[15] = 150
    newer = [*CALM]
    newer[20] = 50
    risen = series(release, [*CALM[:12], *[110 + n % 3 for n in range(12)]], id="risen")
    now = series(release, [*CALM[:23], 150], id="now")
    given = [
        series(release, old, id="old"),
        series(release, newer, id="newer"),
        now,
        risen,
        series(release, CALM, id="calm"),
    ]
    found = build_findings(given, AXIS, DA, "da")
    assert [one.indicator for one in found.shown] == ["risen", "now", "newer", "old"]
    assert found.shown[0].text == "Niveauet er steget siden januar 2025."
    assert found.shown[1].text.startswith("Usædvanligt høj måned: december 2025, 150,0 pr. 1.000")
    assert found.shown[2].text.startswith("Usædvanligt lavt tal i september 2025: 50,0 pr. 1.000")
    assert found.none == found.more == found.missing == ""


def test_what_was_unusual_before_the_table_begins_is_no_news(release: Release) -> None:
    values = [*CALM]
    values[11] = 150  # the month before
    found = build_findings([series(release, values)], AXIS, DA, "da")
    assert found.shown == () and found.none == DA["noticing_none"] and found.rule == ""


def test_at_most_eight_are_shown_and_the_rest_is_counted(release: Release) -> None:
    now = series(release, [*CALM[:23], 150])
    found = build_findings([now] * (MOST + 3), AXIS, DA, "da")
    assert len(found.shown) == MOST == 8
    assert found.more.startswith("3 mere")
    assert "højst 8" in found.rule


def test_what_has_not_been_delivered_is_told(release: Release) -> None:
    page = profile(release, LAESOE)
    assert page.findings.missing == "Det nyeste tal er ikke leveret for: Opfølgende hjemmebesøg."


# Key figures -----------------------------------------------------------------------------------------


def test_another_unit_can_be_chosen(release: Release) -> None:
    chosen = [
        one.id for group in profile(release, MIDT).choices for one in group.choices if one.chosen
    ]
    assert chosen == [MIDT]


def test_key_figures_are_those_agreed_on_in_their_order(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert profile(release, MIDT).key_figures == ()
    agreed = Front(Text("Fælles tal", "Common figures"), (RATE, "not-in-release", VISITS), ())
    monkeypatch.setattr(Release, "front", lambda self: agreed)
    page = profile(release, MIDT)
    assert [tile.indicator for tile in page.key_figures] == [RATE, VISITS]
    assert page.figures_title == "Nøgletal: Fælles tal"


def test_the_axis_of_nothing_is_empty(release: Release) -> None:
    assert axis_of([], "month") == ()
    assert build_tartan([], (), DA, "da") is None
