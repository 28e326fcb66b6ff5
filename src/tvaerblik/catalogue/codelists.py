"""Code lists: a CSV of codes with validity and a header file that says how certain they are."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.strict_csv import (
    read_day,
    read_strict_csv,
    read_validity,
    refuse_repeats,
)
from tvaerblik.catalogue.strict_yaml import read_strict_yaml, yaml_files
from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    text: str
    group: str
    valid_from: date | None
    valid_to: date | None
    has_denominator: bool | None = None  # of a series; None: not said, and none elsewhere


@dataclass(frozen=True, slots=True)
class Codelist:
    """`provisional` codes have not been approved by the data owner; pages say so."""

    id: str
    version: str
    title: Text
    owner: str
    provisional: bool
    status: Text
    codes: tuple[Code, ...]

    @property
    def prefixes(self) -> tuple[str, ...]:
        return tuple(code.code for code in self.codes)


def load_codelists(folder: Path) -> dict[str, Codelist]:
    return {path.stem: _load(path) for path in yaml_files(folder)}


def _load(path: Path) -> Codelist:
    fields = Fields(read_strict_yaml(path), path)
    found = Codelist(
        id=path.stem,
        version=fields.text("version"),
        title=fields.both("title"),
        owner=fields.text("owner"),
        provisional=fields.boolean("provisional"),
        status=fields.both("status"),
        codes=_read_codes(path.with_suffix(".csv")),
    )
    fields.done()
    return found


CODES = ("code", "text", "valid_from", "valid_to")
# The series of figures delivered ready-made. A count sent with a denominator would be read as a share,
# so each series says whether it has one.
SERIES = "indberettede-serier"
YES_NO = {"yes": True, "no": False}


def _read_codes(path: Path) -> tuple[Code, ...]:
    rows = read_strict_csv(path, (*CODES, "denominator") if path.stem == SERIES else CODES)
    refuse_repeats(path, rows, "code")
    codes = tuple(_code(path, number, row) for number, row in enumerate(rows, start=2))
    if not codes:
        raise DefinitionError(
            Problem(
                "E04",
                Text("Kodelisten er tom.", "The code list is empty."),
                Text(
                    "En tom liste kan intet finde; tilføj koder.",
                    "An empty list finds nothing; add codes.",
                ),
                Where(file=path.name),
            )
        )
    return codes


def _code(path: Path, number: int, row: dict[str, str]) -> Code:
    """Without a first day a code holds since ever."""
    first, end = None, None
    if row["valid_from"]:
        first, end = read_validity(path, number, row)
    elif row["valid_to"]:
        end = read_day(path, number, "valid_to", row["valid_to"])
    share = _has_denominator(path, number, row) if path.stem == SERIES else None
    return Code(row["code"], row["text"], row.get("group", ""), first, end, share)


def _has_denominator(path: Path, number: int, row: dict[str, str]) -> bool:
    said = row["denominator"]
    if said in YES_NO:
        return YES_NO[said]
    raise DefinitionError(
        Problem(
            "E04",
            Text(
                f"Serien »{row['code']}« siger ikke, om den har en nævner.",
                f"The series '{row['code']}' does not say whether it has a denominator.",
            ),
            Text("Skriv yes eller no i kolonnen denominator.", "Write yes or no in denominator."),
            Where(file=path.name, row=number, column="denominator"),
        )
    )
