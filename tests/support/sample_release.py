"""A small release that looks like the real thing, in a second or so, without engine and store.

The definitions are the real ones, the figures invented: the 11 municipalities of Nordjylland with their
sundhedsklynger as was and sundhedsråd as of 2027, months from January 2023 to October 2026 with quarters
and years, age and sex; some cells hidden, provisional, partial, not delivered, not settled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from support.first_six import first_six
from tvaerblik.catalogue.language import Indicator, Proportion, Rate
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.strata import AGE_BANDS, SEXES
from tvaerblik.core.periods import Period, periods_between
from tvaerblik.core.rows import AS_WAS, RESULT_SCHEMA, ResultRows
from tvaerblik.core.texts import Text
from tvaerblik.release.cards import AsideCard, Coverage, DeliveryCard
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.package import ReleaseContent, write_release
from tvaerblik.release.policy import PLATFORM_POLICY
from tvaerblik.release.steps import Ran, Steps, steps_card
from tvaerblik.release.texts import is_already_public

DEFINITIONS = Path(__file__).parents[2] / "definitions"
FIRST, LAST = date(2023, 1, 1), date(2026, 11, 1)
MADE_AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
AS_IS_2027 = "2027-01-01"
SYNTHETIC = frozenset({"hospital_contact", "diagnosis", "population", "municipal_service"})
COVID_COUNTRY = "danmark"
VISITS = "opfoelgende-hjemmebesoeg-7-dage"

# Residents in thousands, so that Læsø is small enough to show what disclosure control does.
RESIDENTS = {
    "kommune-0773": 20.1,
    "kommune-0787": 43.0,
    "kommune-0810": 28.3,
    "kommune-0813": 58.6,
    "kommune-0820": 36.5,
    "kommune-0825": 1.8,
    "kommune-0840": 30.4,
    "kommune-0846": 41.3,
    "kommune-0849": 37.9,
    "kommune-0851": 223.2,
    "kommune-0860": 63.0,
}
AGE_SHARES = (0.19, 0.27, 0.33, 0.06, 0.055, 0.045, 0.028, 0.015, 0.007)
ADMISSIONS = (60, 90, 120, 190, 240, 310, 390, 470, 540)  # per 1,000 and year, by age band
NO_HOME_VISITS = ("kommune-0825", "kommune-0773")


def make_sample_release(folder: Path, *, seed: int = 1, day: datetime = MADE_AT) -> Path:
    """Builds the release under `folder`/releases and answers its folder."""
    catalogue = first_six()
    return write_release(folder / "releases", make_sample_content(catalogue, seed, day)).folder


def make_sample_content(
    catalogue: Catalogue, seed: int = 1, day: datetime = MADE_AT
) -> ReleaseContent:
    results = sample_results(catalogue, seed)
    disclosed = [
        apply_disclosure_control(
            rows,
            catalogue.get(indicator),
            PLATFORM_POLICY,
            already_public=is_already_public(catalogue.get(indicator), catalogue),
        )
        for indicator, rows in results.items()
    ]
    return ReleaseContent(
        catalogue=catalogue,
        indicators=tuple(catalogue.get(indicator) for indicator in results),
        rows=tuple(part.rows for part in disclosed),
        audits=tuple(part.audit for part in disclosed),
        policy=PLATFORM_POLICY,
        vintage="sample",
        synthetic=SYNTHETIC,
        coverage=sample_coverage(),
        deliveries=sample_deliveries(),
        previous=None,
        made_by="test",
        made_at=day,
        steps={VISITS: sample_steps()},
    )


def sample_steps(indicator: str = VISITS) -> Steps:
    """Of one indicator: a count, a small one, and an expression."""
    met = Text("Rækker, der opfylder betingelserne.", "Rows that meet the conditions.")
    few = Text("Rækker uden sted.", "Rows without a place.")
    ran = (
        Ran("met", met, "CREATE TEMP TABLE met AS\nSELECT *\nFROM hospital_stay", 48_123),
        Ran("odd", few, "SELECT count(*) FROM met WHERE a < b", 3),
        Ran("figures", met, "CREATE TEMP VIEW figures AS SELECT 1", None),
    )
    return steps_card(indicator, ran, grid=5)


def sample_results(catalogue: Catalogue, seed: int = 1) -> dict[str, ResultRows]:
    world = _World(catalogue, np.random.default_rng(seed))
    found = {
        indicator.id: ResultRows(world.computed(indicator), "sample")
        for indicator in catalogue.indicators.values()
        if isinstance(indicator.measure, Rate | Proportion)
    }
    for indicator, records in (
        ("covid-nyindlagte", _covid_admissions(catalogue)),
        ("covid-tilfaelde-pr-100000", _covid_cases()),
    ):
        rows = [_record(catalogue.get(indicator), **record) for record in records]
        found[indicator] = ResultRows(pa.Table.from_pylist(rows, RESULT_SCHEMA), "sample")
    return found


# Computed indicators: counts drawn by month, municipality, age and sex, everything else summed -----


@dataclass(frozen=True)
class _Group:
    """A unit under an organisation, its members as indexes of RESIDENTS, and the days it is for."""

    organisation: str
    unit: str
    members: tuple[int, ...]
    start: date
    end: date


class _World:
    def __init__(self, catalogue: Catalogue, random: np.random.Generator) -> None:
        self.random = random
        self.municipalities = list(RESIDENTS)
        self.months = periods_between("month", FIRST, LAST)
        self.groups = tuple(self._groups(catalogue))
        people = np.array(list(RESIDENTS.values()))[:, None, None] * 1000
        shares = np.array(AGE_SHARES)[None, :, None] / 2
        growth = 1 + 0.001 * np.arange(len(self.months))[:, None, None, None]
        self.people = np.rint(people * shares * growth).repeat(2, axis=3).astype(np.int64)

    def _groups(self, catalogue: Catalogue) -> Iterator[_Group]:
        register = catalogue.units
        inside = [register.units[unit] for unit in register.inside("region-nordjylland")]
        for unit in inside:
            start, end = max(unit.valid_from, FIRST), min(unit.valid_to or LAST, LAST)
            if start < end:
                yield _Group(AS_WAS, unit.id, self._members(catalogue, unit.id, start), start, end)
            if unit.valid_on(date.fromisoformat(AS_IS_2027)) and unit.kind != "municipality":
                members = self._members(catalogue, unit.id, date.fromisoformat(AS_IS_2027))
                yield _Group(AS_IS_2027, unit.id, members, FIRST, LAST)

    def _members(self, catalogue: Catalogue, unit: str, day: date) -> tuple[int, ...]:
        found = catalogue.units.members(unit, day, "municipality")
        return tuple(self.municipalities.index(member) for member in found)

    def computed(self, indicator: Indicator) -> pa.Table:
        numerator, denominator, people = self._counts(indicator)
        delivers = np.ones(len(self.municipalities), bool)
        if "municipal_service" in indicator.tables:
            delivers = np.array([unit not in NO_HOME_VISITS for unit in self.municipalities])
        parts = [
            self._table(indicator, group, period, (numerator, denominator, people), delivers)
            for kind in ("month", "quarter", "year")
            for period in periods_between(kind, FIRST, LAST)
            for group in self.groups
            if group.start <= period.start and (group.organisation == AS_WAS or kind != "month")
        ]
        return _joined(indicator, parts)

    def _counts(self, indicator: Indicator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Numerator, denominator and persons of the denominator, by month, place, age and sex."""
        months = np.arange(len(self.months))[:, None, None, None]
        season = 1 + 0.12 * np.cos(2 * np.pi * months / 12)
        rates = np.array(ADMISSIONS)[None, None, :, None] / 12_000
        admitted = self.random.poisson(self.people * rates * season)
        if isinstance(indicator.measure, Proportion):
            old = np.arange(len(AGE_BANDS))[None, None, :, None] >= 3
            home = "municipal_service" in indicator.tables
            share = (0.31 if home else 0.118) + 0.09 * (months >= 30)
            base = np.where(old, admitted, 0) if home else admitted
            return self.random.binomial(base, share), base, base
        days = np.array([month.days for month in self.months])[:, None, None, None]
        people, events = self.people, admitted
        if indicator.id == "forebyggelige-indlaeggelser-65":
            old = np.arange(len(AGE_BANDS))[None, None, :, None] >= 3
            people = np.where(old, people, 0)
            events = self.random.poisson(
                people * rates * season * np.where(months >= 24, 0.16, 0.2)
            )
        return events, people * days, people

    def _table(
        self,
        indicator: Indicator,
        group: _Group,
        period: Period,
        counts: tuple[np.ndarray, np.ndarray, np.ndarray],
        delivers: np.ndarray,
    ) -> dict[str, Any]:
        there = [place for place in group.members if delivers[place]]
        months = [
            n for n, month in enumerate(self.months) if period.start <= month.start < period.end
        ]
        numerator, denominator, people = (
            _with_margins(part[np.ix_(months, there)].sum(axis=1)) for part in counts
        )
        settled = period.end + timedelta(days=indicator.settle_days) <= LAST
        residents = [list(RESIDENTS.values())[place] * 1000 for place in group.members]
        present = [list(RESIDENTS.values())[place] * 1000 for place in there]
        return {
            "group": group,
            "period": period,
            "state": "not_settled" if not settled else "ok" if there else "not_delivered",
            "provisional": settled and period.end + timedelta(days=indicator.lag_days) > LAST,
            "partial": 0 < len(there) < len(group.members),
            "numerator": numerator.sum(axis=0),
            "denominator": denominator.sum(axis=0),
            "people": people.max(axis=0) if people.size else people.sum(axis=0),
            "units": (len(there), len(group.members)),
            "population": (int(sum(present)), int(sum(residents))),
        }


def _with_margins(counts: np.ndarray) -> np.ndarray:
    """By month: the total, then each age and sex with their totals, as one row of strata."""
    ages = np.concatenate([counts.sum(axis=1, keepdims=True), counts], axis=1)
    both = np.concatenate([ages.sum(axis=2, keepdims=True), ages], axis=2)
    return both.reshape(len(counts), -1)


def _strata() -> list[tuple[str | None, str | None]]:
    ages = [None, *(band.id for band in AGE_BANDS)]
    return [(age, sex) for age in ages for sex in (None, *SEXES)]


def _joined(indicator: Indicator, parts: list[dict[str, Any]]) -> pa.Table:
    strata = _strata()
    each, count = len(strata), len(parts)
    numerator = np.concatenate([part["numerator"] for part in parts])
    denominator = np.concatenate([part["denominator"] for part in parts])
    people = np.concatenate([part["people"] for part in parts])
    whole = np.repeat([part["state"] for part in parts], each)
    counted = np.where(denominator == 0, "not_defined", np.where(numerator == 0, "zero", "ok"))
    state = np.where(whole == "ok", counted, whole)
    gone = ~np.isin(state, ["ok", "zero"])
    is_share = isinstance(indicator.measure, Proportion)
    complement = denominator - numerator

    def repeated(values: list[Any], type_: pa.DataType) -> pa.Array:
        codes = pa.array(np.repeat(np.arange(count), each))
        return pa.array(values, type_).take(codes)

    def number(values: np.ndarray, missing: np.ndarray = gone) -> pa.Array:
        return pa.array(values.astype(np.int64), mask=missing)

    columns = {
        "indicator": pa.array([indicator.id] * count * each),
        "version": pa.array([indicator.version] * count * each),
        "organisation": repeated([part["group"].organisation for part in parts], pa.string()),
        "unit": repeated([part["group"].unit for part in parts], pa.string()),
        "period": repeated([part["period"].id for part in parts], pa.string()),
        "period_start": repeated([part["period"].start for part in parts], pa.date32()),
        "period_end": repeated([part["period"].end for part in parts], pa.date32()),
        "age_band": pa.array([age for age, _ in strata] * count, pa.string()),
        "sex": pa.array([sex for _, sex in strata] * count, pa.string()),
        "step": pa.nulls(count * each, pa.int32()),
        "figure": pa.nulls(count * each, pa.int64()),
        "state": pa.array(state, pa.string()),
        "provisional": repeated([part["provisional"] for part in parts], pa.bool_()),
        "partial": repeated([part["partial"] for part in parts], pa.bool_()),
        "break": pa.array(np.zeros(count * each, bool)),
        "numerator": number(numerator),
        "denominator": number(denominator),
        "numerator_low": pa.nulls(count * each, pa.int64()),
        "numerator_high": pa.nulls(count * each, pa.int64()),
        # Most are admitted once: a few per cent fewer persons than rows
        "numerator_persons_low": number(np.ceil(numerator * 0.95)),
        "numerator_persons_high": number(numerator),
        "complement_persons_low": number(complement * 0.95, gone | (not is_share)),
        "complement_persons_high": number(complement, gone | (not is_share)),
        "denominator_persons_low": number(np.ceil(people * 0.95) if is_share else people),
        "denominator_persons_high": number(people),
        "as_delivered": pa.array(np.zeros(count * each, bool)),
        "units_present": repeated([part["units"][0] for part in parts], pa.int32()),
        "units_total": repeated([part["units"][1] for part in parts], pa.int32()),
        "population_present": repeated([part["population"][0] for part in parts], pa.int64()),
        "population_total": repeated([part["population"][1] for part in parts], pa.int64()),
    }
    return pa.table([columns[name] for name in RESULT_SCHEMA.names], schema=RESULT_SCHEMA)


# Reported indicators -----------------------------------------------------------------------------


def _covid_admissions(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Months of 2020 and 2021 by region, the country being their sum."""
    regions = [unit.id for unit in catalogue.units.of_kind("region") if unit.id != "region-ukendt"]
    regions = [region for region in regions if region != "region-oestdanmark"]
    for number, period in enumerate(periods_between("month", date(2020, 3, 1), date(2022, 1, 1))):
        counts = [(number * 37 + place * 53) % 240 + 12 for place in range(len(regions))]
        counts[regions.index("region-nordjylland")] = 85 if period.id == "2020-11" else number % 7
        for unit, count in zip([*regions, COVID_COUNTRY], [*counts, sum(counts)], strict=True):
            yield {"unit": unit, "period": period, "numerator": count, "as_delivered": False}


def _covid_cases() -> Iterator[dict[str, Any]]:
    """Running totals on two days of publication; the supplier masked Læsø."""
    for period in periods_between("day", date(2020, 12, 14), date(2020, 12, 16)):
        for unit, residents in RESIDENTS.items():
            if unit == "kommune-0825":
                yield {"unit": unit, "period": period, "bounds": (1, 9), "as_delivered": True}
            else:
                numerator, denominator = int(residents * 12), int(residents * 1000)
                yield {
                    "unit": unit,
                    "period": period,
                    "numerator": numerator,
                    "denominator": denominator,
                    "as_delivered": True,
                }


def _record(
    indicator: Indicator,
    *,
    unit: str,
    period: Period,
    numerator: int | None = None,
    denominator: int | None = None,
    bounds: tuple[int, int] | None = None,
    as_delivered: bool,
) -> dict[str, Any]:
    state = "suppressed" if bounds else "zero" if numerator == 0 else "ok"
    return {
        **dict.fromkeys(RESULT_SCHEMA.names),
        "indicator": indicator.id,
        "version": indicator.version,
        "organisation": AS_WAS,
        "unit": unit,
        "period": period.id,
        "period_start": period.start,
        "period_end": period.end,
        "state": state,
        **dict.fromkeys(("provisional", "partial", "break"), False),
        "numerator": numerator,
        "denominator": denominator,
        "numerator_low": bounds[0] if bounds else None,
        "numerator_high": bounds[1] if bounds else None,
        "as_delivered": as_delivered,
        "units_present": 1,
        "units_total": 1,
    }


# Deliveries --------------------------------------------------------------------------------------


def sample_coverage() -> tuple[Coverage, ...]:
    whole = tuple(Coverage(table, None, FIRST, LAST) for table in sorted(SYNTHETIC))
    return (*whole, Coverage("covid_admissions", None, date(2020, 3, 1), date(2022, 1, 1)))


def sample_deliveries() -> tuple[DeliveryCard, ...]:
    """Three monthly deliveries of a register, one of them held back, and one that is public."""
    return (
        *(_delivery(date(2026, month, 10)) for month in (9, 10)),
        _delivery(date(2026, 11, 10), state="held"),
        DeliveryCard(
            id="ssi_covid-2022-01-11-0123456789ab",
            source="ssi_covid",
            title=Text("Statens Serum Institut, COVID-19", "Statens Serum Institut, COVID-19"),
            published=date(2022, 1, 11),
            received=MADE_AT,
            synthetic=False,
            state="accepted",
            used=True,
            rows=6543,
            asides=(),
            covers=(Coverage("covid_admissions", None, date(2020, 3, 1), date(2022, 1, 11)),),
            notes=(),
            sha256="0" * 64,
        ),
    )


def _delivery(published: date, state: str = "accepted") -> DeliveryCard:
    held = Text(
        "Kommune 0851 mangler, som tidligere leverancer havde.",
        "Municipality 0851 is missing, which earlier deliveries had.",
    )
    return DeliveryCard(
        id=f"lpr_a-{published.isoformat()}-{published:%m%d}56789abc",
        source="lpr_a",
        title=Text("Landspatientregisteret (LPR_A)", "National Patient Register (LPR_A)"),
        published=published,
        received=datetime(published.year, published.month, published.day, 5, 30, tzinfo=UTC),
        synthetic=True,
        state=state,
        used=state == "accepted",
        rows=48_211,
        asides=(AsideCard("test-cpr", 12),),
        covers=(Coverage("hospital_contact", None, FIRST, published.replace(day=1)),),
        notes=(held,) if state == "held" else (),
        sha256=f"{published:%Y%m%d}" * 8,
    )
