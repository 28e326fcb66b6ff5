"""Derived registers, materialised once a vintage beside the snapshot they are made from."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.engine.fast.derived import ToSelect, write_derived
from tvaerblik.engine.fast.outpatients import sql_for_outpatients
from tvaerblik.engine.fast.ready import sql_for_ready
from tvaerblik.engine.fast.resident_days import sql_for_resident_days
from tvaerblik.engine.fast.stays import sql_for_stays
from tvaerblik.engine.plain.derived import ToRows, derived_table
from tvaerblik.engine.plain.outpatients import outpatients_of
from tvaerblik.engine.plain.ready import ready_of
from tvaerblik.engine.plain.resident_days import resident_days_of
from tvaerblik.engine.plain.stays import stays_of
from tvaerblik.engine.request import EngineName
from tvaerblik.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class _Way:
    """How each engine makes a register. `choices` are what both can do; a card that says something
    else is refused, not guessed at."""

    fast: ToSelect
    plain: ToRows
    choices: dict[str, str] = field(default_factory=dict)


_WAYS = {
    "hospital_stay": _Way(
        sql_for_stays,
        stays_of,
        {
            "delivered_key": "preferred_per_person",
            "unfinished": "psychiatric_only",
            "priority_from": "first_contact",
            "diagnosis_from": "longest_contact",
            "specialty_from": "longest_contact",
            "sector_from": "first_contact",
            "residence_from": "first_contact",
        },
    ),
    "ready_for_discharge": _Way(
        sql_for_ready,
        ready_of,
        {
            "within": "stay_or_unfinished_attendance",
            "sector_from": "stay",
            "residence_from": "stay",
        },
    ),
    "outpatient_contact": _Way(sql_for_outpatients, outpatients_of),
    "resident": _Way(
        sql_for_resident_days,
        resident_days_of,
        {"day_of_death": "not_counted", "day_of_moving": "counted_in_new_municipality"},
    ),
}


def derive_tables(
    snapshot: Snapshot, catalogue: Catalogue, folder: Path, *, engine: EngineName = "duckdb"
) -> Snapshot:
    """The snapshot with every derived table it has the parents of and has not got yet, those made
    from other derived ones included. Repeating it costs nothing."""
    for register in _parents_first(catalogue):
        is_there = register.table in snapshot.files
        if not is_there and set(register.built_from) <= snapshot.files.keys():
            path = _derive(register, snapshot, catalogue, folder, engine)
            snapshot = snapshot.with_file(register.table, path)
    return snapshot


def _parents_first(catalogue: Catalogue) -> list[Register]:
    found: dict[str, Register] = {}

    def add(register: Register) -> None:
        for parent in register.built_from:
            add(catalogue.registers[parent])
        if register.kind == "derived":
            found.setdefault(register.table, register)

    for register in catalogue.registers.values():
        add(register)
    return list(found.values())


def _derive(
    register: Register, snapshot: Snapshot, catalogue: Catalogue, folder: Path, engine: EngineName
) -> Path:
    way = _way_of(register)
    folder.mkdir(parents=True, exist_ok=True)
    digest = _digest(register, snapshot, catalogue, engine)
    path = folder / f"{register.table}-{digest}.parquet"
    if not path.exists():
        beside = path.with_suffix(f".{os.getpid()}.tmp")
        if engine == "plain":
            pq.write_table(derived_table(register, snapshot, way.plain), beside)
        else:
            write_derived(register, snapshot, catalogue, way.fast, beside)
        beside.replace(path)
    return path


def _digest(register: Register, snapshot: Snapshot, catalogue: Catalogue, engine: str) -> str:
    """Of the parameters, the columns, the files read and the days they cover; files never change once
    written. A column that a card gains is a new file, though no parameter and no number moved."""
    parts = (
        engine,
        snapshot.vintage,
        *(str(snapshot.files[name].resolve()) for name in register.built_from),
        *(
            str(cover)
            for name in roots_of(register.table, catalogue.registers)
            for cover in snapshot.covers_of(name)
        ),
        *(f"{name}={value}" for name, value in register.parameters),
        *(f"{field.name}: {field.type}" for field in arrow_schema(register)),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _way_of(register: Register) -> _Way:
    if register.table not in _WAYS:
        raise DefinitionError(
            Problem(
                "E05",
                Text(
                    f"{register.table}: registret kan ikke udledes.",
                    f"{register.table}: the register cannot be derived.",
                ),
                Text(f"Kendte: {', '.join(_WAYS)}.", f"Known: {', '.join(_WAYS)}."),
                Where(file=f"{register.table}.yaml", path="kind"),
            )
        )
    way = _WAYS[register.table]
    _check_choices(register, way.choices)
    return way


def _check_choices(register: Register, choices: dict[str, str]) -> None:
    parameters = dict(register.parameters)
    for name, offered in choices.items():
        if parameters.get(name) != offered:
            raise DefinitionError(
                Problem(
                    "E05",
                    Text(
                        f"{register.table}: »{name}: {parameters.get(name)}« kan ikke beregnes.",
                        f"{register.table}: '{name}: {parameters.get(name)}' cannot be computed.",
                    ),
                    Text(f"Skriv {offered}.", f"Write {offered}."),
                    Where(file=f"{register.table}.yaml", path=f"parameters.{name}"),
                )
            )
