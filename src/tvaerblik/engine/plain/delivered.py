"""Figures delivered ready-made: what one of them says, and what several say together."""

from dataclasses import dataclass

from tvaerblik.core.cells import State
from tvaerblik.engine.plain.logic import Row


@dataclass(frozen=True, slots=True)
class Part:
    """`low` and `high` differ where the supplier masked the number."""

    low: int
    high: int
    denominator: int | None
    is_masked: bool


def part_of(row: Row) -> Part:
    number = row["numerator"]
    if number is None:
        return Part(row["numerator_low"], row["numerator_high"], row["denominator"], True)
    return Part(number, number, row["denominator"], False)


def columns_of(parts: list[Part]) -> Row:
    """What a result row says of the sum of the parts."""
    denominator = _denominator(parts)
    if denominator == 0:
        return {"state": str(State.NOT_DEFINED)}
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    found: Row = {"denominator": denominator, **_persons(max(low, 0), max(high, 0), denominator)}
    if any(part.is_masked for part in parts):
        masked = {"state": str(State.SUPPRESSED), "numerator_low": low, "numerator_high": high}
        return found | masked
    return found | {"state": str(State.OK if low else State.ZERO), "numerator": low}


def _denominator(parts: list[Part]) -> int | None:
    total = 0
    for part in parts:
        if part.denominator is None:
            return None
        total += part.denominator
    return total


def _persons(low: int, high: int, denominator: int | None) -> Row:
    """Nobody knows the persons behind a delivered number: each counts as one."""
    found: Row = {
        "numerator_persons_low": low,
        "numerator_persons_high": high,
        "denominator_persons_low": denominator,
        "denominator_persons_high": denominator,
    }
    if denominator is not None:
        found["complement_persons_low"] = max(denominator - high, 0)
        found["complement_persons_high"] = max(denominator - low, 0)
    return found
