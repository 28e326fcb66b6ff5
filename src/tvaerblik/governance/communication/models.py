"""What is planned to be sent, to whom and when, and what became of it."""

from django.db import models
from django.db.models import Q

from tvaerblik.governance.approaches.models import Cluster
from tvaerblik.governance.communication.kinds import PlanKind, PlanState
from tvaerblik.governance.logged import LogEntry, Logged
from tvaerblik.governance.organisation.models import Body


class PlanItem(Logged):
    """`sender`: the body that sends it. `series`: what the items of one recurring thing have in common;
    empty where it is sent once."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PlanKind.choices)
    sender = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    bodies = models.ManyToManyField(Body, related_name="+")
    clusters = models.ManyToManyField(Cluster, related_name="+")
    planned_on = models.DateField()
    series = models.CharField(max_length=40, blank=True)
    every_months = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=20, choices=PlanState.choices, default=str(PlanState.PLANLAGT)
    )
    sent_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["planned_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="plan_kind_is_known", condition=Q(kind__in=PlanKind.values)
            ),
            models.CheckConstraint(
                name="plan_state_is_known", condition=Q(state__in=PlanState.values)
            ),
            models.CheckConstraint(
                name="what_is_sent_has_its_day",
                condition=~Q(state=PlanState.SENDT) | Q(sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_dropped_has_its_reason",
                condition=~Q(state=PlanState.OPGIVET) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_on} {self.title}"


class PlanEntry(LogEntry):
    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="log")

    class Meta(LogEntry.Meta):
        verbose_name_plural = "plan entries"

    def __str__(self) -> str:
        return f"{self.item_id} {self.on} {self.kind}"
