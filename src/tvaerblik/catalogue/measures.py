"""What a definition can measure: one frozen class a measure, checked when made.

What each of them means to the last border case is pinned in ADR 0011 and by the specs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tvaerblik.catalogue.conditions import Condition, Equals, Linked, links_in
from tvaerblik.catalogue.incoherent import Incoherent

MeasureKind = Literal[
    "count",
    "persons",
    "rate",
    "proportion",
    "sum",
    "mean",
    "median",
    "percentile",
    "stock",
    "profile",
    "ratio",
    "reported",
]
Unknown = Literal["exclude", "no", "fail"]
Place = Literal["residence", "provider", "clinic"]


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of one table that meet every condition; `date` names the moment that puts a row in a
    period (and decides age), `place` the way it gets a unit."""

    table: str
    where: tuple[Condition, ...]
    date: str
    place: Place


# Amounts: a whole number a row ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ColumnAmount:
    """The number in a column of the row."""

    column: str


@dataclass(frozen=True, slots=True)
class TimeBetween:
    """From one moment of the row to another: calendar days, or whole hours gone. One that runs
    backwards is a missing value."""

    from_: str
    to: str
    unit: Literal["hours", "days"]


@dataclass(frozen=True, slots=True)
class TimeToNext:
    """From the row to the first event in the window that meets the link's conditions; rows without
    such an event have no amount."""

    next: Linked
    unit: Literal["hours", "days"]


@dataclass(frozen=True, slots=True)
class DaysInPeriod:
    """The calendar days from the row's `date` up to but without the day of `to`, cut at the period's
    borders. A missing end is not over: every day counts."""

    to: str


RowAmount = ColumnAmount | TimeBetween | TimeToNext
Amount = RowAmount | DaysInPeriod

# Measures ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Count:
    """Rows in the period."""

    of: RowSet
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class Persons:
    """Distinct persons with a row in the period. Where one counts is the indicator's `attribute`."""

    of: RowSet
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class Rate:
    """Rows, distinct persons or a summed amount per `per` of the population that meets
    `population_where` (age and sex only).

    population: the statistical bureau's persons of each quarter. resident: the persons of the
    deliveries themselves, counted day by day where they live, so in person-years alone."""

    of: RowSet
    per: int
    population_where: tuple[Condition, ...]
    denominator: Literal["person_years", "mid_period"]
    unknown: Unknown
    counting: Literal["rows", "persons", "amount"] = "rows"
    amount: ColumnAmount | DaysInPeriod | None = None
    population: Literal["population", "resident"] = "population"

    def __post_init__(self) -> None:
        if self.population == "resident" and self.denominator != "person_years":
            raise Incoherent(
                "borgerdage tælles dag for dag, så de regnes kun i personår (person_years)",
                "resident days are counted day by day, so in person_years alone",
            )
        if (self.counting == "amount") != (self.amount is not None):
            raise Incoherent(
                "counting: amount kræver amount, og kun den har en",
                "counting: amount needs an amount, and only amount has one",
            )


@dataclass(frozen=True, slots=True)
class Readmission:
    """The choices the official definition leaves open, named so that nobody has to guess.

    chaining not_allowed: a stay that itself follows a stay of the index kind within the window, and
    meets the conditions of a readmission, is no index. death excluded: an index whose person died
    from its end to the window's last day is left out."""

    index: Literal["any", "acute"]
    chaining: Literal["allowed", "not_allowed"]
    death: Literal["kept", "excluded"]


def follows_up(having: tuple[Condition, ...]) -> bool:
    """Whether all that is asked is that another event follows."""
    link = having[0] if len(having) == 1 else None
    return isinstance(link, Linked) and link.direction == "followed_by"


@dataclass(frozen=True, slots=True)
class Proportion:
    """Share of the rows of `of`, or of the persons with such rows, for which `having` holds. A
    person has it when one of the rows does."""

    of: RowSet
    having: tuple[Condition, ...]
    unknown: Unknown
    readmission: Readmission | None
    counting: Literal["rows", "persons"] = "rows"

    def __post_init__(self) -> None:
        if self.readmission is not None and not follows_up(self.having):
            raise Incoherent(
                "readmission kræver, at having er ét followed_by",
                "readmission needs having to be one followed_by",
            )


@dataclass(frozen=True, slots=True)
class Sum:
    of: RowSet
    amount: ColumnAmount | TimeBetween | DaysInPeriod
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class Mean:
    """Of the rows that have an amount."""

    of: RowSet
    amount: RowAmount
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class Percentile:
    """The value below which `p` % of the rows' amounts lie; 50 is the median. With n amounts in
    order and n·p/100 whole, the mean of that one and the next; otherwise the next whole place.
    Source: Hyndman & Fan 1996, definition 2 (SAS's QNTLDEF=5), which never leaves halves."""

    of: RowSet
    amount: RowAmount
    p: int
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class Stock:
    """Rows in force from `of.date` up to but without `until` (missing: still in force), on the
    period's last day or as the mean of every night. A moment with a clock is asked at 23:00 Danish
    time, a date on the day itself."""

    of: RowSet
    until: str
    at: Literal["last_day", "every_night"]
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class Profile:
    """Mean number of events per index row in each week from `first` to `last` around it; week 0
    begins on the index day (with a table by week: is the index's calendar week)."""

    of: RowSet
    events: str  # table
    where: tuple[Condition, ...]
    to: str  # the events' moment
    first: int
    last: int
    unknown: Unknown

    def __post_init__(self) -> None:
        if not self.first <= 0 <= self.last or self.last - self.first > 104:
            raise Incoherent(
                "ugerne skal omfatte uge 0 og højst strække sig over to år",
                "the weeks must include 0 and span at most two years",
            )


@dataclass(frozen=True, slots=True)
class Ratio:
    """`per` times one indicator's count divided by another's, over the units settled in both."""

    of: str
    over: str
    per: int


@dataclass(frozen=True, slots=True)
class StandardisedRatio:
    """Observed over expected: another indicator's numerator over what it would be if each stratum had
    the reference unit's rate in the same period (indirect standardisation)."""

    of: str
    by: tuple[Literal["age_band", "sex"], ...]
    reference: str


@dataclass(frozen=True, slots=True)
class Reported:
    """Figures delivered ready-made. A `flow` adds up to longer periods; a `level` (a running total,
    a state) holds for its own day or period alone and is never added over time; a `cumulative`
    series is shown as what came since before the period.

    `series` names the rows where a table has several series, and `step` the periods that they are
    delivered for, each with a row on its first day: what the code list of series says."""

    table: str
    kind: Literal["flow", "level", "cumulative"]
    per: int | None
    series: str | None = None
    step: Literal["day", "month", "quarter", "year"] = "day"


Counted = Count | Persons | Rate | Proportion | Sum | Mean | Percentile | Stock | Profile
Composed = Ratio | StandardisedRatio
Measure = Counted | Composed | Reported

ACUTE = Equals("priority", "ATA1")


def index_conditions(measure: Counted) -> tuple[Condition, ...]:
    """What an index row must meet: the definition's conditions, and `index: acute`."""
    named = measure.readmission if isinstance(measure, Proportion) else None
    if named is not None and named.index == "acute":
        return (*measure.of.where, ACUTE)
    return measure.of.where


def links_of(measure: Measure) -> tuple[Linked, ...]:
    """Every link to another event, wherever it stands."""
    if not isinstance(measure, Counted):
        return ()
    conditions = measure.of.where
    if isinstance(measure, Proportion):
        conditions = (*conditions, *measure.having)
    found = links_in(conditions)
    if isinstance(measure, Mean | Percentile) and isinstance(measure.amount, TimeToNext):
        found = (*found, measure.amount.next)
    return tuple(dict.fromkeys(found))


def tables_of_measure(measure: Measure) -> tuple[str, ...]:
    """Every table that is read, the population of a rate included, without repeats. A composed
    measure reads those of its indicators, which it only names."""
    return tuple(dict.fromkeys(_tables(measure)))


def _tables(measure: Measure) -> Iterator[str]:
    if isinstance(measure, Composed):
        return
    if isinstance(measure, Reported):
        yield measure.table
        return
    yield measure.of.table
    yield from (link.table for link in links_of(measure))
    if isinstance(measure, Profile):
        yield measure.events
    if isinstance(measure, Proportion) and _excludes_death(measure):
        yield "person"
    if isinstance(measure, Rate):
        yield measure.population


def _excludes_death(measure: Proportion) -> bool:
    return measure.readmission is not None and measure.readmission.death == "excluded"


def _breaks_chains(measure: Proportion) -> bool:
    return measure.readmission is not None and measure.readmission.chaining == "not_allowed"


def counts_persons(measure: Measure) -> bool:
    return isinstance(measure, Persons) or (
        isinstance(measure, Rate | Proportion) and measure.counting == "persons"
    )


def reach_of(measure: Measure) -> tuple[int, int]:
    """Days before and after a period whose rows the measure can ask for. What an interval may have
    begun before its period no measure can tell: a definition says it with look_back."""
    before, after = 0, 0
    for link in links_of(measure):
        if link.direction == "preceded_by":
            before = max(before, link.within.longest_days)
        else:
            after = max(after, link.within.longest_days)
    if isinstance(measure, Proportion) and _breaks_chains(measure):
        before = max(before, after)
    if isinstance(measure, Profile):
        before, after = 7 * -measure.first + 6, 7 * measure.last + 6
    return before, after


def interval_methods(measure: Measure) -> tuple[str, ...]:
    """The named methods that hold for a measure: wilson for a share, byar for counts of events. A sum,
    a mean, a stock or counted persons are no independent events."""
    if isinstance(measure, Proportion):
        return ("wilson",)
    counts_events = (
        isinstance(measure, Count)
        or (isinstance(measure, Rate) and measure.counting != "amount")
        or (isinstance(measure, Reported) and measure.kind != "cumulative")
    )
    return ("byar",) if counts_events else ()


def has_intervals(measure: Measure) -> bool:
    """Whether rows can count in periods long after they began."""
    if isinstance(measure, Stock):
        return True
    return isinstance(measure, Rate | Sum) and isinstance(measure.amount, DaysInPeriod)


def measure_kind(measure: Measure) -> MeasureKind:
    """What the measure is called in a definition."""
    if isinstance(measure, Percentile) and measure.p == 50:
        return "median"
    return _KINDS[type(measure)]


_KINDS: dict[type, MeasureKind] = {
    Count: "count",
    Persons: "persons",
    Rate: "rate",
    Proportion: "proportion",
    Sum: "sum",
    Mean: "mean",
    Percentile: "percentile",
    Stock: "stock",
    Profile: "profile",
    Ratio: "ratio",
    StandardisedRatio: "ratio",
    Reported: "reported",
}
