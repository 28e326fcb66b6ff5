"""The cells of the ledger: month, municipality, sex and age band."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    Ints,
    day_of,
    first_day,
    month_of_minute,
    month_text,
)
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.stays import Bools, Stays
from tvaerblik.synthetic.tables import take_texts
from tvaerblik.synthetic.truth import Truth

BAND_STARTS: Final = (0, 18, 40, 65, 70, 75, 80, 85, 90)
BANDS: Final = ("0-17", "18-39", "40-64", "65-69", "70-74", "75-79", "80-84", "85-89", "90+")
SEXES: Final = ("M", "K")


@dataclass(frozen=True)
class Cells:
    """Where each of some events belongs: month, municipality, sex and age band."""

    months: range
    month: Ints
    municipality: Ints
    female: Ints
    band: Ints

    @property
    def shape(self) -> tuple[int, int, int, int]:
        return len(self.months), len(CODES), len(SEXES), len(BANDS)

    def count(self, chosen: Bools) -> Ints:
        return self.add(np.ones(len(chosen), dtype=np.int64), chosen)

    def add(self, amounts: Ints, chosen: Bools) -> Ints:
        inside = chosen & (self.month >= self.months[0]) & (self.month <= self.months[-1])
        where = (self.month - self.months[0], self.municipality, self.female, self.band)
        sums = np.zeros(self.shape, dtype=np.int64)
        np.add.at(sums, tuple(part[inside] for part in where), amounts[inside])
        return sums

    def add_days(self, start: Ints, end: Ints, chosen: Bools) -> Ints:
        """Days [start, end) of each event, each in its own month; the month of `Cells` is not asked."""
        sums = np.zeros(self.shape, dtype=np.int64)
        where = tuple(part[chosen] for part in (self.municipality, self.female, self.band))
        for number, month in enumerate(self.months):
            low = np.maximum(start[chosen], first_day(month))
            days = np.maximum(np.minimum(end[chosen], first_day(month + 1)) - low, 0)
            np.add.at(sums[number], where, days)
        return sums


def band_of(age: Ints) -> Ints:
    return np.searchsorted(BAND_STARTS, age, side="right") - 1


def cells_of(
    population: Population, person: Ints, day: Ints, municipality: Ints, *, months: range
) -> Cells:
    """Month and age on the day."""
    return Cells(
        months=months,
        month=month_of_minute(day * MINUTES_PER_DAY),
        municipality=municipality,
        female=population.female[person].astype(np.int64),
        band=band_of(population.age_on(person, day)),
    )


def cells_of_stays(truth: Truth, stays: Stays, day: Ints) -> Cells:
    """Month and age on the day; residence where the stay began."""
    home = truth.population.municipality_at(stays.person, day_of(stays.start))
    return cells_of(truth.population, stays.person, day, home, months=truth.months)


def cell_table(
    truth: Truth, counts: Mapping[str, npt.NDArray[np.int64]], *, settles_after: int
) -> pa.Table:
    shape = next(iter(counts.values())).shape
    month, place, sex, band = (index.ravel() for index in np.indices(shape))
    complete = truth.months[0] + month + settles_after <= truth.months[-1]
    return pa.table(
        {
            "month": month_texts(truth.months, month),
            "municipality": take_texts(CODES, place),
            "sex": take_texts(SEXES, sex),
            "age_band": take_texts(BANDS, band),
            **{name: values.ravel() for name, values in counts.items()},
            "complete": complete,
        }
    )


def place_table(
    truth: Truth, counts: Mapping[str, npt.NDArray[np.int64]], *, settles_after: int
) -> pa.Table:
    """By month and municipality alone."""
    shape = next(iter(counts.values())).shape
    month, place = (index.ravel() for index in np.indices(shape))
    return pa.table(
        {
            "month": month_texts(truth.months, month),
            "municipality": take_texts(CODES, place),
            **{name: values.ravel() for name, values in counts.items()},
            "complete": truth.months[0] + month + settles_after <= truth.months[-1],
        }
    )


def count_places(months: range, month: Ints, municipality: Ints, chosen: Bools) -> Ints:
    inside = chosen & (month >= months[0]) & (month <= months[-1])
    counts = np.zeros((len(months), len(CODES)), dtype=np.int64)
    np.add.at(counts, (month[inside] - months[0], municipality[inside]), 1)
    return counts


def month_texts(months: range, index: Ints) -> pa.Array:
    return take_texts([month_text(month) for month in months], index)
