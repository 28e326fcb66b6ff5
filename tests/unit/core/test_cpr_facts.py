"""The day of birth and the sex that a CPR number tells."""

from datetime import date

import pyarrow as pa
import pytest

from tvaerblik.core.cpr_facts import born_and_sex


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        ("6101503000", date(1950, 1, 1), "k"),  # 0-3: always 1900
        ("610150-3001", date(1950, 1, 1), "m"),
        ("6101364002", date(2036, 1, 1), "k"),  # 4: to 36
        ("6101374002", date(1937, 1, 1), "k"),  # 4: from 37
        ("6101575002", date(2057, 1, 1), "k"),  # 5-8: to 57
        ("6101588002", date(1858, 1, 1), "k"),  # 5-8: from 58
        ("6101369002", date(2036, 1, 1), "k"),  # 9 as 4
    ],
)
def test_the_seventh_digit_gives_the_century(number: str, born: date, sex: str) -> None:
    days, sexes = born_and_sex(pa.array([number]))
    assert (days[0].as_py(), sexes[0].as_py()) == (born, sex)


@pytest.mark.parametrize(
    "number", [None, "", "610150300", "9301503000", "6113503000", "8902001234", "abcdefghij"]
)
def test_what_is_no_day_says_nothing(number: str | None) -> None:
    days, sexes = born_and_sex(pa.array([number], pa.string()))
    assert (days[0].as_py(), sexes[0].as_py()) == (None, None)
