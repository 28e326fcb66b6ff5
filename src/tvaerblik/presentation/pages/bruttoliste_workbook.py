"""*Bruttolisten* as a workbook: the list of the page, and the decision log behind it.

The same list makes the same bytes. Every text is written as text, so that none is run as a formula.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from tvaerblik.presentation.pages.bruttoliste import Line, ListPage
from tvaerblik.presentation.pages.decisions import LogPage

# Pale, so that the word on them reads in black, on a screen and from a printer without colours
FILLS = {"groen": "#D5EBD5", "gul": "#FFF2C2", "roed": "#F8D7D5", "ingen": "#FFFFFF"}
HEAD_ROWS = 4
LIST_WIDTHS = (11, 34, 14, 34, 22, 9, 26, 12, 48, 11, 34, 40, 26, 24, 22)
LOG_WIDTHS = (40, 24, 70, 12, 40, 30)
A4 = 9

Cell = str | int | date | None


def workbook_of(page: ListPage, log: LogPage) -> bytes:
    """`log` is that of the same day as the list."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    day = page.query.day
    book.set_properties(
        {"title": page.heading, "created": datetime(day.year, day.month, day.day, tzinfo=UTC)}
    )
    _write_list(book, page)
    _write_log(book, page, log)
    book.close()
    return buffer.getvalue()


def _write_list(book: Any, page: ListPage) -> None:
    t = page.t
    headings = (
        *("number", "wish", "farve", "reason", "stage", "priority_heading", "forum", "meeting"),
        *("wording", "exception", "latest", "next_heading", "asked_by", "tema"),
        "national_heading",
    )
    lines = [line for group in page.groups for line in group.lines]
    rows = [tuple(_cells(line, page)) for line in lines]
    sheet = _sheet(book, t["sheet"], [t[name] for name in headings], rows, LIST_WIDTHS)
    _write_head(book, sheet, page)
    fills = {colour: _style(book, bg_color=fill) for colour, fill in FILLS.items()}
    for row, line in enumerate(lines, HEAD_ROWS + 1):
        sheet.write_string(row, 2, line.colour_word, fills[line.colour])


def _cells(line: Line, page: ListPage) -> Iterator[Cell]:
    yield from (line.number, line.title, line.colour_word, line.reason, line.stage, line.priority)
    yield from (line.forum, line.meeting_on, line.wording)
    yield page.t["excepted"] if line.excepted else ""
    yield from (line.said, line.ahead, line.asked_by, line.theme, line.national)


def _write_log(book: Any, page: ListPage, log: LogPage) -> None:
    t = page.t
    headings = [t[name] for name in ("meeting", "what", "text", "number", "wish", "marks")]
    rows = [
        (meeting.heading, said.kind, _whole(said), one.number, one.title, ", ".join(one.marks))
        for meeting in log.meetings
        for said in meeting.said
        for one in said.cases
    ]
    _write_head(book, _sheet(book, t["sheet_log"], headings, rows, LOG_WIDTHS), page)


def _whole(said: Any) -> str:
    return " ".join(filter(None, (said.text, said.instead)))


def _write_head(book: Any, sheet: Any, page: ListPage) -> None:
    bold = book.add_format({"bold": True, "font_size": 14})
    for row, text in enumerate((page.heading, page.sentence, page.t["meaning"])):
        sheet.write_string(row, 0, text, bold if row == 0 else None)


def _sheet(
    book: Any,
    name: str,
    headings: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    widths: Sequence[int],
) -> Any:
    """A table from row 5 on, that prints on A4 across with its headings on each sheet of paper."""
    sheet = book.add_worksheet(name)
    bold, plain = _style(book, bold=True, bottom=1), _style(book)
    days = _style(book, num_format="dd-mm-yyyy", align="left")
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD_ROWS, column, heading, bold)
    for row, cells in enumerate(rows, HEAD_ROWS + 1):
        for column, cell in enumerate(cells):
            _write_cell(sheet, (row, column), cell, days if isinstance(cell, date) else plain)
    sheet.autofilter(HEAD_ROWS, 0, HEAD_ROWS + max(len(rows), 1), len(headings) - 1)
    sheet.freeze_panes(HEAD_ROWS + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROWS)
    return sheet


def _write_cell(sheet: Any, at: tuple[int, int], cell: Cell, style: Any) -> None:
    if cell is None or cell == "":
        sheet.write_blank(*at, None, style)
    elif isinstance(cell, date):
        sheet.write_datetime(*at, cell, style)
    elif isinstance(cell, int):
        sheet.write_number(*at, cell, style)
    else:
        sheet.write_string(*at, cell, style)


def _style(book: Any, **more: Any) -> Any:
    return book.add_format({"text_wrap": True, "valign": "top", **more})
