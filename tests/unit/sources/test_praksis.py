"""GP capacities and quality clusters: one capacity is one doctor on any day."""

from datetime import date

import pytest

from support.deliveries import CPR
from support.supplied import Supplier
from tvaerblik.core.deliveries import EVERYTHING

CLINIC, MEMBER = "KLINIK", "KLYNGEMEDLEM"
SPELL = {"KOMKOD": "0851", "FRA": "2019-01-01", "TIL": ""}
PRACTICES = Supplier(
    "praksis",
    {
        CLINIC: {"YDERNR": "012345", "KAPACITET": "1", **SPELL},
        MEMBER: {"YDERNR": "012345", "KAPACITET": "1", "KLYNGE": "Aalborg Øst", **SPELL},
    },
)


def test_a_capacity_and_its_cluster(tmp_path):
    spell = {"municipality": "kommune-0851", "valid_from": date(2019, 1, 1), "valid_to": None}
    assert PRACTICES.rows(tmp_path / "clinic", CLINIC, {}) == [
        {"clinic": "klinik-012345", "capacity": "1", **spell}
    ]
    assert PRACTICES.rows(tmp_path / "member", MEMBER, {}) == [
        {"clinic": "klinik-012345", "capacity": "1", "cluster": "Aalborg Øst", **spell}
    ]


def test_everything_is_restated(tmp_path):
    delivery = PRACTICES.read(tmp_path, CLINIC, {})
    assert [table.replaces for table in delivery.tables] == [(EVERYTHING,)] * 2


@pytest.mark.parametrize("file", [CLINIC, MEMBER])
def test_capacities_of_a_clinic_and_spells_of_a_capacity(tmp_path, file):
    several = [{"TIL": "2020-01-01"}, {"FRA": "2020-01-01"}, {"KAPACITET": "2"}, {"YDERNR": "012346"}]  # fmt: skip
    assert len(PRACTICES.rows(tmp_path / "apart", file, *several)) == 4
    overlap = [{"KAPACITET": "2"}, {"TIL": "2020-01-02"}, {"FRA": "2020-01-01"}]
    assert PRACTICES.refused(tmp_path / "overlap", file, *overlap) == [("K-OVERLAP", 4, "FRA")]


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        (CLINIC, {"YDERNR": "12345"}, ("D10", 3, "YDERNR")),
        (CLINIC, {"YDERNR": "0123456"}, ("K-CODE", 3, "YDERNR")),
        (CLINIC, {"KAPACITET": ""}, ("K-EMPTY", 3, "KAPACITET")),
        (CLINIC, {"KOMKOD": "851"}, ("D10", 3, "KOMKOD")),
        (CLINIC, {"KOMKOD": "0999"}, ("D16", 3, "KOMKOD")),
        (CLINIC, {"FRA": "2019-13-01"}, ("D08", 3, "FRA")),
        (CLINIC, {"TIL": "31.12.2020"}, ("D08", 3, "TIL")),
        (CLINIC, {"KAPACITET": CPR[0]}, ("D21", 3, "KAPACITET")),
        (MEMBER, {"KLYNGE": ""}, ("K-EMPTY", 3, "KLYNGE")),
        (MEMBER, {"KLYNGE": f"Klynge {CPR[0]}"}, ("D21", 3, "KLYNGE")),
        (MEMBER, {"FRA": "19-01-01"}, ("D08", 3, "FRA")),
    ],
)
def test_D08_D10_D16_D21_a_row_that_cannot_be_read(tmp_path, file, change, fault):
    assert PRACTICES.refused(tmp_path, file, {}, {"KAPACITET": "2"} | change) == [fault]


@pytest.mark.parametrize("file", [CLINIC, MEMBER])
def test_an_end_before_its_start_and_a_key_twice(tmp_path, store, file):
    early = PRACTICES.refused_by_intake(tmp_path / "1", store, file, {"TIL": "2018-12-31"})
    assert early == [("K-END", 2, "TIL")]
    empty = [{"TIL": "2019-01-01"}] * 2
    assert PRACTICES.refused_by_intake(tmp_path / "2", store, file, *empty) == [
        ("K-KEY", 3, "YDERNR")
    ]
