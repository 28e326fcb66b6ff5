"""Every spec runs on every engine."""

from pathlib import Path

import pytest

from spec.drawn import Spec
from tvaerblik.catalogue.loader import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture(params=["plain", "duckdb"])
def spec(request: pytest.FixtureRequest, tmp_path: Path, catalogue: Catalogue) -> Spec:
    return Spec(request.param, tmp_path, catalogue)
