"""Which database the governance lives in: SQLite in the installation's folder, or a PostgreSQL server."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text

NAME = "TVAERBLIK_DATABASE"
SCHEMES = ("postgresql", "postgres")
# Of libpq's many parameters those that an address of ours may carry
PARAMETERS = frozenset({"host", "sslmode", "sslrootcert", "sslcert", "sslkey", "passfile"})
# Seconds that a connection is kept for the next request: opening one costs a server more than a page
KEPT_OPEN = 60
CONNECT_TIMEOUT = 10  # seconds, so that a server that is gone is said to be, and not waited for


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """Without a password libpq looks in `~/.pgpass`; `host` is a folder for a socket."""

    name: str
    user: str
    password: str = field(repr=False)
    host: str
    port: str
    options: dict[str, str]


def read_database(address: str) -> PostgreSQL | None:
    """None for SQLite. Raises ConfigError, which never repeats the address: it may hold a password."""
    if address in ("", "sqlite"):
        return None
    try:
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        port = "" if parts.port is None else str(parts.port)
    except ValueError:
        raise _unusable() from None
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in SCHEMES or not name or "/" in name or not options.keys() <= PARAMETERS:
        raise _unusable()
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return PostgreSQL(
        name, unquote(parts.username or ""), unquote(parts.password or ""), host, port, options
    )


def django_database(found: PostgreSQL | None, sqlite: Path) -> dict[str, Any]:
    return _sqlite(sqlite) if found is None else _postgresql(found)


def _sqlite(file: Path) -> dict[str, Any]:
    """Writers queue at BEGIN instead of failing in the middle of a transaction when a reader becomes
    a writer; readers are never blocked by them (WAL)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        # A connection tells for nothing whether anything was written: governance/unchanged.py
        "CONN_MAX_AGE": KEPT_OPEN,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;",
        },
    }


def _postgresql(found: PostgreSQL) -> dict[str, Any]:
    """Read committed, the server's own default: what must not be done by two at once is locked by row
    (`select_for_update`) or refused by a constraint."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.name,
        "USER": found.user,
        "PASSWORD": found.password,
        "HOST": found.host,
        "PORT": found.port,
        "CONN_MAX_AGE": KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": CONNECT_TIMEOUT, **found.options},
    }


def _unusable() -> ConfigError:
    return ConfigError(
        Problem(
            "C-SETTING",
            Text(
                f"{NAME} nævner en database, som ikke kan bruges.",
                f"{NAME} names a database that cannot be used.",
            ),
            Text(
                "Lad den være tom eller skriv »sqlite« for web.sqlite3 i installationens mappe; eller "
                "skriv postgresql://bruger:kode@vært:port/database.",
                "Leave it empty or write 'sqlite' for web.sqlite3 in the installation's folder; or "
                "write postgresql://user:password@host:port/database.",
            ),
        )
    )
