"""Right answers on general practice, medicine and children."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.synthetic.cells import (
    cell_table,
    cells_of,
    place_table,
)
from tvaerblik.synthetic.clock import Ints, first_day, iso_week, month_of_day, month_text
from tvaerblik.synthetic.examinations import KINDS, PROVIDERS
from tvaerblik.synthetic.gp import CODE_TEXTS, FOREIGN
from tvaerblik.synthetic.ledger_municipal import firsts_of_month, stock_on_last_days
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.ssr import is_told
from tvaerblik.synthetic.stays import Bools
from tvaerblik.synthetic.tables import take_texts
from tvaerblik.synthetic.truth import Truth
from tvaerblik.synthetic.versions import LATEST_MONTHS

CONSULTATIONS: Final = ("0101", "0120", "0125")
_VIDEO: Final = "0125"
FOLLOW_UP: Final = ("4213", "4215")
_OLD: Final = 75
# Days from a week's Monday
_TO_THURSDAY: Final = 3


def gp_services_table(truth: Truth) -> pa.Table:
    """Lines of general practice, consultations, video among them, follow-up home visits.

    A week lies in the month of its Thursday, and ages are asked on it. Age and sex are those of the
    card: a child's services on a parent's card count with the parent.
    """
    services = truth.gp
    services = services.keep(is_told(services, truth.months) & (services.code < FOREIGN))
    thursday = services.week + _TO_THURSDAY
    cells = cells_of(
        truth.population, services.person, thursday, services.municipality, months=truth.months
    )
    chosen = {
        "lines": np.ones(len(services), dtype=bool),
        "consultations": _is_one_of(services.code, CONSULTATIONS),
        "video": _is_one_of(services.code, (_VIDEO,)),
        "follow_up_visits": _is_one_of(services.code, FOLLOW_UP),
    }
    counts = {name: cells.count(fits) for name, fits in chosen.items()}
    # The last week of a month may come with the month after; the first month may lack its first
    table = cell_table(truth, counts, settles_after=1)
    is_first = pc.equal(table["month"], month_text(truth.months[0]))
    complete = pc.and_not(table["complete"], is_first)
    return table.set_column(table.column_names.index("complete"), "complete", complete)


def _is_one_of(code: Ints, texts: tuple[str, ...]) -> Bools:
    return np.isin(code, [CODE_TEXTS.index(text) for text in texts])


def gp_codes_table(truth: Truth) -> pa.Table:
    """Lines and services by week and code, of everybody."""
    services = truth.gp
    services = services.keep(is_told(services, truth.months) & (services.code < FOREIGN))
    weeks, week = np.unique(services.week, return_inverse=True)
    shape = (len(weeks), FOREIGN)
    lines = _count((week, services.code), shape, np.ones(len(week), dtype=bool))
    amounts = np.zeros(shape, dtype=np.int64)
    np.add.at(amounts, (week, services.code), services.number)
    year, iso = iso_week(weeks)
    texts = [f"{y}-W{n:02d}" for y, n in zip(year.tolist(), iso.tolist(), strict=True)]
    number_of, code = (index.ravel() for index in np.indices(shape))
    return pa.table(
        {
            "week": take_texts(texts, number_of),
            "code": take_texts(CODE_TEXTS, code),
            "lines": lines.ravel(),
            "services": amounts.ravel(),
        }
    )


def _count(where: tuple[Ints, ...], shape: tuple[int, ...], chosen: np.ndarray) -> Ints:
    counts = np.zeros(shape, dtype=np.int64)
    np.add.at(counts, tuple(part[chosen] for part in where), 1)
    return counts


def dispensings_table(truth: Truth) -> pa.Table:
    """Lines dispensed, and persons of 75 and over with dose-packed ones, by the month's first."""
    rows = truth.dispensings
    told = rows.since <= truth.months[-1]
    age = truth.population.age_on(rows.person, rows.day)
    using = np.flatnonzero(told & rows.dose_packed & (age >= _OLD))
    using = using[np.lexsort((rows.day[using], rows.person[using]))]
    first = np.zeros(len(rows), dtype=bool)
    first[using] = firsts_of_month(rows.person[using], month_of_day(rows.day[using]))
    cells = cells_of(
        truth.population, rows.person, rows.day, rows.municipality, months=truth.months
    )
    counts = {
        "lines": cells.count(told),
        "dose_packed_lines": cells.count(told & rows.dose_packed),
        "dose_users_75": cells.count(first),
    }
    return cell_table(truth, counts, settles_after=LATEST_MONTHS)


def examinations_table(truth: Truth) -> pa.Table:
    """Examinations by the month they took place, and those in the window of their kind."""
    rows = truth.examinations
    told = rows.since <= truth.months[-1]
    shape = (len(truth.months), len(CODES), len(KINDS))
    where = (month_of_day(rows.day) - truth.months[0], rows.municipality, rows.kind)
    month, place, kind = (index.ravel() for index in np.indices(shape))
    return pa.table(
        {
            "month": take_texts(_months(truth), month),
            "municipality": take_texts(CODES, place),
            "kind": take_texts([item.name for item in KINDS], kind),
            "examinations": _count(where, shape, told).ravel(),
            "in_window": _count(where, shape, told & rows.in_window).ravel(),
        }
    )


def _months(truth: Truth) -> list[str]:
    return [month_text(month) for month in truth.months]


def children_table(truth: Truth) -> pa.Table:
    """Children by month of birth and where they lived at its end, and the examinations they have had
    in the window. Those who have died or left since stay where they were."""
    population, rows = truth.population, truth.examinations
    from_day, to_day = int(first_day(truth.months[0])), int(first_day(truth.months[-1] + 1))
    born = np.flatnonzero((population.birth_day >= from_day) & (population.birth_day < to_day))
    birth_day = population.birth_day[born]
    home = population.municipality_at(born, np.asarray(first_day(month_of_day(birth_day) + 1)) - 1)
    cells = cells_of(population, born, birth_day, home, months=truth.months)
    everyone = np.ones(len(born), dtype=bool)
    told = (rows.since <= truth.months[-1]) & rows.in_window
    counts = {"born": cells.count(everyone)}
    for index, kind in enumerate(KINDS):
        if PROVIDERS[kind.provider] == "egen læge":
            examined = np.zeros(len(population), dtype=bool)
            examined[rows.person[told & (rows.kind == index)]] = True
            counts[kind.name.replace("-", "_")] = cells.count(examined[born])
    table = cell_table(truth, counts, settles_after=LATEST_MONTHS + 2)
    return table.filter(pc.equal(table["age_band"], "0-17"))


def capacities_table(truth: Truth) -> pa.Table:
    """GP capacities on the month's last day, and those in a quality cluster."""
    practices = truth.practices
    counts = {
        "capacities": stock_on_last_days(
            truth, practices.municipality, start=practices.opened, end=practices.closed
        ),
        "in_cluster": stock_on_last_days(
            truth, practices.municipality, start=practices.joined, end=practices.left
        ),
    }
    return place_table(truth, counts, settles_after=0)
