"""The population register in the shape of Statistics Denmark's table FOLK1A."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic.clock import Ints, day_text, first_day
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES, MUNICIPALITIES

SOURCE: Final = "population"
RESIDENTS_FILE: Final = "FOLK1A"
OLDEST: Final = 105
# Published some six weeks into the quarter it tells
_PUBLISHED_AFTER_DAYS: Final = 42


@dataclass(frozen=True)
class Quarter:
    first_month: int

    @property
    def name(self) -> str:
        return f"{1970 + self.first_month // 12}K{self.first_month % 12 // 3 + 1}"

    @property
    def first_day(self) -> int:
        return int(first_day(self.first_month))

    @property
    def published(self) -> str:
        return day_text(self.first_day + _PUBLISHED_AFTER_DAYS)

    @property
    def covers(self) -> dict[str, object]:
        return {
            "file": RESIDENTS_FILE,
            "from": day_text(self.first_day),
            "to": day_text(first_day(self.first_month + 3)),
            "units": None,
        }


def quarters_of(months: range) -> list[Quarter]:
    begin = months[0] - months[0] % 3
    return [Quarter(month) for month in range(begin, months[-1] + 1, 3)]


def resident_deliveries(population: Population, months: range) -> Iterator[Delivery]:
    for quarter in quarters_of(months):
        counts = count_residents(population, quarter)
        yield Delivery(
            source=SOURCE,
            published=quarter.published,
            tables={RESIDENTS_FILE: residents_table(counts, quarter)},
            covers=[quarter.covers],
        )


def count_residents(population: Population, quarter: Quarter) -> Ints:
    """Residents on the quarter's first day by municipality, sex (men, women) and age. Of the quarter
    in which the world begins, on its first day: before that nobody lives in it."""
    day = max(quarter.first_day, int(population.entry_day.min()))
    person = np.flatnonzero(population.resident_on(day))
    on = np.full(len(person), day)
    counts = np.zeros((len(CODES), 2, OLDEST + 1), dtype=np.int64)
    age = np.minimum(population.age_on(person, on), OLDEST)
    home = population.municipality_at(person, on)
    np.add.at(counts, (home, population.female[person].astype(int), age), 1)
    return counts


def residents_table(counts: Ints, quarter: Quarter) -> pa.Table:
    """Every combination, zeros included."""
    ages = [f"{age} år" for age in range(OLDEST + 1)]
    names = [place.name for place in MUNICIPALITIES]
    place, sex, age = (index.ravel() for index in np.indices(counts.shape))
    return pa.table(
        {
            "OMRÅDE": pa.array(names).take(pa.array(place)),
            "KØN": pa.array(["Mænd", "Kvinder"]).take(pa.array(sex)),
            "ALDER": pa.array(ages).take(pa.array(age)),
            "TID": pa.array([quarter.name] * counts.size),
            "INDHOLD": counts.ravel(),
        }
    )
