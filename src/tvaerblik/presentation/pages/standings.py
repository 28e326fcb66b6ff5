"""Where units of one kind stand in one period, each against its own reference.

So a unit stands the same on everybody's page. Who cannot be held against the others is set aside
with the reason: figures that lack deliveries or may still change, and units too small to judge.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from tvaerblik.core.cells import NUMBERED_STATES, Flag
from tvaerblik.presentation.charts import Aside, Standing
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.statistics import Funnel, Reference, funnel, reference_for

# With fewer units the spread between them cannot be told from chance, and dots say it better
FEWEST_IN_FUNNEL = 10
# With fewer expected events, or fewer without, no limit is worth its line
FEWEST_EXPECTED = 10


@dataclass(frozen=True, slots=True)
class Stand:
    """Unknown without an `aside`: there are no limits to stand inside or outside of. `few_without`:
    the few are those that the event is not expected for."""

    standing: Standing = "unknown"
    aside: Aside | None = None
    few_without: bool = False


class Peers:
    """The units of one period: who is held against whom, and where each of them stands."""

    def __init__(self, rows: Sequence[ReleasableRow], card: IndicatorCard) -> None:
        self.kind: Literal["proportion", "rate"] = "proportion" if card.is_share else "rate"
        self._numbered = [row for row in rows if row.value is not None]
        # A mean, a stock or a standardised figure is not the one number divided by the other
        divides = card.standardised is None and bool(card.is_share or card.per)
        self.compared = tuple(row for row in self._numbered if divides and not _aside_of(row))
        self.is_everybody = len(self.compared) == len(rows)
        self._events = [float(row.numerator or 0) for row in self.compared]
        self._sizes = [float(row.denominator or Decimal(0)) for row in self.compared]
        self._places = {row.unit: place for place, row in enumerate(self.compared)}
        self._funnels: dict[float, Funnel] = {}

    def reference(self, unit: str) -> Reference | None:
        """What a unit is held against: all, or the others where it is large. All of them for one
        that is not compared itself; None where there is nobody else."""
        if len(self.compared) < 2:
            return None
        if unit in self._places:
            return reference_for(self._events, self._sizes, self._places[unit])
        return Reference(funnel(self.kind, self._events, self._sizes).target, False)

    def funnel(self, unit: str) -> Funnel | None:
        """The limits around that unit's reference."""
        reference = self.reference(unit)
        if not self._is_funnel or reference is None or not reference.target:
            return None
        return self._funnel_at(reference.target)

    @cached_property
    def has_large_units(self) -> bool:
        """Whether somebody is not held against the same as the small ones."""
        references = (self.reference(row.unit) for row in self.compared)
        return any(one is not None and one.unit_excluded for one in references)

    @cached_property
    def stands(self) -> Mapping[str, Stand]:
        """Of every unit with a figure."""
        return {row.unit: self._stand(row) for row in self._numbered}

    @property
    def _is_funnel(self) -> bool:
        return len(self.compared) >= FEWEST_IN_FUNNEL

    def _stand(self, row: ReleasableRow) -> Stand:
        aside = _aside_of(row)
        if aside or not self._is_funnel:
            return Stand(aside=aside)
        target = self._target(row.unit)
        if self._expected_at_least(row.unit, target) < FEWEST_EXPECTED:
            return Stand(aside="few", few_without=self._is_rarer_without(target))
        flag = self._funnel_at(target).units[self._places[row.unit]].flag
        return Stand(_standing(flag))

    def _target(self, unit: str) -> float:
        reference = self.reference(unit)
        return (reference.target if reference else None) or 0.0

    def _expected_at_least(self, unit: str, target: float) -> float:
        """Events, or of a share those without, if they are fewer: both must be many for limits."""
        size = self._sizes[self._places[unit]]
        return size * (1 - target if self._is_rarer_without(target) else target)

    def _is_rarer_without(self, target: float) -> bool:
        return self.kind == "proportion" and target > 0.5

    def _funnel_at(self, target: float) -> Funnel:
        if target not in self._funnels:
            self._funnels[target] = funnel(
                self.kind, self._events, self._sizes, target=target, overdispersion=True
            )
        return self._funnels[target]


def newest_comparable(
    own: Sequence[ReleasableRow], units_in: Callable[[str], Sequence[ReleasableRow]]
) -> tuple[ReleasableRow, ...]:
    """The units of the newest period in which at least half of the figures are final, for late
    registrations differ by unit; and the unit's own, if any of its are. `own` is its series.
    A unit that has none still sees the others'."""
    final = [row for row in own if is_final(row)]
    for row in reversed(final or own):
        units = tuple(units_in(row.period))
        if _is_mostly_final(units):
            return units
    return ()


def _is_mostly_final(rows: Sequence[ReleasableRow]) -> bool:
    numbered = [row for row in rows if row.state in NUMBERED_STATES]
    return bool(numbered) and 2 * sum(map(is_final, numbered)) >= len(numbered)


def is_final(row: ReleasableRow) -> bool:
    return row.state in NUMBERED_STATES and Flag.PROVISIONAL not in row.flags


def _aside_of(row: ReleasableRow) -> Aside | None:
    if Flag.PARTIAL in row.flags:
        return "partial"
    if Flag.PROVISIONAL in row.flags:
        return "provisional"
    return None if row.numerator is not None and row.denominator else "no_size"


def _standing(flag: str) -> Standing:
    """The page tells a hint without its side: a side would make it a finding."""
    standings: dict[str, Standing] = {
        "above": "above",
        "below": "below",
        "hint_above": "hint",
        "hint_below": "hint",
        "inside": "inside",
    }
    return standings.get(flag, "unknown")
