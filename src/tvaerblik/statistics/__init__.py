"""Pure statistics: intervals, run charts and what may be said about a series.

Nothing here knows about indicators, units or pages: sequences of numbers go in, frozen values
come out. A missing number is `None` and stays missing; it never becomes zero, but for the events of
a band in standardised figures, as their published reference figures have it.
"""

from tvaerblik.statistics.assessment import Assessment, Unusual, assess
from tvaerblik.statistics.assessment_chart import DrawnPhase, DrawnPoint, SeriesChart, chart_of
from tvaerblik.statistics.assessment_phase import FEWEST_FOR_LIMITS
from tvaerblik.statistics.assessment_series import ChartKind, PhaseStart, Point, Series
from tvaerblik.statistics.control import (
    ControlChart,
    ControlPhase,
    ControlPoint,
    control_chart,
    running_gap_signals,
)
from tvaerblik.statistics.false_alarms import chance_of_signal
from tvaerblik.statistics.funnel import Funnel, FunnelUnit, Reference, funnel, reference_for
from tvaerblik.statistics.funnel_limits import (
    FunnelLimits,
    LimitsForObserved,
    funnel_curve,
    funnel_limits_for_observed,
    ratio_limits,
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
from tvaerblik.statistics.making_data_count import (
    MakingDataCount,
    RuledPoint,
    making_data_count,
)
from tvaerblik.statistics.overdispersion import Overdispersion, overdispersion
from tvaerblik.statistics.runs import RunChart, run_chart
from tvaerblik.statistics.standardisation import (
    StandardisedRate,
    StandardisedRatio,
    direct_standardised_rate,
    indirect_standardised_ratio,
)
from tvaerblik.statistics.standards import STANDARDS, StandardPopulation, standard_weights

__all__ = [
    "FEWEST_FOR_LIMITS",
    "STANDARDS",
    "Assessment",
    "ChartKind",
    "ControlChart",
    "ControlPhase",
    "ControlPoint",
    "DrawnPhase",
    "DrawnPoint",
    "Funnel",
    "FunnelLimits",
    "FunnelUnit",
    "Interval",
    "LimitsForObserved",
    "MakingDataCount",
    "Overdispersion",
    "PhaseStart",
    "Point",
    "Reference",
    "RuledPoint",
    "RunChart",
    "Series",
    "SeriesChart",
    "StandardPopulation",
    "StandardisedRate",
    "StandardisedRatio",
    "Unusual",
    "assess",
    "byar",
    "byar_formula",
    "chance_of_signal",
    "chart_of",
    "clopper_pearson",
    "control_chart",
    "direct_standardised_rate",
    "funnel",
    "funnel_curve",
    "funnel_limits_for_observed",
    "indirect_standardised_ratio",
    "making_data_count",
    "mean_interval",
    "median_interval",
    "overdispersion",
    "ratio_limits",
    "reference_for",
    "run_chart",
    "running_gap_signals",
    "standard_weights",
    "wilson",
]
