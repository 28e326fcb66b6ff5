"""Reads an Excel workbook into the same columns of text as a CSV. The file is opened in a limited process.

The standard library reads it (a zip of XML parts): the readers on offer either show neither hidden rows
nor merged cells, or take half a gigabyte for a file of half a megabyte.
"""

import pyarrow as pa

from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import BadInput, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.header import Header, is_header_right
from tvaerblik.sources.limited import Limits, run_limited
from tvaerblik.sources.reading import Raw, check_cpr
from tvaerblik.sources.shapes import FileShape, World, folded
from tvaerblik.sources.trouble import Trouble

SUFFIX = ".xlsx"
# A hundred times a year's figures of a municipality.
MAX_BYTES = 20 * 1024**2
# The bound on what is unpacked keeps reading below both; they are for what nobody thought of.
LIMITS = Limits(memory_bytes=512 * 1024**2, cpu_seconds=10, wall_seconds=40)


def read_xlsx(
    data: bytes, file: str, shape: FileShape, *, world: World, trouble: Trouble
) -> Raw | None:
    """None when the workbook cannot be read as one table; what is wrong stands in `trouble`."""
    try:
        found = _read_limited(data, file)
    except BadInput as refusal:
        _take(refusal, trouble)
        return None
    sheet, names, rows = found["sheet"], found["names"], found["rows"]
    own = Trouble()
    if not is_header_right(
        [_trimmed(name) or "" for name in names], file, Header(shape, world), own
    ):
        _take(BadInput(*own.problems, total=own.total), trouble, sheet)
        return None
    spelling = {folded(name): name for name in shape.columns}
    columns = {
        spelling[folded(name)]: pa.array([_trimmed(cells[index]) for _, cells in rows], pa.string())
        for index, name in enumerate(names)
    }
    lines = pa.array([number for number, _ in rows], pa.int32())
    raw = Raw(shape, file, pa.table(columns), lines, tuple(names), sheet)
    check_cpr(raw, trouble)
    return raw


def _read_limited(data: bytes, file: str):
    if len(data) > MAX_BYTES:
        raise BadInput(
            Problem(
                "D18",
                Text(
                    f"Projektmappen er større end {MAX_BYTES // 1024**2} MB.",
                    f"The workbook is larger than {MAX_BYTES // 1024**2} MB.",
                ),
                Text("Gem tallene som »CSV UTF-8«.", "Save the figures as 'CSV UTF-8'."),
                Where(file=masked(file)),
            )
        )
    return run_limited(
        "tvaerblik.sources.xlsx_book:read_book", data, file=masked(file), limits=LIMITS
    )


def _trimmed(text: str | None) -> str | None:
    """Blanks alone, as in a CSV: a hard space in a name is told, not taken away."""
    return None if text is None else text.strip(" \t\r\n") or None


def _take(refusal: BadInput, trouble: Trouble, sheet: str | None = None) -> None:
    for problem in refusal.problems:
        where = problem.where
        if sheet is not None:
            where = Where(where.file, sheet, where.row, where.column, where.path)
        trouble.add(problem.code, problem.what, problem.remedy, where)
    trouble.total += refusal.total - len(refusal.problems)
