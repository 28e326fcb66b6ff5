"""What a reader can work out: published examples, every table there is, and what cannot be."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvaerblik.core.errors import Blocked
from tvaerblik.release import programs
from tvaerblik.release.attacker import Bounds, Known, Need, attack, rest
from tvaerblik.release.sums import (
    Dimension,
    Sum,
    equations,
    flat,
    innermost,
    margins,
    tree,
    with_totals,
)

LAST_4 = Dimension(5, (Sum(4, (0, 1, 2, 3)),))  # totals last, as the sources print them

# sdcTable 0.34.0 (Meindl, Statistics Austria), commit 6393dfb6, R/test_problems.R and
# test-simpleheuristic.R: an example of the SDC handbook. Two hidden cells in every row and column.
HANDBOOK = np.array([[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]])
HANDBOOK_HIDDEN = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 3), (3, 1), (3, 3))
# The end of the one exposed cell before and after (attack() of the source); the others are derived
# with HiGHS by linear programming.
BEFORE = {
    (0, 0): (25, 94),
    (0, 1): (47, 47),
    (0, 2): (0, 69),
    (1, 0): (26, 95),
    (1, 2): (0, 69),
    (2, 1): (0, 185),
    (2, 3): (0, 185),
    (3, 1): (906, 1091),
    (3, 3): (585, 770),
}
AFTER = {
    (0, 0): (0, 120),
    (0, 1): (0, 78),
    (0, 2): (0, 69),
    (1, 0): (0, 120),
    (1, 2): (0, 69),
    (2, 1): (0, 185),
    (2, 3): (0, 185),
    (3, 1): (875, 1138),
    (3, 3): (538, 801),
    (1, 3): (0, 78),
}

# GaussSuppression 1.2.3 (Statistics Norway), commit 6fa594c7, vignette on small counts, table 1:
# young and old in Spain, Iceland, Portugal. The bounds are derived by linear programming.
NORWAY = np.array([[5, 2, 0], [6, 3, 4]])
NORWAY_BOUNDS = {(0, 1): (0, 2), (0, 2): (0, 2), (1, 1): (3, 5), (1, 2): (2, 4)}


def close(got, expected):
    """The tolerance that the cases were published with."""
    return abs(got - expected) <= 1e-9 + 1e-9 * abs(expected)


def bounds_of(table, dimensions, hidden, known=None) -> dict[tuple[int, ...], tuple[float, float]]:
    full = with_totals(table, *dimensions)
    mask = np.zeros(full.shape, bool)
    for cell in hidden:
        mask[cell] = True
    found = attack(margins(*dimensions), full.ravel(), mask.ravel(), known)
    low, high = found.low.reshape(full.shape), found.high.reshape(full.shape)
    return {cell: (float(low[cell]), float(high[cell])) for cell in hidden}


def assert_bounds(got, expected):
    assert got.keys() == expected.keys()
    for cell, ends in expected.items():
        assert all(map(close, got[cell], ends)), (cell, got[cell])


def test_two_hidden_in_every_row_and_column_still_give_one_back():
    got = bounds_of(HANDBOOK, (LAST_4, LAST_4), HANDBOOK_HIDDEN)
    assert_bounds(got, BEFORE)
    exact = [cell for cell, (low, high) in got.items() if low == high]
    assert exact == [(0, 1)]
    assert close(got[0, 1][0], 47)


def test_the_published_extra_cell_protects():
    got = bounds_of(HANDBOOK, (LAST_4, LAST_4), (*HANDBOOK_HIDDEN, (1, 3)))
    assert_bounds(got, AFTER)


def test_the_bounds_of_the_norwegian_table():
    dimensions = (Dimension(3, (Sum(2, (0, 1)),)), Dimension(4, (Sum(3, (0, 1, 2)),)))
    assert_bounds(bounds_of(NORWAY, dimensions, tuple(NORWAY_BOUNDS)), NORWAY_BOUNDS)


def test_one_hidden_cell_of_a_column_with_a_total_is_recovered():
    """OpenSAFELY documentation, docs/outputs/sdc.md, commit 41030f3c: 1, 10, 15, 25 of 51."""
    sums = equations(5, [Sum(4, (0, 1, 2, 3))])
    hidden = np.array([True, False, False, False, False])
    found = attack(sums, np.array([-7, 10, 15, 25, 51]), hidden)
    assert close(found.low[0], 1) and close(found.high[0], 1)
    assert found.programs == 0  # settled by its sum


def test_everybody_less_men_gives_women():
    """OpenSAFELY documentation, docs/outputs/sdc.md, commit 41030f3c: disease and population of those
    aged 21 to 30, all and men."""
    everybody, men = np.array([8, 20]), np.array([7, 19])
    assert rest(everybody, men).tolist() == [1, 1]
    sums = equations(3, [Sum(0, (1, 2))])
    for whole, part in zip(everybody, men, strict=True):
        found = attack(sums, np.array([whole, part, 0]), np.array([False, False, True]))
        assert (found.low[2], found.high[2]) == (1, 1)


def test_a_part_of_something_else_is_refused():
    with pytest.raises(ValueError, match="do not count the same"):
        rest(np.array([5]), np.array([6]))


# Every table there is ----------------------------------------------------------------------------

SHAPES = (
    (flat(3),),
    (flat(2), flat(3)),
    (tree([None, 0, 0, 1, 1, 2]), flat(2)),
    (Dimension(5, (Sum(0, (2, 3, 4)), Sum(1, (3, 4)))), flat(2)),  # overlapping
    (flat(2), flat(2), flat(2)),
    (flat(3), flat(3)),
)
MOST = 2  # the most in an innermost cell that everybody knows of, so that the tables can be counted


def every_table(dimensions, full, hidden):
    """All tables of 0 to MOST in each innermost cell that show what is shown: tables x cells."""
    sizes = tuple(map(inner_size, dimensions))
    cells = int(np.prod(sizes))
    combined = np.array(list(itertools.product(range(MOST + 1), repeat=cells)))
    unit = np.eye(cells, dtype=np.int64).reshape(cells, *sizes)
    reach = np.array([with_totals(one, *dimensions).ravel() for one in unit])
    tables = combined @ reach
    fits = (tables[:, ~hidden] == full[~hidden]).all(axis=1)
    return tables[fits]


def inner_size(dimension: Dimension) -> int:
    return dimension.size - len({sum_.whole for sum_ in dimension.sums})


@st.composite
def hidden_tables(draw):
    dimensions = draw(st.sampled_from(SHAPES))
    sizes = tuple(map(inner_size, dimensions))
    cells = int(np.prod(sizes))
    inner = draw(st.lists(st.integers(0, MOST), min_size=cells, max_size=cells))
    full = with_totals(np.array(inner).reshape(sizes), *dimensions).ravel()
    hidden = np.array(draw(st.lists(st.booleans(), min_size=full.size, max_size=full.size)), bool)
    if draw(st.booleans()):  # all totals shown, so that no sum alone tells the bounds
        hidden &= innermost(margins(*dimensions))
    return dimensions, full, hidden


@given(hidden_tables())
@settings(max_examples=150)
def test_the_bounds_are_those_of_every_table_there_is(drawn):
    dimensions, full, hidden = drawn
    sums = margins(*dimensions)
    known = Known(np.zeros(full.size), np.where(innermost(sums), MOST, np.inf))
    found = attack(sums, np.where(hidden, -9, full), hidden, known)
    tables = every_table(dimensions, full, hidden)
    assert found.low.tolist() == tables.min(axis=0).tolist()
    assert found.high.tolist() == tables.max(axis=0).tolist()


def test_a_cell_in_no_sum_is_as_known_beforehand():
    hidden = np.array([True, False])
    found = attack(equations(2, []), np.array([3, 7]), hidden)
    assert (found.low.tolist(), found.high.tolist()) == ([0, 7], [np.inf, 7])
    known = Known.persons(hidden, 5)
    found = attack(equations(2, []), np.array([3, 7]), hidden, known)
    assert (found.low.tolist(), found.high.tolist()) == ([1, 7], [4, 7])


def test_what_is_known_of_persons_narrows_a_sum():
    """3 and 9 hidden of 12: the 3 is known to be 1 to 4, so that the 9 is 8 to 11."""
    sums = equations(3, [Sum(0, (1, 2))])
    known = Known.persons(np.array([False, True, False]), 5)
    found = attack(sums, np.array([12, 3, 9]), np.array([False, True, True]), known)
    assert (found.low.tolist(), found.high.tolist()) == ([12, 1, 8], [12, 4, 11])


def test_no_limit_is_told_as_none():
    sums = equations(3, [Sum(0, (1, 2))])
    found = attack(sums, np.array([12, 3, 9]), np.array([True, True, False]))
    assert (found.low.tolist(), found.high.tolist()) == ([9, 0, 9], [np.inf, np.inf, 9])


def test_zeros_and_nothing_at_all():
    sums = margins(flat(2), flat(2))
    hidden = np.zeros(9, bool)
    hidden[[4, 5, 7, 8]] = True
    found = attack(sums, np.zeros(9, np.int64), hidden)
    assert not found.low.any() and not found.high.any()
    empty = attack(equations(0, []), np.zeros(0, np.int64), np.zeros(0, bool))
    assert empty.low.size == 0


def test_counts_are_whole():
    """Each of two rings of three pairs of at most 1: halves would let three of the six be counted,
    whole persons only two."""
    rings = [[0, 1, 2], [3, 4, 5]]
    pairs = [pair for ring in rings for pair in itertools.combinations(ring, 2)]
    listed = [Sum(13 + i, (*pair, 6 + i)) for i, pair in enumerate(pairs)]
    sums = equations(19, [*listed, Sum(12, (0, 1, 2, 3, 4, 5))])
    values = np.array([0] * 13 + [1] * 6)
    found = attack(sums, values, np.arange(19) < 13)
    assert (found.low[12], found.high[12]) == (0, 2)


def test_a_table_found_for_one_cell_ends_no_interval_but_those_it_reaches():
    """The pattern of the handbook over ones: each sum alone would let the exposed 1 be 0 to 2."""
    table = np.ones((4, 4), np.int64)
    table[3, 1] = 0
    got = bounds_of(table, (LAST_4, LAST_4), HANDBOOK_HIDDEN)
    assert got[0, 1] == (1, 1)
    assert got[2, 1] == (0, 1)


# What cannot be ------------------------------------------------------------------------------------


def test_shown_cells_that_contradict_their_total_are_refused():
    sums = equations(6, [Sum(0, (1, 2)), Sum(3, (4, 5))])
    values = np.array([10, 4, 6, 10, 4, 7])
    with pytest.raises(Blocked, match=r"K-SUMS.*sum number 1") as caught:
        attack(sums, values, np.zeros(6, bool))
    assert "passer ikke sammen (sum nr. 1)" in caught.value.in_("da")


def test_parts_beyond_their_total_are_refused_and_not_told():
    sums = equations(3, [Sum(0, (1, 2))])
    with pytest.raises(Blocked, match=r"K-SUMS.*sum number 0") as caught:
        attack(sums, np.array([1234, 5678, 0]), np.array([False, False, True]))
    assert "1234" not in str(caught.value) and "5678" not in str(caught.value)


def test_knowledge_that_no_table_fits_is_refused():
    """Three pairs of 1 each: only halves would fit, and no sum alone shows it."""
    sums = equations(6, [Sum(3, (0, 1)), Sum(4, (1, 2)), Sum(5, (0, 2))])
    with pytest.raises(Blocked, match="K-SUMS"):
        attack(sums, np.array([0, 0, 0, 1, 1, 1]), np.arange(6) < 3)


def test_a_program_that_fails_blocks(monkeypatch):
    monkeypatch.setattr(
        programs, "linprog", lambda *_, **__: SimpleNamespace(status=1, message="time is up")
    )
    with pytest.raises(Blocked, match=r"K-SOLVER.*time is up"):
        attack(margins(flat(2), flat(2)), np.full(9, 4), np.ones(9, bool))


@pytest.mark.parametrize(
    ("values", "hidden", "known", "words"),
    [
        (np.array([1, 1]), np.zeros(3, bool), None, "not of the same cells"),
        (np.array([1, 1, 0]), np.zeros(2, bool), None, "not of the same cells"),
        (np.array([1.0, 1, 0]), np.zeros(3, bool), None, "whole counts"),
        (np.array([1, 1, 0]), np.array([0, 0, 1]), None, "True or False"),
        (np.array([1, 1, 0]), np.ones(3, bool), Known(np.ones(3), np.zeros(3)), "no whole number"),
        (
            np.array([1, 1, 0]),
            np.ones(3, bool),
            Known(np.full(3, 0.4), np.full(3, 0.6)),
            "no whole",
        ),
    ],
)
def test_other_cells_and_other_numbers_are_refused(values, hidden, known, words):
    with pytest.raises(ValueError, match=words):
        attack(equations(3, [Sum(0, (1, 2))]), values, hidden, known)


def test_counts_too_large_for_a_program_are_refused():
    values = np.array([2**53, 2**53, 0])
    with pytest.raises(OverflowError, match=r"2\^53"):
        attack(equations(3, [Sum(0, (1, 2))]), values, np.zeros(3, bool))


# When a cell is exposed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "exposed"),
    [(1, 4, False), (0, 9, False), (1, np.inf, False), (2, 4, True), (1, 3, True), (3, 3, True)],
)
def test_all_of_one_to_four_must_remain_possible(low, high, exposed):
    need = Need.persons(np.array([True]), 5)
    bounds = Bounds(np.array([low]), np.array([high]), 0)
    assert need.exposed(bounds).tolist() == [exposed]


@pytest.mark.parametrize(("width", "high", "exposed"), [(1, 3, True), (1, 4, False), (3, 5, True)])
def test_one_value_or_too_narrow_is_exposed(width, high, exposed):
    bounds = Bounds(np.array([3.0, 3.0]), np.array([float(high), 3.0]), 0)
    need = Need.not_exact(np.array([True, False]), width)
    assert need.exposed(bounds).tolist() == [exposed, False]
