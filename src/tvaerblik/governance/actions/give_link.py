from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from tvaerblik.core.errors import BadInput, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.links import owner_of, token_of
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.permissions import check_may_manage_accounts


def give_link(user: User, *, by: Any) -> str:
    """The token of a link by which the owner chooses a password. The one there was works no more, nor
    does any earlier link; whoever is logged in with it is logged out."""
    check_may_manage_accounts(by)
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=user.pk)
        held.set_unusable_password()
        held.save()
        record(actor_of(by), "account.link", held.username)
    return token_of(held)


def choose_password(token: str, password: str, again: str) -> User:
    """By whoever has the link. Raises NotKnown for one that does not work (any more)."""
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=owner_of_link(token).pk)
        # Looked at again while it is held: of two who use it at once one is told
        owner_of_link(token)
        _check_password(password, again, held)
        held.set_password(password)
        held.save()
        record(actor_of(held), "account.password", held.username)
    return held


def owner_of_link(token: str) -> User:
    """Raises NotKnown."""
    user = owner_of(token)
    if user is None:
        raise NotKnown(_no_such_link())
    return user


def _check_password(password: str, again: str, user: User) -> None:
    if password != again:
        raise BadInput(
            Problem(
                "G-PASSWORD",
                Text("De to adgangskoder er ikke ens.", "The two passwords are not alike."),
                Text("Skriv den samme to gange.", "Write the same one twice."),
            )
        )
    da, en = (_complaint(password, user, language) for language in ("da", "en"))
    if da or en:
        raise BadInput(
            Problem("G-PASSWORD", Text(da, en), Text("Vælg en anden.", "Choose another."))
        )


def _complaint(password: str, user: User, language: str) -> str:
    with translation.override(language):
        try:
            validate_password(password, user)
        except ValidationError as error:
            return " ".join(error.messages)
    return ""


def _no_such_link() -> Problem:
    return Problem(
        "G-ACCOUNT-LINK",
        Text(
            "Linket er brugt, for gammelt eller erstattet af et nyt.",
            "The link has been used, is too old, or another has taken its place.",
        ),
        Text("Bed en systemadministrator om et nyt.", "Ask a systemadministrator for a new one."),
    )
