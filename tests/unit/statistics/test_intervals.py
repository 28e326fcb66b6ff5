import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tvaerblik.statistics import (
    byar,
    byar_formula,
    clopper_pearson,
    mean_interval,
    median_interval,
    wilson,
)
from tvaerblik.statistics.inputs import LARGEST_COUNT

NONE = (None, None)
CONFIDENCES = st.sampled_from([0.5, 0.8, 0.95, 0.998])
COUNTS = st.integers(min_value=0, max_value=10**12)


def proportions():
    return COUNTS.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


# PHEindicatormethods 2.1.0 (UKHSA), testdata_Proportion.xlsx: events, n, 95 %, 99.8 %
PUBLISHED_PROPORTIONS = [
    (
        1,
        100,
        (0.0017674320641406511, 0.054486196178705294),
        (0.000873065697299977, 0.1045544528370582),
    ),
    (
        5,
        100,
        (0.02154367915436798, 0.11175046923191911),
        (0.013865320725997183, 0.16458852282596442),
    ),
    (20, 100, (0.1333669333310325, 0.28882916559315885), (0.10519162066711432, 0.3471109417008601)),
    (65, 100, (0.5525444329688797, 0.7363575175690247), (0.4954946574070431, 0.7783540614089697)),
    (
        9856,
        12345,
        (0.7912101752909069, 0.8053640073614909),
        (0.7869924108419063, 0.8093061412589626),
    ),
    (
        7776456,
        7564336677,
        (0.0010273201001641094, 0.0010287644578977231),
        (0.0010269040118442213, 0.0010291812992698397),
    ),
    (
        222,
        3215,
        (0.060791690363636595, 0.07833956681383633),
        (0.05647101964624248, 0.08418414185270134),
    ),
    (
        999,
        3456,
        (0.27418951080009873, 0.30440389662818057),
        (0.26583995768074953, 0.3134475449279985),
    ),
]


@pytest.mark.parametrize(("events", "n", "at_95", "at_998"), PUBLISHED_PROPORTIONS)
def test_wilson_gives_the_published_limits(events, n, at_95, at_998):
    assert wilson(events, n) == pytest.approx(at_95, rel=1e-8)
    assert wilson(events, n, confidence=0.998) == pytest.approx(at_998, rel=1e-8)


# The same source, testdata_Prop_g: numerators and denominators summed first, 95 % only
GROUPED_PROPORTIONS = [
    (2, 200, 0.01, (0.002746658133544438, 0.035721761716176796)),
    (10, 200, 0.05, (0.027382645600763925, 0.08957814813877597)),
    (40, 200, 0.2, (0.15045200926098115, 0.2608551865653788)),
    (130, 200, 0.65, (0.5816346433604008, 0.7127117587264192)),
    (19712, 24690, 0.7983799108950992, (0.7933291845541375, 0.8033378032278297)),
    (15552912, 15128673354, 0.0010280420256339154, (0.0010275314947741198, 0.0010285528098907119)),
    (444, 6430, 0.06905132192846034, (0.06310799576298091, 0.0755092618317013)),
    (1998, 6912, 0.2890625, (0.2784949436323704, 0.2998643901720741)),
]


@pytest.mark.parametrize(("events", "n", "value", "at_95"), GROUPED_PROPORTIONS)
def test_wilson_gives_the_published_limits_of_sums(events, n, value, at_95):
    assert events / n == pytest.approx(value, rel=1e-8, abs=1e-9)
    assert wilson(events, n) == pytest.approx(at_95, rel=1e-8, abs=1e-9)


# Newcombe RG (1998), Statistics in Medicine 17:857-872, tables of worked examples
@pytest.mark.parametrize(
    ("events", "n", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_newcombes_examples(events, n, score, exact):
    assert wilson(events, n) == pytest.approx(score, abs=5.1e-5)
    assert clopper_pearson(events, n) == pytest.approx(exact, abs=5.1e-5)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_none_and_all_touch_the_ends_exactly(interval):
    assert interval(0, 20)[0] == 0.0
    assert interval(20, 20)[1] == 1.0
    assert interval(0, 20)[1] == pytest.approx(1 - interval(20, 20)[0])


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
@pytest.mark.parametrize(("events", "n"), [(0, 0), (None, 100), (5, None), (math.nan, 100)])
def test_nothing_to_build_on_has_no_interval(interval, events, n):
    assert interval(events, n) == NONE


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
@pytest.mark.parametrize(("events", "n"), [(3, 2), (1, 0), (-1, 10), (0, -1), (math.inf, 10)])
def test_impossible_proportions_are_refused(interval, events, n):
    with pytest.raises(ValueError, match=r"exceed|must be"):
        interval(events, n)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.1, math.nan])
def test_a_confidence_in_per_cent_is_refused(confidence):
    for interval in (lambda **k: wilson(1, 2, **k), lambda **k: byar(1, **k)):
        with pytest.raises(ValueError, match="between 0 and 1"):
            interval(confidence=confidence)


@given(proportions(), CONFIDENCES)
def test_wilson_stays_within_0_and_1_and_holds_the_proportion(proportion, confidence):
    events, n = proportion
    lower, upper = wilson(events, n, confidence=confidence)
    if n == 0:
        assert (lower, upper) == NONE
    else:
        assert 0 <= lower <= events / n <= upper <= 1
        assert lower < upper


@given(proportions().filter(lambda pair: pair[1] > 0), st.sampled_from([0.8, 0.95, 0.998]))
def test_proportions_agree_with_scipy(proportion, confidence):
    events, n = proportion
    test = stats.binomtest(events, n)
    for method, interval in (("wilson", wilson), ("exact", clopper_pearson)):
        other = test.proportion_ci(confidence, method)
        found = interval(events, n, confidence=confidence)
        assert found == pytest.approx((other.low, other.high), rel=1e-6, abs=1e-12)


@given(proportions())
def test_wilson_mirrors_when_events_are_counted_the_other_way(proportion):
    events, n = proportion
    lower, upper = wilson(events, n)
    if n:
        other = wilson(n - events, n)
        assert (1 - other[1], 1 - other[0]) == pytest.approx((lower, upper), abs=1e-12)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
@given(share=st.floats(0, 1), n=st.floats(min_value=0, max_value=LARGEST_COUNT))
def test_proportions_survive_huge_and_tiny_denominators(interval, share, n):
    lower, upper = interval(min(share * n, n), n)
    assert (lower, upper) == NONE if n == 0 else 0 <= lower <= upper <= 1


@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_exact_interval_is_ordered_and_reaches_wider_than_the_share(proportion):
    events, n = proportion
    lower, upper = clopper_pearson(events, n)
    if n:
        assert 0 <= lower <= events / n <= upper <= 1


# PHEindicatormethods 2.1.0 (UKHSA), testdata_Rate.xlsx, limits per 100,000 divided by 1,000
# (a population of 100), and its byars() for 1045 events
@pytest.mark.parametrize(
    ("events", "at_95", "at_998"),
    [
        (1, (0.025317807984289896, 5.571643390938898), (0.0010005003335835343, 9.233413476451586)),
        (5, (1.6234863901184199, 11.668332079322669), (0.7393717319178389, 16.454745203680104)),
        (20, (12.211428834875936, 30.889880369197064), (8.922802365144193, 38.08503562504191)),
        (65, (50.16318771045945, 82.84913854593984), (42.880261471480204, 94.000290844318)),
        (1045, (982.5932018073325, 1110.33121298565), (947.9407035610374, 1148.806160988033)),
    ],
)
def test_byar_gives_the_published_limits(events, at_95, at_998):
    assert byar(events) == pytest.approx(at_95, rel=1e-8)
    assert byar(events, confidence=0.998) == pytest.approx(at_998, rel=1e-8)


def test_byar_switches_to_exact_limits_below_ten():
    # The same source: grouped Area2, 10 events in 200, and the pure formula at 99.8 %
    assert byar(10) == pytest.approx((4.787449913967564, 18.391458605756473), rel=1e-8)
    assert byar(10, confidence=0.998) == pytest.approx((2.916318374695686, 24.193724927880535))
    # Exact Poisson limits, tables of Garwood (1936): the formula alone gives 4.10 and 17.08
    assert byar(9) == pytest.approx((4.115, 17.085), abs=0.0006)


# The same source, testdata_Rate.xlsx and testdata_Rate_g: events, person-years, and per 100,000 the
# rate, its limits at 95 % and at 99.8 %. 250 of 220: a rate may exceed one a person.
PUBLISHED_RATES = [
    (
        1,
        100,
        1000,
        (25.317807984289896, 5571.643390938898),
        (1.0005003335835343, 9233.413476451586),
    ),
    (
        5,
        100,
        5000,
        (1623.4863901184199, 11668.332079322669),
        (739.3717319178389, 16454.745203680104),
    ),
    (
        20,
        100,
        20000,
        (12211.428834875936, 30889.880369197064),
        (8922.802365144193, 38085.03562504191),
    ),
    (65, 100, 65000, (50163.18771045945, 82849.13854593984), (42880.261471480204, 94000.290844318)),
    (
        9856,
        12345,
        79837.99108950992,
        (78269.49058976758, 81430.01654272141),
        (77375.90543271053, 82354.47277095431),
    ),
    (
        7776456,
        7564336677,
        102.80420256339154,
        (102.73196005302074, 102.87648334092832),
        (102.690317308454, 102.91817639509068),
    ),
    (
        222,
        3215,
        6905.132192846034,
        (6026.574877652674, 7875.729370871851),
        (5560.737695259853, 8461.04668173341),
    ),
    (
        999,
        3456,
        28906.25,
        (27141.30493609052, 30755.833237378414),
        (26162.147596445768, 31845.604819822653),
    ),
    (
        250,
        220,
        113636.36363636365,
        (99984.94738532876, 128631.14487455782),
        (92710.00554438953, 137651.23772147458),
    ),
    (2, 200, 1000, (121.10463927198258, 3612.3438338619794), None),
    (10, 200, 5000, (2393.7249569837822, 9195.729302878237), None),
    (40, 200, 20000, (14286.649933218456, 27235.04966001213), None),
    (130, 200, 65000, (54306.52101925725, 77182.74430661963), None),
    (19712, 24690, 79837.99108950992, (78727.30027133638, 80960.43271813256), None),
    (15552912, 15128673354, 102.80420256339154, (102.7531168009107, 102.85530745877516), None),
    (444, 6430, 6905.132192846034, (6277.68811414578, 7578.304458634362), None),
    (1998, 6912, 28906.25, (27652.52008830221, 30202.169187218453), None),
]


@pytest.mark.parametrize(("events", "population", "rate", "at_95", "at_998"), PUBLISHED_RATES)
def test_byar_gives_the_published_limits_of_rates(events, population, rate, at_95, at_998):
    per = 100_000 / population
    assert events * per == pytest.approx(rate, rel=1e-8, abs=1e-9)
    assert [limit * per for limit in byar(events)] == pytest.approx(at_95, rel=1e-8, abs=1e-9)
    if at_998 is not None:
        limits = [limit * per for limit in byar(events, confidence=0.998)]
        assert limits == pytest.approx(at_998, rel=1e-8, abs=1e-9)


# The same source, testdata_Byars_Wilson.xlsx: the formula alone, a negative lower limit missing
@pytest.mark.parametrize(
    ("count", "confidence", "limits"),
    [
        (65, 0.95, (50.163187710459454, 82.84913854593984)),
        (1045, 0.95, (982.5932018073325, 1110.33121298565)),
        (1, 0.95, (0.01307213290150435, 5.5637555824752605)),
        (65, 0.998, (42.8802614714802, 94.00029084431802)),
        (1045, 0.998, (947.9407035610374, 1148.806160988033)),
        (10, 0.998, (2.916318374695686, 24.193724927880535)),
        (1, 0.998, (None, 9.362180217908362)),
    ],
)
def test_byars_formula_gives_the_published_limits(count, confidence, limits):
    found = byar_formula(count, confidence=confidence)
    assert found[1] == pytest.approx(limits[1], rel=1e-9, abs=1e-9)
    assert found[0] is None if limits[0] is None else found[0] == pytest.approx(limits[0], rel=1e-9)


def test_byars_formula_of_nothing_and_of_too_little():
    assert byar_formula(None) == byar_formula(math.nan) == NONE
    assert byar_formula(0) == byar_formula(1e-320) == (None, pytest.approx(3.668012))
    with pytest.raises(ValueError, match="must be a count"):
        byar_formula(-1)


@given(st.one_of(COUNTS, st.floats(0, LARGEST_COUNT)), CONFIDENCES)
def test_byars_formula_is_byar_from_ten_and_never_below_0(count, confidence):
    lower, upper = byar_formula(count, confidence=confidence)
    assert lower is None or 0 <= lower <= count
    assert count < upper or count == pytest.approx(upper)
    if count >= 10:
        assert (lower or 0.0, upper) == byar(count, confidence=confidence)


# Garwood F (1936), exact 95 % limits of a Poisson count, to the digits usually printed
@pytest.mark.parametrize(
    ("events", "limits"),
    [
        (0, (0, 3.689)),
        (1, (0.0253, 5.572)),
        (2, (0.2422, 7.225)),
        (3, (0.6187, 8.767)),
        (4, (1.09, 10.242)),
        (5, (1.623, 11.668)),
        (6, (2.202, 13.059)),
        (7, (2.814, 14.423)),
        (8, (3.454, 15.763)),
        (9, (4.115, 17.085)),
    ],
)
def test_few_events_have_the_exact_limits(events, limits):
    assert byar(events) == pytest.approx(limits, rel=0, abs=0.0006)


def test_no_event_has_an_upper_limit():
    assert byar(0) == pytest.approx((0, 3.689), abs=0.0006)


def test_a_missing_count_has_no_limits_and_a_negative_one_is_refused():
    assert byar(None) == NONE
    with pytest.raises(ValueError, match="must be a count"):
        byar(-1)


@given(st.one_of(COUNTS, st.floats(0, LARGEST_COUNT)), CONFIDENCES)
def test_byar_contains_the_count(events, confidence):
    lower, upper = byar(events, confidence=confidence)
    assert 0 <= lower <= events <= upper < math.inf


@given(st.integers(0, 10**6))
def test_byar_grows_with_the_count_across_the_switch(events):
    assert byar(events)[0] < byar(events + 1)[0]
    assert byar(events)[1] < byar(events + 1)[1]


def test_mean_interval_by_hand():
    # Mean 3, s = √2.5, t(4) = 2.776445: 3 ∓ 2.776445 · 1.581139 / √5
    assert mean_interval([1, 2, 3, 4, 5]) == pytest.approx((1.036757, 4.963243), abs=1e-6)


def test_missing_values_do_not_enter_the_mean():
    assert mean_interval([1, None, 2, 3, math.nan, 4, 5]) == mean_interval([1, 2, 3, 4, 5])


@pytest.mark.parametrize("values", [[], [7], [None, None], [None, 7]])
def test_fewer_than_two_values_have_no_mean_interval(values):
    assert mean_interval(values) == NONE


@given(st.lists(st.floats(-1e300, 1e300), min_size=2, max_size=20))
def test_mean_interval_is_finite_or_at_least_ordered(values):
    lower, upper = mean_interval(values)
    assert not math.isnan(lower) and not math.isnan(upper)
    assert lower <= upper


def test_equal_values_leave_no_width():
    assert mean_interval([12.5, 12.5, 12.5]) == (12.5, 12.5)


# By hand: 9 tosses give at most 1 head in 10 of 512, 2.0 %, and at most 2 in 46, 9.0 %. So the
# second smallest and the second largest hold the median with 96 %.
def test_median_interval_by_hand():
    assert median_interval([9, 1, 8, 2, 7, 3, 6, 4, 5]) == (2, 8)


# Ranks at 95 %, found by adding up whole binomial coefficients
@pytest.mark.parametrize(
    ("n", "ranks"),
    [(6, (1, 6)), (8, (1, 8)), (12, (3, 10)), (17, (5, 13)), (30, (10, 21)), (100, (40, 61))],
)
def test_median_interval_has_the_ranks_of_whole_numbers(n, ranks):
    assert median_interval(range(1, n + 1)) == ranks


def test_a_tail_that_fits_exactly_keeps_its_rank():
    # Both of 2 tosses: a quarter on either side, exactly half in between
    assert median_interval([10, 20], confidence=0.5) == (10, 20)


@pytest.mark.parametrize(("fewest", "confidence"), [(6, 0.95), (10, 0.998)])
def test_too_few_values_have_no_median_interval(fewest, confidence):
    assert median_interval(range(fewest - 1), confidence=confidence) == NONE
    assert median_interval(range(fewest), confidence=confidence) == (0, fewest - 1)


def test_missing_values_do_not_enter_the_median():
    assert median_interval([None] * 9) == median_interval([]) == NONE
    assert median_interval([None, 1, 2, math.nan, 3, 4, 5, 6]) == (1, 6)
    assert median_interval([12.5] * 8) == (12.5, 12.5)


@given(st.lists(st.floats(-1e300, 1e300), max_size=200), CONFIDENCES)
def test_median_interval_holds_the_median_and_covers_what_it_promises(values, confidence):
    lower, upper = median_interval(values, confidence=confidence)
    if lower is None:
        assert 2 * 0.5 ** len(values) > (1 - confidence) * (1 - 1e-12)
        return
    middle = sorted(values)[(len(values) - 1) // 2 : len(values) // 2 + 1]
    assert lower <= middle[0] <= middle[-1] <= upper
    rank = sorted(values).index(lower) + 1
    outside = 2 * sum(math.comb(len(values), k) for k in range(rank)) / 2 ** len(values)
    assert len(set(values)) < len(values) or outside <= (1 - confidence) * (1 + 1e-9)
