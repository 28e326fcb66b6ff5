"""Figures that others have counted: the national values, and tallies that no register holds.

They are of the size of the real region, however few persons are invented, since they come from
elsewhere. The national readmissions and preventable admissions follow the invented world's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic.clock import day_text, first_day, month_number, month_text
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.ledger import admissions_table, readmissions_table
from tvaerblik.synthetic.places import CODES, SIZES
from tvaerblik.synthetic.truth import Truth

SOURCE: Final = "indberettet"
FIGURE_FILE: Final = "INDBERETTEDE_TAL"
_PUBLISHED_AFTER_DAYS: Final = 15
_REGION: Final = "1081"
# Yearly values come with the delivery of the month after the year
_YEARLY_AFTER_MONTHS: Final = 13


@dataclass(frozen=True)
class Figure:
    series: str
    period: str
    unit: str
    numerator: int
    denominator: int | None
    # The delivery it first comes with
    since: int


def invent_figures(rng: np.random.Generator, truth: Truth) -> list[Figure]:
    figures = [*_monthly(rng, truth.months)]
    for year in _whole_years(truth.months):
        figures += _yearly(rng, truth, year)
    return figures


def _whole_years(months: range) -> list[int]:
    """Years that lie whole in the months and have been published."""
    years = range(1970 + months[0] // 12, 1970 + months[-1] // 12 + 1)
    first = [month_number(f"{year}-01") for year in years]
    return [
        year
        for year, month in zip(years, first, strict=True)
        if month >= months[0] and month + _YEARLY_AFTER_MONTHS - 1 <= months[-1]
    ]


def _monthly(rng: np.random.Generator, months: range) -> Iterator[Figure]:
    """Calls in the 72 hours after discharge, and medicine cards brought up to date."""
    for month in months:
        trend = 1 + 0.09 * (month - month_number("2023-01")) / 12
        calls = rng.poisson(SIZES * 0.42 * trend)
        for code, count in zip(CODES.tolist(), calls.tolist(), strict=True):
            yield Figure("ulb-72-timer", month_text(month), code, count, None, month)
        discharges = int(rng.normal(8_900, 240))
        share = 0.932 + 0.006 * (month - month_number("2023-01")) / 12 + rng.normal(0, 0.004)
        updated = round(discharges * min(share, 0.985))
        yield Figure(
            "fmk-ajourfoering-sygehus", month_text(month), _REGION, updated, discharges, month
        )


def _yearly(rng: np.random.Generator, truth: Truth, year: int) -> list[Figure]:
    back = _by_municipality(readmissions_table(truth), year, "readmission_events")
    index = _by_municipality(readmissions_table(truth), year, "readmission_index")
    preventable = _by_municipality(admissions_table(truth), year, "preventable_65")
    scale = (
        SIZES.sum()
        * 1000
        / max(int((truth.population.entry_day <= first_day(truth.months[0])).sum()), 1)
    )
    old = np.rint(SIZES * 1000 * _SHARE_OF_OLD)
    grown = np.rint(SIZES * 1000 * 0.81)
    ill = rng.binomial(grown.astype(np.int64), 0.355 + 0.012 * (_SHARE_OF_OLD - 0.2) / 0.05)
    series = {
        "nationale-maal-genindlaeggelser": (_nearly(rng, back * scale), index * scale),
        "nationale-maal-forebyggelige": (_nearly(rng, preventable * scale), old),
        "sundhedsdata-paa-tvaers-kronikere": (ill, grown),
    }
    since = month_number(f"{year}-01") + _YEARLY_AFTER_MONTHS - 1
    return [
        Figure(name, str(year), code, round(float(n)), round(float(d)), since)
        for name, (numerators, denominators) in series.items()
        for code, n, d in zip(CODES.tolist(), numerators, denominators, strict=True)
        if d > 0
    ]


# Share of residents of 65 and over, in the order of places
_SHARE_OF_OLD: Final = np.array([0.27, 0.25, 0.22, 0.27, 0.25, 0.40, 0.20, 0.23, 0.22, 0.17, 0.25])


def _nearly(rng: np.random.Generator, counts: np.ndarray) -> np.ndarray:
    """National rules differ a little from one's own."""
    return np.asarray(counts * (1 + rng.normal(0, 0.012, len(counts))))


def _by_municipality(table: pa.Table, year: int, column: str) -> np.ndarray:
    months = table["month"].to_numpy(zero_copy_only=False).astype(str)
    place = np.searchsorted(CODES, table["municipality"].to_numpy(zero_copy_only=False).astype(str))
    chosen = np.char.startswith(months, str(year))
    counts = table[column].to_numpy()
    return np.bincount(place[chosen], weights=counts[chosen], minlength=len(CODES))


def figure_deliveries(figures: Sequence[Figure], months: range) -> Iterator[Delivery]:
    """Each restates all there is, since January of the first year."""
    begin = months[0] - months[0] % 12
    for month in months:
        known = [figure for figure in figures if figure.since <= month]
        yield Delivery(
            source=SOURCE,
            published=day_text(first_day(month + 1) + _PUBLISHED_AFTER_DAYS),
            tables={FIGURE_FILE: figure_table(known)},
            covers=[
                {
                    "file": FIGURE_FILE,
                    "from": day_text(first_day(begin)),
                    "to": day_text(first_day(month + 1)),
                    "units": None,
                }
            ],
        )


def figure_table(figures: Sequence[Figure]) -> pa.Table:
    return pa.table(
        {
            "SERIE": pa.array([figure.series for figure in figures], pa.string()),
            "PERIODE": pa.array([figure.period for figure in figures], pa.string()),
            "ENHED": pa.array([figure.unit for figure in figures], pa.string()),
            "TAELLER": pa.array([figure.numerator for figure in figures], pa.int64()),
            "NAEVNER": pa.array([figure.denominator for figure in figures], pa.int64()),
        }
    )
