"""One figure a measure: what is divided by what, and how a half is rounded."""

from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from tvaerblik.catalogue.arithmetic import rounded, value_of
from tvaerblik.catalogue.language import (
    ColumnAmount,
    Count,
    Mean,
    Percentile,
    Profile,
    Rate,
    Ratio,
    Reported,
    RowSet,
    StandardisedRatio,
    Stock,
)

OF = RowSet("gp_service", (), "week", "residence")


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator", "figure", "value"),
    [
        (Count(OF, "no"), 7, None, None, "7"),
        (Stock(OF, "ended", "last_day", "no"), 7, None, None, "7"),
        (Stock(OF, "ended", "every_night", "no"), 93, 31, None, "3"),
        (Mean(OF, ColumnAmount("contacts"), "no"), -5, 2, None, "-2.5"),
        # Twice the value: 11 is five and a half, whatever the number of rows
        (Percentile(OF, ColumnAmount("contacts"), 50, "no"), 11, 4, None, "5.5"),
        (Profile(OF, "gp_service", (), "week", -1, 1, "no"), 3, 4, None, "0.75"),
        (Rate(OF, 1000, (), "mid_period", "no"), 2, 400, None, "5"),
        (Rate(OF, 1000, (), "person_years", "no"), 400, 1000 * 1461, None, "100"),
        (Rate(OF, 1000, (), "mid_period", "no"), 2, 400, 5_000_001, "5.000001"),
        (Ratio("a", "b", 100), 1, 3, None, "33.333333"),
        (Ratio("a", "b", 100), 2, 3, None, "66.666667"),
        (StandardisedRatio("a", ("sex",), "danmark"), 4, 900, 1_250_000, "1.25"),
        (Reported("covid_cases", "flow", 100_000), 3, 600_000, None, "0.5"),
        (Reported("covid_cases", "cumulative", None), -3, None, None, "-3"),
    ],
)
def test_the_value_of_each_measure(
    measure: Any, numerator: int, denominator: int | None, figure: int | None, value: str
) -> None:
    indicator: Any = SimpleNamespace(measure=measure)
    assert value_of(indicator, numerator, denominator, figure) == Decimal(value)


@pytest.mark.parametrize(
    ("exact", "wanted"),
    [("1/2", "1"), ("-1/2", "-1"), ("1/3", "0"), ("-1/3", "0"), ("3/2", "2"), ("-3/2", "-2")],
)
def test_a_half_is_rounded_away_from_zero(exact: str, wanted: str) -> None:
    assert rounded(Fraction(exact), 0) == Decimal(wanted)


def test_large_figures_are_not_rounded_twice() -> None:
    """One unit in the last place below a half, with more digits than a decimal usually holds."""
    exact = Fraction(10**30 + 1, 2) - Fraction(1, 10**40)
    assert rounded(exact, 0) == Decimal(10**30 // 2)
