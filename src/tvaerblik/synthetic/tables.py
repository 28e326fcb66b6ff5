"""Columns that more than one register writes alike."""

from collections.abc import Sequence
from typing import Any

import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.synthetic.clock import Ints


def take_texts(values: Sequence[str] | npt.NDArray[Any], index: Ints) -> pa.Array:
    return pa.array(values, type=pa.string()).take(pa.array(index))


def cpr_texts(numbers: Ints) -> pa.Array:
    """Ten digits; none can begin with a zero, since the day has 60 added to it."""
    return pc.cast(pa.array(numbers), pa.string())


def timestamps(minute: Ints, mask: npt.NDArray[Any] | None = None) -> pa.Array:
    return pa.array((minute * 60).astype("datetime64[s]"), mask=mask)
