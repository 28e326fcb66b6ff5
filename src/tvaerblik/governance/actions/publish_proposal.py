"""The way from a proposal to everybody: looked over, approved at once or for a moment, switched."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import Blocked, IntegrityError, Problem, TvaerblikError
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.permissions import check_may_publish
from tvaerblik.governance.permissions_of_proposals import check_may_check_proposal
from tvaerblik.governance.proposals.changing import change_proposal, get_proposal, locked_proposal
from tvaerblik.governance.proposals.checklist import checklist_of, failed
from tvaerblik.governance.proposals.kinds import ProposalState
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.release.reader import Release, open_release
from tvaerblik.release.verify import verify_release


def check_proposal(id_: str, *, seen: int, by: Any) -> Proposal:
    """Another than the one who proposed it has read the differences and the texts."""
    check_may_check_proposal(by)
    with transaction.atomic():
        proposal = locked_proposal(id_, seen=seen)
        check_is_another(proposal, by)
        proposal.checked_by, proposal.checked_at = actor_of(by).name, timezone.now()
        change_proposal(proposal, "check", {}, by=by)
    return proposal


def schedule_proposal(id_: str, at: datetime | None, *, seen: int, by: Any) -> Proposal:
    """Approves the switch for a moment to come; None takes the approval back. The checklist is asked
    at that moment."""
    check_may_publish(by)
    with transaction.atomic():
        proposal = locked_proposal(id_, seen=seen)
        if at is not None:
            check_is_another(proposal, by)
            _check_is_ahead(at)
        proposal.publish_at = at
        proposal.approved_by = actor_of(by).name if at else ""
        proposal.stopped_because = ""
        change_proposal(proposal, "schedule", {"at": at.isoformat() if at else None}, by=by)
    return proposal


def publish_proposal(
    id_: str, *, seen: int | None, now: datetime | None = None, by: Any
) -> ReleaseRecord:
    """Shows it to everybody, if every point of the checklist is passed at this moment."""
    check_may_publish(by)
    proposal = get_proposal(id_)
    with open_release(proposal.path, expected_manifest_sha256=proposal.manifest_sha256) as release:
        problems = verify_release(proposal.path)
        if problems:
            raise IntegrityError(*problems)
        return _switch(id_, release, seen=seen, now=now or timezone.now(), by=by)


def publish_due(*, now: datetime | None = None, by: Any) -> tuple[tuple[str, Problem | None], ...]:
    """Switches what is approved for a moment that has come. What does not pass is stopped, with the
    reason on its page and told to those who work with it, and waits for a person: it is not tried again
    by itself. What another worker did first is not among the answers."""
    check_may_publish(by)
    moment = now or timezone.now()
    due = Proposal.objects.filter(
        state=ProposalState.FORESLAAET, publish_at__lte=moment, stopped_because=""
    )
    ids = due.order_by("publish_at").values_list("id", flat=True)
    done = ((id_, _publish_one(id_, moment, by)) for id_ in list(ids))
    return tuple((id_, one.problem) for id_, one in done if one is not None)


def check_is_another(proposal: Proposal, by: Any) -> None:
    if actor_of(by).name == proposal.proposed_by:
        raise Blocked(
            Problem(
                "G-TWO-PEOPLE",
                Text(
                    "Den, der har foreslået udgivelsen, kan ikke selv godkende den.",
                    "Who proposed the release cannot approve it.",
                ),
                Text("Bed en anden om det.", "Ask another to do it."),
            )
        )


def _switch(
    id_: str, release: Release, *, seen: int | None, now: datetime, by: Any
) -> ReleaseRecord:
    """One transaction: an answer that stops it comes before or after, never between."""
    with transaction.atomic():
        proposal = locked_proposal(id_, seen=seen)
        is_due = proposal.publish_at is not None and proposal.publish_at <= now
        # An approval holds from its moment on; before that, whoever switches it answers for it
        if not is_due:
            check_is_another(proposal, by)
            proposal.approved_by = actor_of(by).name
        problems = failed(checklist_of(proposal, release, today=timezone.localdate()))
        if problems:
            raise Blocked(*problems)
        published = publish_release(
            id_,
            proposal.manifest_sha256,
            proposal.path,
            by=by,
            note=proposal.note,
            previous=proposal.previous or None,
        )
        proposal.state = ProposalState.UDGIVET
        change_proposal(proposal, "switch", {"approved_by": proposal.approved_by}, by=by)
    return published


@dataclass(frozen=True, slots=True)
class _Tried:
    problem: Problem | None


def _publish_one(id_: str, now: datetime, by: Any) -> _Tried | None:
    """None where another was first."""
    try:
        publish_proposal(id_, seen=None, now=now, by=by)
    except TvaerblikError as error:
        return _stop(id_, error, now, by)
    return _Tried(None)


def _stop(id_: str, error: TvaerblikError, now: datetime, by: Any) -> _Tried | None:
    """Of two workers that were refused the second finds it stopped, and one that came after a switch
    finds it released: each is told once."""
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().get(id=id_)
        is_due = proposal.publish_at is not None and proposal.publish_at <= now
        if proposal.state != ProposalState.FORESLAAET or proposal.stopped_because or not is_due:
            return None
        proposal.stopped_because = " ".join(one.what.da for one in error.problems)
        codes = [one.code for one in error.problems]
        change_proposal(proposal, "stopped", {"codes": codes}, by=by)
        _tell_of_stop(proposal, error, by)
    return _Tried(error.problems[0])


def _tell_of_stop(proposal: Proposal, error: TvaerblikError, by: Any) -> None:
    """The secretariat, the analysts, and who approved it."""
    told = {Role.SEKRETARIAT, Role.ANALYTIKER}
    people = User.objects.filter(is_active=True)
    recipients = [
        one for one in people if told & set(one.roles) or one.username == proposal.approved_by
    ]
    subject = Text(
        f"Udgivelsen {proposal.id} blev ikke udgivet som planlagt",
        f"The release {proposal.id} was not released as planned",
    )
    body = Text(
        " ".join(f"{one.what.da} {one.remedy.da}" for one in error.problems),
        " ".join(f"{one.what.en} {one.remedy.en}" for one in error.problems),
    )
    notify("udgivelse", recipients, subject, body, f"/udgivelser/{proposal.id}", by=by)


def _check_is_ahead(at: datetime) -> None:
    if at <= timezone.now():
        raise Blocked(
            Problem(
                "G-PAST",
                Text("Tidspunktet er passeret.", "The moment has passed."),
                Text("Vælg et senere, eller udgiv nu.", "Choose a later one, or publish now."),
            )
        )
