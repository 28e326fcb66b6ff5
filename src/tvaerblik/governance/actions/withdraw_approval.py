from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.parties import organisation_of
from tvaerblik.governance.approvals.signing import locked, sign
from tvaerblik.governance.approvals.steps import Act, Step
from tvaerblik.governance.approvals.telling import tell_case
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.permissions_of_approvals import (
    MAY_WITHDRAW_APPROVAL,
    check_may_withdraw_approval,
)
from tvaerblik.governance.policies_of_approvals import check_answers_for_it, check_can_step


def withdraw_approval(
    approval: int, *, seen: int, catalogue: Catalogue, reason: str, by: Any
) -> Approval:
    """The definition stands unapproved again, for readers too. Its file and its figures stay: what is
    shown is the release's question. Also of a version that has changed since."""
    check_reason(reason)
    with transaction.atomic():
        found = locked(approval, seen=seen)
        check_can_withdraw(found, catalogue, by)
        found.step = Step.TRUKKET_TILBAGE
        tell_case(found, f"Godkendelsen er trukket tilbage: {reason}", by=by)
        sign(
            found,
            Act.TRAK_TILBAGE,
            roles=MAY_WITHDRAW_APPROVAL,
            organisation=organisation_of(by, catalogue.units, timezone.localdate()),
            text=reason,
            by=by,
        )
    return found


def check_can_withdraw(approval: Approval, catalogue: Catalogue, by: Any) -> None:
    check_may_withdraw_approval(by)
    check_can_step(approval, Step.TRUKKET_TILBAGE)
    organisation = organisation_of(by, catalogue.units, timezone.localdate())
    check_answers_for_it(approval, organisation, by)
