"""What is different between two releases, cell by cell, told in counts. Reads released cells only."""

# ruff: noqa: S608 - the names put into statements are a release's own columns, never input

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

import duckdb

from tvaerblik.core.cells import State
from tvaerblik.core.texts import Text
from tvaerblik.release.canonical import from_bytes
from tvaerblik.release.cards import ComputeWarning, IndicatorCard
from tvaerblik.release.cells import CELLS
from tvaerblik.release.package import TEXTS

# What makes two cells the same question.
_KEY = ("indicator", "organisation", "unit", "period_kind", "period", "age_band", "sex", "step")
# What a reader sees of a cell.
_SEEN = (
    "state",
    "provisional",
    "partial",
    "break",
    "value",
    "numerator",
    "denominator",
    "lower",
    "upper",
)

_Told = tuple[str, ComputeWarning]

# Every list of changed cells in a report is cut here; the counts are whole.
LISTED = 100


@dataclass(frozen=True, slots=True)
class StateChange:
    """`cells` cells went from one state to another; equal states: the figures in them changed."""

    before: State
    after: State
    cells: int


@dataclass(frozen=True, slots=True)
class IndicatorDiff:
    indicator: str
    version_before: str | None
    version_after: str | None
    same: int
    new: int
    gone: int
    changed: int
    states: tuple[StateChange, ...]


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """Both sides as they were released; None where there was no number to see."""

    indicator: str
    organisation: str
    unit: str
    period: str
    age_band: str | None
    sex: str | None
    step: int | None
    state_before: State
    state_after: State
    value_before: Decimal | None
    value_after: Decimal | None


@dataclass(frozen=True, slots=True)
class WarningDiff:
    """A warning about the data that one release has and the other has not."""

    indicator: str
    fate: Literal["new", "gone"]
    severity: str
    text: Text


@dataclass(frozen=True, slots=True)
class ReleaseDiff:
    before: str
    after: str
    indicators: tuple[IndicatorDiff, ...]
    cells: tuple[ChangedCell, ...]
    warnings: tuple[WarningDiff, ...] = ()

    @property
    def new(self) -> int:
        return sum(part.new for part in self.indicators)

    @property
    def gone(self) -> int:
        return sum(part.gone for part in self.indicators)

    @property
    def changed(self) -> int:
        return sum(part.changed for part in self.indicators)

    @property
    def is_same(self) -> bool:
        return self.new == self.gone == self.changed == 0


def diff_releases(before: Path, after: Path) -> ReleaseDiff:
    """Two release folders, the older first. Verify them before if their bytes are in doubt."""
    connection = duckdb.connect(":memory:", config={"threads": 2})
    try:
        for name, folder in (("before", before), ("after", after)):
            path = str(folder / CELLS).replace("'", "''")
            connection.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")
        connection.execute("SET enable_external_access = false")
        connection.execute(_PAIRS)
        return ReleaseDiff(
            before.name,
            after.name,
            tuple(_indicator_diffs(connection)),
            tuple(_changed_cells(connection)),
            tuple(_warning_diffs(before, after)),
        )
    finally:
        connection.close()


_NAMES = (*(name for name in _KEY if name != "step"), "state", "version")


def _warning_diffs(before: Path, after: Path) -> Iterator[WarningDiff]:
    old, new = _warnings(before), _warnings(after)
    fates: tuple[tuple[Literal["new", "gone"], dict[_Told, None]], ...]
    fates = (
        ("new", {told: None for told in new if told not in old}),
        ("gone", {told: None for told in old if told not in new}),
    )
    for fate, found in fates:
        for indicator, warning in found:
            yield WarningDiff(indicator, fate, warning.severity, warning.text)


def _warnings(folder: Path) -> dict[_Told, None]:
    cards = from_bytes(tuple[IndicatorCard, ...], (folder / TEXTS).read_bytes())
    return {(card.id, warning): None for card in cards for warning in card.warnings}


def _texts(side: str) -> str:
    """Texts as text: the two files have ENUMs of their own."""
    texts = ", ".join(f'"{name}"::VARCHAR AS "{name}"' for name in _NAMES)
    numbers = ", ".join(f'"{name}"' for name in ("step", *_SEEN) if name != "state")
    return f"SELECT {texts}, {numbers} FROM {side}.by_series"


_SAME_CELL = " AND ".join(f'b."{name}" IS NOT DISTINCT FROM a."{name}"' for name in _KEY)
_SAME_FIGURE = " AND ".join(f'b."{name}" IS NOT DISTINCT FROM a."{name}"' for name in _SEEN)
_PAIRS = f"""
CREATE TEMP TABLE pairs AS
SELECT {", ".join(f'coalesce(b."{name}", a."{name}") AS "{name}"' for name in _KEY)},
       b.version AS version_before, a.version AS version_after,
       b.state AS state_before, a.state AS state_after,
       b.value AS value_before, a.value AS value_after,
       CASE WHEN b.state IS NULL THEN 'new' WHEN a.state IS NULL THEN 'gone'
            WHEN {_SAME_FIGURE} THEN 'same' ELSE 'changed' END AS fate
FROM ({_texts("before")}) AS b FULL JOIN ({_texts("after")}) AS a ON {_SAME_CELL}
"""


_FATES = """
SELECT indicator, max(version_before), max(version_after),
       count(*) FILTER (fate = 'same'), count(*) FILTER (fate = 'new'),
       count(*) FILTER (fate = 'gone'), count(*) FILTER (fate = 'changed')
FROM pairs GROUP BY indicator ORDER BY indicator
"""


def _indicator_diffs(connection: duckdb.DuckDBPyConnection) -> Iterator[IndicatorDiff]:
    states: dict[str, list[StateChange]] = {}
    for indicator, before, after, cells in connection.execute(
        "SELECT indicator, state_before, state_after, count(*) FROM pairs WHERE fate = 'changed' "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall():
        states.setdefault(indicator, []).append(StateChange(State(before), State(after), cells))
    for row in connection.execute(_FATES).fetchall():
        indicator, version_before, version_after, same, new, gone, changed = row
        yield IndicatorDiff(
            indicator=indicator,
            version_before=version_before,
            version_after=version_after,
            same=same,
            new=new,
            gone=gone,
            changed=changed,
            states=tuple(states.get(indicator, ())),
        )


def _changed_cells(connection: duckdb.DuckDBPyConnection) -> Iterator[ChangedCell]:
    rows = connection.execute(
        "SELECT indicator, organisation, unit, period, age_band, sex, step, state_before, state_after, "
        "value_before, value_after FROM pairs WHERE fate = 'changed' ORDER BY ALL LIMIT ?",
        [LISTED],
    ).fetchall()
    for row in rows:
        indicator, organisation, unit, period, age_band, sex, step, before, after, *values = row
        yield ChangedCell(
            indicator=indicator,
            organisation=organisation,
            unit=unit,
            period=period,
            age_band=age_band,
            sex=sex,
            step=step,
            state_before=State(before),
            state_after=State(after),
            value_before=values[0],
            value_after=values[1],
        )
