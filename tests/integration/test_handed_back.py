"""What a person typed comes back in the form that refused it, but never a CPR number."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern

from support.seeded import client_of as client
from support.seeded import seeded_once
from tvaerblik import web
from tvaerblik.config.handed_back import without_numbers_typed
from tvaerblik.core.cpr import BETWEEN
from tvaerblik.core.permit import Permit
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.requests.template import QUESTIONS
from tvaerblik.web.request_case_views import ACTS
from tvaerblik.web.urls import urlpatterns

OPERATOR = Permit("drift", "operator", "test")
NUMBER = "610190-" + "1234"
TYPED = f"Borger {NUMBER} spurgte"
MASKED = "Borger ******-**** spurgte"
TEMPLATES = Path(web.__file__).parent / "templates"
# Every field of every form, and those whose names are made while the page is built
FIELDS = {
    name
    for template in TEMPLATES.rglob("*.html")
    for name in re.findall(r'\bname="([-\w]+)"', template.read_text(encoding="utf-8"))
} | set(QUESTIONS)
WHO = ("sekretariat", "analytiker")


@pytest.fixture(scope="module")
def first_content(django_db_setup, django_db_blocker, package: Path) -> Iterator[None]:
    with seeded_once(django_db_blocker, package):
        yield


@pytest.fixture
def seeded(first_content: None, db: None) -> None:
    pass


def request_case() -> Case:
    return Case.objects.exclude(stage=Stage.KLADDE).order_by("number").first()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/henvendelser/ny", {"titel": TYPED, "goer": "gem"}),
        ("/henvendelser/mail", {"tekst": "Kort.", "titel": TYPED}),
        ("/min-side/opgaver", {"titel": TYPED, "ejer": "laeser"}),
        ("/medbragte-tal", {"kilde": TYPED, "ord": TYPED}),
        *((f"/henvendelser/<n>/{act}", {"tekst": TYPED}) for act in ("spoerg", "data")),
        ("/fora/chefforum-midt/udpeg", {"konto": "laeser", "rolle": "x", "fra": TYPED}),
        ("/hoeringer/ny", {"titel": TYPED, "spoergsmaal": TYPED}),
    ],
)
def test_bad_input_g09_a_refused_number_is_masked_in_the_form(seeded, address, fields) -> None:
    case = request_case()
    address = address.replace("<n>", case.number)
    answer = client("sekretariat").post(address, {"serial": case.serial, **fields})
    shown = answer.content.decode()
    assert 400 <= answer.status_code < 500
    assert MASKED in shown and NUMBER not in shown


def _addresses(patterns: list[URLPattern]) -> Iterator[str]:
    """Each with what the demonstration has there; those of a code nobody was given stay as they are."""
    case = request_case()
    there = {
        "<slug:number>": case.number,
        "<slug:body>": "chefforum-midt",
        "<slug:agreement>": "opfoelgning",
        "<slug:indicator>": "opfoelgende-hjemmebesoeg-7-dage",
        "<slug:pattern>": "kontaktmoenster-sygepleje",
    }
    for one in patterns:
        route = str(one.pattern)
        if route.startswith("^"):
            continue
        for part, value in there.items():
            route = route.replace(part, value)
        route = re.sub(r"<int:\w+>", "1", route)
        acts = ACTS if one.name == "henvendelse-handling" else ("note",)
        for act in acts:
            yield "/" + re.sub(r"<\w+:\w+>", act, route)


@pytest.mark.parametrize("who", WHO)
def test_no_address_hands_a_number_back_whatever_is_typed_where(seeded, who: str) -> None:
    """A form that is added is covered as soon as it has an address."""
    asking, asked = client(who), 0
    for address in _addresses(urlpatterns):
        sent = dict.fromkeys(FIELDS, TYPED)
        for answer in (asking.post(address, sent), asking.get(address, sent)):
            asked += answer.status_code not in (404, 405)
            assert NUMBER.encode() not in answer.getvalue(), address
            assert NUMBER not in answer.headers.get("Location", ""), address
    assert asked > len(urlpatterns) / 2


@pytest.mark.parametrize("between", ["", "-", "%20", "+", "%C2%A0", "%E2%80%91"])
def test_a_number_in_an_address_is_not_in_the_language_form(db, between: str) -> None:
    """The form leads back to the page it stands on."""
    number = f"610190{between}1234"
    in_path = f"/findes-ikke/{number.replace('+', '%20')}"
    for address in (f"/om?q={number}", f"/om?{number}", in_path):
        shown = Client().get(address).content.decode()
        assert 'name="next" value="/' in shown
        if not address.startswith("/findes-ikke-") or between == "-":
            assert "1234" not in shown, address


def test_a_file_in_another_alphabet_is_handed_out_byte_for_byte() -> None:
    """The files of cases are as office programs wrote them."""
    content = "Læsø;12\r\n".encode("cp1252")
    answer = without_numbers_typed(lambda _: HttpResponse(content, content_type="text/csv"))
    given = answer(RequestFactory().get(f"/henvendelser/2026-0001/dokumenter/bilag/1?q={NUMBER}"))
    assert given.getvalue() == content


def test_what_was_typed_is_otherwise_as_it_was_typed(seeded) -> None:
    secretary = client("sekretariat")
    typed = {"titel": "2026-11-22 <b>610190</b> 45000-1234", "goer": "gem", "emne": NUMBER}
    shown = secretary.post("/henvendelser/ny", {**typed, QUESTIONS[0]: TYPED}).content.decode()
    assert "2026-11-22 &lt;b&gt;610190&lt;/b&gt; 45000-1234" in shown
    assert re.search(rf"610190{BETWEEN}?1234", shown) is None
