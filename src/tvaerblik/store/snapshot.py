"""A snapshot: every canonical table as one vintage of deliveries leaves it, as plain Parquet files.

What the engines read. Files are written once and never changed; any engine can read them.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tvaerblik.store.workspace import open_workspace


@dataclass(frozen=True, slots=True, order=True)
class Cover:
    """A table holds everything that happened in [start, end) for a unit (None: for all units)."""

    table: str
    unit: str | None
    start: date
    end: date


@dataclass(frozen=True)
class Snapshot:
    """`vintage` names the ordered set of deliveries behind it; `files` maps table to Parquet file."""

    vintage: str
    files: dict[str, Path]
    covers: tuple[Cover, ...]
    synthetic: frozenset[str]  # tables with at least one invented delivery
    sources: dict[str, str] = field(default_factory=dict)  # table → source

    def connect(self, *, threads: int = 2, memory: str = "4GB") -> duckdb.DuckDBPyConnection:
        """A private in-memory DuckDB with one view a table. Close it when done."""
        connection = open_workspace(threads=threads, memory=memory)
        for table, path in self.files.items():
            connection.read_parquet(str(path)).create_view(table)
        return connection

    def read(self, table: str) -> pa.Table:
        return pq.read_table(self.files[table])

    def with_file(self, table: str, path: Path) -> "Snapshot":
        """The same snapshot with a derived table beside the delivered ones."""
        return Snapshot(
            self.vintage, {**self.files, table: path}, self.covers, self.synthetic, self.sources
        )

    def covers_of(self, table: str) -> tuple[Cover, ...]:
        return tuple(cover for cover in self.covers if cover.table == table)


def snapshot_of_tables(
    folder: Path, tables: dict[str, pa.Table], covers: tuple[Cover, ...]
) -> Snapshot:
    """A snapshot of tables drawn by hand, for specs and worked cases."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, table in tables.items():
        files[name] = folder / f"{name}.parquet"
        pq.write_table(table, files[name])
    return Snapshot("drawn", files, covers, frozenset())
