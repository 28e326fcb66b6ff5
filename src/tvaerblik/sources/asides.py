"""Rows recognised as not ours leave here, counted by reason: never dropped uncounted."""

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.core.deliveries import Aside
from tvaerblik.sources.reading import Raw

# Enough places to look the reason up in the file.
SAMPLED = 5


def set_aside(raw: Raw, keep: pa.Array, *, table: str, reason: str, asides: list[Aside]) -> Raw:
    """The rows to keep; the others are added to `asides` when there are any."""
    out = pc.indices_nonzero(pc.invert(keep))
    if len(out) == 0:
        return raw
    places = tuple(raw.where(index.as_py()) for index in out[:SAMPLED])
    asides.append(Aside(table, reason, len(out), places))
    return raw.filter(keep)
