from dataclasses import replace
from pathlib import Path

import pytest

from support.first_six import first_six
from support.sample_release import make_sample_release
from support.shared import made_once
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.release.reader import Release, open_release


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return first_six()


@pytest.fixture(scope="session")
def share(catalogue: Catalogue) -> Indicator:
    return catalogue.get("genindlaeggelse-30-dage-somatik")


@pytest.fixture(scope="session")
def sensitive_share(share: Indicator) -> Indicator:
    return replace(share, sensitivity="sensitive")


@pytest.fixture(scope="session")
def rate(catalogue: Catalogue) -> Indicator:
    return catalogue.get("indlaeggelser-pr-1000")


@pytest.fixture(scope="session")
def flow(catalogue: Catalogue) -> Indicator:
    return catalogue.get("covid-nyindlagte")


@pytest.fixture(scope="session")
def level(catalogue: Catalogue) -> Indicator:
    return catalogue.get("covid-tilfaelde-pr-100000")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "sample", make_sample_release)


@pytest.fixture(scope="session")
def release(sample_folder: Path) -> Release:
    return open_release(sample_folder)
