"""A definition's way to approval, the signatures on it, and the folder of definitions as it then was."""

import hashlib
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.approvals.steps import OVER, Act, Step
from tvaerblik.governance.cases.models import AppendOnlyLog
from tvaerblik.governance.requests.models import DraftDefinition
from tvaerblik.governance.tasks.models import Task


class KeptFolder(models.Model):
    """The files of the definitions folder, packed: what was approved can be laid beside what is."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    packed = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256


class Approval(models.Model):
    """One digest of one definition. `parties`: the organisations that answer for it. `demo`: signed by
    the accounts of a demonstration, which are no persons.

    Of a `draft` of a case, the last approver's signature promises the folder its text as a file.
    `replaces`: the SHA-256 of the file that stood when it was sent, empty for none; `filed_at`: when the
    file was seen to be in its place."""

    indicator = models.SlugField(max_length=100)
    version = models.CharField(max_length=30)
    digest = models.CharField(max_length=64)
    step = models.CharField(max_length=20, choices=Step.choices, default=str(Step.SKREVET))
    parties = models.JSONField(default=list)
    folder = models.ForeignKey(KeptFolder, on_delete=models.PROTECT, related_name="+")
    demo = models.BooleanField(default=False)
    approved_on = models.DateField(null=True, blank=True)
    next_review = models.DateField(null=True, blank=True)
    serial = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(default=timezone.now)
    draft = models.ForeignKey(
        DraftDefinition, null=True, blank=True, on_delete=models.PROTECT, related_name="approvals"
    )
    replaces = models.CharField(max_length=64, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["indicator", "id"]
        constraints = [
            models.CheckConstraint(
                name="approval_step_is_known", condition=Q(step__in=Step.values)
            ),
            models.UniqueConstraint(
                fields=["indicator", "digest"],
                condition=~Q(step__in=sorted(OVER)) & Q(draft__isnull=True),
                name="one_approval_a_digest",
            ),
            models.UniqueConstraint(
                fields=["draft", "digest"],
                condition=~Q(step__in=sorted(OVER)),
                name="one_approval_a_draft",
            ),
            models.CheckConstraint(
                name="approved_has_day_and_review",
                condition=~Q(step=Step.GODKENDT)
                | Q(approved_on__isnull=False, next_review__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.version}"

    @property
    def file_sha256(self) -> str:
        """Of the file that the approved draft becomes, word for word; empty for what lies there."""
        return hashlib.sha256(self.draft.text.encode()).hexdigest() if self.draft else ""


class Signature(models.Model):
    """`organisation`: the one that the signer could speak for on that day; empty for none alone."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="signatures")
    act = models.CharField(max_length=20, choices=Act.choices)
    by = models.CharField(max_length=100)
    role = models.CharField(max_length=30)
    organisation = models.CharField(max_length=100, blank=True)
    on = models.DateField(default=timezone.localdate)
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(blank=True)

    objects = AppendOnlyLog.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="signed_act_is_known", condition=Q(act__in=Act.values)),
            models.UniqueConstraint(
                fields=["approval", "by"],
                condition=Q(act__in=[Act.SKREV, Act.KONTROLLEREDE, Act.GODKENDTE]),
                name="one_person_signs_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval_id} {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A signature is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A signature is never removed")


class Reminder(models.Model):
    """That a role was reminded of a review, `days` after it was due (before, where negative). `task`:
    on the one by which the review became somebody's task."""

    indicator = models.SlugField(max_length=100)
    due = models.DateField()
    days = models.SmallIntegerField()
    role = models.CharField(max_length=30, choices=Role.choices)
    on = models.DateField(default=timezone.localdate)
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-on", "indicator", "days"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "due", "days"], name="reminded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.due} {self.role}"
