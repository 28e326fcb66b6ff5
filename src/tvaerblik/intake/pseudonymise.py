"""CPR numbers become person ids. What comes out is what may be stored: no number is left in it."""

import pyarrow as pa

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import arrow_schema, date_column, unit_column
from tvaerblik.store.identity import Identity
from tvaerblik.store.records import NewDelivery, NewTable


def pseudonymise(delivery: ReadDelivery, identity: Identity) -> NewDelivery:
    """Original bytes go along only where no register of the source is about persons."""
    has_persons = any(_persons_of(table.register) for table in delivery.tables)
    return NewDelivery(
        id=delivery.id,
        source=delivery.card.name,
        published=delivery.published,
        synthetic=delivery.synthetic,
        sha256=delivery.sha256,
        files=delivery.files,
        tables=tuple(_pseudonymised(table, identity) for table in delivery.tables),
        asides=delivery.asides,
        originals={} if has_persons else delivery.originals,
    )


def _pseudonymised(table: ReadTable, identity: Identity) -> NewTable:
    register, rows = table.register, table.rows
    for name in _persons_of(register):
        ids = identity.person_ids(rows[name].combine_chunks())
        rows = rows.set_column(rows.column_names.index(name), pa.field(name, pa.int64()), ids)
    _check_schema(register, rows)
    return NewTable(
        table=register.table,
        rows=rows,
        columns=table.columns,
        covers=table.covers,
        replaces=table.replaces,
        key=register.key,
        date_column=date_column(register, register.window_column)
        if register.window_column
        else None,
        unit_column=unit_column(register),
        removed=table.removed,
        follows=table.follows,
        switches=table.switches,
        doubts=table.doubts,
    )


def _persons_of(register: Register) -> tuple[str, ...]:
    return tuple(column.name for column in register.columns if column.type == "person")


def _check_schema(register: Register, rows: pa.Table) -> None:
    """For our own mistakes, not a supplier's: a source hands over exactly the register's columns."""
    wanted = [(field.name, field.type) for field in arrow_schema(register)]
    came = [(field.name, field.type) for field in rows.schema]
    assert came == wanted, (register.table, came, wanted)
