"""Who sits where on a day."""

from datetime import date

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.organisation.models import Body, Membership, valid_on


def body(id_: str) -> Body:
    """Raises NotKnown."""
    found = Body.objects.filter(id=id_).first()
    if found is None:
        raise NotKnown(
            Problem(
                "G-BODY",
                Text(f"Der er intet forum »{id_}«.", f"There is no body '{id_}'."),
                Text("Vælg et fra listen over fora.", "Choose one from the list of bodies."),
            )
        )
    return found


def bodies_on(day: date) -> tuple[Body, ...]:
    return tuple(Body.objects.filter(valid_on(day)))


def members_on(of: Body, day: date) -> tuple[Membership, ...]:
    """Substitutes are among them: see `capacity`."""
    found = Membership.objects.filter(valid_on(day), body=of)
    return tuple(found.select_related("user", "instead_of__user"))


def bodies_of(user: User, day: date) -> tuple[Body, ...]:
    """Those that exist that day and of which the user is a member, in whatever capacity."""
    held = Membership.objects.filter(valid_on(day), user=user).values("body_id")
    return tuple(Body.objects.filter(valid_on(day), id__in=held))
