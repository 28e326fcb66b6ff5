"""From counted integers to the figure people read: one place, exact, for every engine and form.

A rate's denominator is counted in person-days (person_years) or persons (mid_period), so that sums
over units, months and strata are whole numbers and agree to the bit whatever the order.

    total         count, persons, sum, a stock's last day    numerator
    quotient      rate, proportion, mean, a stock's nights,
                  profile, ratio, reported per residents     numerator × factor / denominator
    percentile    counted twice so that it stays whole       numerator / 2
    given         standardised, observed over expected       figure / 10⁶
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tvaerblik.catalogue.language import (
    Indicator,
    Measure,
    Percentile,
    Rate,
    Ratio,
    Reported,
)

# Days in a mean Gregorian-enough year: rates are annualised with it whatever the period's length.
DAYS_A_YEAR = Fraction(1461, 4)

# Enough for any display, few enough to store
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """value = numerator × factor / denominator; shown denominator = denominator × shown.

    Where the measure is not `divided`, a denominator beside the numerator does not divide it."""

    factor: Fraction
    shown: Fraction = Fraction(1)
    divided: bool = True


def scale_of(measure: Measure) -> Scale:
    """Of the numerator and denominator; of a standardised indicator those are the crude ones."""
    if isinstance(measure, Rate) and measure.denominator == "person_years":
        return Scale(measure.per * DAYS_A_YEAR, 1 / DAYS_A_YEAR)
    if isinstance(measure, Rate | Ratio):
        return Scale(Fraction(measure.per))
    if isinstance(measure, Reported):
        return Scale(Fraction(measure.per or 1))
    if isinstance(measure, Percentile):
        return Scale(Fraction(1, 2), divided=False)
    return Scale(Fraction(1))


def value_of(
    indicator: Indicator, numerator: int, denominator: int | None, figure: int | None = None
) -> Decimal:
    """The figure at six decimals, a half rounded away from 0. `figure` is that of the result row.

    A total has no denominator. The denominator must not be 0."""
    if figure is not None:
        return Decimal(figure).scaleb(-DECIMALS)
    scale = scale_of(indicator.measure)
    exact = numerator * scale.factor
    if scale.divided and denominator is not None:
        exact /= denominator
    return rounded(exact, DECIMALS)


def rounded(exact: Fraction, decimals: int) -> Decimal:
    """A half is rounded away from 0."""
    shifted = abs(exact) * 10**decimals
    whole = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    return Decimal(whole if exact >= 0 else -whole).scaleb(-decimals)
