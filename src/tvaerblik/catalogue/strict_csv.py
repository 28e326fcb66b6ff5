"""Reads the catalogue's tables (units, code lists): UTF-8, semicolons, every row as wide as the header."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text


def read_strict_csv(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Each row by column name; `columns` must be there. Raises DefinitionError with file and row."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _wrong(
            path,
            line,
            Text("Filen er ikke UTF-8.", "The file is not UTF-8."),
            Text("Gem den igen som »CSV UTF-8«.", "Save it again as 'CSV UTF-8'."),
        ) from None
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    missing = ", ".join(name for name in columns if name not in (rows.fieldnames or ()))
    if missing:
        raise _wrong(
            path,
            1,
            Text(f"Kolonner mangler: {missing}.", f"Columns are missing: {missing}."),
            Text("Skriv dem i første række.", "Write them in the first row."),
        )
    found: list[dict[str, str]] = []
    for fields in rows:
        cells: dict[Any, Any] = dict(fields)
        # None is the name of fields too many and the value of those too few
        if None in cells or None in cells.values():
            raise _wrong(
                path,
                rows.line_num,
                Text(
                    "Rækken har ikke lige så mange felter som den første.",
                    "The row has not as many fields as the first.",
                ),
                Text("Ret skilletegn og anførselstegn.", "Mend separators and quotation marks."),
            )
        found.append(cells)
    return found


def _wrong(path: Path, row: int, what: Text, remedy: Text) -> DefinitionError:
    return DefinitionError(Problem("E04", what, remedy, Where(file=path.name, row=row)))
