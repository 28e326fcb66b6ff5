"""Clusters are put on the list of those that can be approached, and say that they want peace to work."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.approaches.kinds import ClusterKind
from tvaerblik.governance.approaches.models import Cluster
from tvaerblik.governance.audit.chain import hold_log
from tvaerblik.governance.freetext import check_line, check_prose
from tvaerblik.governance.logged import change, locked
from tvaerblik.governance.permissions_of_outreach import (
    check_may_ask_for_peace,
    check_may_keep_clusters,
)
from tvaerblik.governance.policies_of_outreach import check_peace_days

LISTED, PEACE, PEACE_ENDED = "oprettet", "arbejdsro", "arbejdsro_slut"


def list_cluster(
    id_: str,
    name: str,
    kind: ClusterKind,
    *,
    unit: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Any,
) -> Cluster:
    """`unit`: whose coordinators answer for it. What that is, its caller has looked up."""
    check_may_keep_clusters(by)
    tidy = check_line(name)
    with transaction.atomic():
        hold_log()
        if Cluster.objects.filter(pk=id_).exists() or Cluster.objects.filter(name=tidy).exists():
            raise Blocked(_listed_already(tidy))
        cluster = Cluster(
            id=id_, name=tidy, kind=kind, unit=unit, valid_from=valid_from, valid_to=valid_to
        )
        cluster.save(force_insert=True)
        change(cluster, LISTED, {"name": tidy, "kind": str(kind), "unit": unit}, by=by)
    return cluster


def ask_for_peace(
    id_: str, until: date, reason: str, *, first: date | None = None, seen: int, by: Any
) -> Cluster:
    """Until that day nothing is passed on to it. Said again, the new days and reason count."""
    told, start = check_prose(reason, needed=True), first or timezone.localdate()
    check_peace_days(start, until)
    with transaction.atomic():
        cluster = _locked(id_, seen)
        check_may_ask_for_peace(by, cluster)
        cluster.peace_from, cluster.peace_until, cluster.peace_reason = start, until, told
        facts = {"from": str(start), "until": str(until)}
        change(cluster, PEACE, facts, text=told, by=by)
    return cluster


def end_peace(id_: str, *, seen: int, by: Any) -> Cluster:
    with transaction.atomic():
        cluster = _locked(id_, seen)
        check_may_ask_for_peace(by, cluster)
        cluster.peace_from = cluster.peace_until = None
        cluster.peace_reason = ""
        change(cluster, PEACE_ENDED, by=by)
    return cluster


def unknown_cluster(id_: str) -> Problem:
    return Problem(
        "G-CLUSTER",
        Text(f"Der er ingen klynge »{id_}«.", f"There is no cluster '{id_}'."),
        Text("Vælg en fra listen.", "Choose one from the list."),
    )


def _locked(id_: str, seen: int) -> Cluster:
    return locked(Cluster.objects.filter(pk=id_), seen=seen, unknown=unknown_cluster(id_))


def _listed_already(name: str) -> Problem:
    return Problem(
        "G-CLUSTER-LISTED",
        Text(f"»{name}« står allerede på listen.", f"'{name}' is on the list already."),
        Text(
            "Find den på listen, eller vælg et andet navn.",
            "Find it there, or choose another name.",
        ),
    )
