from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.actions.remind_of_reviews import end_review_tasks
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.parties import organisation_of
from tvaerblik.governance.approvals.signing import locked, sign
from tvaerblik.governance.approvals.steps import Act
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.permissions_of_approvals import (
    MAY_REVIEW_DEFINITION,
    check_may_review_definition,
)
from tvaerblik.governance.policies_of_approvals import (
    check_is_approved,
    check_is_of_digest,
    check_review_day,
)


def review_definition(
    approval: int, *, seen: int, catalogue: Catalogue, next_review: date, text: str, by: Any
) -> Approval:
    """It was looked at again, and stands as it is until the next time. One that must change is written
    anew instead, and approved anew."""
    check_reason(text)
    today = timezone.localdate()
    check_review_day(next_review, today)
    with transaction.atomic():
        found = locked(approval, seen=seen)
        check_can_review(found, catalogue, by)
        found.next_review = next_review
        end_review_tasks(found.indicator, "Definitionen er genbesøgt.", by=by)
        sign(
            found,
            Act.GENBESOEGTE,
            roles=MAY_REVIEW_DEFINITION,
            organisation=organisation_of(by, catalogue.units, today),
            text=text,
            by=by,
        )
    return found


def check_can_review(approval: Approval, catalogue: Catalogue, by: Any) -> None:
    check_may_review_definition(by)
    check_is_approved(approval)
    check_is_of_digest(approval, digest_of(catalogue.get(approval.indicator), catalogue))
