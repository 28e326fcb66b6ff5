"""Landspatientregisteret as LPR_A: contacts, what was found and done at them, and pathway markers.

One delivery a month. Only rows of the reporting system LPR3 are ours: the model also holds LPR1, LPR2 and
MiniPAS rows of the same contacts, and taking those too would count them twice. Rows of a person without a
CPR number cannot be joined with anything; they are set aside and counted, diagnoses and procedures with
them. What a contact's action diagnosis is stands at the contact (`Adiag`); among the diagnoses only
`diag_kode_type` tells. `Kont_indb_tidspunkt` is not read: what was known when follows from the deliveries.
"""

import pyarrow as pa

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.sources.absent import read_absent
from tvaerblik.sources.covers import stated_windows
from tvaerblik.sources.delivered import delivered
from tvaerblik.sources.files import Received
from tvaerblik.sources.lpr_shared import (
    Reading,
    check_all_filled,
    diagnoses,
    linked,
    markers,
    municipalities,
    only_ours,
    persons,
    procedures,
    restating,
    sectors,
    sexes,
    spans,
)
from tvaerblik.sources.reading import Raw, read_file
from tvaerblik.sources.shapes import FileShape, World, shape_of
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import dates, integers

NAME = "lpr_a"
NEEDS_NOTE = True
TABLES = ("hospital_contact", "diagnosis", "procedure", "pathway_marker")

_TEXTED = (
    "Kont_patient_type",
    "Kont_fritvalg",
    "Kont_henv_aarsag",
    "Kont_henv_maade",
    "Kont_henv_instans",
    "Kont_ans_inst",
    "Kont_ans_org_reg",
    "Kont_ans_geo_reg",
    "Borger_bo_reg",
    "Borger_bet_kom",
    "Borger_bet_geo_reg",
    "Kont_aarsag",
)
_UNUSED = (
    "DW_SK_Kontakt",
    "Kontakt_ID",
    "DW_EK_Forloeb",
    "DW_EK_Helbredsforloeb",
    "DW_EK_Borger",
    "DW_SK_Borger",
    "Beh_starttidspunkt",
    "Kont_henv_tidspunkt",
    "Kont_type_tekst",
    "Prioritet_tekst",
    "Adiag_tekst",
    "Kont_ans_tekst",
    "Borger_bo_kom_tekst",
    "Kont_ans_hovedspec_shak",
    "Kont_inst_ejertype",
    "Kont_fir_kode",
    "Kont_fir_tekst",
    "Borger_alder_aar_ind",
    "Borger_alder_aar_ud",
    "Flag_kont_afsluttet",
    "Flag_proc_uden_kont",
    "Flag_ikke_regist_kont",
    "Flag_kont_finansiering_off",
    "Flag_kont_finansiering_prv",
    "Flag_kont_sgh_type_off",
    "Flag_kont_sgh_type_prv",
    "Flag_kont_sgh_type_hosp",
    "Kont_beh_type",
    "Kont_LPR_entity_ID",
    "Kont_indb_tidspunkt",
    "Borger_doedsdato",
    "DW_ID_Audit_insert",
    "DW_ID_Audit_update",
    *_TEXTED,
    *(f"{name}_tekst" for name in _TEXTED),
)
_LONG_NUMBERS = frozenset(
    (
        "DW_SK_Kontakt",
        "Kontakt_ID",
        "DW_EK_Forloeb",
        "DW_EK_Helbredsforloeb",
        "DW_EK_Borger",
        "DW_SK_Borger",
        "Kont_LPR_entity_ID",
        "DW_ID_Audit_insert",
        "DW_ID_Audit_update",
    )
)

CONTACT = FileShape(
    NAME,
    "LPR_A_KONTAKT",
    {
        "Lprindberetningssystem": "text",
        "DW_EK_Kontakt": "id",
        "DW_SK_Sygehusophold": "id",
        "CPRnummer": "cpr",
        "Kont_starttidspunkt": "parsed",
        "Kont_sluttidspunkt": "parsed",
        "Kont_type": "text",
        "Prioritet": "text",
        "Adiag": "text",
        "Kont_ans": "id",
        "Kont_ans_hovedspec": "text",
        "Borger_bo_kom": "text",
        "Borger_foedselsdato": "parsed",
        "Borger_koen": "text",
        **{name: "id" if name in _LONG_NUMBERS else "text" for name in _UNUSED},
    },
    optional=frozenset(("DW_SK_Sygehusophold", *_UNUSED)),
    personal=True,
)
DIAGNOSIS = FileShape(
    NAME,
    "LPR_A_DIAGNOSE",
    {
        "dw_ek_kontakt": "id",
        "diag_kode": "text",
        "diag_kode_type": "text",
        "senere_afkraeftet": "text",
        "diag_parent_kode": "text",
    },
    optional=frozenset(("diag_parent_kode",)),
    personal=True,
)
PROCEDURE = FileShape(
    NAME,
    "LPR_A_PROCEDURE",
    {
        "DW_EK_Kontakt": "id",
        "DW_SK_Procedureregistrering": "id",
        "Proc_kode": "text",
        "Proc_kode_type": "text",
        "Proc_parent_kode": "text",
        "Proc_starttidspunkt": "parsed",
        "Proc_sluttidspunkt": "parsed",
        "Lprindberetningssystem": "text",
    },
    optional=frozenset(("Proc_parent_kode",)),
    personal=True,
)
MARKER = FileShape(
    NAME,
    "LPR_A_FORLOEBSMARKOER",
    {
        "DW_EK_Forloeb": "id",
        "CPRnummer": "cpr",
        "Markoer": "text",
        "Markoer_tidspunkt": "parsed",
        "Borger_bo_kom": "text",
        "Borger_foedselsdato": "parsed",
        "Borger_koen": "text",
        "Lprindberetningssystem": "text",
    },
    personal=True,
)
# Procedures and markers may be left out; once they came, a delivery without them is held back.
SHAPES = (CONTACT, DIAGNOSIS, PROCEDURE, MARKER)
SYSTEM = "Lprindberetningssystem"


def read(received: Received, world: World) -> ReadDelivery:
    trouble = Trouble()
    raws = {shape.name: _raw(received, shape, world, trouble) for shape in SHAPES}
    windows = stated_windows(received, CONTACT.name, world, trouble)
    trouble.check()
    reading = Reading(received, world, windows, [], trouble)
    tables = _tables(raws, reading)
    trouble.check()
    return delivered(received, world.cards[NAME], tables, reading.asides)


def _tables(raws: dict[str, Raw | None], reading: Reading) -> list[ReadTable]:
    contacts = raws[CONTACT.name]
    assert contacts is not None, "a delivery without contacts was refused"
    tables = [_contacts(contacts, reading)]
    taken = tables[0].rows["contact"]
    if (found := raws[DIAGNOSIS.name]) is not None:
        tables.append(diagnoses(found, taken, OF_DIAGNOSES, reading))
    if (found := raws[PROCEDURE.name]) is not None:
        tables.append(procedures(found, taken, OF_PROCEDURES, SYSTEM, reading))
    if (found := raws[MARKER.name]) is not None:
        tables.append(_markers(found, reading))
    return tables


def _raw(received: Received, shape: FileShape, world: World, trouble: Trouble) -> Raw | None:
    for file, data in received.files.items():
        if shape_of(file, (shape,)):
            return read_file(data, file, shape, world=world, trouble=trouble)
    return read_absent(received, shape, trouble, optional=shape is not CONTACT)


def _contacts(raw: Raw, reading: Reading) -> ReadTable:
    table, trouble = "hospital_contact", reading.trouble
    raw = linked(only_ours(raw, SYSTEM, table, reading), "CPRnummer", table, reading)
    needed = ("DW_EK_Kontakt", "Kont_starttidspunkt", "Kont_type", "Kont_ans")
    check_all_filled(raw, (*needed, "Borger_foedselsdato", "Borger_koen"), trouble)
    times = spans(raw, "Kont_starttidspunkt", "Kont_sluttidspunkt", trouble)
    rows = {**times, **_facts(raw, reading.world, trouble)}
    return restating(raw, rows, table, OF_CONTACTS, reading.windows, reading)


OF_CONTACTS = {
    "contact": "DW_EK_Kontakt",
    "stay_key": "DW_SK_Sygehusophold",
    "person": "CPRnummer",
    "started": "Kont_starttidspunkt",
    "ended": "Kont_sluttidspunkt",
    "contact_type": "Kont_type",
    "priority": "Prioritet",
    "diagnosis": "Adiag",
    "unit": "Kont_ans",
    "specialty": "Kont_ans_hovedspec",
    "sector": "Kont_ans_hovedspec",
    "residence": "Borger_bo_kom",
    "born": "Borger_foedselsdato",
    "sex": "Borger_koen",
}


def _facts(raw: Raw, world: World, trouble: Trouble) -> dict[str, pa.Array]:
    specialty = raw.column("Kont_ans_hovedspec")
    return {
        "contact": integers(raw, "DW_EK_Kontakt", trouble),
        "stay_key": integers(raw, "DW_SK_Sygehusophold", trouble),
        "contact_type": raw.column("Kont_type"),
        "priority": raw.column("Prioritet"),
        "diagnosis": raw.column("Adiag"),
        "unit": raw.column("Kont_ans"),
        "specialty": specialty,
        "sector": sectors(specialty),
        **_citizen(raw, world, trouble),
    }


def _citizen(raw: Raw, world: World, trouble: Trouble) -> dict[str, pa.Array]:
    return {
        "person": persons(raw, "CPRnummer"),
        "residence": municipalities(raw, "Borger_bo_kom", world, trouble),
        "born": dates(raw, "Borger_foedselsdato", trouble),
        "sex": sexes(raw, "Borger_koen", trouble),
    }


OF_DIAGNOSES = {"contact": "dw_ek_kontakt", "code": "diag_kode", "code_type": "diag_kode_type"}
OF_PROCEDURES = {
    "procedure_id": "DW_SK_Procedureregistrering",
    "contact": "DW_EK_Kontakt",
    "code": "Proc_kode",
    "code_type": "Proc_kode_type",
    "started": "Proc_starttidspunkt",
    "ended": "Proc_sluttidspunkt",
}
OF_MARKERS = {
    "pathway": "DW_EK_Forloeb",
    "person": "CPRnummer",
    "marker": "Markoer",
    "placed": "Markoer_tidspunkt",
    "residence": "Borger_bo_kom",
    "born": "Borger_foedselsdato",
    "sex": "Borger_koen",
}


def _markers(raw: Raw, reading: Reading) -> ReadTable:
    table, trouble, world = "pathway_marker", reading.trouble, reading.world
    windows = stated_windows(reading.received, MARKER.name, world, trouble)
    raw = linked(only_ours(raw, SYSTEM, table, reading), "CPRnummer", table, reading)
    needed = ("DW_EK_Forloeb", "Markoer", "Markoer_tidspunkt")
    check_all_filled(raw, (*needed, "Borger_foedselsdato", "Borger_koen"), trouble)
    return markers(raw, _citizen(raw, world, trouble), OF_MARKERS, windows, reading)
