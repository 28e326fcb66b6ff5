"""Who is in a state on which night, asked one row and one night at a time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tvaerblik.catalogue.language import Stock
from tvaerblik.core.periods import Period, month_of
from tvaerblik.engine.plain.entries import Entry
from tvaerblik.engine.plain.links import Links
from tvaerblik.engine.plain.logic import Row, Truth, age_of, band_name
from tvaerblik.engine.plain.tables import Tables
from tvaerblik.engine.plain.told import PLACED, UNKNOWN, Told, whereabouts

_DENMARK = ZoneInfo("Europe/Copenhagen")


def eleven_at_night(day: date) -> datetime:
    """23:00 Danish time as it is stored: in UTC, without a zone."""
    local = datetime.combine(day, time(23), _DENMARK)
    return local.astimezone(UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Night:
    row: int  # its number in the table
    day: date
    place: str | None
    band: str | None
    sex: str | None
    person: Any


@dataclass(frozen=True, slots=True)
class _Found:
    """What is asked of a row at one age."""

    truth: Truth
    lies: str
    band: str | None


class StockReader:
    def __init__(self, measure: Stock, tables: Tables, links: Links) -> None:
        self.measure, self.of = measure, measure.of
        self.tables, self.links = tables, links
        register = tables.catalogue.registers[self.of.table]
        self.place = register.place(self.of.place)
        self.types = {column.name: column.type for column in register.columns}

    def days(self, periods: list[Period]) -> list[date]:
        """The days that are asked about."""
        if self.measure.at == "last_day":
            return sorted({period.end - timedelta(days=1) for period in periods})
        first = min(period.start for period in periods)
        end = max(period.end for period in periods)
        return [first + timedelta(days=number) for number in range((end - first).days)]

    def read(self, days: list[date], known: frozenset[str], told: Told) -> list[Night]:
        nights: list[Night] = []
        at_eleven = [(day, eleven_at_night(day)) for day in days]
        for number, row in enumerate(self.tables.rows(self.of.table)):
            nights += self._nights_of(number, row, at_eleven, known, told)
        return nights

    def _nights_of(
        self,
        number: int,
        row: Row,
        days: list[tuple[date, datetime]],
        known: frozenset[str],
        told: Told,
    ) -> list[Night]:
        assert self.place is not None, self.of
        nights: list[Night] = []
        at_age: dict[int | None, _Found] = {}
        for day, eleven in days:
            if self._is_in_state(row, day, eleven):
                age = age_of(row, day)
                if age not in at_age:
                    at_age[age] = self._found(row, age, known)
                found = at_age[age]
                if found.truth is True and found.lies != "before_birth":
                    night = Night(
                        number, day, row[self.place], found.band, row.get("sex"), row.get("person")
                    )
                    nights.append(night)
        _tell(list(at_age.values()), told)
        return nights

    def _found(self, row: Row, age: int | None, known: frozenset[str]) -> _Found:
        assert self.place is not None, self.of
        return _Found(
            truth=self.links.holds(self.of.where, self.of.table, row, age),
            lies=whereabouts(row[self.place], age, known),
            band=None if age is None or age < 0 else band_name(age),
        )

    def _is_in_state(self, row: Row, day: date, eleven: datetime) -> bool:
        return self._has_come(row, self.of.date, day, eleven) and not self._has_come(
            row, self.measure.until, day, eleven
        )

    def _has_come(self, row: Row, name: str, day: date, eleven: datetime) -> bool:
        moment = row[name]
        if moment is None:
            return False
        return bool(moment <= (eleven if self.types[name] == "instant" else day))


def _tell(founds: list[_Found], told: Told) -> None:
    """Each row once in each that it is in on some day."""
    unknown = [found for found in founds if found.truth is None]
    told.add(*{found.lies for found in founds if found.truth is True})
    told.add(*{UNKNOWN for _ in unknown})
    told.undecided += any(found.lies == PLACED for found in unknown)


def night_entries(measure: Stock, nights: list[Night], period: Period) -> list[Entry]:
    """One entry a row, month and age band, worth its nights there."""
    last = period.end - timedelta(days=1)
    counts: dict[tuple[int, date, str | None], int] = {}
    some: dict[tuple[int, date, str | None], Night] = {}
    for night in nights:
        asked = night.day == last if measure.at == "last_day" else period.contains(night.day)
        if asked and night.place is not None:
            key = (night.row, month_of(night.day).start, night.band)
            counts[key] = counts.get(key, 0) + 1
            some[key] = night
    return [
        Entry(month, str(some[key].place), band, some[key].sex, some[key].person, amount=number)
        for key, number in counts.items()
        for _, month, band in [key]
    ]
