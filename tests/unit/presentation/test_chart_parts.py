from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.presentation.charts.scale import Scale, nice_ticks
from tvaerblik.presentation.charts.svg import coordinate
from tvaerblik.presentation.charts.text import escape_text, text_width, wrap
from tvaerblik.presentation.numbers import decimals_of, number_text

LEVELS = st.lists(st.floats(-1e15, 1e15).filter(lambda v: v == 0 or abs(v) > 1e-15), min_size=1)


@given(LEVELS)
def test_ticks_are_even_few_and_enclose_everything(values):
    ticks = nice_ticks(values)
    assert 2 <= len(ticks) <= 12
    assert len({after - before for before, after in pairwise(ticks)}) == 1
    assert ticks[0] <= Decimal(str(min(values)))
    assert ticks[-1] >= Decimal(str(max(values)))


@given(LEVELS)
def test_the_label_of_a_tick_is_the_tick(values):
    ticks = nice_ticks(values)
    decimals = decimals_of(ticks[1] - ticks[0])
    for tick in ticks:
        text = number_text(tick, "en", decimals=decimals)
        assert Decimal(text.replace(",", "").replace("−", "-")) == tick


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([80.1, 91.9], ["80", "82", "84", "86", "88", "90", "92"]),
        ([1, 9], ["0", "2", "4", "6", "8", "10"]),
        ([-4, 3], ["-4", "-2", "0", "2", "4"]),
        ([125, 122, 125], ["115", "120", "125", "130"]),
        ([0], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ([], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_ticks_by_hand(values, expected):
    assert nice_ticks(values) == tuple(Decimal(tick) for tick in expected)


def test_a_per_cent_never_gets_an_axis_beyond_a_hundred():
    assert nice_ticks([100, 100], bounds=(0, 100))[-1] == 100
    assert nice_ticks([100, 100])[-1] > 100
    # A value that breaks the bound is shown, not hidden
    assert nice_ticks([100, 104], bounds=(0, 100))[-1] >= 104


def test_an_axis_keeps_zero_unless_the_values_are_far_from_it():
    assert nice_ticks([20, 60])[0] == 0
    assert nice_ticks([50, 60])[0] == 50
    assert nice_ticks([-60, -20])[-1] == 0


@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300), st.floats(-1e300, 1e300))
def test_a_scale_never_leaves_the_paper_for_what_lies_within(low, middle, high):
    low, middle, high = sorted((low, middle, high))
    place = Scale(low, high, 200, 0)(middle)
    assert -1e-6 <= place <= 200 + 1e-6


def test_coordinates_are_short():
    assert [coordinate(x) for x in (12.0, 12.04, 12.05001, -0.04)] == ["12", "12", "12.1", "0"]


@given(st.text(alphabet="abc æøå-", max_size=80), st.integers(30, 300))
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    lines = wrap(text, width, 13)
    assert all(text_width(line, 13) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_text_is_escaped_and_control_signs_are_dropped():
    assert escape_text('<b> & "x"\x00\x1b') == "&lt;b&gt; &amp; &quot;x&quot;"
