"""What the database said, kept for as long as nothing in it has changed.

SQLite tells each connection, in some microseconds, a number that moves when another connection or process
has written, and how many rows the connection has written itself. While both stand still an answer is
still right, so that asking before every page costs next to nothing. Where neither can be told, as in
PostgreSQL or inside a transaction that may be rolled back, the question is asked each time.
"""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection

Answer = TypeVar("Answer")


class WhileUnchanged(Generic[Answer]):
    """Calls `ask` when the database may have changed since this thread last did."""

    def __init__(self, ask: Callable[[], Answer]) -> None:
        self._ask = ask
        self._kept = threading.local()

    def __call__(self) -> Answer:
        # Before asking: what is written while we ask belongs to the next state
        state = _state_of_database()
        if state is None:
            return self._ask()
        if getattr(self._kept, "state", None) != state:
            self._kept.answer = self._ask()
            self._kept.state = state
        answer: Answer = self._kept.answer
        return answer


def _state_of_database() -> tuple[Any, int, int] | None:
    """Of this connection alone: its numbers mean nothing to another, so it is part of them."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return None
    connection.ensure_connection()
    opened = connection.connection
    (version,) = opened.execute("PRAGMA data_version").fetchone()
    return opened, version, opened.total_changes
