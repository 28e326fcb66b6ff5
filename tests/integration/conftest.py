"""A release as pages and the API meet it: built once, published anew for each test that asks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.sample_release import make_sample_release
from support.shared import made_once
from tvaerblik.core.permit import Permit
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST
from tvaerblik.worker import publish_built_release

OPERATOR = Permit("drift", "operator", "test")


def _publish(package: Path) -> ReleaseRecord:
    """As `tvaerblik release publish` does it."""
    sha256 = sha256_of(package / MANIFEST)
    return publish_built_release(package.name, sha256, package, by=OPERATOR, note="sample")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "sample", make_sample_release)


@pytest.fixture
def published(db, package: Path) -> ReleaseRecord:
    return _publish(package)


@pytest.fixture
def publish_package() -> Callable[[Path], ReleaseRecord]:
    return _publish
