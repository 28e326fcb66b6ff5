"""Run charts with the two Anhøj rules, the Danish standard for change over time.

Anhøj J, Olesen AV (2014), PLoS ONE 9:e113825; Anhøj J (2015), PLoS ONE 10:e0121349;
Schilling MF (2012), Mathematics Magazine 85:141-149 (longest run); Chen Z (2010), Journal of
Modern Applied Statistical Methods 9:572-583 (crossings).
"""

import itertools
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, SupportsFloat

from tvaerblik.statistics.inputs import as_number, as_numbers

# With fewer useful points the rules find nothing, whatever happens: the limits stop making sense
FEWEST_USEFUL_POINTS = 10

Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring points on one side of the centre; `first` and `last` index the input."""

    side: Side
    first: int
    last: int
    length: int


@dataclass(frozen=True, slots=True)
class RunChart:
    """What the rules found. Limits are None when there are too few useful points to have any.

    A longest run *above* its limit and crossings *below* theirs are signals. `void` says that
    more than half the points lie on the centre itself: the rules then say nothing either way.
    """

    centre: float | None
    n_useful: int
    longest_run: int
    longest_run_limit: int | None
    crossings: int
    crossings_limit: int | None
    signal: bool
    void: bool
    runs: tuple[Run, ...]

    @property
    def has_long_run(self) -> bool:
        limit = self.longest_run_limit
        return not self.void and limit is not None and self.longest_run > limit

    @property
    def has_few_crossings(self) -> bool:
        limit = self.crossings_limit
        return not self.void and limit is not None and self.crossings < limit


def run_chart(
    values: Iterable[SupportsFloat | None], *, centre: SupportsFloat | None = None
) -> RunChart:
    """Tests values in the order of time against `centre`, their own median when none is given.

    Missing values (None, nan) are gaps: they neither belong to a run nor end one. Points equal to
    the centre lie on neither side and are dropped, and `n_useful` is what remains.
    """
    numbers = as_numbers(values, "values")
    known = [number for number in numbers if number is not None]
    middle = as_number(centre, "centre")
    if middle is None and known:
        middle = statistics.median(known)
    runs = _find_runs(numbers, middle)
    n_useful = sum(run.length for run in runs)
    void = len(known) > 2 * n_useful
    longest = max((run.length for run in runs), default=0)
    crossings = max(len(runs) - 1, 0)
    enough = n_useful >= FEWEST_USEFUL_POINTS
    run_limit = longest_run_limit(n_useful) if enough else None
    crossing_limit = crossings_limit(n_useful) if enough else None
    signal = (
        not void
        and run_limit is not None
        and crossing_limit is not None
        and (longest > run_limit or crossings < crossing_limit)
    )
    return RunChart(
        centre=middle,
        n_useful=n_useful,
        longest_run=longest,
        longest_run_limit=run_limit,
        crossings=crossings,
        crossings_limit=crossing_limit,
        signal=signal,
        void=void,
        runs=runs,
    )


def longest_run_limit(n_useful: int) -> int:
    """The longest run chance explains among n useful points: round(log2 n) + 3."""
    return round(math.log2(n_useful)) + 3


@cache
def crossings_limit(n_useful: int) -> int:
    """The fewest crossings chance explains: the 5 % quantile of n - 1 tosses of a fair coin.

    In whole numbers, not with a library's quantile: the limit is the smallest k whose cumulated
    probability is at least 5 %, and a rounding error there would move it by one.
    """
    tosses = n_useful - 1
    outcomes, cumulated = 2**tosses, 0
    for crossings in range(tosses + 1):
        cumulated += math.comb(tosses, crossings)
        if 20 * cumulated >= outcomes:
            return crossings
    raise AssertionError(f"no quantile among {tosses} tosses")


def _find_runs(numbers: Sequence[float | None], centre: float | None) -> tuple[Run, ...]:
    if centre is None:
        return ()
    useful = [(i, n) for i, n in enumerate(numbers) if n is not None and n != centre]
    runs = []
    for is_above, points in itertools.groupby(useful, key=lambda point: point[1] > centre):
        indexes = [index for index, _ in points]
        side: Side = "above" if is_above else "below"
        runs.append(Run(side, indexes[0], indexes[-1], len(indexes)))
    return tuple(runs)
