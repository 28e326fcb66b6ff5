"""How much the plan sends to each cluster in a month: neither too much nor nothing for long."""

from collections.abc import Sequence
from datetime import date

from tvaerblik.governance.approaches.models import Cluster
from tvaerblik.governance.communication.kinds import PlanState
from tvaerblik.governance.communication.models import PlanItem

Month = tuple[int, int]  # year and month

# Clusters asked for little: a status every second month, and room for one report and one more
MOST_A_MONTH = 2
# As long as a quarter: who hears nothing for so long does not know whether anything happens
SILENT_MONTHS = 3


def months_from(first: Month, count: int) -> tuple[Month, ...]:
    start = first[0] * 12 + first[1] - 1
    found = (divmod(start + number, 12) for number in range(count))
    return tuple((year, month + 1) for year, month in found)


def load_of(
    items: Sequence[PlanItem], clusters: Sequence[Cluster], months: Sequence[Month]
) -> dict[str, tuple[int | None, ...]]:
    """By the clusters' ids: how many items reach each of them in each month; None where the cluster is not
    there. What was dropped reaches nobody; what was sent counts when it was sent."""
    counted = [(item, _month(item)) for item in items if item.state != PlanState.OPGIVET]
    return {
        cluster.pk: tuple(
            sum(at == month and reaches(item, cluster) for item, at in counted)
            if _is_there(cluster, month)
            else None
            for month in months
        )
        for cluster in clusters
    }


def reaches(item: PlanItem, cluster: Cluster) -> bool:
    """Itself, or by a body that speaks for it and not for the whole region."""
    if cluster in item.clusters.all():
        return True
    return cluster.unit != "" and any(cluster.unit in body.units for body in item.bodies.all())


def _is_there(cluster: Cluster, month: Month) -> bool:
    """On some day of it."""
    year, number = months_from(month, 2)[1]
    ends, begins = date(year, number, 1), date(*month, 1)
    begun = cluster.valid_from is None or cluster.valid_from < ends
    return begun and (cluster.valid_to is None or cluster.valid_to > begins)


def _month(item: PlanItem) -> Month:
    day = item.sent_on or item.planned_on
    return day.year, day.month
