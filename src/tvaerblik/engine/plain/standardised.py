"""Standardised figures, term by term as ADR 0011 writes them: whole numbers throughout."""

from collections.abc import Iterable
from fractions import Fraction
from math import floor

from tvaerblik.catalogue.language import Breakdown, Indicator, Measure, Rate
from tvaerblik.catalogue.reach import reachable_bands
from tvaerblik.catalogue.standards import Standard
from tvaerblik.catalogue.strata import SEXES
from tvaerblik.core.cells import State
from tvaerblik.engine.plain.counter import CellCounter
from tvaerblik.engine.plain.logic import Row
from tvaerblik.engine.plain.residents import Stratum
from tvaerblik.engine.plain.tally import Numbers

NOT_DEFINED: Row = {"state": str(State.NOT_DEFINED)}


def half_up(exact: Fraction) -> int:
    return floor(exact + Fraction(1, 2))


def strata_inside(
    indicator: Indicator, by: tuple[Breakdown, ...], stratum: Stratum
) -> list[Stratum]:
    """The strata a cell is made of: its own band and sex, split by what is standardised by."""
    band, sex = stratum
    bands: list[str | None] = [band]
    sexes: list[str | None] = [sex]
    if "age_band" in by:
        reachable = [known.id for known in reachable_bands(indicator)]
        bands = [known for known in reachable if band in (None, known)]
    if "sex" in by:
        sexes = [known for known in SEXES if sex in (None, known)]
    return [(one_band, one_sex) for one_band in bands for one_sex in sexes]


# Direct: the cell's own rates in a standard population ----------------------------------------------


def direct_columns(
    indicator: Indicator,
    standard: Standard,
    within: CellCounter,
    stratum: Stratum,
    crude: Numbers,
) -> Row:
    """The crude numbers with the standardised figure beside them."""
    assert indicator.standardise is not None, indicator.id
    strata = strata_inside(indicator, indicator.standardise.by, stratum)
    terms = [(standard.weight(*inside), within.numbers(inside)) for inside in strata]
    figure = direct_figure(
        [(weight, numbers.numerator, numbers.denominator or 0) for weight, numbers in terms],
        _factor(indicator.measure),
    )
    if figure is None or not crude.is_defined:
        return NOT_DEFINED
    return {**crude.columns(), "figure": figure}


def direct_figure(terms: Iterable[tuple[int, int, int]], factor: Fraction) -> int | None:
    """In millionths. A term is w_s, n_s, d_s; None where it is not defined."""
    total, weights = 0, 0
    for w, n, d in terms:
        if d == 0:
            return None
        total += half_up(Fraction(w * n * 10**12, d))
        weights += w
    if weights == 0:
        return None
    return half_up(total * factor * 10**6 / (weights * 10**12))


def _factor(measure: Measure) -> Fraction:
    """Per how many, and of person-days how many make a year."""
    if not isinstance(measure, Rate):
        return Fraction(1)
    if measure.denominator == "person_years":
        return measure.per * Fraction("365.25")
    return Fraction(measure.per)


# Indirect: observed over what it would be with the reference's rates ---------------------------------


def observed_over_expected(observed: int, terms: Iterable[tuple[int, int, int]]) -> int | None:
    """In millionths. A term is the cell's d_s and the reference's R_s, D_s; None: not defined."""
    expected = 0
    for d, reference_n, reference_d in terms:
        if d > 0:
            if reference_d == 0:
                return None
            expected += half_up(Fraction(d * reference_n * 10**9, reference_d))
    if expected == 0:
        return None
    return half_up(Fraction(observed * 10**15, expected))
