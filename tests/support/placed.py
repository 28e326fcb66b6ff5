"""The rows that the fast engine makes of tables drawn as text, before anything is added up."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from spec.drawn import USUAL
from tvaerblik.catalogue.drawn import lines_of, values_of
from tvaerblik.catalogue.language import Counted, Edge, Linked, Profile, RowSet, Window
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.engine.fast.events import placed_rows
from tvaerblik.engine.fast.intervals import tables_beside
from tvaerblik.engine.fast.profiles import profile_events, undecided_profile_events
from tvaerblik.engine.fast.slots import SlotKind, Slots
from tvaerblik.store.snapshot import snapshot_of_tables

SHAPE = {
    "meets": "BOOLEAN",
    "counts": "BOOLEAN",
    "person": "BIGINT",
    "sequence": "BIGINT",
    "day": "DATE",
    "slot": "BIGINT",
    "atom": "VARCHAR",
    "age": "BIGINT",
    "age_band": "VARCHAR",
    "sex": "VARCHAR",
    "amount": "BIGINT",
    "amount_unknown": "BOOLEAN",
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """Tables drawn as text; columns that are not drawn have their usual value."""

    folder: Path
    catalogue: Catalogue

    def rows(
        self, measure: Counted, tables: dict[str, str], *months: str, kind: SlotKind = "month"
    ) -> list[Row]:
        """The placed rows of January 2024, or of the days from the first to the second named, in the
        order of persons. What they look like is held against the shape agreed on."""
        connection, slots = self._materialised(measure, tables, kind, *months)
        with connection:
            shape = connection.execute("DESCRIBE met").fetchall()
            found = {name: kind for name, kind, *_ in shape if not name.startswith("k_")}
            assert found == SHAPE, (found, slots)
            statement = "SELECT * FROM met ORDER BY person, day, slot, sequence, amount"
            return connection.execute(statement).to_arrow_table().to_pylist()

    def steps(
        self, measure: Profile, tables: dict[str, str], *months: str
    ) -> tuple[list[tuple[Any, ...]], int]:
        """(key…, step, events) of a profile, and its undecided pairs."""
        connection, slots = self._materialised(measure, tables, "month", *months)
        with connection:
            answer = connection.execute("SELECT * FROM met").to_arrow_table()
            met = ibis.table(ibis.Schema.from_pyarrow(answer.schema), name="met")
            asked = (measure, self.catalogue, slots, met)
            steps = connection.execute(_sql(profile_events(*asked)))
            assert [str(column[1]) for column in steps.description or []][-2:] == [
                "INTEGER",
                "BIGINT",
            ]
            found = sorted(steps.fetchall())
            undecided = connection.execute(_sql(undecided_profile_events(*asked))).fetchone()
            assert undecided is not None
            return found, undecided[0]

    def _materialised(
        self, measure: Counted, tables: dict[str, str], kind: SlotKind, *days: str
    ) -> tuple[duckdb.DuckDBPyConnection, Slots]:
        start, end = (date.fromisoformat(day) for day in days or ("2024-01-01", "2024-02-01"))
        slots = Slots(kind, start, end)
        made = {name: self._table(name, text) for name, text in tables.items()}
        connection = snapshot_of_tables(self.folder, made, ()).connect()
        for name, table in tables_beside(measure, slots).items():
            connection.register(name, table)
        statement = _sql(placed_rows(measure, self.catalogue, slots))
        connection.execute(f"CREATE TEMP TABLE met AS {statement}")
        return connection, slots

    def _table(self, name: str, text: str) -> pa.Table:
        register = self.catalogue.registers[name]
        rows = []
        for line in lines_of(text):
            row: Row = {}
            for column in register.columns:
                row |= values_of(column, (USUAL[name] | line)[column.name])
            rows.append(row)
        return pa.Table.from_pylist(rows, arrow_schema(register))


def _sql(expression: Any) -> str:
    return str(ibis.to_sql(expression, dialect="duckdb"))


# Short ways to write measures --------------------------------------------------------------------


def stays(*where: Any, date: str = "started") -> RowSet:
    return RowSet("hospital_stay", where, date, "residence")


def window(after: str, before: str) -> Window:
    """'>= 4 hours', '< 30 days'."""
    return Window(_edge(after), _edge(before))


def _edge(text: str) -> Edge:
    sign, amount, unit = text.split()
    assert sign in (">", ">=", "<", "<=") and unit in ("hours", "days", "weeks"), text
    return Edge(int(amount), unit, strict=sign in (">", "<"))


def linked(direction: str, within: Window, *where: Any, **rest: Any) -> Linked:
    usual = {"table": "hospital_stay", "from_": "started", "to": "started"}
    return Linked(direction=direction, within=within, where=where, **(usual | rest))
