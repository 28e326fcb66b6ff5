"""Reads a source whose files are declared column by column: the way to write a new source.

A source module lists its files and their columns, and what is peculiar to it in a hook:

    before  rows that leave first (another specialty, a withdrawn referral), and keys withdrawn
    after   what must hold of all rows together (spells of one person do not overlap)

The rest is the same everywhere and lies here: what is missing, whose rows cannot be told, what must be
filled in (the register's card says it), the date of birth and the sex (read from the number, or held
against it), what is covered and restated.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.cpr import CPR_ALONE
from tvaerblik.core.cpr_facts import born_and_sex
from tvaerblik.core.deliveries import EVERYTHING, Aside, Switch, Window
from tvaerblik.core.texts import Text
from tvaerblik.sources.absent import read_absent
from tvaerblik.sources.asides import set_aside
from tvaerblik.sources.columns import Column, Values
from tvaerblik.sources.covers import stated_windows, tells_who_delivers
from tvaerblik.sources.delivered import delivered
from tvaerblik.sources.files import Received
from tvaerblik.sources.reading import Raw, read_file
from tvaerblik.sources.shapes import FileShape, World, shape_of
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import check_filled, check_leading_zero

Removed = pa.Table | None
Before = Callable[[Raw, list[Aside], Trouble], tuple[Raw, Removed]]
After = Callable[[Raw, Values, tuple[Window, ...], Trouble], None]
# Years 1850 to 2199 have fewer days than this
ALL_DAYS = 200_000
# The reason why a row is set aside that states another of these than its person's number
NOT_OF_NUMBER = {"born": "birthday_not_of_number", "sex": "sex_not_of_number"}


def _nothing_first(raw: Raw, asides: list[Aside], trouble: Trouble) -> tuple[Raw, Removed]:
    return raw, None


def _nothing_more(raw: Raw, values: Values, windows: tuple[Window, ...], trouble: Trouble) -> None:
    return None


@dataclass(frozen=True)
class DeclaredFile:
    """One file of a source and the canonical table it becomes."""

    source: str
    name: str  # without its suffix
    table: str
    columns: tuple[Column, ...]
    before: Before = _nothing_first
    after: After = _nothing_more
    switches: Callable[[Raw, Values], tuple[Switch, ...]] = lambda raw, values: ()
    optional: bool = False  # then a delivery may lack the file

    @property
    def person(self) -> str | None:
        """The supplier's name of the column with CPR numbers."""
        return next((column.name for column in self.columns if column.kind == "cpr"), None)

    @property
    def shape(self) -> FileShape:
        return FileShape(
            self.source,
            self.name,
            {column.name: column.kind for column in self.columns},
            frozenset(column.name for column in self.columns if column.optional),
            personal=self.person is not None,
        )

    @property
    def spelled(self) -> dict[str, str]:
        """Canonical column → the supplier's. What is read from the CPR number is spelled as that."""
        named = {fills: column.name for column in self.columns for fills in column.fills}
        from_number = dict.fromkeys(("born", "sex"), self.person) if self.person else {}
        return {**from_number, **named}


def shapes(files: tuple[DeclaredFile, ...]) -> tuple[FileShape, ...]:
    return tuple(file.shape for file in files)


def read_declared(
    received: Received, world: World, files: tuple[DeclaredFile, ...]
) -> ReadDelivery:
    trouble, asides = Trouble(), []
    raws = [(file, _raw(received, file, world, trouble)) for file in files]
    windows = {
        file.name: stated_windows(received, file.name, world, trouble) for file, raw in raws if raw
    }
    trouble.check()
    tables = tuple(
        _table(raw, file, windows[file.name], world, asides, trouble) for file, raw in raws if raw
    )
    trouble.check()
    originals = {} if any(file.person for file in files) else received.files
    card = world.cards[files[0].source]
    return delivered(received, card, tables, asides, originals=originals)


def _raw(received: Received, file: DeclaredFile, world: World, trouble: Trouble) -> Raw | None:
    for name, data in received.files.items():
        if shape_of(name, (file.shape,)):
            return read_file(data, name, file.shape, world=world, trouble=trouble)
    return read_absent(received, file.shape, trouble, optional=file.optional)


def _table(
    raw: Raw,
    file: DeclaredFile,
    windows: tuple[Window, ...],
    world: World,
    asides: list[Aside],
    trouble: Trouble,
) -> ReadTable:
    register = world.registers[file.table]
    raw, removed = file.before(raw, asides, trouble)
    raw, from_number = _without_unlinked(raw, file, register, asides, trouble)
    _check_filled(raw, file, register, trouble)
    values = from_number
    for column in file.columns:
        values |= column.read(raw, world, trouble)
    raw, values = _without_contradictions(raw, values, file, asides)
    if tells_who_delivers(file.source, world):
        raw, values = _without_others(raw, values, register, windows, asides)
    file.after(raw, values, windows, trouble)
    restates_all = world.cards[file.source].restates == "whole"
    return ReadTable(
        register,
        pa.table(values).select(arrow_schema(register).names),
        raw.file,
        raw.lines,
        file.spelled,
        raw.undeclared_order,
        windows,
        (EVERYTHING,) if restates_all else windows,
        removed,
        switches=file.switches(raw, values),
    )


def _without_others(
    raw: Raw,
    values: Values,
    register: Register,
    windows: tuple[Window, ...],
    asides: list[Aside],
) -> tuple[Raw, Values]:
    """Rows of a municipality that the note does not name: it has not delivered, whoever sent them."""
    named = {unit for window in windows for unit in (window.units or ())}
    places = values[register.place("provider") or ""]
    own = pc.or_(pc.is_null(places), pc.is_in(places, pa.array(sorted(named), pa.string())))
    raw = set_aside(raw, own, table=register.table, reason="not_covered", asides=asides)
    return raw, {name: column.filter(own) for name, column in values.items()}


def _without_contradictions(
    raw: Raw, values: Values, file: DeclaredFile, asides: list[Aside]
) -> tuple[Raw, Values]:
    """A register that states the birthday or the sex may not contradict the number beside it: nobody can
    tell which of them is wrong, and every file of a person is held against the same number."""
    stated = {fills for column in file.columns for fills in column.fills}
    if file.person is None or not stated & NOT_OF_NUMBER.keys():
        return raw, values
    for name, reason in NOT_OF_NUMBER.items():
        if name in stated:
            of_number = dict(zip(("born", "sex"), born_and_sex(values["person"]), strict=True))
            agrees = pc.fill_null(pc.equal(values[name], of_number[name]), False)
            raw = set_aside(raw, agrees, table=file.table, reason=reason, asides=asides)
            values = {column: found.filter(agrees) for column, found in values.items()}
    return raw, values


def _without_unlinked(
    raw: Raw, file: DeclaredFile, register: Register, asides: list[Aside], trouble: Trouble
) -> tuple[Raw, Values]:
    """The rows whose person can be told, and what the number tells where no column of the file does.

    Nobody can be told from a number that is none, nor from 31 February where a table needs the age."""
    if file.person is None:
        return raw, {}
    check_leading_zero(raw, file.person, trouble)
    numbers = raw.column(file.person)
    told = _told_by_number(numbers, file, register)
    linked = pc.fill_null(pc.match_substring_regex(numbers, CPR_ALONE), False)
    if "born" in told and register.column("born").required:
        linked = pc.and_(linked, pc.is_valid(told["born"]))
    raw = set_aside(raw, linked, table=file.table, reason="unlinked_person", asides=asides)
    return raw, {name: found.filter(linked) for name, found in told.items()}


def _told_by_number(numbers: pa.Array, file: DeclaredFile, register: Register) -> Values:
    filled = {fills for column in file.columns for fills in column.fills}
    wanted = [name for name in ("born", "sex") if name not in filled and register.column(name)]
    if not wanted:
        return {}
    born, sex = born_and_sex(numbers)
    return {name: {"born": born, "sex": sex}[name] for name in wanted}


def _check_filled(raw: Raw, file: DeclaredFile, register: Register, trouble: Trouble) -> None:
    required = {column.name for column in register.columns if column.required}
    for column in file.columns:
        if required & set(column.fills):
            check_filled(raw, column.name, trouble)


# -- for the hooks -----------------------------------------------------------------------------------


def check_apart(
    raw: Raw,
    values: Values,
    trouble: Trouble,
    *,
    of: tuple[str, ...],
    start: str,
    end: str,
    spelled: str,
) -> None:
    """Spells [start, end) of the same `of` may not overlap; an empty end is open, so only the last may be.

    Each spell is put on one line of days, `of` by `of`, and held against the furthest end before it."""
    rows = pa.table({name: values[name] for name in (*of, start, end)})
    if rows.num_rows < 2:
        return
    order = pc.sort_indices(rows, [(name, "ascending") for name in (*of, start)])
    rows = rows.take(order)
    first = pc.cast(rows[start].combine_chunks(), pa.int32()).cast(pa.int64())
    last = pc.cast(rows[end].combine_chunks(), pa.int32()).cast(pa.int64())
    begins = pc.multiply(_group_numbers(rows, of), ALL_DAYS)
    reach = pc.cumulative_max(pc.add(begins, pc.fill_null(last, ALL_DAYS // 2)))
    overlaps = pc.less(pc.add(begins, first)[1:], reach[:-1])
    bad = pc.add(pc.indices_nonzero(pc.fill_null(overlaps, False)), 1)
    trouble.add_rows(
        "K-OVERLAP",
        Text(
            "Perioden overlapper en anden periode for det samme.",
            "The spell overlaps another spell of the same.",
        ),
        Text(
            "Afslut den tidligere periode, før den næste begynder (slutdagen er den første dag uden).",
            "End the earlier spell before the next begins (its end is the first day without).",
        ),
        file=raw.file,
        column=spelled,
        rows=sorted(raw.lines.take(order.take(bad)).to_pylist()),
    )


def _group_numbers(rows: pa.Table, of: tuple[str, ...]) -> pa.Array:
    """0, 0, 1, 2, 2 …: one more where a sorted row differs from the one before it."""
    changes = [
        pc.fill_null(pc.not_equal(column[1:], column[:-1]), True)
        for column in (rows[name].combine_chunks() for name in of)
    ]
    changed = changes[0]
    for more in changes[1:]:
        changed = pc.or_(changed, more)
    steps = pa.concat_arrays([pa.array([0], pa.int64()), changed.cast(pa.int64())])
    return pc.cumulative_sum(steps)
