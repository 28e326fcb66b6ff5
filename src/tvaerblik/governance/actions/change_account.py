from collections.abc import Iterable
from typing import Any

from django.db import transaction

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_roles import end_role, grant_role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.permissions import check_may_manage_accounts
from tvaerblik.governance.policies_of_accounts import (
    check_account_is_as_seen,
    check_somebody_can_manage,
)


def change_account(
    username: str,
    *,
    roles: Iterable[Role],
    unit: str,
    is_active: bool = True,
    seen: str | None = None,
    by: Any,
) -> User:
    """What the account is to be from today: `roles` are all of them. A closed account keeps what it
    has made and can be opened again. `seen`: the stamp of what was looked at; None for whatever is there."""
    check_may_manage_accounts(by)
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=account_named(username).pk)
        wanted, there = frozenset(map(Role, roles)), user.roles_on_today()
        check_account_is_as_seen(user, seen)
        check_somebody_can_manage(user, wanted, is_active=is_active)
        for role in sorted(wanted - there):
            grant_role(user, role, by=by)
        for role in sorted(there - wanted):
            end_role(user, role, by=by)
        _change_the_rest(user, unit, is_active, by)
    return User.objects.get(pk=user.pk)


def account_named(username: str) -> User:
    """Open or closed. Raises NotKnown."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise NotKnown(_unknown(username))
    return user


def _change_the_rest(user: User, unit: str, is_active: bool, by: Any) -> None:
    if (user.unit, user.is_active) == (unit, is_active):
        return
    detail = {"unit": [user.unit, unit], "open": [user.is_active, is_active]}
    user.unit, user.is_active = unit, is_active
    if not is_active and not user.has_usable_password():
        user.set_unusable_password()  # a link that was on its way dies with the account
    user.save()
    record(actor_of(by), "account.change", user.username, detail)


def _unknown(username: str) -> Problem:
    return Problem(
        "G-NO-ACCOUNT",
        Text(f"Der er ingen konto »{username}«.", f"There is no account '{username}'."),
        Text("Se listen over konti.", "See the list of accounts."),
    )
