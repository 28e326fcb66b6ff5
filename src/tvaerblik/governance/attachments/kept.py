"""The bytes of attachments, in the home and not in the database: a file each, named by its SHA-256.

What is there is never written over. It is written beside, flushed, and given its name at once, so that a
crash leaves a whole file or none.
"""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from tvaerblik.core.errors import Blocked, IntegrityError, Problem, Where
from tvaerblik.core.texts import Text


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def place_of(sha256: str) -> Path:
    folder: Path = settings.HOME.attachments
    return folder / sha256[:2] / sha256


def keep(content: bytes) -> str:
    """Its SHA-256. Kept already: nothing is written."""
    sha256 = sha256_of(content)
    place = place_of(sha256)
    if place.exists() and sha256_of(place.read_bytes()) == sha256:
        return sha256
    for folder in (place.parent.parent, place.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    beside = place.with_name(f".{secrets.token_hex(8)}")
    try:
        _write(beside, content)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    _flush_folder(place.parent)
    return sha256


def read_kept(sha256: str) -> bytes:
    """Raises IntegrityError for what is not what was kept."""
    place = place_of(sha256)
    if not place.is_file():
        raise IntegrityError(missing(sha256))
    content = place.read_bytes()
    if sha256_of(content) != sha256:
        raise IntegrityError(changed(sha256))
    return content


def check_whole(sha256: str) -> Path:
    """Where it lies. Raises Blocked when it does not, or is not what was kept: to whoever fetches it this
    is a sentence, while `tvaerblik verify` finds it as well."""
    problem = problem_of(sha256)
    if problem is not None:
        raise Blocked(problem)
    return place_of(sha256)


def remove(sha256: str) -> None:
    place_of(sha256).unlink(missing_ok=True)


def problem_of(sha256: str) -> Problem | None:
    """What is wrong with the bytes; None while they are those that were kept."""
    try:
        read_kept(sha256)
    except IntegrityError as error:
        return error.problems[0]
    return None


def missing(sha256: str) -> Problem:
    return Problem(
        "G-FILE-MISSING",
        Text(
            "Et bilag mangler i installationens mappe.", "A file of a case is missing in the home."
        ),
        _RESTORE,
        Where(file=f"attachments/{sha256[:2]}/{sha256}"),
    )


def changed(sha256: str) -> Problem:
    return Problem(
        "G-FILE-CHANGED",
        Text(
            "Et bilag er ikke de bytes, der blev gemt.", "A file of a case is not what was stored."
        ),
        _RESTORE,
        Where(file=f"attachments/{sha256[:2]}/{sha256}"),
    )


_RESTORE = Text(
    "Bed driften hente mappen attachments frem fra sikkerhedskopien.",
    "Ask operations to restore the folder attachments from the backup.",
)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
