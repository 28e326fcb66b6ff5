"""Figures delivered ready-made: taken as they are, or added up where adding is allowed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa

from tvaerblik.catalogue.language import Indicator, Reported
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.series import Step
from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period
from tvaerblik.core.rows import RESULT_SCHEMA, ResultRows
from tvaerblik.engine.fast.cells import (
    Cell,
    build_cells,
    month_number,
    months_of,
    periods_asked,
)
from tvaerblik.engine.fast.coverage import Coverage, TableCover
from tvaerblik.engine.fast.cumulative import AnyDay, grow, unbroken
from tvaerblik.engine.fast.frame import cells_table
from tvaerblik.engine.fast.residents import Residents
from tvaerblik.engine.fast.session import Session
from tvaerblik.engine.fast.slots import BY_MONTH
from tvaerblik.engine.request import Computation, Diagnostics, Request
from tvaerblik.store.snapshot import Snapshot


def compute(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot, request: Request
) -> Computation:
    measure = indicator.measure
    assert isinstance(measure, Reported), indicator.id
    periods = _periods(indicator, measure, snapshot, request)
    steps = Steps(measure.step)
    with Session(snapshot) as session:
        session.ensure(catalogue.registers[measure.table])
        reporting = _Reporting(catalogue.units, indicator.grain, _own(session, measure))
        cumulative = measure.kind == "cumulative"
        cells = build_cells(
            catalogue.units,
            request.units,
            request.organisations,
            periods,
            AnyDay() if cumulative else Coverage(indicator, catalogue, snapshot),
            expand=reporting.units,
            months=steps.months,
        )
        said = _SAID.format(known=_known(measure), table=measure.table)
        if cumulative:
            cover = TableCover(snapshot.covers_of(measure.table))
            cells = grow(session, cells, _spans(cells, steps), said, cover)
        else:
            cells = [_whole(cell) for cell in cells]
            session.hold("spans", _spans(cells, steps))
            session.run("by_cell", _BY_CELL.format(said=said))
        residents = Residents(session, snapshot, catalogue.units)
        session.hold("cells", cells_table(indicator, cells, range(len(cells)), residents))
        rows = ResultRows(session.fetch("result", _RESULT).cast(RESULT_SCHEMA), snapshot.vintage)
        return Computation(rows, tuple(session.steps), Diagnostics())


def _own(session: Session, measure: Reported) -> frozenset[str]:
    """The units that the supplier gives figures for."""
    found = session.fetch(
        "own units",
        f'SELECT DISTINCT unit FROM "{measure.table}" WHERE {_of_series(measure)}',  # noqa: S608 - a register, a code
    )
    return frozenset(found.column("unit").to_pylist())


def _periods(
    indicator: Indicator, measure: Reported, snapshot: Snapshot, request: Request
) -> tuple[Period, ...]:
    """Only periods that a publication touches: a series that has ended, or that states single days,
    has nothing to say about the others."""
    covered = TableCover(snapshot.covers_of(measure.table)).anybody
    return tuple(
        period
        for period in periods_asked(indicator, request)
        if (measure.kind != "level" or period.kind == measure.step)
        and any(start < period.end and period.start < end for start, end in covered)
    )


@dataclass(frozen=True, slots=True)
class Steps:
    """The periods that a series has rows for, each on its first day."""

    kind: Step

    @property
    def length(self) -> int:
        """In months; a day has none."""
        return {"day": 0, "month": 1, "quarter": 3, "year": 12}[self.kind]

    def months(self, period: Period) -> list[Period]:
        """The months whose organisation decides: those in which a step begins."""
        if self.length == 0:
            return months_of(period)
        return [
            month for month in months_of(period) if month_number(month.start) % self.length == 0
        ]

    def bounds(self, month: int) -> tuple[date, date]:
        """The days of the step that begins with a month; of days, those of the month."""
        return _first_of(month), _first_of(month + max(self.length, 1))

    def count(self, start: date, after: date) -> int:
        if self.length == 0:
            return (after - start).days
        return (month_number(after) - month_number(start)) // self.length


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


class _Reporting:
    """What a unit's figure is made of: its own where there is one, else its members'."""

    def __init__(self, register: UnitRegister, grain: str, own: frozenset[str]) -> None:
        self._register, self._grain, self._own = register, grain, own

    def units(self, unit: str, day: date) -> Iterable[str]:
        if unit in self._own:
            return {unit}
        members = [
            membership.member
            for membership in self._register.memberships
            if membership.group == unit and membership.valid_on(day)
        ]
        found = {part for member in members for part in self.units(member, day)}
        # A merged region has no figures of its own but is added up from the regions before it
        if not found and self._register.get(unit).kind == self._grain:
            return {unit}
        return found


def _whole(cell: Cell) -> Cell:
    """A sum of published figures is given whole or not at all."""
    if cell.state == State.OK and cell.present != cell.atoms:
        return replace(cell, state=State.NOT_DELIVERED)
    return cell


def _spans(cells: list[Cell], steps: Steps) -> pa.Table:
    """The unbroken days of each reporting unit that a cell is added up from; `wanted` is how many rows
    there must be for them."""
    lines = [
        (number, atom, start, after)
        for number, cell in enumerate(cells)
        if cell.state == State.OK
        for atom, days in _days_of(cell, steps).items()
        for start, after in unbroken(days)
    ]
    return pa.table(
        {
            "cell": pa.array([number for number, _, _, _ in lines], pa.int32()),
            "atom": pa.array([atom for _, atom, _, _ in lines], pa.string()),
            "first": pa.array([start for _, _, start, _ in lines], pa.date32()),
            "after": pa.array([after for _, _, _, after in lines], pa.date32()),
            "wanted": pa.array(
                [steps.count(start, after) for _, _, start, after in lines], pa.int64()
            ),
        }
    )


def _days_of(cell: Cell, steps: Steps) -> dict[str, list[tuple[date, date]]]:
    """A day and a week go whole by the month of their first day; so does a step of several months."""
    found: dict[str, list[tuple[date, date]]] = {}
    for part in cell.parts:
        days = (cell.period.start, cell.period.end)
        if cell.period.kind in BY_MONTH:
            days = steps.bounds(part.month)
        found.setdefault(part.atom, []).append(days)
    return found


def _known(measure: Reported) -> str:
    """A row says something when it stands on the first day of its step and has a count or bounds, and
    people where it is a rate."""
    count = "(numerator IS NOT NULL OR (numerator_low IS NOT NULL AND numerator_high IS NOT NULL))"
    known = f"{_of_series(measure)} AND date_trunc('{measure.step}', day) = day AND {count}"
    if measure.per is not None:
        return f"{known} AND denominator IS NOT NULL"
    # A count of a series has no denominator: with one it would be read as a share
    return known if measure.series is None else f"{known} AND denominator IS NULL"


def _of_series(measure: Reported) -> str:
    if measure.series is None:
        return "true"
    quoted = measure.series.replace("'", "''")
    return f"series = '{quoted}'"


_SAID = """
    SELECT unit, day, numerator, denominator, numerator IS NULL AS masked,
           coalesce(numerator, numerator_low) AS low,
           coalesce(numerator, numerator_high) AS high
    FROM "{table}"
    WHERE {known}
"""

# What the rows of each cell come to; only_atom: the one unit it is made of
_BY_CELL = """
CREATE TEMP TABLE by_cell AS
WITH said AS ({said}),
by_atom AS (
    SELECT cell, atom, count(said.unit) AS said, sum(numerator) AS numerator, sum(low) AS low,
           sum(high) AS high, bool_or(masked) AS masked, sum(denominator) AS denominator,
           count(denominator) AS denominators
    FROM spans LEFT JOIN said ON said.unit = atom AND day >= first AND day < after
    GROUP BY cell, atom
),
wanted AS (
    SELECT cell, atom, sum(wanted) AS rows FROM spans GROUP BY cell, atom
)
SELECT cell, bool_and(said = rows) AS complete, true AS is_known,
       count(*) FILTER (WHERE said = rows) AS units_present, bool_or(masked) AS masked,
       sum(numerator) AS numerator, sum(low) AS low, sum(high) AS high,
       CASE WHEN sum(denominators) = sum(rows) THEN sum(denominator) END AS denominator,
       CASE WHEN count(*) = 1 THEN any_value(atom) END AS only_atom
FROM by_atom JOIN wanted USING (cell, atom)
GROUP BY cell
"""

# Persons: a supplier's count is of events or people; no more persons than that are behind it, and
# there is nothing better to go by.
_RESULT = """
WITH judged AS (
    SELECT cells.*, by_cell.* EXCLUDE (cell, units_present),
           coalesce(by_cell.units_present, 0) AS complete_units,
           CASE WHEN status <> 'ok' THEN status
                WHEN NOT complete THEN 'not_delivered'
                WHEN NOT is_known OR denominator = 0 THEN 'not_defined'
                WHEN masked THEN 'suppressed'
                WHEN numerator = 0 THEN 'zero'
                ELSE 'ok' END AS state
    FROM cells LEFT JOIN by_cell USING (cell)
),
shown AS (
    SELECT *, state IN ('ok', 'zero') AS numbered,
           state IN ('ok', 'zero', 'suppressed') AS bounded
    FROM judged
)
SELECT indicator, version, organisation, unit, period, period_start, period_end,
       NULL::VARCHAR AS age_band, NULL::VARCHAR AS sex, NULL::INTEGER AS step, state,
       provisional AND (bounded OR state = 'not_defined') AS provisional,
       false AS partial, break,
       CASE WHEN numbered THEN numerator::BIGINT END AS numerator,
       CASE WHEN bounded THEN denominator::BIGINT END AS denominator,
       CASE WHEN state = 'suppressed' THEN low::BIGINT END AS numerator_low,
       CASE WHEN state = 'suppressed' THEN high::BIGINT END AS numerator_high,
       NULL::BIGINT AS figure,
       CASE WHEN bounded THEN greatest(low, 0)::BIGINT END AS numerator_persons_low,
       CASE WHEN bounded THEN greatest(high, 0)::BIGINT END AS numerator_persons_high,
       CASE WHEN bounded AND denominator IS NOT NULL
            THEN greatest(denominator - greatest(high, 0), 0)::BIGINT END AS complement_persons_low,
       CASE WHEN bounded AND denominator IS NOT NULL
            THEN greatest(denominator - greatest(low, 0), 0)::BIGINT END AS complement_persons_high,
       CASE WHEN bounded THEN denominator::BIGINT END AS denominator_persons_low,
       CASE WHEN bounded THEN denominator::BIGINT END AS denominator_persons_high,
       bounded AND coalesce(only_atom = unit, false) AS as_delivered,
       CASE WHEN status = 'ok' THEN complete_units ELSE units_present END AS units_present,
       units_total, population_present, population_total
FROM shown
ORDER BY cell
"""
