from pathlib import Path

import pytest

from support.sample_release import make_sample_release
from tvaerblik.release.reader import Release, open_release


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder: Path = make_sample_release(tmp_path_factory.mktemp("pages"))
    return open_release(folder)
