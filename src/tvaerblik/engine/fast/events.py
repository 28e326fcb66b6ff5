"""The rows a measure counts, each with the cell of the finest grain it belongs to."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import and_
from typing import Any

import ibis

from tvaerblik.catalogue.language import (
    Condition,
    Edge,
    Linked,
    Proportion,
    Rate,
    RowSet,
    index_conditions,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast.conditions import (
    age_band,
    all_hold,
    local_date,
    month_number,
    table_of,
    whole_years,
)


@dataclass(frozen=True, slots=True)
class Span:
    """The half-open days in which rows count."""

    start: date
    end: date


def placed_rows(measure: Rate | Proportion, catalogue: Catalogue, span: Span) -> Any:
    """meets (true or null), person, month, atom, age, age_band, sex, counts: one line an index row.

    `counts` says whether the row is in the numerator."""
    rows = _index_rows(measure.of, index_conditions(measure), catalogue, span)
    if isinstance(measure, Proportion):
        counts = _followed(rows, measure, catalogue, span)
    else:
        counts = rows.mutate(counts=ibis.literal(True))
    return counts.select("meets", "person", "month", "atom", "age", "age_band", "sex", "counts")


def undecided_followers(measure: Proportion, catalogue: Catalogue, span: Span) -> Any:
    """How many rows that could follow have conditions left open by a missing value."""
    followers = _followers(link_of(measure), catalogue, span)
    return followers.aggregate(undecided=followers.f_meets.isnull().sum())


def population_cells(measure: Rate, catalogue: Catalogue) -> Any:
    """Persons by quarter, municipality, age band and sex."""
    table = table_of(catalogue, "population")
    counted = table.filter(
        all_hold(measure.population_where, table, table.age, catalogue.codelists)
    )
    return counted.group_by(
        quarter_start=counted.quarter_start,
        atom=counted.municipality,
        age_band=age_band(counted.age),
        sex=counted.sex,
    ).aggregate(persons=counted.persons.sum())


def link_of(measure: Proportion) -> Linked:
    """The one event asked for."""
    (link,) = measure.having
    assert isinstance(link, Linked), link
    return link


def _index_rows(of: RowSet, where: tuple[Condition, ...], catalogue: Catalogue, span: Span) -> Any:
    table = table_of(catalogue, of.table)
    day = local_date(catalogue, table, of.date)
    # A plain range on the stored column first: it is what lets a reader skip row groups
    table = table.filter(day >= span.start, day < span.end)
    day = table[day.get_name()]
    age = whole_years(table.born, day)
    meets = all_hold(where, table, age, catalogue.codelists)
    rows = table.mutate(
        meets=meets, month=month_number(day), atom=table.residence, age=age, age_band=age_band(age)
    )
    return rows.filter(rows.meets | rows.meets.isnull())


def _followers(having: Linked, catalogue: Catalogue, span: Span) -> Any:
    """Candidates under names of their own (a table may follow itself): f_key…, f_person, f_to …"""
    table = table_of(catalogue, having.table)
    register = catalogue.registers[having.table]
    to_date = local_date(catalogue, table, having.to)
    reach = span.end + timedelta(days=having.within.longest_days)
    age = whole_years(table.born, to_date) if "born" in table.columns else ibis.null("int64")
    followers = table.select(
        f_meets=all_hold(having.where, table, age, catalogue.codelists),
        f_person=table.person,
        f_to=table[having.to],
        f_to_date=to_date,
        **{f"f_{key}": table[key] for key in register.key},
    )
    return followers.filter(followers.f_to_date >= span.start, followers.f_to_date <= reach)


def _followed(rows: Any, measure: Proportion, catalogue: Catalogue, span: Span) -> Any:
    having = link_of(measure)
    followers = _followers(having, catalogue, span)
    followers = followers.filter(followers.f_meets)
    keys = catalogue.registers[measure.of.table].key
    from_date = date_name(catalogue, measure.of.table, having.from_)
    within = [
        rows.person == followers.f_person,
        _after(rows, followers, having, having.within.after, from_date),
        _before(rows, followers, having, having.within.before, from_date),
    ]
    if having.table == measure.of.table:
        itself = reduce(and_, [rows[key] == followers[f"f_{key}"] for key in keys])
        within.append(~itself)
    # A range join and then each index row once. No ASOF join: other backends have none, and a
    # transpiler once turned it silently into an ordinary one
    pairs = rows.inner_join(followers, within)
    matched = pairs.select(**{f"m_{key}": pairs[key] for key in keys}).distinct()
    joined = rows.left_join(matched, [rows[key] == matched[f"m_{key}"] for key in keys])
    return joined.mutate(counts=joined[f"m_{keys[0]}"].notnull())


def date_name(catalogue: Catalogue, table: str, moment: str) -> str:
    name: str = local_date(catalogue, table_of(catalogue, table), moment).get_name()
    return name


def _after(rows: Any, followers: Any, having: Linked, edge: Edge, from_date: str) -> Any:
    moment, border = _sides(rows, followers, having, edge, from_date)
    return moment > border if edge.strict else moment >= border


def _before(rows: Any, followers: Any, having: Linked, edge: Edge, from_date: str) -> Any:
    moment, border = _sides(rows, followers, having, edge, from_date)
    return moment < border if edge.strict else moment <= border


def _sides(
    rows: Any, followers: Any, having: Linked, edge: Edge, from_date: str
) -> tuple[Any, Any]:
    """The follower's moment and the border it is held against, in the edge's own unit."""
    if edge.unit == "days":
        border = (rows[from_date] + ibis.interval(days=edge.amount)).cast("date")
        return followers.f_to_date, border
    return followers.f_to, rows[having.from_] + ibis.interval(hours=edge.amount)
