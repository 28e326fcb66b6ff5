"""*Eksempler*: the worked cases of a definition as they were when the release was built."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from tvaerblik.catalogue.strata import AGE_BANDS
from tvaerblik.core.cells import NUMBERED_STATES, State
from tvaerblik.core.errors import NotKnown
from tvaerblik.presentation.numbers import (
    EN_DASH,
    Lang,
    date_text,
    number_text,
    period_text,
    share_text,
)
from tvaerblik.presentation.pages.examples_texts import TEXTS
from tvaerblik.presentation.pages.measure_words import step_text
from tvaerblik.presentation.pages.names import SEXES
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.presentation.words import state_sentence
from tvaerblik.release.cards import (
    CaseCard,
    CaseCell,
    CaseColumn,
    CaseTableCard,
    Coverage,
    IndicatorCard,
)
from tvaerblik.release.reader import Release

MISSING = "-"


@dataclass(frozen=True, slots=True)
class ExampleTable:
    id: str
    caption: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Example:
    id: str
    number: str
    sentence: str
    tables: tuple[ExampleTable, ...]
    covers: tuple[str, ...]
    expected: ExampleTable


@dataclass(frozen=True, slots=True)
class Examples:
    t: Words
    found: tuple[Example, ...]


def build_examples(release: Release, card: IndicatorCard, lang: Lang) -> Examples:
    reader = _Reader(release, card, lang)
    return Examples(
        reader.t, tuple(reader.example(case, n) for n, case in enumerate(card.cases, start=1))
    )


class _Reader:
    def __init__(self, release: Release, card: IndicatorCard, lang: Lang) -> None:
        self.release, self.card, self.lang = release, card, lang
        self.t = words_in(TEXTS, lang)

    def example(self, case: CaseCard, number: int) -> Example:
        titles = {table.table: table.title.in_(self.lang) for table in case.tables}
        return Example(
            id=case.id,
            number=self.t["number"].format(n=number),
            sentence=case.shows.in_(self.lang),
            tables=tuple(self._table(case.id, table) for table in case.tables),
            covers=tuple(self._cover(cover, titles) for cover in case.covers),
            expected=self._expected(case),
        )

    def _table(self, case: str, table: CaseTableCard) -> ExampleTable:
        types = [_type(column) for column in table.columns]
        return ExampleTable(
            id=f"eksempel-{case}-{table.table}",
            caption=table.title.in_(self.lang),
            headings=tuple(self._heading(column) for column in table.columns),
            lines=tuple(
                tuple(self._cell(text, type_) for text, type_ in zip(line, types, strict=True))
                for line in table.lines
            ),
        )

    def _heading(self, column: CaseColumn) -> str:
        return self.t["sex"] if _type(column) == "sex" else column.heading.in_(self.lang)

    def _cell(self, text: str, type_: str) -> str:
        """As drawn, except for what only a program would write: a missing value, yes and no, the id
        of a municipality, a letter for a sex."""
        if text == MISSING:
            return EN_DASH
        if type_ == "boolean":
            return self.t[text]
        if type_ == "sex" and text in SEXES:
            return SEXES[text].in_(self.lang).lower()
        return self._unit(text) if type_ == "municipality" else text

    def _unit(self, unit: str) -> str:
        try:
            return self.release.unit(unit).name.in_(self.lang)
        except NotKnown:
            return unit

    def _cover(self, cover: Coverage, titles: dict[str, str]) -> str:
        return self.t["covers"].format(
            table=titles.get(cover.table, cover.table),
            unit=self._unit(cover.unit) if cover.unit else self.t["every_unit"],
            first=date_text(cover.start, self.lang),
            last=date_text(cover.end - timedelta(days=1), self.lang),
            dash=EN_DASH,
        )

    def _expected(self, case: CaseCard) -> ExampleTable:
        """Only columns that something stands in."""
        rows = [self._expected_cells(cell) for cell in case.expected]
        names = [name for name in rows[0] if any(row[name] for row in rows)]
        return ExampleTable(
            id=f"eksempel-{case.id}-giver",
            caption=self.t["expected"],
            headings=tuple(self.t[name] for name in names),
            lines=tuple(tuple(row[name] or EN_DASH for name in names) for row in rows),
        )

    def _expected_cells(self, cell: CaseCell) -> dict[str, str]:
        labels = {band.id: band.label.in_(self.lang) for band in AGE_BANDS}
        state = State(cell.state)
        has_number = state in NUMBERED_STATES
        return {
            "unit": self._unit(cell.unit),
            "period": period_text(cell.period, self.lang),
            "age": labels[cell.age_band] if cell.age_band else "",
            "sex": SEXES[cell.sex].in_(self.lang) if cell.sex else "",
            "step": "" if cell.step is None else step_text(cell.step, self.lang),
            "numerator": self._number(cell.numerator),
            "denominator": self._number(cell.denominator),
            "value": self._value(cell.value),
            "state": "" if has_number else state_sentence(state.value, self.lang),
        }

    def _value(self, value: Decimal | None) -> str:
        if value is None or not self.card.is_share:
            return self._number(value)
        return share_text(value, self.lang, decimals=max(_decimals(value) - 2, 0))

    def _number(self, number: Decimal | None) -> str:
        """With the decimals that the case states."""
        if number is None:
            return ""
        return number_text(number, self.lang, decimals=_decimals(number))


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _type(column: CaseColumn) -> str:
    """`sex` is a column of codes with a name of its own: its letters have words."""
    return "sex" if column.name == "sex" else column.type
