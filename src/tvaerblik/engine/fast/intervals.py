"""Rows that last: cut at the borders of slots, or asked night by night."""

from datetime import datetime
from typing import Any

import ibis
import pyarrow as pa

from tvaerblik.catalogue.language import Counted, DaysInPeriod, Stock
from tvaerblik.catalogue.registers import Register
from tvaerblik.engine.fast.amounts import amount_of
from tvaerblik.engine.fast.slots import Slots

NIGHTS, SLOTS = "nights", "slots"
_NEVER = datetime(9999, 1, 1)


def tables_beside(measure: Counted, slots: Slots) -> dict[str, pa.Table]:
    """Small tables that the expression of a measure's rows reads beside those of the snapshot: hold
    them in the session under these names before the rows are made."""
    if isinstance(measure, Stock):
        return {NIGHTS: slots.nights(last_only=measure.at == "last_day")}
    return {SLOTS: slots.table()} if isinstance(amount_of(measure), DaysInPeriod) else {}


def in_force(rows: Any, starts: str, ends: str, slots: Slots) -> Any:
    """Rows that can be in force on some day of the slots, by the dates of both ends. A missing end
    has not come."""
    ended = rows[ends]
    return rows.filter(rows[starts] < slots.end, ended.isnull() | (ended >= slots.start))


def night_by_night(rows: Any, measure: Stock, register: Register, slots: Slots) -> Any:
    """Each row with each night it is in force: row_day, row_slot. Rule 22 of ADR 0011."""
    nights = _beside(NIGHTS, slots.nights(last_only=True).schema)
    nights = nights.select(row_day=nights.day, row_slot=nights.slot, row_night=nights["at"])
    begun = rows[measure.of.date] <= _asked_at(nights, measure.of.date, register)
    over = _or_never(rows[measure.until]) > _asked_at(nights, measure.until, register)
    return rows.inner_join(nights, [begun, over])


def _asked_at(nights: Any, moment: str, register: Register) -> Any:
    column = register.column(moment)
    return nights.row_night if column is not None and column.type == "instant" else nights.row_day


def slot_by_slot(rows: Any, starts: str, ends: str, slots: Slots) -> Any:
    """Each row with each slot it has days in: row_day (the first of them), row_slot, row_amount (how
    many). An end before the start gives no days."""
    beside = _beside(SLOTS, slots.table().schema)
    beside = beside.select(row_slot=beside.slot, row_first=beside.first, row_after=beside.after)
    started, ended = rows[starts], _or_never(rows[ends])
    rows = rows.filter(started < ended)
    pairs = rows.inner_join(beside, [started < beside.row_after, ended > beside.row_first])
    first = ibis.greatest(pairs[starts], pairs.row_first)
    after = ibis.least(_or_never(pairs[ends]), pairs.row_after)
    return pairs.mutate(row_day=first, row_amount=after.delta(first, unit="day").cast("int64"))


def _or_never(ended: Any) -> Any:
    # A value, not «or null»: two plain comparisons make a range join, a choice compares all with all
    return ended.fill_null(ibis.literal(_NEVER, type=ended.type()))


def _beside(name: str, schema: pa.Schema) -> Any:
    return ibis.table(ibis.Schema.from_pyarrow(schema), name=name)
