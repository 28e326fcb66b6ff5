"""What the deliveries cover: whether a unit's figure for a period can be known yet."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period
from tvaerblik.store.snapshot import Cover, Snapshot

Days = tuple[date, date]

# A unit that misses one table lacks it whatever the others say; the worst word wins.
_WORST_FIRST = (State.NOT_COLLECTED, State.NOT_DELIVERED, State.NOT_SETTLED)


@dataclass(frozen=True, slots=True)
class AtomStatus:
    """state OK means settled: all that is needed has come."""

    state: State
    provisional: bool = False


class TableCover:
    """The covers of one table, as unbroken spans a unit."""

    def __init__(self, covers: tuple[Cover, ...]) -> None:
        self._everybody = [(cover.start, cover.end) for cover in covers if cover.unit is None]
        self._own: dict[str, list[Days]] = {}
        for cover in covers:
            if cover.unit is not None:
                self._own.setdefault(cover.unit, []).append((cover.start, cover.end))
        self._spans: dict[str, list[Days]] = {}
        self.first = min((cover.start for cover in covers), default=date.max)
        self.last = max((cover.end for cover in covers), default=date.min)

    def spans(self, unit: str) -> list[Days]:
        if unit not in self._spans:
            self._spans[unit] = _merged(self._everybody + self._own.get(unit, []))
        return self._spans[unit]

    @cached_property
    def anybody(self) -> list[Days]:
        return _merged(self._everybody + [days for own in self._own.values() for days in own])

    def status(self, unit: str, period: Period, *, before: int, after: int) -> State:
        start, end = _reach(period, before, after)
        if period.end <= self.first:
            return State.NOT_COLLECTED
        spans = self.spans(unit)
        if any(span[0] <= start and end <= span[1] for span in spans):
            return State.OK
        if start >= self.last or (spans and spans[-1][0] <= start < spans[-1][1]):
            return State.NOT_SETTLED
        return State.NOT_DELIVERED

    def covers(self, unit: str, start: date, end: date) -> bool:
        return any(span[0] <= start and end <= span[1] for span in self.spans(unit))


class Coverage:
    """Answers for one indicator, over all tables it needs."""

    def __init__(self, indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot) -> None:
        self._indicator = indicator
        # What holds at a moment needs neither look-back nor follow-up nor lag
        self._tables = {
            name: (TableCover(snapshot.covers_of(name)), is_still(catalogue, name))
            for name in needed_tables(indicator, catalogue)
        }
        self._known: dict[tuple[str, Period], AtomStatus] = {}

    def of(self, unit: str, period: Period) -> AtomStatus:
        key = (unit, period)
        if key not in self._known:
            self._known[key] = self._find(unit, period)
        return self._known[key]

    def _find(self, unit: str, period: Period) -> AtomStatus:
        found = {
            table.status(
                unit,
                period,
                before=0 if still else self._indicator.look_back_days,
                after=0 if still else self._indicator.settle_days,
            )
            for table, still in self._tables.values()
        }
        for state in _WORST_FIRST:
            if state in found:
                return AtomStatus(state)
        return AtomStatus(State.OK, self._provisional(unit, period))

    def _provisional(self, unit: str, period: Period) -> bool:
        start, _ = _reach(period, self._indicator.look_back_days, 0)
        end = period.end + timedelta(days=self._indicator.settle_days + self._indicator.lag_days)
        return any(
            not still and not table.covers(unit, start, end)
            for table, still in self._tables.values()
        )


def is_still(catalogue: Catalogue, table: str) -> bool:
    """Whether the table says how things stand (the population, residence), not what happened."""
    return catalogue.registers[table].kind == "snapshot"


def needed_tables(indicator: Indicator, catalogue: Catalogue) -> tuple[str, ...]:
    """The delivered tables behind an indicator: a derived table stands for what it is built from."""
    found: dict[str, None] = {}
    for name in catalogue.tables_behind(indicator):
        found.update(dict.fromkeys(roots_of(name, catalogue.registers)))
    return tuple(found)


def _reach(period: Period, before: int, after: int) -> Days:
    return period.start - timedelta(days=before), period.end + timedelta(days=after)


def _merged(spans: list[Days]) -> list[Days]:
    merged: list[Days] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
