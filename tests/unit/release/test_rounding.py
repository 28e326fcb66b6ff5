"""Rounding instead of hiding: the published examples, and what the rules promise of any count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.release.rounding import midpoint, redact_and_round, round_measure

COUNTS = st.lists(st.integers(0, 10**9), max_size=20)


def test_redacted_then_rounded_with_the_total_added_up_anew():
    """OpenSAFELY documentation, docs/outputs/sdc.md, commit 41030f3c: disease and population."""
    disease = redact_and_round([3, 8, 16, 23])
    assert (disease.counts, disease.total) == ((None, 10, 15, 25), 50)
    population = redact_and_round([18, 23, 31, 44])
    assert (population.counts, population.total) == ((20, 25, 30, 45), 120)


def test_midpoint_of_six():
    """The same source; 0 stays 0, and 3 is a label of 1 to 6."""
    counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 18]
    assert midpoint(counts) == (0, 3, 3, 3, 3, 3, 3, 9, 9, 9, 9, 9, 9, 15, 15)


def test_the_rule_of_measures():
    """ehrQL, tests/unit/measures/test_disclosure_control.py."""
    assert round_measure([6, 7, 8]) == (0, 0, 10)


def test_zero_is_hidden_among_the_few_unless_asked_for():
    assert redact_and_round([0, 7, 8]).counts == (None, None, 10)
    assert redact_and_round([0, 7, 8], show_zero=True).counts == (0, None, 10)
    assert round_measure([0]) == (0,)


def test_halves_go_up():
    assert redact_and_round([12, 15, 25], at_most=0, base=10).counts == (10, 20, 30)
    assert round_measure([2, 6], at_most=0, base=4) == (4, 8)


def test_nothing_adds_up_to_nothing():
    assert (redact_and_round([]).counts, redact_and_round([]).total) == ((), 0)
    assert (redact_and_round([1, 2]).total, midpoint([]), round_measure([])) == (0, (), ())


@given(COUNTS)
def test_no_shown_count_stands_for_seven_or_fewer(counts):
    rounded = redact_and_round(counts)
    for count, shown in zip(counts, rounded.counts, strict=True):
        assert (shown is None) == (count <= 7)
        if shown is not None:
            assert shown % 5 == 0 and abs(shown - count) <= 2
    assert rounded.total == sum(shown or 0 for shown in rounded.counts)
    assert round_measure(counts) == tuple(shown or 0 for shown in rounded.counts)


@given(COUNTS)
def test_a_midpoint_is_two_above_to_three_below_what_it_stands_for(counts):
    for count, shown in zip(counts, midpoint(counts), strict=True):
        assert (shown == 0) == (count == 0)
        assert count == 0 or (shown % 6 == 3 and shown - 2 <= count <= shown + 3)


def test_midpoints_neither_add_nor_take_on_average():
    counts = range(1, 6 * 50 + 1)
    assert sum(counts) - sum(midpoint(counts)) == len(counts) / 2  # 3 for 1..6, whose middle is 3.5


@pytest.mark.parametrize("rule", [redact_and_round, midpoint, round_measure])
@pytest.mark.parametrize("wrong", [-4321, 4321.5, True, "4321", None])
def test_what_is_no_count_is_refused_and_not_told(rule, wrong):
    with pytest.raises(ValueError, match="number 1 is no count") as caught:
        rule([8, wrong])
    assert "4321" not in str(caught.value)
    with pytest.raises(ValueError, match="at least 1, not 0"):
        rule([8], base=0)
