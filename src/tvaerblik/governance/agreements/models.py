"""An agreement, its versions and its log. No version is ever changed: a new one counts from a day."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.agreements.content import Content, from_json
from tvaerblik.governance.cases.models import AppendOnlyLog, Case
from tvaerblik.governance.organisation.models import Body


class AgreementEntryKind(models.TextChoices):
    OPRETTET = "oprettet", "Oprettet"
    UDGAVE = "udgave", "Ny udgave"
    SAG = "sag", "Henvendelse knyttet til"
    BEHANDLET = "behandlet", "Behandlet på møde"
    NOTE = "note", "Note"


class Agreement(models.Model):
    id = models.SlugField(max_length=80, primary_key=True)
    serial = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    cases = models.ManyToManyField(Case, related_name="agreements")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.id


class NeverChanged(models.Model):
    objects = AppendOnlyLog.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What an agreement said is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("What an agreement said is never removed")


class AgreementVersion(NeverChanged):
    """`said`: see `content`. `counts_from`: the day from which it is what was agreed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    counts_from = models.DateField()
    said = models.JSONField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_agreement_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"

    @property
    def content(self) -> Content:
        return from_json(self.said)


class AgreementEntry(NeverChanged):
    """`on`: the day it counted from. `facts`: what it brought: {"version": 2}, {"case": "2026-0004"}."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="log")
    kind = models.CharField(max_length=20, choices=AgreementEntryKind.choices)
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["on", "id"]
        verbose_name_plural = "agreement entries"
        constraints = [
            models.CheckConstraint(
                name="agreement_entry_kind_is_known",
                condition=Q(kind__in=AgreementEntryKind.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.on} {self.kind}"
