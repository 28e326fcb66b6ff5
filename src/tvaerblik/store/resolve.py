"""Which rows of a table are alive in a vintage, as one DuckDB query over the deliveries' files.

Deliveries are numbered in the vintage's order. A row lives when no later delivery has its key, withdrew
its key, or restated a window that holds its date and unit. A table that follows another keeps the rows
that came in the same delivery as the living row they belong to. A supplier withdraws single rows by their
key, and by part of the key all that earlier deliveries have of it (a pathway, whatever its markers).
"""

# ruff: noqa: S608 - the names come from register cards and the paths from the store, never from a user.

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tvaerblik.core.deliveries import EVERYTHING
from tvaerblik.store.records import DeliveryRecord, TableSummary
from tvaerblik.store.workspace import open_workspace

# Sorted runs of this size let a reader skip months it does not need; the size engines were measured with.
ROW_GROUP = 122_880


@dataclass(frozen=True)
class Part:
    """One delivery's rows of a table, numbered by its place in the vintage."""

    order: int
    summary: TableSummary


def parts_of(deliveries: tuple[DeliveryRecord, ...], table: str) -> tuple[Part, ...]:
    """In order, from the last one that restates everything: what lies before it is dead."""
    found = ((order, delivery.summary(table)) for order, delivery in enumerate(deliveries))
    parts = tuple(Part(order, summary) for order, summary in found if summary is not None)
    fresh = [index for index, part in enumerate(parts) if EVERYTHING in part.summary.replaces]
    return parts[fresh[-1] :] if fresh else parts


def write_alive(
    root: Path, parts: tuple[Part, ...], leading: tuple[Part, ...], target: Path
) -> None:
    """Writes the living rows of a table. `leading` are the parts of the table it follows, if any."""
    connection = open_workspace()
    try:
        connection.execute("SET preserve_insertion_order = false")
        _load_alive(connection, root, leading or parts, "living")
        query = _sql_for_alive(connection, root, parts, "living" if leading else None)
        order = ", ".join(_sort(parts[-1].summary))
        connection.execute(
            f"COPY (SELECT * EXCLUDE (delivery_order) FROM ({query}) ORDER BY {order}) TO '{_quoted(target)}' "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        )
    finally:
        connection.close()


def _sort(summary: TableSummary) -> list[str]:
    names = [summary.date_column] if summary.date_column else []
    return [f'"{name}"' for name in (*names, *summary.key)]


def _sql_for_alive(
    connection: duckdb.DuckDBPyConnection, root: Path, parts: tuple[Part, ...], leading: str | None
) -> str:
    if leading is None:
        return f"SELECT * FROM {_sql_for_rows(root, parts)} SEMI JOIN living USING (delivery_order, {_names(parts[-1].summary.key)})"
    follows = parts[-1].summary.follows
    assert follows is not None, parts[-1].summary.table
    withdrawn = "".join(
        f" AND (delivery_order > {part.order} OR NOT EXISTS (SELECT 1 FROM {gone} AS gone WHERE {_same(columns, 'held')}))"
        for part, gone, columns in _withdrawals(root, parts)
    )
    return f"""SELECT * FROM {_sql_for_rows(root, parts)} AS held
        SEMI JOIN {leading} USING (delivery_order, "{follows.column}") WHERE true{withdrawn}"""


def _load_alive(
    connection: duckdb.DuckDBPyConnection, root: Path, parts: tuple[Part, ...], name: str
) -> None:
    """A table of (delivery_order, key) of the living rows."""
    summary = parts[-1].summary
    key, day, unit = (
        _names(summary.key),
        _column(summary.date_column, "DATE"),
        _column(summary.unit_column, "VARCHAR"),
    )
    connection.register("windows", _windows(parts))
    withdrawals = _withdrawals(root, parts)
    removed = "".join(
        f" UNION ALL SELECT {key}, NULL, NULL, {part.order}, true FROM {gone}"
        for part, gone, columns in withdrawals
        if columns == set(summary.key)
    )
    # Names of our own begin with _: a register's key may itself be called day or unit.
    connection.execute(f"""
        CREATE TEMP TABLE candidate AS
        SELECT {key}, arg_max_null(_day, _rank) AS _day, arg_max_null(_unit, _rank) AS _unit,
               max(_rank) // 2 AS delivery_order, max(_rank) % 2 = 1 AS _removed
        FROM (SELECT *, 2 * delivery_order + _removed::INT AS _rank FROM (
            SELECT {key}, {day} AS _day, {unit} AS _unit, delivery_order, false AS _removed FROM {_sql_for_rows(root, parts)}
            {removed})) GROUP BY {key}""")
    for part, gone, columns in withdrawals:
        if columns != set(summary.key):
            connection.execute(
                f"DELETE FROM candidate USING {gone} AS gone WHERE delivery_order < {part.order} AND {_same(columns, 'candidate')}"
            )
    connection.execute("""
        CREATE TEMP TABLE killer AS
        SELECT _day, _unit, max(w._order) AS _restated FROM (SELECT DISTINCT _day, _unit FROM candidate), windows AS w
        WHERE (w._start IS NULL OR _day >= w._start) AND (w._stop IS NULL OR _day < w._stop)
          AND (w._for IS NULL OR w._for = _unit) GROUP BY _day, _unit""")
    connection.execute(f"""
        CREATE TEMP TABLE {name} AS
        SELECT delivery_order, {key} FROM candidate
        LEFT JOIN killer ON killer._day IS NOT DISTINCT FROM candidate._day AND killer._unit IS NOT DISTINCT FROM candidate._unit
        WHERE NOT _removed AND (_restated IS NULL OR _restated <= delivery_order)""")


def _withdrawals(root: Path, parts: tuple[Part, ...]) -> list[tuple[Part, str, set[str]]]:
    """Each delivery's withdrawn rows: its part, where they are read, and the columns they are named by."""
    found = [(part, root / part.summary.removed.path) for part in parts if part.summary.removed]
    return [
        (part, f"read_parquet('{_quoted(path)}')", set(pq.read_schema(path).names))
        for part, path in found
    ]


def _same(columns: set[str], table: str) -> str:
    return " AND ".join(f'gone."{name}" = {table}."{name}"' for name in sorted(columns))


def _windows(parts: tuple[Part, ...]) -> pa.Table:
    rows = [
        {"_order": part.order, "_start": window.start, "_stop": window.end, "_for": unit}
        for part in parts
        for window in part.summary.replaces
        for unit in (window.units if window.units is not None else (None,))
    ]
    return pa.Table.from_pylist(
        rows,
        pa.schema(
            [
                ("_order", pa.int64()),
                ("_start", pa.date32()),
                ("_stop", pa.date32()),
                ("_for", pa.string()),
            ]
        ),
    )


def _sql_for_rows(root: Path, parts: tuple[Part, ...]) -> str:
    """All deliveries' rows with their delivery's number. By name: a later delivery may lack an optional column."""
    selects = " UNION ALL BY NAME ".join(
        f"SELECT *, {part.order}::BIGINT AS delivery_order FROM read_parquet('{_quoted(root / part.summary.file.path)}')"
        for part in parts
    )
    return f"({selects})"


def _column(name: str | None, kind: str) -> str:
    return f'"{name}"' if name else f"NULL::{kind}"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
