"""The same hospital register in the shape of the research model LPR3_F.

Same rows, same keys, same windows as LPR_A: what differs is how they are spelled and split. The
model gives no key of the stay; the municipality of residence is an addition to it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.lpr import CONTACT_FILE, DIAGNOSIS_FILE
from tvaerblik.synthetic.markers import MARKER_FILE
from tvaerblik.synthetic.procedures import PROCEDURE_FILE

SOURCE: Final = "lpr_f"

_SPAN: Final = ("dato_start", "tidspunkt_start", "dato_slut", "tidspunkt_slut")
_REFERRAL: Final = (
    "dato_henvisning",
    "tidspunkt_henvisning",
    "henvisningsaarsag",
    "henvisningsmaade",
    "henvisning_fritvalg",
)


def _unit(suffix: str) -> tuple[str, ...]:
    return tuple(
        f"{part}_{suffix}" for part in ("sorenhed", "enhedstype", "hovedspeciale", "region")
    )


# In the model's own order; what this world does not know of stays empty
_CONTACT_COLUMNS: Final = (
    "cpr",
    "dw_ek_kontakt",
    "dw_ek_forloeb",
    *_SPAN,
    "dato_behandling_start",
    "tidspunkt_behandling_start",
    *_REFERRAL,
    "kontaktaarsag",
    "kontakttype",
    "prioritet",
    "aktionsdiagnose",
    *_unit("ans"),
    *_unit("hen"),
    "lprindberetningssystem",
    "bopaelskommune",
)
_PROCEDURE_COLUMNS: Final = (
    "dw_ek_forloeb",
    "dw_ek_kontakt",
    "procedureregistrering_id",
    "procedurekode",
    "proceduretype",
    "procedurekode_parent",
    "proceduretype_parent",
    *_unit("pro"),
    *_SPAN,
    "lprindberetningssystem",
)
_PATHWAY_COLUMNS: Final = (
    "dw_ek_forloeb",
    "dw_ek_helbredsforloeb",
    "cpr",
    *_unit("ans"),
    *_unit("hen"),
    *_REFERRAL,
    "afslutningsmaade",
    "forloeblabel",
    *_SPAN,
    "bopaelskommune",
)


def as_lpr_f(delivery: Delivery) -> Delivery:
    contacts = delivery.tables[CONTACT_FILE]
    markers = delivery.tables[MARKER_FILE]
    procedures = delivery.tables[PROCEDURE_FILE]
    is_surgical = pc.starts_with(procedures["Proc_kode"], "K")
    tables = {
        "kontakter": _contacts(contacts),
        "diagnoser": _diagnoses(delivery.tables[DIAGNOSIS_FILE], contacts),
        "procedurer_kirurgi": _procedures(procedures.filter(is_surgical)),
        "procedurer_andre": _procedures(procedures.filter(pc.invert(is_surgical))),
        "forloeb": _pathways(markers),
        "forloebsmarkoerer": _markers(markers),
        "kontaktlokationer": _places(contacts),
    }
    window = {name: value for name, value in delivery.covers[0].items() if name != "file"}
    return Delivery(
        source=SOURCE,
        published=delivery.published,
        tables=tables,
        covers=[{"file": name, **window} for name in tables],
    )


def _contacts(rows: pa.Table) -> pa.Table:
    known = {
        "cpr": rows["CPRnummer"],
        "dw_ek_kontakt": rows["DW_EK_Kontakt"],
        **_moments(rows["Kont_starttidspunkt"], "start"),
        **_moments(rows["Kont_sluttidspunkt"], "slut"),
        "kontaktaarsag": _constant(rows, "ALCC01"),
        "kontakttype": rows["Kont_type"],
        "prioritet": rows["Prioritet"],
        "aktionsdiagnose": rows["Adiag"],
        "sorenhed_ans": rows["Kont_ans"],
        "enhedstype_ans": _constant(rows, "afdeling"),
        "hovedspeciale_ans": rows["Kont_ans_hovedspec"],
        "region_ans": _constant(rows, "Region Nordjylland"),
        "lprindberetningssystem": rows["Lprindberetningssystem"],
        "bopaelskommune": rows["Borger_bo_kom"],
    }
    return _in_order(known, _CONTACT_COLUMNS, len(rows))


def _diagnoses(rows: pa.Table, contacts: pa.Table) -> pa.Table:
    contact = pc.index_in(rows["dw_ek_kontakt"], contacts["DW_EK_Kontakt"])
    return pa.table(
        {
            "dw_ek_kontakt": rows["dw_ek_kontakt"],
            "diagnosekode": rows["diag_kode"],
            "diagnosetype": rows["diag_kode_type"],
            "senere_afkraeftet": rows["senere_afkraeftet"],
            "diagnosekode_parent": rows["diag_parent_kode"],
            "diagnosetype_parent": pa.nulls(len(rows), pa.string()),
            "lprindberetningssystem": contacts["Lprindberetningssystem"].take(contact),
        }
    )


def _procedures(rows: pa.Table) -> pa.Table:
    known = {
        "dw_ek_kontakt": rows["DW_EK_Kontakt"],
        "procedureregistrering_id": rows["DW_SK_Procedureregistrering"],
        "procedurekode": rows["Proc_kode"],
        "proceduretype": rows["Proc_kode_type"],
        "procedurekode_parent": rows["Proc_parent_kode"],
        **_moments(rows["Proc_starttidspunkt"], "start"),
        **_moments(rows["Proc_sluttidspunkt"], "slut"),
        "lprindberetningssystem": rows["Lprindberetningssystem"],
    }
    return _in_order(known, _PROCEDURE_COLUMNS, len(rows))


def _pathways(markers: pa.Table) -> pa.Table:
    """One row a pathway that a marker of the delivery belongs to."""
    numbered = markers.append_column("row", pa.array(range(len(markers)), pa.int64()))
    firsts = numbered.group_by("DW_EK_Forloeb").aggregate([("row", "min")])["row_min"]
    rows = markers.take(firsts)
    known = {
        "dw_ek_forloeb": rows["DW_EK_Forloeb"],
        "cpr": rows["CPRnummer"],
        "forloeblabel": _constant(rows, "ALAL90"),
        **_moments(rows["Markoer_tidspunkt"], "start"),
        "bopaelskommune": rows["Borger_bo_kom"],
    }
    return _in_order(known, _PATHWAY_COLUMNS, len(rows))


def _markers(rows: pa.Table) -> pa.Table:
    return pa.table(
        {
            "dw_ek_forloeb": rows["DW_EK_Forloeb"],
            **_moments(rows["Markoer_tidspunkt"], "markoer"),
            "markoer": rows["Markoer"],
        }
    )


def _places(contacts: pa.Table) -> pa.Table:
    """Where the patient lay: here one place a contact that has begun physically."""
    rows = contacts.filter(pc.equal(contacts["Kont_type"], "ALCA00"))
    return pa.table(
        {
            "dw_ek_kontakt": rows["DW_EK_Kontakt"],
            "sorenhed": rows["Kont_ans"],
            "enhedstype": _constant(rows, "afsnit"),
            "hovedspeciale": rows["Kont_ans_hovedspec"],
            "region": _constant(rows, "Region Nordjylland"),
            "fravaer": pa.nulls(len(rows), pa.string()),
            **_moments(rows["Kont_starttidspunkt"], "start"),
            **_moments(rows["Kont_sluttidspunkt"], "slut"),
            "lprindberetningssystem": rows["Lprindberetningssystem"],
        }
    )


def _in_order(known: Mapping[str, Any], columns: Sequence[str], rows: int) -> pa.Table:
    empty = pa.nulls(rows, pa.string())
    return pa.table({name: known.get(name, empty) for name in columns})


def _moments(moments: Any, name: str) -> dict[str, Any]:
    return {
        f"dato_{name}": pc.strftime(moments, format="%Y-%m-%d"),
        f"tidspunkt_{name}": pc.strftime(moments, format="%H:%M:%S"),
    }


def _constant(rows: pa.Table, text: str) -> pa.Array:
    return pa.repeat(pa.scalar(text), len(rows))
