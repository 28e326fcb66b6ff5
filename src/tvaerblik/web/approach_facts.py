"""Approaches from outside and clusters, from the database's rows to what pages are built from."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tvaerblik.governance.approaches.kinds import ANSWER_DAYS, ApproachState
from tvaerblik.governance.approaches.models import Approach, ApproachEntry, Cluster
from tvaerblik.governance.cases.working_days import after_working_days, working_days_between
from tvaerblik.governance.organisation.models import valid_on
from tvaerblik.governance.outreach import coordinators_of
from tvaerblik.governance.permissions_of_outreach import user_may_ask_for_peace
from tvaerblik.presentation.pages.approaches import ApproachFacts, ClusterFacts, LogFacts
from tvaerblik.presentation.pages.approaches_texts import TEXTS

Clusters = dict[str, ClusterFacts]


def read_clusters(today: date, by: Any = None) -> Clusters:
    """Those of that day, by their ids."""
    found = list(Cluster.objects.filter(valid_on(today)))
    coordinated = {one.unit for one in coordinators_of((one.unit for one in found), today)}
    return {one.pk: _cluster(one, one.unit in coordinated, by) for one in found}


def read_approaches(found: Iterable[Approach], today: date, lang: str) -> tuple[ApproachFacts, ...]:
    return tuple(approach_facts(one, today, lang) for one in found)


def approach_facts(one: Approach, today: date, lang: str, *, log: bool = False) -> ApproachFacts:
    due, end = after_working_days(one.received_on, ANSWER_DAYS), one.answered_on or today
    return ApproachFacts(
        id=one.pk,
        organisation=one.organisation,
        received_on=one.received_on,
        way=one.way,
        title=one.title,
        wish=one.wish,
        clusters=tuple(_cluster(each) for each in one.clusters.all()),
        passed_to=tuple(_cluster(each) for each in one.passed_to.all()),
        state=one.state,
        answer=one.answer,
        answered_on=one.answered_on if one.state == ApproachState.BESVARET else None,
        due=due,
        days=working_days_between(one.received_on, end),
        days_over=working_days_between(due, end),
        log=tuple(_entries(one, lang)) if log else (),
    )


def _entries(one: Approach, lang: str) -> Iterable[LogFacts]:
    """In the order in which they were written; the answer's words stand above them already."""
    names = {each.pk: _named(each, lang) for each in Cluster.objects.all()}
    for entry in one.log.all():
        yield _entry(entry, names)


def _entry(entry: ApproachEntry, names: dict[str, str]) -> LogFacts:
    is_passed, is_answer = (
        entry.kind == kind for kind in (ApproachState.SENDT_VIDERE, ApproachState.BESVARET)
    )
    to = entry.facts.get("clusters", ()) if is_passed else ()
    return LogFacts(
        kind=entry.kind,
        on=entry.on,
        by=entry.by,
        text="" if is_answer else entry.text,
        clusters=tuple(names.get(id_, id_) for id_ in to),
    )


def _named(one: Cluster, lang: str) -> str:
    return f"{TEXTS[f'kind_{one.kind}'].in_(lang)} {one.name}"


def _cluster(one: Cluster, has_coordinator: bool = False, by: Any = None) -> ClusterFacts:
    return ClusterFacts(
        id=one.pk,
        kind=one.kind,
        name=one.name,
        has_coordinator=has_coordinator,
        peace_from=one.peace_from,
        peace_until=one.peace_until,
        peace_reason=one.peace_reason,
        serial=one.serial,
        may_ask=user_may_ask_for_peace(by, one),
    )
