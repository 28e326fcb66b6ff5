"""The front door: one indicator, one snapshot, one engine."""

from tvaerblik.catalogue.language import Composed, Counted, Indicator, Proportion, Rate, Reported
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast import computed as fast_computed
from tvaerblik.engine.fast import reported as fast_reported
from tvaerblik.engine.plain import composed as plain_composed
from tvaerblik.engine.plain import computed as plain_computed
from tvaerblik.engine.plain import reported as plain_reported
from tvaerblik.engine.refusals import measure_refused
from tvaerblik.engine.request import Computation, EngineName, Request
from tvaerblik.store.snapshot import Snapshot


def compute_indicator(
    indicator: Indicator,
    catalogue: Catalogue,
    snapshot: Snapshot,
    request: Request,
    *,
    engine: EngineName = "duckdb",
) -> Computation:
    """Every cell asked for, those without numbers included, each with its state.

    The snapshot must have its derived tables (derive_tables)."""
    if isinstance(indicator.measure, Reported):
        compute = plain_reported.compute if engine == "plain" else fast_reported.compute
    elif isinstance(indicator.measure, Composed) and engine == "plain":
        compute = plain_composed.compute
    elif isinstance(indicator.measure, Counted) and engine == "plain":
        compute = plain_computed.compute
    elif isinstance(indicator.measure, Rate | Proportion):
        compute = plain_computed.compute if engine == "plain" else fast_computed.compute
    else:
        raise measure_refused(indicator.measure)
    return compute(indicator, catalogue, snapshot, request)
