"""Why a cell may not be seen: sealed, for the control room only, never part of a release."""

import os
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tvaerblik.release.files import fsync_folder

# In the order in which they are given: the first that holds is the one that is written down.
RULES = (
    "supplier",  # masked before it reached us
    "area",  # fewer than the minimum in the denominator of the unit's total
    "numerator",  # 1 to k-1 persons, or not provably otherwise
    "complement",
    "denominator",
    "percentile",  # fewer than a percentile needs
    "none_of_few",  # nobody, or nothing in all, in a group so small that it says something of each
    "all_of_few",  # everybody, out of such a group
)

BOUNDS = tuple(
    f"{what}_persons_{side}"
    for what in ("numerator", "complement", "denominator")
    for side in ("low", "high")
)

SEALED_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("indicator", "version", "organisation", "unit")),
        *((name, pa.string()) for name in ("period", "age_band", "sex")),
        ("step", pa.int32()),
        ("rule", pa.string()),
        *((name, pa.int64()) for name in BOUNDS),
    ]
)


@dataclass(frozen=True, slots=True)
class SealedAudit:
    """One row a suppressed cell: which, by which rule, and the exact bounds of persons behind it."""

    table: pa.Table

    def __post_init__(self) -> None:
        if self.table.schema != SEALED_SCHEMA:
            raise ValueError(f"Not the columns of a sealed audit: {self.table.schema}")

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __repr__(self) -> str:
        return f"SealedAudit({len(self)} cells)"  # what is sealed is not logged either


def join_audits(audits: tuple[SealedAudit, ...]) -> SealedAudit:
    return SealedAudit(pa.concat_tables([SEALED_SCHEMA.empty_table(), *(a.table for a in audits)]))


def write_sealed(folder: Path, release: str, audit: SealedAudit) -> Path:
    """Only the owner may read the folder and the file; whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    building = folder / f".{release}.parquet"
    with open(os.open(building, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        pq.write_table(audit.table, file)
        file.flush()
        os.fsync(file.fileno())
    path = folder / f"{release}.parquet"
    building.replace(path)
    fsync_folder(folder)
    return path
