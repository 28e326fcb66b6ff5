"""`tvaerblik definitions` as whoever writes a definition meets it."""

import json
import shutil
from pathlib import Path

import pytest

from tvaerblik.cli.installation import write_settings
from tvaerblik.cli.main import main
from tvaerblik.store.store import Store

HOME_VISIT = "opfoelgende-hjemmebesoeg-7-dage"


@pytest.fixture
def home(tmp_path: Path, own_definitions: Path) -> Path:
    """An installation with a copy of the definitions that a test may change."""
    home = tmp_path / "home"
    write_settings(home, scope="region-nordjylland", demo=False)
    settings = home / "tvaerblik.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(str(own_definitions), "definitions"), encoding="utf-8")
    shutil.copytree(own_definitions, home / "definitions")
    return home


def change(home: Path, name: str, old: str, new: str) -> None:
    path = home / "definitions" / "indicators" / name
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_reads_the_cases_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["definitions", "check", "--home", str(home)]) == 0
    assert "worked cases can be read" in capsys.readouterr().out
    change(home, f"{HOME_VISIT}.cases.yaml", "service_id | person", "service_id | persons")
    assert main(["definitions", "check", "--home", str(home)]) == 5
    assert "persons" in capsys.readouterr().err


def test_check_holds_sources_against_cards_and_registers(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = home / "definitions" / "sources" / "lsr.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("dispensing", "dispensings"), "utf-8")
    assert main(["definitions", "check", "--home", str(home)]) == 5
    said = capsys.readouterr().err
    assert "Der er intet register »dispensings«" in said
    assert (
        "There is no register 'dispensings' to fill. (file sources/lsr.yaml, path tables)" in said
    )


def test_cases_are_run_and_read_aloud(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["definitions", "cases", HOME_VISIT, "--home", str(home)]) == 0
    said = capsys.readouterr().out
    assert "Et besøg før udskrivelsen tæller ikke" in said
    assert "hold on both engines" in said


def test_a_definition_that_no_longer_means_what_its_case_says_is_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(home, f"{HOME_VISIT}.yaml", "at_most: 7 days", "at_most: 6 days")
    assert main(["definitions", "cases", HOME_VISIT, "--home", str(home), "--json"]) == 5
    printed = capsys.readouterr()
    held = {outcome["case"]: outcome["holds"] for outcome in json.loads(printed.out)}
    assert not held["syv-dage"]
    assert held["65-aar"]
    problem = json.loads(printed.err)["error"][0]
    assert problem["where"] == {"file": f"{HOME_VISIT}.cases.yaml", "path": "syv-dage"}
    assert "expected ok, got zero (plain)" in problem["en"]


def test_what_changed_is_said_and_a_version_that_hides_it_refused(
    home: Path, own_definitions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(home, f"{HOME_VISIT}.yaml", "at_most: 7 days", "at_most: 6 days")
    arguments = ["definitions", "diff", HOME_VISIT, "--home", str(home)]
    assert main([*arguments, "--against", str(own_definitions), "--lang", "en"]) == 5
    printed = capsys.readouterr()
    assert "[can move the number] Numerator: Window: from 'at most 7 days later'" in printed.out
    assert "the version is still 0.1.0" in printed.err
    change(home, f"{HOME_VISIT}.yaml", "0.1.0\nstatus", "0.2.0\nstatus")
    change(home, f"{HOME_VISIT}.yaml", "version: 0.1.0, date", "version: 0.2.0, date")
    assert main([*arguments, "--against", str(own_definitions), "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert (answer["before"], answer["after"], answer["problems"]) == ("0.1.0", "0.2.0", [])
    assert {found["moves_numbers"] for found in answer["differences"]} == {True, False}


def test_new_and_gone_definitions_are_said(
    home: Path, own_definitions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "definitions" / "indicators" / f"{HOME_VISIT}.yaml").unlink()
    (home / "definitions" / "front.yaml").unlink()  # it names the indicator
    assert (
        main(["definitions", "diff", "--home", str(home), "--against", str(own_definitions)]) == 0
    )
    assert f"{HOME_VISIT}: udgået" in capsys.readouterr().out


def test_an_earlier_folder_that_is_none_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["definitions", "diff", "--home", str(home), "--against", str(home)]) == 10
    assert "--against" in capsys.readouterr().err


def test_what_a_definition_needs_is_said_without_an_installation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(tmp_path / "nowhere")
    assert main(["definitions", "requirements", HOME_VISIT, "--home", home]) == 0
    said = capsys.readouterr().out
    assert "Kommunale indsatser (municipal_service) med person, service, started." in said
    assert "Der er ingen installation at se efter i" in said


def test_whether_the_data_exist_is_answered_for_each_municipality(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Store.create(home)
    arguments = ["definitions", "requirements", HOME_VISIT, "--home", str(home)]
    assert main([*arguments, "--lang", "en"]) == 0
    assert "Aalborg: no; missing Hospital contacts, Municipal services" in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert len(answer["units"]) == 11
    assert {unit["answer"] for unit in answer["units"]} == {"no"}
    assert answer["codes"][0]["codelist"] == "fsiii-opfoelgende-hjemmebesoeg"
