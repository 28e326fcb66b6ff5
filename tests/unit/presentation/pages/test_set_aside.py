from tvaerblik.presentation.pages.data_texts import TEXTS
from tvaerblik.presentation.pages.set_aside import build_set_aside
from tvaerblik.presentation.pages.words_of_pages import words_in

T = words_in(TEXTS, "da")


def test_rows_are_added_by_reason_and_year_and_few_are_not() -> None:
    deliveries = [
        (2025, {"withdrawn": 1_200, "repeated": "<5"}),
        (2025, {"withdrawn": "<5", "repeated": "<5"}),
        (2026, {"withdrawn": 7, "repeated": 0, "total": 0}),
    ]
    table = build_set_aside(deliveries, T, "da")
    assert table is not None and table.heads == ("2025", "2026", "I alt")
    assert {row.reason: row.cells for row in table.rows} == {
        "Meldt to gange, talt én gang": ("2 × under 5", "0", "2 × under 5"),
        "Trukket tilbage af leverandøren": ("1.200 + under 5", "7", "1.207 + under 5"),
    }


def test_years_long_ago_stand_together() -> None:
    table = build_set_aside([(year, {"total": 1}) for year in range(2018, 2027)], T, "da")
    assert table is not None and table.heads[:2] == ("før 2022", "2022")
    assert table.rows[0].cells == ("4", "1", "1", "1", "1", "1", "9")


def test_nothing_set_aside_is_no_table() -> None:
    assert build_set_aside([(2026, {"total": 0})], T, "da") is None
