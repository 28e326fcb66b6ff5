"""Medicine dispensed at pharmacies: in packages for most, packed by dose for some of the old."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.synthetic import effects
from tvaerblik.synthetic.clock import MINUTES_PER_DAY, Ints, first_day, month_of_day
from tvaerblik.synthetic.draws import draw_by_age, draw_days
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.monthly import EventFile, monthly_deliveries
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.stays import Bools
from tvaerblik.synthetic.tables import cpr_texts, dates, take_texts
from tvaerblik.synthetic.versions import Versions, first_told, told_versions

SOURCE: Final = "lsr"
DISPENSING_FILE: Final = "LMDB"
_PUBLISHED_AFTER_DAYS: Final = 19


@dataclass(frozen=True)
class Item:
    """Weights for those under 18, of 18 to 64, and of 65 and over; chronic ones are dose-packed."""

    atc: str
    number: str
    pieces: int
    indication: str
    weights: tuple[float, float, float]
    chronic: bool


ITEMS: Final = (
    Item("C10AA05", "004712", 100, "240", (0, 9, 20), True),
    Item("C07AB02", "009821", 100, "238", (0, 5, 13), True),
    Item("C09AA02", "017406", 100, "238", (0, 7, 13), True),
    Item("C03CA01", "023315", 100, "233", (0, 2, 9), True),
    Item("B01AC06", "031187", 100, "143", (0, 3, 10), True),
    Item("A10BA02", "044929", 100, "150", (0, 4, 7), True),
    Item("A02BC01", "052044", 56, "109", (1, 8, 10), True),
    Item("N06AB04", "060318", 98, "168", (1, 8, 6), True),
    Item("H03AA01", "071650", 100, "159", (0, 4, 4), True),
    Item("M01AE01", "083772", 100, "221", (4, 8, 4), False),
    Item("N02BE01", "095138", 300, "220", (3, 8, 16), False),
    Item("N02AX02", "101246", 100, "220", (0, 3, 4), False),
    Item("R03AC02", "112930", 200, "202", (8, 5, 6), False),
    Item("J01CE02", "120557", 30, "180", (16, 6, 5), False),
    Item("J01CA08", "131902", 20, "184", (3, 4, 7), False),
    Item("N06BA04", "144281", 30, "371", (9, 4, 0), False),
    Item("G03AA07", "153319", 63, "312", (3, 8, 0), False),
    Item("N05BA04", "166054", 25, "163", (0, 2, 3), False),
)
_CHRONIC: Final = np.flatnonzero([item.chronic for item in ITEMS])

# Lines dispensed a person-year at the ages of stays._AGES: a third of the real number, since all are
# alike to the figures and each costs time
_RATE: Final = (0.3, 0.5, 0.4, 0.6, 0.9, 1.2, 2.2, 3.6, 4.4, 4.8, 4.8, 4.2)
# A dose-packed roll lasts two weeks
_ROLL_DAYS: Final = 14
_NO_INDICATION_SHARE: Final = 0.15
_LATE_SHARE: Final = 0.01
# Those of 65 to 74 have dose-packed medicine less often than those of 75 and over
_YOUNGER_FACTOR: Final = 0.3


@dataclass(frozen=True)
class Dispensings:
    person: Ints
    day: Ints
    # Index into ITEMS
    item: Ints
    packages: Ints
    dose_packed: Bools
    municipality: Ints
    versions: Versions
    since: Ints

    def __len__(self) -> int:
        return len(self.person)


Draws = tuple[Ints, Ints, Ints]


def invent_dispensings(
    rng: np.random.Generator, population: Population, *, months: range
) -> Dispensings:
    ordinary = _ordinary(rng, population, months)
    rolls = _rolls(rng, population, months)
    person, day, item = (np.concatenate([ordinary[i], rolls[i]]) for i in range(3))
    dose_packed = np.repeat([False, True], [len(ordinary[0]), len(rolls[0])])
    packages = np.where(~dose_packed & (rng.random(len(day)) < 0.12), 2, 1)
    kept = np.flatnonzero(population.can_begin(person, (day + 1) * MINUTES_PER_DAY - 1))
    kept = kept[np.lexsort((person[kept], day[kept]))]
    person, day = person[kept], day[kept]
    since = first_told(rng, month_of_day(day), months=months, late_share=_LATE_SHARE)
    return Dispensings(
        person=person,
        day=day,
        item=item[kept],
        packages=packages[kept],
        dose_packed=dose_packed[kept],
        municipality=population.municipality_at(person, day),
        versions=told_versions(since, last=months[-1]),
        since=since,
    )


def _ordinary(rng: np.random.Generator, population: Population, months: range) -> Draws:
    person, day = draw_days(rng, population, months, _RATE)
    item = draw_by_age(rng, population.age_on(person, day), [item.weights for item in ITEMS])
    return person, day, item


def _rolls(rng: np.random.Generator, population: Population, months: range) -> Draws:
    """Whoever has begun goes on: each has a level of need that a rising share one day reaches."""
    need = rng.random(len(population))
    phase = rng.integers(0, _ROLL_DAYS, len(population))
    medicines = rng.integers(2, 6, len(population))
    able = np.flatnonzero(need < effects.DOSE_AFTER)
    persons, days = [], []
    for start in range(int(first_day(months[0])), int(first_day(months[-1] + 1)), _ROLL_DAYS):
        day = start + phase[able]
        using = able[_uses_rolls(population, able, day, need)]
        persons.append(using)
        days.append(start + phase[using])
    person, day = np.concatenate(persons), np.concatenate(days)
    inside = day < first_day(months[-1] + 1)
    person, day = person[inside], day[inside]
    each = medicines[person]
    line = np.arange(int(each.sum())) - np.repeat(each.cumsum() - each, each)
    person, day = np.repeat(person, each), np.repeat(day, each)
    return person, day, _CHRONIC[(person + line) % len(_CHRONIC)]


def _uses_rolls(population: Population, person: Ints, day: Ints, need: np.ndarray) -> Bools:
    home = population.municipality_at(person, day)
    age = population.age_on(person, day)
    share = effects.dose_share(home, month_of_day(day))
    share = np.select([age >= 75, age >= 65], [share, share * _YOUNGER_FACTOR], 0.0)
    return np.asarray(need[person] < share)


def dispensing_deliveries(
    rng: np.random.Generator, population: Population, dispensings: Dispensings, months: range
) -> Iterator[Delivery]:
    file = _dispensing_file(rng, population, dispensings)
    return monthly_deliveries(SOURCE, [file], months, after_days=_PUBLISHED_AFTER_DAYS)


def _dispensing_file(
    rng: np.random.Generator, population: Population, dispensings: Dispensings
) -> EventFile:
    # One version a row, so versions are in the order of the rows already
    row = dispensings.versions.row
    item, rolled = dispensings.item[row], dispensings.dose_packed[row]
    pieces = np.where(rolled, _ROLL_DAYS, np.array([kind.pieces for kind in ITEMS])[item])
    unsaid = rng.random(len(dispensings))[row] < _NO_INDICATION_SHARE
    indications = pa.array([kind.indication for kind in ITEMS], type=pa.string())
    packages = dispensings.packages[row]
    table = pa.table(
        {
            "PNR": cpr_texts(population.cpr[dispensings.person[row]]),
            "LINJE_ID": _line_ids(row),
            "ATC": take_texts([kind.atc for kind in ITEMS], item),
            "EKSD": dates(dispensings.day[row]),
            "APK": packages,
            "VNR": take_texts([kind.number for kind in ITEMS], item),
            "INDO": indications.take(pa.array(item, mask=unsaid)),
            "VOLUME": packages * pieces,
            "PACKSIZE": pieces,
            "DOSO": 1 + item % 2,
            "DOSISDISP": take_texts(["N", "J"], rolled.astype(np.int64)),
            "KOMKOD": take_texts(CODES, dispensings.municipality[row]),
        }
    )
    month = month_of_day(dispensings.day[row])
    return EventFile(DISPENSING_FILE, table, dispensings.versions, month)


def _line_ids(row: Ints) -> pa.Array:
    """A letter before the number: ten digits alone could be taken for a person's."""
    return pc.binary_join_element_wise("R", pc.cast(pa.array(row + 1_000_000), pa.string()), "")
