"""What a reader can work out about hidden cells: the least and the greatest that each can be.

The reader knows every published sum, every shown cell, that counts are whole and not negative, and
what else everybody knows (a hidden primary cell is 1 to k-1). For each hidden cell x the attack is

    minimise and maximise x over all whole tables with `sums @ cells == 0`, the shown cells as shown

(Hundepool et al. 2012, Statistical Disclosure Control, ch. 4; Fischetti & Salazar 2001, Management
Science 47:1008-1027). A cell is exposed when that interval is one value or does not cover what it must.

Two linear programs a cell would do. Fewer do as well: bounds are first narrowed sum by sum, which
settles every cell that is alone in a sum; what is left falls apart into blocks that share no sum; and
within a block a table found for one cell often proves an end of another's interval.

That there is a gap within the interval (1 and 4 are possible, 2 is not) is not looked for. It cannot
be in tables of two dimensions; in three it can, and is rare.

Used by `secondary` to choose and to audit; no release is built with it yet.
"""

from dataclasses import dataclass
from typing import NoReturn

import numpy as np
from scipy.sparse import coo_array, csr_array

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.release.figures import Counts, Floats, Mask
from tvaerblik.release.programs import LARGEST_COUNT, System, Verdict, least
from tvaerblik.release.sums import Blocks

# Rounds of narrowing before the programs take over. It settles chains of cells, one link a round;
# endless creeping by one is cut off. The intervals are exact however many there are.
ROUNDS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What everybody knows of each cell beforehand: counts from `low` to `high` (may be infinite).
    It is used for hidden cells only."""

    low: Floats
    high: Floats

    @classmethod
    def nothing(cls, cells: int) -> "Known":
        """Only that there are no fewer than none."""
        return cls(np.zeros(cells), np.full(cells, np.inf))

    @classmethod
    def persons(cls, primary: Mask, fewest: int) -> "Known":
        """That primary cells are 1 to `fewest` - 1 persons. Readers see one symbol for all hidden
        cells, so that this is more than they are told; a rule must not rest on being secret."""
        low, high = np.where(primary, 1.0, 0.0), np.where(primary, fewest - 1.0, np.inf)
        return cls(low, high)


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """What the interval of each cell must be for it to count as protected: cover `low` to `high`, and
    be at least `width` wide. Only cells in `cells` are looked at."""

    cells: Mask
    low: Floats
    high: Floats
    width: Floats

    @classmethod
    def persons(cls, primary: Mask, fewest: int) -> "Need":
        """All of 1 to `fewest` - 1 must remain possible for primary cells."""
        ones = np.ones(primary.size)
        return cls(primary, ones, ones * (fewest - 1), np.zeros(primary.size))

    @classmethod
    def not_exact(cls, primary: Mask, width: int = 1) -> "Need":
        """More than one value must remain possible, `width` apart at least."""
        none = np.zeros(primary.size)
        return cls(primary, none + np.inf, none - np.inf, none + width)

    def exposed(self, bounds: "Bounds") -> Mask:
        """The cells of the need that `bounds` do not protect. One value is never enough."""
        covers = (bounds.low <= self.low) & (bounds.high >= self.high)
        width = np.maximum(self.width, 1)
        wide = (bounds.high == np.inf) | (bounds.high - bounds.low >= width)
        return np.asarray(self.cells & ~(covers & wide), bool)


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """For each cell the least and the greatest count it can be, both possible; a shown cell is what
    it is. `high` is infinite where nothing limits it. `programs`: how many were solved."""

    low: Floats
    high: Floats
    programs: int


def attack(sums: csr_array, values: Counts, hidden: Mask, known: Known | None = None) -> Bounds:
    """The interval of each cell, from what is shown alone: `values` is not read where hidden.

    sums: equations x cells, see `release.sums`. values: counts. hidden: which cells are not shown.
    Blocked where no table fits what is shown (K-SUMS), or a program is not solved (K-SOLVER).
    ValueError where the arguments are not of the same cells.
    """
    limits = known or Known.nothing(values.size)
    _check(sums, values, hidden, limits)
    shown = np.where(hidden, 0, values).astype(np.int64)
    low = np.where(hidden, np.ceil(limits.low), shown).astype(np.float64)
    high = np.where(hidden, np.floor(limits.high), shown).astype(np.float64)
    low, high = _narrowed(sums, low, high)
    programs = 0
    for rows, cells in Blocks(sums, low < high):
        if not rows.size:
            continue  # in no sum: what is known beforehand is all
        block = _Block(sums, rows, cells, low, high)
        low[cells], high[cells] = block.ranges()
        programs += block.programs
    return Bounds(low, high, programs)


def rest(whole: Counts, part: Counts) -> Counts:
    """What the difference of two published figures tells: everybody less men is women. ValueError
    where a part exceeds its whole: then they are not of the same people."""
    if bool(np.any(np.asarray(part) > np.asarray(whole))):
        raise ValueError("a part exceeds its whole: the two do not count the same")
    return np.asarray(np.asarray(whole, np.int64) - np.asarray(part, np.int64), np.int64)


def blocked_by_sums(number: int | None) -> NoReturn:
    """The figures themselves are not told: some of them are hidden."""
    da, en = ("", "") if number is None else (f" (sum nr. {number})", f" (sum number {number})")
    raise Blocked(
        Problem(
            "K-SUMS",
            Text(
                f"Tallene og deres totaler passer ikke sammen{da}: ingen tabel kan se sådan ud.",
                f"The figures and their totals do not fit together{en}: no table can be like that.",
            ),
            Text(
                "Ret den sum, der nævnes, eller den viden om skjulte tal, der er antaget.",
                "Correct the sum that is named, or what is taken as known about hidden figures.",
            ),
        )
    )


class _Block:
    """Cells that share sums with each other and with no other unsettled cell."""

    def __init__(
        self, sums: csr_array, rows: Counts, cells: Counts, low: Floats, high: Floats
    ) -> None:
        settled = np.where(low == high, low, 0).astype(np.int64)
        matrix = sums[rows]
        self.low, self.high = low[cells], high[cells]
        # sums @ cells == 0, so that the open cells of a sum make up for the settled ones
        right = -(matrix @ settled)
        self.system = System(matrix[:, cells], right, self.low.copy(), self.high.copy())
        self.least_found = np.full(cells.size, np.inf)
        self.most_found = np.full(cells.size, -np.inf)
        self.programs = 0

    def ranges(self) -> tuple[Floats, Floats]:
        for cell in range(self.low.size):
            if self.least_found[cell] > self.low[cell]:
                self.low[cell] = self._extreme(cell, 1)
            if self.most_found[cell] < self.high[cell]:
                self.high[cell] = self._extreme(cell, -1)
        return self.low, self.high

    def _extreme(self, cell: int, sign: int) -> float:
        cost = np.zeros(self.low.size)
        cost[cell] = sign
        self.programs += 1
        point = least(cost, self.system)
        if point is Verdict.UNBOUNDED:
            return -sign * np.inf
        if isinstance(point, Verdict):
            blocked_by_sums(None)
        self.least_found = np.minimum(self.least_found, point)
        self.most_found = np.maximum(self.most_found, point)
        return float(point[cell])


def _narrowed(sums: csr_array, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Bounds that every table keeps, sum by sum: a cell is at most what the least of the others
    leave. A cell alone in a sum is settled by it."""
    entries = sums.tocoo()
    for _ in range(ROUNDS):
        new_low, new_high = _one_round(entries, low, high)
        if np.array_equal(new_low, low) and np.array_equal(new_high, high):
            break
        low, high = new_low, new_high
    return low, high


def _one_round(entries: coo_array, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    rows, cells = entries.row.astype(np.int64), entries.col.astype(np.int64)
    signs = entries.data.astype(np.float64)
    positive = signs > 0
    # The least and the most that each entry adds to its sum
    least_of = signs * np.where(positive, low[cells], high[cells])
    most_of = signs * np.where(positive, high[cells], low[cells])
    least_rest = _of_others(rows, least_of, int(entries.shape[0]))
    most_rest = _of_others(rows, most_of, int(entries.shape[0]))
    # The sum is 0, so that an entry is minus what the others come to
    one, other = -most_rest / signs, -least_rest / signs
    floor, ceiling = np.where(positive, one, other), np.where(positive, other, one)
    new_low, new_high = low.copy(), high.copy()
    np.maximum.at(new_low, cells, np.ceil(floor) + 0.0)  # no -0
    np.minimum.at(new_high, cells, np.floor(ceiling) + 0.0)
    crossed = np.flatnonzero(new_low[cells] > new_high[cells])
    if crossed.size:
        blocked_by_sums(int(rows[crossed].min()))
    return new_low, new_high


def _of_others(rows: Counts, amounts: Floats, count: int) -> Floats:
    """For each entry the total of the other entries of its row; infinite where one of them is."""
    finite = np.isfinite(amounts)
    sign = np.sign(amounts[~finite][0]) if not finite.all() else 1.0
    totals = np.bincount(rows, np.where(finite, amounts, 0.0), count)
    endless = np.bincount(rows, ~finite, count)
    others = totals[rows] - np.where(finite, amounts, 0.0)
    return np.where(endless[rows] - ~finite > 0, sign * np.inf, others)


def _check(sums: csr_array, values: Counts, hidden: Mask, known: Known) -> None:
    sizes = {sums.shape[1], values.size, hidden.size, known.low.size, known.high.size}
    if len(sizes) != 1:
        raise ValueError(f"sums, values, hidden and known are not of the same cells: {sizes}")
    if values.dtype.kind != "i" or hidden.dtype.kind != "b":
        raise ValueError("values are whole counts, hidden is True or False for each cell")
    shown = values[~hidden]
    if shown.size and int(np.abs(shown).max()) >= LARGEST_COUNT:
        raise OverflowError("a count beyond 2^53 is not exact in a linear program")
    broken = np.flatnonzero((abs(sums) @ hidden == 0) & (sums @ np.where(hidden, 0, values) != 0))
    if broken.size:
        blocked_by_sums(int(broken[0]))
    if bool(np.any(hidden & (np.ceil(known.low) > np.floor(known.high)))):
        raise ValueError("a hidden cell is known to be no whole number at all")
