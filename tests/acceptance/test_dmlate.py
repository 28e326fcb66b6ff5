"""10,000 persons of the Danish diabetes register through the real intake and engine, against counts here.

Sources: DMlate (a random sample of the National Diabetes Register, dates jittered) and N_dk (residents of
Denmark on 1 January by sex and age, Danmarks Statistik), both from the R package Epi (GPL-2), read as data.

The rows have a sex and decimal years of birth, diagnosis and death. They are delivered so:

* A decimal year y becomes the day number floor((y - floor(y)) * days of the year) of that year, from 0.
* A person is a row of CPR_PERSON with an invented number; the diagnosis is one hospital contact of an hour
  with code DE119; everybody lives in one municipality (Aalborg), which stands for the country.
* Today's municipalities began in 2007, so all years are told in the organisation of that day.
* The residents of 1 January stand for all four quarters of their year (FOLK1A's shape).

The sample is not all of the register, so the rates are those of the sample against the country and no
incidence of diabetes; what is compared is the counting. The registers have no legal basis in this repository
and take invented deliveries only; with invented numbers and places that is what these are.
"""

import csv
import gzip
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from support.both_engines import assert_same_results
from support.deliveries import OPERATOR, contact, take_in, write_lpr, write_note
from support.own_definitions import catalogue_of
from tvaerblik.flows.compute_catalogue import compute_catalogue
from tvaerblik.store.store import Store

pytestmark = pytest.mark.real_data

FIRST, LAST = 1995, 2009
PLACE = "kommune-0851"
# Municipalities are those of the reform; the years before it are told by them too.
REFORM = "2007-01-01"
REST = """
    unknown: exclude
settle: 0 days
lag: 0 days
look_back: 0 days
"""
INDICATORS = {
    "incidence": f"""
measure:
  rate:
    of: {{table: hospital_contact, where: [{{diagnosis: DE119}}], date: started, place: residence}}
    per: 100000
    population: {{where: []}}{REST}denominator: person_years
""",
    "deaths": f"""
measure:
  count:
    of: {{table: person, where: [], date: died, place: residence}}{REST}""",
}


def read(real_data, name):
    with gzip.open(real_data / "epi-dk" / name, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def persons(real_data):
    found = read(real_data, "DMlate.csv.gz")
    assert len(found) == 10_000
    return found


@pytest.fixture(scope="module")
def residents(real_data):
    """(year, sex, age, persons) of the years of the sample."""
    rows = [(int(float(row["P"])), row["sex"], int(float(row["A"])), int(float(row["N"]))) for row in read(real_data, "N_dk.csv.gz")]  # fmt: skip
    found = [row for row in rows if FIRST <= row[0] <= LAST]
    assert len(found) == 15 * 2 * 100
    return found


# -- the deliveries ----------------------------------------------------------------------------------


def as_day(text):
    year = int(float(text))
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return date(year, 1, 1) + timedelta(days=int((float(text) - year) * days))


def numbered(persons):
    """(invented number, row): a replacement number, so a day plus 60; its last four digits say the century
    and the sex, as the civil register's do."""
    per_day = Counter()
    for row in persons:
        born, is_man = as_day(row["dobth"]), row["sex"] == "M"
        per_day[born, is_man] += 1
        century = 5000 if born.year < 1900 else 4000 if born.year >= 2000 else 0
        serial = century + 2 * per_day[born, is_man] - is_man
        yield f"{born.day + 60:02}{born:%m%y}{serial:04}", row


def write_persons(folder, persons):
    place = folder / "cpr" / "2010-02-01"
    place.mkdir(parents=True)
    lines, homes = ["CPRNR;FOEDSELSDATO;KOEN;DOEDSDATO;KOMKOD"], ["CPRNR;FOEDSELSDATO;KOEN;KOMKOD;FRA;TIL"]  # fmt: skip
    for number, row in numbered(persons):
        born, sex = as_day(row["dobth"]), {"F": "K", "M": "M"}[row["sex"]]
        died = as_day(row["dodth"]) if row["dodth"] else ""
        lines.append(f"{number};{born};{sex};{died};0851")
        homes.append(f"{number};{born};{sex};0851;{born};")
    (place / "CPR_PERSON.csv").write_text("\n".join(lines), encoding="utf-8")
    (place / "CPR_BOPAEL.csv").write_text("\n".join(homes), encoding="utf-8")
    names = ["CPR_PERSON", "CPR_BOPAEL"]
    covers = [{"file": name, "from": "1995-01-01", "to": "2010-01-01", "units": None} for name in names]  # fmt: skip
    write_note(place, "cpr", [f"{name}.csv" for name in names], covers)
    return place


def write_diagnoses(folder, persons):
    lines = []
    for key, (number, row) in enumerate(numbered(persons), start=1):
        day, born = as_day(row["dodm"]), as_day(row["dobth"])
        facts = {"Borger_foedselsdato": f"{born}", "Borger_koen": {"F": "K", "M": "M"}[row["sex"]]}
        lines.append(contact(key, f"{day} 12:00:00", f"{day} 13:00:00", cpr=number, Adiag="DE119", **facts))  # fmt: skip
    return write_lpr(folder, "2010-02-01", lines, window=("1995-01-01", "2010-01-01"))


def write_residents(folder, residents):
    place = folder / "population" / "2010-02-01"
    place.mkdir(parents=True)
    lines = [
        f"851;{sex[0]};{age};{year}K{quarter};{number}"
        for year, sex, age, number in residents
        for quarter in (1, 2, 3, 4)
    ]
    text = "\n".join(("OMRÅDE;KØN;ALDER;TID;INDHOLD", *lines))
    (place / "FOLK1A.csv").write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def taken(persons, residents, definitions, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dmlate")
    store = Store.create(folder / "home")
    for source, place in (
        ("population", write_residents(folder, residents)),
        ("cpr", write_persons(folder, persons)),
        ("lpr_a", write_diagnoses(folder, persons)),
    ):
        report = take_in(store, place, source=source)
        assert (report.outcome, report.asides, report.unlinked) == ("accepted", (), 0)
    return store, catalogue_of(folder / "definitions", definitions, INDICATORS)


def computed_by(engine, taken):
    store, catalogue = taken
    country = {"scope": PLACE, "organisations": (REFORM,)}
    return compute_catalogue(store, catalogue, OPERATOR, engine=engine, **country)


@pytest.fixture(scope="module")
def computed(taken):
    return computed_by("duckdb", taken)


def cells(rows):
    """{(period, band, sex): (numerator, denominator)} of the municipality that stands for all."""
    return {
        (row.period, row.age_band, row.sex): (row.numerator or 0, row.denominator)
        for row in rows
        if row.unit == PLACE and row.numerator is not None
    }


# -- counted here, from the rows alone ---------------------------------------------------------------

STARTS = (0, 18, 40, 65, 70, 75, 80, 85, 90)
NAMES = ("0-17", "18-39", "40-64", "65-69", "70-74", "75-79", "80-84", "85-89", "90+")


def band_of(age):
    return NAMES[sum(age >= start for start in STARTS) - 1]


def moment(text):
    """The published rule once more, by the calendar's own day numbers."""
    year = text.partition(".")[0]
    is_leap = int(year) % 4 == 0 and int(year) != 1900
    number = int((float(text) - int(year)) * (366 if is_leap else 365)) + 1
    return datetime.strptime(f"{year} {number}", "%Y %j")


def counted(persons, event):
    found = Counter()
    for row in persons:
        if not row[event]:
            continue
        born, then = moment(row["dobth"]), moment(row[event])
        age = then.year - born.year - ((then.month, then.day) < (born.month, born.day))
        sex = {"F": "k", "M": "m"}[row["sex"]]
        quarter = f"{then.year}-Q{(then.month + 2) // 3}"
        for period in (f"{then:%Y}", quarter, f"{then:%Y-%m}"):
            for band in (band_of(age), None):
                for of_sex in (sex, None):
                    found[period, band, of_sex] += 1
    return found


def person_days(residents):
    """By year: residents times the days of the year."""
    found = Counter()
    for year, sex, age, number in residents:
        days = 366 if year % 4 == 0 else 365
        for band in (band_of(age), None):
            for of_sex in ({"1": "m", "2": "k"}[sex[0]], None):
                found[str(year), band, of_sex] += number * days
    return found


def test_new_cases_in_every_period_age_and_sex_equal_the_counts(persons, computed):
    expected = counted(persons, "dodm")
    found = {key: cell[0] for key, cell in cells(computed.results["incidence"]).items() if cell[0]}
    assert found == expected
    assert sum(number for (period, band, sex), number in expected.items() if (len(period), band, sex) == (4, None, None)) == 10_000  # fmt: skip


def test_the_rates_stand_against_the_countrys_person_years(persons, residents, computed):
    cases, days = counted(persons, "dodm"), person_days(residents)
    found = {key: cell for key, cell in cells(computed.results["incidence"]).items() if len(key[0]) == 4}  # fmt: skip
    assert found == {key: (cases[key], number) for key, number in days.items()}
    assert len(found) == 15 * 10 * 3


def test_deaths_in_every_period_age_and_sex_equal_the_counts(persons, computed):
    expected = counted(persons, "dodth")
    found = {key: cell[0] for key, cell in cells(computed.results["deaths"]).items() if cell[0]}
    assert found == expected
    years = {period: number for (period, band, sex), number in expected.items() if len(period) == 4 and band is None and sex is None}  # fmt: skip
    assert sum(years.values()) == 2_503
    assert (years["1995"], years["2009"]) == (30, 311)


def test_both_engines_give_the_same_cells(taken, computed):
    """The plain engine on all of the rows, no sample."""
    assert assert_same_results(computed_by("plain", taken), computed) > 1_000
