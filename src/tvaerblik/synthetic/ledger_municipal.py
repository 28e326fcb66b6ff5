"""Right answers on what municipalities receive and do: plans, referrals, IV, nursing homes."""

from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic import effects
from tvaerblik.synthetic.cells import (
    cell_table,
    cells_of,
    count_places,
    place_table,
)
from tvaerblik.synthetic.clock import (
    MINUTES_PER_DAY,
    NEVER,
    Ints,
    day_of,
    first_day,
    month_of_day,
    month_of_minute,
)
from tvaerblik.synthetic.nursing_homes import NursingHomes
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.referrals import FIRST_PREVENTION, FROM_HOSPITAL
from tvaerblik.synthetic.rehabilitation import LEVELS, training_known
from tvaerblik.synthetic.services import ENCOUNTER, SERVICE_CODES
from tvaerblik.synthetic.stays import Bools
from tvaerblik.synthetic.truth import Truth
from tvaerblik.synthetic.versions import LATEST_MONTHS

IV_CODES: Final = ("G1.17", "G1.18")
# Levels of general rehabilitation
_GENERAL: Final = [index for index, level in enumerate(LEVELS) if level.startswith("AWG2")]


def plans_table(truth: Truth) -> pa.Table:
    plans = truth.plans
    cells = cells_of(
        truth.population, plans.person, plans.sent, plans.municipality, months=truth.months
    )
    told = plans.since <= truth.months[-1]
    counts = {
        "plans": cells.count(told),
        "general_plans": cells.count(told & np.isin(plans.level, _GENERAL)),
    }
    return cell_table(truth, counts, settles_after=LATEST_MONTHS)


def waiting_table(truth: Truth) -> pa.Table:
    """Days from plan to training, of general plans by the month sent; those told of so far."""
    plans, last = truth.plans, truth.months[-1]
    told = (plans.since <= last) & np.isin(plans.level, _GENERAL)
    begun = told & (training_known(plans.training) <= last)
    month = month_of_day(plans.sent)
    medians = np.full((len(truth.months), len(CODES)), np.nan)
    for place in range(len(CODES)):
        for number, this in enumerate(truth.months):
            here = begun & (plans.municipality == place) & (month == this)
            if here.any():
                medians[number, place] = np.median(plans.training[here] - plans.sent[here])
    counts = {
        "general_plans": count_places(truth.months, month, plans.municipality, told),
        "begun": count_places(truth.months, month, plans.municipality, begun),
    }
    table = place_table(truth, counts, settles_after=LATEST_MONTHS + 1)
    return table.append_column("median_days", pa.array(medians.ravel(), from_pandas=True))


def referrals_table(truth: Truth) -> pa.Table:
    referrals = truth.referrals
    cells = cells_of(
        truth.population,
        referrals.person,
        referrals.day,
        referrals.municipality,
        months=truth.months,
    )
    stands = referrals.stands
    at_home = referrals.service < FIRST_PREVENTION
    hospital = np.isin(referrals.referrer, FROM_HOSPITAL)
    counts = {
        "referrals": cells.count(stands),
        "hospital_rehabilitation": cells.count(stands & hospital & at_home),
        "hospital_prevention": cells.count(stands & hospital & ~at_home),
    }
    return _of_delivering(truth, cell_table(truth, counts, settles_after=LATEST_MONTHS), counts)


def iv_table(truth: Truth) -> pa.Table:
    """Persons who began IV treatment, planned or completed, in the cell of the month's first event."""
    register, services = truth.services, truth.services.services
    codes = [index for index, code in enumerate(SERVICE_CODES) if code.key in IV_CODES]
    chosen = register.stands & np.isin(services.code, codes) & (services.resource != ENCOUNTER)
    row = np.flatnonzero(chosen)
    row = row[np.lexsort((services.start[row], services.person[row]))]
    month = month_of_minute(services.start[row])
    first = firsts_of_month(services.person[row], month)
    cells = cells_of(
        truth.population,
        services.person[row],
        day_of(services.start[row]),
        services.municipality[row],
        months=truth.months,
    )
    counts = {"iv_persons": cells.count(first)}
    return _of_delivering(truth, cell_table(truth, counts, settles_after=LATEST_MONTHS), counts)


def firsts_of_month(person: Ints, month: Ints) -> Bools:
    """Whether a row is its person's first of the month; rows sorted by person and time."""
    first = np.ones(len(person), dtype=bool)
    first[1:] = (person[1:] != person[:-1]) | (month[1:] != month[:-1])
    return first


def _of_delivering(truth: Truth, table: pa.Table, counts: dict[str, Ints]) -> pa.Table:
    """Only months and municipalities with services delivered; other rows are left out."""
    month, place = (part.ravel() for part in np.indices(next(iter(counts.values())).shape)[:2])
    here = truth.months[0] + month
    first = month_of_minute(effects.gateway_begin_days() * MINUTES_PER_DAY)
    return table.filter(
        pa.array((here >= first[place]) & (here < effects.gateway_end_months()[place]))
    )


def homes_table(truth: Truth) -> pa.Table:
    """Open on the month's last day, and those with a doctor attached."""
    homes = truth.homes
    counts = {
        "homes": stock_on_last_days(
            truth, homes.municipality, start=homes.opened, end=homes.closed
        ),
        "with_doctor": stock_on_last_days(
            truth, homes.municipality, start=homes.doctor_from, end=homes.doctor_to
        ),
        "places": _places_on_last_days(truth, homes),
    }
    return place_table(truth, counts, settles_after=0)


def stock_on_last_days(truth: Truth, municipality: Ints, *, start: Ints, end: Ints) -> Ints:
    """From the first day up to but without the end."""
    return np.stack(
        [
            np.bincount(
                municipality[_holds_on(int(first_day(month + 1)) - 1, start, end)],
                minlength=len(CODES),
            )
            for month in truth.months
        ]
    )


def _places_on_last_days(truth: Truth, homes: NursingHomes) -> Ints:
    sums = []
    for month in truth.months:
        there = _holds_on(int(first_day(month + 1)) - 1, homes.opened, homes.closed)
        weights = homes.places[there]
        sums.append(np.bincount(homes.municipality[there], weights=weights, minlength=len(CODES)))
    return np.stack(sums).astype(np.int64)


def _holds_on(day: int, start: Ints, end: Ints) -> Bools:
    return np.asarray((start <= day) & (day < end) & (start < NEVER))
