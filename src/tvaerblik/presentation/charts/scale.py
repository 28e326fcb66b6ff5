"""From numbers to places on the paper, and the ticks that name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from tvaerblik.presentation.numbers import as_decimal

# 2.5 is left out: its labels need one more decimal than its neighbours, for no more insight
NICE_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))

# An axis may leave out zero only when the values keep well away from it
ZERO_SHARE = Decimal("0.35")

# A narrower span is widened to this part of its level: a few per cent must not fill the paper
LEAST_SPREAD = Decimal("0.1")

EXACT = Context(prec=700)


@dataclass(frozen=True, slots=True)
class Scale:
    """Linear, from `low..high` to `start..end`. An empty domain maps to the middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        # Halved first, for the difference of two huge numbers need not fit in a float
        spread = self.high / 2 - self.low / 2
        if spread == 0:
            return (self.start + self.end) / 2
        share = (value / 2 - self.low / 2) / spread
        return self.start + share * (self.end - self.start)


def nice_ticks(
    values: Sequence[float],
    *,
    steps: int = 6,
    bounds: tuple[float | None, float | None] = (None, None),
) -> tuple[Decimal, ...]:
    """Round numbers at equal distance, exact as decimals, that enclose all `values`.

    At least two, at most about `steps` + 2. Zero is included unless the values keep far from it.
    Bounds are kept where the values themselves keep them.
    """
    low, high = _span_of([as_decimal(value) for value in values] or [Decimal(0), Decimal(1)])
    low, high = _keep_bounds(low, high, values, bounds)
    step = _nice_step(EXACT.divide(EXACT.subtract(high, low), Decimal(steps)))
    first = int(EXACT.divide(low, step).to_integral_value(ROUND_FLOOR))
    last = int(EXACT.divide(high, step).to_integral_value(ROUND_CEILING))
    return tuple(EXACT.multiply(step, Decimal(i)) for i in range(first, last + 1))


def _span_of(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    low, high = min(values), max(values)
    if low >= 0 and low <= high * ZERO_SHARE:
        low = Decimal(0)
    elif high <= 0 and high >= low * ZERO_SHARE:
        high = Decimal(0)
    if low == high == 0:
        return Decimal(0), Decimal(1)
    return _widened(low, high)


def _widened(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    spread = EXACT.subtract(high, low)
    least = EXACT.multiply(max(abs(low), abs(high)), LEAST_SPREAD)
    margin = max(EXACT.divide(EXACT.subtract(least, spread), Decimal(2)), Decimal(0))
    return EXACT.subtract(low, margin), EXACT.add(high, margin)


def _keep_bounds(
    low: Decimal,
    high: Decimal,
    values: Sequence[float],
    bounds: tuple[float | None, float | None],
) -> tuple[Decimal, Decimal]:
    floor, ceiling = bounds
    if floor is not None and all(value >= floor for value in values):
        low = max(low, as_decimal(floor))
    if ceiling is not None and all(value <= ceiling for value in values):
        high = min(high, as_decimal(ceiling))
    return low, high


def _nice_step(rough: Decimal) -> Decimal:
    magnitude = Decimal(1).scaleb(rough.adjusted())
    return next(nice * magnitude for nice in NICE_STEPS if nice * magnitude >= rough)
