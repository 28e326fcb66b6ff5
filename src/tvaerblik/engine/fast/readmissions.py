"""Index rows that a readmission's named choices leave out."""

from typing import Any

from tvaerblik.catalogue.language import Linked, Proportion, index_conditions
from tvaerblik.catalogue.shapes import date_column
from tvaerblik.engine.fast.conditions import age_on, placing_day, shifted, table_of
from tvaerblik.engine.fast.links import (
    Index,
    anchors_of,
    in_window,
    linked_rows,
    not_itself,
)


def without_left_out(rows: Any, measure: Proportion, index: Index) -> Any:
    """The rows less those that are readmissions themselves, and those whose person died. A row whose
    own conditions are unknown (row_meets) is no index row that could be left out."""
    named = measure.readmission
    if named is None:
        return rows
    (link,) = measure.having
    assert isinstance(link, Linked), link
    # Where the link is to another table, no index row can be one of its rows
    if named.chaining == "not_allowed" and link.table == index.of.table:
        rows = _without_chained(rows, measure, link, index)
    return _without_dead(rows, link, index) if named.death == "excluded" else rows


def _without_chained(rows: Any, measure: Proportion, link: Linked, index: Index) -> Any:
    """Rule 14 of ADR 0011: it looks one step back, at every row that meets the index conditions."""
    age = age_on(rows, placing_day(index.register, rows, link.to))
    readmitted = index.holds(link.where, rows, age, {})
    anchors = anchors_of(rows.filter(readmitted, rows.row_meets), link.to, index)
    earlier = _index_rows(measure, link, index)
    chained = anchors.semi_join(
        earlier,
        [
            anchors.a_person == earlier.c_person,
            *in_window(
                link.within, (earlier.c_from, earlier.c_from_date), (anchors.a_at, anchors.a_date)
            ),
            not_itself(anchors, earlier, index),
        ],
    )
    return _less(rows, chained, index)


def _less(rows: Any, left_out: Any, index: Index) -> Any:
    # By the key alone: with a condition on one side only, or on ranges, some backends compare all
    # rows with all
    return rows.anti_join(left_out, [rows[name] == left_out[f"ak_{name}"] for name in index.key])


def _index_rows(measure: Proportion, link: Linked, index: Index) -> Any:
    """ck_<key>, c_person, c_from, c_from_date of every row there is that is certainly an index row.

    The whole table: nothing tells how long before the period the stay before can have ended."""
    register, where = index.register, index_conditions(measure)
    everywhere = Index(index.of, index.catalogue)
    table = table_of(index.catalogue, index.of.table)
    table = table.mutate(row_age=age_on(table, placing_day(register, table, index.of.date)))
    table, links = linked_rows(table, where, table.row_age, everywhere)
    found = table.filter(everywhere.holds(where, table, table.row_age, links))
    return found.select(
        c_person=found.person,
        c_from=found[link.from_],
        c_from_date=found[date_column(register, link.from_)],
        **{f"ck_{name}": found[name] for name in register.key},
    )


def _without_dead(rows: Any, link: Linked, index: Index) -> Any:
    """Rule 15: from the day of `from_` to the last day the window can reach, both included."""
    person = table_of(index.catalogue, "person")
    deaths = person.filter(person.died.notnull()).select("person", "died")
    anchors = anchors_of(rows.filter(rows.row_meets), link.from_, index)
    last = shifted(anchors.a_date, link.within.before.days_of_24_hours)
    dead = anchors.semi_join(
        deaths,
        [anchors.a_person == deaths.person, deaths.died >= anchors.a_date, deaths.died <= last],
    )
    return _less(rows, dead, index)
