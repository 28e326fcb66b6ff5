"""Who speaks for one unit delivers that unit's data alone.

A window of others' days would replace theirs; so would a row or a withdrawal under an id that earlier deliveries
have of theirs: ids are the suppliers' own, and nothing keeps one from naming another's. Rows of a unit that the
delivery does not name are set aside when it is read.
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.shapes import unit_column
from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text
from tvaerblik.store.store import Store

# Whose word covers everybody in a register that is told of as a whole
WHOLE = ("region", "country")


def check_own_units(delivery: ReadDelivery, unit: str | None, units: UnitRegister) -> None:
    """Raises BadInput where the delivery covers a unit outside `unit`; None speaks for all."""
    if unit is None:
        return
    if unit not in units.units:
        raise BadInput(_of_no_unit())
    own = frozenset(units.inside(unit))
    covered = {
        name
        for table in delivery.tables
        for window in (*table.covers, *table.replaces)
        for name in window.units or ("",)
    }
    if "" in covered and units.units[unit].kind not in WHOLE:
        raise BadInput(_of_all(units.units[unit].name))
    others = sorted(covered - own - {""})
    if others:
        raise BadInput(_of_others(units.units[unit].name, ", ".join(others)))


def check_own_rows(
    delivery: ReadDelivery, unit: str | None, units: UnitRegister, store: Store
) -> None:
    """Raises BadInput where a key that is sent or withdrawn is that of a row of a unit outside `unit`."""
    if unit is None:
        return
    own = pa.array(sorted(units.inside(unit)), pa.string())
    rows = sum(_keys_of_others(table, own, delivery, store) for table in delivery.tables)
    if rows:
        raise BadInput(_of_rows(units.units[unit].name, rows))


def _keys_of_others(table: ReadTable, own: pa.Array, delivery: ReadDelivery, store: Store) -> int:
    """A table without units is told of as a whole, by one who speaks for all of it. Where the person is part of
    the key no row can be taken for another person's."""
    key, column = list(table.register.key), unit_column(table.register)
    if column is None or any(table.register.column(name).type == "person" for name in key):
        return 0
    theirs = [
        _others(rows, column, own).select(key)
        for rows in _earlier(table, [*key, column], delivery, store)
    ]
    if not theirs:
        return 0
    # By part of the key all that begins with it is withdrawn
    named = [table.rows.select(key), *([] if table.removed is None else [table.removed])]
    return sum(_found(keys, pa.concat_tables(theirs)) for keys in named)


def _found(keys: pa.Table, theirs: pa.Table) -> int:
    columns = keys.column_names
    return int(keys.join(theirs.select(columns), keys=columns, join_type="left semi").num_rows)


def _earlier(
    table: ReadTable, columns: list[str], delivery: ReadDelivery, store: Store
) -> Iterator[pa.Table]:
    """Held deliveries too: they may be taken in tomorrow."""
    for record in store.deliveries(delivery.card.name):
        summary = record.summary(table.table)
        if summary is not None and summary.key == table.register.key:
            yield pq.read_table(store.home.root / summary.file.path, columns=columns)


def _others(rows: pa.Table, column: str, own: pa.Array) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows[column], own)))


def _of_rows(own: Text, rows: int) -> Problem:
    one, they = ("række", "row") if rows == 1 else ("rækker", "rows")
    return Problem(
        "K-OWNER",
        Text(
            f"Leverancen har {rows} {one}, der hører til en anden enhed; du leverer for {own.da}.",
            f"The delivery has {rows} {they} that belong to another unit; you deliver for {own.en}.",
        ),
        Text(
            "Lad kun egne rækker og egne id'er være med, også dem, der trækkes tilbage.",
            "Leave only rows and ids of your own in, those withdrawn too.",
        ),
    )


def _of_no_unit() -> Problem:
    return Problem(
        "K-OWNER",
        Text(
            "Din konto siger ikke, hvilken enhed du leverer for.",
            "Your account does not say which unit you deliver for.",
        ),
        Text("En systemadministrator skriver det.", "A systemadministrator writes it."),
    )


def _of_all(own: Text) -> Problem:
    return Problem(
        "K-OWNER",
        Text(
            f"Leverancen dækker alle enheder; du leverer for {own.da}.",
            f"The delivery covers all units; you deliver for {own.en}.",
        ),
        Text(
            "Skriv enheden under »units« i følgesedlen, og lad kun dens rækker være med.",
            "Write the unit under 'units' in the delivery note, and leave only its rows in.",
        ),
    )


def _of_others(own: Text, others: str) -> Problem:
    return Problem(
        "K-OWNER",
        Text(
            f"Leverancen dækker også {others}; du leverer for {own.da}.",
            f"The delivery covers {others} too; you deliver for {own.en}.",
        ),
        Text(
            "Lad kun din egen enhed stå i følgesedlen og i rækkerne.",
            "Leave only your own unit in the delivery note and in the rows.",
        ),
    )
