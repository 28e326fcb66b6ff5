"""The pages of requests: what each reader is shown, may do there, and is told."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_organisation import set_up_body
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.record_covers import record_covers
from tvaerblik.governance.actions.write_request import save_request, send_request
from tvaerblik.governance.cases.kinds import CaseKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.organisation.kinds import BodyKind
from tvaerblik.governance.requests.found_data import Cover
from tvaerblik.governance.requests.template import QUESTIONS, Urgency
from tvaerblik.presentation.pages.request_texts import TEXTS
from tvaerblik.presentation.pages.requests import CHOSEN
from tvaerblik.web.request_case_views import ACTS

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
HOME_VISIT = "opfoelgende-hjemmebesoeg-7-dage"
AALBORG = "kommune-0851"
LAESOE = "kommune-0825"
FULL = {**dict.fromkeys(QUESTIONS, "Svar nok"), "haster": "moede"}

pytestmark = pytest.mark.django_db


def logged_in(name, *roles, unit="") -> Client:
    user = create_account(name, PASSWORD, roles=(Role.BRUGER, *roles), unit=unit, by=OPERATOR)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def seen(answer) -> str:
    """The page as text, without tags."""
    page = re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def received(**more) -> Case:
    return open_case(
        "Faldulykker", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR, **more
    )


def acted(client: Client, case: Case, action: str, **typed):
    address = f"/henvendelser/{case.number}/{action}"
    case.refresh_from_db()
    return client.post(address, {"serial": case.serial, **typed})


def test_pages_are_for_those_logged_in_and_kept_by_nobody() -> None:
    case = received()
    for path in ("", "/ny", "/mail", "/lignende", f"/{case.number}", f"/{case.number}/kladde"):
        assert Client().get(f"/henvendelser{path}").status_code == 302
    answer = logged_in("laeser").get("/henvendelser")
    assert "no-store" in answer["Cache-Control"]
    assert logged_in("anden").get(f"/henvendelser/{case.number}/flyt").status_code == 405


def test_the_template_explains_every_question_with_a_good_and_a_bad_answer() -> None:
    asked = {key.removeprefix("q_") for key in TEXTS if key.startswith("q_")}
    assert asked == {*QUESTIONS, "mail"}
    page = seen(logged_in("laeser").get("/henvendelser/ny"))
    for one in QUESTIONS:
        for kind in ("q", "why", "good", "bad"):
            assert TEXTS[f"{kind}_{one}"].da in page
    assert CHOSEN["haster"] == tuple(Urgency.values)
    for kind in CaseKind:
        assert TEXTS[f"kind_{kind}"].da


def test_a_draft_is_saved_shows_what_is_like_it_and_is_sent(published) -> None:
    client = logged_in("spoerger")
    typed = {"titel": "Opfølgende hjemmebesøg", "slags": "indikator", "goer": "gem", "vises": "x"}
    answer = client.post("/henvendelser/ny", typed, follow=True)
    page, case = seen(answer), Case.objects.get()
    assert "Kladden er gemt." in page and f"Kladde {case.number}" in page
    assert f"/indikator/{HOME_VISIT}" in answer.content.decode()
    typed |= {"goer": "send", "serial": case.serial}
    answer = client.post(f"/henvendelser/{case.number}/kladde", typed)
    page = seen(answer)
    assert answer.status_code == 409 and page.count("Mangler svar") == 4
    case.refresh_from_db()
    answer = client.post(
        f"/henvendelser/{case.number}/kladde",
        {**typed, **FULL, "serial": case.serial},
        follow=True,
    )
    page = seen(answer)
    assert "Henvendelsen er sendt. Du får et første svar senest" in page
    assert "Til et bestemt møde" in page and "Hvad kan du gøre?" in page
    assert f"/henvendelser/{case.number}" in client.get("/henvendelser").content.decode()
    assert client.get(f"/henvendelser/{case.number}/kladde").status_code == 302


def test_what_was_typed_is_kept_when_it_is_refused() -> None:
    client = logged_in("spoerger")
    typed = {"titel": "Fald", "goer": "gem", "vises": "Borger 610190-" + "0001 faldt"}
    answer = client.post("/henvendelser/ny", typed)
    page = answer.content.decode()
    assert answer.status_code == 400 and "CPR-nummer" in seen(answer)
    assert 'value="Fald"' in page and not Case.objects.exists()


def test_another_s_draft_is_not_there() -> None:
    client, other = logged_in("spoerger"), logged_in("sekretaer", Role.SEKRETARIAT)
    case = save_request(None, "Fald", kind=CaseKind.INDIKATOR, answers={}, by=client.user)
    assert client.get(f"/henvendelser/{case.number}").status_code == 302
    for path in ("", "/kladde"):
        assert other.get(f"/henvendelser/{case.number}{path}").status_code == 404
    assert "Fald" not in seen(other.get("/henvendelser"))
    answer = client.post(
        f"/henvendelser/{case.number}/kladde", {"goer": "slet", "serial": case.serial}
    )
    case.refresh_from_db()
    assert answer.status_code == 302 and case.stage == Stage.TRUKKET


def test_the_list_measures_first_answers_and_the_board_marks_what_is_overdue() -> None:
    day = timezone.localdate() - timezone.timedelta(days=30)
    case = received(on=day)
    Case.objects.filter(pk=case.pk).update(deadline=day)
    reader, worker = logged_in("laeser"), logged_in("sekretaer", Role.SEKRETARIAT)
    page = seen(reader.get("/henvendelser"))
    assert "0 % (0 af 1)" in page and f"{case.number}:" in page and "Tavlen" not in page
    page = seen(worker.get("/henvendelser"))
    assert "Tavlen" in page and re.search(r"\d+ arbejdsdage over fristen", page)
    assert "Ingen sager på: Afklaring" in page
    worker.cookies["sprog"] = "en"
    page = seen(worker.get("/henvendelser"))
    assert "working days overdue" in page and "The board" in page


def test_a_mail_is_pasted_in_by_the_secretariat() -> None:
    set_up_body("chefforum", Text("Chefforum Midt", "Managers"), BodyKind.FORUM, by=OPERATOR)
    client = logged_in("sekretaer", Role.SEKRETARIAT)
    assert logged_in("laeser").get("/henvendelser/mail").status_code == 404
    mail = "Fra: Hanne Eksempel <hanne@eksempel.dk>\nEmne: SV: Fald i hjemmet\n\nVi mangler tal.\n"
    typed = {"tekst": mail, "spurgt_af": "Hanne Eksempel", "slags": "indikator"}
    answer = client.post("/henvendelser/mail", typed)
    assert answer.status_code == 400 and "hvem der spørger" in seen(answer)
    assert "Vi mangler tal." in seen(answer)
    answer = client.post(
        "/henvendelser/mail", {**typed, "spurgt_af": "Chefforum Midt"}, follow=True
    )
    page = seen(answer)
    assert "Fald i hjemmet" in page and "Chefforum Midt" in page and "Hanne" not in page
    assert "2 linjer, adresser, navne" in page
    answer = client.post("/henvendelser/mail", {**typed, "kom": "i går", "spurgt_af": "En borger"})
    assert answer.status_code == 400 and "ikke en dato" in seen(answer)


def test_only_what_may_be_done_is_offered_and_the_rest_is_explained() -> None:
    case = received()
    reader, analyst = logged_in("laeser"), logged_in("analytiker", Role.ANALYTIKER)
    secretary = logged_in("sekretaer", Role.SEKRETARIAT)

    def forms(client: Client) -> set[str]:
        page = client.get(f"/henvendelser/{case.number}").content.decode()
        return set(re.findall(rf'action="/henvendelser/{case.number}/(\w+)"', page))

    assert forms(reader) == set()
    assert forms(analyst) == {"spoerg", "vurder", "data", "udkast"}
    assert forms(secretary) == {"flyt", "spoerg", "vurder", "data", "slags", "ansvar"}
    page = seen(analyst.get(f"/henvendelser/{case.number}"))
    assert "Det kan du ikke her, og hvorfor" in page
    assert "»analytiker« har ingen rolle, der må flytte sagen fra dette trin" in page
    assert "ikke noget, du skal gøre" in seen(reader.get(f"/henvendelser/{case.number}"))


def test_every_form_does_its_thing_and_the_case_tells_of_it(published) -> None:
    secretary = logged_in("sekretaer", Role.SEKRETARIAT)
    author = logged_in("ansvarlig", Role.INDIKATORANSVARLIG)
    asker = logged_in("spoerger")
    case = save_request(None, "Fald", kind=CaseKind.INDIKATOR, answers=FULL, by=asker.user)
    send_request(case.number, seen=1, by=asker.user)
    done = {
        "spoerg": (secretary, {"tekst": "Hvilke aldre?"}),
        "svar": (asker, {"tekst": "Fra 65 år."}),
        "vurder": (secretary, {"hvad": "egnet", "svar": "delvist", "tekst": "Kun kommunen."}),
        "data": (secretary, {"enhed": AALBORG, "svar": "nej", "tekst": "Ikke i Cura."}),
        "slags": (secretary, {"slags": "maaltal", "kort": "ja", "tekst": "Et måltal."}),
        "ansvar": (secretary, {"ansvarlig": "ansvarlig", "frist": "2026-12-01"}),
        "udkast": (author, {"tekst": "id: fald\n"}),
        "flyt": (secretary, {"til": "bero", "tekst": "Venter på data."}),
    }
    assert set(done) | {"kontrol"} == set(ACTS)  # a draft that can be read: test_draft_approvals
    for action, (client, typed) in done.items():
        if action == "svar":
            typed = {**typed, "spoergsmaal": case.log.filter(kind="spoergsmaal").get().pk}
        assert acted(client, case, action, **typed).status_code == 302, action
    page = seen(asker.get(f"/henvendelser/{case.number}"))
    for told in (
        *("Hvilke aldre?", "Fra 65 år.", "Delvist", "Kun kommunen.", "Aalborg", "Ikke i Cura."),
        *(
            "Måltal, kort spor",
            "frist 1. december 2026",
            "Udkast 1",
            "Kan ikke læses",
            "Sat i bero",
        ),
        *("Venter på data.", "Sagen er ude af rækken"),
    ):
        assert told in page, told


def test_of_two_who_act_at_once_the_second_is_told_beside_what_was_typed() -> None:
    one, two = logged_in("en", Role.SEKRETARIAT), logged_in("to", Role.SEKRETARIAT)
    case = received()
    typed = {"serial": case.serial, "til": "afklaring", "tekst": ""}
    assert one.post(f"/henvendelser/{case.number}/flyt", typed).status_code == 302
    answer = two.post(
        f"/henvendelser/{case.number}/flyt", {**typed, "til": "bero", "tekst": "Vi venter."}
    )
    page = answer.content.decode()
    assert answer.status_code == 409 and "er ændret af »en«, siden du åbnede den" in seen(answer)
    assert "Vi venter.</textarea>" in page and f'name="serial" value="{case.serial + 1}"' in page
    case.refresh_from_db()
    assert case.stage == Stage.AFKLARING


@pytest.mark.parametrize(
    ("action", "typed", "said"),
    [
        ("flyt", {"til": "klar"}, "kan ikke gå fra"),
        ("flyt", {"til": "ukendt"}, "ikke valgt noget"),
        ("flyt", {"til": "afvist"}, "mangler en begrundelse"),
        ("spoerg", {"tekst": "om 610190-" + "0001"}, "CPR-nummer"),
        ("vurder", {"hvad": "egnet", "svar": "måske"}, "ikke valgt noget"),
        ("data", {"enhed": "kommune-9999", "svar": "ja"}, "ingen enhed »kommune-9999«"),
        ("ansvar", {"ansvarlig": "ingen"}, "ingen konto »ingen«"),
        ("ansvar", {"frist": "snart"}, "ikke en dato"),
        ("slags", {"slags": "indikator", "kort": "ja", "tekst": "x"}, "Kort spor er for små sager"),
    ],
)
def test_what_is_refused_is_told_beside_its_form(action, typed, said) -> None:
    client = logged_in("sekretaer", Role.SEKRETARIAT)
    case = received()
    answer = acted(client, case, action, **typed)
    assert answer.status_code in (400, 404, 409) and said in seen(answer)
    assert "610190" not in answer.content.decode() or action == "spoerg"


def test_the_machine_s_answer_stands_beside_the_units_own() -> None:
    client = logged_in("analytiker", Role.ANALYTIKER)
    case = received(indicator=HOME_VISIT)
    assert "endnu ikke meldt" in seen(client.get(f"/henvendelser/{case.number}"))
    day = timezone.datetime
    covers = [
        Cover(table, unit, day(2024, 1, 1).date(), day(2025, 1, 1).date())
        for table, unit in (("hospital_contact", None), ("municipal_service", AALBORG))
    ]
    record_covers(covers, by=OPERATOR)
    acted(client, case, "data", enhed=AALBORG, svar="ja", tekst="Siden 2022.")
    page = seen(client.get(f"/henvendelser/{case.number}"))
    assert re.search(r"Maskinen: 1 af \d+ enheder har alt, 0 noget, \d+ intet", page)
    assert "siger selv nej" not in page
    assert re.search(r"Aalborg Ja \S+ 2024 til .{0,40}2024 Ja Siden 2022. \(analytiker", page)
    acted(client, case, "data", enhed=AALBORG, svar="nej", tekst="Feltet er tomt.")
    acted(client, case, "data", enhed=LAESOE, svar="nej", tekst="Intet.")
    # Of Læsø the machine says so too
    assert "intet. Én af dem siger selv nej." in seen(client.get(f"/henvendelser/{case.number}"))


def test_the_way_on_is_offered_before_the_way_back_and_the_ways_out() -> None:
    client = logged_in("sekretaer", Role.SEKRETARIAT)
    case = received()
    Case.objects.filter(pk=case.pk).update(stage=Stage.FINDES_DATA)
    page = client.get(f"/henvendelser/{case.number}").content.decode()
    offered = re.search(r'<select id="til".*?</select>', page, re.DOTALL)
    assert offered is not None
    assert re.findall(r'value="(\w+)"', offered[0]) == [
        *("fremstilling", "afklaring", "afvist", "trukket", "bero")
    ]


def test_what_is_like_it_is_found_while_writing(published) -> None:
    client = logged_in("spoerger")
    received()
    answer = client.get("/henvendelser/lignende", {"q": "hjemmebesoeg efter udskrivelsen"})
    assert HOME_VISIT in answer.content.decode() and "<html" not in answer.content.decode()
    assert "Faldulykker" in seen(client.get("/henvendelser/lignende", {"q": "Faldulykke"}))
    assert "ikke noget" in seen(client.get("/henvendelser/lignende", {"q": "parkering"}))


def test_a_move_that_a_rule_bars_is_explained() -> None:
    client = logged_in("formand", Role.FORMANDSKAB)
    case = received()
    Case.objects.filter(pk=case.pk).update(stage=Stage.PRIORITERING, kind=CaseKind.STOERRE_OPGAVE)
    answer = client.get(f"/henvendelser/{case.number}")
    assert "når Strategisk Sundhedsforum har besluttet det" in seen(answer)
    assert '<option value="opsaetning"' not in answer.content.decode()
    move_case(case.number, Stage.BERO, reason="Venter.", seen=None, by=OPERATOR)


def test_a_long_board_asks_the_database_no_more_than_a_short_one() -> None:
    asker, worker = logged_in("spoerger"), logged_in("sekretaer", Role.SEKRETARIAT)
    asked = []
    for more in (2, 18):
        for _ in range(more):
            case = save_request(None, "Fald", kind=CaseKind.INDIKATOR, answers=FULL, by=asker.user)
            send_request(case.number, seen=1, by=asker.user)
        with CaptureQueriesContext(connection) as queries:
            page = seen(worker.get("/henvendelser"))
        asked.append(len(queries))
    assert page.count("Fald") == 20 and asked[0] == asked[1]
