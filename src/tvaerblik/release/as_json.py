"""One releasable row as the command line and the API answer it: the same keys, always all of them."""

from decimal import Decimal
from typing import Any

from tvaerblik.core.cells import Flag
from tvaerblik.release.rows import ReleasableRow


def value_json(row: ReleasableRow, release: str | None, vintage: str) -> dict[str, Any]:
    """`release` is None for a figure computed on request. Numbers are JSON numbers, whole ones as
    integers; without a number they are null. `bounds` is there only where the supplier printed them,
    `step` only for a week of a profile.
    """
    answer: dict[str, Any] = {
        "indicator": row.indicator,
        "version": row.version,
        "unit": row.unit,
        "period": row.period,
        "stratum": {
            name: part for name, part in (("age_band", row.age_band), ("sex", row.sex)) if part
        },
        "state": row.state.value,
        "flags": [flag.value for flag in Flag if flag in row.flags],
        "value": json_number(row.value),
        "numerator": row.numerator,
        "denominator": json_number(row.denominator),
        "lower": json_number(row.lower),
        "upper": json_number(row.upper),
        "coverage": {"units": row.units_present, "share": json_number(row.population_share)},
        "vintage": vintage,
        "release": release,
    }
    if row.step is not None:
        answer["step"] = row.step
    if row.numerator_bounds is not None:
        answer["bounds"] = list(row.numerator_bounds)
    return answer


def json_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
