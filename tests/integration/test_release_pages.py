"""The pages of releases: open to all, except what is only proposed; the buttons; and previews."""

import re

import pytest

from support.proposed import OPERATOR, make_next_package, make_people, propose
from tvaerblik.governance.actions import propose_release as proposing
from tvaerblik.governance.actions.withdraw_release import withdraw_release
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.proposals.kinds import ChangeCode
from tvaerblik.governance.proposals.models import PreviewLink
from tvaerblik.governance.releases.pointer import current_record
from tvaerblik.release.diff import ReleaseDiff


@pytest.fixture(scope="module")
def following(package):
    return make_next_package(package)


@pytest.fixture
def people(db):
    return make_people("analytiker", "godkender", "laeser")


@pytest.fixture
def proposal(published, following, people, monkeypatch):
    found = ReleaseDiff(published.id, following.name, (), ())
    monkeypatch.setattr(proposing, "diff_releases", lambda before, after: found)
    return propose(following, people["analytiker"])


def text_of(response) -> str:
    return response.content.decode()


def test_everybody_reads_what_was_released_and_by_which_way(client, published) -> None:
    page = text_of(client.get("/udgivelser"))
    assert published.id in page and "Vises nu" in page
    assert "Udgivet af driften uden tjekliste" in page


def test_a_withdrawn_release_keeps_a_page_that_says_why(client, published) -> None:
    withdraw_release(
        published.id, by=OPERATOR, reason="Nævneren var forkert.", code=ChangeCode.FEJL
    )
    for address in ("/udgivelser", f"/udgivelser/{published.id}"):
        page = text_of(client.get(address))
        assert "Trukket tilbage" in page and "fejl. Nævneren var forkert." in page
    assert "must no longer be used" in text_of(
        client.get(f"/udgivelser/{published.id}", headers={"cookie": "sprog=en"})
    )


@pytest.mark.parametrize("who", ["", "laeser"])
def test_what_is_only_proposed_is_not_there_for_others(client, proposal, people, who) -> None:
    if who:
        client.force_login(people[who])
    assert proposal.id not in text_of(client.get("/udgivelser"))
    assert client.get(f"/udgivelser/{proposal.id}").status_code == 404
    refused = client.post(f"/udgivelser/{proposal.id}/udgiv", {"serial": "1"})
    assert refused.status_code == (404 if who else 302)


def test_two_people_walk_through_the_buttons(client, proposal, people) -> None:
    address = f"/udgivelser/{proposal.id}"
    client.force_login(people["analytiker"])
    page = text_of(client.get(address))
    assert "1 af 9 punkter blokerer." in page and "G-CHECK-TWO-PEOPLE" in page
    assert "set-efter" not in page and "/udgiv" not in page.replace("/udgivelser", "")
    client.force_login(people["godkender"])
    assert client.post(f"{address}/udgiv", {"serial": "1"}).status_code == 409
    client.post(f"{address}/set-efter", {"serial": "1"})
    assert "Alle 9 punkter er opfyldt." in text_of(client.get(address))
    assert client.post(f"{address}/udgiv", {"serial": "2"}).status_code == 302
    assert current_record().id == proposal.id
    page = text_of(client.get(address))
    assert "Vises nu" in page and "to forskellige personer" in page


@pytest.mark.parametrize("at", ["", "i morgen", "2020-01-01T08:00", "2026-99-01T08:00"])
def test_a_moment_that_is_none_is_told_beside_the_form(client, proposal, people, at) -> None:
    client.force_login(people["godkender"])
    refused = client.post(f"/udgivelser/{proposal.id}/planlaeg", {"serial": "1", "at": at})
    assert refused.status_code == 409 and "Tidspunktet er passeret." in text_of(refused)


def test_a_reason_is_asked_for_and_what_was_typed_is_kept(client, proposal, people) -> None:
    client.force_login(people["analytiker"])
    address = f"/udgivelser/{proposal.id}/ufuldstaendig"
    assert client.post(address, {"serial": "1", "why": " "}).status_code == 400
    late = client.post(address, {"serial": "9", "why": "SSR mangler."})
    assert late.status_code == 409 and 'value="SSR mangler."' in text_of(late)
    assert client.post(f"/udgivelser/{proposal.id}/noget-andet", {}).status_code == 404


def test_a_preview_is_for_who_has_the_link(client, proposal, people) -> None:
    client.force_login(people["analytiker"])
    made = client.post(f"/udgivelser/{proposal.id}/link", {"purpose": "Mødet", "days": "3"})
    path = re.search(r"/forhaandsvisning/[\w-]+", text_of(made)).group()
    client.logout()
    response = client.get(path, {"enhed": "kommune-0851"})
    page = text_of(response)
    assert "Ikke udgivet: fortroligt" in page and "tal for Aalborg i den" in page
    assert "noindex" in response.headers["X-Robots-Tag"] and 'name="robots"' in page
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert AuditEntry.objects.get(action="preview.open").subject == proposal.id
    assert client.get(path, {"enhed": "kommune-9999"}).status_code == 404
    client.force_login(people["analytiker"])
    link = {"link": str(PreviewLink.objects.get().pk)}
    client.post(f"/udgivelser/{proposal.id}/link-tilbage", link)
    client.logout()
    assert client.get(path).status_code == 404
