"""The front door: one indicator, one snapshot, one engine."""

from collections.abc import Callable

from tvaerblik.catalogue.language import Composed, Indicator, Reported
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast import composed as fast_composed
from tvaerblik.engine.fast import computed as fast_computed
from tvaerblik.engine.fast import reported as fast_reported
from tvaerblik.engine.plain import composed as plain_composed
from tvaerblik.engine.plain import computed as plain_computed
from tvaerblik.engine.plain import reported as plain_reported
from tvaerblik.engine.refusals import too_large_refused
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

    The snapshot must have its derived tables (derive_tables). Raises DefinitionError for what no
    engine computes."""
    compute = _ENGINES[engine][_manner(indicator)]
    try:
        return compute(indicator, catalogue, snapshot, request)
    except OverflowError as error:
        raise too_large_refused(indicator.id) from error


def _manner(indicator: Indicator) -> str:
    if isinstance(indicator.measure, Reported):
        return "reported"
    return "composed" if isinstance(indicator.measure, Composed) else "counted"


_Compute = Callable[[Indicator, Catalogue, Snapshot, Request], Computation]
_ENGINES: dict[EngineName, dict[str, _Compute]] = {
    "duckdb": {
        "counted": fast_computed.compute,
        "composed": fast_composed.compute,
        "reported": fast_reported.compute,
    },
    "plain": {
        "counted": plain_computed.compute,
        "composed": plain_composed.compute,
        "reported": plain_reported.compute,
    },
}
