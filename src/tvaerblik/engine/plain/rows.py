"""The rows a measure counts, each with everything that is asked of it, read one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tvaerblik.catalogue.language import (
    Counted,
    DaysInPeriod,
    Profile,
    Proportion,
    index_conditions,
)
from tvaerblik.engine.plain.amounts import Interval, Worth, amount_of, interval_of, worth_of
from tvaerblik.engine.plain.links import Links
from tvaerblik.engine.plain.logic import Row, Truth, age_of, band_name
from tvaerblik.engine.plain.profile import Steps, steps_of
from tvaerblik.engine.plain.readmission import IndexChoices
from tvaerblik.engine.plain.tables import Instant, Key, Tables
from tvaerblik.engine.plain.told import PLACED, UNKNOWN, WITHOUT_AMOUNT, Told, whereabouts


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A row that meets the measure's own conditions, of somebody born, wherever it lies."""

    key: Key
    moment: Instant
    day: date  # puts it in a period
    place: str | None
    band: str | None
    sex: str | None
    person: Any
    has: Truth  # having; true for measures without
    worth: Worth | None  # None: the measure has no amounts
    interval: Interval | None  # of days in the period
    steps: Steps | None  # of a profile


class RowReader:
    def __init__(self, measure: Counted, tables: Tables, links: Links) -> None:
        self.measure, self.of = measure, measure.of
        self.tables, self.links = tables, links
        self.where = index_conditions(measure)
        self.choices = IndexChoices(measure, tables, links)
        self.amount = amount_of(measure)
        self.place = tables.catalogue.registers[self.of.table].place(self.of.place)

    def read(self, start: date, end: date, known: frozenset[str], told: Told) -> list[CountedRow]:
        """The rows of [start, end). `known`: the municipalities that were asked for."""
        return list(self._read(start, end, known, told))

    def _read(
        self, start: date, end: date, known: frozenset[str], told: Told
    ) -> Iterator[CountedRow]:
        for row in self.tables.rows(self.of.table):
            day = self.tables.day(self.of.table, row, self.of.date)
            if day is None or not self._is_in(row, day, start, end):
                continue
            age = age_of(row, day)
            truth = self.links.holds(self.where, self.of.table, row, age)
            lies = whereabouts(self.place_of(row), age, known)
            if truth is None:
                told.add(UNKNOWN)
                told.undecided += lies == PLACED
            if truth is not True or self.choices.leave_out(row):
                continue
            counted = self._counted(row, day, age)
            self._tell(counted, lies, told)
            is_born = age is None or age >= 0
            if is_born and (counted.has is not None or self.measure.unknown == "no"):
                yield counted

    def place_of(self, row: Row) -> str | None:
        assert self.place is not None, self.of
        place: str | None = row[self.place]
        return place

    def _is_in(self, row: Row, day: date, start: date, end: date) -> bool:
        """Whether the row is in the time asked for; one with days, whether a day of it is."""
        interval = self._interval(row)
        if interval is None:
            return start <= day < end
        return interval.days_between(start, end) > 0

    def _counted(self, row: Row, day: date, age: int | None) -> CountedRow:
        table = self.of.table
        return CountedRow(
            key=self.tables.key(table, row),
            moment=row[self.of.date],
            day=day,
            place=self.place_of(row),
            band=None if age is None or age < 0 else band_name(age),
            sex=row.get("sex"),
            person=row.get("person"),
            has=self._has(row, age),
            worth=self._worth(row),
            interval=self._interval(row),
            steps=self._steps(row),
        )

    def _has(self, row: Row, age: int | None) -> Truth:
        if isinstance(self.measure, Proportion):
            return self.links.holds(self.measure.having, self.of.table, row, age)
        return True

    def _worth(self, row: Row) -> Worth | None:
        if self.amount is None or isinstance(self.amount, DaysInPeriod):
            return None
        return worth_of(self.amount, self.links, self.of.table, row)

    def _interval(self, row: Row) -> Interval | None:
        if not isinstance(self.amount, DaysInPeriod):
            return None
        return interval_of(self.amount, self.links, self.of, row)

    def _steps(self, row: Row) -> Steps | None:
        if not isinstance(self.measure, Profile):
            return None
        return steps_of(self.measure, self.links, row)

    def _tell(self, counted: CountedRow, lies: str, told: Told) -> None:
        told.add(lies)
        if lies != PLACED:
            return
        if counted.has is None:
            told.add(UNKNOWN)
        if counted.worth is not None and counted.worth.number is None:
            told.add(WITHOUT_AMOUNT)
        is_told = counted.worth is None or counted.worth.is_told
        are_told = counted.steps is None or counted.steps.are_told
        told.undecided += counted.has is None or not is_told or not are_told
