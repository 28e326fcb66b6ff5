"""Phases, baselines, what is missing or impossible, and what must hold for any numbers."""

import math
import sys

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tvaerblik.statistics import control_chart

KINDS = ("i", "i'", "p", "p'", "u", "u'", "c", "g", "t")
WITH_DENOMINATORS = ("i'", "p", "p'", "u", "u'")


def chart_of(kind, pairs, **options):
    """The chart of any kind from pairs of a count and a denominator at least as large."""
    if kind in WITH_DENOMINATORS:
        return control_chart(kind, [x for x, _ in pairs], [n for _, n in pairs], **options)
    # A time of 0 is no time
    shift = 1 if kind == "t" else 0
    return control_chart(kind, [None if x is None else x + shift for x, _ in pairs], **options)


@st.composite
def counted(draw, missing=True):
    n = draw(st.integers(0, 60))
    x = draw(st.integers(0, n))
    lost = draw(st.sampled_from(["", "", "", "", "x", "n"])) if missing else ""
    return None if lost == "x" else x, None if lost == "n" else n


@st.composite
def known(draw):
    n = draw(st.integers(1, 60))
    return draw(st.integers(0, n)), n


series = st.lists(counted(), max_size=40)
full_series = st.lists(known(), min_size=2, max_size=40)
kinds = st.sampled_from(KINDS)


def drawn(chart):
    """Everything about the points but their phase."""
    return [(p.value, p.centre, p.lower, p.upper, p.sigma_signal) for p in chart.points]


def made_of(phase):
    return (
        phase.centre,
        phase.mean_range,
        phase.raw_mean_range,
        phase.n_screened,
        phase.sigma,
        phase.sigma_z,
        phase.n,
    )


# Phases


@given(kinds, series, series)
def test_two_phases_are_two_charts(kind, first, second):
    assume(first and second)
    both = chart_of(kind, first + second, phases=[len(first)])
    one, other = chart_of(kind, first), chart_of(kind, second)
    assert drawn(both) == drawn(one) + drawn(other)
    assert [made_of(phase) for phase in both.phases] == [
        made_of(chart.phases[0]) for chart in (one, other)
    ]
    assert [point.phase for point in both.points] == [0] * len(first) + [1] * len(second)
    assert [(phase.first, phase.last) for phase in both.phases] == [
        (0, len(first) - 1),
        (len(first), len(first + second) - 1),
    ]


def test_phases_may_come_in_any_order_and_twice():
    chart = control_chart("i", range(10), phases=np.array([7, 3, 3, 0]))
    assert [(phase.first, phase.last) for phase in chart.phases] == [(0, 2), (3, 6), (7, 9)]


def test_the_range_across_a_border_belongs_to_neither():
    chart = control_chart("i", [1, 2, 1, 100, 101, 100], phases=[3])
    assert [phase.raw_mean_range for phase in chart.phases] == [1, 1]


@pytest.mark.parametrize("border", [-1, 3, 12])
def test_a_phase_begins_at_one_of_the_values(border):
    with pytest.raises(ValueError, match="indexes from 0 to 2 of the 3 values, not"):
        control_chart("i", [1, 2, 3], phases=[border])


# Baselines


@given(kinds, series)
def test_a_baseline_of_all_points_is_none(kind, pairs):
    assume(pairs)
    usual = chart_of(kind, pairs)
    for baseline in (len(pairs), range(len(pairs)), len(pairs) + 5):
        assert chart_of(kind, pairs, baseline=baseline) == usual


@given(kinds, series, series)
def test_later_points_do_not_move_a_baseline(kind, first, later):
    assume(first)
    frozen = chart_of(kind, first + later, baseline=len(first))
    alone = chart_of(kind, first)
    assert drawn(frozen)[: len(first)] == drawn(alone)
    assert made_of(frozen.phases[0]) == made_of(alone.phases[0])
    assert len(frozen.points) == len(first) + len(later)


@pytest.mark.parametrize("baseline", [4, np.int64(4), [3, 1, 0, 2, 2], np.arange(4), {0, 1, 2, 3}])
def test_a_baseline_is_a_number_of_points_or_their_indexes(baseline):
    chart = control_chart("c", [4, 4, 4, 4, 100], baseline=baseline)
    assert (chart.phases[0].centre, chart.phases[0].n) == (4, 4)
    assert [point.sigma_signal for point in chart.points] == [False] * 4 + [True]


def test_a_point_left_out_makes_its_neighbours_neighbours():
    # It has a known cause; the ranges are of what is left, in their order
    left_out = control_chart("i", [1, 3, 90, 4, 2], baseline=[0, 1, 3, 4])
    assert made_of(left_out.phases[0]) == made_of(control_chart("i", [1, 3, 4, 2]).phases[0])
    assert left_out.points[2].sigma_signal


def test_a_missing_value_joins_nothing():
    chart = control_chart("i", [1, 3, None, 4, 2])
    assert (chart.phases[0].mean_range, chart.phases[0].n) == (2, 4)


def test_a_baseline_is_of_the_first_phase_only():
    values = [1, 2, 1, 9, 50, 60, 50]
    chart = control_chart("i", values, baseline=3, phases=[4])
    assert chart.phases[0].centre == pytest.approx(4 / 3)
    assert chart.phases[1].centre == pytest.approx(160 / 3)
    assert control_chart("i", values, baseline=6, phases=[4]).phases[0].centre == 13 / 4
    assert control_chart("i", values, baseline=2, phases=[4]).phases[1].centre == 160 / 3
    with pytest.raises(ValueError, match="indexes from 0 to 3, those of the first phase, not"):
        control_chart("i", values, baseline=[0, 4], phases=[4])


@pytest.mark.parametrize(
    ("baseline", "words"),
    [
        (0, "must be at least 1 point, not 0"),
        (-3, "must be at least 1 point, not -3"),
        ([], "must name at least 1 point"),
        ([0, 3], "indexes from 0 to 2"),
        ([-1], "indexes from 0 to 2"),
    ],
)
def test_an_impossible_baseline_is_refused(baseline, words):
    with pytest.raises(ValueError, match=words):
        control_chart("i", [1, 2, 3], baseline=baseline)


def test_a_baseline_without_a_value_has_no_limits():
    chart = control_chart("c", [None, None, 5], baseline=2)
    assert drawn(chart)[2] == (5, None, None, None, False)
    assert made_of(chart.phases[0]) == (None, None, None, 0, None, None, 0)


# Missing and impossible numbers


@pytest.mark.parametrize("kind", KINDS)
def test_no_points_and_missing_points(kind):
    sizes = [] if kind in WITH_DENOMINATORS else None
    assert control_chart(kind, [], sizes).points == ()
    sizes = [10, 20, None] if kind in WITH_DENOMINATORS else None
    chart = control_chart(kind, [None, math.nan, None], sizes)
    assert drawn(chart) == [(None, None, None, None, False)] * 3
    assert chart.phases[0].n == 0


@pytest.mark.parametrize("kind", ["p", "u"])
def test_a_denominator_of_nothing_is_a_gap(kind):
    chart = control_chart(kind, [5, 0, 7, None, 5], [20, 0, 20, 20, None])
    assert [point.value for point in chart.points] == [0.25, None, 0.35, None, None]
    assert [point.upper is None for point in chart.points] == [False, True, False, False, True]
    assert (chart.phases[0].centre, chart.phases[0].n) == (0.3, 2)


def test_no_range_reaches_across_a_gap():
    phase = control_chart("i'", [5, 0, 7, 5], [20, 0, 20, 20]).phases[0]
    assert phase.mean_range == pytest.approx(math.sqrt(math.pi / 2) * 0.1 / math.sqrt(0.1))
    # z of 0.25, a gap, 0.35 and 0.25 about 17/60: only the last two are neighbours
    laney = control_chart("u'", [5, 0, 7, 5], [20, 0, 20, 20]).phases[0]
    assert laney.mean_range == pytest.approx(0.1 / math.sqrt(17 / 60 / 20))


@pytest.mark.parametrize("kind", KINDS)
def test_one_point_and_equal_points_never_signal(kind):
    for pairs in ([(3, 7)], [(3, 7)] * 30, [(0, 7)] * 30, [(7, 7)] * 30, [(0, 1)]):
        for options in ({}, {"screened": False}, {"floored": False}):
            chart = chart_of(kind, pairs, **options)
            assert not any(point.sigma_signal for point in chart.points)
            assert chart.points[0].centre is not None


@pytest.mark.parametrize("kind", ["i", "i'", "t"])
def test_one_point_alone_has_no_limits_where_ranges_make_them(kind):
    point = chart_of(kind, [(3, 7)]).points[0]
    assert (point.lower, point.upper) == (None, None)


@pytest.mark.parametrize(("kind", "plain"), [("p'", "p"), ("u'", "u")])
def test_laney_has_no_limits_without_ranges_unless_nothing_varies(kind, plain):
    assert control_chart(kind, [3], [7]).points[0].upper is None
    assert control_chart(plain, [3], [7]).points[0].upper is not None
    nothing = control_chart(kind, [0, 0, 0], [7, 9, 4])
    assert {(point.lower, point.upper) for point in nothing.points} == {(0, 0)}
    assert nothing.phases[0].sigma_z is None


def test_mostly_equal_values_fall_back_to_the_unscreened_range():
    phase = control_chart("i", [1] * 10 + [2] + [1] * 10).phases[0]
    assert (phase.mean_range, phase.raw_mean_range, phase.n_screened) == (0.1, 0.1, 0)


@pytest.mark.parametrize(
    ("kind", "values", "sizes", "words"),
    [
        ("x", [1], None, "kind must be one of i, i', p, p', u, u', c, g, t, not 'x'"),
        ("p", [1], None, "kind p needs denominators"),
        ("i'", [1], None, "kind i' needs denominators"),
        ("c", [1], [2], "kind c has no denominators: use u"),
        ("p", [1, 2], [2], "2 values need as many denominators, not 1"),
        ("p", [1, 3], [2, 2], r"values\[1\] \(3\) exceeds its denominator \(2\): that is a rate"),
        ("p'", [1], [0], "exceeds its denominator"),
        ("u", [-1], [2], "values must be a count from 0"),
        ("c", [-1], None, "values must be a count from 0"),
        ("g", [-1], None, "values must be a count from 0"),
        ("u", [1], [-2], "denominators must be a count from 0"),
        ("c", [2**54], None, "values must be a count from 0"),
        ("i", [math.inf], None, "values must be at most"),
        ("i", [1], [1e-200], "denominators must be 0 .* or at least 1e-100"),
        ("i", [1e290], [1e-100], "1e.290 divided by 1e-100 is larger than a chart can hold"),
    ],
)
def test_impossible_numbers_are_refused(kind, values, sizes, words):
    with pytest.raises(ValueError, match=words):
        control_chart(kind, values, sizes)


EXTREME = st.sampled_from([0, 1, 5, 2**53, 2**53 - 1, 1e-100, 1e-9, 0.5, None, math.nan])
LARGE = st.sampled_from([1e300, -1e300, 1e-300, sys.float_info.min, 5e-324, 0.0, 1.0, None])


def check_no_number_is_infinite(chart):
    for point in chart.points:
        for number in (point.value, point.centre, point.lower, point.upper):
            assert number is None or math.isfinite(number)
        if point.lower is not None and point.upper is not None:
            assert point.lower <= point.upper
        assert not (point.value is None and point.sigma_signal)
    for phase in chart.phases:
        for number in made_of(phase):
            assert number is None or math.isfinite(number)


@given(kinds, st.lists(st.tuples(EXTREME, EXTREME), max_size=12), st.booleans(), st.booleans())
def test_extreme_counts_never_give_infinite_numbers(kind, pairs, screened, floored):
    if kind in ("p", "p'"):
        pairs = [(x, n) for x, n in pairs if not (x is not None and n is not None and x > n)]
    check_no_number_is_infinite(chart_of(kind, pairs, screened=screened, floored=floored))


@given(st.lists(st.tuples(LARGE, EXTREME), max_size=12), st.sampled_from(["i", "i'"]))
def test_extreme_values_never_give_infinite_numbers(pairs, kind):
    pairs = [(x, n) for x, n in pairs if not (x and n and abs(x) / n > 1e300)]
    check_no_number_is_infinite(chart_of(kind, pairs))


@given(st.lists(st.sampled_from([1e300, 1.0, 5e-324, 1e-300, None]), max_size=12))
def test_extreme_times_never_give_infinite_numbers(times):
    chart = control_chart("t", times)
    check_no_number_is_infinite(chart)
    assert [point.value for point in chart.points] == times


# What holds for any numbers


@given(kinds, series)
def test_missing_stays_missing_and_nothing_else_does(kind, pairs):
    chart = chart_of(kind, pairs)
    for (x, n), point in zip(pairs, chart.points, strict=True):
        is_gap = x is None or (kind in WITH_DENOMINATORS and not n)
        assert (point.value is None) == is_gap


@given(st.sampled_from(["i", "i'"]), full_series)
def test_limits_lie_evenly_about_the_centre(kind, pairs):
    for point in chart_of(kind, pairs).points:
        assert point.upper - point.centre == pytest.approx(point.centre - point.lower)


@given(st.sampled_from(["p", "p'", "u", "u'", "c"]), full_series)
def test_limits_lie_evenly_about_the_centre_unless_clipped(kind, pairs):
    ceiling = 1 if kind in ("p", "p'") else math.inf
    for point in chart_of(kind, pairs).points:
        below, above = point.centre - point.lower, point.upper - point.centre
        if point.lower > 0 and point.upper < ceiling:
            assert above == pytest.approx(below)
        elif point.upper < ceiling:
            assert point.lower == 0
            assert above >= below - 1e-12


@given(kinds, full_series)
def test_counts_and_proportions_have_no_impossible_limits(kind, pairs):
    if kind in ("i", "i'"):
        return
    for point in chart_of(kind, pairs).points:
        assert point.lower is None or point.lower >= 0
        if kind in ("p", "p'") and point.upper is not None:
            assert point.upper <= 1


@given(
    st.lists(st.none() | st.integers(-50, 50), min_size=1, max_size=30),
    st.integers(-1000, 1000),
    st.sampled_from([0.25, 3, 100]),
)
def test_an_i_chart_moves_and_stretches_with_its_values(values, shift, factor):
    plain = control_chart("i", values)
    moved = control_chart("i", [None if v is None else factor * v + shift for v in values])
    for here, there in zip(plain.points, moved.points, strict=True):
        for name in ("value", "centre", "lower", "upper"):
            before, after = getattr(here, name), getattr(there, name)
            if before is None:
                assert after is None
            else:
                assert after == pytest.approx(factor * before + shift, abs=1e-9)
        assert here.sigma_signal == there.sigma_signal


@given(st.lists(st.integers(0, 40), min_size=1, max_size=40))
def test_equal_denominators_give_equal_limits(events):
    chart = control_chart("p", events, [40] * len(events))
    assert len({(point.lower, point.upper) for point in chart.points}) == 1


@given(full_series)
def test_a_floored_factor_never_narrows(pairs):
    for prime, plain in (("p'", "p"), ("u'", "u")):
        wide, narrow = chart_of(prime, pairs), chart_of(plain, pairs)
        free = chart_of(prime, pairs, floored=False)
        assert wide.phases == free.phases
        for one, other in zip(wide.points, narrow.points, strict=True):
            assert one.upper >= other.upper
            assert one.lower <= other.lower
        sigma_z = free.phases[0].sigma_z
        if sigma_z is not None and sigma_z >= 1:
            assert drawn(free) == drawn(wide)


# Against a plain computation


def plain_limits(kind, x, n):
    """The textbook formulas by numpy on whole arrays, without phases, gaps or screening."""
    if kind == "c":
        value, centre = x.astype(float), x.mean()
        sigma = np.full(len(x), np.sqrt(centre))
    else:
        value, centre = x / n, x.sum() / n.sum()
        sigma = np.sqrt((centre * (1 - centre) if kind[0] == "p" else centre) / n)
    if kind.endswith("'"):
        z = (value - centre) / sigma
        sigma = sigma * np.abs(np.diff(z)).mean() / 1.128
    ceiling = 1 if kind[0] == "p" else np.inf
    return centre, np.maximum(centre - 3 * sigma, 0), np.minimum(centre + 3 * sigma, ceiling), value


@pytest.mark.parametrize("kind", ["p", "u", "c", "p'", "u'"])
@pytest.mark.parametrize("seed", range(20))
def test_random_counts_against_a_plain_computation(kind, seed):
    random = np.random.default_rng(seed)
    size = int(random.integers(2, 60))
    n = random.integers(20, 3000, size)
    share = random.beta(2, 8, size) if seed % 2 else random.uniform(0.001, 0.2)
    x = random.binomial(n, share)
    x[0] += 1  # never nothing at all
    chart = control_chart(kind, x, None if kind == "c" else n, screened=False, floored=False)
    centre, lower, upper, value = plain_limits(kind, x, n)
    got = np.array([(p.centre, p.lower, p.upper, p.value) for p in chart.points])
    np.testing.assert_allclose(got[:, 0], centre, rtol=1e-12)
    np.testing.assert_allclose(got[:, 1], lower, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(got[:, 2], upper, rtol=1e-12)
    np.testing.assert_allclose(got[:, 3], value, rtol=1e-15)
    outside = (value > upper) | (value < lower)
    assert [point.sigma_signal for point in chart.points] == outside.tolist()


def test_a_value_on_its_limit_is_inside():
    # 4/3 + 3 · √(4/3/3) is 10/3, and a float's last bit less; 4 + 3 · 2 is 10
    rates = control_chart("u", [4] * 9 + [10, 10.001], [3] * 11, baseline=9)
    assert rates.points[9].value > rates.points[9].upper
    assert [point.sigma_signal for point in rates.points[9:]] == [False, True]
    counts = control_chart("c", [4] * 9 + [10, 11], baseline=9)
    assert [point.sigma_signal for point in counts.points[9:]] == [False, True]


def test_the_mean_of_equal_values_is_that_value():
    # Added and divided, 0.1 three times is 0.10000000000000002
    assert control_chart("i", [0.1] * 3).phases[0].centre == 0.1
    assert control_chart("u", [0.1] * 3, [1] * 3).phases[0].centre == 0.1
