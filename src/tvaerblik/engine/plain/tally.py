"""From the entries of one cell and stratum to its numbers, measure by measure."""

from dataclasses import dataclass
from typing import Any

from tvaerblik.catalogue.language import (
    Count,
    Counted,
    Mean,
    Percentile,
    Persons,
    Profile,
    Proportion,
    Rate,
    Stock,
    Sum,
)
from tvaerblik.core.cells import State
from tvaerblik.engine.plain.entries import Entry
from tvaerblik.engine.plain.logic import Row


@dataclass(frozen=True, slots=True)
class Numbers:
    """`denominator` None: nothing is divided. The rest are distinct persons: behind the numerator,
    behind its complement, behind the denominator; None where nobody stands there."""

    numerator: int
    denominator: int | None = None
    with_: int | None = None
    without: int | None = None
    everybody: int | None = None

    @property
    def is_defined(self) -> bool:
        return self.denominator != 0

    @property
    def state(self) -> State:
        if not self.is_defined:
            return State.NOT_DEFINED
        return State.OK if self.numerator else State.ZERO

    def columns(self) -> Row:
        """What a result row says of them; without a denominator it says nothing more."""
        if not self.is_defined:
            return {"state": str(self.state)}
        found: Row = {
            "state": str(self.state),
            "numerator": self.numerator,
            "denominator": self.denominator,
        }
        for name, persons in (
            ("numerator", self.with_),
            ("complement", self.without),
            ("denominator", self.everybody),
        ):
            found |= {f"{name}_persons_low": persons, f"{name}_persons_high": persons}
        return found


@dataclass(frozen=True, slots=True)
class People:
    """Of a rate: what it is divided by, and how many live there in the middle of the period."""

    denominator: int
    living: int


def tally(
    measure: Counted, entries: list[Entry], *, people: People | None, days: int, step: int | None
) -> Numbers:
    """`days`: of the period. `people`: of a rate alone; `step`: of a profile alone."""
    match measure:
        case Count():
            return Numbers(len(entries), with_=_persons(entries))
        case Persons():
            return Numbers(_persons(entries), with_=_persons(entries))
        case Rate():
            assert people is not None, measure
            return _rate(measure, entries, people)
        case Proportion(counting="rows"):
            return _share_of_rows(entries)
        case Proportion():
            return _share_of_persons(entries)
        case Sum():
            worth = _with_amount(entries)
            return Numbers(_total(worth), with_=_persons(worth))
        case Mean():
            worth = _with_amount(entries)
            return _of_each(_total(worth), worth)
        case Percentile(p=p):
            worth = _with_amount(entries)
            return _of_each(_twice_percentile(sorted(map(_amount, worth)), p), worth)
        case Stock():
            nights = days if measure.at == "every_night" else None
            return Numbers(_total(entries), nights, with_=_persons(entries))
        case Profile():
            assert step is not None, measure
            return _profile(entries, step)


def _persons(entries: list[Entry]) -> int:
    return len(_distinct(entries))


def _distinct(entries: list[Entry]) -> set[Any]:
    return {entry.person for entry in entries}


def _with_amount(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.amount is not None]


def _amount(entry: Entry) -> int:
    assert entry.amount is not None, entry
    return entry.amount


def _total(entries: list[Entry]) -> int:
    return sum(_amount(entry) for entry in entries)


def _of_each(numerator: int, worth: list[Entry]) -> Numbers:
    """A figure of the rows that have an amount."""
    persons = _persons(worth)
    return Numbers(numerator, len(worth), with_=persons, everybody=persons)


def _twice_percentile(amounts: list[int], p: int) -> int:
    """Twice the value, so that it stays whole. Hyndman & Fan 1996, definition 2: with n·p a multiple
    of 100 the mean of the (n·p/100)th and the next, otherwise the next whole place."""
    if not amounts:
        return 0
    place, rest = divmod(len(amounts) * p, 100)
    if rest == 0:
        return amounts[place - 1] + amounts[place]
    return 2 * amounts[place]


def _rate(measure: Rate, entries: list[Entry], people: People) -> Numbers:
    if measure.counting == "amount":
        entries = _with_amount(entries)
        numerator = _total(entries)
    elif measure.counting == "persons":
        numerator = _persons(entries)
    else:
        numerator = len(entries)
    persons = _persons(entries)
    without = max(people.living - persons, 0)
    return Numbers(numerator, people.denominator, persons, without, people.living)


def _share_of_rows(entries: list[Entry]) -> Numbers:
    counting = [entry for entry in entries if entry.counts]
    others = [entry for entry in entries if not entry.counts]
    return Numbers(
        len(counting), len(entries), _persons(counting), _persons(others), _persons(entries)
    )


def _share_of_persons(entries: list[Entry]) -> Numbers:
    counting = _distinct([entry for entry in entries if entry.counts])
    everybody = _distinct(entries)
    without = len(everybody - counting)
    return Numbers(len(counting), len(everybody), len(counting), without, len(everybody))


def _profile(entries: list[Entry], step: int) -> Numbers:
    def events(entry: Entry) -> int:
        assert entry.steps is not None, entry
        return entry.steps.events.get(step, 0)

    with_ = [entry for entry in entries if events(entry)]
    without = [entry for entry in entries if not events(entry)]
    return Numbers(
        sum(events(entry) for entry in with_),
        len(entries),
        _persons(with_),
        _persons(without),
        _persons(entries),
    )
