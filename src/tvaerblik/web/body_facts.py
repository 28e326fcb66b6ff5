"""Bodies and seats, from the database's rows to what pages are built from."""

from collections.abc import Mapping

from tvaerblik.governance.organisation.models import Body, Membership
from tvaerblik.presentation.pages.fora import BodyFacts, SeatFacts, UnitName
from tvaerblik.release.reader import Release


def read_bodies() -> tuple[BodyFacts, ...]:
    return tuple(
        BodyFacts(
            id=body.id,
            name=body.name,
            kind=body.kind,
            level=body.level,
            units=tuple(body.units),
            above=body.refers_to_id or "",
            valid_from=body.valid_from,
            valid_to=body.valid_to,
        )
        for body in Body.objects.all()
    )


def read_seats() -> tuple[SeatFacts, ...]:
    seats = Membership.objects.select_related("user", "instead_of__user")
    return tuple(
        SeatFacts(
            key=seat.pk,
            body=seat.body_id,
            account=seat.user.get_username(),
            capacity=seat.capacity,
            instead_of=seat.instead_of.user.get_username() if seat.instead_of else "",
            valid_from=seat.valid_from,
            valid_to=seat.valid_to,
        )
        for seat in seats
    )


def read_units(release: Release | None) -> Mapping[str, UnitName]:
    """By their ids; without a release a place is told by its id."""
    cards = release.register() if release else ()
    return {card.id: UnitName(card.id, card.kind, card.name) for card in cards}
