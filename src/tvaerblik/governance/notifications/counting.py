"""The delivery log as counts: by day, kind and outcome, without what was said and without addresses."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.notifications.kinds import MailState
from tvaerblik.governance.notifications.models import Delivery, Notification

MOST_OWN = 10


@dataclass(frozen=True, slots=True)
class Attempts:
    on: date
    kind: str
    outcome: str
    count: int


@dataclass(frozen=True, slots=True)
class GivenUp:
    """`kind`: of the notification. `outcome`: of the last attempt; empty where none was made."""

    id: int
    kind: str
    told_on: date
    attempts: int
    outcome: str


def attempts_since(day: date) -> tuple[Attempts, ...]:
    """The newest day first."""
    found = Delivery.objects.filter(at__date__gte=day).values_list("at", "kind", "outcome")
    counts = Counter((timezone.localdate(at), kind, outcome) for at, kind, outcome in found)
    ordered = sorted(counts.items(), key=lambda one: (-one[0][0].toordinal(), *one[0][1:]))
    return tuple(Attempts(on, kind, outcome, count) for (on, kind, outcome), count in ordered)


def states_of_mails() -> dict[str, int]:
    """How many notifications are in each state of mail, those with none included."""
    found = Notification.objects.order_by().values_list("mail_state").annotate(Count("id"))
    counts = dict(found)
    return {state: counts.get(state, 0) for state in MailState.values}


def given_up(most: int) -> tuple[GivenUp, ...]:
    """The newest first, at most so many."""
    found = Notification.objects.filter(mail_state=MailState.OPGIVET)
    return tuple(map(_given_up, found.prefetch_related("deliveries")[:most]))


def own_attempts(user: User) -> tuple[Attempts, ...]:
    """The newest of a person's own mails, each by itself."""
    found: Iterable[Delivery] = Delivery.objects.filter(recipient=user)[:MOST_OWN]
    return tuple(Attempts(timezone.localdate(one.at), one.kind, one.outcome, 1) for one in found)


def _given_up(told: Notification) -> GivenUp:
    attempts = list(told.deliveries.all())  # the newest first
    return GivenUp(
        id=told.pk,
        kind=told.kind,
        told_on=timezone.localdate(told.created_at),
        attempts=told.attempts,
        outcome=attempts[0].outcome if attempts else "",
    )
