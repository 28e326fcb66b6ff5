"""Do the data exist? What a definition needs against what has been delivered, unit by unit.

Asks what deliveries state that they cover; no row is opened, so that pages may ask too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.requirements import Requirements, TableNeed
from tvaerblik.catalogue.units import Unit
from tvaerblik.core.periods import Period, PeriodKind, periods_between


class Covered(Protocol):
    """A table holds everything that happened in [start, end) for a unit (None: for all units)."""

    @property
    def table(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Periods asked about without a hole between them: the first, the last and how many."""

    first: str
    last: str
    periods: int


@dataclass(frozen=True, slots=True)
class Gap:
    """No stretch: the table was never delivered for the unit."""

    table: str
    stretch: Stretch | None


@dataclass(frozen=True, slots=True)
class UnitData:
    """`yes`: everything that anybody has delivered; `no`: not one period."""

    unit: Unit
    answer: Literal["yes", "partly", "no"]
    delivered: tuple[Stretch, ...]
    missing: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class FoundData:
    requirements: Requirements
    kind: PeriodKind  # of the periods asked about: months; weeks or days where nothing is longer
    units: tuple[UnitData, ...]


def match_covers(
    requirements: Requirements, covers: Iterable[Covered], units: Iterable[Unit]
) -> FoundData:
    """A period is expected of a unit when it lies between the first and the last that any unit has
    whole; if none has, when it was delivered in part."""
    by_table: dict[str, list[Covered]] = {}
    for cover in covers:
        by_table.setdefault(cover.table, []).append(cover)
    kind = _kind(requirements.indicator)
    periods = _periods(kind, by_table, requirements)
    lacks = {
        unit: {
            period: _lacking(requirements, period, by_table, unit)
            for period in periods
            if unit.valid_on(period.start)
        }
        for unit in units
    }
    whole = [period for of_unit in lacks.values() for period in of_unit if not of_unit[period]]
    found = [
        _unit_data(unit, _between(of_unit, whole), requirements)
        for unit, of_unit in lacks.items()
        if of_unit
    ]
    if not periods:
        found = [_never(unit, requirements, by_table) for unit in lacks]
    return FoundData(requirements, kind, tuple(found))


def _lacking(
    requirements: Requirements, period: Period, covers: dict[str, list[Covered]], unit: Unit
) -> tuple[str, ...]:
    return tuple(
        need.register.table
        for need in requirements.tables
        if not _is_covered(need, period, covers, unit.id)
    )


def _between(
    lacks: dict[Period, tuple[str, ...]], whole: list[Period]
) -> dict[Period, tuple[str, ...]]:
    if not whole:
        return lacks
    first, last = min(whole), max(whole)
    return {period: tables for period, tables in lacks.items() if first <= period <= last}


def _never(unit: Unit, requirements: Requirements, covers: dict[str, list[Covered]]) -> UnitData:
    tables = [need.register.table for need in requirements.tables]
    missing = tuple(Gap(t, None) for t in tables if not _spans(covers.get(t, ()), unit.id))
    return UnitData(unit, "no", (), missing)


def _kind(indicator: Indicator) -> PeriodKind:
    """Months say enough of quarters and years; weeks and days only where nothing longer is shown."""
    if {"month", "quarter", "year"} & set(indicator.periods):
        return "month"
    return "week" if "week" in indicator.periods else "day"


def _periods(
    kind: PeriodKind, covers: dict[str, list[Covered]], requirements: Requirements
) -> list[Period]:
    """Every period that a delivery of events touches; what says how things stand (the population)
    is published ahead and says nothing."""
    events = {n.register.table for n in requirements.tables if n.register.kind != "snapshot"}
    spans = [(c.start, c.end) for table in covers if table in events for c in covers[table]]
    if not spans:
        return []
    if kind == "day":  # single publication days years apart: do not ask about the days between
        found = {period for span in set(spans) for period in periods_between(kind, *span)}
        return sorted(found)
    return periods_between(kind, min(start for start, _ in spans), max(end for _, end in spans))


def _is_covered(
    need: TableNeed, period: Period, covers: dict[str, list[Covered]], unit: str
) -> bool:
    if need.last_level:
        return _has_level(period, _spans(covers.get(need.register.table, ()), unit))
    start = period.start - timedelta(days=need.days_before)
    end = period.end + timedelta(days=need.days_after)
    reached = start
    for first, last in _spans(covers.get(need.register.table, ()), unit):
        if first <= reached < last:
            reached = last
    return reached >= end


def _has_level(period: Period, spans: list[tuple[date, date]]) -> bool:
    """What came in a period is the last level inside it less the last one before it."""
    inside = any(first < period.end and period.start < last for first, last in spans)
    return inside and any(first < period.start for first, _ in spans)


def _spans(covers: Iterable[Covered], unit: str) -> list[tuple[date, date]]:
    return sorted((cover.start, cover.end) for cover in covers if cover.unit in (None, unit))


def _unit_data(
    unit: Unit, lacks: dict[Period, tuple[str, ...]], requirements: Requirements
) -> UnitData:
    expected = list(lacks)
    whole = [period for period in expected if not lacks[period]]
    tables = [need.register.table for need in requirements.tables]
    missing = tuple(
        Gap(table, stretch)
        for table in tables
        for stretch in _stretches(expected, [p for p in expected if table in lacks[p]])
    )
    answer: Literal["yes", "partly", "no"] = "partly"
    if not whole:
        answer = "no"
    elif len(whole) == len(expected):
        answer = "yes"
    return UnitData(unit, answer, tuple(_stretches(expected, whole)), missing)


def _stretches(expected: list[Period], chosen: list[Period]) -> Iterator[Stretch]:
    """The chosen periods gathered into runs of those that were asked about."""
    run: list[Period] = []
    wanted = set(chosen)
    for period in expected:
        if period in wanted:
            run.append(period)
        elif run:
            yield Stretch(run[0].id, run[-1].id, len(run))
            run = []
    if run:
        yield Stretch(run[0].id, run[-1].id, len(run))
