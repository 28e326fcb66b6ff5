"""A definition is checked, approved, or sent back to its author."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.parties import organisation_of, organisations_needed
from tvaerblik.governance.approvals.signing import locked, sign
from tvaerblik.governance.approvals.steps import Act, Step
from tvaerblik.governance.freetext import check_no_cpr, check_reason
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


def check_definition(
    approval: int, *, seen: int, catalogue: Catalogue, text: str = "", by: Any
) -> Approval:
    """Faglig kontrol has read it and stands by it."""
    check_no_cpr(text)
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
    next_review: date | None = None,
    text: str = "",
    by: Any,
) -> Approval:
    """A shared indicator is approved when approvers of two of its organisations have signed. Without a
    day the next review is the one that the definition names."""
    check_no_cpr(text)
    today = timezone.localdate()
    with transaction.atomic():
        found = locked(approval, seen=seen)
        check_can_approve(found, catalogue, by)
        review = next_review or catalogue.get(found.indicator).next_review
        check_review_day(review, today)
        organisation = organisation_of(by, catalogue.units, today)
        before = found.signatures.filter(act=Act.GODKENDTE).count()
        if before + 1 >= organisations_needed(tuple(found.parties)):
            found.step, found.approved_on = Step.GODKENDT, today
        found.next_review = review
        sign(
            found,
            Act.GODKENDTE,
            roles=MAY_APPROVE_DEFINITION,
            organisation=organisation,
            text=text,
            by=by,
        )
    return found


def send_back_definition(approval: int, *, seen: int, reason: str, by: Any) -> Approval:
    """To be written anew. Also of a version that has changed since, which is then out of the way."""
    check_reason(reason)
    with transaction.atomic():
        found = locked(approval, seen=seen)
        check_can_send_back(found, by)
        found.step = Step.SENDT_TILBAGE
        sign(found, Act.SENDTE_TILBAGE, roles=MAY_SEND_BACK_DEFINITION, text=reason, by=by)
    return found


# Whether, and why not: asked by the actions, and by a page that says whose turn it is ---------------


def check_can_check(approval: Approval, catalogue: Catalogue, by: Any) -> None:
    check_may_check_definition(by)
    check_can_step(approval, Step.KONTROLLERET)
    check_is_of_digest(approval, _digest(approval, catalogue))
    check_is_another(approval, by)


def check_can_approve(approval: Approval, catalogue: Catalogue, by: Any) -> None:
    check_may_approve_definition(by)
    check_can_step(approval, Step.GODKENDT)
    check_is_of_digest(approval, _digest(approval, catalogue))
    check_is_another(approval, by)
    organisation = organisation_of(by, catalogue.units, timezone.localdate())
    check_speaks_for_another(approval, organisation)


def check_can_send_back(approval: Approval, by: Any) -> None:
    check_may_send_back_definition(by)
    check_can_step(approval, Step.SENDT_TILBAGE)


def _digest(approval: Approval, catalogue: Catalogue) -> str:
    return digest_of(catalogue.get(approval.indicator), catalogue)
