from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.statistics import Assessment, Point, assess

# Random about 10, longest run 2, many crossings
STEADY = [9, 11, 9, 12, 8, 11, 9, 9, 12, 11, 8, 12]
RISEN = [9, 8, 7, 9, 6, 8, 9, 7, 8, 6, 9, 8, 12, 14, 11, 13, 12, 15, 11, 14, 12, 13, 11, 12]


def points(values, **flags):
    return [Point(f"2024-{i:02}", value, **flags) for i, value in enumerate(values, start=1)]


def test_a_level_that_has_risen_and_stays():
    record = assess(points(RISEN), polarity="higher")
    assert (record.state, record.direction, record.timing) == ("shift", "up", "ongoing")
    assert (record.meaning, record.rule) == ("improvement", "long_run")
    assert (record.since, record.until, record.run_length) == ("2024-13", "2024-24", 12)
    assert (record.centre, record.n_useful) == (10.0, 24)
    assert (record.longest_run, record.longest_run_limit) == (12, 8)
    assert (record.crossings, record.crossings_limit) == (1, 8)


@pytest.mark.parametrize(
    ("polarity", "rising", "falling"),
    [
        ("higher", "improvement", "deterioration"),
        ("lower", "deterioration", "improvement"),
        ("none", "change", "change"),
    ],
)
def test_the_wanted_direction_decides_what_a_shift_means(polarity, rising, falling):
    assert assess(points(RISEN), polarity=polarity).meaning == rising
    fallen = [-value for value in RISEN]
    assert assess(points(fallen), polarity=polarity).meaning == falling


def test_an_old_long_run_is_an_earlier_shift():
    record = assess(points([20] * 10 + STEADY + STEADY), polarity="none")
    assert (record.state, record.timing, record.direction) == ("shift", "earlier", "up")
    assert (record.since, record.until, record.run_length) == ("2024-01", "2024-10", 10)


def test_of_equally_long_former_runs_the_later_is_told():
    record = assess(points([20] * 10 + [1] * 10 + STEADY), polarity="none")
    assert (record.timing, record.direction, record.since) == ("earlier", "down", "2024-11")


def test_what_goes_on_now_comes_before_what_was_longest():
    # Eleven low points, then unrest, then ten high ones: the level has risen
    record = assess(points([1] * 11 + [9, 9, 1] + [9] * 10), polarity="higher")
    assert (record.longest_run, record.run_length) == (11, 10)
    assert (record.direction, record.timing) == ("up", "ongoing")
    assert record.since == "2024-15"


def test_few_crossings_alone_are_a_change_without_a_meaning():
    # Four runs of six: no run is too long for 24 points, but 3 crossings are fewer than 8
    values = ([1] * 6 + [3] * 6) * 2
    record = assess(points(values), polarity="higher")
    assert (record.state, record.rule) == ("shift", "few_crossings")
    assert (record.direction, record.timing, record.meaning) == ("up", "ongoing", "change")
    assert (record.since, record.crossings, record.crossings_limit) == ("2024-19", 3, 8)


def test_random_variation_is_stable_and_says_nothing_of_a_shift():
    record = assess(points(STEADY), polarity="lower", target=8)
    assert record.state == "stable"
    assert record.target == 8
    shift = (record.direction, record.timing, record.meaning, record.since, record.until)
    assert shift == (None,) * 5
    assert (record.rule, record.run_length, record.warnings) == (None, None, ("trial_limits",))


@pytest.mark.parametrize("values", [[], [3], [None] * 20, STEADY[:9]])
def test_fewer_than_ten_useful_points_are_too_few(values):
    record = assess(points(values), polarity="none")
    assert record.state == "too_few"
    assert record.longest_run_limit is None
    assert "half_on_centre" not in record.warnings


def test_ten_useful_points_are_enough():
    assert assess(points(STEADY[:10]), polarity="none").state == "stable"


def test_a_series_of_zeros_cannot_be_assessed_by_runs():
    record = assess(points([0] * 20 + [1] * 12), polarity="none")
    assert record.state == "too_few"
    assert record.n_useful == 12
    assert "half_on_centre" in record.warnings


@pytest.mark.parametrize(("flag", "n"), [("provisional", 9), ("masked", 1)])
def test_provisional_and_masked_points_change_nothing_but_the_warning(flag, n):
    alone = assess(points(STEADY), polarity="none")
    extra = [Point(f"2025-{i:02}", 1000, **{flag: True}) for i in range(n)]
    record = assess([*points(STEADY), *extra], polarity="none")
    assert record.warnings == (f"{flag}_points", *alone.warnings)
    assert replace(record, warnings=alone.warnings) == alone


def test_missing_points_are_a_gap_and_are_said():
    record = assess(points([*STEADY[:6], None, *STEADY[6:]]), polarity="none")
    assert (record.n_useful, record.warnings) == (12, ("missing_points", "trial_limits"))


def test_a_clean_shift_is_not_called_autocorrelated():
    assert assess(points(RISEN), polarity="none").warnings == ()
    flat_steps = [0.1] * 12 + [0.3] * 12
    assert assess(points(flat_steps), polarity="none").warnings == ()


def test_neighbours_that_follow_each_other_are_warned_about():
    wave = [1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1] * 2
    assert "autocorrelated" in assess(points(wave), polarity="none").warnings


def test_unknown_choices_are_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="higher, lower, none, not 'up'"):
        assess([], polarity="up")
    with pytest.raises(ValueError, match="profile must be one of dk, nhs, not 'uk'"):
        assess([], polarity="none", profile="uk")


def test_the_record_cannot_be_changed():
    record = assess(points(STEADY), polarity="none")
    assert isinstance(record, Assessment)
    with pytest.raises(FrozenInstanceError):
        record.state = "shift"


@given(st.lists(st.none() | st.integers(-9, 9), max_size=48))
def test_negating_mirrors_the_direction(values):
    up = assess(points(values), polarity="higher")
    down = assess(points([None if v is None else -v for v in values]), polarity="lower")
    mirror = {"up": "down", "down": "up", None: None}
    assert down.direction == mirror[up.direction]
    assert (down.state, down.timing, down.meaning) == (up.state, up.timing, up.meaning)
    assert (down.since, down.rule, down.warnings) == (up.since, up.rule, up.warnings)


@given(st.lists(st.none() | st.floats(-1e300, 1e300), max_size=40))
def test_any_series_is_assessed(values):
    record = assess(points(values), polarity="none")
    is_shift = record.state == "shift"
    assert is_shift == (record.since is not None) == (record.rule is not None)
    assert (record.direction is not None) == (record.state in ("shift", "unusual_now"))
