"""Counts rows that no delivery had before, on days or of units that the delivery's own note does not name.

A correction comes long after its row's day, under a key that is known. A new key there says that the note
or the extract is wrong: the rows count in a period that was thought to be closed.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tvaerblik.core.deliveries import EVERYTHING, Window
from tvaerblik.store.records import NewDelivery, NewTable
from tvaerblik.store.store import Store


def count_newcomers(delivery: NewDelivery, store: Store) -> NewDelivery:
    tables = tuple(
        replace(table, newcomers=_unknown(_outside(table), _known(table, delivery, store)))
        for table in delivery.tables
    )
    return replace(delivery, tables=tables)


def _known(table: NewTable, delivery: NewDelivery, store: Store) -> Iterator[pa.Table]:
    """The keys of every delivery of the source, the latest first: most corrections are of its rows."""
    for record in reversed(store.deliveries(delivery.source)):
        summary = record.summary(table.table)
        if summary is not None and summary.key == table.key:
            yield pq.read_table(store.home.root / summary.file.path, columns=list(table.key))


def _outside(table: NewTable) -> pa.Table:
    """A table that restates all its past has every day; one that follows another has none of its own."""
    day = table.date_column
    if day is None or table.follows is not None or EVERYTHING in table.replaces or not table.covers:
        return table.rows.slice(0, 0).select(table.key)
    inside = reduce(pc.or_, (_within(table, window, day) for window in table.covers))
    return table.rows.filter(pc.invert(pc.fill_null(inside, True))).select(table.key)


def _within(table: NewTable, window: Window, day: str) -> pa.Array:
    days = table.rows[day]
    held = pc.and_(pc.greater_equal(days, window.start), pc.less(days, window.end))
    if window.units is None or table.unit_column is None:
        return held
    units = pa.array(window.units, pa.string())
    return pc.and_(held, pc.fill_null(pc.is_in(table.rows[table.unit_column], units), True))


def _unknown(rows: pa.Table, known: Iterator[pa.Table]) -> int:
    while rows.num_rows and (earlier := next(known, None)) is not None:
        rows = rows.join(earlier, keys=rows.column_names, join_type="left anti")
    return rows.num_rows
