"""Pure statistics: intervals, run charts and what may be said about a series.

Nothing here knows about indicators, units or pages: sequences of numbers go in, frozen values
come out. A missing number is `None` and stays missing; it never becomes zero.
"""

from tvaerblik.statistics.assessment import Assessment, Point, assess
from tvaerblik.statistics.control import (
    ControlChart,
    ControlPhase,
    ControlPoint,
    control_chart,
    running_gap_signals,
)
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
    "ControlChart",
    "ControlPhase",
    "ControlPoint",
    "Interval",
    "Point",
    "RunChart",
    "assess",
    "byar",
    "byar_formula",
    "clopper_pearson",
    "control_chart",
    "mean_interval",
    "median_interval",
    "run_chart",
    "running_gap_signals",
    "wilson",
]
