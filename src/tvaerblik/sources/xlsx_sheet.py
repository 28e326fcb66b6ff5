"""One sheet's cells, read as they stream by. What is hidden, merged or computed is told, not smoothed."""

import re
from dataclasses import dataclass, field

from tvaerblik.core.cpr import has_cpr
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.trouble import Trouble, refuse
from tvaerblik.sources.xlsx_cells import (
    ERRORS,
    LOST_TEXT,
    NO_CACHE,
    TWICE,
    Fault,
    date_fault,
    error_fault,
    number_text,
)
from tvaerblik.sources.xlsx_container import Container
from tvaerblik.sources.xlsx_foreign import has_number, tell_cpr
from tvaerblik.sources.xlsx_xml import Attributes, Handler, read_part

# More than the largest series of a municipality a day for a century.
MAX_CELLS = 250_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
TRUE = frozenset(("1", "true"))


@dataclass(frozen=True)
class Book:
    """What the sheets of a workbook share."""

    texts: list[str] = field(repr=False)
    dates: frozenset[int]
    is_1904: bool


@dataclass
class Sheet:
    """`rows` by number, cells by column from 1; a blank cell is not there."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    all_rows_hidden: bool = False
    said_texts: set[int] = field(default_factory=set)


def read_sheet(container: Container, part: str, name: str, book: Book, trouble: Trouble) -> Sheet:
    reader = _Reader(Sheet(name), book, trouble)
    read_part(container, part, Handler(reader.start, reader.end, reader.text))
    return reader.sheet


def letters(column: int) -> str:
    """1 → A, 27 → AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


class _Reader:
    def __init__(self, sheet: Sheet, book: Book, trouble: Trouble) -> None:
        self.sheet, self.book, self.trouble = sheet, book, trouble
        self.row = self.column = self.cells = 0
        self.kind, self.style, self.has_formula = "n", 0, False
        self.in_cell = False
        self.seen: set[tuple[int, int]] = set()
        self.open_tags: list[str] = []
        self.pieces: list[str] = []

    # -- what the parser meets

    def start(self, tag: str, attributes: Attributes) -> None:
        self.open_tags.append(tag)
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if attributes.get("hidden") in TRUE:
                self.sheet.hidden_rows.add(self.row)
        elif tag == "f":
            self.has_formula = True
        elif tag == "col" and attributes.get("hidden") in TRUE:
            span = (int(attributes.get("min", 1)), int(attributes.get("max", 1)))
            self.sheet.hidden_columns.append(span)
        elif tag == "sheetFormatPr" and attributes.get("zeroHeight") in TRUE:
            self.sheet.all_rows_hidden = True
        elif tag == "mergeCell":
            self.sheet.merged.append(attributes.get("ref", "?"))
        elif not self.in_cell and any(map(has_number, attributes.values())):
            self._tell_cpr(Where(sheet=self.sheet.name))

    def text(self, piece: str) -> None:
        if self.in_cell and self.open_tags[-1] in ("v", "t") and "rPh" not in self.open_tags:
            self.pieces.append(piece)
        elif has_cpr(piece):  # a formula, a header for print
            self._tell_cpr(self._here() if self.in_cell else Where(sheet=self.sheet.name))

    def end(self, tag: str) -> None:
        self.open_tags.pop()
        if tag == "c":
            self.in_cell = False
            self._close_cell("".join(self.pieces))

    # -- a cell

    def _open_cell(self, attributes: Attributes) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        self.column = _number(place[1]) if place else self.column + 1
        self.row = int(place[2]) if place else self.row
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", 0))
        self.has_formula, self.in_cell = False, True
        self.pieces.clear()
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise refuse(
                "D18",
                Text(
                    f"Arket har over {MAX_CELLS} celler.", f"The sheet has over {MAX_CELLS} cells."
                ),
                Text("Del tallene i flere filer.", "Split the figures into several files."),
                Where(sheet=self.sheet.name),
            )
        if (self.row, self.column) in self.seen:
            self._tell(TWICE)
        self.seen.add((self.row, self.column))

    def _close_cell(self, raw: str) -> None:
        if self.has_formula and not raw.strip():
            self._tell(NO_CACHE)
            return
        found = self._value(raw)
        if isinstance(found, Fault):
            self._tell(found)
        elif found.strip():
            if has_cpr(found):
                self._tell_cpr(self._here())
            self.sheet.rows.setdefault(self.row, {})[self.column] = found

    def _value(self, raw: str) -> str | Fault:
        if self.kind == "s":
            return self._shared(raw)
        if self.kind == "e" or raw.strip().upper() in ERRORS:
            return error_fault(raw.strip()[:20])
        if self.kind == "b":
            return "SAND" if raw.strip() == "1" else "FALSK"
        if self.kind == "d" or (self.kind == "n" and raw and self.style in self.book.dates):
            return date_fault(raw, is_1904=self.book.is_1904)
        return number_text(raw.strip()) if self.kind == "n" and raw.strip() else raw

    def _shared(self, raw: str) -> str | Fault:
        try:
            index = int(raw)
            found = self.book.texts[index] if index >= 0 else None
        except (ValueError, IndexError):
            found = None
        if found is None:
            return LOST_TEXT
        self.sheet.said_texts.add(index)
        return error_fault(found.strip()) if found.strip().upper() in ERRORS else found

    # -- telling

    def _here(self) -> Where:
        return Where(sheet=self.sheet.name, row=self.row, column=letters(self.column))

    def _tell(self, fault: Fault) -> None:
        cell = f"{letters(self.column)}{self.row}"
        what = Text(f"Cellen {cell} {fault.what.da}", f"Cell {cell} {fault.what.en}")
        self.trouble.add(fault.code, what, fault.remedy, self._here())
        # The place is taken: what else is said of the sheet must not take it for blank.
        self.sheet.rows.setdefault(self.row, {})[self.column] = "?"

    def _tell_cpr(self, where: Where) -> None:
        tell_cpr(self.trouble, where, Text("Arket", "The sheet"))


def _number(column: str) -> int:
    found = 0
    for letter in column:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found
