"""Exact results drawn by hand, for tests of disclosure control."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from tvaerblik.catalogue.language import Indicator
from tvaerblik.core.periods import parse_period
from tvaerblik.core.rows import AS_WAS, RESULT_SCHEMA, ResultRows

DEFINITIONS = Path(__file__).parents[2] / "definitions"


def result_rows(indicator: Indicator, *cells: dict[str, Any]) -> ResultRows:
    """Each cell names what is special about it. Persons not named are exactly the counted rows."""
    records = [_record(indicator, dict(cell)) for cell in cells]
    return ResultRows(pa.Table.from_pylist(records, RESULT_SCHEMA), "drawn")


def _record(indicator: Indicator, cell: dict[str, Any]) -> dict[str, Any]:
    period = parse_period(cell.pop("period", "2026-03"))
    state = cell.pop("state", "ok")
    numerator, denominator = cell.pop("numerator", None), cell.pop("denominator", None)
    record: dict[str, Any] = {
        **dict.fromkeys(RESULT_SCHEMA.names),
        "indicator": indicator.id,
        "version": indicator.version,
        "organisation": AS_WAS,
        "unit": "kommune-0851",
        "period": period.id,
        "period_start": period.start,
        "period_end": period.end,
        "state": state,
        **dict.fromkeys(("provisional", "partial", "break", "as_delivered"), False),
        "numerator": numerator,
        "denominator": denominator,
        "units_present": 1,
        "units_total": 1,
        "population_present": 1000,
        "population_total": 1000,
    }
    persons_unknown = cell.pop("persons_unknown", False)
    if state in ("ok", "zero") and not persons_unknown:
        _give_persons(record, numerator, denominator)
    for what in ("numerator", "complement", "denominator"):
        bounds = cell.pop(f"{what}_persons", None)
        if bounds is not None:
            low, high = bounds if isinstance(bounds, tuple) else (bounds, bounds)
            record[f"{what}_persons_low"], record[f"{what}_persons_high"] = low, high
    assert cell.keys() <= record.keys(), cell
    return record | cell


def _give_persons(record: dict[str, Any], numerator: int, denominator: int | None) -> None:
    for side in ("low", "high"):
        record[f"numerator_persons_{side}"] = numerator
        if denominator is not None:
            record[f"denominator_persons_{side}"] = denominator
            record[f"complement_persons_{side}"] = max(denominator - numerator, 0)
