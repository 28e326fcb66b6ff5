"""The hospital register as its supplier keeps it: rows with keys, strays and versions."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tvaerblik.synthetic.clock import MINUTES_PER_DAY, Ints, month_of_minute
from tvaerblik.synthetic.contacts import Contacts, join
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.stays import Bools, Stays
from tvaerblik.synthetic.versions import Versions, build_versions, known_from, late_months

# What a register row is: the truth, or one of three kinds of stray
REGULAR, WITHDRAWN_STRAY, OTHER_SYSTEM, UNLINKABLE = range(4)

_LATE_SHARE: Final = 0.013
_LATE_STAY_SHARE: Final = 0.012
_MISTAKEN_SHARE: Final = 0.01
_STRAY_SHARES: Final = {WITHDRAWN_STRAY: 0.003, OTHER_SYSTEM: 0.002, UNLINKABLE: 0.0002}
_FIRST_KEY: Final = 210_000_000_000
_FIRST_STAY_KEY: Final = 30_000_000_000


@dataclass(frozen=True)
class HospitalRegister:
    contacts: Contacts
    role: Ints
    key: Ints
    # 0 where the supplier gives none
    stay_key: Ints
    municipality: Ints
    versions: Versions
    # For each stay of the truth: whether the last delivery tells all of it, and its end
    stay_known: Bools
    stay_ended: Bools


def register_contacts(
    rng: np.random.Generator,
    population: Population,
    stays: Stays,
    contacts: Contacts,
    *,
    months: range,
) -> HospitalRegister:
    """`months` are those with a delivery; contacts of earlier months come with the first."""
    last = months[-1]
    order = np.lexsort((contacts.stay, contacts.start))
    contacts = contacts.keep(order)
    since = _first_told(rng, contacts, stays=len(stays), months=months)
    known = np.ones(len(stays), dtype=bool)
    of_stays = contacts.stay < len(stays)
    known[contacts.stay[of_stays & (since > last)]] = False
    contacts, since, role = _with_strays(
        rng, contacts, since, birth_day=population.birth_day, last=last
    )
    count = len(contacts)
    lag = late_months(rng, count, _MISTAKEN_SHARE)
    mistaken_for = np.where(role == REGULAR, np.minimum(lag, 3), 0)
    versions = build_versions(
        since,
        end_known=np.maximum(known_from(contacts.end), since),
        mistaken_for=mistaken_for,
        withdrawn=role == WITHDRAWN_STRAY,
        last=last,
    )
    return HospitalRegister(
        contacts=contacts,
        role=role,
        key=_keys(rng, since),
        stay_key=_stay_keys(population, contacts, role),
        municipality=population.municipality_at(contacts.person, contacts.start // 1440),
        versions=versions,
        stay_known=known,
        stay_ended=known_from(stays.end) <= last,
    )


def _first_told(rng: np.random.Generator, contacts: Contacts, *, stays: int, months: range) -> Ints:
    """The delivery each contact first appears in, perhaps one after the last.

    A stay is never half told by the last delivery: then it would be another stay, and the right
    answer a matter of taste. Within earlier deliveries that does happen.
    """
    last = months[-1]
    in_time = np.maximum(month_of_minute(contacts.start), months[0])
    inpatient = contacts.stay < stays
    own = in_time + late_months(rng, len(contacts), _LATE_SHARE)
    own = np.where(inpatient & (own > last), in_time, own)
    stay_lag = late_months(rng, stays, _LATE_STAY_SHARE) if stays else np.zeros(1, dtype=np.int64)
    together = in_time + stay_lag[np.where(inpatient, contacts.stay, 0)]
    since = np.where(inpatient, np.maximum(own, together), own)
    latest = np.zeros(stays + 1, dtype=np.int64)
    number = np.where(inpatient, contacts.stay, stays)
    np.maximum.at(latest, number, since)
    return np.where(inpatient & (latest[number] > last), last + 1, since)


def _with_strays(
    rng: np.random.Generator, contacts: Contacts, since: Ints, *, birth_day: Ints, last: int
) -> tuple[Contacts, Ints, Ints]:
    """Adds rows that are no truth: withdrawn ones, another system's copies, persons unknown."""
    parts, told, roles = [contacts], [since], [np.full(len(contacts), REGULAR)]
    for role, share in _STRAY_SHARES.items():
        # A withdrawal shows only when a later delivery restates the month without the row
        fit = np.flatnonzero(_can_stray(contacts, since, role, last=last))
        chosen = np.sort(rng.choice(fit, rng.binomial(len(fit), share), replace=False))
        stray = contacts.keep(chosen)
        if role == WITHDRAWN_STRAY:
            stray = _misplaced(rng, stray, birth_day=birth_day)
        parts.append(stray)
        told.append(since[chosen])
        roles.append(np.full(len(chosen), role))
    return join(*parts), np.concatenate(told), np.concatenate(roles)


def _can_stray(contacts: Contacts, since: Ints, role: int, *, last: int) -> Bools:
    if role == WITHDRAWN_STRAY:
        in_time = since == month_of_minute(contacts.start)
        ended = known_from(contacts.end) <= since
        return np.asarray(in_time & ended & (since < last))
    return np.asarray(since <= last)


def _misplaced(rng: np.random.Generator, stray: Contacts, *, birth_day: Ints) -> Contacts:
    """Half are keyed in twice, half on the wrong person: one who has a number, so is born."""
    stranger = rng.integers(0, len(birth_day), len(stray))
    is_born = birth_day[stranger] < stray.start // MINUTES_PER_DAY
    wrong = (rng.random(len(stray)) < 0.5) & is_born
    return Contacts(**{**vars(stray), "person": np.where(wrong, stranger, stray.person)})


def _keys(rng: np.random.Generator, since: Ints) -> Ints:
    """Unique twelve-digit numbers, rising with the time of registration but with holes."""
    keys = np.empty(len(since), dtype=np.int64)
    keys[np.argsort(since, kind="stable")] = rng.integers(1, 90, len(since)).cumsum()
    return _FIRST_KEY + keys


def _stay_keys(population: Population, contacts: Contacts, role: npt.NDArray[np.int64]) -> Ints:
    own = int(contacts.stay.max(initial=0)) + 1 + np.arange(len(contacts))
    number = np.where(role == WITHDRAWN_STRAY, own, contacts.stay)
    given = population.has_stay_key[contacts.person] & (role != UNLINKABLE)
    return np.where(given, _FIRST_STAY_KEY + number * 3, 0)
