"""Released cells by hand, for what a page must say of each state."""

from datetime import date
from decimal import Decimal
from typing import Any

from tvaerblik.core.cells import State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.release.rows import ReleasableRow


def cell(state: State = State.OK, **changes: Any) -> ReleasableRow:
    """A month of Klynge Midt: 12 of 40, unless something else is said."""
    numbered = state in (State.OK, State.ZERO)
    values: dict[str, Any] = {
        "indicator": "indlaeggelser-pr-1000",
        "version": "1.0.0",
        "organisation": AS_WAS,
        "unit": "sundhedsklynge-nordjylland-midt",
        "period_kind": "month",
        "period": "2026-03",
        "period_start": date(2026, 3, 1),
        "period_end": date(2026, 4, 1),
        "age_band": None,
        "sex": None,
        "step": None,
        "state": state,
        "flags": frozenset(),
        "value": Decimal("0.3") if numbered else None,
        "numerator": 12 if numbered else None,
        "denominator": Decimal(40) if numbered else None,
        "lower": Decimal("0.181") if numbered else None,
        "upper": Decimal("0.454") if numbered else None,
        "numerator_bounds": None,
        "units_present": 2,
        "units_total": 2,
        "population_share": Decimal(1),
    }
    return ReleasableRow(**{**values, **changes})
