"""Why rows are in no cell: counted as they are met."""

from collections import Counter

from tvaerblik.catalogue.language import Unknown
from tvaerblik.engine.refusals import unknown_refused
from tvaerblik.engine.request import Diagnostics

# The words of Diagnostics
UNKNOWN, WITHOUT_AMOUNT, PLACED = "unknown", "without_amount", "placed"


class Told:
    """`undecided`: placed rows that a definition with `unknown: fail` refuses to be computed from."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.undecided = 0

    def add(self, *names: str) -> None:
        self.counts.update(names)

    def diagnostics(self, unknown: Unknown) -> Diagnostics:
        if unknown == "fail" and self.undecided:
            raise unknown_refused(self.undecided)
        return Diagnostics(**self.counts)


def whereabouts(place: str | None, age: int | None, known: frozenset[str]) -> str:
    """`placed`, or why a row that meets the conditions is in no cell."""
    if place is None:
        return "without_place"
    if place not in known:
        return "outside"
    return "before_birth" if age is not None and age < 0 else PLACED


def added(one: Diagnostics, other: Diagnostics) -> Diagnostics:
    return Diagnostics(
        placed=one.placed + other.placed,
        unknown=one.unknown + other.unknown,
        without_place=one.without_place + other.without_place,
        outside=one.outside + other.outside,
        before_birth=one.before_birth + other.before_birth,
        without_amount=one.without_amount + other.without_amount,
    )
