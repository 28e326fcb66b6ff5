"""From CPR number to person id: one keyed mapping for every source. No CPR number is stored.

The id is the first 63 bits of the first key's HMAC-SHA256, so it does not depend on what arrived first.
The mapping is kept under a chain of keys, HMAC(key n, … HMAC(key 1, CPR)): a rotation adds a key and
re-keys every entry at once without a CPR number at hand; the ids stay. Keys lie outside the database.
"""

import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.core.errors import ConfigError, IntegrityError, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.store.paths import Home, sync

KEY_BYTES = 32
# Holds a region's mapping whole; with SQLite's own 2 MiB every look-up reads a page.
CACHE_KIB = 65_536
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS person (digest BLOB PRIMARY KEY, id INTEGER NOT NULL UNIQUE) STRICT, WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS key (version INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL) STRICT",
)


class Identity:
    def __init__(self, home: Home) -> None:
        self.home = home

    def create(self) -> None:
        """The empty mapping and its first key. An existing key is never replaced."""
        if not self.home.key(1).exists():
            self._write_key(1)
        if not self.home.identity.exists():
            self.home.identity.touch(mode=0o600)
        with self._transaction() as connection:
            for statement in _SCHEMA:
                connection.execute(statement)
            _record_key(connection, 1, self._key(1))

    def person_ids(self, numbers: pa.Array) -> pa.Array:
        """Person ids of ten-digit CPR numbers, in place. Unknown persons enter the mapping."""
        distinct = pc.unique(numbers)
        with self._transaction() as connection:
            keys = self._keys(connection)
            chained = [_chain(keys, number.encode()) for number in distinct.to_pylist()]
            _enter(connection, chained)
        ids = pa.array([_id(first) for first, _ in chained], pa.int64())
        return ids.take(pc.index_in(numbers, distinct))

    def rotate_key(self) -> int:
        """Adds a key and re-keys the whole mapping in one transaction. Returns the new version."""
        with self._transaction() as connection:
            version = len(self._keys(connection)) + 1
            # A key without a record is left over from a rotation that did not finish: nothing used it.
            if not self.home.key(version).exists():
                self._write_key(version)
            key = self._key(version)
            rows = connection.execute("SELECT digest, id FROM person").fetchall()
            connection.execute("DELETE FROM person")
            connection.executemany(
                "INSERT INTO person VALUES (?,?)",
                [(_hmac(key, digest), id_) for digest, id_ in rows],
            )
            _record_key(connection, version, key)
        return version

    def _keys(self, connection: sqlite3.Connection) -> list[bytes]:
        """All keys in order, each checked: a wrong key would silently make everybody a new person."""
        found = []
        for version, expected in connection.execute(
            "SELECT version, fingerprint FROM key ORDER BY version"
        ).fetchall():
            key = self._key(version)
            if not hmac.compare_digest(_fingerprint(key), expected):
                raise IntegrityError(
                    _key_problem(
                        version,
                        "er ikke den, registret er lavet med",
                        "is not the one the mapping was made with",
                    )
                )
            found.append(key)
        return found

    def _key(self, version: int) -> bytes:
        path = self.home.key(version)
        if not path.exists():
            raise ConfigError(_key_problem(version, "mangler", "is missing"))
        return path.read_bytes()

    def _write_key(self, version: int) -> None:
        """Under its own name only once it is whole and durable."""
        path = self.home.key(version)
        temporary = path.with_suffix(".tmp")
        temporary.unlink(missing_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync(path.parent)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.home.identity, isolation_level=None, timeout=30)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
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


def _chain(keys: list[bytes], number: bytes) -> tuple[bytes, bytes]:
    """The first key's digest, which gives the id, and the last's, which the mapping holds."""
    first = last = _hmac(keys[0], number)
    for key in keys[1:]:
        last = _hmac(key, last)
    return first, last


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


def _id(first: bytes) -> int:
    return int.from_bytes(first[:8], "big") >> 1


def _enter(connection: sqlite3.Connection, chained: list[tuple[bytes, bytes]]) -> None:
    """Adds those not there. Two persons with one id would be one person for ever: refused."""
    # In the mapping's own order, so that neighbours lie on one page.
    rows = sorted((last, _id(first)) for first, last in chained)
    try:
        connection.executemany(
            "INSERT INTO person VALUES (?,?) ON CONFLICT (digest) DO NOTHING", rows
        )
    except sqlite3.IntegrityError:
        raise IntegrityError(
            Problem(
                "K-PERSON-COLLISION",
                Text("To personer får samme id.", "Two persons get the same id."),
                Text(
                    "Leverancen er ikke taget ind; kontakt leverandøren af Tværblik.",
                    "The delivery was not taken in; contact Tværblik's supplier.",
                ),
            )
        ) from None


def _record_key(connection: sqlite3.Connection, version: int, key: bytes) -> None:
    connection.execute(
        "INSERT INTO key VALUES (?,?) ON CONFLICT (version) DO NOTHING",
        (version, _fingerprint(key)),
    )


def _fingerprint(key: bytes) -> bytes:
    return _hmac(key, b"tvaerblik: fingerprint of a person key")


def _key_problem(version: int, da: str, en: str) -> Problem:
    return Problem(
        "K-KEY",
        Text(f"Nøglen person-{version}.key {da}.", f"The key person-{version}.key {en}."),
        Text(
            "Hent nøglen fra sikkerhedskopien af keys-mappen.",
            "Restore the key from the backup of the keys folder.",
        ),
        Where(file=f"person-{version}.key"),
    )
