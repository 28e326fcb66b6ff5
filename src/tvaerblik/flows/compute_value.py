"""One figure from the store, on request: snapshot → compute just that → disclosure control.

What the command line's `value --as-of` and `--known-at` answer. The site and the API answer releases.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.cells import State
from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.periods import Period, parse_period
from tvaerblik.core.permit import Permit
from tvaerblik.core.rows import AS_WAS, ResultRows
from tvaerblik.core.texts import Text
from tvaerblik.engine.compute import compute_indicator
from tvaerblik.engine.derive import derive_tables
from tvaerblik.engine.request import Request
from tvaerblik.flows.build_release import check_protectable, disclose
from tvaerblik.flows.lawful import check_linkages
from tvaerblik.flows.statuses import check_is_computed
from tvaerblik.release.as_json import value_json
from tvaerblik.release.policy import PLATFORM_POLICY, DisclosurePolicy
from tvaerblik.release.rows import ReleasableRow, row_without_number
from tvaerblik.release.texts import tables_of
from tvaerblik.store.records import Vintage
from tvaerblik.store.store import Store

__all__ = ["compute_value", "value_json", "vintage_of_value"]

STRATA = ("age_band", "sex")


def compute_value(
    store: Store,
    catalogue: Catalogue,
    permit: Permit,
    indicator: str,
    unit: str,
    period: str,
    *,
    stratum: Mapping[str, str] | None = None,
    as_of: date | None = None,
    known_at: datetime | None = None,
    organisation: str = AS_WAS,
    policy: DisclosurePolicy = PLATFORM_POLICY,
) -> ReleasableRow:
    """The cell as a release would show it; `permit` says for whom, any role will do.

    as_of: with the deliveries published by that day; known_at: with those received by that time.
    Raises Blocked for a figure about real persons, as a release does, and for an indicator that is
    not computed.
    """
    definition = catalogue.get(indicator)
    check_is_computed(definition)
    asked, chosen = parse_period(period), check_stratum(stratum or {})
    catalogue.units.get(unit)
    vintage = vintage_of_value(store, catalogue, indicator, as_of=as_of, known_at=known_at)
    tables = tables_of(definition, catalogue)
    delivered = {summary.table for record in vintage.deliveries for summary in record.tables}
    if not delivered.issuperset(tables):
        return _without_number(State.NOT_DELIVERED, definition, unit, asked, chosen, organisation)
    check_linkages((definition,), catalogue, vintage.deliveries)
    check_protectable(definition, catalogue, _synthetic(vintage), vintage.deliveries)
    rows = _computed(store, catalogue, vintage, definition, unit, asked, organisation, bool(chosen))
    disclosed = disclose(rows, definition, catalogue, policy).rows
    for row in disclosed:
        if all(getattr(row, name) == chosen.get(name) for name in STRATA):
            return row
    return _without_number(State.NOT_COLLECTED, definition, unit, asked, chosen, organisation)


def vintage_of_value(
    store: Store,
    catalogue: Catalogue,
    indicator: str,
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> Vintage:
    """The deliveries that a value rests on: those of the indicator's own tables."""
    tables = tables_of(catalogue.get(indicator), catalogue)
    return store.vintage(tables, as_of=as_of, known_at=known_at)


def check_stratum(stratum: Mapping[str, str]) -> dict[str, str]:
    """Raises NotKnown for a breakdown that does not exist; a value of it that does not, answers
    `not_collected`."""
    for name in stratum:
        if name not in STRATA:
            raise NotKnown(
                Problem(
                    "K-STRATUM",
                    Text(f"Der er ingen opdeling »{name}«.", f"There is no breakdown '{name}'."),
                    Text("Brug age_band=… eller sex=….", "Use age_band=… or sex=…."),
                )
            )
    return dict(stratum)


def _computed(
    store: Store,
    catalogue: Catalogue,
    vintage: Vintage,
    definition: Indicator,
    unit: str,
    period: Period,
    organisation: str,
    strata: bool,
) -> ResultRows:
    snapshot = store.snapshot(vintage, tables_of(definition, catalogue))
    snapshot = derive_tables(snapshot, catalogue, derived_folder(store))
    request = Request(
        units=(unit,),
        period_kinds=(period.kind,),
        start=period.start,
        end=period.end,
        organisations=(organisation,),
        strata=strata,
    )
    return compute_indicator(definition, catalogue, snapshot, request).rows


def derived_folder(store: Store) -> Path:
    return store.home.store / "derived"


def _synthetic(vintage: Vintage) -> frozenset[str]:
    return frozenset(
        summary.table
        for record in vintage.deliveries
        if record.synthetic
        for summary in record.tables
    )


def _without_number(
    state: State,
    definition: Indicator,
    unit: str,
    period: Period,
    stratum: Mapping[str, str],
    organisation: str,
) -> ReleasableRow:
    return row_without_number(
        state,
        indicator=definition.id,
        version=definition.version,
        unit=unit,
        period=period,
        age_band=stratum.get("age_band"),
        sex=stratum.get("sex"),
        organisation=organisation,
    )
