from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.give_task import end_tasks_done, give_task
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.approvals.models import Reminder
from tvaerblik.governance.approvals.reviews import (
    answerable_for,
    holders_of,
    reminders_due,
    reviews_of,
)
from tvaerblik.governance.approvals.steps import REVIEW_TASK_DAYS
from tvaerblik.governance.audit.chain import hold_log, record
from tvaerblik.governance.days import day_text
from tvaerblik.governance.permissions_of_approvals import check_may_remind_of_reviews
from tvaerblik.governance.tasks.models import TaskState

# What the task of a review is about
REVIEWED = "definition"


def remind_of_reviews(
    *, catalogue: Catalogue, on: date | None = None, by: Any
) -> tuple[Reminder, ...]:
    """Whom the table of reminders names by that day and has not been reminded. Doing it again the same
    day reminds nobody twice. Each is in the list and the log, and told to all who have the role; the
    review is also one person's task, given once, as soon as there is somebody to give it to."""
    check_may_remind_of_reviews(by)
    day = on or timezone.localdate()
    made = []
    due = reminders_due(reviews_of(catalogue), day)
    # Who has not been told for long is told how late it is, not also that it will be
    newest = {(review.indicator, role): days for review, days, role in due}
    with transaction.atomic():
        hold_log()
        for review, days, role in due:
            reminder, is_new = Reminder.objects.get_or_create(
                indicator=review.indicator,
                due=review.due,
                days=days,
                defaults={"role": role, "on": day},
            )
            if is_new:
                detail = {"due": str(review.due), "days": days, "role": str(role)}
                record(actor_of(by), "definition.remind", review.indicator, detail)
                if newest[review.indicator, role] == days:
                    _tell(reminder, catalogue, by)
                _give(reminder, catalogue, by)
                made.append(reminder)
    return tuple(made)


def _tell(reminder: Reminder, catalogue: Catalogue, by: Any) -> None:
    title = catalogue.get(reminder.indicator).title
    due = day_text(reminder.due)
    over = reminder.days >= 0
    subject = Text(f"Genbesøg af »{title.da}«", f"Review of '{title.en}'")
    body = Text(
        f"Definitionen {'skulle' if over else 'skal'} ses efter senest {due.da}.",
        f"The definition {'was' if over else 'is'} to be looked at by {due.en}.",
    )
    key = f"genbesoeg {reminder.indicator} {reminder.due} {reminder.days}"
    link = f"/definitioner/{reminder.indicator}"
    notify("genbesoeg", holders_of(reminder.role, reminder.on), subject, body, link, key=key, by=by)


def _give(reminder: Reminder, catalogue: Catalogue, by: Any) -> None:
    """Of several reminders of a review the first carries its task."""
    of_review = Reminder.objects.filter(indicator=reminder.indicator, due=reminder.due)
    if of_review.filter(task__isnull=False).exists():
        return
    indicator = catalogue.get(reminder.indicator)
    owner = answerable_for(indicator, catalogue.units, reminder.on)
    if owner is None:
        return
    name = indicator.short_title.da
    reminder.task = give_task(
        f"Genbesøg definitionen »{name}«",
        owner,
        max(reminder.due, reminder.on + timedelta(days=REVIEW_TASK_DAYS)),
        REVIEWED,
        indicator.id,
        by=by,
    )
    reminder.save(update_fields=["task"])


def end_review_tasks(indicator: str, note: str, *, by: Any) -> None:
    """It was looked at, or written anew and approved. Within that transaction."""
    reminders = Reminder.objects.filter(indicator=indicator, task__state=TaskState.AABEN)
    end_tasks_done([one.task for one in reminders if one.task], note=note, by=by)
