"""Rates and proportions: every cell counted by itself from the rows that belong to it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from tvaerblik.catalogue.language import AllOf, Indicator, Proportion, Rate
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.reach import reachable_bands
from tvaerblik.catalogue.strata import SEXES
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period, month_of, periods_between, quarter_of
from tvaerblik.core.rows import AS_WAS, RESULT_SCHEMA, ResultRows
from tvaerblik.engine.plain.coverage import Deliveries
from tvaerblik.engine.plain.events import Event, Reader
from tvaerblik.engine.plain.logic import Row, band_name, holds, rows_of
from tvaerblik.engine.request import Computation, Diagnostics, Request
from tvaerblik.store.snapshot import Snapshot

Place = tuple[date, str]  # the first day of a month or quarter, a municipality
Stratum = tuple[str | None, str | None]  # age band, sex; None is all


def compute(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> Computation:
    periods = asked_periods(indicator, request)
    if not periods:
        return Computation(
            ResultRows(RESULT_SCHEMA.empty_table(), snapshot.vintage), (), Diagnostics()
        )
    world = _World(indicator, catalogue, snapshot)
    frame = [
        _Cell(organisation, unit, period, world.atoms(organisation, unit, period))
        for organisation in request.organisations
        for unit in request.units
        if exists(catalogue, organisation, unit, indicator.grain)
        for period in periods
    ]
    diagnostics = world.read_events(frame, periods)
    rows = [
        world.row(cell, band, sex) for cell in frame for band, sex in _strata(indicator, request)
    ]
    table = pa.Table.from_pylist(rows, schema=RESULT_SCHEMA)
    return Computation(ResultRows(table, snapshot.vintage), (), diagnostics)


def asked_periods(indicator: Indicator, request: Request) -> list[Period]:
    return [
        period
        for kind in request.period_kinds
        if kind in indicator.periods
        for period in periods_between(kind, request.start, request.end)
    ]


def exists(catalogue: Catalogue, organisation: str, unit: str, grain: str) -> bool:
    """Whether a unit gets rows: valid on the organisation's date, and ever made up of the grain."""
    units = catalogue.units
    if organisation != AS_WAS and not units.get(unit).valid_on(date.fromisoformat(organisation)):
        return False
    starts = {membership.valid_from for membership in units.memberships}
    starts |= {known.valid_from for known in units.units.values()}
    return any(units.get(unit).valid_on(day) and units.members(unit, day, grain) for day in starts)


def _strata(indicator: Indicator, request: Request) -> list[Stratum]:
    bands: list[str | None] = [None]
    sexes: list[str | None] = [None]
    if request.strata:
        bands += [band.id for band in reachable_bands(indicator)]
        if "sex" in indicator.breakdowns:
            sexes += list(SEXES)
    return (
        [(None, None)]
        + [(band, None) for band in bands[1:]]
        + [(None, sex) for sex in sexes[1:]]
        + [(band, sex) for band in bands[1:] for sex in sexes[1:]]
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    organisation: str
    unit: str
    period: Period
    atoms: dict[date, tuple[str, ...]]  # month → municipalities; a month without any: no such unit

    @property
    def municipalities(self) -> set[str]:
        return {atom for members in self.atoms.values() for atom in members}


class _World:
    def __init__(self, indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot) -> None:
        assert isinstance(indicator.measure, Rate | Proportion), indicator.id
        self.indicator, self.catalogue, self.snapshot = indicator, catalogue, snapshot
        self.measure: Rate | Proportion = indicator.measure
        self.deliveries = Deliveries(indicator, catalogue, snapshot)
        self.events: dict[Place, list[Event]] = defaultdict(list)
        self.residents: dict[Place, int] = defaultdict(int)  # everybody, by quarter
        self.counted: dict[tuple[Place, Stratum], int] = defaultdict(int)  # who can have the event
        for row in rows_of(snapshot, "population"):
            self._read_residents(row)

    def _read_residents(self, row: Row) -> None:
        """A resident is in four strata: the total, the age band, the sex, and both."""
        place = (row["quarter_start"], row["municipality"])
        self.residents[place] += row["persons"]
        if isinstance(self.measure, Rate) and self._is_counted(row):
            for band in (None, band_name(row["age"])):
                for sex in (None, row["sex"]):
                    self.counted[place, (band, sex)] += row["persons"]

    def atoms(self, organisation: str, unit: str, period: Period) -> dict[date, tuple[str, ...]]:
        found = {}
        months = list(period.months()) or [month_of(period.start)]
        for month in months:
            day = month.start if organisation == AS_WAS else date.fromisoformat(organisation)
            valid = self.catalogue.units.get(unit).valid_on(day)
            members = self.catalogue.units.members(unit, day, self.indicator.grain)
            found[month.start] = members if valid else ()
        return found

    def read_events(self, frame: list[_Cell], periods: list[Period]) -> Diagnostics:
        # A unit that does not exist throughout the period lends it no municipality
        known = frozenset(
            atom for cell in frame if all(cell.atoms.values()) for atom in cell.municipalities
        )
        events, diagnostics = Reader(self.measure, self.catalogue, self.snapshot).events(
            min(period.start for period in periods), max(period.end for period in periods), known
        )
        for event in events:
            self.events[month_of(event.day).start, event.municipality].append(event)
        return diagnostics

    # One cell ------------------------------------------------------------------------------------

    def row(self, cell: _Cell, band: str | None, sex: str | None) -> Row:
        period = cell.period
        state, settled = self._state(cell)
        row: Row = dict.fromkeys(RESULT_SCHEMA.names)
        row |= {
            "indicator": self.indicator.id,
            "version": self.indicator.version,
            "organisation": cell.organisation,
            "unit": cell.unit,
            "period": period.id,
            "period_start": period.start,
            "period_end": period.end,
            "age_band": band,
            "sex": sex,
            "state": str(state),
            "provisional": state == State.OK
            and any(self.deliveries.provisional(atom, period) for atom in settled),
            "partial": state == State.OK and settled != cell.municipalities,
            "break": self._has_break(period),
            "as_delivered": False,
        }
        row |= self._coverage(cell, settled)
        if state == State.OK:
            row |= self._counted(cell, settled, band, sex)
        return row

    def _state(self, cell: _Cell) -> tuple[State, set[str]]:
        """The state before counting, and the municipalities whose figures can be used."""
        if not all(cell.atoms.values()):
            return State.NOT_COLLECTED, set()
        states = {atom: self.deliveries.state(atom, cell.period) for atom in cell.municipalities}
        settled = {atom for atom, state in states.items() if state == State.OK}
        if State.NOT_SETTLED in states.values():
            return State.NOT_SETTLED, settled
        if settled:
            return State.OK, settled
        if State.NOT_DELIVERED in states.values():
            return State.NOT_DELIVERED, settled
        return State.NOT_COLLECTED, settled

    def _has_break(self, period: Period) -> bool:
        return any(
            note.kind == "break" and period.contains(note.date)
            for note in self.indicator.annotations
        )

    def _coverage(self, cell: _Cell, settled: set[str]) -> Row:
        atoms = cell.municipalities if all(cell.atoms.values()) else set()
        return {
            "units_present": len(settled),
            "units_total": len(atoms),
            "population_present": self._everybody(settled, cell.period),
            "population_total": self._everybody(atoms, cell.period),
        }

    def _everybody(self, atoms: set[str], period: Period) -> int:
        quarter = quarter_of(period.start).start
        return sum(self.residents[quarter, atom] for atom in atoms)

    def _counted(self, cell: _Cell, settled: set[str], band: str | None, sex: str | None) -> Row:
        events = [
            event
            for month, members in cell.atoms.items()
            for atom in members
            if atom in settled
            for event in self.events[month, atom]
            if band in (None, event.band) and sex in (None, event.sex)
        ]
        numerator = sum(event.counts for event in events)
        with_ = {event.person for event in events if event.counts}
        if isinstance(self.measure, Proportion):
            denominator = len(events)
            without = len({event.person for event in events if not event.counts})
            everybody = len({event.person for event in events})
        else:
            denominator = self._denominator(cell, settled, band, sex)
            everybody = self._living(cell, settled, self._middle(cell.period), band, sex)
            without = max(everybody - len(with_), 0)
        if denominator == 0:
            return {"state": str(State.NOT_DEFINED)}
        found: dict[str, Any] = {
            "state": str(State.OK if numerator else State.ZERO),
            "numerator": numerator,
            "denominator": denominator,
        }
        for name, persons in (
            ("numerator", len(with_)),
            ("complement", without),
            ("denominator", everybody),
        ):
            found |= {f"{name}_persons_low": persons, f"{name}_persons_high": persons}
        return found

    # The population ------------------------------------------------------------------------------

    def _denominator(
        self, cell: _Cell, settled: set[str], band: str | None, sex: str | None
    ) -> int:
        assert isinstance(self.measure, Rate)
        if self.measure.denominator == "mid_period":
            return self._living(cell, settled, self._middle(cell.period), band, sex)
        return sum(
            self._living(cell, settled, month, band, sex) * month_of(month).days
            for month in cell.atoms
        )

    def _middle(self, period: Period) -> date:
        return month_of(period.start + (period.end - period.start) // 2).start

    def _living(
        self, cell: _Cell, settled: set[str], month: date, band: str | None, sex: str | None
    ) -> int:
        """Persons of the quarter in force in a month."""
        quarter = quarter_of(month).start
        return sum(
            self.counted[(quarter, atom), (band, sex)]
            for atom in cell.atoms[month]
            if atom in settled
        )

    def _is_counted(self, row: Row) -> bool:
        assert isinstance(self.measure, Rate)
        where = AllOf(self.measure.population_where)
        return holds(where, row, row["age"], self.catalogue.codelists) is True
