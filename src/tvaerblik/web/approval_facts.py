"""Approvals, from the database's rows to what pages are built from: roles and organisations, no usernames."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tvaerblik.catalogue.differences import differences
from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.language import COMPUTED_STATUSES, Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.approvals.files import has_cases, is_program_s_own
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
    without_round,
)
from tvaerblik.governance.approvals.steps import OVER, Step
from tvaerblik.governance.approvals.written import (
    dropped_round,
    lacks_its_file,
    latest_of_drafts,
    newest_draft,
)
from tvaerblik.governance.requests.models import DraftDefinition
from tvaerblik.presentation.pages.approval import ApprovalFacts, SignedFacts
from tvaerblik.presentation.pages.definition_drafts import DraftRound
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
        _definition(one, digests[one.id], _standing(rounds.get(one.id)), released, today)
        for one in shown
    )


def read_definition(
    indicator: Indicator,
    catalogue: Catalogue,
    approval: Approval | None,
    release: Release | None,
    today: date,
) -> DefinitionFacts:
    """`approval`: the round of that definition; a draft's is not the folder's."""
    digest = digest_of(indicator, catalogue)
    standing = standing_of(approval) if approval else without_round(indicator.id, digest)
    return _definition(indicator, digest, standing, _released(release), today)


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
            is_task = one.task_id is not None
            yield ReminderFacts(one.indicator, title, one.role, one.on, one.due, is_task)


def read_standing(indicator: Indicator, drafted: Catalogue, catalogue: Catalogue) -> Before | None:
    """What a draft would change in the folder. `drafted`: the catalogue with the draft in its place."""
    if indicator.id not in catalogue.indicators:
        return None
    stands = catalogue.get(indicator.id)
    return Before(stands.version, None, differences(stands, indicator, catalogue, drafted))


def read_draft_round(
    draft: DraftDefinition, indicator: Indicator, approval: Approval | None, folder: Path
) -> DraftRound:
    """`indicator`: as the draft reads."""
    dropped = dropped_round(draft.case, approval)
    return DraftRound(
        number=draft.case.number,
        case=draft.case.title,
        version=draft.version,
        step=approval.step if approval else "",
        lacks_file=approval is not None and lacks_its_file(approval, folder),
        text=draft.text,
        dropped=dropped.draft.version if dropped and dropped.draft else 0,
        is_programs_folder=is_program_s_own(folder),
        has_cases=has_cases(folder, indicator.id),
        is_computed=indicator.status in COMPUTED_STATUSES,
    )


def read_drafts_under_way(folder: Path, indicator: str = "") -> Iterator[DraftRound]:
    """Of cases, the newest first: sent and not yet approved, and approved whose file is missing."""
    rounds = Approval.objects.filter(draft__isnull=False).exclude(step__in=OVER)
    if indicator:
        rounds = rounds.filter(indicator=indicator)
    latest = {one.pk for one in latest_of_drafts()}
    for one in rounds.select_related("draft__case").order_by("-id"):
        draft = one.draft
        if draft is None:
            continue
        lacks = one.pk in latest and lacks_its_file(one, folder)
        if lacks or (one.step != Step.GODKENDT and newest_draft(draft.case) == draft):
            case = draft.case
            yield DraftRound(case.number, case.title, draft.version, one.step, lacks)


def _released(release: Release | None) -> dict[str, str]:
    return {card.id: card.digest for card in release.indicators()} if release else {}


def _definition(
    indicator: Indicator,
    digest: str,
    standing: Standing,
    released: dict[str, str],
    today: date,
) -> DefinitionFacts:
    parties = parties_of(indicator, today)
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


def _standing(approval: Approval | None) -> Standing:
    return standing_of(approval) if approval else NOWHERE


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
        withdrawn_on=standing.withdrawn_on,
    )
