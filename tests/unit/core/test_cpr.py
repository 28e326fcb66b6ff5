"""What is taken for a CPR number in text, and what is not."""

import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tvaerblik.core.cpr import CPR_ALONE, CPR_IN_TEXT, has_cpr, masked

# In parts, so that no search for CPR numbers finds one here.
PLAIN = "010190" + "0001"
YES = [
    PLAIN,
    f"{PLAIN[:6]}-{PLAIN[6:]}",
    f"{PLAIN[:6]} {PLAIN[6:]}",
    *(f"{PLAIN[:6]}{sign}{PLAIN[6:]}" for sign in "\u00a0\u2010\u2011\u2013\u2014\u2212"),
    f"cpr {PLAIN}.",
    f"({PLAIN})",
    "610190" + "0001",
    "911290" + "0001",
    f"Ø {PLAIN}",
]
NO = [
    "",
    "000190" + "0001",
    "320190" + "0001",
    "600190" + "0001",
    "921290" + "0001",
    "011390" + "0001",
    "010090" + "0001",
    "1" + PLAIN,
    PLAIN + "1",
    "a" + PLAIN,
    PLAIN + "b",
    "3112900001000016",
    "0204a44a-29ca-4ac0-9f08-010190000123",
    "2026-01-01T10:00:00",
    "010190-1",
]


@pytest.mark.parametrize("text", YES)
def test_found_and_masked(text):
    assert has_cpr(text)
    assert PLAIN[6:] not in masked(text)
    assert not has_cpr(masked(text))


@pytest.mark.parametrize("text", NO)
def test_left_alone(text):
    assert not has_cpr(text)
    assert masked(text) == text


def test_arrow_and_python_find_the_same():
    found = pc.match_substring_regex(pa.array([*YES, *NO]), CPR_IN_TEXT).to_pylist()
    assert found == [True] * len(YES) + [False] * len(NO)


def test_alone_means_nothing_else():
    assert re.search(CPR_ALONE, PLAIN)
    assert not re.search(CPR_ALONE, f"cpr {PLAIN}")
    assert not re.search(CPR_ALONE, f"{PLAIN[:6]}\u2013{PLAIN[6:]}"), "a register writes a hyphen"
