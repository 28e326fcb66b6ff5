from collections.abc import Iterable
from typing import Any

from django.db import connection

from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.notifications.models import Notification


def notify(
    kind: str,
    recipients: Iterable[User],
    subject: Text,
    body: Text,
    link: str,
    *,
    key: str = "",
    by: Any,
) -> None:
    """Tells each recipient, in the transaction of what it tells of; mail is sent later, by the sender.
    Nobody is told of what they did themselves. With a `key` it is told to each once only.

    `link`: an address of this site, from its root; it also decides who may see it."""
    if not connection.in_atomic_block:
        raise TypeError("A notification belongs in the transaction of what it tells of")
    if not link.startswith("/") or link.startswith("//"):
        raise TypeError(f"Not an address of this site: {link}")
    for text in (subject, body):
        check_no_cpr(f"{text.da}\n{text.en}")
    actor = actor_of(by)
    found = {user.pk: user for user in recipients if user.username != actor.name}
    Notification.objects.bulk_create(
        [
            Notification(
                recipient=user,
                kind=kind,
                key=key,
                subject_da=_line(subject.da),
                subject_en=_line(subject.en),
                body_da=body.da,
                body_en=body.en,
                link=link,
                by=actor.name,
            )
            for user in found.values()
        ],
        ignore_conflicts=bool(key),
    )


def _line(text: str) -> str:
    """One line of a mail's head, cut where it would be too long for anybody to read."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= 200 else f"{tidy[:199]}…"
