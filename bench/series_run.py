"""Assessing the series of a release against computing its cells, and 200,000 series by themselves."""

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import numpy as np

from bench.engine_run import END, START, needed
from bench.expert import EXPERT
from bench.world import ROOT
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.rows import AS_WAS, ResultRows
from tvaerblik.engine.compute import compute_indicator
from tvaerblik.engine.derive import derive_tables
from tvaerblik.engine.request import Request
from tvaerblik.release.assessments import assess_rows
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.policy import PLATFORM_POLICY
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.release.texts import indicator_card
from tvaerblik.statistics import Point, Series, assess
from tvaerblik.store.store import Store

NATIONAL_SERIES = 200_000
MONTHS = 46


def measure(store: Store, *, persons: int) -> str:
    catalogue = load_catalogue(ROOT / "definitions")
    results, computing = _computed(store, catalogue)
    cells = sum(len(rows) for rows in results.values())
    series = list(_series(results, catalogue))
    assessing = _timed_assessments(series)
    points = sum(len(rows) for _, rows in series)
    national = _timed_national()
    rows = (
        ("computing the cells (2 threads)", f"{cells:,} cells", computing, cells),
        (
            "assessing their monthly series",
            f"{len(series):,} series, {points:,} points",
            assessing,
            len(series),
        ),
        (
            f"assessing series of {MONTHS} months, none hidden",
            f"{NATIONAL_SERIES:,} series",
            national,
            NATIONAL_SERIES,
        ),
    )
    lines = [
        "## Series",
        "",
        f"{persons:,} persons, four indicators, every month, unit, age and sex: one core assesses.",
        "",
        "| what | how many | s | each, ms | ratio to computing |",
        "|---|---|---|---|---|",
    ]
    for what, many, seconds, n in rows:
        ratio = f"{seconds / computing:.2f}" if n != NATIONAL_SERIES else ""
        lines.append(f"| {what} | {many} | {seconds:.2f} | {1000 * seconds / n:.3f} | {ratio} |")
    return "\n".join([*lines, ""])


def _computed(store: Store, catalogue: Catalogue) -> tuple[dict[str, ResultRows], float]:
    snapshot = needed(store.snapshot(store.vintage()), catalogue)
    folder = Path(tempfile.mkdtemp())
    started = time.perf_counter()
    derived = derive_tables(snapshot, catalogue, folder)
    units = catalogue.units.inside("region-nordjylland")
    request = Request(units, ("month", "quarter", "year"), START, END, (AS_WAS,))
    found = {
        name: compute_indicator(catalogue.get(name), catalogue, derived, request).rows
        for name in EXPERT
    }
    elapsed = time.perf_counter() - started
    shutil.rmtree(folder)
    return found, elapsed


def _series(
    results: dict[str, ResultRows], catalogue: Catalogue
) -> Iterator[tuple[IndicatorCard, list[ReleasableRow]]]:
    """Every monthly series of released cells: each unit, age band and sex."""
    for name, computed in results.items():
        indicator = catalogue.get(name)
        card = indicator_card(indicator, catalogue, synthetic=frozenset(), coverage=())
        released = apply_disclosure_control(
            computed, indicator, PLATFORM_POLICY, already_public=False
        ).rows
        monthly = sorted((row for row in released if row.period_kind == "month"), key=_place)
        for _, rows in groupby(monthly, key=lambda row: _place(row)[:-1]):
            yield card, list(rows)


def _place(row: ReleasableRow) -> tuple[str, str, str, str]:
    return row.unit, row.age_band or "", row.sex or "", row.period


def _timed_assessments(series: Iterable[tuple[IndicatorCard, list[ReleasableRow]]]) -> float:
    started = time.perf_counter()
    for card, rows in series:
        assess_rows(rows, card)
    return time.perf_counter() - started


def _timed_national() -> float:
    """Shares, rates and counts in equal parts, drawn beforehand a thousand at a time."""
    rng = np.random.default_rng(1)
    kinds = [_shares(rng), _rates(rng), _counts(rng)]
    drawn = [one for kind in kinds for one in kind]
    rounds, rest = divmod(NATIONAL_SERIES, len(drawn))
    started = time.perf_counter()
    for _ in range(rounds):
        for one in drawn:
            assess(one, polarity="lower")
    for one in drawn[:rest]:
        assess(one, polarity="lower")
    return time.perf_counter() - started


def _shares(rng: np.random.Generator) -> list[Series]:
    found = []
    for events in rng.binomial(300, 0.2, size=(1000, MONTHS)):
        points = [Point(str(i), x / 300, numerator=x, denominator=300.0) for i, x in _told(events)]
        found.append(Series(tuple(points), chart="p'", bounds=(0.0, 1.0)))
    return found


def _rates(rng: np.random.Generator) -> list[Series]:
    found = []
    for events in rng.poisson(40, size=(1000, MONTHS)):
        points = [Point(str(i), x / 5.0, numerator=x, denominator=5000.0) for i, x in _told(events)]
        found.append(Series(tuple(points), chart="u'", multiplier=1000.0))
    return found


def _counts(rng: np.random.Generator) -> list[Series]:
    found = []
    for events in rng.poisson(60, size=(1000, MONTHS)):
        points = [Point(str(i), float(x), length=(28 + i % 4) / 30) for i, x in _told(events)]
        found.append(Series(tuple(points)))
    return found


def _told(events: np.ndarray) -> list[tuple[int, int]]:
    return list(enumerate(events.tolist()))
