"""Secondary suppression: which further cells to hide, so that totals do not give the hidden ones back.

For each primary cell that must be able to be higher, lower or simply uncertain, the cheapest way to
change the table without changing any shown cell is found: a flow y with `sums @ y == 0` that moves the
cell far enough and keeps every cell possible. The cells it moves are hidden. Its least cost is

    minimise  sum over cells of cost * |y|,  the cell moved by what it needs

a linear program (Fischetti & Salazar 2001, Management Science 47:1008-1027; Kelly, Golden & Assad 1992,
Networks 22:397-417). Both tables, the real one and the one moved, are whole and possible: they prove
the ends of the cell's interval. Cells that turn out not to be needed are shown again, the dearest
first. The pattern is then audited anew by `attacker`, which sees only what a reader would.

A need that no hiding could meet is met as far as what everybody knows allows (see `Pattern.need`).

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
from scipy.sparse import csr_array

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.release.attacker import Bounds, Known, Need, attack, blocked_by_sums
from tvaerblik.release.figures import Counts, Floats, Mask
from tvaerblik.release.moves import DOWN, EITHER, UP, Demand, Flow, Proofs
from tvaerblik.release.programs import LARGEST_COUNT
from tvaerblik.release.sums import Blocks

# What it costs to move a cell that is hidden already, beside 1 for the cheapest that is not: so little
# that thousands of them are passed before a further cell is hidden, so much that flows stay short.
COST_OF_HIDDEN = 1e-4

# How many unprotected cells an error lists; the rest are counted.
LISTED = 10


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
    need: Need  # what was met: all that was asked for, less what no hiding could give
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
    met = search.need_met()
    _check_none(np.flatnonzero(met.exposed(bounds)), [])
    return Pattern(search.hidden, search.reasons(), bounds, met, search.programs)


def _demands(values: Counts, need: Need) -> Iterator[Demand]:
    for cell in map(int, np.flatnonzero(need.cells)):
        up, down = need.high[cell] - values[cell], values[cell] - need.low[cell]
        if up > 0:
            yield Demand(cell, UP, float(up))
        if down > 0:
            yield Demand(cell, DOWN, float(down))
        yield Demand(cell, EITHER, max(float(need.width[cell]), 1.0))


class _Search:
    """The pattern while it is chosen."""

    def __init__(
        self, sums: csr_array, values: Counts, need: Need, known: Known, choice: Choice
    ) -> None:
        self.sums, self.values, self.need, self.choice = sums, values, need, choice
        self.up = np.floor(known.high) - values
        self.down = values - np.ceil(known.low)
        self.groups = _members(choice.together)
        self.hidden = self._with_groups(need.cells | choice.hidden)
        kept = self._with_groups(choice.kept)
        _check_none(np.flatnonzero(need.cells & kept), [])
        if bool(np.any(self.hidden & kept)):
            raise ValueError("a cell that is hidden, or goes with one, is to be kept")
        self.given = self.hidden.copy()
        self.movable = ~kept
        self.cost_of_hidden = COST_OF_HIDDEN * choice.costs.min(initial=np.inf)
        self.demands: list[Demand] = []
        self.narrower: list[Demand] = []
        self.proofs = Proofs()
        self.protects: dict[int, int] = {}
        self.programs = 0

    def protect(self) -> None:
        """Hides what each demand needs that no earlier proof meets."""
        blocks = Blocks(self.sums, self.movable)
        unprotected, settled = [], []
        for demand in _demands(self.values, self.need):
            if self._secure(demand, blocks):
                self.demands.append(demand)
                continue
            less = self._less(demand)
            if less.side == EITHER and less.amount < 1:
                settled.append(demand.cell)
            elif less.amount < demand.amount and self._secure(less, blocks):
                self.demands.append(less)
                self.narrower.append(less)
            else:
                unprotected.append(demand.cell)
        _check_none(unprotected, settled)

    def show_again(self) -> None:
        """Shows the secondary cells that the others make up for, the dearest first."""
        for number in self._dearest_first():
            cells = self.groups[number]
            lost = self.proofs.touching(cells)
            without = self.hidden.copy()
            without[cells] = False
            if self._met_without(lost, Blocks(self.sums, without)):
                self.proofs.alive -= lost
                self.hidden = without

    def need_met(self) -> Need:
        """The need, less what no hiding could give."""
        low, high, width = self.need.low.copy(), self.need.high.copy(), self.need.width.copy()
        for demand in self.narrower:
            cell, value = demand.cell, float(self.values[demand.cell])
            if demand.side == UP:
                high[cell] = value + demand.amount
            elif demand.side == DOWN:
                low[cell] = value - demand.amount
            else:
                width[cell] = demand.amount
        return Need(self.need.cells, low, high, width)

    def reasons(self) -> tuple[Hidden, ...]:
        return tuple(map(self._reason, map(int, np.flatnonzero(self.hidden))))

    def _reason(self, cell: int) -> Hidden:
        if self.need.cells[cell]:
            return Hidden(cell, "primary")
        if self.given[cell]:
            return Hidden(cell, "given")
        return Hidden(cell, "secondary", self.protects[cell])

    def _secure(self, demand: Demand, blocks: Blocks) -> bool:
        if self.proofs.meet(demand):
            return True
        costs = np.where(self.hidden, self.cost_of_hidden, self.choice.costs)
        # What is hidden already costs nothing and is a far smaller program than the whole table
        for among in (Blocks(self.sums, self.hidden), blocks):
            moves = self._cheapest(demand, among, costs)
            if moves:
                break
        for move in moves:
            self.proofs.add(move)
            self._hide(move, demand.cell)
        return bool(moves)

    def _less(self, demand: Demand) -> Demand:
        """What of a demand is left when nothing at all is shown. Two primary cells of 1 to 4 whose
        total is 1 to 4 too cannot be 4: that follows from the knowledge, not from a figure."""
        flow, _ = self._flow(demand.cell, Blocks(self.sums, np.ones(self.values.size, bool)))
        self.programs += 1
        sides = (UP, DOWN) if demand.side == EITHER else (demand.side,)
        amount = min(demand.amount, sum(flow.furthest(side) for side in sides))
        return Demand(demand.cell, demand.side, amount)

    def _hide(self, cells: Iterable[int], protected: int) -> None:
        for cell in sorted(cells):
            for member in self.groups[int(self.choice.together[cell])]:
                if not self.hidden[member]:
                    self.hidden[member] = True
                    self.protects[member] = protected

    def _met_without(self, lost: set[int], blocks: Blocks) -> bool:
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

    def _may_lack(self, demand: Demand, lost: set[int]) -> bool:
        return not lost.isdisjoint(self.proofs.of_cell.get(demand.cell, ()))

    def _dearest_first(self) -> list[int]:
        secondary = np.flatnonzero(self.hidden & ~self.given)
        totals: dict[int, float] = defaultdict(float)
        for cell in secondary:
            totals[int(self.choice.together[cell])] += float(self.choice.costs[cell])
        return sorted(totals, key=lambda number: (-totals[number], number))

    def _with_groups(self, cells: Mask) -> Mask:
        return np.isin(self.choice.together, self.choice.together[cells])

    def _cheapest(self, demand: Demand, blocks: Blocks, costs: Floats) -> Sequence[dict[int, int]]:
        """The move, or the two, that meet a demand at least cost; none where nothing does."""
        flow, cells = self._flow(demand.cell, blocks)
        both = np.concatenate((costs[cells], costs[cells]))
        self.programs += 1
        if demand.side == EITHER:
            found = flow.apart(demand.amount, both)
        else:
            found = flow.by(demand.side, demand.amount, both)
        return [_move(point, cells) for point in found or ()]

    def _flow(self, cell: int, blocks: Blocks) -> tuple[Flow, Counts]:
        rows, cells = blocks.around(cell)
        room: Floats = np.concatenate((self.up[cells], self.down[cells])).astype(np.float64)
        return Flow(self.sums[rows][:, cells], room, int(np.searchsorted(cells, cell))), cells


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
    if bool(np.any((values < known.low) | (values > known.high))):
        blocked_by_sums(None)


def _check_none(by_figures: Iterable[int], by_knowledge: Iterable[int]) -> None:
    exposed = {int(cell): False for cell in by_figures} | dict.fromkeys(by_knowledge, True)
    if exposed:
        listed = sorted(exposed)[:LISTED]
        problems = (_unprotected(cell, known=exposed[cell]) for cell in listed)
        raise Blocked(*problems, total=len(exposed))


def _unprotected(cell: int, *, known: bool) -> Problem:
    da = "hvad alle ved om de skjulte tal" if known else "tal, der ikke må skjules"
    en = "what everybody knows of hidden figures" if known else "figures that may not be hidden"
    return Problem(
        "K-UNPROTECTED",
        Text(
            f"Det skjulte tal nr. {cell} kan regnes ud fra {da}.",
            f"Hidden figure number {cell} can be worked out from {en}.",
        ),
        Text(
            "Slå grupper sammen, udelad en total, eller lad flere tal kunne skjules.",
            "Merge groups, leave a total out, or let more figures be hidden.",
        ),
    )
