"""Conditions of the language as Ibis expressions. Null means unknown, as in SQL."""

from collections import defaultdict
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis

from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.language import (
    Age,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Equals,
    InCodelist,
    Limits,
    Not,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.shapes import arrow_schema, date_column
from tvaerblik.catalogue.strata import AGE_BANDS


def table_of(catalogue: Catalogue, name: str) -> Any:
    """An unbound table with the columns of the register card: compiles for any backend."""
    schema = ibis.Schema.from_pyarrow(arrow_schema(catalogue.registers[name]))
    return ibis.table(schema, name=name)


def local_date(catalogue: Catalogue, table: Any, moment: str) -> Any:
    return table[date_column(catalogue.registers[table.get_name()], moment)]


def all_hold(
    where: tuple[Condition, ...], table: Any, age: Any, codelists: dict[str, Codelist]
) -> Any:
    """True, false or null for each row. `age` is whole years on the row's date."""
    return _holds(AllOf(where), table, age, codelists)


def _holds(condition: Condition, table: Any, age: Any, codelists: dict[str, Codelist]) -> Any:
    match condition:
        case Equals(column, value):
            return table[column] == value
        case InCodelist(column, codelist):
            return _begins_with(table[column], codelists[codelist].prefixes)
        case Between(column, limits):
            return _within(table[column], limits)
        case Age(limits):
            return _within(age, limits)
        case Not(of):
            return ~_holds(of, table, age, codelists)
        case AllOf(of):
            return reduce(and_, _each(of, table, age, codelists), ibis.literal(True))
        case AnyOf(of):
            return reduce(or_, _each(of, table, age, codelists), ibis.literal(False))


def _each(
    of: tuple[Condition, ...], table: Any, age: Any, codelists: dict[str, Codelist]
) -> list[Any]:
    return [_holds(part, table, age, codelists) for part in of]


def _begins_with(column: Any, prefixes: tuple[str, ...]) -> Any:
    # One IN per prefix length, not one comparison per code: lists have hundreds of codes
    by_length: dict[int, list[str]] = defaultdict(list)
    for prefix in sorted(set(prefixes)):
        by_length[len(prefix)].append(prefix)
    parts = [column.left(length).isin(same) for length, same in sorted(by_length.items())]
    return reduce(or_, parts)


def _within(number: Any, limits: Limits) -> Any:
    # Everything compared is a whole number, so limits become whole numbers as well
    parts = []
    if limits.at_least is not None:
        parts.append(number >= _up(limits.at_least))
    if limits.more_than is not None:
        parts.append(number > _down(limits.more_than))
    if limits.at_most is not None:
        parts.append(number <= _down(limits.at_most))
    if limits.less_than is not None:
        parts.append(number < _up(limits.less_than))
    return reduce(and_, parts)


def _up(limit: Decimal) -> int:
    return int(limit.to_integral_value(ROUND_CEILING))


def _down(limit: Decimal) -> int:
    return int(limit.to_integral_value(ROUND_FLOOR))


def month_number(day: Any) -> Any:
    # int64 first: months as small integers overflow on some backends
    return day.year().cast("int64") * 12 + day.month().cast("int64") - 1


def whole_years(born: Any, day: Any) -> Any:
    """Age in whole years; 29 February counts as after 28 February, so on 1 March in common years."""
    return (
        day.year().cast("int64")
        - born.year().cast("int64")
        - (_turn(day) < _turn(born)).cast("int64")
    )


def _turn(day: Any) -> Any:
    return day.month().cast("int64") * 100 + day.day().cast("int64")


def age_band(age: Any) -> Any:
    bounded = [(age <= band.to, band.id) for band in AGE_BANDS if band.to is not None]
    return ibis.cases(*bounded, else_=AGE_BANDS[-1].id)
