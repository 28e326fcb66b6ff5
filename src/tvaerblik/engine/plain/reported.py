"""Figures delivered ready-made, added up day by day where they may be."""

from datetime import date, timedelta

import pyarrow as pa

from tvaerblik.catalogue.language import Indicator, Reported
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period, month_of, quarter_of
from tvaerblik.core.rows import AS_WAS, RESULT_SCHEMA, ResultRows
from tvaerblik.engine.plain.computed import asked_periods
from tvaerblik.engine.plain.coverage import Deliveries
from tvaerblik.engine.plain.logic import Row, rows_of
from tvaerblik.engine.request import Computation, Diagnostics, Request
from tvaerblik.store.snapshot import Snapshot


def compute(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> Computation:
    figures = _Figures(indicator, catalogue, snapshot)
    rows = [
        figures.row(organisation, unit, period)
        for organisation in request.organisations
        for unit in request.units
        if figures.has_rows(organisation, unit)
        for period in asked_periods(indicator, request)
        if figures.is_offered(period)
    ]
    table = pa.Table.from_pylist(rows, schema=RESULT_SCHEMA)
    return Computation(ResultRows(table, snapshot.vintage), (), Diagnostics())


class _Figures:
    def __init__(self, indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot) -> None:
        assert isinstance(indicator.measure, Reported), indicator.id
        self.indicator, self.units, self.snapshot = indicator, catalogue.units, snapshot
        self.measure: Reported = indicator.measure
        self.deliveries = Deliveries(indicator, catalogue, snapshot)
        delivered = rows_of(snapshot, self.measure.table)
        self.own = {row["unit"] for row in delivered}
        self.figures = {(row["unit"], row["day"]): row for row in delivered if self._says(row)}
        self.residents: dict[tuple[date, str], int] = {}
        for row in rows_of(snapshot, "population"):
            key = (row["quarter_start"], row["municipality"])
            self.residents[key] = self.residents.get(key, 0) + row["persons"]

    def _says(self, row: Row) -> bool:
        if self.measure.per is not None and row["denominator"] is None:
            return False
        if row["numerator"] is not None:
            return True
        return row["numerator_low"] is not None and row["numerator_high"] is not None

    def is_offered(self, period: Period) -> bool:
        if self.measure.kind == "level" and period.kind != "day":
            return False
        return any(
            cover.start < period.end and period.start < cover.end
            for cover in self.snapshot.covers_of(self.measure.table)
        )

    def has_rows(self, organisation: str, unit: str) -> bool:
        known = self.units.get(unit)
        if organisation != AS_WAS and not known.valid_on(date.fromisoformat(organisation)):
            return False
        days = {membership.valid_from for membership in self.units.memberships}
        days |= {other.valid_from for other in self.units.units.values()}
        return any(known.valid_on(day) and self._made_of(unit, day) for day in days)

    def _made_of(self, unit: str, day: date) -> set[str]:
        """The units whose published figures make up a unit's."""
        if unit in self.own:
            return {unit}
        found: set[str] = set()
        for membership in self.units.memberships:
            if membership.group == unit and membership.valid_on(day):
                found |= self._made_of(membership.member, day)
        if not found and self.units.get(unit).kind == self.indicator.grain:
            return {unit}
        return found

    def row(self, organisation: str, unit: str, period: Period) -> Row:
        by_month: dict[date, set[str]] = {}
        for month in list(period.months()) or [month_of(period.start)]:
            day = month.start if organisation == AS_WAS else date.fromisoformat(organisation)
            valid = self.units.get(unit).valid_on(day)
            by_month[month.start] = self._made_of(unit, day) if valid else set()
        exists = all(by_month.values())
        atoms = set[str]().union(*by_month.values()) if exists else set()
        row: Row = dict.fromkeys(RESULT_SCHEMA.names)
        row |= {
            "indicator": self.indicator.id,
            "version": self.indicator.version,
            "organisation": organisation,
            "unit": unit,
            "period": period.id,
            "period_start": period.start,
            "period_end": period.end,
            "provisional": False,
            "partial": False,
            "break": any(
                note.kind == "break" and period.contains(note.date)
                for note in self.indicator.annotations
            ),
            "as_delivered": False,
            "units_total": len(atoms),
            "population_total": self._residents(atoms, period),
        }
        return row | self._figure(unit, period, by_month, atoms)

    def _figure(
        self, unit: str, period: Period, by_month: dict[date, set[str]], atoms: set[str]
    ) -> Row:
        states = {atom: self.deliveries.state(atom, period) for atom in atoms}
        settled = {atom for atom, state in states.items() if state == State.OK}
        found: Row = {
            "units_present": len(settled),
            "population_present": self._residents(settled, period),
        }
        if not atoms:
            return found | {"state": str(State.NOT_COLLECTED)}
        if settled != atoms:
            return found | {"state": str(_missing(set(states.values())))}
        complete = {atom for atom in atoms if self._is_complete(atom, period, by_month)}
        found["units_present"] = len(complete)
        if complete != atoms:
            return found | {"state": str(State.NOT_DELIVERED)}
        found["provisional"] = any(self.deliveries.provisional(atom, period) for atom in atoms)
        rows = [row for atom in atoms for row in self._rows(atom, period, by_month)]
        return found | _sum(rows) | {"as_delivered": _is_own(unit, atoms, rows)}

    def _days(self, atom: str, period: Period, by_month: dict[date, set[str]]) -> list[date]:
        days = [period.start + timedelta(days=number) for number in range(period.days)]
        return [day for day in days if atom in by_month[month_of(day).start]]

    def _is_complete(self, atom: str, period: Period, by_month: dict[date, set[str]]) -> bool:
        return all((atom, day) in self.figures for day in self._days(atom, period, by_month))

    def _rows(self, atom: str, period: Period, by_month: dict[date, set[str]]) -> list[Row]:
        return [self.figures[atom, day] for day in self._days(atom, period, by_month)]

    def _residents(self, atoms: set[str], period: Period) -> int:
        quarter = quarter_of(period.start).start
        return sum(
            self.residents.get((quarter, municipality), 0)
            for atom in atoms
            for municipality in self.units.members(atom, quarter, "municipality")
        )


def _missing(states: set[State]) -> State:
    if State.NOT_SETTLED in states:
        return State.NOT_SETTLED
    if states & {State.OK, State.NOT_DELIVERED}:
        return State.NOT_DELIVERED
    return State.NOT_COLLECTED


def _is_own(unit: str, atoms: set[str], rows: list[Row]) -> bool:
    return atoms == {unit} and _sum(rows)["state"] != State.NOT_DEFINED


def _sum(rows: list[Row]) -> Row:
    denominators = [row["denominator"] for row in rows]
    denominator = None if None in denominators else sum(denominators)
    if denominator == 0:
        return {"state": str(State.NOT_DEFINED)}
    low = sum(_or(row["numerator"], row["numerator_low"]) for row in rows)
    high = sum(_or(row["numerator"], row["numerator_high"]) for row in rows)
    found: Row = {
        "denominator": denominator,
        "numerator_persons_low": low,
        "numerator_persons_high": high,
        "denominator_persons_low": denominator,
        "denominator_persons_high": denominator,
    }
    if denominator is not None:
        found["complement_persons_low"] = max(denominator - high, 0)
        found["complement_persons_high"] = max(denominator - low, 0)
    if any(row["numerator"] is None for row in rows):
        masked = {"state": str(State.SUPPRESSED), "numerator_low": low, "numerator_high": high}
        return found | masked
    return found | {"state": str(State.OK if low else State.ZERO), "numerator": low}


def _or(number: int | None, bound: int) -> int:
    return bound if number is None else number
