"""A case and its log. The log is what was said, and when it counted; the case is where that has led."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.cases.kinds import CaseKind, Colour, EntryKind
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.organisation.models import Body


class Case(models.Model):
    """`number`: as in letters, `2026-0007`. `answers`: {id of the template's question: text}.
    `asked_by`: a body or place that asked by mail or at a meeting, never a person's name.
    `serial` rises at each change, so that of two who act at once one is told."""

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=20, choices=CaseKind.choices, default=str(CaseKind.INDIKATOR)
    )
    short_track = models.BooleanField(default=False)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=str(Stage.KLADDE))
    colour = models.CharField(max_length=10, choices=Colour.choices, blank=True)
    priority = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 comes first
    deciding_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True, blank=True)
    first_answer_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    deadline = models.DateField(null=True, blank=True)
    indicator = models.SlugField(max_length=100, blank=True)  # an id of the catalogue
    answers = models.JSONField(default=dict)
    journal_number = models.CharField(max_length=60, blank=True)
    serial = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="case_kind_is_known", condition=Q(kind__in=CaseKind.values)
            ),
            models.CheckConstraint(name="case_stage_is_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="case_colour_is_known", condition=Q(colour__in=Colour.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class AppendOnlyLog(models.QuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("What a case's log says is never changed")

    def delete(self) -> NoReturn:
        raise TypeError("What a case's log says is never removed")


class CaseEntry(models.Model):
    """`on`: the day from which it counted, which may lie before the day it was written down.
    `facts`: what it changed, under the case's own names: {"colour": "groen"}. `internal`: for the
    secretariat and the case's own people, not for everybody who reads the list."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="log")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    meeting_on = models.DateField(null=True, blank=True)
    internal = models.BooleanField(default=False)

    objects = AppendOnlyLog.as_manager()

    class Meta:
        ordering = ["on", "id"]
        verbose_name_plural = "case entries"
        constraints = [
            models.CheckConstraint(
                name="entry_kind_is_known", condition=Q(kind__in=EntryKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What a case's log says is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("What a case's log says is never removed")
