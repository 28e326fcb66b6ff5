"""Where a definition stands: approved or not, by whom, and when it is to be looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.steps import Act, Step


@dataclass(frozen=True, slots=True)
class Signed:
    """Role and organisation, never a username: this is what the public may read."""

    act: Act
    role: str
    organisation: str
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """`step` is None where nobody has sent that digest to be checked. `next_review`: as approved."""

    step: Step | None = None
    signed: tuple[Signed, ...] = ()
    approved_on: date | None = None
    next_review: date | None = None
    demo: bool = False

    @property
    def is_approved(self) -> bool:
        return self.step == Step.GODKENDT

    def signed_as(self, act: Act) -> tuple[Signed, ...]:
        return tuple(one for one in self.signed if one.act == act)


NOWHERE = Standing()


def approval_of(indicator: str, digest: str) -> Standing:
    """Of that digest alone: a definition that has changed has another, and stands anew."""
    rounds = Approval.objects.filter(indicator=indicator, digest=digest)
    newest = rounds.exclude(step=Step.SENDT_TILBAGE).prefetch_related("signatures").first()
    return standing_of(newest) if newest else NOWHERE


def approvals_of(digests: Iterable[tuple[str, str]]) -> dict[str, Approval]:
    """Of many at once, by the indicator: the round of each (indicator, digest) that is under way or done."""
    wanted = set(digests)
    rounds = Approval.objects.exclude(step=Step.SENDT_TILBAGE).prefetch_related("signatures")
    return {one.indicator: one for one in rounds if (one.indicator, one.digest) in wanted}


def last_approved(indicator: str) -> Approval | None:
    """Whatever its digest: what a changed definition is laid beside."""
    found = Approval.objects.filter(indicator=indicator, step=Step.GODKENDT)
    return found.order_by("-approved_on", "-id").first()


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
