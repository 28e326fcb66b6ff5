"""What a vintage holds, by table and unit: the union of what its deliveries state."""

from collections.abc import Iterable
from datetime import date

from tvaerblik.store.resolve import Part
from tvaerblik.store.snapshot import Cover


def covers_of(table: str, parts: Iterable[Part]) -> tuple[Cover, ...]:
    """Merged intervals a unit, of the parts that `parts_of` left."""
    spans: dict[str | None, list[tuple[date, date]]] = {}
    for part in parts:
        for window in part.summary.covers:
            assert window.start is not None and window.end is not None, part.summary.table
            for unit in (None,) if window.units is None else window.units:
                spans.setdefault(unit, []).append((window.start, window.end))
    return tuple(
        Cover(table, unit, start, end)
        for unit in sorted(spans, key=str)
        for start, end in _merged(spans[unit])
    )


def _merged(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
