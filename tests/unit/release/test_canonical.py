from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal

import pytest

from tvaerblik.core.texts import Text
from tvaerblik.release.canonical import from_bytes, to_bytes


@dataclass(frozen=True)
class Inner:
    day: date
    kind: Literal["a", "b"]


@dataclass(frozen=True)
class Outer:
    name: Text
    parts: tuple[Inner, ...]
    share: Decimal | None
    at: datetime
    number: float
    is_it: bool


VALUE = Outer(
    Text("æøå", "en"),
    (Inner(date(2026, 3, 1), "a"),),
    Decimal("0.10"),
    datetime(2026, 11, 22, 6, tzinfo=UTC),
    0.1,
    True,
)


def test_a_value_survives_the_journey():
    assert from_bytes(Outer, to_bytes(VALUE)) == VALUE


def test_the_same_value_is_the_same_bytes_with_sorted_names():
    content = to_bytes(VALUE)
    assert content == to_bytes(from_bytes(Outer, content))
    assert content.startswith(
        b'{"at":"2026-11-22T06:00:00+00:00","is_it":true,"name":{"da":"\xc3\xa6'
    )
    assert content.endswith(b"}\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"a"', b'"c"'),
        (b'"day"', b'"dag"'),
        (b"true", b'"yes"'),
        (b'"2026-03-01"', b'"2026-03-32"'),
        (b'"kind"', b'"more":1,"kind"'),
    ],
)
def test_what_was_not_written_here_is_not_read(old, new):
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_bytes(Outer, to_bytes(VALUE).replace(old, new))


def test_what_has_no_spelling_is_refused():
    with pytest.raises(TypeError):
        to_bytes({"set": {1}})
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_bytes(float("nan"))
