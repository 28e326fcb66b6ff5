"""Workbooks as municipalities and hospitals send them, and every way one can be no table of figures."""

import io
import zipfile
from datetime import date

import pytest

from support.deliveries import CPR, take_in, world
from support.workbooks import RELATIONS, Cell, Tab, packed, parts_of, workbook
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.sources import xlsx
from tvaerblik.sources.front import read_delivery
from tvaerblik.sources.limited import Limits, run_limited
from tvaerblik.sources.xlsx_book import read_book
from tvaerblik.sources.xlsx_container import MAX_INFLATED

HEADER = ["SERIE", "PERIODE", "ENHED", "TAELLER", "NAEVNER"]
ROW = ["ulb-72-timer", "2024-01", "0851", 12, None]
GOOD = Tab([HEADER, ROW])
FILE = "INDBERETTEDE_TAL.xlsx"


def write(tmp_path, data):
    folder = tmp_path / "2025-02-10"
    folder.mkdir()
    (folder / FILE).write_bytes(data)
    return folder


def rows(tmp_path, *lines, **facts):
    data = workbook(Tab([HEADER, *lines]), **facts)
    (table,) = read_delivery("indberettet", write(tmp_path, data), world()).tables
    return table.rows.to_pylist()


def refused(data: bytes) -> BadInput:
    """By the child's function in this process, so that a fault in it is seen as itself."""
    with pytest.raises(BadInput) as caught:
        read_book(data)
    for problem in caught.value.problems:
        assert problem.what.da != problem.what.en and problem.remedy.da != problem.remedy.en
    return caught.value


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in refused(data).problems]


def only(data: bytes) -> Problem:
    (problem,) = refused(data).problems
    return problem


def with_parts(**added: str | bytes) -> bytes:
    return packed(parts_of(GOOD) | {name.replace("__", "/"): text for name, text in added.items()})


# -- what is read ------------------------------------------------------------------------------------


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
    assert take_in(store, write(tmp_path, aalborg), source="indberettet").rows == {
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
    (table,) = read_delivery("indberettet", write(tmp_path, data), world()).tables
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
        read_delivery("indberettet", write(tmp_path, data), world())
    found = {(p.code, p.where.file, p.where.sheet, p.where.row, p.where.column) for p in caught.value.problems}  # fmt: skip
    assert found == {(code, FILE, "Januar", 3, column) for code, column in
                     (("K-GRAIN", "PERIODE"), ("D16", "ENHED"), ("D09", "TAELLER"))}  # fmt: skip


def test_the_limits_of_the_child_are_a_refusal(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "LIMITS", Limits(memory_bytes=40 * 1024**2))
    many = Tab([HEADER, *([f"x{n}", "2024-01", "0851", n, n] for n in range(30_000))])
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write(tmp_path, workbook(many)), world())
    assert [problem.code for problem in caught.value.problems] == ["D18"]


# -- D01 to D05: the container -----------------------------------------------------------------------


def bomb(megabytes: int) -> bytes:
    return packed(parts_of(GOOD) | {"xl/worksheets/sheet1.xml": b" " * (megabytes * 1024**2)})


# Less than what any of the bombs below holds, and no more than two seconds of computing.
SMALL = Limits(memory_bytes=128 * 1024**2, cpu_seconds=2)


def refused_in_little(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        run_limited("tvaerblik.sources.xlsx_book:read_book", data, file=FILE, limits=SMALL)
    (problem,) = caught.value.problems
    return problem.code


def test_D01_a_bomb_is_refused_with_little_memory_and_little_time(tmp_path):
    data = bomb(300)
    assert refused_in_little(data) == "D01"
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write(tmp_path, data), world())
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file, "300 MB" in problem.what.da) == ("D01", FILE, True)


def test_D01_a_ratio_that_no_sheet_has():
    problem = only(bomb(MAX_INFLATED // 1024**2 - 1))
    assert problem.code == "D01"
    assert "gange større" in problem.what.da


def test_D01_a_directory_that_lies_is_found_out_while_unpacking():
    """The directory says a hundred bytes; 300 MB would come out, and the first few are counted."""
    data = bytearray(bomb(300))
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert refused_in_little(bytes(data)) == "D01"
    assert "end filen selv siger" in only(bytes(data)).what.da


def test_D01_a_hundred_thousand_parts():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"{number}", b"")
    assert refused_in_little(target.getvalue()) == "D01"


@pytest.mark.parametrize(
    ("part", "element"),
    [("xl/worksheets/sheet1.xml", "<row/>"), ("xl/sharedStrings.xml", "<si><t>a</t></si>")],
)
def test_D01_more_elements_than_anybody_types(part, element):
    """Within every other bound: what is small and packs well, but takes long to read."""
    noise = "".join(f"{element * 100}<!--{n * 7919 % 10**9:x}{n}-->" for n in range(6_200))
    problem = only(packed(parts_of(GOOD) | {part: f"<x>{noise}</x>"}))
    assert (problem.code, "XML-elementer" in problem.what.da) == ("D01", True)


def test_D01_archives_in_an_archive():
    inner = packed({"0.zip": packed({"0": b"0" * 10_000})})
    assert codes(packed({f"lib {n}.zip": inner for n in range(16)})) == ["D01"]


def test_D01_parts_on_top_of_each_other():
    """Two entries of the directory that name the same bytes."""
    data = packed(parts_of(GOOD) | {"xl/media/a": bytes(range(256)) * 4000})
    ends = data.rindex(b"PK\x05\x06")
    begin = data.rindex(b"PK\x01\x02")
    entry = data[begin:ends].replace(b"xl/media/a", b"xl/media/b")
    tail = bytearray(data[ends:])
    for place in (8, 10):
        tail[place : place + 2] = (int.from_bytes(tail[place : place + 2], "little") + 1).to_bytes(2, "little")  # fmt: skip
    size = int.from_bytes(tail[12:16], "little") + len(entry)
    tail[12:16] = size.to_bytes(4, "little")
    assert codes(data[:ends] + entry + bytes(tail))[0] in ("D01", "D05")


XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("kind", [XXE, LAUGHS, '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'])
@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_D02_a_document_type_in_any_part(kind, part, encoding):
    parts = parts_of(GOOD) | {"docProps/core.xml": "<core/>"}
    text = f'<?xml version="1.0" encoding="{encoding}"?>{kind}{parts[part]}'
    problem = only(packed(parts | {part: text.encode(encoding)}))
    assert (problem.code, part in problem.what.da) == ("D02", True)


@pytest.mark.parametrize(
    "part",
    ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml"],
)
def test_D02_links_to_other_files(part):
    assert codes(packed(parts_of(GOOD) | {part: "<x/>"})) == ["D02"]


def outside(kind: str) -> str:
    return (
        f'<Relationships xmlns="x"><Relationship Id="r1" Type="{RELATIONS}/{kind}" '
        'Target="https://example.org/x" TargetMode="External"/></Relationships>'
    )


def test_D02_a_part_fetched_from_the_net_but_not_an_address_in_a_cell():
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    assert codes(packed(parts_of(GOOD) | {name: outside("image")})) == ["D02"]
    assert read_book(packed(parts_of(GOOD) | {name: outside("hyperlink")}))["sheet"] == "Ark1"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (OLE + "Workbook".encode("utf-16-le"), ".xls"),
        (OLE, "gammel Office-fil"),
        (b"SERIE;PERIODE;ENHED\nx;2024;0851\n", "CSV"),
        (b"\xef\xbb\xbfSERIE;PERIODE\n", "CSV"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        (b'<?xml version="1.0"?><html xmlns="x">', "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"MZ\x90\x00" + b"\0" * 60, ".exe"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02" * 50, "ikke kan kendes"),
        (packed({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "Word"),
        (packed({"[Content_Types].xml": "<x/>", "xl/workbook.bin": b"x"}), ".xlsb"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), ".ods"),
        (packed({"tal.csv": "1;2"}), "uden regneark"),
    ],
)
def test_D03_what_only_calls_itself_a_workbook(data, word):
    problem = only(data)
    assert problem.code == "D03"
    assert word in problem.what.da


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_D04_macros(part):
    assert codes(packed(parts_of(GOOD) | {part: "<x/>"})) == ["D04"]


def test_D04_macros_told_by_the_type_alone():
    kinds = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    assert codes(packed(parts_of(GOOD) | {"[Content_Types].xml": kinds})) == ["D04"]


def test_D04_embedded_files():
    assert codes(packed(parts_of(GOOD) | {"xl/embeddings/oleObject1.bin": b"x"})) == ["D04"]


@pytest.mark.parametrize(
    ("stream", "word"), [("EncryptedPackage", "adgangskode"), ("DRMEncryptedDataSpace", "IRM")]
)
def test_D04_a_locked_file(stream, word):
    problem = only(OLE + "Workbook".encode("utf-16-le") + stream.encode("utf-16-le"))
    assert (problem.code, word in problem.what.da) == ("D04", True)


def test_D04_parts_locked_by_the_archive():
    data = bytearray(workbook(GOOD))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert codes(bytes(data)) == ["D04"]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_D05_cut_short(share):
    data = workbook(GOOD)
    assert codes(data[: int(len(data) * share)]) == ["D05"]


def test_D05_a_check_sum_that_does_not_hold_names_the_part():
    data = workbook(GOOD)
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46 + 16
    problem = only(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert (problem.code, "xl/worksheets/sheet1.xml" in problem.what.da) == ("D05", True)


def test_D05_every_byte_flipped_in_turn_is_refused_or_reads_the_same():
    """A flip may hit what nobody reads (a time of day); it never gives other figures."""
    data = workbook(GOOD)
    right, refusals = read_book(data), 0
    for at in range(len(data)):
        broken = data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]
        try:
            assert read_book(broken) == right, at
        except BadInput:
            refusals += 1
    assert refusals > len(data) / 2


def test_D05_a_part_that_is_no_xml_or_is_absent():
    parts = parts_of(GOOD)
    assert codes(packed(parts | {"xl/worksheets/sheet1.xml": "<worksheet><row>"})) == ["D05"]
    del parts["xl/worksheets/sheet1.xml"]
    assert codes(packed(parts)) == ["D05"]


@pytest.mark.parametrize(
    "second", ['<c r="D2"><v>13</v></c>', '<c r="D2"><v>12</v></c>', '<c r="D2"/>']
)
@pytest.mark.parametrize("form", ["{first}{second}", '{first}</row><row r="2">{second}'])
def test_D05_a_cell_that_stands_twice_has_no_value(second, form):
    """Readers take the first or the last of them; nobody sees that there were two."""
    parts = parts_of(Tab([HEADER, ROW], "Januar"))
    first = '<c r="D2"><v>12</v></c>'
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert first in sheet
    twice = sheet.replace(first, form.format(first=first, second=second))
    problem = only(packed(parts | {"xl/worksheets/sheet1.xml": twice}))
    assert problem.code == "D05"
    assert (problem.where.sheet, problem.where.row, problem.where.column) == ("Januar", 2, "D")
    assert ("D2" in problem.what.da, "D2" in problem.what.en) == (True, True)


# -- D06: the shape ----------------------------------------------------------------------------------


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


# -- D07 to D09: cells -------------------------------------------------------------------------------


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
        rows(tmp_path, ["ulb-72-timer", 45322, "0851", 1, None])
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
        rows(tmp_path, ["ulb-72-timer", "2024-01", "0851", cell, None])
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.row, problem.where.column) == (code, 2, "TAELLER")


@pytest.mark.parametrize("raw", ["1234567890123456", "1E400", "NaN", "1,5", "abc"])
def test_D09_a_number_that_excel_has_rounded_or_that_is_none(raw):
    assert codes(workbook(Tab([HEADER, [*ROW[:3], Cell(raw), None]]))) == ["D09"]


# -- D13, D19, D21, D22 ------------------------------------------------------------------------------


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
        read_delivery("indberettet", write(tmp_path, data), world())
    assert code in [problem.code for problem in caught.value.problems]
    assert {problem.where.sheet for problem in caught.value.problems} == {"Ark1"}


def test_D13_blanks_around_a_name_and_its_case_are_no_fault(tmp_path):
    data = workbook(Tab([["serie ", " Periode", "ENHED", "taeller", "NAEVNER"], ROW]))
    assert read_delivery("indberettet", write(tmp_path, data), world()).tables[0].rows.num_rows == 1


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "xl/../../x", "/etc/passwd", "..\\x", "C:\\x", "XL/WORKBOOK.xml"]
)
def test_D19_names_that_lead_out_of_the_archive(tmp_path, name):
    data = packed(parts_of(GOOD) | {name: "<x/>"})
    assert codes(data) == ["D19"]
    with pytest.raises(BadInput):
        read_delivery("indberettet", write(tmp_path, data), world())
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["2025-02-10", FILE]


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


# -- all at once -------------------------------------------------------------------------------------


def test_all_faults_are_told_at_once_with_the_first_fifty_and_the_count():
    lines = [[*ROW[:3], Cell("#N/A", "e"), None] for _ in range(70)]
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    parts = parts_of(Tab([HEADER, *lines], after=merged)) | {"xl/vbaProject.bin": b"x"}
    error = refused(packed(parts))
    assert {problem.code for problem in error.problems} == {"D04", "D07"}
    assert (len(error.problems), error.total) == (50, 72)
