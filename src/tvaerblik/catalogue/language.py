"""What a definition can say: frozen values, checked when made. YAML is only its spelling.

An Indicator is hashable and comparable; a wrong one cannot exist. Checks that need other files
(does the column exist, does the code list) are in `loader`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tvaerblik.core.periods import PeriodKind
from tvaerblik.core.texts import Text

Scalar = str | int | bool

# Conditions --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Equals:
    column: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class InCodelist:
    """The column's code equals, or begins with, a code of the list (code hierarchies)."""

    column: str
    codelist: str


@dataclass(frozen=True, slots=True)
class Limits:
    """A number between limits; None is no limit."""

    at_least: Decimal | None = None
    more_than: Decimal | None = None
    at_most: Decimal | None = None
    less_than: Decimal | None = None

    def __post_init__(self) -> None:
        if self.at_least is not None and self.more_than is not None:
            raise ValueError("at_least and more_than exclude each other")
        if self.at_most is not None and self.less_than is not None:
            raise ValueError("at_most and less_than exclude each other")
        if self.low is None and self.high is None:
            raise ValueError("at least one limit is needed")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError("the upper limit lies below the lower")

    @property
    def low(self) -> Decimal | None:
        return self.at_least if self.at_least is not None else self.more_than

    @property
    def high(self) -> Decimal | None:
        return self.at_most if self.at_most is not None else self.less_than


@dataclass(frozen=True, slots=True)
class Between:
    column: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years on the row's date. Somebody born on 29 February turns a year older on 1 March
    in a common year."""

    limits: Limits


@dataclass(frozen=True, slots=True)
class AllOf:
    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    of: "Condition"


Condition = Equals | InCodelist | Between | Age | AllOf | AnyOf | Not

# Windows -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a window. Hours are measured between instants, days between local calendar dates
    (so a daylight-saving night does not move a border). `strict` leaves the border itself out."""

    amount: int
    unit: Literal["hours", "days"]
    strict: bool

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a window counts forward: amounts are 0 or more")

    @property
    def hours(self) -> int:
        return self.amount * (24 if self.unit == "days" else 1)


@dataclass(frozen=True, slots=True)
class Window:
    """From one event to another: not before `after`, not later than `before`."""

    after: Edge
    before: Edge

    def __post_init__(self) -> None:
        if self.before.hours < self.after.hours:
            raise ValueError("the window ends before it starts")

    @property
    def longest_days(self) -> int:
        """Whole days the window can reach, for look-ahead and settling."""
        return -(-self.before.hours // 24)


# Measures ----------------------------------------------------------------------------------------

Unknown = Literal["exclude", "no", "fail"]


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of one table that meet every condition; `date` names the moment that puts a row in a
    period (and decides age), `place` the way it gets a municipality."""

    table: str
    where: tuple[Condition, ...]
    date: str
    place: Literal["residence"]


@dataclass(frozen=True, slots=True)
class FollowedBy:
    """There is a row of `table` of the same person, `window` after the index row's `from_`."""

    table: str
    where: tuple[Condition, ...]
    from_: str
    to: str
    within: Window


@dataclass(frozen=True, slots=True)
class Readmission:
    """The choices the official definition leaves open, named so that nobody has to guess."""

    index: Literal["any", "acute"]
    chaining: Literal["allowed"]
    death: Literal["kept"]


@dataclass(frozen=True, slots=True)
class Rate:
    """Rows per `per` of the population that meets `population_where` (age and sex only)."""

    of: RowSet
    per: int
    population_where: tuple[Condition, ...]
    denominator: Literal["person_years", "mid_period"]
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class Proportion:
    """Share of the rows of `of` for which `having` holds."""

    of: RowSet
    having: FollowedBy
    unknown: Unknown
    readmission: Readmission | None


@dataclass(frozen=True, slots=True)
class Reported:
    """Figures delivered ready-made. A `flow` of days adds up to longer periods; a `level` (a
    running total, a state) holds on its day alone and is never added over time."""

    table: str
    kind: Literal["flow", "level"]
    per: int | None


Measure = Rate | Proportion | Reported

# The indicator -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owner:
    body: str
    sector: str
    from_: date


@dataclass(frozen=True, slots=True)
class National:
    """The national twin. Each status may be published; only an empty answer blocks a release."""

    status: Literal["reconciled", "deviates", "not_comparable", "cannot_be_clarified"]
    counterpart: str | None
    deviation: Text | None


@dataclass(frozen=True, slots=True)
class Target:
    unit: str
    from_: date
    value: Decimal
    source: Text


@dataclass(frozen=True, slots=True)
class Annotation:
    date: date
    kind: Literal["break", "event"]
    text: Text


@dataclass(frozen=True, slots=True)
class Change:
    version: str
    date: date
    reason: str
    text: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    version: str
    status: Literal["live", "preview"]
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
    visibility: Literal["offentlig"]
    sensitivity: Literal["standard", "sensitive"]
    national: National
    measure: Measure
    attribute: Literal["last_residence_in_period", "first_event", "none"]
    settle_days: int
    lag_days: int
    look_back_days: int
    periods: tuple[PeriodKind, ...]
    grain: str  # the kind of the smallest unit: municipality, region
    breakdowns: tuple[Literal["age_band", "sex"], ...]
    interval: Literal["wilson", "byar", "none"]
    decimals: int
    targets: tuple[Target, ...]
    annotations: tuple[Annotation, ...]
    changes: tuple[Change, ...]

    def __post_init__(self) -> None:
        if self.authored_by == self.checked_by:
            raise ValueError("authored_by and checked_by must be two different people")
        if self.next_review <= self.reviewed:
            raise ValueError("next_review must come after reviewed")
        if isinstance(self.measure, Proportion):
            longest = self.measure.having.within.longest_days
            if self.settle_days < longest:
                raise ValueError(f"settle must be at least the window, {longest} days")
        if not isinstance(self.measure, Reported) and not {"day", "week"}.isdisjoint(self.periods):
            raise ValueError("computed measures are offered by month, quarter and year")

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table the measure reads, the population of a rate included, without repeats."""
        measure = self.measure
        if isinstance(measure, Reported):
            return (measure.table,)
        if isinstance(measure, Rate):
            return (measure.of.table, "population")
        return tuple(dict.fromkeys((measure.of.table, measure.having.table)))
