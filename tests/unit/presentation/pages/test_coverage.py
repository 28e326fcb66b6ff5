"""Which municipality's month has come: each state by a small case of its own."""

from dataclasses import replace
from datetime import date

import pytest

from tvaerblik.presentation.pages.coverage import (
    Asked,
    Coverage,
    Places,
    WindowFacts,
    build_coverage,
    months_before,
)

TODAY = date(2026, 11, 22)
A, B = "kommune-0851", "kommune-0825"
PLACES = Places("Region Nordjylland", ((B, "Læsø"), (A, "Aalborg")))
ASKED = Asked("Kilden", "window", 35, date(2026, 11, 10))


def window(month: int, *units: str, n: int = 1, **more) -> WindowFacts:
    """`n` months of 2026 from `month` on, published on the tenth of the month after."""
    start, end = date(2026, month, 1), months_before(date(2026, month, 1), -n)
    made = WindowFacts(
        delivery=f"d-{end}",
        published=end.replace(day=10),
        state="accepted",
        table="t",
        start=start,
        end=end,
        units=frozenset(units) or None,
    )
    return replace(made, **more)


def told(*windows: WindowFacts, asked: Asked = ASKED, places=PLACES, today=TODAY, lang="da"):
    return build_coverage(windows, asked, places, today=today, lang=lang)


def states(page: Coverage, name: str = "Aalborg") -> dict[str, str]:
    """Of 2026, by the month's short name."""
    assert page.table is not None
    (row,) = [one for one in page.table.rows if one.name == name]
    cells = zip(page.table.months, row.cells, strict=True)
    return {head.short: cell.state for head, cell in cells if head.whole.endswith("2026")}


def test_a_month_that_no_row_is_of_is_delivered_where_the_note_says_so() -> None:
    page = told(window(9, n=2))
    assert [states(page)[month] for month in ("aug", "sep", "okt")] == [
        "before",
        "delivered",
        "delivered",
    ]


def test_a_month_told_again_by_the_newest_delivery_is_marked() -> None:
    twice = (window(8, n=2), window(9, n=2))
    assert [states(told(*twice))[month] for month in ("aug", "sep", "okt")] == [
        "delivered",
        "again",
        "delivered",
    ]
    whole = replace(ASKED, restates="whole")
    page = told(*twice, asked=whole)
    assert states(page)["sep"] == "delivered", "there it is so of every delivery"
    assert page.sentences[-1].startswith("Hver leverance afløser")


def test_a_gap_is_missing_and_the_end_is_awaited_until_the_promise_is_broken() -> None:
    gap = (window(6, A), window(8, A))
    page = told(*gap)
    assert [states(page)[month] for month in ("jul", "aug", "sep", "okt")] == [
        "missing",
        "delivered",
        "awaited",
        "awaited",
    ]
    late = told(*gap, asked=replace(ASKED, newest_published=date(2026, 9, 10)))
    assert states(late)["okt"] == "missing"
    assert late.sentences[-1] == "Næste leverance skulle være kommet senest 15. oktober 2026."


def test_a_municipality_that_joins_later_was_not_collected_before() -> None:
    page = told(window(8, A), window(9, A, B), window(10, A, B))
    assert [states(page, "Læsø")[month] for month in ("jul", "aug", "sep")] == [
        "before",
        "not_collected",
        "delivered",
    ]
    never = told(window(10, A))
    assert set(states(never, "Læsø").values()) == {"before", "not_collected"}
    assert "Indsamles ikke fra Læsø." in never.sentences


def test_what_is_held_back_is_no_delivery() -> None:
    page = told(window(9, A, B), window(10, A, B, state="held"))
    assert states(page)["okt"] == "held"
    assert "september 2026" in page.sentences[0]
    beside = told(window(10, A), window(10, B, state="held", delivery="other"))
    assert beside.sentences[0].endswith(
        "1 af 2 kommuner har leveret oktober 2026 til Kilden; holdt tilbage: Læsø."
    )


def test_parts_of_a_month_or_of_the_tables_are_parts() -> None:
    days = told(window(10, A, end=date(2026, 10, 26)), window(10, B))
    assert states(days)["okt"] == "partly"
    assert days.sentences[0].endswith("; kun dele fra: Aalborg.")
    tables = told(window(9), window(9, table="u"), window(10), window(10, B, table="u"))
    assert (states(tables)["okt"], states(tables, "Læsø")["okt"]) == ("partly", "delivered")


def test_a_table_that_joined_later_is_asked_for_from_then_on() -> None:
    page = told(window(8), window(9), window(9, table="u"), window(10), window(10, table="u"))
    assert [states(page)[month] for month in ("aug", "sep", "okt")] == ["delivered"] * 3


def test_two_deliveries_fill_a_month_together() -> None:
    halves = (
        window(10, end=date(2026, 10, 12)),
        window(10, start=date(2026, 10, 12), delivery="second"),
    )
    assert states(told(*halves))["okt"] == "delivered"
    assert states(told(halves[0], replace(halves[1], start=date(2026, 10, 13))))["okt"] == "partly"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("da", "Region Nordjylland: 1 af 2 kommuner har leveret oktober 2026 til Kilden; mangler: Læsø."),
        ("en", "Region Nordjylland: 1 of 2 municipalities have delivered October 2026 to Kilden; missing: Læsø."),
    ],
)  # fmt: skip
def test_a_sentence_stands_first(lang: str, said: str) -> None:
    page = told(window(9, A, B), window(10, A), lang=lang)
    assert page.sentences[0] == said


def test_who_delivers_for_all_is_not_said_to_be_the_municipalities() -> None:
    assert told(window(10)).sentences[0] == (
        "Region Nordjylland: Kilden er leveret samlet og har oktober 2026 for alle 2 kommuner."
    )


def test_who_names_every_municipality_in_every_window_delivers_for_all() -> None:
    page = told(window(9, A, B, "kommune-0101"), window(10, A, B, "kommune-0101"))
    assert page.sentences[0].startswith("Region Nordjylland: Kilden er leveret samlet")


def test_a_source_of_single_days_is_not_said_to_lack_everybody() -> None:
    page = told(window(10, A, B, start=date(2026, 10, 7), end=date(2026, 10, 8)))
    assert page.sentences[0] == (
        "Region Nordjylland: Kilden har dele af oktober 2026 for alle 2 kommuner."
    )


def test_two_years_are_shown_and_older_months_are_a_link_away() -> None:
    long = window(1, n=11, start=date(2023, 3, 1), end=date(2026, 11, 1))
    newest = told(long).table
    assert newest is not None and len(newest.months) == 24
    assert newest.years == ((2024, 2), (2025, 12), (2026, 10))
    assert (newest.older, newest.newer) == ("2024-10", "")
    older = told(long, asked=replace(ASKED, until=date(2024, 10, 1))).table
    assert older is not None and older.months[-1].whole == "oktober 2024"
    assert (older.older, older.newer) == ("", "2026-10")
    assert [cell.state for cell in older.rows[0].cells[:5]] == ["before"] * 4 + ["delivered"]
    assert told(long, asked=replace(ASKED, until=date(2090, 1, 1))).table == newest


def test_an_ended_series_ends_with_its_last_month() -> None:
    ended = replace(ASKED, promise_days=None, newest_published=date(2021, 12, 29))
    page = told(window(1, start=date(2020, 3, 1), end=date(2021, 12, 1)), asked=ended)
    assert page.table is not None and page.table.months[-1].whole == "november 2021"
    assert "Der er ikke aftalt nye leverancer fra kilden." in page.sentences


def test_the_legend_has_the_signs_in_use_and_each_has_its_own() -> None:
    page = told(window(6, A), window(8, A), window(10, A, end=date(2026, 10, 9)))
    assert page.table is not None
    assert [cell.state for cell in page.table.legend] == [
        "delivered",
        "partly",
        "missing",
        "not_collected",
        "before",
    ]
    assert len({cell.sign for cell in page.table.legend}) == 5


@pytest.mark.parametrize(
    ("windows", "places", "said"),
    [
        ((), PLACES, "Der er ikke modtaget leverancer fra kilden."),
        ((window(10),), None, "Kommunerne vises, når den første udgivelse er kommet."),
        ((window(10, "danmark"),), PLACES, "Kilden er ikke fordelt på kommuner."),
    ],
)
def test_where_there_is_no_matrix_the_page_says_why(windows, places, said: str) -> None:
    page = told(*windows, places=places)
    assert (page.sentences, page.table) == ((said,), None)
