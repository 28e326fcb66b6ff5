"""The ledger of right answers, counted from the truth and never from the delivered rows.

Counts are of what the deliveries up to the last one can tell: a stay that will first be reported
later is not in them. So a right computation agrees in every month; `complete` says whether a
further delivery could still change the month.
"""

from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic import diagnoses, effects
from tvaerblik.synthetic.cells import SEXES, cell_table, cells_of_stays, month_texts
from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    NEVER,
    Ints,
    day_of,
    month_of_minute,
)
from tvaerblik.synthetic.contacts import TYPES
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.registration import REGULAR
from tvaerblik.synthetic.residents import OLDEST, count_residents, quarters_of
from tvaerblik.synthetic.services import FOLLOW_UP, SERVICE_CODES, VISIT_DAYS
from tvaerblik.synthetic.stays import Bools, Stays
from tvaerblik.synthetic.tables import take_texts
from tvaerblik.synthetic.truth import Truth
from tvaerblik.synthetic.versions import LATEST_MONTHS

READMISSION_DAYS: Final = 30


def admissions_table(truth: Truth) -> pa.Table:
    stays = truth.stays
    cells = cells_of_stays(truth, stays, day_of(stays.start))
    age = truth.population.age_on(stays.person, day_of(stays.start))
    preventable = stays.acute & diagnoses.IS_PREVENTABLE[stays.diagnosis] & (age >= 65)
    counts = {
        "admissions": cells.count(truth.visible),
        "preventable_65": cells.count(truth.visible & preventable),
    }
    # A stay may run into the month after, and its last contact come late from there
    return cell_table(truth, counts, settles_after=LATEST_MONTHS + 1)


def readmissions_table(truth: Truth) -> pa.Table:
    """Index stays by the month of discharge, with the residence at their beginning."""
    stays = truth.stays
    cells = cells_of_stays(truth, stays, day_of(stays.end))
    index = truth.visible & ~stays.psychiatric
    back = index & is_followed_by_readmission(stays, eligible=index & stays.acute)
    counts = {
        "readmission_index": cells.count(index),
        "readmission_events": cells.count(back),
    }
    # Thirty days from 31 January reach into March
    return cell_table(truth, counts, settles_after=LATEST_MONTHS + 2)


def is_followed_by_readmission(stays: Stays, *, eligible: Bools) -> Bools:
    """Whether the person's next eligible stay begins at most thirty days after this one ended.

    No two stays of a person lie within four hours of each other, so any later one is another.
    """
    later = stays.keep(eligible)
    following = _next_start(later.person, later.start, stays.person, stays.end)
    return np.asarray(day_of(following) - day_of(stays.end) <= READMISSION_DAYS)


def visits_table(truth: Truth) -> pa.Table:
    """Only months and municipalities with services delivered; other rows are left out."""
    stays, services = truth.stays, truth.services.services
    cells = cells_of_stays(truth, stays, day_of(stays.end))
    age = truth.population.age_on(stays.person, day_of(stays.end))
    begins = effects.gateway_begin_days()[cells.municipality]
    index = truth.visible & ~stays.psychiatric & (age >= 65) & (day_of(stays.end) >= begins)
    visits = services.keep(truth.services.stands & (services.code == FOLLOW_UP))
    visits = visits.keep(np.lexsort((visits.start, visits.person)))
    following = _next_start(visits.person, visits.start, stays.person, stays.end)
    in_time = day_of(following) - day_of(stays.end) <= VISIT_DAYS
    counts = {
        "visit_index": cells.count(index),
        "visit_events": cells.count(index & in_time),
    }
    table = cell_table(truth, counts, settles_after=LATEST_MONTHS + 1)
    month, place = (part.ravel() for part in np.indices(counts["visit_index"].shape)[:2])
    first = month_of_minute(effects.gateway_begin_days() * MINUTES_PER_DAY)
    # Seven days from the last of a month reach into the next: it must be delivered too
    ends = effects.gateway_end_months()
    here = truth.months[0] + month
    return table.filter(pa.array((here >= first[place]) & (here + 1 < ends[place])))


def _next_start(person: Ints, start: Ints, wanted_person: Ints, from_minute: Ints) -> Ints:
    """When the person's first row at or after a minute starts, or NEVER; rows sorted by both."""
    if not len(person):
        return np.full(len(wanted_person), NEVER)
    position = np.searchsorted((person << 40) + start, (wanted_person << 40) + from_minute)
    inside = np.minimum(position, len(person) - 1)
    found = (position < len(person)) & (person[inside] == wanted_person)
    return np.where(found, start[inside], NEVER)


def population_table(truth: Truth) -> pa.Table:
    quarters = quarters_of(truth.months)
    counts = np.stack([count_residents(truth.population, quarter) for quarter in quarters])
    quarter, place, sex, age = (index.ravel() for index in np.indices(counts.shape))
    return pa.table(
        {
            "quarter": take_texts([item.name for item in quarters], quarter),
            "municipality": take_texts(CODES, place),
            "sex": take_texts(SEXES, sex),
            "age": take_texts([str(age) for age in range(OLDEST + 1)], age),
            "residents": counts.ravel(),
        }
    )


def contacts_table(truth: Truth) -> pa.Table:
    """Contacts with a person by month, residence and type, without copies and withdrawn rows."""
    register = truth.hospital
    told = np.zeros(len(register.key), dtype=bool)
    told[register.versions.row] = True
    month = month_of_minute(register.contacts.start) - truth.months[0]
    chosen = told & (register.role == REGULAR) & (month >= 0) & (month < len(truth.months))
    counts = np.zeros((len(truth.months), len(CODES), len(TYPES)), dtype=np.int64)
    where = (month, register.municipality, register.contacts.kind)
    np.add.at(counts, tuple(part[chosen] for part in where), 1)
    month, place, kind = (index.ravel() for index in np.indices(counts.shape))
    return pa.table(
        {
            "month": month_texts(truth.months, month),
            "municipality": take_texts(CODES, place),
            "contact_type": take_texts(TYPES, kind),
            "contacts": counts.ravel(),
        }
    )


def services_table(truth: Truth) -> pa.Table:
    """Services that stand, and the citizens who got them, by the month they began."""
    services = truth.services.services.keep(truth.services.stands)
    month = month_of_minute(services.start) - truth.months[0]
    services, month = services.keep(month >= 0), month[month >= 0]
    shape = (len(truth.months), len(CODES), len(SERVICE_CODES))
    cell = np.ravel_multi_index((month, services.municipality, services.code), shape)
    citizens = np.unique(np.column_stack([cell, services.person]), axis=0)[:, 0]
    size = int(np.prod(shape))
    month, place, code = (index.ravel() for index in np.indices(shape))
    return pa.table(
        {
            "month": month_texts(truth.months, month),
            "municipality": take_texts(CODES, place),
            "code": take_texts([code.key for code in SERVICE_CODES], code),
            "services": np.bincount(cell, minlength=size),
            "citizens": np.bincount(citizens, minlength=size),
        }
    )
