"""Columns that more than one register writes alike."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.synthetic.clock import NEVER, Ints


def take_texts(values: Sequence[str] | npt.NDArray[Any], index: Ints) -> pa.Array:
    return pa.array(values, type=pa.string()).take(pa.array(index))


def cpr_texts(numbers: Ints) -> pa.Array:
    """Ten digits; none can begin with a zero, since the day has 60 added to it."""
    return pc.cast(pa.array(numbers), pa.string())


def timestamps(minute: Ints, mask: npt.NDArray[Any] | None = None) -> pa.Array:
    return pa.array((minute * 60).astype("datetime64[s]"), mask=mask)


def dates(day: Ints) -> pa.Array:
    """ISO dates; NEVER is left empty."""
    known = np.where(day < NEVER, day, 0).astype("datetime64[D]")
    return pa.array(known, mask=day >= NEVER)


def identifiers(rng: np.random.Generator, count: int) -> pa.Array:
    """Random UUIDs (version 4)."""
    octets = rng.integers(0, 256, (count, 16), dtype=np.uint8)
    octets[:, 6] = octets[:, 6] & 0x0F | 0x40
    octets[:, 8] = octets[:, 8] & 0x3F | 0x80
    text = octets.tobytes().hex()
    return pa.array(
        [_dashed(text[at : at + 32]) for at in range(0, len(text), 32)], type=pa.string()
    )


def _dashed(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
