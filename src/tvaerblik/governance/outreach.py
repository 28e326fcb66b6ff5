"""Who is told of what comes from outside and goes out: people by their role, and clusters' coordinators."""

from collections.abc import Iterable
from datetime import date

from tvaerblik.governance.accounts.models import RoleGrant, User
from tvaerblik.governance.accounts.roles import Role


def people_with(role: Role, day: date) -> tuple[User, ...]:
    grants = RoleGrant.objects.filter(role=role, user__is_active=True).select_related("user")
    return tuple({grant.user_id: grant.user for grant in grants if grant.valid_on(day)}.values())


def coordinators_of(units: Iterable[str], day: date) -> tuple[User, ...]:
    """Of the clusters of these units; a cluster without a unit has none that the site knows."""
    wanted = set(filter(None, units))
    return tuple(one for one in people_with(Role.KLYNGEKOORDINATOR, day) if one.unit in wanted)
