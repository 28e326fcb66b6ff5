"""The choice of a unit, grouped by kind, and how an unknown one is refused."""

from collections.abc import Iterable
from dataclasses import dataclass

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.rows import AS_WAS
from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.names import UNIT_KINDS, name_in
from tvaerblik.release.cards import UnitCard
from tvaerblik.release.reader import Release

# The three signs that follow z in the order of characters
LAST_LETTERS = str.maketrans("æøå", "{|}")


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    label: str
    choices: tuple[Choice, ...]


def choices_of(release: Release, chosen: str, lang: Lang) -> tuple[ChoiceGroup, ...]:
    places = places_of(release)
    kinds = [*UNIT_KINDS, *sorted({one.kind for one in places} - set(UNIT_KINDS))]
    groups = (
        _group([one for one in places if one.kind == kind], kind, chosen, lang) for kind in kinds
    )
    return tuple(group for group in groups if group.choices)


def places_of(release: Release) -> list[UnitCard]:
    """The units that have figures in the release."""
    return [one for one in release.units() if one.has_figures]


def unit_to_open_on(release: Release, wishes: Iterable[str]) -> str:
    """The first wish that has figures; with none of them, the first unit that is offered."""
    offered = [one.id for one in places_of(release)]
    known = [wish for wish in wishes if wish in offered]
    return (known or offered or [""])[0]


def organisation_of(place: UnitCard) -> str:
    """As it was, or for a unit that is still to come the organisation it belongs to."""
    return AS_WAS if place.is_as_was else place.organisations[0]


def region_of(release: Release, place: UnitCard, organisation: str = "") -> UnitCard | None:
    """The region that the unit is a part of, under the same organisation."""
    atoms, under = set(place.municipalities), organisation or organisation_of(place)
    regions = [
        one
        for one in places_of(release)
        if one.kind == "region" and under in one.organisations and atoms < set(one.municipalities)
    ]
    return regions[0] if atoms and len(regions) == 1 else None


def _group(places: list[UnitCard], kind: str, chosen: str, lang: Lang) -> ChoiceGroup:
    choices = (Choice(one.id, one.name.in_(lang), one.id == chosen) for one in places)
    ordered = sorted(choices, key=lambda choice: alphabetical(choice.label))
    return ChoiceGroup(name_in(UNIT_KINDS, kind, lang), tuple(ordered))


def alphabetical(name: str) -> str:
    """A key that puts æ, ø and å last, in this order, and aa where å is."""
    return name.casefold().replace("aa", "å").translate(LAST_LETTERS)


def place_of(release: Release, unit: str) -> UnitCard:
    for place in places_of(release):
        if place.id == unit:
            return place
    raise NotKnown(
        Problem(
            "K-UNIT",
            Text(f"Der er ingen tal for enheden »{unit}«.", f"There are no figures for '{unit}'."),
            Text("Vælg en enhed på Overblik.", "Choose a unit on the overview."),
        )
    )
