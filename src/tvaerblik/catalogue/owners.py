"""Whose an indicator is on a day: tasks move, and most often the day is known long before."""

from collections.abc import Iterable
from datetime import date

from tvaerblik.catalogue.language import Owner


def owners_on(owners: Iterable[Owner], day: date) -> tuple[Owner, ...]:
    """The latest of each sector that has begun. One who takes over stands under the same sector as the
    one before; under another sector both are owners from then on."""
    begun = sorted((owner for owner in owners if owner.from_ <= day), key=lambda one: one.from_)
    return tuple({owner.sector: owner for owner in begun}.values())


def owners_coming(owners: Iterable[Owner], day: date) -> tuple[Owner, ...]:
    """Those who begin after the day, the next first."""
    return tuple(
        sorted((owner for owner in owners if owner.from_ > day), key=lambda one: one.from_)
    )
