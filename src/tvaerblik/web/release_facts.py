"""Releases, proposals and what the parties say of them, from the database's rows to what pages show."""

from collections.abc import Callable

from django.utils import timezone

from tvaerblik.core.errors import TvaerblikError
from tvaerblik.core.texts import Text
from tvaerblik.governance.figures.parties import BODY, UNIT
from tvaerblik.governance.figures.standing import newest_answers
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.proposals.models import Proposal, Withdrawal
from tvaerblik.governance.proposals.packages import waiting_packages
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.governance.releases.pointer import current_record
from tvaerblik.governance.statuses import ReleaseState
from tvaerblik.presentation.pages.releases import AnswerFacts, ReleaseFacts, WaitingFacts
from tvaerblik.release.cards import UnitCard
from tvaerblik.release.reader import Release, open_release


def read_releases(*, with_proposals: bool) -> tuple[ReleaseFacts, ...]:
    """Newest first; what has not been out is for those who work with it."""
    proposals = {one.id: one for one in Proposal.objects.all()}
    withdrawn = {one.release_id: one for one in Withdrawal.objects.all()}
    shown = current_record()
    out = [
        _published(one, proposals.get(one.id), withdrawn.get(one.id), shown)
        for one in ReleaseRecord.objects.all()
    ]
    there = {one.id for one in out}
    ahead = [_proposed(one) for id_, one in proposals.items() if id_ not in there]
    return (*(ahead if with_proposals else ()), *out)


def read_waiting() -> tuple[WaitingFacts, ...]:
    record = current_record()
    shown = record.id if record else ""
    return tuple(
        WaitingFacts(
            one.id,
            timezone.localtime(one.made_at) if one.made_at else None,
            one.cells,
            one.previous == shown,
        )
        for one in waiting_packages()
    )


def read_answers(release: str, named: Release | None) -> tuple[AnswerFacts, ...]:
    name = party_names(named)
    return tuple(
        AnswerFacts(one.indicator, name(one.party), one.kind, one.text)
        for one in newest_answers(release)
    )


def party_names(release: Release | None) -> Callable[[str], Text]:
    names = {f"{BODY}{body.id}": body.name for body in Body.objects.all()}
    if release is not None:
        names |= {f"{UNIT}{place.id}": _name(place) for place in release.register()}
    return lambda party: names.get(party, Text(party, party))


def _name(place: UnitCard) -> Text:
    """As a party it is the municipality that speaks, not the place."""
    if place.kind != "municipality":
        return place.name
    return Text(f"{place.name.da} Kommune", f"{place.name.en} Municipality")


def open_package(proposal: Proposal) -> Release:
    return open_release(proposal.path, expected_manifest_sha256=proposal.manifest_sha256)


def open_published(release_id: str) -> Release | None:
    """An earlier release; None where its folder is gone, which must not stop a page about it."""
    record = ReleaseRecord.objects.filter(id=release_id).first()
    if record is None:
        return None
    try:
        return open_release(record.path, expected_manifest_sha256=record.manifest_sha256)
    except (TvaerblikError, OSError):
        return None


def _published(
    one: ReleaseRecord,
    proposal: Proposal | None,
    withdrawal: Withdrawal | None,
    shown: ReleaseRecord | None,
) -> ReleaseFacts:
    is_withdrawn = one.state == ReleaseState.WITHDRAWN
    is_shown = shown is not None and shown.id == one.id
    state = "withdrawn" if is_withdrawn else "now" if is_shown else "before"
    return ReleaseFacts(
        id=one.id,
        day=timezone.localtime(one.made_at).date(),
        state=state,
        note=one.note,
        code=proposal.code if proposal else "",
        with_checklist=proposal is not None,
        withdrawn_on=timezone.localtime(withdrawal.at).date() if withdrawal else None,
        withdrawn_code=withdrawal.code if withdrawal else "",
        withdrawn_because=one.withdrawn_because,
        incomplete_because=proposal.incomplete_because if proposal else "",
        hurried_because=proposal.hurried_because if proposal else "",
        differences=proposal.differences if proposal else None,
    )


def _proposed(one: Proposal) -> ReleaseFacts:
    return ReleaseFacts(
        id=one.id,
        day=timezone.localtime(one.proposed_at).date(),
        state=one.state,
        note=one.note,
        code=one.code,
        with_checklist=True,
        incomplete_because=one.incomplete_because,
        hurried_because=one.hurried_because,
        given_up_because=one.given_up_because,
        stopped_because=one.stopped_because,
        publish_at=timezone.localtime(one.publish_at) if one.publish_at else None,
        differences=one.differences,
    )
