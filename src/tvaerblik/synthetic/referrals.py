"""Referrals that municipalities receive: to rehabilitation under section 83 a and to prevention."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic import effects
from tvaerblik.synthetic.clock import MINUTES_PER_DAY, Ints, day_of, first_day, month_of_day
from tvaerblik.synthetic.draws import draw_days
from tvaerblik.synthetic.monthly import EventFile
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import ADULT_PSYCHIATRY, CODES, EMERGENCY, SPECIALTIES
from tvaerblik.synthetic.registration import REGULAR, HospitalRegister
from tvaerblik.synthetic.stays import Bools, Stays
from tvaerblik.synthetic.tables import cpr_texts, dates, identifiers, take_texts
from tvaerblik.synthetic.versions import FINAL, Versions, build_versions, first_told, late_months

REFERRAL_FILE: Final = "GATEWAY_HENVISNING"

# Old key and UUID of the FSIII list "henvendelse/henvisning fra"
REFERRERS: Final = (
    ("A11", "4d2bf9ca-869b-4fb5-afe8-027f0f04e7c1"),
    ("A12", "cf85bd30-afc4-4134-b3f6-c4e3861372ac"),
    ("A13", "d9b03ed2-7e81-4c01-8b3f-9aa9853ee5be"),
    ("A14", "2cdf2c7c-65f7-4671-a976-89aff82c574d"),
    ("A9", "2c2d5545-e247-4d73-b454-3b0849b16980"),
    ("A1", "e73934c9-e7aa-46a6-a7e4-3f1aa6fce1a7"),
    ("A5", "cfe8ea63-e2aa-4b2c-99f7-7a1748f25ef3"),
)
SURGERY, MEDICINE, PSYCHIATRY, EMERGENCY_ROOM, GP, CITIZEN, NURSE = range(7)
FROM_HOSPITAL: Final = (SURGERY, MEDICINE, PSYCHIATRY, EMERGENCY_ROOM)

# Old key, UUID and share: eleven of rehabilitation first, then prevention
SERVICES: Final = (
    ("H2.1", "754c06a7-d6f1-4f8d-ad3e-a5c109efaca6", 8),
    ("H2.2", "f9cd3ded-f8af-4060-aad5-7e7c342d0230", 14),
    ("H2.4", "0b654911-f2b6-47d3-948b-3e9fb315b4c9", 16),
    ("H2.5", "2912752c-2e9e-4702-8787-b45f73ff5b05", 26),
    ("H2.6", "b3c16115-d0d9-4229-a526-df366d44f948", 14),
    ("H2.7", "6b3c5af0-22ac-40eb-bc50-c7734da2bf6d", 7),
    ("H2.10", "a6199582-15a7-4c3d-bbdf-21f5059031c6", 9),
    ("c203c6b5_3be0_40a8_8204_e93751deabf5", "c203c6b5-3be0-40a8-8204-e93751deabf5", 20),
    ("ab87c0b5_40be_4e0a_b749_d9f833bfed2d", "ab87c0b5-40be-4e0a-b749-d9f833bfed2d", 34),
    ("c9a99304_1788_43b7_b7be_e187b092ae9c", "c9a99304-1788-43b7-b7be-e187b092ae9c", 18),
    ("924e9828_84cf_4689_9551_0ebb6dc71b98", "924e9828-84cf-4689-9551-0ebb6dc71b98", 6),
    ("e71b7d85_5c78_49c2_8624_8499d162317b", "e71b7d85-5c78-49c2-8624-8499d162317b", 22),
)
FIRST_PREVENTION: Final = 7
_STATUSES: Final = ("active", "completed", "entered-in-error")

# Referrals a person-year outside hospital at the ages of stays._AGES
_RATE: Final = (0, 0, 0, 0.001, 0.003, 0.006, 0.011, 0.02, 0.03, 0.05, 0.06, 0.06)
_HOSPITAL_SHARE: Final = (0.0, 0.03, 0.1)  # of stays, by age: under 18, to 64, 65 and over
_LATE_SHARE: Final = 0.015
_ERROR_SHARE: Final = 0.02
_SURGICAL: Final = [
    SPECIALTIES.index(name) for name in ("kirurgi", "ortopædisk kirurgi", "gynækologi og obstetrik")
]


@dataclass(frozen=True)
class Referrals:
    person: Ints
    day: Ints
    referrer: Ints
    service: Ints
    municipality: Ints
    versions: Versions
    in_error: Bools
    stands: Bools

    def __len__(self) -> int:
        return len(self.person)


def invent_referrals(
    rng: np.random.Generator,
    population: Population,
    stays: Stays,
    hospital: HospitalRegister,
    *,
    months: range,
) -> Referrals:
    parts = [
        _from_hospital(rng, population, stays, hospital),
        _from_elsewhere(rng, population, months),
    ]
    person, day, referrer = (np.concatenate([part[i] for part in parts]) for i in range(3))
    service = _services(rng, population.age_on(person, day), referrer)
    municipality = population.municipality_at(person, day)
    begins = np.maximum(effects.gateway_begin_days(), first_day(months[0]))[municipality]
    inside = (day >= begins) & (day < first_day(months[-1] + 1))
    inside &= month_of_day(day) < effects.gateway_end_months()[municipality]
    kept = np.flatnonzero(inside & population.can_begin(person, (day + 1) * MINUTES_PER_DAY - 1))
    kept = kept[np.lexsort((person[kept], day[kept]))]
    return _registered(
        rng, person[kept], day[kept], referrer[kept], service[kept], municipality[kept], months
    )


Draws = tuple[Ints, Ints, Ints]


def _from_hospital(
    rng: np.random.Generator, population: Population, stays: Stays, hospital: HospitalRegister
) -> Draws:
    """At discharge, by the specialty that began the stay; sent the same day or the next."""
    age = population.age_on(stays.person, day_of(stays.end))
    share = np.array(_HOSPITAL_SHARE)[np.searchsorted([18, 65], age, side="right")]
    chosen = np.flatnonzero(rng.random(len(stays)) < share)
    specialty = _first_specialty(hospital, len(stays))[chosen]
    referrer = np.select(
        [specialty >= ADULT_PSYCHIATRY, specialty == EMERGENCY, np.isin(specialty, _SURGICAL)],
        [PSYCHIATRY, EMERGENCY_ROOM, SURGERY],
        MEDICINE,
    )
    # Half of those who came through the emergency ward are sent on by the ward they came to
    sent_on = (referrer == EMERGENCY_ROOM) & (rng.random(len(chosen)) < 0.5)
    day = day_of(stays.end[chosen]) + rng.integers(0, 2, len(chosen))
    return stays.person[chosen], day, np.where(sent_on, MEDICINE, referrer)


def _first_specialty(hospital: HospitalRegister, stays: int) -> Ints:
    contacts = hospital.contacts
    row = np.flatnonzero((contacts.stay < stays) & (hospital.role == REGULAR))
    row = row[np.lexsort((contacts.start[row], contacts.stay[row]))]
    stay, first = np.unique(contacts.stay[row], return_index=True)
    found = np.zeros(stays, dtype=np.int64)
    found[stay] = contacts.specialty[row[first]]
    return found


def _from_elsewhere(rng: np.random.Generator, population: Population, months: range) -> Draws:
    person, day = draw_days(rng, population, months, _RATE)
    return person, day, rng.choice([GP, CITIZEN, NURSE], len(person), p=[0.6, 0.25, 0.15])


def _services(rng: np.random.Generator, age: Ints, referrer: Ints) -> Ints:
    """Mostly rehabilitation for the old, prevention for the others."""
    weights = np.array([share for _, _, share in SERVICES], dtype=float)
    split = FIRST_PREVENTION
    home, other = weights[:split], weights[split:]
    count = len(age)
    at_home = rng.choice(split, count, p=home / home.sum())
    elsewhere = split + rng.choice(len(other), count, p=other / other.sum())
    likely = np.where(age >= 75, 0.7, np.where(age >= 65, 0.45, 0.08))
    likely = np.where(referrer == PSYCHIATRY, likely * 0.5, likely)
    return np.where(rng.random(count) < likely, at_home, elsewhere)


def _registered(
    rng: np.random.Generator,
    person: Ints,
    day: Ints,
    referrer: Ints,
    service: Ints,
    municipality: Ints,
    months: range,
) -> Referrals:
    last, month = months[-1], month_of_day(day)
    ends = effects.gateway_end_months()[municipality]
    since = first_told(rng, month, months=months, late_share=_LATE_SHARE)
    lag = np.minimum(late_months(rng, len(day), _ERROR_SHARE), 3)
    in_error = (lag > 0) & (since + lag <= np.minimum(last, ends - 1))
    versions = build_versions(
        # What would come after a municipality has stopped never comes
        np.where(since < ends, since, last + 1),
        end_known=since,
        mistaken_for=np.where(in_error, lag, 0),
        withdrawn=np.zeros(len(day), dtype=bool),
        last=last,
    )
    stands = (since <= last) & (since < ends) & ~in_error
    return Referrals(person, day, referrer, service, municipality, versions, in_error, stands)


def referral_file(
    rng: np.random.Generator, population: Population, referrals: Referrals
) -> EventFile:
    order = np.lexsort((referrals.versions.since, referrals.versions.row))
    versions = Versions(
        **{name: column[order] for name, column in vars(referrals.versions).items()}
    )
    row = versions.row
    changes = [effects.UUIDS_FROM.get(code, 1 << 30) for code in CODES.tolist()]
    month = month_of_day(referrals.day)
    changed = (month >= np.array(changes)[referrals.municipality])[row].astype(np.int64)
    status = np.where(referrals.in_error[row] & (versions.form == FINAL), 2, row % 2)
    table = pa.table(
        {
            "Kommune": take_texts(CODES, referrals.municipality[row]),
            "CPRnummer": cpr_texts(population.cpr[referrals.person[row]]),
            "Henvisning_id": identifiers(rng, len(referrals)).take(pa.array(row)),
            "Henvist_fra": _key_or_uuid(REFERRERS, referrals.referrer[row], changed),
            "Henvist_til": _key_or_uuid(SERVICES, referrals.service[row], changed),
            "Dato": dates(referrals.day[row]),
            "Status": take_texts(_STATUSES, status),
        }
    )
    ends = effects.gateway_end_months()[referrals.municipality[row]]
    return EventFile(REFERRAL_FILE, table, versions, month[row], ends=ends)


def _key_or_uuid(listed: tuple[tuple[object, ...], ...], index: Ints, changed: Ints) -> pa.Array:
    texts = [str(item[0]) for item in listed] + [str(item[1]) for item in listed]
    return take_texts(texts, index + changed * len(listed))
