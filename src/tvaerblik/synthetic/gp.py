"""Services in general practice: everyday use, more of it around admissions, visits to the frail."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from tvaerblik.synthetic import effects
from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    Ints,
    day_of,
    first_day,
    is_weekend,
    monday_of,
    month_of_day,
)
from tvaerblik.synthetic.draws import draw_by_age, draw_days
from tvaerblik.synthetic.examinations import KINDS, PROVIDERS, Examinations
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.practices import Practices, clinic_of
from tvaerblik.synthetic.stays import Bools, Stays


@dataclass(frozen=True)
class GpCode:
    """Weights are relative, for those under 18, of 18 to 64, and of 65 and over."""

    code: str
    text: str
    fee: str
    counts_as_contact: bool
    weights: tuple[float, float, float]


GP_CODES: Final = (
    GpCode("0101", "konsultation", "152.30", True, (42, 37, 31)),
    GpCode("0201", "telefonkonsultation", "29.86", True, (26, 19, 20)),
    GpCode("0204", "aftalt telefonkonsultation", "29.86", True, (2, 3, 4)),
    GpCode("0105", "e-konsultation", "49.70", True, (9, 17, 12)),
    GpCode("0127", "e-konsultation", "49.70", True, (0.5, 1.5, 1)),
    GpCode("0125", "videokonsultation", "165.25", True, (0, 0, 0)),
    GpCode("0120", "årskontrol", "398.10", True, (0.5, 3, 7)),
    GpCode("0411", "sygebesøg", "258.40", True, (0.1, 0.2, 3)),
    GpCode("0121", "opsøgende hjemmebesøg", "480.20", True, (0, 0, 0.9)),
    GpCode("6101", "samtaleterapi", "410.55", True, (0.3, 1.5, 0.3)),
    GpCode("2101", "blodprøve", "48.92", False, (5, 13, 15)),
    # Follow-up visits after discharge, numbered as Region Midtjylland's agreement does it; the
    # numbers of Region Nordjylland are not known
    GpCode("4213", "opfølgende hjemmebesøg, første i hjemmet", "720.00", True, (0, 0, 0)),
    GpCode("4214", "opfølgende hjemmebesøg, første i klinikken", "430.00", True, (0, 0, 0)),
    GpCode("4215", "opfølgende hjemmebesøg, senere i hjemmet", "610.00", True, (0, 0, 0)),
    GpCode("4216", "opfølgende hjemmebesøg, senere i klinikken", "360.00", True, (0, 0, 0)),
    # The real numbers of child examinations are not known: these stand in, one a kind
    *(
        GpCode(f"83{number:02d}", f"børneundersøgelse {kind.name}", "215.60", True, (0, 0, 0))
        for number, kind in enumerate(KINDS, start=31)
        if PROVIDERS[kind.provider] == "egen læge"
    ),
    # Other specialties than general practice: not ours to count
    GpCode("1011", "fodbehandling", "310.00", True, (0, 0, 0)),
    GpCode("0110", "speciallægekonsultation", "340.00", True, (0, 0, 0)),
)
CODE_TEXTS: Final = tuple(code.code for code in GP_CODES)
CONSULTATION, TELEPHONE, MAIL, VIDEO = (
    CODE_TEXTS.index(c) for c in ("0101", "0201", "0105", "0125")
)
FIRST_VISIT: Final = CODE_TEXTS.index("4213")
FIRST_CHILD: Final = CODE_TEXTS.index("8331")
BLOOD_TEST: Final = CODE_TEXTS.index("2101")
FOREIGN: Final = len(GP_CODES) - 2
_MAY_BE_VIDEO: Final = (CONSULTATION, TELEPHONE, MAIL)

# Services a person-year at the ages of stays._AGES, before what admissions bring
_RATE: Final = (8.2, 6.0, 3.9, 3.9, 5.4, 5.8, 6.9, 8.8, 10.3, 12.0, 12.3, 10.7)
# Further services around an acute admission, by week from 12 before to 12 after
_AROUND: Final = np.array(
    [.02, .02, .02, .03, .03, .04, .05, .07, .09, .12, .18, .34, .12,
     .30, .42, .34, .26, .20, .16, .12, .09, .07, .05, .04, .03]
)  # fmt: skip
_VISITED_SHARE: Final = 0.09
_SECOND_SHARE: Final = 0.4
_PARENTS_CARD_SHARE: Final = 0.09
_FOREIGN_SHARE: Final = 0.05
# Settled in time to be told at once, or a delivery later when the week is told again
_LATE_SHARE: Final = 0.006


@dataclass(frozen=True)
class GpServices:
    """One row a line settled; `week` is the week's Monday."""

    person: Ints
    week: Ints
    # Index into GP_CODES
    code: Ints
    number: Ints
    for_child: Bools
    municipality: Ints
    clinic: Ints
    # Settled so late that only the next delivery's repetition of the week has it
    late: Bools

    def __len__(self) -> int:
        return len(self.person)

    def keep(self, choice: Bools | Ints) -> Self:
        return type(self)(**{name: column[choice] for name, column in vars(self).items()})


Draws = tuple[Ints, Ints, Ints]


def invent_gp_services(
    rng: np.random.Generator,
    population: Population,
    stays: Stays,
    examinations: Examinations,
    practices: Practices,
    *,
    months: range,
) -> GpServices:
    parts = [
        _everyday(rng, population, months),
        _around_admissions(rng, population, stays),
        _follow_up_visits(rng, population, stays),
        _child_examinations(examinations),
    ]
    person, day, code = (np.concatenate([part[i] for part in parts]) for i in range(3))
    inside = (day >= first_day(months[0])) & (day < first_day(months[-1] + 1))
    kept = inside & population.can_begin(person, (day + 1) * MINUTES_PER_DAY - 1)
    # All that is told is the week: it may not begin before its patient
    kept &= monday_of(day) >= population.birth_day[person]
    person, day, code = person[kept], day[kept], code[kept]
    person, for_child = _on_parents_card(rng, population, person, day, code)
    home = population.municipality_at(person, day)
    code = _on_video(rng, population, person, day, code, home)
    own = rng.random(len(population))[person]
    services = GpServices(
        person=person,
        week=monday_of(day),
        code=code,
        number=np.where((code == BLOOD_TEST) & (rng.random(len(code)) < 0.07), 2, 1),
        for_child=for_child,
        municipality=home,
        clinic=clinic_of(practices, home, own),
        late=rng.random(len(code)) < _LATE_SHARE,
    )
    return services.keep(np.lexsort((services.clinic, services.week)))


def _everyday(rng: np.random.Generator, population: Population, months: range) -> Draws:
    person, day = draw_days(rng, population, months, _RATE)
    month = month_of_day(day)
    # July and the days around New Year are quiet
    quiet = (month % 12 == 6) | ((month % 12 == 11) & (day - first_day(month) > 20))
    kept = ~quiet | (rng.random(len(day)) < 0.72)
    person, day = person[kept], day[kept]
    code = _codes(rng, population.age_on(person, day))
    foreign = rng.random(len(code)) < _FOREIGN_SHARE
    return person, day, np.where(foreign, FOREIGN + day % 2, code)


def _codes(rng: np.random.Generator, age: Ints) -> Ints:
    return draw_by_age(rng, age, [code.weights for code in GP_CODES])


def _around_admissions(rng: np.random.Generator, population: Population, stays: Stays) -> Draws:
    """More and more until the admission, most in the weeks after, then as before."""
    acute = stays.keep(stays.acute)
    count = rng.poisson(_AROUND, (len(acute), len(_AROUND)))
    stay, week = np.nonzero(count)
    stay, week = (np.repeat(part, count[stay, week]) for part in (stay, week))
    day = day_of(acute.start)[stay] + (week - len(_AROUND) // 2) * 7 + rng.integers(0, 5, len(stay))
    # Nobody goes to the GP from a hospital bed
    out = (day < day_of(acute.start)[stay]) | (day > day_of(acute.end)[stay])
    person, day = acute.person[stay][out], day[out]
    return person, day, _codes(rng, population.age_on(person, day))


def _follow_up_visits(rng: np.random.Generator, population: Population, stays: Stays) -> Draws:
    """First visits one to two weeks after discharge of the old, and some second ones."""
    age = population.age_on(stays.person, day_of(stays.end))
    chosen = ~stays.psychiatric & (age >= 75) & (rng.random(len(stays)) < _VISITED_SHARE)
    index = stays.keep(chosen)
    count = len(index)
    first = day_of(index.end) + rng.integers(2, 13, count)
    again = rng.random(count) < _SECOND_SHARE
    second = first + rng.integers(7, 29, count)
    in_clinic = rng.random((2, count)) < 0.25
    day = np.concatenate([first, second[again]])
    code = np.concatenate([FIRST_VISIT + in_clinic[0], FIRST_VISIT + 2 + in_clinic[1][again]])
    return np.concatenate([index.person, index.person[again]]), _weekday(day), code


def _child_examinations(examinations: Examinations) -> Draws:
    providers = np.array([kind.provider for kind in KINDS])
    at_gp = np.flatnonzero(providers[examinations.kind] == 0)
    return (
        examinations.person[at_gp],
        examinations.day[at_gp],
        FIRST_CHILD + examinations.kind[at_gp],
    )


def _weekday(day: Ints) -> Ints:
    return np.where(is_weekend(day), day + 2, day)


def _on_parents_card(
    rng: np.random.Generator, population: Population, person: Ints, day: Ints, code: Ints
) -> tuple[Ints, Bools]:
    """Some services to children stand on the card of a parent: here any woman of the right age."""
    child = (population.age_on(person, day) < 15) & (code < FIRST_VISIT)
    child &= rng.random(len(person)) < _PARENTS_CARD_SHARE
    grown = population.female & (population.entry_day == population.entry_day.min())
    age = population.age_on(
        np.arange(len(population)), np.full(len(population), day.min(initial=0))
    )
    parents = np.flatnonzero(grown & (age >= 24) & (age < 42))
    if not len(parents):
        return person, np.zeros(len(person), dtype=bool)
    parent = rng.choice(parents, len(person))
    fits = child & population.can_begin(parent, (day + 1) * MINUTES_PER_DAY - 1)
    return np.where(fits, parent, person), fits


def _on_video(
    rng: np.random.Generator,
    population: Population,
    person: Ints,
    day: Ints,
    code: Ints,
    home: Ints,
) -> Ints:
    share = effects.gp_video_share(home, month_of_day(day))
    share = np.where(population.age_on(person, day) >= 65, share * 0.5, share)
    becomes = np.isin(code, _MAY_BE_VIDEO) & (rng.random(len(code)) < share)
    return np.where(becomes, VIDEO, code)
