"""What the pages answer: status, content, headers, language, and what is the same for everybody."""

import re
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tvaerblik.config.environment import SiteSettings

VISITS = "/indikator/opfoelgende-hjemmebesoeg-7-dage"
OLD = "/indikator/forebyggelige-indlaeggelser-65"
PAGES = ["/", "/?enhed=kommune-0825", VISITS, f"{VISITS}?periodetype=year&koen=k", "/data", "/om"]
PAGES += ["/forklaring", "/forklaring/seriediagrammer", "/forklaring/standardisering"]
PAGES += ["/tilgaengelighed", "/konto/login/", "/indikator/covid-nyindlagte?enhed=danmark"]


def _text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_answers_in_both_languages(site: Client, address: str, language: str) -> None:
    site.cookies["sprog"] = language
    text = _text(site, address)
    assert f'<html lang="{language}">' in text
    assert text.count("<h1>") == text.count("<main") == 1
    assert ">None<" not in text and "{{" not in text and "{%" not in text


def test_G04_a_form_without_its_token_is_refused_in_both_languages(site: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/konto/login/", {"username": "a", "password": "b"})
    text = response.content.decode()
    assert response.status_code == 403
    assert "Formularen kunne ikke modtages" in text
    assert 'lang="en"' in text and "The form could not be accepted" in text
    assert "<style" not in text


def test_G04_a_host_that_is_not_ours_is_refused_in_both_languages(site: Client) -> None:
    response = site.get("/", headers={"host": "evil.example"})
    text = response.content.decode()
    assert response.status_code == 400
    assert "Forespørgslen kan ikke læses" in text
    assert 'lang="en"' in text and "The request cannot be read" in text
    assert "evil.example" not in text


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(site: Client, address: str) -> None:
    response = site.get(address)
    text = response.content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|javascript:", text)
    assert not re.search(r'(src|href)="(https?:)?//', text)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_headings_come_in_order(site: Client, address: str) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", _text(site, address))]
    main = levels[levels.index(1) :]
    assert all(after <= before + 1 for before, after in pairwise(main))


def test_the_overview_opens_on_klynge_midt(site: Client) -> None:
    text = _text(site, "/")
    assert "Overblik: Sundhedsklynge Midt" in text
    assert text.count('<li class="tile') == 6
    assert text.index("<h2>Historiske serier<") > text.index("Forebyggelige indlæggelser 65+")
    assert text.count("Syntetiske tal – ikke virkelige") == 4


def test_a_hidden_figure_is_a_dash_with_a_reason(site: Client) -> None:
    text = _text(site, "/?enhed=kommune-0825")
    assert "<strong>–</strong> <span>Tallet vises ikke af hensyn til personer</span>" in text


def test_trouble_at_sources_stands_on_top(site: Client, held_delivery: None) -> None:
    text = _text(site, "/")
    assert "LPR3 – forventes løst." in text and "er holdt tilbage" in text
    assert text.index("er holdt tilbage") < text.index("<h1>")


def test_the_page_of_an_indicator_has_its_files_and_its_info(site: Client) -> None:
    text = _text(site, f"{VISITS}?enhed=kommune-0851")
    assert 'href="#om-tallene"' in text and 'id="om-tallene"' in text
    assert (
        "/api/v1/indikatorer/opfoelgende-hjemmebesoeg-7-dage.csv?enhed=kommune-0851"
        "&amp;periodetype=month&amp;organisation=as-was&amp;opdelt=false" in text
    )


def test_the_files_of_a_page_can_be_fetched(site: Client) -> None:
    # Two tables and charts in two forms each; one of them has no map, one is not compared at all
    for asked, count in {
        "": 10,
        "?enhed=sundhedsraad-limfjorden": 8,
        "?koen=k&alder=80-84": 6,
    }.items():
        text = _text(site, f"{VISITS}{asked}")
        found = re.findall(r'href="((?:/api/v1|/indikator)/[^"]+\.(?:csv|svg|png)[^"]*)"', text)
        assert len(found) == count, found
        for address in found:
            assert site.get(address.replace("&amp;", "&")).status_code == 200, address


def test_the_chart_as_a_file_stands_alone(site: Client) -> None:
    response = site.get(f"{VISITS}/diagram.svg?enhed=region-nordjylland")
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "opfoelgende-hjemmebesoeg-7-dage.svg" in response.headers["Content-Disposition"]
    text = response.content.decode()
    assert text.startswith("<svg") and "<style>" in text
    assert "Syntetiske tal – ikke virkelige" in text


@pytest.mark.parametrize("chart", ["diagram", "sammenligning", "kort"])
def test_every_chart_is_a_file_that_says_what_it_is_and_whence(site: Client, chart: str) -> None:
    response = site.get(f"{VISITS}/{chart}.svg")
    texts = re.findall(r"<text [^>]*>([^<]*)</text>", response.content.decode())
    said = " ".join(texts)
    assert "Opfølgende hjemmebesøg" in said  # title
    assert "Procent af" in said  # unit
    assert "pr. måned" in said or " 2026" in said  # period
    assert re.search(r"Kilde: .+\. Tværblik, udgivelse 20\S+ af \d+\.\s\w+\s20\d\d\.", said)
    assert "Syntetiske tal – ikke virkelige" in said
    assert '<rect width="760" height=' in response.content.decode()  # a ground of its own


@pytest.mark.parametrize("chart", ["diagram", "sammenligning", "kort"])
def test_every_chart_is_a_png_of_twice_its_size(site: Client, chart: str) -> None:
    svg = site.get(f"{VISITS}/{chart}.svg").content.decode()
    response = site.get(f"{VISITS}/{chart}.png")
    assert response.headers["Content-Type"] == "image/png"
    assert (
        f"hjemmebesoeg-7-dage{'' if chart == 'diagram' else '-' + chart}.png"
        in (response.headers["Content-Disposition"])
    )
    content = response.content
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None
    size = [int.from_bytes(content[at : at + 4], "big") for at in (16, 20)]
    assert size == [2 * round(float(found[1])), pytest.approx(2 * float(found[2]), abs=2)]
    assert len(content) < 250_000


@pytest.mark.parametrize("asked", ["sammenligning.svg?koen=k", "kort.png?koen=k"])
def test_a_chart_that_the_page_does_not_have_is_not_found(site: Client, asked: str) -> None:
    assert "Siden findes ikke" in _text(site, f"{VISITS}/{asked}", 404)


@pytest.mark.parametrize(
    "address",
    [
        "/findes-ikke",
        "/?enhed=maanen",
        "/indikator/findes-ikke",
        f"{VISITS}?periodetype=week",
        f"{VISITS}?alder=12-13",
        "/indikator/findes-ikke/diagram.svg",
        "/indikator/findes-ikke/kort.png",
        f"{VISITS}/diagram.gif",
        "/forklaring/findes-ikke",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(site: Client, address: str) -> None:
    text = _text(site, address, 404)
    assert "Siden findes ikke" in text and "Til Overblik" in text


def test_data_tells_of_deliveries_and_trouble(site: Client, held_delivery: None) -> None:
    text = _text(site, "/data")
    assert "LPR3 – forventes løst." in text
    assert "Kommune 0851 mangler." in text
    assert "Personen kan ikke kobles: under 5" in text
    assert "aftalt højst 35" in text
    assert "– 30. sep. 2026" in text  # a table without a first day leaves the beginning open


def test_data_without_deliveries_says_so(site: Client) -> None:
    text = _text(site, "/data")
    assert "Der er endnu ikke modtaget leverancer." in text and "Ingen kendte problemer." in text


@pytest.mark.parametrize("address", ["/", VISITS, f"{VISITS}/diagram.svg"])
def test_before_the_first_release_the_page_says_so(db, address: str) -> None:
    text = _text(Client(), address, 503)
    assert "Der vises ingen tal lige nu" in text and "Se hvorfor under Udgivelser" in text


@pytest.mark.parametrize(
    "address", ["/data", "/om", "/tilgaengelighed", "/forklaring", "/forklaring/tragtdiagrammer"]
)
def test_pages_without_figures_need_no_release(db, address: str) -> None:
    assert "Udgivelse 20" not in _text(Client(), address)


def test_the_accessibility_statement_can_be_elsewhere(db, settings) -> None:
    assert Client().get("/was").headers["Location"] == "/tilgaengelighed"
    settings.ACCESSIBILITY_STATEMENT = "https://www.was.digst.dk/eksempel"
    assert Client().get("/was").headers["Location"] == "https://www.was.digst.dk/eksempel"


def test_the_language_switch_keeps_the_page(site: Client) -> None:
    address = f"{VISITS}?enhed=kommune-0851&periodetype=year"
    assert 'value="/indikator/opfoelgende-hjemmebesoeg-7-dage?enhed=kommune-0851&amp;' in _text(
        site, address
    )
    response = site.post(reverse("set_language"), {"language": "en", "next": address})
    assert response.headers["Location"] == address
    assert "Follow-up home visit" in _text(site, address)


# Being kept --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/", VISITS, f"{VISITS}/diagram.svg", f"{VISITS}/kort.png", "/data", "/om"]
)
def test_what_has_not_changed_is_not_sent_again(site: Client, address: str) -> None:
    first = site.get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = site.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_language_reader_question_and_trouble_each_make_another_page(site: Client, request) -> None:
    marks = [site.get("/").headers["ETag"], site.get("/?enhed=kommune-0851").headers["ETag"]]
    request.getfixturevalue("held_delivery")
    marks.append(site.get("/").headers["ETag"])
    site.cookies["sprog"] = "en"
    marks.append(site.get("/").headers["ETag"])
    site.force_login(get_user_model().objects.create(username="laeser"))
    marks.append(site.get("/").headers["ETag"])
    assert len(set(marks)) == 5


def test_a_page_is_read_and_never_written(site: Client) -> None:
    assert site.post("/").status_code == 405
    assert site.head("/").status_code == 200


# Accounts ----------------------------------------------------------------------------------------


def test_who_has_a_unit_begins_there(site: Client) -> None:
    user = get_user_model().objects.create(username="laeser", unit="kommune-0851")
    site.force_login(user)
    assert "Overblik: Aalborg" in _text(site, "/")


def test_a_wrong_password_is_said_in_words_by_the_fields(site: Client) -> None:
    response = site.post("/konto/login/", {"username": "laeser", "password": "forkert"})
    text = response.content.decode()
    assert "Brugernavn og adgangskode passer ikke sammen." in text
    assert text.count('aria-describedby="fejl"') == 2 and 'value="laeser"' in text


def test_the_account_menu_names_the_user_and_logs_out(site: Client) -> None:
    assert "Log ind" in _text(site, "/")
    site.force_login(get_user_model().objects.create(username="laeser"))
    text = _text(site, "/")
    assert "<strong>laeser</strong>" in text and "Log ud" in text
    assert "/admin/" not in text


@pytest.mark.parametrize("demo", [True, False])
def test_a_demonstration_names_its_accounts_and_nobody_else_does(
    site: Client, settings, demo: bool
) -> None:
    settings.DEMO = demo
    assert ("klyngekoordinator-midt" in _text(site, "/")) == demo


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("ledelsesinformation@eksempel.dk", "mailto:ledelsesinformation@eksempel.dk"),
        ("https://eksempel.dk/spoerg", "https://eksempel.dk/spoerg"),
    ],
)
def test_a_configured_contact_stands_first_among_those_to_ask(
    site: Client, settings, contact: str, link: str
) -> None:
    assert "Skriv til" not in _text(site, VISITS)
    settings.SITE = SiteSettings(contact=contact)
    (asking,) = re.findall(r'<section class="asking".*?</section>', _text(site, VISITS), re.DOTALL)
    first = asking.split("</div>")[0]
    assert f'<dt>Skriv til</dt><dd><a href="{link}">{contact}</a></dd>' in first


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("POST", "/om", "GET, HEAD"),
        ("OPTIONS", "/data", "GET, HEAD"),
        ("GET", "/udforsk/gemt/abcdefgh/slet", "POST"),
    ],
)
def test_what_cannot_be_done_with_an_address_is_said(
    site, method: str, address: str, allowed: str
) -> None:
    site.force_login(get_user_model().objects.create(username="laeser"))
    answer = site.generic(method, address)
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)
    said = answer.content.decode()
    assert "kun læses" in said and "can only be read" in said and "<h1>" in said
