"""A DuckDB connection that remembers every statement it was given."""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.engine.request import Step
from tvaerblik.store.snapshot import Snapshot


class Session:
    """Runs statements against a snapshot and keeps their text and how many rows came of each, to be
    stored with the result."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._connection: duckdb.DuckDBPyConnection = snapshot.connect()
        self._tables = frozenset(snapshot.files)
        self.steps: list[Step] = []

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def ensure(self, register: Register) -> None:
        """A table nobody has delivered yet is there, and empty."""
        if register.table not in self._tables:
            self.hold(register.table, arrow_schema(register).empty_table())

    def run(self, name: str, sql: str) -> None:
        """`name` says what the statement makes. A `CREATE … AS` and an `INSERT` answer their rows."""
        started = time.perf_counter()
        with _numbers_that_fit():
            answer = self._connection.execute(sql).fetchone()
        self._note(name, sql, int(answer[0]) if answer else 0, started)

    def keep(self, name: str, expression: Any) -> None:
        """Materialise an Ibis expression as a table of this session."""
        self.run(name, f"CREATE TEMP TABLE {name} AS\n{ibis.to_sql(expression, dialect='duckdb')}")

    def table(self, name: str) -> Any:
        """A table of this session, for an Ibis expression to read."""
        empty = self._connection.execute(f"SELECT * FROM {name} LIMIT 0").to_arrow_table()
        return ibis.table(ibis.Schema.from_pyarrow(empty.schema), name=name)

    def hold(self, name: str, table: pa.Table) -> None:
        """Put a small table made in Python beside the others."""
        self._connection.register(f"_{name}", table)
        self._connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM _{name}")
        self._connection.unregister(f"_{name}")

    def fetch(self, name: str, sql: str) -> pa.Table:
        started = time.perf_counter()
        with _numbers_that_fit():
            found = self._connection.execute(sql).to_arrow_table()
        self._note(name, sql, found.num_rows, started)
        return found

    def numbers(self, name: str, sql: str) -> tuple[int, ...]:
        """The one row of whole numbers that a statement answers."""
        started = time.perf_counter()
        with _numbers_that_fit():
            row = self._connection.execute(sql).fetchone()
        assert row is not None, sql
        self._note(name, sql, 1, started)
        return tuple(int(value or 0) for value in row)

    def _note(self, name: str, sql: str, rows: int, started: float) -> None:
        took = (time.perf_counter() - started) * 1000
        self.steps.append(Step(name, sql, rows, took))


@contextmanager
def _numbers_that_fit() -> Iterator[None]:
    """Statements cast numbers alone, so a cast that fails is a number beyond 64 bits."""
    try:
        yield
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        raise OverflowError(str(error)) from error
