"""Collects everything that is wrong with a delivery, so that a supplier hears it all at once."""

from collections.abc import Iterable

from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import BadInput, Problem, Where
from tvaerblik.core.texts import Text

# A page of places is enough to find the pattern; the rest is counted.
LISTED = 50


class Trouble:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.total = 0

    def add(self, code: str, what: Text, remedy: Text, where: Where) -> None:
        self.total += 1
        if len(self.problems) < LISTED:
            self.problems.append(Problem(code, what, remedy, where))

    def add_rows(
        self, code: str, what: Text, remedy: Text, *, file: str, column: str, rows: Iterable[int]
    ) -> None:
        """One problem in many rows: each is counted, the first are listed."""
        for row in rows:
            self.add(code, what, remedy, Where(file=masked(file), row=int(row), column=column))

    def check(self) -> None:
        """Raises BadInput with what was found; nothing has been stored yet."""
        if self.problems:
            raise BadInput(*self.problems, total=self.total)


def refuse(code: str, what: Text, remedy: Text, where: Where) -> BadInput:
    return BadInput(Problem(code, what, remedy, where))
