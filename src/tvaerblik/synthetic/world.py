"""Inventing a region: the whole story, from persons to files."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from tvaerblik.synthetic.clock import MINUTES_PER_DAY, first_day, month_number
from tvaerblik.synthetic.contacts import contacts_of_stays, join
from tvaerblik.synthetic.files import Delivery, FileFormat, write_delivery, write_json
from tvaerblik.synthetic.gateway import gateway_deliveries
from tvaerblik.synthetic.ledger import Truth, write_ledger
from tvaerblik.synthetic.ledger_note import describe_ledger
from tvaerblik.synthetic.lpr import hospital_deliveries
from tvaerblik.synthetic.outpatients import invent_outpatients
from tvaerblik.synthetic.persons import invent_population
from tvaerblik.synthetic.registration import register_contacts
from tvaerblik.synthetic.residents import quarters_of, resident_deliveries
from tvaerblik.synthetic.services import invent_services, register_services
from tvaerblik.synthetic.stays import invent_stays

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class SynthReport:
    """Counts of what was written; rows are by file and include every restatement."""

    persons: int
    stays: int
    contacts: int
    services: int
    deliveries: Counter[str]
    rows: Counter[str]


def write_deliveries(
    out: Path,
    *,
    persons: int = 100_000,
    first: str = "2023-01",
    last: str = "2026-10",
    seed: int = 1,
    file_format: FileFormat = "csv",
    progress: Progress | None = None,
) -> SynthReport:
    """Writes deliveries of the months from `first` to `last` and the ledger of right answers.

    `progress` is told (done, of how many, what was written) after every step.
    """
    months = months_between(first, last)
    tell = progress or (lambda done, total, text: None)
    total = 2 + 2 * len(months) + len(quarters_of(months))
    truth = invent_truth(persons=persons, months=months, seed=seed)
    tell(1, total, "persons, stays and services")
    write_ledger(out / "ledger", truth)
    note = describe_ledger(truth, seed=seed, persons=persons)
    write_json(note, out / "ledger" / "ledger.json")
    tell(2, total, "ledger")
    report = _empty_report(truth, persons=persons)
    for done, delivery in enumerate(all_deliveries(truth, seed=seed), start=3):
        write_delivery(out, delivery, file_format=file_format)
        report.deliveries[delivery.source] += 1
        report.rows.update(delivery.rows)
        tell(done, total, f"{delivery.source} {delivery.published}")
    return report


def months_between(first: str, last: str) -> range:
    months = range(month_number(first), month_number(last) + 1)
    if not len(months):
        raise ValueError(f"The first month must not come after the last, got {first} and {last}")
    return months


def _empty_report(truth: Truth, *, persons: int) -> SynthReport:
    return SynthReport(
        persons=persons,
        stays=len(truth.stays),
        contacts=len(truth.hospital.contacts),
        services=len(truth.services.services),
        deliveries=Counter(),
        rows=Counter(),
    )


def invent_truth(*, persons: int, months: range, seed: int) -> Truth:
    """`months` get deliveries; the world itself begins the month before.

    Each part draws from its own stream, so that widening one leaves the others as they were.
    """
    if persons < 1:
        raise ValueError(f"A region needs at least one person, got {persons}")
    streams = [np.random.default_rng(part) for part in np.random.SeedSequence(seed).spawn(7)]
    lived = range(months[0] - 1, months[-1] + 1)
    from_day, to_day = first_day(lived[0]), first_day(lived[-1] + 1)
    cutoff = to_day * MINUTES_PER_DAY
    population = invent_population(streams[0], persons=persons, from_day=from_day, to_day=to_day)
    stays = invent_stays(streams[1], population, months=lived, cutoff=cutoff)
    contacts = join(
        contacts_of_stays(streams[2], population, stays, cutoff=cutoff),
        invent_outpatients(streams[3], population, stays, months=lived),
    )
    hospital = register_contacts(streams[4], population, stays, contacts, months=months)
    services = invent_services(streams[5], population, stays, months=lived)
    register = register_services(streams[6], services, months=months)
    return Truth(months, population, stays, hospital, register)


def all_deliveries(truth: Truth, *, seed: int) -> Iterator[Delivery]:
    hospital, gateway = np.random.SeedSequence([seed, 1]).spawn(2)
    return chain(
        hospital_deliveries(
            np.random.default_rng(hospital), truth.population, truth.hospital, truth.months
        ),
        gateway_deliveries(
            np.random.default_rng(gateway), truth.population, truth.services, truth.months
        ),
        resident_deliveries(truth.population, truth.months),
    )
