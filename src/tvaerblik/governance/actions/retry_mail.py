"""A mail that was given up is put to wait again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.notifications.kinds import MailState
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.notifications.rights import may_be_told
from tvaerblik.governance.permissions_of_outreach import check_may_retry_mail


def retry_mail(id_: int, *, by: Any) -> Notification:
    """With all its attempts before it. The audit log tells of which and when, not to whom or of what."""
    check_may_retry_mail(by)
    with transaction.atomic():
        told = Notification.objects.select_for_update().filter(pk=id_).first()
        if told is None:
            raise NotKnown(_no_such_mail())
        if told.mail_state != MailState.OPGIVET:
            raise Blocked(_not_given_up())
        if not may_be_told(told):
            raise Blocked(_no_right())
        told.mail_state, told.attempts = MailState.VENTER, 0
        told.next_attempt_at = timezone.now()
        told.save(update_fields=["mail_state", "attempts", "next_attempt_at"])
        record(actor_of(by), "mail.retry", str(told.pk), {"kind": told.kind})
    return told


def _no_such_mail() -> Problem:
    return Problem(
        "G-DELIVERY",
        Text("Der er ingen sådan besked.", "There is no such message."),
        Text("Find den blandt de opgivne.", "Find it among those that were given up."),
    )


def _not_given_up() -> Problem:
    return Problem(
        "G-DELIVERY-STATE",
        Text(
            "Mailen er ikke opgivet; en anden har måske allerede sat den til at vente.",
            "The mail is not given up; another may have put it to wait already.",
        ),
        Text("Se siden igen.", "Look at the page again."),
    )


def _no_right() -> Problem:
    return Problem(
        "G-DELIVERY-RIGHT",
        Text(
            "Modtageren må ikke længere se det, mailen fortæller om.",
            "The recipient may no longer see what the mail tells of.",
        ),
        Text("Den bliver ikke sendt.", "It will not be sent."),
    )
