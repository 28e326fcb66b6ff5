"""A workbook as one table of text, or everything that keeps it from being one. Runs in the limited process.

One visible sheet with data, its column names in row 1 and its rows below without a gap: nothing hidden,
nothing merged, no totals. Whatever else is there is named, since only who made it can say what it means.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tvaerblik.core.errors import BadInput, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.xlsx_cells import date_styles, shared_texts
from tvaerblik.sources.xlsx_container import Container, damaged, open_container
from tvaerblik.sources.xlsx_foreign import check_foreign, has_number, tell_cpr
from tvaerblik.sources.xlsx_sheet import TRUE, Book, Sheet, letters, read_sheet
from tvaerblik.sources.xlsx_xml import Attributes, Handler, read_part, relations

WORKBOOK = "xl/workbook.xml"
# As many names as anybody reads through.
NAMED = 10
# The first word of a row that adds up the others, in the languages such files are written in.
_TOTAL = re.compile(r"(i ?alt|sum|total|totalt|subtotal|gennemsnit)([\s:].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    part: str
    is_hidden: bool


def read_book(data: bytes) -> dict[str, Any]:
    """{sheet, names, rows: [[number, [text or null]]]}. Raises BadInput with all that is wrong."""
    trouble = Trouble()
    try:
        container = open_container(data, trouble)
        check_foreign(container, trouble)
        sheet = _only_sheet(container, trouble)
        table = None if sheet is None else _table(sheet, trouble)
    except (
        BadInput
    ) as refusal:  # nothing after it can be read, but what was found before is told too
        raise BadInput(
            *(*trouble.problems, *refusal.problems), total=trouble.total + refusal.total
        ) from None
    trouble.check()
    assert table is not None, "a workbook without a table is in trouble"
    return table


def _only_sheet(container: Container, trouble: Trouble) -> Sheet | None:
    tabs, is_1904 = _tabs(container)
    book = Book(shared_texts(container), date_styles(container), is_1904)
    sheets = {tab: read_sheet(container, tab.part, tab.name, book, trouble) for tab in tabs}
    _check_left_texts(book, sheets.values(), trouble)
    filled = {tab: sheet for tab, sheet in sheets.items() if sheet.rows}
    for tab in filled:
        if tab.is_hidden:
            _tell_shape(
                trouble,
                Text("Arket er skjult og har data.", "The sheet is hidden and has data."),
                Text("Slet arket, eller vis det.", "Delete the sheet or show it."),
                Where(sheet=tab.name),
            )
    shown = [sheet for tab, sheet in filled.items() if not tab.is_hidden]
    if len(shown) > 1:
        _tell_several(shown, trouble)
    if not shown:
        what = Text("Projektmappen har intet synligt ark med data.", "The workbook has no visible sheet with data.")  # fmt: skip
        trouble.add("D22", what, Text("Dan udtrækket igen.", "Make the extract again."), Where())
    return shown[0] if len(shown) == 1 else None


def _tabs(container: Container) -> tuple[list[Tab], bool]:
    # A sheet that is a chart alone is of another kind and has no cells.
    parts = {
        found.id: found for found in relations(container, WORKBOOK) if found.kind == "worksheet"
    }
    tabs: list[Tab] = []
    epochs: list[bool] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            epochs.append(attributes.get("date1904") in TRUE)
        elif tag == "sheet" and attributes.get("id") in parts:
            part = container.named(parts[attributes["id"]].target)
            if part is None:
                raise damaged(parts[attributes["id"]].target)
            hidden = attributes.get("state", "visible") != "visible"
            tabs.append(Tab(attributes.get("name", ""), part, hidden))

    read_part(container, WORKBOOK, Handler(start))
    return tabs, any(epochs)


def _check_left_texts(book: Book, sheets: Any, trouble: Trouble) -> None:
    """Texts of cells that were deleted may stay in the file."""
    said: set[int] = set().union(*(sheet.said_texts for sheet in sheets))
    left = [text for index, text in enumerate(book.texts) if index not in said]
    if any(map(has_number, left)):
        tell_cpr(
            trouble,
            Where(path="xl/sharedStrings.xml"),
            Text("En slettet celle, som stadig er i filen,", "A deleted cell still in the file"),
        )


def _tell_shape(trouble: Trouble, what: Text, remedy: Text, where: Where) -> None:
    trouble.add("D06", what, remedy, where)


def _tell_several(shown: list[Sheet], trouble: Trouble) -> None:
    seen = [(sheet.name, len(sheet.rows)) for sheet in shown[:NAMED]]
    da = ", ".join(f"»{name}« ({rows} rækker)" for name, rows in seen)
    en = ", ".join(f"'{name}' ({rows} rows)" for name, rows in seen)
    _tell_shape(
        trouble,
        Text(f"{len(shown)} ark har data: {da}.", f"{len(shown)} sheets have data: {en}."),
        Text("Behold ét ark, og slet de andre.", "Keep one sheet and delete the others."),
        Where(),
    )


# -- the table of the one sheet ----------------------------------------------------------------------


def _table(sheet: Sheet, trouble: Trouble) -> dict[str, Any]:
    _check_hidden(sheet, trouble)
    _check_merged(sheet, trouble)
    numbers = sorted(sheet.rows)
    _check_gaps(sheet, numbers, trouble)
    header = sheet.rows[numbers[0]]
    width = max(header)
    for number in numbers[1:]:
        _check_row(sheet, number, width, trouble)
    if len(numbers) == 1:
        trouble.add(
            "D22",
            Text("Arket har kun kolonnenavne.", "The sheet has only column names."),
            Text("Dan udtrækket igen.", "Make the extract again."),
            Where(sheet=sheet.name),
        )
    columns = range(1, width + 1)
    return {
        "sheet": sheet.name,
        "names": [header.get(column, "") for column in columns],
        "rows": [[number, [sheet.rows[number].get(column) for column in columns]] for number in numbers[1:]],
    }  # fmt: skip


def _check_hidden(sheet: Sheet, trouble: Trouble) -> None:
    rows = [row for row in sorted(sheet.rows) if row in sheet.hidden_rows or sheet.all_rows_hidden]
    for row in rows:
        what = Text(f"Række {row} er skjult.", f"Row {row} is hidden.")
        remedy = Text("Vis rækken, eller slet den; fjern filtre.", "Show the row or delete it; clear filters.")  # fmt: skip
        _tell_shape(trouble, what, remedy, Where(sheet=sheet.name, row=row))
    used = sorted({column for cells in sheet.rows.values() for column in cells})
    for column in used:
        if any(first <= column <= last for first, last in sheet.hidden_columns):
            what = Text(f"Kolonne {letters(column)} er skjult.", f"Column {letters(column)} is hidden.")  # fmt: skip
            remedy = Text("Vis kolonnen, eller slet den.", "Show the column or delete it.")
            _tell_shape(trouble, what, remedy, Where(sheet=sheet.name, column=letters(column)))


def _check_merged(sheet: Sheet, trouble: Trouble) -> None:
    if sheet.merged:
        seen = ", ".join(sheet.merged[:NAMED])
        _tell_shape(
            trouble,
            Text(f"{len(sheet.merged)} områder af celler er flettet: {seen}.", f"{len(sheet.merged)} ranges of cells are merged: {seen}."),
            Text("Ophæv fletningen, og skriv hver celle.", "Unmerge them and fill in each cell."),
            Where(sheet=sheet.name),
        )  # fmt: skip


def _check_gaps(sheet: Sheet, numbers: list[int], trouble: Trouble) -> None:
    if numbers[0] != 1:
        what = Text(f"Arket begynder i række {numbers[0]}.", f"The sheet begins in row {numbers[0]}.")  # fmt: skip
        remedy = Text("Kolonnenavnene skal stå i række 1.", "The column names must be in row 1.")
        _tell_shape(trouble, what, remedy, Where(sheet=sheet.name, row=numbers[0]))
    for before, after in pairwise(numbers):
        if after > before + 1:
            what = Text(
                f"Der er tomme rækker mellem række {before} og {after}; det kan være flere tabeller.",
                f"There are blank rows between rows {before} and {after}; these may be several tables.",
            )
            remedy = Text("Slet de tomme rækker, og behold én tabel.", "Delete the blank rows and keep one table.")  # fmt: skip
            _tell_shape(trouble, what, remedy, Where(sheet=sheet.name, row=after))


def _check_row(sheet: Sheet, number: int, width: int, trouble: Trouble) -> None:
    cells = sheet.rows[number]
    if any(_TOTAL.fullmatch(text.strip()) for text in cells.values()):
        _tell_shape(
            trouble,
            Text(f"Række {number} ligner en sum af de andre.", f"Row {number} looks like a sum of the others."),
            Text("Slet rækken; summer beregnes her.", "Delete the row; sums are computed here."),
            Where(sheet=sheet.name, row=number),
        )  # fmt: skip
    for column in sorted(column for column in cells if column > width):
        cell = f"{letters(column)}{number}"
        what = Text(f"Cellen {cell} står uden for tabellen.", f"Cell {cell} lies outside the table.")  # fmt: skip
        remedy = Text("Slet den, eller giv kolonnen et navn.", "Delete it or give the column a name.")  # fmt: skip
        where = Where(sheet=sheet.name, row=number, column=letters(column))
        _tell_shape(trouble, what, remedy, where)
