"""Rounding in place of hiding: three published rules for tables of counts.

- redact, then round: counts of at most 7 are hidden, the others go to the nearest 5, totals are added
  up anew from what is shown. 8 to 12 become 10, so that no shown count stands for fewer than 8.
- midpoint of 6: 0 stays 0, 1 to 6 become 3, 7 to 12 become 9. On average it neither adds nor takes;
  a count shown as x is x - 2 to x + 3. The 9 contains 7: weaker than the rule above.
- measures: counts of at most 7 become 0, the others go to the nearest 5. It looks like a figure where
  nothing is known; zero and few are no longer told apart.

The rules and their numbers: OpenSAFELY documentation, outputs/sdc.md; ehrQL, measures' disclosure
control. None of them is the platform's: `release.policy` hides, and ADR 0006 stands. Nothing uses
this yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

AT_MOST = 7  # the greatest count that is hidden: 6 and 7 would be rounded to 5 and tell too much
BASE = 5
MIDPOINT = 6


@dataclass(frozen=True, slots=True)
class Rounded:
    """Counts in the order given, None where hidden, and the total of those shown."""

    counts: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """Of the rounded counts: the true total less the others would give the hidden one back."""
        return sum(count for count in self.counts if count is not None)


def redact_and_round(
    counts: Sequence[int], *, at_most: int = AT_MOST, base: int = BASE, show_zero: bool = False
) -> Rounded:
    """Counts of 0 to `at_most` hidden, the others to the nearest multiple of `base`. show_zero: a true
    0 is shown. ValueError for what is no count."""
    _check(counts, base)

    def shown(count: int) -> int | None:
        if count == 0 and show_zero:
            return 0
        return None if count <= at_most else _nearest(count, base)

    return Rounded(tuple(map(shown, counts)))


def midpoint(counts: Sequence[int], *, base: int = MIDPOINT) -> tuple[int, ...]:
    """0 as 0, others as the middle (rounded down) of the `base` counts they lie among: 1-6 as 3, 7-12
    as 9. Label such a column with the suffix `_midpoint6`. ValueError for what is no count."""
    _check(counts, base)
    return tuple(-(-count // base) * base - (base - base // 2) if count else 0 for count in counts)


def round_measure(
    counts: Sequence[int], *, at_most: int = AT_MOST, base: int = BASE
) -> tuple[int, ...]:
    """Counts of at most `at_most` as 0, others to the nearest multiple of `base`. ValueError for what
    is no count."""
    _check(counts, base)
    return tuple(0 if count <= at_most else _nearest(count, base) for count in counts)


def _nearest(count: int, base: int) -> int:
    """A half goes up; in whole numbers, for a float is not exact and Python rounds halves to even."""
    return (2 * count + base) // (2 * base) * base


def _check(counts: Sequence[int], base: int) -> None:
    if type(base) is not int or base < 1:
        raise ValueError(f"counts are rounded to a whole number of at least 1, not {base}")
    for place, count in enumerate(counts):
        # The count itself is not told: it may be the one to hide
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise ValueError(f"number {place} is no count from 0 up")
