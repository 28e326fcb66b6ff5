"""Things that have a serial and a log that only grows, and the one way in which they are changed: locked,
of the serial that was seen, told in their own log and in the audit log."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn, TypeVar

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.cases.models import AppendOnlyLog


class Logged(models.Model):
    """Its log is found under `log`. `serial` rises at each change, so that of two who act at once one is
    told."""

    serial = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class LogEntry(models.Model):
    """`on`: the day it counted from. `facts`: JSON values, never a person's name."""

    kind = models.CharField(max_length=20)
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    objects = AppendOnlyLog.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What a log says is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("What a log says is never removed")


Thing = TypeVar("Thing", bound=Logged)


def locked(found: QuerySet[Thing], *, seen: int, unknown: Problem) -> Thing:
    """Held until the transaction ends. Raises NotKnown, and Blocked when somebody came between."""
    thing = found.select_for_update().first()
    if thing is None:
        raise NotKnown(unknown)
    if seen != thing.serial:
        raise Blocked(_came_between())
    return thing


def change(
    thing: Logged,
    kind: str,
    facts: Mapping[str, Any] | None = None,
    *,
    text: str = "",
    on: date | None = None,
    by: Any,
) -> None:
    """Saves it with what its caller has set, and tells of it. Within a transaction."""
    told = {"facts": dict(facts or {}), "text": text, "on": on or timezone.localdate()}
    thing.serial += 1
    thing.save()
    log: Any = thing.log
    log.create(kind=str(kind), by=actor_of(by).name, **told)
    name = f"{thing._meta.model_name}.{kind}"
    record(actor_of(by), name, str(thing.pk), {**told, "on": str(told["on"])})


def _came_between() -> Problem:
    return Problem(
        "G-SERIAL",
        Text(
            "En anden har ændret det her, siden du åbnede siden. Din ændring er ikke gemt.",
            "Another has changed this since you opened the page. Your change is not stored.",
        ),
        Text(
            "Se siden igen, og gentag ændringen.", "Look at the page again, and repeat the change."
        ),
    )
