"""Accepted or held: a pure function of the set of deliveries, so that order of arrival does not matter.

Publications of a source are walked in order. Each is compared with the latest earlier accepted one; what
that one had and this one lacks holds it back, and the figures before it stay. A total that still adds up
does not save it. A person's override takes a delivery in, and the next is compared with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from tvaerblik.catalogue.registers import SourceCard
from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.deliveries import Window
from tvaerblik.core.texts import Text
from tvaerblik.intake import remarks
from tvaerblik.intake.emptied import KnownMonths
from tvaerblik.store.months import first_day
from tvaerblik.store.records import (
    CONTRADICTED,
    UNLINKED,
    DeliveryRecord,
    Remark,
    TableSummary,
    Verdict,
)

# Below this a municipality may by chance have no event in a month; at it the chance is e^-20.
CERTAIN_ROWS = 20
# A month with five times the rows, or a fifth, is not the weather. It is said, not refused.
JUMP = 5
# Persons without a usable number are a few in ten thousand; one row in twenty is a broken column.
MOST_UNLINKED = 0.05
FEWEST_UNLINKED = 5
# Of a month's rows fewer than one in a hundred are registered after the months that are told anew.
MOST_LATE = 0.02
# No municipality's residents change by half from one quarter to the next; in a handful chance may.
AMOUNT_MOVES = 1.5
CERTAIN_AMOUNT = 100


class Judge:
    """Holds what a verdict needs besides the deliveries: the sources' cards and the units' names."""

    def __init__(self, cards: Mapping[str, SourceCard], units: UnitRegister) -> None:
        self.cards, self.units = cards, units

    def judge(self, deliveries: Iterable[DeliveryRecord]) -> dict[str, Verdict]:
        found: dict[str, Verdict] = {}
        ordered = sorted(
            deliveries,
            key=lambda record: (record.source, record.published, record.received, record.id),
        )
        for _, of_source in groupby(ordered, key=lambda record: record.source):
            found |= self._judge_source(list(of_source))
        return found

    def _judge_source(self, ordered: list[DeliveryRecord]) -> dict[str, Verdict]:
        found: dict[str, Verdict] = {}
        base: DeliveryRecord | None = None
        known = KnownMonths()
        for _, of_day in groupby(ordered, key=lambda record: record.published):
            day = list(of_day)
            found |= self._judge_day(day, base, known)
            for record in day:
                known = known.after(record) if found[record.id].state == "accepted" else known
            base = next(
                (record for record in reversed(day) if found[record.id].state == "accepted"), base
            )
        return found

    def _judge_day(
        self, day: list[DeliveryRecord], base: DeliveryRecord | None, known: KnownMonths
    ) -> dict[str, Verdict]:
        """One publication day: usually one delivery. Of several that each would do, the first came to stay,
        unless a person has chosen another. What lies apart from it stands beside it."""
        losses = {
            record.id: (
                *self._losses(record, base, [other for other in day if other is not record]),
                *self._emptied(record, base, known),
            )
            for record in day
        }
        chosen = [record for record in day if record.override] or [
            record for record in day if not losses[record.id]
        ][:1]
        for record in day:
            if not losses[record.id] and all(_is_apart(record, other) for other in chosen):
                chosen.append(record)
        return {record.id: self._verdict(record, chosen, losses[record.id], base) for record in day}

    def _verdict(
        self,
        record: DeliveryRecord,
        chosen: list[DeliveryRecord],
        losses: tuple[Remark, ...],
        base: DeliveryRecord | None,
    ) -> Verdict:
        warnings = self._warnings(record, base)
        if record in chosen:
            return Verdict("accepted", (), (*losses, *warnings))
        if losses:
            return Verdict("held", losses, warnings)
        return Verdict("held", (remarks.conflict(record.published, chosen[0].id),), warnings)

    def _losses(
        self, record: DeliveryRecord, base: DeliveryRecord | None, siblings: list[DeliveryRecord]
    ) -> tuple[Remark, ...]:
        found = {
            remark: None
            for other in (base, *siblings)
            if other
            for remark in self._lost(record, other)
        }
        return (
            *_lost_persons(record),
            *_contradicted_persons(record),
            *_doubted(record),
            *found,
        )

    def _lost(self, record: DeliveryRecord, other: DeliveryRecord) -> list[Remark]:
        found = []
        for before in other.tables:
            now = record.summary(before.table)
            if now is None:
                found.append(remarks.lost_table(before.table, other.published))
            else:
                found += [
                    remarks.lost_column(name, before.table, other.published)
                    for name in before.columns
                    if _is_lost(name, now.columns) and now.columns  # none: said to have no rows
                ]
                found += [
                    self._lost_unit(unit, before.table, other)
                    for unit in self._lost_units(record, before)
                ]
                found += self._moved_amounts(now, before, other)
        return found

    def _lost_units(self, record: DeliveryRecord, before: TableSummary) -> set[str]:
        """Of a table that was there before. One that restates no window leaves what it lacks as it was."""
        now = record.summary(before.table)
        if now is None or not now.replaces:
            return set()
        return self._units_of(before, record) - _all_units(now, record, self.cards)

    def _emptied(
        self, record: DeliveryRecord, base: DeliveryRecord | None, known: KnownMonths
    ) -> Iterator[Remark]:
        """A unit that is said to be missing from its table is not told of again."""
        said = {
            (before.table, unit)
            for before in (base.tables if base else ())
            for unit in self._lost_units(record, before)
        }
        for lost in known.emptied_by(record):
            if (lost.table, lost.unit) not in said:
                yield remarks.emptied(
                    self._name_of(lost.unit),
                    lost.table,
                    first=first_day(lost.first),
                    last=first_day(lost.last),
                    now=lost.now,
                    before=lost.before,
                )

    def _units_of(self, before: TableSummary, record: DeliveryRecord) -> set[str]:
        """The units that the next delivery must have too, by what the card says of the source."""
        rule = self.cards[record.source].units
        if rule == "declared":
            return _stated_units(before)
        least = CERTAIN_ROWS if rule == "statistical" else 1
        return {unit for unit, rows in before.units.items() if rows >= least}

    def _lost_unit(self, unit: str, table: str, other: DeliveryRecord) -> Remark:
        return remarks.lost_unit(self._name_of(unit), table, other.published)

    def _name_of(self, unit: str) -> Text:
        return self.units.units[unit].name if unit in self.units.units else Text(unit, unit)

    # -- warnings ------------------------------------------------------------------------------------

    def _moved_amounts(
        self, now: TableSummary, before: TableSummary, other: DeliveryRecord
    ) -> list[Remark]:
        """As many rows as ever, but of another size: every rate of the unit would move with them."""
        return [
            remarks.moved_amount(
                self.units.get(unit).name,
                now.table,
                now=now.amounts[unit],
                before=amount,
                published=other.published,
            )
            for unit, amount in before.amounts.items()
            if unit in now.amounts
            and max(amount, now.amounts[unit]) >= CERTAIN_AMOUNT
            and not amount / AMOUNT_MOVES <= now.amounts[unit] <= amount * AMOUNT_MOVES
        ]

    def _warnings(self, record: DeliveryRecord, base: DeliveryRecord | None) -> tuple[Remark, ...]:
        switched = (*self._switched(record, base), *_newcomers(record))
        if base is None:
            return switched
        pairs = [
            (now, before)
            for now in record.tables
            for before in base.tables
            if now.table == before.table and now.replaces  # else as large as what happened to come
        ]
        whole = self.cards[record.source].restates == "whole"
        return switched + tuple(
            remark
            for now, before in pairs
            for remark in (*_shrunken(now, before, whole=whole), *_jumped(now, before))
        )

    def _switched(self, record: DeliveryRecord, base: DeliveryRecord | None) -> tuple[Remark, ...]:
        """A unit that went over from old keys to new ones, within this delivery or since the one before."""
        found = []
        for now in record.tables:
            before = base.summary(now.table) if base is not None else None
            earlier = {switch.unit: switch for switch in before.switches} if before else {}
            for switch in now.switches:
                known = earlier.get(switch.unit)
                last_old = switch.last_old or (
                    known.last_old if known is not None and known.first_new is None else None
                )
                if last_old is not None and switch.first_new is not None:
                    name = self.units.get(switch.unit).name
                    found.append(remarks.keys_switched(name, now.table, last_old, switch.first_new))
        return tuple(found)


def _all_units(
    now: TableSummary, record: DeliveryRecord, cards: Mapping[str, SourceCard]
) -> set[str]:
    return _stated_units(now) if cards[record.source].units == "declared" else set(now.units)


def _stated_units(summary: TableSummary) -> set[str]:
    return {unit for window in summary.covers for unit in (window.units or ())}


def _is_lost(name: str, columns: tuple[str, ...]) -> bool:
    return name.casefold() not in {column.casefold() for column in columns}


def _doubted(record: DeliveryRecord) -> list[Remark]:
    """Rows that a table itself shows to be absent, whatever the deliveries before it had."""
    return [remarks.doubted(doubt) for summary in record.tables for doubt in summary.doubts]


def _lost_persons(record: DeliveryRecord) -> list[Remark]:
    """A delivery whose persons cannot be told would empty its window and look like quiet months."""
    return [
        remarks.unlinked(table, lost=lost, of=all_)
        for table, lost, all_ in _too_many(record, (UNLINKED,))
    ]


def _contradicted_persons(record: DeliveryRecord) -> list[Remark]:
    """A few are slips at the source; many are a column that has slid, and those left are wrong by chance."""
    return [
        remarks.contradicted(table, lost=lost, of=all_)
        for table, lost, all_ in _too_many(record, CONTRADICTED)
    ]


def _too_many(record: DeliveryRecord, reasons: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """(table, rows set aside for the reasons, all its rows that came), where they are more than a few."""
    for now in record.tables:
        lost = sum(
            aside.rows
            for aside in record.asides
            if aside.table == now.table and aside.reason in reasons
        )
        if lost >= FEWEST_UNLINKED and lost > MOST_UNLINKED * (lost + now.rows):
            yield now.table, lost, lost + now.rows


def _is_apart(record: DeliveryRecord, other: DeliveryRecord) -> bool:
    """Two owners' figures of one day: neither restates a window, and no unit's days are in both."""
    pairs = [(one, two) for one in record.tables for two in other.tables if one.table == two.table]
    return all(
        not one.replaces
        and not two.replaces
        and not any(_overlap(first, second) for first in one.covers for second in two.covers)
        for one, two in pairs
    ) and bool(pairs)


def _overlap(first: Window, second: Window) -> bool:
    assert first.start and first.end and second.start and second.end, (first, second)
    if first.units is not None and second.units is not None:
        shared = bool(set(first.units) & set(second.units))
    else:
        shared = True
    return shared and first.start < second.end and second.start < first.end


def _newcomers(record: DeliveryRecord) -> tuple[Remark, ...]:
    """Some rows are registered months late in every delivery; more than those say that the note is wrong."""
    return tuple(
        remarks.new_outside(now.table, new=now.newcomers, of=now.rows)
        for now in record.tables
        if now.newcomers > max(1, MOST_LATE * now.rows)
    )


def _shrunken(now: TableSummary, before: TableSummary, *, whole: bool) -> list[Remark]:
    if now.first is None or before.first is None or now.last is None or before.last is None:
        return []
    found = []
    if (
        whole
        and now.first > before.first
        and now.date_column == before.date_column
        and not _is_moving(now)
    ):
        found.append(remarks.shrunk_start(now.table, now.first, before.first))
    if now.last < before.last:
        found.append(remarks.shrunk_end(now.table, now.last, before.last))
    return found


def _is_moving(summary: TableSummary) -> bool:
    """A table that restates a window, and not its whole past, begins later each time."""
    return any(window.start is not None for window in summary.replaces)


def _jumped(now: TableSummary, before: TableSummary) -> list[Remark]:
    if before.rows < CERTAIN_ROWS or before.rows / JUMP <= now.rows <= before.rows * JUMP:
        return []
    return [remarks.jumped(now.table, now.rows, before.rows)]
