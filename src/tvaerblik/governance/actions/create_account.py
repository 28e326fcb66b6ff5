from collections.abc import Iterable
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import RoleGrant, User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.permissions import check_may_manage_accounts


def create_account(
    username: str, password: str | None, *, roles: Iterable[Role] = (), unit: str = "", by: Any
) -> User:
    """A new account with roles from today on. The password is stored hashed and logged nowhere; without
    one, nobody can log in until the owner has chosen it: see `give_link`."""
    check_may_manage_accounts(by)
    check_no_cpr(username)
    user = User(username=username, unit=unit)
    _check_account(user, password)
    _check_is_told_apart(username)
    user.set_password(password)  # None: one that nothing matches
    granted = sorted(map(Role, roles))
    with transaction.atomic():
        user.save()
        for role in granted:
            RoleGrant.objects.create(user=user, role=role)
        detail = {"roles": list(map(str, granted)), "unit": unit}
        record(actor_of(by), "account.create", username, detail)
    return user


def _check_account(user: User, password: str | None) -> None:
    da, en = (_complaint(user, password, language) for language in ("da", "en"))
    if da or en:
        raise BadInput(
            Problem(
                "G-ACCOUNT",
                Text(f"Kontoen kan ikke oprettes: {da}", f"The account cannot be made: {en}"),
                _remedy(password),
            )
        )


def _check_is_told_apart(username: str) -> None:
    """`LAESER` beside `laeser` would be taken for the same person wherever a name is read."""
    alike = User.objects.filter(username__iexact=username).first()
    if alike is not None:
        raise BadInput(
            Problem(
                "G-ACCOUNT",
                Text(
                    f"Kontoen kan ikke oprettes: der er en konto »{alike.username}«, som kun er anderledes "
                    "ved store og små bogstaver.",
                    f"The account cannot be made: there is an account '{alike.username}' that differs in "
                    "capitals alone.",
                ),
                _remedy(None),
            )
        )


def _remedy(password: str | None) -> Text:
    if password is None:
        return Text("Vælg et andet navn.", "Choose another name.")
    return Text(
        "Vælg et andet navn eller en anden adgangskode.", "Choose another name or another password."
    )


def _complaint(user: User, password: str | None, language: str) -> str:
    """Some of Django's sentences are translated when the check is made, some when they are read."""
    with translation.override(language):
        try:
            user.full_clean(exclude=["password"])
            if password is not None:
                validate_password(password, user)
        except ValidationError as error:
            return " ".join(error.messages)
    return ""
