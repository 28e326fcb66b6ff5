"""Nursing homes and their doctors: everything is restated, and no person is in it."""

from datetime import date

import pytest

from support.deliveries import CPR, take_in
from support.supplied import Supplier
from tvaerblik.core.deliveries import EVERYTHING

HOME, DOCTOR = "PLEJEHJEM", "PLEJEHJEMSLAEGE"
HOMES = Supplier(
    "plejehjem",
    {
        HOME: {"PLEJEHJEM_ID": "p1", "KOMKOD": "0851", "AABNET": "2010-01-01", "LUKKET": "", "PLADSER": "40"},
        DOCTOR: {"PLEJEHJEM_ID": "p1", "KOMKOD": "0851", "FRA": "2016-01-01", "TIL": "", "PLADSER": "40"},
    },
)  # fmt: skip


def test_a_home_and_its_doctor(tmp_path):
    assert HOMES.rows(tmp_path / "home", HOME, {"LUKKET": "2020-01-01", "PLADSER": ""}) == [
        {"home": "p1", "municipality": "kommune-0851", "opened": date(2010, 1, 1), "closed": date(2020, 1, 1),
         "places": None}]  # fmt: skip
    assert HOMES.rows(tmp_path / "doctor", DOCTOR, {}) == [
        {"home": "p1", "municipality": "kommune-0851", "valid_from": date(2016, 1, 1), "valid_to": None,
         "places": 40}]  # fmt: skip


def test_everything_is_restated_and_files_without_persons_are_kept(tmp_path, store):
    delivery = HOMES.read(tmp_path, HOME, {})
    assert [table.replaces for table in delivery.tables] == [(EVERYTHING,)] * 2
    assert set(delivery.originals) == {"PLEJEHJEM.csv", "PLEJEHJEMSLAEGE.csv"}


def test_a_home_that_opens_again_and_two_doctors_at_a_time(tmp_path):
    again = [{"LUKKET": "2015-01-01"}, {"AABNET": "2015-01-01"}]
    assert len(HOMES.rows(tmp_path / "home", HOME, *again)) == 2
    assert len(HOMES.rows(tmp_path / "doctor", DOCTOR, {}, {"FRA": "2018-01-01"})) == 2


def test_a_home_that_is_open_twice(tmp_path):
    assert HOMES.refused(tmp_path, HOME, {}, {"AABNET": "2015-01-01"}) == [
        ("K-OVERLAP", 3, "AABNET")
    ]


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        (HOME, {"AABNET": "01/13/2010"}, ("D08", 3, "AABNET")),
        (HOME, {"LUKKET": "2010-02-31"}, ("D08", 3, "LUKKET")),
        (HOME, {"PLADSER": "1.200"}, ("D09", 3, "PLADSER")),
        (HOME, {"KOMKOD": "851"}, ("D10", 3, "KOMKOD")),
        (HOME, {"KOMKOD": "0999"}, ("D16", 3, "KOMKOD")),
        (HOME, {"KOMKOD": ""}, ("K-EMPTY", 3, "KOMKOD")),
        (HOME, {"PLEJEHJEM_ID": f"hjem {CPR[0]}"}, ("D21", 3, "PLEJEHJEM_ID")),
        (DOCTOR, {"FRA": ""}, ("K-EMPTY", 3, "FRA")),
        (DOCTOR, {"FRA": "16-01-01"}, ("D08", 3, "FRA")),
        (DOCTOR, {"PLADSER": "-1"}, ("D09", 3, "PLADSER")),
    ],
)
def test_D08_D09_D10_D16_D21_a_row_that_cannot_be_read(tmp_path, file, change, fault):
    first = {"PLEJEHJEM_ID": f"hjem {CPR[1]}"} if fault[0] == "D21" else {}
    assert fault in HOMES.refused(tmp_path, file, first, {"PLEJEHJEM_ID": "p2"} | change)


@pytest.mark.parametrize(
    ("file", "changes", "fault"),
    [
        (HOME, [{"LUKKET": "2009-12-31"}], ("K-END", 2, "LUKKET")),
        (DOCTOR, [{"TIL": "2015-12-31"}], ("K-END", 2, "TIL")),
        (HOME, [{"LUKKET": "2010-01-01"}] * 2, ("K-KEY", 3, "PLEJEHJEM_ID")),
        (DOCTOR, [{}, {}], ("K-KEY", 3, "PLEJEHJEM_ID")),
    ],
)
def test_an_end_before_its_start_and_a_key_twice(tmp_path, store, file, changes, fault):
    assert HOMES.refused_by_intake(tmp_path, store, file, *changes) == [fault]


def test_a_home_left_out_of_the_next_delivery_is_gone(tmp_path, store):
    rows = [HOMES.row(HOME), HOMES.row(HOME, PLEJEHJEM_ID="p2")]
    take_in(store, HOMES.write(tmp_path, {HOME: rows}, published="2026-03-10"), source="plejehjem")
    take_in(store, HOMES.write(tmp_path, {}, published="2026-04-10"), source="plejehjem")
    left = store.snapshot(store.vintage()).read("nursing_home")
    assert left["home"].to_pylist() == ["p1"]
