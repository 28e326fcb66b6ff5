"""The hospital register in the shape of LPR_A_KONTAKT and LPR_A_DIAGNOSE."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.synthetic import diagnoses
from tvaerblik.synthetic.clock import Ints, day_of, day_text, first_day, month_of_minute
from tvaerblik.synthetic.contacts import TYPES
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.monthly import EventFile, window_of
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.places import CODES, SPECIALTIES, institution_id, unit_id
from tvaerblik.synthetic.procedures import PROCEDURE_FILE, Procedures, procedure_table
from tvaerblik.synthetic.registration import OTHER_SYSTEM, UNLINKABLE, HospitalRegister
from tvaerblik.synthetic.tables import cpr_texts, take_texts, timestamps
from tvaerblik.synthetic.versions import (
    MISTAKEN,
    UNFINISHED,
    entry_minutes,
    rows_of_delivery,
)

SOURCE: Final = "lpr_a"
CONTACT_FILE: Final = "LPR_A_KONTAKT"
DIAGNOSIS_FILE: Final = "LPR_A_DIAGNOSE"

# Published this many days into the month after
_PUBLISHED_AFTER_DAYS: Final = 9
# The order of the real file; columns that no indicator needs are left out
_CONTACT_COLUMNS: Final = [
    "Lprindberetningssystem",
    "DW_EK_Kontakt",
    "DW_SK_Sygehusophold",
    "CPRnummer",
    "Kont_starttidspunkt",
    "Kont_sluttidspunkt",
    "Kont_type",
    "Prioritet",
    "Adiag",
    "Kont_ans",
    "Kont_ans_hovedspec",
    "Kont_ans_inst",
    "Borger_bo_kom",
    "Borger_foedselsdato",
    "Borger_koen",
    "Kont_indb_tidspunkt",
]
# A contact that has not ended may lack its diagnosis as long as it is younger than this.
_DIAGNOSIS_DUE_DAYS: Final = 30
# Action diagnoses told at first, before a correction
_PROVISIONAL: Final = ("DZ038", "DZ039", "DR104", "DJ189", "DE869", "DR074")
_SECONDARY: Final = ("DI109", "DE119", "DE780", "DJ449", "DI489", "DF171", "DZ921", "DM819")
_SUPPLEMENTARY: Final = ("DB962", "DB968", "DX599", "DT889")


@dataclass(frozen=True)
class HospitalTables:
    """All versions of all rows; a delivery is a choice of them."""

    contacts: pa.Table
    # The A rows, one a version in the same order, and which versions have one
    actions: pa.Table
    has_action: np.ndarray
    # Further diagnoses, with the register row each belongs to
    further: pa.Table
    further_row: Ints
    # What was done, and the register row each belongs to
    procedures: pa.Table
    procedure_row: Ints
    start_month: Ints
    register: HospitalRegister

    def of_delivery(self, delivery: int) -> dict[str, pa.Table]:
        chosen = rows_of_delivery(self.register.versions, self.start_month, delivery)
        rows = np.zeros(len(self.register.key), dtype=bool)
        rows[self.register.versions.row[chosen]] = True
        actions = self.actions.take(chosen[self.has_action[chosen]])
        further = self.further.take(np.flatnonzero(rows[self.further_row]))
        return {
            CONTACT_FILE: self.contacts.take(chosen),
            DIAGNOSIS_FILE: pa.concat_tables([actions, further]),
            PROCEDURE_FILE: self.procedures.take(np.flatnonzero(rows[self.procedure_row])),
        }


def hospital_deliveries(
    tables: HospitalTables, markers: EventFile, months: range
) -> Iterator[Delivery]:
    for month in months:
        files = {**tables.of_delivery(month), markers.name: markers.of_delivery(month)}
        yield Delivery(
            source=SOURCE,
            published=day_text(first_day(month + 1) + _PUBLISHED_AFTER_DAYS),
            tables=files,
            covers=[{"file": name, **window_of(month)} for name in files],
        )


def build_hospital_tables(
    rng: np.random.Generator,
    population: Population,
    register: HospitalRegister,
    procedures: Procedures,
) -> HospitalTables:
    # Versions in order of start, so that files look drawn from a database and compress well
    register = _in_order(register)
    row = register.versions.row
    code, missing = _action_diagnoses(rng, register)
    columns = {
        **_contact_columns(rng, register),
        **_citizen_columns(population, register),
        "Adiag": code,
    }
    further, further_row = _further_diagnoses(rng, register)
    return HospitalTables(
        contacts=pa.table(columns).select(_CONTACT_COLUMNS),
        actions=_diagnosis_table(register.key[row], code, "A"),
        has_action=~missing,
        further=further,
        further_row=further_row,
        procedures=procedure_table(procedures, register),
        procedure_row=procedures.contact,
        start_month=month_of_minute(register.contacts.start[row]),
        register=register,
    )


def _contact_columns(rng: np.random.Generator, register: HospitalRegister) -> dict[str, Any]:
    versions, row = register.versions, register.versions.row
    contacts, stay_key = register.contacts.keep(row), register.stay_key[row]
    systems = (register.role == OTHER_SYSTEM)[row].astype(int)
    entered = entry_minutes(rng, versions, start=contacts.start, end=contacts.end)
    unit = unit_id(contacts.hospital, contacts.specialty)
    return {
        "Lprindberetningssystem": take_texts(["LPR3", "MiniPAS"], systems),
        "DW_EK_Kontakt": register.key[row],
        "DW_SK_Sygehusophold": pa.array(stay_key, mask=stay_key == 0),
        "Kont_starttidspunkt": timestamps(contacts.start),
        "Kont_sluttidspunkt": timestamps(contacts.end, mask=versions.form == UNFINISHED),
        "Kont_type": take_texts(TYPES, contacts.kind),
        "Prioritet": take_texts(["ATA3", "ATA1"], contacts.acute.astype(int)),
        "Kont_ans": pc.cast(unit, pa.string()),
        "Kont_ans_hovedspec": take_texts(SPECIALTIES, contacts.specialty),
        "Kont_ans_inst": pc.cast(institution_id(contacts.hospital), pa.string()),
        "Kont_indb_tidspunkt": timestamps(entered),
    }


def _citizen_columns(population: Population, register: HospitalRegister) -> dict[str, Any]:
    row = register.versions.row
    person = register.contacts.person[row]
    return {
        "CPRnummer": _numbers(population, register),
        "Borger_bo_kom": take_texts(CODES, register.municipality[row]),
        "Borger_foedselsdato": pa.array(population.birth_day[person].astype("datetime64[D]")),
        "Borger_koen": take_texts(["M", "K"], population.female[person].astype(int)),
    }


def _in_order(register: HospitalRegister) -> HospitalRegister:
    versions = register.versions
    order = np.lexsort((versions.since, register.key[versions.row]))
    ordered = type(versions)(**{name: column[order] for name, column in vars(versions).items()})
    return type(register)(**{**vars(register), "versions": ordered})


def _numbers(population: Population, register: HospitalRegister) -> pa.Array:
    """CPR numbers as text; strangers have none, or one with letters in it."""
    row = register.versions.row
    text = cpr_texts(population.cpr[register.contacts.person])
    stranger = register.role == UNLINKABLE
    lettered = pc.binary_join_element_wise(pc.utf8_slice_codeunits(text, 0, 6), "UDL1", "")
    odd = stranger & (register.key % 2 == 1)
    text = pc.if_else(pa.array(odd), lettered, text)
    empty = pa.array(stranger & ~odd)
    return pc.if_else(empty, pa.scalar(None, pa.string()), text).take(pa.array(row))


def _action_diagnoses(
    rng: np.random.Generator, register: HospitalRegister
) -> tuple[pa.Array, np.ndarray]:
    """The code each version tells, and where it tells none."""
    versions, contacts = register.versions, register.contacts
    all_codes = np.concatenate([diagnoses.CODES, _PROVISIONAL])
    provisional = len(diagnoses.CODES) + rng.integers(0, len(_PROVISIONAL), len(versions))
    index = np.where(versions.form == MISTAKEN, provisional, contacts.diagnosis[versions.row])
    young = day_of(contacts.end - contacts.start)[versions.row] < _DIAGNOSIS_DUE_DAYS - 1
    open_somatic = (versions.form == UNFINISHED) & ~contacts.psychiatric[versions.row]
    missing = open_somatic & young & (rng.random(len(versions)) < 0.5)
    codes = pa.array(all_codes, type=pa.string()).take(pa.array(index, mask=missing))
    return codes, missing


def _further_diagnoses(
    rng: np.random.Generator, register: HospitalRegister
) -> tuple[pa.Table, Ints]:
    """Secondary (B), supplementary (+) and disproved diagnoses, with their register rows."""
    contacts = register.contacts
    draw = rng.random(len(contacts))
    long = contacts.end - contacts.start > 6 * 60
    secondary = np.flatnonzero(draw < np.where(long, 0.5, 0.14))
    supplementary = np.flatnonzero(rng.random(len(contacts)) < 0.03)
    disproved = np.flatnonzero(rng.random(len(contacts)) < 0.004)
    parent = pa.array(diagnoses.CODES, type=pa.string()).take(
        pa.array(contacts.diagnosis[supplementary])
    )
    tables = [
        _diagnosis_table(register.key[secondary], _any_of(rng, _SECONDARY, len(secondary)), "B"),
        _diagnosis_table(
            register.key[supplementary],
            _any_of(rng, _SUPPLEMENTARY, len(supplementary)),
            "+",
            parent=parent,
        ),
        _diagnosis_table(
            register.key[disproved], _any_of(rng, _PROVISIONAL, len(disproved)), "A", withdrawn="Ja"
        ),
    ]
    return pa.concat_tables(tables), np.concatenate([secondary, supplementary, disproved])


def _any_of(rng: np.random.Generator, codes: tuple[str, ...], count: int) -> pa.Array:
    return take_texts(codes, rng.integers(0, len(codes), count))


def _diagnosis_table(
    key: Ints,
    code: pa.Array,
    kind: str,
    *,
    parent: pa.Array | None = None,
    withdrawn: str | None = None,
) -> pa.Table:
    count = len(key)
    # Some systems say no, others say nothing: both mean that the diagnosis stands
    said = pc.if_else(pa.array(key % 3 == 0), "Nej", pa.scalar(None, pa.string()))
    if withdrawn:
        said = pa.array([withdrawn] * count, type=pa.string())
    return pa.table(
        {
            "dw_ek_kontakt": key,
            "diag_kode": code,
            "diag_kode_type": pa.array([kind], type=pa.string()).take(
                pa.array(np.zeros(count, dtype=np.int64))
            ),
            "senere_afkraeftet": said,
            "diag_parent_kode": parent if parent is not None else pa.nulls(count, pa.string()),
        }
    )
