"""Days, minutes and months as numbers agree with the calendar."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.synthetic import clock

EPOCH = date(1970, 1, 1)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
days = st.dates(date(1971, 1, 1), date(2060, 12, 31))
minutes = st.datetimes(datetime(2000, 1, 1), datetime(2060, 12, 31))


def day_number(day: date) -> int:
    return (day - EPOCH).days


def minute_number(moment: datetime) -> np.ndarray:
    return np.array([(moment - datetime(1970, 1, 1)) // timedelta(minutes=1)])


def test_a_month_is_read_and_written():
    assert clock.month_number("2023-01") == 636
    assert clock.month_text(636) == "2023-01"


@pytest.mark.parametrize("text", ["2023", "2023-13", "2023-1", "01-2023", "2023-01-01"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="YYYY-MM"):
        clock.month_number(text)


@given(days)
def test_first_day_of_the_month(day):
    month = clock.month_of_day(np.array([day_number(day)]))
    assert clock.first_day(month)[0] == day_number(day.replace(day=1))


@given(days)
def test_weekends(day):
    assert bool(clock.is_weekend(day_number(day))) == (day.weekday() >= 5)


@given(days, days)
def test_whole_years(one, other):
    born, day = sorted([one, other])
    expected = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    assert int(clock.whole_years(day_number(born), day_number(day))) == expected


@given(minutes)
def test_summer_time_is_copenhagens(moment):
    offset = moment.replace(tzinfo=COPENHAGEN).utcoffset()
    moved = clock.outside_changing_hour(minute_number(moment))
    if moved[0] == minute_number(moment)[0]:
        assert bool(clock.is_summer_time(moved)[0]) == (offset == timedelta(hours=2))


@pytest.mark.parametrize("day", [datetime(2026, 3, 29), datetime(2026, 10, 25)])
def test_the_changing_hour_is_moved_to_its_end(day):
    inside = minute_number(day + timedelta(hours=2, minutes=17))
    assert clock.outside_changing_hour(inside) == minute_number(day + timedelta(hours=3))
    for hour in (1, 3):
        outside = minute_number(day + timedelta(hours=hour))
        assert clock.outside_changing_hour(outside) == outside


def test_touching_a_clock_change():
    saturday = minute_number(datetime(2026, 10, 24, 20))
    sunday = minute_number(datetime(2026, 10, 25, 4))
    monday = minute_number(datetime(2026, 10, 26, 0))
    assert clock.touches_clock_change(saturday, sunday)[0]
    assert not clock.touches_clock_change(monday, monday + 600)[0]
    assert not clock.touches_clock_change(saturday - 600, saturday)[0]
