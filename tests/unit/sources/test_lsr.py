"""Dispensings: dose packing, item numbers with their zeros, and a line sent again."""

from datetime import date

import pytest

from support.deliveries import CPR, take_in
from support.supplied import Supplier, asides

FILE = "LMDB"
LSR = Supplier(
    "lsr",
    {
        FILE: {
            "PNR": CPR[0],
            "LINJE_ID": "9000000001",
            "ATC": "A10BA02",
            "EKSD": "2026-01-05",
            "APK": "2",
            "VNR": "012345",
            "INDO": "313",
            "VOLUME": "100",
            "PACKSIZE": "100",
            "DOSO": "",
            "DOSISDISP": "N",
            "KOMKOD": "0851",
        }
    },
)


def test_a_dispensing(tmp_path):
    (row,) = LSR.rows(tmp_path, FILE, {})
    assert row == {
        "line_id": "9000000001", "person": CPR[0], "dispensed": date(2026, 1, 5), "atc": "A10BA02", "item": "012345",
        "packages": 2, "dose_packed": False, "indication": "313", "residence": "kommune-0851",
        "born": date(1990, 1, 1), "sex": "m"}  # fmt: skip


def test_dose_packed_or_not_and_fields_that_may_be_empty(tmp_path):
    rows = LSR.rows(tmp_path, FILE, {"DOSISDISP": "J"}, {"DOSISDISP": "n"},
                    {"INDO": "", "APK": "", "KOMKOD": ""})  # fmt: skip
    assert [row["dose_packed"] for row in rows] == [True, False, False]
    assert [rows[2][name] for name in ("indication", "packages", "residence")] == [None] * 3


@pytest.mark.parametrize("atc", ["A", "A10", "A10B", "A10BA", "A10BA02", "QP53AC04"])
def test_every_level_of_an_atc_code(tmp_path, atc):
    assert LSR.rows(tmp_path, FILE, {"ATC": atc})[0]["atc"] == atc


def test_files_about_persons_are_not_kept(tmp_path):
    assert LSR.read(tmp_path, FILE, {}).originals == {}


def test_persons_nobody_knows_are_set_aside(tmp_path):
    delivery = LSR.read(tmp_path, FILE, {}, {"PNR": ""}, {"PNR": "9102900001"})
    assert asides(delivery) == {"unlinked_person": 2}
    assert delivery.tables[0].lines.to_pylist() == [2]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"EKSD": "05JAN2026"}, ("D08", 3, "EKSD")),
        ({"EKSD": "01/05/2026"}, ("D08", 3, "EKSD")),
        ({"EKSD": "2026-02-31"}, ("D08", 3, "EKSD")),
        ({"EKSD": ""}, ("K-EMPTY", 3, "EKSD")),
        ({"APK": "1.5"}, ("D09", 3, "APK")),
        ({"APK": "-1"}, ("D09", 3, "APK")),
        ({"VNR": "12345"}, ("D10", 3, "VNR")),
        ({"VNR": "12345X"}, ("K-CODE", 3, "VNR")),
        ({"ATC": "A10B2"}, ("K-CODE", 3, "ATC")),
        ({"ATC": "XA10BA02"}, ("K-CODE", 3, "ATC")),
        ({"ATC": ""}, ("K-EMPTY", 3, "ATC")),
        ({"DOSISDISP": "1"}, ("K-VALUE", 3, "DOSISDISP")),
        ({"DOSISDISP": ""}, ("K-EMPTY", 3, "DOSISDISP")),
        ({"KOMKOD": "851"}, ("D10", 3, "KOMKOD")),
        ({"KOMKOD": "85"}, ("D10", 3, "KOMKOD")),
        ({"KOMKOD": "Sønderjylland"}, ("D16", 3, "KOMKOD")),
        ({"PNR": CPR[0][1:]}, ("D10", 3, "PNR")),
        ({"INDO": CPR[1]}, ("D21", 3, "INDO")),
        ({"DOSO": f"til {CPR[1]}"}, ("D21", 3, "DOSO")),
    ],
)
def test_D08_D09_D10_D16_D21_a_row_that_cannot_be_read(tmp_path, change, fault):
    assert LSR.refused(tmp_path, FILE, {}, {"LINJE_ID": "2"} | change) == [fault]


def test_D21_cpr_numbers_as_keys(tmp_path):
    assert LSR.refused(tmp_path, FILE, {"LINJE_ID": CPR[1]}) == [("D21", 2, "LINJE_ID")]


def test_a_line_twice_or_before_birth(tmp_path, store):
    assert LSR.refused_by_intake(tmp_path / "1", store, FILE, {}, {}) == [("K-KEY", 3, "LINJE_ID")]
    early = {"EKSD": "1989-12-31"}
    assert LSR.refused_by_intake(tmp_path / "2", store, FILE, early) == [("K-BORN", 2, "EKSD")]


def test_a_month_sent_again_replaces_the_month(tmp_path, store):
    first = [LSR.row(FILE, LINJE_ID="1"), LSR.row(FILE, LINJE_ID="2", EKSD="2026-02-05")]
    again = [LSR.row(FILE, LINJE_ID="3", EKSD="2026-02-06")]
    window = ("2026-02-01", "2026-03-01")
    take_in(store, LSR.write(tmp_path, {FILE: first}, published="2026-03-10"), source="lsr")
    folder = LSR.write(tmp_path, {FILE: again}, published="2026-04-10", window=window)
    take_in(store, folder, source="lsr")
    rows = store.snapshot(store.vintage()).read("dispensing")
    assert sorted(rows["line_id"].to_pylist()) == ["1", "3"]
