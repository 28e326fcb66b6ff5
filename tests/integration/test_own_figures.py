"""Parties see their own new figures first, say what they think of them, and everybody sees who agrees."""

import pytest

from support.proposed import OPERATOR, make_next_package, make_people, propose
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions import propose_release as proposing
from tvaerblik.governance.actions.answer_figures import (
    Cell,
    answer_figures,
    answer_report,
    confirm_figures,
    report_figure,
)
from tvaerblik.governance.actions.change_roles import end_role
from tvaerblik.governance.actions.publish_proposal import check_proposal, publish_proposal
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.days import day_text
from tvaerblik.governance.figures.kinds import AnswerKind
from tvaerblik.governance.figures.models import Answer, FigureReport
from tvaerblik.governance.figures.parties import owns_data
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.notifications.rights import may_be_told
from tvaerblik.release.diff import ReleaseDiff
from tvaerblik.release.reader import open_release

AALBORG, REGION = "enhed:kommune-0851", "enhed:region-nordjylland"
VISITS, ADMITTED = "opfoelgende-hjemmebesoeg-7-dage", "forebyggelige-indlaeggelser-65"
YES, NO, WRONG = AnswerKind.BEKRAEFTET, AnswerKind.INDSIGELSE, AnswerKind.DATA_FORKERTE


@pytest.fixture(scope="module")
def following(package):
    return make_next_package(package)


@pytest.fixture
def people(db):
    return make_people()


@pytest.fixture
def proposal(published, following, people, monkeypatch):
    """What is different is `test_proposals`' business, and takes a second to find."""
    found = ReleaseDiff(published.id, following.name, (), ())
    monkeypatch.setattr(proposing, "diff_releases", lambda before, after: found)
    return propose(following, people["analytiker"])


@pytest.fixture
def release(proposal):
    with open_release(proposal.path) as opened:
        yield opened


def page_of(client, release="", **more):
    return client.get("/mine-tal", {"udgivelse": release, **more})


def test_the_parties_see_the_very_first_release_before_others_too(client, package, people) -> None:
    first = propose(package, people["analytiker"])
    client.force_login(people["aalborg"])
    page = page_of(client).content.decode()
    assert "Ikke udgivet: fortroligt" in page and "Aalborg Kommune" in page
    told = {"udgivelse": first.id, "part": AALBORG, "alle": "ja"}
    assert client.post("/mine-tal", told).status_code == 302
    assert Answer.objects.filter(release=first.id, party=AALBORG).exists()
    client.force_login(people["laeser"])
    others = page_of(client).content.decode()
    assert first.id not in others and "fortroligt" not in others
    client.force_login(people["analytiker"])
    assert page_of(client).status_code == 200


def test_before_anything_is_proposed_no_figures_are_shown(client, people) -> None:
    client.force_login(people["aalborg"])
    assert page_of(client).status_code == 503


def test_a_municipality_sees_its_own_new_figures_and_only_those(client, proposal, people) -> None:
    client.force_login(people["aalborg"])
    page = page_of(client).content.decode()
    assert "Ikke udgivet: fortroligt" in page and "Aalborg Kommune" in page
    assert "Hjørring" not in page
    # A party of another is not had by asking for it
    assert "Hjørring" not in page_of(client, part="enhed:kommune-0860").content.decode()
    assert "no-store" in page_of(client).headers["Cache-Control"]


@pytest.mark.parametrize("who", ["laeser", "godkender"])
def test_others_see_no_new_figure_there(client, proposal, people, who) -> None:
    client.force_login(people[who])
    page = page_of(client, proposal.id).content.decode()
    assert "hører ikke til en enhed" in page and "<table" not in page
    client.logout()
    assert page_of(client).status_code == 302


def test_one_press_confirms_all_and_another_reports_a_cell(client, proposal, people) -> None:
    client.force_login(people["aalborg"])
    sent = {"udgivelse": proposal.id, "part": AALBORG}
    client.post("/mine-tal", {**sent, "alle": "1"})
    answers = Answer.objects.filter(release=proposal.id, party=AALBORG)
    assert answers.count() == 6 and set(answers.values_list("kind", flat=True)) == {YES}
    client.post("/mine-tal", {**sent, "indikator": VISITS, "celle": "2026-06"})
    report = FigureReport.objects.get()
    assert (report.indicator, report.unit, report.period) == (VISITS, "kommune-0851", "2026-06")
    assert report.shown.endswith("%")
    told = Notification.objects.get(kind="figure")
    assert (told.recipient, told.link) == (people["analytiker"], "/mine-tal")
    again = client.post("/mine-tal", {**sent, "indikator": VISITS, "celle": "2026-06"})
    assert again.status_code == 409 and "allerede meldt" in again.content.decode()


def test_the_analyst_s_answer_stands_beside_the_figure(client, release, people) -> None:
    cell = Cell(VISITS, "kommune-0851", "2026-06", "31,2 %")
    report = report_figure(release, AALBORG, cell, text="For lavt.", by=people["aalborg"])
    client.force_login(people["analytiker"])
    assert "For lavt." in client.get("/mine-tal").content.decode()
    empty = client.post(f"/mine-tal/meldt/{report.pk}", {"serial": "1", "svar": " "})
    assert empty.status_code == 400
    client.post(f"/mine-tal/meldt/{report.pk}", {"serial": "1", "svar": "Rettet ved kilden."})
    with pytest.raises(Blocked, match="Somebody else has answered"):
        answer_report(report.pk, "Nej.", seen=1, by=people["analytiker"])
    client.force_login(people["aalborg"])
    assert "Svar: Rettet ved kilden." in page_of(client, release.id).content.decode()


def test_an_objection_is_shown_and_stops_nothing(client, proposal, release, people) -> None:
    by = people["aalborg"]
    answer_figures(release, AALBORG, ADMITTED, NO, text="Tre mangler.", seen=0, by=by)
    answer_figures(release, REGION, ADMITTED, YES, seen=0, by=people["region"])
    check_proposal(proposal.id, seen=1, by=people["godkender"])
    publish_proposal(proposal.id, seen=2, by=people["godkender"])
    page = client.get(f"/udgivelser/{proposal.id}").content.decode()
    assert "Indsigelse fra Aalborg Kommune: »Tre mangler.«" in page
    assert "Enige: Region Nordjylland" in page
    assert "enhedsansvarlig" not in page and ">aalborg<" not in page, "bodies, never persons"


def test_only_the_owner_s_own_data_stop_it_until_it_takes_it_back(
    proposal, release, people
) -> None:
    by = people["aalborg"]
    with pytest.raises(NotAllowed, match="Only the owner"):
        answer_figures(release, AALBORG, ADMITTED, WRONG, text="x", seen=0, by=by)
    answer_figures(release, AALBORG, VISITS, WRONG, text="Maj er dobbelt.", seen=0, by=by)
    check_proposal(proposal.id, seen=1, by=people["godkender"])
    with pytest.raises(Blocked) as refused:
        publish_proposal(proposal.id, seen=2, by=people["godkender"])
    assert [problem.code for problem in refused.value.problems] == ["G-CHECK-OWNERS"]
    said = refused.value.problems[0].what.da
    assert release.indicator(VISITS).title.da in said and "(Aalborg)" in said, "names, not ids"
    answer_figures(release, AALBORG, VISITS, YES, seen=1, by=by)
    publish_proposal(proposal.id, seen=2, by=people["godkender"])
    assert Answer.objects.filter(indicator=VISITS).count() == 2, "what was said is kept"


def test_who_owns_which_data_stands_in_the_definition(release) -> None:
    visits, admitted = release.indicator(VISITS), release.indicator(ADMITTED)
    assert owns_data(AALBORG, visits, release) and not owns_data(AALBORG, admitted, release)
    assert owns_data(REGION, admitted, release) and not owns_data(REGION, visits, release)


def test_of_two_of_one_party_one_is_told(release, people) -> None:
    by = people["aalborg"]
    answer_figures(release, AALBORG, VISITS, YES, seen=0, by=by)
    with pytest.raises(Blocked, match="Somebody else has answered"):
        answer_figures(release, AALBORG, VISITS, NO, text="Nej.", seen=0, by=by)
    assert len(confirm_figures(release, AALBORG, [VISITS, ADMITTED], by=by)) == 1


@pytest.mark.parametrize("kind", [NO, AnswerKind.KOMMENTAR, WRONG])
def test_what_is_no_yes_needs_words(release, people, kind) -> None:
    with pytest.raises(BadInput, match="reason is missing"):
        answer_figures(release, AALBORG, VISITS, kind, seen=0, by=people["aalborg"])


def test_nobody_answers_for_another(release, people) -> None:
    for who, party in (("aalborg", REGION), ("laeser", AALBORG), ("godkender", REGION)):
        with pytest.raises(NotAllowed):
            answer_figures(release, party, VISITS, YES, seen=0, by=people[who])
    assert not AuditEntry.objects.filter(action="figure.say").exists()


def test_what_has_changed_comes_first_and_the_rest_is_folded(client, proposal, people) -> None:
    """A correction touches few of a party's figures: they are not looked for among all the others."""
    client.force_login(people["aalborg"])
    page = client.get("/mine-tal").content.decode()
    before, _, folded = page.partition('<details class="owned same"')
    note = "Ingen tal er ændret; det nyeste er:"
    assert note not in before and folded.count(note) == folded.count("<article") == 1
    assert "<summary>1 indikator er som før</summary>" in folded
    assert before.count("<article") > 0


def test_one_line_says_on_what_a_party_agrees_and_objections_come_first(
    client, proposal, release, people
) -> None:
    indicators = [card.id for card in release.indicators()]
    said = {"text": "Vi tæller færre.", "seen": 0, "by": people["aalborg"]}
    answer_figures(release, AALBORG, VISITS, NO, **said)
    confirm_figures(release, AALBORG, indicators, by=people["aalborg"])
    client.force_login(people["analytiker"])
    page = client.get(f"/udgivelser/{proposal.id}").content.decode()
    told = f"<summary>Enige: Aalborg Kommune – {len(indicators) - 1} indikatorer</summary>"
    assert page.count("Enige: Aalborg Kommune") == 1 and told in page
    assert page.index("Indsigelse fra Aalborg Kommune") < page.index(told)


def test_parties_are_told_of_their_new_figures_and_led_to_them(client, proposal, people) -> None:
    told = Notification.objects.filter(kind="gennemsyn")
    assert {one.recipient.username for one in told} == {"aalborg", "region"}
    one = told.get(recipient=people["aalborg"])
    assert day_text(proposal.review_until).da in one.subject_da and may_be_told(one)
    client.force_login(people["aalborg"])
    page = client.get(one.link, follow=True).content.decode()
    assert "Ikke udgivet: fortroligt" in page and proposal.id in page
    end_role(people["aalborg"], Role.ENHEDSANSVARLIG, by=OPERATOR)
    assert not may_be_told(Notification.objects.get(pk=one.pk))


def test_who_reported_a_figure_is_told_of_the_answer(proposal, release, people) -> None:
    cell = Cell(VISITS, "kommune-0851", "2026-06", "75 %")
    report = report_figure(release, AALBORG, cell, by=people["aalborg"])
    answer_report(report.pk, "Vi har talt forkert.", seen=1, by=people["analytiker"])
    told = Notification.objects.get(kind="figure", recipient=people["aalborg"])
    assert told.body_da == "Vi har talt forkert." and may_be_told(told)
    assert release.indicator(VISITS).short_title.da in told.subject_da


def test_nobody_is_led_to_a_page_that_is_not_for_them(client, proposal, published, people) -> None:
    """Who agrees stands on the proposal's page, which a party cannot open until it is released."""
    client.force_login(people["aalborg"])
    for release, is_led in ((proposal.id, False), (published.id, True)):
        page = page_of(client, release).content.decode()
        assert (f'href="/udgivelser/{release}#enige"' in page) is is_led
