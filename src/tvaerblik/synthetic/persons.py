"""Who lives where and when: births, deaths, moves, and numbers that nobody can have."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    NEVER,
    Ints,
    first_day,
    month_of_day,
    whole_years,
)
from tvaerblik.synthetic.places import MUNICIPALITIES, SIZES, municipality_index

# Share of residents by five-year age group from 0-4 to 95-99, per thousand
PYRAMIDS: Final = {
    "city": (48, 48, 49, 60, 100, 96, 72, 60, 54, 55, 58, 63, 62, 52, 45, 40, 25, 12, 5, 1),
    "town": (50, 56, 61, 60, 42, 45, 52, 56, 58, 64, 68, 75, 71, 64, 58, 52, 33, 16, 6, 1),
    "rural": (42, 48, 54, 54, 44, 44, 46, 48, 52, 62, 68, 78, 78, 74, 69, 63, 42, 22, 8, 2),
    "island": (22, 28, 34, 32, 20, 24, 28, 34, 42, 54, 70, 92, 108, 116, 112, 96, 58, 28, 10, 2),
}

# Gompertz mortality of men: hazard a year at age 0 and its growth a year; women's is lower.
_MALE_HAZARD: Final = np.exp(-10.2)
_HAZARD_GROWTH: Final = 0.0915
_FEMALE_RATIO: Final = 0.66

_BIRTHS_PER_PERSON_YEAR: Final = 0.0098
_ARRIVALS_PER_PERSON_YEAR: Final = 0.0135


@dataclass(frozen=True)
class Population:
    """One row a person who is ever resident; days and minutes as in clock."""

    cpr: npt.NDArray[np.int64]
    female: npt.NDArray[np.bool_]
    birth_day: Ints
    entry_day: Ints
    # First day the person is no longer counted, through death or leaving the region
    exit_day: Ints
    death_minute: Ints
    # Municipality before, between and after at most two moves
    homes: npt.NDArray[np.int64]
    move_days: npt.NDArray[np.int64]
    # Relative need of care, mean 1
    frailty: npt.NDArray[np.float64]
    # Whether the supplier's own stay key comes with this person's contacts
    has_stay_key: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.cpr)

    def municipality_at(self, person: Any, day: Any) -> Ints:
        moves = (np.asarray(day)[:, None] >= self.move_days[person]).sum(axis=1)
        return np.asarray(self.homes[person, moves])

    def resident_on(self, day: int) -> npt.NDArray[np.bool_]:
        return np.asarray((self.entry_day <= day) & (day < self.exit_day))

    def age_on(self, person: Any, day: Any) -> Ints:
        return whole_years(self.birth_day[person], day)

    def can_begin(self, person: Ints, minute: Ints) -> npt.NDArray[np.bool_]:
        """Resident and alive at that minute."""
        day = minute // MINUTES_PER_DAY
        resident = (self.entry_day[person] <= day) & (day < self.exit_day[person])
        return np.asarray(resident & (minute < self.death_minute[person]))


def invent_population(
    rng: np.random.Generator, *, persons: int, from_day: int, to_day: int
) -> Population:
    first = _initial_residents(rng, persons, from_day)
    born = _newborn(rng, first, from_day, to_day)
    arrived = _arrivals(rng, persons, from_day, to_day)
    home, birth_day, entry_day = (np.concatenate([first[i], born[i], arrived[i]]) for i in range(3))
    birth_day = _without_leap_days(birth_day)
    female = rng.random(len(home)) < 0.499
    death = _death_minutes(rng, birth_day, entry_day, female)
    exit_day = np.minimum(death // MINUTES_PER_DAY + 1, _leaving_days(rng, birth_day, entry_day))
    move_days, homes = _moves(rng, home, birth_day, entry_day)
    return Population(
        cpr=replacement_numbers(rng, birth_day, female),
        female=female,
        birth_day=birth_day,
        entry_day=entry_day,
        exit_day=exit_day,
        death_minute=death,
        homes=homes,
        move_days=move_days,
        frailty=rng.gamma(1.6, 1 / 1.6, len(home)),
        has_stay_key=rng.random(len(home)) < 0.55,
    )


def share_out(total: int, weights: npt.NDArray[np.float64]) -> Ints:
    """Whole numbers with the given sum, as proportional as can be (largest remainder)."""
    exact = total * weights / weights.sum()
    counts = np.floor(exact).astype(np.int64)
    for index in np.argsort(counts - exact, kind="stable")[: total - counts.sum()]:
        counts[index] += 1
    return counts


def _initial_residents(rng: np.random.Generator, persons: int, day: int) -> tuple[Ints, Ints, Ints]:
    home = np.repeat(np.arange(len(SIZES)), share_out(persons, SIZES))
    group = np.empty(persons, dtype=np.int64)
    for index, place in enumerate(MUNICIPALITIES):
        mine = np.flatnonzero(home == index)
        shares = np.array(PYRAMIDS[place.pyramid], dtype=float)
        group[mine] = rng.choice(len(shares), size=len(mine), p=shares / shares.sum())
    age_days = ((group * 5 + rng.random(persons) * 5) * 365.2425).astype(np.int64)
    return home, day - age_days, np.full(persons, day)


def _newborn(
    rng: np.random.Generator, first: tuple[Ints, Ints, Ints], from_day: int, to_day: int
) -> tuple[Ints, Ints, Ints]:
    home, birth_day, _ = first
    age = whole_years(birth_day, from_day)
    fertile = np.flatnonzero((age >= 20) & (age < 40))
    years = (to_day - from_day) / 365.25
    count = rng.poisson(len(home) * years * _BIRTHS_PER_PERSON_YEAR) if len(fertile) else 0
    days = rng.integers(from_day + 1, to_day, count)
    return home[rng.choice(fertile, count)], days, days


def _arrivals(
    rng: np.random.Generator, persons: int, from_day: int, to_day: int
) -> tuple[Ints, Ints, Ints]:
    years = (to_day - from_day) / 365.25
    count = rng.poisson(persons * years * _ARRIVALS_PER_PERSON_YEAR)
    weight = SIZES.copy()
    weight[municipality_index("0851")] *= 2.5
    entry = rng.integers(from_day + 1, to_day, count)
    age_days = (18 + rng.gamma(1.3, 8, count)) * 365.2425
    return (
        rng.choice(len(weight), count, p=weight / weight.sum()),
        entry - age_days.astype(np.int64),
        entry,
    )


def _without_leap_days(birth_day: Ints) -> Ints:
    """Nobody is born on 29 February: databases disagree on when such a person's age changes."""
    month = month_of_day(birth_day)
    leap = (month % 12 == 1) & (birth_day - first_day(month) == 28)
    return birth_day - leap


def _death_minutes(
    rng: np.random.Generator, birth_day: Ints, entry_day: Ints, female: npt.NDArray[np.bool_]
) -> Ints:
    """Remaining life by inverting the Gompertz survival curve, one draw a person."""
    hazard = _MALE_HAZARD * np.where(female, _FEMALE_RATIO, 1.0)
    now = hazard * np.exp(_HAZARD_GROWTH * (entry_day - birth_day) / 365.2425)
    years = np.log1p(rng.exponential(size=len(now)) * _HAZARD_GROWTH / now) / _HAZARD_GROWTH
    # Nobody dies within two days of entering: a life has at least room for one stay
    return (entry_day + 2) * MINUTES_PER_DAY + (years * 365.2425 * MINUTES_PER_DAY).astype(np.int64)


def _leaving_days(rng: np.random.Generator, birth_day: Ints, entry_day: Ints) -> Ints:
    age = whole_years(birth_day, entry_day)
    rate = np.where((age >= 17) & (age < 32), 0.03, 0.005)
    return entry_day + 30 + (rng.exponential(1 / rate) * 365.25).astype(np.int64)


def _moves(
    rng: np.random.Generator, home: Ints, birth_day: Ints, entry_day: Ints
) -> tuple[Ints, Ints]:
    """Days of at most two moves within the region (NEVER if none) and the three homes."""
    age = whole_years(birth_day, entry_day)
    young = (age >= 17) & (age < 32)
    rate = np.where(young, 0.08, np.where(age < 45, 0.03, 0.012))[:, None]
    waits = (rng.exponential(1 / rate, (len(home), 2)) * 365.25).astype(np.int64) + 30
    targets = rng.choice(len(SIZES), (len(home), 2), p=SIZES / SIZES.sum())
    towards_city = young & (rng.random(len(home)) < 0.35)
    targets[towards_city, 0] = municipality_index("0851")
    move_days = entry_day[:, None] + waits.cumsum(axis=1)
    return np.minimum(move_days, NEVER), np.column_stack([home, targets])


def replacement_numbers(
    rng: np.random.Generator, birth_day: Ints, female: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Unique ten-digit numbers DDMMYYXXXX with 60 added to the day, as hospitals do it.

    The day makes them impossible as a real person's number. The seventh digit tells the century
    and the last the sex by the usual convention, since readers may rely on both.
    """
    month = month_of_day(birth_day)
    year = 1970 + month // 12
    day = birth_day - first_day(month) + 1 + 60
    rank = _rank_within(birth_day * 2 + female)
    recent = year >= 2000
    # Odd for men: 4,000 serials below 4000 for the 1900s, 6,000 from 4000 on for those after
    room = np.where(recent, 3000, 2000)
    offset = rng.integers(0, 2000, int(birth_day.max() - birth_day.min()) + 1)
    if rank.size and int(rank.max()) >= 2000:
        raise ValueError("Too many persons with one birthday: invent fewer than about 30 million")
    # 7 shares no factor with the room, so ranks spread over it without meeting
    serial = (rank * 7 + offset[birth_day - birth_day.min()]) % room
    last_four = np.where(recent, 4000, 0) + serial * 2 + np.where(female, 0, 1)
    return ((day * 100 + month % 12 + 1) * 100 + year % 100) * 10_000 + last_four


def _rank_within(group: Ints) -> Ints:
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.r_[True, ordered[1:] != ordered[:-1]]
    position = np.arange(len(group))
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = position - np.maximum.accumulate(np.where(starts, position, 0))
    return rank
