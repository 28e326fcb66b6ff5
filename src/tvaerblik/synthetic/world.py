"""Inventing a region: the whole story, from persons to files."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tvaerblik.synthetic.civil import invent_residences
from tvaerblik.synthetic.clock import MINUTES_PER_DAY, first_day, month_number
from tvaerblik.synthetic.contacts import contacts_of_stays, join
from tvaerblik.synthetic.deliveries import HospitalFormat, plan_deliveries
from tvaerblik.synthetic.dispensings import invent_dispensings
from tvaerblik.synthetic.examinations import invent_examinations
from tvaerblik.synthetic.files import FileFormat, write_delivery, write_json
from tvaerblik.synthetic.gp import invent_gp_services
from tvaerblik.synthetic.ledger_note import describe_ledger
from tvaerblik.synthetic.ledgers import write_ledger
from tvaerblik.synthetic.markers import invent_markers
from tvaerblik.synthetic.nursing_homes import invent_homes
from tvaerblik.synthetic.outpatients import invent_outpatients
from tvaerblik.synthetic.persons import invent_population
from tvaerblik.synthetic.practices import invent_practices
from tvaerblik.synthetic.procedures import invent_procedures
from tvaerblik.synthetic.referrals import invent_referrals
from tvaerblik.synthetic.registration import register_contacts
from tvaerblik.synthetic.rehabilitation import invent_plans
from tvaerblik.synthetic.reported import invent_figures
from tvaerblik.synthetic.services import invent_services, register_services
from tvaerblik.synthetic.stays import invent_stays
from tvaerblik.synthetic.truth import Truth

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
    hospital_format: HospitalFormat = "lpr_a",
    sources: Collection[str] | None = None,
    progress: Progress | None = None,
) -> SynthReport:
    """Writes deliveries of the months from `first` to `last` and the ledger of right answers.

    `sources` limits what is written, not what is invented. `progress` is told (done, of how many,
    what was written) after every step.
    """
    months = months_between(first, last)
    tell = progress or (lambda done, total, text: None)
    truth = invent_truth(persons=persons, months=months, seed=seed)
    figures = invent_figures(_streams([seed, 2], 1)[0], truth)
    planned = plan_deliveries(
        truth, figures, _streams([seed, 1], 6), hospital_format=hospital_format
    )
    chosen = [plan for plan in planned if sources is None or plan.source in sources]
    total = 2 + sum(plan.count for plan in chosen)
    tell(1, total, "persons and all that happens to them")
    write_ledger(out / "ledger", truth, figures)
    note = describe_ledger(truth, seed=seed, persons=persons)
    write_json(note, out / "ledger" / "ledger.json")
    tell(2, total, "ledger")
    report = _empty_report(truth, persons=persons)
    for done, delivery in enumerate((d for plan in chosen for d in plan.deliveries), start=3):
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


def _streams(seed: int | list[int], count: int) -> list[np.random.Generator]:
    """The first of them are the same however many are asked for: new ones go at the end."""
    return [np.random.default_rng(part) for part in np.random.SeedSequence(seed).spawn(count)]


def invent_truth(*, persons: int, months: range, seed: int) -> Truth:
    """`months` get deliveries; the world itself begins the month before.

    Each part draws from its own stream, so that widening one leaves the others as they were.
    """
    if persons < 1:
        raise ValueError(f"A region needs at least one person, got {persons}")
    streams = _streams(seed, 17)
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
    practices = invent_practices(streams[11], months=months)
    examinations = invent_examinations(streams[15], population, months=months)
    return Truth(
        months=months,
        population=population,
        stays=stays,
        hospital=hospital,
        services=register_services(streams[6], services, months=months),
        procedures=invent_procedures(streams[7], hospital),
        markers=invent_markers(streams[8], population, stays, hospital, months=months),
        plans=invent_plans(streams[9], population, stays, hospital, months=months),
        referrals=invent_referrals(streams[10], population, stays, hospital, months=months),
        practices=practices,
        homes=invent_homes(streams[12], months=months),
        gp=invent_gp_services(
            streams[13], population, stays, examinations, practices, months=months
        ),
        dispensings=invent_dispensings(streams[14], population, months=months),
        examinations=examinations,
        residences=invent_residences(streams[16], population),
    )
