from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.approvals.models import Reminder
from tvaerblik.governance.approvals.reviews import reminders_due, reviews_of
from tvaerblik.governance.audit.chain import hold_log, record
from tvaerblik.governance.permissions_of_approvals import check_may_remind_of_reviews


def remind_of_reviews(
    *, catalogue: Catalogue, on: date | None = None, by: Any
) -> tuple[Reminder, ...]:
    """Whom the table of reminders names by that day and has not been reminded. Doing it again the same
    day reminds nobody twice."""
    check_may_remind_of_reviews(by)
    day = on or timezone.localdate()
    made = []
    with transaction.atomic():
        hold_log()
        for review, days, role in reminders_due(reviews_of(catalogue), day):
            reminder, is_new = Reminder.objects.get_or_create(
                indicator=review.indicator,
                due=review.due,
                days=days,
                defaults={"role": role, "on": day},
            )
            if is_new:
                detail = {"due": str(review.due), "days": days, "role": str(role)}
                record(actor_of(by), "definition.remind", review.indicator, detail)
                made.append(reminder)
    return tuple(made)
