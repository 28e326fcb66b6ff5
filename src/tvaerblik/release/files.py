"""Files that are whole or not there: written, flushed to the disk, hashed."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

# Read in pieces, so that a large file is hashed in little memory.
PIECE = 1 << 20

# A released file is never written again, not by its owner either.
READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class FileRef:
    name: str
    sha256: str
    size: int


def write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def fsync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def fsync_folder(folder: Path) -> None:
    """Makes names in the folder survive a power cut: a rename alone does not."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def file_ref(path: Path) -> FileRef:
    return FileRef(path.name, sha256_of(path), path.stat().st_size)
