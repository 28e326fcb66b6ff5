"""Reads the catalogue's tables (units, code lists): UTF-8, semicolons, every row as wide as the header,
dates in one spelling and each row once."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text


def read_strict_csv(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Each row by column name; `columns` must be there. Raises DefinitionError with file and row."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _wrong(
            path,
            None,
            Text("Filen mangler.", "The file is missing."),
            Text(
                "Læg den ved siden af den .yaml-fil, der beskriver den.",
                "Put it beside the .yaml file that describes it.",
            ),
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _wrong(
            path,
            line,
            Text("Filen er ikke UTF-8.", "The file is not UTF-8."),
            Text("Gem den igen som »CSV UTF-8«.", "Save it again as 'CSV UTF-8'."),
        ) from None
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    names = rows.fieldnames or ()
    if len(set(names)) != len(names):
        raise _wrong(
            path,
            1,
            Text("En kolonne står to gange.", "A column stands twice."),
            Text("Behold den ene.", "Keep one of them."),
        )
    missing = ", ".join(name for name in columns if name not in names)
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


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_validity(path: Path, number: int, row: dict[str, str]) -> tuple[date, date | None]:
    """The first day and the first day after; an empty `valid_to` is no end."""
    first = read_day(path, number, "valid_from", row["valid_from"])
    end = read_day(path, number, "valid_to", row["valid_to"]) if row["valid_to"] else None
    if end is not None and end <= first:
        raise _wrong(
            path,
            number,
            Text(
                f"Rækken ophører ({end}), før den begynder ({first}).",
                f"The row ends ({end}) before it starts ({first}).",
            ),
            Text("Ret en af datoerne.", "Mend one of the dates."),
        )
    return first, end


def read_day(path: Path, number: int, column: str, text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _wrong(
        path,
        number,
        Text(
            f"»{column}« skal være en dato; der står »{text[:60]}«.",
            f"'{column}' must be a date; found '{text[:60]}'.",
        ),
        Text("Skriv den som 2026-03-14.", "Write it as 2026-03-14."),
    )


def refuse_repeats(path: Path, rows: Sequence[dict[str, str]], *columns: str) -> None:
    """Each value of the columns once. An empty first one is no value."""
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, start=2):
        key = tuple(row[column] for column in columns)
        if not key[0].strip() or key[0] != key[0].strip():
            raise _wrong(
                path,
                number,
                Text(
                    f"»{columns[0]}« er tom eller har mellemrum om sig.",
                    f"'{columns[0]}' is empty or has spaces around it.",
                ),
                Text("Skriv værdien.", "Write the value."),
            )
        if key in seen:
            shown = " ".join(key)
            raise _wrong(
                path,
                number,
                Text(f"»{shown}« står to gange.", f"'{shown}' stands twice."),
                Text("Behold den ene række.", "Keep one of the rows."),
            )
        seen.add(key)


def _wrong(path: Path, row: int | None, what: Text, remedy: Text) -> DefinitionError:
    return DefinitionError(Problem("E04", what, remedy, Where(file=path.name, row=row)))
