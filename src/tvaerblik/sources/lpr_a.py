"""Landspatientregisteret as LPR_A: contacts and their diagnoses, one delivery a month.

Only rows of the reporting system LPR3 are ours: the model also holds LPR1, LPR2 and MiniPAS rows of the
same contacts, and taking those too would count them twice. Rows of a person without a CPR number (newborn,
foreign, anonymous) cannot be joined with anything; they are set aside and counted, diagnoses with them.
"""

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.cpr import CPR_ALONE
from tvaerblik.core.deliveries import Aside, Follows, Window
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.asides import set_aside
from tvaerblik.sources.clock import is_skipped, local_dates, utc_of_ends, utc_of_starts
from tvaerblik.sources.covers import stated_windows
from tvaerblik.sources.files import NOTE, Received
from tvaerblik.sources.reading import Raw, read_file
from tvaerblik.sources.shapes import FileShape, World, shape_of
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import (
    UNIT_REMEDY,
    UNKNOWN_UNIT,
    check_filled,
    check_leading_zero,
    dates,
    flag,
    integers,
    mapped,
    wall_times,
)

NAME = "lpr_a"
NEEDS_NOTE = True
OURS = "LPR3"

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
SHAPES = (CONTACT, DIAGNOSIS)

SEX = {"k": "k", "m": "m"}
CODE_TYPES = {"A": "A", "B": "B", "G": "G", "+": "+"}


def read(received: Received, world: World) -> ReadDelivery:
    trouble, asides = Trouble(), []
    raws = {shape.name: _raw(received, shape, world, trouble) for shape in SHAPES}
    contact_windows = stated_windows(received, CONTACT.name, world, trouble)
    trouble.check()
    contacts, diagnoses = raws[CONTACT.name], raws[DIAGNOSIS.name]
    tables = []
    if contacts is not None:
        tables.append(_contacts(contacts, world, contact_windows, asides, trouble))
        if diagnoses is not None:
            tables.append(
                _diagnoses(
                    diagnoses, tables[0].rows["contact"], world, contact_windows, asides, trouble
                )
            )
    trouble.check()
    assert received.published is not None and received.note is not None, received.place
    return ReadDelivery(
        world.cards[NAME],
        received.published,
        received.note.synthetic,
        received.sha256,
        received.facts,
        tuple(tables),
        tuple(asides),
    )


def _raw(received: Received, shape: FileShape, world: World, trouble: Trouble) -> Raw | None:
    for file, data in received.files.items():
        if shape_of(file, (shape,)):
            return read_file(data, file, shape, world=world, trouble=trouble)
    if shape is CONTACT:
        trouble.add(
            "K-FILE-MISSING",
            Text(f"Filen {shape.name} mangler.", f"The file {shape.name} is missing."),
            Text("Overfør leverancen igen.", "Transfer the delivery again."),
            Where(file=NOTE),
        )
    return None


def _contacts(
    raw: Raw, world: World, windows: tuple[Window, ...], asides: list[Aside], trouble: Trouble
) -> ReadTable:
    table = "hospital_contact"
    ours = pc.fill_null(pc.equal(raw.column("Lprindberetningssystem"), OURS), False)
    raw = set_aside(raw, ours, table=table, reason="other_reporting_system", asides=asides)
    check_leading_zero(raw, "CPRnummer", trouble)
    linked = pc.fill_null(pc.match_substring_regex(raw.column("CPRnummer"), CPR_ALONE), False)
    raw = set_aside(raw, linked, table=table, reason="unlinked_person", asides=asides)
    for column in (
        "DW_EK_Kontakt",
        "Kont_starttidspunkt",
        "Kont_type",
        "Kont_ans",
        "Borger_foedselsdato",
        "Borger_koen",
    ):
        check_filled(raw, column, trouble)
    register = world.registers[table]
    rows = pa.table({**_times(raw, trouble), **_facts(raw, world, trouble)}).select(
        arrow_schema(register).names
    )
    return ReadTable(
        register,
        rows.combine_chunks(),
        raw.file,
        raw.lines,
        SPELLED,
        raw.undeclared_order,
        windows,
        windows,
    )


SPELLED = {
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


def _times(raw: Raw, trouble: Trouble) -> dict[str, pa.Array]:
    walls = {}
    for column in ("Kont_starttidspunkt", "Kont_sluttidspunkt"):
        walls[column] = wall_times(raw, column, trouble)
        flag(
            raw,
            column,
            is_skipped(walls[column]),
            code="D08",
            trouble=trouble,
            what=Text(
                "Tidspunktet findes ikke: uret blev stillet frem den nat.",
                "The time does not exist: the clock was put forward that night.",
            ),
            remedy=Text("Ret tidspunktet ved kilden.", "Mend the time at the source."),
        )
    started = utc_of_starts(walls["Kont_starttidspunkt"])
    ended = utc_of_ends(walls["Kont_sluttidspunkt"], started)
    return {
        "started": started,
        "started_date": local_dates(started),
        "ended": ended,
        "ended_date": local_dates(ended),
    }


def _facts(raw: Raw, world: World, trouble: Trouble) -> dict[str, pa.Array]:
    specialty = raw.column("Kont_ans_hovedspec")
    psychiatric = pc.fill_null(pc.match_substring(specialty, "psykiatri", ignore_case=True), False)
    return {
        "contact": integers(raw, "DW_EK_Kontakt", trouble),
        "stay_key": integers(raw, "DW_SK_Sygehusophold", trouble),
        "person": pc.replace_substring_regex(raw.column("CPRnummer"), "[- ]", ""),
        "contact_type": raw.column("Kont_type"),
        "priority": raw.column("Prioritet"),
        "diagnosis": raw.column("Adiag"),
        "unit": raw.column("Kont_ans"),
        "specialty": specialty,
        "sector": pc.if_else(psychiatric, "psychiatric", "somatic"),
        "residence": mapped(
            raw,
            "Borger_bo_kom",
            lambda text: world.units.resolve(text, "municipality"),
            code="D16",
            what=UNKNOWN_UNIT,
            remedy=UNIT_REMEDY,
            trouble=trouble,
        ),
        "born": dates(raw, "Borger_foedselsdato", trouble),
        "sex": mapped(
            raw,
            "Borger_koen",
            lambda text: SEX.get(text.casefold()),
            code="K-VALUE",
            trouble=trouble,
            what=Text("er hverken K eller M", "is neither K nor M"),
            remedy=Text("Skriv K eller M.", "Write K or M."),
        ),
    }


def _diagnoses(
    raw: Raw,
    contacts: pa.ChunkedArray,
    world: World,
    windows: tuple[Window, ...],
    asides: list[Aside],
    trouble: Trouble,
) -> ReadTable:
    table = "diagnosis"
    stands = pc.fill_null(pc.not_equal(pc.utf8_lower(raw.column("senere_afkraeftet")), "ja"), True)
    raw = set_aside(raw, stands, table=table, reason="later_disproved", asides=asides)
    for column in ("dw_ek_kontakt", "diag_kode", "diag_kode_type"):
        check_filled(raw, column, trouble)
    contact = integers(raw, "dw_ek_kontakt", trouble)
    has_contact = pc.is_in(contact, contacts.combine_chunks())
    raw, contact = (
        set_aside(raw, has_contact, table=table, reason="contact_not_taken_in", asides=asides),
        contact.filter(has_contact),
    )
    code_type = mapped(
        raw,
        "diag_kode_type",
        CODE_TYPES,
        code="K-VALUE",
        trouble=trouble,
        what=Text("er ikke en diagnosetype", "is not a type of diagnosis"),
        remedy=Text("Skriv A, B, G eller +.", "Write A, B, G or +."),
    )
    rows = pa.table({"contact": contact, "code": raw.column("diag_kode"), "code_type": code_type})
    return ReadTable(
        world.registers[table],
        rows,
        raw.file,
        raw.lines,
        {"contact": "dw_ek_kontakt", "code": "diag_kode", "code_type": "diag_kode_type"},
        raw.undeclared_order,
        windows,
        (),
        follows=Follows("hospital_contact", "contact"),
    )
