"""Finished pages as bytes, kept in memory for whoever asks the same: bounded, and of one release alone."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptPage:
    content: bytes
    headers: Mapping[str, str]


class PageStore:
    """The page that was asked for longest ago goes first when there are more than `most_bytes`."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._release: str | None = None
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, release: str, key: Hashable) -> KeptPage | None:
        with self._lock:
            self._turn_to(release)
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def put(self, release: str, key: Hashable, page: KeptPage) -> None:
        with self._lock:
            if release != self._release:
                return  # another release came while the page was being built
            self._drop(key)
            self._pages[key] = page
            self._bytes += len(page.content)
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._turn_to(None)

    def _turn_to(self, release: str | None) -> None:
        """Pages of another release are asked for no more."""
        if release != self._release:
            self._pages.clear()
            self._release, self._bytes = release, 0

    def _drop(self, key: Hashable) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._bytes -= len(page.content)
