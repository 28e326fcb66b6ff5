"""What is said when some of the numbers are not whole: partial, hidden or no longer coming."""

from dataclasses import replace

import pytest

from tvaerblik.statistics import PhaseStart, Point, Series, assess, chart_of

CALM = [100.0 + (i * 7) % 11 for i in range(30)]


def months(values, **flags):
    return tuple(
        Point(f"{2022 + i // 12}-{i % 12 + 1:02}", value, **flags) for i, value in enumerate(values)
    )


def with_flag(points, flag, places):
    return tuple(
        replace(point, **{flag: True}) if place in places else point
        for place, point in enumerate(points)
    )


def test_a_partial_month_is_no_unusual_month():
    points = with_flag(months([*CALM[:-1], 60.0]), "partial", {29})
    found = assess(points, polarity="none")
    assert found.state == "stable"
    assert found.n_points == 29
    assert found.warnings == ("partial_points",)
    assert assess(months([*CALM[:-1], 60.0]), polarity="none").state == "unusual_now"


def test_a_partial_month_moves_neither_centre_nor_limits():
    points = with_flag(months([*CALM[:-1], 60.0]), "partial", {29})
    without = (*points[:-1], replace(points[-1], value=None, partial=False))
    whole, partial = chart_of(Series(without)), chart_of(Series(points))
    assert partial == whole


@pytest.mark.parametrize(("n_partial", "n_points"), [(15, 15), (16, 30)])
def test_partial_months_take_part_where_they_are_most_of_the_phase(n_partial, n_points):
    points = with_flag(months(CALM), "partial", set(range(0, 2 * n_partial, 2)) & set(range(30)))
    if n_partial == 16:
        points = with_flag(points, "partial", {1})
    found = assess(points, polarity="none")
    assert found.n_points == n_points
    assert "partial_points" in found.warnings
    assert ("mostly_partial" in found.warnings) == (n_partial == 16)


def test_a_hidden_or_provisional_partial_month_counts_on_neither_side():
    """Of 12 known months 7 are partial; 18 hidden ones that are whole do not outvote them."""
    points = with_flag(months(CALM), "provisional", set(range(12, 30)))
    points = with_flag(points, "partial", {*range(7), *range(20, 30)})
    found = assess(points, polarity="none")
    assert found.n_points == 12
    assert found.warnings[:3] == ("provisional_points", "partial_points", "mostly_partial")


# Hidden numbers -------------------------------------------------------------------------------------

# Mean 5; the figures 1 to 4 are hidden
FEW = [0, 3, 6, 5, 4, 2, 7, 5, 6, 8, 4, 5, 3, 6, 7, 5, 2, 4, 6, 5, 8, 3, 5, 7, 4, 6, 5, 9, 3, 5]
HIDDEN = {place for place, value in enumerate(FEW) if 1 <= value < 5}


def hidden(values):
    return tuple(
        replace(point, value=None, masked=True) if 1 <= point.value < 5 else point
        for point in months(values)
    )


@pytest.mark.parametrize("profile", ["dk", "nhs"])
def test_of_a_series_with_many_hidden_months_nothing_is_claimed(profile):
    """The low numbers are hidden, so what is left is too high: a zero is not unusual among them."""
    found = assess(hidden(FEW), polarity="higher", target=50, profile=profile)
    assert found.state == "too_few"
    assert "many_masked" in found.warnings and "masked_points" not in found.warnings
    assert (found.centre, found.lower, found.upper, found.limits) == (None, None, None, "none")
    assert (found.unusual, found.target_verdict, found.r1) == ((), None, None)
    assert found.n_points == len(FEW) - len(HIDDEN)


def test_nor_is_a_shift_claimed():
    values = [6.0, 7.0, 6.0, 8.0] * 4 + [20.0, 21.0, 22.0] * 5
    assert assess(months(values), polarity="none").state == "shift"
    points = with_flag(months(values), "masked", {1, 5, 9, 13, 2, 6, 10})
    found = assess(points, polarity="none")
    assert (found.state, found.rule, found.direction) == ("too_few", None, None)
    (phase,) = chart_of(Series(points)).phases
    assert not phase.shifted


def test_the_drawing_has_neither_centre_nor_limits():
    chart = chart_of(Series(hidden(FEW)))
    assert chart.phases[0].centre is None and chart.phases[0].limits == "none"
    assert {(p.centre, p.lower, p.upper, p.outside) for p in chart.points} == {
        (None, None, None, False)
    }


@pytest.mark.parametrize(("n_masked", "state"), [(6, "stable"), (7, "too_few")])
def test_a_fifth_may_be_hidden(n_masked, state):
    points = with_flag(months(CALM), "masked", set(range(1, 29, 4)[:n_masked]))
    found = assess(points, polarity="none")
    assert found.state == state
    assert ("many_masked" in found.warnings) == (state == "too_few")
    assert ("masked_points" in found.warnings) == (state == "stable")


def test_a_fifth_is_of_the_settled_months_with_a_number():
    """Neither months without a number nor provisional ones make the hidden fewer."""
    points = with_flag(months(CALM), "masked", {1, 5, 9, 13})
    assert assess(points, polarity="none").state == "stable"
    without = tuple(
        replace(point, value=None) if place >= 18 else point for place, point in enumerate(points)
    )
    provisional = with_flag(points, "provisional", set(range(18, 30)))
    for some in (without, provisional):
        assert "many_masked" in assess(some, polarity="none").warnings


def test_too_few_numbers_are_too_few_whether_hidden_or_not():
    points = with_flag(months(CALM[:9]), "masked", {1, 5, 7})
    found = assess(points, polarity="none")
    assert found.state == "too_few" and found.warnings == ("masked_points",)


def test_a_level_held_fast_by_hidden_months_is_none():
    """A fifth of the series is not hidden, but a third of what holds the level is."""
    points = with_flag(months(CALM), "masked", {1, 4, 7, 10, 13})
    assert assess(points, polarity="none").state == "stable"
    found = assess(Series(points, baseline=15), polarity="none")
    assert "many_masked" in found.warnings and found.baseline is None


def test_only_the_phase_with_the_hidden_months_is_silent():
    points = hidden([float(v) for v in FEW]) + tuple(
        replace(point, label=f"2030-{point.label}") for point in months(CALM)
    )
    series = Series(points, phases=(PhaseStart(points[30].label),))
    assert assess(series, polarity="none").state == "stable"
    old, new = chart_of(series).phases
    assert old.centre is None and new.limits == "full"
