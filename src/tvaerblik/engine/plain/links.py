"""Other events of the same person: which of them lie in a window, and what they say of a row."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tvaerblik.catalogue.language import AllOf, Condition, Edge, Linked, Window
from tvaerblik.engine.plain.logic import (
    Row,
    Truth,
    age_of,
    any_true,
    holds,
    inside,
    monday_of,
)
from tvaerblik.engine.plain.tables import Instant, Key, Tables


@dataclass(frozen=True, slots=True)
class Moment:
    instant: Instant
    date: date


@dataclass(frozen=True, slots=True)
class Event:
    """A row that another row can be linked to. `truth`: its conditions at its own age."""

    key: Key
    at: Moment
    truth: Truth


_Asked = tuple[str, tuple[Condition, ...], str]  # a table, its conditions, its moment


class Links:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.codelists = tables.catalogue.codelists
        self._events: dict[_Asked, dict[Any, list[Event]]] = {}

    def holds(self, where: tuple[Condition, ...], table: str, row: Row, age: int | None) -> Truth:
        """Whether a counted row meets every condition, those on other events included."""
        return holds(
            AllOf(where), row, age, self.codelists, lambda link: self.truth(link, table, row)
        )

    def truth(self, link: Linked, table: str, row: Row) -> Truth:
        candidates = self.candidates(link, table, row)
        if link.match == "first" and candidates:
            nearest = candidates[0 if link.direction == "followed_by" else -1].at.instant
            candidates = [event for event in candidates if event.at.instant == nearest]
        truths = [event.truth for event in candidates]
        if link.match == "count":
            return self._is_often_enough(link, truths.count(True), truths.count(None))
        return any_true(truths)

    def _is_often_enough(self, link: Linked, sure: int, unsure: int) -> Truth:
        """True or false when it is so however the unsure ones turn out."""
        assert link.times is not None, link
        answers = {inside(link.times, number) for number in range(sure, sure + unsure + 1)}
        return answers.pop() if len(answers) == 1 else None

    def candidates(self, link: Linked, table: str, row: Row) -> list[Event]:
        """The events in the window, earliest first."""
        from_ = self.moment(table, row, link.from_)
        if from_ is None:
            return []
        return [
            event
            for event in self.other_events(link.table, link.where, link.to, table, row)
            if self._is_linked(link, from_, event.at)
        ]

    def _is_linked(self, link: Linked, from_: Moment, to: Moment) -> bool:
        if link.direction == "followed_by":
            return lies_in(link.within, from_, to)
        return lies_in(link.within, to, from_)

    def other_events(
        self, events: str, where: tuple[Condition, ...], to: str, table: str, row: Row
    ) -> list[Event]:
        """Every event of the row's person but the row itself, earliest first."""
        itself = self.tables.key(table, row) if events == table else None
        found = self._of_persons(events, where, to).get(row["person"], [])
        return [event for event in found if event.key != itself]

    def _of_persons(
        self, events: str, where: tuple[Condition, ...], to: str
    ) -> dict[Any, list[Event]]:
        asked = (events, where, to)
        if asked not in self._events:
            found: dict[Any, list[Event]] = {}
            for row in self.tables.rows(events):
                at = self.moment(events, row, to)
                if at is not None:
                    age = age_of(row, self.tables.day(events, row, to))
                    truth = holds(AllOf(where), row, age, self.codelists)
                    event = Event(self.tables.key(events, row), at, truth)
                    found.setdefault(row["person"], []).append(event)
            for of_one in found.values():
                of_one.sort(key=lambda event: event.at.instant)
            self._events[asked] = found
        return self._events[asked]

    def moment(self, table: str, row: Row, name: str) -> Moment | None:
        day = self.tables.local_date(table, row, name)
        return None if day is None else Moment(row[name], day)


def lies_in(window: Window, earlier: Moment, later: Moment) -> bool:
    """Whether the later moment lies the window after the earlier one. Each edge has its own unit."""
    return _is_after(window.after, earlier, later) and _is_before(window.before, earlier, later)


def _is_after(edge: Edge, earlier: Moment, later: Moment) -> bool:
    gone, border = _gone(edge, earlier, later), _border(edge)
    return gone > border or (gone == border and not edge.strict)


def _is_before(edge: Edge, earlier: Moment, later: Moment) -> bool:
    gone, border = _gone(edge, earlier, later), _border(edge)
    return gone >= timedelta(0) and (gone < border or (gone == border and not edge.strict))


def _gone(edge: Edge, earlier: Moment, later: Moment) -> timedelta:
    """The time between: on the clock, between dates, or between the Mondays of weeks."""
    if edge.unit == "hours":
        assert isinstance(earlier.instant, datetime) and isinstance(later.instant, datetime)
        return later.instant - earlier.instant
    if edge.unit == "days":
        return later.date - earlier.date
    return monday_of(later.date) - monday_of(earlier.date)


def _border(edge: Edge) -> timedelta:
    if edge.unit == "hours":
        return timedelta(hours=edge.amount)
    return timedelta(days=edge.amount) if edge.unit == "days" else timedelta(weeks=edge.amount)
