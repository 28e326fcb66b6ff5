import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.statistics import run_chart

# Anhøj J, Mohammed MA, Mastering SPC Charts, appendix B (also the qicharts2 vignette, appendix 2,
# and anhoej.net): limits for n = 10, 11, … 100 useful points
LONGEST_RUN_LIMITS = [6] * 2 + [7] * 11 + [8] * 23 + [9] * 45 + [10] * 10
CROSSINGS_LIMITS = [
    2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 6, 7, 7, 8, 8, 8, 9, 9, 10, 10, 11, 11, 11, 12, 12, 13, 13,
    14, 14, 14, 15, 15, 16, 16, 17, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 21, 22, 22, 23, 23, 24,
    24, 25, 25, 25, 26, 26, 27, 27, 28, 28, 29, 29, 29, 30, 30, 31, 31, 32, 32, 33, 33, 34, 34, 34,
    35, 35, 36, 36, 37, 37, 38, 38, 39, 39, 39, 40, 40, 41, 41,
]  # fmt: skip

# qicharts2 0.8.1 vignette: hospital infections (C. difficile), Amager Hvidovre Hospital, months
# from November 2012, originally public at esundhed.dk
INFECTIONS = [
    17, 12, 27, 20, 20, 18, 22, 19, 19, 24, 17, 16, 24, 19, 19, 22, 25, 19, 17, 6, 25, 17, 11, 14,
    9, 11, 7, 13, 5, 5, 3, 5, 9, 4, 5, 9,
]  # fmt: skip


def series(min_size=0, max_size=60):
    """Whole numbers, so that adding a constant is exact, with gaps."""
    return st.lists(st.none() | st.integers(-50, 50), min_size=min_size, max_size=max_size)


def alternating(n):
    return [(-1) ** i for i in range(n)]


def rules_of(chart):
    return (
        chart.n_useful,
        chart.longest_run,
        chart.longest_run_limit,
        chart.crossings,
        chart.crossings_limit,
        chart.signal,
        chart.void,
    )


def test_limits_equal_the_published_table():
    charts = [run_chart(alternating(n), centre=0) for n in range(10, 101)]
    assert [chart.longest_run_limit for chart in charts] == LONGEST_RUN_LIMITS
    assert [chart.crossings_limit for chart in charts] == CROSSINGS_LIMITS


def test_infections_against_the_median_of_the_first_two_years():
    chart = run_chart(INFECTIONS, centre=run_chart(INFECTIONS[:24]).centre)
    assert chart.centre == 19
    assert rules_of(chart) == (31, 15, 8, 8, 11, True, False)
    longest = max(chart.runs, key=lambda run: run.length)
    assert (longest.side, longest.first, longest.last) == ("below", 21, 35)


def test_infections_before_and_after_the_change():
    assert run_chart(INFECTIONS[:24]).centre == 19
    assert run_chart(INFECTIONS[24:]).centre == 6


def test_the_textbook_example_is_random():
    # anhoej.net, Seriediagram: 24 points, longest run 4, 11 crossings
    lengths = [4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1]
    values = [(-1) ** i for i, length in enumerate(lengths) for _ in range(length)]
    assert rules_of(run_chart(values, centre=0)) == (24, 4, 8, 11, 8, False, False)


@pytest.mark.parametrize(("length", "signal"), [(7, False), (8, True)])
def test_a_run_must_be_longer_than_its_limit(length, signal):
    # n = 13: the table gives 7, and only more than 7 is a signal
    values = [1] * length + alternating(14)[1 : 14 - length]
    chart = run_chart(values, centre=0)
    assert (chart.n_useful, chart.longest_run, chart.signal) == (13, length, signal)


@pytest.mark.parametrize(("crossings", "signal"), [(2, True), (3, False)])
def test_crossings_must_be_fewer_than_their_limit(crossings, signal):
    runs = {2: (4, 4, 4), 3: (3, 3, 3, 3)}[crossings]
    values = [(-1) ** i for i, length in enumerate(runs) for _ in range(length)]
    chart = run_chart(values, centre=0)
    assert (chart.crossings, chart.crossings_limit, chart.signal) == (crossings, 3, signal)
    assert chart.has_few_crossings is signal


def test_all_sequences_of_fourteen_points():
    # crossrun vignette (Wentzel-Larsen, Anhøj), table for n = 14, sequences starting above:
    # one with no crossing; with one crossing 1, 2, 2, 2, 2, 2, 2 by longest run 7 to 13
    counts = {}
    for tail in product([1, -1], repeat=13):
        chart = run_chart((1, *tail), centre=0)
        key = (chart.crossings, chart.longest_run)
        counts[key] = counts.get(key, 0) + 1
    assert counts[0, 14] == 1
    assert [counts[1, length] for length in range(7, 14)] == [1, 2, 2, 2, 2, 2, 2]
    assert [counts[2, length] for length in range(5, 13)] == [3, 12, 18, 15, 12, 9, 6, 3]
    assert [counts[3, length] for length in range(4, 10)] == [10, 58, 78, 60, 40, 24]


def test_missing_values_and_values_on_the_centre_are_passed_over():
    chart = run_chart([1, 1, None, 1, 0, 1, math.nan, -1, -1], centre=0)
    assert (chart.n_useful, chart.longest_run, chart.crossings) == (6, 4, 1)
    assert [(run.first, run.last) for run in chart.runs] == [(0, 5), (7, 8)]


@pytest.mark.parametrize("values", [[], [None] * 30, [5], [5] * 30, [0] * 20 + [1]])
def test_nothing_to_say_is_said_without_limits(values):
    chart = run_chart(values)
    assert not chart.signal
    assert chart.longest_run_limit is None
    assert chart.crossings_limit is None


def test_more_than_half_on_the_centre_makes_the_analysis_void():
    half = [0] * 12 + [1] * 12
    assert not run_chart(half, centre=0).void
    assert run_chart(half, centre=0).signal
    more = run_chart([0] * 13 + [1] * 12, centre=0)
    assert more.void
    assert not (more.signal or more.has_long_run or more.has_few_crossings)


def test_no_values_have_no_centre():
    assert run_chart([]).centre is None
    assert run_chart([], centre=4).centre == 4


@given(series())
def test_negating_mirrors_the_sides_and_changes_nothing_else(values):
    chart = run_chart(values)
    mirrored = run_chart([None if value is None else -value for value in values])
    assert rules_of(mirrored) == rules_of(chart)
    assert [run.side for run in mirrored.runs] == [
        {"above": "below", "below": "above"}[run.side] for run in chart.runs
    ]


@given(series(), st.integers(-1000, 1000))
def test_adding_a_constant_only_moves_the_centre(values, constant):
    chart = run_chart(values)
    moved = run_chart([None if value is None else value + constant for value in values])
    assert rules_of(moved) == rules_of(chart)
    assert moved.runs == chart.runs
    if chart.centre is not None:
        assert moved.centre == chart.centre + constant


@given(series())
def test_the_order_backwards_gives_the_same_rules(values):
    assert rules_of(run_chart(values[::-1])) == rules_of(run_chart(values))


@given(series())
def test_the_runs_hold_every_useful_point_once(values):
    chart = run_chart(values)
    assert sum(run.length for run in chart.runs) == chart.n_useful
    assert chart.longest_run == max((run.length for run in chart.runs), default=0)
    assert all(a.last < b.first for a, b in zip(chart.runs, chart.runs[1:], strict=False))
    assert all(a.side != b.side for a, b in zip(chart.runs, chart.runs[1:], strict=False))


@given(st.lists(st.floats(-1e300, 1e300), max_size=30))
def test_any_finite_values_have_a_finite_centre(values):
    chart = run_chart(values)
    assert chart.centre is None if not values else math.isfinite(chart.centre)


def test_infinite_values_are_refused():
    with pytest.raises(ValueError, match="must be at most"):
        run_chart([1, 2, math.inf])
    with pytest.raises(ValueError, match="must be at most"):
        run_chart([1, 10**400])
