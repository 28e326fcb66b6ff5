"""SSSY: weeks instead of days, rows without an id, other specialties beside general practice."""

from datetime import date

import pytest

from support.deliveries import CPR, take_in, world
from support.supplied import Supplier, asides
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery
from tvaerblik.sources.ssr import monday_of

FILE = "SSSY"
SSR = Supplier(
    "ssr",
    {
        FILE: {
            "CPRNR": CPR[0],
            "YDERNR": "012345",
            "SPECIALE": "80",
            "YDELSESNR": "0101",
            "YDERTYPE": "1",
            "ANTAL": "2",
            "HONORAR": "145,12",
            "HONUGE": "2602",
            "KONTAKT": "",
            "BARNMAK": "0",
            "KOMKOD": "0851",
        }
    },
)


def test_a_service(tmp_path):
    (row,) = SSR.rows(tmp_path, FILE, {})
    assert row == {
        "service_id": "2602-1", "person": CPR[0], "week": date(2026, 1, 5), "service": "0101", "contacts": 2,
        "clinic": "klinik-012345", "for_child": False, "residence": "kommune-0851",
        "born": date(1990, 1, 1), "sex": "m"}  # fmt: skip


def test_columns_that_are_not_kept_may_be_left_out(tmp_path):
    model = SSR.models[FILE]
    short = Supplier("ssr", {FILE: {k: model[k] for k in model if k not in ("HONORAR", "KONTAKT", "YDERTYPE")}})  # fmt: skip
    assert len(short.rows(tmp_path, FILE, {})) == 1


def test_rows_are_numbered_in_their_order_within_their_week(tmp_path):
    weeks = ["2602", "2609", "2601", "2602", "2602", "2601"]
    rows = SSR.rows(tmp_path, FILE, *({"HONUGE": week} for week in weeks))
    assert [row["service_id"] for row in rows] == [
        "2602-1", "2609-1", "2601-1", "2602-2", "2602-3", "2601-2"]  # fmt: skip


def test_a_child_on_the_parents_card(tmp_path):
    rows = SSR.rows(tmp_path, FILE, {"BARNMAK": "1"}, {"BARNMAK": "0"}, {"BARNMAK": ""})
    assert [row["for_child"] for row in rows] == [True, False, None]
    assert rows[0]["born"] == date(1990, 1, 1)


def test_other_specialties_and_persons_nobody_knows_are_set_aside(tmp_path):
    changes = [{"SPECIALE": "54"}, {"SPECIALE": "540101"}, {"SPECIALE": "800101"}, {"CPRNR": ""},
               {"CPRNR": "9102900001"}]  # fmt: skip
    delivery = SSR.read(tmp_path, FILE, *changes)
    assert delivery.tables[0].rows.num_rows == 1
    assert asides(delivery) == {"other_specialty": 2, "unlinked_person": 2}


@pytest.mark.parametrize(
    ("yyww", "monday"),
    [
        ("2601", "2025-12-29"),
        ("2053", "2020-12-28"),
        ("2153", None),
        ("2553", None),
        ("2653", "2026-12-28"),
        ("0001", "2000-01-03"),
        ("9001", "1990-01-01"),
        ("2600", None),
        ("2654", None),
        ("202601", None),
        ("601", None),
        ("26W1", None),
        ("٢٦٠١", None),
    ],
)
def test_D08_weeks_that_exist_and_weeks_that_do_not(yyww, monday):
    assert monday_of(yyww) == monday


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"HONUGE": "2553"}, ("D08", 3, "HONUGE")),
        ({"HONUGE": "2026-01-05"}, ("D08", 3, "HONUGE")),
        ({"HONUGE": ""}, ("K-EMPTY", 3, "HONUGE")),
        ({"HONUGE": "2552"}, ("K-WEEKS", 3, "HONUGE")),
        ({"HONUGE": "2610"}, ("K-WEEKS", 3, "HONUGE")),
        ({"YDELSESNR": "101"}, ("D10", 3, "YDELSESNR")),
        ({"YDELSESNR": "01011"}, ("K-CODE", 3, "YDELSESNR")),
        ({"YDERNR": "12345"}, ("D10", 3, "YDERNR")),
        ({"SPECIALE": "8"}, ("D10", 3, "SPECIALE")),
        ({"SPECIALE": ""}, ("K-EMPTY", 3, "SPECIALE")),
        ({"KOMKOD": "851"}, ("D10", 3, "KOMKOD")),
        ({"KOMKOD": "0999"}, ("D16", 3, "KOMKOD")),
        ({"ANTAL": "1,5"}, ("D09", 3, "ANTAL")),
        ({"ANTAL": "1.000"}, ("D09", 3, "ANTAL")),
        ({"BARNMAK": "J"}, ("K-VALUE", 3, "BARNMAK")),
        ({"CPRNR": CPR[0][1:]}, ("D10", 3, "CPRNR")),
        ({"KONTAKT": CPR[1]}, ("D21", 3, "KONTAKT")),
    ],
)
def test_D08_D09_D10_D16_D21_a_row_that_cannot_be_read(tmp_path, change, fault):
    assert SSR.refused(tmp_path, FILE, {}, change) == [fault]


def test_D12_D13_columns_that_were_not_agreed(tmp_path):
    model = SSR.models[FILE] | {"DIAGNOSE": "x"}
    assert Supplier("ssr", {FILE: model}).refused(tmp_path, FILE, {}) == [
        ("K-COLUMN-UNKNOWN", 1, None)
    ]


@pytest.mark.parametrize(
    ("window", "units"),
    [
        (("2026-01-01", "2026-03-02"), None),
        (("2025-12-29", "2026-03-01"), None),
        (("2025-12-29", "2026-03-02"), ["0851"]),
    ],
)
def test_a_delivery_covers_whole_weeks_of_everybody(tmp_path, window, units):
    folder = SSR.write(tmp_path, {}, window=window, units=units)
    with pytest.raises(BadInput) as caught:
        read_delivery("ssr", folder, world())
    assert [(p.code, p.where.path) for p in caught.value.problems] == [("K-WEEKS", "covers")]


def test_a_week_sent_again_with_fewer_rows_has_those_only(tmp_path, store):
    first = SSR.write(
        tmp_path,
        {FILE: [SSR.row(FILE), SSR.row(FILE), SSR.row(FILE, HONUGE="2609")]},
        published="2026-03-10",
    )
    again = SSR.write(
        tmp_path,
        {FILE: [SSR.row(FILE, YDELSESNR="0201")]},
        published="2026-04-10",
        window=("2026-01-05", "2026-01-12"),
    )
    for folder in (first, again):
        take_in(store, folder, source="ssr")
    rows = store.snapshot(store.vintage()).read("gp_service").to_pylist()
    assert {(row["service_id"], row["service"]) for row in rows} == {
        ("2602-1", "0201"),
        ("2609-1", "0101"),
    }


def test_a_week_before_the_one_of_birth(tmp_path, store):
    newborn = "690126" + "4001"  # Friday of week 2602
    changes = [{"CPRNR": newborn, "HONUGE": week} for week in ("2601", "2602")]
    assert SSR.refused_by_intake(tmp_path, store, FILE, *changes) == [("K-BORN", 2, "HONUGE")]
