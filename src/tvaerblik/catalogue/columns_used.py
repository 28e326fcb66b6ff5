"""Which columns of which tables a definition reads, and for which condition."""

from collections.abc import Iterator
from dataclasses import dataclass

from tvaerblik.catalogue.language import (
    Age,
    Between,
    ColumnAmount,
    Composed,
    Condition,
    Counted,
    DaysInPeriod,
    Equals,
    InCodelist,
    Indicator,
    Linked,
    Profile,
    Proportion,
    Rate,
    Reported,
    Stock,
    TimeBetween,
    TimeToNext,
    counts_persons,
    index_conditions,
    links_of,
    parts_of,
)
from tvaerblik.catalogue.loader import Catalogue


@dataclass(frozen=True, slots=True)
class ColumnUse:
    table: str
    column: str
    condition: Condition | None = None


def uses_of(indicator: Indicator, catalogue: Catalogue) -> Iterator[ColumnUse]:
    """Of an indicator that is not composed; columns the register lacks are left out."""
    registers = catalogue.registers
    for use in _uses(indicator, catalogue):
        if registers[use.table].column(use.column) is not None:
            yield use


def _uses(indicator: Indicator, catalogue: Catalogue) -> Iterator[ColumnUse]:
    measure = indicator.measure
    assert not isinstance(measure, Composed), indicator.id
    if isinstance(measure, Reported):
        yield from _whole(measure.table, catalogue)
        return
    yield from _of_rows(indicator, measure, catalogue)
    yield from _of_amount(measure)
    for link in links_of(measure):
        yield from _of_link(link, measure.of.table, catalogue)
    if isinstance(measure, Profile):
        yield from _named(measure.events, "person", measure.to)
        yield from _keys(measure.of.table, catalogue)
        yield from _conditions(measure.where, measure.events)
    if isinstance(measure, Proportion):
        yield from _conditions(measure.having, measure.of.table)
        yield from _of_readmission(measure)
    if isinstance(measure, Rate):
        yield from _whole(measure.population, catalogue)
        yield from _conditions(measure.population_where, measure.population)
    if indicator.attribute == "last_residence_in_period":
        yield from _whole("residence", catalogue)


def _of_rows(indicator: Indicator, measure: Counted, catalogue: Catalogue) -> Iterator[ColumnUse]:
    """The person too wherever there is one: cells are protected by who is behind them."""
    table = measure.of.table
    yield from _named(table, "person", measure.of.date)
    place = catalogue.registers[table].place(measure.of.place)
    if place is not None:
        yield ColumnUse(table, place)
    if "age_band" in indicator.breakdowns:
        yield ColumnUse(table, "born")
    if "sex" in indicator.breakdowns:
        yield ColumnUse(table, "sex")
    if counts_persons(measure) and indicator.attribute != "none":
        yield from _keys(table, catalogue)
    yield from _conditions(index_conditions(measure), table)


def _of_amount(measure: Counted) -> Iterator[ColumnUse]:
    table, amount = measure.of.table, getattr(measure, "amount", None)
    if isinstance(amount, ColumnAmount):
        yield ColumnUse(table, amount.column)
    elif isinstance(amount, TimeBetween):
        yield from _named(table, amount.from_, amount.to)
    elif isinstance(amount, DaysInPeriod):
        yield ColumnUse(table, amount.to)
    elif isinstance(amount, TimeToNext):
        yield ColumnUse(table, amount.next.from_)
    if isinstance(measure, Stock):
        yield ColumnUse(table, measure.until)


def _of_link(link: Linked, table: str, catalogue: Catalogue) -> Iterator[ColumnUse]:
    """A row is never linked to itself, so within one table the key tells rows apart."""
    yield from _named(table, "person", link.from_)
    yield from _named(link.table, "person", link.to)
    if link.table == table:
        yield from _keys(table, catalogue)
    yield from _conditions(link.where, link.table)


def _of_readmission(measure: Proportion) -> Iterator[ColumnUse]:
    chosen = measure.readmission
    if chosen is None:
        return
    link = measure.having[0]
    assert isinstance(link, Linked), link
    if chosen.chaining == "not_allowed":
        yield from _named(measure.of.table, link.to)
        yield from _conditions(link.where, measure.of.table)
    if chosen.death == "excluded":
        yield from _named("person", "person", "died")


def _conditions(conditions: tuple[Condition, ...], table: str) -> Iterator[ColumnUse]:
    for condition in parts_of(conditions):
        if isinstance(condition, Equals | InCodelist | Between):
            yield ColumnUse(table, condition.column, condition)
        elif isinstance(condition, Age):
            yield from (ColumnUse(table, column, condition) for column in ("born", "age"))


def _named(table: str, *columns: str) -> Iterator[ColumnUse]:
    return (ColumnUse(table, column) for column in columns)


def _keys(table: str, catalogue: Catalogue) -> Iterator[ColumnUse]:
    return _named(table, *catalogue.registers[table].key)


def _whole(table: str, catalogue: Catalogue) -> Iterator[ColumnUse]:
    """Figures delivered ready-made, the population and residence are used whole."""
    return _named(table, *(column.name for column in catalogue.registers[table].columns))
