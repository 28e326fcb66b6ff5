"""The cells that are asked for: which municipalities each is made of, and whether they delivered."""

from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.reach import reachable_bands
from tvaerblik.catalogue.strata import SEXES
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period, month_of, periods_between
from tvaerblik.core.rows import AS_WAS, RESULT_SCHEMA
from tvaerblik.engine.plain.coverage import Deliveries
from tvaerblik.engine.plain.logic import Row
from tvaerblik.engine.plain.residents import Members, Residents, Stratum
from tvaerblik.engine.plain.tables import Tables
from tvaerblik.engine.request import Request


def asked_periods(indicator: Indicator, request: Request) -> list[Period]:
    return [
        period
        for kind in request.period_kinds
        if kind in indicator.periods
        for period in periods_between(kind, request.start, request.end)
    ]


def asked_strata(indicator: Indicator, request: Request) -> list[Stratum]:
    """The total, the age bands, the sexes, and each age band of each sex."""
    bands: list[str] = []
    sexes: list[str] = []
    if request.strata:
        bands = [band.id for band in reachable_bands(indicator)]
        sexes = list(SEXES) if "sex" in indicator.breakdowns else []
    return (
        [(None, None)]
        + [(band, None) for band in bands]
        + [(None, sex) for sex in sexes]
        + [(band, sex) for band in bands for sex in sexes]
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """`members`: by month; a month without any: no such unit. `settled`: those that can be used."""

    organisation: str
    unit: str
    period: Period
    members: Members
    settled: frozenset[str]
    state: State  # before counting
    common: Row  # what every stratum of it says

    def settled_members(self) -> Members:
        return {
            month: tuple(place for place in places if place in self.settled)
            for month, places in self.members.items()
        }


class Frame:
    def __init__(self, indicator: Indicator, tables: Tables, request: Request) -> None:
        self.indicator, self.catalogue = indicator, tables.catalogue
        self.periods = asked_periods(indicator, request)
        self.strata = asked_strata(indicator, request)
        self.deliveries = Deliveries(indicator, tables.catalogue, tables.snapshot)
        self.residents = Residents(tables)
        self._members: dict[tuple[str, date], tuple[str, ...]] = {}
        self.cells = [
            self.cell(organisation, unit, period)
            for organisation in request.organisations
            for unit in request.units
            if exists(tables.catalogue, organisation, unit, indicator.grain)
            for period in self.periods
        ]

    def cell(self, organisation: str, unit: str, period: Period) -> Cell:
        members = self._members_by_month(organisation, unit, period)
        places = frozenset[str]()
        if all(members.values()):
            places = frozenset(place for found in members.values() for place in found)
        states = {place: self.deliveries.state(place, period) for place in places}
        settled = frozenset(place for place, state in states.items() if state == State.OK)
        state = _state(set(states.values()))
        common: Row = dict.fromkeys(RESULT_SCHEMA.names)
        common |= {
            "indicator": self.indicator.id,
            "version": self.indicator.version,
            "organisation": organisation,
            "unit": unit,
            "period": period.id,
            "period_start": period.start,
            "period_end": period.end,
            "state": str(state),
            "provisional": state == State.OK
            and any(self.deliveries.provisional(place, period) for place in settled),
            "partial": state == State.OK and settled != places,
            "break": has_break(self.indicator, unit, period),
            "as_delivered": False,
            "units_present": len(settled),
            "units_total": len(places),
            "population_present": self.residents.at_start(set(settled), period),
            "population_total": self.residents.at_start(set(places), period),
        }
        return Cell(organisation, unit, period, members, settled, state, common)

    def _members_by_month(self, organisation: str, unit: str, period: Period) -> Members:
        found = {}
        for month in list(period.months()) or [month_of(period.start)]:
            day = month.start if organisation == AS_WAS else date.fromisoformat(organisation)
            found[month.start] = self._members_on(unit, day)
        return found

    def _members_on(self, unit: str, day: date) -> tuple[str, ...]:
        if (unit, day) not in self._members:
            units = self.catalogue.units
            valid = units.get(unit).valid_on(day)
            members = units.members(unit, day, self.indicator.grain) if valid else ()
            self._members[unit, day] = members
        return self._members[unit, day]


def known_places(cells: list[Cell]) -> frozenset[str]:
    """The municipalities asked for. A unit that does not exist throughout the period lends it none."""
    return frozenset(
        place
        for cell in cells
        if all(cell.members.values())
        for places in cell.members.values()
        for place in places
    )


def exists(catalogue: Catalogue, organisation: str, unit: str, grain: str) -> bool:
    """Whether a unit gets rows: valid on the organisation's date, and ever made up of the grain."""
    units = catalogue.units
    if organisation != AS_WAS and not units.get(unit).valid_on(date.fromisoformat(organisation)):
        return False
    starts = {membership.valid_from for membership in units.memberships}
    starts |= {known.valid_from for known in units.units.values()}
    return any(units.get(unit).valid_on(day) and units.members(unit, day, grain) for day in starts)


def has_break(indicator: Indicator, unit: str, period: Period) -> bool:
    return any(
        note.kind == "break" and note.concerns(unit) and period.contains(note.date)
        for note in indicator.annotations
    )


def _state(states: set[State]) -> State:
    """Of the municipalities' states: one that is late holds all up, one that never came does not."""
    for state in (State.NOT_SETTLED, State.OK, State.NOT_DELIVERED):
        if state in states:
            return state
    return State.NOT_COLLECTED
