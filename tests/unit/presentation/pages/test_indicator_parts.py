"""Whom to ask, what has happened, and who is of the same size."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tvaerblik.catalogue.language import Annotation, Change, Owner
from tvaerblik.core.cells import State
from tvaerblik.core.texts import Text
from tvaerblik.presentation.charts.ages_chart import AgesPicture
from tvaerblik.presentation.pages.asking import build_asking
from tvaerblik.presentation.pages.data import TroubleFacts
from tvaerblik.presentation.pages.happenings import Happenings, Series, build_happenings
from tvaerblik.presentation.pages.indicator import build_chart, build_indicator, build_picture
from tvaerblik.presentation.pages.indicator_parts import Subject, build_parts
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.query import Query, settle_query
from tvaerblik.presentation.pages.similar import build_similar, nearest
from tvaerblik.release.cards import ComputeWarning, IndicatorCard
from tvaerblik.release.reader import Release
from unit.presentation.pages.cells_by_hand import cell

MIDT, NORD = "sundhedsklynge-nordjylland-midt", "sundhedsklynge-nordjylland-nord"
JAMMERBUGT, AALBORG = "kommune-0849", "kommune-0851"
ADMISSIONS, VISITS = "indlaeggelser-pr-1000", "opfoelgende-hjemmebesoeg-7-dage"


# Whom to ask -------------------------------------------------------------------------------------


def test_the_owner_of_today_stands_in_a_line_and_the_one_to_come_in_the_list(
    release: Release,
) -> None:
    card = replace(
        release.indicator(ADMISSIONS),
        owners=(
            Owner("kommunerne", "municipality", date(2023, 1, 1)),
            Owner("region-nordjylland", "municipality", date(2027, 1, 1)),
        ),
    )
    asking = build_asking(release, card, "da")
    assert asking.line == "Ansvarlig: Kommunerne"
    about = dict(asking.who)
    assert about["Om indikatoren og målene"] == (
        "Kommunerne. Fra 1. januar 2027: Region Nordjylland."
    )
    assert "Indikatoransvarlig har skrevet den, og faglig kontrol" in about["Om definitionen"]
    (source,) = (who for what, who in asking.who if "LPR_A" in what)
    assert source == "Sundhedsdatastyrelsen"
    assert release.id in about["Om et tal, der ser forkert ud"]


def test_nobody_is_named_before_anybody_owns_it(release: Release) -> None:
    coming = (Owner("kommunerne", "municipality", date(2027, 1, 1)),)
    asking = build_asking(release, replace(release.indicator(ADMISSIONS), owners=coming), "en")
    assert asking.line == ""
    assert dict(asking.who)["About the indicator and its targets"].startswith("From 1 January 2027")


# What has happened -------------------------------------------------------------------------------


def happened(
    release: Release, card: IndicatorCard, unit: str, troubles: tuple[TroubleFacts, ...] = ()
) -> Happenings:
    query = Query(unit, "month", organisation="as-was")
    rows = list(release.series(card.id, unit, "month"))
    picture = build_chart(release, card.id, query, "da")
    series = Series(card, release.unit(unit), rows, picture, troubles)
    return build_happenings(release, series, "da")


def told(found: Happenings, kind: str) -> list[tuple[str, str]]:
    return [(one.when, one.told) for one in found.lines if one.kind == kind]


def test_breaks_of_the_unit_and_of_its_municipalities_are_told_and_no_others(
    release: Release,
) -> None:
    notes = tuple(
        Annotation(date(2026, 3, 1), "break", Text(f"Brud {who}", f"Break {who}"), unit)
        for who, unit in (("alle", None), ("inde", JAMMERBUGT), ("ude", "kommune-0860"))
    )
    card = replace(release.indicator(VISITS), annotations=notes)
    found = told(happened(release, card, "sundhedsklynge-nordjylland-midt"), "break")
    inside = JAMMERBUGT in release.unit(MIDT).municipalities
    assert ("fra 1. marts 2026", "Brud alle") in found
    assert (("fra 1. marts 2026", "Jammerbugt: Brud inde") in found) == inside
    assert not any("ude" in text for _, text in found)
    assert told(happened(release, card, JAMMERBUGT), "break")[-1][1].startswith("Brud")


def test_neighbouring_provisional_and_partial_months_are_one_line_each(release: Release) -> None:
    found = happened(release, release.indicator(VISITS), "region-nordjylland")
    ((when, _),) = told(found, "provisional")
    assert when == "september 2026"
    ((when, text),) = told(found, "partial")
    assert when.startswith("januar 2023 – ") and "9 af 11 kommuner" in text


def test_trouble_of_other_sources_and_of_before_the_series_is_left_out(release: Release) -> None:
    def trouble(source: str, since: date, solved: date | None) -> TroubleFacts:
        return TroubleFacts(source, Text("LPR3 mangler.", "LPR3 is missing."), since, None, solved)

    found = happened(
        release,
        release.indicator(ADMISSIONS),
        AALBORG,
        (
            trouble("lpr_a", date(2026, 3, 1), date(2026, 4, 2)),
            trouble("lpr_a", date(2019, 3, 1), date(2021, 2, 1)),
            trouble("gateway", date(2026, 3, 1), None),
        ),
    )
    assert told(found, "trouble") == [("fra 1. marts 2026", "LPR3 mangler. Løst 2. april 2026.")]


def test_what_was_seen_in_the_data_and_a_new_version_are_told(release: Release) -> None:
    first = release.indicator(ADMISSIONS).changes[0]
    seen = ComputeWarning(
        *("W-LOST-VALUES", "remark", Text("Diagnosen mangler.", "The diagnosis is missing.")),
        *("hospital_stay", "diagnosis", "2026-03", "2026-03", None),
    )
    later = Change("0.2.0", date(2026, 3, 2), "codelist", Text("Ny kodeliste.", "New code list."))
    old = replace(first, date=date(2025, 1, 1))
    card = replace(
        release.indicator(ADMISSIONS),
        warnings=(seen, replace(seen, unit="kommune-0860")),
        changes=(old, later),
    )
    found = happened(release, card, AALBORG)
    assert told(found, "seen") == [("marts 2026", "Diagnosen mangler.")]
    assert told(found, "version") == [("fra 2. marts 2026", "Udgave 0.2.0: Ny kodeliste.")]


def test_the_newest_comes_first_and_what_holds_of_all_comes_last(release: Release) -> None:
    found = happened(release, release.indicator(VISITS), "kommune-0840")
    days = [one.day for one in found.lines]
    known = [day for day in days if day is not None]
    assert known == sorted(known, reverse=True) and None not in days[: len(known)]


# Of the same size --------------------------------------------------------------------------------


def test_the_nearest_are_the_fewest_times_larger_or_smaller() -> None:
    residents = {name: Decimal(n) for name, n in zip("abcdefg", range(10, 80, 10), strict=True)}
    assert nearest("c", residents) == ("d", "b", "e", "f")
    assert nearest("x", residents) == ()
    assert nearest("a", {"a": Decimal(1), "b": Decimal(2)}) == ()


def test_a_municipality_stands_beside_four_of_its_size_in_alphabetical_order(
    release: Release,
) -> None:
    card, place = release.indicator(ADMISSIONS), release.unit(JAMMERBUGT)
    rows = release.comparison(ADMISSIONS, "2026-06", "municipality")
    similar = build_similar(release, card, place, rows, "da")
    assert similar is not None
    names = [line.name for line in similar.lines]
    assert len(names) == 5 and names == sorted(names, key=alphabetical)
    assert [line.name for line in similar.lines if line.chosen] == ["Jammerbugt"]
    assert "Aalborg" not in names and "Læsø" not in names  # six times as many, a twentieth
    assert similar.finding.startswith("Jammerbugt har ") and "De 4 kommuner" in similar.finding
    assert "i udgivelsen, hvis borgertal i 20" in similar.rule
    assert (
        similar.explore.startswith(f"indikator={ADMISSIONS}&enhed=")
        and "vis=smaa" in similar.explore
    )


@pytest.mark.parametrize("unit", [MIDT, "region-nordjylland"])
def test_only_municipalities_have_a_size_to_compare(release: Release, unit: str) -> None:
    card = release.indicator(ADMISSIONS)
    rows = release.comparison(ADMISSIONS, "2026-06", "municipality")
    assert build_similar(release, card, release.unit(unit), rows, "da") is None


# What the page opens on --------------------------------------------------------------------------


class Hidden:
    """A release in which nothing but the years named can be seen."""

    def __init__(self, *shown: str) -> None:
        self.shown = shown

    def series(self, _indicator: str, _unit: str, kind: str, **_: object) -> tuple[object, ...]:
        return (cell(State.OK if kind in self.shown else State.SUPPRESSED),)


@pytest.mark.parametrize(
    ("shown", "opens_on"),
    [
        (("year",), "year"),
        (("quarter", "year"), "quarter"),
        (("month", "year"), "month"),
        ((), "month"),
    ],
)
def test_a_unit_whose_months_are_all_hidden_opens_on_what_can_be_seen(
    release: Release, shown: tuple[str, ...], opens_on: str
) -> None:
    card, place = release.indicator(ADMISSIONS), release.unit(AALBORG)
    settled = settle_query(Query(AALBORG), Hidden(*shown), card, place)
    assert settled.period_kind == opens_on


# Of the same size, where months are hidden -------------------------------------------------------


def test_where_months_are_hidden_a_year_is_compared(release: Release) -> None:
    hidden = tuple(
        replace(cell(State.SUPPRESSED), unit=row.unit)
        for row in release.comparison(ADMISSIONS, "2026-06", "municipality")
    )
    card, place = release.indicator(ADMISSIONS), release.unit(JAMMERBUGT)
    subject = Subject(card, place, (), None, hidden, "as-was")
    similar = build_parts(release, subject, "da").similar
    assert similar is not None and similar.caption.endswith("2025")
    assert build_parts(release, replace(subject, compared=()), "da").similar is None


# Ages and sexes ----------------------------------------------------------------------------------


def test_ages_and_sexes_are_drawn_and_can_be_downloaded(release: Release) -> None:
    query = Query("region-nordjylland")
    picture = build_picture(release, ADMISSIONS, "alder", query, "da")
    page = build_indicator(release, ADMISSIONS, query, "da")
    assert isinstance(picture, AgesPicture) and len(picture.rows) == 9
    assert page.breakdown is not None and page.breakdown.chart.count("<circle") == 10
    cells = {
        name: dict(zip("km", figures, strict=False)) for name, figures in page.breakdown.grid.lines
    }
    for row in picture.rows:
        assert (row.women.text, row.men.text) == (
            cells[row.name]["k"].text,
            cells[row.name]["m"].text,
        )


def test_nothing_is_drawn_where_no_age_may_be_seen(release: Release) -> None:
    assert build_picture(release, VISITS, "alder", Query("kommune-0825"), "da") is None
