"""The command line as a user meets it: real publications in, a figure out, refusals with their place."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DAYS = ("2020-05-13", "2020-05-20", "2020-12-09", "2020-12-16")
ADMITTED = "Newly_admitted_over_time.csv"


def run(*arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """As from a shell of its own: no setting of the tests reaches it."""
    environ = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO", "TVAERBLIK"))
    }
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from tvaerblik.cli import main; sys.exit(main())",
            *map(str, arguments),
            "--home",
            str(home),
        ],
        capture_output=True,
        text=True,
        env=environ,
        timeout=120,
        check=False,
    )


def value(home: Path, *arguments: str) -> dict[str, object]:
    answered = run("value", *arguments, "--json", home=home)
    assert answered.returncode == 0, answered.stderr
    return json.loads(answered.stdout)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Path:
    folder = tmp_path_factory.mktemp("home")
    assert run("init", home=folder).returncode == 0
    for day in DAYS:
        taken = run(
            "intake", real_data / "ssi-covid" / "weekly" / day, "--source", "ssi_covid", home=folder
        )
        assert taken.returncode == 0, taken.stderr
    return folder


def damaged(
    real_data: Path, tmp_path: Path, old: str, new: str, *, day: str = "2020-12-16"
) -> Path:
    folder = tmp_path / day
    shutil.copytree(real_data / "ssi-covid" / "weekly" / day, folder)
    folder.chmod(0o755)
    path = folder / ADMITTED
    path.chmod(0o644)
    text = path.read_text(encoding="utf-8")
    assert old in text, "the damage must change something"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.real_data
def test_a_figure_is_told_as_it_stood_at_a_publication(home: Path) -> None:
    asked = ("covid-nyindlagte", "--unit", "region-nordjylland", "--period", "2020-11", "--as-of")
    answer = value(home, *asked, "2020-12-15")
    assert (answer["value"], answer["state"], answer["flags"]) == (85, "ok", ["provisional"])
    assert set(answer) == {
        "indicator",
        "version",
        "unit",
        "period",
        "stratum",
        "state",
        "flags",
        "value",
        "numerator",
        "denominator",
        "lower",
        "upper",
        "coverage",
        "vintage",
        "release",
    }
    assert value(home, *asked, "2020-05-14")["state"] in (
        "not_collected",
        "not_settled",
        "not_delivered",
    )


@pytest.mark.real_data
def test_a_grain_nobody_collects_says_so_and_a_mask_is_no_number(home: Path) -> None:
    other = value(
        home,
        "covid-nyindlagte",
        "--unit",
        "kommune-0851",
        "--period",
        "2020-11",
        "--as-of",
        "2020-12-15",
    )
    assert (other["state"], other["value"]) == ("not_collected", None)
    masked = value(
        home,
        "covid-tilfaelde-pr-100000",
        "--unit",
        "kommune-0563",
        "--period",
        "2020-05-13",
        "--as-of",
        "2020-12-15",
    )
    assert (masked["state"], masked["value"], masked["numerator"], masked["bounds"]) == (
        "suppressed",
        None,
        None,
        [0, 9],
    )


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("2020-12-12;", "31-02-2021;", "D08", "række"),
        ("Dato;Hovedstaden;", "Dato,Hovedstaden,", "D12", "Newly_admitted"),
        (";Total", ";I alt", "D13", "I alt"),
    ],
)
def test_D08_D12_a_file_that_cannot_be_read_is_refused_in_both_languages(
    home: Path, real_data: Path, tmp_path: Path, old: str, new: str, code: str, says: str
) -> None:
    before = run("deliveries", "--json", home=home).stdout
    refused = run(
        "intake", damaged(real_data, tmp_path, old, new), "--source", "ssi_covid", home=home
    )
    assert refused.returncode == 3
    said = refused.stdout + refused.stderr
    assert says in said
    assert "Traceback" not in said
    assert "file Newly_admitted_over_time.csv" in said
    assert "fil Newly_admitted_over_time.csv" in said
    assert run("deliveries", "--json", home=home).stdout == before


@pytest.mark.real_data
def test_a_region_that_is_gone_is_held_though_the_total_adds_up(
    home: Path, real_data: Path, tmp_path: Path
) -> None:
    folder = damaged(real_data, tmp_path, "Dato;", "Dato;", day="2020-12-09")
    without_nordjylland(folder / ADMITTED)
    held = run("intake", folder, "--source", "ssi_covid", home=home)
    assert held.returncode == 4
    assert "Nordjylland" in held.stdout
    answer = value(
        home,
        "covid-nyindlagte",
        "--unit",
        "region-nordjylland",
        "--period",
        "2020-11",
        "--as-of",
        "2020-12-15",
    )
    assert answer["value"] == 85


def without_nordjylland(path: Path) -> None:
    rows = [line.split(";") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    place = rows[0].index("Nordjylland")
    kept = []
    for row in rows:
        lost = row.pop(place)
        if row[0] != "Dato":
            row[-1] = str(int(row[-1]) - int(lost))
        kept.append(";".join(row))
    path.write_text("\ufeff" + "\n".join(kept) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "exit_code", "says"),
    [
        (("deliveries",), 10, "tvaerblik init"),
        (("definitions", "show", "findes-ikke"), 6, "findes-ikke"),
        (("synth", "--out", "x", "--from", "2026-13"), 10, "--from"),
        (
            ("value", "covid-nyindlagte", "--unit", "danmark", "--period", "2020-11"),
            10,
            "tvaerblik init",
        ),
    ],
)
def test_a_users_mistake_is_answered_with_a_remedy(
    tmp_path: Path, arguments: tuple[str, ...], exit_code: int, says: str
) -> None:
    answered = run(*arguments, home=tmp_path / "nowhere")
    assert answered.returncode == exit_code
    assert says in answered.stderr
    assert "Traceback" not in answered.stderr
