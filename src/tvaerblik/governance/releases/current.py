"""The release that is shown, opened once a process and kept until the pointer moves.

Asking costs one row of the database, and nothing while nothing was written there. A request keeps the object it was given, so it never mixes two
releases; the one that is no longer current closes when the last request lets go of it.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from tvaerblik.core.errors import TvaerblikError
from tvaerblik.governance.releases.models import ReleasePointer
from tvaerblik.governance.unchanged import WhileUnchanged
from tvaerblik.release.reader import Release, open_release

logger = logging.getLogger(__name__)
Opened = TypeVar("Opened")

# A package that cannot be opened is not tried for every request; after this many seconds it is, since
# an operator may have put it right.
RETRY_AFTER = 30.0


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the pointer row says: the package that is current since switch number `serial`."""

    serial: int
    folder: Path
    manifest_sha256: str


@dataclass(frozen=True, slots=True)
class _Held(Generic[Opened]):
    pointed: Pointed | None
    release: Opened | None
    at: float


class CurrentRelease(Generic[Opened]):
    def __init__(
        self,
        look: Callable[[], Pointed | None],
        open_package: Callable[[Path, str], Opened],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look, self._open, self._clock = look, open_package, clock
        self._held: _Held[Opened] = _Held(None, None, 0.0)
        self._opening = threading.Lock()

    def get(self) -> Opened | None:
        held = self._held
        if self._is_current(held, self._look()):
            return held.release
        with self._opening:
            # Looked at again: a thread that looked before a switch and waited here must not bring
            # the old release back.
            pointed, held = self._look(), self._held
            if not self._is_current(held, pointed):
                release = self._opened(pointed) if pointed else None
                held = self._held = _Held(pointed, release, self._clock())
        return held.release

    def _is_current(self, held: _Held[Opened], pointed: Pointed | None) -> bool:
        if held.pointed != pointed:
            return False
        could_be_opened = pointed is None or held.release is not None
        return could_be_opened or self._clock() < held.at + RETRY_AFTER

    def _opened(self, pointed: Pointed) -> Opened | None:
        try:
            return self._open(pointed.folder, pointed.manifest_sha256)
        except (TvaerblikError, OSError):
            # Nothing is shown rather than figures that are not those that were published
            logger.exception("The current release cannot be shown: %s", pointed.folder)
            return None


def _pointed() -> Pointed | None:
    pointer = ReleasePointer.objects.select_related("release").filter(id=1).first()
    if pointer is None or pointer.release is None:
        return None
    record = pointer.release
    return Pointed(pointer.serial, record.path, record.manifest_sha256)


def _open(folder: Path, manifest_sha256: str) -> Release:
    return open_release(folder, expected_manifest_sha256=manifest_sha256)


_current: CurrentRelease[Release] = CurrentRelease(WhileUnchanged(_pointed), _open)


def get_current_release() -> Release | None:
    return _current.get()
