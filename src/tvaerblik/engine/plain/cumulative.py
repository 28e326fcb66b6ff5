"""A running total as what came in a period: the last level in it less the last one before it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from tvaerblik.engine.plain.delivered import Part, part_of
from tvaerblik.engine.plain.logic import Row

Stretch = tuple[date, date]  # from the first day up to but without the second


@dataclass(frozen=True, slots=True)
class Growth:
    """What one unit's running total came to. `part` None: there was none before to take away."""

    part: Part | None


def growth_of(
    levels: dict[date, Row], stretches: list[Stretch], is_covered: Callable[[date], bool]
) -> Growth | None:
    """Over the stretches in which the unit belongs to the group. None: a level did not come."""
    parts: list[Part | None] = []
    for start, end in stretches:
        inside = max((day for day in levels if start <= day < end), default=None)
        if inside is None or not is_covered(inside):
            return None
        before = max((day for day in levels if day < start), default=None)
        parts.append(None if before is None else _less(levels[inside], levels[before]))
    known = [part for part in parts if part is not None]
    return Growth(_joined(known) if len(known) == len(parts) else None)


def _less(last: Row, first: Row) -> Part:
    """Bounds crosswise: the least that can have come is the lowest last less the highest first."""
    now, then = part_of(last), part_of(first)
    is_masked = now.is_masked or then.is_masked
    return Part(now.low - then.high, now.high - then.low, now.denominator, is_masked)


def _joined(parts: list[Part]) -> Part:
    """Of one unit, so its people are those of the last stretch alone."""
    return Part(
        sum(part.low for part in parts),
        sum(part.high for part in parts),
        parts[-1].denominator,
        any(part.is_masked for part in parts),
    )


def stretches_of(days: list[date]) -> Iterator[Stretch]:
    """Days in order as unbroken stretches."""
    start = previous = None
    for day in days:
        if start is None or previous is None:
            start = day
        elif (day - previous).days > 1:
            yield start, date.fromordinal(previous.toordinal() + 1)
            start = day
        previous = day
    if start is not None and previous is not None:
        yield start, date.fromordinal(previous.toordinal() + 1)
