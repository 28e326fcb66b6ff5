"""Services in general practice in the shape of the health insurance register, SSSY.

A delivery holds whole weeks of settlement: the new ones, and the last of the delivery before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.synthetic.clock import Ints, day_text, first_day, iso_week, monday_of
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.gp import CODE_TEXTS, FOREIGN, GP_CODES, GpServices
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.practices import clinic_numbers
from tvaerblik.synthetic.stays import Bools
from tvaerblik.synthetic.tables import cpr_texts, take_texts

SOURCE: Final = "ssr"
SERVICE_FILE: Final = "SSSY"
_PUBLISHED_AFTER_DAYS: Final = 15
_RESTATED_DAYS: Final = 7
_FOREIGN_SPECIALTIES: Final = ("54", "21")


@dataclass(frozen=True)
class WeeksTold:
    """The Mondays [start, end) of one delivery, and the first of them that is new."""

    month: int
    start: int
    new: int
    end: int


def weeks_of(months: range) -> list[WeeksTold]:
    """From the week that holds the first day, so that the first month is whole, to the last that has ended; a
    month too short for one gives no delivery."""
    first = int(monday_of(first_day(months[0])))
    told, new = [], first
    for month in months:
        end = int(monday_of(first_day(month + 1)))
        if end > new:
            told.append(WeeksTold(month, max(first, new - _RESTATED_DAYS), new, end))
            new = end
    return told


def is_told(services: GpServices, months: range) -> Bools:
    """Whether the last delivery's state has the row: weeks it has, late rows once told again."""
    weeks = weeks_of(months)
    if not weeks:
        return np.zeros(len(services), dtype=bool)
    restated = np.zeros(len(services), dtype=bool)
    for told in weeks[1:]:
        restated |= (services.week >= told.start) & (services.week < told.new)
    inside = (services.week >= weeks[0].start) & (services.week < weeks[-1].end)
    # A late row of a week that is never told again is lost for ever
    return np.asarray(inside & (~services.late | restated))


def gp_deliveries(
    population: Population, services: GpServices, months: range
) -> Iterator[Delivery]:
    table = _service_table(population, services)
    for told in weeks_of(months):
        low, high = np.searchsorted(services.week, [told.start, told.end])
        rows = np.arange(low, high)
        unsettled = services.late[rows] & (services.week[rows] >= told.new)
        yield Delivery(
            source=SOURCE,
            published=day_text(first_day(told.month + 1) + _PUBLISHED_AFTER_DAYS),
            tables={SERVICE_FILE: table.take(rows[~unsettled])},
            covers=[
                {
                    "file": SERVICE_FILE,
                    "from": day_text(told.start),
                    "to": day_text(told.end),
                    "units": None,
                }
            ],
        )


def week_numbers(week: Ints) -> pa.Array:
    """yyww of each Monday."""
    mondays, index = np.unique(week, return_inverse=True)
    year, number = iso_week(mondays)
    texts = [f"{y % 100:02d}{n:02d}" for y, n in zip(year.tolist(), number.tolist(), strict=True)]
    return take_texts(texts, index)


def _service_table(population: Population, services: GpServices) -> pa.Table:
    count = len(services)
    foreign = services.code >= FOREIGN
    own = _FOREIGN_SPECIALTIES[0], _FOREIGN_SPECIALTIES[1]
    specialties = [f"80{code}" for code in CODE_TEXTS[:FOREIGN]]
    specialties += [
        f"{prefix}{code}" for prefix, code in zip(own, CODE_TEXTS[FOREIGN:], strict=True)
    ]
    clinic = clinic_numbers(services.clinic)
    elsewhere = take_texts(["061004", "061011"], services.code % 2)
    contact = np.array([code.counts_as_contact for code in GP_CODES])[services.code]
    return pa.table(
        {
            "CPRNR": cpr_texts(population.cpr[services.person]),
            "YDERNR": pc.if_else(pa.array(foreign), elsewhere, clinic),
            "SPECIALE": take_texts(specialties, services.code),
            "YDELSESNR": take_texts(CODE_TEXTS, services.code),
            "YDERTYPE": take_texts(["1"], np.zeros(count, dtype=np.int64)),
            "ANTAL": services.number,
            "HONORAR": take_texts([code.fee for code in GP_CODES], services.code),
            "HONUGE": week_numbers(services.week),
            "KONTAKT": contact.astype(np.int64),
            "BARNMAK": services.for_child.astype(np.int64),
            "KOMKOD": take_texts(CODES, services.municipality),
        }
    )
