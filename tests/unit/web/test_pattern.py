"""The weeks around an acute admission, every sector under the other."""

import re
from pathlib import Path

import pytest
from django.test import Client

from support.sample_pattern import AALBORG, JAMMERBUGT, NURSING, PRACTICE, make_pattern_release
from tvaerblik.core.permit import Permit
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST

PATTERN = "/kontaktmoenster/akut-indlaeggelse"


@pytest.fixture(scope="session")
def pattern_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pattern_release(tmp_path_factory.mktemp("pattern"))


@pytest.fixture
def reader(db, pattern_package: Path) -> Client:
    operator = Permit("drift", "operator", "test")
    sha256 = sha256_of(pattern_package / MANIFEST)
    publish_release(pattern_package.name, sha256, pattern_package, by=operator)
    return Client()


def text_of(client: Client, asked: str = "") -> str:
    response = client.get(f"{PATTERN}?{asked}")
    assert response.status_code == 200, asked
    return response.content.decode()


def parts_of(text: str) -> dict[str, str]:
    """What stands of each sector, by its heading, in the order it stands."""
    found = re.findall(r'<section class="sector".*?</section>', text, re.DOTALL)
    return {re.search(r"<h3[^>]*>(.*?)</h3>", one).group(1): one for one in found}


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_is_whole_in_both_languages(reader: Client, language: str) -> None:
    reader.cookies["sprog"] = language
    text = text_of(reader, f"enhed={AALBORG}")
    assert f'<html lang="{language}">' in text and text.count("<h1>") == 1
    assert ">None<" not in text and "{{" not in text and " style=" not in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_each_sector_tells_what_happens_before_at_and_after(reader: Client) -> None:
    parts = parts_of(text_of(reader, f"enhed={AALBORG}"))
    assert list(parts) == ["Almen praksis", "Kommunen"]
    for part, zeros in zip(parts.values(), ("0", "00"), strict=True):
        weeks = (
            f"12 uger før 0,2{zeros}; ugen før 0,4{zeros}; i indlæggelsens uge 0,6{zeros}; "
            f"ugen efter 0,8{zeros}; "
        )
        assert weeks in part
        assert "Ugen efter er 2,00 gange ugen før: 100\u00a0% flere." in part
        assert f"Flest er der 1 uge efter: 0,8{zeros}." in part
        assert "Bygger på 200 indlæggelser." in part


def test_the_same_week_is_below_itself_and_the_admissions_week_is_marked(reader: Client) -> None:
    text = text_of(reader, f"enhed={AALBORG}")
    bands = re.findall(r'<rect x="([\d.]+)"[^>]*class="tb-week"', text)
    assert len(bands) == 4 and bands[0::2] == [bands[0]] * 2 and bands[1::2] == [bands[1]] * 2
    assert text.count(">Indlæggelsens uge</text>") == 4


def test_the_region_stands_beside_its_municipality_and_not_beside_itself(reader: Client) -> None:
    beside = "Region Nordjylland som helhed, Aalborg medregnet"
    assert beside in text_of(reader, f"enhed={AALBORG}")
    alone = text_of(reader, "enhed=region-nordjylland")
    assert "som helhed" not in alone and 'class="tb-rest"' not in alone


def test_hidden_weeks_are_told_and_give_no_ratio(reader: Client) -> None:
    nursing = parts_of(text_of(reader, f"enhed={JAMMERBUGT}"))["Kommunen"]
    assert "der er ingen tal for Jammerbugt i 2025" in nursing and "<svg" not in nursing
    table = re.search(r"<table.*?</table>", text_of(reader, f"enhed={JAMMERBUGT}"), re.DOTALL)
    week = re.search(r"<tr class=\"chosen\">.*?</tr>", table.group(0)).group(0)
    assert re.findall(r"<td[^>]*>(.*?)</td>", week) == ["0,60", "0,60", "–", "0,600"]


def test_a_year_is_opened_on_and_a_quarter_can_be_chosen(reader: Client) -> None:
    text = text_of(reader, f"enhed={AALBORG}")
    assert '<option value="2025" selected>' in text
    quarter = parts_of(text_of(reader, f"enhed={AALBORG}&periode=2026-Q1"))
    assert "<svg" in quarter["Almen praksis"]
    assert "Kommunen: der er ingen tal for Aalborg i 1. kvartal 2026." in quarter["Kommunen"]


@pytest.mark.parametrize("asked", ["enhed=kommune-9999", "periode=1999", "alder=umulig", "koen=x"])
def test_what_cannot_be_chosen_is_not_found(reader: Client, asked: str) -> None:
    assert reader.get(f"{PATTERN}?{asked}").status_code == 404


def test_an_unknown_pattern_is_not_found_and_the_short_address_leads_on(reader: Client) -> None:
    assert reader.get("/kontaktmoenster/findes-ikke").status_code == 404
    answer = reader.get(f"/kontaktmoenster?enhed={AALBORG}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PATTERN}?enhed={AALBORG}")


def test_the_files_have_the_weeks_of_the_chosen_unit(reader: Client) -> None:
    text = text_of(reader, f"enhed={AALBORG}")
    for indicator in (PRACTICE, NURSING):
        (address,) = re.findall(rf'href="(/api/v1/indikatorer/{indicator}\.csv[^"]*as-was)"', text)
        lines = _lines(reader, address)
        assert len(lines) == 26 and lines[0].endswith("uge")


def test_caveats_of_every_sector_are_on_the_page(reader: Client) -> None:
    text = text_of(reader, f"enhed={AALBORG}")
    assert "Der tælles planlagte indsatser" in text and "Sygesikringsregistret kender kun" in text
    assert "Det siger ikke" not in text and "ikke, at indlæggelsen er årsag" in text


def _lines(client: Client, address: str) -> list[str]:
    response = client.get(address.replace("&amp;", "&"))
    return b"".join(response.streaming_content).decode().splitlines()


def test_each_chart_is_a_file_that_says_whence_it_is(reader: Client) -> None:
    text = text_of(reader, f"enhed={AALBORG}")
    (svg,) = re.findall(rf'href="({PATTERN}/{PRACTICE}\.svg[^"]*)"', text)
    response = reader.get(svg.replace("&amp;", "&"))
    content = response.content.decode()
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    assert f'filename="{PRACTICE}.svg"' in response.headers["Content-Disposition"]
    assert "udgivelse 2026-11-22-01" in content and "Syntetiske tal" in content
    assert ">Aalborg, indlagt i 2025</text>" in content and ".tb-week" in content
    png = reader.get(svg.replace(".svg", ".png").replace("&amp;", "&"))
    assert png.content.startswith(b"\x89PNG")


def test_a_chart_without_figures_or_of_no_sector_is_not_found(reader: Client) -> None:
    for name in (f"{NURSING}.svg?enhed={JAMMERBUGT}", "findes-ikke.svg", f"{PRACTICE}.pdf"):
        assert reader.get(f"{PATTERN}/{name}").status_code == 404, name
