"""What municipalities do: visits after discharge, nursing and care, in the terms of FSIII."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from tvaerblik.synthetic import effects
from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    NEVER,
    Ints,
    day_of,
    first_day,
    month_of_minute,
    outside_changing_hour,
)
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.stays import Bools, Stays, draw_persons
from tvaerblik.synthetic.versions import (
    FINAL,
    WITHDRAWN,
    Versions,
    build_versions,
    known_from,
    late_months,
)

RESOURCES: Final = ("PlannedIntervention", "CompletedIntervention", "GeneralEncounter")
PLANNED, COMPLETED, ENCOUNTER = range(3)
MODES: Final = ("Hjemmebesøg", "Skærmbesøg", "Klinikbesøg")
VISIT_DAYS: Final = 7


@dataclass(frozen=True)
class ServiceCode:
    key: str
    uuid: str
    # Relative volume, and shares of planned, completed and encounter among it
    weight: float
    resources: tuple[float, float, float]


_NURSING: Final = (0.3, 0.2, 0.5)
_ACUTE_NURSING: Final = (0.35, 0.65, 0.0)
_CARE: Final = (0.6, 0.0, 0.4)

SERVICE_CODES: Final = (
    # The first two are also invented after discharges; the visit only there and by chance
    ServiceCode("G2.4", "ccbed25e-da29-4c4e-9f6c-0b3132125336", 0.6, (0, 0, 1)),
    ServiceCode("G1.17", "f0d23296-29c5-4dc4-942e-3ce4cfdf6741", 1.2, _ACUTE_NURSING),
    ServiceCode("G1.18", "e3eabbbe-b1a2-499f-beff-cca6e28c5e5c", 0.7, _ACUTE_NURSING),
    ServiceCode("G1.37", "999e4908-106e-49b8-bc5f-8f9778df8a8d", 0.3, _ACUTE_NURSING),
    ServiceCode("G1.20", "d2d42368-9d6d-4ca2-affe-f7116da86e1b", 13, _NURSING),
    ServiceCode("G1.21", "81ad7190-f253-47c2-a7c9-3d61dd4f7275", 14, _NURSING),
    ServiceCode("G1.39", "76878386-b3d2-4320-828a-a700e8a66234", 9, _NURSING),
    ServiceCode("G1.19", "23eb1228-e878-4960-8d3c-2c022c66a489", 5, _NURSING),
    ServiceCode("G1.41", "34b8b9a0-41bf-4dce-88f6-409de21fb175", 5, _NURSING),
    ServiceCode("G1.16", "e6c95074-ce45-488a-af8b-b6b39d20808f", 3, _NURSING),
    ServiceCode("G2.1", "96546362-359b-401f-8760-f2c54f62d804", 4, (0, 0, 1)),
    ServiceCode("G2.2", "f2ac3b5e-ff62-4510-88ce-7a916fc24a90", 4, (0, 0, 1)),
    ServiceCode("G2.3", "0899186c-200c-4048-8cda-929b4d629343", 2, (0, 0, 1)),
    ServiceCode("H1.1", "17312894-b23f-43d9-9723-b725ac25d872", 14, _CARE),
    ServiceCode("H1.2", "4a4add40-ee74-4090-bd70-48d9bda9c5c4", 6, _CARE),
    ServiceCode("H1.3", "ac68ca34-bfad-4254-a715-6fd758838e67", 6, _CARE),
    ServiceCode("H1.6", "a3af0522-e228-4a6a-b5c2-c9fcf0f3b2c4", 5, _CARE),
    ServiceCode("H1.8", "43608562-e356-4990-8b96-e35128bbdc4f", 9, _CARE),
    ServiceCode("H2.5", "2912752c-2e9e-4702-8787-b45f73ff5b05", 2, _CARE),
    ServiceCode("H5.1", "49b9601f-eff7-43a4-8263-56296ec82601", 3, _CARE),
)
FOLLOW_UP, IV_MEDICINE = 0, 1

# Services a person-year at the ages of stays._AGES
_RATE: Final = (0, 0, 0.005, 0.01, 0.03, 0.06, 0.16, 0.45, 1.0, 2.8, 5.5, 7.0)
# Days from discharge to visit
_VISIT_DELAY: Final = (0.06, 0.28, 0.2, 0.15, 0.1, 0.08, 0.06, 0.07)
_ERROR_SHARE: Final = 0.03
_WITHDRAWN_SHARE: Final = 0.001
_LATE_SHARE: Final = 0.015


@dataclass(frozen=True)
class Services:
    person: Ints
    start: Ints
    end: Ints
    code: Ints
    resource: Ints
    municipality: Ints

    def __len__(self) -> int:
        return len(self.person)

    def keep(self, choice: Bools | Ints) -> Self:
        return type(self)(**{name: column[choice] for name, column in vars(self).items()})


@dataclass(frozen=True)
class ServiceRegister:
    services: Services
    versions: Versions
    # Entered in error, as a later delivery tells
    in_error: Bools
    # What the last delivery tells and nobody has taken back
    stands: Bools
    # Whether it tells of the end too
    end_told: Bools


def invent_services(
    rng: np.random.Generator, population: Population, stays: Stays, *, months: range
) -> Services:
    parts = [
        _visits(rng, population, stays),
        _iv_after_discharge(rng, population, stays),
        _everyday(rng, population, months),
    ]
    person, start, code = (np.concatenate([part[i] for part in parts]) for i in range(3))
    start, resource = outside_changing_hour(start), _resources(rng, code)
    services = Services(
        person=person,
        start=start,
        end=outside_changing_hour(start + _minutes(rng, resource)),
        code=code,
        resource=resource,
        municipality=population.municipality_at(person, day_of(start)),
    )
    begins = effects.gateway_begin_days()[services.municipality] * MINUTES_PER_DAY
    inside = start < first_day(months[-1] + 1) * MINUTES_PER_DAY
    inside &= start >= np.maximum(begins, first_day(months[0]) * MINUTES_PER_DAY)
    services = services.keep(inside & population.can_begin(person, start))
    return services.keep(np.lexsort((services.person, services.start)))


Draws = tuple[Ints, Ints, Ints]


def _visits(rng: np.random.Generator, population: Population, stays: Stays) -> Draws:
    """Follow-up visits: most within the seven days, some too late, some before discharge."""
    age = population.age_on(stays.person, day_of(stays.end))
    index = stays.keep(~stays.psychiatric & (age >= 65))
    home = population.municipality_at(index.person, day_of(index.start))
    share = effects.visit_share(home, month_of_minute(index.end))
    draw = rng.random(len(index))
    in_time = index.keep(draw < share)
    too_late = index.keep((draw >= share) & (draw < share + 0.05))
    too_early = index.keep(draw > 0.965)
    late_days = rng.integers(VISIT_DAYS + 1, 2 * VISIT_DAYS, len(too_late))
    before = rng.random(len(too_early)) * (too_early.end - too_early.start)
    start = np.concatenate(
        [
            _times_in_window(rng, in_time),
            _daytime(rng, day_of(too_late.end) + late_days),
            too_early.end - 1 - before.astype(np.int64),
        ]
    )
    person = np.concatenate([in_time.person, too_late.person, too_early.person])
    return person, start, np.full(len(person), FOLLOW_UP)


def _times_in_window(rng: np.random.Generator, stays: Stays) -> Ints:
    count = len(stays)
    days = rng.choice(len(_VISIT_DELAY), count, p=_VISIT_DELAY)
    hour = stays.end % MINUTES_PER_DAY // 60
    days = np.where((hour < 7) | (hour > 18), np.maximum(days, 1), days)
    # The same day: some begin the very minute the stay ends, which still counts
    at_once = stays.end + np.where(rng.random(count) < 0.3, 0, rng.integers(1, 240, count))
    return np.where(days == 0, at_once, _daytime(rng, day_of(stays.end) + days))


def _iv_after_discharge(rng: np.random.Generator, population: Population, stays: Stays) -> Draws:
    age = population.age_on(stays.person, day_of(stays.end))
    chosen = (age >= 18) & ~stays.psychiatric & (rng.random(len(stays)) < 0.035)
    index = stays.keep(chosen)
    start = _daytime(rng, day_of(index.end) + 1 + rng.integers(0, 2, len(index)))
    return index.person, start, np.full(len(index), IV_MEDICINE)


def _everyday(rng: np.random.Generator, population: Population, months: range) -> Draws:
    drawn = [draw_persons(rng, population, month, _RATE) for month in months]
    person = np.concatenate(drawn)
    month = np.repeat(np.array(months), [len(part) for part in drawn])
    begin = np.asarray(first_day(month))
    day = begin + rng.integers(0, np.asarray(first_day(month + 1)) - begin)
    weights = np.array([code.weight for code in SERVICE_CODES])
    code = rng.choice(len(SERVICE_CODES), len(person), p=weights / weights.sum())
    return person, _daytime(rng, day), code


def _daytime(rng: np.random.Generator, day: Ints) -> Ints:
    return day * MINUTES_PER_DAY + 7 * 60 + 30 + 5 * rng.integers(0, 150, len(day))


def _resources(rng: np.random.Generator, code: Ints) -> Ints:
    edges = np.array([kind.resources for kind in SERVICE_CODES]).cumsum(axis=1)[code]
    return (rng.random(len(code))[:, None] >= edges[:, :2]).sum(axis=1)


def _minutes(rng: np.random.Generator, resource: Ints) -> Ints:
    """Planned interventions go on for weeks, what is done takes minutes."""
    weeks = ((7 + rng.exponential(45, len(resource))) * MINUTES_PER_DAY).astype(np.int64)
    return np.where(resource == PLANNED, weeks, 10 + 5 * rng.integers(0, 10, len(resource)))


def register_services(
    rng: np.random.Generator, services: Services, *, months: range
) -> ServiceRegister:
    last = months[-1]
    started = np.maximum(month_of_minute(services.start), months[0])
    since = started + late_months(rng, len(services), _LATE_SHARE)
    end_known = np.maximum(known_from(services.end), since)
    withdrawn = rng.random(len(services)) < _WITHDRAWN_SHARE
    finished = end_known == since
    withdrawn &= finished & (since == started) & (since < last)
    lag = np.minimum(late_months(rng, len(services), _ERROR_SHARE), 3)
    in_error = finished & ~withdrawn & (lag > 0) & (since + lag <= last)
    versions = build_versions(
        since,
        end_known=end_known,
        mistaken_for=np.where(in_error, lag, 0),
        withdrawn=withdrawn,
        last=last,
    )
    stands = (since <= last) & ~withdrawn & ~in_error
    register = ServiceRegister(
        services, versions, in_error=in_error, stands=stands, end_told=stands
    )
    return _until_they_stop(register)


def _until_they_stop(register: ServiceRegister) -> ServiceRegister:
    """What a municipality tells after it has stopped: nothing new, and no corrections either.

    After all draws, so that the other municipalities' rows are as if nobody had stopped.
    """
    versions, rows = register.versions, len(register.services)
    ends = effects.gateway_end_months()[register.services.municipality]
    told = versions.since < ends[versions.row]
    # The last form told before the end stands for good
    last = (versions.until >= ends[versions.row]) & (versions.form != WITHDRAWN)
    until = np.where(last, NEVER, versions.until)
    lasting = Versions(**{**vars(versions), "until": until})
    kept = Versions(**{name: column[told] for name, column in vars(lasting).items()})
    is_told, is_final, is_gone = (np.zeros(rows, dtype=bool) for _ in range(3))
    is_told[kept.row] = True
    is_final[kept.row[kept.form == FINAL]] = True
    is_gone[kept.row[kept.form == WITHDRAWN]] = True
    in_error = register.in_error & is_final
    return ServiceRegister(
        register.services,
        kept,
        in_error=in_error,
        stands=is_told & ~is_gone & ~in_error,
        end_told=is_final,
    )
