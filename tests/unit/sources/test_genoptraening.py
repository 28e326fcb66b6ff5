"""Rehabilitation plans: the training's first day comes in a later delivery."""

from datetime import date

import pytest

from support.deliveries import CPR, take_in
from support.supplied import Supplier, asides

FILE = "GOP"
PLANS = Supplier(
    "genoptraening",
    {
        FILE: {
            "PLAN_ID": "g1",
            "CPRNR": CPR[0],
            "PLAN_DATO": "2026-01-05",
            "NIVEAU": "AWG2A",
            "SYGEHUS_SOR": "1010101010101010",
            "KOMKOD": "0851",
            "TRAENING_START": "2026-01-12",
        }
    },
)


def test_a_plan(tmp_path):
    rows = PLANS.rows(tmp_path, FILE, {}, {"TRAENING_START": "", "SYGEHUS_SOR": "", "KOMKOD": "", "NIVEAU": "awg5"})  # fmt: skip
    assert rows[0] == {
        "plan_id": "g1", "person": CPR[0], "sent": date(2026, 1, 5), "level": "AWG2A", "unit": "1010101010101010",
        "training_started": date(2026, 1, 12), "residence": "kommune-0851",
        "born": date(1990, 1, 1), "sex": "m"}  # fmt: skip
    assert [rows[1][name] for name in ("training_started", "unit", "residence")] == [None] * 3
    assert rows[1]["level"] == "AWG5"


def test_persons_nobody_knows_are_set_aside(tmp_path):
    assert asides(PLANS.read(tmp_path, FILE, {}, {"CPRNR": ""})) == {"unlinked_person": 1}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"PLAN_DATO": "01/13/2026"}, ("D08", 3, "PLAN_DATO")),
        ({"PLAN_DATO": ""}, ("K-EMPTY", 3, "PLAN_DATO")),
        ({"TRAENING_START": "2026-02-31"}, ("D08", 3, "TRAENING_START")),
        ({"TRAENING_START": "26-01-12"}, ("D08", 3, "TRAENING_START")),
        ({"NIVEAU": "AWG3"}, ("K-VALUE", 3, "NIVEAU")),
        ({"SYGEHUS_SOR": "1,01E+15"}, ("K-CODE", 3, "SYGEHUS_SOR")),
        ({"KOMKOD": "851"}, ("D10", 3, "KOMKOD")),
        ({"KOMKOD": "0999"}, ("D16", 3, "KOMKOD")),
        ({"CPRNR": CPR[0][1:]}, ("D10", 3, "CPRNR")),
        ({"NIVEAU": CPR[1]}, ("D21", 3, "NIVEAU")),
    ],
)
def test_D08_D10_D16_D21_a_row_that_cannot_be_read(tmp_path, change, fault):
    assert PLANS.refused(tmp_path, FILE, {}, {"PLAN_ID": "g2"} | change) == [fault]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ([{"TRAENING_START": "2026-01-04"}], ("K-END", 2, "TRAENING_START")),
        ([{"PLAN_DATO": "1989-12-31"}], ("K-BORN", 2, "PLAN_DATO")),
        ([{}, {}], ("K-KEY", 3, "PLAN_ID")),
    ],
)
def test_an_order_that_cannot_be_and_a_plan_twice(tmp_path, store, changes, fault):
    assert PLANS.refused_by_intake(tmp_path, store, FILE, *changes) == [fault]


def test_a_plan_sent_again_when_its_training_begins(tmp_path, store):
    for published, start in (("2026-02-10", ""), ("2026-05-10", "2026-04-01")):
        window = ("2026-01-01", "2026-02-01") if not start else ("2026-04-01", "2026-05-01")
        rows = {FILE: [PLANS.row(FILE, TRAENING_START=start)]}
        folder = PLANS.write(tmp_path, rows, published=published, window=window)
        take_in(store, folder, source="genoptraening")
    rows = store.snapshot(store.vintage()).read("rehabilitation_plan")
    assert rows["training_started"].to_pylist() == [date(2026, 4, 1)]
