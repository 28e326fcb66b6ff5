"""Right answers on hospital use beyond admissions: waiting, outpatients, bed days, chosen illnesses."""

from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic import diagnoses
from tvaerblik.synthetic.cells import cell_table, cells_of, cells_of_stays
from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    MINUTES_PER_HOUR,
    NEVER,
    Ints,
    day_of,
    elapsed,
    first_day,
)
from tvaerblik.synthetic.contacts import OUTREACH, PHYSICAL, VIRTUAL
from tvaerblik.synthetic.markers import Spells, spells_of
from tvaerblik.synthetic.places import SPECIALTIES
from tvaerblik.synthetic.procedures import MODES, form_of_virtual
from tvaerblik.synthetic.registration import REGULAR
from tvaerblik.synthetic.stays import ADMISSION_MINUTES, Bools, Stays
from tvaerblik.synthetic.truth import Truth
from tvaerblik.synthetic.versions import FINAL, LATEST_MONTHS

# The stock is taken at this hour of the month's last day
_STOCK_HOUR: Final = 23
COPD: Final = "DJ44"
DIABETES: Final = "DE11"
_ADULT: Final = 18
_SHORT_DAYS: Final = 2
MEDICAL: Final = ("intern medicin", "kardiologi", "medicinske lungesygdomme", "geriatri")
_EMERGENCY: Final = "akut medicin"


def ready_for_discharge_table(truth: Truth) -> pa.Table:
    """Days by the age at the spell's start, stock by the age on the day it is taken."""
    stays = truth.stays
    spells = spells_of(truth.markers, stays, visible=truth.visible, ended=truth.hospital.stay_ended)
    psychiatric = stays.psychiatric[spells.stay]
    person, home = stays.person[spells.stay], _homes(truth, spells.stay)
    start, end = day_of(spells.start), _end_days(spells.end)
    cells = cells_of(truth.population, person, start, home, months=truth.months)
    counts = {}
    for name, chosen in (("somatic", ~psychiatric), ("psychiatric", psychiatric)):
        counts[f"{name}_spells"] = cells.count(chosen)
        counts[f"{name}_days"] = cells.add_days(start, end, chosen)
        counts[f"{name}_stock"] = _stock(truth, spells, person, home, chosen)
    return cell_table(truth, counts, settles_after=LATEST_MONTHS + 1)


def _stock(truth: Truth, spells: Spells, person: Ints, home: Ints, chosen: Bools) -> Ints:
    months = []
    for month in truth.months:
        last_day = int(first_day(month + 1)) - 1
        at = last_day * MINUTES_PER_DAY + _STOCK_HOUR * MINUTES_PER_HOUR
        there = chosen & (spells.start <= at) & (at < spells.end)
        day = np.full(len(person), last_day)
        cells = cells_of(truth.population, person, day, home, months=range(month, month + 1))
        months.append(cells.count(there)[0])
    return np.stack(months)


def _homes(truth: Truth, stay: Ints) -> Ints:
    stays = truth.stays
    return truth.population.municipality_at(stays.person[stay], day_of(stays.start[stay]))


def _end_days(end: Ints) -> Ints:
    return np.where(end < NEVER, day_of(np.minimum(end, NEVER)), NEVER)


def outpatient_table(truth: Truth) -> pa.Table:
    """Contacts by form; an attendance is one of less than twelve hours that has ended."""
    register, contacts = truth.hospital, truth.hospital.contacts
    versions = register.versions
    told, ended = (np.zeros(len(register.key), dtype=bool) for _ in range(2))
    told[versions.row] = True
    ended[versions.row[versions.form == FINAL]] = True
    own = told & (register.role == REGULAR)
    short = ended & (elapsed(contacts.start, contacts.end) < ADMISSION_MINUTES)
    form = form_of_virtual(truth.procedures, len(contacts))
    chosen = {
        "attendance": (contacts.kind == PHYSICAL) & short,
        "outreach": contacts.kind == OUTREACH,
        **{
            name: (contacts.kind == VIRTUAL) & (form == MODES.index(name))
            for name in ("video", "telephone", "virtual")
        },
    }
    cells = cells_of(
        truth.population,
        contacts.person,
        day_of(contacts.start),
        register.municipality,
        months=truth.months,
    )
    counts = {name: cells.count(own & fits) for name, fits in chosen.items()}
    return cell_table(truth, counts, settles_after=LATEST_MONTHS + 1)


def bed_days_table(truth: Truth) -> pa.Table:
    """Days of admissions from the first up to but without the last, by the age at the start."""
    stays = truth.stays
    cells = cells_of_stays(truth, stays, day_of(stays.start))
    end = np.where(truth.hospital.stay_ended, day_of(stays.end), NEVER)
    everything, somatic = truth.visible, truth.visible & ~stays.psychiatric
    counts = {
        "bed_days": cells.add_days(day_of(stays.start), end, everything),
        "bed_days_somatic": cells.add_days(day_of(stays.start), end, somatic),
        "bed_days_medical": cells.add_days(
            day_of(stays.start), end, everything & is_in_ward_of(truth, *MEDICAL)
        ),
    }
    return cell_table(truth, counts, settles_after=LATEST_MONTHS + 1)


def acute_table(truth: Truth) -> pa.Table:
    """Acute admissions of adults for two long illnesses, and short ones in medical wards."""
    stays = truth.stays
    cells = cells_of_stays(truth, stays, day_of(stays.start))
    age = truth.population.age_on(stays.person, day_of(stays.start))
    adult = truth.visible & stays.acute & (age >= _ADULT)
    somatic = truth.visible & stays.acute & ~stays.psychiatric
    minutes = elapsed(stays.start, stays.end)
    short = somatic & (minutes < _SHORT_DAYS * MINUTES_PER_DAY)
    chosen = {
        "copd": adult & _has_diagnosis(stays, COPD),
        "diabetes2": adult & _has_diagnosis(stays, DIABETES),
        "acute_somatic": somatic,
        "short_under_24_hours": somatic & (minutes < MINUTES_PER_DAY),
        "short_under_48_hours": short,
        "short_medical_under_48_hours": short & is_in_ward_of(truth, *MEDICAL, _EMERGENCY),
    }
    counts = {name: cells.count(fits) for name, fits in chosen.items()}
    return cell_table(truth, counts, settles_after=LATEST_MONTHS + 1)


def _has_diagnosis(stays: Stays, prefix: str) -> Bools:
    fits = np.array([code.startswith(prefix) for code in diagnoses.CODES.tolist()])
    return np.asarray(fits[stays.diagnosis])


def is_in_ward_of(truth: Truth, *specialties: str) -> Bools:
    return np.isin(longest_specialty(truth), [SPECIALTIES.index(name) for name in specialties])


def longest_specialty(truth: Truth) -> Ints:
    """The main specialty of each stay's longest contact."""
    register, contacts, count = truth.hospital, truth.hospital.contacts, len(truth.stays)
    row = np.flatnonzero((contacts.stay < count) & (register.role == REGULAR))
    length = contacts.end[row] - contacts.start[row]
    row = row[np.lexsort((-length, contacts.stay[row]))]
    stay, first = np.unique(contacts.stay[row], return_index=True)
    found = np.full(count, -1)
    found[stay] = contacts.specialty[row[first]]
    return found
