"""The tables of a snapshot as rows, and what a moment in a row says."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.plain.logic import Row
from tvaerblik.store.snapshot import Snapshot

Key = tuple[Any, ...]
Instant = datetime | date  # a clock time in UTC; a date, or the Monday of a week


class Tables:
    def __init__(self, catalogue: Catalogue, snapshot: Snapshot) -> None:
        self.catalogue, self.snapshot = catalogue, snapshot
        self._rows: dict[str, list[Row]] = {}
        self._persons: dict[str, dict[Any, list[Row]]] = {}

    def rows(self, table: str) -> list[Row]:
        """None, where nobody has delivered the table yet."""
        if table not in self._rows:
            delivered = table in self.snapshot.files
            self._rows[table] = self.snapshot.read(table).to_pylist() if delivered else []
        return self._rows[table]

    def of_person(self, table: str, person: Any) -> list[Row]:
        if table not in self._persons:
            found: dict[Any, list[Row]] = defaultdict(list)
            for row in self.rows(table):
                found[row["person"]].append(row)
            self._persons[table] = found
        return self._persons[table].get(person, [])

    def has(self, table: str, column: str) -> bool:
        return self.catalogue.registers[table].column(column) is not None

    def key(self, table: str, row: Row) -> Key:
        return tuple(row[name] for name in self.catalogue.registers[table].key)

    def local_date(self, table: str, row: Row, moment: str) -> date | None:
        """The local Danish date of a moment; of a week its Monday."""
        column = self.catalogue.registers[table].column(moment)
        assert column is not None, (table, moment)
        found: date | None = row[f"{moment}_date" if column.type == "instant" else moment]
        return found

    def day(self, table: str, row: Row, moment: str) -> date | None:
        """The day that puts the row in a period and decides age; of a week its Thursday."""
        found = self.local_date(table, row, moment)
        if found is not None and self.catalogue.registers[table].is_by_week(moment):
            return found + timedelta(days=3)
        return found
