from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import RoleGrant, User
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.approvals.models import Reminder
from tvaerblik.governance.approvals.reviews import reminders_due, reviews_of
from tvaerblik.governance.audit.chain import hold_log, record
from tvaerblik.governance.permissions_of_approvals import check_may_remind_of_reviews


def remind_of_reviews(
    *, catalogue: Catalogue, on: date | None = None, by: Any
) -> tuple[Reminder, ...]:
    """Whom the table of reminders names by that day and has not been reminded. Doing it again the same
    day reminds nobody twice. Each is in the list and the log, and told to all who have the role."""
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
                _tell(reminder, catalogue, by)
                made.append(reminder)
    return tuple(made)


def _tell(reminder: Reminder, catalogue: Catalogue, by: Any) -> None:
    title = catalogue.get(reminder.indicator).title
    due = reminder.due.isoformat()
    over = reminder.days >= 0
    subject = Text(f"Genbesøg af »{title.da}«", f"Review of '{title.en}'")
    body = Text(
        f"Definitionen {'skulle' if over else 'skal'} ses efter senest {due}.",
        f"The definition {'was' if over else 'is'} to be looked at by {due}.",
    )
    key = f"genbesoeg {reminder.indicator} {due} {reminder.days}"
    link = f"/definitioner/{reminder.indicator}"
    notify("genbesoeg", _holders(reminder.role, reminder.on), subject, body, link, key=key, by=by)


def _holders(role: str, day: date) -> Iterable[User]:
    grants = RoleGrant.objects.filter(role=role, user__is_active=True).select_related("user")
    return (grant.user for grant in grants if grant.valid_on(day))
