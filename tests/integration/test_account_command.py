"""`tvaerblik account`: how an installation gets its first systemadministrator."""

import json
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from tvaerblik.cli.commands import account
from tvaerblik.cli.installation import write_settings
from tvaerblik.cli.main import main
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def run(tmp_path: Path, monkeypatch, capsys):
    """The command against the tests' own database: exit code, and what it said."""
    write_settings(tmp_path, scope="region-nordjylland", demo=False)
    monkeypatch.setattr(account, "setup_django", lambda home: None)
    monkeypatch.setattr(account, "check_migrated", lambda: None)

    def command(*words: str) -> tuple[int, str]:
        done = main(["account", *words, "--home", str(tmp_path)])
        said = capsys.readouterr()
        return done, said.out + said.err

    return command


def test_the_first_administrator_is_made_and_chooses_a_password(run) -> None:
    done, said = run("create", "rod", "--role", "systemadministrator", "--json")
    assert done == 0
    link = json.loads(said)["link"]
    assert (
        Client().post(link, {"adgangskode": "en lang en", "igen": "en lang en"}).status_code == 400
    )
    chosen = {"adgangskode": "en lang nok en", "igen": "en lang nok en"}
    assert Client().post(link, chosen).status_code == 200
    root = authenticate(username="rod", password="en lang nok en")
    assert root is not None and root.roles == {Role.SYSTEMADMINISTRATOR}
    (made, *_) = AuditEntry.objects.order_by("number")
    assert made.action == "account.create" and made.by.endswith("@kommandolinje")


def test_an_account_is_changed_closed_opened_and_listed(run) -> None:
    run("create", "ida", "--role", "bruger", "--unit", "kommune-0851")
    run("create", "rod", "--role", "systemadministrator")
    assert run("change", "ida", "--role", "godkender", "--end-role", "bruger")[0] == 0
    assert User.objects.get(username="ida").roles == {Role.GODKENDER}
    assert "ida  kommune-0851  godkender  lukket" in run("change", "ida", "--close")[1]
    assert "ida  kommune-0851  godkender  lukket" in run("list")[1]
    run("change", "ida", "--reopen", "--unit", "")
    listed = json.loads(run("list", "--json")[1])
    assert listed[0] == {"username": "ida", "unit": "", "roles": ["godkender"], "open": True}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "x", "--role", "nix"), "»nix« er ikke en rolle"),
        (("create", "x", "--unit", "mars"), "ingen enhed »mars«"),
        (("create",), "Kontoen kan ikke oprettes"),
        (("link", "nogen"), "ingen konto »nogen«"),
        (("change", "nogen", "--role", "bruger"), "ingen konto »nogen«"),
        (("change", "rod", "--close"), "den sidste konto"),
    ],
)
def test_what_cannot_be_done_says_why(run, words: tuple[str, ...], said: str) -> None:
    run("create", "rod", "--role", "systemadministrator")
    done, told = run(*words)
    assert done != 0 and said in told
    assert User.objects.count() == 1
