"""Writes derived registers as Parquet."""

from pathlib import Path

import ibis

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast.session import Session
from tvaerblik.engine.fast.stays import hospital_stays
from tvaerblik.store.snapshot import Snapshot


def write_stays(snapshot: Snapshot, catalogue: Catalogue, path: Path) -> None:
    stays = ibis.to_sql(hospital_stays(catalogue), dialect="duckdb")
    target = str(path).replace("'", "''")
    with Session(snapshot) as session:
        session.run("stays", f"COPY (\n{stays}\n) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
