"""Events in the weeks around a row."""

from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.language import Profile
from tvaerblik.engine.plain.links import Links
from tvaerblik.engine.plain.logic import Row, monday_of


@dataclass(frozen=True, slots=True)
class Steps:
    """How many events lie in each week; a week without any is not in it. `are_told`: whether it is
    known of every event in those weeks that it is one (for `unknown: fail`)."""

    events: dict[int, int]
    are_told: bool


def steps_of(measure: Profile, links: Links, row: Row) -> Steps:
    registers = links.tables.catalogue.registers
    by_week = registers[measure.of.table].is_by_week(measure.of.date) or registers[
        measure.events
    ].is_by_week(measure.to)
    index = links.moment(measure.of.table, row, measure.of.date)
    assert index is not None, row
    events: dict[int, int] = {}
    are_told = True
    others = links.other_events(measure.events, measure.where, measure.to, measure.of.table, row)
    for event in others:
        step = _step(index.date, event.at.date, by_week)
        if measure.first <= step <= measure.last:
            if event.truth is None:
                are_told = False
            if event.truth is True:
                events[step] = events.get(step, 0) + 1
    return Steps(events, are_told)


def _step(index: date, event: date, by_week: bool) -> int:
    """Week 0 begins on the index day, or is its calendar week where no more than that is known."""
    if by_week:
        return (monday_of(event) - monday_of(index)).days // 7
    return (event - index).days // 7  # rounds down: the day before is in week -1
