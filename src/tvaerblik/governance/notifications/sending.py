"""Sends what is due. Asked again and again by `tvaerblik worker`; two of them at once send nothing twice.

A mail is claimed in one transaction, sent outside of any, and what became of it is written in another. Whoever
may no longer see a thing is sent nothing of it; who has given no address reads it on the page alone.
"""

import smtplib
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from tvaerblik.governance.notifications.budget import mails_for
from tvaerblik.governance.notifications.kinds import MailKind, MailState, Outcome
from tvaerblik.governance.notifications.mails import confirmation_of, mail_of
from tvaerblik.governance.notifications.models import Delivery, MailAddress, Notification
from tvaerblik.governance.notifications.reminders import remind
from tvaerblik.governance.notifications.rights import may_be_told

MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(
    minutes=15
)  # doubled at each attempt: the last is seven hours after the first
# Longer than a server may take; what is still being sent then was cut off, and may have arrived
CLAIMED_FOR = timedelta(hours=1)
LINK_AGAIN_AFTER = timedelta(hours=1)

Mail = tuple[Notification, ...]


class ServerGone(Exception):
    """The server cannot be reached, so the rest of the round waits."""


def send_due(now: datetime | None = None) -> Counter[str]:
    """Reminders are made, then mails sent; how many of each outcome."""
    at = now or timezone.now()
    remind(timezone.localdate(at))
    _give_up_cut_off(at)
    _leave_on_page()
    outcomes: Counter[str] = Counter()
    if not settings.MAIL_IS_ON:
        return outcomes
    try:
        for address in MailAddress.objects.order_by("pk"):
            _send_link(address, at, outcomes)
            _send_all(address, _claim(address.pk, at), at, outcomes)
    except ServerGone:
        pass  # the attempt is in the log, and its notification waits
    return outcomes


def _leave_on_page() -> None:
    """Without a confirmed address, or once it has been read: nothing is left to send."""
    waiting = Notification.objects.filter(mail_state=MailState.VENTER)
    with_address = MailAddress.objects.filter(confirmed_at__isnull=False).values("pk")
    nowhere = Q(seen_at__isnull=False) | ~Q(recipient__in=with_address)
    if not settings.MAIL_IS_ON:
        nowhere = Q()
    waiting.filter(nowhere).update(mail_state=MailState.KUN_SIDE)


def _give_up_cut_off(now: datetime) -> None:
    """Not sent again: nobody knows whether it arrived."""
    with transaction.atomic():
        cut_off = Notification.objects.select_for_update().filter(
            mail_state=MailState.SENDES, next_attempt_at__lt=now
        )
        for told in list(cut_off):
            _end((told,), MailState.OPGIVET, Outcome.AFBRUDT, now)


def _claim(recipient: int, now: datetime) -> tuple[Mail, ...]:
    with transaction.atomic():
        # Held, so that another sender waits here and then finds nothing left
        held = MailAddress.objects.select_for_update().filter(pk=recipient).first()
        if held is None or held.confirmed_at is None:
            return ()
        waiting = Notification.objects.filter(
            recipient=recipient, mail_state=MailState.VENTER, next_attempt_at__lte=now
        )
        allowed = _with_rights(waiting.select_related("recipient").order_by("created_at"), now)
        mails = mails_for(allowed, recipient, now)
        claimed = [told.pk for mail in mails for told in mail]
        Notification.objects.filter(pk__in=claimed).update(
            mail_state=MailState.SENDES, next_attempt_at=now + CLAIMED_FOR
        )
    return mails


def _with_rights(waiting: Iterable[Notification], now: datetime) -> list[Notification]:
    allowed = []
    for told in waiting:
        if may_be_told(told):
            allowed.append(told)
        else:
            _end((told,), MailState.OPGIVET, Outcome.UDEN_ADGANG, now)
    return allowed


def _send_all(
    address: MailAddress, mails: tuple[Mail, ...], now: datetime, outcomes: Counter[str]
) -> None:
    for number, mail in enumerate(mails):
        try:
            _send(address, mail, now, outcomes)
        except ServerGone:
            rest = [told.pk for later in mails[number + 1 :] for told in later]
            Notification.objects.filter(pk__in=rest).update(
                mail_state=MailState.VENTER, next_attempt_at=now
            )
            raise


def _send(address: MailAddress, mail: Mail, now: datetime, outcomes: Counter[str]) -> None:
    outcome = _outcome_of(mail_of(address, mail))
    outcomes[outcome] += 1
    with transaction.atomic():
        if outcome == Outcome.SENDT:
            _end(mail, MailState.SENDT, outcome, now)
        else:
            _try_again(mail, outcome, now)
    if outcome == Outcome.UTILGAENGELIG:
        raise ServerGone


def _try_again(mail: Mail, outcome: Outcome, now: datetime) -> None:
    """Each in its own time, and after so many attempts no more."""
    spent = [told for told in mail if told.attempts + 1 >= MOST_ATTEMPTS]
    left = [told for told in mail if told not in spent]
    if spent:
        _end(tuple(spent), MailState.OPGIVET, outcome, now)
    for told in left:
        wait = FIRST_WAIT * 2**told.attempts
        Notification.objects.filter(pk=told.pk).update(
            mail_state=MailState.VENTER, attempts=F("attempts") + 1, next_attempt_at=now + wait
        )
    if left:
        _log(tuple(left), outcome, now)


def _end(mail: Mail, state: MailState, outcome: Outcome, now: datetime) -> None:
    Notification.objects.filter(pk__in=[told.pk for told in mail]).update(
        mail_state=state, attempts=F("attempts") + 1
    )
    _log(mail, outcome, now)


def _log(mail: Mail, outcome: Outcome, now: datetime) -> None:
    kind = MailKind.ENKELT if len(mail) == 1 else MailKind.SAMLET
    delivery = Delivery.objects.create(
        recipient_id=mail[0].recipient_id, kind=kind, at=now, outcome=outcome
    )
    delivery.notifications.set(mail)


def _send_link(address: MailAddress, now: datetime, outcomes: Counter[str]) -> None:
    """To an address that was given since the last link; a failure is tried again in an hour."""
    since = address.link_sent_at
    if address.confirmed_at or (since and (since >= address.asked_at or _is_soon(since, now))):
        return
    outcome = _outcome_of(confirmation_of(address))
    outcomes[outcome] += 1
    with transaction.atomic():
        # Of the address it was sent to: another may have been given meanwhile
        sent = MailAddress.objects.filter(pk=address.pk, address=address.address)
        sent.update(link_sent_at=now)
        Delivery.objects.create(
            recipient_id=address.pk, kind=MailKind.BEKRAEFT, at=now, outcome=outcome
        )
    if outcome == Outcome.UTILGAENGELIG:
        raise ServerGone


def _is_soon(since: datetime, now: datetime) -> bool:
    return now - since < LINK_AGAIN_AFTER


def _outcome_of(mail: EmailMessage) -> Outcome:
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        return Outcome.AFVIST
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError):
        return Outcome.UTILGAENGELIG
    except smtplib.SMTPException:
        return Outcome.FEJL
    except OSError:
        return Outcome.UTILGAENGELIG
    return Outcome.SENDT
