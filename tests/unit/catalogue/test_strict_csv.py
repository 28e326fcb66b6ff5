"""The catalogue's tables: what is not read as meant is refused with its row."""

from pathlib import Path

import pytest

from tvaerblik.catalogue.strict_csv import read_strict_csv
from tvaerblik.core.errors import DefinitionError


def _table(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "units.csv"
    path.write_bytes(content)
    return path


def test_rows_by_name(tmp_path: Path) -> None:
    path = _table(tmp_path, "\ufeffunit;name\r\na;Æ\r\nb;\r\n".encode())
    assert read_strict_csv(path, ("unit", "name")) == [
        {"unit": "a", "name": "Æ"},
        {"unit": "b", "name": ""},
    ]


@pytest.mark.parametrize(
    ("content", "row", "says"),
    [
        ("unit;name\na;Æ\n".encode("cp1252"), 2, "not UTF-8"),
        (b"", 1, "missing: unit, name"),
        (b"unit,name\na,b\n", 1, "missing: unit, name"),
        (b"unit;name\na;b\nc\n", 3, "as many fields"),
        (b"unit;name\na;b;c\n", 2, "as many fields"),
        (b'unit;name\n"a;b\n', 2, "as many fields"),
    ],
)
def test_E03_a_table_that_is_not_as_agreed(
    tmp_path: Path, content: bytes, row: int, says: str
) -> None:
    with pytest.raises(DefinitionError, match=says) as caught:
        read_strict_csv(_table(tmp_path, content), ("unit", "name"))
    where = caught.value.problems[0].where
    assert (where.file, where.row) == ("units.csv", row)
