"""The bruttoliste, its log and its workbook as they answer, over the demonstration's list."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from support.seeded import client_of as client
from support.seeded import seeded_once
from support.seeded import text_of as text
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.colour_case import log_in_case
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.record_meeting import record_meeting
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.organisation.models import Body

OPERATOR = Permit("drift", "operator", "test")
THEN = "/bruttoliste?dato=2020-12-11"


@pytest.fixture(scope="module")
def first_content(django_db_setup, django_db_blocker, package: Path) -> Iterator[None]:
    with seeded_once(django_db_blocker, package):
        yield


@pytest.fixture
def seeded(first_content: None, db: None) -> None:
    pass


def case(title: str) -> Case:
    return Case.objects.get(title=title)


def post_colour(who: str, of: Case, *, serial: int, reason: str = "Data er der.", to="groen"):
    data = {"farve": to, "begrundelse": reason, "serial": serial}
    return client(who).post(f"/bruttoliste/{of.number}/farve", data, follow=True)


def test_the_list_asks_for_a_login(seeded) -> None:
    for address in ("/bruttoliste", "/bruttoliste.xlsx", "/bruttoliste/log", "/fora"):
        response = Client().get(address)
        assert response.status_code == 302 and "/konto/login/" in response["Location"]


def test_the_list_of_11_december_2020_is_recognisable(seeded) -> None:
    shown = text(client("laeser").get(THEN))
    assert "Sådan var listen 11. december 2020: 12 ønsker." in shown
    assert (
        "Under afklaring var 5 med grøn farve, 4 med gul, 0 med rød og 2 uden; 1 var sat i bero"
        in shown
    )
    assert "undtagen overbelægning" in shown and "Undtaget" in shown
    assert "Skal være på Dash Boardet primo januar 2021." in shown
    assert "Næste: Strategisk Sundhedsforum, 12. feb. 2021" in shown
    assert "Indikatorer uden sag vises kun på listen i dag" in shown
    before = text(client("laeser").get("/bruttoliste?dato=2020-11-30"))
    assert "Fælles FU" not in before.split("Bruttolisten", 2)[-1].split("Indikatorer uden sag")[0]
    assert "Ingen ønsker var skrevet ned" in text(
        client("laeser").get("/bruttoliste?dato=2020-08-31")
    )


def test_a_colour_is_changed_on_its_row_and_the_page_says_so(seeded) -> None:
    wish = case("Opfølgende hjemmebesøg")
    response = post_colour("sekretariat", wish, serial=wish.serial)
    shown = text(response)
    assert f"Sag {wish.number} Opfølgende hjemmebesøg er nu Grøn." in shown
    assert "Data er der." in shown
    assert case("Opfølgende hjemmebesøg").colour == "groen"
    assert response.redirect_chain[-1][0].endswith(f"#sag-{wish.number}")


def test_who_saw_an_older_row_is_told_and_keeps_what_was_typed(seeded) -> None:
    wish = case("Opfølgende hjemmebesøg")
    post_colour("sekretariat", wish, serial=wish.serial, reason="Først.")
    response = post_colour("sekretariat", wish, serial=wish.serial, reason="Dernæst.", to="roed")
    assert "er ændret af »sekretariat«" in text(response, status=409)
    assert 'value="Dernæst."' in response.content.decode()
    assert case("Opfølgende hjemmebesøg").colour == "groen"


def test_who_is_refused_is_told_also_where_the_row_has_left_the_choice(seeded) -> None:
    wish = case("Opfølgende hjemmebesøg")
    post_colour("sekretariat", wish, serial=wish.serial)
    data = {"farve": "roed", "begrundelse": "Senere.", "serial": wish.serial}
    address = f"/bruttoliste/{wish.number}/farve?farve=gul"
    told = text(client("sekretariat").post(address, data), status=409)
    assert "er ændret af »sekretariat«" in told and "Du skrev: »Senere.«" in told


@pytest.mark.parametrize(
    ("who", "reason", "status", "told"),
    [
        ("laeser", "Fordi.", 403, "har ingen rolle, der må give en sag farve"),
        ("sekretariat", " ", 400, "Der mangler en begrundelse."),
        ("sekretariat", "Borger 610190-1234 spurgte.", 400, "Teksten indeholder et CPR-nummer."),
    ],
)
def test_a_colour_that_is_refused_says_why(seeded, who, reason, status, told) -> None:
    wish = case("Opfølgende hjemmebesøg")
    response = post_colour(who, wish, serial=wish.serial, reason=reason)
    assert told in text(response, status=status)
    assert "610190" not in response.content.decode()
    assert case("Opfølgende hjemmebesøg").serial == wish.serial


def test_only_who_may_is_offered_the_buttons_and_never_on_a_day_that_has_been(seeded) -> None:
    form = 'name="begrundelse"'
    assert form in client("sekretariat").get("/bruttoliste").content.decode()
    assert form not in client("sekretariat").get(THEN).content.decode()
    assert form not in client("laeser").get("/bruttoliste").content.decode()


def test_filters_count_and_narrow(seeded) -> None:
    shown = text(client("laeser").get(f"{THEN}&farve=gul"))
    assert "Viser 4 af 12 ønsker." in shown and "Overbelægning" not in shown
    assert "Grøn (6)" in shown
    assert client("laeser").get("/bruttoliste?farve=lilla").status_code == 404
    assert "»i går« er ikke en dato" in text(client("laeser").get("/bruttoliste?dato=i+går"))


def test_indicators_without_a_case_and_the_national_comparison_stand_on_the_list(seeded) -> None:
    shown = text(client("laeser").get("/bruttoliste"))
    assert "Indikatorer uden sag" in shown
    assert "Nationalt: kan ikke afklares" in shown


def test_drafts_and_small_matters_are_not_on_the_list(seeded) -> None:
    open_case("Kun min kladde", by=User.objects.get(username="laeser"))
    assert "Kun min kladde" not in text(client("sekretariat").get("/bruttoliste"))
    assert "Kun min kladde" not in text(client("sekretariat").get("/bruttoliste/log"))


def test_C22_the_workbook_is_the_list_as_text_and_the_same_each_time(seeded) -> None:
    Case.objects.filter(title="IV-aktivitet").update(asked_by='=HYPERLINK("x")')
    answers = [client("laeser").get("/bruttoliste.xlsx?dato=2020-12-11") for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert 'filename="bruttoliste_2020-12-11.xlsx"' in answers[0]["Content-Disposition"]
    book = zipfile.ZipFile(io.BytesIO(answers[0].content))
    # Made on the day of the list, whenever it is fetched
    assert b"2020-12-11T00:00:00Z" in book.read("docProps/core.xml")
    words = unescape(book.read("xl/sharedStrings.xml").decode())
    assert "Undtaget" in words and "undtagen overbelægning" in words and "Fælles FU" in words
    assert 'Fra =HYPERLINK("x")' in words
    # What stands there in the log is not exceptions alone
    assert "Undtagelse, prioritet eller trin" in words
    assert not any(b"<f>" in book.read(name) for name in book.namelist())


def test_a_meeting_that_was_cancelled_is_no_day_of_the_list(seeded) -> None:
    body = Body.objects.get(pk="strategisk-sundhedsforum")
    one = case("Overbelægning")
    for kind, day in ((EntryKind.AFLYST, 3), (EntryKind.BESLUTNING, 4)):
        cases, on = {one.number: None}, date(2021, 6, day)
        record_meeting(kind, body, "Sne.", cases=cases, meeting_on=on, by=OPERATOR)
    shown = text(client("laeser").get("/bruttoliste"))
    assert "4. juni 2021 · 12. februar 2021" in shown


def test_the_log_tells_of_meetings_that_decided_and_those_that_did_not(seeded) -> None:
    shown = text(client("laeser").get("/bruttoliste/log"))
    assert "Beslutninger: 2. Møder uden beslutning: 1. Aflyste møder: 1." in shown
    assert "Fælles FU, 1. december 2020" in shown
    assert "Fælles FU blev spurgt i stedet." in shown
    assert "Opgave: Formandskabet sender et forslag til skabelonen i høring." in shown
    one = text(client("laeser").get("/bruttoliste/log?forum=faelles-fu"))
    assert "Behandlet uden beslutning." not in one
    assert client("laeser").get("/bruttoliste/2020-9999").status_code == 404
    of_case = text(client("laeser").get(f"/bruttoliste/{case('FMK (hospital)').number}"))
    assert "Møde aflyst" in of_case and "På Dash Boardet" in of_case


def test_a_meeting_is_written_once_for_all_its_cases(seeded) -> None:
    secretary = client("sekretariat")
    first, second = case("Forebyggelige indlæggelser"), case("Overbelægning")
    typed = {
        "slags": "beslutning",
        "forum": "strategisk-sundhedsforum",
        "dato": "2021-02-12",
        "ordlyd": "Alle undtagen overbelægning.",
        "sag": [first.number],
        "undtaget": [second.number],
        f"serial-{first.number}": first.serial,
        f"serial-{second.number}": second.serial,
        "prioritet": "2",
    }
    shown = text(secretary.post("/bruttoliste/log/ny", typed, follow=True))
    assert "Gemt i loggen for 2 sager." in shown and "Alle undtagen overbelægning." in shown
    assert case("Forebyggelige indlæggelser").priority == 2
    fresh = {f"serial-{first.number}": case(first.title).serial, "undtaget": []}
    alone = text(secretary.post("/bruttoliste/log/ny", {**typed, **fresh}, follow=True))
    assert "Gemt i loggen for 1 sag." in alone
    again = secretary.post("/bruttoliste/log/ny", typed)
    assert "er ændret af »sekretariat«" in text(again, status=409)
    assert "Alle undtagen overbelægning.</textarea>" in again.content.decode()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"forum": ""}, "Der er ikke valgt et forum."),
        ({"dato": "i går"}, "»i går« er ikke en dato."),
        ({"prioritet": "0"}, "Prioriteten skal være et helt tal"),
        ({"sag": []}, "Der er ikke valgt nogen sager."),
        ({"ordlyd": ""}, "Der mangler en begrundelse."),
        ({"ordlyd": "Borger 610190-1234."}, "Teksten indeholder et CPR-nummer."),
    ],
)
def test_what_is_wrong_with_a_meeting_is_told_beside_it(seeded, wrong, told) -> None:
    typed = {"slags": "uden_beslutning", "forum": "faelles-fu", "dato": "2021-02-12"}
    typed |= {"ordlyd": "Intet.", "sag": [case("IV-aktivitet").number], **wrong}
    response = client("sekretariat").post("/bruttoliste/log/ny", typed)
    assert told in text(response, status=400)
    assert "610190" not in response.content.decode()


def test_others_do_not_write_in_the_log(seeded) -> None:
    assert client("laeser").get("/bruttoliste/log/ny").status_code == 404
    assert client("laeser").post("/bruttoliste/log/ny", {}).status_code == 404


def test_the_pages_speak_english_too(seeded) -> None:
    reader = client("laeser")
    reader.cookies["sprog"] = "en"
    shown = text(reader.get(THEN))
    assert "The list as it was on 11 December 2020" in shown and "Excepted" in shown
    assert "Decisions: 2." in text(reader.get("/bruttoliste/log"))


def test_a_meeting_to_come_is_told_until_it_is_cancelled(seeded) -> None:
    wish, day = case("Overbelægning"), timezone.localdate() + timedelta(days=30)
    said = {"body": Body.objects.get(id="faelles-fu"), "meeting_on": day, "by": OPERATOR}
    log_in_case(wish.number, EntryKind.NOTE, "På dagsordenen.", **said)
    assert "Næste: Fælles FU" in text(client("laeser").get("/bruttoliste"))
    assert "Kommende møde" in text(client("laeser").get("/bruttoliste/log"))
    forum = said.pop("body")
    record_meeting(EntryKind.AFLYST, forum, "Aflyst.", cases={wish.number: None}, **said)
    assert "Næste: Fælles FU" not in text(client("laeser").get("/bruttoliste"))


def test_what_is_internal_is_on_no_page(seeded) -> None:
    wish = case("Overbelægning")
    said = {"body": Body.objects.get(id="faelles-fu"), "internal": True, "by": OPERATOR}
    log_in_case(wish.number, EntryKind.NOTE, "Kun for sekretariatet.", **said)
    for address in ("/bruttoliste", "/bruttoliste/log", f"/bruttoliste/{wish.number}"):
        assert "Kun for sekretariatet." not in text(client("sekretariat").get(address))
    assert "Kun for sekretariatet." not in text(client("sekretariat").get("/fora/faelles-fu"))
