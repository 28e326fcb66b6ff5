"""The civil register: who was born and died when, and where each has lived."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic.clock import NEVER, Ints, day_of, day_text, first_day
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.practices import restating_months, world_begins
from tvaerblik.synthetic.tables import cpr_texts, dates, take_texts

SOURCE: Final = "cpr"
PERSON_FILE: Final = "CPR_PERSON"
RESIDENCE_FILE: Final = "CPR_BOPAEL"
_PUBLISHED_AFTER_DAYS: Final = 4
# Everything is told again once a year: each time it is a row a person
RESTATED_EVERY: Final = 12
# Where those go who leave the region: any municipality outside it
_ELSEWHERE: Final = "0751"


@dataclass(frozen=True)
class Residences:
    """One interval a municipality, sorted by person and time; NEVER where it lasts still."""

    person: Ints
    municipality: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.person)


def death_days(population: Population) -> Ints:
    """NEVER for those who leave the region first: their death is told elsewhere."""
    day = day_of(population.death_minute)
    return np.where(day < population.exit_day, day, NEVER)


def invent_residences(rng: np.random.Generator, population: Population) -> Residences:
    """Those who live here when the world begins have done so for a while."""
    entry = population.entry_day
    age_days = entry - population.birth_day
    there = np.minimum(rng.exponential(12 * 365, len(entry)).astype(np.int64), age_days)
    settled = np.where(entry == entry.min(initial=0), entry - there, entry)
    moves = np.minimum(population.move_days, population.exit_day[:, None])
    starts = np.column_stack([settled, moves])
    ends = np.column_stack([moves, population.exit_day])
    # A move within the municipality is no move here
    same = population.homes[:, 1:] == population.homes[:, :-1]
    for column in (1, 0):
        merged = same[:, column]
        ends[:, column] = np.where(merged, ends[:, column + 1], ends[:, column])
        starts[:, column + 1] = np.where(merged, ends[:, column + 1], starts[:, column + 1])
    lived = starts < ends
    person, period = np.nonzero(lived)
    return Residences(
        person=person,
        municipality=population.homes[person, period],
        start=starts[person, period],
        end=ends[person, period],
    )


def civil_deliveries(
    population: Population, residences: Residences, months: range
) -> Iterator[Delivery]:
    for month in restating_months(months, RESTATED_EVERY):
        known = int(first_day(month + 1))
        window = {"from": day_text(world_begins(months)), "to": day_text(known), "units": None}
        yield Delivery(
            source=SOURCE,
            published=day_text(known + _PUBLISHED_AFTER_DAYS),
            tables={
                PERSON_FILE: _person_table(population, known),
                RESIDENCE_FILE: _residence_table(population, residences, known),
            },
            covers=[{"file": name, **window} for name in (PERSON_FILE, RESIDENCE_FILE)],
        )


def _person_table(population: Population, known: int) -> pa.Table:
    person = np.flatnonzero(population.entry_day < known)
    died = death_days(population)[person]
    left = (died == NEVER) & (population.exit_day[person] < known)
    last = np.minimum(population.exit_day[person], known) - 1
    home = population.municipality_at(person, last)
    return pa.table(
        {
            **_facts(population, person),
            "DOEDSDATO": dates(np.where(died < known, died, NEVER)),
            "KOMKOD": take_texts([*CODES.tolist(), _ELSEWHERE], np.where(left, len(CODES), home)),
        }
    )


def _residence_table(population: Population, residences: Residences, known: int) -> pa.Table:
    told = np.flatnonzero(residences.start < known)
    end = residences.end[told]
    return pa.table(
        {
            **_facts(population, residences.person[told]),
            "KOMKOD": take_texts(CODES, residences.municipality[told]),
            "FRA": dates(residences.start[told]),
            "TIL": dates(np.where(end < known, end, NEVER)),
        }
    )


def _facts(population: Population, person: Ints) -> dict[str, pa.Array]:
    return {
        "CPRNR": cpr_texts(population.cpr[person]),
        "FOEDSELSDATO": dates(population.birth_day[person]),
        "KOEN": take_texts(["M", "K"], population.female[person].astype(np.int64)),
    }
