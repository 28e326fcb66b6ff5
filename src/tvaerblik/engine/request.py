"""What an engine is asked for and what it hands back: the words both engines speak, no arithmetic."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tvaerblik.core.periods import PeriodKind
from tvaerblik.core.rows import AS_WAS, ResultRows

EngineName = Literal["duckdb", "plain"]


@dataclass(frozen=True, slots=True)
class Request:
    """Which cells. Every period of the named kinds that overlaps [start, end) is counted whole.

    Kinds that the definition does not offer are left out. An organisation is AS_WAS or an ISO date;
    a date gives rows only for units valid on that day."""

    units: tuple[str, ...]
    period_kinds: tuple[PeriodKind, ...]
    start: date
    end: date
    organisations: tuple[str, ...] = (AS_WAS,)
    strata: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """Rows of the time asked for that met the conditions: those in some cell, and why the others are in
    none. Counts only; a row that lasts counts once."""

    placed: int = 0
    unknown: int = (
        0  # a missing value left it undecided: the conditions, or a placed row's `having`
    )
    without_place: int = 0
    outside: int = 0  # a place that no requested unit holds
    before_birth: int = 0
    without_amount: int = 0  # placed rows that sum, mean and percentile leave out


@dataclass(frozen=True, slots=True)
class Step:
    """One statement as it was run, what it is for, how many rows came of it and how long it took."""

    name: str
    sql: str
    rows: int
    milliseconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Computation:
    """`steps` has every statement that was run, in order; the plain engine has none."""

    rows: ResultRows
    steps: tuple[Step, ...]
    diagnostics: Diagnostics

    @property
    def sql(self) -> tuple[str, ...]:
        return tuple(step.sql for step in self.steps)
