"""The door for numbers: what every function here accepts, refuses and calls missing."""

import math
from collections.abc import Iterable
from typing import SupportsFloat

# Beyond this a number is an error in the data (nothing in a health system is counted to 10^300),
# and the limit keeps sums and squares finite, so that no result can become inf or nan.
LARGEST_NUMBER = 1e300

# From here a float no longer tells a count from the next one, and scipy's quantiles give up
LARGEST_COUNT = 2.0**53

# Nobody's time at risk is shorter (a second is 3e-8 of a year), and no quotient by it is infinite
SMALLEST_DENOMINATOR = 1e-9

# Nearer to 1 a float holds little or nothing of the tail that is left over
SMALLEST_CONFIDENCE, LARGEST_CONFIDENCE = 1e-6, 1 - 1e-9


def as_number(value: SupportsFloat | None, name: str) -> float | None:
    """A finite float, or None for what is missing: None itself and nan (numpy's missing)."""
    if value is None:
        return None
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if math.isnan(number):
        return None
    if abs(number) > LARGEST_NUMBER:
        raise ValueError(f"{name} must be at most {LARGEST_NUMBER:g} in size, not {value}")
    return number


def as_numbers(values: Iterable[SupportsFloat | None], name: str) -> list[float | None]:
    return [as_number(value, name) for value in values]


def as_count(value: SupportsFloat | None, name: str) -> float | None:
    """A number that cannot be negative; fractions are allowed, since counts may be weighted."""
    number = as_number(value, name)
    if number is not None and not 0 <= number <= LARGEST_COUNT:
        raise ValueError(f"{name} must be a count from 0 to 2^53, not {value}")
    return number


def as_confidence(confidence: SupportsFloat) -> float:
    """ValueError for all that is not clearly between 0 and 1."""
    # A text may be a number to Python, and True is 1, but neither was meant as a confidence
    is_number = isinstance(confidence, SupportsFloat) and not isinstance(confidence, bool)
    number = float(confidence) if is_number else math.nan
    if not SMALLEST_CONFIDENCE <= number <= LARGEST_CONFIDENCE:
        raise ValueError(
            "confidence must lie between 0 and 1 (0.95 is 95 %), no nearer than 0.000001 and "
            f"0.999999999, not {confidence!r}"
        )
    return number
