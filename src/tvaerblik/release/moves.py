"""Moves of a table: how it can change while every sum and every shown cell stays as it is.

A move is how much each cell goes up or down, `sums @ move == 0`. The table it leads to is as possible
to a reader as the real one, if all cells it moves are hidden. `secondary` chooses by their cost and
holds them as proofs.

Used by `secondary`; no release is built with it yet.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import block_diag, coo_array, csr_array, hstack, vstack

from tvaerblik.release.figures import Counts, Floats
from tvaerblik.release.programs import System, Verdict, least

UP, DOWN, EITHER = 1, -1, 0


@dataclass(frozen=True, slots=True)
class Demand:
    """That a cell must be able to be higher or lower by an amount, or to lie so far apart."""

    cell: int
    side: int
    amount: float


class Proofs:
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

    def meet(self, demand: Demand, without: set[int] | None = None) -> bool:
        numbers = (self.of_cell.get(demand.cell, set()) & self.alive) - (without or set())
        amounts = [self.moves[number][demand.cell] for number in numbers]
        up, down = max([0, *amounts]), -min([0, *amounts])
        found = {UP: up, DOWN: down, EITHER: up + down}[demand.side]
        return found >= demand.amount


class Flow:
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

    def furthest(self, side: int) -> float:
        """How far the target can go to a side; infinite where nothing stops it."""
        costs = np.zeros(self.room.size)
        costs[self.up], costs[self.down] = -side, side
        right = np.zeros(self.matrix.shape[0], np.int64)
        point = least(costs, System(self.matrix, right, np.zeros(costs.size), self.room))
        if isinstance(point, Verdict):  # not moving is possible, so that it is unbounded
            return float(np.inf)
        return float(side * (point[self.up] - point[self.down]))
