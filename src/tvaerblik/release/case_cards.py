"""Worked cases as a release carries them: the tables as they were drawn, and what had to come of them."""

from decimal import Decimal

from tvaerblik.catalogue.cases import Case, CaseTable, ExpectedCell
from tvaerblik.catalogue.registers import Column
from tvaerblik.core.cells import State
from tvaerblik.core.texts import Text
from tvaerblik.release.cards import CaseCard, CaseCell, CaseColumn, CaseTableCard, Coverage


def case_cards(cases: tuple[Case, ...]) -> tuple[CaseCard, ...]:
    return tuple(
        CaseCard(
            id=case.id,
            shows=case.shows,
            tables=tuple(_table(table) for table in case.tables),
            covers=tuple(
                Coverage(cover.table, cover.unit, cover.start, cover.end) for cover in case.covers
            ),
            expected=tuple(_cell(cell) for cell in case.expected),
        )
        for case in cases
    )


def _table(table: CaseTable) -> CaseTableCard:
    names, *lines = table.drawn
    return CaseTableCard(
        table=table.register.table,
        title=table.register.title,
        columns=tuple(_column(name, table.register.column(name)) for name in names),
        lines=tuple(lines),
    )


def _column(name: str, column: Column | None) -> CaseColumn:
    assert column is not None, name  # the reader of cases has been there
    return CaseColumn(name, column.type, _heading(column.meaning))


def _heading(meaning: Text) -> Text:
    """What a column means without its list of values: enough above a column of a small table."""
    return Text(*(text.split(":")[0].split(";")[0].split(" (")[0] for text in _both(meaning)))


def _both(text: Text) -> tuple[str, str]:
    return text.da, text.en


def _cell(cell: ExpectedCell) -> CaseCell:
    numbers: dict[str, Decimal | None] = dict(cell.numbers)
    return CaseCell(
        unit=cell.unit,
        period=cell.period.id,
        age_band=cell.age_band,
        sex=cell.sex,
        step=getattr(cell, "step", None),
        state=State(cell.state).value,
        numerator=numbers.get("numerator"),
        denominator=numbers.get("denominator"),
        value=numbers.get("value"),
    )
