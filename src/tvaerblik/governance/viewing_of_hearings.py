"""What a principal may see of hearings: those who are in it, and once it is closed everybody who has
a role. One place for the pages and for what mails tell."""

from typing import Any

from django.db.models import Q, QuerySet

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.hearings.models import Hearing, HearingState

SEE_ALL = frozenset({Role.SEKRETARIAT, Role.FORMANDSKAB, Role.AUDITOR})


def hearings_for(principal: Any) -> QuerySet[Hearing]:
    if not isinstance(principal, User) or principal.pk is None or not principal.roles:
        return Hearing.objects.none()
    if principal.roles & SEE_ALL:
        return Hearing.objects.all()
    mine = (
        Q(owner=principal)
        | Q(seats__member=principal)
        | Q(seats__stand_ins=principal)
        | Q(state=HearingState.AFSLUTTET)
    )
    return Hearing.objects.filter(pk__in=Hearing.objects.filter(mine).values("pk"))


def user_may_see_hearing(principal: Any, hearing_id: str) -> bool:
    return hearing_id.isdecimal() and hearings_for(principal).filter(pk=int(hearing_id)).exists()
