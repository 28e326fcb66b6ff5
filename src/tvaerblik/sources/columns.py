"""The columns of a supplier's file, one line each: its name, what it becomes here, how it is read.

A source lists its columns with these (see lsr.py). Every reader works on a whole column at once, tells
`trouble` each row it cannot read, and guesses nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.core.texts import Text
from tvaerblik.sources.clock import local_dates, without_zone
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.shapes import Kind, World
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import (
    UNIT_REMEDY,
    UNKNOWN_UNIT,
    counts,
    dates,
    flag,
    mapped,
    offset_times,
)

Values = dict[str, pa.Array]
Reader = Callable[[Raw, World, Trouble], Values]

SEXES = {"K": "k", "M": "m"}


@dataclass(frozen=True)
class Column:
    """`fills` are the canonical columns it becomes. One that fills none may come and is not kept."""

    name: str  # the supplier's
    kind: Kind
    fills: tuple[str, ...]
    read: Reader
    optional: bool = False


# -- persons and places ------------------------------------------------------------------------------


def person(name: str) -> Column:
    """The CPR number. The date of birth and the sex are read from it where no other column says them."""

    def read(raw: Raw, world: World, trouble: Trouble) -> Values:
        return {"person": pc.replace_substring_regex(raw.column(name), "[- ]", "")}

    return Column(name, "cpr", ("person",), read)


def municipality(name: str, fills: str = "residence") -> Column:
    """By four digits or by name; three digits are a code that lost its first zero."""

    def read(raw: Raw, world: World, trouble: Trouble) -> Values:
        short = _check_digits(raw, name, 4, trouble, example="0851")
        found = mapped(
            raw,
            name,
            lambda text: _SHORT if text in short else world.units.resolve(text, "municipality"),
            code="D16",
            what=UNKNOWN_UNIT,
            remedy=UNIT_REMEDY,
            trouble=trouble,
        )
        return {fills: found}

    return Column(name, "text", (fills,), read)


# -- moments and numbers -----------------------------------------------------------------------------


def day(name: str, fills: str) -> Column:
    """A date as 2026-03-14."""
    return Column(
        name, "parsed", (fills,), lambda raw, world, trouble: {fills: dates(raw, name, trouble)}
    )


def moment(name: str, fills: str) -> Column:
    """A time with its offset, as 2026-03-14T08:30:00+01:00."""

    def read(raw: Raw, world: World, trouble: Trouble) -> Values:
        found = without_zone(offset_times(raw, name, trouble))
        return {fills: found, f"{fills}_date": local_dates(found)}

    return Column(name, "parsed", (fills,), read)


def count(name: str, fills: str) -> Column:
    """A whole number, not below zero and without signs between its digits."""
    return Column(
        name, "parsed", (fills,), lambda raw, world, trouble: {fills: counts(raw, name, trouble)}
    )


# -- keys, codes, choices ----------------------------------------------------------------------------


def key(name: str, fills: str) -> Column:
    """A long number or an id that may look like a CPR number by chance."""
    return Column(name, "id", (fills,), lambda raw, world, trouble: {fills: raw.column(name)})


def text(name: str, fills: str) -> Column:
    """As it stands."""
    return Column(name, "text", (fills,), lambda raw, world, trouble: {fills: raw.column(name)})


def digits(name: str, fills: str, length: int, *, example: str, before: str = "") -> Column:
    """A code of so many digits, `before` put before it. Fewer digits have lost their first zeros."""

    def read(raw: Raw, world: World, trouble: Trouble) -> Values:
        short = _check_digits(raw, name, length, trouble, example=example)
        found = mapped(
            raw,
            name,
            lambda code: before + code if _are_digits(code, length) or code in short else None,
            code="K-CODE",
            what=Text(f"er ikke en kode på {length} cifre", f"is not a code of {length} digits"),
            remedy=Text(f"Skriv koder som {example}.", f"Write codes as {example}."),
            trouble=trouble,
        )
        return {fills: found}

    return Column(name, "text", (fills,), read)


def formed(
    name: str, fills: str, form: str, *, what: Text, remedy: Text, kind: Kind = "text"
) -> Column:
    """A code that has a form (a regular expression); `what` follows the words »The value«."""

    def read(raw: Raw, world: World, trouble: Trouble) -> Values:
        codes = raw.column(name)
        flag(
            raw,
            name,
            pc.invert(pc.match_substring_regex(codes, form)),
            code="K-CODE",
            what=Text(f"Værdien {what.da}.", f"The value {what.en}."),
            remedy=remedy,
            trouble=trouble,
        )
        return {fills: codes}

    return Column(name, kind, (fills,), read)


def coded(name: str, fills: str, codelist: str, *, what: Text) -> Column:
    """A code of a code list, by itself or by the list's group (FSIII's old keys stand there)."""

    def read(raw: Raw, world: World, trouble: Trouble) -> Values:
        codes = world.codelists[codelist].codes
        known = {code.group.casefold(): code.code for code in codes if code.group}
        known |= {code.code.casefold(): code.code for code in codes}
        found = mapped(
            raw,
            name,
            lambda said: known.get(said.casefold()),
            code="K-CODE",
            what=what,
            remedy=Text(
                f"Ret koden; nye begreber skrives i definitions/codelists/{codelist}.csv.",
                f"Mend the code; new concepts go into definitions/codelists/{codelist}.csv.",
            ),
            trouble=trouble,
        )
        return {fills: found}

    return Column(name, "text", (fills,), read)


def choice(name: str, fills: str, values: Mapping[str, str], *, what: Text) -> Column:
    """One of a few values, in any case of letters; `what` follows the words »The value«."""

    def read(raw: Raw, world: World, trouble: Trouble) -> Values:
        return {fills: chosen(raw, name, values, what, trouble)}

    return Column(name, "text", (fills,), read)


def sex(name: str) -> Column:
    return choice(name, "sex", SEXES, what=Text("er hverken K eller M", "is neither K nor M"))


def yes_no(name: str, fills: str, *, yes: str, no: str) -> Column:
    what = Text(f"er hverken {yes} eller {no}", f"is neither {yes} nor {no}")

    def read(raw: Raw, world: World, trouble: Trouble) -> Values:
        said = chosen(raw, name, {yes: "yes", no: "no"}, what, trouble)
        return {fills: pc.equal(said, "yes")}

    return Column(name, "text", (fills,), read)


def unused(name: str, *, optional: bool = True) -> Column:
    """It may come, is looked through for CPR numbers, and is not kept."""
    return Column(name, "text", (), lambda raw, world, trouble: {}, optional)


# -- what they share ---------------------------------------------------------------------------------

# Stands for a code that has been told of already, so that it is not told of twice.
_SHORT = ""


def chosen(
    raw: Raw, name: str, values: Mapping[str, str], what: Text, trouble: Trouble
) -> pa.Array:
    """What the values of a column stand for; one that is none of them is a fault."""
    by_folded = {said.casefold(): meant for said, meant in values.items()}
    listed = ", ".join(values)
    return mapped(
        raw,
        name,
        lambda said: by_folded.get(said.casefold()),
        code="K-VALUE",
        what=what,
        remedy=Text(f"Skriv en af: {listed}.", f"Write one of: {listed}."),
        trouble=trouble,
    )


def _check_digits(
    raw: Raw, name: str, length: int, trouble: Trouble, *, example: str
) -> frozenset[str]:
    """Tells of each code with fewer digits, and says which they are. None is mended in silence: the
    spreadsheet that took the code for a number may have taken others for dates."""
    column = raw.column(name)
    short = pc.fill_null(pc.match_substring_regex(column, rf"^[0-9]{{1,{length - 1}}}$"), False)
    flag(
        raw,
        name,
        short,
        code="D10",
        what=Text(
            f"Koden har mistet sit første nul: den skal have {length} cifre.",
            f"The code has lost its first zero: it must have {length} digits.",
        ),
        remedy=Text(
            f"Dan udtrækket igen med koder som tekst: {example}, ikke {example.lstrip('0')}.",
            f"Make the extract again with codes as text: {example}, not {example.lstrip('0')}.",
        ),
        trouble=trouble,
    )
    return frozenset(pc.unique(column.filter(short)).to_pylist())


def _are_digits(code: str, length: int) -> bool:
    return len(code) == length and code.isascii() and code.isdigit()
