"""What can be planned, and the states of what is."""

from django.db import models


class PlanKind(models.TextChoices):
    STATUS = "status", "Status eller nyhedsbrev"
    HOERING = "hoering", "Høring"
    DATARAPPORT = "datarapport", "Datarapport"
    MEDDELELSE = "meddelelse", "Meddelelse"


class PlanState(models.TextChoices):
    PLANLAGT = "planlagt", "Planlagt"
    SENDT = "sendt", "Sendt"
    OPGIVET = "opgivet", "Opgivet"


# What is put off stays planned
PLAN_MOVES: dict[PlanState | None, frozenset[PlanState]] = {
    None: frozenset({PlanState.PLANLAGT}),
    PlanState.PLANLAGT: frozenset({PlanState.SENDT, PlanState.OPGIVET}),
    PlanState.SENDT: frozenset(),
    PlanState.OPGIVET: frozenset(),
}
PLAN_OWNERS = {PlanState.PLANLAGT: "sekretariat"}
REASON_NEEDED = frozenset({PlanState.OPGIVET})
