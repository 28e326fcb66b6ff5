"""*Min side* and the pages of hearings, as they answer."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from integration.test_hearings import World, answer, person, seat_of
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_organisation import appoint, set_up_body
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.give_task import give_task
from tvaerblik.governance.actions.mail_address import give_address
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.sign_definition import check_definition
from tvaerblik.governance.actions.start_hearing import start_hearing
from tvaerblik.governance.actions.submit_definition import submit_definition
from tvaerblik.governance.cases.models import CaseEntry
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.figures.kinds import AnswerKind
from tvaerblik.governance.figures.models import Answer as Figure
from tvaerblik.governance.figures.models import FigureReport
from tvaerblik.governance.hearings.models import Hearing
from tvaerblik.governance.notifications.models import MailAddress, Notification
from tvaerblik.governance.notifications.sending import send_due
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.tasks.models import Task
from tvaerblik.presentation.pages.my_page import WaitingFact, build_my_page
from tvaerblik.web.my_facts import waiting_for

OPERATOR = Permit("drift", "operator", "test")
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=30)

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(user: User, address: str = "/min-side") -> str:
    response = client_of(user).get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def asked(world: World, **more: object) -> Hearing:
    facts = {"bodies": [world.forum], "by": world.secretary, **more}
    return start_hearing("Skabelonen", "Er den god?", LATER, **facts)


def kinds(user: User, today: date = TODAY) -> list[str]:
    return [fact.kind for fact in waiting_for(user, today)]


def test_what_waits_is_of_the_person_and_goes_away_when_done() -> None:
    world = World()
    hearing = asked(world)
    assert kinds(world.member) == ["hoering"]
    assert kinds(world.substitute) == ["stedfortraeder"]
    assert kinds(world.outsider) == kinds(world.observer) == []
    answer(seat_of(hearing, world.member), world.substitute, on=TODAY)
    assert kinds(world.member) == kinds(world.substitute) == []
    past = LATER + timedelta(days=1)
    assert kinds(world.chair, past) == []
    assert kinds(world.secretary, past) == ["sammenfat"]


def test_stages_drafts_and_questions_wait_for_who_acts_on_them() -> None:
    secretary, asker = person("s", Role.SEKRETARIAT), person("spoerger")
    analyst = person("a", Role.ANALYTIKER)
    open_case("Kladde", by=asker)
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge", by=OPERATOR)
    assert (kinds(asker), kinds(secretary), kinds(analyst)) == (
        ["kladde"],
        ["foerste_svar"],
        [],
    )
    case.owner = analyst
    case.save()
    assert (kinds(secretary), kinds(analyst)) == ([], ["foerste_svar"])
    case.requester = asker
    case.save()
    for kind, waits in (("spoergsmaal", True), ("svar", False)):
        CaseEntry.objects.create(case=case, kind=kind, on=TODAY, by="s", text="?")
        assert ("spoergsmaal" in kinds(asker)) is waits


def test_what_has_passed_comes_first_and_says_by_how_much() -> None:
    day = date(2026, 11, 20)
    facts = [
        WaitingFact("opgave", "uden", "", None),
        WaitingFact("opgave", "i dag", "", day),
        WaitingFact("opgave", "i går", "", day - timedelta(days=1)),
        WaitingFact("opgave", "før", "", day - timedelta(days=4)),
    ]
    lines = build_my_page(facts, (), day, "da").waiting
    assert [(line.title, line.due, line.is_over) for line in lines] == [
        ("før", "16. nov. 2026, overskredet 4 dage", True),
        ("i går", "19. nov. 2026, overskredet 1 dag", True),
        ("i dag", "I dag", False),
        ("uden", "Ingen frist", False),
    ]


def test_a_task_is_given_and_done_on_the_page() -> None:
    secretary, owner = person("s", Role.SEKRETARIAT), person("ejer")
    form = {"titel": "Skriv til BI", "ejer": "ejer", "frist": str(TODAY)}
    assert client_of(secretary).post("/min-side/opgaver", form).status_code == 302
    assert "Skriv til BI" in page_of(owner) and "I dag" in page_of(owner)
    task = Task.objects.get()
    address = f"/min-side/opgaver/{task.pk}"
    assert client_of(secretary).post(address, {"set": "7"}).status_code == 409
    assert client_of(owner).post(address, {"set": "1"}).status_code == 302
    late = client_of(owner).post(address, {"set": "1"})
    assert (late.status_code, "er ændret, siden du" in late.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"frist": "i morgen"}, "Det er ikke en dato"),
        ({"ejer": "ingen"}, "Der er ingen valgt"),
        ({"titel": " "}, "Titlen mangler"),
    ],
)
def test_a_task_that_is_refused_keeps_what_was_typed(wrong: dict[str, str], said: str) -> None:
    secretary = person("s", Role.SEKRETARIAT)
    form = {"titel": "Skriv til BI", "ejer": "s", "frist": "", **wrong}
    response = client_of(secretary).post("/min-side/opgaver", form)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert not Task.objects.exists()
    if "titel" not in wrong:
        assert 'value="Skriv til BI"' in response.content.decode()


def test_who_may_give_no_task_has_no_form_and_is_refused() -> None:
    reader = person("laeser")
    assert "Ny opgave" not in page_of(reader)
    form = {"titel": "Skriv", "ejer": "laeser"}
    assert client_of(reader).post("/min-side/opgaver", form).status_code == 403


def test_messages_are_new_until_marked_and_gone_with_the_right_to_see_them() -> None:
    world = World()
    hearing = asked(world)
    assert "Høring: Skabelonen" in page_of(world.member)
    client = client_of(world.member)
    assert client.post("/min-side/set").status_code == 302
    assert not Notification.objects.filter(recipient=world.member, seen_at=None).exists()
    assert "Ny</span>" not in page_of(world.member)
    hearing.seats.filter(member=world.member).delete()
    assert "Høring: Skabelonen" not in page_of(world.member)


def test_a_mail_address_is_given_and_removed_and_the_page_says_when_none_is_sent(settings) -> None:
    user = person("ida")
    settings.MAIL_IS_ON = False
    assert "så der sendes intet" in page_of(user)
    settings.MAIL_IS_ON = True
    client = client_of(user)
    bad = client.post("/min-side/mail", {"adresse": "ida@@x"})
    assert (bad.status_code, "Det er ikke en mailadresse" in bad.content.decode()) == (400, True)
    assert 'value="ida@@x"' in bad.content.decode()
    client.post("/min-side/mail", {"adresse": "ida@example.dk"})
    assert "ida@example.dk er ikke bekræftet" in page_of(user)
    client.post("/min-side/mail/fjern")
    assert not MailAddress.objects.exists()


def test_the_link_in_the_mail_is_confirmed_by_a_button(settings, mailoutbox) -> None:
    settings.MAIL_IS_ON, settings.MAIL_SITE = True, "https://x.dk"
    settings.DEFAULT_FROM_EMAIL = "a@x.dk"
    user, other = person("ida"), person("ole")
    give_address("ida@example.dk", "da", by=user)
    send_due()
    address = mailoutbox[0].body.split("https://x.dk")[1].split()[0]
    assert "Bekræft" in page_of(user, address)
    assert MailAddress.objects.get().confirmed_at is None
    assert client_of(other).post(address).status_code == 400
    assert client_of(user).post(address).status_code == 302
    assert "Du får mail på ida@example.dk." in page_of(user)


def test_a_hearing_is_started_answered_and_summed_up_on_its_pages() -> None:
    world = World()
    form = {
        "titel": "Skabelonen",
        "spoergsmaal": "Er den god?",
        "frist": str(LATER),
        "forum": "chefforum",
        "person": ["udenfor"],
    }
    started = client_of(world.secretary).post("/hoeringer/ny", form)
    hearing = Hearing.objects.get()
    assert started["Location"] == f"/hoeringer/{hearing.pk}"
    seat = seat_of(hearing, world.member)
    answering = f"/hoeringer/{hearing.pk}/svar/{seat.pk}"
    sent = client_of(world.substitute).post(answering, {"svar": "enig", "set": "0"})
    assert sent.status_code == 302
    text = page_of(world.chair, f"/hoeringer/{hearing.pk}")
    assert "svaret af afloeser" in text
    assert text.count("Har ikke svaret") == 2 + 1  # two seats, and the tally
    assert "1 af 3 har svaret" in text
    for user in (world.chair, world.outsider):
        answer(seat_of(hearing, user), user, on=TODAY)
    closing = f"/hoeringer/{hearing.pk}/afslut"
    assert client_of(world.chair).post(closing, {"sammenfatning": "x"}).status_code == 403
    done = client_of(world.secretary).post(closing, {"sammenfatning": "Alle enige.", "set": "1"})
    assert done.status_code == 302
    assert "Alle enige." in page_of(world.observer, f"/hoeringer/{hearing.pk}")


def test_bodies_in_which_nobody_can_answer_are_not_offered() -> None:
    world = World()
    empty = set_up_body("tomt", Text("Tomt forum", "Empty"), BodyKind.FORUM, by=OPERATOR)
    appoint(world.outsider, empty, Capacity.OBSERVATOER, by=OPERATOR)
    text = page_of(world.secretary, "/hoeringer/ny")
    assert "Chefforum" in text and "Tomt forum" not in text
    assert client_of(world.member).get("/hoeringer/ny").status_code == 403


def test_an_answer_that_is_refused_keeps_what_was_typed_beside_what_is_wrong() -> None:
    world = World()
    hearing = asked(world)
    seat = seat_of(hearing, world.chair)
    answering = f"/hoeringer/{hearing.pk}/svar/{seat.pk}"
    client = client_of(world.chair)
    for form, status, said in (
        ({"svar": "uenig", "tekst": " ", "set": "0"}, 400, "mangler en begrundelse"),
        ({"svar": "ja", "set": "0"}, 400, "ikke valgt et svar"),
        ({"svar": "enig", "tekst": "610170-1234", "set": "0"}, 400, "CPR-nummer"),
        ({"svar": "enig", "tekst": "Fin", "set": "4"}, 409, "Dit svar er ikke gemt"),
    ):
        response = client.post(answering, form)
        assert response.status_code == status, form
        assert said in response.content.decode(), form
    assert ">Fin</textarea>" in response.content.decode()
    assert not seat.answers.exists()


def test_a_hearing_is_not_there_for_who_may_not_see_it() -> None:
    world = World()
    hearing = asked(world)
    client = client_of(world.outsider)
    seat = seat_of(hearing, world.member)
    for address in ("", f"/svar/{seat.pk}", "/afslut"):
        here = f"/hoeringer/{hearing.pk}{address}"
        assert (client.post if address else client.get)(here).status_code == 404
    assert "Skabelonen" not in page_of(world.outsider, "/hoeringer")
    assert "Skabelonen" in page_of(world.member, "/hoeringer")


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"frist": ""}, 400, "Svarfristen mangler"),
        ({"frist": "2020-01-01"}, 400, "Fristen er allerede gået"),
        ({"forum": []}, 400, "Ingen er valgt"),
        ({"forum": ["intet"]}, 404, "intet forum"),
    ],
)
def test_a_hearing_that_is_refused_keeps_what_was_typed(wrong, status, said) -> None:
    world = World()
    form = {"titel": "Ny", "spoergsmaal": "Hvad?", "frist": str(LATER), "forum": ["chefforum"]}
    response = client_of(world.secretary).post("/hoeringer/ny", {**form, **wrong})
    assert (response.status_code, said in response.content.decode()) == (status, True)
    assert ">Hvad?</textarea>" in response.content.decode()
    assert not Hearing.objects.exists()


def test_everything_is_in_english_too() -> None:
    world = World()
    hearing = asked(world)
    client = client_of(world.chair)
    client.cookies["sprog"] = "en"
    for address, words in (
        ("/min-side", "Hearing, answer"),
        ("/hoeringer", "Can be answered until"),
        (f"/hoeringer/{hearing.pk}", "Your answer (Chiefs&#x27; forum)"),
    ):
        assert words in client.get(address).content.decode()
    give_task("Skriv", world.chair, by=OPERATOR)
    assert (
        Text("Ny opgave: Skriv", "New task: Skriv").en in client.get("/min-side").content.decode()
    )


def test_who_looks_after_the_whole_sees_what_is_overdue_with_others() -> None:
    chair, analyst = person("f", Role.FORMANDSKAB), person("a", Role.ANALYTIKER)
    past = TODAY - timedelta(days=3)
    case = open_case("Fald", stage=Stage.FINDES_DATA, asked_by="Klynge", by=OPERATOR)
    case.deadline = past
    case.save()
    give_task("Skriv til BI", analyst, past, by=OPERATOR)
    give_task("Læs referatet", chair, past, by=OPERATOR)
    page = page_of(chair)
    over = page[page.index("Over fristen hos andre") :]
    assert "Fald – Findes data?" in over and "Hos Analytiker" in over
    assert "Skriv til BI" in over and "overskredet 3 dage" in over
    # The chair's own stands above
    assert "Læs referatet" not in over[: over.index("Alle høringer")] and "Læs referatet" in page
    # The analyst has them as their own, and nobody else is shown them
    assert "Over fristen hos andre" not in page_of(analyst)
    assert sorted(kinds(analyst)) == ["opgave", "sag"]


def test_a_definition_waits_for_whose_turn_it_is_and_not_for_who_signed(
    definitions, settings
) -> None:
    settings.DEFINITIONS = definitions
    catalogue = catalogue_of_site()
    author = person("ida", Role.INDIKATORANSVARLIG, Role.FAGLIG_KONTROL)
    checker, approver = person("kaj", Role.FAGLIG_KONTROL), person("gry", Role.GODKENDER)
    sent = submit_definition(
        "forebyggelige-indlaeggelser-65", catalogue=catalogue, folder=definitions, by=author
    )
    assert (kinds(author), kinds(checker), kinds(approver)) == ([], ["skrevet"], [])
    assert "/definitioner/forebyggelige-indlaeggelser-65" in page_of(checker)
    check_definition(sent.pk, seen=sent.serial, catalogue=catalogue, by=checker)
    assert (kinds(checker), kinds(approver)) == ([], ["kontrolleret"])


def test_new_own_figures_wait_until_they_are_answered_and_a_report_for_the_analyst() -> None:
    municipality = create_account(
        "aalborg",
        "lang adgangskode",
        roles=(Role.ENHEDSANSVARLIG,),
        unit="kommune-0851",
        by=OPERATOR,
    )
    analyst = person("a", Role.ANALYTIKER)
    asked_until = TODAY + timedelta(days=5)
    Proposal.objects.create(
        id="p",
        manifest_sha256="0" * 64,
        folder="p",
        note="Oktober",
        code="nye_data",
        proposed_by="analytiker",
        review_until=asked_until,
    )
    (fact,) = waiting_for(municipality, TODAY)
    assert (fact.kind, fact.title, fact.deadline) == ("egne_tal", "Oktober", asked_until)
    facts = {"release": "p", "indicator": "x", "party": "enhed:kommune-0851"}
    Figure.objects.create(**facts, number=1, kind=AnswerKind.BEKRAEFTET, by="aalborg")
    FigureReport.objects.create(**facts, unit="kommune-0851", period="2026-09", shown="7")
    assert (kinds(municipality), kinds(analyst)) == ([], ["meldt_tal"])
    (report,) = waiting_for(analyst, TODAY)
    assert report.title == "x, september 2026: 7"
