"""Homes, settings and paths that are not what they should be: a sentence in two languages, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    ours = ("DJANGO", "TVAERBLIK")
    environ = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    code = "import sys; from tvaerblik.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments), "--home", str(home)],
        capture_output=True,
        text=True,
        env=environ,
        timeout=120,
        check=False,
    )


def check_refused(done: subprocess.CompletedProcess[str], *says: str) -> None:
    assert done.returncode == 10, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for text in says:
        assert text in done.stderr
    assert len(done.stderr.strip().splitlines()) >= 2, "one sentence in each language"


VALUE = ("value", "indlaeggelser-pr-1000", "--unit", "danmark", "--period", "2025")


@pytest.mark.parametrize("command", [VALUE, ("init",), ("demo", "--no-serve"), ("serve",)])
def test_H04_a_home_that_is_a_file(tmp_path, command):
    home = tmp_path / "home"
    home.write_text("x")
    check_refused(run(*command, home=home), str(home))
    assert home.read_text() == "x"


def test_H04_a_home_with_too_long_a_name(tmp_path):
    check_refused(run("deliveries", home=tmp_path / ("h" * 5000)))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "home"
    assert run("init", home=folder).returncode == 0
    return folder


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (b'definitions = "\xe6"', "tvaerblik.toml"),
        (b'definitions = "/nowhere"', "/nowhere"),
        (b'scope = "nowhere"', "scope"),
        (b"scope = 5", "scope"),
    ],
)
def test_H04_settings_that_name_nothing(home, settings, says):
    file = home / "tvaerblik.toml"
    kept = file.read_bytes()
    file.write_bytes(settings)
    try:
        check_refused(run("release", "build", home=home), says)
    finally:
        file.write_bytes(kept)


@pytest.mark.parametrize(
    ("database", "command"),
    [("web.sqlite3", ("release", "list")), ("store/catalogue.sqlite", ("deliveries",))],
)
def test_H07_a_database_that_is_none(home, database, command):
    file = home / database
    kept = file.read_bytes()
    file.write_bytes(b"garbage " * 100)
    try:
        done = run(*command, home=home)
    finally:
        file.write_bytes(kept)
    assert done.returncode == 11, done.stderr
    assert "Traceback" not in done.stderr
    assert "K-DATABASE" in done.stderr


@pytest.mark.parametrize("persons", ["0", "-5"])
def test_H04_a_demo_of_nobody(tmp_path, persons):
    home = tmp_path / "home"
    check_refused(run("demo", "--no-serve", "--persons", persons, home=home), "K-SYNTH")
    assert not home.exists()


def test_H04_a_place_for_inventions_that_is_a_file(tmp_path):
    place = tmp_path / "out"
    place.write_text("x")
    months = ("--from", "2025-01", "--to", "2025-01")
    check_refused(run("synth", "--out", place, "--persons", "50", *months, home=tmp_path), "out")
