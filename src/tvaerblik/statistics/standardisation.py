"""Figures that can be compared between populations of different age, and the standards for it.

Direct standardisation asks what a figure would be in a standard population, indirect how many
events there would be if the reference's rates held here. A sequence here has one number a band,
in the same order everywhere, and every band must be there: a band without events is a 0.

A *missing* number of events counts as none, as in the English reference figures; a missing or
empty population does not, for nothing can be said about that band at all.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import SupportsFloat

from tvaerblik.statistics.inputs import SMALLEST_DENOMINATOR, as_confidence, as_count
from tvaerblik.statistics.intervals import byar

# Morris JK et al. (2018), Population Health Metrics 16:19: with fewer, the interval is misleading
FEWEST_EVENTS_FOR_A_RATE = 10

# Of fewer than one expected event nearly every number observed is many times too many
FEWEST_EXPECTED_EVENTS = 1

Counts = Iterable[SupportsFloat | None]


@dataclass(frozen=True, slots=True)
class StandardisedRate:
    """Per the multiplier asked for. None below 10 events; the sums are of all bands."""

    rate: float | None
    lower: float | None
    upper: float | None
    events: float
    population: float


@dataclass(frozen=True, slots=True)
class StandardisedRatio:
    """Observed over expected, 1 being the reference's level. None below 1 expected event."""

    ratio: float | None
    lower: float | None
    upper: float | None
    observed: float | None
    expected: float


def direct_standardised_rate(
    events: Counts | None,
    population: Counts,
    weights: Counts,
    *,
    multiplier: float,
    confidence: SupportsFloat = 0.95,
    persons_by_events: Mapping[int, Counts] | None = None,
) -> StandardisedRate:
    """The rate per `multiplier` that the bands' rates would make in the standard population.

    Events, persons or person-years, and the standard's persons, each one number a band. Limits by
    Dobson's method with Byar's limits of all events, never below 0.

    Events of the same person depend on each other and make those limits too narrow. Then give
    `persons_by_events`: {how many events: persons with that many, one number a band}; `events`
    may be None, and must otherwise agree.

    ValueError when lengths differ, when a population is missing or 0 (merge bands) or when no
    band weighs anything. Dobson AJ et al. (1991), Stat Med 10:457-462; for events that depend on
    each other, variance Σk²·Var(k), as UKHSA's PHEindicatormethods 2.1.0.
    """
    confidence = as_confidence(confidence)
    per = as_count(multiplier, "multiplier")
    if not per:
        raise ValueError(f"multiplier must be above 0, such as 1000, not {multiplier}")
    sizes = _populations(population, "population")
    shares = _shares(weights, len(sizes))
    persons = _persons(events, persons_by_events, len(sizes))
    total = math.fsum(times * math.fsum(group) for times, group in persons.items())
    everybody = math.fsum(sizes)
    if total < FEWEST_EVENTS_FOR_A_RATE:
        return StandardisedRate(None, None, None, total, everybody)
    each = [per * share / size for share, size in zip(shares, sizes, strict=True)]
    rate, error = _weighed(persons, each)
    below, above = byar(total, confidence=confidence)
    assert below is not None and above is not None, total
    scale = error / math.sqrt(total)
    return StandardisedRate(
        rate=rate,
        lower=max(rate + scale * (below - total), 0.0),
        upper=rate + scale * (above - total),
        events=total,
        population=everybody,
    )


def indirect_standardised_ratio(
    events: Counts | SupportsFloat | None,
    population: Counts,
    reference_events: Counts,
    reference_population: Counts,
    *,
    confidence: SupportsFloat = 0.95,
) -> StandardisedRatio:
    """Observed over the events expected with the reference's rate in every band.

    Events one number a band, or the total alone, which is all that the ratio takes; a missing
    total leaves the ratio missing. Limits are those of the count (exact below 10 events, else
    Byar) over the expected; what is expected is taken as known.

    Compare with the reference only: two units' ratios are weighted differently. A band with
    nobody in it expects nothing, but somebody in a band where the reference has nobody is a
    ValueError, as are differing lengths. Breslow NE, Day NE (1987), IARC; Armitage P, Berry G,
    Matthews JNS (2002), Statistical Methods in Medical Research.
    """
    confidence = as_confidence(confidence)
    sizes = [as_count(size, "population") for size in population]
    expected = _expected(sizes, list(reference_events), list(reference_population))
    observed = _observed(events, len(sizes))
    if observed is None or expected < FEWEST_EXPECTED_EVENTS:
        return StandardisedRatio(None, None, None, observed, expected)
    lower, upper = byar(observed, confidence=confidence)
    assert lower is not None and upper is not None, observed
    return StandardisedRatio(
        observed / expected, lower / expected, upper / expected, observed, expected
    )


def _weighed(persons: dict[int, list[float]], each: list[float]) -> tuple[float, float]:
    """The rate and its standard error, where one event in a band adds `each` of it to the rate."""
    rate = math.fsum(
        times * added * people
        for times, group in persons.items()
        for added, people in zip(each, group, strict=True)
    )
    # The root of the sum of squares, without squares that vanish or overflow
    error = math.hypot(
        *(
            times * added * math.sqrt(people)
            for times, group in persons.items()
            for added, people in zip(each, group, strict=True)
        )
    )
    return rate, error


def _expected(
    sizes: Sequence[float | None],
    reference_events: Sequence[SupportsFloat | None],
    reference_population: Sequence[SupportsFloat | None],
) -> float:
    _check_length("reference_events", len(reference_events), len(sizes))
    _check_length("reference_population", len(reference_population), len(sizes))
    terms = []
    for band, size in enumerate(sizes, start=1):
        if size is None:
            raise ValueError(_no_population("population", band))
        if size == 0:
            continue
        cases = as_count(reference_events[band - 1], "reference_events") or 0.0
        persons = as_count(reference_population[band - 1], "reference_population")
        if persons is None or persons < SMALLEST_DENOMINATOR:
            raise ValueError(_no_population("reference_population", band))
        terms.append(size * (cases / persons))
    return math.fsum(terms)


def _observed(events: Counts | SupportsFloat | None, bands: int) -> float | None:
    if not isinstance(events, Iterable):
        return as_count(events, "events")
    counts = [as_count(count, "events") or 0.0 for count in events]
    _check_length("events", len(counts), bands)
    return math.fsum(counts)


def _populations(population: Counts, name: str) -> list[float]:
    found = []
    for band, value in enumerate(population, start=1):
        size = as_count(value, name)
        if size is None or size < SMALLEST_DENOMINATOR:
            raise ValueError(_no_population(name, band))
        found.append(size)
    return found


def _shares(weights: Counts, bands: int) -> list[float]:
    known = [as_count(weight, "weights") for weight in weights]
    _check_length("weights", len(known), bands)
    if None in known:
        raise ValueError(f"weights lack band {known.index(None) + 1}: every band must weigh")
    found = [weight for weight in known if weight is not None]
    total = math.fsum(found)
    if total == 0:
        raise ValueError("weights must not all be 0: no band would count")
    return [weight / total for weight in found]


def _persons(
    events: Counts | None, persons_by_events: Mapping[int, Counts] | None, bands: int
) -> dict[int, list[float]]:
    """Persons by how many events each had; independent events are persons with one."""
    counts = None if events is None else _zero_for_missing(events, "events", bands)
    if persons_by_events is None:
        if counts is None:
            raise ValueError("events must be given, by band or as persons_by_events")
        return {1: counts}
    found = {}
    for times, persons in persons_by_events.items():
        if times != int(times) or times < 1:
            raise ValueError(
                f"persons_by_events counts events from 1 in whole numbers, not {times}"
            )
        found[int(times)] = _zero_for_missing(persons, "persons_by_events", bands)
    if counts is None:
        return found
    made = [sum(times * group[band] for times, group in found.items()) for band in range(bands)]
    for band, (given, derived) in enumerate(zip(counts, made, strict=True), start=1):
        if not math.isclose(given, derived, abs_tol=1e-9):
            raise ValueError(
                f"events ({given:g}) and persons_by_events ({derived:g}) disagree in band {band}"
            )
    return found


def _zero_for_missing(counts: Counts, name: str, bands: int) -> list[float]:
    found = [as_count(count, name) or 0.0 for count in counts]
    _check_length(name, len(found), bands)
    return found


def _check_length(name: str, found: int, bands: int) -> None:
    if found != bands:
        raise ValueError(f"{name} has {found} bands and population {bands}: give the same bands")


def _no_population(name: str, band: int) -> str:
    return f"{name} must be above 0 in every band, and is not in band {band}: merge bands"
