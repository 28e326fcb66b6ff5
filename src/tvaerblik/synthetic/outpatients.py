"""Contacts that are no admission: clinics, emergency rooms, telephone, home visits, reports."""

from typing import Final

import numpy as np

from tvaerblik.synthetic import diagnoses, effects
from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    Ints,
    day_of,
    first_day,
    is_weekend,
    outside_changing_hour,
    touches_clock_change,
)
from tvaerblik.synthetic.contacts import (
    DIAGNOSIS_REPORT,
    OUTREACH,
    PHYSICAL,
    VIRTUAL,
    Contacts,
    join,
    units_of_outpatients,
)
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import EMERGENCY
from tvaerblik.synthetic.stays import (
    ADMISSION_MINUTES,
    JOINING_MINUTES,
    Bools,
    Stays,
    acute_minutes,
    draw_persons,
    minutes_since_previous,
)

# Contacts a person-year at the ages of stays._AGES
_RATE: Final = (1.0, 0.9, 0.8, 0.9, 1.2, 1.35, 1.75, 2.45, 3.0, 3.1, 2.4, 2.0)


def invent_outpatients(
    rng: np.random.Generator, population: Population, stays: Stays, *, months: range
) -> Contacts:
    drawn = [draw_persons(rng, population, month, _RATE) for month in months]
    person = np.concatenate(drawn)
    month = np.repeat(np.array(months), [len(part) for part in drawn])
    kind, acute = _kinds(rng, month)
    start = _starts(rng, month, acute)
    age = population.age_on(person, day_of(start))
    diagnosis = np.where(acute, diagnoses.ACUTE.draw(rng, age), diagnoses.OUTPATIENT.draw(rng, age))
    home = population.municipality_at(person, day_of(start))
    specialty = np.where(acute, EMERGENCY, diagnoses.SPECIALTY[diagnosis])
    hospital, specialty = units_of_outpatients(rng, home, age, specialty)
    contacts = Contacts(
        stay=np.zeros(len(person), dtype=np.int64),
        person=person,
        start=start,
        end=outside_changing_hour(start + _minutes(rng, kind, acute)),
        kind=kind,
        acute=acute,
        diagnosis=diagnosis,
        hospital=hospital,
        specialty=specialty,
    )
    return _numbered_and_apart(rng, population, stays, contacts)


def _kinds(rng: np.random.Generator, month: Ints) -> tuple[Ints, Bools]:
    draw = rng.random(len(month))
    virtual = effects.virtual_share(month)
    kind = np.select(
        [draw < virtual, draw < virtual + 0.03, draw > 0.992],
        [VIRTUAL, OUTREACH, DIAGNOSIS_REPORT],
        PHYSICAL,
    )
    acute = (kind == PHYSICAL) & (rng.random(len(month)) < 0.15)
    return kind, acute


def _starts(rng: np.random.Generator, month: Ints, acute: Bools) -> Ints:
    begin = np.asarray(first_day(month))
    day = begin + rng.integers(0, np.asarray(first_day(month + 1)) - begin)
    # Clinics are shut at the weekend: its patients come some days before or after, inside the month
    shifted = np.where(day - begin < 7, day + 3, day - 3)
    day = np.where(~acute & is_weekend(day), shifted, day)
    minute = np.where(
        acute, acute_minutes(rng, len(month)), 7 * 60 + 30 + 5 * rng.integers(0, 98, len(month))
    )
    start = day * MINUTES_PER_DAY + minute
    # On the two nights when clocks change the emergency rooms of this world stay empty
    asleep = touches_clock_change(start, start + ADMISSION_MINUTES) & (minute < 8 * 60)
    return np.where(asleep, start + 8 * 60, start)


def _minutes(rng: np.random.Generator, kind: Ints, acute: Bools) -> Ints:
    """Visits of minutes, emergency visits of hours; a few last one minute under twelve hours."""
    count = len(kind)
    visit = 10 + 5 * rng.integers(0, 18, count)
    day_care = rng.random(count) < 0.06
    visit = np.where(day_care & (kind == PHYSICAL), rng.integers(150, 480, count), visit)
    emergency = np.minimum(35 + rng.exponential(170, count).astype(np.int64), 11 * 60)
    emergency = np.where(rng.random(count) < 0.006, ADMISSION_MINUTES - 1, emergency)
    call = rng.integers(4, 35, count)
    return np.select(
        [acute, kind == VIRTUAL, kind == DIAGNOSIS_REPORT], [emergency, call, 1], visit
    )


def _numbered_and_apart(
    rng: np.random.Generator, population: Population, stays: Stays, contacts: Contacts
) -> Contacts:
    """Only contacts of living residents, and physical ones more than four hours from any other.

    Otherwise a clinic visit would lengthen a stay, and the truth with it. The pairs that do lie
    close are made on purpose and share a number.
    """
    contacts = contacts.keep(population.can_begin(contacts.person, contacts.start))
    contacts = contacts.keep(~_doubtful(contacts))
    physical = contacts.keep(contacts.kind == PHYSICAL)
    others = contacts.keep(contacts.kind != PHYSICAL)
    physical = _apart_from_stays(physical, stays)
    physical = physical.keep(np.lexsort((physical.end, physical.start, physical.person)))
    gap = minutes_since_previous(physical.person, physical.start, physical.end)
    # Twelve hours leave room for the partner that half of the pairs get
    physical = physical.keep(gap > ADMISSION_MINUTES)
    physical = _numbered(physical, len(stays))
    physical = join(physical, _partners(rng, physical))
    others = _numbered(others, len(stays) + len(physical))
    return join(physical, others)


def _doubtful(contacts: Contacts) -> Bools:
    """Nearly twelve hours through a night with a change of clocks: on the wall, or in truth?"""
    nearly = contacts.end - contacts.start > ADMISSION_MINUTES - 120
    return nearly & touches_clock_change(contacts.start, contacts.end)


def _numbered(contacts: Contacts, first: int) -> Contacts:
    return Contacts(**{**vars(contacts), "stay": first + np.arange(len(contacts))})


def _apart_from_stays(contacts: Contacts, stays: Stays) -> Contacts:
    """Stays do not meet, so the one that begins last before a contact ends decides."""
    reach = ADMISSION_MINUTES + JOINING_MINUTES
    if not len(stays):
        return contacts
    lane = stays.person << 40
    before = np.searchsorted(
        lane + stays.start, (contacts.person << 40) + contacts.end + reach, side="right"
    )
    previous = np.maximum(before - 1, 0)
    meets = (
        (before > 0)
        & (stays.person[previous] == contacts.person)
        & (stays.end[previous] + reach >= contacts.start)
    )
    return contacts.keep(~meets)


def _partners(rng: np.random.Generator, physical: Contacts) -> Contacts:
    """A second clinic visit the same day, at most four hours after the first has ended."""
    room = (physical.end - physical.start <= 120) & ~physical.acute
    nearby = touches_clock_change(physical.start, physical.end + ADMISSION_MINUTES)
    first = physical.keep(room & ~nearby & (rng.random(len(physical)) < 0.025))
    kind = rng.random(len(first))
    gap = np.where(kind < 0.1, JOINING_MINUTES, rng.integers(0, JOINING_MINUTES, len(first)))
    start = first.end + gap
    # Nobody had anything within twelve hours of the first, so the second meets nothing either
    return Contacts(**{**vars(first), "start": start, "end": start + 20})
