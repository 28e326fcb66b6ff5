"""The cells of a release as one DuckDB file, sorted three ways so that each question reads one place.

Texts are stored as ENUMs: the file stays small, and a comparison with an ENUM skips row groups.
"""

# ruff: noqa: S608 - the names put into statements are a release's own columns, never input

import hashlib
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.release.files import fsync_file
from tvaerblik.release.rows import RELEASABLE_SCHEMA, ReleasableRows

CELLS = "cells.duckdb"

Codes = npt.NDArray[np.int64]

TEXTS = (
    *("indicator", "version", "organisation", "unit", "period_kind", "period"),
    *("age_band", "sex", "state"),
)

# One table a way of reading. `is_total` puts the totals of a unit side by side: an overview reads
# every indicator's series and no stratum.
_TOTAL_FIRST = "(age_band IS NOT NULL OR sex IS NOT NULL)"
TABLES = {
    "by_series": "indicator, organisation, unit, period_kind, age_band NULLS FIRST, sex NULLS FIRST, "
    "step NULLS FIRST, period_start",
    "by_unit": f"organisation, unit, period_kind, {_TOTAL_FIRST}, period_start, indicator, age_band, "
    "sex, step",
    "by_period": f"indicator, organisation, period_kind, {_TOTAL_FIRST}, period_start, age_band, sex, "
    "step, unit",
}

_KEY = (
    *("indicator", "organisation", "unit", "period_kind", "period_start"),
    *("age_band", "sex", "step"),
)


def sorted_cells(parts: tuple[ReleasableRows, ...]) -> pa.Table:
    """One table in the one order, whatever the order of parts and rows. Raises ValueError when two
    cells answer the same question."""
    tables = [RELEASABLE_SCHEMA.empty_table(), *(part.table for part in parts)]
    table = pa.concat_tables(tables)
    order = [(name, "ascending") for name in _KEY]
    table = table.sort_by(order).combine_chunks()
    repeated = pc.count_distinct(pa.array(_keys(table)))
    if repeated.as_py() != len(table):
        raise ValueError("two cells answer the same question")
    return table


def _keys(table: pa.Table) -> Codes:
    found = np.zeros(len(table), np.int64)
    for name in _KEY:
        codes, count = _codes(table.column(name))
        found = found * count + codes
    return found


def cells_sha256(table: pa.Table) -> str:
    """Over the sorted cells, column by column: names, types, the sorted distinct values, and for each
    cell which of them it holds. Depends on no file format and no library version."""
    digest = hashlib.sha256()
    for field in table.schema:
        digest.update(f"{field.name}:{field.type}\n".encode())
        values, codes = _dictionary(table.column(field.name))
        digest.update("\n".join(repr(value) for value in values).encode())
        digest.update(codes.astype("<i4").tobytes())
    return digest.hexdigest()


def _codes(column: pa.ChunkedArray) -> tuple[Codes, int]:
    encoded = _encoded(column)
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return codes, max(len(encoded.dictionary), 1)


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """Combined first: an encoded column without a chunk, that of no cells, cannot be."""
    return pc.dictionary_encode(column.combine_chunks(), null_encoding="encode")


def _dictionary(column: pa.ChunkedArray) -> tuple[list[object], Codes]:
    encoded = _encoded(column)
    order = pc.sort_indices(encoded.dictionary)
    place = np.empty(len(order), np.int64)
    place[order.to_numpy()] = np.arange(len(order))
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return encoded.dictionary.take(order).to_pylist(), place[codes]


def write_cells(path: Path, table: pa.Table) -> None:
    """Writes, closes and flushes the file; nobody can have it open yet."""
    connection = duckdb.connect(str(path), config={"threads": 2})
    try:
        connection.register("cells", table)
        _create_types(connection)
        columns = ", ".join(_stored(field) for field in RELEASABLE_SCHEMA)
        # Texts become ENUMs once, not in every sort
        connection.execute(f"CREATE TEMP TABLE stored AS SELECT {columns} FROM cells")
        for name, order in TABLES.items():
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM stored ORDER BY {order}")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    fsync_file(path)


def _create_types(connection: duckdb.DuckDBPyConnection) -> None:
    """An ENUM needs a value: the empty text, which no cell has, stands in a release without strata."""
    for name in TEXTS:
        values = f"SELECT DISTINCT {name} FROM cells WHERE {name} IS NOT NULL"
        connection.execute(
            f"CREATE TYPE \"{name}_text\" AS ENUM (SELECT '' UNION {values} ORDER BY 1)"
        )


def _stored(field: pa.Field) -> str:
    if field.name in TEXTS:
        return f'CAST("{field.name}" AS "{field.name}_text") AS "{field.name}"'
    return f'"{field.name}"'
