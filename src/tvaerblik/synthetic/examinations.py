"""Preventive examinations of children, by the GP and the health visitor."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic.clock import MINUTES_PER_DAY, Ints, first_day, is_weekend, month_of_day
from tvaerblik.synthetic.monthly import EventFile
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.stays import Bools
from tvaerblik.synthetic.tables import cpr_texts, dates, take_texts
from tvaerblik.synthetic.versions import Versions, first_told, told_versions

SOURCE: Final = "boernedatabasen"
EXAMINATION_FILE: Final = "BDB_UNDERSOEGELSE"
PUBLISHED_AFTER_DAYS: Final = 19
PROVIDERS: Final = ("egen læge", "sundhedsplejerske")
_GP, _VISITOR = range(2)


@dataclass(frozen=True)
class Kind:
    """Ages in days. The examination falls between `earliest` and `latest`, when late after `due`."""

    name: str
    # The age it is for, and the window that counts as in time: from `opens`, before `closes`
    age: int
    opens: int
    closes: int
    earliest: int
    latest: int
    # Share examined in the window
    coverage: float
    provider: int


KINDS: Final = (
    Kind("uger-5", 35, 28, 57, 32, 45, 0.97, _GP),
    Kind("maaneder-5", 152, 122, 213, 140, 176, 0.955, _GP),
    *(
        Kind(
            f"aar-{years}",
            round(years * 365.25),
            round(years * 365.25) - 30,
            round(years * 365.25) + 61,
            round(years * 365.25) - 10,
            round(years * 365.25) + 55,
            0.955 - 0.011 * years,
            _GP,
        )
        for years in (1, 2, 3, 4, 5)
    ),
    Kind("hjemmebesoeg", 7, 1, 28, 4, 13, 0.96, _VISITOR),
)
# Of all children, those examined after the window has closed
_TOO_LATE: Final = 0.02
_LATE_SHARE: Final = 0.03
_OLDEST_DAYS: Final = 6 * 366


@dataclass(frozen=True)
class Examinations:
    person: Ints
    day: Ints
    # Index into KINDS
    kind: Ints
    municipality: Ints
    in_window: Bools
    versions: Versions
    since: Ints

    def __len__(self) -> int:
        return len(self.person)


def invent_examinations(
    rng: np.random.Generator, population: Population, *, months: range
) -> Examinations:
    from_day, to_day = int(first_day(months[0])), int(first_day(months[-1] + 1))
    children = np.flatnonzero(population.birth_day > from_day - _OLDEST_DAYS)
    drawn = [_of_kind(rng, population, children, index) for index in range(len(KINDS))]
    person, day, kind = (np.concatenate([part[i] for part in drawn]) for i in range(3))
    inside = (day >= from_day) & (day < to_day)
    kept = np.flatnonzero(inside & population.can_begin(person, (day + 1) * MINUTES_PER_DAY - 1))
    kept = kept[np.lexsort((person[kept], day[kept]))]
    person, day, kind = person[kept], day[kept], kind[kept]
    since = first_told(rng, month_of_day(day), months=months, late_share=_LATE_SHARE)
    return Examinations(
        person=person,
        day=day,
        kind=kind,
        municipality=population.municipality_at(person, day),
        in_window=is_in_window(day - population.birth_day[person], kind),
        versions=told_versions(since, last=months[-1]),
        since=since,
    )


def is_in_window(age_days: Ints, kind: Ints) -> Bools:
    opens = np.array([item.opens for item in KINDS])[kind]
    closes = np.array([item.closes for item in KINDS])[kind]
    return np.asarray((age_days >= opens) & (age_days < closes))


def _of_kind(
    rng: np.random.Generator, population: Population, children: Ints, index: int
) -> tuple[Ints, Ints, Ints]:
    kind, count = KINDS[index], len(children)
    draw = rng.random(count)
    age = rng.integers(kind.earliest, kind.latest, count)
    too_late = kind.closes + rng.integers(2, 60, count)
    age = np.where(draw < kind.coverage, age, too_late)
    day = population.birth_day[children] + age
    # Monday instead of the weekend; the window has room for it
    day = np.where(is_weekend(day), day + 2, day)
    chosen = draw < kind.coverage + _TOO_LATE
    return children[chosen], day[chosen], np.full(int(chosen.sum()), index)


def examination_file(population: Population, examinations: Examinations) -> EventFile:
    order = np.lexsort((examinations.versions.since, examinations.versions.row))
    versions = Versions(
        **{name: column[order] for name, column in vars(examinations.versions).items()}
    )
    row = versions.row
    providers = np.array([kind.provider for kind in KINDS])
    ids = [f"BDB{number + 1}" for number in row.tolist()]
    table = pa.table(
        {
            "UNDERSOEGELSE_ID": pa.array(ids, type=pa.string()),
            "CPRNR": cpr_texts(population.cpr[examinations.person[row]]),
            "UNDERSOEGELSE": take_texts([kind.name for kind in KINDS], examinations.kind[row]),
            "DATO": dates(examinations.day[row]),
            "UDFOERT_AF": take_texts(PROVIDERS, providers[examinations.kind[row]]),
            "KOMKOD": take_texts(CODES, examinations.municipality[row]),
        }
    )
    return EventFile(EXAMINATION_FILE, table, versions, month_of_day(examinations.day[row]))
