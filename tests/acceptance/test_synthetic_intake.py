"""Invented deliveries in the real shapes are taken in whole, and persons join across sources."""

import csv

import pytest

from support.deliveries import DEFINITIONS, OPERATOR, world
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.flows.compute_catalogue import compute_catalogue
from tvaerblik.flows.receive_delivery import receive_deliveries
from tvaerblik.store.store import Store
from tvaerblik.synthetic import write_deliveries

SOURCES = (
    "population",
    "gateway",
    "lpr_a",
    "cpr",
    "ssr",
    "lsr",
    "genoptraening",
    "boernedatabasen",
    "plejehjem",
    "praksis",
)


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


def test_every_source_is_accepted_as_parquet(tmp_path):
    """Over a New Year. Years of every source as CSV are taken in by the tests of the ledger; reported
    figures are typed by hand and come as CSV or in a workbook, never as Parquet."""
    _, store, reports = taken_in(tmp_path, first="2024-11", last="2025-02", file_format="parquet")
    assert {report.outcome for report in reports} == {"accepted"}
    assert store.snapshot(store.vintage()).synthetic == {
        "population",
        "municipal_service",
        "municipal_referral",
        "hospital_contact",
        "diagnosis",
        "procedure",
        "pathway_marker",
        "person",
        "residence",
        "gp_service",
        "dispensing",
        "rehabilitation_plan",
        "child_examination",
        "nursing_home",
        "nursing_home_doctor",
        "clinic",
        "clinic_membership",
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
            ("municipal_referral", "GATEWAY_HENVISNING"),
            ("procedure", "LPR_A_PROCEDURE"),
            ("pathway_marker", "LPR_A_FORLOEBSMARKOER"),
            ("person", "CPR_PERSON"),
            ("residence", "CPR_BOPAEL"),
            ("gp_service", "SSSY"),
            ("dispensing", "LMDB"),
            ("rehabilitation_plan", "GOP"),
            ("child_examination", "BDB_UNDERSOEGELSE"),
            ("nursing_home", "PLEJEHJEM"),
            ("clinic", "KLINIK"),
        ):
            if table in report.rows:
                aside = sum(found.rows for found in report.asides if found.table == table)
                assert report.rows[table] + aside == len(rows_of(out, f"{file}.csv"))


@pytest.mark.parametrize(
    ("table", "file", "column"),
    [
        ("gp_service", "SSSY", "CPRNR"),
        ("dispensing", "LMDB", "PNR"),
        ("residence", "CPR_BOPAEL", "CPRNR"),
    ],
)
def test_a_person_of_the_civil_register_is_the_same_elsewhere(one_month, table, file, column):
    out, store, _ = one_month
    snapshot = store.snapshot(store.vintage())
    known = set(snapshot.read("person")["person"].to_pylist())
    found = set(snapshot.read(table)["person"].to_pylist())
    rows = [row for row in rows_of(out, f"{file}.csv") if row.get("SPECIALE", "80")[:2] == "80"]
    assert len(found) == len({row[column] for row in rows}) > 100
    assert found <= known


HOSPITAL = ("hospital_contact", "diagnosis", "procedure", "pathway_marker")
FIGURES = (
    "indlaeggelser-pr-1000",
    "genindlaeggelse-30-dage-somatik",
    "faerdigmeldte-ikke-udskrevet",
    "videokonsultationer-hospital",
)


@pytest.fixture(scope="module")
def both_forms(tmp_path_factory):
    """One world's hospital register as LPR_A and as LPR_F, each in a store with the population."""
    stores = {}
    for form in ("lpr_a", "lpr_f"):
        root = tmp_path_factory.mktemp(form)
        write_deliveries(
            root / "out", persons=4_000, first="2025-03", last="2026-08", seed=7,
            hospital_format=form, sources=("population", form),
        )  # fmt: skip
        stores[form] = Store.create(root / "home")
        for source in ("population", form):
            reports = receive_deliveries(
                stores[form], [root / "out" / source], source=source, world=world(), permit=OPERATOR
            )
            assert {report.outcome for report in reports} == {"accepted"}
    return stores


def test_lpr_f_tells_the_same_rows_as_lpr_a(both_forms):
    """Other spelling, other files, no key of the stay: the same contacts and what belongs to them."""
    snapshots = {form: store.snapshot(store.vintage()) for form, store in both_forms.items()}
    for name in HOSPITAL:
        one, other = (told(snapshot.read(name)) for snapshot in snapshots.values())
        assert len(one) > 100, name
        assert one == other, name


def test_lpr_f_gives_the_same_figures_as_lpr_a(both_forms):
    """Where LPR_A has the supplier's own key of the stay, LPR_F has only the rule."""
    catalogue = load_catalogue(DEFINITIONS)
    one, other = (
        compute_catalogue(store, catalogue, OPERATOR, scope="region-nordjylland", only=FIGURES)
        for store in both_forms.values()
    )
    for name in FIGURES:
        assert sum(row.numerator or 0 for row in one.results[name]) > 20, name
        assert list(one.results[name]) == list(other.results[name]), name


def told(table):
    """Rows without the stay's key and the person, who has another number in every store."""
    columns = [name for name in table.column_names if name not in ("stay_key", "person")]
    return sorted(map(repr, table.select(columns).to_pylist()))


def test_unlinked_persons_are_counted(one_month):
    out, _, reports = one_month
    (report,) = [report for report in reports if "hospital_contact" in report.rows]
    strangers = [row for row in rows_of(out, "LPR_A_KONTAKT.csv")
                 if row["Lprindberetningssystem"] == "LPR3" and not row["CPRnummer"].isdigit()]  # fmt: skip
    assert report.unlinked == len(strangers)
