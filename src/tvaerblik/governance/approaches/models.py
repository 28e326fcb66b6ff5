"""Clusters that are approached, the peace they ask for, and the approaches with their logs."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from tvaerblik.governance.approaches.kinds import ApproachState, ClusterKind, Way
from tvaerblik.governance.logged import LogEntry, Logged
from tvaerblik.governance.organisation.models import Dated


class Cluster(Logged, Dated):
    """`unit`: whose coordinators answer for it, an id of the unit register: a sundhedsklynge's own, and for
    a kvalitetsklynge, which has none, that of the sundhedsklynge it lies in.
    `peace_until`: the last day on which it wants to be left alone (*arbejdsro*)."""

    id = models.SlugField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=20, choices=ClusterKind.choices)
    name = models.CharField(max_length=200, unique=True)
    unit = models.SlugField(max_length=80, blank=True)
    peace_from = models.DateField(null=True, blank=True)
    peace_until = models.DateField(null=True, blank=True)
    peace_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-kind", "name"]
        constraints = [
            models.CheckConstraint(
                name="cluster_kind_is_known", condition=Q(kind__in=ClusterKind.values)
            ),
            models.CheckConstraint(
                name="peace_has_its_days_and_reason",
                condition=Q(peace_from__isnull=True, peace_until__isnull=True, peace_reason="")
                | (
                    Q(peace_from__isnull=False, peace_until__gte=F("peace_from"))
                    & ~Q(peace_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.id

    def wants_peace_on(self, day: date) -> bool:
        begun = self.peace_from is not None and self.peace_from <= day
        return begun and self.peace_until is not None and day <= self.peace_until


class ClusterEntry(LogEntry):
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="log")

    class Meta(LogEntry.Meta):
        verbose_name_plural = "cluster entries"

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.on} {self.kind}"


class Approach(Logged):
    """`organisation`: who approached, an organisation and never a person. `clusters`: whom it is meant for;
    `passed_to`: those it has been passed on to."""

    organisation = models.CharField(max_length=200)
    received_on = models.DateField()
    way = models.CharField(max_length=20, choices=Way.choices)
    title = models.CharField(max_length=200)
    wish = models.TextField(blank=True)
    clusters = models.ManyToManyField(Cluster, related_name="approaches")
    passed_to = models.ManyToManyField(Cluster, related_name="passed_on")
    state = models.CharField(
        max_length=20, choices=ApproachState.choices, default=str(ApproachState.MODTAGET)
    )
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    logged_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["-received_on", "-id"]
        verbose_name_plural = "approaches"
        constraints = [
            models.CheckConstraint(
                name="approach_state_is_known", condition=Q(state__in=ApproachState.values)
            ),
            models.CheckConstraint(name="way_is_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="an_answered_approach_has_its_answer",
                condition=~Q(state=ApproachState.BESVARET)
                | (Q(answered_on__gte=F("received_on")) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.title}"


class ApproachEntry(LogEntry):
    approach = models.ForeignKey(Approach, on_delete=models.PROTECT, related_name="log")

    class Meta(LogEntry.Meta):
        verbose_name_plural = "approach entries"

    def __str__(self) -> str:
        return f"{self.approach_id} {self.on} {self.kind}"
