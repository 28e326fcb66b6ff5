"""Overdispersion widens limits; nowhere does it narrow them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.statistics import funnel_curve

LIMITS = ("lower_95", "upper_95", "lower_998", "upper_998")


@pytest.mark.parametrize("expected", [0.5, 5, 10, 15, 20, 30, 200])
def test_small_expected_counts_keep_their_exact_limits(expected):
    """On the log scale the lower limit of 5 expected is 0.25; exact it is 0.15."""
    (plain,) = funnel_curve("ratio", 1, [expected])
    (wide,) = funnel_curve("ratio", 1, [expected], tau2=0.001)
    assert wide.lower_998 <= plain.lower_998
    assert wide.upper_998 >= plain.upper_998


@given(
    st.sampled_from(["proportion", "rate", "ratio"]),
    st.floats(0.0, 1.0),
    st.floats(0.5, 1e6),
    st.floats(0.0, 2.0),
)
def test_widening_never_narrows(kind, target, n, tau2):
    (plain,) = funnel_curve(kind, target, [n])
    (wide,) = funnel_curve(kind, target, [n], tau2=tau2)
    for name in LIMITS:
        before, after = getattr(plain, name), getattr(wide, name)
        assert after <= before if name.startswith("lower") else after >= before, name
