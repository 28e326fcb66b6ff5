"""Secondary suppression: which further cells to hide, so that totals do not give the hidden ones back.

For each primary cell that must be able to be higher, lower or simply uncertain, the cheapest way to
change the table without changing any shown cell is found: a flow y with `sums @ y == 0` that moves the
cell far enough and keeps every cell possible. The cells it moves are hidden. Its least cost is

    minimise  sum over cells of cost * |y|,  the cell moved by what it needs

a linear program (Fischetti & Salazar 2001, Management Science 47:1008-1027; Kelly, Golden & Assad 1992,
Networks 22:397-417). Both tables, the real one and the one moved, are whole and possible: they prove
the ends of the cell's interval. Cells that turn out not to be needed are shown again, the dearest
first. The pattern is then audited anew by `attacker`, which sees only what a reader would.

The sum of the least costs is not the least sum: the pattern may hide more than the optimum, which is
out of reach for real tables. The same arguments give the same pattern with the same SciPy; so that a
refresh hides what the last one hid, its hidden cells are given a lower cost, and those it showed are
`kept`.

Nothing uses this yet. `release.disclosure` hides primary cells only, and ADR 0006 stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import block_diag, coo_array, csr_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.release.attacker import Bounds, Known, Need, attack, blocked_by_sums
from tvaerblik.release.figures import Counts, Floats, Mask
from tvaerblik.release.programs import LARGEST_COUNT, System, Verdict, least

# What it costs to move a cell that is hidden already, beside 1 or more for others: so little that
# thousands of them are passed before a further cell is hidden, so much that flows stay short.
COST_OF_HIDDEN = 1e-4

# How many unprotected cells an error lists; the rest are counted.
LISTED = 10

UP, DOWN, EITHER = 1, -1, 0


@dataclass(frozen=True, slots=True)
class Hidden:
    """One hidden cell, by its place. `primary`: the rule hides it. `given`: hidden beforehand, or never
    printed. `secondary`: hidden so that the primary cell `protects` cannot be worked out."""

    cell: int
    why: Literal["primary", "given", "secondary"]
    protects: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Which cells are hidden, why, and what a reader can still work out about each."""

    hidden: Mask
    reasons: tuple[Hidden, ...]
    bounds: Bounds
    programs: int  # solved while choosing; those of the audit stand in `bounds`

    @property
    def secondary(self) -> tuple[int, ...]:
        return tuple(reason.cell for reason in self.reasons if reason.why == "secondary")


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What may be chosen among, cell by cell. hidden: hidden already, or never printed (a rest). kept:
    may never be hidden, for it is published. costs: of hiding a cell, above 0. together: a number
    for each cell; cells of one number are hidden together (the parts of one rate)."""

    hidden: Mask
    kept: Mask
    costs: Floats
    together: Counts

    @classmethod
    def free(cls, values: Counts) -> "Choice":
        """Everything may be hidden, a cell at the cost of what it counts, 1 at the least."""
        none = np.zeros(values.size, bool)
        costs = np.maximum(values, 1).astype(np.float64)
        return cls(none, none, costs, np.arange(values.size))


def suppress(
    sums: csr_array,
    values: Counts,
    need: Need,
    *,
    known: Known | None = None,
    choice: Choice | None = None,
) -> Pattern:
    """The cells to hide so that every cell of `need` is protected, audited.

    sums: equations x cells, see `release.sums`. values: the true counts. need: the primary cells and
    what must remain possible for each. known: what everybody knows beforehand; None is x >= 0.

    Blocked where a cell cannot be protected because too much is kept, or is itself kept
    (K-UNPROTECTED), where values contradict sums or knowledge (K-SUMS), where a program is not solved
    (K-SOLVER). ValueError where the arguments are not of the same cells.
    """
    limits = known or Known.nothing(values.size)
    allowed = choice or Choice.free(values)
    _check(sums, values, need, limits, allowed)
    search = _Search(sums, values, need, limits, allowed)
    search.protect()
    search.show_again()
    bounds = attack(sums, values, search.hidden, limits)
    _check_none(np.flatnonzero(need.exposed(bounds)))
    return Pattern(search.hidden, search.reasons(), bounds, search.programs)


@dataclass(frozen=True, slots=True)
class _Demand:
    """That a cell must be able to be higher or lower by an amount, or to lie so far apart."""

    cell: int
    side: int
    amount: float


def _demands(values: Counts, need: Need) -> Iterator[_Demand]:
    for cell in map(int, np.flatnonzero(need.cells)):
        up, down = need.high[cell] - values[cell], values[cell] - need.low[cell]
        if up > 0:
            yield _Demand(cell, UP, float(up))
        if down > 0:
            yield _Demand(cell, DOWN, float(down))
        yield _Demand(cell, EITHER, max(float(need.width[cell]), 1.0))


class _Proofs:
    """Moves that lead from the real table to another possible one, while all cells they move are
    hidden. They prove what a reader must think possible."""

    def __init__(self) -> None:
        self.moves: list[dict[int, int]] = []
        self.alive: set[int] = set()
        self.of_cell: dict[int, set[int]] = defaultdict(set)

    def add(self, move: dict[int, int]) -> None:
        number = len(self.moves)
        self.moves.append(move)
        self.alive.add(number)
        for cell in move:
            self.of_cell[cell].add(number)

    def touching(self, cells: Iterable[int]) -> set[int]:
        return set().union(*(self.of_cell.get(cell, set()) for cell in cells)) & self.alive

    def meet(self, demand: _Demand, without: set[int] = frozenset()) -> bool:  # type: ignore[assignment]
        numbers = (self.of_cell.get(demand.cell, set()) & self.alive) - without
        amounts = [self.moves[number][demand.cell] for number in numbers]
        up, down = max([0, *amounts]), -min([0, *amounts])
        found = {UP: up, DOWN: down, EITHER: up + down}[demand.side]
        return found >= demand.amount


class _Search:
    """The pattern while it is chosen."""

    def __init__(
        self, sums: csr_array, values: Counts, need: Need, known: Known, choice: Choice
    ) -> None:
        self.sums, self.need, self.choice = sums, need, choice
        self.up = np.floor(known.high) - values
        self.down = values - np.ceil(known.low)
        self.groups = _members(choice.together)
        self.hidden = self._with_groups(need.cells | choice.hidden)
        kept = self._with_groups(choice.kept)
        _check_none(np.flatnonzero(need.cells & kept))
        if bool(np.any(self.hidden & kept)):
            raise ValueError("a cell that is hidden, or goes with one, is to be kept")
        self.given = self.hidden.copy()
        self.movable = ~kept
        self.demands = tuple(_demands(values, need))
        self.proofs = _Proofs()
        self.protects: dict[int, int] = {}
        self.programs = 0

    def protect(self) -> None:
        """Hides what each demand needs that no earlier proof meets."""
        blocks = _Blocks(self.sums, self.movable)
        unprotected = []
        for demand in self.demands:
            if self.proofs.meet(demand):
                continue
            costs = np.where(self.hidden, COST_OF_HIDDEN, self.choice.costs)
            moves = self._cheapest(demand, blocks, costs)
            if not moves:
                unprotected.append(demand.cell)
            for move in moves:
                self.proofs.add(move)
                self._hide(move, demand.cell)
        _check_none(unprotected)

    def show_again(self) -> None:
        """Shows the secondary cells that the others make up for, the dearest first."""
        for number in self._dearest_first():
            cells = self.groups[number]
            lost = self.proofs.touching(cells)
            without = self.hidden.copy()
            without[cells] = False
            if self._met_without(lost, _Blocks(self.sums, without)):
                self.proofs.alive -= lost
                self.hidden = without

    def reasons(self) -> tuple[Hidden, ...]:
        return tuple(map(self._reason, map(int, np.flatnonzero(self.hidden))))

    def _reason(self, cell: int) -> Hidden:
        if self.need.cells[cell]:
            return Hidden(cell, "primary")
        if self.given[cell]:
            return Hidden(cell, "given")
        return Hidden(cell, "secondary", self.protects[cell])

    def _hide(self, cells: Iterable[int], protected: int) -> None:
        for cell in sorted(cells):
            for member in self.groups[int(self.choice.together[cell])]:
                if not self.hidden[member]:
                    self.hidden[member] = True
                    self.protects[member] = protected

    def _met_without(self, lost: set[int], blocks: "_Blocks") -> bool:
        """Whether every demand is met without the proofs lost. New ones that replace them move
        hidden cells only, so they hold whether or not the trial succeeds."""
        short = np.ones(self.hidden.size)
        for demand in self.demands:
            if not self._may_lack(demand, lost) or self.proofs.meet(demand, lost):
                continue
            moves = self._cheapest(demand, blocks, short)
            if not moves:
                return False
            for move in moves:
                self.proofs.add(move)
        return True

    def _may_lack(self, demand: _Demand, lost: set[int]) -> bool:
        return not lost.isdisjoint(self.proofs.of_cell.get(demand.cell, ()))

    def _dearest_first(self) -> list[int]:
        secondary = np.flatnonzero(self.hidden & ~self.given)
        totals: dict[int, float] = defaultdict(float)
        for cell in secondary:
            totals[int(self.choice.together[cell])] += float(self.choice.costs[cell])
        return sorted(totals, key=lambda number: (-totals[number], number))

    def _with_groups(self, cells: Mask) -> Mask:
        return np.isin(self.choice.together, self.choice.together[cells])

    def _cheapest(
        self, demand: _Demand, blocks: "_Blocks", costs: Floats
    ) -> Sequence[dict[int, int]]:
        """The move, or the two, that meet a demand at least cost; none where nothing does."""
        rows, cells = blocks.around(demand.cell)
        target = int(np.searchsorted(cells, demand.cell))
        up, down = self.up[cells], self.down[cells]
        flow = _Flow(self.sums[rows][:, cells], np.concatenate((up, down)), target)
        both = np.concatenate((costs[cells], costs[cells]))
        self.programs += 1
        found = flow.apart(demand.amount, both) if demand.side == EITHER else None
        if demand.side != EITHER:
            found = flow.by(demand.side, demand.amount, both)
        return [_move(point, cells) for point in found or ()]


class _Flow:
    """Moves of the cells of a block, as how much each goes up and, beside it, how much down."""

    def __init__(self, matrix: csr_array, room: Floats, target: int) -> None:
        self.matrix = hstack((matrix, -matrix), format="csr")
        self.room = room
        self.up, self.down = target, target + matrix.shape[1]

    def by(self, side: int, amount: float, costs: Floats) -> list[Counts] | None:
        """One move of the target by `amount` to a side."""
        there, back = (self.up, self.down) if side == UP else (self.down, self.up)
        if amount > self.room[there]:
            return None
        low, high = np.zeros(self.room.size), self.room.copy()
        low[there] = high[there] = amount
        high[back] = 0
        right = np.zeros(self.matrix.shape[0], np.int64)
        point = least(costs, System(self.matrix, right, low, high))
        return None if isinstance(point, Verdict) else [self._net(point)]

    def apart(self, amount: float, costs: Floats) -> list[Counts] | None:
        """Two moves that leave the target `amount` apart, one of them perhaps none."""
        size = self.room.size
        twice = block_diag((self.matrix, self.matrix), format="csr")
        # What the first move adds less what the second adds, less any excess, is the amount
        ends = ([0] * 5, [self.up, self.down, size + self.up, size + self.down, 2 * size])
        apart = coo_array(([1, -1, -1, 1, -1], ends), shape=(1, 2 * size + 1))
        wider = hstack((twice, csr_array((twice.shape[0], 1), dtype=np.int64)))
        matrix = csr_array(vstack((wider, apart), format="csr"))
        right = np.zeros(matrix.shape[0], np.int64)
        right[-1] = int(amount)
        high = np.concatenate((self.room, self.room, [np.inf]))
        system = System(matrix, right, np.zeros(high.size), high)
        point = least(np.concatenate((costs, costs, [0.0])), system)
        if isinstance(point, Verdict):
            return None
        return [self._net(point[:size]), self._net(point[size : 2 * size])]

    def _net(self, point: Counts) -> Counts:
        half = self.room.size // 2
        return point[:half] - point[half:]


class _Blocks:
    """The parts of a table that share no sum, when only some cells may move."""

    def __init__(self, sums: csr_array, movable: Mask) -> None:
        entries = sums.tocoo()
        kept = movable[entries.col]
        self.count, size = sums.shape[0], sum(sums.shape)
        nodes = (entries.row[kept], self.count + entries.col[kept])
        graph = coo_array((np.ones(nodes[0].size), nodes), shape=(size, size))
        _, self.labels = connected_components(graph, directed=False)

    def around(self, cell: int) -> tuple[Counts, Counts]:
        """The equations and the cells of the part that a cell is in."""
        part = np.flatnonzero(self.labels == self.labels[self.count + cell])
        return part[part < self.count], part[part >= self.count] - self.count


def _members(together: Counts) -> dict[int, list[int]]:
    members: dict[int, list[int]] = defaultdict(list)
    for cell, number in enumerate(together.tolist()):
        members[number].append(cell)
    return members


def _move(point: Counts, cells: Counts) -> dict[int, int]:
    moved = np.flatnonzero(point)
    return dict(zip(cells[moved].tolist(), point[moved].tolist(), strict=True))


def _check(sums: csr_array, values: Counts, need: Need, known: Known, choice: Choice) -> None:
    of_need = (need.cells.size, need.low.size, need.high.size, need.width.size)
    of_known = (known.low.size, known.high.size)
    of_choice = (choice.hidden.size, choice.kept.size, choice.costs.size, choice.together.size)
    if {sums.shape[1], *of_need, *of_known, *of_choice} != {values.size}:
        raise ValueError("sums, values, need, known and choice are not of the same cells")
    if values.dtype.kind != "i" or np.any(np.abs(values) >= LARGEST_COUNT):
        raise ValueError("values are whole counts below 2^53")
    if not bool(np.all((choice.costs > 0) & np.isfinite(choice.costs))):
        raise ValueError("hiding a cell costs more than 0, and not without end")
    if bool(np.any(need.cells & (np.isposinf(need.high) | np.isneginf(need.low)))):
        raise ValueError("no interval covers everything")
    broken = np.flatnonzero(sums @ values)
    if broken.size:
        blocked_by_sums(int(broken[0]))
    beyond = (values < known.low) | (values > known.high)
    if bool(np.any(beyond & ~choice.kept)):
        blocked_by_sums(None)


def _check_none(unprotected: Iterable[int]) -> None:
    cells = sorted({int(cell) for cell in unprotected})
    if cells:
        raise Blocked(*map(_unprotected, cells[:LISTED]), total=len(cells))


def _unprotected(cell: int) -> Problem:
    return Problem(
        "K-UNPROTECTED",
        Text(
            f"Det skjulte tal nr. {cell} kan regnes ud fra tal, der ikke må skjules.",
            f"Hidden figure number {cell} can be worked out from figures that may not be hidden.",
        ),
        Text(
            "Slå grupper sammen, udelad en total, eller lad flere tal kunne skjules.",
            "Merge groups, leave a total out, or let more figures be hidden.",
        ),
    )
