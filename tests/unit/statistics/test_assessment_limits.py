"""States by limits, what hides limits, the verdict on a target, and the warnings about both."""

import math
from dataclasses import replace

import pytest

from tvaerblik.statistics import (
    PhaseStart,
    Point,
    Series,
    Unusual,
    assess,
    chart_of,
    control_chart,
)

# Median 50; every second step crosses it; mean moving range 3.1
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


def months(values, **rest):
    return tuple(
        Point(f"{2020 + i // 12}-{i % 12 + 1:02}", value, **rest) for i, value in enumerate(values)
    )


def shares(numerators, denominators, *, per=100):
    return tuple(
        Point(f"{2020 + i // 12}-{i % 12 + 1:02}", per * x / n, numerator=x, denominator=n)
        for i, (x, n) in enumerate(zip(numerators, denominators, strict=True))
    )


def test_the_last_month_outside_its_limits_is_unusual_now():
    record = assess(months([*CALM, 70]), polarity="higher", target=60)
    chart = control_chart("i", [*CALM, 70])
    lower, upper = chart.points[0].lower, chart.points[0].upper
    assert (record.state, record.direction, record.meaning) == ("unusual_now", "up", "improvement")
    assert record.unusual == (Unusual("2022-01", 70.0, lower, upper, "up"),)
    assert (record.lower, record.upper) == (lower, upper)
    assert (record.since, record.timing, record.rule, record.target_verdict) == (None,) * 4


def test_an_earlier_month_outside_is_told_as_earlier():
    record = assess(months([*CALM[:9], 30, *CALM[9:]]), polarity="higher")
    assert (record.state, record.direction, record.meaning) == ("unusual_earlier", None, None)
    assert [(one.label, one.direction) for one in record.unusual] == [("2020-10", "down")]


@pytest.mark.parametrize("later", [Point("2022-02", 51, masked=True), Point("2022-02", None)])
def test_the_newest_known_month_is_now_although_the_next_is_hidden_or_missing(later):
    points = [*months([*CALM, 70]), later]
    assert assess(points, polarity="none").state == "unusual_now"
    after = Point("2022-03", None)
    assert assess([*points, after], polarity="none").state == "unusual_earlier"


@pytest.mark.parametrize(
    ("n", "kind"), [(10, "none"), (11, "none"), (12, "trial"), (19, "trial"), (20, "full")]
)
def test_limits_come_with_points(n, kind):
    values = [50 + (-1) ** i * (1 + i / 100) for i in range(n)]
    record = assess(months(values), polarity="none")
    assert (record.state, record.limits, record.n_points) == ("stable", kind, n)
    assert (record.upper is None) == (kind == "none")
    assert ("trial_limits" in record.warnings) == (kind == "trial")


def test_nine_points_are_too_few():
    record = assess(months([49, 51] * 4 + [49]), polarity="none")
    assert (record.state, record.limits, record.n_points) == ("too_few", "none", 9)


def test_a_shift_hides_the_limits():
    risen = [value - 20 for value in CALM[:12]] + CALM[:12]
    record = assess(months(risen), polarity="none")
    assert record.state == "shift"
    assert (record.limits, record.lower, record.upper, record.unusual) == ("none", None, None, ())


@pytest.mark.parametrize(
    ("polarity", "target", "verdict"),
    [
        ("higher", 80, "out_of_reach"),
        ("higher", 20, "always_met"),
        ("higher", 51, "sometimes_met"),
        ("lower", 80, "always_met"),
        ("lower", 20, "out_of_reach"),
        ("lower", 51, "sometimes_met"),
        ("none", 80, None),
        ("higher", None, None),
    ],
)
def test_whether_a_stable_series_can_meet_its_target(polarity, target, verdict):
    assert assess(months(CALM), polarity=polarity, target=target).target_verdict == verdict


def test_a_target_is_judged_in_no_other_state():
    risen = [value - 20 for value in CALM[:12]] + CALM[:12]
    for values in (CALM[:9], risen, [*CALM, 70]):
        assert assess(months(values), polarity="higher", target=1000).target_verdict is None


def test_only_the_last_phase_is_assessed():
    before, after = [value - 20 for value in CALM], CALM
    whole = assess(months(before + after), polarity="none")
    assert whole.state == "shift"
    series = Series(months(before + after), phases=(PhaseStart("2022-01"),))
    record = assess(series, polarity="none")
    alone = assess(months(before + after)[24:], polarity="none")
    assert record == replace(alone, phase_since="2022-01")
    assert record.state == "stable"


def test_a_phase_from_before_the_first_point_covers_them_all_and_a_coming_one_none():
    series = Series(months(CALM), phases=(PhaseStart("2019-05"), PhaseStart("2030-01")))
    record = assess(series, polarity="none")
    assert replace(record, phase_since=None) == assess(months(CALM), polarity="none")
    assert record.phase_since == "2019-05"


def test_a_baseline_makes_centre_and_limits_of_the_first_points_alone():
    values = CALM[:12] + [value + 3 for value in CALM[:5]]
    record = assess(Series(months(values), baseline=12), polarity="none")
    alone = assess(months(CALM[:12]), polarity="none")
    assert (record.baseline, record.centre, record.limits) == (12, alone.centre, "trial")
    assert (record.lower, record.upper) == (alone.lower, alone.upper)
    assert record.centre != assess(months(values), polarity="none").centre


def test_a_baseline_of_all_points_or_of_hardly_any_number_holds_nothing_fast():
    plain = assess(months(CALM), polarity="none")
    assert assess(Series(months(CALM), baseline=24), polarity="none") == plain
    gaps = [None] * 10 + CALM
    free = assess(months(gaps), polarity="none")
    assert assess(Series(months(gaps), baseline=14), polarity="none") == free
    assert free.baseline is None


def test_counts_of_long_and_short_months_are_held_against_each_other_by_the_day():
    """Two a day throughout: by the month the level would jump, by the day nothing happens."""
    days = [31, 28, 31, 30] * 6
    points = tuple(
        Point(f"{2020 + i // 12}-{i % 12 + 1:02}", 2 * d + (-1) ** i, length=d / 30)
        for i, d in enumerate(days)
    )
    record = assess(points, polarity="none")
    assert record.state == "stable" and record.centre == pytest.approx(60, abs=0.1)
    assert "unequal_periods" in record.warnings
    assert record.upper < 70


def test_the_limits_of_an_unusual_month_are_those_of_a_month_of_its_length():
    points = [*months(CALM), Point("2022-01", 100, length=1.1)]
    (found,) = assess(points, polarity="none").unusual
    record = assess(points, polarity="none")
    assert (found.lower, found.upper) == pytest.approx((record.lower * 1.1, record.upper * 1.1))


def test_shares_have_limits_by_their_denominators_in_the_unit_shown():
    denominators = [200] * 23 + [50]
    numerators = [40 + (-1) ** i * (3 + i % 4) for i in range(23)] + [11]
    series = Series(shares(numerators, denominators), chart="p", multiplier=100, bounds=(0, 100))
    record = assess(series, polarity="none")
    mean = sum(numerators) / sum(denominators)
    reach = 3 * math.sqrt(mean * (1 - mean) / 50)
    assert (record.lower, record.upper) == pytest.approx(
        (100 * (mean - reach), 100 * (mean + reach))
    )
    assert (record.state, record.chart) == ("stable", "p")


def test_more_variation_than_chance_is_said_of_many_persons():
    numerators = [20_000 + (-1) ** i * 900 + (i % 3) * 200 for i in range(24)]
    series = Series(shares(numerators, [100_000] * 24), chart="p'", multiplier=100)
    record = assess(series, polarity="none")
    assert record.sigma_z > 1.5 and "more_than_chance" in record.warnings
    assert record.state == "stable"


def test_limits_are_cut_where_no_value_can_lie():
    values = [1, 9, 2, 8, 0, 9, 1, 8, 2, 9, 1, 7]
    assert assess(months(values), polarity="none").lower == 0
    free = Series(months(values), bounds=(None, None))
    assert assess(free, polarity="none").lower < 0
    below = Series(months([-1, *values]), bounds=(0, None))
    assert assess(below, polarity="none").lower < 0


def test_a_season_of_three_years_is_warned_about():
    season = [8, 6, 3, 0, -3, -6, -8, -6, -3, 0, 3, 6]
    noise = [1, -2, 2, -1, 2, -2, 1, 2, -1, -2, 1]
    values = [50 + season[i % 12] + 2 * noise[i % 11] for i in range(36)]
    assert "seasonal" in assess(months(values), polarity="none").warnings
    assert "seasonal" not in assess(months(values[:35]), polarity="none").warnings
    weeks = [Point(f"2024-W{i + 1:02}", value) for i, value in enumerate(values)]
    assert "seasonal" not in assess(weeks, polarity="none").warnings


def test_r1_is_told_as_a_number():
    wave = assess(months([1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1] * 2), polarity="none")
    saw = assess(months([49, 51] * 12), polarity="none")
    assert wave.r1 > 0.7 and "autocorrelated" in wave.warnings
    assert saw.r1 < -0.8 and "autocorrelated" not in saw.warnings
    assert assess(months([5] * 20), polarity="none").r1 is None


def test_a_break_inside_the_phase_is_warned_about_and_one_at_its_border_is_not():
    broken = Series(months(CALM), breaks=("2020-07",))
    assert "break_in_series" in assess(broken, polarity="none").warnings
    answered = replace(broken, phases=(PhaseStart("2020-07"),))
    assert "break_in_series" not in assess(answered, polarity="none").warnings
    before = replace(broken, breaks=("2019-07", "2020-01"))
    assert "break_in_series" not in assess(before, polarity="none").warnings


@pytest.mark.parametrize("chart", ["i", "i'", "p", "p'", "u", "u'", "c"])
@pytest.mark.parametrize(
    "points",
    [
        (),
        shares([3], [10]),
        shares([0] * 24, [10] * 24),
        shares([10] * 24, [10] * 24),
        shares([0] * 13 + [1, 0] * 8, [10] * 29),
        shares([0, 1] * 15, [1] * 30),
        shares([0, 1] * 15, [1e-6 + 1] * 15 + [2**40] * 15),
        months([None] * 24),
        months([5] * 24, masked=True),
        months([5, 6] * 12, provisional=True),
        tuple(Point(str(i), None, numerator=0, denominator=0) for i in range(24)),
    ],
)
def test_poor_series_give_an_answer_without_nan(chart, points):
    series = Series(points, chart=chart, multiplier=100)
    for profile in ("dk", "nhs"):
        record = assess(series, polarity="higher", target=1, profile=profile)
        numbers = [record.centre, record.lower, record.upper, record.sigma_z, record.r1]
        assert all(number is None or math.isfinite(number) for number in numbers)
        known = sum(p.value is not None and not p.masked and not p.provisional for p in points)
        assert record.n_points == known
        if known < 10:
            assert record.state == "too_few"


@pytest.mark.parametrize(
    ("series", "words"),
    [
        (Series(months(CALM), chart="g"), "single events"),
        (Series(months(CALM), chart="x"), "chart must be one of i"),
        (Series(months(CALM), multiplier=0), "multiplier must be above 0"),
        (Series(months(CALM), baseline=0), "baseline must be"),
        (Series(months(CALM, length=0)), "length of 2020-01"),
        (Series(months(CALM, length=math.nan)), "length of 2020-01"),
        (Series(months(CALM, length=0.9), chart="p"), "a share has no length"),
    ],
)
def test_impossible_series_are_refused_in_a_sentence(series, words):
    with pytest.raises(ValueError, match=words):
        assess(series, polarity="none")


def test_numbers_alone_are_a_series():
    record = assess([*CALM, 70], polarity="none")
    assert (record.state, record.unusual[0].label) == ("unusual_now", "25")


@pytest.mark.parametrize(
    ("end", "state", "rule"),
    [
        ([53, 52, 53, 51, 53, 52, 53], "shift", "seven_run"),
        ([50, 51, 52, 53, 54, 55, 56], "shift", "seven_trend"),
        ([52, 56.5, 57], "shift", "two_of_three"),
        ([80], "unusual_now", None),
        ([80, 48, 51], "unusual_earlier", None),
        ([49], "stable", None),
    ],
)
def test_the_rules_of_making_data_count_judge_the_newest_point(end, state, rule):
    record = assess(months([*CALM, *end]), polarity="higher", profile="nhs")
    assert (record.state, record.rule, record.profile) == (state, rule, "nhs")
    if rule:
        assert (record.direction, record.meaning, record.timing) == ("up", "improvement", "ongoing")
    assert record.centre == pytest.approx(sum([*CALM, *end]) / len([*CALM, *end]))


def test_the_run_of_making_data_count_is_told_from_its_beginning():
    record = assess(months([*CALM, *[53, 52] * 4]), polarity="none", profile="nhs")
    assert (record.since, record.until, record.run_length) == ("2022-01", "2022-08", 8)
    fallen = assess(months([*CALM, *range(50, 40, -1)]), polarity="lower", profile="nhs")
    assert fallen.state == "unusual_now"


# qicharts2 0.8.1 vignette: hospital infections (C. difficile), Amager Hvidovre Hospital, 36 months
INFECTIONS = [17, 12, 27, 20, 20, 18, 22, 19, 19, 24, 17, 16, 24, 19, 19, 22, 25, 19, 17, 6, 25, 17, 11, 14]  # fmt: skip
INFECTIONS_AFTER = [9, 11, 7, 13, 5, 5, 3, 5, 9, 4, 5, 9]


def test_a_published_series_against_the_median_of_its_first_two_years():
    series = Series(months(INFECTIONS + INFECTIONS_AFTER), baseline=24)
    record = assess(series, polarity="lower")
    assert (record.centre, record.baseline, record.n_useful) == (19, 24, 31)
    assert (record.longest_run, record.longest_run_limit) == (15, 8)
    assert (record.crossings, record.crossings_limit) == (8, 11)
    assert (record.state, record.direction, record.timing) == ("shift", "down", "ongoing")
    assert record.meaning == "improvement"


def test_the_published_series_split_where_it_changed():
    phases = (PhaseStart("2022-01"),)
    chart = chart_of(Series(months(INFECTIONS + INFECTIONS_AFTER), phases=phases))
    assert [phase.centre for phase in chart.phases] == [19, 6]
