"""How much mail a person gets: so many a week, and beyond it one that gathers the rest."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tvaerblik.governance.notifications.kinds import MailKind, Outcome
from tvaerblik.governance.notifications.models import Delivery, Notification

WEEK = timedelta(days=7)
# As few as the clusters asked for: a mail every other working day at most
MAILS_A_WEEK = 3
DIGESTS_A_WEEK = 1


def mails_for(
    told: Sequence[Notification], recipient: int, now: datetime
) -> tuple[tuple[Notification, ...], ...]:
    """Each inner tuple is a mail. What must wait is in none: the page shows it meanwhile."""
    if not told:
        return ()
    week = Delivery.objects.filter(recipient=recipient, outcome=Outcome.SENDT, at__gt=now - WEEK)
    left = MAILS_A_WEEK - week.filter(kind=MailKind.ENKELT).count()
    if len(told) <= left:
        return tuple((one,) for one in told)
    if week.filter(kind=MailKind.SAMLET).count() < DIGESTS_A_WEEK:
        return (tuple(told),)
    return ()
