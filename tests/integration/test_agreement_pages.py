"""The pages of samarbejdsaftaler: what is known and not, the latest figures, and the secretariat's forms."""

import pytest
from django.test import Client

from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_organisation import set_up_body
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.agreements.models import Agreement, AgreementVersion
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.demo_agreements import ADMISSION_ID, seed_agreements
from tvaerblik.governance.organisation.kinds import BodyKind

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
LIST, FIRST = "/samarbejdsaftaler", f"/samarbejdsaftaler/{ADMISSION_ID}"
ADMISSIONS = "forebyggelige-indlaeggelser-65"
TYPED = {
    "navn": "Aftale om følgeskab",
    "parter": "Aalborg Kommune\r\nPLO\r\n",
    "fra": "2026-01-01",
    "til": "2100-01-01",
    "maalgruppe": "Borgere på 65 år og derover",
    "enhed": "kommune-0851",
    "maal-1-tekst": "Færre indlægges",
    "maal-1-maaltal": "ned over to år",
    "maal-1-indikator-1": "",
    "maal-1-indikator-2": ADMISSIONS,
    "maal-2-tekst": "Alle får besøg",
}
FOLLOWED = f'<a href="/indikator/{ADMISSIONS}?enhed=kommune-0851">'

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, definitions):
    settings.DEFINITIONS = definitions


@pytest.fixture
def seeded(published) -> None:
    set_up_body("chefforum-midt", Text("Chefforum", "Chefforum"), BodyKind.FORUM, by=OPERATOR)
    seed_agreements(catalogue_of_site(), OPERATOR)


def client_of(name: str, *roles: Role) -> Client:
    client = Client()
    client.force_login(create_account(name, PASSWORD, roles=(Role.BRUGER, *roles), by=OPERATOR))
    return client


@pytest.fixture
def office(published) -> Client:
    return client_of("sigrid", Role.SEKRETARIAT)


@pytest.fixture
def reader(db) -> Client:
    return client_of("laeser")


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_nobody_reads_it_without_logging_in(seeded) -> None:
    for address in (LIST, FIRST):
        assert "/konto/login/" in Client().get(address)["Location"]


def test_what_is_not_known_is_said_not_to_be(seeded, reader) -> None:
    assert text_of(reader, LIST).count("ikke oplyst") == 4
    text = text_of(reader, FIRST)
    assert text.count("<dd>ikke oplyst</dd>") == 3
    assert "Der er ikke oplyst nogen mål" in text and "De er ikke aftalt som aftalens." in text
    assert "kommende tema for Chefforum" in text and "/samarbejdsaftaler/ny" not in text


def test_an_agreement_is_made_and_followed_up(office) -> None:
    response = office.post(f"{LIST}/ny", TYPED)
    assert response.status_code == 302
    text = text_of(office, response["Location"])
    for known in ("Aalborg Kommune og PLO", "31. december 2099", "Borgere på 65 år", "gælder"):
        assert known in text
    assert "Færre indlægges" in text and "Måltal: ned over to år" in text and FOLLOWED in text
    assert "Intet tal er knyttet til målet." in text and "Seneste tal for Aalborg" in text
    said = AgreementVersion.objects.get().content
    assert [party.unit for party in said.parties] == ["kommune-0851", ""]


def test_a_change_is_a_new_version_and_the_old_can_be_read(office, reader) -> None:
    office.post(f"{LIST}/ny", TYPED)
    made = Agreement.objects.get()
    address = f"{LIST}/{made.id}"
    assert 'value="Aftale om følgeskab"' in text_of(office, f"{address}/ret")
    typed = {**TYPED, "maal-1-tekst": "Ingen indlægges", "serial": made.serial}
    assert office.post(f"{address}/ret", typed).status_code == 400
    assert office.post(f"{address}/ret", {**typed, "hvorfor": "Besluttet"}).status_code == 302
    assert "Ingen indlægges" in text_of(reader, address)
    old = text_of(reader, f"{address}?udgave=1")
    assert "Færre indlægges" in old and "Dette er udgave 1" in old
    for nothing in ("3", "x", "²"):
        text_of(reader, f"{address}?udgave={nothing}", 404)


def test_two_at_once_and_what_was_typed_is_kept(office) -> None:
    office.post(f"{LIST}/ny", TYPED)
    made = Agreement.objects.get()
    typed = {**TYPED, "serial": made.serial, "hvorfor": "Den ene"}
    address = f"{LIST}/{made.id}/ret"
    assert office.post(address, typed).status_code == 302
    response = office.post(address, {**typed, "maalgruppe": "Min egen rettelse"})
    text = response.content.decode()
    assert response.status_code == 409 and "En anden har ændret aftalen" in text
    assert "Min egen rettelse" in text and AgreementVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"fra": "i går"}, "Datoen kan ikke læses."),
        ({"til": "2020-01-01"}, "Aftalen ophører, før den begynder."),
        ({"navn": ""}, "Aftalen mangler et navn."),
        ({"maalgruppe": "610190-1234"}, "CPR-nummer"),
        ({"maal-3-indikator-1": ADMISSIONS}, "Et mål har indikatorer, men ingen ord."),
    ],
)
def test_what_is_wrong_stands_by_the_form(office, wrong, told) -> None:
    response = office.post(f"{LIST}/ny", {**TYPED, **wrong})
    text = response.content.decode()
    assert response.status_code == 400 and told in text and not Agreement.objects.exists()
    assert "Borgere på 65" in text or "maalgruppe" in wrong


def test_what_happened_and_requests(seeded, office, reader) -> None:
    case = open_case("Fald i hjemmet", stage=Stage.MODTAGET, asked_by="PLO", by=OPERATOR)
    note = {"handling": "note", "tekst": "Drøftet", "forum": "chefforum-midt", "dag": "2026-03-01"}
    assert office.post(FIRST, note).status_code == 302
    assert office.post(FIRST, {"handling": "sag", "sag": case.number}).status_code == 302
    text = text_of(reader, FIRST)
    assert "Drøftet" in text and "Fald i hjemmet" in text and "1. marts 2026" in text
    assert office.post(FIRST, {"handling": "sag", "sag": case.number}).status_code == 409
    assert office.post(FIRST, {"handling": "sag", "sag": "2099-0001"}).status_code == 404
    assert office.post(FIRST, {"handling": "andet"}).status_code == 404


def test_only_the_secretariat_has_the_forms(seeded, office, reader) -> None:
    for address in (f"{LIST}/ny", f"{FIRST}/ret"):
        text_of(reader, address, 404)
        assert reader.post(address, TYPED).status_code == 404
    assert reader.post(FIRST, {"handling": "note", "tekst": "Nej"}).status_code == 403
    assert "<textarea" in text_of(office, FIRST) and "<textarea" not in text_of(reader, FIRST)


@pytest.mark.parametrize("language", ["da", "en"])
def test_in_both_languages_nothing_inline_and_nothing_kept(seeded, office, language) -> None:
    office.cookies["sprog"] = language
    for address in (LIST, FIRST, f"{LIST}/ny", f"{FIRST}/ret"):
        response = office.get(address)
        text = response.content.decode()
        assert f'<html lang="{language}">' in text and "no-store" in response["Cache-Control"]
        assert "style=" not in text and "{{" not in text and ">None<" not in text
    text_of(office, f"{LIST}/findes-ikke", 404)
