"""The frame: every unit and period asked for, what it is made of and whether that has come."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period, month_of, periods_between
from tvaerblik.core.rows import AS_WAS
from tvaerblik.engine.fast.coverage import AtomStatus
from tvaerblik.engine.request import Request


class AnyCoverage(Protocol):
    def of(self, unit: str, period: Period) -> AtomStatus: ...


# From a unit and a day to what its figure is added up from
Expand = Callable[[str, date], Iterable[str]]
Months = Callable[[Period], list[Period]]


@dataclass(frozen=True, slots=True)
class Part:
    """One municipality (or reporting unit) in one month of a cell."""

    month: int
    atom: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit in a period, before strata. `parts` are the settled ones only; `atoms` all of them.

    state OK means there are numbers to count."""

    organisation: str
    unit: str
    period: Period
    state: State
    parts: tuple[Part, ...] = ()
    atoms: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    provisional: bool = False


class Organisation:
    """Who belongs to whom on a day, as it was or as it stood on one date."""

    def __init__(self, name: str, units: UnitRegister, expand: Expand) -> None:
        self.name, self._units, self._expand = name, units, expand
        self._fixed = None if name == AS_WAS else date.fromisoformat(name)
        days = {unit.valid_from for unit in units.units.values()}
        days |= {unit.valid_to for unit in units.units.values() if unit.valid_to}
        days |= {membership.valid_from for membership in units.memberships}
        days |= {membership.valid_to for membership in units.memberships if membership.valid_to}
        self._changes = sorted(days)
        self._known: dict[tuple[str, int], frozenset[str]] = {}

    def has(self, unit: str) -> bool:
        """Whether the unit gets rows at all."""
        if self._fixed is not None and not self._units.get(unit).valid_on(self._fixed):
            return False
        return any(self._on(unit, day) for day in self._changes)

    def members(self, unit: str, day: date) -> frozenset[str]:
        """Empty where the unit does not exist on the day."""
        return self._on(unit, self._fixed or day)

    def _on(self, unit: str, day: date) -> frozenset[str]:
        # Nothing changes between two dates of the register, so a unit is looked up once a stretch
        key = (unit, bisect_right(self._changes, day))
        if key not in self._known:
            exists = self._units.get(unit).valid_on(day)
            self._known[key] = frozenset(self._expand(unit, day) if exists else ())
        return self._known[key]


def periods_asked(indicator: Indicator, request: Request) -> tuple[Period, ...]:
    return tuple(
        period
        for kind in request.period_kinds
        if kind in indicator.periods
        for period in periods_between(kind, request.start, request.end)
    )


def build_cells(
    units: UnitRegister,
    wanted: tuple[str, ...],
    organisations: tuple[str, ...],
    periods: tuple[Period, ...],
    coverage: AnyCoverage,
    *,
    expand: Expand,
    months: Months | None = None,
) -> list[Cell]:
    """One cell a wanted unit and period, organisation by organisation, in that order. `months`: those
    whose organisation decides; a period's own where nothing is said."""
    deciding = months or months_of
    cells = []
    for name in organisations:
        organisation = Organisation(name, units, expand)
        for unit in wanted:
            if organisation.has(unit):
                cells += [
                    _cell(organisation, unit, period, coverage, deciding(period))
                    for period in periods
                ]
    return cells


def months_of(period: Period) -> list[Period]:
    """The months a period lies in: a day belongs to the organisation of its month's first day."""
    return list(period.months()) or [month_of(period.start)]


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _cell(
    organisation: Organisation,
    unit: str,
    period: Period,
    coverage: AnyCoverage,
    months: list[Period],
) -> Cell:
    by_month = {
        month_number(month.start): organisation.members(unit, month.start) for month in months
    }
    if not all(by_month.values()):
        return Cell(organisation.name, unit, period, State.NOT_COLLECTED)
    atoms = frozenset[str]().union(*by_month.values())
    status = {atom: coverage.of(atom, period) for atom in atoms}
    present = frozenset(atom for atom in atoms if status[atom].state == State.OK)
    parts = tuple(
        Part(month, atom)
        for month, members in by_month.items()
        for atom in sorted(members & present)
    )
    return Cell(
        organisation.name,
        unit,
        period,
        state=_together({status[atom].state for atom in atoms}),
        parts=parts,
        atoms=atoms,
        present=present,
        provisional=any(status[atom].provisional for atom in present),
    )


def _together(states: set[State]) -> State:
    """What a unit is when its municipalities are these: one that is not settled holds it back,
    one that did not deliver does not."""
    for state in (State.NOT_SETTLED, State.OK, State.NOT_DELIVERED):
        if state in states:
            return state
    return State.NOT_COLLECTED
