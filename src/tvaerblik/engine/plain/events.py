"""Index rows with what they count for, one at a time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tvaerblik.catalogue.language import (
    AllOf,
    Condition,
    Edge,
    Linked,
    Proportion,
    Rate,
    index_conditions,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.shapes import date_column
from tvaerblik.engine.plain.logic import Row, Truth, age_on, band_name, holds, rows_of
from tvaerblik.engine.refusals import unknown_refused
from tvaerblik.engine.request import Diagnostics
from tvaerblik.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Event:
    """An index row in its place. `counts`: it is in the numerator."""

    day: date
    municipality: str
    band: str
    sex: str
    person: int
    counts: bool


class Reader:
    def __init__(
        self, measure: Rate | Proportion, catalogue: Catalogue, snapshot: Snapshot
    ) -> None:
        self.measure, self.catalogue, self.snapshot = measure, catalogue, snapshot
        self.where: tuple[Condition, ...] = index_conditions(measure)

    def events(
        self, start: date, end: date, known: frozenset[str]
    ) -> tuple[list[Event], Diagnostics]:
        """The placed rows of [start, end), and how many others met the conditions."""
        events: list[Event] = []
        left_out: dict[str, int] = defaultdict(int)
        followers = self._followers(start, end)
        table = self.measure.of.table
        for row in rows_of(self.snapshot, table):
            day = self.day_of(table, row, self.measure.of.date)
            if day is None or not start <= day < end:
                continue
            truth = self._holds(self.where, row, day)
            if truth is None:
                left_out["unknown"] += 1
            if truth is not True:
                continue
            trouble = _trouble(row, day, known)
            if trouble:
                left_out[trouble] += 1
                continue
            events.append(self._event(row, day, followers))
        undecided = left_out["unknown"] + self._undecided
        if self.measure.unknown == "fail" and undecided:
            raise unknown_refused(undecided)
        return events, Diagnostics(placed=len(events), **left_out)

    def day_of(self, table: str, row: Row, moment: str) -> date | None:
        day: date | None = row[date_column(self.catalogue.registers[table], moment)]
        return day

    def _holds(self, where: tuple[Condition, ...], row: Row, day: date) -> Truth:
        age = None if row.get("born") is None else age_on(row["born"], day)
        return holds(AllOf(where), row, age, self.catalogue.codelists)

    def _event(self, row: Row, day: date, followers: dict[int, list[Row]]) -> Event:
        counts = True
        if isinstance(self.measure, Proportion):
            candidates = followers.get(row["person"], [])
            counts = any(self._follows(row, other, _link(self.measure)) for other in candidates)
        return Event(
            day,
            row["residence"],
            band_name(age_on(row["born"], day)),
            row["sex"],
            row["person"],
            counts,
        )

    # Followers -----------------------------------------------------------------------------------

    _undecided = 0

    def _followers(self, start: date, end: date) -> dict[int, list[Row]]:
        """Rows that could follow, by person."""
        found: dict[int, list[Row]] = defaultdict(list)
        if not isinstance(self.measure, Proportion):
            return found
        having = _link(self.measure)
        reach = end + timedelta(days=having.within.longest_days)
        for row in rows_of(self.snapshot, having.table):
            day = self.day_of(having.table, row, having.to)
            if day is None or not start <= day <= reach:
                continue
            truth = self._holds(having.where, row, day)
            if truth is None:
                self._undecided += 1
            if truth is True:
                found[row["person"]].append(row)
        return found

    def _follows(self, row: Row, other: Row, having: Linked) -> bool:
        if having.table == self.measure.of.table:
            key = self.catalogue.registers[having.table].key
            if all(row[name] == other[name] for name in key):
                return False
        after, before = having.within.after, having.within.before
        since = self._distance(row, other, having, after)
        if since < after.amount or (after.strict and since == after.amount):
            return False
        since = self._distance(row, other, having, before)
        return since < before.amount or (not before.strict and since == before.amount)

    def _distance(self, row: Row, other: Row, having: Linked, edge: Edge) -> float:
        """From the index row's moment to the other's: hours on the clock, or calendar days."""
        if edge.unit == "days":
            from_ = self.day_of(self.measure.of.table, row, having.from_)
            to = self.day_of(having.table, other, having.to)
            if from_ is None or to is None:
                return -1.0
            return (to - from_).days
        return _hours(row[having.from_], other[having.to])


def _link(measure: Proportion) -> Linked:
    (link,) = measure.having
    assert isinstance(link, Linked), link
    return link


def _hours(from_: Any, to: Any) -> float:
    if from_ is None or to is None:
        return -1.0
    assert isinstance(from_, datetime) and isinstance(to, datetime), (type(from_), type(to))
    return (to - from_) / timedelta(hours=1)


def _trouble(row: Row, day: date, known: frozenset[str]) -> str | None:
    if row["residence"] is None:
        return "without_place"
    if row["residence"] not in known:
        return "outside"
    return "before_birth" if age_on(row["born"], day) < 0 else None
