"""Slots: the stretches of time that the finest grain is counted in.

Months, unless days or weeks are asked for; then days, of which weeks are made. A month's slot is its
number since year 0, a day's the days since 1 January 1970.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pyarrow as pa

from tvaerblik.core.periods import Period, PeriodKind, month_of, periods_between, quarter_of
from tvaerblik.engine.fast.conditions import month_number

SlotKind = Literal["month", "day"]

BY_MONTH: tuple[PeriodKind, ...] = ("month", "quarter", "year")
_EPOCH = date(1970, 1, 1)
_DENMARK = ZoneInfo("Europe/Copenhagen")
_NIGHT = time(23)  # when a stock with a clock is taken


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots that overlap the half-open days [start, end)."""

    kind: SlotKind
    start: date
    end: date

    def number(self, day: Any) -> Any:
        """The slot of an Ibis date."""
        if self.kind == "month":
            return month_number(day)
        return day.epoch_seconds().cast("int64") // 86_400

    def number_of(self, day: date) -> int:
        if self.kind == "month":
            return day.year * 12 + day.month - 1
        return (day - _EPOCH).days

    def slots_in(self, period: Period) -> list[int]:
        return [self.number_of(slot.start) for slot in self._between(period.start, period.end)]

    def table(self) -> pa.Table:
        """slot, first, after (the day after its last), days, quarter_start (whose population holds)."""
        found = self._between(self.start, self.end)
        return pa.table(
            {
                "slot": pa.array([self.number_of(slot.start) for slot in found], pa.int64()),
                "first": pa.array([slot.start for slot in found], pa.date32()),
                "after": pa.array([slot.end for slot in found], pa.date32()),
                "days": pa.array([slot.days for slot in found], pa.int64()),
                "quarter_start": pa.array(
                    [quarter_of(slot.start).start for slot in found], pa.date32()
                ),
            }
        )

    def nights(self, *, last_only: bool) -> pa.Table:
        """day, slot, at: 23:00 Danish time of each day as a UTC instant without a zone; with
        last_only the last day of each slot alone."""
        days = [
            day
            for slot in self._between(self.start, self.end)
            for day in ([slot.end - timedelta(days=1)] if last_only else _days(slot))
        ]
        return pa.table(
            {
                "day": pa.array(days, pa.date32()),
                "slot": pa.array([self.number_of(day) for day in days], pa.int64()),
                "at": pa.array([_night_of(day) for day in days], pa.timestamp("us")),
            }
        )

    def _between(self, start: date, end: date) -> list[Period]:
        return periods_between(self.kind, start, end)


def middle_of(period: Period) -> date:
    """The first day of the month in which the middle of the period lies."""
    return month_of(period.start + (period.end - period.start) // 2).start


def _days(period: Period) -> list[date]:
    return [period.start + timedelta(days=number) for number in range(period.days)]


def _night_of(day: date) -> datetime:
    return datetime.combine(day, _NIGHT, _DENMARK).astimezone(UTC).replace(tzinfo=None)
