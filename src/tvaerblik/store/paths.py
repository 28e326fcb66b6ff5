"""Where things lie in an installation's home folder, and how a file is written so that it is whole."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from tvaerblik.core.errors import IntegrityError, Problem, Where
from tvaerblik.core.texts import Text

# Read a file a piece at a time: a national delivery does not fit in memory twice.
PIECE = 8 * 1024**2


class Home:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.store = root / "store"
        self.catalogue = self.store / "catalogue.sqlite"
        self.identity = self.store / "identity.sqlite"
        self.deliveries = self.store / "deliveries"
        self.originals = self.store / "originals"
        self.vintages = self.store / "vintages"
        self.lock = self.store / "lock"
        self.turn = self.store / "turn"
        self.keys = root / "keys"

    def folders(self) -> tuple[Path, ...]:
        return self.store, self.deliveries, self.originals, self.vintages, self.keys

    def key(self, version: int) -> Path:
        return self.keys / f"person-{version}.key"

    def relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def write_beside(path: Path, write: Callable[[Path], None], *, mode: int = 0o640) -> None:
    """Writes a file under another name, makes it durable, then gives it its name: all or nothing."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        write(temporary)
        temporary.chmod(mode)
        sync(temporary)
        temporary.replace(path)
        sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """fsync of a file or a folder. A failure is never retried on the same handle: it propagates."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fingerprint(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def check_fingerprint(path: Path, sha256: str) -> None:
    """Raises IntegrityError when the file is gone or is not the file that was stored."""
    if not path.exists():
        found = Text("En gemt fil er væk.", "A stored file is gone.")
    elif fingerprint(path) != sha256:
        found = Text(
            "En gemt fil er ikke, hvad der blev gemt.", "A stored file is not what was stored."
        )
    else:
        return
    raise IntegrityError(
        Problem(
            "K-INTEGRITY",
            found,
            Text(
                "Hent filen fra sikkerhedskopien, og kør tvaerblik verify.",
                "Restore the file from the backup and run tvaerblik verify.",
            ),
            Where(file=path.name),
        )
    )
