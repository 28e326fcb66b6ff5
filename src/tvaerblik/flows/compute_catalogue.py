"""From what has been delivered to exact cells: vintage → snapshot → derived tables → every indicator."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import NotAllowed, Problem
from tvaerblik.core.periods import PERIOD_KINDS
from tvaerblik.core.permit import Permit
from tvaerblik.core.rows import AS_WAS, ResultRows
from tvaerblik.core.texts import Text
from tvaerblik.engine.compute import compute_indicator
from tvaerblik.engine.derive import derive_tables
from tvaerblik.engine.request import Computation, Diagnostics, EngineName, Request, Step
from tvaerblik.flows.check_computation import check_computation
from tvaerblik.flows.compute_value import derived_folder
from tvaerblik.flows.lawful import check_linkages
from tvaerblik.flows.statuses import check_is_computed
from tvaerblik.release.cards import ComputeWarning
from tvaerblik.store.snapshot import Cover, Snapshot
from tvaerblik.store.store import Store

Progress = Callable[[int, int, str], None]  # done, of how many, the indicator's id


@dataclass(frozen=True)
class Computed:
    """By indicator, in the catalogue's order. One for which nothing was delivered is not in it."""

    snapshot: Snapshot
    results: dict[str, ResultRows]
    steps: dict[str, tuple[Step, ...]]
    diagnostics: dict[str, Diagnostics]
    warnings: dict[str, tuple[ComputeWarning, ...]]


def compute_catalogue(
    store: Store,
    catalogue: Catalogue,
    permit: Permit,
    *,
    only: Iterable[str] | None = None,
    engine: EngineName = "duckdb",
    as_of: date | None = None,
    known_at: datetime | None = None,
    scope: str = "danmark",
    organisations: tuple[str, ...] | None = None,
    start: date | None = None,
    end: date | None = None,
    progress: Progress = lambda done, total, name: None,
) -> Computed:
    """Every cell of every unit in the scope, in the periods that deliveries reach (or start to end),
    of the indicators that are live or in preview.

    `organisations` left out: as it was, and as it will be when a change is known to come."""
    _check_permit(permit)
    indicators = _chosen(catalogue, only)
    units = catalogue.units.inside(scope)
    if organisations is None:
        organisations = (AS_WAS, *coming_organisation(catalogue, units, store))
    vintage = store.vintage(as_of=as_of, known_at=known_at)
    check_linkages(indicators, catalogue, vintage.deliveries)
    snapshot = store.snapshot(vintage)
    snapshot = derive_tables(snapshot, catalogue, derived_folder(store), engine=engine)
    found: dict[str, Computation] = {}
    for done, indicator in enumerate(indicators):
        progress(done, len(indicators), indicator.id)
        reach = delivered_days(indicator, catalogue, snapshot)
        if reach is not None:
            request = Request(
                units, PERIOD_KINDS, start or reach[0], end or reach[1], organisations
            )
            found[indicator.id] = compute_indicator(
                indicator, catalogue, snapshot, request, engine=engine
            )
    progress(len(indicators), len(indicators), "")
    return Computed(
        snapshot,
        {name: computation.rows for name, computation in found.items()},
        {name: computation.steps for name, computation in found.items()},
        {name: computation.diagnostics for name, computation in found.items()},
        check_computation([catalogue.get(name) for name in found], catalogue, snapshot),
    )


def delivered_days(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot
) -> tuple[date, date] | None:
    """From the first to the last day that any delivery covers of what the indicator counts.

    Not the people it is measured against: they are known ahead of the events, and a period without
    events yet is not one that anybody waits for."""
    covers: list[Cover] = []
    for name in catalogue.tables_behind(indicator):
        if name not in ("population", "resident"):
            for table in roots_of(name, catalogue.registers):
                covers += snapshot.covers_of(table)
    if not covers:
        return None
    return min(cover.start for cover in covers), max(cover.end for cover in covers)


def coming_organisation(
    catalogue: Catalogue, units: tuple[str, ...], store: Store
) -> tuple[str, ...]:
    """The first day of the next change of the units in scope after the last publication, if any."""
    published = [record.published for record in store.deliveries()]
    latest = max(published, default=date.min)
    days = sorted({catalogue.units.get(unit).valid_from for unit in units})
    return tuple(day.isoformat() for day in days if published and day > latest)[:1]


def _chosen(catalogue: Catalogue, only: Iterable[str] | None) -> list[Indicator]:
    if only is None:
        return [indicator for indicator in catalogue.indicators.values() if indicator.is_computed]
    chosen = [catalogue.get(name) for name in only]
    for indicator in chosen:
        check_is_computed(indicator)
    return chosen


def _check_permit(permit: Permit) -> None:
    if not permit.may_see_exact:
        raise NotAllowed(
            Problem(
                "K-PERMIT",
                Text(
                    "Uafrundede tal kræver en analytikers tilladelse.",
                    "Exact figures need an analyst's permit.",
                ),
                Text("Bed en analytiker om det.", "Ask an analyst to do it."),
            )
        )
