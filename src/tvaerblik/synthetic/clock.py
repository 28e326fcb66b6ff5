"""Days, minutes and months as whole numbers since 1970, in Copenhagen wall time.

Registers write wall time without an offset. Two nights a year that is not enough to know the
instant, so the invented world keeps clear of those hours: a right answer must not hang on them.
"""

import re
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

MINUTES_PER_DAY = 1440
MINUTES_PER_HOUR = 60
NEVER = np.int64(1) << 40

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_number(text: str) -> int:
    """Months since January 1970: "2023-01" is 636."""
    match = _MONTH.fullmatch(text)
    if match is None:
        raise ValueError(f"A month is written YYYY-MM, got {text!r}")
    return (int(match[1]) - 1970) * 12 + int(match[2]) - 1


def month_text(month: int) -> str:
    return f"{1970 + month // 12:04d}-{month % 12 + 1:02d}"


def day_text(day: int) -> str:
    return str(np.datetime64(int(day), "D"))


def first_day(month: Any) -> Any:
    """The day number a month (or an array of months) begins on."""
    days = np.asarray(month).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return days if days.ndim else int(days)


def month_of_day(day: Any) -> Ints:
    return np.asarray(day).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def month_of_minute(minute: Any) -> Ints:
    return month_of_day(day_of(minute))


def day_of(minute: Any) -> Ints:
    return np.asarray(minute) // MINUTES_PER_DAY


def monday_of(day: Any) -> Ints:
    return np.asarray(day) - (np.asarray(day) + 3) % 7


def iso_week(monday: Any) -> tuple[Ints, Ints]:
    """Year and number of the ISO week that begins on a Monday; its Thursday decides the year."""
    thursday = np.asarray(monday) + 3
    year = 1970 + month_of_day(thursday) // 12
    return year, (thursday - np.asarray(first_day((year - 1970) * 12))) // 7 + 1


def elapsed(start: Any, end: Any) -> Ints:
    """Minutes that passed between two times on the wall."""
    summer = is_summer_time(np.asarray(end)).astype(np.int64) - is_summer_time(np.asarray(start))
    return np.asarray(end) - np.asarray(start) - MINUTES_PER_HOUR * summer


def is_weekend(day: Any) -> npt.NDArray[np.bool_]:
    return (np.asarray(day) + 3) % 7 >= 5


def whole_years(birth_day: Any, day: Any) -> Ints:
    """Age in whole years; arrays may be of any shape that broadcasts."""
    years = month_of_day(day) // 12 - month_of_day(birth_day) // 12
    return np.asarray(years - (_day_in_year(day) < _day_in_year(birth_day)))


def _day_in_year(day: Any) -> Ints:
    """Month and day as one number that orders like the calendar, leap years or not."""
    month = month_of_day(day)
    return (month % 12) * 32 + np.asarray(day) - np.asarray(first_day(month))


def _last_sundays(month_in_year: int) -> Ints:
    years = np.arange(1970, 2101) - 1970
    last = np.asarray(first_day(years * 12 + month_in_year + 1)) - 1
    return last - (last + 4) % 7


# Clocks change on the last Sunday of March and of October, between 02:00 and 03:00.
_CHANGE_DAYS = np.sort(np.concatenate([_last_sundays(2), _last_sundays(9)]))
_CHANGES = _CHANGE_DAYS * MINUTES_PER_DAY + 2 * MINUTES_PER_HOUR


def touches_clock_change(start: Ints, end: Ints) -> npt.NDArray[np.bool_]:
    """Whether wall time between the two is not the time that passed, or is close to it."""
    margin = 3 * MINUTES_PER_HOUR
    following = np.searchsorted(_CHANGES, start - margin)
    return np.asarray(_CHANGES[following] - margin <= end)


def outside_changing_hour(minute: Ints) -> Ints:
    """The hour that is skipped or told twice is moved to its end; order is kept."""
    change = _CHANGES[np.maximum(np.searchsorted(_CHANGES, minute, side="right") - 1, 0)]
    inside = (minute >= change) & (minute < change + MINUTES_PER_HOUR)
    return np.where(inside, change + MINUTES_PER_HOUR, minute)


def is_summer_time(minute: Ints) -> npt.NDArray[np.bool_]:
    return np.asarray(np.searchsorted(_CHANGES, minute, side="right") % 2 == 1)
