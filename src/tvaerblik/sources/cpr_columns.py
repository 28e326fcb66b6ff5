"""Where a file has CPR numbers that it may not have: column by column, by what the column is for.

A figure or a day is read by a strict form, but ten digits are a whole number too, and the file that came
may be kept as it is. In a column of long ids a running number falls into the shape of a CPR number about
once in fourteen, so there the shape alone says nothing.
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.core.cpr import BETWEEN, CPR_ALONE, CPR_IN_TEXT
from tvaerblik.sources.shapes import FileShape

# A running number is written in one: two parts of six and four digits are a person's.
DASHED = CPR_IN_TEXT.replace(f"{BETWEEN}?", BETWEEN)
# As a spreadsheet leaves a number that begins with zero. Nothing is counted in hundreds of millions.
LOST_ZERO = r"^[1-9](?:0[1-9]|1[0-2])\d{6}$"
IN_FIGURES = rf"{CPR_ALONE}|{LOST_ZERO}|{CPR_IN_TEXT}"
# CPR_IN_TEXT begins at any sign before the digits; the digits are what is compared.
NUMBER = rf"(?:^|[^0-9A-Za-z])(?P<number>{CPR_ALONE.strip('^$')})(?:$|[^0-9A-Za-z])"
ID_SHARE = 0.5


def cpr_rows(shape: FileShape, table: pa.Table) -> Iterator[tuple[str, pa.Array]]:
    """(column, indices of its rows) where there is a CPR number that should not be."""
    own = [name for name in table.column_names if shape.columns[name] == "cpr"]
    persons = [_digits(_column(table, name)) for name in own]
    for name in table.column_names:
        kind, values = shape.columns[name], _column(table, name)
        if kind == "id":
            yield name, _in_ids(values, persons)
        elif kind != "cpr":
            yield name, _matching(values, IN_FIGURES if kind == "parsed" else CPR_IN_TEXT)


def _column(table: pa.Table, name: str) -> pa.Array:
    return table.column(name).combine_chunks()


def _matching(values: pa.Array, form: str) -> pa.Array:
    """Distinct values are looked at first: in most columns they are few, and none has one."""
    distinct = pc.unique(values).drop_null()
    if not pc.any(pc.match_substring_regex(distinct, form)).as_py():
        return pa.array([], pa.uint64())
    return pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(values, form), False))


def _in_ids(values: pa.Array, persons: list[pa.Array]) -> pa.Array:
    """All that look like one where most do; else those written as a person's, or the row's own person's."""
    alike = _matching(values, CPR_IN_TEXT)
    if len(alike) == 0:
        return alike
    distinct = pc.unique(values).drop_null()
    if _are_persons(pc.unique(values.take(alike)), len(distinct)):
        return alike
    suspects = values.take(alike)
    found = pc.match_substring_regex(suspects, DASHED)
    numbers = _digits(pc.struct_field(pc.extract_regex(suspects, NUMBER), "number"))
    for person in persons:
        found = pc.or_(found, pc.fill_null(pc.equal(numbers, person.take(alike)), False))
    return alike.filter(found)


def _digits(numbers: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(numbers, "[- ]", "")


def _are_persons(hits: pa.Array, of: int) -> bool:
    """Running numbers that look like CPR numbers lie close together; birthdays spread over the year."""
    days = pc.unique(pc.utf8_slice_codeunits(hits, 0, 4))
    return len(hits) >= ID_SHARE * of and len(days) >= min(len(hits), 30) / 2
