import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.statistics import funnel, overdispersion
from tvaerblik.statistics.inputs import LARGEST_COUNT

# FunnelPlotR 0.6.0, test-classes_methods.R (φ); z and τ² worked from the SHMI method's formulas
OBSERVED, EXPECTED = (100, 150, 180, 80, 120, 225), (108, 112, 165, 95, 100, 220)
Z = (
    -0.7998026007070359,
    3.0916812945435668,
    1.117681374421705,
    -1.67498911236673,
    1.8232155679395459,
    0.33332631914151145,
)


def test_the_published_overdispersion():
    found = overdispersion(OBSERVED, EXPECTED, trim=0.1)
    assert found.phi == pytest.approx(2.948033, rel=0, abs=6e-7)
    assert found.tau2 == pytest.approx(0.01947753057802157, rel=1e-9, abs=1e-9)
    assert found.z == pytest.approx(Z, rel=1e-9, abs=1e-9)


def limits_of(unit):
    return (unit.lower_95, unit.upper_95, unit.lower_998, unit.upper_998)


def spread_units(count, *, sd, seed=7):
    drawn = np.random.default_rng(seed)
    expected = drawn.uniform(50, 400, count)
    return drawn.poisson(expected * np.exp(drawn.normal(0, sd, count))), expected


def test_a_funnel_is_widened_by_the_variance_between_units():
    observed, expected = spread_units(60, sd=0.3)
    plain = funnel("ratio", observed, expected)
    found = funnel("ratio", observed, expected, overdispersion=True)
    alone = overdispersion(observed, expected)
    assert (found.phi, found.tau2) == (alone.phi, alone.tau2)
    # Cut off at both ends, a normal spread keeps 44 % of its variance
    assert 0.2 * 0.3**2 < found.tau2 < 0.6 * 0.3**2
    first = found.units[0]
    reach = 1.959964 * math.sqrt(1 / expected[0] + found.tau2)
    assert (first.lower_95, first.upper_95) == pytest.approx((math.exp(-reach), math.exp(reach)))
    outside = [sum(unit.flag in ("above", "below") for unit in one.units) for one in (plain, found)]
    assert outside[0] > 3 * outside[1]


def test_a_proportion_is_widened_on_the_scale_of_the_arcsine():
    drawn = np.random.default_rng(11)
    sizes = drawn.integers(100, 1000, 40)
    events = drawn.binomial(sizes, drawn.beta(30, 70, 40))
    found = funnel("proportion", events, sizes, overdispersion=True)
    # By the formulas: z = (asin √y - asin √p)·2√n, cut off 4 at each end, then w = 4n
    angle = math.asin(math.sqrt(found.target))
    z = (np.arcsin(np.sqrt(events / sizes)) - angle) * 2 * np.sqrt(sizes)
    kept = np.argsort(z)[4:-4]
    weights = 4 * sizes[kept]
    assert found.phi == pytest.approx((z[kept] ** 2).mean())
    divisor = weights.sum() - (weights**2).sum() / weights.sum()
    assert found.tau2 == pytest.approx(((z[kept] ** 2).sum() - (len(kept) - 1)) / divisor)
    reach = 3.090232 * math.sqrt(1 / (4 * sizes[0]) + found.tau2)
    assert found.units[0].upper_998 == pytest.approx(math.sin(angle + reach) ** 2)


def test_a_rate_is_widened_as_the_ratio_to_what_the_target_expects():
    observed, expected = spread_units(30, sd=0.2)
    rate = funnel("rate", observed, expected * 50, target=1 / 50, overdispersion=True)
    ratio = funnel("ratio", observed, expected, overdispersion=True)
    assert (rate.phi, rate.tau2) == pytest.approx((ratio.phi, ratio.tau2))
    for one, other in zip(rate.units, ratio.units, strict=True):
        assert [50 * limit for limit in limits_of(one)] == pytest.approx(limits_of(other))
        assert one.flag == other.flag


@pytest.mark.parametrize(("units", "widened"), [(9, False), (10, True)])
def test_below_ten_units_phi_is_told_but_nothing_widened(units, widened):
    observed, expected = spread_units(units, sd=0.5)
    # Units without a number are not among the ten
    pairs = ([*observed, None], [*expected, 100])
    found = funnel("ratio", *pairs, overdispersion=True)
    assert found.phi > 1
    assert (found.tau2 is not None) is widened
    assert (found.units[0] != funnel("ratio", *pairs).units[0]) is widened


def test_chance_alone_widens_nothing():
    observed, expected = [98, 104, 100, 97, 101, 99, 102, 100, 103, 96], [100] * 10
    found = funnel("ratio", observed, expected, overdispersion=True)
    assert found.tau2 == 0
    assert found.phi < 1
    assert found.units == funnel("ratio", observed, expected).units


@pytest.mark.parametrize(
    ("units", "trim", "kept"), [(9, 0.1, 9), (10, 0.1, 8), (30, 0.1, 24), (9, 0, 9)]
)
def test_the_most_deviating_are_cut_off_each_end(units, trim, kept):
    observed, expected = [50 + 5 * number for number in range(units)], [100] * units
    found = overdispersion(observed, expected, trim=trim)
    cut = (units - kept) // 2
    inner = sorted(found.z)[cut : units - cut]
    assert len(found.z) == units
    assert found.phi == pytest.approx(sum(z * z for z in inner) / kept)


def test_no_event_counts_as_half_of_one():
    assert overdispersion([0], [4]).z == overdispersion([0.5], [4]).z
    assert overdispersion([1e-320], [4]).z == overdispersion([0.5], [4]).z
    assert overdispersion([0], [4]).z[0] == pytest.approx(2 * math.log(0.125))


def test_units_that_cannot_be_compared_have_no_z():
    found = overdispersion([5, None, 7, 3], [5, 5, 0, None])
    assert found.z == (0, None, None, None)
    assert (found.phi, found.tau2) == (0, None)
    assert overdispersion([], []).phi is None
    with pytest.raises(ValueError, match="1 observed and 2 expected"):
        overdispersion([1], [1, 2])
    for trim in (-0.1, 0.5, 10):
        with pytest.raises(ValueError, match="trim must be a share"):
            overdispersion([1], [1], trim=trim)


@given(
    st.lists(
        st.tuples(st.floats(0, LARGEST_COUNT), st.floats(0, LARGEST_COUNT)), min_size=2, max_size=30
    )
)
def test_overdispersion_is_finite_and_not_below_0(units):
    found = overdispersion(*zip(*units, strict=True))
    assert found.phi is None or 0 <= found.phi < math.inf
    assert found.tau2 is None or 0 <= found.tau2 < math.inf
