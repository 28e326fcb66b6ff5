"""Inventing a region: the whole story, from persons to files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tvaerblik.synthetic import lpr, residents
from tvaerblik.synthetic.clock import MINUTES_PER_DAY, day_text, first_day, month_number
from tvaerblik.synthetic.contacts import contacts_of_stays, join
from tvaerblik.synthetic.files import FileFormat, write_delivery
from tvaerblik.synthetic.outpatients import invent_outpatients
from tvaerblik.synthetic.persons import Population, invent_population
from tvaerblik.synthetic.registration import HospitalRegister, register_contacts
from tvaerblik.synthetic.stays import Stays, invent_stays

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class SynthReport:
    persons: int
    stays: int
    deliveries: int
    contact_rows: int
    diagnosis_rows: int


@dataclass(frozen=True)
class World:
    # Months with deliveries; the world itself begins a month before
    months: range
    population: Population
    stays: Stays
    hospital: HospitalRegister


def invent_world(*, persons: int, first: int, last: int, seed: int) -> World:
    """Each part draws from its own stream, so that widening one leaves the others as they were."""
    streams = [np.random.default_rng(part) for part in np.random.SeedSequence(seed).spawn(8)]
    lived, cutoff = range(first - 1, last + 1), first_day(last + 1) * MINUTES_PER_DAY
    population = invent_population(
        streams[0], persons=persons, from_day=first_day(first - 1), to_day=first_day(last + 1)
    )
    stays = invent_stays(streams[1], population, months=lived, cutoff=cutoff)
    contacts = join(
        contacts_of_stays(streams[2], population, stays, cutoff=cutoff),
        invent_outpatients(streams[3], population, stays, months=lived),
    )
    months = range(first, last + 1)
    hospital = register_contacts(streams[4], population, stays, contacts, months=months)
    return World(months=months, population=population, stays=stays, hospital=hospital)


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
    world = invent_world(
        persons=persons, first=month_number(first), last=month_number(last), seed=seed
    )
    told = progress or (lambda done, total, text: None)
    quarters = residents.quarters_of(world.months)
    total = len(world.months) + len(quarters)
    contact_rows = diagnosis_rows = done = 0
    tables = lpr.build_hospital_tables(
        np.random.default_rng([seed, 1]), world.population, world.hospital
    )
    for month in world.months:
        contacts, diagnosis = tables.of_delivery(month)
        cover = {
            "from": day_text(first_day(month - 1)),
            "to": day_text(first_day(month + 1)),
            "units": None,
        }
        write_delivery(
            out,
            source="lpr_a",
            published=day_text(first_day(month + 1) + 9),
            tables={lpr.CONTACT_FILE: contacts, lpr.DIAGNOSIS_FILE: diagnosis},
            covers=[{"file": name, **cover} for name in (lpr.CONTACT_FILE, lpr.DIAGNOSIS_FILE)],
            file_format=file_format,
        )
        contact_rows += len(contacts)
        diagnosis_rows += len(diagnosis)
        done += 1
        told(done, total, "lpr_a")
    for quarter in quarters:
        counts = residents.count_residents(world.population, quarter)
        write_delivery(
            out,
            source="population",
            published=quarter.published,
            tables={residents.RESIDENTS_FILE: residents.residents_table(counts, quarter)},
            covers=[quarter.covers],
            file_format=file_format,
        )
        done += 1
        told(done, total, "population")
    return SynthReport(
        persons=persons,
        stays=len(world.stays),
        deliveries=done,
        contact_rows=contact_rows,
        diagnosis_rows=diagnosis_rows,
    )
