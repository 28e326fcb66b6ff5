"""Which control limits fit an indicator's series, when the definition does not choose: by its measure.

Limits of a share or a rate come from its counts (p', u': as wide as the series itself varies, never narrower
than chance), those of a mean from means of unequal size (i'), all others from the differences between
neighbours (i). Counts of months are held against each other by the day.
"""

from dataclasses import dataclass

from tvaerblik.catalogue.language import (
    ChartName,
    Count,
    Indicator,
    Mean,
    Measure,
    Proportion,
    Rate,
    Reported,
    Sum,
)


@dataclass(frozen=True, slots=True)
class ChartRule:
    """`by_length`: a longer month has more of it, so that a figure is held against others per 30 days."""

    kind: ChartName
    by_length: bool = False


def chart_rule(indicator: Indicator) -> ChartRule:
    kind = indicator.chart or charts_for(indicator.measure, indicator.standardise is not None)[0]
    return ChartRule(kind, _grows_with_time(indicator.measure))


def charts_for(measure: Measure, is_standardised: bool = False) -> tuple[ChartName, ...]:
    """Those that can be drawn of it, the default first. Charts of single events (g, t) are of none: a
    release holds periods, and each of their points would be a patient."""
    if is_standardised:
        return ("i",)
    if isinstance(measure, Proportion):
        return ("p-prime", "p", "i")
    if isinstance(measure, Rate) or (isinstance(measure, Reported) and measure.per):
        return ("u-prime", "u", "i")
    if isinstance(measure, Mean):
        return ("i-prime", "i")
    if isinstance(measure, Count):
        return ("i", "c")
    return ("i",)


def _grows_with_time(measure: Measure) -> bool:
    """A yearly rate does not, nor does a share, a mean, a state or a number of different persons."""
    if isinstance(measure, Rate):
        return measure.denominator == "mid_period" and measure.counting != "persons"
    if isinstance(measure, Reported):
        return measure.per is None and measure.kind != "level"
    return isinstance(measure, Count | Sum)
