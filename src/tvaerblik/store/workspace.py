"""In-memory DuckDB for work on person-level rows, and where it may spill what memory cannot hold.

DuckDB's own choice is a folder `.tmp` wherever the command was started, readable by all and left behind
when the process is killed. Rows about persons go to a folder that only the user can enter; what a killed
process left there is removed by the next one.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import duckdb

# No computation takes a day, so nobody is using what is older
_LONGEST_SECONDS = 24 * 3600


def open_workspace(*, threads: int = 2, memory: str = "4GB") -> duckdb.DuckDBPyConnection:
    """A private connection; DuckDB makes its spill folder when it first needs it and removes it when
    the connection is closed."""
    return duckdb.connect(
        ":memory:",
        config={
            "threads": threads,
            "memory_limit": memory,
            "temp_directory": str(spill_folder() / uuid4().hex),
        },
    )


def spill_folder() -> Path:
    """The user's own folder among the system's temporary files, without what is stale.

    Raises PermissionError when somebody else owns a folder of that name."""
    folder = Path(tempfile.gettempdir(), f"tvaerblik-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or folder.is_symlink():
        raise PermissionError(f"{folder} belongs to somebody else")
    folder.chmod(0o700)
    for spilled in folder.iterdir():
        _remove_stale(spilled)
    return folder


def _remove_stale(spilled: Path) -> None:
    try:
        age = time.time() - spilled.stat().st_mtime
    except FileNotFoundError:  # its owner has just finished
        return
    if age > _LONGEST_SECONDS:
        shutil.rmtree(spilled, ignore_errors=True)
