"""Means of varying denominators and rare events, by numbers worked by hand."""

import math

import pytest

from tvaerblik.statistics import control_chart, run_chart, running_gap_signals

# Long-term blood glucose by month, as means of 100 measurements, and of 4 in the seventh month,
# when hardly anybody was measured: invented numbers of the case Taylor's chart is made for
MEANS = [50, 52, 50, 52, 50, 52, 70, 52, 50, 52, 50, 52]
MEASURED = [100] * 6 + [4] + [100] * 5
SUMS = [mean * n for mean, n in zip(MEANS, MEASURED, strict=True)]


def only_phase(chart):
    (phase,) = chart.phases
    return phase


def test_a_mean_of_few_is_a_false_signal_on_an_i_chart():
    # Ranges: nine of 2 and two of 18. Their mean 54/11 = 4.909 times 3.267 is 16.04, so that the
    # two are left out; mean of the months 632/12 = 52.667, limits 52.667 ± 2.66 · 2.
    chart = control_chart("i", SUMS, MEASURED)
    assert [i for i, point in enumerate(chart.points) if point.sigma_signal] == [6]
    assert only_phase(chart).n_screened == 2
    assert chart.points[6].upper == pytest.approx(632 / 12 + 5.32)


def test_the_same_mean_is_no_signal_on_an_i_prime_chart():
    # s of two usual months: √(π/2) · 2/√(1/100 + 1/100) = 10√π = 17.725; beside the seventh month
    # √(π/2) · 18/√(1/100 + 1/4) = 44.243. Mean of nine and two of them: 22.546. Centre:
    # 56,480/1,104 = 51.159. Seventh month: 51.159 ± 3 · 22.546/2; others 51.159 ± 3 · 22.546/10.
    chart = control_chart("i'", SUMS, MEASURED)
    assert not any(point.sigma_signal for point in chart.points)
    phase = only_phase(chart)
    assert (phase.centre, phase.n_screened) == (pytest.approx(56480 / 1104), 0)
    assert phase.sigma == phase.mean_range == pytest.approx(22.546, abs=5e-4)
    seventh, first = chart.points[6], chart.points[0]
    assert (seventh.lower, seventh.upper) == pytest.approx((17.340, 84.977), abs=2e-3)
    assert (first.lower, first.upper) == pytest.approx((44.395, 57.923), abs=1e-3)


def test_i_prime_of_equal_denominators_is_nearly_the_i_chart():
    # The two differ in how they go from a mean range to sigma: √(π/4) against 1/1.128, 3/2.66
    means = [50, 53, 51, 54, 49, 52]
    prime = control_chart("i'", [7 * mean for mean in means], [7] * 6)
    plain = control_chart("i", means)
    width = prime.points[0].upper - prime.points[0].centre
    assert width == pytest.approx(3 * math.sqrt(math.pi) / 2 * only_phase(plain).mean_range)
    assert width == pytest.approx(plain.points[0].upper - plain.points[0].centre, rel=1e-3)


# Twenty ranges, nineteen of 1 and one of r. It is left out from r = 3.2665 · (19 + r)/20, which
# is 3.70894, and by Nelson's 3.267 from 3.70961.
def with_jump(size):
    return [*([0, 1] * 10), size + 1]


@pytest.mark.parametrize(("size", "n_screened"), [(3.7088, 0), (3.7092, 1)])
def test_i_prime_screens_by_its_own_factor(size, n_screened):
    chart = control_chart("i'", [2 * value for value in with_jump(size)], [2] * 21)
    phase = only_phase(chart)
    # Denominators of 2 make every s √(π/2) times the range
    unit = math.sqrt(math.pi / 2)
    assert phase.n_screened == n_screened
    assert phase.raw_mean_range == pytest.approx(unit * (19 + size) / 20)
    assert phase.mean_range == pytest.approx(unit if n_screened else phase.raw_mean_range)


@pytest.mark.parametrize(("size", "n_screened"), [(3.7092, 0), (3.7097, 1)])
def test_the_i_chart_screens_by_nelsons_factor(size, n_screened):
    assert only_phase(control_chart("i", with_jump(size))).n_screened == n_screened


def test_a_range_of_exactly_the_limit_is_screened():
    # Ranges 733, 0, 0 and 3267: their mean is 1000
    phase = only_phase(control_chart("i", [0, 733, 733, 733, 4000]))
    assert (phase.raw_mean_range, phase.n_screened) == (1000, 1)
    assert phase.mean_range == pytest.approx(733 / 3)


def test_means_may_be_negative_and_are_not_clipped():
    chart = control_chart("i'", [-10, 12, -8, 10], [2, 2, 2, 2])
    assert chart.points[0].value == -5
    assert chart.points[0].lower < -5


def test_gaps_have_limits_from_the_mean_and_a_centre_at_the_median():
    # m = 5, upper limit 5 + 3√(5 · 6) = 21.43; Benneyan (2001)
    chart = control_chart("g", [0, 4, 8, 12, 1])
    point = chart.points[0]
    assert (point.centre, point.lower) == (4, 0)
    assert point.upper == pytest.approx(21.431677)
    assert only_phase(chart).sigma == pytest.approx(math.sqrt(30))
    assert only_phase(chart).mean_range is None


def test_a_gap_above_its_limit_signals():
    chart = control_chart("g", [0, 4, 8, 12, 1, 21, 22, None], baseline=5)
    assert [i for i, point in enumerate(chart.points) if point.sigma_signal] == [6]
    assert run_chart([0, 4, 8, 12, 1]).centre == only_phase(chart).centre


def test_times_are_charted_by_their_root():
    # Roots 1, 2, 1, 2: mean 1.5, mean range 1. Limits 1.5 ± 2.66, the lower one becomes 0
    chart = control_chart("t", [1, 2**3.6, 1, 2**3.6])
    point = chart.points[0]
    assert point.value == 1
    assert point.centre == pytest.approx(1.5**3.6)
    assert point.lower == 0
    assert point.upper == pytest.approx(4.16**3.6)
    assert only_phase(chart).mean_range == pytest.approx(1)


def test_times_can_have_a_lower_limit():
    # Roots 3, 4, 3, 4: 3.5 ± 2.66
    chart = control_chart("t", [3**3.6, 4**3.6, 3**3.6, 4**3.6, 0.5], baseline=4)
    assert chart.points[0].lower == pytest.approx(0.84**3.6)
    assert [point.sigma_signal for point in chart.points] == [False] * 4 + [True]


@pytest.mark.parametrize("time", [0, -1])
def test_a_time_of_nothing_is_sent_to_a_g_chart(time):
    with pytest.raises(ValueError, match=r"values\[1\] is .*use a g chart of whole days"):
        control_chart("t", [5, time])


@pytest.mark.parametrize(
    ("gap", "upper", "signal"),
    [(21, 21.43, False), (22, 21.43, True), (21.43, 21.43, False), (None, 5, False)],
)
def test_a_running_gap_signals_only_beyond_the_limit(gap, upper, signal):
    assert running_gap_signals(gap, upper) is signal


def test_a_running_gap_without_a_limit_says_nothing():
    assert not running_gap_signals(100, None)
    with pytest.raises(ValueError, match="gap must be a count"):
        running_gap_signals(-1, 5)
