"""The catalogue, and a place to draw the tables whose rows are looked at."""

from pathlib import Path

import pytest

from support.placed import Drawn
from tvaerblik.catalogue.loader import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture
def drawn(tmp_path: Path, catalogue: Catalogue) -> Drawn:
    return Drawn(tmp_path, catalogue)
