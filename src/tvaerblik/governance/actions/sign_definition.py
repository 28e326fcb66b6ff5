"""A definition is checked, approved, or sent back to its author."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import UserError
from tvaerblik.governance.actions.file_definition import file_definition
from tvaerblik.governance.actions.remind_of_reviews import end_review_tasks
from tvaerblik.governance.approvals.files import digest_once_in
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.parties import organisation_of, organisations_needed
from tvaerblik.governance.approvals.signing import locked, sign
from tvaerblik.governance.approvals.steps import Act, Step
from tvaerblik.governance.approvals.telling import tell_case
from tvaerblik.governance.approvals.written import digest_today, read_of
from tvaerblik.governance.freetext import check_reason, check_words
from tvaerblik.governance.permissions_of_approvals import (
    MAY_APPROVE_DEFINITION,
    MAY_CHECK_DEFINITION,
    MAY_SEND_BACK_DEFINITION,
    check_may_approve_definition,
    check_may_check_definition,
    check_may_send_back_definition,
)
from tvaerblik.governance.policies_of_approvals import (
    check_can_step,
    check_is_another,
    check_is_of_digest,
    check_review_day,
    check_speaks_for_another,
)
from tvaerblik.governance.policies_of_drafts import (
    check_file_is_as_sent,
    check_folder_can_be_written,
    check_is_latest,
    check_is_newest,
)


def check_definition(
    approval: int, *, seen: int, catalogue: Catalogue, text: str = "", by: Any
) -> Approval:
    """Faglig kontrol has read it and stands by it."""
    check_words(text)
    with transaction.atomic():
        found = locked(approval, seen=seen)
        check_can_check(found, catalogue, by)
        found.step = Step.KONTROLLERET
        sign(
            found,
            Act.KONTROLLEREDE,
            roles=MAY_CHECK_DEFINITION,
            organisation=organisation_of(by, catalogue.units, timezone.localdate()),
            text=text,
            by=by,
        )
    return found


def approve_definition(
    approval: int,
    *,
    seen: int,
    catalogue: Catalogue,
    folder: Path | None = None,
    next_review: date | None = None,
    text: str = "",
    by: Any,
) -> Approval:
    """A shared indicator is approved when approvers of two of its organisations have signed. Without a
    day the next review is the one that the definition names.

    Of a case's draft the last signature also writes the file, in `folder`, which then is needed. The
    signature stands whatever becomes of the file: one that could not be written is told of by
    `filed_at`, and can be written again."""
    check_words(text)
    today = timezone.localdate()
    with transaction.atomic():
        found = locked(approval, seen=seen)
        check_can_approve(found, catalogue, by, folder=folder)
        review = next_review or read_of(found, catalogue)[0].next_review
        check_review_day(review, today)
        organisation = organisation_of(by, catalogue.units, today)
        before = found.signatures.filter(act=Act.GODKENDTE).count()
        if before + 1 >= organisations_needed(tuple(found.parties)):
            found.step, found.approved_on = Step.GODKENDT, today
            _check_folder_once(found, folder)
            end_review_tasks(found.indicator, "En ny udgave er godkendt.", by=by)
        found.next_review = review
        sign(
            found,
            Act.GODKENDTE,
            roles=MAY_APPROVE_DEFINITION,
            organisation=organisation,
            text=text,
            by=by,
        )
    if found.step == Step.GODKENDT and found.draft is not None and folder is not None:
        with suppress(UserError):
            return file_definition(found.pk, folder=folder, by=by)
    return found


def _check_folder_once(approval: Approval, folder: Path | None) -> None:
    """The whole folder as it will be with the file, read before anybody's signature is kept."""
    if approval.draft is not None and folder is not None:
        digest = digest_once_in(folder, approval.indicator, approval.draft.text)
        check_is_of_digest(approval, digest)


def send_back_definition(approval: int, *, seen: int, reason: str, by: Any) -> Approval:
    """To be written anew. Also of a version that has changed since, which is then out of the way."""
    check_reason(reason)
    with transaction.atomic():
        found = locked(approval, seen=seen)
        check_can_send_back(found, by)
        found.step = Step.SENDT_TILBAGE
        tell_case(found, f"Udkastet er sendt tilbage: {reason}", by=by)
        sign(found, Act.SENDTE_TILBAGE, roles=MAY_SEND_BACK_DEFINITION, text=reason, by=by)
    return found


# Whether, and why not: asked by the actions, and by a page that says whose turn it is ---------------


def check_can_check(approval: Approval, catalogue: Catalogue, by: Any) -> None:
    check_may_check_definition(by)
    check_can_step(approval, Step.KONTROLLERET)
    check_is_newest(approval)
    check_is_of_digest(approval, digest_today(approval, catalogue))
    check_is_another(approval, by)


def check_can_approve(
    approval: Approval, catalogue: Catalogue, by: Any, *, folder: Path | None = None
) -> None:
    check_may_approve_definition(by)
    check_can_step(approval, Step.GODKENDT)
    check_is_newest(approval)
    check_is_of_digest(approval, digest_today(approval, catalogue))
    check_is_another(approval, by)
    organisation = organisation_of(by, catalogue.units, timezone.localdate())
    check_speaks_for_another(approval, organisation)
    if approval.draft is not None:
        if folder is None:
            raise TypeError("The draft of a case is approved into a folder")
        check_folder_can_be_written(folder)
        check_is_latest(approval)
        check_file_is_as_sent(approval, folder)


def check_can_send_back(approval: Approval, by: Any) -> None:
    check_may_send_back_definition(by)
    check_can_step(approval, Step.SENDT_TILBAGE)
