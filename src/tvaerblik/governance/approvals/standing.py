"""Where a definition stands: approved or not, by whom, and when it is to be looked at again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tvaerblik.governance.approvals.models import Approval, Signature
from tvaerblik.governance.approvals.steps import OVER, Act, Step


@dataclass(frozen=True, slots=True)
class Signed:
    """Role and organisation, never a username: this is what the public may read."""

    act: Act
    role: str
    organisation: str
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """`step` is None where nobody has sent that digest to be checked. `next_review`: as approved.
    `withdrawn_on`: when the last approval of it was taken back, where none has come since."""

    step: Step | None = None
    signed: tuple[Signed, ...] = ()
    approved_on: date | None = None
    next_review: date | None = None
    demo: bool = False
    withdrawn_on: date | None = None

    @property
    def is_approved(self) -> bool:
        return self.step == Step.GODKENDT

    def signed_as(self, act: Act) -> tuple[Signed, ...]:
        return tuple(one for one in self.signed if one.act == act)


NOWHERE = Standing()


def approval_of(indicator: str, digest: str) -> Standing:
    """Of that digest alone: a definition that has changed has another, and stands anew."""
    found = approvals_of([(indicator, digest)]).get(indicator)
    return standing_of(found) if found else without_round(indicator, digest)


def without_round(indicator: str, digest: str) -> Standing:
    """Of a digest that nobody has sent since it was taken back, or ever."""
    taken = Signature.objects.filter(
        act=Act.TRAK_TILBAGE, approval__indicator=indicator, approval__digest=digest
    )
    newest = taken.order_by("-id").first()
    return Standing(withdrawn_on=newest.on) if newest else NOWHERE


def approvals_of(digests: Iterable[tuple[str, str]]) -> dict[str, Approval]:
    """Of many at once, by the indicator: the round of each (indicator, digest) that is under way or done.
    What only moves words in a case's draft has the same digest as the folder's definition, and takes
    nothing from it while it is under way."""
    wanted = set(digests)
    of_folder = Q(draft__isnull=True) | Q(step=Step.GODKENDT)
    rounds = Approval.objects.filter(of_folder).exclude(step__in=OVER)
    found: dict[str, Approval] = {}
    for one in rounds.prefetch_related("signatures"):
        stands = one.indicator in found and one.step != Step.GODKENDT
        if (one.indicator, one.digest) in wanted and not stands:
            found[one.indicator] = one
    return found


def last_approved(indicator: str) -> Approval | None:
    """Whatever its digest: what a changed definition is laid beside."""
    found = Approval.objects.filter(indicator=indicator, step=Step.GODKENDT)
    return found.order_by("-approved_on", "-id").first()


def unapproved(digests: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of definitions by their digest those that are not approved: the ones that have been in another
    version or until the approval was taken back, and the ones that never were."""
    rounds = Approval.objects.filter(indicator__in=digests)
    ever = rounds.filter(step__in=(Step.GODKENDT, Step.TRUKKET_TILBAGE))
    signed = {*ever.values_list("indicator", "digest", "step")}
    left = [id_ for id_, digest in digests.items() if (id_, digest, Step.GODKENDT) not in signed]
    known = {indicator for indicator, _, _ in signed}
    return (
        tuple(sorted(id_ for id_ in left if id_ in known)),
        tuple(sorted(id_ for id_ in left if id_ not in known)),
    )


def standing_of(approval: Approval) -> Standing:
    signed = tuple(
        Signed(Act(one.act), one.role, one.organisation, one.on)
        for one in approval.signatures.all()
    )
    return Standing(
        Step(approval.step), signed, approval.approved_on, approval.next_review, approval.demo
    )


def stamp_of_approvals() -> str:
    """Changes whenever a page that tells of approvals could change."""
    return str(list(Approval.objects.order_by("id").values_list("id", "serial")))
