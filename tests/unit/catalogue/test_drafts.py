"""A draft of a definition is read as a file of the folder is, and refused for what a file is refused for."""

from pathlib import Path

import pytest

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.drafts import read_draft
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import DefinitionError

HOME_VISIT = "opfoelgende-hjemmebesoeg-7-dage"


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture(scope="module")
def text(definitions: Path) -> str:
    return (definitions / "indicators" / f"{HOME_VISIT}.yaml").read_text("utf-8")


def test_a_draft_says_what_its_file_would_say(catalogue: Catalogue, text: str) -> None:
    draft = read_draft(text, catalogue)
    assert draft.digest == digest_of(catalogue.get(HOME_VISIT), catalogue)
    assert draft.numerator.da and draft.needs
    other = read_draft(text.replace(f"id: {HOME_VISIT}", "id: et-andet"), catalogue)
    assert other.indicator.id == "et-andet" and other.digest != draft.digest
    assert "et-andet" not in catalogue.indicators, "the catalogue itself is left alone"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("id: ", "navn: "), "no id"),
        ((f"id: {HOME_VISIT}", "id: ../ude"), "no id"),
        # Neither a file nor a column has room for it, and the folder would be full of what has none
        ((f"id: {HOME_VISIT}", f"id: {'a' * 81}"), "no id"),
        (("version: ", f"version: {'1' * 30}"), "version"),
        (("theme:", "theme: [\n"), "not valid YAML"),
        (("polarity: higher", "polarity: op"), "op"),
        (("title:", "titel:"), "title"),
    ],
)
def test_E04_what_is_wrong_is_said_with_its_field(
    catalogue: Catalogue, text: str, change: tuple[str, str], said: str
) -> None:
    assert change[0] in text
    with pytest.raises(DefinitionError, match=said):
        read_draft(text.replace(*change, 1), catalogue)


def test_E02_a_draft_larger_than_a_definition_is_not_parsed(catalogue: Catalogue) -> None:
    with pytest.raises(DefinitionError, match="too large"):
        read_draft("id: x\n" * 40_000, catalogue)
