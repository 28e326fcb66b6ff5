"""Who is asked in a hearing: the bodies' members of a day and people by name, with their substitutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.organisation.asking import bodies_on, members_on
from tvaerblik.governance.organisation.kinds import Capacity
from tvaerblik.governance.organisation.models import Body, Membership, valid_on

# Observers listen and secretaries write; they are not asked
ARE_ASKED = frozenset({Capacity.FORMAND, Capacity.NAESTFORMAND, Capacity.MEDLEM})


@dataclass(frozen=True, slots=True)
class AskedSeat:
    body: Body | None
    member: User
    stand_ins: tuple[User, ...]


def bodies_to_ask(day: date) -> tuple[Body, ...]:
    """Those that somebody sits in who would be asked."""
    seats = Membership.objects.filter(valid_on(day), capacity__in=[str(one) for one in ARE_ASKED])
    filled = set(seats.values_list("body_id", flat=True))
    return tuple(body for body in bodies_on(day) if body.id in filled)


def seats_of(bodies: Iterable[Body], people: Iterable[User], day: date) -> tuple[AskedSeat, ...]:
    """A person who sits in two bodies has two seats, and none besides. Raises Blocked for a body
    without members: it would be silent for ever."""
    in_bodies = tuple(seat for body in bodies for seat in _seats_of_body(body, day))
    seated = {seat.member.pk for seat in in_bodies}
    alone = {user.pk: user for user in people if user.pk not in seated}
    return (*in_bodies, *(AskedSeat(None, user, ()) for user in alone.values()))


def _seats_of_body(body: Body, day: date) -> tuple[AskedSeat, ...]:
    members = members_on(body, day)
    asked = {one.user_id: one for one in members if one.capacity in ARE_ASKED}
    if not asked:
        raise Blocked(_nobody_in(body))
    return tuple(AskedSeat(body, one.user, _stand_ins(one, members)) for one in asked.values())


def _stand_ins(member: Membership, members: tuple[Membership, ...]) -> tuple[User, ...]:
    """Those who stand in for this member, and those who do for any."""
    return tuple(
        one.user
        for one in members
        if one.capacity == Capacity.STEDFORTRAEDER
        and one.instead_of_id in (None, member.pk)
        and one.user_id != member.user_id
    )


def _nobody_in(body: Body) -> Problem:
    return Problem(
        "G-HEARING-NOBODY",
        Text(
            f"»{body.name_da}« har ingen medlemmer, der kan svare.",
            f"'{body.name_en}' has no members who can answer.",
        ),
        Text(
            "Indsæt medlemmerne under Fora, eller vælg personer.",
            "Appoint its members under Bodies, or choose people.",
        ),
    )
