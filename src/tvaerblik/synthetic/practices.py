"""General practice: clinics with their capacities, and the quality clusters some take part in.

As many as the real region has, however few persons are invented: a count of clinics says nothing of
how many patients were drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic.clock import NEVER, Ints, day_text, first_day
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.places import CODES, SIZES
from tvaerblik.synthetic.stays import Bools
from tvaerblik.synthetic.tables import dates, take_texts

SOURCE: Final = "praksis"
CLINIC_FILE: Final = "KLINIK"
MEMBER_FILE: Final = "KLYNGEMEDLEM"

_RESIDENTS_PER_CAPACITY: Final = 1_600
# Members when the world begins, and when it ends if it lasts four years
_MEMBERS_AT_FIRST: Final = 0.79
_MEMBERS_IN_THE_END: Final = 0.88
_CAPACITIES_PER_CLUSTER: Final = 40
_PUBLISHED_AFTER_DAYS: Final = 20
# Everything is told again every third month
RESTATED_EVERY: Final = 3


@dataclass(frozen=True)
class Practices:
    """One row a capacity; NEVER where an end has not come."""

    clinic: Ints
    capacity: Ints
    municipality: Ints
    opened: Ints
    closed: Ints
    cluster: Ints
    # Membership of a quality cluster; `joined` is NEVER for those outside
    joined: Ints
    left: Ints

    def __len__(self) -> int:
        return len(self.clinic)


def invent_practices(rng: np.random.Generator, *, months: range) -> Practices:
    from_day, to_day = int(first_day(months[0])), int(first_day(months[-1] + 1))
    counts = np.maximum(np.rint(SIZES * 1000 / _RESIDENTS_PER_CAPACITY), 1).astype(np.int64)
    municipality = np.repeat(np.arange(len(CODES)), counts)
    total = len(municipality)
    clinic = _clinics(rng, municipality)
    opened = from_day - rng.integers(400, 6000, total)
    opened = np.where(rng.random(total) < 0.02, rng.integers(from_day, to_day, total), opened)
    closed = np.where(rng.random(total) < 0.02, rng.integers(from_day, to_day, total), NEVER)
    closed = np.where(closed > opened, closed, NEVER)
    # Every share as exact as the number allows: there are few of them
    draw = (rng.permutation(total) + 0.5) / total
    joins = from_day + (to_day - from_day) * (draw - _MEMBERS_AT_FIRST) / (
        _MEMBERS_IN_THE_END - _MEMBERS_AT_FIRST
    )
    early = from_day - rng.integers(30, 1500, total)
    joined = np.where(draw < _MEMBERS_AT_FIRST, early, joins.astype(np.int64))
    joined = np.where(draw < _MEMBERS_IN_THE_END, np.maximum(joined, opened), NEVER)
    leaves = rng.random(total) < 0.012
    left = np.where(leaves, rng.integers(from_day, to_day, total), closed)
    left = np.where(left > joined, np.minimum(left, closed), closed)
    return Practices(
        clinic=clinic,
        capacity=_number_within(clinic),
        municipality=municipality,
        opened=opened,
        closed=closed,
        cluster=clinic % np.maximum(counts // _CAPACITIES_PER_CLUSTER, 1)[municipality],
        joined=np.where(joined < closed, joined, NEVER),
        left=left,
    )


def _clinics(rng: np.random.Generator, municipality: Ints) -> Ints:
    """Neighbouring capacities share a clinic: one in two begins a new one."""
    begins = rng.random(len(municipality)) < 0.5
    begins[0] = True
    begins[1:] |= municipality[1:] != municipality[:-1]
    return begins.cumsum() - 1


def _number_within(clinic: Ints) -> Ints:
    starts = np.searchsorted(clinic, clinic)
    return np.arange(len(clinic)) - starts + 1


def clinic_numbers(clinic: Ints) -> pa.Array:
    """Six digits with their leading zero, in a series that is not in use."""
    numbers = [f"{90_000 + 7 * index:06d}" for index in range(int(clinic.max(initial=0)) + 1)]
    return take_texts(numbers, clinic)


def clinic_of(practices: Practices, municipality: Ints, draw: np.ndarray) -> Ints:
    """A clinic of the municipality for each draw from 0 to 1: one's own, wherever one moves."""
    first = np.searchsorted(practices.municipality, np.arange(len(CODES)))
    count = np.bincount(practices.municipality, minlength=len(CODES))
    place = first[municipality] + (draw * count[municipality]).astype(np.int64)
    return np.asarray(practices.clinic[place])


def restating_months(months: range, every: int) -> list[int]:
    """The last month and every so many before it."""
    return [month for month in months if (months[-1] - month) % every == 0]


def world_begins(months: range) -> int:
    """What is told whole holds from the world's first day, the month ahead of the deliveries."""
    return int(first_day(months[0] - 1))


def practice_deliveries(practices: Practices, months: range) -> Iterator[Delivery]:
    for month in restating_months(months, RESTATED_EVERY):
        known = int(first_day(month + 1))
        window = {
            "from": day_text(world_begins(months)),
            "to": day_text(known),
            "units": None,
        }
        yield Delivery(
            source=SOURCE,
            published=day_text(known + _PUBLISHED_AFTER_DAYS),
            tables={
                CLINIC_FILE: _clinic_table(practices, known),
                MEMBER_FILE: _member_table(practices, known),
            },
            covers=[{"file": name, **window} for name in (CLINIC_FILE, MEMBER_FILE)],
        )


def _clinic_table(practices: Practices, known: int) -> pa.Table:
    told = np.flatnonzero(practices.opened < known)
    return pa.table(
        {
            **_capacity_columns(practices, told),
            "KOMKOD": take_texts(CODES, practices.municipality[told]),
            "FRA": dates(practices.opened[told]),
            "TIL": dates(_known_end(practices.closed[told], known)),
        }
    )


def _member_table(practices: Practices, known: int) -> pa.Table:
    told = np.flatnonzero(is_member_ever(practices) & (practices.joined < known))
    clusters = [
        f"KVK-{code}-{number + 1}" for code in CODES.tolist() for number in range(_MOST_CLUSTERS)
    ]
    cluster = practices.municipality[told] * _MOST_CLUSTERS + practices.cluster[told]
    return pa.table(
        {
            **_capacity_columns(practices, told),
            "KLYNGE": take_texts(clusters, cluster),
            "KOMKOD": take_texts(CODES, practices.municipality[told]),
            "FRA": dates(practices.joined[told]),
            "TIL": dates(_known_end(practices.left[told], known)),
        }
    )


_MOST_CLUSTERS: Final = 9


def is_member_ever(practices: Practices) -> Bools:
    return np.asarray(practices.joined < NEVER)


def _capacity_columns(practices: Practices, told: Ints) -> dict[str, pa.Array]:
    numbers = [str(number) for number in range(1, int(practices.capacity.max()) + 1)]
    return {
        "YDERNR": clinic_numbers(practices.clinic[told]),
        "KAPACITET": take_texts(numbers, practices.capacity[told] - 1),
    }


def _known_end(day: Ints, known: int) -> Ints:
    return np.where(day < known, day, NEVER)
