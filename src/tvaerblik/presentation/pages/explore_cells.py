"""The cells of a choice, each at its place; what the release has no cell for says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period
from tvaerblik.presentation.pages.explore_choice import Choice
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.exploring import cells_of
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow, row_without_number


@dataclass(frozen=True, slots=True)
class Place:
    """One combination of a choice."""

    card: IndicatorCard
    unit: UnitCard
    period: Period
    age: str | None
    sex: str | None
    organisation: str

    @property
    def key(self) -> "Key":
        return (
            *(self.card.id, self.unit.id, self.period.id),
            *(self.age, self.sex, self.organisation),
        )

    @property
    def is_there(self) -> bool:
        """Whether the unit is part of that organisation at all."""
        return self.organisation in self.unit.organisations


Stratum = tuple[str | None, str | None]
Key = tuple[str, str, str, str | None, str | None, str]


# Nobody is in these: they say nothing of a stratum or of a time before the series
NOBODY = (State.NOT_COLLECTED, State.NOT_DEFINED)


class Cells:
    """Every cell of a choice, read once. `choice` begins where there is anything to tell, where it was
    counted back from the newest period."""

    def __init__(self, release: Release, choice: Choice) -> None:
        self._rows = {key_of(row): row for row in cells_of(release, choice.wanted)}
        told = [row for row in self._rows.values() if row.state not in NOBODY]
        self.choice = _from_first(choice, told) if choice.is_rolling else choice
        self._strata = {(row.indicator, row.age_band, row.sex) for row in told}

    def has(self, card: IndicatorCard, age: str | None, sex: str | None) -> bool:
        """Whether anybody is in the stratum: an indicator of the oldest has no children. Its total is
        always there."""
        return (card.id, age, sex) in self._strata or (age is None and sex is None)

    def strata_of(self, card: IndicatorCard) -> tuple[Stratum, ...]:
        choice = self.choice
        strata = product(choice.ages_of(card), choice.sexes_of(card))
        return tuple((age, sex) for age, sex in strata if self.has(card, age, sex))

    def ages_without(self, card: IndicatorCard) -> tuple[str, ...]:
        """Bands that were chosen and that nobody is in."""
        there = {age for age, _ in self.strata_of(card)}
        return tuple(age for age in self.choice.ages_of(card) if age and age not in there)

    def at(self, place: Place) -> ReleasableRow:
        """Known names without a cell answer `not_collected`, as everywhere."""
        found = self._rows.get(place.key)
        return found if found is not None else _absent(place)

    def rows(self) -> Iterator[ReleasableRow]:
        return (self.at(place) for place in self.places())

    def places(self) -> Iterator[Place]:
        """In the order of a file: series after series."""
        choice = self.choice
        for card in choice.cards:
            strata = self.strata_of(card)
            for unit in choice.places:
                for organisation in choice.organisations:
                    for age, sex in strata:
                        for period in choice.periods:
                            yield Place(card, unit, period, age, sex, organisation)


def _from_first(choice: Choice, told: Sequence[ReleasableRow]) -> Choice:
    first = min((row.period_start for row in told), default=choice.periods[0].start)
    return replace(choice, periods=tuple(one for one in choice.periods if one.start >= first))


def key_of(row: ReleasableRow) -> Key:
    return (row.indicator, row.unit, row.period, row.age_band, row.sex, row.organisation)


def _absent(place: Place) -> ReleasableRow:
    return row_without_number(
        State.NOT_COLLECTED,
        indicator=place.card.id,
        version=place.card.version,
        unit=place.unit.id,
        period=place.period,
        age_band=place.age,
        sex=place.sex,
        organisation=place.organisation,
    )
