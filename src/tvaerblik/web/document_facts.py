"""A case's files, and everything that its one document tells, as a reader may see them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

import tvaerblik
from tvaerblik.core.errors import DefinitionError
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actors import Actor
from tvaerblik.governance.approvals.standing import approval_of
from tvaerblik.governance.attachments.kept import check_whole, place_of
from tvaerblik.governance.attachments.kinds import MIMES, FileKind
from tvaerblik.governance.attachments.models import Attachment
from tvaerblik.governance.audit.chain import BEGINNING
from tvaerblik.governance.audit.models import AuditHead
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.hearings.models import HearingState
from tvaerblik.governance.permissions_of_documents import user_may_withdraw_attachment
from tvaerblik.governance.policies_of_documents import Contents, why_working_paper
from tvaerblik.governance.tasks.models import Task
from tvaerblik.governance.viewing_of_attachments import visible_attachments
from tvaerblik.governance.viewing_of_cases import visible_cases
from tvaerblik.governance.viewing_of_hearings import hearings_for
from tvaerblik.presentation.pages.approval import APPROVED, ApprovalFacts
from tvaerblik.presentation.pages.document_facts import (
    DocumentFacts,
    Extract,
    FileFacts,
    TaskFacts,
)
from tvaerblik.presentation.pages.hearings import HearingFact
from tvaerblik.web.approval_facts import read_approval
from tvaerblik.web.hearing_facts import facts_of as facts_of_hearing
from tvaerblik.web.request_facts import read_one

# Whoever has any role: what the open version shows, to those who may see more as well
ANY_READER = Actor("-", frozenset({"bruger"}))


def read_files(case: Case, by: Any, *, as_reader: Any = None) -> tuple[FileFacts, ...]:
    """`as_reader`: whose sight counts, where it is not the one who asks."""
    return tuple(_file(one, by) for one in visible_attachments(case, as_reader or by))


def read_shared(case: Case, by: Any) -> tuple[str, ...]:
    """The numbers of other cases under the same journal number."""
    if not case.journal_number:
        return ()
    same = visible_cases(by).filter(journal_number=case.journal_number).exclude(pk=case.pk)
    return tuple(same.order_by("number").values_list("number", flat=True))


def why_open_is_marked(case: Case) -> tuple[str, ...]:
    """What everybody may read of a case holds no open hearing."""
    approvals = _approvals(case, timezone.localdate())
    unapproved = _is_unapproved(case, approvals)
    return why_working_paper(Contents(Stage(case.stage), unapproved_draft=unapproved))


def read_document(
    case: Case, by: User, *, for_workers: bool, at: datetime, lang: str
) -> DocumentFacts:
    """All of one moment. Raises Blocked when a file's bytes are not those that were added."""
    reader = by if for_workers else ANY_READER
    with transaction.atomic():
        today = timezone.localtime(at).date()
        one = read_one(case, reader, today)
        hearings = tuple(_hearings(case, by, for_workers, today, lang))
        approvals = _approvals(case, today)
        files = read_files(case, by, as_reader=reader)
        for file in files:
            if file.path is not None:
                check_whole(file.sha256)
        return DocumentFacts(
            one=one,
            deciding_body=case.deciding_body.name if case.deciding_body else None,
            asked_as=_unit(case.requester),
            hearings=hearings,
            approvals=approvals,
            tasks=tuple(_tasks(case)) if for_workers else (),
            files=files,
            why_marked=why_working_paper(
                Contents(
                    stage=Stage(case.stage),
                    open_hearings=sum(one.closed_on is None for one in hearings),
                    unapproved_draft=_is_unapproved(case, approvals),
                    internal=for_workers,
                )
            ),
            for_workers=for_workers,
            extract=_extract(at),
        )


def _file(one: Attachment, by: Any) -> FileFacts:
    withdrawn = one.withdrawn_at
    return FileFacts(
        number=one.number,
        title=one.title,
        name=one.name,
        kind=one.kind,
        mime=MIMES[FileKind(one.kind)],
        size=one.size,
        sha256=one.sha256,
        internal=one.internal,
        by=one.by,
        on=timezone.localdate(one.at),
        path=None if withdrawn else place_of(one.sha256),
        withdrawn_on=timezone.localdate(withdrawn) if withdrawn else None,
        withdrawn_by=one.withdrawn_by,
        withdrawn_why=one.withdrawn_why,
        removed=one.removed,
        can_withdraw=not one.removed and user_may_withdraw_attachment(by, one),
    )


def _hearings(
    case: Case, by: User, for_workers: bool, today: date, lang: str
) -> Iterator[HearingFact]:
    """The open version has those that everybody may read: the closed ones."""
    found = hearings_for(by).filter(case=case).order_by("started_on", "id")
    if not for_workers:
        found = found.filter(state=HearingState.AFSLUTTET)
    for hearing in found.select_related("owner", "case"):
        yield facts_of_hearing(hearing, by, today, lang)


def _approvals(case: Case, today: date) -> Mapping[int, ApprovalFacts]:
    """By the draft's version, of exactly what it says; without those that nobody sent to be checked."""
    found = {}
    for draft in case.drafts.exclude(digest=""):
        standing = approval_of(draft.indicator, draft.digest)
        if standing.step is not None:
            review = standing.next_review or today
            found[draft.version] = read_approval(draft.indicator, draft.digest, review)
    return found


def _is_unapproved(case: Case, approvals: Mapping[int, ApprovalFacts]) -> bool:
    newest = case.drafts.order_by("-version").first()
    if newest is None:
        return False
    return newest.version not in approvals or approvals[newest.version].step != APPROVED


def _tasks(case: Case) -> Iterator[TaskFacts]:
    found = Task.objects.filter(subject_kind="case", subject_id=case.number)
    for one in found.select_related("owner").order_by("id"):
        ended = one.ended_at
        yield TaskFacts(
            title=one.title,
            owner=one.owner.username,
            given_by=one.given_by,
            given_on=timezone.localdate(one.given_at),
            deadline=one.deadline,
            state=one.state,
            ended_on=timezone.localdate(ended) if ended else None,
            note=one.note,
        )


def _unit(requester: User | None) -> Text | None:
    """Who asked as a place, beside the name of the account."""
    if requester is None or not requester.unit:
        return None
    try:
        unit = catalogue_of_site().units.units.get(requester.unit)
    except DefinitionError:
        return None
    return unit.name if unit else None


def _extract(at: datetime) -> Extract:
    head = AuditHead.objects.filter(id=1).first()
    entries, sha256 = (head.count, head.sha256) if head else (0, BEGINNING)
    return Extract(
        timezone.localtime(at), tvaerblik.__version__, entries, sha256, demo=settings.DEMO
    )
