"""A Parquet file as columns of text, so that one reading serves it and CSV. Runs in the limited process.

Nobody can say from outside what a Parquet file costs: its pages are compressed, its values may point into a
dictionary a million times, and its footer may claim anything.
"""

import io

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.trouble import refuse

# More rows than any register of the country tells of in a month, and less than a line number holds.
MAX_ROWS = 100_000_000
# As the footer has it: three times the largest file that is taken at all (files.MAX_BYTES).
MAX_UNPACKED = 6 * 1024**3

# No file can be opened once the limits hold, and a zone's hours are in one.
ZONES = ("UTC", "Europe/Copenhagen")


def before_limits() -> None:
    """What the limits forbid is done before they hold: Arrow opens the zones' files and starts its two
    threads. A user who is not root may start none afterwards, and every file would be refused."""
    pa.set_memory_pool(pa.system_memory_pool())  # the others reserve more than they use
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    small = io.BytesIO()
    moments = [pa.array([0], pa.timestamp("us", zone)) for zone in ZONES]
    pq.write_table(pa.table(moments, list(ZONES)), small)
    for threads in (False, True):
        table = pq.ParquetFile(io.BytesIO(small.getvalue())).read(use_threads=threads)
    for column in table.columns:
        pc.cast(column, pa.string())


def read_texts(data: bytes) -> bytes:
    """The columns as an Arrow stream. Raises BadInput; Arrow's own words may quote bytes of the file, so
    they are not passed on."""
    try:
        file = pq.ParquetFile(io.BytesIO(data), page_checksum_verification=True)
        _check_footer(file.metadata)
        table = file.read(use_threads=False)
        columns = [_as_text(column) for column in table.columns]
        for column in columns:
            column.validate(full=True)  # a text column may hold bytes that are no text
        return _stream(pa.table(columns, table.column_names))
    except MemoryError:  # Arrow's is of both kinds
        raise
    except (pa.ArrowException, OSError, NotImplementedError, UnicodeDecodeError):
        raise refuse(
            "D17",
            Text(
                "Parquet-filen er beskadiget eller har typer, som ikke kan læses.",
                "The Parquet file is damaged or has types that cannot be read.",
            ),
            Text(
                "Dan filen igen, og overfør den igen.", "Make the file again and transfer it again."
            ),
            Where(),
        ) from None


def _check_footer(footer: pq.FileMetaData) -> None:
    groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
    unpacked = sum(group.total_byte_size for group in groups)
    if footer.num_rows > MAX_ROWS or unpacked > MAX_UNPACKED:
        raise refuse(
            "D18",
            Text(
                f"Filen siges at have {footer.num_rows} rækker, {unpacked // 1024**2} MB pakket ud.",
                f"The file is said to have {footer.num_rows} rows, {unpacked // 1024**2} MB unpacked.",
            ),
            Text("Del leverancen i kortere perioder.", "Split the delivery into shorter periods."),
            Where(),
        )


def _as_text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(values.type):
        values = pc.cast(values, pa.timestamp("us", values.type.tz))
    return pc.cast(values, pa.string())


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()
