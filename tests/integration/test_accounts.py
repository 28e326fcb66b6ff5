"""Accounts and their roles with dates; what a demonstration starts with."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import DatabaseError, transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, NotAllowed
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import RoleGrant, User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_roles import end_role, grant_role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.note_trouble import note_trouble
from tvaerblik.governance.actions.record_job import record_job
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.demo import DEMO_ACCOUNTS, DEMO_PASSWORD, seed_demo
from tvaerblik.governance.permissions import user_may_publish
from tvaerblik.governance.sources.models import JobResult, KnownTrouble

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
DAY = timedelta(days=1)


@pytest.fixture
def user(db) -> User:
    return create_account("nogen", PASSWORD, unit="kommune-0851", by=OPERATOR)


def _again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_an_account_knows_no_name_and_no_address() -> None:
    """What is not stored cannot leak; a person is known by a username alone. Of what points at an
    account, only the notifications know an address, which the person gave and can remove."""
    fields = {field.name for field in (*User._meta.fields, *User._meta.many_to_many)}
    assert fields == {
        *("id", "username", "password", "unit", "is_active", "last_login", "created_at"),
    }


def test_the_password_is_in_no_log_and_stored_hashed(user: User) -> None:
    assert user.password != PASSWORD
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject) == ("account.create", "nogen")
    assert PASSWORD not in str(entry.detail)
    assert authenticate(username="nogen", password=PASSWORD) == user


@pytest.mark.parametrize(
    ("username", "password", "said"),
    [
        ("nogen", PASSWORD, "already exists"),
        ("to ord", PASSWORD, "valid username"),
        ("anden", "q8-zz", "at least 12"),
        ("anden", "password1234", "common"),
        ("610203-0000", PASSWORD, "CPR"),
    ],
)
def test_an_account_that_cannot_be_made_says_why(user, username, password, said) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        create_account(username, password, by=OPERATOR)
    assert password not in caught.value.in_("da")
    assert caught.value.in_("da") != caught.value.in_("en")
    assert User.objects.count() == 1


def test_a_role_holds_from_its_first_day_until_its_last(user: User) -> None:
    first, last = date(2026, 1, 1), date(2026, 7, 1)
    grant_role(user, Role.GODKENDER, valid_from=first, valid_to=last, by=OPERATOR)
    days = (first - DAY, first, last - DAY, last)
    held = [Role.GODKENDER in _again(user).roles_on(day) for day in days]
    assert held == [False, True, True, False]


def test_a_role_that_ends_before_it_begins_is_refused(user: User) -> None:
    first = date(2026, 1, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        grant_role(user, Role.GODKENDER, valid_from=first, valid_to=first, by=OPERATOR)


def test_an_ended_role_is_over_today_and_remembered(user: User) -> None:
    today = timezone.localdate()
    grant_role(user, Role.GODKENDER, valid_from=today - 10 * DAY, by=OPERATOR)
    grant_role(user, Role.GODKENDER, valid_from=today + DAY, by=OPERATOR)
    assert user_may_publish(_again(user))
    end_role(user, Role.GODKENDER, by=OPERATOR)
    assert not user_may_publish(_again(user))
    (grant,) = RoleGrant.objects.all()
    assert (grant.valid_from, grant.valid_to) == (today - 10 * DAY, today)


def test_an_account_that_is_closed_has_no_role(user: User) -> None:
    grant_role(user, Role.GODKENDER, by=OPERATOR)
    user.is_active = False
    assert actor_of(user).roles == frozenset()


def test_only_those_who_may_manage_accounts(user: User) -> None:
    with pytest.raises(NotAllowed, match="make or change accounts"):
        grant_role(user, Role.SYSTEMADMINISTRATOR, by=user)
    with pytest.raises(NotAllowed, match="make or change accounts"):
        end_role(user, Role.BRUGER, by=user)
    with pytest.raises(NotAllowed, match="make or change accounts"):
        create_account("anden", PASSWORD, by=user)
    grant_role(user, Role.SYSTEMADMINISTRATOR, by=OPERATOR)
    create_account("anden", PASSWORD, by=_again(user))


def test_a_demonstration_has_an_account_for_each_kind_of_user(db) -> None:
    seed_demo()
    assert set(User.objects.values_list("username", flat=True)) == set(DEMO_ACCOUNTS)
    assert {role for _, roles in DEMO_ACCOUNTS.values() for role in roles} == set(Role)
    approver = authenticate(username="godkender", password=DEMO_PASSWORD)
    assert user_may_publish(approver)
    assert not user_may_publish(authenticate(username="laeser", password=DEMO_PASSWORD))
    entries = AuditEntry.objects.count()
    seed_demo()
    assert AuditEntry.objects.count() == entries


def test_a_demonstration_tells_of_a_trouble_that_was(db) -> None:
    seed_demo()
    trouble = KnownTrouble.objects.get()
    assert trouble.text_da.startswith("LPR3 – forventes løst i februar 2021")
    days = (date(2019, 2, 28), date(2019, 3, 1), date(2021, 1, 31), date(2021, 2, 1))
    assert [trouble.open_on(day) for day in days] == [False, True, True, False]


def test_trouble_is_noted_and_marked_as_solved_by_those_who_may(user: User) -> None:
    words, since = Text("Aalborg mangler", "Aalborg is missing"), date(2026, 10, 1)
    with pytest.raises(NotAllowed, match="trouble at a source"):
        note_trouble("gateway", words, since=since, by=user)
    note_trouble("gateway", words, since=since, by=OPERATOR)
    note_trouble("gateway", words, since=since, solved_on=date(2026, 10, 5), by=OPERATOR)
    (trouble,) = KnownTrouble.objects.all()
    assert trouble.solved_on == date(2026, 10, 5)
    with pytest.raises(BadInput, match="CPR"):
        note_trouble("gateway", Text("610203-0000", "x"), since=since, by=OPERATOR)


def test_a_piece_of_work_is_kept_with_its_counts(user: User) -> None:
    now = timezone.now()
    work = {"started_at": now, "finished_at": now, "succeeded": False, "counts": {"rows": 7}}
    with pytest.raises(NotAllowed):
        record_job("intake", **work, by=user)
    record_job("intake", **work, reasons=[Text("Forkert fil", "Wrong file")], by=OPERATOR)
    (result,) = JobResult.objects.all()
    assert (result.counts, result.reasons) == (
        {"rows": 7},
        [{"da": "Forkert fil", "en": "Wrong file"}],
    )
