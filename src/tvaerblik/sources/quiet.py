"""Days of which the delivery note says that nothing happened, held against the rows that came.

A file may have no rows in one month and many in the next. Rows on days that are said to have none mean that
the note or the extract is wrong; which of them, only the supplier knows.
"""

from collections.abc import Sequence
from pathlib import PurePath

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadTable
from tvaerblik.catalogue.shapes import date_column, unit_column
from tvaerblik.core.deliveries import Window
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.covers import resolved
from tvaerblik.sources.files import Note
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble


def check_quiet_days(
    tables: Sequence[ReadTable],
    note: Note,
    world: World,
    trouble: Trouble,
    *,
    leaders: Sequence[ReadTable] = (),
) -> None:
    """By the file's name; a table of several files is held to their words before they are joined. `leaders`
    are followed by the tables but not looked at."""
    known = {table.table: table for table in (*leaders, *tables)}
    stated = {name.casefold(): name for name in note.quiet}
    for table in tables:
        name = stated.get(PurePath(table.file).stem.casefold())
        for window in note.quiet[name] if name is not None else ():
            _check_quiet(table, known, resolved(window, world, trouble), trouble)


def _check_quiet(
    table: ReadTable, known: dict[str, ReadTable], window: Window, trouble: Trouble
) -> None:
    rows = pc.indices_nonzero(_inside(table, known, window))
    if len(rows) == 0:
        return
    name, moment = PurePath(table.file).stem, table.register.window_column
    trouble.add(
        "K-MANIFEST",
        Text(
            f"Følgesedlen siger, at {name} ingen rækker har fra {window.start} til {window.end}, "
            f"men filen har {len(rows)}.",
            f"The delivery note says that {name} has no rows from {window.start} to {window.end}, "
            f"but the file has {len(rows)}.",
        ),
        Text(
            'Fjern "rows":0 ved de dage, eller dan udtrækket igen uden rækkerne.',
            'Remove "rows":0 with those days, or make the extract again without the rows.',
        ),
        Where(
            file=table.file,
            row=table.lines[rows[0].as_py()].as_py(),
            column=None if moment is None else table.spelled.get(moment),
        ),
    )


def _inside(table: ReadTable, known: dict[str, ReadTable], window: Window) -> pa.Array:
    """Which rows lie in the window: by their own day and municipality, or by those of the row they follow."""
    if table.follows is not None:
        leader, key = known[table.follows.table], table.follows.column
        at = pc.index_in(_column(table, key), _column(leader, key))
        return pc.fill_null(_inside(leader, known, window).take(at), False)
    moment, unit = table.register.window_column, unit_column(table.register)
    if moment is None:
        return pa.array([False] * table.rows.num_rows, pa.bool_())
    days = _column(table, date_column(table.register, moment))
    inside = pc.and_(pc.greater_equal(days, window.start), pc.less(days, window.end))
    if window.units is not None and unit is not None:
        named = pc.is_in(_column(table, unit), pa.array(window.units, pa.string()))
        inside = pc.and_(inside, named)
    return pc.fill_null(inside, False)


def _column(table: ReadTable, name: str) -> pa.Array:
    return table.rows[name].combine_chunks()
