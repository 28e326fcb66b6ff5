"""The tables of an indicator's page: all points, age by sex, units of the same kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvaerblik.catalogue.strata import AGE_BANDS
from tvaerblik.core.cells import State
from tvaerblik.presentation.numbers import Lang, period_text
from tvaerblik.presentation.pages.figures import (
    DASH,
    Figure,
    count_of,
    figure_of,
    interval_of,
)
from tvaerblik.presentation.pages.measure_words import step_text
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.rows import ReleasableRow

NO_CELL = Figure("", "", False, ())


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name, its figure with what belongs to it, and what must be remarked."""

    name: str
    figure: Figure
    interval: str
    numerator: str
    denominator: str
    remark: str
    unit: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Age bands down, sexes across; `reasons` explains the marks that do not explain themselves."""

    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Figure, ...]], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table have anything in them: an empty one only takes room."""

    interval: bool
    numerator: bool
    denominator: bool
    remark: bool


def columns_of(lines: Sequence[Line]) -> Columns:
    return Columns(
        interval=any(line.interval for line in lines),
        numerator=any(line.numerator for line in lines),
        denominator=any(line.denominator for line in lines),
        remark=any(line.remark for line in lines),
    )


def point_lines(rows: Sequence[ReleasableRow], card: IndicatorCard, lang: Lang) -> tuple[Line, ...]:
    """Newest first."""
    return tuple(_line(period_text(row.period, lang), row, card, lang) for row in reversed(rows))


def step_lines(rows: Sequence[ReleasableRow], card: IndicatorCard, lang: Lang) -> tuple[Line, ...]:
    """The weeks of a profile, first to last."""
    return tuple(_line(step_text(row.step or 0, lang), row, card, lang) for row in rows)


def comparison_lines(
    rows: Sequence[ReleasableRow],
    places: Sequence[UnitCard],
    card: IndicatorCard,
    *,
    chosen: str,
    lang: Lang,
) -> tuple[Line, ...]:
    """In alphabetical order: never a rank."""
    names = {place.id: place.name.in_(lang) for place in places}
    known = [row for row in rows if row.unit in names]
    return tuple(
        _line(names[row.unit], row, card, lang, chosen=row.unit == chosen)
        for row in sorted(known, key=lambda row: alphabetical(names[row.unit]))
    )


def _line(
    name: str, row: ReleasableRow, card: IndicatorCard, lang: Lang, *, chosen: bool = False
) -> Line:
    figure = figure_of(row, writing_of(card), lang)
    return Line(
        name=name,
        figure=figure,
        interval=interval_of(row, writing_of(card), lang),
        numerator=count_of(row.numerator, lang),
        denominator=count_of(row.denominator, lang),
        remark="; ".join(part for part in (figure.remark, *figure.notes) if part),
        unit=row.unit,
        chosen=chosen,
    )


def age_sex_grid(
    rows: Sequence[ReleasableRow], card: IndicatorCard, lang: Lang, headings: Sequence[str]
) -> Grid | None:
    """`headings` name women, men and both. None when nothing is collected by age or sex, or
    nobody is in any of them: a heading over no rows says nothing."""
    cells = {
        (row.age_band, row.sex): figure_of(row, writing_of(card), lang)
        for row in rows
        if row.state is not State.NOT_COLLECTED
    }
    # An indicator of the oldest has no one in the younger bands: nothing to say there
    empty = {
        (row.age_band, row.sex)
        for row in rows
        if row.state in (State.NOT_COLLECTED, State.NOT_DEFINED)
    }
    if not any(band or sex for band, sex in cells):
        return None
    labels: list[tuple[str | None, str]] = [(band.id, band.label.in_(lang)) for band in AGE_BANDS]
    labels.append((None, "Alle aldre" if lang == "da" else "All ages"))
    lines = tuple(
        (label, tuple(cells.get((band, sex), NO_CELL) for sex in ("k", "m", None)))
        for band, label in labels
        if any((band, sex) in cells.keys() - empty for sex in ("k", "m", None))
    )
    return Grid(tuple(headings), lines, _reasons(lines)) if lines else None


def _reasons(lines: Sequence[tuple[str, tuple[Figure, ...]]]) -> tuple[str, ...]:
    found = {
        f"{cell.text}: {cell.remark}." if cell.text == DASH else f"{cell.remark}."
        for _, cells in lines
        for cell in cells
        if cell.remark
    }
    return tuple(sorted(found))
