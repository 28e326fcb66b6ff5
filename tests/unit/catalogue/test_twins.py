"""National figures that stand beside our own say whose twin they are."""

import shutil
from pathlib import Path

import pytest

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import DefinitionError

NATIONAL = "nationale-maal-genindlaeggelser"
OWN = "genindlaeggelse-30-dage-somatik"


def load_with(definitions: Path, folder: Path, name: str, old: str, new: str) -> Catalogue:
    shutil.copytree(definitions, folder)
    path = folder / "indicators" / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return load_catalogue(folder)


def test_the_national_series_names_its_twin(own_definitions: Path) -> None:
    assert load_catalogue(own_definitions).get(NATIONAL).national.beside == OWN


@pytest.mark.parametrize("beside", ["findes-ikke", NATIONAL])
def test_E04_a_twin_that_is_not_there_is_refused(
    own_definitions: Path, tmp_path: Path, beside: str
) -> None:
    with pytest.raises(DefinitionError, match="no other indicator"):
        load_with(own_definitions, tmp_path / "d", NATIONAL, f"beside: {OWN}", f"beside: {beside}")


def test_E04_only_figures_taken_over_are_somebodys_twin(
    own_definitions: Path, tmp_path: Path
) -> None:
    old = "national:\n  status: deviates\n"
    with pytest.raises(DefinitionError, match="Only figures taken over"):
        load_with(own_definitions, tmp_path / "d", OWN, old, f"{old}  beside: {NATIONAL}\n")
