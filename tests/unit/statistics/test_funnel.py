import itertools
import math
from dataclasses import astuple, fields

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from tvaerblik.statistics import (
    byar,
    funnel,
    funnel_curve,
    funnel_limits_for_observed,
    ratio_limits,
    reference_for,
)
from tvaerblik.statistics.inputs import LARGEST_COUNT, SMALLEST_DENOMINATOR

# The published funnels --------------------------------------------------------------------------------

# PHEindicatormethods 2.1.0 (UKHSA), testdata_funnel_prop_outputs.csv: 303 English areas' proportion
# in per cent, and by the denominator lower and upper at 95 %, lower and upper at 99.8 %
ENGLISH_EVENTS, ENGLISH_PERSONS, ENGLISH_PROPORTION = 10325813.850399993, 12804440, 80.642448
# fmt: off
PUBLISHED_PROPORTIONS = [
    (1, 3.204264, 100, 0, 100),
    (2, 25.885383, 100, 0, 100),
    (3, 35.933491, 100, 10.150815, 100),
    (5, 46.011039, 100, 26.039864, 100),
    (10, 56.154344, 100, 42.03259, 100),
    (27, 65.739462, 95.545433, 57.145237, 100),
    (75, 71.700657, 89.584239, 66.544121, 94.740774),
    (211, 75.311383, 85.973512, 72.237075, 89.04782),
    (598, 77.475765, 83.809131, 75.649608, 85.635287),
    (1699, 78.763743, 82.521152, 77.680336, 83.60456),
    (4818, 79.526814, 81.758082, 78.883452, 82.401444),
    (13669, 79.980099, 81.304797, 79.598137, 81.686759),
    (38775, 80.249188, 81.035707, 80.022404, 81.262492),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]

# testdata_funnel_ratio_outputs.csv: by the events observed, at 95 % the expected events at which they
# lie on the lower limit and that limit in per cent, the same of the upper, and all of it at 99.8 %
PUBLISHED_RATIOS = [
    (1, 5.571644585, 17.94802207, 0.025317898, 3949.774946,
     9.233410143, 10.83023482, 0.001000547, 99945.32721),
    (2, 7.224687515, 27.6828582, 0.242209467, 825.7315569,
     11.22886836, 17.81123382, 0.04540199, 4405.093268),
    (3, 8.767273828, 34.21816244, 0.618671905, 484.9096876,
     13.06224507, 22.96695541, 0.190533306, 1574.52787),
    (5, 11.6683331, 42.85102213, 1.623486324, 307.979188,
     16.45474478, 30.38637225, 0.739371928, 676.2496398),
    (10, 18.39035799, 54.3763205, 4.795387629, 208.5337156,
     24.13397235, 41.43536693, 2.960519925, 337.778507),
    (15, 24.74021692, 60.63002619, 8.395387918, 178.6695284,
     31.24360241, 48.00982871, 5.793975249, 258.8896113),
    (20, 30.88838097, 64.74926614, 12.21651877, 163.7127595,
     38.04188668, 52.57362804, 8.958211233, 223.2588569),
    (30, 42.82687112, 70.04947878, 20.24087434, 148.2149412,
     51.08312418, 58.72780979, 15.86916711, 189.0458383),
    (47, 62.50002175, 75.19997383, 34.5338404, 136.0983877,
     72.28346944, 65.02178211, 28.62309641, 164.2030594),
    (73, 91.78655238, 79.53234772, 57.22035714, 127.5769737,
     103.4533683, 70.56319305, 49.4154106, 147.727195),
    (115, 138.0400737, 83.30914124, 94.94429146, 121.1236592,
     152.1497378, 75.58343619, 84.686699, 135.7946423),
    (181, 209.3753966, 86.44759745, 155.5908999, 116.3307109,
     226.5535047, 79.89282718, 142.256454, 127.2350005),
    (286, 321.140619, 89.05756016, 253.8110617, 112.6822441,
     342.2132075, 83.57363004, 236.5748687, 120.8919619),
    (452, 495.6543475, 91.19258255, 411.285779, 109.8992533,
     521.6311089, 86.65127372, 389.1394739, 116.1537264),
    (716, 770.4222128, 92.93605352, 664.5083011, 107.7488421,
     802.60414, 89.20960712, 636.1521174, 112.5516964),
]

# testdata_funnel_rate_outputs.csv: events and rates per 100,000 of three years, and by the events
# observed the limits and the population a year they lie at, in the same order
RATES_EVENTS = (
    414, 462, 178, 525, 194, 937, 817, 117, 298, 228, 243, 13, 373, 664, 601, 602, 767, 708, 90,
    952, 347, 648, 988, 354, 839, 25, 518, 425, 648, 765, 210, 931, 589, 592, 554, 870, 372, 843,
    142, 543, 489, 620, 774, 904, 936, 841, 22, 922, 955, 308,
)
RATES = (
    184, 102, 83, 118, 121, 125, 112, 190, 146, 140, 87, 70, 90, 139, 109, 65, 165, 143, 55, 135,
    135, 88, 167, 99, 83, 53, 62, 118, 176, 101, 71, 138, 74, 84, 161, 79, 189, 170, 159, 113, 191,
    116, 200, 171, 128, 134, 185, 100, 123, 155,
)
RATE_OF_ALL = 116.1720835
PUBLISHED_RATES = [
    (1, 20.85059119, 1598.675694, 4588.535848, 7.264481402,
     12.58170943, 2649.348525, 116108.569, 0.287087625),
    (2, 32.15975314, 2072.984403, 959.2695538, 69.49732367,
     20.69168143, 3221.906682, 5117.48863, 13.02722321),
    (3, 39.75195225, 2515.599722, 563.3296872, 177.5159418,
     26.68119061, 3747.958682, 1829.161832, 54.66984838),
    (5, 49.78092521, 3348.002593, 357.7858395, 465.8280129,
     35.30048174, 4721.370883, 785.6132963, 212.14848),
    (10, 63.17010446, 5276.757672, 242.2579623, 1375.943768,
     48.13632908, 6924.776769, 392.4043292, 849.4639547),
    (20, 75.22057153, 8862.823734, 190.1885237, 3505.293872,
     61.07587907, 10915.38389, 259.3644657, 2570.385518),
    (55, 89.25071993, 20541.38426, 154.2100196, 11888.54874,
     77.92256078, 23527.63198, 183.1070076, 10012.3603),
    (159, 99.45547842, 53290.17651, 136.5758874, 38806.26443,
     91.46344314, 57946.64861, 150.3405066, 35253.30678),
    (466, 106.088168, 146419.093, 127.4857181, 121843.7136,
     100.8799738, 153978.364, 134.623648, 115383.3934),
    (1360, 110.158048, 411529.9259, 122.6021934, 369759.5622,
     106.9073359, 424043.2424, 126.5084525, 358342.3275),
]
# fmt: on


def limits_of(unit):
    return (unit.lower_95, unit.upper_95, unit.lower_998, unit.upper_998)


@pytest.mark.parametrize(
    ("n", "lower_95", "upper_95", "lower_998", "upper_998"), PUBLISHED_PROPORTIONS
)
def test_the_published_proportion_funnel(n, lower_95, upper_95, lower_998, upper_998):
    target = ENGLISH_EVENTS / ENGLISH_PERSONS
    assert 100 * target == pytest.approx(ENGLISH_PROPORTION, rel=0, abs=6e-7)
    (found,) = funnel_curve("proportion", target, [n])
    published = (lower_95, upper_95, lower_998, upper_998)
    assert [100 * limit for limit in limits_of(found)] == pytest.approx(published, rel=0, abs=6e-7)
    assert limits_of(funnel("proportion", [0], [n], target=target).units[0]) == limits_of(found)


@pytest.mark.parametrize("published", PUBLISHED_RATIOS)
def test_the_published_ratio_funnel(published):
    # The publisher searches the expected events by bisection, and is up to 0.06 % off at 1
    found = funnel_limits_for_observed(published[0])
    assert (
        found.observed,
        found.denominator_lower_95,
        100 * found.lower_95,
        found.denominator_upper_95,
        100 * found.upper_95,
        found.denominator_lower_998,
        100 * found.lower_998,
        found.denominator_upper_998,
        100 * found.upper_998,
    ) == pytest.approx(published, rel=6e-4, abs=1e-5)


@pytest.mark.parametrize("published", PUBLISHED_RATES)
def test_the_published_rate_funnel(published):
    person_years = [events / rate for events, rate in zip(RATES_EVENTS, RATES, strict=True)]
    target = funnel("rate", RATES_EVENTS, person_years).target
    assert target == pytest.approx(RATE_OF_ALL, rel=6e-4, abs=1e-4)
    assert target == pytest.approx(RATE_OF_ALL, rel=1e-9)
    found = funnel_limits_for_observed(published[0], target=target)
    a_year = 100_000 / 3
    assert (
        found.observed,
        found.lower_95,
        a_year * found.denominator_lower_95,
        found.upper_95,
        a_year * found.denominator_upper_95,
        found.lower_998,
        a_year * found.denominator_lower_998,
        found.upper_998,
        a_year * found.denominator_upper_998,
    ) == pytest.approx(published, rel=6e-4, abs=1e-4)


# FunnelPlotR 0.6.0 (NHS-R community), test-poisson_limits.R
@pytest.mark.parametrize(
    ("expected", "at_95", "at_998"),
    [
        (15, (0.5596924, 1.649348), (0.386265, 2.082907)),
        (20, (0.610826, 1.544419), (0.4479107, 1.902094)),
        (30, (0.6746958, 1.427562), (0.5289724, 1.702771)),
    ],
)
def test_the_published_limits_of_a_ratio(expected, at_95, at_998):
    assert ratio_limits(expected) == pytest.approx(at_95, rel=0, abs=6e-7)
    assert ratio_limits(expected, confidence=0.998) == pytest.approx(at_998, rel=0, abs=6e-7)
    (unit,) = funnel("ratio", [expected], [expected]).units
    assert limits_of(unit) == pytest.approx((*at_95, *at_998), rel=0, abs=6e-7)


# What a funnel says ----------------------------------------------------------------------------------


def test_flags_by_hand():
    # p = 0.5 and n = 400: 0.5 ∓ 1.96 · 0.025 = 0.451 to 0.549, and ∓ 3.09 · 0.025 = 0.4227 to 0.5773
    shares = [231, 230, 220, 219, 200, 181, 180, 170, 169]
    found = funnel("proportion", shares, [400] * 9, target=0.5)
    assert [unit.flag for unit in found.units] == [
        "above",
        "hint_above",
        "hint_above",
        "inside",
        "inside",
        "inside",
        "hint_below",
        "hint_below",
        "below",
    ]
    assert found.units[0].value == 231 / 400


def test_a_unit_on_its_limit_is_inside():
    expected = 20.0
    lower, upper = ratio_limits(expected, confidence=0.998)
    flags = [
        funnel("ratio", [ratio * expected], [expected]).units[0].flag
        for ratio in (
            upper * (1 + 1e-9),
            upper * (1 - 1e-9),
            lower * (1 + 1e-9),
            lower * (1 - 1e-9),
        )
    ]
    assert flags == ["above", "hint_above", "hint_below", "below"]
    assert funnel("proportion", [5, 7], [5, 7]).units[0].flag == "inside"


def test_the_target_is_everybodys_unless_given():
    assert funnel("rate", [1, 8], [10, 20]).target == pytest.approx(0.3)
    assert funnel("rate", [1, None, 8], [10, 1000, 20]).target == pytest.approx(0.3)
    assert funnel("rate", [1, 8], [10, 20], target=0.5).target == 0.5
    assert funnel("ratio", [1, 8], [10, 20]).target == 1


def test_a_rates_limits_are_those_of_the_count_expected():
    (unit,) = funnel("rate", [30], [2000], target=0.01).units
    assert limits_of(unit)[:2] == pytest.approx([0.01 * limit for limit in ratio_limits(20)])


def test_what_is_missing_stays_missing():
    found = funnel("proportion", [None, 5, math.nan, 0, 3], [10, None, 10, 0, 10])
    assert [unit.flag for unit in found.units] == ["none"] * 4 + ["inside"]
    assert [unit.value for unit in found.units] == [None] * 4 + [0.3]
    assert [unit.denominator for unit in found.units] == [10, None, 10, 0, 10]
    # The limits need no events, so the curve has no hole at a unit without
    assert found.units[0].upper_95 == found.units[4].upper_95
    assert limits_of(found.units[3]) == (None,) * 4


@pytest.mark.parametrize("kind", ["proportion", "rate", "ratio"])
@pytest.mark.parametrize("widened", [False, True])
def test_with_nothing_there_is_nothing_to_say(kind, widened):
    for events, denominators in (([], []), ([None, None], [None, 5]), ([0, 0], [0, 0])):
        found = funnel(kind, events, denominators, overdispersion=widened)
        assert found.target == (1 if kind == "ratio" else None)
        assert {unit.flag for unit in found.units} <= {"none"}
        assert (found.phi, found.tau2) == (None, None)


@pytest.mark.parametrize("kind", ["proportion", "rate", "ratio"])
def test_one_unit_and_units_all_equal_are_inside(kind):
    for events, denominators in (([7], [7]), ([7] * 12, [7] * 12), ([0] * 12, [9] * 12)):
        found = funnel(kind, events, denominators, overdispersion=True)
        allowed = {"below", "hint_below"} if kind == "ratio" and not events[0] else {"inside"}
        assert {unit.flag for unit in found.units} <= allowed
        assert found.tau2 in (None, 0) or allowed != {"inside"}


def test_of_98_alike_hardly_one_is_outside():
    # Binomial units from a fixed seed: 5 % hints are expected, 0.2 % outside
    drawn = np.random.default_rng(20240101)
    sizes = drawn.integers(2000, 60_000, 98 * 50)
    events = drawn.binomial(sizes, 0.12)
    flags = [unit.flag for unit in funnel("proportion", events, sizes).units]
    outside = sum(flag in ("above", "below") for flag in flags) / len(flags)
    hints = sum(flag.startswith("hint") for flag in flags) / len(flags)
    assert outside < 0.004
    assert 0.035 < hints < 0.065


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("share", [1], [2]), "kind must be one of proportion, rate, ratio, not 'share'"),
        (("rate", [1, 2], [2]), "2 events and 1 denominators"),
        (("proportion", [1, 3], [2, 2]), r"events \(3\) exceed the denominator \(2\) of unit 1"),
        (("rate", [-1], [2]), "events must be a count"),
        (("rate", [1], [math.inf]), "denominators must be"),
    ],
)
def test_impossible_units_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        funnel(*arguments)


def test_impossible_targets_are_refused():
    for call in (
        lambda: funnel("proportion", [1], [2], target=1.5),
        lambda: funnel_curve("proportion", 1.5, [2]),
    ):
        with pytest.raises(ValueError, match="lies between 0 and 1"):
            call()
    with pytest.raises(ValueError, match="lies between 0 and 1e\\+25, not at -1"):
        funnel("rate", [1], [2], target=-1)
    with pytest.raises(ValueError, match="kind must be"):
        funnel_curve("Rate", 1, [2])


# A funnel's limits, whatever the units ------------------------------------------------------------------

KINDS = st.sampled_from(["proportion", "rate", "ratio"])
SIZES = st.one_of(
    st.none(),
    st.just(0),
    st.integers(0, 10**6),
    st.floats(0, LARGEST_COUNT),
    st.floats(0, 1e-6),
)
UNITS = st.lists(
    st.tuples(st.one_of(st.none(), st.floats(0, 1)), SIZES, st.floats(0, LARGEST_COUNT)),
    max_size=25,
)


def drawn_funnel(kind, units, *, target=None, widened=False):
    """A proportion's events are a share of its denominator, the others' any number."""
    sizes = [n for _, n, _ in units]
    events = [
        None if share is None else min(share * (n or 0), n or 0) if kind == "proportion" else count
        for share, n, count in units
    ]
    return funnel(kind, events, sizes, target=target, overdispersion=widened)


@given(KINDS, UNITS, st.booleans())
def test_limits_are_ordered_and_finite(kind, units, widened):
    found = drawn_funnel(kind, units, widened=widened)
    for unit in found.units:
        assert all(
            part is None or isinstance(part, str) or math.isfinite(part) for part in astuple(unit)
        )
        if unit.lower_95 is None:
            assert (unit.flag, *limits_of(unit)) == ("none", *(None,) * 4)
            continue
        room = 1 + 1e-9
        ordered = (0, unit.lower_998, unit.lower_95, found.target, unit.upper_95, unit.upper_998)
        assert all(a <= b * room for a, b in itertools.pairwise(ordered))
        assert kind != "proportion" or unit.upper_998 <= 1
        assert (unit.flag == "none") is (unit.value is None)
    assert all(
        found_part is None or math.isfinite(found_part) for found_part in (found.phi, found.tau2)
    )


@given(
    KINDS,
    st.floats(0, 1),
    st.lists(st.one_of(st.integers(1, 10**9), st.floats(1e-6, 1e12)), min_size=2, max_size=30),
    st.sampled_from([None, 0, 1e-6, 0.02, 5]),
)
def test_limits_narrow_as_denominators_grow(kind, target, sizes, tau2):
    curve = funnel_curve(kind, target, sorted(sizes), tau2=tau2)
    for narrow, wide in zip(curve[1:], curve, strict=False):
        # Overdispersed limits take over from the plain ones where something is expected
        if tau2 and target * wide.denominator < SMALLEST_DENOMINATOR:
            continue
        for level in ("95", "998"):
            lower, upper = (f"{side}_{level}" for side in ("lower", "upper"))
            assert getattr(wide, lower) <= getattr(narrow, lower) * (1 + 1e-9) + 1e-300
            assert getattr(wide, upper) >= getattr(narrow, upper) * (1 - 1e-9)


@given(UNITS, st.sampled_from([0.0, 0.5, 1e-300, 1e12]))
def test_any_target_of_a_rate_can_be_asked_for(units, target):
    found = drawn_funnel("rate", units, target=target, widened=True)
    assert all(
        part is None or math.isfinite(part) for unit in found.units for part in limits_of(unit)
    )


@given(KINDS, UNITS, st.booleans())
def test_the_curve_goes_through_the_units_limits(kind, units, widened):
    found = drawn_funnel(kind, units, widened=widened)
    sizes = [unit.denominator for unit in found.units]
    curve = funnel_curve(kind, found.target, sizes, tau2=found.tau2)
    assert [limits_of(point) for point in curve] == [limits_of(unit) for unit in found.units]


@given(st.floats(1e-9, LARGEST_COUNT), st.sampled_from([0.5, 0.95, 0.998]))
def test_ratio_limits_hold_1(expected, confidence):
    lower, upper = ratio_limits(expected, confidence=confidence)
    assert 0 <= lower <= 1 <= upper < math.inf


@given(st.floats(0.01, 1e6), st.sampled_from([0.95, 0.998]))
def test_ratio_limits_are_the_chi_square_quantiles(expected, confidence):
    tail = (1 - confidence) / 2
    lower = stats.chi2.ppf(tail, 2 * expected) / (2 * expected)
    upper = stats.chi2.isf(tail, 2 * expected + 2) / (2 * expected)
    found = ratio_limits(expected, confidence=confidence)
    assert found == pytest.approx((lower, upper), rel=1e-8, abs=1e-100)


@pytest.mark.parametrize("expected", [None, math.nan, 0, SMALLEST_DENOMINATOR / 2])
def test_nothing_expected_has_no_limits(expected):
    assert ratio_limits(expected) == (None, None)


# By the events observed ------------------------------------------------------------------------------


def test_a_count_of_0_touches_no_upper_limit():
    found = funnel_limits_for_observed(0)
    assert (found.lower_95, found.upper_95, found.upper_998) == (0, None, None)
    assert found.denominator_lower_95 == pytest.approx(3.689, abs=1e-3)


@given(st.integers(1, 10_000), st.sampled_from([1, 0.001, 40]))
def test_limits_by_the_events_observed_are_those_of_the_count(observed, target):
    found = funnel_limits_for_observed(observed, target=target)
    assert found.lower_998 < found.lower_95 < target < found.upper_95 < found.upper_998
    # The exact limits of the count, which Byar's come close to
    assert found.denominator_upper_95 * target == pytest.approx(byar(observed)[0], rel=2e-3)
    assert found.denominator_lower_95 * target == pytest.approx(byar(observed)[1], rel=2e-3)
    assert found.lower_998 == pytest.approx(observed / found.denominator_lower_998)


@pytest.mark.parametrize(("observed", "target"), [(None, 1), (5, 0), (5, None), (5, 1e-12)])
def test_limits_by_nothing_observed_are_refused(observed, target):
    with pytest.raises(ValueError, match="observed must be a count and target above 0"):
        funnel_limits_for_observed(observed, target=target)


# Whom to compare with --------------------------------------------------------------------------------


def test_a_large_unit_is_compared_with_the_rest_of_the_country():
    events, persons = [30, 10, 5, 1, None], [100, 60, 30, 11, 1000]
    assert reference_for(events, persons, 0).target == pytest.approx(16 / 101)
    assert reference_for(events, persons, 0).unit_excluded
    small = reference_for(events, persons, 3)
    assert (small.target, small.unit_excluded) == (pytest.approx(46 / 201), False)


def test_a_tenth_exactly_is_not_too_much():
    tenths = [1] * 10
    assert not reference_for(tenths, tenths, 4).unit_excluded
    assert reference_for([2] * 10, [1] * 9 + [1.01], 9).unit_excluded


def test_alone_there_is_nobody_to_compare_with():
    alone = reference_for([5, None], [10, 10], 0)
    assert (alone.target, alone.unit_excluded) == (None, True)
    assert reference_for([None, 0], [0, 0], 0).target is None
    # A unit without events is no part of the average either way
    without = reference_for([None, 4], [90, 10], 0)
    assert (without.target, without.unit_excluded) == (0.4, False)


@pytest.mark.parametrize("index", [-1, 2])
def test_a_unit_that_is_not_there_is_refused(index):
    with pytest.raises(ValueError, match="index must be a unit's number, 0 to 1"):
        reference_for([1, 2], [3, 4], index)


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 1000)), min_size=2, max_size=20),
    st.integers(0, 19),
)
def test_the_reference_is_everybody_or_everybody_else(units, at):
    assume(at < len(units))
    events, sizes = zip(*units, strict=True)
    found = reference_for(events, sizes, at)
    rest = [pair for number, pair in enumerate(units) if number != at]
    inside = rest if 10 * sizes[at] > sum(sizes) else units
    assert found.unit_excluded is (inside is rest)
    assert found.target == pytest.approx(sum(x for x, _ in inside) / sum(n for _, n in inside))


def test_the_fields_that_others_read():
    (unit,) = funnel("ratio", [12], [10]).units
    assert [field.name for field in fields(unit)] == [
        "value",
        "denominator",
        "lower_95",
        "upper_95",
        "lower_998",
        "upper_998",
        "flag",
    ]
