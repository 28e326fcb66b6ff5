"""How an indicator was computed, as a release tells it: each statement, and how many rows came of it.

Two counts that lie close tell by their difference how few were left out between them. Therefore rows
that may be persons are told rounded, and few as few.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tvaerblik.core.cpr import has_cpr
from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text

Counted = Literal["exact", "rounded", "few", "expression"]

# What only a file or a folder has in its name. A statement names tables, never where they lie
_PLACE = re.compile(r"\.parquet\b|\bread_\w+\s*\(|(?<![\w/])/(?:[\w.-]+/)+|\b[A-Za-z]:\\")


@dataclass(frozen=True, slots=True)
class StepCard:
    """`rows` is None where they are few, and where the statement only names an expression."""

    name: str
    makes: Text
    sql: str
    rows: int | None
    counted: Counted


@dataclass(frozen=True, slots=True)
class Steps:
    """Of one indicator. `grid`: rows are rounded to it, and fewer are told as few; 1 of public figures."""

    indicator: str
    grid: int
    steps: tuple[StepCard, ...]


@dataclass(frozen=True, slots=True)
class Ran:
    """A statement as it was run; `rows` None of one that only names an expression."""

    name: str
    makes: Text
    sql: str
    rows: int | None


def steps_card(indicator: str, ran: Iterable[Ran], *, grid: int) -> Steps:
    """Raises Blocked where a statement holds what is nobody else's business."""
    return Steps(indicator, grid, tuple(_card(indicator, one, grid) for one in ran))


def all_steps(found: Mapping[str, Steps]) -> tuple[Steps, ...]:
    return tuple(found[name] for name in sorted(found))


def _card(indicator: str, one: Ran, grid: int) -> StepCard:
    if has_cpr(one.sql) or _PLACE.search(one.sql):
        raise Blocked(_tells_too_much(indicator, one.name))
    rows, counted = told_rows(one.rows, grid)
    return StepCard(one.name, one.makes, one.sql, rows, counted)


def told_rows(rows: int | None, grid: int) -> tuple[int | None, Counted]:
    """What is told of a count: itself, the nearest multiple of the grid, or that it is few."""
    if rows is None:
        return None, "expression"
    if rows == 0 or grid == 1:
        return rows, "exact"
    if rows < grid:
        return None, "few"
    return (rows + grid // 2) // grid * grid, "rounded"


def _tells_too_much(indicator: str, step: str) -> Problem:
    return Problem(
        "K-STEP",
        Text(
            f"»{indicator}«: SQL'en i trinnet »{step}« ser ud til at nævne en fil, en mappe eller et "
            "personnummer og kan ikke udgives.",
            f"'{indicator}': the SQL of step '{step}' seems to name a file, a folder or a person's "
            "number and cannot be released.",
        ),
        Text(
            "Se trinnet med tvaerblik compute --explain, og ret definitionen eller kodelisten.",
            "See the step with tvaerblik compute --explain, and mend the definition or code list.",
        ),
    )
