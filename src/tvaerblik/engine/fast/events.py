"""The rows a measure counts, each with the cell of the finest grain it belongs to."""

from datetime import timedelta
from typing import Any

import ibis

from tvaerblik.catalogue.language import (
    Counted,
    DaysInPeriod,
    Profile,
    Proportion,
    Rate,
    Stock,
    counts_persons,
    index_conditions,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.shapes import date_column, days_to_placing
from tvaerblik.engine.fast.amounts import amount_of, with_amount
from tvaerblik.engine.fast.conditions import (
    Links,
    age_band,
    age_on,
    all_hold,
    month_number,
    placing_day,
    table_of,
)
from tvaerblik.engine.fast.intervals import in_force, night_by_night, slot_by_slot
from tvaerblik.engine.fast.links import Index, linked_rows, not_false, with_links
from tvaerblik.engine.fast.readmissions import without_left_out
from tvaerblik.engine.fast.slots import Slots


def placed_rows(measure: Counted, catalogue: Catalogue, slots: Slots) -> Any:
    """One line a row counted; for a stock a row and night, for days in a period a row and slot.

    meets           true, or null: the row's own conditions are not decided
    counts          in the numerator: what `having` says (null: not decided), otherwise true
    person          int64; null in a table without persons
    sequence        int64, the rows' order in time, and for rows that last the same in each of a
                    row's lines; 0 for rows at a moment where no persons are counted
    day, slot       where in time it counts; for days in a period its first day there
    atom            the place as it stands; null where it is missing
    age, age_band   on the day that decides them; null in a table without dates of birth
    sex             null in a table without it
    amount          int64; null where there is none
    amount_unknown  a missing value leaves the amount out, which unknown: fail refuses
    k_<key>         of a profile alone: the row's key, to join its events by

    Rows whose conditions are false are not there, nor those that a readmission's choices leave out.
    Needs the tables of `intervals.tables_beside` in the session."""
    of, register = measure.of, catalogue.registers[measure.of.table]
    amount = amount_of(measure)
    if isinstance(measure, Stock):
        rows, index = _of_nights(measure, catalogue, slots)
    elif isinstance(amount, DaysInPeriod):
        rows, index = _of_slots(measure, amount, catalogue, slots)
    else:
        rows, index = _of_moments(measure, catalogue, slots)
    place = register.place(of.place)
    assert place is not None, (of.table, of.place)
    names = rows.columns
    return rows.select(
        meets=rows.row_meets,
        counts=rows.row_counts if "row_counts" in names else ibis.literal(True),
        person=rows.person if "person" in names else ibis.null("int64"),
        sequence=rows.row_sequence if "row_sequence" in names else ibis.literal(0).cast("int64"),
        day=rows.row_day,
        slot=rows.row_slot,
        atom=rows[place],
        age=rows.row_age,
        age_band=age_band(rows.row_age),
        sex=rows.sex if "sex" in names else ibis.null("string"),
        amount=rows.row_amount if "row_amount" in names else ibis.null("int64"),
        amount_unknown=(
            rows.row_amount_unknown if "row_amount_unknown" in names else ibis.literal(False)
        ),
        **({f"k_{name}": rows[name] for name in index.key} if isinstance(measure, Profile) else {}),
    )


def population_cells(measure: Rate, catalogue: Catalogue) -> Any:
    """Persons by quarter, municipality, age band and sex; of residents by month, with their days."""
    table = table_of(catalogue, measure.population)
    counted = table.filter(
        all_hold(measure.population_where, table, table.age, catalogue.codelists)
    )
    by_month = measure.population == "resident"
    when = (
        {"month": month_number(counted.month_start)}
        if by_month
        else {"quarter_start": counted.quarter_start}
    )
    days = {"person_days": counted.person_days.sum()} if by_month else {}
    return counted.group_by(
        **when,
        atom=counted.municipality,
        age_band=age_band(counted.age),
        sex=counted.sex,
    ).aggregate(persons=counted.persons.sum(), **days)


def _numbered(rows: Any, index: Index) -> Any:
    """row_sequence: by the moment itself, then the smallest key."""
    order = [rows[index.of.date], *(rows[name] for name in index.key)]
    number = ibis.row_number().over(ibis.window(order_by=order))
    return rows.mutate(row_sequence=number.cast("int64"))


# Rows at a moment --------------------------------------------------------------------------------


def _of_moments(measure: Counted, catalogue: Catalogue, slots: Slots) -> tuple[Any, Index]:
    of, register = measure.of, catalogue.registers[measure.of.table]
    shift = timedelta(days=days_to_placing(register, of.date))
    index = Index(of, catalogue, slots.start - shift, slots.end - shift)
    table = table_of(catalogue, of.table)
    stored = table[date_column(register, of.date)]
    # A plain range on the stored column first: it is what lets a reader skip row groups
    table = table.filter(stored >= index.start, stored < index.end)
    rows = table.mutate(row_day=placing_day(register, table, of.date))
    rows, links = _that_meet(rows, rows.row_day, measure, index)
    rows = rows.mutate(row_slot=slots.number(rows.row_day))
    if isinstance(measure, Proportion):
        rows = without_left_out(rows, measure, index)
        rows, links = with_links(rows, measure.having, index, links)
        rows = rows.mutate(row_counts=index.holds(measure.having, rows, rows.row_age, links))
    amount = amount_of(measure)
    if amount is not None:
        assert not isinstance(amount, DaysInPeriod), measure
        rows = with_amount(rows, amount, index, refuses=measure.unknown == "fail")
    return (_numbered(rows, index) if counts_persons(measure) else rows), index


def _that_meet(rows: Any, day: Any, measure: Counted, index: Index) -> tuple[Any, Links]:
    """The rows whose conditions are not false, with row_age (on `day`) and row_meets; the columns of
    linked events."""
    where = index_conditions(measure)
    rows = rows.mutate(row_age=age_on(rows, day))
    rows, links = linked_rows(rows, where, rows.row_age, index)
    rows = rows.mutate(row_meets=index.holds(where, rows, rows.row_age, links))
    return rows.filter(not_false(rows.row_meets)), links


# Rows that last ----------------------------------------------------------------------------------


def _lasting(measure: Counted, ends: str, catalogue: Catalogue, slots: Slots) -> tuple[Any, Index]:
    """The rows in force, and what is known of where they begin."""
    of, register = measure.of, catalogue.registers[measure.of.table]
    table = table_of(catalogue, of.table)
    starts = date_column(register, of.date)
    rows = in_force(table, starts, date_column(register, ends), slots)
    return rows, Index(of, catalogue, None, slots.end)


def _of_nights(measure: Stock, catalogue: Catalogue, slots: Slots) -> tuple[Any, Index]:
    rows, index = _lasting(measure, measure.until, catalogue, slots)
    where, no_age = measure.of.where, ibis.null("int64")
    # Those that are out at every age first: there are fewer rows than rows and nights
    rows = rows.filter(not_false(index.holds(where, rows, no_age, None)))
    rows, links = with_links(rows, where, index)
    rows = night_by_night(_numbered(rows, index), measure, index.register, slots)
    rows = rows.mutate(row_age=age_on(rows, rows.row_day))
    rows = rows.mutate(row_meets=index.holds(where, rows, rows.row_age, links))
    return rows.filter(not_false(rows.row_meets)), index


def _of_slots(
    measure: Counted, amount: DaysInPeriod, catalogue: Catalogue, slots: Slots
) -> tuple[Any, Index]:
    rows, index = _lasting(measure, amount.to, catalogue, slots)
    register = index.register
    starts, ends = date_column(register, measure.of.date), date_column(register, amount.to)
    rows, _ = _that_meet(rows, rows[starts], measure, index)
    return slot_by_slot(_numbered(rows, index), starts, ends, slots), index
