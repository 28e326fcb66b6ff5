"""Parties are units of the unit register (`enhed:kommune-0851`) and bodies (`forum:plo`), never persons:
who pressed the button stands in the audit log and in `by`, which no public page shows."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.figures.kinds import (
    AnswerKind,
    BroughtState,
    ReportState,
)


class Answer(models.Model):
    """One answer of a party to an indicator of a release. `number` rises: the newest counts, the others
    are kept. Of two of the same party who answer at once one is told."""

    release = models.CharField(max_length=100)
    indicator = models.SlugField(max_length=100)
    party = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=AnswerKind.choices)
    text = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["release", "indicator", "party", "number"]
        constraints = [
            models.UniqueConstraint(
                name="one_answer_at_a_time", fields=["release", "indicator", "party", "number"]
            ),
            models.CheckConstraint(
                name="answer_kind_is_known", condition=Q(kind__in=AnswerKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.indicator} {self.party}: {self.kind}"


class FigureReport(models.Model):
    """*Tallet ser forkert ud*: the cell as the party saw it, and what the analyst found."""

    release = models.CharField(max_length=100)
    indicator = models.SlugField(max_length=100)
    unit = models.CharField(max_length=100)
    period = models.CharField(max_length=20)
    shown = models.CharField(max_length=60)  # as it was written in the cell
    party = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=20, choices=ReportState.choices, default=str(ReportState.AABEN)
    )
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    serial = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="a_cell_is_reported_once_by_a_party",
                fields=["release", "indicator", "unit", "period", "party"],
                condition=Q(state=ReportState.AABEN),
            ),
            models.CheckConstraint(
                name="report_state_is_known", condition=Q(state__in=ReportState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.indicator} {self.unit} {self.period}"


class BroughtFigure(models.Model):
    """*Medbragt tal*: a figure somebody had in hand. `value` as it was written, which may be "ca. 75 %".
    `differs`: in what it is not the agreed figure; `words` says it."""

    indicator = models.SlugField(max_length=100)
    unit = models.CharField(max_length=100)
    period = models.CharField(max_length=20)
    value = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    source_date = models.DateField()
    differs = models.JSONField(default=list)
    words = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=20, choices=BroughtState.choices, default=str(BroughtState.AABEN)
    )
    case = models.CharField(max_length=20, blank=True)
    closed_because = models.TextField(blank=True)
    serial = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="brought_state_is_known", condition=Q(state__in=BroughtState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.period}: {self.value}"
