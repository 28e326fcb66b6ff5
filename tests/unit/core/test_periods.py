"""Periods: spelling, borders, containment."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.core.errors import NotKnown
from tvaerblik.core.periods import PERIOD_KINDS, parse_period, period_of, periods_between


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 4)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_a_period_is_half_open_from_its_first_day(text: str, start: date, end: date) -> None:
    period = parse_period(text)
    assert (period.start, period.end, period.id) == (start, end, text)
    assert period.contains(start)
    assert not period.contains(end)


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-13", "2026-Q5", "2025-W53", "2025-02-29", "2026-1", "marts 2026", "2026-00"],
)
def test_what_is_no_period_is_refused_with_the_spellings(text: str) -> None:
    with pytest.raises(NotKnown, match="2026-W12"):
        parse_period(text)


@pytest.mark.parametrize("text", ["9999", "9999-12", "9999-Q4", "9999-W52", "9999-12-31", "0000"])
def test_C02_a_period_that_ends_after_the_last_day_there_is(text: str) -> None:
    with pytest.raises(NotKnown, match="2026-W12"):
        parse_period(text)


@pytest.mark.parametrize("text", ["２０２６", "٢٠٢٦-03", "2026-W1２"])
def test_C06_digits_of_other_scripts_are_no_digits(text: str) -> None:
    with pytest.raises(NotKnown, match="2026-W12"):
        parse_period(text)


days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(days, st.sampled_from(PERIOD_KINDS))
def test_every_day_lies_in_one_period_that_reads_back(day: date, kind) -> None:
    period = period_of(day, kind)
    assert period.contains(day)
    assert parse_period(period.id) == period


@given(days, st.integers(0, 800), st.sampled_from(PERIOD_KINDS))
def test_periods_between_touch_and_cover(start: date, length: int, kind) -> None:
    end = start + timedelta(days=length)
    found = periods_between(kind, start, end)
    assert all(a.end == b.start for a, b in itertools.pairwise(found))
    assert (not found) == (length == 0)
    if found:
        assert found[0].contains(start)
        assert found[-1].start < end <= found[-1].end


def test_a_quarter_has_its_three_months_and_a_week_none() -> None:
    assert [month.id for month in parse_period("2026-Q2").months()] == [
        "2026-04",
        "2026-05",
        "2026-06",
    ]
    assert list(parse_period("2026-W12").months()) == []
