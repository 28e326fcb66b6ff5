"""The numbers of many cells at once: values exact to the last decimal, intervals as in `statistics`.

A column of figures travels as whole millionths (int64) and becomes decimals without touching a float.
"""

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import special

from tvaerblik.catalogue.arithmetic import scale_of
from tvaerblik.catalogue.language import (
    Indicator,
    Measure,
    Percentile,
)
from tvaerblik.release.rows import FIGURE

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

MILLION = 10**6
LARGEST = 2**63 - 1
CONFIDENCE = 0.95

# As in `statistics.byar`, which is the referee: exact limits below ten events.
FEWEST_EVENTS_FOR_BYAR = 10


def values(indicator: Indicator, numerator: Counts, denominator: Counts | None) -> Counts:
    """Millionths of `catalogue.arithmetic.value_of`, cell by cell; no denominator may be 0. A
    percentile stands on the grid that people see. Standardised figures are not made here."""
    if isinstance(indicator.measure, Percentile):
        return on_grid(numerator)
    scale = scale_of(indicator.measure)
    divisors = denominator if scale.divided and denominator is not None else None
    return scaled(
        numerator, scale.factor, np.ones_like(numerator) if divisors is None else divisors
    )


def on_grid(halves: Counts) -> Counts:
    """Millionths of half the numbers, rounded half up (away from 0) to whole numbers below 100, to
    tens below 1,000 and so on: two digits, so that no figure is exactly one person's amount."""
    size = np.abs(halves)
    digits = np.floor(np.log10(np.maximum(size // 2, 10))).astype(np.int64) - 1
    step = np.power(np.int64(10), digits)
    whole = (size + step) // (2 * step) * step
    if halves.size and int(whole.max()) >= LARGEST // MILLION:
        raise OverflowError("a figure beyond 9 million million cannot be released")
    return np.asarray(np.sign(halves) * whole * MILLION, np.int64)


def shown_denominators(crude: Measure, denominator: Counts) -> Counts:
    """Millionths of the denominator as people read it: person-days become person-years."""
    return scaled(denominator, scale_of(crude).shown, np.ones_like(denominator))


def scaled(counts: Counts, factor: Fraction, divisors: Counts) -> Counts:
    """Millionths of counts × factor / divisors, a half rounded away from 0 like
    `arithmetic.rounded`."""
    return np.asarray(np.sign(counts) * _scaled(np.abs(counts), factor, divisors), np.int64)


def _scaled(counts: Counts, factor: Fraction, divisors: Counts) -> Counts:
    """Long division in two steps keeps the numbers within 64 bits; where even that could overflow,
    Python's own integers are used."""
    top: npt.NDArray[Any] = counts
    bottom: npt.NDArray[Any] = divisors
    if counts.size and _too_large(int(counts.max()), int(divisors.max()), factor):
        top, bottom = counts.astype(object), divisors.astype(object)
    step = bottom * factor.denominator
    whole, rest = top * factor.numerator // step, top * factor.numerator % step
    millionths = (rest * (2 * MILLION) + step) // (2 * step)
    if counts.size and int(whole.max()) >= LARGEST // MILLION:
        raise OverflowError("a figure beyond 9 million million cannot be released")
    return np.asarray(whole * MILLION + millionths, np.int64)


def _too_large(count: int, divisor: int, factor: Fraction) -> bool:
    step = divisor * factor.denominator
    return max(count * factor.numerator, step * (2 * MILLION + 1)) > LARGEST


def limits(
    indicator: Indicator, numerator: Counts, denominator: Counts | None
) -> tuple[Counts, Counts] | None:
    """Millionths of the 95 % limits by the definition's method; None when it has none."""
    if indicator.interval == "none":
        return None
    if indicator.interval == "wilson":
        assert denominator is not None, indicator.id
        low, high = wilson_limits(numerator, denominator)
    else:
        low, high = byar_limits(numerator)
        if denominator is not None:
            per = float(scale_of(indicator.measure).factor) / denominator
            low, high = low * per, high * per
    return _millionths(low), _millionths(high)


def wilson_limits(events: Counts, n: Counts) -> tuple[Floats, Floats]:
    """`statistics.wilson` for arrays."""
    if bool((events > n).any()):
        raise ValueError("events exceed n: that is a rate, not a proportion")
    z = float(special.ndtri((1 + CONFIDENCE) / 2))
    share = events / n
    reach = events + z * z / 2 + z * np.sqrt(share * (n - events) + z * z / 4)
    upper = np.where(events == n, 1.0, reach / (n + z * z))
    lower = np.minimum(share * (events / reach), share)
    return lower, np.minimum(np.maximum(upper, share), 1.0)


def byar_limits(events: Counts) -> tuple[Floats, Floats]:
    """`statistics.byar` for arrays."""
    z = float(special.ndtri((1 + CONFIDENCE) / 2))
    count = np.maximum(events, 1).astype(np.float64)
    above = events.astype(np.float64) + 1
    lower = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    few = events < FEWEST_EVENTS_FOR_BYAR
    exact_lower, exact_upper = _exact_limits()
    known = np.where(few, events, 0)
    return np.where(few, exact_lower[known], lower), np.where(few, exact_upper[known], upper)


def _exact_limits() -> tuple[Floats, Floats]:
    counts = np.arange(FEWEST_EVENTS_FOR_BYAR, dtype=np.float64)
    tail = (1 - CONFIDENCE) / 2
    lower = np.zeros_like(counts)
    lower[1:] = special.gammaincinv(counts[1:], tail)
    return lower, np.asarray(special.gammainccinv(counts + 1, tail), np.float64)


def _millionths(floats: Floats) -> Counts:
    return np.floor(floats * MILLION + 0.5).astype(np.int64)


def figures(millionths: Counts, shown: Mask) -> pa.Array:
    """Decimals with six places, null where not shown. What is not shown is overwritten, not only
    marked: a masked number must not survive in the memory behind a null."""
    kept = np.where(shown, millionths, 0).astype("<i8")
    words = np.empty((len(kept), 2), dtype="<i8")
    words[:, 0] = kept
    words[:, 1] = kept >> 63  # the sign, carried into the upper half of 128 bits
    return pa.Array.from_buffers(
        FIGURE, len(kept), [_validity(shown), pa.py_buffer(words.tobytes())]
    )


def whole_numbers(counts: Counts, shown: Mask) -> pa.Array:
    """As `figures`, for counts."""
    kept = np.where(shown, counts, 0).astype("<i8")
    return pa.Array.from_buffers(
        pa.int64(), len(kept), [_validity(shown), pa.py_buffer(kept.tobytes())]
    )


def _validity(shown: Mask) -> pa.Buffer:
    return pa.py_buffer(np.packbits(shown, bitorder="little").tobytes())
