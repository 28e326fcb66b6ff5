"""CPR numbers become person ids. After this no number is left in the delivery, nor in any exception."""

from dataclasses import replace

import pyarrow as pa

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.intake.check import check_schema, persons_of
from tvaerblik.store.store import Store


def pseudonymise(delivery: ReadDelivery, store: Store) -> ReadDelivery:
    tables = tuple(_pseudonymised(table, store) for table in delivery.tables)
    for table in tables:
        check_schema(table)
    return replace(delivery, tables=tables)


def _pseudonymised(table: ReadTable, store: Store) -> ReadTable:
    rows = table.rows
    for name in persons_of(table.register):
        ids = store.identity.person_ids(rows[name].combine_chunks())
        rows = rows.set_column(rows.column_names.index(name), pa.field(name, pa.int64()), ids)
    return replace(table, rows=rows)
