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
    assert {"masked_points", "many_masked"} <= set(found.warnings)
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
    assert "masked_points" in found.warnings


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


# Numbers that no longer come ------------------------------------------------------------------------

ENDED = [10.0 + i % 2 for i in range(13)] + [20.0 + i % 2 for i in range(12)]


@pytest.mark.parametrize("flag", [None, "masked"])
def test_a_run_that_ended_with_the_numbers_is_not_going_on(flag):
    points = months(ENDED + ([None] if flag is None else [1.0]) * 3)
    if flag:
        points = with_flag(points, flag, {25, 26, 27})
    found = assess(points, polarity="higher")
    assert (found.state, found.timing) == ("shift", "earlier")
    assert found.until == found.last_known == "2024-01"
    assert "no_recent_numbers" in found.warnings


@pytest.mark.parametrize(
    "points",
    [
        months(ENDED),
        months([*ENDED, None]),
        with_flag(months([*ENDED, 1.0, 1.0, 1.0]), "provisional", {25, 26, 27}),
        with_flag(months([*ENDED, None, 1.0, 1.0]), "provisional", {26, 27}),
        with_flag(months([*ENDED, 1.0, 1.0, 1.0]), "partial", {25, 26, 27}),
    ],
)
def test_one_missing_month_or_some_unsettled_ones_end_nothing(points):
    found = assess(points, polarity="higher")
    assert found.timing == "ongoing" and "no_recent_numbers" not in found.warnings


def test_an_unusual_month_long_ago_is_not_unusual_now():
    values = [*CALM[:-1], 160.0]
    assert assess(months(values), polarity="none").state == "unusual_now"
    found = assess(months([*values, None, None]), polarity="none")
    assert (found.state, found.direction, found.meaning) == ("unusual_earlier", None, None)
    assert found.unusual[-1].label == found.last_known


def test_neither_is_what_the_nhs_rules_mark():
    rising = [50.0, 51, 52, 53, 54, 55, 56]
    calm = [49.0, 51, 48, 52, 50, 53, 47, 51, 49, 52, 48, 51] * 2
    found = assess(months([*calm, *rising, None, None]), polarity="none", profile="nhs")
    assert (found.state, found.timing) == ("shift", "earlier")


# Targets and limits that differ from month to month -------------------------------------------------

SIZES = [60, 60, 40, 60, 80, 60, 60, 60, 60, 60, 80, 40, 80, 40, 60, 40, 40, 80, 60, 80, 80, 80, 40]
PERCENT = [
    22,
    32,
    33,
    27,
    26,
    38,
    25,
    22,
    42,
    33,
    30,
    25,
    39,
    20,
    33,
    35,
    20,
    25,
    35,
    29,
    35,
    21,
    25,
]


def shares(sizes, percent, multiplier=1):
    counts = [round(n * p / 100) for n, p in zip(sizes, percent, strict=True)]
    return Series(
        tuple(
            Point(
                f"{2023 + i // 12}-{i % 12 + 1:02}", multiplier * x / n, numerator=x, denominator=n
            )
            for i, (x, n) in enumerate(zip(counts, sizes, strict=True))
        ),
        chart="p'",
        multiplier=multiplier,
        bounds=(0.0, float(multiplier)),
    )


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_target_missed_in_months_that_are_shown_is_not_always_met(mirrored):
    """The last month is of many persons, and its narrow limits say nothing of the others."""
    percent = [100 - p for p in (*PERCENT, 28)] if mirrored else [*PERCENT, 28]
    series = shares([*SIZES, 2000], percent)
    polarity, other = ("lower", "higher") if mirrored else ("higher", "lower")
    target = 0.78 if mirrored else 0.22
    found = assess(series, polarity=polarity, target=target)
    assert found.state == "stable" and found.limits_vary
    assert not found.lower <= target <= found.upper
    assert found.target_verdict == "sometimes_met"
    assert assess(series, polarity=other, target=target).target_verdict == "sometimes_met"


def test_a_target_beyond_the_widest_limits_is_met_or_out_of_reach():
    series = shares([*SIZES, 2000], [*PERCENT, 28])
    assert assess(series, polarity="higher", target=0.01).target_verdict == "always_met"
    assert assess(series, polarity="lower", target=0.01).target_verdict == "out_of_reach"
    assert assess(series, polarity="higher", target=0.9).target_verdict == "out_of_reach"
    assert assess(series, polarity="lower", target=0.9).target_verdict == "always_met"


def test_limits_that_differ_by_less_than_a_tenth_are_as_one():
    even = shares([100, 110] * 12, [30, 32, 28, 31] * 6)
    assert not assess(even, polarity="none").limits_vary
    uneven = shares([100, 130] * 12, [30, 32, 28, 31] * 6)
    assert assess(uneven, polarity="none").limits_vary
    assert not assess(months(CALM), polarity="none").limits_vary


def test_a_shown_month_on_the_wrong_side_is_a_miss_even_beyond_all_limits():
    """A month of 28 days has fewer, and is held against others by the day; its number is as shown."""
    points = [
        replace(point, value=point.value * 0.9, length=0.9) if i == 7 else point
        for i, point in enumerate(months([100.0 + i % 3 for i in range(24)]))
    ]
    found = assess(points, polarity="higher", target=95)
    assert found.state == "stable" and found.lower > 95
    assert found.target_verdict == "sometimes_met"
