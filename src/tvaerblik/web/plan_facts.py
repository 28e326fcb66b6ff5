"""The communication plan, from the database's rows to what pages are built from."""

from collections.abc import Iterable, Sequence
from datetime import date

from tvaerblik.governance.approaches.models import Cluster
from tvaerblik.governance.communication.load import Month, load_of
from tvaerblik.governance.communication.models import PlanItem
from tvaerblik.governance.communication.sent import mailed_by_week, told_by_week
from tvaerblik.governance.organisation.models import Body, valid_on
from tvaerblik.presentation.pages.communication import LoadFacts, PlanFacts, SentFacts


def read_items() -> list[PlanItem]:
    found = PlanItem.objects.select_related("sender")
    return list(found.prefetch_related("bodies", "clusters"))


def plan_facts(items: Iterable[PlanItem], lang: str, *, log: bool = False) -> tuple[PlanFacts, ...]:
    return tuple(
        PlanFacts(
            id=one.pk,
            title=one.title,
            kind=one.kind,
            sender=one.sender.name.in_(lang),
            bodies=tuple(each.name.in_(lang) for each in one.bodies.all()),
            clusters=tuple((each.kind, each.name) for each in one.clusters.all()),
            planned_on=one.planned_on,
            sent_on=one.sent_on,
            state=one.state,
            reason=one.reason,
            every_months=one.every_months,
            log=tuple((each.kind, each.on, each.by, each.text) for each in one.log.all())
            if log
            else (),
        )
        for one in items
    )


def read_load(
    items: Sequence[PlanItem], months: Sequence[Month], today: date
) -> tuple[LoadFacts, ...]:
    clusters = list(Cluster.objects.filter(valid_on(today)))
    load = load_of(items, clusters, months)
    return tuple(LoadFacts(one.kind, one.name, load[one.pk]) for one in clusters)


def read_sent(weeks: Sequence[date], lang: str) -> tuple[SentFacts, ...]:
    """Only bodies whose members were told of something."""
    told, mailed = told_by_week(weeks), mailed_by_week(weeks)
    none = (0,) * len(weeks)
    bodies = Body.objects.filter(pk__in={*told, *mailed})
    return tuple(
        SentFacts(one.name.in_(lang), told.get(one.pk, none), mailed.get(one.pk, none))
        for one in bodies
    )
