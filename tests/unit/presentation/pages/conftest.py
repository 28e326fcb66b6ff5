from pathlib import Path

import pytest

from support.sample_release import make_sample_release
from support.shared import made_once
from tvaerblik.release.reader import Release, open_release


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder: Path = made_once(tmp_path_factory, "sample", make_sample_release)
    return open_release(folder)
