"""The page Overblik as it is answered: its address, its form, its weight."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

import tvaerblik.web
from support.many_cards import MANY, make_release_of_many
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.note_trouble import note_trouble
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST

OPERATOR = Permit("drift", "operator", "test")
STATIC = Path(tvaerblik.web.__file__).parent / "static"
REGION = "enhed=region-nordjylland&organisation=2027-01-01"


def _text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.fixture(scope="module")
def package_of_many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_release_of_many(tmp_path_factory.mktemp("many"))


@pytest.fixture
def site_of_many(db, package_of_many: Path) -> Client:
    name = package_of_many.name
    publish_release(name, sha256_of(package_of_many / MANIFEST), package_of_many, by=OPERATOR)
    return Client()


def test_the_address_holds_every_choice_and_the_form_shows_it(site: Client) -> None:
    asked = {
        "organisation": "2027-01-01",
        "gruppe": "maal",
        "raekkefoelge": "navn",
        "tema": "overgange",
        "kilde": "lpr_a",
        "sektor": "hospital",
        "signal": "ingen",
    }
    response = site.get("/", {"enhed": "region-nordjylland", **asked})
    text = response.content.decode()
    for name, value in asked.items():
        select = re.search(rf'<select id="{name}" name="{name}">(.*?)</select>', text, re.DOTALL)
        assert select and f'<option value="{value}" selected>' in select[1], name
    assert text.count("<form class=") == 1 and 'method="get"' in text


def test_a_tile_takes_unit_and_organisation_along(site: Client) -> None:
    text = _text(site, f"/?{REGION}&gruppe=maal")
    address = "/indikator/genindlaeggelse-30-dage-somatik?" + REGION.replace("&", "&amp;")
    assert f'href="{address}"' in text
    assert _text(site, address.replace("&amp;", "&"))


def test_a_filter_can_be_undone_and_an_empty_one_is_none(site: Client) -> None:
    text = _text(site, "/?enhed=kommune-0851&gruppe=&tema=aeldre&kilde=&sektor=&signal=")
    assert "Viser 1 af 6 indikatorer (tema: Ældre); 5 er udeladt." in text
    link = re.search(r'<a href="(\?[^"]*)">Vis alle</a>', text)
    assert link and "Viser alle 6 indikatorer." in _text(site, "/" + link[1])
    assert "Vis alle</a>" not in _text(site, "/?enhed=kommune-0851&tema=")


def test_nothing_left_is_a_page_that_says_so(site: Client) -> None:
    text = _text(site, "/?tema=aeldre&sektor=national")
    assert "Ingen af de 6 indikatorer passer" in text and '<li class="tile' not in text


@pytest.mark.parametrize("name", ["gruppe", "raekkefoelge", "tema", "kilde", "sektor", "signal"])
def test_G04_what_is_not_offered_is_not_found_and_not_run(site: Client, name: str) -> None:
    text = _text(site, f"/?{name}=%3Cscript%3Ealert(1)%3C/script%3E", 404)
    assert "Siden findes ikke" in text and "<script>alert" not in text


def test_the_order_is_told_in_words_and_ranks_no_unit(site: Client) -> None:
    text = _text(site, "/")
    assert "Først står tal med tegn på ændring" in text
    assert "ingen enheder rangordnes" in text


def test_new_trouble_is_told_at_once(site: Client) -> None:
    """What is said of sources is kept, and not beyond its day."""
    assert "Ny fejl i kilden" not in _text(site, "/")
    told = Text("Ny fejl i kilden.", "A new fault at the source.")
    note_trouble("lpr_a", told, since=date(2026, 1, 1), by=OPERATOR)
    assert "Ny fejl i kilden." in _text(site, "/")
    site.cookies["sprog"] = "en"
    assert "A new fault at the source." in _text(site, "/")


def test_sixty_indicators_are_a_light_first_view(site_of_many: Client) -> None:
    response = site_of_many.get("/", headers={"accept-encoding": "gzip"})
    page = gzip.decompress(response.content).decode()
    assert page.count('<li class="tile') == MANY and f"Viser alle {MANY} indikatorer." in page
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page)
    fonts = [path for path in (STATIC / "tvaerblik" / "fonts").iterdir() if path.suffix == ".woff2"]
    assert len(sheets) == 3 and len(fonts) == 2
    packed = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in sheets)
    total = len(response.content) + packed + sum(path.stat().st_size for path in fonts)
    assert total < 120 * 1024


def test_a_packed_page_that_has_not_changed_is_not_sent(site: Client) -> None:
    packed = {"accept-encoding": "gzip"}
    first = site.get("/", headers=packed)
    again = site.get("/", headers={**packed, "if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
