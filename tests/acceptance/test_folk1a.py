"""The published table of residents, with the rows that it lacks, counted here from the file alone.

Source: Danmarks Statistik, statistikbanken.dk/FOLK1A. Country, five regions and six municipalities by sex
and single age, the first quarter of 2008 to 2020. No row tells of age 38.
"""

import csv
import gzip
from collections import Counter
from datetime import date

import pytest

from support.deliveries import OPERATOR, take_in, world
from tvaerblik.flows.receive_delivery import override_delivery
from tvaerblik.store.store import Store

pytestmark = pytest.mark.real_data

MUNICIPALITIES = {"147", "400", "461", "561", "751", "851"}
REGIONS = {"081", "082", "083", "084", "085"}


@pytest.fixture(scope="module")
def published(real_data):
    """The file's rows as they stand in it: [place, sex, age, quarter, persons]."""
    with gzip.open(real_data / "dst-folk1a" / "FOLK1A.csv.gz", "rt", encoding="utf-8-sig") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header == ["OMRÅDE", "KØN", "ALDER", "TID", "INDHOLD"]
    return rows


def deliver(folder, rows):
    """As the statistics bank hands it out, in a folder named for the day it was fetched."""
    place = folder / "2020-02-11"
    place.mkdir(parents=True)
    with (place / "FOLK1A.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["OMRÅDE", "KØN", "ALDER", "TID", "INDHOLD"], *rows])  # fmt: skip
    return place


@pytest.fixture(scope="module")
def taken(published, tmp_path_factory):
    folder = tmp_path_factory.mktemp("folk1a")
    store = Store.create(folder / "home")
    return store, take_in(store, deliver(folder, published), source="population")


def test_the_absent_age_is_noticed_by_name_in_every_quarter_and_municipality(published, taken):
    ages = {row[2] for row in published}
    absent = [age for age in range(max(map(int, ages)) + 1) if str(age) not in ages]
    assert absent == [38]
    _, report = taken
    assert report.outcome == "held"
    (reason,) = report.reasons
    assert reason.code == "K-GAP"
    assert "Alderen 38 år mangler" in reason.text.da
    assert "13 kvartaler, 2008K1–2020K1" in reason.text.da
    assert f"{2 * 13 * len(MUNICIPALITIES)} rækker" in reason.text.da
    assert "og 3 kommuner til" in reason.text.da


def test_wider_areas_are_set_aside_and_counted(published, taken):
    wider = Counter(row[0] in MUNICIPALITIES for row in published)
    (aside,) = taken[1].asides
    assert (aside.reason, aside.rows) == ("not_a_municipality", wider[False])
    assert taken[1].rows == {"population": wider[True]}
    assert wider[True] == wider[False] == 15_600


def test_every_row_equals_the_file_once_a_person_has_taken_it_in(published, taken):
    store, report = taken
    assert not store.vintage().deliveries
    reason = "alder 38 mangler i udtrækket; aftalt"
    override_delivery(store, report.id, reason=reason, world=world(), permit=OPERATOR)
    expected = {
        (f"kommune-0{place}", {"1": "m", "2": "k"}[sex], int(age), date(int(quarter[:4]), 1, 1)): int(persons)
        for place, sex, age, quarter, persons in published
        if place in MUNICIPALITIES
    }  # fmt: skip
    rows = store.snapshot(store.vintage()).read("population").to_pylist()
    found = {
        (row["municipality"], row["sex"], row["age"], row["quarter_start"]): row["persons"]
        for row in rows
    }
    assert len(rows) == len(found) == 15_600
    assert found == expected


def with_age_38(rows):
    """Invented rows, so that nothing is absent: as many as are 37."""
    return [*rows, *([place, sex, "38", quarter, persons] for place, sex, age, quarter, persons in rows if age == "37")]  # fmt: skip


def test_without_the_gap_nothing_holds_it_and_the_country_is_the_sum_of_its_regions(
    published, tmp_path
):
    sums = Counter()
    for place, sex, age, quarter, persons in published:
        if place in REGIONS:
            sums[sex, age, quarter] += int(persons)
    country = {(row[1], row[2], row[3]): int(row[4]) for row in published if row[0] == "000"}
    assert sums == country and len(country) == 2_600
    place = deliver(tmp_path, with_age_38(published))
    report = take_in(Store.create(tmp_path / "home"), place, source="population")
    assert (report.outcome, report.reasons) == ("accepted", ())


def test_a_row_lost_from_a_region_is_noticed_by_the_countrys_total(published, tmp_path):
    """Regions are not ours and have no ages to count, so the total alone can tell."""
    lost = next(row for row in published if row[:4] == ["083", "2", "50", "2015K1"])
    rows = [row for row in with_age_38(published) if row is not lost]
    report = take_in(Store.create(tmp_path / "home"), deliver(tmp_path, rows), source="population")
    (reason,) = report.reasons
    said = next(row[4] for row in published if row[:4] == ["000", "2", "50", "2015K1"])
    assert (report.outcome, reason.code) == ("held", "K-TOTAL")
    assert f"Danmark, kvinder, 50 år, 2015K1: {said} mod {int(said) - int(lost[4])}" in reason.text.da  # fmt: skip


@pytest.mark.parametrize("share", [("561",), ("751", "2"), ("851", "1", "67"), ("147", "2", "100")])
def test_any_other_rows_lost_from_a_quarter_are_noticed(published, tmp_path, share):
    rows = with_age_38(published)
    kept = [row for row in rows if not (row[3] == "2017K1" and tuple(row[: len(share)]) == share)]
    assert len(kept) < len(rows)
    report = take_in(Store.create(tmp_path / "home"), deliver(tmp_path, kept), source="population")
    assert {reason.code for reason in report.reasons} == {"K-GAP"}
    assert f"2017K1; {len(rows) - len(kept)} række" in report.reasons[0].text.da
