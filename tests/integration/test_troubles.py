"""Known trouble: told, told anew, solved; what was told before stays, and two at once are told apart."""

from datetime import date

import pytest
from django.test import Client

from tvaerblik.core.errors import BadInput, Blocked
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.note_trouble import note_trouble
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.demo_discussions import LPR3, LPR3_SINCE, seed_trouble
from tvaerblik.governance.sources.models import KnownTrouble, TroubleEntry
from tvaerblik.governance.sources.reports import SourceReport

OPERATOR = Permit("drift", "operator", "test")
SINCE, EXPECTED, SOLVED = date(2026, 9, 1), date(2026, 12, 1), date(2026, 11, 3)
SAYS = Text("Mors mangler.", "Mors is missing.")
VISITS = "opfoelgende-hjemmebesoeg-7-dage"


@pytest.fixture
def source(db):
    title = Text("Landspatientregisteret", "Patient register")
    record_deliveries([SourceReport("lpr_a", title, False, True, True, ())], by=OPERATOR)


@pytest.fixture
def people(db):
    return {
        role: create_account(role, "lang adgangskode", roles=(role,), by=OPERATOR)
        for role in (Role.ANALYTIKER, Role.SEKRETARIAT, Role.SYSTEMADMINISTRATOR, Role.BRUGER)
    }


def note(text=SAYS, **more):
    return note_trouble("lpr_a", text, since=SINCE, by=OPERATOR, **more)


def test_each_telling_is_kept_in_its_order(db) -> None:
    note(seen=0, on=SINCE)
    note(Text("Mors og Thy mangler.", "Mors and Thy are missing."), expected=EXPECTED, seen=1)
    trouble = note(SAYS, expected=EXPECTED, solved_on=SOLVED, seen=2, on=SOLVED)
    told = [(one.number, one.text_da, one.expected, one.solved_on) for one in trouble.log.all()]
    assert told == [
        (1, "Mors mangler.", None, None),
        (2, "Mors og Thy mangler.", EXPECTED, None),
        (3, "Mors mangler.", EXPECTED, SOLVED),
    ]
    assert KnownTrouble.objects.count() == 1 and not trouble.open_on(SOLVED)
    details = [one.detail for one in AuditEntry.objects.filter(action="trouble.note")]
    assert len(details) == 3 and "Mors" not in str(details)


def test_what_was_told_is_neither_changed_nor_removed(db) -> None:
    entry = note().log.get()
    for act in (entry.save, entry.delete, TroubleEntry.objects.all().delete):
        with pytest.raises(TypeError, match="never"):
            act()
    with pytest.raises(TypeError, match="never"):
        TroubleEntry.objects.update(text_da="x")


def test_of_two_who_write_one_is_told(db) -> None:
    note(seen=0)
    for seen in (0, 2):
        with pytest.raises(Blocked, match="Somebody else has written"):
            note(Text("x", "x"), seen=seen)
    assert KnownTrouble.objects.get().text_da == "Mors mangler."


@pytest.mark.parametrize(
    ("text", "more", "code"),
    [
        (Text("610203-0000", "x"), {}, "G-CPR"),
        (Text("x" * 501, "x"), {}, "G-TROUBLE-TEXT"),
        (SAYS, {"solved_on": date(2026, 8, 31)}, "G-TROUBLE-DAYS"),
    ],
)
def test_D21_what_cannot_stand_there_is_refused(db, text, more, code) -> None:
    with pytest.raises(BadInput) as refused:
        note(text, **more)
    assert refused.value.problems[0].code == code and not KnownTrouble.objects.exists()


def test_the_demonstration_has_lpr3_with_its_history(db) -> None:
    for _ in range(2):
        seed_trouble(OPERATOR)
    trouble = KnownTrouble.objects.get(since=LPR3_SINCE)
    assert trouble.text_da == LPR3.da and trouble.log.count() == 3


def sent(client, address="/data/problemer/nyt", **more):
    form = {"kilde": "lpr_a", "siden": "2026-09-01", "dansk": SAYS.da, "engelsk": SAYS.en}
    return client.post(address, {**form, **more})


@pytest.mark.parametrize("role", [Role.ANALYTIKER, Role.SEKRETARIAT, Role.SYSTEMADMINISTRATOR])
def test_those_who_may_write_and_everybody_reads(client, published, source, people, role) -> None:
    client.force_login(people[role])
    assert sent(client, indikator=[VISITS]).status_code == 302
    trouble = KnownTrouble.objects.get()
    assert trouble.indicators == [VISITS]
    client.logout()
    page = client.get("/data/problemer").content.decode()
    assert "Mors mangler." in page and "Siden 1. september 2026" in page
    assert f'href="/indikator/{VISITS}"' in page and "/data/problemer/nyt" not in page
    assert role not in page, "who wrote it is not for readers"
    assert "Mors mangler." in client.get("/").content.decode()
    assert "Mors mangler." in client.get(f"/indikator/{VISITS}").content.decode()
    other = client.get("/indikator/forebyggelige-indlaeggelser-65").content.decode()
    assert "Mors mangler." not in other


def test_others_are_told_that_they_may_not(client, published, source, people) -> None:
    assert client.get("/data/problemer/nyt").status_code == 302
    client.force_login(people[Role.BRUGER])
    assert sent(client).status_code == 403
    page = client.get("/data/problemer/nyt")
    assert page.status_code == 403 and "<textarea" not in page.content.decode()
    assert not KnownTrouble.objects.exists()


def test_it_is_solved_on_the_page_and_the_other_writer_is_told(
    client, published, source, people
) -> None:
    client.force_login(people[Role.ANALYTIKER])
    sent(client)
    reader = Client()
    before = reader.get("/data/problemer")["ETag"]
    address = f"/data/problemer/{KnownTrouble.objects.get().pk}"
    sent(client, address, loest="2026-11-03", serial="1")
    late = sent(client, address, dansk="Mors er her igen.", serial="1")
    assert late.status_code == 409 and "En anden har skrevet" in late.content.decode()
    assert "Mors er her igen." in late.content.decode(), "what was typed is kept"
    response = reader.get("/data/problemer")
    page = response.content.decode()
    assert response["ETag"] != before, "the one kept by the browser is not shown again"
    assert "løst 3. november 2026" in page and "Hvad der er skrevet: 2 gange" in page


def test_D21_what_is_wrong_is_said_beside_what_was_typed(client, published, source, people) -> None:
    client.force_login(people[Role.ANALYTIKER])
    for wrong, told in (
        ({"kilde": "findes-ikke"}, "ikke valgt en kilde"),
        ({"siden": ""}, "mangler"),
        ({"engelsk": " "}, "mangler på dansk eller engelsk"),
        ({"siden": "i går"}, "ikke en dato"),
        ({"dansk": "<b>610203-0000</b>"}, "&lt;b&gt;******-****&lt;/b&gt;"),
    ):
        response = sent(client, **wrong)
        assert response.status_code == 400 and told in response.content.decode()
    assert not KnownTrouble.objects.exists()
    assert client.get("/data/problemer/99").status_code == 404


def test_a_script_in_a_text_is_only_text(client, published, source, people) -> None:
    note(Text("<script>alert(1)</script>", "x"))
    for address in ("/data/problemer", "/data", "/"):
        assert "<script>alert" not in client.get(address).content.decode()
