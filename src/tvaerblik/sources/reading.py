"""Reads one file strictly into columns of text, each row with its physical line. Never guesses.

What a supplier may vary is declared: `;`, UTF-8 with or without a byte order mark, either line end,
padded values, any case in column names. Everything else is refused with its place.
"""

import io
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.cpr_columns import cpr_rows
from tvaerblik.sources.header import SEPARATOR, Header, is_header_right
from tvaerblik.sources.parquet import read_parquet
from tvaerblik.sources.shapes import FileShape, World, folded
from tvaerblik.sources.trouble import Trouble

OTHER_SEPARATORS = {
    ",": ("komma", "comma"),
    "\t": ("tabulator", "tab"),
    "|": ("lodret streg", "a vertical bar"),
}
# UTF-8 read as cp1252 and saved again, as the letters then look: »Ã¦« for »æ«.
MOJIBAKE = tuple(text.encode() for text in ("Ã¦", "Ã¸", "Ã¥", "Ã†", "Ã˜", "Ã…", "Ã©", "Ã¶", "Ã¤"))
MOJIBAKE_BEGINS = "Ã".encode()


@dataclass(frozen=True)
class Raw:
    """A file as text: `table` has the declared column names that came, blanks are null."""

    shape: FileShape
    file: str
    table: pa.Table
    lines: pa.Array
    undeclared_order: tuple[str, ...]  # the supplier's header, in order
    sheet: str | None = None  # of a workbook

    def filter(self, keep: pa.Array) -> "Raw":
        return Raw(
            self.shape,
            self.file,
            self.table.filter(keep),
            self.lines.filter(keep),
            self.undeclared_order,
            self.sheet,
        )

    def column(self, name: str) -> pa.Array:
        if name not in self.table.column_names:
            return pa.nulls(self.table.num_rows, pa.string())
        return self.table.column(name).combine_chunks()

    def where(self, index: int, column: str | None = None) -> Where:
        row = self.lines[index].as_py()
        return Where(file=masked(self.file), sheet=self.sheet, row=row, column=column)


def read_file(
    data: bytes, file: str, shape: FileShape, *, world: World, trouble: Trouble
) -> Raw | None:
    """None when the file's structure is wrong; what is wrong stands in `trouble`."""
    before = trouble.total
    read = _read_parquet if file.lower().endswith(".parquet") else _read_csv
    table = read(data, file, Header(shape, world), trouble)
    if table is None or trouble.total > before:
        return None
    if table.num_rows == 0:
        trouble.add(
            "D22",
            Text("Filen har kun kolonnenavne.", "The file has only column names."),
            Text(
                "Dan udtrækket igen; ingen hændelser angives i følgesedlen.",
                "Make the extract again; that nothing happened is stated in the delivery note.",
            ),
            Where(file=masked(file)),
        )
        return None
    lines = pa.array(range(2, table.num_rows + 2), pa.int32())
    raw = Raw(shape, file, _declared(table, shape), lines, tuple(table.column_names))
    check_cpr(raw, trouble)
    return raw


def _declared(table: pa.Table, shape: FileShape) -> pa.Table:
    spelling = {folded(name): name for name in shape.columns}
    columns = {
        spelling[folded(name)]: _trimmed(table.column(name).combine_chunks())
        for name in table.column_names
    }
    return pa.table(columns)


def _trimmed(values: pa.Array) -> pa.Array:
    trimmed = pc.ascii_trim_whitespace(values)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


# -- CSV ---------------------------------------------------------------------------------------------


def _read_csv(data: bytes, file: str, expected: Header, trouble: Trouble) -> pa.Table | None:
    where = Where(file=masked(file))
    data = data.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")
    if not data.strip():
        trouble.add(
            "D22",
            Text("Filen er tom.", "The file is empty."),
            Text("Dan udtrækket igen.", "Make the extract again."),
            where,
        )
        return None
    if not _is_text(data, file, trouble):
        return None
    header = data.split(b"\n", 1)[0].rstrip(b"\r").decode()
    if "\r" in header:
        trouble.add(
            "D12",
            Text(
                "Linjerne er adskilt af vognretur alene (CR).",
                "The lines are separated by carriage returns alone (CR).",
            ),
            Text(
                "Gem filen igen med linjeskift som LF eller CRLF.",
                "Save the file again with line ends LF or CRLF.",
            ),
            Where(file=masked(file), row=1),
        )
        return None
    if not _is_separated(header, file, trouble):
        return None
    names = [name.strip().strip('"') for name in header.split(SEPARATOR)]
    if not is_header_right(names, file, expected, trouble):
        return None
    return _parse(data, names, file, trouble)


def _is_text(data: bytes, file: str, trouble: Trouble) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        trouble.add(
            "D11",
            Text(
                "Filen er ikke UTF-8; den ser ud til at være Latin-1 (Windows-1252).",
                "The file is not UTF-8; it looks like Latin-1 (Windows-1252).",
            ),
            Text("Gem den igen som »CSV UTF-8«.", "Save it again as 'CSV UTF-8'."),
            Where(file=masked(file), row=row),
        )
        return False
    if b"\0" in data:
        row = data.count(b"\n", 0, data.index(b"\0")) + 1
        trouble.add(
            "D11",
            Text(
                "Filen indeholder nul-tegn og er ikke en tekstfil.",
                "The file contains NUL characters and is no text file.",
            ),
            Text("Gem den igen som »CSV UTF-8«.", "Save it again as 'CSV UTF-8'."),
            Where(file=masked(file), row=row),
        )
        return False
    found = _mojibake(data)
    if found >= 0:
        row = data.count(b"\n", 0, found) + 1
        trouble.add(
            "D11",
            Text(
                "Danske bogstaver er ødelagt (»Ã¦« for »æ«): UTF-8 er læst som Latin-1 og gemt igen.",
                "Danish letters are broken ('Ã¦' for 'æ'): UTF-8 was read as Latin-1 and saved again.",
            ),
            Text(
                "Hent filen igen fra kilden, og gem den som »CSV UTF-8«.",
                "Fetch the file from its source again and save it as 'CSV UTF-8'.",
            ),
            Where(file=masked(file), row=row),
        )
        return False
    return True


def _mojibake(data: bytes) -> int:
    """Where broken letters begin, or -1. Most files have none, so one scan settles it."""
    if MOJIBAKE_BEGINS not in data:
        return -1
    places = [data.find(mark) for mark in MOJIBAKE]
    return min((place for place in places if place >= 0), default=-1)


def _is_separated(header: str, file: str, trouble: Trouble) -> bool:
    other = max(OTHER_SEPARATORS, key=header.count)
    if header.count(other) > header.count(SEPARATOR):
        da, en = OTHER_SEPARATORS[other]
        trouble.add(
            "D12",
            Text(
                f"Kolonnerne er adskilt af {da}, ikke af semikolon.",
                f"The columns are separated by {en}, not by a semicolon.",
            ),
            Text(
                "Gem filen med semikolon som skilletegn.",
                "Save the file with a semicolon as separator.",
            ),
            Where(file=masked(file), row=1),
        )
        return False
    return True


def _parse(data: bytes, names: list[str], file: str, trouble: Trouble) -> pa.Table | None:
    if b"\n" not in data:
        return pa.table({name: pa.array([], pa.string()) for name in names})
    ragged: list[pacsv.InvalidRow] = []
    table = pacsv.read_csv(
        io.BytesIO(data),
        read_options=pacsv.ReadOptions(
            use_threads=False, column_names=names, skip_rows=1, block_size=len(data) + 1
        ),
        parse_options=pacsv.ParseOptions(
            delimiter=SEPARATOR,
            ignore_empty_lines=False,
            invalid_row_handler=lambda row: ragged.append(row) or "skip",
        ),
        convert_options=pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
    )
    for row in ragged:
        trouble.add(
            "D12",
            Text(
                f"Rækken har {row.actual_columns} felter; kolonnenavnene har {row.expected_columns}.",
                f"The row has {row.actual_columns} fields; the column names have {row.expected_columns}.",
            ),
            Text(
                "Ret rækken; et semikolon i en tekst skal stå i anførselstegn.",
                "Mend the row; a semicolon within a text must be in quotes.",
            ),
            Where(file=masked(file), row=row.number),
        )
    lines = data.count(b"\n")
    stray = data.count(b"\r") not in (0, data.count(b"\r\n"))
    if stray or (not ragged and lines != table.num_rows):
        trouble.add(
            "D12",
            Text(
                "En værdi indeholder et linjeskift, eller et anførselstegn er ikke lukket.",
                "A value contains a line break, or a quotation mark is not closed.",
            ),
            Text("Fjern linjeskift i felterne.", "Remove line breaks within fields."),
            Where(file=masked(file), row=_first_quote(data)),
        )
    return table


def _first_quote(data: bytes) -> int | None:
    place = data.find(b'"')
    return data.count(b"\n", 0, place) + 1 if place >= 0 else None


# -- Parquet -----------------------------------------------------------------------------------------


def _read_parquet(data: bytes, file: str, expected: Header, trouble: Trouble) -> pa.Table | None:
    """Typed columns become the text a CSV would have had, so that one reading serves both."""
    table = read_parquet(data, file, trouble)
    if table is None or not is_header_right(table.column_names, file, expected, trouble):
        return None
    return table


# -- what every file is checked for -------------------------------------------------------------------


def check_cpr(raw: Raw, trouble: Trouble) -> None:
    for name, hits in cpr_rows(raw.shape, raw.table):
        for index in hits.to_pylist():
            trouble.add(
                "D21",
                Text(
                    "Kolonnen må ikke have personnumre, men her står noget, der ligner et CPR-nummer (vises ikke).",
                    "The column must not hold personal numbers, but here stands what looks like a CPR number (not shown).",
                ),
                Text(
                    "Fjern nummeret ved kilden, og slet kopier af filen.",
                    "Remove the number at its source and delete copies of the file.",
                ),
                raw.where(index, name),
            )
