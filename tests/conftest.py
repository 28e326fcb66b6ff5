"""What every test shares: where the real public data lie, and what is said when they do not."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from support.first_six import OWN, copy_first_six

# CI must say the same of the same code twice; chance is for the desk and `make generative`.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

pytest_plugins = ["support.both_databases"]

REAL_DATA = "TVAERBLIK_REAL_DATA"


def _real_data_folder() -> Path | None:
    named = os.environ.get(REAL_DATA)
    folder = Path(named) if named else None
    return folder if folder is not None and folder.is_dir() else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without the data those tests are left out and counted aloud; in CI nothing is run then.

    Leaving out, not skipping: a skipped test hides in a green run."""
    if _real_data_folder() is not None:
        return
    wanting = [item for item in items if item.get_closest_marker("real_data")]
    left_out = list(items) if wanting and os.environ.get("CI") else wanting
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
    config.stash[_NOT_RUN] = len(wanting)
    if hasattr(config, "workeroutput"):  # one of several processes, which says nothing itself
        config.workeroutput[REAL_DATA] = len(wanting)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays until the end: the collector need not go through it again and
    again while tests make their many small objects. A tenth of the time of the specs."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


_NOT_RUN = pytest.StashKey[int]()


class OfAllProcesses:
    """What the processes of pytest-xdist tell the one that writes the summary."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        # Each of them collects everything, so none is added to another
        told = getattr(node, "workeroutput", {}).get(REAL_DATA, 0)
        node.config.stash[_NOT_RUN] = max(told, node.config.stash.get(_NOT_RUN, 0))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(OfAllProcesses())


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("CI") and session.config.stash.get(_NOT_RUN, 0):
        session.exitstatus = pytest.ExitCode.USAGE_ERROR


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for told in _said_aloud(terminalreporter):
        terminalreporter.write_line(told)
    not_run = config.stash.get(_NOT_RUN, 0)
    terminalreporter.write_line(f"Real-data tests that did not run: {not_run}")
    if not_run and os.environ.get("CI"):
        terminalreporter.write_line(f"CI needs their data, so it ran nothing: set {REAL_DATA}")


SAID_ALOUD = "said aloud"


def _said_aloud(terminalreporter: pytest.TerminalReporter) -> Iterator[str]:
    """What tests recorded to be read also of a green run, whichever process they ran in."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            yield from (text for name, text in report.user_properties if name == SAID_ALOUD)


@pytest.fixture(autouse=True)
def nothing_kept_of_other_tests() -> None:
    """Tests publish the same release and change what no process changes while it serves it."""
    delivery = sys.modules.get("tvaerblik.config.delivery")
    if delivery is not None:
        delivery.PAGES.clear()


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
