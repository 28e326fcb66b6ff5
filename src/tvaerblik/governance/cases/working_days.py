"""Danish working days, for deadlines: not weekends, public holidays, 24 or 31 December, or 5 June."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

DAY = timedelta(days=1)
# Store bededag is a working day since 2024 (lov nr. 214 af 6. marts 2023)
LAST_PRAYER_DAY = 2023


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical
    Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def days_off(year: int) -> frozenset[date]:
    sunday = easter(year)
    moving = [
        -3,
        -2,
        1,
        39,
        50,
    ]  # Maundy Thursday, Good Friday, Easter Monday, Ascension, Whit Monday
    if year <= LAST_PRAYER_DAY:
        moving.append(26)
    fixed = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))
    return frozenset(
        {sunday + timedelta(days=n) for n in moving} | {date(year, m, d) for m, d in fixed}
    )


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in days_off(day.year)


def working_days_after(day: date) -> Iterator[date]:
    while True:
        day += DAY
        if is_working_day(day):
            yield day


def after_working_days(start: date, n: int) -> date:
    """The `n`th working day after `start`; with 0, `start` itself."""
    return next(islice(working_days_after(start), n - 1, None)) if n else start


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and with `end`; 0 where `end` is not after it."""
    return sum(is_working_day(start + n * DAY) for n in range(1, (end - start).days + 1))
