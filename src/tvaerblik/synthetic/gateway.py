"""Municipal services as the gateway delivers them: one row a resource, told in its latest form."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.synthetic import effects
from tvaerblik.synthetic.clock import (
    Ints,
    day_text,
    first_day,
    is_summer_time,
    month_of_minute,
)
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.monthly import EventFile
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES
from tvaerblik.synthetic.services import (
    ENCOUNTER,
    FOLLOW_UP,
    MODES,
    RESOURCES,
    SERVICE_CODES,
    ServiceRegister,
)
from tvaerblik.synthetic.tables import cpr_texts, identifiers, take_texts
from tvaerblik.synthetic.versions import FINAL, UNFINISHED, Versions

SOURCE: Final = "gateway"
SERVICE_FILE: Final = "GATEWAY_INDSATS"
# Published this many days into the month after
_PUBLISHED_AFTER_DAYS: Final = 11
_STATUSES: Final = ("active", "completed", "entered-in-error")


def gateway_deliveries(
    rng: np.random.Generator,
    population: Population,
    register: ServiceRegister,
    referrals: EventFile,
    months: range,
) -> Iterator[Delivery]:
    services = _service_file(rng, population, register)
    for month in months:
        yield Delivery(
            source=SOURCE,
            published=day_text(first_day(month + 1) + _PUBLISHED_AFTER_DAYS),
            tables={file.name: file.of_delivery(month) for file in (services, referrals)},
            covers=[
                {"file": file.name, **window}
                for file in (services, referrals)
                for window in windows_of(month)
            ],
        )


def windows_of(month: int) -> list[dict[str, object]]:
    """Two months for those who deliver, one for those who have just begun.

    Those who have stopped stand with their last month for ever: a municipality that vanished from
    the notes would have every later delivery held back.
    """
    begins = month_of_minute(effects.gateway_begin_days() * 1440)
    ends = effects.gateway_end_months()
    delivers = month < ends
    spans = [
        (month - 1, month + 1, delivers & (begins < month)),
        (month, month + 1, delivers & (begins == month)),
        *((end - 1, end, ends == end) for end in np.unique(ends[~delivers]).tolist()),
    ]
    return [
        {
            "from": day_text(first_day(begin)),
            "to": day_text(first_day(end)),
            "units": CODES[chosen].tolist(),
        }
        for begin, end, chosen in spans
        if chosen.any()
    ]


def _service_file(
    rng: np.random.Generator, population: Population, register: ServiceRegister
) -> EventFile:
    services = register.services
    versions = _in_order(register.versions)
    row = versions.row
    status = np.where(register.in_error[row] & (versions.form == FINAL), 2, 1)
    status = np.where(versions.form == UNFINISHED, 0, status)
    table = pa.table(
        {
            "Kommune": take_texts(CODES, services.municipality[row]),
            "CPRnummer": cpr_texts(population.cpr[services.person[row]]),
            "Ressource": take_texts(RESOURCES, services.resource[row]),
            "Ressource_id": identifiers(rng, len(services)).take(pa.array(row)),
            "FSIII_kode": _codes(register).take(pa.array(row)),
            "Start": _instants(services.start).take(pa.array(row)),
            "Slut": _instants(services.end).take(pa.array(row, mask=versions.form == UNFINISHED)),
            "Status": take_texts(_STATUSES, status),
            "Leveringsform": _modes(rng, register).take(pa.array(row)),
        }
    )
    return EventFile(
        SERVICE_FILE,
        table,
        versions,
        month_of_minute(services.start[row]),
        ends=effects.gateway_end_months()[services.municipality[row]],
    )


def _in_order(versions: Versions) -> Versions:
    order = np.lexsort((versions.since, versions.row))
    return Versions(**{name: column[order] for name, column in vars(versions).items()})


def _codes(register: ServiceRegister) -> pa.Array:
    """Old keys until the municipality has changed over, then UUIDs."""
    services = register.services
    changes = [effects.UUIDS_FROM.get(code, 1 << 30) for code in CODES.tolist()]
    changed = month_of_minute(services.start) >= np.array(changes)[services.municipality]
    known = [code.key for code in SERVICE_CODES] + [code.uuid for code in SERVICE_CODES]
    return take_texts(known, services.code + np.where(changed, len(SERVICE_CODES), 0))


def _modes(rng: np.random.Generator, register: ServiceRegister) -> pa.Array:
    """How an encounter was held; interventions do not tell."""
    services = register.services
    mode = rng.choice(len(MODES), len(services), p=[0.8, 0.12, 0.08])
    mode = np.where((services.code == FOLLOW_UP) & (mode == 2), 0, mode)
    silent = services.resource != ENCOUNTER
    return pa.array(MODES).take(pa.array(mode, mask=silent))


def _instants(minute: Ints) -> pa.Array:
    """FHIR dateTime: wall time with its offset."""
    wall = pc.cast(pa.array((minute * 60).astype("datetime64[s]")), pa.string())
    offset = take_texts(["+01:00", "+02:00"], is_summer_time(minute).astype(int))
    return pc.binary_join_element_wise(pc.replace_substring(wall, " ", "T"), offset, "")
