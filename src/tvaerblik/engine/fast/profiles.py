"""The events around each index row of a profile, by week.

`placed_rows` gives the index rows with their key as k_<name>; they are kept as a table, and what is
asked here is asked of that table (`met`), so that the index rows are found once. Only rows whose own
conditions are true, and that are born, are asked. Leave the rows of places nobody asked for out of
`met` before `undecided_profile_events`: an event that nobody counts refuses nothing.
"""

from datetime import timedelta
from typing import Any

from tvaerblik.catalogue.language import Profile
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.shapes import date_column
from tvaerblik.engine.fast.conditions import age_on, all_hold, placing_day, shifted, table_of
from tvaerblik.engine.fast.links import differ, monday, not_false
from tvaerblik.engine.fast.slots import Slots

# A week of the calendar can begin this many days before the index day, and end as many after it
_SAME_WEEK = 6


def profile_events(measure: Profile, catalogue: Catalogue, slots: Slots, met: Any) -> Any:
    """One line an index row and step that has an event: k_<key>, step (int32), events (int64)."""
    found = _around(measure, catalogue, slots, met)
    keys = [found[f"k_{name}"] for name in _key(measure, catalogue)]
    found = found.filter(found.e_meets)
    return found.group_by([*keys, found.step]).aggregate(events=found.count())


def undecided_profile_events(measure: Profile, catalogue: Catalogue, slots: Slots, met: Any) -> Any:
    """One line: undecided, the pairs of an index row and an event whose conditions are unknown."""
    found = _around(measure, catalogue, slots, met)
    return found.aggregate(undecided=found.count(where=found.e_meets.isnull()))


def _around(measure: Profile, catalogue: Catalogue, slots: Slots, met: Any) -> Any:
    """k_<key>, e_meets, step: each pair in the steps asked for whose conditions are not false."""
    of_weeks = any(
        catalogue.registers[table].is_by_week(moment)
        for table, moment in ((measure.of.table, measure.of.date), (measure.events, measure.to))
    )
    rows = met.filter(met.meets, (met.age >= 0) | met.age.isnull())
    rows = rows.mutate(row_from=monday(rows.day) if of_weeks else rows.day)
    events = _events(measure, catalogue, slots, of_weeks=of_weeks)
    key = _key(measure, catalogue)
    within = [
        rows.person == events.e_person,
        events.e_day >= shifted(rows.row_from, 7 * measure.first),
        events.e_day < shifted(rows.row_from, 7 * (measure.last + 1)),
        *([differ(rows, "k_", events, "ek_", key)] if measure.events == measure.of.table else []),
    ]
    pairs = rows.inner_join(events, within)
    # Counted from the first step, where no distance is negative: engines round those differently
    days = pairs.e_day.delta(pairs.row_from, unit="day").cast("int64") - 7 * measure.first
    step = (days // 7 + measure.first).cast("int32")
    return pairs.select(*(f"k_{name}" for name in key), "e_meets", step=step)


def _events(measure: Profile, catalogue: Catalogue, slots: Slots, *, of_weeks: bool) -> Any:
    register = catalogue.registers[measure.events]
    table = table_of(catalogue, measure.events)
    stored = table[date_column(register, measure.to)]
    table = table.filter(
        stored >= slots.start + timedelta(days=7 * measure.first - _SAME_WEEK),
        stored < slots.end + timedelta(days=7 * measure.last + 1 + _SAME_WEEK),
    )
    day = table[stored.get_name()]
    age = age_on(table, placing_day(register, table, measure.to))
    found = table.select(
        e_meets=all_hold(measure.where, table, age, catalogue.codelists),
        e_person=table.person,
        e_day=monday(day) if of_weeks else day,
        **{f"ek_{name}": table[name] for name in register.key},
    )
    return found.filter(not_false(found.e_meets))


def _key(measure: Profile, catalogue: Catalogue) -> tuple[str, ...]:
    return catalogue.registers[measure.of.table].key
