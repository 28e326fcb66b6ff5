"""What the system itself has told the members of each body, and mailed them: how much, never what or whom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from tvaerblik.governance.notifications.kinds import Outcome
from tvaerblik.governance.notifications.models import Delivery, Notification
from tvaerblik.governance.organisation.models import Membership

Told = tuple[int, datetime]  # to whom and when
Counts = dict[str, tuple[int, ...]]


def weeks_until(today: date, count: int) -> tuple[date, ...]:
    """The Mondays of the last weeks, that of `today` last."""
    monday = today - timedelta(days=today.weekday())
    return tuple(monday - timedelta(weeks=number) for number in reversed(range(count)))


def told_by_week(weeks: Sequence[date]) -> Counts:
    found = Notification.objects.filter(created_at__date__gte=weeks[0])
    return _counted(found.values_list("recipient", "created_at"), weeks)


def mailed_by_week(weeks: Sequence[date]) -> Counts:
    found = Delivery.objects.filter(outcome=Outcome.SENDT, at__date__gte=weeks[0])
    return _counted(found.values_list("recipient", "at"), weeks)


def _counted(told: Iterable[Told], weeks: Sequence[date]) -> Counts:
    """By the bodies' ids. Who sits in two bodies counts in both."""
    seats: dict[int, list[Membership]] = {}
    for seat in Membership.objects.all():
        seats.setdefault(seat.user_id, []).append(seat)
    counts: Counter[tuple[str, date]] = Counter()
    for recipient, at in told:
        day = timezone.localdate(at)
        monday = day - timedelta(days=day.weekday())
        sits = {seat.body_id for seat in seats.get(recipient, ()) if seat.valid_on(day)}
        counts.update((body, monday) for body in sits)
    bodies = {body for body, _ in counts}
    return {body: tuple(counts[body, monday] for monday in weeks) for body in bodies}
