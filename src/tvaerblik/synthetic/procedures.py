"""What was done at a contact: the form of virtual contacts, and some operations."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.synthetic import diagnoses, effects
from tvaerblik.synthetic.clock import Ints, month_of_minute, outside_changing_hour
from tvaerblik.synthetic.contacts import PHYSICAL, VIRTUAL
from tvaerblik.synthetic.registration import OTHER_SYSTEM, HospitalRegister
from tvaerblik.synthetic.stays import Bools
from tvaerblik.synthetic.tables import take_texts, timestamps

PROCEDURE_FILE: Final = "LPR_A_PROCEDURE"

# Action diagnosis -> the usual operation
_OPERATIONS: Final = {
    "DM171": "KNGB40",
    "DM161": "KNFB40",
    "DS720": "KNFB02",
    "DS721": "KNFJ51",
    "DS525": "KNCJ65",
    "DK409": "KJAB11",
    "DK802": "KJKA21",
    "DK359": "KJEA01",
    "DC189": "KJFB30",
    "DC509": "KHAB40",
    "DO829": "KMCA10",
    "DH269": "KCJE20",
}
VIDEO, TELEPHONE, RIGHT_SIDE, X_RAY = "BVAA33D", "BVAA33A", "TUL1", "UXRB00"
CODES: Final = (VIDEO, TELEPHONE, RIGHT_SIDE, X_RAY, *sorted(set(_OPERATIONS.values())))
_VIDEO, _TELEPHONE, _SIDE, _X_RAY = range(4)
_OPERATION_OF: Final = np.array(
    [
        CODES.index(_OPERATIONS[code]) if code in _OPERATIONS else -1
        for code in diagnoses.CODES.tolist()
    ]
)
# Virtual contacts whose form nobody wrote down
_FORMLESS_SHARE: Final = 0.015
_FIRST_KEY: Final = 470_000_000_000


@dataclass(frozen=True)
class Procedures:
    """`contact` is the register's row it is told with; some do not name it (`orphan`)."""

    contact: Ints
    code: Ints
    # Index into CODES of the code it adds to, or -1
    parent: Ints
    start: Ints
    end: Ints
    orphan: Bools

    def __len__(self) -> int:
        return len(self.contact)


def invent_procedures(rng: np.random.Generator, register: HospitalRegister) -> Procedures:
    parts = [
        _of_virtual_contacts(rng, register),
        *_operations(rng, register),
        _without_contact(rng, register),
    ]
    joined = Procedures(
        **{name: np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])}
    )
    order = np.argsort(joined.contact, kind="stable")
    return Procedures(**{name: column[order] for name, column in vars(joined).items()})


def _of_virtual_contacts(rng: np.random.Generator, register: HospitalRegister) -> Procedures:
    contacts = register.contacts
    written = rng.random(len(contacts)) >= _FORMLESS_SHARE
    row = np.flatnonzero((contacts.kind == VIRTUAL) & written)
    month = month_of_minute(contacts.start[row])
    is_video = rng.random(len(row)) < effects.hospital_video_share(month)
    is_video &= ~effects.is_video_miscoded(contacts.hospital[row], month)
    return _procedures(
        row,
        np.where(is_video, _VIDEO, _TELEPHONE),
        start=contacts.start[row],
        end=contacts.end[row],
    )


def _operations(
    rng: np.random.Generator, register: HospitalRegister
) -> tuple[Procedures, Procedures]:
    """Operations and, for some, the side of the body as an additional code."""
    contacts = register.contacts
    fits = (contacts.kind == PHYSICAL) & (_OPERATION_OF[contacts.diagnosis] >= 0)
    share = np.where(contacts.end - contacts.start > 12 * 60, 0.75, 0.06)
    row = np.flatnonzero(fits & (rng.random(len(contacts)) < share))
    minutes = contacts.end[row] - contacts.start[row]
    start = outside_changing_hour(contacts.start[row] + (minutes * 0.2).astype(np.int64))
    end = np.maximum(outside_changing_hour(start + np.minimum(minutes // 3, 150)), start)
    code = _OPERATION_OF[contacts.diagnosis[row]]
    sided = rng.random(len(row)) < 0.15
    operations = _procedures(row, code, start=start, end=end)
    sides = _procedures(
        row[sided],
        np.full(int(sided.sum()), _SIDE),
        start=start[sided],
        end=end[sided],
        parent=code[sided],
    )
    return operations, sides


def _without_contact(rng: np.random.Generator, register: HospitalRegister) -> Procedures:
    """X-rays reported on their own, as happens: nobody can say at which contact."""
    contacts = register.contacts
    row = np.flatnonzero((contacts.kind == PHYSICAL) & (rng.random(len(contacts)) < 0.0015))
    made = _procedures(
        row, np.full(len(row), _X_RAY), start=contacts.start[row], end=contacts.start[row] + 5
    )
    return Procedures(**{**vars(made), "orphan": np.ones(len(row), dtype=bool)})


def _procedures(
    row: Ints, code: Ints, *, start: Ints, end: Ints, parent: Ints | None = None
) -> Procedures:
    return Procedures(
        contact=row,
        code=code,
        parent=np.full(len(row), -1) if parent is None else parent,
        start=start,
        end=end,
        orphan=np.zeros(len(row), dtype=bool),
    )


def procedure_table(procedures: Procedures, register: HospitalRegister) -> pa.Table:
    contact = procedures.contact
    system = (register.role == OTHER_SYSTEM)[contact].astype(np.int64)
    no_parent = procedures.parent < 0
    parent = pa.array(CODES, type=pa.string()).take(
        pa.array(np.where(no_parent, 0, procedures.parent), mask=no_parent)
    )
    return pa.table(
        {
            "DW_EK_Kontakt": pa.array(register.key[contact], mask=procedures.orphan),
            "DW_SK_Procedureregistrering": _FIRST_KEY + 3 * np.arange(len(procedures)),
            "Proc_kode": take_texts(CODES, procedures.code),
            "Proc_kode_type": pc.if_else(pa.array(no_parent), "P", "+"),
            "Proc_parent_kode": parent,
            "Proc_starttidspunkt": timestamps(procedures.start),
            "Proc_sluttidspunkt": timestamps(procedures.end),
            "Lprindberetningssystem": take_texts(["LPR3", "MiniPAS"], system),
        }
    )


# Forms of an outpatient contact, as the derived register names them
MODES: Final = ("attendance", "outreach", "video", "telephone", "virtual")


def form_of_virtual(procedures: Procedures, contacts: int) -> Ints:
    """For each register row the index into MODES of what its procedures say: video before telephone."""
    form = np.full(contacts, MODES.index("virtual"))
    for code, mode in ((_TELEPHONE, "telephone"), (_VIDEO, "video")):
        form[procedures.contact[(procedures.code == code) & ~procedures.orphan]] = MODES.index(mode)
    return form
