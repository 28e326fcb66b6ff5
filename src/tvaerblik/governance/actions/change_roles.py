from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.governance.accounts.models import RoleGrant, User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.permissions import check_may_manage_accounts


def grant_role(
    user: User,
    role: Role,
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Any,
) -> RoleGrant:
    check_may_manage_accounts(by)
    begins = valid_from or timezone.localdate()
    with transaction.atomic():
        grant = RoleGrant.objects.create(user=user, role=role, valid_from=begins, valid_to=valid_to)
        detail = {"role": str(role), "from": str(begins), "to": str(valid_to) if valid_to else None}
        record(actor_of(by), "role.grant", user.username, detail)
    return grant


def end_role(user: User, role: Role, *, by: Any) -> None:
    """The role is over from today. What was granted for later, or today, never was."""
    check_may_manage_accounts(by)
    today = timezone.localdate()
    with transaction.atomic():
        grants = RoleGrant.objects.filter(user=user, role=role)
        grants.filter(valid_from__gte=today).delete()
        for grant in grants:
            if grant.valid_on(today):
                grant.valid_to = today
                grant.save()
        record(actor_of(by), "role.end", user.username, {"role": str(role)})
