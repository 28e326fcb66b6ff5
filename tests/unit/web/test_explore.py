"""*Udforsk* as it answers: the page, the form that keeps the choice, the files of exactly that choice."""

import csv
import io
import re
from itertools import pairwise

import pytest
from django.test import Client

ASKED = (
    "indikator=indlaeggelser-pr-1000&indikator=opfoelgende-hjemmebesoeg-7-dage&enhed=kommune-0825"
    "&enhed=kommune-0851&periodetype=quarter&fra=2024-01&til=2024-12&alder=alle&alder=90%2B"
)


def _text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("asked", ["", f"?{ASKED}", f"?{ASKED}&vis=smaa", "?indikator=x"])
def test_the_page_answers_in_both_languages(site: Client, asked: str, language: str) -> None:
    site.cookies["sprog"] = language
    text = _text(site, f"/udforsk{asked}")
    assert text.count("<h1>") == text.count("<main") == 1
    assert ">None<" not in text and "{{" not in text and "{%" not in text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|javascript:", text)
    levels = [int(level) for level in re.findall(r"<h(\d)", text)]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_the_form_holds_what_was_asked(site: Client) -> None:
    text = _text(site, f"/udforsk?{ASKED}&kolonner=alder&vis=smaa")
    checked = set(re.findall(r'value="([^"]+)" checked', text))
    assert checked >= {"indlaeggelser-pr-1000", "kommune-0851", "alle", "90+", "begge", "smaa"}
    assert checked >= {"as-was"} and "kommune-0860" not in checked
    selected = re.findall(r'value="([^"]+)" selected', text)
    assert selected == ["quarter", "2024-01", "2024-12", "enhed", "alder"]


def test_the_headers_of_the_table_say_what_they_head(site: Client) -> None:
    text = _text(site, f"/udforsk?{ASKED}&organisation=begge")
    table = text[text.index('<table class="pivot">') : text.index("</table>")]
    assert table.count('scope="colgroup" colspan="2"') == 4
    assert table.count('scope="rowgroup"') == 4 and table.count('scope="row"') == 8
    assert len(re.findall(r"<th(?![^>]*scope=)", table.replace("<thead", ""))) == 0


def test_the_csv_has_exactly_the_cells_of_the_page(site: Client) -> None:
    text = _text(site, f"/udforsk.csv?{ASKED}")
    assert text.startswith("\ufeffindikator;navn;version;")
    lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    keys = {(one["indikator"], one["enhed"], one["periode"], one["alder"]) for one in lines}
    assert len(lines) == len(keys) == 2 * 2 * 4 * 2
    assert {one["udgivelse"] for one in lines} != {""} != {one["datagrundlag"] for one in lines}
    hidden = [one for one in lines if one["tilstand"] == "suppressed"]
    assert hidden and all(one["vaerdi"] == "–" and one["taeller"] == "" for one in hidden)
    page = _text(site, f"/udforsk?{ASKED}")
    table = page[page.index('<table class="pivot">') : page.index("</table>")]
    assert table.count("<td") == len(lines)


@pytest.mark.parametrize(
    ("dialect", "state", "said"),
    [("excel", "tilstand", "Foreløbigt tal"), ("machine", "state", "Provisional figure")],
)
def test_only_a_figure_is_provisional_in_the_csv(
    site: Client, dialect: str, state: str, said: str
) -> None:
    """Where none is shown, none will change."""
    asked = f"{ADMITTED}&enhed=kommune-0825&enhed=kommune-0851&alder=90%2B&periodetype=month"
    text = _text(site, f"/udforsk.csv?{asked}&dialect={dialect}").removeprefix("\ufeff")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";" if dialect == "excel" else ","))
    told = {(line[state], said in line.values()) for line in lines}
    assert ("ok", True) in told and ("suppressed", False) in told
    assert ("suppressed", True) not in told


def test_the_csv_for_machines_is_the_same_choice(site: Client) -> None:
    site.cookies["sprog"] = "en"
    text = _text(site, f"/udforsk.csv?{ASKED}&dialect=machine")
    assert text.startswith("indicator,title,version,") and text.count("\r\n") == 33


def test_every_file_that_the_page_leads_to_can_be_fetched(site: Client) -> None:
    for show, files in (("tabel", 2), ("smaa", 6), ("diagram", 2)):
        text = _text(site, f"/udforsk?{ASKED}&vis={show}")
        found = re.findall(r'href="(/udforsk\.[^"]+)"', text)
        assert len(found) == files, show
        for address in found:
            assert site.get(address.replace("&amp;", "&")).status_code == 200, address


def test_a_picture_says_release_and_that_its_figures_are_invented(site: Client) -> None:
    asked = ASKED.replace("indikator=opfoelgende-hjemmebesoeg-7-dage&", "")
    text = _text(site, f"/udforsk.svg?{asked}&vis=diagram")
    assert text.startswith("<svg") and "<style>" in text
    assert "Syntetiske tal" in text and "22.\u00a0november\u00a02026" in text
    assert site.get(f"/udforsk.png?{asked}&vis=smaa").content.startswith(b"\x89PNG")


ADMITTED = "indikator=indlaeggelser-pr-1000"
NOBODY = f"{ADMITTED}&enhed=sundhedsraad-limfjorden&periodetype=quarter&organisation=as-was"
ABSENT = f"{NOBODY}&fra=2024-01&til=2024-12"
NOT_THERE = "findes i den valgte organisation"


@pytest.mark.parametrize("show", ["smaa", "diagram"])
@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "Vælg mindst én indikator"),
        ("indikator=x&enhed=kommune-0851", "Findes ikke i udgivelsen og er udeladt: »x«."),
        (f"{ADMITTED}&enhed=kommune-0851&periodetype=week", "Opgøres ikke pr. uge"),
        (NOBODY, "Ingen af de valgte indikatorer har tal for de valgte enheder"),
        (ABSENT, NOT_THERE),
    ],
)
def test_a_picture_without_figures_says_why(
    site: Client, asked: str, said: str, form: str, show: str
) -> None:
    told = _text(site, f"/udforsk.{form}?{asked}&vis={show}", status=400)
    assert said in told and told.count("\n") == 1


def test_a_picture_of_an_indicator_that_was_not_chosen_says_so(site: Client) -> None:
    asked = f"{ADMITTED}&enhed=kommune-0851&vis=smaa"
    assert "ikke blandt de valgte" in _text(site, f"/udforsk.svg?{asked}&kun=x", status=400)


@pytest.mark.parametrize("show", ["smaa", "diagram"])
def test_a_page_with_nobody_to_draw_says_so_and_offers_no_picture(site: Client, show: str) -> None:
    text = _text(site, f"/udforsk?{ABSENT}&vis={show}")
    assert NOT_THERE in text and "/udforsk.svg" not in text and "/udforsk.csv" in text
    assert ">små diagrammer</a>" not in text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/udforsk.csv", "Vælg mindst én indikator"),
        ("/udforsk.csv?indikator=findes-ikke&enhed=kommune-0851", "Findes ikke i udgivelsen"),
        (f"/udforsk.svg?{ASKED}", "måles forskelligt"),
    ],
)
def test_a_file_that_cannot_be_made_is_a_sentence_and_no_file(
    site: Client, address: str, said: str
) -> None:
    if ".svg" in address:
        address += "&vis=diagram"
    assert said in _text(site, address, status=400)


def test_E01_markup_in_the_address_is_text(site: Client) -> None:
    text = _text(site, '/udforsk?indikator=<script>alert(1)</script>&enhed="><b>x')
    assert "<script>alert" not in text and "<b>x" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_page_is_in_the_menu_and_marked_there(site: Client) -> None:
    assert 'href="/udforsk" aria-current="page"' in _text(site, "/udforsk")
    assert 'href="/udforsk"' in _text(site, "/om")
