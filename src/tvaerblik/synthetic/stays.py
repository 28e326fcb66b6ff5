"""The truth: stays in hospital of at least twelve hours, before anything is registered."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from tvaerblik.synthetic import diagnoses, effects
from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    MINUTES_PER_HOUR,
    Ints,
    day_of,
    first_day,
    is_weekend,
    month_of_minute,
    outside_changing_hour,
    touches_clock_change,
)
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import ILLNESS

Bools = npt.NDArray[np.bool_]

# A stay of this length or more is an admission; contacts this close belong to one stay.
ADMISSION_MINUTES: Final = 12 * MINUTES_PER_HOUR
JOINING_MINUTES: Final = 4 * MINUTES_PER_HOUR

# First admissions a person-year by age; readmissions come on top.
_AGES: Final = (0, 1, 5, 15, 25, 40, 55, 65, 72, 80, 88, 100)
_SOMATIC_RATE: Final = (0.15, 0.07, 0.028, 0.026, 0.05, 0.05, 0.068, 0.135, 0.22, 0.335, 0.43, 0.44)
_PSYCHIATRIC_RATE: Final = (0, 0, 0, 0.01, 0.017, 0.014, 0.012, 0.009, 0.008, 0.006, 0.004, 0)
_ACUTE_SHARE: Final = (0.80, 0.80, 0.66, 0.66, 0.62, 0.62, 0.60, 0.60, 0.66, 0.76, 0.85, 0.88)
# Share of acute somatic admissions that are respiratory, averaged over a year
_RESPIRATORY_SHARE: Final = (0.3, 0.3, 0.16, 0.07, 0.06, 0.08, 0.11, 0.14, 0.14, 0.15, 0.15, 0.15)
# Chance of being drawn back within 30 days of a somatic discharge, on top of coincidence
_READMISSION: Final = (0.07, 0.07, 0.07, 0.08, 0.085, 0.09, 0.105, 0.12, 0.135, 0.14, 0.13, 0.12)
# Acute arrivals by hour of the day
_ARRIVALS: Final = np.array(
    [3, 2, 2, 2, 2, 2, 2, 3, 4, 6, 7, 8, 8, 8, 8, 7, 7, 7, 6, 6, 6, 5, 4, 3], dtype=float
)


@dataclass(frozen=True)
class Stays:
    """Sorted by person and start; no two of a person's are within four hours of each other."""

    person: Ints
    start: Ints
    end: Ints
    acute: Bools
    psychiatric: Bools
    # Index into diagnoses.CODES
    diagnosis: Ints

    def __len__(self) -> int:
        return len(self.person)

    def keep(self, choice: Bools | Ints) -> Self:
        return type(self)(**{name: column[choice] for name, column in vars(self).items()})


def join(*parts: Stays) -> Stays:
    return Stays(
        **{name: np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])}
    )


def invent_stays(
    rng: np.random.Generator, population: Population, *, months: range, cutoff: int
) -> Stays:
    """Stays that begin within the months; `cutoff` is the first minute after them."""
    first = join(
        _somatic_stays(rng, population, months),
        _psychiatric_stays(rng, population, months),
        _last_stays(rng, population, months),
    )
    stays = join(first, *_readmissions(rng, population, first))
    stays = _within_lives(population, stays)
    stays = stays.keep(stays.start >= first_day(months[0]) * MINUTES_PER_DAY)
    return _without_meetings(stays.keep(stays.start < cutoff))


def draw_persons(
    rng: np.random.Generator, population: Population, month: int, rates: tuple[float, ...]
) -> Ints:
    """Persons hit in a month, each by a yearly rate for the age, weighed by need and place."""
    middle = np.full(len(population), first_day(month) + 14)
    everyone = np.arange(len(population))
    age = (middle - population.birth_day) / 365.2425
    resident = population.resident_on(int(middle[0]))
    place = ILLNESS[population.municipality_at(everyone, middle)]
    weight = np.where(resident, np.interp(age, _AGES, rates) * population.frailty * place, 0.0)
    sums = weight.cumsum()
    if not sums[-1]:
        return np.empty(0, dtype=np.int64)
    return np.searchsorted(sums, rng.random(rng.poisson(sums[-1] / 12)) * sums[-1], side="right")


def _persons_by_month(
    rng: np.random.Generator, population: Population, months: range, rates: tuple[float, ...]
) -> tuple[Ints, Ints]:
    drawn = [draw_persons(rng, population, month, rates) for month in months]
    return np.concatenate(drawn), np.repeat(np.array(months), [len(part) for part in drawn])


def _somatic_stays(rng: np.random.Generator, population: Population, months: range) -> Stays:
    # Drawn a third too many and thinned by month, so that seasons and outbreaks can go both ways
    ceiling = 1.36
    rates = tuple(rate * ceiling for rate in _SOMATIC_RATE)
    person, month = _persons_by_month(rng, population, months, rates)
    age = population.age_on(person, np.asarray(first_day(month)) + 14)
    acute_share = np.interp(age, _AGES, _ACUTE_SHARE)
    lungs_share = np.interp(age, _AGES, _RESPIRATORY_SHARE)
    planned = (1 - acute_share) * effects.planned_trend(month)
    lungs = acute_share * lungs_share * effects.respiratory_factor(month)
    other = acute_share * (1 - lungs_share) * effects.acute_trend(month)
    draw = rng.random(len(person)) * ceiling
    kept = draw < planned + lungs + other
    person, month, age, draw = person[kept], month[kept], age[kept], draw[kept]
    acute = draw >= planned[kept]
    is_lungs = acute & (draw < (planned + lungs)[kept])
    start = _starts(rng, month, acute)
    return Stays(
        person=person,
        start=start,
        end=start + _somatic_minutes(rng, start, age),
        acute=acute,
        psychiatric=np.zeros(len(person), dtype=bool),
        diagnosis=somatic_diagnoses(rng, age, acute, is_lungs),
    )


def somatic_diagnoses(rng: np.random.Generator, age: Ints, acute: Bools, lungs: Bools) -> Ints:
    return np.where(
        lungs,
        diagnoses.RESPIRATORY.draw(rng, age),
        np.where(acute, diagnoses.ACUTE.draw(rng, age), diagnoses.PLANNED.draw(rng, age)),
    )


def _psychiatric_stays(rng: np.random.Generator, population: Population, months: range) -> Stays:
    person, month = _persons_by_month(rng, population, months, _PSYCHIATRIC_RATE)
    acute = rng.random(len(person)) < 0.74
    start = _starts(rng, month, acute)
    days = np.exp(rng.normal(2.0, 1.15, len(person)))
    return Stays(
        person=person,
        start=start,
        end=start + ADMISSION_MINUTES + (days * MINUTES_PER_DAY).astype(np.int64),
        acute=acute,
        psychiatric=np.ones(len(person), dtype=bool),
        diagnosis=diagnoses.PSYCHIATRIC.draw(rng, population.age_on(person, day_of(start))),
    )


def _last_stays(rng: np.random.Generator, population: Population, months: range) -> Stays:
    """Nearly half of those who die do so in hospital: such a stay ends with the life."""
    alive_until = population.death_minute
    dies = (alive_until < first_day(months[-1] + 1) * MINUTES_PER_DAY) & (
        day_of(alive_until) < population.exit_day
    )
    person = np.flatnonzero(dies & (rng.random(len(population)) < 0.42))
    end = outside_changing_hour(alive_until[person])
    days = rng.exponential(5.5, len(person)) + 0.55
    age = population.age_on(person, day_of(end))
    acute = np.ones(len(person), dtype=bool)
    return Stays(
        person=person,
        start=end - (days * MINUTES_PER_DAY).astype(np.int64),
        end=end,
        acute=acute,
        psychiatric=~acute,
        diagnosis=somatic_diagnoses(rng, age, acute, rng.random(len(person)) < 0.25),
    )


def _starts(rng: np.random.Generator, month: Ints, acute: Bools) -> Ints:
    begin = np.asarray(first_day(month))
    day = begin + rng.integers(0, np.asarray(first_day(month + 1)) - begin)
    # Planned patients come on working days: at the weekend's nearer end, within the month or not
    moved = np.where((day + 3) % 7 == 5, day - 1, day + 1)
    day = np.where(~acute & is_weekend(day), moved, day)
    planned = 7 * 60 + rng.integers(0, 210, len(month))
    return day * MINUTES_PER_DAY + np.where(acute, acute_minutes(rng, len(month)), planned)


def acute_minutes(rng: np.random.Generator, count: int) -> Ints:
    hours = rng.choice(24, count, p=_ARRIVALS / _ARRIVALS.sum())
    return hours * 60 + rng.integers(0, 60, count)


def _somatic_minutes(rng: np.random.Generator, start: Ints, age: Ints) -> Ints:
    """Length: a few of exactly twelve hours, a sixth under a day, the rest until some midday."""
    count = len(start)
    short = rng.integers(ADMISSION_MINUTES, MINUTES_PER_DAY, count)
    nights = 1 + rng.geometric(1 / (1.8 + np.clip(age, 0, 90) / 32), count)
    nights = np.where(rng.random(count) < 0.012, nights * 5, nights)
    leaves = np.clip(rng.normal(13.3, 2.6, count), 8, 21.5) * 60
    long = nights * MINUTES_PER_DAY + leaves.astype(np.int64) - start % MINUTES_PER_DAY
    kind = rng.random(count)
    return np.select([kind < 0.006, kind < 0.17], [np.full(count, ADMISSION_MINUTES), short], long)


def _readmissions(rng: np.random.Generator, population: Population, stays: Stays) -> list[Stays]:
    """Generations of acute stays drawn back by the somatic stay before; a chain may go on."""
    generations = []
    for _ in range(5):
        stays = _next_readmissions(rng, population, stays)
        generations.append(stays)
    return generations


def _next_readmissions(rng: np.random.Generator, population: Population, index: Stays) -> Stays:
    age = population.age_on(index.person, day_of(index.end))
    home = population.municipality_at(index.person, day_of(index.start))
    chance = np.interp(age, _AGES, _READMISSION)
    chance = chance * effects.readmission_factor(home, month_of_minute(index.end))
    back = index.keep(~index.psychiatric & (rng.random(len(index)) < chance))
    count = len(back)
    days = 1 + (rng.exponential(9.5, count) % 33).astype(np.int64)
    # Some on either side of the window's edge, so that a window of another length is found out
    days = np.where(rng.random(count) < 0.05, rng.integers(30, 32, count), days)
    start = (day_of(back.end) + days) * MINUTES_PER_DAY + acute_minutes(rng, count)
    at_once = back.end + JOINING_MINUTES + 1 + rng.integers(0, 40, count)
    start = np.where(rng.random(count) < 0.03, at_once, start)
    start = np.maximum(start, back.end + JOINING_MINUTES + 1)
    age = population.age_on(back.person, day_of(start))
    acute = np.ones(count, dtype=bool)
    fresh = somatic_diagnoses(rng, age, acute, rng.random(count) < 0.2)
    same = back.acute & (rng.random(count) < 0.4)
    return Stays(
        person=back.person,
        start=start,
        end=start + _somatic_minutes(rng, start, age),
        acute=acute,
        psychiatric=~acute,
        diagnosis=np.where(same, back.diagnosis, fresh),
    )


def _within_lives(population: Population, stays: Stays) -> Stays:
    """Ended by death at the latest, begun as a resident, on clocks that can be read one way."""
    start = outside_changing_hour(stays.start)
    end = outside_changing_hour(np.minimum(stays.end, population.death_minute[stays.person]))
    # Around a change of clocks twelve hours on the wall are eleven or thirteen: stay clear
    doubtful = touches_clock_change(start, end) & (end - start < ADMISSION_MINUTES + 120)
    long_enough = (end - start >= ADMISSION_MINUTES) & ~doubtful
    moved = Stays(**{**vars(stays), "start": start, "end": end})
    return moved.keep(long_enough & population.can_begin(moved.person, start))


def _without_meetings(stays: Stays) -> Stays:
    """Drops a stay that would run into one before it; returns the rest in order."""
    stays = stays.keep(np.lexsort((stays.end, stays.start, stays.person)))
    gap = minutes_since_previous(stays.person, stays.start, stays.end)
    doubtful = (gap <= JOINING_MINUTES + 60) & touches_clock_change(stays.start - gap, stays.start)
    return stays.keep((gap > JOINING_MINUTES) & ~doubtful)


def minutes_since_previous(person: Ints, start: Ints, end: Ints) -> Ints:
    """Minutes from the latest end of the person's earlier rows; rows sorted by person, start."""
    # One person's ends all lie above another's, so a running maximum never reaches across
    lane = person << 40
    latest = np.maximum.accumulate(lane + end)
    gap = np.full(len(person), np.int64(1) << 39)
    same = person[1:] == person[:-1]
    gap[1:] = np.where(same, lane[1:] + start[1:] - latest[:-1], gap[1:])
    return gap
