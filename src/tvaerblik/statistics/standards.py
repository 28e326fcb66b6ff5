"""Standard populations by name, and their weights for the age bands at hand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

# Beyond this nobody is; a band without end reaches it
_NO_END = 10_000


@dataclass(frozen=True, slots=True)
class StandardPopulation:
    """Persons of a standard by age. A band is (first age, persons) and ends where the next begins;
    the last one has no end."""

    title: str
    source: str
    bands: tuple[tuple[int, float], ...]


STANDARDS: dict[str, StandardPopulation] = {
    # Per 100,000 of both sexes; the youngest and oldest bands finer than the usual 19
    "esp2013": StandardPopulation(
        "European standard population 2013",
        "Eurostat, Revision of the European Standard Population, 2013",
        (
            (0, 1000),
            (1, 4000),
            (5, 5500),
            (10, 5500),
            (15, 5500),
            (20, 6000),
            (25, 6000),
            (30, 6500),
            (35, 7000),
            (40, 7000),
            (45, 7000),
            (50, 7000),
            (55, 6500),
            (60, 6000),
            (65, 5500),
            (70, 5000),
            (75, 4000),
            (80, 2500),
            (85, 1500),
            (90, 800),
            (95, 200),
        ),
    ),
}

# 0-4, 5-9 … 85-89, 90+: what figures standardised with the European standard are usually made by
FIVE_YEAR_BANDS = (*(f"{age}-{age + 4}" for age in range(0, 90, 5)), "90+")

_BAND = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))?")


def standard_weights(
    name: str, *, bands: Iterable[str] = FIVE_YEAR_BANDS, split_evenly: bool = False
) -> tuple[float, ...]:
    """The standard's persons in each of `bands`, in their order: "0-4", "7" or, without end, "85+".

    The bands must follow one another without gap, but need not begin at 0: people below 65 have no
    weight in a figure about those above. ValueError for a name that is not among STANDARDS and for
    a band that cuts through one of the standard's own. `split_evenly` cuts those by years instead,
    as if as many were of every age in them; say so where the figure is shown.
    """
    if name not in STANDARDS:
        known = ", ".join(sorted(STANDARDS))
        raise ValueError(f"'{name}' is not a standard population; there are {known}")
    spans = [_span(band) for band in bands]
    for (_, end), (first, _) in pairwise(spans):
        if first != end:
            raise ValueError(f"the band from {first} must begin where the one before it ends")
    return tuple(_persons(STANDARDS[name], span, split_evenly) for span in spans)


def _span(band: str) -> tuple[int, int]:
    """First age and the first one after: "5-9" is (5, 10)."""
    found = _BAND.fullmatch(band)
    first = int(found[1]) if found else 0
    end = _NO_END if found and found[3] else int(found[2] or first) + 1 if found else 0
    if end <= first:
        raise ValueError(f"a band is written 0-4, 7 or 85+, not '{band}'")
    return first, end


def _persons(standard: StandardPopulation, span: tuple[int, int], split_evenly: bool) -> float:
    first, end = span
    starts = [start for start, _ in standard.bands]
    ends = [*starts[1:], _NO_END]
    total = 0.0
    for (start, persons), stop in zip(standard.bands, ends, strict=True):
        inside, whole = min(end, stop) - max(first, start), stop - start
        if inside <= 0:
            continue
        if inside < whole and (not split_evenly or stop == _NO_END):
            raise ValueError(
                f"a band from {first} cuts through the standard's band from {start}: merge bands"
            )
        total += persons * (inside / whole)
    return total
