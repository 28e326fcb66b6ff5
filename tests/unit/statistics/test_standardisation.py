import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.catalogue.standards import load_standards
from tvaerblik.catalogue.strata import AGE_BANDS, SEXES
from tvaerblik.engine.plain.standardised import direct_figure, observed_over_expected
from tvaerblik.release.figures import byar_limits
from tvaerblik.statistics import (
    STANDARDS,
    byar,
    direct_standardised_rate,
    indirect_standardised_ratio,
    standard_weights,
)
from tvaerblik.statistics.inputs import LARGEST_COUNT, SMALLEST_DENOMINATOR

ESP2013 = standard_weights("esp2013")
# fmt: off
ESP1976 = (8000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 6000, 5000, 4000, 3000,
           2000, 1000, 1000)

# PHEindicatormethods 2.1.0 (UKHSA), testdata_DSR_ISR.xlsx and the tests of its calculate_dsr
POPULATION = (636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153,
              123, 207)
BIG = (127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91)
SMALL = (12, 4, 3, 2, 3, 4, 8, 2, 2, 3, 4, 5, 6, 8, 5, 6, 5, 5, 4)
TINY = (0, 0, None, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 2, 3)
N = None
FREQUENT_BIG = {
    1: (75, 16, 11, 12, 8, 18, 26, 18, 18, 21, 21, 23, 23, 39, 25, 40, 46, 49, 56),
    2: (16, 3, 2, 3, 0, 3, 6, 3, 4, 4, 4, 4, 6, 8, 5, 9, 9, 10, 11),
    3: (4, 1, 1, 1, 0, 1, 2, 1, 1, 1, 1, 1, 2, 2, 1, 2, 2, 3, 3),
    4: (2, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1),
}
FREQUENT_DUMMY = {
    1: (80, 15, 10, 17, 12, 25, 30, 20, 19, 23, 19, 30, 19, 25, 15, 20, 30, 29, 22),
    2: (10, 5, 1, 2, N, 1, 9, 2, 5, 3, 5, 2, 7, 14, 10, 18, 16, 19, 21),
    3: (9, N, 2, N, N, N, N, 1, N, 1, 1, N, 4, 4, 1, 4, 4, 5, 9),
    4: (N,) * 19,
}
FREQUENT_SMALL = {
    1: (7, 4, 3, 0, 3, 4, 5, 2, 2, 3, 4, 5, 3, 5, 5, 3, 5, 5, 4),
    2: (1, *(0,) * 18),
    3: (1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0),
    4: (0,) * 19,
}
FREQUENT_TINY = {
    1: (0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0),
    2: (*(N,) * 17, 1, 0),
    3: (*(N,) * 18, 1),
    4: (N,) * 19,
}
# events, weights, multiplier, all events, rate, 95 %, 99.8 %. The 99.8 % of ESP1976 per 10,000 are
# the recomputed ones: in the published sheet they are ten times too large.
PUBLISHED_RATES = [
    (BIG, ESP2013, 10_000, 895, 1043.0247991469423,
     (971.770906798568, 1117.894091547925), (932.3287880219904, 1162.0595999522059)),
    (BIG, ESP2013, 100_000, 895, 10430.247991469423,
     (9717.709067985681, 11178.94091547925), (9323.287880219903, 11620.595999522058)),
    (SMALL, ESP2013, 10_000, 91, 110.3212025300104,
     (87.7455767536709, 136.70882227251795), (76.36420357939879, 153.00328948244763)),
    (SMALL, ESP2013, 100_000, 91, 1103.212025300104,
     (877.455767536709, 1367.0882227251795), (763.6420357939879, 1530.0328948244762)),
    (TINY, ESP2013, 10_000, 9, None, (None, None), (None, None)),
    (TINY, ESP2013, 100_000, 9, None, (None, None), (None, None)),
    (BIG[:18], ESP1976, 10_000, 804, 859.2097585022366,
     (799.1160931442103, 922.5253880318318), (765.9282106568955, 959.9211798571699)),
    (BIG[:18], ESP1976, 100_000, 804, 8592.097585022366,
     (7991.160931442103, 9225.253880318318), (7659.282106568956, 9599.2117985717)),
]
PUBLISHED_RATES_OF_FREQUENT_EVENTS = [
    (FREQUENT_BIG, 895, 10430.24799147,
     (9532.94977862, 11373.07483298), (9036.25631357, 11929.24980749)),
    (FREQUENT_DUMMY, 895, 10430.24799147,
     (9512.29883752, 11394.77359633), (9004.17418121, 11963.74870404)),
    (FREQUENT_SMALL, 89, 1082.95419841,
     (817.68609755, 1393.55884927), (684.16751792, 1585.49645593)),
    (FREQUENT_TINY, 9, None, (None, None), (None, None)),
]
# fmt: on


def close(found, expected, **tolerance):
    """Leaf by leaf, where None is only close to None."""
    return [
        got is None
        if wanted is None
        else got is not None and math.isclose(got, wanted, **tolerance)
        for got, wanted in zip(found, expected, strict=True)
    ] == [True] * len(expected)


@pytest.mark.parametrize(
    ("events", "weights", "multiplier", "total", "rate", "at_95", "at_998"), PUBLISHED_RATES
)
def test_the_published_rates(events, weights, multiplier, total, rate, at_95, at_998):
    population = POPULATION[: len(events)]
    for confidence, limits in ((0.95, at_95), (0.998, at_998)):
        found = direct_standardised_rate(
            events, population, weights, multiplier=multiplier, confidence=confidence
        )
        assert (found.events, found.population) == (total, sum(population))
        assert close((found.rate, found.lower, found.upper), (rate, *limits), rel_tol=1e-8)


@pytest.mark.parametrize(
    ("persons", "total", "rate", "at_95", "at_998"), PUBLISHED_RATES_OF_FREQUENT_EVENTS
)
def test_the_published_rates_of_events_that_depend_on_each_other(
    persons, total, rate, at_95, at_998
):
    for confidence, limits in ((0.95, at_95), (0.998, at_998)):
        found = direct_standardised_rate(
            None,
            POPULATION,
            ESP2013,
            multiplier=100_000,
            confidence=confidence,
            persons_by_events=persons,
        )
        assert (found.events, found.population) == (total, sum(POPULATION))
        wanted = (rate, *limits)
        assert close((found.rate, found.lower, found.upper), wanted, rel_tol=1e-9, abs_tol=1e-6)


def test_persons_with_one_event_each_are_independent_events():
    plain = direct_standardised_rate(BIG, POPULATION, ESP2013, multiplier=1000)
    both = direct_standardised_rate(
        BIG, POPULATION, ESP2013, multiplier=1000, persons_by_events={1: BIG}
    )
    assert both == plain


def test_a_direct_rate_by_hand():
    # (3·10/100 + 1·20/400) / 4 = 0.0875; its variance (9·10/100² + 20/400²) / 16 = 0.0005703125,
    # and Byar's limits of 30 are 30·0.8770168³ = 20.23694 and 31·1.1137559³ = 42.82837
    found = direct_standardised_rate([10, 20], [100, 400], [3, 1], multiplier=1)
    assert found.rate == pytest.approx(0.0875)
    scale = math.sqrt(0.0005703125 / 30)
    assert found.lower == pytest.approx(0.0875 + scale * (20.23694 - 30), rel=1e-5)
    assert found.upper == pytest.approx(0.0875 + scale * (42.82837 - 30), rel=1e-5)


# What cannot be standardised -------------------------------------------------------------------------


@pytest.mark.parametrize("empty", [0, None, math.nan, SMALLEST_DENOMINATOR / 2])
def test_a_band_without_population_is_to_be_merged(empty):
    with pytest.raises(ValueError, match=r"population must be above 0 .* band 2: merge bands"):
        direct_standardised_rate([10, 5], [100, empty], [1, 1], multiplier=1000)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"events": [1]}, "events has 1 bands and population 2"),
        ({"weights": [1, 1, 1]}, "weights has 3 bands and population 2"),
        ({"weights": [0, 0]}, "must not all be 0"),
        ({"weights": [1, None]}, "weights lack band 2"),
        ({"weights": [1, -1]}, "must be a count"),
        ({"events": [1, -1]}, "must be a count"),
        ({"events": None}, "events must be given"),
        ({"multiplier": 0}, "multiplier must be above 0"),
        ({"multiplier": -1000}, "multiplier must be a count"),
        ({"confidence": 95}, "between 0 and 1"),
        ({"persons_by_events": {0: [1, 1]}}, "from 1 in whole numbers"),
        ({"persons_by_events": {1.5: [1, 1]}}, "from 1 in whole numbers"),
        ({"persons_by_events": {1: [10]}}, "persons_by_events has 1 bands"),
        ({"persons_by_events": {2: [5, 6]}}, r"\(10\) and persons_by_events \(12\) .* band 2"),
    ],
)
def test_impossible_bands_are_refused(change, message):
    good = {"events": [10, 10], "population": [50, 50], "weights": [1, 1], "multiplier": 1000}
    assert direct_standardised_rate(**good).rate == pytest.approx(200)
    with pytest.raises(ValueError, match=message):
        direct_standardised_rate(**{**good, **change})


def test_below_ten_events_there_is_no_rate():
    nine = direct_standardised_rate([4, 5], [50, 50], [1, 1], multiplier=1)
    assert (nine.rate, nine.lower, nine.upper) == (None, None, None)
    assert (nine.events, nine.population) == (9, 100)
    assert direct_standardised_rate([5, 5], [50, 50], [1, 1], multiplier=1).rate == pytest.approx(
        0.1
    )
    none = direct_standardised_rate([None, None], [50, 50], [1, 1], multiplier=1)
    assert (none.rate, none.events) == (None, 0)


# What must hold for any bands ------------------------------------------------------------------------

BANDS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(1, 10**7), st.integers(0, 10_000)),
    min_size=1,
    max_size=20,
).filter(lambda bands: any(weight for _, _, weight in bands))
ANY_BANDS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.just(math.nan), st.floats(0, LARGEST_COUNT / 20)),
        st.floats(SMALLEST_DENOMINATOR, LARGEST_COUNT),
        st.floats(0, LARGEST_COUNT),
    ),
    min_size=1,
    max_size=20,
).filter(lambda bands: any(weight for _, _, weight in bands))


@given(ANY_BANDS, st.sampled_from([0.5, 0.95, 0.998]), st.sampled_from([1e-9, 1, 1e5, 1e15]))
def test_the_interval_holds_the_rate_however_uneven_the_bands(bands, confidence, multiplier):
    events, population, weights = zip(*bands, strict=True)
    found = direct_standardised_rate(
        events, population, weights, multiplier=multiplier, confidence=confidence
    )
    if found.events < 10:
        assert found.rate is found.lower is found.upper is None
    else:
        assert 0 <= found.lower <= found.rate <= found.upper < math.inf


@given(BANDS, st.integers(2, 9), st.integers(0, 19))
def test_the_rate_does_not_change_when_bands_of_equal_rate_are_merged(bands, times, at):
    events, population, weights = (list(column) for column in zip(*bands, strict=True))
    at %= len(bands)
    merged = direct_standardised_rate(
        [*events, events[at] * (times + 1)],
        [*population, population[at] * (times + 1)],
        [*weights, 17 * weights[at]],
        multiplier=1000,
    )
    split = direct_standardised_rate(
        [*events, events[at], events[at] * times],
        [*population, population[at], population[at] * times],
        [*weights, 3 * weights[at], 14 * weights[at]],
        multiplier=1000,
    )
    assert split.events == merged.events
    assert close([split.rate], [merged.rate], rel_tol=1e-9)


@given(BANDS, st.integers(1, 1000))
def test_a_population_as_its_own_standard_has_the_crude_rate(bands, factor):
    events, population, _ = zip(*bands, strict=True)
    found = direct_standardised_rate(
        events, population, [factor * persons for persons in population], multiplier=1000
    )
    if sum(events) >= 10:
        per = 1000 / sum(population)
        crude = [sum(events) * per, *(limit * per for limit in byar(sum(events)))]
        assert close((found.rate, found.lower, found.upper), crude, rel_tol=1e-9)


@given(BANDS)
def test_events_of_the_same_persons_never_narrow_the_interval(bands):
    events, population, weights = zip(*bands, strict=True)
    alone, together = (
        direct_standardised_rate(
            None, population, weights, multiplier=1000, persons_by_events=persons
        )
        for persons in ({1: [2 * count for count in events]}, {2: events})
    )
    assert alone.events == together.events
    if alone.rate is not None:
        assert together.rate == pytest.approx(alone.rate)
        assert together.lower <= alone.lower * (1 + 1e-9)
        assert together.upper >= alone.upper * (1 - 1e-9)


def test_arrays_are_as_good_as_sequences():
    found = direct_standardised_rate(
        np.array(BIG), np.array(POPULATION, float), np.array(ESP2013), multiplier=1000
    )
    assert found == direct_standardised_rate(BIG, POPULATION, ESP2013, multiplier=1000)


# Observed over expected ------------------------------------------------------------------------------


def test_a_ratio_by_hand():
    # Expected 100·2/50 + 200·3/100 = 4 + 6; limits of 15 by Byar, 8.395 to 24.740 exactly
    found = indirect_standardised_ratio([5, 10], [100, 200], [2, 3], [50, 100])
    assert (found.observed, found.expected, found.ratio) == (15, 10, 1.5)
    assert (found.lower, found.upper) == tuple(limit / 10 for limit in byar(15))
    assert (found.lower, found.upper) == pytest.approx((0.8395, 2.4740), rel=2e-3)


def test_the_total_observed_is_enough():
    by_band = indirect_standardised_ratio([5, None], [100, 200], [2, 3], [50, 100])
    assert indirect_standardised_ratio(5, [100, 200], [2, 3], [50, 100]) == by_band
    missing = indirect_standardised_ratio(None, [100, 200], [2, 3], [50, 100])
    assert (missing.ratio, missing.observed, missing.expected) == (None, None, 10)


@pytest.mark.parametrize(("persons", "shown"), [(99, False), (100, True)])
def test_below_one_expected_event_there_is_no_ratio(persons, shown):
    found = indirect_standardised_ratio([3], [persons], [1], [100])
    assert (found.ratio is not None) is (found.upper is not None) is shown
    assert (found.observed, found.expected) == (3, pytest.approx(persons / 100))


def test_no_event_is_a_ratio_of_0_with_an_upper_limit():
    found = indirect_standardised_ratio([0], [100], [5], [100])
    assert (found.ratio, found.lower) == (0, 0)
    assert found.upper == pytest.approx(3.689 / 5, abs=2e-4)


def test_a_band_with_nobody_expects_nothing_but_somebody_needs_a_reference():
    assert indirect_standardised_ratio([5, 0], [100, 0], [2, 0], [50, 0]).expected == 4
    with pytest.raises(ValueError, match=r"reference_population must be above 0 .* band 2"):
        indirect_standardised_ratio([5, 0], [100, 1], [2, 0], [50, 0])
    with pytest.raises(ValueError, match=r"population must be above 0 .* band 1"):
        indirect_standardised_ratio([5], [None], [2], [50])


@pytest.mark.parametrize("short", [0, 2, 3])
def test_bands_of_a_ratio_must_be_the_same(short):
    columns = [[5, 5], [100, 100], [2, 2], [50, 50]]
    columns[short] = columns[short][:1]
    with pytest.raises(ValueError, match="has 1 bands and population 2"):
        indirect_standardised_ratio(*columns)


@given(
    st.lists(
        st.tuples(*(st.floats(0, LARGEST_COUNT / 20),) * 3, st.floats(1e-9, LARGEST_COUNT)),
        max_size=20,
    )
)
def test_the_ratios_interval_holds_it(bands):
    columns = [[band[column] for band in bands] for column in range(4)]
    found = indirect_standardised_ratio(*columns)
    if found.expected < 1:
        assert found.ratio is found.lower is found.upper is None
    else:
        assert 0 <= found.lower <= found.ratio <= found.upper < math.inf


# Standards -------------------------------------------------------------------------------------------


def test_the_european_standard_by_the_usual_bands():
    # Eurostat (2013), per 100,000
    # fmt: off
    assert ESP2013 == (5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000,
                       5500, 5000, 4000, 2500, 1500, 1000)
    # fmt: on
    assert sum(ESP2013) == 100_000
    assert sum(persons for _, persons in STANDARDS["esp2013"].bands) == 100_000


@pytest.mark.parametrize(
    ("bands", "weights"),
    [
        (["0-4", "5-84", "85+"], (5000, 92_500, 2500)),
        (["80-84", "85-89", "90-94", "95+"], (2500, 1500, 800, 200)),
        (["0", "1-4", "5+"], (1000, 4000, 95_000)),
        (["65+"], (19_500,)),
        ([], ()),
    ],
)
def test_weights_follow_the_bands_at_hand(bands, weights):
    assert standard_weights("esp2013", bands=bands) == weights


@pytest.mark.parametrize(
    ("bands", "message"),
    [
        (["0-17", "18+"], "band from 0 cuts through the standard's band from 15"),
        (["97+"], "cuts through the standard's band from 95"),
        (["0-4", "10-14"], "band from 10 must begin where the one before it ends"),
        (["0-9", "5-14"], "band from 5 must begin"),
        (["85+", "90+"], "band from 90 must begin"),
        (["90-80"], "written 0-4, 7 or 85+, not '90-80'"),
        (["85-"], "not '85-'"),
        (["år"], "not 'år'"),
    ],
)
def test_bands_that_do_not_fit_are_refused(bands, message):
    with pytest.raises(ValueError, match=message.replace("+", r"\+")):
        standard_weights("esp2013", bands=bands)


def test_the_oldest_cannot_be_split_evenly():
    with pytest.raises(ValueError, match="cuts through the standard's band from 95"):
        standard_weights("esp2013", bands=["90-96", "97+"], split_evenly=True)


def test_an_unknown_standard_names_the_known():
    with pytest.raises(ValueError, match=r"'denmark-1900' is not .* there are .*esp2013"):
        standard_weights("denmark-1900")


# The platform's own figures --------------------------------------------------------------------------


def test_the_definitions_standard_is_the_named_one(own_definitions: Path):
    standard = load_standards(own_definitions / "standards")["esp2013"]
    split = standard_weights("esp2013", bands=[band.id for band in AGE_BANDS], split_evenly=True)
    for sex in SEXES:
        assert tuple(standard.weight(band.id, sex) for band in AGE_BANDS) == split


@given(BANDS, st.sampled_from([1, 1000, 100_000]))
def test_the_engines_standardised_figure_is_the_direct_rate(bands, multiplier):
    events, population, weights = zip(*bands, strict=True)
    found = direct_standardised_rate(events, population, weights, multiplier=multiplier)
    millionths = direct_figure([(weight, n, d) for n, d, weight in bands], Fraction(multiplier))
    if found.rate is not None:
        # Half a millionth is the figure's own rounding, the rest that of a float
        assert found.rate == pytest.approx(millionths / 10**6, rel=1e-9, abs=0.6e-6)


@given(BANDS, BANDS)
def test_the_engines_figure_against_a_reference_is_the_indirect_ratio(bands, others):
    pairs = list(zip(bands, others, strict=False))
    observed = sum(own[0] for own, _ in pairs)
    found = indirect_standardised_ratio(
        [own[0] for own, _ in pairs],
        [own[1] for own, _ in pairs],
        [other[0] for _, other in pairs],
        [other[1] for _, other in pairs],
    )
    millionths = observed_over_expected(observed, [(own[1], *other[:2]) for own, other in pairs])
    if found.ratio is not None:
        assert found.ratio == pytest.approx(millionths / 10**6, rel=1e-7, abs=0.6e-6)


@given(BANDS)
def test_the_releases_limits_are_those_of_a_population_as_its_own_standard(bands):
    """The release gives no interval of a standardised figure; where the standard is the
    population itself, Dobson's interval is the one it gives of the crude rate."""
    events, population, _ = zip(*bands, strict=True)
    found = direct_standardised_rate(events, population, population, multiplier=1000)
    if found.rate is not None:
        limits = [float(limit[0]) for limit in byar_limits(np.array([sum(events)]))]
        per = 1000 / sum(population)
        assert close((found.lower, found.upper), [limit * per for limit in limits], rel_tol=1e-9)
