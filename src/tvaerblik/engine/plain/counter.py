"""One indicator's numbers, for any cell of a frame."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from tvaerblik.catalogue.language import (
    Counted,
    DaysInPeriod,
    Indicator,
    Rate,
    Stock,
    counts_persons,
)
from tvaerblik.core.periods import Period, month_of
from tvaerblik.engine.plain.amounts import amount_of
from tvaerblik.engine.plain.entries import Entries, Entry, day_entries, row_entries
from tvaerblik.engine.plain.frame import Cell
from tvaerblik.engine.plain.links import Links
from tvaerblik.engine.plain.persons import Attribution
from tvaerblik.engine.plain.residents import AtRisk, Stratum, home_in_the_middle, homes_of
from tvaerblik.engine.plain.rows import RowReader
from tvaerblik.engine.plain.stock import StockReader, night_entries
from tvaerblik.engine.plain.tables import Tables
from tvaerblik.engine.plain.tally import Numbers, People, tally
from tvaerblik.engine.plain.told import Told

_Index = dict[tuple[date, str], list[Entry]]  # the organisation's month, a municipality


class IndicatorCounter:
    """Reads the rows once. Raises DefinitionError where `unknown: fail` refuses."""

    def __init__(
        self, indicator: Indicator, tables: Tables, periods: list[Period], known: frozenset[str]
    ) -> None:
        assert isinstance(indicator.measure, Counted), indicator.id
        self.measure: Counted = indicator.measure
        self.has_persons = tables.has(self.measure.of.table, "person")
        told = Told()
        self.entries = _read(indicator, tables, periods, known, told)
        self.diagnostics = told.diagnostics(self.measure.unknown)
        self.at_risk = AtRisk(self.measure, tables) if isinstance(self.measure, Rate) else None
        self._periods: dict[str, _Index] = {}

    def within(self, cell: Cell) -> "CellCounter":
        """Counts what the settled municipalities of a cell hold."""
        index = self._indexed(cell.period)
        entries = [
            entry
            for month, places in cell.settled_members().items()
            for place in places
            for entry in index.get((month, place), ())
        ]
        return CellCounter(self, cell, entries)

    def _indexed(self, period: Period) -> _Index:
        if period.id not in self._periods:
            index: _Index = defaultdict(list)
            for entry in self.entries(period):
                day = entry.day if list(period.months()) else period.start
                index[month_of(day).start, entry.place].append(entry)
            self._periods[period.id] = index
        return self._periods[period.id]


class CellCounter:
    def __init__(self, counter: IndicatorCounter, cell: Cell, entries: list[Entry]) -> None:
        self.counter, self.cell, self.entries = counter, cell, entries
        members = cell.settled_members()
        self.homes = homes_of(cell.period, members)
        self.middle = home_in_the_middle(cell.period, members)
        self._found: dict[tuple[Stratum, int | None], Numbers] = {}

    def numbers(self, stratum: Stratum, step: int | None = None) -> Numbers:
        if (stratum, step) not in self._found:
            self._found[stratum, step] = self._count(stratum, step)
        return self._found[stratum, step]

    def _count(self, stratum: Stratum, step: int | None) -> Numbers:
        band, sex = stratum
        entries = [
            entry
            for entry in self.entries
            if band in (None, entry.band) and sex in (None, entry.sex)
        ]
        found = tally(
            self.counter.measure,
            entries,
            people=self._people(stratum),
            days=self.cell.period.days,
            step=step,
        )
        if not self.counter.has_persons:
            return replace(found, with_=None, without=None, everybody=None)
        return found

    def _people(self, stratum: Stratum) -> People | None:
        at_risk, measure = self.counter.at_risk, self.counter.measure
        if at_risk is None or not isinstance(measure, Rate):
            return None
        living = at_risk.living(self.middle, stratum)
        if measure.denominator == "mid_period":
            return People(living, living)
        days = sum(at_risk.days(home, stratum) for home in self.homes)
        return People(days, living)


def _read(
    indicator: Indicator,
    tables: Tables,
    periods: list[Period],
    known: frozenset[str],
    told: Told,
) -> Entries:
    measure, links = indicator.measure, Links(tables)
    assert isinstance(measure, Counted), indicator.id
    if isinstance(measure, Stock):
        reader = StockReader(measure, tables, links)
        nights = reader.read(reader.days(periods), known, told)
        return lambda period: night_entries(measure, nights, period)
    rows = RowReader(measure, tables, links).read(
        min(period.start for period in periods),
        max(period.end for period in periods),
        known,
        told,
    )
    if counts_persons(measure):
        attribution = Attribution(indicator.attribute, tables)
        return lambda period: attribution.entries(rows, period)
    if isinstance(amount_of(measure), DaysInPeriod):
        return lambda period: day_entries(rows, period)
    return lambda period: row_entries(rows, period)
