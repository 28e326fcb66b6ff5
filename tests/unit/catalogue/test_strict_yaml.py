"""YAML is only a spelling: what could be read in two ways, or is an attack, is refused."""

from pathlib import Path

import pytest

from tvaerblik.catalogue.strict_yaml import MAX_BYTES, parse_strict_yaml, read_strict_yaml
from tvaerblik.core.errors import DefinitionError

FILE = Path("x.yaml")
LAUGHS = "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(40))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\na: 2", "stands twice"),
        ("a: &x 1", "Anchors"),
        (LAUGHS, "Anchors"),
        ("a: !!python/object:os.system x", "Tags"),
        ("a: !x 1", "Tags"),
        ("a: {<<: {b: 1}}", "key must be a word"),
        ("kode: 0101", "more than one way"),
        ("land: NO", "more than one way"),
        ("a: yes", "more than one way"),
        ("a: ~", "more than one way"),
        ("a:", "more than one way"),
        ("a: 0x1F", "more than one way"),
        ("a: True", "more than one way"),
        ("- a", "must be a mapping"),
        ("a: [", "not valid YAML"),
        ("? [a]\n: b", "key must be a word"),
        ("a: " + "[" * 50 + "]" * 50, "nested too deeply"),
        ("a: " + "{b: " * 900, "nested too deeply"),
    ],
)
def test_E02_E03_E04_hostile_or_ambiguous_yaml_is_refused_with_its_line(
    text: str, says: str
) -> None:
    with pytest.raises(DefinitionError, match=says) as caught:
        parse_strict_yaml(text, FILE)
    assert caught.value.problems[0].where.file == "x.yaml"
    assert caught.value.problems[0].where.row is not None


@pytest.mark.parametrize(
    "text",
    ["a: x\u202ey", 'a: "x\u2066y"', 'a: "x\\u202ey"', 'a: "\\ud800"', 'a: "x\\0y"', "a: x\u200by"],
)
def test_E11_a_text_that_shows_as_another(text: str) -> None:
    with pytest.raises(DefinitionError, match=r"E11|not valid YAML"):
        parse_strict_yaml(text, FILE)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_E02_a_file_that_is_not_utf_8(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("a: 1\nb: Æ\n".encode(encoding))
    with pytest.raises(DefinitionError, match="not UTF-8"):
        read_strict_yaml(path)


def test_E02_a_file_too_large_is_not_even_parsed(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_text("a: " + "x" * MAX_BYTES)
    with pytest.raises(DefinitionError, match="too large"):
        read_strict_yaml(path)


def test_plain_scalars_are_text_and_numbers_only() -> None:
    text = "a: kort\nb: 2026-01-01\nc: 12\nd: 0.10\ne: true\nf: '0101'\ng: 1.2.0\nh: -3"
    assert parse_strict_yaml(text, FILE) == {
        "a": "kort",
        "b": "2026-01-01",
        "c": 12,
        "d": 0.10,
        "e": True,
        "f": "0101",
        "g": "1.2.0",
        "h": -3,
    }
