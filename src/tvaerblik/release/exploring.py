"""A free choice of released cells, read in one question.

Whatever is combined, only cells that the release has protected together are answered: nothing is
computed here, and nothing added up.
"""

# ruff: noqa: S608 - names are a release's own columns; what is asked for is bound to `?`

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tvaerblik.core.cells import State
from tvaerblik.core.periods import PeriodKind
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

# Sorted by indicator, organisation and time: one stretch of it for each indicator
TABLE = "by_period"

# A period that nobody has a figure for is not the newest; one whose figures are hidden is
COVERED = (State.OK, State.ZERO, State.SUPPRESSED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every combination of these. None among `age_bands` or `sexes` stands for everybody; periods
    are those that begin from `start` and before `end`, without bound where it is None."""

    indicators: tuple[str, ...]
    units: tuple[str, ...]
    period_kind: PeriodKind
    age_bands: tuple[str | None, ...]
    sexes: tuple[str | None, ...]
    organisations: tuple[str, ...]
    start: date | None = None
    end: date | None = None


def cells_of(release: Release, wanted: Wanted) -> tuple[ReleasableRow, ...]:
    """As they lie. What the release has no cell for is not among them; names that no cell has are
    no mistake here. A profile's weeks are left out: they are no figure of the whole period."""
    condition, values = _condition_of(wanted)
    return tuple(row for batch in release.select(TABLE, condition, values) for row in batch)


def newest_cells(release: Release, wanted: Wanted) -> tuple[ReleasableRow, ...]:
    """Those of the newest period before `end` that anybody of the chosen has a figure for."""
    condition, values = _condition_of(replace(wanted, start=None))
    states = ", ".join(f"'{state}'" for state in COVERED)
    newest = f"(SELECT max(period_start) FROM {TABLE} WHERE {condition} AND state IN ({states}))"
    rows = release.select(TABLE, f"{condition} AND period_start = {newest}", [*values, *values])
    return tuple(row for batch in rows for row in batch)


def _condition_of(wanted: Wanted) -> tuple[str, list[object]]:
    values: list[object] = []
    tests = [
        _one_of("indicator", wanted.indicators, values),
        _one_of("organisation", wanted.organisations, values),
        _one_of("period_kind", (wanted.period_kind,), values),
        _one_of("unit", wanted.units, values),
        _one_of("age_band", wanted.age_bands, values),
        _one_of("sex", wanted.sexes, values),
        '"step" IS NULL',
    ]
    for sign, bound in ((">=", wanted.start), ("<", wanted.end)):
        if bound is not None:
            tests.append(f'"period_start" {sign} ?')
            values.append(bound)
    return " AND ".join(tests), values


def _one_of(column: str, names: Sequence[str | None], values: list[object]) -> str:
    """TRY_CAST: a name that is not among the ENUM's values is that of no cell. Compared as ENUM and
    not as text, so that row groups are skipped."""
    known = [name for name in names if name is not None]
    values.extend(known)
    places = ", ".join(f'TRY_CAST(? AS "{column}_text")' for _ in known)
    tests = [f'"{column}" IN ({places})'] if known else []
    tests += [f'"{column}" IS NULL'] if None in names else []
    return f"({' OR '.join(tests)})" if tests else "FALSE"
