"""Persons and residence: everything is restated, and nobody lives in two places on one day."""

from datetime import date

import pytest

from support.deliveries import CPR, REPLACEMENT, take_in, world
from support.supplied import Supplier, asides
from tvaerblik.core.deliveries import EVERYTHING, Window
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery

PERSON, HOME = "CPR_PERSON", "CPR_BOPAEL"
MODEL = {"CPRNR": CPR[0], "FOEDSELSDATO": "1990-01-01", "KOEN": "M"}
REGISTER = Supplier(
    "cpr",
    {
        PERSON: {**MODEL, "DOEDSDATO": "", "KOMKOD": "0851"},
        HOME: {**MODEL, "KOMKOD": "0851", "FRA": "1990-01-01", "TIL": ""},
    },
)


def home(start, end="", **other):
    return {"FRA": start, "TIL": end} | other


def test_a_person_and_a_home(tmp_path):
    assert REGISTER.rows(tmp_path / "person", PERSON, {"DOEDSDATO": "2025-05-05", "KOEN": "k"}) == [
        {"person": CPR[0], "born": date(1990, 1, 1), "died": date(2025, 5, 5), "sex": "k",
         "residence": "kommune-0851"}]  # fmt: skip
    assert REGISTER.rows(tmp_path / "home", HOME, {"KOMKOD": "Aalborg", "TIL": "2020-01-01"}) == [
        {"person": CPR[0], "municipality": "kommune-0851", "valid_from": date(1990, 1, 1),
         "valid_to": date(2020, 1, 1), "born": date(1990, 1, 1), "sex": "m"}]  # fmt: skip


def test_the_register_and_not_the_number_says_who_is_born_when(tmp_path):
    changes = {"CPRNR": REPLACEMENT, "FOEDSELSDATO": "1991-02-03", "KOEN": "M"}
    (row,) = REGISTER.rows(tmp_path, PERSON, changes)
    assert (row["born"], row["sex"]) == (date(1991, 2, 3), "m")


def test_each_delivery_restates_everything_and_says_what_it_covers(tmp_path):
    delivery = REGISTER.read(tmp_path, PERSON, {})
    for table in delivery.tables:
        assert table.replaces == (EVERYTHING,)
        assert table.covers == (Window(date(2025, 12, 29), date(2026, 3, 2)),)


def test_who_is_not_in_the_next_delivery_is_gone(tmp_path, store):
    rows = {PERSON: [REGISTER.row(PERSON, CPRNR=cpr) for cpr in CPR[:2]]}
    take_in(store, REGISTER.write(tmp_path, rows, published="2026-04-10"), source="cpr")
    take_in(store, REGISTER.write(tmp_path, {}, published="2026-05-10"), source="cpr")
    assert store.snapshot(store.vintage()).read("person").num_rows == 1


@pytest.mark.parametrize("missing", [PERSON, HOME])
def test_both_files_come(tmp_path, missing):
    folder = REGISTER.write(tmp_path, {missing: []})
    with pytest.raises(BadInput) as caught:
        read_delivery("cpr", folder, world())
    assert [problem.code for problem in caught.value.problems] == ["K-FILE-MISSING"]
    assert missing in caught.value.problems[0].what.en


def test_a_row_without_a_number_is_set_aside(tmp_path):
    assert asides(REGISTER.read(tmp_path, HOME, {}, {"CPRNR": ""})) == {"unlinked_person": 1}


def test_homes_that_follow_each_other(tmp_path):
    homes = [home("2010-01-01"), home("1990-01-01", "2000-01-01"), home("2000-01-01", "2009-12-31"),
             home("1995-01-01", CPRNR=CPR[1])]  # fmt: skip
    assert len(REGISTER.rows(tmp_path, HOME, *homes)) == 4


@pytest.mark.parametrize(
    ("homes", "rows"),
    [
        ([home("1990-01-01", "2000-01-02"), home("2000-01-01")], [3]),
        ([home("2000-01-01"), home("1990-01-01", "2000-01-02")], [2]),
        ([home("1990-01-01"), home("2000-01-01")], [3]),
        ([home("1990-01-01"), home("2000-01-01", "2001-01-01"), home("2005-01-01")], [3, 4]),
        ([home("1990-01-01", "2010-01-01"), home("1991-01-01", "1992-01-01"), home("2000-01-01")], [3, 4]),
        ([home("1990-01-01", CPRNR=CPR[1]), home("1991-01-01"), home("1992-01-01", CPRNR=CPR[1])], [4]),
    ],
)  # fmt: skip
def test_homes_that_overlap(tmp_path, homes, rows):
    assert REGISTER.refused(tmp_path, HOME, *homes) == [("K-OVERLAP", row, "FRA") for row in rows]


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        (PERSON, {"FOEDSELSDATO": "01/31/1990"}, ("D08", 3, "FOEDSELSDATO")),
        (PERSON, {"FOEDSELSDATO": "1990-02-31"}, ("D08", 3, "FOEDSELSDATO")),
        (PERSON, {"FOEDSELSDATO": "90-01-01"}, ("D08", 3, "FOEDSELSDATO")),
        (PERSON, {"FOEDSELSDATO": ""}, ("K-EMPTY", 3, "FOEDSELSDATO")),
        (PERSON, {"DOEDSDATO": "31-12-2025"}, ("D08", 3, "DOEDSDATO")),
        (PERSON, {"KOEN": "F"}, ("K-VALUE", 3, "KOEN")),
        (PERSON, {"KOMKOD": "851"}, ("D10", 3, "KOMKOD")),
        (PERSON, {"KOMKOD": "0999"}, ("D16", 3, "KOMKOD")),
        (PERSON, {"KOMKOD": CPR[2]}, ("D21", 3, "KOMKOD")),
        (PERSON, {"CPRNR": CPR[1][1:]}, ("D10", 3, "CPRNR")),
        (HOME, {"KOMKOD": ""}, ("K-EMPTY", 3, "KOMKOD")),
        (HOME, {"FRA": "1-1-1990"}, ("D08", 3, "FRA")),
        (HOME, {"TIL": "9999-12-31"}, ("D08", 3, "TIL")),
    ],
)
def test_D08_D10_D16_D21_a_row_that_cannot_be_read(tmp_path, file, change, fault):
    faults = REGISTER.refused(tmp_path, file, {}, {"CPRNR": CPR[1]} | change)
    assert faults == [fault]


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        (PERSON, {"DOEDSDATO": "1989-12-31"}, ("K-BORN", 2, "DOEDSDATO")),
        (HOME, {"FRA": "1989-12-31"}, ("K-BORN", 2, "FRA")),
        (HOME, {"TIL": "1989-12-31"}, ("K-END", 2, "TIL")),
    ],
)
def test_an_end_before_its_start(tmp_path, store, file, change, fault):
    assert REGISTER.refused_by_intake(tmp_path, store, file, change) == [fault]


def test_a_person_that_stands_twice(tmp_path, store):
    assert REGISTER.refused_by_intake(tmp_path / "1", store, PERSON, {}, {}) == [
        ("K-KEY", 3, "CPRNR")
    ]
    empty = home("2000-01-01", "2000-01-01")
    assert REGISTER.refused_by_intake(tmp_path / "2", store, HOME, empty, empty) == [
        ("K-KEY", 3, "CPRNR")
    ]
