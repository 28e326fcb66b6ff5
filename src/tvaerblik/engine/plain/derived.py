"""Derived registers row by row in ordinary Python."""

from collections.abc import Callable

import pyarrow as pa

from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.engine.plain.logic import Row
from tvaerblik.store.snapshot import Snapshot

# From a snapshot to the rows that a register card describes
ToRows = Callable[[Snapshot, Register], list[Row]]


def derived_table(register: Register, snapshot: Snapshot, to_rows: ToRows) -> pa.Table:
    return pa.Table.from_pylist(to_rows(snapshot, register), schema=arrow_schema(register))
