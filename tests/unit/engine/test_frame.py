"""What a cell is added up from: slots, months and residents of each kind of period."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from spec.drawn import FOREVER
from tvaerblik.catalogue.language import Count, RowSet, Stock
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.periods import PeriodKind, parse_period
from tvaerblik.core.rows import AS_WAS
from tvaerblik.engine.fast.frame import (
    Frame,
    frames_asked,
    members_table,
    nights_asked_table,
    span_months_table,
    span_slots_table,
)
from tvaerblik.engine.request import Request
from tvaerblik.store.snapshot import Cover, Snapshot

ROWS = RowSet("hospital_stay", (), "started", "residence")
LAST_DAY = Stock(ROWS, "ended", "last_day", "no")


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


def frames(catalogue: Catalogue, *periods: str) -> list[Frame]:
    kinds: tuple[PeriodKind, ...] = tuple(
        dict.fromkeys(parse_period(period).kind for period in periods)
    )
    indicator = replace(catalogue.get("indlaeggelser-pr-1000"), periods=kinds)
    covers = tuple(Cover(name, None, *FOREVER) for name in ("hospital_contact", "population"))
    wanted = [parse_period(period) for period in periods]
    request = Request(
        ("kommune-0851",),
        kinds,
        min(period.start for period in wanted),
        max(period.end for period in wanted),
        (AS_WAS,),
    )
    return frames_asked(indicator, catalogue, Snapshot("v", {}, covers, frozenset()), request)


def lines(table: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(line[name] for name in names) for line in table.to_pylist()]


def test_months_and_days_are_counted_apart_and_see_the_same_days(catalogue: Catalogue) -> None:
    """The week reaches into February, and the month begins before it."""
    days, months = frames(catalogue, "2024-W05", "2024-01")
    assert (days.slots.kind, months.slots.kind) == ("day", "month")
    assert (days.slots.start, days.slots.end) == (date(2024, 1, 1), date(2024, 3, 1))
    assert (months.slots.start, months.slots.end) == (days.slots.start, days.slots.end)
    assert (days.tells, months.tells) == (True, False)
    # Weeks are asked for first, then months: the cells are numbered in that order
    assert days.numbers == tuple(range(len(days.periods)))
    assert months.numbers == tuple(
        range(len(days.periods), len(days.periods) + len(months.periods))
    )


def test_a_week_stands_against_the_residents_of_its_first_day(catalogue: Catalogue) -> None:
    """2024-W14 begins on 1 April, 2024-W40 on 30 September: the next quarter's residents come later."""
    (frame,) = frames(catalogue, "2024-W40")
    assert lines(span_months_table(frame), "month", "days", "quarter_start", "middle") == [
        (2024 * 12 + 8, 7, date(2024, 7, 1), True)
    ]
    assert len(span_slots_table(frame, Count(ROWS, "no"))) == 7
    assert lines(members_table(frame), "month", "atom") == [(2024 * 12 + 8, "kommune-0851")]


def test_a_year_has_its_middle_in_july(catalogue: Catalogue) -> None:
    (frame,) = frames(catalogue, "2024")
    found = span_months_table(frame)
    assert [month % 12 + 1 for month, middle in lines(found, "month", "middle") if middle] == [7]
    assert sum(found.column("days").to_pylist()) == 366


def test_a_stock_of_the_last_day_is_added_up_from_the_last_slot(catalogue: Catalogue) -> None:
    (year,) = frames(catalogue, "2024")
    assert lines(span_slots_table(year, LAST_DAY), "slot") == [(2024 * 12 + 11,)]
    (week,) = frames(catalogue, "2024-W40")
    sunday = (date(2024, 10, 6) - date(1970, 1, 1)).days
    assert lines(span_slots_table(week, LAST_DAY), "slot", "month") == [(sunday, 2024 * 12 + 8)]


def test_nights_asked_are_those_of_every_kind_of_period(catalogue: Catalogue) -> None:
    """Sundays, and the last day of February."""
    weeks, _ = frames(catalogue, "2024-W06", "2024-02")
    asked = nights_asked_table(weeks, LAST_DAY).column("slot").to_pylist()
    first = (date(2024, 2, 1) - date(1970, 1, 1)).days
    assert [slot - first + 1 for slot in asked] == [4, 11, 18, 25, 29, 29 + 3]
