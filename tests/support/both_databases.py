"""The governance's tests on the other database: `TVAERBLIK_TEST_DATABASE=postgresql pytest tests/integration`.

One server for the run, started by the process that shares the tests out; each of the others has a
database of its own in it. What asks the database nothing that it could answer otherwise is left out.
"""

import os
from collections.abc import Iterator

import pytest

from support.postgresql import Server, start_server

CHOSEN, SERVER = "TVAERBLIK_TEST_DATABASE", "TVAERBLIK_TEST_SERVER"
OF_A_DATABASE = {"db", "transactional_db", "django_db_setup"}
# Pages of a release: the figures come from its package, and making one takes longer than all the rest
OF_A_RELEASE = {"package", "live_server"}
MEETS_A_RELEASE_HERE_TOO = "test_switching.py"
# What pages look like does not depend on the database: the actions behind them are tested on both
OF_PAGES = ("_page.py", "_pages.py", "test_access.py")
# How SQLite is asked whether anything was written
OF_SQLITE = "test_unchanged.py"
_STARTED = pytest.StashKey[Server]()


def is_chosen() -> bool:
    return os.environ.get(CHOSEN) == "postgresql"


def pytest_configure(config: pytest.Config) -> None:
    if is_chosen() and not hasattr(config, "workerinput"):
        config.stash[_STARTED] = start_server()
        os.environ[SERVER] = config.stash[_STARTED].host


def pytest_unconfigure(config: pytest.Config) -> None:
    if _STARTED in config.stash:
        config.stash[_STARTED].stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not is_chosen():
        return
    left_out = [item for item in items if not _may_answer_otherwise(item)]
    items[:] = [item for item in items if _may_answer_otherwise(item)]
    config.hook.pytest_deselected(items=left_out)


def _may_answer_otherwise(item: pytest.Item) -> bool:
    asked, file = set(getattr(item, "fixturenames", ())), item.path.name
    if file == OF_SQLITE or file.endswith(OF_PAGES):
        return False
    if asked & OF_A_RELEASE and file != MEETS_A_RELEASE_HERE_TOO:
        return False
    return bool(asked & OF_A_DATABASE) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Where the server answers is known only once it runs, which is after the settings are read."""
    if is_chosen():
        from django.db import connection  # only once Django is set up

        connection.settings_dict["HOST"] = os.environ[SERVER]


@pytest.fixture(scope="session")
def django_db_keepdb() -> Iterator[bool]:
    """A server that is thrown away takes its databases with it, whoever still holds a connection."""
    yield is_chosen()
