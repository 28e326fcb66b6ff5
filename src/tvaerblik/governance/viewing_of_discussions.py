"""What a principal may see of discussions: all of them, who is logged in with a role; what was
withdrawn or removed nobody, since it is not there any more."""

from typing import Any

from django.db.models import QuerySet

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.discussions.models import Contribution


def user_may_see_discussions(principal: Any) -> bool:
    return isinstance(principal, User) and principal.pk is not None and bool(principal.roles)


def threads_of(indicator: str, principal: Any) -> QuerySet[Contribution]:
    """The newest first."""
    if not user_may_see_discussions(principal):
        return Contribution.objects.none()
    threads = Contribution.objects.filter(indicator=indicator, thread__isnull=True)
    return threads.select_related("writer").prefetch_related("answers__writer").order_by("-id")
