"""An installation's own definitions: laid into its folder, brought up to date, never overwritten."""

import shutil
from pathlib import Path

import pytest

from tvaerblik.cli.installation import Installation, set_up_home, write_settings
from tvaerblik.cli.main import main
from tvaerblik.config.definitions import COPY, LAID, has_copy, lay_definitions, read_definitions
from tvaerblik.config.environment import Home

ONE, OTHER = "indicators/plejehjem-antal.yaml", "indicators/overbelaegning.yaml"


@pytest.fixture
def program(tmp_path: Path, own_definitions: Path) -> Path:
    """The program's folder, as an upgrade may change it."""
    folder = tmp_path / "program"
    shutil.copytree(own_definitions, folder)
    return folder


def test_a_new_home_has_its_own_and_one_made_earlier_keeps_what_its_settings_name(
    tmp_path: Path, own_definitions: Path
) -> None:
    fresh, earlier = tmp_path / "fresh", tmp_path / "earlier"
    write_settings(earlier, scope="region-nordjylland", demo=True)
    for home in (fresh, earlier):
        set_up_home(home, scope="region-nordjylland", demo=True)
    assert Installation(fresh).definitions == fresh / COPY == read_definitions(Home(fresh))[0]
    assert Installation(fresh).catalogue.indicators
    assert Installation(earlier).definitions == own_definitions and not has_copy(earlier)


def test_the_command_gives_an_earlier_home_its_own_and_leaves_other_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    write_settings(home, scope="region-nordjylland", demo=False)
    settings = home / "tvaerblik.toml"
    settings.write_text(settings.read_text("utf-8") + 'title = "Vores"\n', "utf-8")
    for _ in range(2):
        assert main(["definitions", "copy", "--home", str(home)]) == 0
    assert f"the definitions lie in {home / COPY}" in capsys.readouterr().out
    assert Installation(home).definitions == home / COPY
    text = settings.read_text("utf-8")
    assert text.count("definitions = ") == 1 and text.endswith('title = "Vores"\n')
    assert main(["definitions", "check", "--home", str(home)]) == 0


def test_an_upgrade_moves_what_nobody_touched_and_leaves_the_rest(
    tmp_path: Path, program: Path
) -> None:
    home = tmp_path / "home"
    lay_definitions(home, program)
    mended = home / COPY / ONE
    mended.write_text(mended.read_text("utf-8") + "# rettet her\n", "utf-8")
    approved = home / COPY / "indicators" / "ny.yaml"
    approved.write_text("id: ny\n", "utf-8")
    for path in (ONE, OTHER):
        text = (program / path).read_text("utf-8")
        (program / path).write_text(text + "# programmets\n", "utf-8")
    (program / "front.yaml").unlink()
    laid = lay_definitions(home, program)
    assert (laid.fresh, laid.kept) == (("front.yaml", OTHER), (ONE,))
    assert mended.read_text("utf-8").endswith("# rettet her\n") and approved.exists()
    assert (home / COPY / OTHER).read_text("utf-8").endswith("# programmets\n")
    assert not (home / COPY / "front.yaml").exists()
    assert lay_definitions(home, program).fresh == ()


def test_files_that_were_there_before_are_nobody_s_to_overwrite(
    tmp_path: Path, program: Path
) -> None:
    home = tmp_path / "home"
    (home / COPY / "indicators").mkdir(parents=True)
    (home / COPY / ONE).write_text("id: vores\n", "utf-8")
    assert lay_definitions(home, program).kept == (ONE,)
    assert (home / COPY / ONE).read_text("utf-8") == "id: vores\n"
    assert (home / COPY / LAID).is_file()
