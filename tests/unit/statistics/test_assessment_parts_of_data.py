"""What is said when some of the numbers are not whole: partial, hidden or no longer coming."""

from dataclasses import replace

import pytest

from tvaerblik.statistics import Point, Series, assess, chart_of

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
