"""Periods: half-open spans of whole local days.

Spelled 2026, 2026-Q1, 2026-03, 2026-W12 and 2026-03-14.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text

PeriodKind = Literal["day", "week", "month", "quarter", "year"]
PERIOD_KINDS: tuple[PeriodKind, ...] = ("day", "week", "month", "quarter", "year")

_SPELLINGS: dict[PeriodKind, re.Pattern[str]] = {
    "year": re.compile(r"([0-9]{4})"),
    "quarter": re.compile(r"([0-9]{4})-Q([1-4])"),
    "month": re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])"),
    "week": re.compile(r"([0-9]{4})-W(0[1-9]|[1-4][0-9]|5[0-3])"),
    "day": re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`start` is the first day, `end` the first day after. Order is by start, then end."""

    start: date
    end: date
    kind: PeriodKind
    id: str

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def contains(self, day: date) -> bool:
        return self.start <= day < self.end

    def months(self) -> Iterator["Period"]:
        """The whole months inside; a day or a week has none."""
        day = self.start
        while day < self.end and self.kind in ("month", "quarter", "year"):
            yield month_of(day)
            day = _next_month(day)


def parse_period(text: str) -> Period:
    """Raises NotKnown for anything that is not one of the five spellings, 2026-W53 included."""
    for kind, spelling in _SPELLINGS.items():
        match = spelling.fullmatch(text)
        if match:
            try:
                return _MAKERS[kind](*(int(group) for group in match.groups()))
            except (ValueError, OverflowError):  # no such day, or an end beyond the year 9999
                break
    raise NotKnown(
        Problem(
            "K-PERIOD",
            Text(f"»{text}« er ikke en periode.", f"'{text}' is not a period."),
            Text(
                "Skriv 2026, 2026-Q1, 2026-03, 2026-W12 eller 2026-03-14.",
                "Write 2026, 2026-Q1, 2026-03, 2026-W12 or 2026-03-14.",
            ),
        )
    )


def _make_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year + 1, 1, 1), "year", f"{year:04d}")


def _make_quarter(year: int, quarter: int) -> Period:
    first = date(year, 3 * quarter - 2, 1)
    end = _next_month(date(year, 3 * quarter, 1))
    return Period(first, end, "quarter", f"{year:04d}-Q{quarter}")


def _make_month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return Period(first, _next_month(first), "month", f"{year:04d}-{month:02d}")


def _make_week(year: int, week: int) -> Period:
    first = date.fromisocalendar(year, week, 1)
    return Period(first, first + timedelta(days=7), "week", f"{year:04d}-W{week:02d}")


def _make_day(year: int, month: int, day: int) -> Period:
    first = date(year, month, day)
    return Period(first, first + timedelta(days=1), "day", first.isoformat())


_MAKERS: dict[PeriodKind, Callable[..., Period]] = {
    "year": _make_year,
    "quarter": _make_quarter,
    "month": _make_month,
    "week": _make_week,
    "day": _make_day,
}


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def year_of(day: date) -> Period:
    return _make_year(day.year)


def quarter_of(day: date) -> Period:
    return _make_quarter(day.year, (day.month + 2) // 3)


def month_of(day: date) -> Period:
    return _make_month(day.year, day.month)


def week_of(day: date) -> Period:
    iso = day.isocalendar()
    return _make_week(iso.year, iso.week)


def day_of(day: date) -> Period:
    return _make_day(day.year, day.month, day.day)


_OF: dict[PeriodKind, Callable[[date], Period]] = {
    "year": year_of,
    "quarter": quarter_of,
    "month": month_of,
    "week": week_of,
    "day": day_of,
}


def period_of(day: date, kind: PeriodKind) -> Period:
    return _OF[kind](day)


def periods_between(kind: PeriodKind, start: date, end: date) -> list[Period]:
    """Every period of a kind that overlaps [start, end), in order."""
    found = []
    day = start
    while day < end:
        period = period_of(day, kind)
        found.append(period)
        day = period.end
    return found
