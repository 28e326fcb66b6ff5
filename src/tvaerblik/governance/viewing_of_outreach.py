"""What a principal may see of good examples, of approaches from outside, and of counts of what was sent. One
place for the pages and for what mails tell."""

from typing import Any

from django.db.models import Q, QuerySet

from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.approaches.models import Approach
from tvaerblik.governance.examples.models import Example
from tvaerblik.governance.permissions_of_outreach import unit_coordinated, user_may_see_approaches

SEE_ALL = (Role.SEKRETARIAT, Role.FORMANDSKAB, Role.AUDITOR)
SEE_COUNTS = (*SEE_ALL, Role.KLYNGEKOORDINATOR, Role.SYSTEMADMINISTRATOR)


def public_examples() -> QuerySet[Example]:
    """Those of which the public reads a version."""
    return Example.objects.filter(shown__isnull=False)


def visible_examples(principal: Any) -> QuerySet[Example]:
    """The published, one's own, and for those who look after the catalogue all."""
    actor = actor_of(principal)
    if actor.has_one_of(*SEE_ALL):
        return Example.objects.all()
    if not actor.roles:
        return public_examples()
    return Example.objects.filter(Q(shown__isnull=False) | Q(author=actor.name))


def user_may_see_example(principal: Any, example_id: str) -> bool:
    return visible_examples(principal).filter(pk=example_id).exists()


def visible_approaches(principal: Any) -> QuerySet[Approach]:
    """A coordinator sees what has been passed on to the own clusters, and what they logged themselves: what
    is held back so that a cluster has peace stays with the secretariat."""
    if not user_may_see_approaches(principal):
        return Approach.objects.none()
    actor = actor_of(principal)
    if actor.has_one_of(*SEE_ALL):
        return Approach.objects.all()
    mine, unit = Q(logged_by=actor.name), unit_coordinated(principal)
    passed = Approach.passed_to.through.objects.filter(cluster__unit=unit).values("approach")
    return Approach.objects.filter(mine | Q(pk__in=passed) if unit else mine)


def user_may_see_approach(principal: Any, approach_id: str) -> bool:
    found = visible_approaches(principal)
    return approach_id.isdecimal() and found.filter(pk=int(approach_id)).exists()


def user_may_see_counts(principal: Any) -> bool:
    """How much was sent to each body: of a body with few members it tells of each of them."""
    return actor_of(principal).has_one_of(*SEE_COUNTS)
