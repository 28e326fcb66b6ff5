"""Many at once must be what one at a time is: the arithmetic and the statistics are the referees."""

from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.measures import MEASURES, catalogue_of_measures
from tvaerblik.catalogue.arithmetic import rounded, scale_of, value_of
from tvaerblik.release import figures
from tvaerblik.statistics import byar, wilson

counts = st.integers(0, 10**7)
divisors = st.integers(1, 3 * 10**9)


def decimals(millionths):
    return figures.figures(millionths, np.ones(len(millionths), bool)).to_pylist()


@pytest.mark.parametrize("measure", ["share", "rate", "level", "flow"])
def test_values_equal_the_arithmetic(request, measure):
    indicator = request.getfixturevalue(measure)
    random = np.random.default_rng(7)
    numerator = np.concatenate([random.integers(0, 10**6, 3000), np.arange(200)])
    denominator = np.concatenate([random.integers(1, 3 * 10**9, 3000), np.arange(1, 201)])
    got = decimals(figures.values(indicator, numerator, denominator))
    assert got == [
        value_of(indicator, int(n), int(d)) for n, d in zip(numerator, denominator, strict=True)
    ]


@pytest.mark.parametrize("name", sorted(set(MEASURES) - {"median", "percentile"}))
def test_values_of_every_measure_equal_the_arithmetic(catalogue, name):
    indicator = catalogue_of_measures(catalogue).get(name)
    random = np.random.default_rng(7)
    numerator = random.integers(-(10**6), 10**6, 500)
    for denominator in (random.integers(1, 10**6, 500), None):
        got = decimals(figures.values(indicator, numerator, denominator))
        below = [None] * 500 if denominator is None else denominator.tolist()
        assert got == [
            value_of(indicator, int(n), d) for n, d in zip(numerator, below, strict=True)
        ]


@given(
    st.lists(st.tuples(counts, divisors), min_size=1),
    st.fractions(min_value=Fraction(1, 9999), max_value=10**9),
)
def test_scaled_is_exact_and_rounds_half_up(pairs, factor):
    numerator, denominator = (np.array(column, np.int64) for column in zip(*pairs, strict=True))
    exact = [n * factor / d for n, d in pairs]
    if max(exact) >= 9 * 10**12:
        with pytest.raises(OverflowError):
            figures.scaled(numerator, factor, denominator)
        return
    assert decimals(figures.scaled(numerator, factor, denominator)) == [
        rounded(value, 6) for value in exact
    ]


def test_a_half_is_rounded_up():
    got = figures.scaled(np.array([1, 3]), Fraction(1), np.array([2_000_000, 2_000_000]))
    assert got.tolist() == [1, 2]


def test_the_grid_is_of_two_digits_and_rounds_away_from_zero():
    halves = [0, 1, 7, 8, 198, 199, 247, 249, 250, 1999, 2469, 2500, -7, -250, 10**15]
    wanted = [0, 1, 4, 4, 99, 100, 120, 120, 130, 1000, 1200, 1300, -4, -130, 5 * 10**14]
    assert figures.on_grid(np.array(halves[:-1])).tolist() == [
        value * 10**6 for value in wanted[:-1]
    ]
    with pytest.raises(OverflowError):
        figures.on_grid(np.array(halves[-1:]))


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1))
def test_the_grid_moves_a_value_by_a_twentieth_or_half_a_unit_at_most(halves):
    for half, shown in zip(halves, figures.on_grid(np.array(halves)).tolist(), strict=True):
        exact = Fraction(half, 2)
        assert abs(Fraction(shown, 10**6) - exact) <= max(Fraction(1, 2), abs(exact) / 20)


def test_a_half_below_zero_is_rounded_away_from_it():
    got = figures.scaled(np.array([-1, -3]), Fraction(1), np.array([2_000_000, 4_000_000]))
    assert got.tolist() == [-1, -1]
    assert figures.scaled(np.array([-1]), Fraction(1), np.array([3])).tolist() == [-333_333]


def test_a_count_without_a_denominator_is_itself(flow):
    assert decimals(figures.values(flow, np.array([0, 85]), None)) == [0, 85]


def test_denominators_are_shown_in_years(rate):
    (got,) = decimals(figures.shown_denominators(rate.measure, np.array([365_250])))
    assert got == 1000
    assert scale_of(rate.measure).shown == Fraction(4, 1461)


@pytest.mark.parametrize("n", [1, 2, 5, 20, 30, 100, 1000, 10**6])
def test_wilson_limits_equal_the_statistics(n):
    events = np.unique(np.linspace(0, n, 60).astype(np.int64))
    lower, upper = figures.wilson_limits(events, np.full_like(events, n))
    for place, count in enumerate(events):
        assert (lower[place], upper[place]) == pytest.approx(wilson(int(count), n), abs=1e-15)
    assert lower[0] == 0 and upper[-1] == 1


def test_byar_limits_equal_the_statistics():
    events = np.array([*range(0, 40), 100, 1000, 10**5, 10**7])
    lower, upper = figures.byar_limits(events)
    for place, count in enumerate(events):
        assert (lower[place], upper[place]) == pytest.approx(byar(int(count)), rel=1e-14)


def test_limits_of_a_rate_are_those_of_its_count(rate):
    limits = figures.limits(rate, np.array([3141]), np.array([5_000_000]))
    per = float(scale_of(rate.measure).factor) / 5_000_000
    assert [int(side[0]) for side in limits] == [round(limit * per * 10**6) for limit in byar(3141)]


def test_no_method_no_limits(flow):
    assert figures.limits(flow, np.array([3]), None) is None


@given(st.lists(st.tuples(st.integers(-(2**62), 2**62), st.booleans())))
def test_figures_are_decimals_and_what_is_hidden_is_gone(pairs):
    millionths = np.array([number for number, _ in pairs], np.int64)
    shown = np.array([is_shown for _, is_shown in pairs], bool)
    array = figures.figures(millionths, shown)
    array.validate(full=True)
    assert [None if v is None else int(v.scaleb(6)) for v in array.to_pylist()] == [
        number if is_shown else None for number, is_shown in pairs
    ]
    bare = pa.Array.from_buffers(array.type, len(array), [None, array.buffers()[1]]).to_pylist()
    assert all(value == 0 for value, is_shown in zip(bare, shown, strict=True) if not is_shown)
