"""Conditions and moments, one row at a time. None is unknown."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

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
from tvaerblik.catalogue.strata import AGE_BANDS

Row = dict[str, Any]
Truth = bool | None


def no_link(link: Linked) -> Truth:
    """For rows of which no other event can be asked: those of the population, and events themselves."""
    raise AssertionError(link)


def holds(
    condition: Condition,
    row: Row,
    age: int | None,
    codelists: dict[str, Codelist],
    linked: Callable[[Linked], Truth] = no_link,
) -> Truth:
    match condition:
        case Equals(column, value):
            return None if row[column] is None else bool(row[column] == value)
        case InCodelist(column, codelist):
            code = row[column]
            return None if code is None else code.startswith(codelists[codelist].prefixes)
        case Between(column, limits):
            return None if row[column] is None else inside(limits, row[column])
        case Age(limits):
            return None if age is None else inside(limits, age)
        case Not(of):
            truth = holds(of, row, age, codelists, linked)
            return None if truth is None else not truth
        case AllOf(of):
            return all_true([holds(part, row, age, codelists, linked) for part in of])
        case AnyOf(of):
            return any_true([holds(part, row, age, codelists, linked) for part in of])
        case Linked():
            return linked(condition)


def all_true(truths: list[Truth]) -> Truth:
    if False in truths:
        return False
    return None if None in truths else True


def any_true(truths: list[Truth]) -> Truth:
    if True in truths:
        return True
    return None if None in truths else False


def inside(limits: Limits, number: int) -> bool:
    if limits.at_least is not None and number < limits.at_least:
        return False
    if limits.more_than is not None and number <= limits.more_than:
        return False
    if limits.at_most is not None and number > limits.at_most:
        return False
    return limits.less_than is None or number < limits.less_than


def age_on(born: date, day: date) -> int:
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def age_of(row: Row, day: date | None) -> int | None:
    """None where the table does not tell who was born when."""
    born = row.get("born")
    return None if born is None or day is None else age_on(born, day)


def band_name(age: int) -> str:
    for band in AGE_BANDS:
        if band.from_ <= age and (band.to is None or age <= band.to):
            return band.id
    raise AssertionError(age)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
