"""Charts of single values against published ones; see `support.control_series` for the sources."""

import pytest

from support.control_series import (
    DAYS,
    ENGLAND,
    NORMAL,
    NORMAL_WITH_OUTLIER,
    OUTLIER,
    RQM,
    RRK,
    RRK_MERGED,
)
from tvaerblik.statistics import control_chart, run_chart


def numbers_of(chart, phase=0):
    """Mean, raw and screened mean range, ranges screened out, sigma and limits of one phase."""
    made = chart.phases[phase]
    point = chart.points[made.first]
    return (
        made.centre,
        made.raw_mean_range,
        made.mean_range,
        made.n_screened,
        made.sigma,
        point.lower,
        point.upper,
    )


def limits_of(chart):
    point = chart.points[0]
    return point.lower, point.centre, point.upper


def close(numbers):
    return pytest.approx(numbers, abs=1e-9, rel=1e-9)


def test_limits_of_one_trust():
    chart = control_chart("i", RQM)
    assert limits_of(chart) == pytest.approx((740, 1545, 2350), abs=0.51, rel=0)
    assert numbers_of(chart) == close(
        (
            1545.1666666666667,
            341.5217391304348,
            302.54545454545456,
            1,
            268.21405544809807,
            740.3957575757576,
            2349.937575757576,
        )
    )
    assert [i for i, point in enumerate(chart.points) if point.sigma_signal] == [8, 9]


def test_limits_without_screening():
    chart = control_chart("i", RQM, screened=False)
    lower, _, upper = limits_of(chart)
    assert (lower, upper) == close((636.7188405797101, 2453.6144927536234))
    assert chart.phases[0].n_screened == 0


def test_limits_of_another_trust():
    assert numbers_of(control_chart("i", RRK)) == close(
        (
            1711.875,
            361.95652173913044,
            324.09090909090907,
            1,
            287.31463571889105,
            849.7931818181819,
            2573.956818181818,
        )
    )


def test_limits_before_and_after_a_merger():
    chart = control_chart("i", RRK_MERGED, phases=[27])
    assert numbers_of(chart, 0) == close(
        (
            1702.5555555555557,
            345.8076923076923,
            311.84,
            1,
            276.45390070921985,
            873.0611555555557,
            2532.0499555555557,
        )
    )
    assert numbers_of(chart, 1) == close(
        (
            8646.555555555555,
            1108.375,
            1108.375,
            0,
            982.60195035461,
            5698.278055555555,
            11594.833055555555,
        )
    )


WHOLE = (2000538.9444444445, 101013, 101013, 0, 89550.53191489363, 1731844.3644444444)
YEARS = [
    (1946858.4166666667, 115380.09090909091, 102287.3146357189, 1639947.374848485),
    (1985843.3333333333, 95115.18181818182, 84321.96969696971, 1732836.9496969697),
    (2068915.0833333333, 98956.27272727272, 87727.19213410703, 1805691.397878788),
]
UPPER_OF_WHOLE = 2269233.5244444446
UPPER_OF_YEARS = [2253769.4584848485, 2238849.716969697, 2332138.7687878786]


def test_england_as_a_whole_and_by_year():
    assert numbers_of(control_chart("i", ENGLAND)) == close((*WHOLE, UPPER_OF_WHOLE))
    by_year = control_chart("i", ENGLAND, phases=[12, 24])
    for year, (mean, ranges, sigma, lower) in enumerate(YEARS):
        expected = (mean, ranges, ranges, 0, sigma, lower, UPPER_OF_YEARS[year])
        assert numbers_of(by_year, year) == close(expected)
    assert not any(point.sigma_signal for point in by_year.points)


def test_england_per_day_shows_what_months_hide():
    chart = control_chart("i", ENGLAND, DAYS)
    assert numbers_of(chart) == close(
        (
            65769.12046424305,
            1613.0877726574483,
            1487.8161606578099,
            1,
            1318.9859580299735,
            61811.52947689328,
            69726.71145159283,
        )
    )
    values = [point.value for point in chart.points]
    assert sum(p.sigma_signal and p.value > p.centre for p in chart.points) == 5
    runs = run_chart(values, centre=chart.phases[0].centre)
    assert (runs.n_useful, runs.longest_run, runs.longest_run_limit) == (36, 9, 8)
    assert (runs.crossings, runs.crossings_limit, runs.signal) == (11, 13, True)


@pytest.mark.parametrize(
    ("screened", "limits"), [(True, (-0.72, 1.94, 4.6)), (False, (-3.06, 1.94, 6.95))]
)
def test_one_outlier_and_screening(screened, limits):
    chart = control_chart("i", OUTLIER, screened=screened)
    assert limits_of(chart) == pytest.approx(limits, abs=0.00501, rel=0)


@pytest.mark.parametrize(
    ("values", "screened", "limits"),
    [
        (NORMAL, True, (-3.01138, 0.1416238, 3.294627)),
        (NORMAL_WITH_OUTLIER, True, (-2.383666, 0.6694159, 3.722497)),
        (NORMAL_WITH_OUTLIER, False, (-4.596625, 0.6694159, 5.935457)),
    ],
)
def test_normal_values(values, screened, limits):
    chart = control_chart("i", values, screened=screened)
    assert limits_of(chart) == pytest.approx(limits, abs=6e-7, rel=1e-6)


@pytest.mark.parametrize(
    ("values", "limits"), [(NORMAL[:10], (-2.6, 0.0746, 2.75)), (NORMAL[10:], (-3.28, 0.209, 3.7))]
)
def test_ten_values(values, limits):
    assert limits_of(control_chart("i", values)) == pytest.approx(limits, abs=0.0051, rel=0)
