"""71,057 real hospital encounters through the real intake and engine, against counts made here.

Source: Strack et al. 2014, "Impact of HbA1c Measurement on Hospital Readmission Rates: Analysis of 70,000
Clinical Database Patient Records", CC BY 4.0. Encounters of patients with diabetes in 130 hospitals in the
US, 1999-2008.

The rows have an age band, a sex, a length of stay in days and whether the patient came back (`<30` days,
`>30` days, NO). They have no dates, no places and no Danish codes. What is real here is the distribution of
age, sex, length of stay and readmission; the rest is invented by one rule, so that the rows can be
delivered as the national patient register delivers:

* Encounter number n (from 0) begins at 10 on day n modulo 60 of 2024 and ends its length of stay later.
* One that was followed by a readmission within 30 days gets a second contact 1 + n modulo 29 days after its
  end, of two days; one followed by a later readmission gets it after 31 + n modulo 29 days.
* Its person is its own (patients come back in the data, but nobody knows after which encounter), has the
  middle age of the band on every day of the stay, and lives in municipality n modulo 11 of North Jutland.
* Two encounters without a sex cannot be delivered and are left out.

The registers have no legal basis in this repository and take invented deliveries only; with invented persons
and days that is what these are.
"""

import csv
import gzip
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from support.both_engines import assert_same_results
from support.deliveries import OPERATOR, contact, take_in, write_lpr
from support.own_definitions import catalogue_of
from tvaerblik.flows.compute_catalogue import compute_catalogue
from tvaerblik.store.store import Store

pytestmark = pytest.mark.real_data

PLACES = ("0773", "0787", "0810", "0813", "0820", "0825", "0840", "0846", "0849", "0851", "0860")
SEXES = {"Female": "k", "Male": "m"}
INDEX, OTHER = "DE149", "DZ039"

OF = f"{{table: hospital_stay, where: [{{inpatient: true}}, {{diagnosis: {INDEX}}}], date: ended, place: residence}}"
INDICATORS = {
    "readmitted": f"""
measure:
  proportion:
    of: {OF}
    having:
      followed_by: {{table: hospital_stay, where: [{{inpatient: true}}], from: ended, to: started,
                    within: {{more_than: 4 hours, at_most: 30 days}}, same: [person]}}
    unknown: "no"
    readmission: {{index: any, chaining: allowed, death: kept}}
settle: 30 days
lag: 0 days
look_back: 0 days
""",
    **{
        name: f"""
measure:
  {name}:
    of: {OF}
    amount: {{time: {{from: started, to: ended, unit: days}}}}
    unknown: exclude
settle: 0 days
lag: 0 days
look_back: 0 days
"""
        for name in ("mean", "median")
    },
}


@pytest.fixture(scope="module")
def encounters(real_data):
    """(n, age band, sex, days, readmitted) of each encounter with a sex."""
    path = real_data / "diabetes130" / "encounters_70pct.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 71_059
    found = [
        (n, row["age"], SEXES[row["gender"]], int(row["time_in_hospital"]), row["readmitted"])
        for n, row in enumerate(rows)
        if row["gender"] in SEXES
    ]
    assert len(rows) - len(found) == 2
    return found


# -- the delivery ------------------------------------------------------------------------------------


def contacts_of(encounters):
    per_day = Counter()
    for n, band, sex, days, readmitted in encounters:
        youngest = int(band.strip("[)").split("-")[0])
        born = date(2023 - youngest - 5, 3, 20) + timedelta(days=n % 280)
        per_day[born] += 1
        person = {
            "cpr": f"{born.day + 60:02}{born:%m%y}{per_day[born]:04}",
            "Borger_foedselsdato": born.isoformat(),
            "Borger_koen": sex.upper(),
            "Borger_bo_kom": PLACES[n % 11],
        }
        begin = date(2024, 1, 1) + timedelta(days=n % 60)
        end = begin + timedelta(days=days)
        yield _contact(2 * n + 1, begin, end, Adiag=INDEX, **person)
        if readmitted != "NO":
            again = end + timedelta(days=(1 if readmitted == "<30" else 31) + n % 29)
            yield _contact(2 * n + 2, again, again + timedelta(days=2), Adiag=OTHER, **person)


def _contact(key, begin, end, **facts):
    return contact(key, f"{begin} 10:00:00", f"{end} 10:00:00", **facts)


@pytest.fixture(scope="module")
def taken(encounters, definitions, tmp_path_factory):
    folder = tmp_path_factory.mktemp("diabetes130")
    store = Store.create(folder / "home")
    window = ("2024-01-01", "2025-03-01")
    place = write_lpr(folder, "2025-03-10", list(contacts_of(encounters)), window=window)
    report = take_in(store, place, source="lpr_a")
    return report, store, catalogue_of(folder / "definitions", definitions, INDICATORS)


def computed_by(engine, taken):
    _, store, catalogue = taken
    region = {"scope": "region-nordjylland", "organisations": ("as-was",)}
    return compute_catalogue(store, catalogue, OPERATOR, engine=engine, **region)


@pytest.fixture(scope="module")
def computed(taken):
    return computed_by("duckdb", taken)


def cells(rows):
    """{(unit, period, band, sex): (numerator, denominator)} of the cells that have numbers."""
    return {
        (row.unit, row.period, row.age_band, row.sex): (row.numerator, row.denominator)
        for row in rows
        if row.numerator is not None
        and (row.unit.startswith("kommune-") or row.unit == "region-nordjylland")
    }


# -- counted here, from the rows alone ---------------------------------------------------------------

MONTHS = ((31, "2024-01"), (60, "2024-02"), (91, "2024-03"))
BANDS = ((18, "0-17"), (40, "18-39"), (65, "40-64"), (70, "65-69"), (75, "70-74"), (80, "75-79"), (85, "80-84"), (90, "85-89"), (999, "90+"))  # fmt: skip


def keys_of(n, band, sex, days):
    """Every cell an encounter is in: its place and the region, its month, quarter and year of
    discharge, its age and all ages, its sex and both."""
    last_day = n % 60 + days  # of the year, from 0; 1 April is day 91
    month = next(name for end, name in MONTHS if last_day < end)
    age = int(band[1:-1].split("-")[0]) + 5
    ages = (next(name for end, name in BANDS if age < end), None)
    return [
        (unit, period, age_band, of_sex)
        for unit in (f"kommune-{PLACES[n % 11]}", "region-nordjylland")
        for period in (month, "2024-Q1", "2024")
        for age_band in ages
        for of_sex in (sex, None)
    ]


@pytest.fixture(scope="module")
def counted(encounters):
    """{cell: [days of stay]} and {cell: readmitted within 30 days}."""
    stays, readmitted = defaultdict(list), Counter()
    for n, band, sex, days, back in encounters:
        for key in keys_of(n, band, sex, days):
            stays[key].append(days)
            readmitted[key] += back == "<30"
    return stays, readmitted


def test_every_encounter_is_taken_in(encounters, taken):
    back = sum(readmitted != "NO" for *_, readmitted in encounters)
    report = taken[0]
    assert (report.outcome, report.rows["hospital_contact"]) == ("accepted", len(encounters) + back)
    assert (report.asides, report.unlinked) == ((), 0)


def test_readmissions_by_age_and_sex_equal_the_counts(counted, computed):
    stays, readmitted = counted
    expected = {key: (readmitted[key], len(days)) for key, days in stays.items()}
    assert cells(computed.results["readmitted"]) == expected
    assert len(expected) > 1_400
    assert expected["region-nordjylland", "2024", None, None] == (7_900, 71_057)


def test_mean_length_of_stay_equals_the_counts(counted, computed):
    expected = {key: (sum(days), len(days)) for key, days in counted[0].items()}
    assert cells(computed.results["mean"]) == expected


def test_median_length_of_stay_equals_the_counts(counted, computed):
    """The middle one, or the two in the middle; the engine tells twice the median."""
    expected = {}
    for key, days in counted[0].items():
        ordered = sorted(days)
        low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
        expected[key] = (low + high, len(ordered))
    assert cells(computed.results["median"]) == expected


def test_both_engines_give_the_same_cells(taken, computed):
    """The plain engine on all of the rows, no sample: its stays are its own too."""
    assert assert_same_results(computed_by("plain", taken), computed) > 15_000


def test_readmission_rises_with_the_length_of_stay(encounters):
    """A known finding of the data, so that a mix-up of columns would show."""
    short = [back == "<30" for *_, days, back in encounters if days <= 2]
    long = [back == "<30" for *_, days, back in encounters if days >= 7]
    assert sum(long) / len(long) > 1.2 * sum(short) / len(short)
