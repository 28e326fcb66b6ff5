"""What every test shares: where the real public data lie, and what is said when they do not."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from support.first_six import OWN, copy_first_six

# CI must say the same of the same code twice; chance is for the desk and `make generative`.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

REAL_DATA = "TVAERBLIK_REAL_DATA"


def _real_data_folder() -> Path | None:
    named = os.environ.get(REAL_DATA)
    folder = Path(named) if named else None
    return folder if folder is not None and folder.is_dir() else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without the data those tests are left out and counted aloud; in CI that is a failure.

    Leaving out, not skipping: a skipped test hides in a green run."""
    if _real_data_folder() is not None:
        return
    wanting = [item for item in items if item.get_closest_marker("real_data")]
    if wanting and os.environ.get("CI"):
        raise pytest.UsageError(f"CI needs the real data of {len(wanting)} tests: set {REAL_DATA}")
    items[:] = [item for item in items if item not in wanting]
    config.hook.pytest_deselected(items=wanting)
    config.stash[_NOT_RUN] = len(wanting)


_NOT_RUN = pytest.StashKey[int]()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    terminalreporter.write_line(
        f"Real-data tests that did not run: {config.stash.get(_NOT_RUN, 0)}"
    )


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real public data; only tests marked `real_data` may ask for it."""
    folder = _real_data_folder()
    assert folder is not None, f"mark the test real_data: {REAL_DATA} is not set"
    return folder


@pytest.fixture(scope="session")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's definitions folder with its first six indicators: not to be changed in place."""
    return copy_first_six(tmp_path_factory.mktemp("first-six") / "definitions")


@pytest.fixture(scope="session")
def own_definitions() -> Path:
    """The project's own definitions folder, with everything in it."""
    return OWN
