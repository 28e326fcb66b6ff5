"""Tables as equations: which cells add up to which, over geography, sex, age and time at once.

An equation is a row of a sparse matrix over the cells: -1 at the total, 1 at each part, so that
`matrix @ cells == 0`. A cell is known by its place; whoever holds the table knows its name.

A sum need not be published whole. A rest that nobody prints (everybody less men, a quarter less two
of its months, one indicator less another) is a cell like the others that is hidden from the start.

Used by `attacker` and `secondary`; no release is built with it yet.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from tvaerblik.release.figures import Counts, Mask


@dataclass(frozen=True, slots=True)
class Sum:
    """The cell (or code of a dimension) that is the total, and its parts."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """The codes 0 to `size` - 1 of a dimension, totals among them, and how they add up. Overlapping
    hierarchies (region and sundhedsklynge) are several sums over the same parts."""

    size: int
    sums: tuple[Sum, ...] = ()

    def __post_init__(self) -> None:
        _check_sums(self.sums, self.size)


def flat(parts: int) -> Dimension:
    """A total, code 0, over `parts` codes from 1."""
    return Dimension(parts + 1, (Sum(0, tuple(range(1, parts + 1))),))


def tree(parents: Sequence[int | None]) -> Dimension:
    """One hierarchy: for each code the code it is a part of, None for the top.
    `[None, 0, 0, 1, 1]` is a country of two regions, the first of two municipalities."""
    children: dict[int, list[int]] = {}
    for code, parent in enumerate(parents):
        if parent is not None:
            children.setdefault(parent, []).append(code)
    sums = (Sum(whole, tuple(parts)) for whole, parts in sorted(children.items()))
    return Dimension(len(parents), tuple(sums))


def equations(cells: int, sums: Iterable[Sum]) -> csr_array:
    """The matrix, sums x cells, of sums named one by one. ValueError where a place does not exist or
    stands twice in a sum."""
    listed = tuple(sums)
    _check_sums(listed, cells)
    rows = [place for place, sum_ in enumerate(listed) for _ in (sum_.whole, *sum_.parts)]
    columns = [cell for sum_ in listed for cell in (sum_.whole, *sum_.parts)]
    signs = [sign for sum_ in listed for sign in (-1, *(1 for _ in sum_.parts))]
    return _matrix(rows, columns, signs, (len(listed), cells))


def margins(*dimensions: Dimension) -> csr_array:
    """The matrix of a whole table: every sum of every dimension, within every combination of codes of
    the others. Its cells stand as `array.ravel()` of a table of the shape of the dimensions."""
    shape = tuple(dimension.size for dimension in dimensions)
    places = np.arange(prod(shape), dtype=np.int64).reshape(shape)
    rows: list[Counts] = []
    columns: list[Counts] = []
    signs: list[Counts] = []
    count = 0
    for axis, dimension in enumerate(dimensions):
        for sum_ in dimension.sums:
            whole = places.take(sum_.whole, axis=axis).ravel()
            numbers = np.arange(count, count + whole.size, dtype=np.int64)
            for code, sign in ((sum_.whole, -1), *((part, 1) for part in sum_.parts)):
                columns.append(places.take(code, axis=axis).ravel())
                rows.append(numbers)
                signs.append(np.full(whole.size, sign, np.int64))
            count += whole.size
    if not rows:
        return _matrix([], [], [], (0, places.size))
    return _matrix(
        np.concatenate(rows),
        np.concatenate(columns),
        np.concatenate(signs),
        (count, places.size),
    )


def stacked(*matrices: csr_array) -> csr_array:
    """Equations over the same cells, from several tables: what a reader may combine."""
    widths = {matrix.shape[1] for matrix in matrices}
    if len(widths) != 1:
        raise ValueError(f"equations over different numbers of cells: {sorted(widths)}")
    parts = [matrix.tocoo() for matrix in matrices]
    starts = [0, *itertools.accumulate(int(part.shape[0]) for part in parts)]
    return _matrix(
        np.concatenate([part.row + start for part, start in zip(parts, starts, strict=False)]),
        np.concatenate([part.col for part in parts]),
        np.concatenate([part.data for part in parts]),
        (starts[-1], widths.pop()),
    )


def with_totals(inner: Counts, *dimensions: Dimension) -> Counts:
    """A table with its totals from its innermost cells: along each dimension the codes that are no
    total, in their order. Shaped as the dimensions."""
    table = np.asarray(inner, np.int64)
    if table.ndim != len(dimensions):
        raise ValueError(f"{table.ndim} dimensions of cells, {len(dimensions)} of codes")
    for axis, dimension in enumerate(dimensions):
        reach = _reach(dimension)
        if table.shape[axis] != reach.shape[1]:
            raise ValueError(
                f"dimension {axis} has {reach.shape[1]} innermost codes, not {table.shape[axis]}"
            )
        table = np.moveaxis(np.tensordot(reach, table, axes=(1, axis)), 0, axis)
    return table


def _reach(dimension: Dimension) -> Counts:
    """How often each innermost code stands in each code: codes x innermost codes."""
    wholes = {sum_.whole: sum_.parts for sum_ in dimension.sums}
    innermost = [code for code in range(dimension.size) if code not in wholes]
    reach = np.zeros((dimension.size, len(innermost)), np.int64)
    reach[innermost, range(len(innermost))] = 1
    waiting = dict(wholes)
    while waiting:
        ready = [whole for whole, parts in waiting.items() if not waiting.keys() & set(parts)]
        if not ready:
            raise ValueError(f"the codes {sorted(waiting)} are parts of each other")
        for whole in ready:
            reach[whole] = reach[list(waiting.pop(whole))].sum(axis=0)
    return reach


def _check_sums(sums: Iterable[Sum], size: int) -> None:
    for sum_ in sums:
        named = (sum_.whole, *sum_.parts)
        if len(named) < 2 or len(set(named)) != len(named):
            raise ValueError(f"a sum needs parts, and each cell in it once: {sum_}")
        if min(named) < 0 or max(named) >= size:
            raise ValueError(f"the places of {sum_} are not all between 0 and {size - 1}")


def _matrix(
    rows: Sequence[int] | Counts,
    columns: Sequence[int] | Counts,
    signs: Sequence[int] | Counts,
    shape: tuple[int, int],
) -> csr_array:
    where = (np.asarray(rows, np.int64), np.asarray(columns, np.int64))
    return csr_array((np.asarray(signs, np.int64), where), shape=shape)


class Blocks:
    """The parts of a table that share no sum with each other, among cells that may differ."""

    def __init__(self, sums: csr_array, cells: Mask) -> None:
        entries = sums.tocoo()
        kept = cells[entries.col]
        self.cells = cells
        self.count = int(sums.shape[0])
        size = self.count + int(sums.shape[1])
        nodes = (entries.row[kept], self.count + entries.col[kept])
        graph = coo_array((np.ones(nodes[0].size), nodes), shape=(size, size))
        self.labels = connected_components(graph, directed=False)[1]

    def __iter__(self) -> Iterator[tuple[Counts, Counts]]:
        """Each part as its equations and its cells. A cell that stands in no sum is a part."""
        for label in np.unique(self.labels[self.count :][self.cells]):
            yield self._part(label)

    def around(self, cell: int) -> tuple[Counts, Counts]:
        """The part that a cell is in."""
        return self._part(self.labels[self.count + cell])

    def _part(self, label: int) -> tuple[Counts, Counts]:
        nodes = np.flatnonzero(self.labels == label)
        return nodes[nodes < self.count], nodes[nodes >= self.count] - self.count


def innermost(sums: csr_array) -> Mask:
    """The cells that are no total in any equation."""
    entries = sums.tocoo()
    found = np.ones(sums.shape[1], bool)
    found[entries.col[entries.data < 0]] = False
    return found
