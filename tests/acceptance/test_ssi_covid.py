"""All 87 real publications, against a reader of ten lines that shares no code with ours."""

import random
import shutil
from collections import defaultdict
from datetime import date

import pytest

from support.deliveries import OPERATOR, take_in, world
from tvaerblik.flows.receive_delivery import override_delivery, receive_deliveries
from tvaerblik.store.store import Store

pytestmark = pytest.mark.real_data

REGIONS = {
    "Hovedstaden": "region-hovedstaden",
    "Sjælland": "region-sjaelland",
    "Syddanmark": "region-syddanmark",
    "Midtjylland": "region-midtjylland",
    "Nordjylland": "region-nordjylland",
    "Ukendt Region": "region-ukendt",
    "Total": "danmark",
    "Antal_nyindlagte": "danmark",
}


def read_plainly(publication):
    """{(unit, 'YYYY-MM'): admissions} of one publication."""
    text = (publication / "Newly_admitted_over_time.csv").read_text(encoding="utf-8-sig")
    header, *lines = [line.split(";") for line in text.split("\n") if line.strip()]
    sums = defaultdict(int)
    for day, *counts in lines:
        for name, count in zip(header[1:], counts, strict=True):
            sums[REGIONS[name.strip()], day[:7]] += int(count.strip().replace(".", ""))
    return dict(sums)


@pytest.fixture(scope="module")
def weekly(real_data):
    return real_data / "ssi-covid" / "weekly"


@pytest.fixture(scope="module")
def reports_and_store(weekly, tmp_path_factory):
    store = Store.create(tmp_path_factory.mktemp("home"))
    return receive_deliveries(
        store, [weekly], source="ssi_covid", world=world(), permit=OPERATOR
    ), store


@pytest.fixture
def copy(reports_and_store, tmp_path):
    """A store with all publications that a test may add to."""
    shutil.copytree(reports_and_store[1].home.root, tmp_path / "home")
    return Store.open(tmp_path / "home")


def test_all_publications_are_accepted_and_the_moved_start_is_warned_about(reports_and_store):
    reports, _ = reports_and_store
    assert [report.outcome for report in reports] == ["accepted"] * 87
    warned = {
        report.published: [w.code for w in report.warnings] for report in reports if report.warnings
    }
    assert warned == {date(2020, 5, 20): ["K-SHRUNK-START", "K-JUMP"]}


def test_every_publication_region_and_month_equals_the_plain_reader(weekly, reports_and_store):
    _, store = reports_and_store
    compared = 0
    for publication in sorted(weekly.iterdir()):
        snapshot = store.snapshot(
            store.vintage(as_of=date.fromisoformat(publication.name)), ["covid_admissions"]
        )
        sums = defaultdict(int)
        for row in snapshot.read("covid_admissions").to_pylist():
            sums[row["unit"], row["day"].isoformat()[:7]] += row["numerator"]
        assert sums == read_plainly(publication), publication.name
        compared += len(sums)
    assert compared > 6_000


@pytest.mark.parametrize(
    ("as_of", "expected"), [(date(2020, 12, 15), 85), (date(2021, 12, 31), 84)]
)
def test_november_2020_in_region_nordjylland_by_what_was_published(
    reports_and_store, as_of, expected
):
    snapshot = reports_and_store[1].snapshot(
        reports_and_store[1].vintage(as_of=as_of), ["covid_admissions"]
    )
    with snapshot.connect() as connection:
        found = connection.sql("SELECT sum(numerator) FROM covid_admissions WHERE unit = 'region-nordjylland' "
                               "AND day >= DATE '2020-11-01' AND day < DATE '2020-12-01'").fetchone()  # fmt: skip
    assert found == (expected,)


def test_before_the_first_regional_publication_there_is_denmark_only(reports_and_store):
    _, store = reports_and_store
    snapshot = store.snapshot(store.vintage(as_of=date(2020, 5, 14)), ["covid_admissions"])
    assert {cover.unit for cover in snapshot.covers} == {"danmark"}
    assert min(cover.start for cover in snapshot.covers) == date(2020, 2, 25)


def test_a_publication_that_covers_its_own_day(reports_and_store):
    _, store = reports_and_store
    snapshot = store.snapshot(store.vintage(as_of=date(2021, 10, 19)), ["covid_admissions"])
    assert {cover.end for cover in snapshot.covers} == {date(2021, 10, 20)}


def test_every_masked_count_of_the_files_is_bounds_in_the_store(weekly, reports_and_store):
    masked = sum(
        line.split(";")[3].strip() == "<10"
        for publication in weekly.iterdir()
        for line in (publication / "Municipality_test_pos.csv")
        .read_text(encoding="utf-8-sig")
        .splitlines()
    )
    rows = (
        reports_and_store[1]
        .snapshot(reports_and_store[1].vintage())
        .read("covid_cases")
        .to_pylist()
    )
    bounded = [row for row in rows if row["numerator"] is None]
    assert len(bounded) == masked > 50
    assert {(row["numerator_low"], row["numerator_high"]) for row in bounded} == {(0, 9)}
    assert len(rows) == 87 * 99


def test_taking_all_in_again_changes_nothing(weekly, copy):
    before = copy.deliveries()
    reports = receive_deliveries(copy, [weekly], source="ssi_covid", world=world(), permit=OPERATOR)
    assert {report.outcome for report in reports} == {"duplicate"}
    assert copy.deliveries() == before


def without_column(publication, name):
    """The publication with a region's column gone and the total adjusted, so that it still adds up."""
    path = publication / "Newly_admitted_over_time.csv"
    path.chmod(0o644)
    header, *lines = [
        line.split(";") for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()
    ]
    at, last = header.index(name), len(header) - 1
    for line in lines:
        line[last] = str(int(line[last].replace(".", "")) - int(line[at].replace(".", "")))
    kept = [[value for index, value in enumerate(line) if index != at] for line in (header, *lines)]
    path.write_text("\n".join(";".join(line) for line in kept), encoding="utf-8-sig")


def test_a_lost_region_is_held_by_name_although_the_total_adds_up(weekly, tmp_path):
    store = Store.create(tmp_path / "home")
    for day in ("2020-12-02", "2020-12-09"):
        shutil.copytree(weekly / day, tmp_path / day)
        (tmp_path / day).chmod(0o755)
    without_column(tmp_path / "2020-12-09", "Sjælland")
    take_in(store, tmp_path / "2020-12-02", source="ssi_covid")
    before = store.vintage()
    report = take_in(store, tmp_path / "2020-12-09", source="ssi_covid")
    assert report.outcome == "held"
    assert [reason.code for reason in report.reasons] == ["K-LOST-UNIT"]
    assert "Region Sjælland" in report.reasons[0].text.da
    assert store.vintage().id == before.id
    record = override_delivery(store, report.id, reason="aftalt", world=world(), permit=OPERATOR)
    assert record.state == "accepted"


def test_a_lost_municipality_is_held_by_name(weekly, tmp_path):
    store = Store.create(tmp_path / "home")
    shutil.copytree(weekly / "2020-12-09", tmp_path / "2020-12-09")
    path = tmp_path / "2020-12-09" / "Municipality_test_pos.csv"
    path.parent.chmod(0o755)
    path.chmod(0o644)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "Brønderslev" not in line), encoding="utf-8")
    take_in(store, weekly / "2020-12-02", source="ssi_covid")
    report = take_in(store, tmp_path / "2020-12-09", source="ssi_covid")
    assert report.outcome == "held"
    assert ["Brønderslev" in reason.text.da for reason in report.reasons] == [True]


def test_three_orders_of_arrival_end_in_the_same_state(weekly, tmp_path):
    """With two publications that lack something among them, so that there is something to disagree about."""
    places = [tmp_path / "in" / day.name for day in sorted(weekly.iterdir())]
    for place in places:
        shutil.copytree(weekly / place.name, place)
        place.chmod(0o755)
    without_column(tmp_path / "in" / "2020-09-30", "Midtjylland")
    without_column(tmp_path / "in" / "2020-12-16", "Nordjylland")
    ends = []
    for seed in (1, 2, 3):
        store = Store.create(tmp_path / f"home-{seed}")
        random.Random(seed).shuffle(places)
        receive_deliveries(store, places, source="ssi_covid", world=world(), permit=OPERATOR)
        verdicts = {record.id: record.verdict for record in store.deliveries()}
        rows = {
            name: store.snapshot(store.vintage()).read(name)
            for name in ("covid_admissions", "covid_cases")
        }
        ends.append((verdicts, store.vintage().id, rows))
    assert ends[0] == ends[1] == ends[2]
    assert sorted(v.state for v in ends[0][0].values()).count("held") == 2
