"""What a CPR number says of its person: the day of birth and the sex.

The seventh digit and the year's two digits give the century (the register's own rule, in force since 1968). A day plus 60
is a replacement number. Where the digits make no day, nothing is said.
"""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc


def born_and_sex(numbers: pa.Array) -> tuple[pa.Array, pa.Array]:
    """date32 and `k`/`m` for each number in text, with or without hyphen; null where it is none."""
    distinct = pc.unique(numbers)
    facts = [_facts(text) for text in distinct.to_pylist()]
    index = pc.index_in(numbers, distinct)
    born = pa.array([born for born, _ in facts], pa.date32()).take(index)
    return born, pa.array([sex for _, sex in facts], pa.string()).take(index)


def _facts(text: str | None) -> tuple[date | None, str | None]:
    digits = (text or "").replace("-", "").replace(" ", "")
    if len(digits) != 10 or not digits.isdigit():
        return None, None
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    try:
        born = date(_century(seventh, year) + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return None, None
    return born, "m" if int(digits[9]) % 2 else "k"


def _century(seventh: int, year: int) -> int:
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
