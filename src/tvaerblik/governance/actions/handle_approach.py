"""An approach from outside is logged, passed on to clusters or held back, and answered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.keep_cluster import unknown_cluster
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.approaches.kinds import ApproachState, Way
from tvaerblik.governance.approaches.models import Approach, Cluster
from tvaerblik.governance.freetext import check_line, check_prose
from tvaerblik.governance.logged import change, locked
from tvaerblik.governance.outreach import coordinators_of
from tvaerblik.governance.permissions_of_outreach import (
    check_may_answer_approach,
    check_may_log_approach,
    check_may_pass_on_approach,
)
from tvaerblik.governance.policies_of_outreach import (
    check_answer_day,
    check_can_move_approach,
    check_has_come,
    check_nobody_wants_peace,
)


def log_approach(
    organisation: str,
    title: str,
    *,
    wish: str = "",
    way: Way,
    received_on: date | None = None,
    clusters: Sequence[str],
    by: Any,
) -> Approach:
    """`organisation`: never a person, and no mail address, which is a person's more often than not."""
    check_may_log_approach(by)
    today = timezone.localdate()
    day = received_on or today
    check_has_come(day, today)
    facts = {
        "organisation": _organisation(organisation),
        "title": check_line(title),
        "wish": check_prose(wish),
        "way": str(way),
    }
    chosen = _clusters(clusters)
    with transaction.atomic():
        approach = Approach.objects.create(received_on=day, logged_by=actor_of(by).name, **facts)
        approach.clusters.set(chosen)
        told = {**facts, "clusters": [one.pk for one in chosen], "received_on": str(day)}
        change(approach, ApproachState.MODTAGET, told, on=day, by=by)
    return approach


def pass_on_approach(
    id_: int, clusters: Sequence[str], text: str = "", *, seen: int, by: Any
) -> Approach:
    """Their coordinators are told. Of a cluster that wants peace, nothing is sent to anybody."""
    check_may_pass_on_approach(by)
    said, chosen, today = check_prose(text), _clusters(clusters), timezone.localdate()
    with transaction.atomic():
        approach = _locked(id_, seen)
        check_can_move_approach(approach, ApproachState.SENDT_VIDERE)
        # Held, so that none asks for peace while it is sent
        held = tuple(Cluster.objects.select_for_update().filter(pk__in=[one.pk for one in chosen]))
        check_nobody_wants_peace(held, today)
        approach.passed_to.add(*held)
        approach.clusters.add(*held)
        approach.state = ApproachState.SENDT_VIDERE
        facts = {"clusters": [one.pk for one in held]}
        change(approach, ApproachState.SENDT_VIDERE, facts, text=said, by=by)
        _tell(approach, held, today, by)
    return approach


def hold_back_approach(id_: int, reason: str, *, seen: int, by: Any) -> Approach:
    check_may_pass_on_approach(by)
    told = check_prose(reason, needed=True)
    with transaction.atomic():
        approach = _locked(id_, seen)
        check_can_move_approach(approach, ApproachState.HOLDT)
        approach.state = ApproachState.HOLDT
        change(approach, ApproachState.HOLDT, text=told, by=by)
    return approach


def answer_approach(
    id_: int, answer: str, *, on: date | None = None, seen: int, by: Any
) -> Approach:
    """What they were answered, and when. The site writes no letter: it keeps what was said."""
    told, today = check_prose(answer, needed=True), timezone.localdate()
    day = on or today
    with transaction.atomic():
        approach = _locked(id_, seen)
        check_may_answer_approach(by, approach)
        check_can_move_approach(approach, ApproachState.BESVARET)
        check_answer_day(approach, day, today)
        approach.state = ApproachState.BESVARET
        approach.answer, approach.answered_on = told, day
        change(approach, ApproachState.BESVARET, text=told, on=day, by=by)
    return approach


def _locked(id_: int, seen: int) -> Approach:
    unknown = Problem(
        "G-APPROACH",
        Text(f"Der er ingen henvendelse udefra nr. {id_}.", f"There is no approach no. {id_}."),
        Text("Find den på listen.", "Find it on the list."),
    )
    return locked(Approach.objects.filter(pk=id_), seen=seen, unknown=unknown)


def _clusters(ids: Sequence[str]) -> tuple[Cluster, ...]:
    """Raises BadInput for none, NotKnown for one that is not there."""
    if not ids:
        raise BadInput(
            Problem(
                "G-CLUSTER-NONE",
                Text("Der er ikke valgt nogen klynge.", "No cluster is chosen."),
                Text("Vælg mindst én.", "Choose at least one."),
            )
        )
    found = {one.pk: one for one in Cluster.objects.filter(pk__in=ids)}
    for id_ in ids:
        if id_ not in found:
            raise NotKnown(unknown_cluster(id_))
    return tuple(found.values())


def _organisation(text: str) -> str:
    tidy = check_line(text)
    if "@" in tidy:
        raise BadInput(
            Problem(
                "G-APPROACH-WHO",
                Text("Det er en mailadresse.", "That is a mail address."),
                Text(
                    "Skriv navnet på foreningen eller organisationen, ikke en person.",
                    "Write the name of the association or organisation, not a person.",
                ),
            )
        )
    return tidy


def _tell(approach: Approach, clusters: Sequence[Cluster], today: date, by: Any) -> None:
    people = coordinators_of((one.unit for one in clusters), today)
    subject = Text(f"Henvendelse udefra: {approach.title}", f"Approach: {approach.title}")
    body = Text(f"Fra {approach.organisation}.", f"From {approach.organisation}.")
    notify("udefra", people, subject, body, f"/henvendelser-udefra/{approach.pk}", by=by)
