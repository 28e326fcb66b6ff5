"""Who acts. Actions take `by=`: a logged-in user, or the permit that the command line acts under."""

from dataclasses import dataclass
from typing import Any

from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """`roles`: those of an account today, or `operator` and the like from a permit."""

    name: str
    roles: frozenset[str]
    reason: str = ""

    def has_one_of(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def role(self) -> str:
        """All roles in one line, as the audit log keeps them."""
        return "+".join(sorted(self.roles)) or "none"


ANONYMOUS = Actor("anonymous", frozenset())


def actor_of(by: Any) -> Actor:
    """A user, a permit or an actor; anything else, an anonymous visitor included, may do nothing."""
    if isinstance(by, Actor):
        return by
    if isinstance(by, Permit):
        return Actor(by.by, frozenset({by.role}), by.reason)
    if isinstance(by, User) and by.pk is not None:
        return Actor(by.username, frozenset(map(str, by.roles)))
    return ANONYMOUS
