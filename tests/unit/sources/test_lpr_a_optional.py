"""LPR_A's procedures and pathway markers: which rows are ours, and what becomes of the others."""

from datetime import date, datetime

import pytest

from support.deliveries import CPR, contact, world, write_lpr, write_note
from tvaerblik.core.deliveries import Follows, Window
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery

PROCEDURES = (
    "DW_EK_Kontakt;DW_SK_Procedureregistrering;Proc_kode;Proc_kode_type;Proc_parent_kode;"
    "Proc_starttidspunkt;Proc_sluttidspunkt;Lprindberetningssystem"
)
MARKERS = (
    "DW_EK_Forloeb;CPRnummer;Markoer;Markoer_tidspunkt;Borger_bo_kom;Borger_foedselsdato;"
    "Borger_koen;Lprindberetningssystem"
)
WINDOW = (Window(date(2026, 1, 1), date(2026, 2, 1)),)


def procedure(key: str = "1", id_: str = "11", code: str = "KNFB20", **other: str) -> str:
    fields = {
        "contact": key,
        "id": id_,
        "code": code,
        "type": "P",
        "parent": "",
        "start": "2026-01-05 11:00",
        "end": "2026-01-05 11:30",
        "system": "LPR3",
    }
    return ";".join((fields | other).values())


def marker(key: str = "70", code: str = "AWA1", **other: str) -> str:
    fields = {
        "pathway": key,
        "cpr": CPR[0],
        "code": code,
        "placed": "2026-01-06 12:00:00",
        "residence": "0851",
        "born": "1990-01-01",
        "sex": "K",
        "system": "LPR3",
    }
    return ";".join((fields | other).values())


def write(tmp_path, *, procedures=None, markers=None):
    """A delivery of contact 1 with the optional files."""
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    names = ["LPR_A_KONTAKT", "LPR_A_DIAGNOSE"]
    optional = {"LPR_A_PROCEDURE": (PROCEDURES, procedures)}
    optional["LPR_A_FORLOEBSMARKOER"] = (MARKERS, markers)
    for name, (columns, lines) in optional.items():
        if lines is not None:
            (folder / f"{name}.csv").write_text("\n".join((columns, *lines)) + "\n")
            names.append(name)
    covers = [
        {"file": name, "from": "2026-01-01", "to": "2026-02-01", "units": None} for name in names
    ]
    write_note(folder, "lpr_a", [f"{name}.csv" for name in names], covers)
    return folder


def read(tmp_path, **files):
    delivery = read_delivery("lpr_a", write(tmp_path, **files), world())
    return delivery, {table.table: table for table in delivery.tables}


def asides(delivery):
    return {(aside.table, aside.reason): aside.rows for aside in delivery.asides}


def codes(caught):
    return [(problem.code, problem.where.column) for problem in caught.value.problems]


def test_a_delivery_without_the_optional_files_has_neither_table(tmp_path):
    _, tables = read(tmp_path)
    assert set(tables) == {"hospital_contact", "diagnosis"}


def test_a_procedure_in_canonical_columns_follows_its_contact(tmp_path):
    _, tables = read(tmp_path, procedures=[procedure()])
    assert tables["procedure"].rows.to_pylist() == [{
        "procedure_id": "11", "contact": 1, "code": "KNFB20", "code_type": "P",
        "started": datetime(2026, 1, 5, 10, 0), "started_date": date(2026, 1, 5),
        "ended": datetime(2026, 1, 5, 10, 30), "ended_date": date(2026, 1, 5),
    }]  # fmt: skip
    assert tables["procedure"].follows == Follows("hospital_contact", "contact")
    assert tables["procedure"].covers == WINDOW
    assert tables["procedure"].replaces == ()


def test_additional_codes_share_a_registration_and_are_rows_of_their_own(tmp_path):
    added = procedure(code="ZZ1234", type="+", parent="KNFB20")
    _, tables = read(tmp_path, procedures=[procedure(), added, procedure(id_="12", type="I")])
    rows = tables["procedure"].rows.to_pylist()
    assert [(row["procedure_id"], row["code_type"]) for row in rows] == [
        ("11", "P"),
        ("11+ZZ1234", "+"),
        ("12", "I"),
    ]


def test_procedures_that_are_not_ours_are_counted_by_reason(tmp_path):
    lines = [
        procedure(),
        procedure(key="", id_="2"),
        procedure(key="99", id_="3"),
        procedure(id_="4", system="LPR2"),
        procedure(key="", id_="5", system=""),
    ]
    delivery, tables = read(tmp_path, procedures=lines)
    assert tables["procedure"].rows.num_rows == 1
    assert asides(delivery) == {
        ("procedure", "no_contact"): 1,
        ("procedure", "contact_not_taken_in"): 1,
        ("procedure", "other_reporting_system"): 2,
    }


def test_a_procedure_without_times_is_one_all_the_same(tmp_path):
    _, tables = read(tmp_path, procedures=[procedure(start="", end="")])
    (row,) = tables["procedure"].rows.to_pylist()
    assert row["started"] is row["ended_date"] is None


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        (procedure(type="X"), "K-VALUE", "Proc_kode_type"),
        (procedure(code=""), "K-EMPTY", "Proc_kode"),
        (procedure(id_=""), "K-EMPTY", "DW_SK_Procedureregistrering"),
        (procedure(key="1,5"), "D09", "DW_EK_Kontakt"),
        (procedure(start="2026-03-29 02:30"), "D08", "Proc_starttidspunkt"),
        (procedure(end="31-01-2026"), "D08", "Proc_sluttidspunkt"),
    ],
)
def test_D08_D09_a_procedure_that_cannot_be_read_refuses_the_delivery(tmp_path, line, code, column):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, procedures=[line])
    assert codes(caught) == [(code, column)]


def test_a_marker_in_canonical_columns(tmp_path):
    _, tables = read(tmp_path, markers=[marker()])
    assert tables["pathway_marker"].rows.to_pylist() == [{
        "pathway": 70, "person": CPR[0], "marker": "AWA1",
        "placed": datetime(2026, 1, 6, 11, 0), "placed_date": date(2026, 1, 6),
        "residence": "kommune-0851", "born": date(1990, 1, 1), "sex": "k",
    }]  # fmt: skip
    assert tables["pathway_marker"].replaces == tables["pathway_marker"].covers == WINDOW
    assert tables["pathway_marker"].follows is None


def test_markers_that_are_not_ours_are_counted_by_reason(tmp_path):
    lines = [marker(), marker(key="71", system="MiniPAS"), marker(key="72", cpr="")]
    delivery, tables = read(tmp_path, markers=lines)
    assert tables["pathway_marker"].rows.num_rows == 1
    assert asides(delivery) == {
        ("pathway_marker", "other_reporting_system"): 1,
        ("pathway_marker", "unlinked_person"): 1,
    }


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        (marker(placed="06.01.2026"), "D08", "Markoer_tidspunkt"),
        (marker(placed=""), "K-EMPTY", "Markoer_tidspunkt"),
        (marker(code=""), "K-EMPTY", "Markoer"),
        (marker(cpr="1" + CPR[0][2:]), "D10", "CPRnummer"),
        (marker(residence="9999"), "D16", "Borger_bo_kom"),
        (marker(code=CPR[1]), "D21", "Markoer"),
    ],
)
def test_D10_D16_D21_a_marker_that_cannot_be_read_refuses_the_delivery(
    tmp_path, line, code, column
):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, markers=[line])
    assert codes(caught) == [(code, column)]


def test_markers_without_a_stated_window_are_refused(tmp_path):
    folder = write(tmp_path, markers=[marker()])
    covers = [
        {"file": name, "from": "2026-01-01", "to": "2026-02-01", "units": None}
        for name in ("LPR_A_KONTAKT", "LPR_A_DIAGNOSE")
    ]
    write_note(folder, "lpr_a", [], covers)
    with pytest.raises(BadInput) as caught:
        read_delivery("lpr_a", folder, world())
    assert [problem.code for problem in caught.value.problems] == ["K-MANIFEST"]
    assert "LPR_A_FORLOEBSMARKOER" in caught.value.problems[0].what.da
