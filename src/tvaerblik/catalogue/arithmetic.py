"""From counted integers to the figure people read: one place, exact, for every engine and form.

A rate's denominator is counted in person-days (person_years) or persons (mid_period), so that sums
over units, months and strata are whole numbers and agree to the bit whatever the order.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tvaerblik.catalogue.language import Indicator, Measure, Rate, Reported

# Days in a mean Gregorian-enough year: rates are annualised with it whatever the period's length.
DAYS_A_YEAR = Fraction(1461, 4)


@dataclass(frozen=True, slots=True)
class Scale:
    """value = numerator × factor / denominator; shown denominator = denominator × shown."""

    factor: Fraction
    shown: Fraction


def scale_of(measure: Measure) -> Scale:
    if isinstance(measure, Rate) and measure.denominator == "person_years":
        return Scale(measure.per * DAYS_A_YEAR, 1 / DAYS_A_YEAR)
    if isinstance(measure, Rate):
        return Scale(Fraction(measure.per), Fraction(1))
    if isinstance(measure, Reported):
        return Scale(Fraction(measure.per or 1), Fraction(1))
    return Scale(Fraction(1), Fraction(1))


def value_of(indicator: Indicator, numerator: int, denominator: int | None) -> Decimal:
    """The figure, rounded half up at six decimals: enough for any display, few enough to store.

    A reported count without a denominator is its numerator. The denominator must not be 0."""
    scale = scale_of(indicator.measure)
    if denominator is None:
        return Decimal(numerator)
    return rounded(numerator * scale.factor / denominator, 6)


def rounded(exact: Fraction, decimals: int) -> Decimal:
    shifted = exact * 10**decimals
    whole = Decimal(shifted.numerator) / Decimal(shifted.denominator)
    return whole.quantize(Decimal(1), rounding=ROUND_HALF_UP).scaleb(-decimals)
