"""Rehabilitation plans: sent at discharge, and the day the municipality begins the training."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic import diagnoses, effects
from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    NEVER,
    Ints,
    day_of,
    first_day,
    is_weekend,
    month_of_day,
    month_of_minute,
)
from tvaerblik.synthetic.contacts import PHYSICAL
from tvaerblik.synthetic.monthly import EventFile
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES, SPECIALTIES, USUAL_HOSPITAL, institution_id
from tvaerblik.synthetic.registration import REGULAR, HospitalRegister
from tvaerblik.synthetic.stays import Stays
from tvaerblik.synthetic.tables import cpr_texts, dates, identifiers, take_texts
from tvaerblik.synthetic.versions import (
    UNFINISHED,
    Versions,
    first_told,
    known_from,
    told_versions,
)

SOURCE: Final = "genoptraening"
PLAN_FILE: Final = "GOP"
LEVELS: Final = ("AWG2A", "AWG2B", "AWG1", "AWG5")
_LEVEL_SHARES: Final = (0.80, 0.13, 0.05, 0.02)
PUBLISHED_AFTER_DAYS: Final = 17

# Share of stays that end with a plan, by specialty of the diagnosis; others for the old only
_SHARES: Final = {"ortopædisk kirurgi": 0.6, "neurologi": 0.4, "geriatri": 0.3}
_OTHER_SHARE_OF_OLD: Final = 0.09
_OUTPATIENT_SHARE: Final = 0.06
# Days from plan to training, the median in each municipality in the order of places
_MEDIAN_DAYS: Final = np.array([9, 10, 11, 12, 11, 13, 8, 9, 9, 12, 10])
_SPREAD: Final = 0.55
_NEVER_SHARE: Final = 0.06
_LATE_SHARE: Final = 0.01


@dataclass(frozen=True)
class Plans:
    person: Ints
    sent: Ints
    # NEVER for those who do not come
    training: Ints
    level: Ints
    hospital: Ints
    municipality: Ints
    versions: Versions
    since: Ints

    def __len__(self) -> int:
        return len(self.person)


def invent_plans(
    rng: np.random.Generator,
    population: Population,
    stays: Stays,
    hospital: HospitalRegister,
    *,
    months: range,
) -> Plans:
    drawn = [_of_stays(rng, population, stays), _of_outpatients(rng, hospital)]
    person, sent = (np.concatenate([part[i] for part in drawn]) for i in range(2))
    inside = (sent >= first_day(months[0])) & (sent < first_day(months[-1] + 1))
    alive = population.can_begin(person, (sent + 1) * MINUTES_PER_DAY)
    kept = np.flatnonzero(inside & alive)
    kept = kept[np.lexsort((person[kept], sent[kept]))]
    person, sent = person[kept], sent[kept]
    home = population.municipality_at(person, sent)
    training = _training_days(rng, population, person, sent, home)
    since = first_told(rng, month_of_day(sent), months=months, late_share=_LATE_SHARE)
    return Plans(
        person=person,
        sent=sent,
        training=training,
        level=rng.choice(len(LEVELS), len(person), p=_LEVEL_SHARES),
        hospital=USUAL_HOSPITAL[home],
        municipality=home,
        versions=told_versions(since, last=months[-1], end_known=training_known(training)),
        since=since,
    )


def training_known(training: Ints) -> Ints:
    """The delivery that can first tell of the training; far ahead where it never begins."""
    never = training >= NEVER
    day = np.where(never, 0, training)
    return np.where(never, 1 << 30, known_from(day * MINUTES_PER_DAY))


def _of_stays(rng: np.random.Generator, population: Population, stays: Stays) -> tuple[Ints, Ints]:
    shares = np.array([_SHARES.get(name, 0.0) for name in SPECIALTIES])
    share = shares[diagnoses.SPECIALTY[stays.diagnosis]]
    age = population.age_on(stays.person, day_of(stays.end))
    share = np.where((share == 0) & (age >= 65), _OTHER_SHARE_OF_OLD, share)
    chosen = np.flatnonzero(~stays.psychiatric & (rng.random(len(stays)) < share))
    # Four in five are sent the day the patient goes home, the others the day after
    sent = day_of(stays.end[chosen]) + (rng.random(len(chosen)) > 0.82)
    return stays.person[chosen], sent


def _of_outpatients(rng: np.random.Generator, hospital: HospitalRegister) -> tuple[Ints, Ints]:
    contacts = hospital.contacts
    injury = np.array([code.startswith(("DS", "DM")) for code in diagnoses.CODES.tolist()])
    fits = (contacts.kind == PHYSICAL) & (hospital.role == REGULAR) & injury[contacts.diagnosis]
    fits &= contacts.end - contacts.start < 12 * 60
    chosen = np.flatnonzero(fits & (rng.random(len(contacts)) < _OUTPATIENT_SHARE))
    return contacts.person[chosen], day_of(contacts.end[chosen])


def _training_days(
    rng: np.random.Generator, population: Population, person: Ints, sent: Ints, home: Ints
) -> Ints:
    month = month_of_day(sent)
    median = _MEDIAN_DAYS[home] * effects.waiting_factor(home, month)
    # Fewer therapists in July
    median = median * np.where(month % 12 == 6, 1.3, 1.0)
    waits = np.rint(median * np.exp(rng.normal(0, _SPREAD, len(person)))).astype(np.int64)
    day = sent + np.maximum(waits, 1)
    day = np.where(is_weekend(day), day + 2, day)
    comes = population.can_begin(person, (day + 1) * MINUTES_PER_DAY)
    comes &= rng.random(len(person)) >= _NEVER_SHARE
    return np.where(comes, day, NEVER)


def plan_file(rng: np.random.Generator, population: Population, plans: Plans) -> EventFile:
    order = np.lexsort((plans.versions.since, plans.versions.row))
    versions = Versions(**{name: column[order] for name, column in vars(plans.versions).items()})
    row = versions.row
    training = np.where(versions.form == UNFINISHED, NEVER, plans.training[row])
    table = pa.table(
        {
            "PLAN_ID": identifiers(rng, len(plans)).take(pa.array(row)),
            "CPRNR": cpr_texts(population.cpr[plans.person[row]]),
            "PLAN_DATO": dates(plans.sent[row]),
            "NIVEAU": take_texts(LEVELS, plans.level[row]),
            "SYGEHUS_SOR": institution_id(plans.hospital[row]),
            "KOMKOD": take_texts(CODES, plans.municipality[row]),
            "TRAENING_START": dates(training),
        }
    )
    month = month_of_minute(plans.sent[row] * MINUTES_PER_DAY)
    return EventFile(PLAN_FILE, table, versions, month)
