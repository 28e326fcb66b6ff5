"""Workbooks that are no table of figures: their shape, and cells that hold no plain value."""

import pytest

from support.workbooks import (
    GOOD,
    HEADER,
    ROW,
    Cell,
    Tab,
    codes,
    only,
    refused,
    rows_of_workbook,
    workbook,
)
from tvaerblik.core.errors import BadInput

# -- D06: the shape --------------------------------------------------------------------------------


def test_D06_several_sheets_with_data_are_listed():
    problem = only(workbook(GOOD, Tab([HEADER, ROW, ROW], "Februar")))
    assert problem.code == "D06"
    assert "»Ark1« (2 rækker), »Februar« (3 rækker)" in problem.what.da


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_D06_a_hidden_sheet_with_data(state):
    problem = only(workbook(GOOD, Tab([["gammelt"]], "Skjult", state)))
    assert (problem.code, problem.where.sheet) == ("D06", "Skjult")


def test_D06_hidden_rows_and_columns():
    hidden = '<cols><col min="2" max="3" hidden="1"/></cols>'
    error = refused(workbook(Tab([HEADER, ROW, ROW], before=hidden, hidden_rows=frozenset((3,)))))
    assert [(p.code, p.where.row, p.where.column) for p in error.problems] == [
        ("D06", 3, None),
        ("D06", None, "B"),
        ("D06", None, "C"),
    ]


def test_D06_all_rows_hidden_by_the_sheet():
    before = '<sheetFormatPr zeroHeight="1"/>'
    assert codes(workbook(Tab([HEADER, ROW], before=before))) == ["D06", "D06"]


def test_D06_merged_cells():
    merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C2:C9"/></mergeCells>'
    problem = only(workbook(Tab([HEADER, ROW], after=merged)))
    assert (problem.code, "A1:B1, C2:C9" in problem.what.da) == ("D06", True)


@pytest.mark.parametrize("word", ["I alt", "ialt", "TOTAL", "Sum", "I alt hele året", "Total:"])
@pytest.mark.parametrize("column", [0, 2])
def test_D06_a_row_of_totals(word, column):
    total = [None, None, None, 24, None]
    total[column] = word
    problem = only(workbook(Tab([HEADER, ROW, total])))
    assert (problem.code, problem.where.row) == ("D06", 3)
    assert "sum" in problem.what.da


def test_D06_a_second_table_below_and_one_beside():
    problem = only(workbook(Tab([HEADER, ROW, [], [], HEADER, ROW])))
    assert (problem.code, problem.where.row, "flere tabeller" in problem.what.da) == ("D06", 5, True)  # fmt: skip
    problem = only(workbook(Tab([HEADER, [*ROW, None, "note"]])))
    assert (problem.code, "G2" in problem.what.da) == ("D06", True)


def test_D06_a_title_above_the_column_names():
    assert codes(workbook(Tab([HEADER, ROW], first_row=3))) == ["D06"]
    error = refused(workbook(Tab([["Aalborg Kommune"], HEADER, ROW])))
    assert {problem.code for problem in error.problems} == {"D06"}


# -- D07 to D09: cells -----------------------------------------------------------------------------


def test_D07_a_formula_without_its_result():
    problem = only(workbook(Tab([HEADER, [*ROW[:3], Cell(None, formula="SUM(D9:D12)"), None]])))
    assert (problem.code, problem.where.row, problem.where.column) == ("D07", 2, "D")
    assert "D2" in problem.what.da


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_D07_errors_with_their_cells(error):
    problem = only(workbook(Tab([HEADER, ROW, [*ROW[:4], Cell(error, "e", formula="1/0")]])))
    assert (problem.code, "E3" in problem.what.da, error in problem.what.da) == ("D07", True, True)


def test_D07_an_error_that_was_pasted_as_text():
    assert codes(workbook(Tab([HEADER, [*ROW[:3], "#I/T", None]]))) == ["D07"]


@pytest.mark.parametrize(
    ("style", "is_1904", "said"),
    [
        (1, False, "2024-01-31"),
        (2, False, "2024-01-31"),
        (1, True, "2028-02-01"),
        (2, True, "1904"),
    ],
)
def test_D08_a_date_is_not_guessed_back_to_a_period(style, is_1904, said):
    line = ["ulb-72-timer", Cell("45322", style=style), "0851", 1, None]
    problem = only(workbook(Tab([HEADER, line]), is_1904=is_1904))
    assert (problem.code, problem.where.column) == ("D08", "B")
    assert said in problem.what.da


def test_D08_a_date_stored_as_one_and_a_number_that_was_one(tmp_path):
    line = ["ulb-72-timer", Cell("2024-01-31T00:00:00", "d"), "0851", 1, None]
    assert codes(workbook(Tab([HEADER, line]))) == ["D08"]
    with pytest.raises(BadInput) as caught:
        rows_of_workbook(tmp_path, ["ulb-72-timer", 45322, "0851", 1, None])
    assert [p.code for p in caught.value.problems] == ["D08"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (12.5, "D09"),
        (1.234, "K-NUM-AMBIGUOUS"),
        ("1.234", "K-NUM-AMBIGUOUS"),
        (2.9999999999999996, "D09"),
        (-3, "D09"),
        ("tolv", "D09"),
        (Cell("1", "b"), "D09"),
    ],
)
def test_D09_what_is_no_whole_number(tmp_path, cell, code):
    with pytest.raises(BadInput) as caught:
        rows_of_workbook(tmp_path, ["ulb-72-timer", "2024-01", "0851", cell, None])
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.row, problem.where.column) == (code, 2, "TAELLER")


@pytest.mark.parametrize("raw", ["1234567890123456", "1E400", "NaN", "1,5", "abc"])
def test_D09_a_number_that_excel_has_rounded_or_that_is_none(raw):
    assert codes(workbook(Tab([HEADER, [*ROW[:3], Cell(raw), None]]))) == ["D09"]
