"""Invented deliveries in the real shapes are taken in whole, and persons join across sources."""

import csv

import pytest

from support.deliveries import OPERATOR, world
from tvaerblik.flows.receive_delivery import receive_deliveries
from tvaerblik.store.store import Store
from tvaerblik.synthetic import write_deliveries

SOURCES = ("population", "gateway", "lpr_a")


def taken_in(root, **synth):
    """The deliveries' folder, the store after all were taken in, and the reports."""
    write_deliveries(root / "out", persons=2_000, seed=7, **synth)
    store = Store.create(root / "home")
    reports = [
        report
        for source in SOURCES
        for report in receive_deliveries(
            store, [root / "out" / source], source=source, world=world(), permit=OPERATOR
        )
    ]
    return root / "out", store, reports


@pytest.fixture(scope="module")
def one_month(tmp_path_factory):
    return taken_in(tmp_path_factory.mktemp("month"), first="2025-03", last="2025-03")


def rows_of(folder, file):
    (path,) = folder.rglob(file)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_a_year_of_every_source_is_accepted(tmp_path):
    _, store, reports = taken_in(tmp_path, first="2024-09", last="2025-08", file_format="parquet")
    assert {report.outcome for report in reports} == {"accepted"}
    assert store.snapshot(store.vintage()).synthetic == {
        "population",
        "municipal_service",
        "municipal_referral",
        "hospital_contact",
        "diagnosis",
        "procedure",
        "pathway_marker",
    }


def test_one_person_is_one_id_in_every_source(one_month):
    out, store, _ = one_month
    contacts = [
        row for row in rows_of(out, "LPR_A_KONTAKT.csv") if row["Lprindberetningssystem"] == "LPR3"
    ]
    services = [
        row for row in rows_of(out, "GATEWAY_INDSATS.csv") if row["Status"] != "entered-in-error"
    ]
    in_contacts = {row["CPRnummer"] for row in contacts if row["CPRnummer"].isdigit()}
    in_services = {row["CPRnummer"] for row in services if row["CPRnummer"].isdigit()}
    snapshot = store.snapshot(store.vintage())
    hospital = set(snapshot.read("hospital_contact")["person"].to_pylist())
    municipal = set(snapshot.read("municipal_service")["person"].to_pylist())
    assert (len(hospital), len(municipal)) == (len(in_contacts), len(in_services))
    assert len(hospital & municipal) == len(in_contacts & in_services) > 0


def test_every_row_of_the_file_is_taken_or_counted(one_month):
    out, _, reports = one_month
    for report in reports:
        for table, file in (
            ("hospital_contact", "LPR_A_KONTAKT"),
            ("diagnosis", "LPR_A_DIAGNOSE"),
            ("municipal_service", "GATEWAY_INDSATS"),
        ):
            if table in report.rows:
                aside = sum(found.rows for found in report.asides if found.table == table)
                assert report.rows[table] + aside == len(rows_of(out, f"{file}.csv"))


def test_unlinked_persons_are_counted(one_month):
    out, _, reports = one_month
    (report,) = [report for report in reports if "hospital_contact" in report.rows]
    strangers = [row for row in rows_of(out, "LPR_A_KONTAKT.csv")
                 if row["Lprindberetningssystem"] == "LPR3" and not row["CPRnummer"].isdigit()]  # fmt: skip
    assert report.unlinked == len(strangers)
