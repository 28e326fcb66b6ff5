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
    assert (answer["indicator"], answer["steps"], len(answer["vintage"])) == (RATE, [], 64)


@pytest.mark.parametrize(
    "arguments", [("--engine", "plain"), ("--only", "covid-nyindlagte")], ids=["plain", "only"]
)
def test_what_cannot_be_explained_says_why(home: Path, arguments: tuple[str, ...]) -> None:
    said = run(home, "compute", "--explain", RATE, *arguments)
    assert said.returncode != 0
    assert said.stderr.count("[K-EXPLAIN]") == 2  # Danish, then English
    assert "--only" not in arguments or "chooses no more than: covid-nyindlagte." in said.stderr


def test_one_chosen_may_be_explained(home: Path) -> None:
    said = run(home, "compute", "--only", RATE, "--explain", RATE, "--json")
    assert (said.returncode, json.loads(said.stdout)["steps"]) == (0, [])


def test_init_where_there_is_an_installation_says_so_and_changes_no_scope(home: Path) -> None:
    before = (home / "tvaerblik.toml").read_bytes()
    refused = run(home, "init", "--scope", "region-nordjylland")
    assert refused.returncode == 10
    assert "er allerede en installation, for danmark; intet er ændret" in refused.stderr
    assert "Change scope in tvaerblik.toml to region-nordjylland" in refused.stderr
    assert "Klar" not in refused.stdout
    assert (home / "tvaerblik.toml").read_bytes() == before


def test_init_again_brings_up_to_date_and_says_that_it_was_there(home: Path) -> None:
    for arguments in ((), ("--scope", "danmark")):
        again = run(home, "init", *arguments)
        assert again.returncode == 0, again.stderr
        assert "er der allerede" in again.stdout and "there already" in again.stdout


def test_init_for_a_unit_that_is_none_leaves_nothing_behind(tmp_path: Path) -> None:
    refused = run(tmp_path / "new", "init", "--scope", "atlantis")
    assert refused.returncode == 10 and "'atlantis' is not a unit" in refused.stderr
    assert not (tmp_path / "new").exists()
