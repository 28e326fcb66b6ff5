"""Telling a planted change from none by the counts themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

# Planted effect -> the tests that find it; filled when a module with finders is imported
FINDERS: Final[dict[str, list[str]]] = {}


def finds(effect: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Marks a test as one that fails unless this effect of `ledger.json` is in the figures."""

    def note(test: Callable[..., None]) -> Callable[..., None]:
        FINDERS.setdefault(effect, []).append(test.__name__)
        return test

    return note


@dataclass(frozen=True)
class Counted:
    events: int
    # Of how many, or in how many days lived by residents
    base: int

    @property
    def rate(self) -> float:
        return self.events / self.base


@dataclass(frozen=True)
class Change:
    """How many times as high, and how uncertain its logarithm is by the counts alone."""

    ratio: float
    error: float

    def against(self, elsewhere: "Change") -> "Change":
        """What is left when the same has happened elsewhere."""
        return Change(self.ratio / elsewhere.ratio, sqrt(self.error**2 + elsewhere.error**2))

    def is_rather(self, planted: float) -> bool:
        """Whether the counts lie nearer to what was planted than to no change, and not by chance.

        Where they are too few to tell the two apart, the world is too small, and that fails too."""
        is_near = abs(log(self.ratio / planted)) < self._halfway(planted)
        return is_near and abs(log(self.ratio)) > 3 * self.error

    def is_rather_none(self, planted: float) -> bool:
        return abs(log(self.ratio)) < self._halfway(planted)

    def _halfway(self, planted: float) -> float:
        halfway = abs(log(planted)) / 2
        assert 1.5 * self.error < halfway, f"too few to tell {planted} from none: {self}"
        return halfway


def change(later: Counted, before: Counted) -> Change:
    assert later.events and before.events, f"nothing is left to compare: {later}, {before}"
    variance = sum(1 / part.events - 1 / part.base for part in (later, before))
    return Change(later.rate / before.rate, sqrt(variance))
