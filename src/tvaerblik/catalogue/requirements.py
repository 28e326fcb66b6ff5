"""Which data a definition needs: tables, columns, codes, and the days around a period."""

from collections.abc import Iterator
from dataclasses import dataclass

from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.columns_used import ColumnUse, uses_of
from tvaerblik.catalogue.language import InCodelist, Indicator, Reported
from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.phrases import days
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.series import series_title
from tvaerblik.catalogue.standards import Standard
from tvaerblik.core.texts import Language, Text

POPULATION = "population"
LANGUAGES: tuple[Language, ...] = ("da", "en")


@dataclass(frozen=True, slots=True)
class TableNeed:
    """A delivered table; `through` is the derived register it is needed for. The days before and
    after a period must be delivered too. `last_level`: some day of the period is enough. `series`:
    the title of the one that is needed, where the table has several."""

    register: Register
    through: Register | None
    columns: tuple[str, ...]
    days_before: int
    days_after: int
    last_level: bool = False
    series: str | None = None


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
    standards: tuple[Standard, ...] = ()


def requirements_of(indicator: Indicator, catalogue: Catalogue) -> Requirements:
    """A composed indicator needs what its parts need, for as many days as it waits itself."""
    needs: dict[str, TableNeed] = {}
    codes: dict[tuple[str, str, str], CodeNeed] = {}
    for part in catalogue.components(indicator):
        uses = list(uses_of(part, catalogue))
        for table, columns in _by_table(uses, catalogue).items():
            for need in _needs(indicator, part, catalogue.registers[table], columns, catalogue):
                _add(needs, need)
        for use in uses:
            if isinstance(use.condition, InCodelist):
                codelist = catalogue.codelists[use.condition.codelist]
                key = (use.table, use.condition.column, codelist.id)
                codes[key] = CodeNeed(use.table, use.condition.column, codelist)
    standards: tuple[Standard, ...] = ()
    if indicator.standardise is not None:
        standards = (catalogue.standards[indicator.standardise.standard],)
    return Requirements(indicator, tuple(needs.values()), tuple(codes.values()), standards)


def columns_of(indicator: Indicator, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The columns used of each table, derived ones and those they are made from both."""
    found: dict[str, tuple[str, ...]] = {}
    for part in catalogue.components(indicator):
        for table, columns in _by_table(list(uses_of(part, catalogue)), catalogue).items():
            found[table] = _in_order(catalogue.registers[table], {*columns, *found.get(table, ())})
    for need in requirements_of(indicator, catalogue).tables:
        found.setdefault(need.register.table, need.columns)
    for table in list(found):
        for parent in _derived_between(table, catalogue):
            found.setdefault(parent, _required(catalogue.registers[parent]))
    return found


def _derived_between(table: str, catalogue: Catalogue) -> Iterator[str]:
    """The derived registers that a derived one is made from, however many steps away."""
    for parent in catalogue.registers[table].built_from:
        if catalogue.registers[parent].built_from:
            yield parent
        yield from _derived_between(parent, catalogue)


def _required(register: Register) -> tuple[str, ...]:
    """Whatever is derived is cut and joined by its parents' moments."""
    return tuple(c.name for c in register.columns if c.required or register.has_moment(c.name))


def _by_table(uses: list[ColumnUse], catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """In the register's order."""
    wanted: dict[str, set[str]] = {}
    for use in uses:
        wanted.setdefault(use.table, set()).add(use.column)
    return {
        table: _in_order(catalogue.registers[table], columns) for table, columns in wanted.items()
    }


def _in_order(register: Register, columns: set[str]) -> tuple[str, ...]:
    return tuple(column.name for column in register.columns if column.name in columns)


def _add(needs: dict[str, TableNeed], need: TableNeed) -> None:
    """One need a table, with the columns of all who need it."""
    known = needs.get(need.register.table)
    columns = need.columns if known is None else {*known.columns, *need.columns}
    needs[need.register.table] = TableNeed(
        need.register,
        need.through if known is None else known.through or need.through,
        _in_order(need.register, set(columns)),
        need.days_before,
        need.days_after,
        need.last_level,
        need.series,
    )


def _needs(
    indicator: Indicator,
    part: Indicator,
    register: Register,
    columns: tuple[str, ...],
    catalogue: Catalogue,
) -> Iterator[TableNeed]:
    """The table itself, or for a derived one those it is made from."""
    levels, series = False, None
    if isinstance(part.measure, Reported):
        levels, series = part.measure.kind == "cumulative", part.measure.series
    title = None if series is None else series_title(series, catalogue.codelists)
    for name in roots_of(register.table, catalogue.registers):
        parent, through = catalogue.registers[name], register if register.built_from else None
        before, after = indicator.look_back_days, indicator.settle_days
        if parent.kind == "snapshot":  # says how things stand: neither look-back nor follow-up
            before, after = 0, 0
        wanted = set(columns)
        if through is not None:
            wanted |= set(_required(parent))
        yield TableNeed(parent, through, _in_order(parent, wanted), before, after, levels, title)


# In words ----------------------------------------------------------------------------------------


def requirement_words(requirements: Requirements) -> tuple[Text, ...]:
    """One sentence a table, a code list and a standard population."""
    return (
        *(_table_words(need) for need in requirements.tables),
        *(_code_words(need) for need in requirements.codes),
        *(_standard_words(standard) for standard in requirements.standards),
    )


def _table_words(need: TableNeed) -> Text:
    register, through = need.register, need.through
    da, en = (f"{register.title.in_(language)} ({register.table})" for language in LANGUAGES)
    if need.series is not None:
        da, en = f"{da}, serien »{need.series}«,", f"{en}, the series '{need.series}',"
    if through is not None:
        da += f", som registret »{through.title.da}« udledes af,"
        en += f", from which the register '{through.title.en}' is derived,"
    columns, when = ", ".join(need.columns), _days_words(need)
    return Text(f"{da} med {columns}. {when.da}", f"{en} with {columns}. {when.en}")


def _days_words(need: TableNeed) -> Text:
    if need.last_level:
        return Text(
            "Mindst én dag i perioden skal være leveret, og én før den.",
            "At least one day of the period must be delivered, and one before it.",
        )
    before, after = need.days_before, need.days_after
    parts = [Text("hele perioden", "the whole period")]
    if before:
        count = days(before)
        parts.insert(0, Text(f"{count.da} før", f"{count.en} before"))
    if after:
        count = days(after)
        parts.append(Text(f"{count.da} efter den", f"{count.en} after it"))
    da, en = " og ".join(part.da for part in parts), " and ".join(part.en for part in parts)
    return Text(
        f"{da[0].upper()}{da[1:]} skal være leveret.",
        f"{en[0].upper()}{en[1:]} must be delivered.",
    )


def _code_words(need: CodeNeed) -> Text:
    found, count = need.codelist, len(need.codelist.codes)
    return Text(
        f"Koder i {need.table}.{need.column}, som kan slås op på kodelisten »{found.title.da}« "
        f"{found.version} ({count} {'kode' if count == 1 else 'koder'}). {found.status.da}.",
        f"Codes in {need.table}.{need.column} that can be looked up on the code list "
        f"'{found.title.en}' {found.version} ({count} {'code' if count == 1 else 'codes'}). "
        f"{found.status.en}.",
    )


def _standard_words(standard: Standard) -> Text:
    return Text(
        f"Standardbefolkningen »{standard.title.da}« {standard.version} ({standard.source}).",
        f"The standard population '{standard.title.en}' {standard.version} ({standard.source}).",
    )
