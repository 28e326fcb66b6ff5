"""From the truth to what is registered: stays become contacts, and other contacts come beside."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from tvaerblik.synthetic import diagnoses
from tvaerblik.synthetic.clock import Ints, day_of, outside_changing_hour, touches_clock_change
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import (
    ADULT_PSYCHIATRY,
    CHILD_PSYCHIATRY,
    EMERGENCY,
    FIRST_PSYCHIATRIC_HOSPITAL,
    GENERAL_MEDICINE,
    USUAL_HOSPITAL,
)
from tvaerblik.synthetic.stays import JOINING_MINUTES, Bools, Stays

TYPES: Final = ("ALCA00", "ALCA01", "ALCA03", "ALCA20")
PHYSICAL, OUTREACH, VIRTUAL, DIAGNOSIS_REPORT = range(4)

_SHORTEST_PART: Final = 45
# The time-dominant contact gives the stay its diagnosis; it must lead by more than clocks change.
_CLEAR_LEAD: Final = 70


@dataclass(frozen=True)
class Contacts:
    """One row a contact; `stay` numbers what belongs together, inpatient or not."""

    stay: Ints
    person: Ints
    start: Ints
    end: Ints
    kind: Ints
    acute: Bools
    diagnosis: Ints
    hospital: Ints
    specialty: Ints

    def __len__(self) -> int:
        return len(self.person)

    def keep(self, choice: Bools | Ints) -> Self:
        return type(self)(**{name: column[choice] for name, column in vars(self).items()})

    @property
    def psychiatric(self) -> Bools:
        return self.specialty >= ADULT_PSYCHIATRY


def join(*parts: Contacts) -> Contacts:
    return Contacts(
        **{name: np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])}
    )


def contacts_of_stays(
    rng: np.random.Generator, population: Population, stays: Stays, *, cutoff: int
) -> Contacts:
    """One to four contacts a stay; their union, joined over gaps of four hours, is the stay."""
    starts, ends = _parts(rng, stays, cutoff=cutoff)
    present = ends > 0
    stay, part = np.nonzero(present)
    longest = np.where(present, ends - starts, 0).argmax(axis=1)
    dominant = part == longest[stay]
    first = part == 0
    moved = rng.random(len(stay))
    age = population.age_on(stays.person[stay], day_of(stays.start[stay]))
    other = np.where(moved < 0.5, stays.diagnosis[stay], diagnoses.OUTPATIENT.draw(rng, age))
    diagnosis = np.where(dominant, stays.diagnosis[stay], other)
    hospital, specialty = _units_of_stays(rng, population, stays, stay=stay, part=part)
    return Contacts(
        stay=stay,
        person=stays.person[stay],
        start=starts[stay, part],
        end=ends[stay, part],
        kind=np.full(len(stay), PHYSICAL),
        acute=np.where(first | (moved < 0.75), stays.acute[stay], ~stays.acute[stay]),
        diagnosis=diagnosis,
        hospital=hospital,
        specialty=specialty,
    )


def _parts(rng: np.random.Generator, stays: Stays, *, cutoff: int) -> tuple[Ints, Ints]:
    """Starts and ends of up to four contacts a stay; columns that are not used hold zeros.

    Columns 0 to 2 follow each other with a gap, an overlap or neither; column 3 lies inside the
    longest of them.
    """
    count = len(stays)
    starts = np.zeros((count, 4), dtype=np.int64)
    ends = np.zeros((count, 4), dtype=np.int64)
    chain = 1 + np.searchsorted([0.58, 0.88], rng.random(count), side="right")
    # What has not ended by the last month could be cut in two by the last delivery: keep it whole
    chain = np.where(stays.end > cutoff, 1, chain)
    cuts = _cut_points(rng, stays, chain)
    starts[:, 0], ends[:, 0] = stays.start, cuts[:, 0]
    for column in (1, 2):
        used = chain > column
        starts[:, column] = np.where(used, cuts[:, column - 1], 0)
        ends[:, column] = np.where(used, cuts[:, column], 0)
    for column in (1, 2):
        _loosen(rng, starts, ends, column)
    _forget_close_races(stays, starts, ends)
    _add_contained(rng, stays, starts, ends, cutoff=cutoff)
    return starts, ends


def _cut_points(rng: np.random.Generator, stays: Stays, chain: Ints) -> Ints:
    """Ends of the parts before they are loosened; the last part ends with the stay."""
    spare = stays.end - stays.start - 3 * _SHORTEST_PART
    fractions = np.sort(rng.random((len(stays), 2)) ** 1.7, axis=1)
    inner = stays.start[:, None] + (fractions * spare[:, None]).astype(np.int64)
    inner = inner + np.array([1, 2]) * _SHORTEST_PART
    cuts = np.column_stack([outside_changing_hour(inner), stays.end])
    cuts[:, 1] = np.where(chain == 2, stays.end, cuts[:, 1])
    cuts[:, 0] = np.where(chain == 1, stays.end, cuts[:, 0])
    return cuts


def _loosen(rng: np.random.Generator, starts: Ints, ends: Ints, column: int) -> None:
    """Turns the seam before a part into a gap, an exact four-hour gap or an overlap."""
    count = len(starts)
    room = ends[:, column] - starts[:, column] - _SHORTEST_PART
    kind = rng.random(count)
    gap = np.where(kind < 0.05, JOINING_MINUTES, rng.integers(1, JOINING_MINUTES, count))
    seam = starts[:, column]
    # Four hours on the wall are three or five when the clocks change
    allowed = (ends[:, column] > 0) & ~touches_clock_change(
        seam - JOINING_MINUTES, seam + JOINING_MINUTES
    )
    opens = allowed & (kind < 0.3) & (gap <= room)
    overlaps = allowed & (kind > 0.7) & (room > 0)
    overlap = np.minimum(rng.integers(5, 180, count), room)
    starts[:, column] += np.where(opens, gap, 0)
    ends[:, column - 1] += np.where(overlaps, overlap, 0)


def _forget_close_races(stays: Stays, starts: Ints, ends: Ints) -> None:
    """Unsplits stays where which part is longest is unclear, or moved clocks left a part empty."""
    lengths = np.sort(ends - starts, axis=1)
    empty = ((ends > 0) & (ends - starts < _SHORTEST_PART // 3)).any(axis=1)
    close = empty | (lengths[:, -1] - lengths[:, -2] < _CLEAR_LEAD)
    starts[close], ends[close] = 0, 0
    starts[close, 0], ends[close, 0] = stays.start[close], stays.end[close]


def _add_contained(
    rng: np.random.Generator, stays: Stays, starts: Ints, ends: Ints, *, cutoff: int
) -> None:
    row = np.arange(len(starts))
    around = (ends - starts).argmax(axis=1)
    begin, length = starts[row, around], (ends - starts)[row, around]
    chosen = (rng.random(len(row)) < 0.14) & (length > 600) & (stays.end <= cutoff)
    inside = begin + 30 + (rng.random(len(row)) * (length - 330)).astype(np.int64)
    minutes = rng.integers(60, 240, len(row))
    starts[:, 3] = np.where(chosen, outside_changing_hour(inside), 0)
    ends[:, 3] = np.where(chosen, outside_changing_hour(inside + minutes), 0)


def _units_of_stays(
    rng: np.random.Generator, population: Population, stays: Stays, *, stay: Ints, part: Ints
) -> tuple[Ints, Ints]:
    """Hospital and specialty of each contact; the first one decides the stay's sector."""
    home = population.municipality_at(stays.person, day_of(stays.start))[stay]
    age = population.age_on(stays.person, day_of(stays.start))[stay]
    dominant = diagnoses.SPECIALTY[stays.diagnosis][stay]
    emergency = (part == 0) & stays.acute[stay] & (rng.random(len(stay)) < 0.75)
    general = np.where(dominant >= ADULT_PSYCHIATRY, GENERAL_MEDICINE, dominant)
    somatic = np.where(emergency, EMERGENCY, general)
    ward = np.where(age < 18, CHILD_PSYCHIATRY, ADULT_PSYCHIATRY)
    psychiatric = stays.psychiatric[stay]
    # Now and then a stay crosses to the other sector after its first contact
    crossed = psychiatric ^ ((part > 0) & (rng.random(len(stay)) < 0.015))
    specialty = np.where(crossed, ward, somatic)
    return _hospitals(rng, home, specialty, moved=part > 0), specialty


def _hospitals(rng: np.random.Generator, home: Ints, specialty: Ints, *, moved: Bools) -> Ints:
    draw = rng.random(len(home))
    away = draw < np.where(moved, 0.4, 0.12)
    somatic = np.where(away, 0, USUAL_HOSPITAL[home])
    psychiatric = FIRST_PSYCHIATRIC_HOSPITAL + (draw < 0.45)
    return np.where(specialty >= ADULT_PSYCHIATRY, psychiatric, somatic)


def units_of_outpatients(
    rng: np.random.Generator, home: Ints, age: Ints, specialty: Ints
) -> tuple[Ints, Ints]:
    """Hospital and specialty; children in psychiatry have their own."""
    child = (specialty == ADULT_PSYCHIATRY) & (age < 18)
    specialty = np.where(child, CHILD_PSYCHIATRY, specialty)
    return _hospitals(rng, home, specialty, moved=np.zeros(len(home), dtype=bool)), specialty
