"""Parquet as columns of text; the file itself is opened in the limited process only."""

import pyarrow as pa

from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.limited import Limits, run_limited
from tvaerblik.sources.trouble import Trouble

# A million contacts take 1 GB there, and Arrow reserves three times what it uses. A month of the whole
# country's contacts is read within it; a file beyond it is an error or an attack.
LIMITS = Limits(memory_bytes=8 * 1024**3, cpu_seconds=300, wall_seconds=900)


def read_parquet(data: bytes, file: str, trouble: Trouble) -> pa.Table | None:
    try:
        return read_texts_limited(data, masked(file))
    except BadInput as refusal:
        for problem in refusal.problems:
            trouble.add(problem.code, problem.what, problem.remedy, problem.where)
        return None


def read_texts_limited(data: bytes, file: str) -> pa.Table:
    answer = run_limited(
        "tvaerblik.sources.parquet_text:read_texts", data, file=file, limits=LIMITS
    )
    return pa.ipc.open_stream(answer).read_all()
