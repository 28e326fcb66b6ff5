"""Entries refer to what they tell of by name only: history outlives what it describes."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(TypeError):
    """A program tried to change or remove history."""


class AuditQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Audit entries are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnly("Audit entries are never removed")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Audit entries are never changed")


class AuditEntry(models.Model):
    """Entry `number` carries the hash of entry `number - 1`; see `chain` for what is hashed."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    role = models.CharField(max_length=300)  # all roles of a person in one line
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("Audit entries are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Audit entries are never removed")


class AuditHead(models.Model):
    """One row: how many entries there are and the newest hash. Locked while an entry is added, so
    that two writers never build on the same entry."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    count = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="one_audit_head", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.count} {self.sha256}"
