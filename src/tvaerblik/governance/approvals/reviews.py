"""When each definition is to be looked at again, and who is to be told by now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.governance.accounts.models import RoleGrant, User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.approvals.models import Approval, Signature
from tvaerblik.governance.approvals.parties import organisation_of, parties_of
from tvaerblik.governance.approvals.standing import approvals_of
from tvaerblik.governance.approvals.steps import REVIEW_REMINDERS, Act, Step

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


def answerable_for(indicator: Indicator, units: UnitRegister, day: date) -> User | None:
    """One person, so that it is not everybody's: who sent the definition to be checked last, while they
    still write definitions; else one responsible for indicators, of its organisations first; else the
    secretariat."""
    writers = list(holders_of(Role.INDIKATORANSVARLIG, day))
    sent = Signature.objects.filter(act=Act.SKREV, approval__indicator=indicator.id)
    last = sent.order_by("-id").values_list("by", flat=True).first()
    of_last = [one for one in (*writers, *holders_of(Role.ANALYTIKER, day)) if one.username == last]
    parties = parties_of(indicator, day)
    of_parties = [one for one in writers if organisation_of(one, units, day) in parties]
    found = (*of_last, *of_parties, *writers, *holders_of(Role.SEKRETARIAT, day))
    return next(iter(found), None)


def holders_of(role: str, day: date) -> Iterator[User]:
    grants = RoleGrant.objects.filter(role=role, user__is_active=True).select_related("user")
    for grant in grants.order_by("user__username", "pk"):
        if grant.valid_on(day):
            yield grant.user


def _due(indicator: str, own: date, approved: Mapping[str, Approval]) -> date:
    found = approved.get(indicator)
    if found is None or found.step != Step.GODKENDT or found.next_review is None:
        return own
    return found.next_review
