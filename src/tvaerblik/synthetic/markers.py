"""Patients ready for discharge whom nobody takes home yet: the markers AWA1 and AWX1."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic import effects
from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    MINUTES_PER_HOUR,
    NEVER,
    Ints,
    day_of,
    month_of_minute,
    outside_changing_hour,
)
from tvaerblik.synthetic.monthly import EventFile
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.registration import REGULAR, HospitalRegister
from tvaerblik.synthetic.stays import Bools, Stays
from tvaerblik.synthetic.tables import cpr_texts, dates, take_texts, timestamps
from tvaerblik.synthetic.versions import Versions, build_versions, first_told

MARKER_FILE: Final = "LPR_A_FORLOEBSMARKOER"
READY, NOT_READY, REFERRED = range(3)
# The third is a marker of pathways in general, set at many outpatient contacts: not ours to count
TEXTS: Final = ("AWA1", "AWX1", "AFV01A1")

# Share of long stays that end in waiting, by sector
_SOMATIC_SHARE: Final = 0.12
_PSYCHIATRIC_SHARE: Final = 0.12
_LONG_SOMATIC_DAYS: Final = 4
_LONG_PSYCHIATRIC_DAYS: Final = 14
_REFERRED_SHARE: Final = 0.03
_LATE_SHARE: Final = 0.02
_WITHDRAWN_SHARE: Final = 0.01
_FIRST_PATHWAY: Final = 55_000_000_000


@dataclass(frozen=True)
class Markers:
    """Sorted by stay and time: AWA1, and for some AWX1 and a second AWA1.

    A stay's number is that of its contacts, so one above the stays is an outpatient contact's.
    """

    stay: Ints
    code: Ints
    minute: Ints
    # Placed after the patient had gone: a slip that means nothing
    astray: Bools
    versions: Versions
    # Told by the last delivery and not taken back
    stands: Bools

    def __len__(self) -> int:
        return len(self.stay)


def invent_markers(
    rng: np.random.Generator,
    population: Population,
    stays: Stays,
    hospital: HospitalRegister,
    *,
    months: range,
) -> Markers:
    stay, first, back, again = _turns(rng, population, stays)
    slips = np.flatnonzero(rng.random(len(stays)) < 0.0015)
    late = stays.end[slips] + rng.integers(60, 180, len(slips))
    referred, placed = _referred(rng, hospital, len(stays))
    parts = [
        (referred, placed, REFERRED, True),
        (stay, first, READY, False),
        (stay[back < NEVER], back[back < NEVER], NOT_READY, False),
        (stay[again < NEVER], again[again < NEVER], READY, False),
        (slips, late, READY, True),
    ]
    number = np.concatenate([part[0] for part in parts])
    minute = outside_changing_hour(np.concatenate([part[1] for part in parts]))
    code = np.concatenate([np.full(len(part[0]), part[2]) for part in parts])
    astray = np.concatenate([np.full(len(part[0]), part[3]) for part in parts])
    order = np.lexsort((minute, number))
    return _registered(rng, number[order], code[order], minute[order], astray[order], months=months)


def _referred(
    rng: np.random.Generator, hospital: HospitalRegister, stays: int
) -> tuple[Ints, Ints]:
    contacts = hospital.contacts
    planned = (contacts.stay >= stays) & ~contacts.acute & (hospital.role == REGULAR)
    chosen = np.flatnonzero(planned & (rng.random(len(contacts)) < _REFERRED_SHARE))
    number, first = np.unique(contacts.stay[chosen], return_index=True)
    return number, contacts.start[chosen][first]


def _turns(
    rng: np.random.Generator, population: Population, stays: Stays
) -> tuple[Ints, Ints, Ints, Ints]:
    """Stays with waiting: when it begins, is called off (NEVER for most) and begins again."""
    stay = _with_waiting(rng, population, stays)
    first = _first_marked(rng, stays, stay)
    room = stays.end[stay] - first
    called_off = (rng.random(len(stay)) < 0.18) & (room > 2 * MINUTES_PER_DAY)
    back = np.where(called_off, first + (room * 0.5).astype(np.int64), NEVER)
    resumed = called_off & (rng.random(len(stay)) < 0.5)
    again = np.where(resumed, first + (room * 0.8).astype(np.int64), NEVER)
    return stay, first, back, again


def _with_waiting(rng: np.random.Generator, population: Population, stays: Stays) -> Ints:
    """Long stays of the old, and of grown persons in psychiatry."""
    home = population.municipality_at(stays.person, day_of(stays.start))
    age = population.age_on(stays.person, day_of(stays.start))
    days = (stays.end - stays.start) / MINUTES_PER_DAY
    old = ~stays.psychiatric & (age >= 65) & (days >= _LONG_SOMATIC_DAYS)
    mental = stays.psychiatric & (age >= 18) & (days >= _LONG_PSYCHIATRIC_DAYS)
    factor = effects.ready_factor(home, month_of_minute(stays.end))
    share = np.select([old, mental], [_SOMATIC_SHARE * factor, _PSYCHIATRIC_SHARE], 0.0)
    return np.flatnonzero(rng.random(len(stays)) < share)


def _first_marked(rng: np.random.Generator, stays: Stays, stay: Ints) -> Ints:
    """Some days before the end, at an hour when wards work, and not before the stay has begun."""
    count = len(stay)
    days = (stays.end - stays.start)[stay] / MINUTES_PER_DAY
    somatic = np.minimum(0.4 + rng.gamma(1.4, 1.8, count), days - 1)
    waiting = np.where(stays.psychiatric[stay], days * rng.uniform(0.2, 0.6, count), somatic)
    about = stays.end[stay] - (waiting * MINUTES_PER_DAY).astype(np.int64)
    hour = rng.integers(9 * MINUTES_PER_HOUR, 15 * MINUTES_PER_HOUR, count)
    first = day_of(about) * MINUTES_PER_DAY + hour
    first = np.maximum(first, stays.start[stay] + 12 * MINUTES_PER_HOUR)
    return np.asarray(np.minimum(first, stays.end[stay] - 30))


def _registered(
    rng: np.random.Generator,
    stay: Ints,
    code: Ints,
    minute: Ints,
    astray: Bools,
    *,
    months: range,
) -> Markers:
    """A stay's markers come late together, so that what is told is never out of turn."""
    last = months[-1]
    month = month_of_minute(minute)
    size = int(stay.max(initial=0)) + 1
    lag = first_told(rng, np.full(size, months[0]), months=months, late_share=_LATE_SHARE)
    since = np.maximum(month, months[0]) + (lag - months[0])[stay]
    alone = np.bincount(stay, minlength=size)[stay] == 1
    withdrawn = alone & (rng.random(len(stay)) < _WITHDRAWN_SHARE)
    # Shown only when a later delivery restates the month without the row
    withdrawn &= (since == month) & (since < last)
    versions = build_versions(
        since,
        end_known=since,
        mistaken_for=np.zeros(len(stay), dtype=np.int64),
        withdrawn=withdrawn,
        last=last,
    )
    stands = (since <= last) & ~withdrawn
    return Markers(stay, code, minute, astray, versions, stands)


def marker_file(population: Population, hospital: HospitalRegister, markers: Markers) -> EventFile:
    row = markers.versions.row
    stay, minute = markers.stay[row], markers.minute[row]
    person, begun = _whose(hospital, stay)
    home = population.municipality_at(person, begun)
    order = np.lexsort((stay, minute))
    table = pa.table(
        {
            "DW_EK_Forloeb": pathway_key(stay),
            "CPRnummer": cpr_texts(population.cpr[person]),
            "Markoer": take_texts(TEXTS, markers.code[row]),
            "Markoer_tidspunkt": timestamps(minute),
            "Borger_bo_kom": take_texts(CODES, home),
            "Borger_foedselsdato": dates(population.birth_day[person]),
            "Borger_koen": take_texts(["M", "K"], population.female[person].astype(np.int64)),
            "Lprindberetningssystem": take_texts(["LPR3"], np.zeros(len(row), dtype=np.int64)),
        }
    )
    versions = Versions(**{name: column[order] for name, column in vars(markers.versions).items()})
    return EventFile(MARKER_FILE, table.take(order), versions, month_of_minute(minute[order]))


def _whose(hospital: HospitalRegister, stay: Ints) -> tuple[Ints, Ints]:
    """Person and first day of what goes by each number."""
    contacts, own = hospital.contacts, hospital.role == REGULAR
    size = int(contacts.stay.max(initial=0)) + 1
    person = np.zeros(size, dtype=np.int64)
    begun = np.full(size, NEVER)
    person[contacts.stay[own]] = contacts.person[own]
    np.minimum.at(begun, contacts.stay[own], day_of(contacts.start[own]))
    return person[stay], begun[stay]


def pathway_key(stay: Ints) -> Ints:
    return _FIRST_PATHWAY + 7 * stay


@dataclass(frozen=True)
class Spells:
    """Waiting as the last delivery tells it; NEVER where the stay lasts still."""

    stay: Ints
    start: Ints
    end: Ints


def spells_of(markers: Markers, stays: Stays, *, visible: Bools, ended: Bools) -> Spells:
    """From each AWA1 to the stay's next marker or its end."""
    told = np.flatnonzero(markers.stands & ~markers.astray)
    told = told[visible[markers.stay[told]]]
    stay, minute, code = markers.stay[told], markers.minute[told], markers.code[told]
    until = np.where(ended[stay], stays.end[stay], NEVER)
    if len(told):
        followed = stay[:-1] == stay[1:]
        until[:-1][followed] = minute[1:][followed]
    starts = code == READY
    return Spells(stay[starts], minute[starts], until[starts])
