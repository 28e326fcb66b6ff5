"""What is told because a day comes near: hearings that are not answered, and tasks."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actors import Actor
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.days import day_text
from tvaerblik.governance.hearings.models import Hearing, HearingState
from tvaerblik.governance.tasks.models import Task, TaskState

REMINDS = Actor("paamindelser", frozenset())
HEARING_DAYS = 3  # working days before the deadline
TASK_DAYS = 1


def remind(today: date) -> None:
    """Each reminder is told once, however often it is asked for."""
    with transaction.atomic():
        _remind_of_hearings(today)
        _remind_of_tasks(today)


def _remind_of_hearings(today: date) -> None:
    near = after_working_days(today, HEARING_DAYS)
    for hearing in Hearing.objects.filter(state=HearingState.AABEN, deadline__lte=near):
        day = day_text(hearing.deadline)
        if hearing.deadline < today:
            subject = Text(
                f"Høringen kan sammenfattes: {hearing.title}",
                f"The hearing can be summed up: {hearing.title}",
            )
            body = Text(f"Fristen var {day.da}.", f"The deadline was {day.en}.")
            _tell(hearing, "slut", [hearing.owner], subject, body)
            continue
        silent = hearing.seats.filter(answers__isnull=True).select_related("member")
        subject = Text(f"Husk at svare: {hearing.title}", f"Remember to answer: {hearing.title}")
        body = Text(f"Fristen er {day.da}.", f"The deadline is {day.en}.")
        _tell(hearing, "frist", [seat.member for seat in silent], subject, body)


def _tell(hearing: Hearing, what: str, to: Iterable[User], subject: Text, body: Text) -> None:
    key = f"hoering-{hearing.pk}-{what}"
    notify("frist", to, subject, body, f"/hoeringer/{hearing.pk}", key=key, by=REMINDS)


def _remind_of_tasks(today: date) -> None:
    near = after_working_days(today, TASK_DAYS)
    for task in Task.objects.filter(state=TaskState.AABEN, deadline__lte=near):
        assert task.deadline is not None, task.pk
        day = day_text(task.deadline)
        is_over = task.deadline < today
        what = "over" if is_over else "frist"
        subject = Text(f"Opgave: {task.title}", f"Task: {task.title}")
        body = (
            Text(f"Fristen var {day.da}.", f"The deadline was {day.en}.")
            if is_over
            else Text(f"Fristen er {day.da}.", f"The deadline is {day.en}.")
        )
        key = f"opgave-{task.pk}-{what}"
        notify("frist", [task.owner], subject, body, "/min-side", key=key, by=REMINDS)
