"""Workbooks part by part, so that a test can put anything into one, also what Excel never would."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import pytest

from support.deliveries import world
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.sources.front import read_delivery
from tvaerblik.sources.xlsx_book import read_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# Cell styles by number: 0 plain, 1 a date, 2 a date of a format of one's own, 3 text.
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="1">
<numFmt numFmtId="164" formatCode="[$-406]mmmm\\ yyyy;@"/></numFmts>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="49"/></cellXfs>
</styleSheet>"""


@dataclass(frozen=True)
class Cell:
    """A cell as it stands in the file: its type, its stored value, its formula, its style."""

    value: str | None
    kind: str = "n"
    formula: str | None = None
    style: int = 0


@dataclass(frozen=True)
class Tab:
    rows: Sequence[Sequence[object]]
    name: str = "Ark1"
    state: str = "visible"
    before: str = ""  # XML before the rows
    after: str = ""  # XML after them
    hidden_rows: frozenset[int] = frozenset()
    first_row: int = 1


def column(number: int) -> str:
    return chr(ord("A") + number)


def cell_xml(cell: object, place: str) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell}</v></c>'
    if isinstance(cell, str):
        text = f'<t xml:space="preserve">{escape(cell)}</t>'
        return f'<c r="{place}" t="inlineStr"><is>{text}</is></c>'
    formula = "" if cell.formula is None else f"<f>{escape(cell.formula)}</f>"
    value = "" if cell.value is None else f"<v>{escape(cell.value)}</v>"
    return f'<c r="{place}" t="{cell.kind}" s="{cell.style}">{formula}{value}</c>'


def sheet_xml(tab: Tab) -> str:
    rows = []
    for number, cells in enumerate(tab.rows, start=tab.first_row):
        hidden = ' hidden="1"' if number in tab.hidden_rows else ""
        inside = "".join(cell_xml(cell, f"{column(at)}{number}") for at, cell in enumerate(cells))
        rows.append(f'<row r="{number}"{hidden}>{inside}</row>')
    body = f"<sheetData>{''.join(rows)}</sheetData>"
    return f'<worksheet xmlns="{MAIN}">{tab.before}{body}{tab.after}</worksheet>'


def parts_of(*tabs: Tab, is_1904: bool = False, texts: Sequence[str] = ()) -> dict[str, str]:
    sheets = "".join(
        f'<sheet name={quoteattr(tab.name)} sheetId="{n}" state="{tab.state}" r:id="rId{n}"/>'
        for n, tab in enumerate(tabs, start=1)
    )
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(tabs) + 1)
    )
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"/>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f'<workbookPr date1904="{int(is_1904)}"/><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{targets}</Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        **{f"xl/worksheets/sheet{n}.xml": sheet_xml(tab) for n, tab in enumerate(tabs, start=1)},
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def workbook(*tabs: Tab, **facts) -> bytes:
    return packed(parts_of(*tabs, **facts))


# -- a delivery of reported figures, good or refused -----------------------------------------------

HEADER = ["SERIE", "PERIODE", "ENHED", "TAELLER", "NAEVNER"]
ROW = ["ulb-72-timer", "2024-01", "0851", 12, None]
GOOD = Tab([HEADER, ROW])
FILE = "INDBERETTEDE_TAL.xlsx"


def write_workbook(tmp_path, data):
    folder = tmp_path / "2025-02-10"
    folder.mkdir()
    (folder / FILE).write_bytes(data)
    return folder


def rows_of_workbook(tmp_path, *lines, **facts):
    data = workbook(Tab([HEADER, *lines]), **facts)
    (table,) = read_delivery("indberettet", write_workbook(tmp_path, data), world()).tables
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
