"""Draws that several registers make alike."""

from collections.abc import Sequence

import numpy as np

from tvaerblik.synthetic.clock import Ints, first_day
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.stays import draw_persons


def draw_days(
    rng: np.random.Generator, population: Population, months: range, rates: tuple[float, ...]
) -> tuple[Ints, Ints]:
    """Persons hit at a yearly rate for the age, at the ages of stays._AGES, and the day of each."""
    drawn = [draw_persons(rng, population, month, rates) for month in months]
    person = np.concatenate(drawn)
    month = np.repeat(np.array(months), [len(part) for part in drawn])
    begin = np.asarray(first_day(month))
    return person, begin + rng.integers(0, np.asarray(first_day(month + 1)) - begin)


def draw_by_age(
    rng: np.random.Generator, age: Ints, weights: Sequence[tuple[float, float, float]]
) -> Ints:
    """An index into the weights, which are relative for those under 18, of 18 to 64, and of 65 on."""
    table = np.array(weights, dtype=float).T
    cumulative = table.cumsum(axis=1) / table.sum(axis=1, keepdims=True)
    row = np.searchsorted([18, 65], age, side="right")
    # Each class occupies its own unit interval, so one search serves all of them
    flat = (cumulative + np.arange(3)[:, None]).ravel()
    drawn = np.searchsorted(flat, rng.random(len(age)) + row, side="right")
    return np.asarray(np.minimum(drawn - row * len(weights), len(weights) - 1))
