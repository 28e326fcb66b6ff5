"""*Konti*: a systemadministrator makes and changes accounts; the owner alone knows the password."""

import re
import time
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone

from tvaerblik.config.logs import MaskingFormatter
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.links import LINK_DAYS
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_account import change_account
from tvaerblik.governance.actions.change_roles import end_role, grant_role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.give_link import choose_password, give_link
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.policies_of_accounts import stamp_of_account

pytestmark = [pytest.mark.django_db]

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
CPR = "610203-0000"


@pytest.fixture
def keeper(db) -> User:
    roles = (Role.SYSTEMADMINISTRATOR,)
    return create_account("styrer", PASSWORD, roles=roles, by=OPERATOR)


@pytest.fixture
def client(keeper: User) -> Client:
    return _logged_in(keeper)


def _logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def _text(response, *, status: int = 200) -> str:
    assert response.status_code == status
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(plain).split())


def _link_in(response) -> str:
    found = re.search(r"http://testserver(/adgangskode/[^<]+)", response.content.decode())
    assert found
    return found[1]


def test_an_account_is_made_and_its_owner_chooses_the_password(client) -> None:
    made = {"brugernavn": "ny", "enhed": "kommune-0851", "rolle": ["bruger", "enhedsansvarlig"]}
    shown = client.post("/konti/ny", made, follow=True)
    assert "Kontoen ny er oprettet." in _text(shown)
    link = _link_in(shown)
    user = User.objects.get(username="ny")
    assert (user.unit, user.roles) == ("kommune-0851", {Role.BRUGER, Role.ENHEDSANSVARLIG})
    assert "Mangler adgangskode" in _text(client.get("/konti"))
    # Shown once, and opened by anybody without using it up
    assert "/adgangskode/" not in client.get(f"/konti/{user.pk}").content.decode()
    stranger = Client()
    assert "Din konto hedder ny." in _text(stranger.get(link))
    chosen = {"adgangskode": "min egen lange", "igen": "min egen lange"}
    assert "Din adgangskode er valgt." in _text(stranger.post(link, chosen))
    assert authenticate(username="ny", password="min egen lange") == user
    assert "Linket er brugt" in _text(stranger.post(link, chosen), status=404)
    assert "Linket virker ikke" in _text(stranger.get(link), status=404)


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("min egen lange", "min anden lange", "ikke ens"),
        ("q8-zz", "q8-zz", "mindst 12"),
        ("password1234", "password1234", "almindelig"),
    ],
)
def test_a_password_that_will_not_do_says_why_and_the_link_still_works(
    keeper, password, again, said
) -> None:
    link = f"/adgangskode/{give_link(keeper, by=OPERATOR)}"
    answer = Client().post(link, {"adgangskode": password, "igen": again})
    assert said in _text(answer, status=400)
    assert password not in answer.content.decode()
    assert Client().get(link).status_code == 200


def test_no_link_stands_in_the_log(keeper, caplog, settings) -> None:
    token = give_link(keeper, by=OPERATOR)
    Client().post(f"/adgangskode/{token}", {"adgangskode": "a", "igen": "b"})
    formatter = MaskingFormatter(settings.LOGGING["formatters"]["plain"]["format"])
    (line,) = map(formatter.format, caplog.records)
    assert "/adgangskode/…" in line and token not in line


def test_a_new_link_shuts_out_the_password_and_the_link_before_it(keeper) -> None:
    first = give_link(keeper, by=OPERATOR)
    assert authenticate(username="styrer", password=PASSWORD) is None
    second = give_link(keeper, by=OPERATOR)
    with pytest.raises(NotKnown, match="another has taken its place"):
        choose_password(first, "min egen lange", "min egen lange")
    choose_password(second, "min egen lange", "min egen lange")


@pytest.mark.parametrize("token", ["x", "WzEsICJ4Il0:1tXyZ:abc", "a" * 5000])
def test_a_link_that_was_never_made_works_nowhere(db, token: str) -> None:
    assert Client().get(f"/adgangskode/{token}").status_code == 404


def test_a_link_is_too_old_after_its_days_and_dead_for_a_closed_account(
    keeper, monkeypatch
) -> None:
    token = give_link(keeper, by=OPERATOR)
    other = create_account("anden", None, by=OPERATOR)
    closed = give_link(other, by=OPERATOR)
    change_account("anden", roles=(), unit="", is_active=False, by=OPERATOR)
    with pytest.raises(NotKnown):
        choose_password(closed, "min egen lange", "min egen lange")
    later = time.time() + timedelta(days=LINK_DAYS, seconds=1).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(NotKnown):
        choose_password(token, "min egen lange", "min egen lange")


def test_a_link_dies_with_the_account_it_was_for(keeper) -> None:
    someone = create_account("ny", None, roles=(Role.BRUGER,), by=keeper)
    token = give_link(someone, by=keeper)
    change_account("ny", roles=(Role.BRUGER,), unit="", is_active=False, by=keeper)
    change_account("ny", roles=(Role.BRUGER,), unit="", is_active=True, by=keeper)
    with pytest.raises(NotKnown, match="G-ACCOUNT-LINK"):
        choose_password(token, "lang adgangskode", "lang adgangskode")


def test_two_accounts_differ_by_more_than_capitals(keeper) -> None:
    create_account("laeser", None, by=keeper)
    with pytest.raises(BadInput, match="account 'laeser' that differs"):
        create_account("LAESER", None, by=keeper)


def test_a_role_is_given_and_taken_and_the_log_tells(client, keeper) -> None:
    user = create_account("ida", PASSWORD, roles=(Role.BRUGER, Role.GODKENDER), by=OPERATOR)
    sent = {
        "rolle": ["bruger", "formandskab"],
        "enhed": "region-nordjylland",
        "aaben": "ja",
        "stempel": stamp_of_account(user),
    }
    assert "Kontoen ida er gemt." in _text(client.post(f"/konti/{user.pk}", sent, follow=True))
    assert _again(user).roles == {Role.BRUGER, Role.FORMANDSKAB}
    told = AuditEntry.objects.filter(by="styrer").order_by("number")
    assert [(one.action, one.detail.get("role")) for one in told] == [
        ("role.grant", "formandskab"),
        ("role.end", "godkender"),
        ("account.change", None),
    ]


def test_of_two_who_change_an_account_at_once_one_is_told(client) -> None:
    user = create_account("ida", PASSWORD, roles=(Role.BRUGER,), by=OPERATOR)
    seen = stamp_of_account(user)
    grant_role(user, Role.ANALYTIKER, by=OPERATOR)
    sent = {"rolle": ["bruger", "auditor"], "aaben": "ja", "stempel": seen}
    answer = client.post(f"/konti/{user.pk}", sent)
    assert "ændret af en anden" in _text(answer, status=409)
    # What was ticked is still ticked
    assert re.search(r'value="auditor" checked', answer.content.decode())
    assert _again(user).roles == {Role.BRUGER, Role.ANALYTIKER}


def test_the_last_who_can_give_roles_cannot_lose_that(client, keeper) -> None:
    for more in ({"rolle": ["bruger"], "aaben": "ja"}, {"rolle": ["systemadministrator"]}):
        sent = {**more, "stempel": stamp_of_account(keeper)}
        answer = client.post(f"/konti/{keeper.pk}", sent)
        assert "Det er den sidste konto" in _text(answer, status=409)
    other = create_account("to", PASSWORD, roles=(Role.SYSTEMADMINISTRATOR,), by=OPERATOR)
    change_account("styrer", roles=(), unit="", by=other)
    assert _again(keeper).roles == frozenset()
    with pytest.raises(Blocked, match="last account"):
        change_account("to", roles=(), unit="", by=other)


def test_an_account_that_cannot_be_made_keeps_what_was_typed(client) -> None:
    sent = {"brugernavn": "to ord", "rolle": ["auditor"], "enhed": "kommune-0851"}
    answer = client.post("/konti/ny", sent)
    assert "Kontoen kan ikke oprettes" in _text(answer, status=400)
    page = answer.content.decode()
    assert 'value="to ord"' in page and 'value="auditor" checked' in page
    assert 'value="kommune-0851" selected' in page
    answer = client.post("/konti/ny", {**sent, "brugernavn": CPR})
    assert "CPR-nummer" in _text(answer, status=400) and CPR not in answer.content.decode()
    answer = client.post("/konti/ny", {"brugernavn": "x", "enhed": "mars"})
    assert "Enheden findes ikke." in _text(answer, status=400)
    assert User.objects.count() == 1


def test_to_others_the_pages_are_not_there(keeper) -> None:
    for role in set(Role) - {Role.SYSTEMADMINISTRATOR}:
        user = create_account(f"en-{role}", PASSWORD, roles=(role,), by=OPERATOR)
        other = _logged_in(user)
        pages = ("/konti", "/konti/ny", f"/konti/{keeper.pk}")
        assert [other.get(page).status_code for page in pages] == [404] * 3
        assert other.post(f"/konti/{keeper.pk}/link").status_code == 404
        with pytest.raises(NotAllowed):
            change_account("styrer", roles=(), unit="", by=user)
        with pytest.raises(NotAllowed):
            give_link(keeper, by=user)
    assert authenticate(username="styrer", password=PASSWORD)


def test_the_list_tells_of_roles_to_come_and_to_end(client, keeper) -> None:
    today = timezone.localdate()
    user = create_account("ida", None, by=OPERATOR)
    grant_role(user, Role.AUDITOR, valid_from=today + timedelta(days=9), by=OPERATOR)
    grant_role(user, Role.GODKENDER, valid_to=today + timedelta(days=9), by=OPERATOR)
    grant_role(user, Role.LEVERANDOER, valid_from=today - timedelta(days=9), by=OPERATOR)
    end_role(user, Role.LEVERANDOER, by=OPERATOR)
    page = _text(client.get("/konti"))
    assert "Godkender (til " in page and "Auditor (fra " in page and "Leverandør" not in page
    assert "2 konti: 1 åbne, 1 uden adgangskode endnu og 0 lukkede" in page


def test_nobody_by_that_name_is_told() -> None:
    with pytest.raises(NotKnown, match="no account 'ingen'"):
        change_account("ingen", roles=(), unit="", by=OPERATOR)
    with pytest.raises(BadInput, match="another name"):
        create_account("", None, by=OPERATOR)
