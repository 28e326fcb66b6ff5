"""Writes derived registers as Parquet."""

from collections.abc import Callable
from pathlib import Path

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.engine.fast.session import Session
from tvaerblik.store.snapshot import Snapshot

# The rows of a derived register as a SELECT over the tables of the session
ToSelect = Callable[[Session, Snapshot, Catalogue], str]


def write_derived(
    register: Register, snapshot: Snapshot, catalogue: Catalogue, to_select: ToSelect, path: Path
) -> None:
    target = quoted(str(path))
    with Session(snapshot) as session:
        rows = to_select(session, snapshot, catalogue)
        session.run(
            register.table, f"COPY (\n{rows}\n) TO {target} (FORMAT parquet, COMPRESSION zstd)"
        )


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
