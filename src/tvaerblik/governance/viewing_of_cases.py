"""The one door to cases: which of them, and how much of their log, a principal may see."""

from typing import Any

from django.db.models import Q, QuerySet

from tvaerblik.core.errors import NotKnown
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.cases.changing import unknown_case
from tvaerblik.governance.cases.models import Case, CaseEntry
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.permissions import OPERATOR

# Who works with cases, and so reads what is internal in them
AT_WORK = (
    Role.SEKRETARIAT,
    Role.FORMANDSKAB,
    Role.INDIKATORANSVARLIG,
    Role.FAGLIG_KONTROL,
    Role.ANALYTIKER,
    Role.GODKENDER,
    OPERATOR,
)


def works_with_cases(by: Any) -> bool:
    return actor_of(by).has_one_of(*AT_WORK)


def visible_cases(by: Any) -> QuerySet[Case]:
    """A draft is its writer's alone; without a role nothing is seen."""
    if not actor_of(by).roles:
        return Case.objects.none()
    own = Q(requester=by) if isinstance(by, User) else Q(pk=None)
    return Case.objects.filter(own | ~Q(stage=Stage.KLADDE))


def visible_case(number: str, by: Any) -> Case:
    """Raises NotKnown also for one that may not be seen: that it is there is not told."""
    found = visible_cases(by).filter(number=number).first()
    if found is None:
        raise NotKnown(unknown_case(number))
    return found


def visible_log(case: Case, by: Any) -> QuerySet[CaseEntry]:
    """Those at work with cases read everything; others, the one who asked included, what is told
    to all."""
    log = case.log.select_related("body")
    return log if works_with_cases(by) else log.filter(internal=False)
