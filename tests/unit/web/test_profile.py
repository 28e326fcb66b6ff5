"""The profile's pages: their addresses, their table, and the ways to and from them."""

import re

import pytest
from django.test import Client

MIDT = "sundhedsklynge-nordjylland-midt"
PROFILE = f"/klynge/{MIDT}"
PAGES = [PROFILE, "/kommune/kommune-0825", "/region/region-nordjylland"]
PAGES += ["/sundhedsraad/sundhedsraad-limfjorden", "/enhed/danmark"]


def _text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_of_unit_has_a_profile(site: Client, address: str, language: str) -> None:
    site.cookies["sprog"] = language
    text = _text(site, address)
    assert f'<html lang="{language}">' in text
    assert text.count("<h1>") == 1
    assert ">None<" not in text and "{{" not in text and "{%" not in text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", text)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (f"/kommune/{MIDT}", PROFILE),
        ("/klynge/kommune-0851", "/kommune/kommune-0851"),
        ("/enhed/region-nordjylland", "/region/region-nordjylland"),
        ("/region/sundhedsraad-limfjorden", "/sundhedsraad/sundhedsraad-limfjorden"),
        ("/enhed?enhed=kommune-0851", "/kommune/kommune-0851"),
        ("/enhed", PROFILE),
    ],
)
def test_a_unit_asked_for_under_another_kind_is_found(
    site: Client, asked: str, answered: str
) -> None:
    response = site.get(asked)
    assert (response.status_code, response.headers["Location"]) == (302, answered)


@pytest.mark.parametrize(
    "address", ["/klynge/maanen", "/kommune/kommune-0101", "/enhed?enhed=maanen", "/by/x"]
)
def test_a_unit_without_figures_is_not_found(site: Client, address: str) -> None:
    _text(site, address, 404)


def test_the_table_is_one_that_a_screen_reader_can_walk(site: Client) -> None:
    text = _text(site, PROFILE)
    table = text[text.index('<table class="tartan') :]
    table = table[: table.index("</table>")]
    assert "<caption" in table and table.count('scope="col"') == 14
    rows = re.findall(r'<tr><th scope="row"(.*?)</tr>', table, re.S)
    assert len(rows) == 4 and table.count('scope="rowgroup"') == table.count("<tbody>")
    for row in rows:
        cells = re.findall(r"<td class=\"([^\"]*)\"(?: colspan=\"(\d+)\")?>", row)
        assert sum(int(span or 1) for _, span in cells) == 13
    # A gap is never said by its sign alone
    gaps = re.findall(r'<td class="gap[^"]*"[^>]*>(.*?)</td>', table, re.S)
    assert gaps and all('class="hidden"' in gap for gap in gaps)
    assert 'role="region" aria-labelledby="titel-month" tabindex="0"' in text


def test_a_row_leads_to_the_indicator_for_the_same_unit(site: Client) -> None:
    text = _text(site, PROFILE)
    address = f"/indikator/opfoelgende-hjemmebesoeg-7-dage?enhed={MIDT}"
    assert f'<a href="{address}">' in text
    assert site.get(address).status_code == 200
    quarter = _text(site, "/sundhedsraad/sundhedsraad-limfjorden")
    assert "enhed=sundhedsraad-limfjorden&amp;periodetype=quarter" in quarter


@pytest.mark.parametrize(
    "address", [f"/?enhed={MIDT}", f"/indikator/indlaeggelser-pr-1000?enhed={MIDT}"]
)
def test_the_profile_is_linked_where_the_unit_is_named(site: Client, address: str) -> None:
    assert f'<a href="{PROFILE}">Profil af Sundhedsklynge Midt</a>' in _text(site, address)


def test_no_word_of_praise_or_blame_and_no_rank(site: Client) -> None:
    for address in PAGES:
        text = _text(site, address).lower()
        assert not re.search(r"\b(bedst|værst|dårligere|bedre|rang|nr\. \d)\b", text)
