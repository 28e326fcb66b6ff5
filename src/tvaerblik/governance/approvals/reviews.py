"""When each definition is to be looked at again, and who is to be told by now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.standing import approvals_of
from tvaerblik.governance.approvals.steps import REVIEW_REMINDERS, Step

# What is shown, or may be at any time, has to be looked at
REVIEWED = ("live", "preview")


@dataclass(frozen=True, slots=True)
class Review:
    indicator: str
    due: date

    def days_over(self, day: date) -> int:
        return (day - self.due).days


def reviews_of(catalogue: Catalogue) -> tuple[Review, ...]:
    """The earliest first. The day of the approval where there is one, else the definition's own."""
    shown = [one for one in catalogue.indicators.values() if one.status in REVIEWED]
    approved = approvals_of((one.id, digest_of(one, catalogue)) for one in shown)
    reviews = (Review(one.id, _due(one.id, one.next_review, approved)) for one in shown)
    return tuple(sorted(reviews, key=lambda review: (review.due, review.indicator)))


def reminders_due(reviews: Iterable[Review], day: date) -> tuple[tuple[Review, int, Role], ...]:
    return tuple(
        (review, days, role)
        for review in reviews
        for days, role in REVIEW_REMINDERS
        if review.due + timedelta(days=days) <= day
    )


def _due(indicator: str, own: date, approved: Mapping[str, Approval]) -> date:
    found = approved.get(indicator)
    if found is None or found.step != Step.GODKENDT or found.next_review is None:
        return own
    return found.next_review
