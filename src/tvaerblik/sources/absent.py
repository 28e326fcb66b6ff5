"""A file that did not come: that nothing happened is believed only where the delivery note says so."""

import pyarrow as pa

from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.files import NOTE, Received
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.shapes import FileShape
from tvaerblik.sources.trouble import Trouble

AGAIN = Text("Overfør leverancen igen.", "Transfer the delivery again.")
OR_NO_ROWS = Text(
    'Overfør leverancen igen med filen; er der ingen rækker, skrives "rows":0 ved filen under covers.',
    'Transfer the delivery again with the file; if there are no rows, write "rows":0 with the file under covers.',
)


def read_absent(
    received: Received,
    shape: FileShape,
    trouble: Trouble,
    *,
    optional: bool,
    awaited: bool = False,
) -> Raw | None:
    """A file without rows, when the note says that an optional one has none. None when nothing is said of
    an optional one that what did come does not await; any other is told to be missing."""
    assert received.note is not None, received.place
    if optional and shape.name in received.note.empty:
        return _no_rows(shape)
    if not optional or awaited or shape.name in received.note.covers:
        trouble.add(
            "K-FILE-MISSING",
            Text(f"Filen {shape.name} mangler.", f"The file {shape.name} is missing."),
            OR_NO_ROWS if optional else AGAIN,
            Where(file=NOTE),
        )
    return None


def _no_rows(shape: FileShape) -> Raw:
    """Nobody wrote its columns, so none is lost with it."""
    table = pa.table({name: pa.array([], pa.string()) for name in shape.columns})
    return Raw(shape, shape.name, table, pa.array([], pa.int32()), ())
