"""The pages of good examples, approaches from outside, the plan and the delivery log, as they answer."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from integration.test_outreach import (
    CPR,
    forum,
    full,
    person,
)
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.publish_example import (
    propose_example,
    publish_example,
    withdraw_example,
)
from tvaerblik.governance.actions.write_example import write_example
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.examples.models import Example

TODAY = timezone.localdate()
SCRIPT = "<script>alert(1)</script>"
pytestmark = pytest.mark.django_db


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def read(user: User | None, address: str, status: int = 200) -> str:
    response = client_of(user).get(address)
    assert response.status_code == status, address
    assert status == 404 or "no-store" in response["Cache-Control"]
    return response.content.decode()


def send(user: User, address: str, status: int = 302, **typed: object) -> str:
    response = client_of(user).post(address, typed)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def published(author: User, secretary: User, **other: object) -> Example:
    forum()
    example = write_example(full(**other), catalogue=catalogue_of_site(), by=author)
    propose_example(example.pk, seen=1, by=author)
    return publish_example(example.pk, seen=2, by=secretary)


# Good examples ------------------------------------------------------------------------------------


def test_a_published_example_is_read_by_all_and_a_draft_by_its_author() -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    example = published(author, secretary)
    draft = write_example(full(title="Kladden"), catalogue=catalogue_of_site(), by=author)
    text = read(None, "/gode-eksempler")
    assert "Fælles tavle" in text and "Kladden" not in text
    shown = read(None, f"/gode-eksempler/{example.pk}")
    assert "Færre opkald." in shown and "Forum forum" in shown
    assert "ida" not in shown and "Arbejd med eksemplet" not in shown
    read(None, f"/gode-eksempler/{draft.pk}", 404)
    read(person("ole"), f"/gode-eksempler/{draft.pk}", 404)
    mine = read(author, f"/gode-eksempler/{draft.pk}")
    assert "Internt arbejdsdokument" in mine
    assert "internt arbejdsdokument" in read(author, "/gode-eksempler")


def test_what_is_withdrawn_says_why_where_it_stood() -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    example = published(author, secretary)
    withdraw_example(example.pk, "Det holdt ikke.", seen=3, by=secretary)
    text = read(None, f"/gode-eksempler/{example.pk}", 410)
    assert "Det holdt ikke." in text and "Færre opkald" not in text


def test_a_draft_is_written_sent_and_published_on_the_pages() -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    forum()
    facts = {
        "titel": "Tavlen",
        "gjort": f"En tavle {SCRIPT}",
        "sektor": ["kommune", "hospital"],
        "resultat": "Ro.",
        "kontakt": "forum",
        "siden": "2024-03-01",
        "kilde": "Referat",
    }
    send(author, "/gode-eksempler/nyt", **facts)
    send(author, "/gode-eksempler/tavlen/foreslaa", set=1)
    refused = send(author, "/gode-eksempler/tavlen/udgiv", 403, set=2)
    assert "har ingen rolle" in refused
    send(secretary, "/gode-eksempler/tavlen/udgiv", set=2)
    text = read(None, "/gode-eksempler/tavlen")
    assert SCRIPT not in text and "&lt;script&gt;" in text
    assert "hospital og kommune" in text.lower()


@pytest.mark.parametrize("field", ["titel", "gjort", "kilde"])
def test_bad_cpr_in_an_example_is_refused_and_masked(field: str) -> None:
    typed = {"titel": "Tavlen", "gjort": "Vi hængte den op.", field: f"Om {CPR} her"}
    text = send(person("ida"), "/gode-eksempler/nyt", 400, **typed)
    assert CPR not in text and "******-****" in text
    assert not Example.objects.exists()


def test_the_catalogue_is_filtered_by_theme_profession_and_place() -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    published(author, secretary, theme="aeldre", unit="kommune-0851")
    for chosen, count in (
        ("tema=aeldre", 1),
        ("tema=boern", 0),
        ("fag=sygeplejerske", 1),
        ("fag=laege", 0),
        ("sted=kommune-0851&tema=aeldre", 1),
        ("sted=kommune-0825", 0),
    ):
        text = read(None, f"/gode-eksempler?{chosen}")
        assert len(re.findall("<li><h2>", text)) == count, chosen


def test_who_saw_an_older_example_is_told_and_keeps_the_words() -> None:
    author = person("ida")
    forum()
    example = write_example(full(), catalogue=catalogue_of_site(), by=author)
    text = send(
        author, f"/gode-eksempler/{example.pk}/ret", 409, set=0, titel="Ny", gjort="Mine ord"
    )
    assert "En anden har ændret" in text and "Mine ord" in text
    assert 'name="set" value="0"' in text
