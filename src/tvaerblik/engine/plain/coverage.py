"""Has what a figure needs been delivered? Asked one unit, one period and one table at a time."""

from collections.abc import Iterator
from datetime import date, timedelta

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period
from tvaerblik.store.snapshot import Snapshot


def _delivered(table: str, catalogue: Catalogue) -> Iterator[str]:
    """The table, or those that a derived one is made from, however many steps away."""
    parents = catalogue.registers[table].built_from
    if not parents:
        yield table
    for parent in parents:
        yield from _delivered(parent, catalogue)


class Deliveries:
    def __init__(self, indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot) -> None:
        self.indicator = indicator
        self.snapshot = snapshot
        self.tables: list[str] = []
        self._known: dict[tuple[str, str], list[tuple[date, date]]] = {}
        self.still = {name for name, card in catalogue.registers.items() if card.kind == "snapshot"}
        for name in catalogue.tables_behind(indicator):
            for table in _delivered(name, catalogue):
                if table not in self.tables:
                    self.tables.append(table)

    def state(self, unit: str, period: Period) -> State:
        """OK when every table has all that is needed."""
        states = [self._state_of_table(table, unit, period) for table in self.tables]
        for state in (State.NOT_COLLECTED, State.NOT_DELIVERED, State.NOT_SETTLED):
            if state in states:
                return state
        return State.OK

    def provisional(self, unit: str, period: Period) -> bool:
        """Late registrations may still come: some event table does not reach past its lag."""
        until = self._needed(period)[1] + timedelta(days=self.indicator.lag_days)
        for table in self.tables:
            if table not in self.still:
                stretches = self._stretches(table, unit)
                start = self._needed(period)[0]
                if not any(first <= start and until <= end for first, end in stretches):
                    return True
        return False

    def has_day(self, table: str, unit: str, day: date) -> bool:
        return any(first <= day < end for first, end in self._stretches(table, unit))

    def _needed(self, period: Period) -> tuple[date, date]:
        return (
            period.start - timedelta(days=self.indicator.look_back_days),
            period.end + timedelta(days=self.indicator.settle_days),
        )

    def _state_of_table(self, table: str, unit: str, period: Period) -> State:
        covers = self.snapshot.covers_of(table)
        if not covers or period.end <= min(cover.start for cover in covers):
            return State.NOT_COLLECTED
        start, end = (period.start, period.end) if table in self.still else self._needed(period)
        stretches = self._stretches(table, unit)
        for first, last in stretches:
            if first <= start and end <= last:
                return State.OK
        if start >= max(cover.end for cover in covers):
            return State.NOT_SETTLED
        if stretches:
            first, last = stretches[-1]
            if first <= start < last:
                return State.NOT_SETTLED
        return State.NOT_DELIVERED

    def _stretches(self, table: str, unit: str) -> list[tuple[date, date]]:
        """The unbroken stretches of days that a unit has delivered."""
        key = (table, unit)
        if key not in self._known:
            self._known[key] = self._joined(table, unit)
        return self._known[key]

    def _joined(self, table: str, unit: str) -> list[tuple[date, date]]:
        mine = [cover for cover in self.snapshot.covers_of(table) if cover.unit in (None, unit)]
        stretches: list[tuple[date, date]] = []
        for cover in sorted(mine, key=lambda cover: (cover.start, cover.end)):
            if stretches and cover.start <= stretches[-1][1]:
                first, last = stretches.pop()
                stretches.append((first, max(last, cover.end)))
            else:
                stretches.append((cover.start, cover.end))
        return stretches
