"""The research model LPR3_F: what its columns become, which rows are ours, and what refuses it."""

from datetime import date, datetime

import pytest

from support.deliveries import CPR, REPLACEMENT, take_in, world, write_lpr
from support.research_model import write_research_model
from tvaerblik.core.deliveries import Follows, Window
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery

PLAIN = {"kontakter": [{}], "diagnoser": [{}]}
WINDOW = (Window(date(2024, 1, 1), date(2024, 2, 1)),)


def read(tmp_path, **files):
    folder = write_research_model(tmp_path, "2024-03-01", PLAIN | files)
    delivery = read_delivery("lpr_f", folder, world())
    return delivery, {table.table: table for table in delivery.tables}


def rows(tables, table):
    return tables[table].rows.to_pylist()


def asides(delivery):
    return {(aside.table, aside.reason): aside.rows for aside in delivery.asides}


def refused(tmp_path, **files):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, **files)
    return caught.value


def codes(error):
    return [(problem.code, problem.where.column) for problem in error.problems]


def test_a_contact_in_canonical_columns(tmp_path):
    contact = {"dato_slut": "2024-01-06", "tidspunkt_slut": "08:15:00", "bopaelskommune": "0851"}
    _, tables = read(tmp_path, kontakter=[contact | {"hovedspeciale_ans": "Voksenpsykiatri"}])
    assert rows(tables, "hospital_contact") == [{
        "contact": 1, "stay_key": None, "person": CPR[0],
        "started": datetime(2024, 1, 5, 9, 0), "started_date": date(2024, 1, 5),
        "ended": datetime(2024, 1, 6, 7, 15), "ended_date": date(2024, 1, 6),
        "contact_type": "ALCA00", "priority": "ATA1", "diagnosis": "DJ440",
        "unit": "1010101010101010", "specialty": "Voksenpsykiatri", "sector": "psychiatric",
        "residence": "kommune-0851", "born": date(1990, 1, 1), "sex": "m",
    }]  # fmt: skip
    assert tables["hospital_contact"].replaces == tables["hospital_contact"].covers == WINDOW


def test_an_open_contact_of_a_replacement_number_without_residence(tmp_path):
    _, tables = read(tmp_path, kontakter=[{"cpr": REPLACEMENT}])
    (row,) = rows(tables, "hospital_contact")
    assert (row["ended"], row["residence"], row["sector"]) == (None, None, "somatic")
    assert (row["born"], row["sex"]) == (date(1990, 1, 1), "k")


def test_contacts_that_are_not_ours_are_counted_and_their_diagnoses_with_them(tmp_path):
    contacts = [
        {},
        {"dw_ek_kontakt": "2", "lprindberetningssystem": "LPR2"},
        {"dw_ek_kontakt": "3", "cpr": ""},
        {"dw_ek_kontakt": "4", "cpr": "3102" + CPR[0][4:]},  # no such day
    ]
    diagnoses = [{"dw_ek_kontakt": str(key)} for key in range(1, 5)]
    delivery, tables = read(tmp_path, kontakter=contacts, diagnoser=diagnoses)
    assert [row["contact"] for row in rows(tables, "hospital_contact")] == [1]
    assert [row["contact"] for row in rows(tables, "diagnosis")] == [1]
    assert asides(delivery)["hospital_contact", "unlinked_person"] == 2
    assert asides(delivery)["hospital_contact", "other_reporting_system"] == 1
    assert asides(delivery)["diagnosis", "contact_not_taken_in"] == 3


def test_disproved_diagnoses_and_other_systems_are_left_out_and_silence_stands(tmp_path):
    diagnoses = [
        {},
        {"diagnosekode": "DZ038", "senere_afkraeftet": "Ja"},
        {"diagnosekode": "DI109", "diagnosetype": "B", "senere_afkraeftet": "Nej"},
        {"diagnosekode": "DB962", "diagnosetype": "+", "diagnosekode_parent": "DJ440"},
        {"diagnosekode": "DI110", "lprindberetningssystem": "MiniPAS"},
    ]
    delivery, tables = read(tmp_path, diagnoser=diagnoses)
    found = [(row["code"], row["code_type"]) for row in rows(tables, "diagnosis")]
    assert found == [("DJ440", "A"), ("DI109", "B"), ("DB962", "+")]
    assert asides(delivery) == {
        ("diagnosis", "later_disproved"): 1,
        ("diagnosis", "other_reporting_system"): 1,
    }


def test_the_action_diagnosis_is_the_contacts_own_column(tmp_path):
    _, tables = read(tmp_path, diagnoser=[{"diagnosekode": "DI109"}])
    assert rows(tables, "hospital_contact")[0]["diagnosis"] == "DJ440"
    assert rows(tables, "diagnosis")[0]["code"] == "DI109"


def test_surgery_and_other_procedures_are_one_table(tmp_path):
    loose = {"procedureregistrering_id": "13", "dw_ek_kontakt": ""}
    delivery, tables = read(tmp_path, procedurer_kirurgi=[{}, loose], procedurer_andre=[{}, loose])
    found = [(row["procedure_id"], row["code"]) for row in rows(tables, "procedure")]
    assert found == [("11", "KNFB20"), ("12", "BVAA33A")]
    assert rows(tables, "procedure")[0]["ended"] == datetime(2024, 1, 5, 10, 30)
    assert tables["procedure"].follows == Follows("hospital_contact", "contact")
    assert asides(delivery) == {("procedure", "no_contact"): 2}
    assert [place.file for place in delivery.asides[0].places] == [
        "procedurer_kirurgi.csv",
        "procedurer_andre.csv",
    ]


def test_a_marker_has_its_pathways_person_and_residence(tmp_path):
    pathways = [{"bopaelskommune": ""}, {"dw_ek_forloeb": "71", "bopaelskommune": "0851"}]
    pathways += [{"dw_ek_forloeb": "72", "bopaelskommune": "", "cpr": ""}]
    pathways[1]["cpr"] = CPR[1]
    markers = [{"dw_ek_forloeb": key} for key in ("71", "72", "73")]
    delivery, tables = read(tmp_path, forloeb=pathways, forloebsmarkoerer=markers)
    assert rows(tables, "pathway_marker") == [{
        "pathway": 71, "person": CPR[1], "marker": "AWA1",
        "placed": datetime(2024, 1, 6, 11, 0), "placed_date": date(2024, 1, 6),
        "residence": "kommune-0851", "born": date(1990, 2, 2), "sex": "k",
    }]  # fmt: skip
    assert tables["pathway_marker"].replaces == WINDOW
    assert asides(delivery) == {
        ("pathway_marker", "pathway_not_taken_in"): 1,
        ("pathway_marker", "unlinked_person"): 1,
    }


def test_places_of_stay_within_the_contact_are_counted_and_not_stored(tmp_path):
    contact = {"dato_slut": "2024-01-06", "tidspunkt_slut": "08:00"}
    tile = {"dato_slut": "2024-01-06", "tidspunkt_slut": "08:00"}
    other = {"dw_ek_kontakt": "9", "dato_start": "2020-01-01"}
    delivery, tables = read(tmp_path, kontakter=[contact], kontaktlokationer=[tile, tile, other])
    assert set(tables) == {"hospital_contact", "diagnosis"}
    assert asides(delivery) == {("hospital_contact", "place_of_stay_not_stored"): 3}


@pytest.mark.parametrize(
    ("tile", "column"),
    [
        ({"tidspunkt_start": "09:59"}, "dato_start"),
        ({"dato_slut": "2024-01-06", "tidspunkt_slut": "08:01"}, "dato_slut"),
    ],
)
def test_a_place_of_stay_outside_its_contact_refuses_the_delivery(tmp_path, tile, column):
    contact = {"dato_slut": "2024-01-06", "tidspunkt_slut": "08:00"}
    error = refused(tmp_path, kontakter=[contact], kontaktlokationer=[tile])
    assert codes(error) == [("K-TILE", column)]
    assert error.problems[0].where.file == "kontaktlokationer.csv"


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"dato_start": "05-01-2024"}, "D08", "dato_start"),
        ({"tidspunkt_start": "25:00"}, "D08", "dato_start"),
        ({"tidspunkt_start": ""}, "K-EMPTY", "tidspunkt_start"),
        ({"dato_slut": "2024-01-06"}, "D08", "dato_slut"),
        ({"dato_start": "2024-03-31", "tidspunkt_start": "02:30"}, "D08", "dato_start"),
        ({"dw_ek_kontakt": "1.0"}, "D09", "dw_ek_kontakt"),
        ({"cpr": "1" + CPR[0][2:]}, "D10", "cpr"),
        ({"bopaelskommune": "9999"}, "D16", "bopaelskommune"),
        ({"kontaktaarsag": CPR[1]}, "D21", "kontaktaarsag"),
        ({"sorenhed_ans": ""}, "K-EMPTY", "sorenhed_ans"),
    ],
)
def test_D08_D09_D10_D16_D21_a_contact_that_cannot_be_read(tmp_path, change, code, column):
    error = refused(tmp_path, kontakter=[change])
    assert (code, column) in codes(error)


def test_D12_a_pathway_twice_is_refused_with_its_row(tmp_path):
    error = refused(tmp_path, forloeb=[{}, {"cpr": CPR[1]}], forloebsmarkoerer=[{}])
    assert [(p.code, p.where.file, p.where.row) for p in error.problems] == [
        ("K-KEY", "forloeb.csv", 3)
    ]


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ({"kontakter": [{}]}, "diagnoser"),
        ({"diagnoser": [{}]}, "kontakter"),
        (PLAIN | {"procedurer_kirurgi": [{}]}, "procedurer_andre"),
        (PLAIN | {"procedurer_andre": [{}]}, "procedurer_kirurgi"),
        (PLAIN | {"forloebsmarkoerer": [{}]}, "forloeb"),
        (PLAIN | {"forloeb": [{}]}, "forloebsmarkoerer"),
    ],
)
def test_half_of_what_belongs_together_is_refused(tmp_path, files, missing):
    folder = write_research_model(tmp_path, "2024-03-01", files)
    with pytest.raises(BadInput) as caught:
        read_delivery("lpr_f", folder, world())
    found = [problem for problem in caught.value.problems if problem.code == "K-FILE-MISSING"]
    assert [problem.what.da for problem in found] == [f"Filen {missing} mangler."]


def test_a_file_of_the_model_that_is_not_read_is_refused_by_name(tmp_path):
    folder = write_research_model(tmp_path, "2024-03-01", PLAIN)
    (folder / "resultater.csv").write_text("a;b\n1;2\n")
    with pytest.raises(BadInput) as caught:
        read_delivery("lpr_f", folder, world())
    assert [(p.code, p.where.file) for p in caught.value.problems] == [("K-FILE", "resultater.csv")]


def test_both_models_of_the_register_are_told_apart(tmp_path, store):
    from support.deliveries import contact

    folder = write_research_model(tmp_path, "2024-03-01", PLAIN)
    with pytest.raises(BadInput):
        take_in(store, folder, source="lpr_a")
    other = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    with pytest.raises(BadInput):
        take_in(store, other, source="lpr_f")


def test_a_later_delivery_restates_its_window(tmp_path, store):
    first = {"kontakter": [{}, {"dw_ek_kontakt": "2"}]}
    first["diagnoser"] = [{}, {"dw_ek_kontakt": "2"}]
    take_in(store, write_research_model(tmp_path, "2024-03-01", first), source="lpr_f")
    take_in(store, write_research_model(tmp_path, "2024-04-01", PLAIN), source="lpr_f")
    snapshot = store.snapshot(store.vintage())
    assert snapshot.read("hospital_contact")["contact"].to_pylist() == [1]
    assert snapshot.read("diagnosis")["contact"].to_pylist() == [1]
