"""Every construct of the language read aloud in both languages, against sentences that people have read.

`spoken.txt` holds them: `## id`, then a line a part in Danish and one in English.
"""

import re
from pathlib import Path

import pytest

from support.spelled import SPELLED, spelled_catalogue
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.words import (
    attribute_words,
    denominator_words,
    numerator_words,
    standardise_words,
    unknown_words,
)

PARTS = {
    "numerator": numerator_words,
    "denominator": denominator_words,
    "attribute": attribute_words,
    "unknown": unknown_words,
    "standardise": standardise_words,
}


def golden() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("spoken.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found[line[3:]] = []
        elif line.strip():
            found[list(found)[-1]].append(line)
    return found


GOLDEN = golden()


@pytest.fixture(scope="module")
def catalogue(definitions: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return spelled_catalogue(definitions, tmp_path_factory.mktemp("spelled") / "definitions")


def spoken(id_: str, catalogue: Catalogue) -> list[str]:
    indicator = catalogue.get(id_)
    said = {name: say(indicator, catalogue) for name, say in PARTS.items()}
    return [
        f"{name} {language}: {text.in_(language)}"
        for name, text in said.items()
        if text is not None
        for language in ("da", "en")
    ]


@pytest.mark.parametrize("id_", SPELLED)
def test_a_definition_reads_as_people_would_say_it(id_: str, catalogue: Catalogue) -> None:
    assert spoken(id_, catalogue) == GOLDEN[id_]


def test_every_sentence_held_is_of_a_definition() -> None:
    assert set(GOLDEN) == set(SPELLED)


@pytest.mark.parametrize("id_", SPELLED)
def test_no_name_of_a_field_is_said(id_: str, catalogue: Catalogue) -> None:
    """No column, table or word of the spelling; titles of the test's own definitions apart."""
    columns = {c.name for r in catalogue.registers.values() for c in r.columns if "_" in c.name}
    said = re.sub("[»'][^«']*[«']", "…", "\n".join(spoken(id_, catalogue)))
    assert not [
        name
        for name in (*columns, *catalogue.registers)
        if re.search(rf"\b{name}\b", said) and "_" in name
    ]
    for line in said.splitlines():
        assert "  " not in line and "{" not in line and " ," not in line and ".." not in line
        assert line.endswith(".")
