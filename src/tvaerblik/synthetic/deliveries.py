"""Which deliveries an invented world gives, source by source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tvaerblik.synthetic import (
    civil,
    dispensings,
    examinations,
    gateway,
    lpr,
    lpr_f,
    nursing_homes,
    practices,
    rehabilitation,
    reported,
    residents,
    ssr,
)
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.markers import marker_file
from tvaerblik.synthetic.monthly import monthly_deliveries
from tvaerblik.synthetic.referrals import referral_file
from tvaerblik.synthetic.reported import Figure
from tvaerblik.synthetic.truth import Truth

HospitalFormat = Literal["lpr_a", "lpr_f"]


@dataclass(frozen=True)
class Planned:
    source: str
    count: int
    deliveries: Iterator[Delivery]


def plan_deliveries(
    truth: Truth,
    figures: Sequence[Figure],
    streams: Sequence[np.random.Generator],
    *,
    hospital_format: HospitalFormat,
) -> list[Planned]:
    """Nothing is built before its source is asked for; each draws from streams of its own."""
    months, population = truth.months, truth.population
    every, seldom = len(months), practices.RESTATED_EVERY
    return [
        Planned(hospital_format, every, _hospital(truth, streams[0], hospital_format)),
        Planned(gateway.SOURCE, every, _gateway(truth, streams[1], streams[2])),
        Planned(
            residents.SOURCE,
            len(residents.quarters_of(months)),
            residents.resident_deliveries(population, months),
        ),
        Planned(
            civil.SOURCE,
            len(practices.restating_months(months, civil.RESTATED_EVERY)),
            civil.civil_deliveries(population, truth.residences, months),
        ),
        Planned(
            ssr.SOURCE, len(ssr.weeks_of(months)), ssr.gp_deliveries(population, truth.gp, months)
        ),
        Planned(
            dispensings.SOURCE,
            every,
            dispensings.dispensing_deliveries(streams[3], population, truth.dispensings, months),
        ),
        Planned(rehabilitation.SOURCE, every, _rehabilitation(truth, streams[4])),
        Planned(examinations.SOURCE, every, _examinations(truth)),
        Planned(
            nursing_homes.SOURCE,
            len(practices.restating_months(months, seldom)),
            nursing_homes.home_deliveries(truth.homes, months),
        ),
        Planned(
            practices.SOURCE,
            len(practices.restating_months(months, seldom)),
            practices.practice_deliveries(truth.practices, months),
        ),
        Planned(reported.SOURCE, every, reported.figure_deliveries(figures, months)),
    ]


def _hospital(
    truth: Truth, rng: np.random.Generator, hospital_format: HospitalFormat
) -> Iterator[Delivery]:
    tables = lpr.build_hospital_tables(rng, truth.population, truth.hospital, truth.procedures)
    markers = marker_file(truth.population, truth.hospital, truth.markers)
    deliveries = lpr.hospital_deliveries(tables, markers, truth.months)
    if hospital_format == "lpr_f":
        deliveries = (lpr_f.as_lpr_f(delivery) for delivery in deliveries)
    yield from deliveries


def _gateway(
    truth: Truth, services: np.random.Generator, referrals: np.random.Generator
) -> Iterator[Delivery]:
    file = referral_file(referrals, truth.population, truth.referrals)
    yield from gateway.gateway_deliveries(
        services, truth.population, truth.services, file, truth.months
    )


def _rehabilitation(truth: Truth, rng: np.random.Generator) -> Iterator[Delivery]:
    file = rehabilitation.plan_file(rng, truth.population, truth.plans)
    yield from monthly_deliveries(
        rehabilitation.SOURCE,
        [file],
        truth.months,
        after_days=rehabilitation.PUBLISHED_AFTER_DAYS,
    )


def _examinations(truth: Truth) -> Iterator[Delivery]:
    file = examinations.examination_file(truth.population, truth.examinations)
    yield from monthly_deliveries(
        examinations.SOURCE, [file], truth.months, after_days=examinations.PUBLISHED_AFTER_DAYS
    )
