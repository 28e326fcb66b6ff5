"""What pages tell of sources. Everything here came from the worker and holds no person's row."""

from datetime import date
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.statuses import DeliveryState


class SourceStatus(models.Model):
    """`switches`: [[table, unit, last day of old keys or null, first day of new ones]]."""

    source = models.CharField(max_length=60, primary_key=True)
    title_da = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    already_public = models.BooleanField(default=False)
    synthetic = models.BooleanField(default=False)
    promise_days = models.PositiveSmallIntegerField(null=True)  # how old it may get, as agreed
    newest_published = models.DateField(null=True)  # of the accepted deliveries
    newest_received = models.DateTimeField(null=True)
    covers_from = models.DateField(null=True)
    covers_to = models.DateField(null=True)  # the first day not covered
    accepted = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    superseded = models.PositiveIntegerField(default=0)
    restates = models.CharField(max_length=10, default="window")
    switches = models.JSONField(default=list)
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["source"]

    def __str__(self) -> str:
        return self.source


class DeliveryStatus(models.Model):
    """`rows`, `set_aside`: {table or reason: count}; a count is a number or `<5`.

    `covers`: {table: [first day or null, first day after or null]}; `windows`: the same by unit,
    {table: [[first day, first day after, [unit] or null for all]]}. `warnings`, `reasons`:
    [{"da": …, "en": …}].
    """

    delivery = models.CharField(max_length=150, primary_key=True)
    source = models.ForeignKey(SourceStatus, on_delete=models.CASCADE, related_name="deliveries")
    published = models.DateField()
    received = models.DateTimeField()
    state = models.CharField(max_length=20, choices=DeliveryState.choices)
    rows = models.JSONField(default=dict)
    set_aside = models.JSONField(default=dict)
    unlinked = models.JSONField(default=int)
    covers = models.JSONField(default=dict)
    windows = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    override_by = models.CharField(max_length=100, blank=True)
    override_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-published", "delivery"]
        constraints = [
            models.CheckConstraint(
                name="delivery_state_is_known", condition=Q(state__in=DeliveryState.values)
            ),
        ]

    def __str__(self) -> str:
        return self.delivery


class KnownTrouble(models.Model):
    """Something wrong at a source that readers should know of, also after it is solved.
    `indicators`: those it touches, where it does not touch everything of the source."""

    source = models.CharField(max_length=60)
    text_da = models.TextField()
    text_en = models.TextField()
    since = models.DateField()
    expected = models.DateField(null=True, blank=True)
    solved_on = models.DateField(null=True, blank=True)
    indicators = models.JSONField(default=list, blank=True)
    serial = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-since", "source"]
        constraints = [
            models.UniqueConstraint(name="one_trouble_a_day", fields=["source", "since"]),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.since}"

    def open_on(self, day: date) -> bool:
        return self.since <= day and (self.solved_on is None or day < self.solved_on)


class TroubleLog(models.QuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("What was told of trouble is never changed")

    def delete(self) -> NoReturn:
        raise TypeError("What was told of trouble is never removed")


class TroubleEntry(models.Model):
    """What readers were told from a day on. The newest is what the trouble itself says."""

    trouble = models.ForeignKey(KnownTrouble, on_delete=models.PROTECT, related_name="log")
    number = models.PositiveIntegerField()
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=100)
    text_da = models.TextField()
    text_en = models.TextField()
    expected = models.DateField(null=True, blank=True)
    solved_on = models.DateField(null=True, blank=True)
    indicators = models.JSONField(default=list, blank=True)

    objects = TroubleLog.as_manager()

    class Meta:
        ordering = ["trouble", "number"]
        verbose_name_plural = "trouble entries"
        constraints = [
            models.UniqueConstraint(name="one_telling_at_a_time", fields=["trouble", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.trouble_id} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What was told of trouble is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("What was told of trouble is never removed")


class JobResult(models.Model):
    """One piece of work the worker did. `counts`: {name: number}; `reasons`: as in a delivery."""

    kind = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    succeeded = models.BooleanField()
    counts = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    by = models.CharField(max_length=100)

    class Meta:
        ordering = ["-finished_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.finished_at:%Y-%m-%d %H:%M}"
