"""The pages of releases: open to all, except what is only proposed; the buttons; and previews."""

import re

import pytest

from support.proposed import OPERATOR, make_next_package, make_people, propose
from tvaerblik.core.errors import Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions import propose_release as proposing
from tvaerblik.governance.actions.make_preview import make_preview
from tvaerblik.governance.actions.withdraw_release import withdraw_release
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.proposals.kinds import ChangeCode
from tvaerblik.governance.proposals.models import PreviewLink, Proposal
from tvaerblik.governance.releases.pointer import current_record
from tvaerblik.release.diff import ReleaseDiff

NUMBER = "-".join(("010203", "1234"))
VISITS = "opfoelgende-hjemmebesoeg-7-dage"


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


@pytest.fixture
def waiting(published, following, people, settings, tmp_path, monkeypatch):
    """In a releases folder of its own, as the package that nobody has proposed."""
    (tmp_path / following.name).symlink_to(following)
    settings.RELEASES_FOLDER = tmp_path
    found = ReleaseDiff(published.id, following.name, (), ())
    monkeypatch.setattr(proposing, "diff_releases", lambda before, after: found)
    return tmp_path / following.name


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
    assert "1 af 11 punkter blokerer." in page and "G-CHECK-TWO-PEOPLE" in page
    assert "set-efter" not in page and "/udgiv" not in page.replace("/udgivelser", "")
    client.force_login(people["godkender"])
    assert client.post(f"{address}/udgiv", {"serial": "1"}).status_code == 409
    client.post(f"{address}/set-efter", {"serial": "1"})
    assert "Alle 11 punkter er opfyldt." in text_of(client.get(address))
    assert client.post(f"{address}/udgiv", {"serial": "2"}).status_code == 302
    assert current_record().id == proposal.id
    page = text_of(client.get(address))
    assert "Vises nu" in page and "to forskellige personer" in page


@pytest.mark.parametrize(
    "at",
    [
        "",
        "i morgen",
        "2020-01-01T08:00",
        "2026-99-01T08:00",
        "2020-01-01T08:00+01:00",
        "0001-01-01T00:00",
    ],
)
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
    assert "Forhåndsvisning – ikke udgivet. Fortroligt" in page and "Overblik: Aalborg" in page
    assert "noindex" in response.headers["X-Robots-Tag"] and 'name="robots"' in page
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert AuditEntry.objects.get(action="preview.open").subject == proposal.id
    assert client.get(path, {"enhed": "kommune-9999"}).status_code == 404
    client.force_login(people["analytiker"])
    link = {"link": str(PreviewLink.objects.get().pk)}
    client.post(f"/udgivelser/{proposal.id}/link-tilbage", link)
    client.logout()
    gone = client.get(path)
    assert gone.status_code == 404 and "Bed afsenderen om et nyt." in text_of(gone)


def test_a_preview_is_the_site_with_what_differs_marked(client, proposal, people) -> None:
    """Its links stay below the token, and no page of it tells another release's figures."""
    _, token = make_preview(proposal.id, "Mødet", days=3, by=people["analytiker"])
    address = f"/forhaandsvisning/{token}"
    page = text_of(client.get(f"{address}?enhed=kommune-0851"))
    assert f'href="{address}/{VISITS}?enhed=kommune-0851"' in page
    assert 'href="/indikator/' not in page and 'href="/kommune/' not in page
    assert f"Udgivelse {proposal.id}" in page
    changed = re.findall(r'<p class="change">(.*?)</p>', page)
    assert any(re.fullmatch(r"Ændret fra [\d,.]+ %? ?til [\d,.]+ ?%?", one) for one in changed), (
        changed
    )
    assert f"{len(changed)} af " in page and "felter er anderledes end i dag." in page
    assert client.get("/?enhed=kommune-0851").content.count(b'class="change"') == 0
    response = client.get(f"{address}/{VISITS}?enhed=kommune-0851")
    page = text_of(response)
    assert "Forhåndsvisning – ikke udgivet. Fortroligt" in page and "<svg" in page
    assert (
        "/api/v1/indikatorer" not in page
        and "/beregning" not in page
        and 'href="/indikator/' not in page
    )
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert client.get(f"{address}/findes-ikke").status_code == 404
    assert client.get(f"/forhaandsvisning/forkert/{VISITS}").status_code == 404
    opened = AuditEntry.objects.filter(action="preview.open").order_by("pk").last()
    assert opened.detail["page"] == VISITS and PreviewLink.objects.get().opened == 1


def _form(package: str, **more: str) -> dict[str, str]:
    said = {"note": "Oktober er med.", "kode": "nye_data", "dage": "5", "haster": ""}
    return {"pakke": package, **said, **more}


def test_a_built_package_is_proposed_by_a_form(client, waiting, people) -> None:
    """Two clicks: the form is opened, and sent."""
    client.force_login(people["analytiker"])
    page = text_of(client.get("/udgivelser"))
    assert "Bygget, ikke foreslået" in page and waiting.name in page
    assert "Den er ikke bygget på" not in page
    made = client.post("/udgivelser/foreslaa", _form(waiting.name))
    assert made.headers["Location"] == f"/udgivelser/{waiting.name}"
    proposal = Proposal.objects.get()
    assert (proposal.proposed_by, proposal.note) == ("analytiker", "Oktober er med.")
    page = text_of(client.get("/udgivelser"))
    assert "Bygget, ikke foreslået" not in page and "Foreslået, ikke udgivet" in page


@pytest.mark.parametrize(
    ("said", "told", "status"),
    [
        ({"note": " "}, "Der mangler en begrundelse.", 400),
        ({"note": "x" * 5001}, "Teksten er længere end 5000 tegn.", 400),
        ({"note": f"Ring til {NUMBER}"}, "Teksten indeholder et CPR-nummer.", 400),
        ({"dage": "2"}, "Parterne skal have mindst 5 arbejdsdage", 400),
        ({"dage": "61"}, "Parterne kan højst få 60 arbejdsdage.", 400),
        ({"kode": "andet"}, "»andet« er ingen årsagskode.", 400),
        ({"pakke": "../../etc"}, "Der er ingen bygget pakke »../../etc«.", 404),
        ({"pakke": "2020-01-01-01-abc"}, "Der er ingen bygget pakke", 404),
    ],
)
def test_what_cannot_be_proposed_is_told_in_a_sentence(
    client, waiting, people, said, told, status
) -> None:
    client.force_login(people["analytiker"])
    refused = client.post("/udgivelser/foreslaa", _form(waiting.name, **said))
    assert refused.status_code == status
    page = text_of(refused)
    assert told in page and NUMBER not in page
    assert not Proposal.objects.exists()


def test_what_was_typed_is_kept_beside_its_package(client, waiting, people) -> None:
    client.force_login(people["analytiker"])
    refused = client.post("/udgivelser/foreslaa", _form(waiting.name, dage="2"))
    page = text_of(refused)
    assert (
        "<details open>" in page and ">Oktober er med.</textarea>" in page and 'value="2"' in page
    )


def test_a_package_whose_bytes_are_others_is_refused(client, waiting, people, monkeypatch) -> None:
    problem = Problem("K-CHANGED", Text("Filen er ændret.", "Changed."), Text("Byg.", "Build."))
    monkeypatch.setattr(proposing, "verify_release", lambda folder: (problem,))
    client.force_login(people["analytiker"])
    refused = client.post("/udgivelser/foreslaa", _form(waiting.name))
    assert refused.status_code == 409 and "Filen er ændret." in text_of(refused)


@pytest.mark.parametrize("who", ["", "laeser"])
def test_packages_that_wait_are_not_for_everybody(client, waiting, people, who) -> None:
    if who:
        client.force_login(people[who])
    assert waiting.name not in text_of(client.get("/udgivelser"))
    refused = client.post("/udgivelser/foreslaa", _form(waiting.name))
    assert refused.status_code == (404 if who else 302) and not Proposal.objects.exists()


def test_a_package_built_upon_another_is_told_before_it_is_proposed(
    client, waiting, people, published
) -> None:
    withdraw_release(published.id, by=OPERATOR, reason="Fejl", code=ChangeCode.FEJL)
    (waiting.parent / "2026-12-24-01-tom").mkdir()
    client.force_login(people["godkender"])
    page = text_of(client.get("/udgivelser"))
    assert "Den er ikke bygget på den udgivelse, der vises nu." in page
    assert "Den kan ikke læses og kan ikke foreslås." in page
