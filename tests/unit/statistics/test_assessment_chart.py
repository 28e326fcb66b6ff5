from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.statistics import PhaseStart, Point, Series, assess, chart_of

CALM = [
    49,
    51,
    48,
    52,
    50,
    53,
    47,
    51,
    49,
    52,
    48,
    51,
    50,
    49,
    52,
    48,
    51,
    49,
    53,
    47,
    51,
    49,
    52,
    48,
]


def months(values):
    return tuple(
        Point(f"{2020 + i // 12}-{i % 12 + 1:02}", value) for i, value in enumerate(values)
    )


def test_each_phase_has_a_centre_and_limits_of_its_own():
    series = Series(months([v - 20 for v in CALM] + CALM), phases=(PhaseStart("2022-01"),))
    chart = chart_of(series)
    first, second = chart.phases
    assert (first.first, first.last, second.first, second.last) == (0, 23, 24, 47)
    assert (first.centre, second.centre, second.since) == (30, 50, "2022-01")
    assert {point.phase for point in chart.points[:24]} == {0}
    assert chart.points[23].upper < chart.points[24].lower


def test_a_phase_whose_level_moved_has_a_centre_and_no_limits():
    chart = chart_of(Series(months([v - 20 for v in CALM[:12]] + CALM[:12])))
    (phase,) = chart.phases
    assert phase.shifted and phase.limits == "none"
    assert {point.upper for point in chart.points} == {None}
    assert {point.centre for point in chart.points} == {phase.centre}


def test_centre_and_limits_follow_the_length_of_the_period():
    points = tuple(replace(p, length=1.0 + (i % 2) / 10) for i, p in enumerate(months(CALM)))
    chart, record = chart_of(Series(points)), assess(points, polarity="none")
    for place in (0, 1):
        drawn, length = chart.points[place], points[place].length
        assert drawn.centre == pytest.approx(record.centre * length)
    # Long months against short ones: that is the rise that the days explain
    assert chart.points[1].centre > chart.points[0].centre


def test_a_hidden_point_has_a_centre_and_no_limits():
    points = list(months(CALM))
    points[5] = replace(points[5], masked=True)
    drawn = chart_of(Series(tuple(points))).points[5]
    assert (drawn.lower, drawn.upper, drawn.outside) == (None, None, False)
    assert drawn.centre is not None


def test_a_handful_of_points_has_no_centre_to_draw_and_none_at_all_no_phase():
    assert {point.centre for point in chart_of(Series(months(CALM[:9]))).points} == {None}
    assert chart_of(Series(())).points == chart_of(Series(())).phases == ()


counts = st.tuples(st.integers(0, 60), st.integers(60, 400))
cells = st.lists(
    st.tuples(counts, st.sampled_from(["known", "known", "known", "masked", "provisional", "gap"])),
    max_size=40,
)


@given(cells, st.sampled_from(["i", "i'", "p'", "u", "u'", "c"]), st.integers(0, 40))
def test_the_chart_and_the_assessment_agree(drawn_cells, kind, begins):
    points = tuple(
        Point(
            f"{2020 + i // 12}-{i % 12 + 1:02}",
            None if how == "gap" else (x if kind == "c" else 1000 * x / n),
            masked=how == "masked",
            provisional=how == "provisional",
            numerator=None if how == "gap" else x,
            denominator=n,
            length=1.0 if kind in ("p'", "i'") else 0.9 + (i % 3) / 10,
        )
        for i, ((x, n), how) in enumerate(drawn_cells)
    )
    since = f"{2020 + begins // 12}-{begins % 12 + 1:02}"
    series = Series(points, chart=kind, multiplier=1000, phases=(PhaseStart(since, 12),))
    chart, record = chart_of(series), assess(series, polarity="none")
    assert [point.label for point in chart.points] == [point.label for point in points]
    if not points:
        return
    last = chart.phases[-1]
    place = {point.label: i for i, point in enumerate(points)}
    outside = [p.label for p in chart.points if p.outside and p.phase == len(chart.phases) - 1]
    assert outside == [one.label for one in record.unusual]
    assert last.limits == record.limits and last.shifted == (record.rule is not None)
    if last.centre is not None:
        assert last.centre == record.centre
    for one in record.unusual:
        drawn = chart.points[place[one.label]]
        assert (drawn.lower, drawn.upper) == (one.lower, one.upper)
    assessed = [
        (drawn, point)
        for drawn, point in zip(chart.points, points, strict=True)
        if drawn.upper is not None
        and drawn.phase == len(chart.phases) - 1
        and not (point.masked or point.provisional or point.value is None)
    ]
    if assessed:
        drawn, point = assessed[-1]
        limits = (drawn.lower / point.length, drawn.upper / point.length)
        assert limits == pytest.approx((record.lower, record.upper))
    else:
        assert record.upper is None
