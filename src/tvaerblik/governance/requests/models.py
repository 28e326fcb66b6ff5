"""Drafts of definitions in their versions, and what the deliveries cover as the worker last told."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tvaerblik.governance.cases.models import AppendOnlyLog, Case


class DraftDefinition(models.Model):
    """`digest`: of the definition as it would count; empty while something is wrong with it.
    `problems`: [{"da": …, "en": …}]. A version is never changed: an approval binds to its digest."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="drafts")
    version = models.PositiveIntegerField()
    text = models.TextField()
    indicator = models.SlugField(max_length=100, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    problems = models.JSONField(default=list)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)

    objects = AppendOnlyLog.as_manager()

    class Meta:
        ordering = ["case", "version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="one_draft_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A draft of a definition is never changed: write a new version")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A draft of a definition is never removed")


class TableCover(models.Model):
    """A table has been delivered whole for [start, end) and a unit; without a unit, for all."""

    table = models.CharField(max_length=60)
    unit = models.CharField(max_length=100, blank=True)
    start = models.DateField()
    end = models.DateField()
    reported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["table", "unit", "start"]
        constraints = [
            models.CheckConstraint(
                name="cover_ends_after_it_begins", condition=Q(end__gt=F("start"))
            ),
            models.UniqueConstraint(fields=["table", "unit", "start"], name="one_cover_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.unit} {self.start}"
