"""Writing: one folder a delivery, its files and the note that says what it covers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

FileFormat = Literal["csv", "parquet"]

NOTE = "LEVERANCE.json"


@dataclass(frozen=True)
class Delivery:
    source: str
    # The day its supplier published it, YYYY-MM-DD
    published: str
    tables: Mapping[str, pa.Table]
    covers: Sequence[Mapping[str, Any]]

    @property
    def rows(self) -> dict[str, int]:
        return {name: len(table) for name, table in self.tables.items()}


def write_delivery(out: Path, delivery: Delivery, *, file_format: FileFormat) -> None:
    """A file without rows is not sent: such a file is refused, and rightly so."""
    folder = out / delivery.source / delivery.published
    folder.mkdir(parents=True, exist_ok=True)
    sent = {name: table for name, table in delivery.tables.items() if len(table)}
    for name, table in sent.items():
        write_table(table, folder / f"{name}.{file_format}")
    note = {
        "format": 1,
        "source": delivery.source,
        "published": delivery.published,
        "synthetic": True,
        "files": [f"{name}.{file_format}" for name in sent],
        "covers": [cover for cover in delivery.covers if cover["file"] in sent],
    }
    write_json(note, folder / NOTE)


def write_table(table: pa.Table, path: Path, *, delimiter: str = ";") -> None:
    if path.suffix == ".parquet":
        pa.parquet.write_table(table, path, compression="zstd")
        return
    # The writer would quote the header; suppliers do not
    options = pa.csv.WriteOptions(include_header=False, delimiter=delimiter, quoting_style="none")
    with path.open("wb") as stream:
        stream.write((delimiter.join(table.column_names) + "\n").encode())
        pa.csv.write_csv(table, stream, options)


def write_json(content: object, path: Path) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
