"""Windows, late rows, corrections and withdrawals as a supplier would send them."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tvaerblik.synthetic import write_deliveries
from unit.synthetic import plain


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    write_deliveries(folder, persons=6_000, first="2024-05", last="2024-10", seed=5)
    return folder


@pytest.fixture(scope="module")
def contact_files(out: Path) -> list[tuple[dict, dict[str, plain.Row]]]:
    return keyed_files(out / "lpr_a", "LPR_A_KONTAKT", "DW_EK_Kontakt")


@pytest.fixture(scope="module")
def service_files(out: Path) -> list[tuple[dict, dict[str, plain.Row]]]:
    return keyed_files(out / "gateway", "GATEWAY_INDSATS", "Ressource_id")


@pytest.fixture(scope="module")
def note(out: Path) -> dict:
    return json.loads((out / "ledger" / "ledger.json").read_text(encoding="utf-8"))


def keyed_files(folder: Path, file: str, key: str) -> list[tuple[dict, dict[str, plain.Row]]]:
    return [
        (note["covers"][0], {row[key]: row for row in plain.read_rows(path / f"{file}.csv")})
        for path, note in plain.notes(folder)
    ]


def month(row: plain.Row) -> str:
    return row.get("Kont_starttidspunkt", row.get("Start", ""))[:7]


def followed(files):
    return list(pairwise(files))


def gone_rows(before, after) -> list[plain.Row]:
    cover, rows = after
    return [
        row
        for key, row in before[1].items()
        if key not in rows and cover["from"] <= month(row) + "-01" < cover["to"]
    ]


def test_the_first_delivery_looks_one_month_back(contact_files):
    cover, rows = contact_files[0]
    assert cover["from"] == "2024-04-01"
    assert {month(row) for row in rows.values()} == {"2024-04", "2024-05"}


def test_no_delivery_tells_of_what_begins_after_its_window(contact_files, service_files):
    for cover, rows in contact_files + service_files:
        assert all(month(row) + "-01" < cover["to"] for row in rows.values())


def test_rows_before_the_window_are_changed_or_new(contact_files):
    told: dict[str, plain.Row] = {}
    outside = Counter()
    for cover, rows in contact_files:
        for key, row in rows.items():
            if month(row) + "-01" < cover["from"]:
                outside["new" if key not in told else "changed"] += 1
                assert told.get(key) != row
        told.update(rows)
    assert outside["new"] > 5
    assert outside["changed"] > 5


def test_withdrawn_contacts_vanish_from_the_restated_month(contact_files, note):
    gone = [row for before, after in followed(contact_files) for row in gone_rows(before, after)]
    assert len(gone) == note["withdrawn_contacts"] > 0


def test_unfinished_contacts_are_told_again_when_they_end(contact_files):
    ended = 0
    for (_, before), (_, after) in followed(contact_files):
        for key, row in before.items():
            if not row["Kont_sluttidspunkt"] and after.get(key, {}).get("Kont_sluttidspunkt"):
                ended += 1
                assert after[key]["Kont_indb_tidspunkt"] > row["Kont_indb_tidspunkt"]
    assert ended > 10


def test_some_diagnoses_are_corrected(contact_files):
    corrected = sum(
        bool(row["Adiag"]) and key in after and after[key]["Adiag"] != row["Adiag"]
        for (_, before), (_, after) in followed(contact_files)
        for key, row in before.items()
    )
    total = sum(len(rows) for _, rows in contact_files) / 2
    assert 0.003 < corrected / total < 0.02


def test_entries_are_keyed_in_before_the_data_are_drawn(contact_files):
    for cover, rows in contact_files:
        drawn = cover["to"][:8] + "08"
        assert all(row["Kont_indb_tidspunkt"] < drawn for row in rows.values())


def test_rows_without_a_person_and_copies_are_counted(out, contact_files, note):
    final = plain.final_contacts(out).values()
    strangers = [row for row in final if not row["CPRnummer"].isdigit()]
    copies = [row for row in final if row["Lprindberetningssystem"] != "LPR3"]
    assert len(strangers) == note["unlinkable_contacts"] > 0
    assert len(copies) == note["other_system_contacts"] > 0


def test_only_young_somatic_contacts_lack_a_diagnosis(contact_files):
    lacking = [row for _, rows in contact_files for row in rows.values() if not row["Adiag"]]
    assert lacking
    assert not any(row["Kont_sluttidspunkt"] or plain.is_psychiatric(row) for row in lacking)


def test_every_diagnosis_belongs_to_a_contact_of_the_delivery(out):
    for path, _ in plain.notes(out / "lpr_a"):
        contacts = {
            row["DW_EK_Kontakt"]: row["Adiag"]
            for row in plain.read_rows(path / "LPR_A_KONTAKT.csv")
        }
        rows = plain.read_rows(path / "LPR_A_DIAGNOSE.csv")
        assert all(row["dw_ek_kontakt"] in contacts for row in rows)
        action = {
            row["dw_ek_kontakt"]: row["diag_kode"]
            for row in rows
            if row["diag_kode_type"] == "A" and row["senere_afkraeftet"] != "Ja"
        }
        assert action == {key: code for key, code in contacts.items() if code}
        assert {row["diag_kode_type"] for row in rows} == {"A", "B", "+"}


def test_services_in_error_are_sent_again_under_their_id(service_files, note):
    told: dict[str, plain.Row] = {}
    errors = set()
    for _, rows in service_files:
        for key, row in rows.items():
            if row["Status"] == "entered-in-error":
                assert key in told
                errors.add(key)
        told.update(rows)
    assert len(errors) == note["services_in_error"] > 0


def test_interventions_are_active_until_their_end_is_known(service_files):
    for _, rows in service_files:
        for row in rows.values():
            assert (row["Status"] == "active") == (row["Slut"] == "")
            assert row["Slut"] or row["Ressource"] == "PlannedIntervention"


def test_municipalities_deliver_from_their_own_day(out):
    begins = {}
    for row in plain.final_services(out).values():
        begins[row["Kommune"]] = min(month(row), begins.get(row["Kommune"], "9"))
    assert {"0825", "0773"}.isdisjoint(begins)
    assert begins.pop("0840") == "2024-07"
    assert set(begins.values()) == {"2024-04"}


def test_a_newcomer_is_covered_from_its_first_month(out):
    covers = {
        path.name: [cover for cover in note["covers"] if cover["file"] == "GATEWAY_INDSATS"]
        for path, note in plain.notes(out / "gateway")
    }
    assert [cover["units"] for cover in covers["2024-08-12"]][1:] == [["0840"]]
    assert [cover["from"] for cover in covers["2024-08-12"]] == ["2024-06-01", "2024-07-01"]
    assert len(covers["2024-09-12"]) == 1
    assert "0840" in covers["2024-09-12"][0]["units"]


def test_codes_change_from_old_keys_to_uuids(out):
    shapes = {
        (row["Kommune"], len(row["FSIII_kode"]) == 36) for row in plain.final_services(out).values()
    }
    assert ("0787", True) in shapes
    assert ("0851", False) in shapes
    assert len({code for code, _ in shapes}) == len(shapes)
