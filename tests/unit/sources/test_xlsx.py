"""Workbooks as municipalities and hospitals send them: what is read of them, and what is never taken in."""

from datetime import date

import pytest

from support.deliveries import CPR, take_in, world
from support.workbooks import (
    FILE,
    GOOD,
    HEADER,
    ROW,
    Cell,
    Tab,
    only,
    packed,
    parts_of,
    refused,
    workbook,
    write_workbook,
)
from tvaerblik.core.errors import BadInput
from tvaerblik.sources import xlsx
from tvaerblik.sources.front import read_delivery
from tvaerblik.sources.limited import Limits
from tvaerblik.sources.xlsx_book import read_book


def test_a_workbook_says_the_same_as_a_csv(store, tmp_path):
    """Numbers, numbers as texts, shared texts and computed values with their result."""
    lines = [
        ["ulb-72-timer", "2024-01", "0851", 12, None],
        ["ulb-72-timer", "2024-02", 851, "13", None],
        ["ulb-72-timer", "2024-03", Cell("0", "s"), Cell("14.0"), None],
        ["ulb-72-timer", "2024-04", "Aalborg", Cell("15", formula="A1+B2"), None],
        ["nationale-maal-genindlaeggelser", 2023, "Danmark", Cell("1.6E1"), 900],
        ["ulb-72-timer", "2024-05", "Aalborg", "<5", ""],
    ]
    aalborg = workbook(Tab([HEADER, *lines]), texts=["Aalborg", "ubrugt"])
    assert take_in(store, write_workbook(tmp_path, aalborg), source="indberettet").rows == {
        "reported_value": 6
    }
    found = store.snapshot(store.vintage()).read("reported_value").to_pylist()
    figures = {(row["unit"], row["day"]): row["numerator"] for row in found}
    assert figures == {
        **{("kommune-0851", date(2024, month, 1)): 11 + month for month in range(1, 5)},
        ("kommune-0851", date(2024, 5, 1)): None,
        ("danmark", date(2023, 1, 1)): 16,
    }


def test_empty_sheets_and_styled_blank_cells_are_nothing(tmp_path):
    styled = Tab([HEADER, ROW, [Cell(None, style=3)] * 5, [Cell(None)] * 9])
    data = workbook(styled, Tab([], "Ark2"), Tab([[" "]], "Ark3", "hidden"))
    (table,) = read_delivery("indberettet", write_workbook(tmp_path, data), world()).tables
    assert table.rows.num_rows == 1


def test_cells_without_places_follow_each_other(tmp_path):
    parts = parts_of(GOOD)
    sheet = parts["xl/worksheets/sheet1.xml"]
    for place in ("A1", "B1", "C1", "D1", "E1", "A2", "B2", "C2", "D2"):
        sheet = sheet.replace(f' r="{place}"', "")
    sheet = sheet.replace('<row r="1">', "<row>").replace('<row r="2">', "<row>")
    assert read_book(packed(parts | {"xl/worksheets/sheet1.xml": sheet})) == read_book(workbook(GOOD))  # fmt: skip


def test_faults_of_values_name_sheet_row_and_column(tmp_path):
    data = workbook(Tab([HEADER, ROW, ["ulb-72-timer", "2024", "0999", 1.5, None]], "Januar"))
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write_workbook(tmp_path, data), world())
    found = {(p.code, p.where.file, p.where.sheet, p.where.row, p.where.column) for p in caught.value.problems}  # fmt: skip
    assert found == {(code, FILE, "Januar", 3, column) for code, column in
                     (("K-GRAIN", "PERIODE"), ("D16", "ENHED"), ("D09", "TAELLER"))}  # fmt: skip


def test_the_limits_of_the_child_are_a_refusal(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "LIMITS", Limits(memory_bytes=40 * 1024**2))
    many = Tab([HEADER, *([f"x{n}", "2024-01", "0851", n, n] for n in range(30_000))])
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write_workbook(tmp_path, workbook(many)), world())
    assert [problem.code for problem in caught.value.problems] == ["D18"]


# -- the column names, what is looked through everywhere, nothing at all ---------------------------


def with_parts(**added: str | bytes) -> bytes:
    return packed(parts_of(GOOD) | {name.replace("__", "/"): text for name, text in added.items()})


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ([*HEADER[:4], "TAELLER"], "D13"),
        ([*HEADER[:3], None, "NAEVNER"], "D13"),
        ([*HEADER[:4], "NAEVNER\u00a0"], "D13"),
        ([*HEADER[:4], "NAEV\u200bNER"], "D13"),
        ([*HEADER, "NOTE"], "K-COLUMN-UNKNOWN"),
        (["a", "b", "c", "d", "e"], "K-HEADER"),
    ],
)
def test_D13_the_column_names(tmp_path, names, code):
    data = workbook(Tab([names, [*ROW[:3], 1, 2]]))
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write_workbook(tmp_path, data), world())
    assert code in [problem.code for problem in caught.value.problems]
    assert {problem.where.sheet for problem in caught.value.problems} == {"Ark1"}


def test_D13_blanks_around_a_name_and_its_case_are_no_fault(tmp_path):
    data = workbook(Tab([["serie ", " Periode", "ENHED", "taeller", "NAEVNER"], ROW]))
    assert (
        read_delivery("indberettet", write_workbook(tmp_path, data), world())
        .tables[0]
        .rows.num_rows
        == 1
    )


def test_D21_a_number_of_a_person_anywhere_is_refused_and_never_shown():
    number = CPR[0]
    hyphened = f"{number[:6]}-{number[6:]}"
    comment = f'<comments xmlns="x"><commentList><comment><text>ring {hyphened}</text></comment></commentList></comments>'  # fmt: skip
    places = {
        "a cell": workbook(Tab([HEADER, ROW, [*ROW[:3], 1, int("1" + "1" + number[2:])]])),
        "a text": workbook(Tab([HEADER, [f"barn {hyphened}", *ROW[1:]]])),
        "a hidden sheet": workbook(GOOD, Tab([[hyphened]], "Skjult", "hidden")),
        "a sheet's name": workbook(Tab([HEADER, ROW], f"borger {hyphened}")),
        "a comment": with_parts(xl__comments1_xml=comment).replace(b"_xml", b".xml"),
        "a box": packed(parts_of(GOOD) | {"xl/drawings/vmlDrawing1.vml": f"<br>{hyphened}"}),
        "a property": packed(parts_of(GOOD) | {"docProps/core.xml": f"<c><title>{hyphened}</title></c>"}),
        "a deleted cell": workbook(GOOD, texts=[hyphened]),
        "a formula": workbook(Tab([HEADER, [*ROW[:3], Cell("1", formula=f'IF(A1="{hyphened}",1,2)'), 2]])),
        "a header for print": workbook(Tab([HEADER, ROW], after=f"<headerFooter><oddHeader>{hyphened}</oddHeader></headerFooter>")),
        "a prompt": workbook(Tab([HEADER, ROW], after=f'<dataValidations><dataValidation prompt="{hyphened}"/></dataValidations>')),
        "a part's name": packed(parts_of(GOOD) | {f"xl/media/{number}.png": b"x"}),
    }  # fmt: skip
    for place, data in places.items():
        error = refused(data)
        assert "D21" in [problem.code for problem in error.problems], place
        said = error.in_("da") + error.in_("en")
        assert number not in said and hyphened not in said, place


def test_D21_a_number_in_the_files_name(tmp_path):
    folder = tmp_path / "2025-02-10"
    folder.mkdir()
    (folder / f"INDBERETTEDE_TAL {CPR[0]}.xlsx").write_bytes(workbook(GOOD))
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", folder, world())
    assert "D21" in [problem.code for problem in caught.value.problems]
    assert CPR[0] not in caught.value.in_("da")


def test_D22_an_empty_sheet_is_not_the_same_as_one_with_names_only():
    assert "intet synligt ark" in only(workbook(Tab([]))).what.da
    problem = only(workbook(Tab([HEADER])))
    assert (problem.code, problem.where.sheet) == ("D22", "Ark1")
    assert "kun kolonnenavne" in problem.what.da


# -- all at once -----------------------------------------------------------------------------------


def test_all_faults_are_told_at_once_with_the_first_fifty_and_the_count():
    lines = [[*ROW[:3], Cell("#N/A", "e"), None] for _ in range(70)]
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    parts = parts_of(Tab([HEADER, *lines], after=merged)) | {"xl/vbaProject.bin": b"x"}
    error = refused(packed(parts))
    assert {problem.code for problem in error.problems} == {"D04", "D07"}
    assert (len(error.problems), error.total) == (50, 72)
