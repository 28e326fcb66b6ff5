"""Child examinations by GP and health visitor."""

from datetime import date

import pytest

from support.deliveries import CPR
from support.supplied import Supplier, asides

FILE = "BDB_UNDERSOEGELSE"
CHILD = "650125" + "4001"
CHILDREN = Supplier(
    "boernedatabasen",
    {
        FILE: {
            "UNDERSOEGELSE_ID": "u1",
            "CPRNR": CHILD,
            "UNDERSOEGELSE": "aar-1",
            "DATO": "2026-01-07",
            "UDFOERT_AF": "egen læge",
            "KOMKOD": "0851",
        }
    },
)


def test_an_examination(tmp_path):
    (row,) = CHILDREN.rows(tmp_path, FILE, {})
    assert row == {
        "examination_id": "u1", "person": CHILD, "kind": "aar-1", "examined": date(2026, 1, 7), "provider": "gp",
        "residence": "kommune-0851", "born": date(2025, 1, 5), "sex": "m"}  # fmt: skip


def test_every_kind_and_both_providers(tmp_path):
    kinds = ["uger-5", "maaneder-5", "aar-1", "aar-2", "aar-3", "aar-4", "aar-5", "hjemmebesoeg"]
    rows = CHILDREN.rows(tmp_path, FILE, *(
        {"UNDERSOEGELSE": kind, "UDFOERT_AF": "Sundhedsplejerske"} for kind in kinds))  # fmt: skip
    assert [row["kind"] for row in rows] == kinds
    assert {row["provider"] for row in rows} == {"health_visitor"}


def test_children_nobody_knows_are_set_aside(tmp_path):
    assert asides(CHILDREN.read(tmp_path, FILE, {}, {"CPRNR": ""})) == {"unlinked_person": 1}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"UNDERSOEGELSE": "aar-6"}, ("K-VALUE", 3, "UNDERSOEGELSE")),
        ({"UNDERSOEGELSE": ""}, ("K-EMPTY", 3, "UNDERSOEGELSE")),
        ({"UDFOERT_AF": "tandlæge"}, ("K-VALUE", 3, "UDFOERT_AF")),
        ({"DATO": "01/13/2026"}, ("D08", 3, "DATO")),
        ({"DATO": "2026-02-31"}, ("D08", 3, "DATO")),
        ({"DATO": "26-01-07"}, ("D08", 3, "DATO")),
        ({"KOMKOD": "851"}, ("D10", 3, "KOMKOD")),
        ({"KOMKOD": "0999"}, ("D16", 3, "KOMKOD")),
        ({"CPRNR": CHILD[1:]}, ("D10", 3, "CPRNR")),
        ({"UDFOERT_AF": CPR[0]}, ("D21", 3, "UDFOERT_AF")),
    ],
)
def test_D08_D10_D16_D21_a_row_that_cannot_be_read(tmp_path, change, fault):
    assert CHILDREN.refused(tmp_path, FILE, {}, {"UNDERSOEGELSE_ID": "u2"} | change) == [fault]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ([{"DATO": "2025-01-04"}], ("K-BORN", 2, "DATO")),
        ([{}, {}], ("K-KEY", 3, "UNDERSOEGELSE_ID")),
    ],
)
def test_before_birth_and_a_report_twice(tmp_path, store, changes, fault):
    assert CHILDREN.refused_by_intake(tmp_path, store, FILE, *changes) == [fault]
