"""Pure statistics: intervals, run charts and what may be said about a series.

Nothing here knows about indicators, units or pages: sequences of numbers go in, frozen values
come out. A missing number is `None` and stays missing; it never becomes zero.
"""

from tvaerblik.statistics.assessment import Assessment, Point, assess
from tvaerblik.statistics.intervals import (
    Interval,
    byar,
    byar_formula,
    clopper_pearson,
    mean_interval,
    median_interval,
    wilson,
)
from tvaerblik.statistics.runs import RunChart, run_chart

__all__ = [
    "Assessment",
    "Interval",
    "Point",
    "RunChart",
    "assess",
    "byar",
    "byar_formula",
    "clopper_pearson",
    "mean_interval",
    "median_interval",
    "run_chart",
    "wilson",
]
