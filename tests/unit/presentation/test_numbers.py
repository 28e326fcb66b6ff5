from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.presentation.numbers import (
    date_text,
    decimals_of,
    number_text,
    period_text,
    range_text,
    round_half_up,
    share_range_text,
    share_text,
)


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (0, 0, "0", "0"),
        (0, 1, "0,0", "0.0"),
        (-4.25, 1, "−4,3", "−4.3"),
        (-0.04, 1, "0,0", "0.0"),
        (Decimal("0.125"), 2, "0,13", "0.13"),
        # Floats a little below or above what they say
        (2.675, 2, "2,68", "2.68"),
        (1.005, 2, "1,01", "1.01"),
        (0.1 + 0.2, 1, "0,3", "0.3"),
        (2.5, 0, "3", "3"),
        (99.95, 1, "100,0", "100.0"),
    ],
)
def test_numbers(value, decimals, danish, english):
    assert number_text(value, "da", decimals=decimals) == danish
    assert number_text(value, "en", decimals=decimals) == english


def test_shares_have_a_space_that_does_not_break_in_danish_and_none_in_english():
    assert share_text(0.123, "da") == "12,3\u00a0%"
    assert share_text(0.123, "en") == "12.3%"
    assert share_text(0, "da") == "0,0\u00a0%"
    assert share_text(0.285, "da", decimals=0) == "29\u00a0%"
    assert share_text(Decimal("0.9995"), "da") == "100,0\u00a0%"


def test_ranges():
    assert range_text(10.2, 14.8, "da", decimals=1) == "10,2–14,8"
    assert range_text(-1, 2, "da") == "−1 til 2"
    assert range_text(-1, 2, "en") == "−1 to 2"
    assert share_range_text(0.102, 0.148, "da") == "10,2–14,8\u00a0%"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_not_written(value):
    with pytest.raises(ValueError, match="only finite numbers"):
        number_text(value, "da")


@given(st.floats(-1e300, 1e300), st.integers(0, 4))
def test_a_written_number_reads_back_as_itself_rounded(value, decimals):
    text = number_text(value, "da", decimals=decimals)
    read = Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))
    assert read == round_half_up(value, decimals)
    assert abs(read - Decimal(str(value))) <= Decimal(5).scaleb(-decimals - 1)
    assert text != "−0"


@pytest.mark.parametrize(
    ("period", "danish", "english", "short"),
    [
        ("2026", "2026", "2026", "2026"),
        ("2026-Q1", "1. kvartal 2026", "Q1 2026", "1. kv. 2026"),
        ("2026-03", "marts 2026", "March 2026", "mar. 2026"),
        ("2026-W12", "uge 12, 2026", "week 12, 2026", "uge 12, 2026"),
        ("2026-03-12", "12. marts 2026", "12 March 2026", "12. mar. 2026"),
        ("2026-05", "maj 2026", "May 2026", "maj 2026"),
    ],
)
def test_periods(period, danish, english, short):
    assert period_text(period, "da") == danish
    assert period_text(period, "en") == english
    assert period_text(period, "da", short=True) == short


@pytest.mark.parametrize(
    "period", ["", "26", "2026-13", "2026-00", "2026-Q5", "2025-W53", "2026-02-30", "marts 2026"]
)
def test_periods_that_do_not_exist_are_refused(period):
    with pytest.raises(ValueError):
        period_text(period, "da")


def test_dates():
    assert date_text(date(2026, 3, 1), "da") == "1. marts 2026"
    assert date_text(date(2026, 3, 1), "en", short=True) == "1 Mar 2026"


@pytest.mark.parametrize(
    ("step", "decimals"), [("2.5", 1), ("0.05", 2), ("10", 0), ("1E+3", 0), ("2.50", 1)]
)
def test_decimals_that_write_a_step_exactly(step, decimals):
    assert decimals_of(Decimal(step)) == decimals
