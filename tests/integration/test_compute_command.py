"""`tvaerblik compute` in a process of its own, over an installation without deliveries."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MAIN = "import sys; from tvaerblik.cli import main; sys.exit(main())"
RATE = "indlaeggelser-pr-1000"


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """As from a shell of its own: no setting of the tests reaches it."""
    ours = ("DJANGO", "TVAERBLIK")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-c", MAIN, *arguments, "--home", str(home)],
        capture_output=True,
        text=True,
        env=environ,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    done = run(folder, "init")
    assert done.returncode == 0, done.stderr
    return folder


def test_nothing_delivered_is_nothing_computed(home: Path) -> None:
    assert json.loads(run(home, "compute", "--json").stdout) == {}
    said = run(home, "compute", "--explain", RATE)
    assert said.returncode == 0 and "intet er leveret" in said.stdout
    answer = json.loads(run(home, "compute", "--explain", RATE, "--json").stdout)
    assert answer == {"indicator": RATE, "steps": []}


@pytest.mark.parametrize(
    "arguments", [("--engine", "plain"), ("--only", "covid-nyindlagte")], ids=["plain", "only"]
)
def test_what_cannot_be_explained_says_why(home: Path, arguments: tuple[str, ...]) -> None:
    said = run(home, "compute", "--explain", RATE, *arguments)
    assert said.returncode != 0
    assert said.stderr.count("[K-EXPLAIN]") == 2  # Danish, then English
