"""What a definition can say: frozen values, checked when made. YAML is only its spelling.

An Indicator is hashable and comparable; a wrong one cannot exist. Checks that need other files
(does the column exist, does the code list) are in `loader`. Conditions and measures have a file each
and are named here too, so that the whole language can be had from one place.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tvaerblik.catalogue.conditions import (
    Age,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Edge,
    Equals,
    InCodelist,
    Limits,
    Linked,
    Not,
    Scalar,
    Window,
    links_in,
    parts_of,
)
from tvaerblik.catalogue.incoherent import Incoherent
from tvaerblik.catalogue.measures import (
    ACUTE,
    Amount,
    ColumnAmount,
    Composed,
    Count,
    Counted,
    DaysInPeriod,
    Mean,
    Measure,
    MeasureKind,
    Percentile,
    Persons,
    Profile,
    Proportion,
    Rate,
    Ratio,
    Readmission,
    Reported,
    RowAmount,
    RowSet,
    StandardisedRatio,
    Stock,
    Sum,
    TimeBetween,
    TimeToNext,
    Unknown,
    counts_persons,
    has_intervals,
    index_conditions,
    interval_methods,
    links_of,
    measure_kind,
    reach_of,
    tables_of_measure,
)
from tvaerblik.catalogue.phrases import days
from tvaerblik.core.periods import PeriodKind
from tvaerblik.core.texts import Text

__all__ = [
    "ACUTE",
    "COMPUTED_STATUSES",
    "Age",
    "AllOf",
    "Amount",
    "Annotation",
    "AnyOf",
    "Attribute",
    "Between",
    "Breakdown",
    "Change",
    "ChartName",
    "ColumnAmount",
    "Composed",
    "Condition",
    "Count",
    "Counted",
    "DaysInPeriod",
    "Edge",
    "Equals",
    "InCodelist",
    "Indicator",
    "Limits",
    "Linked",
    "Mean",
    "Measure",
    "MeasureKind",
    "National",
    "Not",
    "Owner",
    "Percentile",
    "Persons",
    "Phase",
    "Profile",
    "Proportion",
    "Rate",
    "Ratio",
    "Readmission",
    "Reported",
    "RowAmount",
    "RowSet",
    "Scalar",
    "Standardise",
    "StandardisedRatio",
    "Standing",
    "Status",
    "Stock",
    "Sum",
    "Target",
    "TimeBetween",
    "TimeToNext",
    "Unknown",
    "Visibility",
    "Window",
    "counts_persons",
    "has_intervals",
    "index_conditions",
    "interval_methods",
    "links_in",
    "links_of",
    "measure_kind",
    "parts_of",
    "reach_of",
    "tables_of_measure",
]

Status = Literal["wanted", "planned", "preview", "live", "paused", "retired"]
COMPUTED_STATUSES = frozenset({"preview", "live"})
Visibility = Literal["offentlig", "aftaleparter", "klynge", "enhed", "intern"]
Attribute = Literal["last_residence_in_period", "first_event", "none"]
Breakdown = Literal["age_band", "sex"]
ChartName = Literal["i", "i-prime", "p", "p-prime", "u", "u-prime", "c"]

# The indicator -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owner:
    body: str
    sector: str
    from_: date


@dataclass(frozen=True, slots=True)
class National:
    """The national twin. Each status may be published; only an empty answer blocks a release.
    `beside`: of national figures taken over, the indicator of ours whose twin they are."""

    status: Literal["reconciled", "deviates", "not_comparable", "cannot_be_clarified"]
    counterpart: str | None
    deviation: Text | None
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    unit: str
    from_: date
    value: Decimal
    source: Text


@dataclass(frozen=True, slots=True)
class Annotation:
    """`unit`: the only one whose series it is about; None: everybody's."""

    date: date
    kind: Literal["break", "event"]
    text: Text
    unit: str | None = None

    def concerns(self, unit: str) -> bool:
        return self.unit is None or self.unit == unit


@dataclass(frozen=True, slots=True)
class Phase:
    """From `from_` on a series has a level of its own, as a person decided. `unit`: the only one whose
    series it is; None: everybody's. `baseline`: that many first periods of it hold its level fast."""

    from_: date
    unit: str | None
    baseline: int | None
    by: str
    on: date
    reason: Text

    def concerns(self, unit: str) -> bool:
        return self.unit is None or self.unit == unit


@dataclass(frozen=True, slots=True)
class Change:
    version: str
    date: date
    reason: str
    text: Text


@dataclass(frozen=True, slots=True)
class Standing:
    """Why an indicator is paused or retired, who decided it and when."""

    by: str
    on: date
    why: Text
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Standardise:
    """Direct standardisation: strata's figures weighted with a named standard population."""

    by: tuple[Breakdown, ...]
    standard: str


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    version: str
    status: Status
    standing: Standing | None
    title: Text
    short_title: Text
    unit_text: Text
    purpose: Text
    caveats: Text
    theme: str
    goals: tuple[str, ...]
    polarity: Literal["higher", "lower", "none"]
    owners: tuple[Owner, ...]
    authored_by: str
    checked_by: str
    reviewed: date
    next_review: date
    visibility: Visibility
    sensitivity: Literal["standard", "sensitive"]
    national: National
    measure: Measure
    attribute: Attribute
    settle_days: int
    lag_days: int
    look_back_days: int
    periods: tuple[PeriodKind, ...]
    grain: str  # the kind of the smallest unit: municipality, region, hospital, clinic
    breakdowns: tuple[Breakdown, ...]
    standardise: Standardise | None
    interval: Literal["wilson", "byar", "none"]
    decimals: int
    targets: tuple[Target, ...]
    annotations: tuple[Annotation, ...]
    changes: tuple[Change, ...]
    chart: ChartName | None = None
    phases: tuple[Phase, ...] = ()

    def __post_init__(self) -> None:
        self._check_responsibility()
        self._check_reach()
        self._check_counting()
        self._check_interval()

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table the figure rests on, without repeats. A composed measure has none of its own."""
        found = tables_of_measure(self.measure)
        if self.attribute == "last_residence_in_period" and "residence" not in found:
            return (*found, "residence")
        return found

    @property
    def is_computed(self) -> bool:
        return self.status in COMPUTED_STATUSES

    def _check_responsibility(self) -> None:
        if self.authored_by == self.checked_by:
            raise Incoherent(
                "authored_by og checked_by skal være to forskellige personer",
                "authored_by and checked_by must be two different people",
                "checked_by",
            )
        if self.next_review <= self.reviewed:
            raise Incoherent(
                "next_review skal ligge efter reviewed",
                "next_review must come after reviewed",
                "next_review",
            )
        if (self.status in ("paused", "retired")) != (self.standing is not None):
            raise Incoherent(
                "standing (by, on, why) skal stå ved paused og retired og kun der",
                "standing (by, on, why) belongs to paused and retired, and only there",
                "standing",
            )

    def _check_reach(self) -> None:
        before, after = reach_of(self.measure)
        if self.settle_days < after:
            raise Incoherent(
                f"settle skal mindst være tidsrummet, {days(after).da}",
                f"settle must be at least the window, {days(after).en}",
                "settle",
            )
        if self.look_back_days < before:
            raise Incoherent(
                f"look_back skal mindst være tidsrummet, {days(before).da}",
                f"look_back must be at least the window, {days(before).en}",
                "look_back",
            )
        if has_intervals(self.measure) and self.look_back_days == 0:
            raise Incoherent(
                "look_back skal sige, hvor længe før perioden et forløb kan være begyndt",
                "look_back must say how long before the period an interval can have begun",
                "look_back",
            )

    def _check_counting(self) -> None:
        if not counts_persons(self.measure) and self.attribute != "none":
            raise Incoherent(
                "attribute har kun mening, hvor borgere tælles",
                "attribute has a meaning only where persons are counted",
                "attribute",
            )
        if self.standardise is not None:
            if not isinstance(self.measure, Rate | Proportion):
                raise Incoherent(
                    "kun rate og proportion kan standardiseres",
                    "only rate and proportion can be standardised",
                    "standardise",
                )
            if not set(self.standardise.by) <= set(self.breakdowns):
                raise Incoherent(
                    "standardise.by skal være blandt breakdowns",
                    "standardise.by must be among the breakdowns",
                    "standardise.by",
                )

    def _check_interval(self) -> None:
        known = () if self.standardise is not None else interval_methods(self.measure)
        if self.interval not in ("none", *known):
            offered = " | ".join((*known, "none"))
            raise Incoherent(
                f"metoden {self.interval} gælder ikke for dette mål; brug {offered}",
                f"the method {self.interval} does not hold for this measure; use {offered}",
                "interval",
            )
