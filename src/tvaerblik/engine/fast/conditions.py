"""Conditions of the language as Ibis expressions. Null means unknown, as in SQL."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
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
    Linked,
    Not,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import arrow_schema, date_column, days_to_placing
from tvaerblik.catalogue.strata import AGE_BANDS


def table_of(catalogue: Catalogue, name: str) -> Any:
    """An unbound table with the columns of the register card: compiles for any backend."""
    schema = ibis.Schema.from_pyarrow(arrow_schema(catalogue.registers[name]))
    return ibis.table(schema, name=name)


def local_date(catalogue: Catalogue, table: Any, moment: str) -> Any:
    return table[date_column(catalogue.registers[table.get_name()], moment)]


def placing_day(register: Register, table: Any, moment: str) -> Any:
    """The day that puts a row in a period, and that its age is asked on: a week's is its Thursday."""
    day, shift = table[date_column(register, moment)], days_to_placing(register, moment)
    return shifted(day, shift) if shift else day


def shifted(day: Any, days: int) -> Any:
    # By way of a timestamp, which some backends make of a date and an interval whatever they are
    # told: a cast from date to date would be left out
    return (day.cast("timestamp") + ibis.interval(days=days)).cast("date")


def age_on(table: Any, day: Any) -> Any:
    """Null in a table that does not know when anybody was born."""
    return whole_years(table.born, day) if "born" in table.columns else ibis.null("int64")


Links = Mapping[Linked, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What conditions are asked of: rows, their age on the day that decides it, and the columns that
    already hold the answer for each linked event; None: nobody has looked yet, so all are unknown."""

    table: Any
    age: Any
    codelists: dict[str, Codelist]
    links: Links | None


def all_hold(
    where: tuple[Condition, ...],
    table: Any,
    age: Any,
    codelists: dict[str, Codelist],
    links: Links | None = None,
) -> Any:
    """True, false or null for each row. `age` is whole years on the row's date; `links` names the
    boolean column of each linked event in the tree; without it they are unknown."""
    return _holds(AllOf(where), Asked(table, age, codelists, links))


def _holds(condition: Condition, asked: Asked) -> Any:
    match condition:
        case Equals(column, value):
            return asked.table[column] == value
        case InCodelist(column, codelist):
            return _begins_with(asked.table[column], asked.codelists[codelist].prefixes)
        case Between(column, limits):
            return _within(asked.table[column], limits)
        case Age(limits):
            return _within(asked.age, limits)
        case Not(of):
            return ~_holds(of, asked)
        case AllOf(of):
            return reduce(and_, [_holds(part, asked) for part in of], ibis.literal(True))
        case AnyOf(of):
            return reduce(or_, [_holds(part, asked) for part in of], ibis.literal(False))
        case Linked():
            known = asked.links
            return ibis.null("boolean") if known is None else asked.table[known[condition]]


def _begins_with(column: Any, prefixes: tuple[str, ...]) -> Any:
    # One IN per prefix length, not one comparison per code: lists have hundreds of codes
    by_length: dict[int, list[str]] = defaultdict(list)
    for prefix in sorted(set(prefixes)):
        by_length[len(prefix)].append(prefix)
    parts = [column.left(length).isin(same) for length, same in sorted(by_length.items())]
    return reduce(or_, parts)


def _within(number: Any, limits: Limits) -> Any:
    low, high = whole_limits(limits)
    parts = [] if low is None else [number >= low]
    return reduce(and_, parts if high is None else [*parts, number <= high])


def whole_limits(limits: Limits) -> tuple[int | None, int | None]:
    """The least and the greatest whole number within: everything compared is a whole number."""
    low: list[int] = []
    high: list[int] = []
    if limits.at_least is not None:
        low.append(_up(limits.at_least))
    if limits.more_than is not None:
        low.append(_down(limits.more_than) + 1)
    if limits.at_most is not None:
        high.append(_down(limits.at_most))
    if limits.less_than is not None:
        high.append(_up(limits.less_than) - 1)
    return max(low, default=None), min(high, default=None)


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
    """Null where the age is; any band before birth, whose rows nobody counts."""
    bounded = [(age <= band.to, band.id) for band in AGE_BANDS if band.to is not None]
    oldest = (age.notnull(), AGE_BANDS[-1].id)
    return ibis.cases(*bounded, oldest, else_=ibis.null("string"))
