"""The engine against hand-written SQL and against the bare scan, interleaved in one run."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.expert import EXPERT, SCAN
from bench.world import ROOT
from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.rows import AS_WAS
from tvaerblik.engine.compute import compute_indicator
from tvaerblik.engine.derive import derive_tables
from tvaerblik.engine.request import Request
from tvaerblik.store.snapshot import Snapshot
from tvaerblik.store.store import Store

START, END = date(2023, 1, 1), date(2026, 11, 1)


def measure(store: Store, *, persons: int, rounds: int) -> str:
    """RESULTS.md: medians of paired ratios over the rounds."""
    catalogue = load_catalogue(ROOT / "definitions")
    snapshot = needed(store.snapshot(store.vintage()), catalogue)
    cells = 0
    seconds: dict[str, list[float]] = {"engine": [], "expert": [], "scan": []}
    for _ in range(rounds):
        elapsed, cells = _timed_engine(snapshot, catalogue)
        seconds["engine"].append(elapsed)
        seconds["expert"].append(_timed(lambda: _run(snapshot, tuple(EXPERT.values()))))
        seconds["scan"].append(_timed(lambda: _run(snapshot, SCAN)))
    return _report(seconds, cells=cells, persons=persons, rounds=rounds)


def needed(snapshot: Snapshot, catalogue: Catalogue) -> Snapshot:
    """What the indicators measured rest on: registers that nothing here counts are not derived."""
    tables = {
        root
        for name in EXPERT
        for table in catalogue.get(name).tables
        for root in roots_of(table, catalogue.registers)
    }
    return replace(snapshot, files={name: snapshot.files[name] for name in sorted(tables)})


def _timed_engine(snapshot: Snapshot, catalogue: Catalogue) -> tuple[float, int]:
    """Derived stays and the four indicators at every level, from nothing."""
    folder = Path(tempfile.mkdtemp())
    started, cells = time.perf_counter(), 0
    derived = derive_tables(snapshot, catalogue, folder)
    units = catalogue.units.inside("region-nordjylland")
    request = Request(units, ("month", "quarter", "year"), START, END, (AS_WAS,))
    for name in EXPERT:
        cells += len(compute_indicator(catalogue.get(name), catalogue, derived, request).rows)
    elapsed = time.perf_counter() - started
    shutil.rmtree(folder)
    return elapsed, cells


def _run(snapshot: Snapshot, statements: tuple[str, ...]) -> None:
    connection = snapshot.connect()
    for statement in statements:
        connection.execute(statement).to_arrow_table()
    connection.close()


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _report(seconds: dict[str, list[float]], *, cells: int, persons: int, rounds: int) -> str:
    def ratio(above: str, below: str) -> float:
        return statistics.median(a / b for a, b in zip(seconds[above], seconds[below], strict=True))

    lines = [
        "## Engine",
        "",
        f"{persons:,} persons, 46 months, four indicators, 2 threads, {rounds} interleaved rounds.",
        "",
        "| what | best, s | ratio to hand-written SQL | ratio to the bare scan |",
        "|---|---|---|---|",
    ]
    names = {
        "engine": f"engine: stays once, {cells:,} cells at every level with states, coverage and persons",
        "expert": "hand-written DuckDB SQL: own stays each time, the finest grain only",
        "scan": "bare scan of the columns needed (the physical limit)",
    }
    for key, name in names.items():
        lines.append(
            f"| {name} | {min(seconds[key]):.2f} | {ratio(key, 'expert'):.2f} | {ratio(key, 'scan'):.1f} |"
        )
    return "\n".join([*lines, ""])
