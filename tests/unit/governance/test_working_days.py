"""Danish working days: deadlines do not fall on days when nobody answers."""

from datetime import date

import pytest

from tvaerblik.governance.cases.working_days import (
    after_working_days,
    easter,
    is_working_day,
    working_days_between,
)

# Published dates of Easter Sunday
EASTERS = [(2020, 4, 12), (2021, 4, 4), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)]


@pytest.mark.parametrize(("year", "month", "day"), EASTERS)
def test_easter(year, month, day):
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 1), True),
        (date(2026, 4, 2), False),  # Maundy Thursday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2023, 5, 5), False),  # the last day of prayer off
        (date(2024, 4, 26), True),  # and a working day the year after
        (date(2026, 5, 14), False),  # Ascension
        (date(2026, 5, 25), False),  # Whit Monday
        (date(2026, 6, 5), False),
        (date(2026, 11, 22), False),  # a Sunday
        (date(2026, 12, 31), False),
    ],
)
def test_working_days(day, works):
    assert is_working_day(day) is works


def test_counting_forward_and_between_agree():
    start = date(2026, 12, 18)
    for n in range(12):
        assert working_days_between(start, after_working_days(start, n)) == n
    assert after_working_days(date(2026, 11, 22), 5) == date(2026, 11, 27)
    assert working_days_between(date(2026, 11, 27), date(2026, 11, 22)) == 0
