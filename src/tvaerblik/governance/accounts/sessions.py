"""Who a session belongs to: the account with its roles, which a page asks for many times."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import prefetch_related_objects

from tvaerblik.governance.accounts.models import User


class RolesReadOnce(ModelBackend):
    """Of one request the roles are read once, on its first question."""

    def get_user(self, user_id: int) -> User | None:
        found = super().get_user(user_id)
        if found is not None:
            prefetch_related_objects([found], "grants")
        return found
