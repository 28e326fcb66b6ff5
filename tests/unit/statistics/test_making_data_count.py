"""The rules against published charts; see `support.control_series` for the sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.control_series import DAYS, ENGLAND, RQM, RRK, RRK_MERGED
from tvaerblik.statistics import making_data_count

NONE = "Common Cause"
LOW = "7 Points Below CL"


def rules_of(result):
    return [point.rule for point in result.points]


def types_of(result):
    return [point.type for point in result.points]


def rules_at(result):
    """Marked points only: {index: rule}."""
    return {index: rule for index, rule in enumerate(rules_of(result)) if rule not in (NONE, None)}


def test_points_of_one_trust():
    result = making_data_count(RQM, improvement="decrease", target=1200)
    good, bad = "special_cause_improvement", "special_cause_concern"
    plain = "common_cause"
    assert types_of(result) == [plain, good, good, *[plain] * 5, bad, bad, *[plain] * 14]
    assert result.variation == "common_cause"
    assert result.assurance == "inconsistent"
    near, above = "2 in 3 Below CL", "Above UCL"
    assert rules_of(result) == [NONE, near, near, *[NONE] * 5, above, above, *[NONE] * 14]


def test_eight_points_below_the_mean():
    result = making_data_count(RRK, improvement="decrease")
    assert types_of(result).count("special_cause_improvement") == 8
    assert rules_of(result) == [*[NONE] * 9, "Above UCL", *[LOW] * 8, *[NONE] * 6]


def test_rules_do_not_reach_across_a_merger():
    result = making_data_count(RRK_MERGED, phases=[27])
    before = [*[NONE] * 9, "Above UCL", *[LOW] * 8, *[NONE] * 9]
    after = [*["2 in 3 Below CL"] * 3, *[NONE] * 3, "Above UCL", *["2 in 3 Above CL"] * 2]
    assert rules_of(result) == before + after


def test_england_has_common_causes_only_until_divided_by_days():
    assert types_of(making_data_count(ENGLAND)) == ["common_cause"] * 36
    assert types_of(making_data_count(ENGLAND, phases=[12, 24])) == ["common_cause"] * 36
    per_day = [count / days for count, days in zip(ENGLAND, DAYS, strict=True)]
    assert len(rules_at(making_data_count(per_day))) == 19


# A quiet baseline of mean 0 and mean range 2: limits ±5.32, outer third from ±3.5467
QUIET = [1, -1] * 6


def after_quiet(*values):
    return making_data_count([*QUIET, *values], baseline=12)


def test_a_trend_needs_seven_points():
    assert rules_at(after_quiet(-0.9, -0.5, 0, 0.5, 1, 1.5)) == dict.fromkeys(
        range(11, 18), "7 Point Trend (Increasing)"
    )
    assert rules_at(after_quiet(-0.5, 0.5, 1.5, 2, 2.5)) == {}
    assert rules_at(after_quiet(0, 3, 2, 1, 0, -1, -2, -3)) == dict.fromkeys(
        range(13, 20), "7 Point Trend (Decreasing)"
    )
    assert rules_at(after_quiet(3, 2, 1, 1, 0, -1, -2)) == {}


def test_outside_names_a_point_before_a_trend_does():
    marked = rules_at(after_quiet(0, 1, 2, 3, 4, 6))
    assert marked[17] == "Above UCL"
    assert marked[16] == "7 Point Trend (Increasing)"


def test_below_the_lower_limit():
    assert rules_at(after_quiet(-5.3, 1)) == {}
    assert rules_at(after_quiet(-5.4, 1)) == {12: "Below LCL"}


def test_two_in_three_want_all_three_on_one_side():
    assert rules_at(after_quiet(4, 1, 4)) == {12: "2 in 3 Above CL", 14: "2 in 3 Above CL"}
    assert rules_at(after_quiet(4, -1, 4)) == {}
    assert rules_at(after_quiet(4, -4, 1)) == {}
    assert rules_at(after_quiet(3.54, 1, 3.54)) == {}
    assert sorted(rules_at(after_quiet(3.55, 1, 3.55))) == [12, 14]


def test_a_point_outside_is_not_one_of_two_in_three():
    assert rules_at(after_quiet(6, 4, 1)) == {12: "Above UCL"}


def test_seven_on_one_side_want_seven():
    six = [1, 2, 1, 2, 1, 2]
    assert rules_at(after_quiet(*six)) == {}
    assert rules_at(after_quiet(*six, 1)) == dict.fromkeys(range(12, 19), "7 Points Above CL")
    assert rules_at(after_quiet(*six, 0)) == {}


def test_missing_values_are_passed_over():
    result = after_quiet(1, 2, None, 1, 2, float("nan"), 1, 2, 1)
    assert sorted(rules_at(result)) == [12, 13, 15, 16, 18, 19, 20]
    assert (result.points[14].rule, result.points[14].type) == (None, None)
    assert result.variation == "special_cause_neutral_high"


@pytest.mark.parametrize(
    ("improvement", "kind"),
    [
        (None, "special_cause_neutral_low"),
        ("increase", "special_cause_concern"),
        ("decrease", "special_cause_improvement"),
    ],
)
def test_the_wanted_direction_tells_good_from_bad(improvement, kind):
    result = making_data_count([*QUIET, -6], baseline=12, improvement=improvement)
    assert result.variation == kind


def test_on_the_mean_the_trend_tells_the_side():
    rising = making_data_count([*QUIET, -2, -1.5, -1, 0, 1, 1.5], baseline=12)
    falling = making_data_count([*QUIET, 3, 2, 1, 0, -1, -2, -3], baseline=12)
    assert (rising.points[15].value, falling.points[15].value) == (0, 0)
    assert rising.points[15].type == "common_cause"
    assert falling.points[15].type == "special_cause_neutral_low"
    longer = making_data_count([*QUIET, -3, -2, -1, 0, 1, 2, 3], baseline=12)
    assert longer.points[15].type == "special_cause_neutral_high"


@pytest.mark.parametrize(
    ("target", "improvement", "assurance"),
    [
        (6, "increase", "consistent_fail"),
        (6, "decrease", "consistent_pass"),
        (-6, "increase", "consistent_pass"),
        (-6, "decrease", "consistent_fail"),
        (5, "increase", "inconsistent"),
        (None, "increase", None),
        (5, None, None),
    ],
)
def test_whether_a_target_can_be_expected(target, improvement, assurance):
    result = making_data_count(QUIET, baseline=12, target=target, improvement=improvement)
    assert result.assurance == assurance


@pytest.mark.parametrize("values", [[], [None, None], [3]])
def test_too_few_values_mark_nothing(values):
    result = making_data_count(values, target=1, improvement="increase")
    assert rules_at(result) == {}
    assert result.assurance is None
    assert result.variation == ("common_cause" if values == [3] else None)


def test_equal_values_mark_nothing():
    assert rules_at(making_data_count([0.1] * 30)) == {}


def test_an_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="must be increase, decrease or None, not 'higher'"):
        making_data_count([1, 2], improvement="higher")


MIRRORED = {
    "Above UCL": "Below LCL",
    "7 Point Trend (Increasing)": "7 Point Trend (Decreasing)",
    "2 in 3 Above CL": "2 in 3 Below CL",
    "7 Points Above CL": "7 Points Below CL",
}
MIRRORED |= {there: here for here, there in MIRRORED.items()}


@given(st.lists(st.none() | st.integers(-9, 9), max_size=40), st.integers(-9, 9))
def test_mirrored_values_are_marked_by_mirrored_rules(values, target):
    there = making_data_count(values, target=target, improvement="increase")
    mirrored = [None if value is None else -value for value in values]
    back = making_data_count(mirrored, target=-target, improvement="decrease")
    assert types_of(there) == types_of(back)
    assert there.assurance == back.assurance
    assert [MIRRORED.get(rule, rule) for rule in rules_of(there)] == rules_of(back)
