"""What is to be sent to clusters and other bodies is planned, put off, marked as sent, or dropped."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.keep_cluster import unknown_cluster
from tvaerblik.governance.approaches.models import Cluster
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.communication.kinds import PlanKind, PlanState
from tvaerblik.governance.communication.models import PlanItem
from tvaerblik.governance.freetext import check_line, check_prose
from tvaerblik.governance.logged import change, locked
from tvaerblik.governance.organisation.asking import body
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.permissions_of_outreach import check_may_keep_plan
from tvaerblik.governance.policies_of_outreach import (
    check_can_move_item,
    check_sent_day,
    check_times,
)

PUT_OFF = "flyttet"
FIRST_DAYS = 28  # a day that every month has


def plan_sending(
    title: str,
    kind: PlanKind,
    first: date,
    *,
    sender: Body,
    bodies: Sequence[str] = (),
    clusters: Sequence[str] = (),
    every_months: int = 0,
    times: int = 1,
    by: Any,
) -> tuple[PlanItem, ...]:
    """All items of something that recurs, each of which is then sent, put off or dropped by itself."""
    check_may_keep_plan(by)
    check_times(times, every_months)
    tidy, to, groups = check_line(title), _bodies(bodies), _clusters(clusters)
    if not to and not groups:
        raise BadInput(_nobody())
    series = uuid4().hex if times > 1 else ""
    with transaction.atomic():
        return tuple(
            _planned(tidy, kind, day, sender, to, groups, series, every_months, by)
            for day in _days(first, every_months, times)
        )


def put_off_item(id_: int, planned_on: date, reason: str, *, seen: int, by: Any) -> PlanItem:
    check_may_keep_plan(by)
    told = check_prose(reason, needed=True)
    with transaction.atomic():
        item = _locked(id_, seen)
        check_can_move_item(item, PlanState.PLANLAGT)
        facts = {"from": str(item.planned_on), "to": str(planned_on)}
        item.planned_on = planned_on
        change(item, PUT_OFF, facts, text=told, by=by)
    return item


def mark_sent(id_: int, *, on: date | None = None, seen: int, by: Any) -> PlanItem:
    """That it was sent, from wherever; this sends nothing."""
    check_may_keep_plan(by)
    today = timezone.localdate()
    day = on or today
    check_sent_day(day, today)
    with transaction.atomic():
        item = _locked(id_, seen)
        check_can_move_item(item, PlanState.SENDT)
        item.state, item.sent_on = PlanState.SENDT, day
        change(item, PlanState.SENDT, on=day, by=by)
    return item


def drop_item(id_: int, reason: str, *, seen: int, by: Any) -> PlanItem:
    check_may_keep_plan(by)
    told = check_prose(reason, needed=True)
    with transaction.atomic():
        item = _locked(id_, seen)
        check_can_move_item(item, PlanState.OPGIVET)
        item.state, item.reason = PlanState.OPGIVET, told
        change(item, PlanState.OPGIVET, text=told, by=by)
    return item


def _planned(
    title: str,
    kind: PlanKind,
    day: date,
    sender: Body,
    bodies: Sequence[Body],
    clusters: Sequence[Cluster],
    series: str,
    every_months: int,
    by: Any,
) -> PlanItem:
    item = PlanItem.objects.create(
        title=title,
        kind=kind,
        sender=sender,
        planned_on=day,
        series=series,
        every_months=every_months if series else 0,
    )
    item.bodies.set(bodies)
    item.clusters.set(clusters)
    facts = {
        "title": title,
        "kind": str(kind),
        "planned_on": str(day),
        "sender": sender.pk,
        "bodies": [one.pk for one in bodies],
        "clusters": [one.pk for one in clusters],
    }
    change(item, PlanState.PLANLAGT, facts, by=by)
    return item


def _days(first: date, every_months: int, times: int) -> Iterator[date]:
    """The first as it was chosen; the later ones on the same day of the month, or the next working day."""
    yield first
    for number in range(1, times):
        years, month = divmod(first.month - 1 + number * every_months, 12)
        day = date(first.year + years, month + 1, min(first.day, FIRST_DAYS))
        yield after_working_days(day - timedelta(days=1), 1)


def _bodies(ids: Sequence[str]) -> tuple[Body, ...]:
    return tuple(body(id_) for id_ in ids)


def _clusters(ids: Sequence[str]) -> tuple[Cluster, ...]:
    found = {one.pk: one for one in Cluster.objects.filter(pk__in=ids)}
    for id_ in ids:
        if id_ not in found:
            raise NotKnown(unknown_cluster(id_))
    return tuple(found.values())


def _locked(id_: int, seen: int) -> PlanItem:
    unknown = Problem(
        "G-PLAN",
        Text(f"Der er intet nr. {id_} på planen.", f"There is no no. {id_} in the plan."),
        Text("Find det på planen.", "Find it in the plan."),
    )
    return locked(PlanItem.objects.filter(pk=id_), seen=seen, unknown=unknown)


def _nobody() -> Problem:
    return Problem(
        "G-PLAN-NOBODY",
        Text("Der er ingen modtagere.", "There are no recipients."),
        Text("Vælg mindst ét forum eller én klynge.", "Choose at least one body or cluster."),
    )
