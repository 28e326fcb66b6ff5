"""Hostile files are refused with a sentence, its line and a remedy. How long it takes is measured by
`make bench`, not here."""

from pathlib import Path

import pytest

from support.hostile_files import HOSTILE
from tvaerblik.catalogue import strict_yaml
from tvaerblik.catalogue.strict_yaml import read_strict_yaml
from tvaerblik.core.errors import DefinitionError


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_line(name: str, tmp_path: Path) -> None:
    text, says = HOSTILE[name]
    path = tmp_path / "x.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(DefinitionError) as caught:
        read_strict_yaml(path)
    problem = caught.value.problems[0]
    assert says in problem.what.en
    assert problem.where.file == "x.yaml" and problem.where.row is not None
    assert problem.what.da != problem.what.en and problem.remedy.da


def test_what_is_refused_does_not_hang_on_libyaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PyYAML built without it refuses the same, only slower."""
    monkeypatch.setattr(strict_yaml, "_LOADER", strict_yaml.yaml.SafeLoader)
    for name in (
        "billion laughs",
        "31 levels of mappings",
        "flow mappings",
        "Norway",
        "a merge key",
        "a directive",
        "two documents",
        "a word turned round",
    ):
        text, says = HOSTILE[name]
        path = tmp_path / "x.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DefinitionError, match=says):
            read_strict_yaml(path)
