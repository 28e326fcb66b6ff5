"""Derived registers, materialised once a vintage beside the snapshot they are made from."""

import hashlib
import os
from pathlib import Path

import pyarrow.parquet as pq

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.engine.fast.derived import write_stays
from tvaerblik.engine.plain.stays import stays_table
from tvaerblik.engine.request import EngineName
from tvaerblik.store.snapshot import Snapshot

# What both engines can do; a card that says something else is refused, not guessed at.
_CHOICES = {
    "delivered_key": "preferred_per_person",
    "unfinished": "psychiatric_only",
    "priority_from": "first_contact",
    "diagnosis_from": "longest_contact",
    "sector_from": "first_contact",
    "residence_from": "first_contact",
}


def derive_tables(
    snapshot: Snapshot, catalogue: Catalogue, folder: Path, *, engine: EngineName = "duckdb"
) -> Snapshot:
    """The snapshot with every derived table it has the parents of. Repeating it costs nothing."""
    register = catalogue.registers["hospital_stay"]
    if not set(register.built_from) <= snapshot.files.keys():
        return snapshot
    _check_choices(register)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"hospital_stay-{_digest(register, snapshot, engine)}.parquet"
    if not path.exists():
        beside = path.with_suffix(f".{os.getpid()}.tmp")
        if engine == "plain":
            pq.write_table(stays_table(snapshot, catalogue), beside)
        else:
            write_stays(snapshot, catalogue, beside)
        beside.replace(path)
    return snapshot.with_file("hospital_stay", path)


def _digest(register: Register, snapshot: Snapshot, engine: str) -> str:
    """Of the parameters and of the files read; files never change once written."""
    parts = (
        engine,
        snapshot.vintage,
        *(str(snapshot.files[name].resolve()) for name in register.built_from),
        *(f"{name}={value}" for name, value in register.parameters),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _check_choices(register: Register) -> None:
    parameters = dict(register.parameters)
    for name, offered in _CHOICES.items():
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
