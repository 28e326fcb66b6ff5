"""Nursing homes and the doctors attached to them: about a hundred homes in the region."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic.clock import NEVER, Ints, day_text, first_day
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.persons import share_out
from tvaerblik.synthetic.places import CODES, SIZES
from tvaerblik.synthetic.practices import restating_months, world_begins
from tvaerblik.synthetic.tables import dates, take_texts

SOURCE: Final = "plejehjem"
HOME_FILE: Final = "PLEJEHJEM"
DOCTOR_FILE: Final = "PLEJEHJEMSLAEGE"

HOMES: Final = 100
_DOCTORS_AT_FIRST: Final = 0.66
_DOCTORS_IN_THE_END: Final = 0.79
_PUBLISHED_AFTER_DAYS: Final = 18
RESTATED_EVERY: Final = 3


@dataclass(frozen=True)
class NursingHomes:
    """NEVER where an end has not come; `doctor_from` is NEVER for a home without a doctor."""

    municipality: Ints
    opened: Ints
    closed: Ints
    places: Ints
    doctor_from: Ints
    doctor_to: Ints

    def __len__(self) -> int:
        return len(self.municipality)


def invent_homes(rng: np.random.Generator, *, months: range) -> NursingHomes:
    from_day, to_day = int(first_day(months[0])), int(first_day(months[-1] + 1))
    # Even the smallest municipality has one
    counts = 1 + share_out(HOMES - len(CODES), SIZES)
    count = int(counts.sum())
    municipality = np.repeat(np.arange(len(CODES)), counts)
    opened = from_day - rng.integers(800, 16_000, count)
    opened = np.where(rng.random(count) < 0.03, rng.integers(from_day, to_day, count), opened)
    closed = np.where(rng.random(count) < 0.03, rng.integers(from_day, to_day, count), NEVER)
    closed = np.where(closed > opened, closed, NEVER)
    # Every share as exact as the number allows: there are few of them
    draw = (rng.permutation(count) + 0.5) / count
    spread = (draw - _DOCTORS_AT_FIRST) / (_DOCTORS_IN_THE_END - _DOCTORS_AT_FIRST)
    later = from_day + ((to_day - from_day) * spread).astype(np.int64)
    earlier = from_day - rng.integers(30, 2400, count)
    doctor_from = np.where(draw < _DOCTORS_AT_FIRST, earlier, later)
    doctor_from = np.maximum(doctor_from, opened)
    has_doctor = (draw < _DOCTORS_IN_THE_END) & (doctor_from < closed)
    doctor_from = np.where(has_doctor, doctor_from, NEVER)
    stops = np.where(rng.random(count) < 0.03, rng.integers(from_day, to_day, count), NEVER)
    stops = np.where(stops > doctor_from, stops, NEVER)
    return NursingHomes(
        municipality=municipality,
        opened=opened,
        closed=closed,
        places=rng.integers(14, 96, count),
        doctor_from=doctor_from,
        doctor_to=np.minimum(stops, closed),
    )


def home_deliveries(homes: NursingHomes, months: range) -> Iterator[Delivery]:
    for month in restating_months(months, RESTATED_EVERY):
        known = int(first_day(month + 1))
        window = {"from": day_text(world_begins(months)), "to": day_text(known), "units": None}
        yield Delivery(
            source=SOURCE,
            published=day_text(known + _PUBLISHED_AFTER_DAYS),
            tables={
                HOME_FILE: _home_table(homes, known),
                DOCTOR_FILE: _doctor_table(homes, known),
            },
            covers=[{"file": name, **window} for name in (HOME_FILE, DOCTOR_FILE)],
        )


def _home_table(homes: NursingHomes, known: int) -> pa.Table:
    told = np.flatnonzero(homes.opened < known)
    return pa.table(
        {
            **_home_columns(homes, told),
            "AABNET": dates(homes.opened[told]),
            "LUKKET": dates(np.where(homes.closed[told] < known, homes.closed[told], NEVER)),
            "PLADSER": homes.places[told],
        }
    )


def _doctor_table(homes: NursingHomes, known: int) -> pa.Table:
    told = np.flatnonzero(homes.doctor_from < known)
    until = homes.doctor_to[told]
    return pa.table(
        {
            **_home_columns(homes, told),
            "FRA": dates(homes.doctor_from[told]),
            "TIL": dates(np.where(until < known, until, NEVER)),
            "PLADSER": homes.places[told],
        }
    )


def _home_columns(homes: NursingHomes, told: Ints) -> dict[str, pa.Array]:
    numbers = [f"PH-{code}" for code in CODES.tolist()]
    names = [f"{numbers[place]}-{row}" for row, place in enumerate(homes.municipality.tolist())]
    return {
        "PLEJEHJEM_ID": take_texts(names, told),
        "KOMKOD": take_texts(CODES, homes.municipality[told]),
    }
