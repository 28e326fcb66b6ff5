"""A person's own mail address: given, confirmed and removed by that person. No log holds it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, NotAllowed, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.notifications.mails import is_token_of
from tvaerblik.governance.notifications.models import MailAddress

LINK_DAYS = 3
LONGEST_ADDRESS = 254  # characters, by the standard of mail


def give_address(address: str, language: str, *, by: Any) -> MailAddress:
    """Nothing but a link is sent to it until it is confirmed. Another takes the place of the first."""
    user = _person(by)
    tidy = address.strip()
    _check_address(tidy)
    with transaction.atomic():
        given, _ = MailAddress.objects.update_or_create(
            user=user,
            defaults={
                "address": tidy,
                "language": language,
                "asked_at": timezone.now(),
                "confirmed_at": None,
            },
        )
        record(actor_of(by), "mail.give", user.username)
    return given


def confirm_address(token: str, *, by: Any) -> None:
    """The link works for the person who asked, logged in, and for the address that is there now."""
    user = _person(by)
    with transaction.atomic():
        given = MailAddress.objects.select_for_update().filter(user=user).first()
        if given is None or not is_token_of(token, given, days=LINK_DAYS):
            raise BadInput(_no_such_link())
        if given.confirmed_at is None:
            given.confirmed_at = timezone.now()
            given.save()
            record(actor_of(by), "mail.confirm", user.username)


def remove_address(*, by: Any) -> None:
    user = _person(by)
    with transaction.atomic():
        removed, _ = MailAddress.objects.filter(user=user).delete()
        if removed:
            record(actor_of(by), "mail.remove", user.username)


def _person(by: Any) -> User:
    if isinstance(by, User) and by.roles:
        return by
    raise NotAllowed(
        Problem(
            "G-ROLE",
            Text("Kun en person med en rolle får mail.", "Only a person with a role gets mail."),
            Text("Log ind.", "Log in."),
        )
    )


def _check_address(address: str) -> None:
    try:
        validate_email(address)
        if len(address) > LONGEST_ADDRESS:
            raise ValidationError("too long")
    except ValidationError:
        raise BadInput(
            Problem(
                "G-MAIL",
                Text("Det er ikke en mailadresse.", "This is no mail address."),
                Text("Skriv den som navn@example.dk.", "Write it like name@example.dk."),
            )
        ) from None


def _no_such_link() -> Problem:
    return Problem(
        "G-MAIL-LINK",
        Text(
            "Linket er for gammelt, eller det hører til en anden adresse.",
            "The link is too old, or it belongs to another address.",
        ),
        Text("Giv adressen igen på Min side.", "Give the address again on My page."),
    )
