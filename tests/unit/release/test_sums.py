"""Tables as equations: drawn small, and against adding up by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.release.sums import (
    Blocks,
    Dimension,
    Sum,
    equations,
    flat,
    innermost,
    margins,
    stacked,
    tree,
    with_totals,
)

COUNTRY = tree([None, 0, 0, 1, 1, 2])  # two regions, of two municipalities and of one
OVERLAP = Dimension(6, (Sum(0, (2, 3, 4, 5)), Sum(1, (3, 4))))  # a klynge across the country


def test_a_country_is_its_regions_and_they_their_municipalities():
    assert COUNTRY.sums == (Sum(0, (1, 2)), Sum(1, (3, 4)), Sum(2, (5,)))
    table = with_totals(np.array([7, 1, 4]), COUNTRY)
    assert table.tolist() == [12, 8, 4, 7, 1, 4]


def test_margins_write_minus_one_at_the_total():
    assert margins(flat(2)).toarray().tolist() == [[-1, 1, 1]]
    two = margins(flat(2), flat(1)).toarray()
    assert two.shape == (2 + 3, 6)  # a sum in each of two columns and of three rows
    assert (two.sum(axis=1) == [1, 1, 0, 0, 0]).all()


@given(st.integers(0, 2**32 - 1))
def test_a_table_with_its_totals_fulfils_its_equations(seed):
    inner = np.random.default_rng(seed).integers(0, 50, (3, 2, 4))
    dimensions = (COUNTRY, flat(2), OVERLAP)
    table = with_totals(inner, *dimensions)
    assert table.shape == (6, 3, 6)
    assert not (margins(*dimensions) @ table.ravel()).any()
    assert table[0, 0, 0] == inner.sum()
    assert table[1, 0, 1] == inner[:2, :, 1:3].sum()


def test_sums_named_one_by_one():
    matrix = equations(4, [Sum(3, (0, 1)), Sum(2, (1,))])
    assert matrix.toarray().tolist() == [[1, 1, 0, -1], [0, 1, -1, 0]]
    both = stacked(matrix, equations(4, [Sum(0, (1, 2))]))
    assert both.toarray().tolist()[2] == [-1, 1, 1, 0]
    assert innermost(matrix).tolist() == [True, True, False, False]


def test_a_dimension_without_totals_has_no_equations():
    assert margins(Dimension(3)).shape == (0, 3)


@pytest.mark.parametrize(
    ("sum_", "words"),
    [
        (Sum(0, ()), "needs parts"),
        (Sum(0, (0, 1)), "once"),
        (Sum(0, (1, 1)), "once"),
        (Sum(0, (3,)), "between 0 and 2"),
        (Sum(-1, (1,)), "between 0 and 2"),
    ],
)
def test_a_sum_that_cannot_be_is_refused(sum_, words):
    with pytest.raises(ValueError, match=words):
        equations(3, [sum_])
    with pytest.raises(ValueError, match=words):
        Dimension(3, (sum_,))


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="different numbers of cells"):
        stacked(equations(2, []), equations(3, []))
    with pytest.raises(ValueError, match="3 innermost codes, not 2"):
        with_totals(np.array([1, 2]), flat(3))
    with pytest.raises(ValueError, match="1 dimensions of cells, 2 of codes"):
        with_totals(np.array([1, 2]), flat(2), flat(1))
    with pytest.raises(ValueError, match="parts of each other"):
        with_totals(np.array([1]), Dimension(3, (Sum(0, (1, 2)), Sum(1, (0, 2)))))


def test_blocks_share_no_sum_among_the_cells_that_may_differ():
    sums = equations(7, [Sum(0, (1, 2)), Sum(2, (3, 4)), Sum(5, (6,))])
    everything = [(rows.tolist(), cells.tolist()) for rows, cells in Blocks(sums, np.ones(7, bool))]
    assert everything == [([0, 1], [0, 1, 2, 3, 4]), ([2], [5, 6])]
    without = np.array([1, 1, 0, 1, 0, 0, 0], bool)
    apart = [(rows.tolist(), cells.tolist()) for rows, cells in Blocks(sums, without)]
    assert apart == [([0], [0, 1]), ([1], [3])]
    assert [part.tolist() for part in Blocks(sums, without).around(3)] == [[1], [3]]
