"""The map's two forms: offered where boundaries are configured, and never stale in a browser."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client

from support.made_boundaries import SOURCE, made_features, written
from tvaerblik.config.environment import Home, read_boundary_settings
from tvaerblik.core.errors import ConfigError
from tvaerblik.web import boundaries as of_web

VISITS = "/indikator/opfoelgende-hjemmebesoeg-7-dage"


@dataclass(frozen=True)
class Configured:
    file: Path
    source: str
    code: str


@pytest.fixture
def configured(tmp_path: Path, settings) -> Configured:
    file = written(tmp_path, made_features().values())
    settings.BOUNDARIES = Configured(file.path, file.source, file.code)
    return settings.BOUNDARIES


def _map(site: Client, asked: str = "") -> str:
    text = site.get(f"{VISITS}{asked}").content.decode()
    found = re.search(r'<section class="map".*?</section>', text, re.DOTALL)
    assert found is not None
    return found[0]


def test_without_boundaries_there_are_tiles_and_nothing_to_choose(site: Client, settings) -> None:
    settings.BOUNDARIES = None
    for asked in ("", "?kort=landkort"):
        found = _map(site, asked)
        assert "tb-land" not in found and "Vis kortet som" not in found


def test_the_reader_chooses_between_tiles_and_boundaries(site: Client, configured) -> None:
    tiles, land = _map(site), _map(site, "?kort=landkort")
    assert "tb-land" not in tiles and "tb-land" in land
    assert "<strong>Felter</strong>" in tiles and "<strong>Landkort</strong>" in land
    address = re.search(r'href="(\?[^"]+)#kort">Landkort', tiles)
    assert address is not None
    assert "tb-land" in _map(site, address[1].replace("&amp;", "&"))
    assert f"Grænser: {SOURCE}" in re.sub(r"</text><text[^>]*>", " ", land)


def test_both_forms_have_the_same_table(site: Client, configured) -> None:
    tables = [
        re.search(r"<table.*?</table>", _map(site, asked), re.DOTALL)
        for asked in ("?kort=felter", "?kort=landkort")
    ]
    assert tables[0] and tables[1] and tables[0][0] == tables[1][0]


def test_the_file_is_of_the_form_that_is_shown(site: Client, configured) -> None:
    for asked, is_land in (("?kort=landkort", True), ("", False)):
        found = re.search(r'href="([^"]+kort\.svg[^"]*)"', _map(site, asked))
        assert found is not None
        text = site.get(found[1].replace("&amp;", "&")).content.decode()
        assert ("tb-land" in text) == is_land
        assert (SOURCE in text) == is_land


def test_another_form_is_not_found(site: Client, configured) -> None:
    assert site.get(f"{VISITS}?kort=globus").status_code == 404


def test_other_boundaries_make_another_page(site: Client, configured, settings) -> None:
    marks = [site.get(VISITS).headers["ETag"]]
    settings.BOUNDARIES = Configured(configured.file, "En anden kilde", configured.code)
    marks.append(site.get(VISITS).headers["ETag"])
    settings.BOUNDARIES = None
    marks.append(site.get(VISITS).headers["ETag"])
    assert len(set(marks)) == 3


def test_the_file_is_read_once(configured: Configured) -> None:
    first = of_web.boundaries_of_site()
    configured.file.unlink()
    assert of_web.boundaries_of_site() is first


# Settings ----------------------------------------------------------------------------------------


def test_the_path_is_seen_from_the_installation(tmp_path: Path) -> None:
    text = '[boundaries]\nfile = "kort/a.geojson"\nsource = "Kilde"\n'
    (tmp_path / "tvaerblik.toml").write_text(text, encoding="utf-8")
    found = read_boundary_settings(Home(tmp_path))
    assert found is not None
    assert (found.file, found.source, found.code) == (tmp_path / "kort/a.geojson", "Kilde", "kode")


@pytest.mark.parametrize("text", [None, "", "[site]\ndemo = true"])
def test_nothing_configured_is_no_boundaries(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "tvaerblik.toml").write_text(text, encoding="utf-8")
    assert read_boundary_settings(Home(tmp_path)) is None


@pytest.mark.parametrize(
    "text",
    [
        "[boundaries]",
        '[boundaries]\nfile = "a"',
        '[boundaries]\nfile = 7\nsource = "b"',
        '[boundaries]\nfile = "a"\nsource = "b"\nkode = "c"',
        "boundaries = 1",
        "[boundaries",
    ],
)
def test_H04_boundaries_that_are_half_told_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "tvaerblik.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as found:
        read_boundary_settings(Home(tmp_path))
    assert "Under [boundaries] skal »file« og »source« stå" in found.value.in_("da")
    assert "Under [boundaries] there must be 'file' and 'source'" in found.value.in_("en")
