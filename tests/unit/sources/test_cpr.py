"""Persons and residence: everything is restated, and nobody lives in two places on one day."""

from datetime import date

import pytest

from support.deliveries import CPR, REPLACEMENT, take_in, world
from support.supplied import Supplier, asides
from tvaerblik.core.deliveries import EVERYTHING, Window
from tvaerblik.core.errors import BadInput
from tvaerblik.presentation.pages.data_texts import REASONS
from tvaerblik.sources.front import read_delivery

PERSON, HOME = "CPR_PERSON", "CPR_BOPAEL"
MODEL = {"CPRNR": CPR[0], "FOEDSELSDATO": "1990-01-01", "KOEN": "M"}
# A woman, born on the second of February; the model is a man, born on the first of January
WOMAN = {"CPRNR": CPR[1], "FOEDSELSDATO": "1990-02-02", "KOEN": "K"}
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
    died = {**WOMAN, "DOEDSDATO": "2025-05-05", "KOEN": "k"}
    assert REGISTER.rows(tmp_path / "person", PERSON, died) == [
        {"person": CPR[1], "born": date(1990, 2, 2), "died": date(2025, 5, 5), "sex": "k",
         "residence": "kommune-0851"}]  # fmt: skip
    assert REGISTER.rows(tmp_path / "home", HOME, {"KOMKOD": "Aalborg", "TIL": "2020-01-01"}) == [
        {"person": CPR[0], "municipality": "kommune-0851", "valid_from": date(1990, 1, 1),
         "valid_to": date(2020, 1, 1), "born": date(1990, 1, 1), "sex": "m"}]  # fmt: skip


CONTRADICTIONS = [
    ({"FOEDSELSDATO": "1990-01-02"}, "birthday_not_of_number"),
    ({"FOEDSELSDATO": "1890-01-01"}, "birthday_not_of_number"),  # another century
    ({"CPRNR": "310290" + "0001"}, "birthday_not_of_number"),  # digits that make no day
    ({"KOEN": "K"}, "sex_not_of_number"),
    ({"CPRNR": CPR[0][:9] + "2"}, "sex_not_of_number"),
    ({"FOEDSELSDATO": "1990-01-02", "KOEN": "K"}, "birthday_not_of_number"),  # told once
]


@pytest.mark.parametrize("file", [PERSON, HOME])
@pytest.mark.parametrize(("change", "reason"), CONTRADICTIONS)
def test_a_row_that_contradicts_its_own_number_is_set_aside_and_counted(
    tmp_path, file, change, reason
):
    delivery = REGISTER.read(tmp_path, file, WOMAN, change, {"CPRNR": REPLACEMENT})
    again = int(reason == "sex_not_of_number")
    assert asides(delivery) == {"sex_not_of_number": 1} | {reason: 1 + again}
    (aside,) = [aside for aside in delivery.asides if aside.reason == reason]
    assert (aside.places[0].file, aside.places[0].row) == (f"{file}.csv", 3)
    table = next(found for found in delivery.tables if found.file == f"{file}.csv")
    assert table.rows["person"].to_pylist() == [CPR[1]]


def test_no_person_is_of_one_sex_and_of_another_at_home(tmp_path):
    """Both are held against the same number, so what is left of the two files agrees."""
    rows = {
        PERSON: [REGISTER.row(PERSON), REGISTER.row(PERSON, **WOMAN)],
        HOME: [REGISTER.row(HOME, KOEN="K"), REGISTER.row(HOME, **WOMAN)],
    }
    delivery = read_delivery("cpr", REGISTER.write(tmp_path, rows), world())
    assert asides(delivery) == {"sex_not_of_number": 1}
    sexes = {t.register.table: t.rows.select(["person", "sex"]).to_pylist() for t in delivery.tables}  # fmt: skip
    assert sexes["residence"] == [{"person": CPR[1], "sex": "k"}]
    assert sexes["person"][1:] == sexes["residence"]


def numbered(born, many, sex="M"):
    return [
        REGISTER.row(PERSON, CPRNR=f"610190{serial:04d}", FOEDSELSDATO=born, KOEN=sex)
        for serial in range(1, 2 * many, 2)
    ]


@pytest.mark.parametrize(("wrong", "outcome"), [(4, "accepted"), (5, "accepted"), (6, "held")])
def test_many_that_contradict_their_numbers_hold_the_delivery(tmp_path, store, wrong, outcome):
    """A column of sexes or birthdays that slid: one in twenty is not the register's own slips."""
    rows = numbered("1990-01-01", 100)
    for row in rows[:wrong]:
        row["KOEN"] = "K"
    report = take_in(store, REGISTER.write(tmp_path, {PERSON: rows}), source="cpr")
    assert report.outcome == outcome
    assert report.rows["person"] == 100 - wrong
    if outcome == "held":
        (reason,) = report.reasons
        assert reason.code == "K-CONTRADICTED"
        assert "6 af 100 rækker i person" in reason.text.da
        assert "6 of 100 rows of person" in reason.text.en


def test_both_kinds_of_contradiction_count_together(tmp_path, store):
    rows = numbered("1990-01-01", 100)
    for row in rows[:3]:
        row["KOEN"] = "K"
    for row in rows[3:6]:
        row["FOEDSELSDATO"] = "1991-01-01"
    report = take_in(store, REGISTER.write(tmp_path, {PERSON: rows}), source="cpr")
    assert [reason.code for reason in report.reasons] == ["K-CONTRADICTED"]


def test_the_page_has_words_for_every_contradiction():
    assert {reason for _, reason in CONTRADICTIONS} <= set(REASONS)


def test_each_delivery_restates_everything_and_says_what_it_covers(tmp_path):
    delivery = REGISTER.read(tmp_path, PERSON, {})
    for table in delivery.tables:
        assert table.replaces == (EVERYTHING,)
        assert table.covers == (Window(date(2025, 12, 29), date(2026, 3, 2)),)


def test_who_is_not_in_the_next_delivery_is_gone(tmp_path, store):
    rows = {PERSON: [REGISTER.row(PERSON), REGISTER.row(PERSON, **WOMAN)]}
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
             home("1995-01-01", **WOMAN)]  # fmt: skip
    assert len(REGISTER.rows(tmp_path, HOME, *homes)) == 4


@pytest.mark.parametrize(
    ("homes", "rows"),
    [
        ([home("1990-01-01", "2000-01-02"), home("2000-01-01")], [3]),
        ([home("2000-01-01"), home("1990-01-01", "2000-01-02")], [2]),
        ([home("1990-01-01"), home("2000-01-01")], [3]),
        ([home("1990-01-01"), home("2000-01-01", "2001-01-01"), home("2005-01-01")], [3, 4]),
        ([home("1990-01-01", "2010-01-01"), home("1991-01-01", "1992-01-01"), home("2000-01-01")], [3, 4]),
        ([home("1990-03-01", **WOMAN), home("1991-01-01"), home("1992-01-01", **WOMAN)], [4]),
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
