"""Approvals, from the database's rows to what pages are built from: roles and organisations, no usernames."""

from collections.abc import Iterator
from datetime import date

from tvaerblik.catalogue.differences import differences
from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.approvals.kept import catalogue_then
from tvaerblik.governance.approvals.models import Approval, Reminder, Signature
from tvaerblik.governance.approvals.parties import organisations_needed, parties_of
from tvaerblik.governance.approvals.reviews import REVIEWED
from tvaerblik.governance.approvals.standing import (
    NOWHERE,
    Standing,
    approval_of,
    approvals_of,
    last_approved,
    standing_of,
)
from tvaerblik.presentation.pages.approval import ApprovalFacts, SignedFacts
from tvaerblik.presentation.pages.definitions import Before, DefinitionFacts, ReminderFacts
from tvaerblik.release.reader import Release

# As many as somebody reads; the audit log has them all
NEWEST_REMINDERS = 20


def read_approval(indicator: str, digest: str, own_review: date) -> ApprovalFacts:
    """Of the version that a release shows. `own_review`: the day that the definition itself names."""
    return _facts(approval_of(indicator, digest), own_review)


def read_definitions(
    catalogue: Catalogue, release: Release | None, today: date
) -> tuple[DefinitionFacts, ...]:
    """Of those that are shown or may be at any time."""
    shown = [one for one in catalogue.indicators.values() if one.status in REVIEWED]
    digests = {one.id: digest_of(one, catalogue) for one in shown}
    rounds = approvals_of(digests.items())
    released = _released(release)
    return tuple(
        _definition(one, digests[one.id], rounds.get(one.id), released, today) for one in shown
    )


def read_definition(
    indicator: Indicator, catalogue: Catalogue, release: Release | None, today: date
) -> DefinitionFacts:
    digest = digest_of(indicator, catalogue)
    found = approvals_of([(indicator.id, digest)]).get(indicator.id)
    return _definition(indicator, digest, found, _released(release), today)


def read_before(indicator: Indicator, catalogue: Catalogue) -> Before | None:
    """What differs from the version approved last."""
    last = last_approved(indicator.id)
    if last is None or last.approved_on is None:
        return None
    then = catalogue_then(last.folder_id)
    if then is None or indicator.id not in then.indicators:
        return Before(last.version, last.approved_on, None)
    found = differences(then.get(indicator.id), indicator, then, catalogue)
    return Before(last.version, last.approved_on, found)


def read_signatures(indicator: str) -> tuple[SignedFacts, ...]:
    """Of every version there has been, the newest first."""
    rows = Signature.objects.filter(approval__indicator=indicator).order_by("-id")
    return tuple(SignedFacts(one.act, one.role, one.organisation, one.on, one.text) for one in rows)


def read_reminders(catalogue: Catalogue) -> Iterator[ReminderFacts]:
    for one in Reminder.objects.all()[:NEWEST_REMINDERS]:
        if one.indicator in catalogue.indicators:
            title = catalogue.get(one.indicator).title
            yield ReminderFacts(one.indicator, title, one.role, one.on, one.due)


def _released(release: Release | None) -> dict[str, str]:
    return {card.id: card.digest for card in release.indicators()} if release else {}


def _definition(
    indicator: Indicator,
    digest: str,
    approval: Approval | None,
    released: dict[str, str],
    today: date,
) -> DefinitionFacts:
    parties = parties_of(indicator, today)
    standing = standing_of(approval) if approval else NOWHERE
    return DefinitionFacts(
        id=indicator.id,
        title=indicator.title,
        version=indicator.version,
        digest=digest,
        released=released.get(indicator.id),
        approval=_facts(standing, indicator.next_review),
        parties=parties,
        needed=organisations_needed(parties),
    )


def _facts(standing: Standing, own_review: date) -> ApprovalFacts:
    approved = standing.next_review if standing.is_approved else None
    return ApprovalFacts(
        step=str(standing.step) if standing.step else "",
        signed=tuple(
            SignedFacts(str(one.act), str(one.role), one.organisation, one.on)
            for one in standing.signed
        ),
        approved_on=standing.approved_on,
        next_review=approved or own_review,
        demo=standing.demo,
    )
