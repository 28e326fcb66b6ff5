"""Which data a definition needs: tables, columns, codes, and the days around a period."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.language import Age, InCodelist, Indicator, Reported
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.core.texts import Language, Text

POPULATION = "population"
LANGUAGES: tuple[Language, ...] = ("da", "en")


@dataclass(frozen=True, slots=True)
class TableNeed:
    """A delivered table; `through` is the derived register it is needed for. The days before and
    after a period must be delivered too."""

    register: Register
    through: Register | None
    columns: tuple[str, ...]
    days_before: int
    days_after: int


@dataclass(frozen=True, slots=True)
class CodeNeed:
    """The column's codes are looked up on the code list."""

    table: str
    column: str
    codelist: Codelist


@dataclass(frozen=True, slots=True)
class Requirements:
    indicator: Indicator
    tables: tuple[TableNeed, ...]
    codes: tuple[CodeNeed, ...]


def requirements_of(indicator: Indicator, catalogue: Catalogue) -> Requirements:
    named = list(_named(indicator.measure, ""))
    columns = {table: _columns(indicator, table, named, catalogue) for table in indicator.tables}
    needs: dict[str, TableNeed] = {}
    for table, wanted in columns.items():
        for need in _needs(indicator, catalogue.registers[table], wanted, catalogue):
            needs.setdefault(need.register.table, need)
    codes = {
        (table, condition.column): CodeNeed(
            table, condition.column, catalogue.codelists[condition.codelist]
        )
        for table, condition in named
        if isinstance(condition, InCodelist)
    }
    return Requirements(indicator, tuple(needs.values()), tuple(codes.values()))


def _needs(
    indicator: Indicator, register: Register, columns: tuple[str, ...], catalogue: Catalogue
) -> Iterator[TableNeed]:
    """The table itself, or for a derived one those it is made from."""
    before, after = indicator.look_back_days, indicator.settle_days
    if register.table == POPULATION:
        before, after = 0, 0
    if not register.built_from:
        yield TableNeed(register, None, columns, before, after)
    for name in register.built_from:
        parent = catalogue.registers[name]
        # Whatever is derived is cut and joined by its parents' moments, so they are always needed
        wanted = tuple(
            column.name
            for column in parent.columns
            if column.required or column.name in columns or parent.has_moment(column.name)
        )
        yield TableNeed(parent, register, wanted, before, after)


def _columns(
    indicator: Indicator, table: str, named: list[tuple[str, Any]], catalogue: Catalogue
) -> tuple[str, ...]:
    """In the register's order. Figures delivered ready-made and the population are used whole."""
    register = catalogue.registers[table]
    if isinstance(indicator.measure, Reported) or table == POPULATION:
        return tuple(column.name for column in register.columns)
    wanted = {"person", "residence"}
    wanted |= {"born"} if "age_band" in indicator.breakdowns else set()
    wanted |= {"sex"} if "sex" in indicator.breakdowns else set()
    for where, what in named:
        if where == table:
            wanted |= {"born"} if isinstance(what, Age) else set()
            wanted |= {what} if isinstance(what, str) else {getattr(what, "column", "")}
    return tuple(column.name for column in register.columns if column.name in wanted)


def _named(value: Any, table: str, outer: str = "") -> Iterator[tuple[str, Any]]:
    """Every condition and every moment of a measure, with the table it is asked of.

    `from_` is a moment of the row that is followed, so of the table outside."""
    if isinstance(value, tuple):
        for part in value:
            yield from _named(part, table, outer)
    elif is_dataclass(value):
        inside = getattr(value, "table", None)
        if inside is not None:
            table, outer = inside, table
        elif hasattr(value, "of") and hasattr(value.of, "table"):
            table = value.of.table
        if hasattr(value, "column") or isinstance(value, Age):
            yield table, value
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name in ("date", "to", "from_"):
                yield (outer if field.name == "from_" else table), part
            else:
                yield from _named(
                    part, POPULATION if field.name == "population_where" else table, outer
                )


# In words ----------------------------------------------------------------------------------------


def requirement_words(requirements: Requirements) -> tuple[Text, ...]:
    """One sentence a table and one a code list."""
    return (
        *(_table_words(need) for need in requirements.tables),
        *(_code_words(need) for need in requirements.codes),
    )


def _table_words(need: TableNeed) -> Text:
    register, through = need.register, need.through
    da, en = (f"{register.title.in_(language)} ({register.table})" for language in LANGUAGES)
    if through is not None:
        da += f", som registret »{through.title.da}« udledes af,"
        en += f", from which the register '{through.title.en}' is derived,"
    columns, days = ", ".join(need.columns), _days_words(need.days_before, need.days_after)
    return Text(f"{da} med {columns}. {days.da}", f"{en} with {columns}. {days.en}")


def _days_words(before: int, after: int) -> Text:
    parts = [Text("hele perioden", "the whole period")]
    if before:
        count = _days(before)
        parts.insert(0, Text(f"{count.da} før", f"{count.en} before"))
    if after:
        count = _days(after)
        parts.append(Text(f"{count.da} efter den", f"{count.en} after it"))
    da, en = " og ".join(part.da for part in parts), " and ".join(part.en for part in parts)
    return Text(
        f"{da[0].upper()}{da[1:]} skal være leveret.",
        f"{en[0].upper()}{en[1:]} must be delivered.",
    )


def _days(count: int) -> Text:
    return Text("1 dag", "1 day") if count == 1 else Text(f"{count} dage", f"{count} days")


def _code_words(need: CodeNeed) -> Text:
    found, count = need.codelist, len(need.codelist.codes)
    return Text(
        f"Koder i {need.table}.{need.column}, som kan slås op på kodelisten »{found.title.da}« "
        f"{found.version} ({count} {'kode' if count == 1 else 'koder'}). {found.status.da}.",
        f"Codes in {need.table}.{need.column} that can be looked up on the code list "
        f"'{found.title.en}' {found.version} ({count} {'code' if count == 1 else 'codes'}). "
        f"{found.status.en}.",
    )
