"""Residents by month, municipality, sex and age: home by home and month by month, in ordinary Python."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tvaerblik.catalogue.registers import Register
from tvaerblik.core.periods import Period, periods_between
from tvaerblik.engine.plain.logic import Row, age_on
from tvaerblik.store.snapshot import Snapshot

Days = tuple[date, date]  # half-open


def resident_days_of(snapshot: Snapshot, register: Register) -> list[Row]:
    months = _months_covered(snapshot, register)
    if not months:
        return []
    persons: dict[tuple[Any, ...], int] = defaultdict(int)
    days: dict[tuple[Any, ...], int] = defaultdict(int)
    for home, (first, after) in _homes(snapshot, months[-1].end):
        for month in months:
            inside = (max(first, month.start), min(after, month.end))
            for age, stretch in _ages(home["born"], inside):
                key = (month.start, home["municipality"], home["sex"], age)
                days[key] += (stretch[1] - stretch[0]).days
                persons[key] += stretch[0] == month.start
    return [
        {
            "month_start": key[0],
            "municipality": key[1],
            "sex": key[2],
            "age": key[3],
            "persons": persons[key],
            "person_days": days[key],
        }
        for key in sorted(days)
    ]


def _months_covered(snapshot: Snapshot, register: Register) -> list[Period]:
    covers = [cover for name in register.built_from for cover in snapshot.covers_of(name)]
    if not covers:
        return []
    return periods_between(
        "month", min(cover.start for cover in covers), max(cover.end for cover in covers)
    )


def _homes(snapshot: Snapshot, end: date) -> Iterator[tuple[Row, Days]]:
    """Each home with the days somebody lived there: born, not dead, and not yet in the next one."""
    died = {row["person"]: row["died"] for row in snapshot.read("person").to_pylist()}
    homes: dict[Any, list[Row]] = defaultdict(list)
    for row in snapshot.read("residence").to_pylist():
        if row["valid_to"] is None or row["valid_from"] < row["valid_to"]:
            homes[row["person"]].append(row)
    for person, rows in homes.items():
        rows.sort(key=lambda row: row["valid_from"])
        for number, row in enumerate(rows):
            ends = [row["valid_to"], died.get(person), end]
            ends += [later["valid_from"] for later in rows[number + 1 : number + 2]]
            after = min(day for day in ends if day is not None)
            yield row, (max(row["valid_from"], row["born"]), after)


def _ages(born: date, days: Days) -> Iterator[tuple[int, Days]]:
    """The days of each age."""
    start, after = days
    while start < after:
        age = age_on(born, start)
        day = start if age_on(born, after - timedelta(days=1)) > age else after
        while day < after and age_on(born, day) == age:
            day += timedelta(days=1)
        yield age, (start, day)
        start = day
