"""The pages of definitions: what waits, whose turn it is, what a form does; and what the public is told."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.submit_definition import submit_definition
from tvaerblik.governance.approvals.models import Approval, Reminder, Signature
from tvaerblik.governance.approvals.steps import Step
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.releases.current import get_current_release

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
ALONE, REGION = "forebyggelige-indlaeggelser-65", "region-nordjylland"
PAGE, PUBLIC = f"/definitioner/{ALONE}", f"/indikator/{ALONE}"
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=200)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, definitions) -> Path:
    settings.DEFINITIONS = definitions
    return definitions


def client_of(name: str, *roles: Role) -> Client:
    user = create_account(name, PASSWORD, roles=(Role.BRUGER, *roles), unit=REGION, by=OPERATOR)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def author(db) -> Client:
    return client_of("ida", Role.INDIKATORANSVARLIG, Role.GODKENDER)


@pytest.fixture
def checker(db) -> Client:
    return client_of("kaj", Role.FAGLIG_KONTROL)


@pytest.fixture
def approver(db) -> Client:
    return client_of("gry", Role.GODKENDER)


def send(client: Client, act: str, **more):
    one = Approval.objects.last()
    seen = {"godkendelse": one.pk, "serial": one.serial} if one else {}
    return client.post(PAGE, {"handling": act, **seen, **more})


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_nobody_reads_it_without_logging_in(db) -> None:
    for address in ("/definitioner", PAGE):
        response = Client().get(address)
        assert response.status_code == 302 and "/konto/login/" in response["Location"]


def test_from_the_author_to_the_public(published, author, checker, approver) -> None:
    assert "Ikke godkendt." in text_of(Client(), PUBLIC)
    assert "Send til faglig kontrol" in text_of(author, PAGE)
    assert send(author, "send").status_code == 302
    assert "Kontrolleret: send til godkendelse" in text_of(checker, PAGE)
    assert send(checker, "check", tekst="Læst").status_code == 302
    assert "Godkend denne udgave" in text_of(approver, PAGE)
    response = send(approver, "approve", genbesoeg=LATER.isoformat())
    assert response.status_code == 302 and Approval.objects.get().step == Step.GODKENDT
    assert "Du har godkendt definitionen." in text_of(approver, PAGE)
    listed = text_of(approver, "/definitioner").split("<main")[1]
    assert "Godkendt af Godkender (Region Nordjylland)" in listed
    assert not [name for name in ("ida", "kaj", "gry") if name in listed]


def test_the_author_is_told_why_not_and_sees_no_button(author, checker) -> None:
    send(author, "send")
    send(checker, "check")
    text = text_of(author, PAGE)
    assert "Du har selv skrevet definitionen." in text
    assert "Godkend denne udgave" not in text
    response = send(author, "approve", genbesoeg=LATER.isoformat(), tekst="Ser <b>fint</b> ud")
    text = response.content.decode()
    assert response.status_code == 409 and Approval.objects.get().step == Step.KONTROLLERET
    assert 'role="alert">Du har selv skrevet definitionen.' in text


def test_a_reader_sees_whose_turn_it_is(author) -> None:
    send(author, "send")
    text = text_of(client_of("laeser"), PAGE)
    assert "har ingen rolle, der må kontrollere en definition" in text
    assert 'aria-current="step"' in text and "Venter på faglig kontrol" in text


def test_two_at_once_and_the_other_is_told(author, checker) -> None:
    send(author, "send")
    one = Approval.objects.get()
    seen = {"handling": "check", "godkendelse": one.pk, "serial": one.serial}
    assert checker.post(PAGE, seen).status_code == 302
    other = client_of("bo", Role.FAGLIG_KONTROL)
    response = other.post(PAGE, {**seen, "tekst": "Også læst"})
    assert response.status_code == 409
    assert "En anden har skrevet under" in response.content.decode()
    assert Signature.objects.filter(act="kontrollerede").count() == 1


def test_what_was_typed_is_kept_when_it_is_refused(author, checker, approver) -> None:
    send(author, "send")
    send(checker, "check")
    for day in ("i morgen", "2001-01-01", ""):
        response = send(approver, "approve", genbesoeg=day or "x", tekst="Efter møde")
        text = response.content.decode()
        assert response.status_code == 400 and 'value="Efter møde"' in text
    assert send(approver, "noget-andet").status_code == 404
    assert approver.post(PAGE, {"handling": "approve", "godkendelse": "9" * 40}).status_code == 404


def test_sent_back_and_sent_again(author, checker) -> None:
    send(author, "send")
    assert send(checker, "back", tekst=" ").status_code == 400
    assert send(checker, "back", tekst="Nævneren er uklar.").status_code == 302
    text = text_of(author, PAGE)
    assert "Nævneren er uklar." in text and "Send til faglig kontrol" in text


def test_the_public_page_tells_roles_and_a_review_that_is_overdue(
    published, author, checker, approver
) -> None:
    """The sample release's definition has a digest of its own: an approval of that one is shown."""
    send(author, "send")
    send(checker, "check")
    send(approver, "approve", genbesoeg=LATER.isoformat())
    released = _digest_of_release()
    reader = Client()
    before = reader.get(PUBLIC)
    Approval.objects.update(digest=released, serial=9)
    response = reader.get(PUBLIC, headers={"if-none-match": before["ETag"]})
    text = response.content.decode()
    assert response.status_code == 200
    assert "Godkendt af Godkender (Region Nordjylland) den" in text
    assert "Genbesøg er overskredet" not in text
    assert not [name for name in ("ida", "kaj", "gry") if name in text.split("godkendelse")[1]]
    Approval.objects.update(next_review=TODAY - timedelta(days=1), serial=10)
    assert text_of(reader, PUBLIC).count("Genbesøg er overskredet siden den") == 2
    reader.cookies["sprog"] = "en"
    assert "Review has been overdue since" in text_of(reader, PUBLIC)


def _digest_of_release() -> str:
    return get_current_release().indicator(ALONE).digest


def test_overdue_reviews_come_first_and_reminders_are_listed(author, folder) -> None:
    sent = submit_definition(
        ALONE,
        catalogue=catalogue_of_site(),
        folder=folder,
        by=_user("per", Role.ANALYTIKER),
    )
    Approval.objects.filter(pk=sent.pk).update(
        step=Step.GODKENDT, approved_on=TODAY, next_review=TODAY - timedelta(days=3)
    )
    text = text_of(author, "/definitioner")
    assert text.index("Genbesøg er overskredet") < text.index("Ikke sendt til kontrol")
    assert author.post("/definitioner/paamind").status_code == 404
    office = client_of("sigrid", Role.SEKRETARIAT)
    assert office.post("/definitioner/paamind").status_code == 302
    assert Reminder.objects.filter(indicator=ALONE).count() == 2
    assert "Påmindelser sendt:" in text_of(office, "/definitioner")


def _user(name: str, *roles: Role):
    return create_account(name, PASSWORD, roles=roles, unit=REGION, by=OPERATOR)


@pytest.mark.parametrize("language", ["da", "en"])
def test_in_both_languages_nothing_inline_and_nothing_kept(author, language) -> None:
    send(author, "send")
    author.cookies["sprog"] = language
    for address in ("/definitioner", PAGE):
        response = author.get(address)
        text = response.content.decode()
        assert f'<html lang="{language}">' in text and "no-store" in response["Cache-Control"]
        assert "style=" not in text and "{{" not in text and ">None<" not in text
    assert author.get("/definitioner/findes-ikke").status_code == 404


def test_a_changed_definition_is_shown_beside_the_approved_one(
    author, checker, approver, folder, settings, tmp_path
) -> None:
    send(author, "send")
    send(checker, "check")
    send(approver, "approve", genbesoeg=LATER.isoformat())
    assert "Intet er ændret." in text_of(approver, PAGE)
    settings.DEFINITIONS = shutil.copytree(folder, tmp_path / "definitions")
    file = settings.DEFINITIONS / "indicators" / f"{ALONE}.yaml"
    written = file.read_text("utf-8")
    file.write_text(written.replace("Bruges til at drøfte", "Tjener til at drøfte"), "utf-8")
    only_words = text_of(approver, PAGE)
    assert "Kun ord er ændret" in only_words and "Godkendt af Godkender" in only_words
    file.write_text(written.replace("at_least: 65", "at_least: 70"), "utf-8")
    moved = text_of(approver, PAGE)
    assert "kan flytte tallet" in moved and "70" in moved and "Ikke godkendt." in moved
    assert "Send til faglig kontrol" in text_of(author, PAGE)
