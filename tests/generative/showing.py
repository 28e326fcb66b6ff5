"""A world and its questions as a person can read and draw them again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from generative.definitions import Question
from generative.seasons import DENMARK
from generative.worlds import Row, World
from tvaerblik.catalogue.language import Indicator

_SHOWN = (
    "measure",
    "attribute",
    "settle_days",
    "lag_days",
    "look_back_days",
    "periods",
    "grain",
    "breakdowns",
    "standardise",
)


def shown_question(question: Question) -> str:
    parts = [f"  {_shown_indicator(part)}" for part in (question.indicator, *question.parts)]
    return "\n".join((*parts, f"  {question.request}"))


def _shown_indicator(indicator: Indicator) -> str:
    said = (f"{name}={getattr(indicator, name)!r}" for name in _SHOWN)
    return f"{indicator.id}: " + "\n    ".join(said)


def shown_world(world: World) -> str:
    """Tables as specs draw them; what is covered; who belongs to whom is in `seasons`."""
    lines = [f"season from {world.season.start}"]
    lines += [f"  {one.group} has {one.member} {_span(one)}" for one in _joining(world)]
    for name, batches in world.batches.items():
        for number, batch in enumerate(batches):
            if batch.rows or batch.restates:
                again = "" if number == 0 else f", delivered again, restates {batch.restates}"
                lines += [f"{name}{again}", *_drawn(batch.rows)]
    lines += [f"covered: {shown}" for shown in _covers(world)]
    return "\n".join(lines)


def _covers(world: World) -> Iterator[str]:
    """Only where something is not covered throughout."""
    far = timedelta(days=1000)
    for cover in world.covers:
        always = cover.start < world.season.start - far and cover.end > world.season.end + far
        if cover.unit is not None or not always:
            yield f"{cover.table} {cover.unit or 'all units'} {cover.start} {cover.end}"
    missing = set(world.batches) - {cover.table for cover in world.covers}
    yield f"never: {', '.join(sorted(missing)) or 'nothing'}; all others always"


def _joining(world: World) -> list[Any]:
    return [one for one in world.units.memberships if one.valid_from > date(2007, 1, 1)]


def _span(one: Any) -> str:
    return f"from {one.valid_from}" + ("" if one.valid_to is None else f" to {one.valid_to}")


def _drawn(rows: tuple[Row, ...]) -> Iterator[str]:
    names = [name for name in (rows[0] if rows else ()) if not name.endswith("_date")]
    yield "  " + " | ".join(names)
    for row in rows:
        yield "  " + " | ".join(_cell(row[name]) for name in names)


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, datetime):
        local = value.replace(tzinfo=UTC).astimezone(DENMARK)
        return f"{local:%Y-%m-%d %H:%M}{'b' if local.fold else ''}"
    return str(value)
