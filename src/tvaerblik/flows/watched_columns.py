"""Which columns and joins an indicator rests on: what `check_computation` keeps an eye on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tvaerblik.catalogue.language import (
    Between,
    ColumnAmount,
    Condition,
    Counted,
    DaysInPeriod,
    Equals,
    InCodelist,
    Indicator,
    Linked,
    Profile,
    Proportion,
    Ratio,
    StandardisedRatio,
    Stock,
    TimeBetween,
    index_conditions,
    links_of,
    parts_of,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register


@dataclass(frozen=True, slots=True)
class WatchedRows:
    """Rows of a table by one of its moments: those that meet the plain equalities of the definition,
    which are the rows that matter."""

    table: str
    moment: str
    place: str | None
    where: tuple[Equals, ...]


@dataclass(frozen=True, slots=True)
class WatchedColumn:
    """`codes`: the prefixes of the definition's own code lists, for a column of codes; None for any
    other. `may_come_late`: a moment that is empty while something still goes on."""

    rows: WatchedRows
    column: str
    may_be_empty: bool
    codes: tuple[str, ...] | None
    may_come_late: bool


@dataclass(frozen=True, slots=True)
class WatchedJoin:
    """The persons of the counted rows, looked for in another table: in the same month where it has a
    moment, otherwise anywhere in it."""

    rows: WatchedRows
    table: str
    moment: str | None


def watched_of(
    indicator: Indicator, catalogue: Catalogue
) -> tuple[tuple[WatchedColumn, ...], tuple[WatchedJoin, ...]]:
    """Of a composed indicator, what its components rest on. Reported figures have no such columns."""
    columns: dict[WatchedColumn, None] = {}
    joins: dict[WatchedJoin, None] = {}
    for component in _components(indicator, catalogue):
        if isinstance(component.measure, Counted):
            columns |= dict.fromkeys(_columns(component.measure, catalogue))
            joins |= dict.fromkeys(_joins(component, component.measure, catalogue))
    return tuple(columns), tuple(joins)


def _components(indicator: Indicator, catalogue: Catalogue) -> tuple[Indicator, ...]:
    measure = indicator.measure
    if isinstance(measure, Ratio):
        return catalogue.get(measure.of), catalogue.get(measure.over)
    if isinstance(measure, StandardisedRatio):
        return (catalogue.get(measure.of),)
    return (indicator,)


# Columns -----------------------------------------------------------------------------------------


def _columns(measure: Counted, catalogue: Catalogue) -> Iterator[WatchedColumn]:
    rows = _index_rows(measure, catalogue)
    conditions = index_conditions(measure)
    if isinstance(measure, Proportion):
        conditions = (*conditions, *measure.having)
    asked = _asked(conditions)
    if rows.place is not None:
        asked.setdefault(rows.place, ())
    yield from _watched(rows, asked, _moments(measure), catalogue)
    for link in links_of(measure):
        yield from _of_other_table(link.table, link.to, link.where, catalogue)
    if isinstance(measure, Profile):
        yield from _of_other_table(measure.events, measure.to, measure.where, catalogue)


def _index_rows(measure: Counted, catalogue: Catalogue) -> WatchedRows:
    register = catalogue.registers[measure.of.table]
    place = register.place(measure.of.place)
    return WatchedRows(
        register.table, measure.of.date, place, _equalities(index_conditions(measure))
    )


def _of_other_table(
    table: str, moment: str, where: tuple[Condition, ...], catalogue: Catalogue
) -> Iterator[WatchedColumn]:
    rows = WatchedRows(table, moment, None, _equalities(where))
    yield from _watched(rows, _asked(where), (), catalogue)


def _watched(
    rows: WatchedRows,
    asked: dict[str, tuple[str, ...]],
    moments: Iterable[str],
    catalogue: Catalogue,
) -> Iterator[WatchedColumn]:
    register = catalogue.registers[rows.table]
    for name, lists in asked.items():
        column = register.column(name)
        assert column is not None, (rows.table, name)
        is_code = column.type == "code" and name != rows.place
        codes = tuple(prefix for one in lists for prefix in catalogue.codelists[one].prefixes)
        yield WatchedColumn(rows, name, not column.required, codes if is_code else None, False)
    for name in dict.fromkeys(moments):
        if name != rows.moment and not _is_required(register, name):
            yield WatchedColumn(rows, name, True, None, register.has_moment(name))


def _is_required(register: Register, name: str) -> bool:
    column = register.column(name)
    return column is not None and column.required


def _asked(conditions: tuple[Condition, ...]) -> dict[str, tuple[str, ...]]:
    """The columns that conditions ask about, each with the code lists it is looked up in."""
    found: dict[str, tuple[str, ...]] = {}
    for part in parts_of(conditions):
        if isinstance(part, InCodelist):
            found[part.column] = (*found.get(part.column, ()), part.codelist)
        elif isinstance(part, Equals | Between):
            found.setdefault(part.column, ())
    return found


def _equalities(conditions: tuple[Condition, ...]) -> tuple[Equals, ...]:
    return tuple(condition for condition in conditions if isinstance(condition, Equals))


def _moments(measure: Counted) -> Iterator[str]:
    """Columns besides the row's own moment that a figure is reckoned from, amounts among them."""
    amount = getattr(measure, "amount", None)
    if isinstance(amount, ColumnAmount):
        yield amount.column
    elif isinstance(amount, TimeBetween):
        yield from (amount.from_, amount.to)
    elif isinstance(amount, DaysInPeriod):
        yield amount.to
    if isinstance(measure, Stock):
        yield measure.until
    for link in links_of(measure):
        yield link.from_


# Joins -------------------------------------------------------------------------------------------


def _joins(indicator: Indicator, measure: Counted, catalogue: Catalogue) -> Iterator[WatchedJoin]:
    rows = _index_rows(measure, catalogue)
    for table, moment in _joined(indicator, measure):
        if table != rows.table:
            yield WatchedJoin(rows, table, moment)


def _joined(indicator: Indicator, measure: Counted) -> Iterator[tuple[str, str | None]]:
    links: tuple[Linked, ...] = links_of(measure)
    yield from ((link.table, link.to) for link in links)
    if isinstance(measure, Profile):
        yield measure.events, measure.to
    for table in indicator.tables:
        if table in ("person", "residence"):
            yield table, None
