"""A release as pages and the API meet it: built once, published anew for each test that asks."""

from pathlib import Path

import pytest

from support.sample_release import make_sample_release
from tvaerblik.core.permit import Permit
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.worker import publish_built_release

OPERATOR = Permit("drift", "operator", "test")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample_release(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def published(db, package: Path) -> ReleaseRecord:
    return publish_built_release(package, OPERATOR, "sample")
