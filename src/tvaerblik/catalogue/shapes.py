"""The Arrow shape of each canonical table, made from its register card."""

import pyarrow as pa

from tvaerblik.catalogue.registers import Column, Register

_ARROW = {
    "person": pa.int64(),
    "text": pa.string(),
    "code": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "week": pa.date32(),
    "municipality": pa.string(),
    "unit": pa.string(),
}
INSTANT = pa.timestamp("us")  # UTC, without a zone in the type


def arrow_schema(register: Register) -> pa.Schema:
    """Columns in the register's order; each instant `x` followed by its local date `x_date`."""
    fields: list[pa.Field] = []
    for column in register.columns:
        fields += _arrow_fields(column)
    return pa.schema(fields)


def _arrow_fields(column: Column) -> list[pa.Field]:
    nullable = not column.required
    if column.type == "instant":
        return [
            pa.field(column.name, INSTANT, nullable=nullable),
            pa.field(f"{column.name}_date", pa.date32(), nullable=nullable),
        ]
    return [pa.field(column.name, _ARROW[column.type], nullable=nullable)]


# From a week's Monday to the day that puts it in a period
THURSDAY = 3


def days_to_placing(register: Register, moment: str) -> int:
    """Added to a moment's date column before the row is put in a period: a week lies where its
    Thursday does."""
    return THURSDAY if register.is_by_week(moment) else 0


def unit_column(register: Register) -> str | None:
    """The municipality of a row, or the unit of a reported figure: whom a delivery's window is about."""
    names = (column.name for column in register.columns if column.type == "municipality")
    return next(names, None) or ("unit" if register.kind == "reported" else None)


def date_column(register: Register, moment: str) -> str:
    """The column that holds the local calendar date of a moment."""
    column = register.column(moment)
    assert column is not None, (register.table, moment)
    return f"{moment}_date" if column.type == "instant" else moment
