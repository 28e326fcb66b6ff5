"""What takes long to make and is never changed: made once, though several processes run the tests."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """What `make` answers for a folder; the first process makes it while the others wait."""
    base = factory.getbasetemp()
    # Each process of pytest-xdist has a folder of its own in that of the run
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    told = run / f"{name}.made"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(str(make(run / name)), encoding="utf-8")
    return Path(told.read_text(encoding="utf-8"))
