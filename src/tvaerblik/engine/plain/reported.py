"""Figures delivered ready-made, added up step by step where they may be."""

from datetime import date, timedelta

import pyarrow as pa

from tvaerblik.catalogue.language import Indicator, Reported
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period, month_of, period_of, periods_between, quarter_of
from tvaerblik.core.rows import AS_WAS, RESULT_SCHEMA, ResultRows
from tvaerblik.engine.plain.coverage import Deliveries
from tvaerblik.engine.plain.cumulative import Growth, growth_of, stretches_of
from tvaerblik.engine.plain.delivered import columns_of, part_of
from tvaerblik.engine.plain.frame import asked_periods, has_break
from tvaerblik.engine.plain.logic import Row
from tvaerblik.engine.plain.tables import Tables
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
        tables = Tables(catalogue, snapshot)
        delivered = [row for row in tables.rows(self.measure.table) if self._is_of_series(row)]
        self.own = {row["unit"] for row in delivered}
        self.figures = {(row["unit"], row["day"]): row for row in delivered if self._says(row)}
        self.residents: dict[tuple[date, str], int] = {}
        for row in tables.rows("population"):
            key = (row["quarter_start"], row["municipality"])
            self.residents[key] = self.residents.get(key, 0) + row["persons"]

    def _is_of_series(self, row: Row) -> bool:
        return self.measure.series is None or bool(row["series"] == self.measure.series)

    def _says(self, row: Row) -> bool:
        if row["day"] != period_of(row["day"], self.measure.step).start:
            return False
        has_denominator = row["denominator"] is not None
        if self.measure.per is not None and not has_denominator:
            return False
        if self.measure.per is None and self.measure.series is not None and has_denominator:
            return False  # a count of a series has none: it would be read as a share
        if row["numerator"] is not None:
            return True
        return row["numerator_low"] is not None and row["numerator_high"] is not None

    def is_offered(self, period: Period) -> bool:
        if self.measure.kind == "level" and period.kind != self.measure.step:
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
        for month in self._months(period):
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
            "break": has_break(self.indicator, unit, period),
            "as_delivered": False,
            "units_total": len(atoms),
            "population_total": self._residents(atoms, period),
        }
        if self.measure.kind == "cumulative":
            return row | self._grown(period, by_month, atoms)
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
        columns = columns_of([part_of(row) for row in rows])
        return found | columns | {"as_delivered": _is_own(unit, atoms, columns)}

    def _grown(self, period: Period, by_month: dict[date, set[str]], atoms: set[str]) -> Row:
        """Of a running total: what came in the period, however few its levels."""
        grown = {atom: self._growth(atom, period, by_month) for atom in atoms}
        present = {atom for atom, growth in grown.items() if growth is not None}
        found: Row = {
            "units_present": len(present),
            "population_present": self._residents(present, period),
        }
        if not atoms:
            return found | {"state": str(State.NOT_COLLECTED)}
        parts = []
        for growth in grown.values():
            if growth is None:
                return found | {"state": str(State.NOT_DELIVERED)}
            parts.append(growth.part)
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return found | {"state": str(State.NOT_DEFINED)}
        return found | columns_of(known)

    def _growth(self, atom: str, period: Period, by_month: dict[date, set[str]]) -> Growth | None:
        levels = {day: row for (unit, day), row in self.figures.items() if unit == atom}
        stretches = list(stretches_of(self._days(atom, period, by_month)))
        return growth_of(
            levels, stretches, lambda day: self.deliveries.has_day(self.measure.table, atom, day)
        )

    def _months(self, period: Period) -> list[Period]:
        """The months whose organisation decides: those in which a step of the series begins; of days
        and weeks, that of the first day."""
        if self.measure.step == "day":
            return list(period.months()) or [month_of(period.start)]
        steps = periods_between(self.measure.step, period.start, period.end)
        return [month_of(step.start) for step in steps]

    def _steps(self, atom: str, period: Period, by_month: dict[date, set[str]]) -> list[Period]:
        """What the unit must have delivered while it belongs to the group."""
        steps = periods_between(self.measure.step, period.start, period.end)
        if not list(period.months()):  # a day and a week go by the month of their first day
            return steps if atom in by_month[month_of(period.start).start] else []
        return [step for step in steps if atom in by_month[month_of(step.start).start]]

    def _days(self, atom: str, period: Period, by_month: dict[date, set[str]]) -> list[date]:
        return [
            step.start + timedelta(days=number)
            for step in self._steps(atom, period, by_month)
            for number in range(step.days)
        ]

    def _is_complete(self, atom: str, period: Period, by_month: dict[date, set[str]]) -> bool:
        steps = self._steps(atom, period, by_month)
        return all((atom, step.start) in self.figures for step in steps)

    def _rows(self, atom: str, period: Period, by_month: dict[date, set[str]]) -> list[Row]:
        return [self.figures[atom, step.start] for step in self._steps(atom, period, by_month)]

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


def _is_own(unit: str, atoms: set[str], columns: Row) -> bool:
    return atoms == {unit} and columns["state"] != State.NOT_DEFINED
