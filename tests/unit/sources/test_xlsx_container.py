"""Files that only call themselves workbooks, and what a workbook may carry that no figure needs."""

import io
import zipfile

import pytest

from support.deliveries import world
from support.workbooks import (
    FILE,
    GOOD,
    HEADER,
    RELATIONS,
    ROW,
    Tab,
    codes,
    only,
    packed,
    parts_of,
    workbook,
    write_workbook,
)
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery
from tvaerblik.sources.limited import Limits, run_limited
from tvaerblik.sources.xlsx_book import read_book
from tvaerblik.sources.xlsx_container import MAX_INFLATED


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
        read_delivery("indberettet", write_workbook(tmp_path, data), world())
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


@pytest.mark.parametrize(
    ("stream", "code"), [("Workbook", "D03"), ("", "D03"), ("EncryptedPackage", "D04")]
)
def test_D03_D04_old_and_locked_workbooks_are_told_in_the_process_that_reads_them(stream, code):
    """Where no file can be opened any more, so that nothing can be imported either."""
    assert refused_in_little(OLE + stream.encode("utf-16-le")) == code


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


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "xl/../../x", "/etc/passwd", "..\\x", "C:\\x", "XL/WORKBOOK.xml"]
)
def test_D19_names_that_lead_out_of_the_archive(tmp_path, name):
    data = packed(parts_of(GOOD) | {name: "<x/>"})
    assert codes(data) == ["D19"]
    with pytest.raises(BadInput):
        read_delivery("indberettet", write_workbook(tmp_path, data), world())
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["2025-02-10", FILE]
