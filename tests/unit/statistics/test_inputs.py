"""What a confidence and a length may be, and that nothing else slips through the door."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest

from tvaerblik.statistics import (
    Point,
    Series,
    assess,
    byar,
    byar_formula,
    clopper_pearson,
    direct_standardised_rate,
    indirect_standardised_ratio,
    mean_interval,
    median_interval,
    ratio_limits,
    wilson,
)

INTERVALS = {
    "wilson": lambda c: wilson(3, 20, confidence=c),
    "clopper_pearson": lambda c: clopper_pearson(3, 20, confidence=c),
    "byar": lambda c: byar(20, confidence=c),
    "byar_formula": lambda c: byar_formula(20, confidence=c),
    "mean_interval": lambda c: mean_interval(range(20), confidence=c),
    "median_interval": lambda c: median_interval(range(20), confidence=c),
    "ratio_limits": lambda c: ratio_limits(20, confidence=c),
    "direct": lambda c: direct_standardised_rate(
        [20, 30], [900, 800], [1, 2], multiplier=1000, confidence=c
    ),
    "indirect": lambda c: indirect_standardised_ratio(
        50, [900, 800], [2, 3], [90, 80], confidence=c
    ),
}


@pytest.mark.parametrize("interval", INTERVALS.values(), ids=INTERVALS.keys())
@pytest.mark.parametrize(
    "confidence",
    [1 - 1e-16, 1e-300, 1e-7, "0.95", "95 %", None, True, math.inf, Decimal("NaN"), [0.95], 0.95j],
)
def test_what_is_no_confidence_is_refused_with_a_sentence(interval, confidence):
    """So near to 1 a float holds no tail, and the limits became nan."""
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1"):
        interval(confidence)


@pytest.mark.parametrize("interval", INTERVALS.values(), ids=INTERVALS.keys())
def test_a_decimal_is_a_confidence(interval):
    assert interval(Decimal("0.95")) == interval(Fraction(19, 20)) == interval(0.95)


@pytest.mark.parametrize("confidence", [1e-6, 0.5, 1 - 1e-9])
def test_the_narrowest_and_the_widest_are_finite_and_hold_the_share(confidence):
    for interval in (wilson, clopper_pearson):
        lower, upper = interval(3, 20, confidence=confidence)
        assert 0 <= lower <= 0.15 <= upper <= 1
        assert all(map(math.isfinite, interval(0, 20, confidence=confidence)))


def months(*, length):
    return [Point(f"2024-{i:02}", 100.0 + i % 3, length=length) for i in range(1, 13)]


def test_the_length_of_a_period_may_be_a_decimal():
    exact, nearly = (assess(months(length=x), polarity="none") for x in (Decimal("0.9"), 0.9))
    assert exact == nearly
    assert type(exact.centre) is float
    one, none = (assess(months(length=x), polarity="none") for x in (Decimal(1), 1.0))
    assert one == none and "unequal_periods" not in one.warnings


def test_so_may_that_of_a_rate():
    def rates(length):
        points = [
            Point(f"2024-{i:02}", x / 40, numerator=x, denominator=40, length=length)
            for i, x in enumerate([9, 12, 8, 11, 13, 9, 10, 12, 8, 11, 9, 12], start=1)
        ]
        return assess(Series(tuple(points), chart="u'"), polarity="none")

    assert rates(Decimal("1.1")) == rates(1.1)
    assert rates(1.1).upper is not None


@pytest.mark.parametrize("length", [Decimal("NaN"), math.nan, "1", None, Decimal("1e9"), 0])
def test_what_is_no_length_is_refused_with_a_sentence(length):
    with pytest.raises(ValueError, match="length of 2024-01 must lie between"):
        assess(months(length=length), polarity="none")
