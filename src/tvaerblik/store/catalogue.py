"""The catalogue of deliveries: one SQLite file, one transaction a change."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from tvaerblik.core.deliveries import FileFact
from tvaerblik.store.records import (
    DeliveryRecord,
    Override,
    Verdict,
    aside_from,
    remark_from,
    summary_from,
    to_fields,
)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS delivery (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, published TEXT NOT NULL, received TEXT NOT NULL UNIQUE, received_by TEXT NOT NULL,
    sha256 TEXT NOT NULL, synthetic INTEGER NOT NULL, files TEXT NOT NULL, tables TEXT NOT NULL, asides TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS verdict (
    delivery TEXT PRIMARY KEY REFERENCES delivery, state TEXT NOT NULL, reasons TEXT NOT NULL, warnings TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS override (
    delivery TEXT PRIMARY KEY REFERENCES delivery, decided_by TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS original (
    delivery TEXT NOT NULL REFERENCES delivery, name TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (delivery, name)
) STRICT;
CREATE TABLE IF NOT EXISTS materialised (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;
"""
_SELECT = """
SELECT d.*, v.state, v.reasons, v.warnings, o.decided_by, o.reason AS override_reason, o.at
FROM delivery d LEFT JOIN verdict v ON v.delivery = d.id LEFT JOIN override o ON o.delivery = d.id
"""


class Catalogue:
    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A durable transaction; rolled back whole when anything inside raises."""
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        finally:
            connection.close()

    def create(self) -> None:
        with self.transaction() as connection:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)

    def all(self) -> tuple[DeliveryRecord, ...]:
        with self._reading() as connection:
            return tuple(
                _record(row)
                for row in connection.execute(
                    f"{_SELECT} ORDER BY d.published, d.source, d.received"
                )
            )

    def get(self, delivery: str) -> DeliveryRecord | None:
        with self._reading() as connection:
            row = connection.execute(f"{_SELECT} WHERE d.id = ?", (delivery,)).fetchone()
            return _record(row) if row else None

    def last_received(self) -> datetime | None:
        with self._reading() as connection:
            (found,) = connection.execute("SELECT max(received) FROM delivery").fetchone()
            return datetime.fromisoformat(found) if found else None

    def originals(self) -> dict[str, str]:
        """SHA-256 by path below the originals folder: every original file kept."""
        with self._reading() as connection:
            return {
                row["sha256"]: row["sha256"]
                for row in connection.execute("SELECT DISTINCT sha256 FROM original")
            }

    def materialised(self, path: str) -> str | None:
        with self._reading() as connection:
            row = connection.execute(
                "SELECT sha256 FROM materialised WHERE path = ?", (path,)
            ).fetchone()
            return row["sha256"] if row else None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30)
        connection.row_factory = sqlite3.Row
        try:
            yield connection
        finally:
            connection.close()


def insert_delivery(
    connection: sqlite3.Connection, record: DeliveryRecord, originals: dict[str, str]
) -> None:
    values = (
        record.id,
        record.source,
        record.published.isoformat(),
        record.received.isoformat(timespec="microseconds"),
        record.by,
        record.sha256,
        int(record.synthetic),
        _json(record.files),
        _json(record.tables),
        _json(record.asides),
    )
    connection.execute("INSERT INTO delivery VALUES (?,?,?,?,?,?,?,?,?,?)", values)
    connection.executemany(
        "INSERT INTO original VALUES (?,?,?)",
        [(record.id, name, sha256) for name, sha256 in originals.items()],
    )


def write_verdicts(connection: sqlite3.Connection, verdicts: dict[str, Verdict]) -> None:
    rows = [
        (delivery, verdict.state, _json(verdict.reasons), _json(verdict.warnings))
        for delivery, verdict in verdicts.items()
    ]
    connection.executemany("INSERT OR REPLACE INTO verdict VALUES (?,?,?,?)", rows)


def write_override(connection: sqlite3.Connection, delivery: str, override: Override) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO override VALUES (?,?,?,?)",
        (delivery, override.by, override.reason, override.at.isoformat()),
    )


def write_materialised(connection: sqlite3.Connection, path: str, sha256: str) -> None:
    connection.execute("INSERT OR REPLACE INTO materialised VALUES (?,?)", (path, sha256))


def _json(values: Iterable[object]) -> str:
    return json.dumps([to_fields(value) for value in values], ensure_ascii=False)


# Every delivery is judged beside all others, so each is asked for again and again and hardly ever changes:
# unread, a year of deliveries took a fifth of its time here. Some 3 KB each.
@lru_cache(maxsize=4096)
def _record(row: sqlite3.Row) -> DeliveryRecord:
    return DeliveryRecord(
        id=row["id"],
        source=row["source"],
        published=date.fromisoformat(row["published"]),
        received=datetime.fromisoformat(row["received"]),
        by=row["received_by"],
        sha256=row["sha256"],
        synthetic=bool(row["synthetic"]),
        files=tuple(FileFact(**fields) for fields in json.loads(row["files"])),
        tables=tuple(summary_from(fields) for fields in json.loads(row["tables"])),
        asides=tuple(aside_from(fields) for fields in json.loads(row["asides"])),
        verdict=_verdict(row),
        override=_override(row),
    )


def _verdict(row: sqlite3.Row) -> Verdict:
    if row["state"] is None:
        return Verdict("pending")
    reasons, warnings = (
        tuple(remark_from(fields) for fields in json.loads(row[name]))
        for name in ("reasons", "warnings")
    )
    return Verdict(row["state"], reasons, warnings)


def _override(row: sqlite3.Row) -> Override | None:
    if row["decided_by"] is None:
        return None
    return Override(row["decided_by"], row["override_reason"], datetime.fromisoformat(row["at"]))
