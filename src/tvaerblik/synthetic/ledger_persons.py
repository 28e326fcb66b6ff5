"""Right answers on residents: how many on the first of the month, and how many days they live there."""

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic.cells import BAND_STARTS, BANDS, SEXES, cell_table
from tvaerblik.synthetic.civil import death_days
from tvaerblik.synthetic.clock import NEVER, Ints, first_day, month_of_day
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.truth import Truth


def residents_table(truth: Truth) -> pa.Table:
    """Neither the day of death nor the day of moving out is counted; ages change on birthdays."""
    cell, start, end = _pieces(truth)
    size = len(CODES) * len(SEXES) * len(BANDS)
    persons, days = [], []
    for month in truth.months:
        first, after = int(first_day(month)), int(first_day(month + 1))
        lived = np.minimum(end, after) - np.maximum(start, first)
        there = (start <= first) & (first < end)
        persons.append(np.bincount(cell[there], minlength=size))
        days.append(
            np.bincount(cell, weights=np.maximum(lived, 0), minlength=size).astype(np.int64)
        )
    shape = (len(truth.months), len(CODES), len(SEXES), len(BANDS))
    counts = {
        "persons": np.stack(persons).reshape(shape),
        "person_days": np.stack(days).reshape(shape),
    }
    return cell_table(truth, counts, settles_after=0)


def _pieces(truth: Truth) -> tuple[Ints, Ints, Ints]:
    """Intervals of residence cut where the person enters a new age band: cell, first day, end."""
    residences, population = truth.residences, truth.population
    person = residences.person
    end = np.minimum(residences.end, death_days(population)[person])
    born = population.birth_day[person]
    bounds = np.column_stack(
        [_birthday(born, age) for age in BAND_STARTS] + [np.full(len(born), NEVER)]
    )
    lows = np.maximum(residences.start[:, None], bounds[:, :-1])
    highs = np.minimum(end[:, None], bounds[:, 1:])
    row, band = np.nonzero(lows < highs)
    female = population.female[person[row]].astype(np.int64)
    cell = np.ravel_multi_index(
        (residences.municipality[row], female, band), (len(CODES), len(SEXES), len(BANDS))
    )
    return np.asarray(cell), lows[row, band], highs[row, band]


def _birthday(born: Ints, age: int) -> Ints:
    """Nobody is born on 29 February, so every birthday exists."""
    month = month_of_day(born)
    return np.asarray(first_day(month + 12 * age) + born - first_day(month))
