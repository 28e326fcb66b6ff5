"""Where rows about persons may be while they are worked on."""

import os
from pathlib import Path

import pytest

from tvaerblik.store import workspace
from tvaerblik.store.workspace import open_workspace, spill_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(workspace.tempfile, "gettempdir", lambda: str(tmp_path))
    return tmp_path


def test_what_memory_cannot_hold_goes_where_only_the_user_can_read(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = temporary / "started-here"
    started.mkdir()
    monkeypatch.chdir(started)
    connection = open_workspace(memory="60MB", threads=1)
    connection.execute(
        "CREATE TABLE big AS SELECT range AS a, md5(range::VARCHAR) AS b FROM range(3000000)"
    )
    spilled = [path for path in spill_folder().rglob("*") if path.is_file()]
    assert spilled, "nothing was spilled, so this proves nothing"
    assert spill_folder().stat().st_mode & 0o077 == 0
    connection.close()
    assert list(spill_folder().iterdir()) == []
    assert list(started.iterdir()) == []


def test_what_a_killed_process_left_is_removed_a_day_later(temporary: Path) -> None:
    for name, hours in (("old", 25), ("young", 1)):
        left = spill_folder() / name
        left.mkdir()
        (left / "rows.tmp").write_bytes(b"rows")
        then = left.stat().st_mtime - hours * 3600
        os.utime(left, (then, then))
    assert [path.name for path in spill_folder().iterdir()] == ["young"]


def test_a_folder_that_leads_elsewhere_is_refused(temporary: Path) -> None:
    (temporary / "elsewhere").mkdir()
    (temporary / f"tvaerblik-{os.getuid()}").symlink_to(temporary / "elsewhere")
    with pytest.raises(PermissionError):
        spill_folder()
