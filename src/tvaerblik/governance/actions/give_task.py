from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.days import day_text
from tvaerblik.governance.freetext import check_line, check_no_cpr
from tvaerblik.governance.permissions_of_hearings import check_may_end_task, check_may_give_task
from tvaerblik.governance.tasks.models import Task, TaskState


def give_task(
    title: str,
    owner: User,
    deadline: date | None = None,
    subject_kind: str = "",
    subject_id: str = "",
    *,
    by: Any,
) -> Task:
    """Something to be done by a person, shown on that person's page until it has ended."""
    check_may_give_task(by)
    tidy = check_line(title)
    with transaction.atomic():
        task = Task.objects.create(
            title=tidy,
            owner=owner,
            deadline=deadline,
            subject_kind=subject_kind,
            subject_id=subject_id,
            given_by=actor_of(by).name,
        )
        detail = {
            "title": tidy,
            "owner": owner.username,
            "deadline": str(deadline) if deadline else None,
            "subject": f"{subject_kind} {subject_id}".strip(),
        }
        record(actor_of(by), "task.give", str(task.pk), detail)
        subject = Text(f"Ny opgave: {tidy}", f"New task: {tidy}")
        notify("opgave", [owner], subject, _due(deadline), "/min-side", by=by)
    return task


def _due(deadline: date | None) -> Text:
    if deadline is None:
        return Text("Den har ingen frist.", "It has no deadline.")
    day = day_text(deadline)
    return Text(f"Frist: {day.da}.", f"Deadline: {day.en}.")


def end_task(
    task_id: int, state: TaskState = TaskState.UDFOERT, *, note: str = "", seen: int, by: Any
) -> Task:
    """Done, or no longer needed. Raises Blocked when somebody else has ended it meanwhile."""
    check_no_cpr(note)
    with transaction.atomic():
        task = Task.objects.select_for_update().filter(pk=task_id).first()
        if task is None:
            raise NotKnown(_no_such_task())
        check_may_end_task(by, task)
        if task.serial != seen or task.state != TaskState.AABEN:
            raise Blocked(_ended_already(task))
        _end(task, state, note, by)
    return task


def end_tasks_done(tasks: Iterable[Task], *, note: str, by: Any) -> None:
    """Those that are done because something else was: whoever may do that need not own the task.
    Within the transaction of what was done."""
    for task in tasks:
        _end(task, TaskState.UDFOERT, note, by)


def _end(task: Task, state: TaskState, note: str, by: Any) -> None:
    task.state, task.note, task.ended_at = state, note, timezone.now()
    task.serial += 1
    task.save()
    record(actor_of(by), "task.end", str(task.pk), {"state": str(state), "note": note})


def _no_such_task() -> Problem:
    return Problem(
        "G-TASK",
        Text("Der er ingen sådan opgave.", "There is no such task."),
        Text("Find den på Min side.", "Find it on My page."),
    )


def _ended_already(task: Task) -> Problem:
    return Problem(
        "G-SERIAL",
        Text(
            f"Opgaven »{task.title}« er ændret, siden du åbnede siden.",
            f"The task '{task.title}' has changed since you opened the page.",
        ),
        Text("Se Min side igen.", "Look at My page again."),
    )
