"""What must hold for every series, whatever its numbers."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.statistics import Point, Series, assess

UNITS = (None, None)
MIRROR = {"up": "down", "down": "up", None: None}
MEANING = {"improvement": "deterioration", "deterioration": "improvement", "change": "change"}
# What follows the unit of the series, and so may change with it
IN_THE_UNIT = {
    "centre": None,
    "lower": None,
    "upper": None,
    "target": None,
    "unusual": (),
    "r1": None,
}

# Levels with steps between them, so that every state occurs
levels = st.lists(
    st.tuples(st.sampled_from([0, 0, 0, 6, 60]), st.integers(0, 12)), min_size=8, max_size=40
)


@st.composite
def numbers(draw):
    values = [step + value for step, value in draw(levels)]
    return values + draw(st.sampled_from([[], [150], [30] * 10]))


def series(values):
    points = tuple(
        Point(f"{2020 + i // 12}-{i % 12 + 1:02}", value) for i, value in enumerate(values)
    )
    return Series(points, bounds=UNITS)


def without_unit(record):
    return replace(record, **IN_THE_UNIT)


@given(numbers(), st.integers(-50, 50), st.integers(0, 80))
def test_adding_a_constant_changes_nothing_but_centre_and_limits(values, constant, target):
    before = assess(series(values), polarity="higher", target=target)
    after = assess(
        series([v + constant for v in values]), polarity="higher", target=target + constant
    )
    assert without_unit(after) == without_unit(before)
    assert after.centre == before.centre + constant
    assert [one.label for one in after.unusual] == [one.label for one in before.unusual]


@given(numbers(), st.sampled_from([0.125, 0.5, 2, 64]), st.integers(0, 80))
def test_another_unit_changes_nothing_but_centre_and_limits(values, factor, target):
    """Powers of two: the same digits, so that no rounding decides which side a point lies on."""
    before = assess(series(values), polarity="lower", target=target)
    after = assess(series([v * factor for v in values]), polarity="lower", target=target * factor)
    assert without_unit(after) == without_unit(before)
    assert after.centre == before.centre * factor
    if before.upper is not None:
        assert abs(after.upper - before.upper * factor) <= 1e-9 * factor * abs(before.upper)


@given(numbers(), st.sampled_from(["dk", "nhs"]))
def test_the_wanted_direction_changes_nothing_but_the_meaning(values, profile):
    high, low, none = (
        assess(series(values), polarity=polarity, profile=profile)
        for polarity in ("higher", "lower", "none")
    )
    same = {"polarity": "none", "meaning": None}
    assert replace(high, **same) == replace(low, **same) == replace(none, **same)
    if high.meaning is not None:
        assert low.meaning == MEANING[high.meaning]
        assert none.meaning == "change"


chosen_places = st.sets(st.integers(0, 39), max_size=12)


def with_flag(plain, flag, places, other):
    return tuple(
        replace(point, value=other, **{flag: True}) if place in places else point
        for place, point in enumerate(plain.points)
    )


def findings(plain, *several):
    return [
        assess(replace(plain, points=points), polarity="higher", target=20) for points in several
    ]


@given(numbers(), chosen_places, st.lists(st.integers(-999, 999), min_size=3, max_size=3))
def test_what_may_change_says_nothing(values, places, others):
    """Neither its number nor whether there are such points at the end can be read off."""
    plain = series(values)
    unknown, huge = (with_flag(plain, "provisional", places, other) for other in (None, 1e6))
    end = tuple(Point(f"2099-{i:02}", other, provisional=True) for i, other in enumerate(others))
    records = findings(plain, unknown, huge, unknown + end)
    bare = [replace(record, warnings=()) for record in records]
    assert bare[0] == bare[1] == bare[2]
    assert "provisional_points" in records[2].warnings
    assert records[0].warnings == records[1].warnings


@given(numbers(), chosen_places)
def test_of_what_may_not_be_seen_only_the_place_says_anything(values, places):
    """A hidden number is as a missing one, until there are so many that nothing is said."""
    plain = series(values)
    places = {place for place in places if place < len(values)}
    gaps = tuple(
        replace(point, value=None) if place in places else point
        for place, point in enumerate(plain.points)
    )
    unknown, huge = (with_flag(plain, "masked", places, other) for other in (None, 1e6))
    found, same, missing = findings(plain, unknown, huge, gaps)
    assert found == same
    if len(values) >= 10 and 5 * len(places) > len(values):
        assert (found.state, found.centre, found.upper) == ("too_few", None, None)
        assert (found.unusual, found.target_verdict, found.r1) == ((), None, None)
        assert "many_masked" in found.warnings
    else:
        assert "many_masked" not in found.warnings
        told = [one for one in missing.warnings if one != "missing_points"]
        assert [one for one in found.warnings if one != "masked_points"] == told
        assert replace(found, warnings=()) == replace(missing, warnings=())


@given(numbers())
def test_the_mirrored_series_mirrors_the_finding(values):
    up = assess(series(values), polarity="higher", target=20)
    down = assess(series([-v for v in values]), polarity="lower", target=-20)
    assert (down.state, down.direction) == (up.state, MIRROR[up.direction])
    assert (down.meaning, down.target_verdict) == (up.meaning, up.target_verdict)
    assert [one.direction for one in down.unusual] == [MIRROR[one.direction] for one in up.unusual]


@given(numbers())
def test_backwards_in_time_the_runs_are_the_same(values):
    """What was over is going on, and what went on is over; one step has then two directions."""
    forwards = assess(series(values), polarity="none")
    backwards = assess(series(values[::-1]), polarity="none")
    for name in ("centre", "n_useful", "longest_run", "crossings", "r1", "limits"):
        if name != "r1" or forwards.state != "shift":
            before, after = getattr(forwards, name), getattr(backwards, name)
            assert before == after or abs(before - after) < 1e-9, name
    assert (forwards.state == "shift") == (backwards.state == "shift")
    assert {one.value for one in forwards.unusual} == {one.value for one in backwards.unusual}


@given(st.integers(0, 20), st.integers(30, 60), st.integers(10, 20), st.integers(10, 20))
def test_a_step_up_is_a_step_down_read_backwards(low, high, n, m):
    values = [low + i % 3 for i in range(n)] + [high + i % 3 for i in range(m)]
    forwards, backwards = (assess(series(one), polarity="none") for one in (values, values[::-1]))
    assert forwards.state == backwards.state == "shift"
    if n == m:
        assert (forwards.direction, backwards.direction) == ("up", "down")
        assert forwards.timing == backwards.timing == "ongoing"
