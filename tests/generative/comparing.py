"""Both engines on one world: every column of every row, the diagnostics and what is refused."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from generative.conditions import CODELISTS
from generative.definitions import Question
from generative.worlds import Batch, Row, World
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.shapes import arrow_schema, date_column
from tvaerblik.core.deliveries import Window
from tvaerblik.core.errors import UserError
from tvaerblik.engine.compute import compute_indicator
from tvaerblik.engine.derive import derive_tables
from tvaerblik.engine.request import Computation, EngineName
from tvaerblik.store.records import StoredFile, TableSummary
from tvaerblik.store.resolve import Part, write_alive
from tvaerblik.store.snapshot import Snapshot, snapshot_of_tables

THRESHOLDS = (5, 10, 30)  # of disclosure control


@dataclass(frozen=True, slots=True)
class Answer:
    """What a pair came to: for counting."""

    numbered: bool  # some cell is defined and not zero
    refused: bool


@contextmanager
def snapshots(
    world: World, known: Catalogue, folder: Path
) -> Iterator[tuple[Catalogue, dict[EngineName, Snapshot]]]:
    """The world as each engine sees it, with stays that the engine itself has built."""
    catalogue = replace(known, codelists=CODELISTS, units=world.units)
    folder.mkdir()
    try:
        delivered = _delivered(world, catalogue, folder)
        plain = derive_tables(delivered, catalogue, folder, engine="plain")
        fast = derive_tables(delivered, catalogue, folder, engine="duckdb")
        assert_same_derived(plain, fast)
        yield catalogue, {"plain": plain, "duckdb": fast}
    finally:
        shutil.rmtree(folder)


def assert_same_derived(plain: Snapshot, fast: Snapshot) -> None:
    derived = ("hospital_stay", "ready_for_discharge", "outpatient_contact", "resident")
    for name in derived:
        exact, found = (one.read(name).to_pylist() for one in (plain, fast))
        differing = [row for row in exact if row not in found], [r for r in found if r not in exact]
        assert exact == found, f"{name}: plain alone, duckdb alone\n  {differing}"


# Deliveries ----------------------------------------------------------------------------------------


def _delivered(world: World, catalogue: Catalogue, folder: Path) -> Snapshot:
    once = {
        name: _table(catalogue, name, batches[0].rows)
        for name, batches in world.batches.items()
        if len(batches) == 1
    }
    snapshot = snapshot_of_tables(folder, once, world.covers)
    for name, batches in world.batches.items():
        if len(batches) > 1:
            path = _resolved(catalogue, name, batches, folder)
            snapshot = snapshot.with_file(name, path)
    return snapshot


def _table(catalogue: Catalogue, name: str, rows: tuple[Row, ...]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), arrow_schema(catalogue.registers[name]))


def _resolved(catalogue: Catalogue, name: str, batches: tuple[Batch, ...], folder: Path) -> Path:
    """What the store itself leaves of several deliveries, held against a dictionary by key."""
    register = catalogue.registers[name]
    assert register.window_column is not None, name
    day = date_column(register, register.window_column)
    parts = tuple(
        Part(order, _stored(catalogue, name, batch, day, folder / f"{name}-{order}.parquet"))
        for order, batch in enumerate(batches)
    )
    path = folder / f"{name}.parquet"
    write_alive(folder, parts, (), path)
    found = {_key(row, register.key): row for row in pq.read_table(path).to_pylist()}
    assert found == latest(batches, register.key, day), f"{name} resolved otherwise"
    return path


def latest(
    batches: tuple[Batch, ...], key: tuple[str, ...], day: str
) -> dict[tuple[Any, ...], Row]:
    """Rows by key: the latest delivery wins, and takes with it the days that it restates."""
    found: dict[tuple[Any, ...], Row] = {}
    for batch in batches:
        if batch.restates is not None:
            start, end = batch.restates
            found = {at: row for at, row in found.items() if not start <= row[day] < end}
        found |= {_key(row, key): row for row in batch.rows}
    return found


def _key(row: Row, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[name] for name in key)


def _stored(catalogue: Catalogue, name: str, batch: Batch, day: str, path: Path) -> TableSummary:
    register = catalogue.registers[name]
    pq.write_table(_table(catalogue, name, batch.rows), path)
    return TableSummary(
        table=name,
        rows=len(batch.rows),
        columns=tuple(column.name for column in register.columns),
        units={},
        first=None,
        last=None,
        covers=(),
        replaces=() if batch.restates is None else (Window(*batch.restates),),
        key=register.key,
        date_column=day,
        unit_column=None,
        follows=None,
        file=StoredFile(path.name, "", 0),
        removed=None,
    )


# Answers -------------------------------------------------------------------------------------------


def ask(
    question: Question, known: Catalogue, seen: dict[EngineName, Snapshot]
) -> dict[EngineName, Computation | str]:
    """What each engine says; a refusal is its sentence in both languages."""
    parts = {part.id: part for part in (*question.parts, question.indicator)}
    catalogue = replace(known, indicators=parts)
    return {engine: _one(question, catalogue, seen[engine], engine) for engine in seen}


def _one(
    question: Question, catalogue: Catalogue, snapshot: Snapshot, engine: EngineName
) -> Computation | str:
    try:
        return compute_indicator(
            question.indicator, catalogue, snapshot, question.request, engine=engine
        )
    except UserError as error:
        return f"{error.in_('da')} {error.in_('en')}"


def assert_same(plain: Computation | str, fast: Computation | str) -> Answer:
    if isinstance(plain, str) or isinstance(fast, str):
        assert plain == fast, f"refused\n  plain  {_short(plain)}\n  duckdb {_short(fast)}"
        return Answer(numbered=False, refused=True)
    assert plain.diagnostics == fast.diagnostics, (
        f"diagnostics\n  plain  {plain.diagnostics}\n  duckdb {fast.diagnostics}"
    )
    exact, found = (one.rows.table.to_pylist() for one in (plain, fast))
    names = ("organisation", "unit", "period", "age_band", "sex", "step")
    places = [[tuple(row[name] for name in names) for row in rows] for rows in (exact, found)]
    assert places[0] == places[1], _differing_places(*places)
    for one, other in zip(exact, found, strict=True):
        _assert_same_row(one, other)
    return Answer(any(row["state"] == "ok" for row in exact), refused=False)


def _short(answer: Computation | str) -> str:
    return answer if isinstance(answer, str) else f"{len(answer.rows)} rows"


def _differing_places(exact: list[Any], found: list[Any]) -> str:
    only = {
        "plain alone": sorted(set(exact) - set(found), key=str)[:5],
        "duckdb alone": sorted(set(found) - set(exact), key=str)[:5],
    }
    return f"cells {only}" if any(only.values()) else "the cells come in another order"


_BOUNDED = ("numerator", "complement", "denominator")


def _assert_same_row(exact: dict[str, Any], found: dict[str, Any]) -> None:
    differing = {
        name: (exact[name], found[name])
        for name in exact
        if "_persons_" not in name and exact[name] != found[name]
    }
    cell = " ".join(
        str(exact[name])
        for name in ("organisation", "unit", "period", "age_band", "sex", "step")
        if exact[name] is not None
    )
    assert not differing, f"{cell}: (plain, duckdb) {_dates_out(differing)}"
    masked = exact["numerator_low"] is not None
    for name in _BOUNDED:
        low, high = exact[f"{name}_persons_low"], exact[f"{name}_persons_high"]
        bounds = found[f"{name}_persons_low"], found[f"{name}_persons_high"]
        said = f"{cell}: persons of the {name}: plain {(low, high)}, duckdb {bounds}"
        if masked or low is None:
            assert (low, high) == bounds, said
        else:
            assert low == high, f"{said}: the referee is not exact"
            _assert_bounds(low, *bounds, said)


def _assert_bounds(exact: int, low: int | None, high: int | None, said: str) -> None:
    """The truth lies within the bounds, and both ends are on its side of each threshold."""
    assert low is not None and high is not None and low <= exact <= high, said
    for threshold in THRESHOLDS:
        assert (low < threshold) == (exact < threshold) == (high < threshold), said


def _dates_out(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(str(one) if isinstance(one, date) else one for one in pair)
        for name, pair in values.items()
    }
