"""*Loggen*: read and checked by an auditor, narrowed and turned, and nothing else."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client

from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_roles import grant_role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.kinds import CaseKind
from tvaerblik.governance.demo import seed_demo
from tvaerblik.presentation.pages.audit_texts import TEXTS
from tvaerblik.web import audit_views

pytestmark = [pytest.mark.django_db]

OPERATOR = Permit("drift", "operator", "test")


@pytest.fixture
def client(db) -> Client:
    """An auditor's, with a case in the log."""
    auditor = create_account("auditor", "lang adgangskode", roles=(Role.AUDITOR,), by=OPERATOR)
    open_case("Fald", kind=CaseKind.INDIKATOR, by=OPERATOR)
    client = Client()
    client.force_login(auditor)
    return client


def _text(response, *, status: int = 200) -> str:
    assert response.status_code == status
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(plain).split())


def test_the_newest_stands_first_with_who_what_and_details(client) -> None:
    answer = client.get("/log")
    page = _text(answer)
    assert "Loggen har 2 rækker." in page
    assert page.index("case.oprettet") < page.index("account.create")
    assert "roles: auditor" in page and "Konti account.create" in page
    number = AuditEntry.objects.get(action="case.oprettet").subject
    assert f'href="/bruttoliste/{number}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "actions"),
    [
        ("hvem=DRI", ["case.oprettet", "account.create"]),
        ("hvem=ingen", []),
        ("omraade=account", ["account.create"]),
        ("omraade=accoun", []),
        ("emne=audi", ["account.create"]),
        ("fra=2020-01-01", ["case.oprettet", "account.create"]),
        ("til=2020-01-01", []),
        ("fra=x", ["case.oprettet", "account.create"]),
        ("hvem=%00", ["case.oprettet", "account.create"]),
        # The ends of the calendar, where a day more or an hour less is no date
        ("fra=0001-01-01&til=9999-12-31", ["case.oprettet", "account.create"]),
        ("til=0001-01-01", []),
        ("fra=9999-12-31", []),
        ("til-nr=1", ["account.create"]),
    ],
)
def test_it_is_narrowed(client, asked: str, actions: list[str]) -> None:
    answer = client.get(f"/log?{asked}")
    assert re.findall(r"<small>(\w+\.\w+)</small>", answer.content.decode()) == actions
    if asked == "fra=x":
        assert "»x« er ikke en dato" in _text(answer)


def test_older_rows_stand_one_page_on(client, monkeypatch) -> None:
    monkeypatch.setattr(audit_views, "A_PAGE", 1)
    first = client.get("/log?hvem=drift").content.decode()
    assert first.count("<tbody><tr>") == 1 and "account.create" not in first
    older = unescape(re.search(r'href="(\?[^"]*til-nr[^"]*)"', first)[1])
    assert "account.create" in _text(client.get(f"/log{older}"))


def test_whether_it_is_whole_is_said(client) -> None:
    assert "Loggen er hel: alle 2 rækker" in _text(client.get("/log?efterse=ja"))
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS audit_no_update")
        cursor.execute("UPDATE audit_auditentry SET subject = 'x' WHERE number = 1")
    assert "Loggen er ikke hel: Række 1 er ændret." in _text(client.get("/log?efterse=ja"))


def test_it_is_read_by_those_two_and_changed_by_nobody(client) -> None:
    for role in Role:
        user = create_account(f"en-{role}", "lang adgangskode", roles=(role,), by=OPERATOR)
        reader = Client()
        reader.force_login(user)
        may = role in (Role.AUDITOR, Role.SYSTEMADMINISTRATOR)
        assert reader.get("/log").status_code == (200 if may else 404), role
    assert client.post("/log").status_code == 405
    user = User.objects.get(username="auditor")
    assert "<button" not in re.sub(
        r"(?s)<header.*?</header>|<form class=\"choose.*?</form>",
        "",
        client.get("/log").content.decode(),
    )
    grant_role(user, Role.BRUGER, by=OPERATOR)
    assert client.get("/log").status_code == 200


def test_whatever_is_done_has_a_word_for_its_area(client) -> None:
    seed_demo()
    areas = {
        action.partition(".")[0] for action in AuditEntry.objects.values_list("action", flat=True)
    }
    assert [one for one in areas if f"area_{one}" not in TEXTS] == []


def test_a_long_row_says_how_it_begins_and_opens(client) -> None:
    open_case("Fald " * 30, kind=CaseKind.INDIKATOR, by=OPERATOR)
    page = client.get("/log").content.decode()
    brief = re.search(r"<summary>([^<]*)</summary><dl>", page)
    assert brief is not None and len(unescape(brief.group(1))) <= 141
    assert brief.group(1).endswith("…")
