"""The pages of good examples, approaches from outside, the plan and the delivery log, as they answer."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from integration.test_outreach import (
    CPR,
    MIDT,
    OPERATOR,
    approached,
    cluster,
    forum,
    full,
    given_up,
    person,
)
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_organisation import appoint
from tvaerblik.governance.actions.handle_approach import answer_approach
from tvaerblik.governance.actions.keep_cluster import ask_for_peace, list_cluster
from tvaerblik.governance.actions.plan_sending import plan_sending
from tvaerblik.governance.actions.publish_example import (
    propose_example,
    publish_example,
    withdraw_example,
)
from tvaerblik.governance.actions.write_example import change_example, write_example
from tvaerblik.governance.approaches.kinds import ClusterKind
from tvaerblik.governance.approaches.models import Approach, Cluster
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.communication.kinds import PlanKind
from tvaerblik.governance.communication.models import PlanItem
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.demo import seed_demo
from tvaerblik.governance.examples.models import Example, ExampleVersion
from tvaerblik.governance.notifications.kinds import MailKind, MailState, Outcome
from tvaerblik.governance.notifications.models import Delivery, MailAddress, Notification
from tvaerblik.governance.organisation.kinds import Capacity
from tvaerblik.presentation.pages.approaches import build_approach
from tvaerblik.web.approach_facts import approach_facts
from tvaerblik.web.my_facts import waiting_for

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


def published_example(author: User, secretary: User, **other: object) -> Example:
    forum()
    example = write_example(full(**other), catalogue=catalogue_of_site(), by=author)
    propose_example(example.pk, seen=1, by=author)
    return publish_example(example.pk, seen=2, by=secretary)


# Good examples ------------------------------------------------------------------------------------


def test_a_published_example_is_read_by_all_and_a_draft_by_its_author() -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    example = published_example(author, secretary)
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
    example = published_example(author, secretary)
    withdraw_example(example.pk, "Det holdt ikke.", seen=3, by=secretary)
    text = read(None, f"/gode-eksempler/{example.pk}", 410)
    assert "Det holdt ikke." in text and "Færre opkald" not in text


def test_what_is_withdrawn_is_called_as_the_public_knew_it() -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    example = published_example(author, secretary)
    rewritten = full(title="Som ingen fik at se")
    change_example(example.pk, rewritten, seen=3, catalogue=catalogue_of_site(), by=author)
    withdraw_example(example.pk, "Det holdt ikke.", seen=4, by=secretary)
    text = read(None, f"/gode-eksempler/{example.pk}", 410)
    assert "Fælles tavle" in text and "Som ingen fik at se" not in text


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
    published_example(author, secretary, theme="aeldre", unit="kommune-0851")
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


# Approaches from outside --------------------------------------------------------------------------


def test_the_secretariat_logs_passes_on_and_answers_on_the_pages() -> None:
    secretary = person("sek", Role.SEKRETARIAT)
    coordinator = person("koor", Role.KLYNGEKOORDINATOR, unit=MIDT)
    cluster()
    facts = {
        "organisation": "Diabetesforeningen",
        "kort": f"Fodterapi {SCRIPT}",
        "maade": "mail",
        "dag": TODAY.isoformat(),
        "klynge": "midt",
    }
    send(secretary, "/henvendelser-udefra/ny", **facts)
    made = Approach.objects.get()
    address = f"/henvendelser-udefra/{made.pk}"
    read(coordinator, address, 404)
    send(secretary, f"{address}/videre", set=1, klynge="midt", ord="Se på det.")
    text = read(coordinator, address)
    assert "Sundhedsklynge Midt" in text and SCRIPT not in text and "Se på det." in text
    assert "Send videre</summary>" not in text
    send(coordinator, f"{address}/svar", set=2, svar="Ja tak.", dag=TODAY.isoformat())
    assert "Besvaret" in read(secretary, address) and "Ja tak." in read(secretary, address)


def test_overdue_approaches_stand_first_and_answers_are_measured() -> None:
    secretary = person("sek", Role.SEKRETARIAT)
    cluster()
    day = TODAY - timedelta(days=40)
    approached(received_on=TODAY)
    late = approached(received_on=day)
    answered = approached(received_on=day)
    answer_approach(answered.pk, "Ja.", on=day + timedelta(days=1), seen=1, by=OPERATOR)
    text = read(secretary, "/henvendelser-udefra")
    assert "2 venter på svar</strong>, 1 over fristen." in text
    assert "1 af 1 besvaret inden for 10 arbejdsdage" in text
    over, rest = text.split('<li class="over">', 1)[1].split("</li>", 1)
    assert f"/henvendelser-udefra/{late.pk}" in over and "arbejdsdage over" in over
    assert 'class="over"' not in rest


def test_working_days_to_the_answer_leave_out_easter() -> None:
    """From Monday 14 to Wednesday 23 April 2025: Tuesday, Wednesday, Tuesday and Wednesday."""
    cluster()
    made = approached(received_on=date(2025, 4, 14))
    assert approach_facts(made, date(2025, 4, 23), "da").days == 4
    waits = approach_facts(made, date(2025, 5, 6), "da")
    assert (waits.due, waits.days_over) == (date(2025, 5, 1), 3)
    answer_approach(made.pk, "Ja.", on=date(2025, 4, 23), seen=1, by=OPERATOR)
    made.refresh_from_db()
    page = build_approach(approach_facts(made, TODAY, "da"), "da")
    assert page.due == "Besvaret 23. april 2025 efter 4 arbejdsdage"


def test_passing_on_to_a_cluster_that_wants_peace_is_told_beside_the_form() -> None:
    secretary = person("sek", Role.SEKRETARIAT)
    cluster()
    ask_for_peace("midt", TODAY + timedelta(3), "Flytning.", seen=1, by=OPERATOR)
    made = approached()
    address = f"/henvendelser-udefra/{made.pk}"
    assert "ønsker arbejdsro til og med" in read(secretary, address)
    text = send(secretary, f"{address}/videre", 409, set=1, klynge="midt", ord="Mine ord")
    assert "Intet er sendt." in text and "Mine ord" in text
    assert not Notification.objects.exists()


def test_a_coordinator_says_that_the_cluster_wants_peace() -> None:
    coordinator = person("koor", Role.KLYNGEKOORDINATOR, unit=MIDT)
    cluster(), cluster("nord", "")
    text = read(coordinator, "/henvendelser-udefra/klynger")
    assert text.count('value="arbejdsro"') == 1
    asked = {"handling": "arbejdsro", "klynge": "midt", "set": 1, "til": TODAY.isoformat()}
    refused = send(coordinator, "/henvendelser-udefra/klynger", 400, **asked, hvorfor=f"Om {CPR}")
    assert CPR not in refused and "******-****" in refused
    send(coordinator, "/henvendelser-udefra/klynger", **asked, hvorfor="Flytning.")
    assert Cluster.objects.get(pk="midt").wants_peace_on(TODAY)
    assert "Flytning." in read(coordinator, "/henvendelser-udefra/klynger")
    elsewhere = {**asked, "klynge": "nord", "hvorfor": "Ro."}
    send(coordinator, "/henvendelser-udefra/klynger", 403, **elsewhere)
    ending = {"handling": "slut", "klynge": "midt", "set": 2}
    send(coordinator, "/henvendelser-udefra/klynger", **ending)
    assert not Cluster.objects.get(pk="midt").wants_peace_on(TODAY)


def test_a_kvalitetsklynge_is_put_on_the_list() -> None:
    secretary = person("sek", Role.SEKRETARIAT)
    asked = {"handling": "ny", "slags": "kvalitetsklynge", "navn": "Aalborg Øst", "enhed": MIDT}
    send(secretary, "/henvendelser-udefra/klynger", **asked)
    made = Cluster.objects.get()
    assert (made.pk, made.unit) == ("kvalitetsklynge-aalborg-oest", MIDT)
    assert "Kvalitetsklynge Aalborg Øst" in read(secretary, "/henvendelser-udefra/klynger")
    send(secretary, "/henvendelser-udefra/klynger", 409, **asked)
    wrong = {**asked, "navn": "Ny", "slags": "klynge"}
    send(secretary, "/henvendelser-udefra/klynger", 400, **wrong)


@pytest.mark.parametrize(
    "address", ["/henvendelser-udefra", "/henvendelser-udefra/ny", "/henvendelser-udefra/klynger"]
)
def test_approaches_are_not_for_everybody_with_an_account(address: str) -> None:
    read(person("ida"), address, 404)


def test_bad_cpr_in_an_approach_is_refused_and_masked() -> None:
    secretary = person("sek", Role.SEKRETARIAT)
    cluster()
    typed = {"organisation": f"Fru {CPR}", "kort": "Møde", "maade": "mail", "klynge": "midt"}
    text = send(secretary, "/henvendelser-udefra/ny", 400, **typed)
    assert CPR not in text and "******-****" in text
    assert not Approach.objects.exists()


# The plan -----------------------------------------------------------------------------------------


def month(days: int = 0) -> str:
    return f"{TODAY + timedelta(days=days):%Y-%m}"


def test_the_plan_tells_what_is_overdue_too_much_and_nothing_for_long() -> None:
    sender, midt = forum("afsender"), forum("chefforum", MIDT)
    cluster(), cluster("nord", "sundhedsklynge-nordjylland-nord")
    ended = TODAY + timedelta(days=1)
    list_cluster("syd", "Syd", ClusterKind.SUNDHEDSKLYNGE, valid_to=ended, by=OPERATOR)
    first = TODAY.replace(day=1)
    for _ in range(3):
        plan_sending("Status", PlanKind.STATUS, first, sender=sender, bodies=[midt.pk], by=OPERATOR)
    late = TODAY - timedelta(days=40)
    plan_sending("Glemt", PlanKind.DATARAPPORT, late, sender=sender, bodies=[midt.pk], by=OPERATOR)
    text = read(person("ida"), f"/kommunikationsplan?fra={month()}")
    overdue = text.split('id="over"', 1)[1].split("</section>", 1)[0]
    assert "Glemt" in overdue and "Skulle være sendt" in overdue
    months = text.split('class="plan-month"')
    assert "Status" in months[1] and "Intet planlagt" not in months[1]
    lines = re.findall(r'<tr><th scope="row">(Sundhedsklynge \w+)</th>(.*?)</tr>', text)
    told = {name: re.sub("<[^>]+>", " ", rest) for name, rest in lines}
    assert "for meget i" in told["Sundhedsklynge Midt"]
    assert "over budget" in told["Sundhedsklynge Midt"]
    assert re.search(r"intet fra \w+ \d+ til", told["Sundhedsklynge Nord"])
    assert told["Sundhedsklynge Syd"].count("klyngen er her ikke") >= 4
    assert "inden for budgettet" in told["Sundhedsklynge Syd"]
    assert "Hvad systemet har sendt" not in text


def test_what_the_system_sent_is_counted_by_body_and_week() -> None:
    secretary = person("sek", Role.SEKRETARIAT)
    member = person("ida")
    appoint(member, forum(), Capacity.MEDLEM, by=OPERATOR)
    told = given_up(member)
    Delivery.objects.create(recipient=member, kind=MailKind.ENKELT, outcome=Outcome.SENDT)
    Delivery.objects.create(recipient=member, kind=MailKind.ENKELT, outcome=Outcome.FEJL)
    text = read(secretary, "/kommunikationsplan")
    row = text.split("Forum forum</th>", 1)[1].split("</tr>", 1)[0]
    cells = re.findall(r'<td class="number">(.*?)</td>', row)
    assert cells == ["0 (0)"] * 7 + ["1 (1)"]
    assert told.subject_da not in text


def test_an_item_is_planned_sent_and_dropped_on_the_pages() -> None:
    secretary = person("sek", Role.SEKRETARIAT)
    forum()
    facts = {
        "titel": f"Status {SCRIPT}",
        "slags": "status",
        "afsender": "forum",
        "forum": "forum",
        "dag": (TODAY - timedelta(1)).isoformat(),
        "maaneder": 2,
        "gange": 3,
    }
    send(secretary, "/kommunikationsplan/nyt", **facts)
    first, second, _ = PlanItem.objects.order_by("pk")
    text = read(secretary, f"/kommunikationsplan/{first.pk}")
    assert SCRIPT not in text and "hver 2. måned" in text and "Skulle være sendt" in text
    send(secretary, f"/kommunikationsplan/{first.pk}/sendt", set=1, dag=TODAY.isoformat())
    refused = send(secretary, f"/kommunikationsplan/{second.pk}/opgiv", 400, set=1, hvorfor=CPR)
    assert CPR not in refused and "******-****" in refused
    send(secretary, f"/kommunikationsplan/{second.pk}/opgiv", set=1, hvorfor="Ingen nyt.")
    send(person("ida"), f"/kommunikationsplan/{second.pk}/sendt", 403, set=2)
    assert "Ingen nyt." in read(secretary, f"/kommunikationsplan/{second.pk}")


@pytest.mark.parametrize(
    "typed",
    [
        {"slags": "brev"},
        {"dag": ""},
        {"dag": "i går"},
        {"dag": "9999-12-31", "maaneder": "12", "gange": "24"},
        {"dag": "0001-01-01"},
        {"gange": "x"},
        {"afsender": "x"},
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_what_was_typed(typed: dict[str, str]) -> None:
    forum()
    facts = {"titel": "Mit punkt", "slags": "status", "afsender": "forum", "forum": "forum"}
    whole = {**facts, "dag": TODAY.isoformat(), "maaneder": 0, "gange": 1, **typed}
    status = 404 if "afsender" in typed else 400
    text = send(person("sek", Role.SEKRETARIAT), "/kommunikationsplan/nyt", status, **whole)
    assert "Mit punkt" in text
    assert not PlanItem.objects.exists()


@pytest.mark.parametrize("first", ["9999-12", "9999-08", "0001-01", "x"])
def test_a_plan_of_no_month_that_anybody_sees_is_the_one_of_today(first: str) -> None:
    ida = person("ida")
    asked, plain = (
        read(ida, address).split("<h1>")[1]
        for address in (f"/kommunikationsplan?fra={first}", "/kommunikationsplan")
    )
    assert asked == plain


# The delivery log ---------------------------------------------------------------------------------


def test_the_delivery_log_counts_and_holds_neither_words_nor_addresses() -> None:
    admin, member = person("drift", Role.SYSTEMADMINISTRATOR), person("ida")
    MailAddress.objects.create(user=member, address="ida@example.dk", language="da")
    told = given_up(member)
    for _ in range(2):
        made = Delivery.objects.create(
            recipient=member, kind=MailKind.ENKELT, outcome=Outcome.AFVIST
        )
        made.notifications.add(told)
    text = read(admin, "/forsendelser")
    main = text.split("<main", 1)[1]
    assert "<strong>1</strong> er opgivet" in main
    assert re.search(r"serveren afviste modtageren</td><td class=\"number\">2</td>", main)
    assert not any(word in main for word in ("ida", "example.dk", "Nyt</"))
    read(member, "/forsendelser", 404)
    assert "Sæt til at vente igen" not in read(person("rev", Role.AUDITOR), "/forsendelser")
    send(admin, f"/forsendelser/{told.pk}/igen")
    assert Notification.objects.get(pk=told.pk).mail_state == MailState.VENTER
    assert "ikke opgivet" in send(admin, f"/forsendelser/{told.pk}/igen", 409)
    send(person("sek", Role.SEKRETARIAT), f"/forsendelser/{told.pk}/igen", 403)


def test_a_person_sees_the_own_mails_on_their_page() -> None:
    member = person("ida")
    Delivery.objects.create(recipient=member, kind=MailKind.SAMLET, outcome=Outcome.FEJL)
    Delivery.objects.create(
        recipient=person("ole"), kind=MailKind.ENKELT, outcome=Outcome.UTILGAENGELIG
    )
    text = read(member, "/min-side")
    assert "flere samlet, serveren svarede med en fejl" in text
    assert "kunne ikke nås" not in text


def test_the_demonstration_shows_each_of_them_once() -> None:
    seed_demo()
    counted = [Example, Approach, PlanItem, Cluster, Notification, Delivery]
    before = [model.objects.count() for model in counted]
    seed_demo()
    assert [model.objects.count() for model in counted] == before
    assert before[:4] == [4, 3, 8, 5]
    share = "et-tal-der-har-flyttet-sig-rettes-og-sendes-igen"
    assert "(vises ikke endnu)" in read(None, f"/gode-eksempler/{share}")
    text = read(None, "/gode-eksempler")
    assert text.count("<li><h2>") == 3 and "Opdigtet" in text
    secretary = User.objects.get(username="sekretariat")
    assert "1 over fristen" in read(secretary, "/henvendelser-udefra")
    plan = read(secretary, "/kommunikationsplan")
    assert "Ikke sendt til tiden" in plan and "Datarapport til Chefforum" in plan
    assert verify_audit().is_whole


def test_an_indicator_s_page_leads_to_its_examples_and_back(published: object) -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    visits = "opfoelgende-hjemmebesoeg-7-dage"
    address, asked = f"/indikator/{visits}", Client()
    first = asked.get(address)
    assert "/gode-eksempler/" not in first.content.decode()
    example = published_example(author, secretary, indicators=(visits,))
    again = asked.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert f"/gode-eksempler/{example.pk}" in again.content.decode()
    assert address in read(None, f"/gode-eksempler/{example.pk}")
    withdraw_example(example.pk, "Forældet.", seen=3, by=secretary)
    assert "/gode-eksempler/" not in asked.get(address).content.decode()


def test_what_waits_stands_on_the_page_of_who_can_do_it() -> None:
    seed_demo()
    people = {one.username: one for one in User.objects.all()}
    kinds = {"eksempel", "udefra", "plan"}
    waits = {
        name: [
            (fact.kind, fact.title)
            for fact in waiting_for(people[name], TODAY)
            if fact.kind in kinds
        ]
        for name in ("sekretariat", "klyngekoordinator-midt", "laeser")
    }
    survey = ("udefra", "Søger klinikker til en spørgeundersøgelse")
    assert waits["sekretariat"] == [
        ("eksempel", "Dosispakket medicin gennemgås sammen med apoteket"),
        survey,
        ("udefra", "Vil mødes om kost til ældre medicinske patienter"),
        ("plan", "Datarapport til Chefforum"),
    ]
    assert (waits["klyngekoordinator-midt"], waits["laeser"]) == ([survey], [])


def test_an_indicator_that_is_no_more_is_still_named() -> None:
    example = published_example(person("ida"), person("sek", Role.SEKRETARIAT))
    version = example.newest
    ExampleVersion.objects.filter(pk=version.pk).update(
        said={**version.said, "indicators": ["vaek"]}
    )
    assert "vaek (vises ikke endnu)" in read(None, f"/gode-eksempler/{example.pk}")
