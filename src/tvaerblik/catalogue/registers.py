"""What each table means, and what each source may do: shapes and law as data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tvaerblik.catalogue.barred import bar
from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.strict_yaml import read_strict_yaml, yaml_files
from tvaerblik.core.errors import DefinitionError, Where
from tvaerblik.core.texts import Text

ColumnType = Literal[
    "person",
    "text",
    "code",
    "integer",
    "boolean",
    "date",
    "instant",
    "week",
    "municipality",
    "unit",
]
MOMENTS = frozenset({"date", "instant", "week"})


@dataclass(frozen=True, slots=True)
class Column:
    """An `instant` x is stored twice: `x` as UTC and `x_date` as the local calendar date, so that no
    engine ever converts a time zone. A `week` is stored as its Monday; it lies in the month, quarter
    and year of its Thursday, as ISO 8601 counts weeks."""

    name: str
    type: ColumnType
    meaning: Text
    required: bool


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """How rows of the table are spoken of, so that a definition can be read aloud: many, one, this
    one, and the one after or before another row of the same table."""

    rows: Text
    one: Text
    row: Text
    next: Text
    earlier: Text
    moments: tuple[tuple[str, Text], ...]
    values: tuple[tuple[str, str, Text], ...]
    columns: tuple[tuple[str, Text], ...]  # where a column's meaning does not fit into a sentence


@dataclass(frozen=True, slots=True)
class Register:
    """One canonical table. Without a legal basis it accepts synthetic data only."""

    table: str
    title: Text
    meaning: Text
    kind: Literal["events", "snapshot", "reported", "derived"]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    window_column: str | None  # the moment by which a delivery's window restates rows
    built_from: tuple[str, ...]  # for a derived table
    parameters: tuple[tuple[str, str], ...]  # for a derived table: named, versioned
    places: tuple[tuple[str, str], ...]  # residence, provider, clinic → the column that says which
    words: RegisterWords | None  # None: its rows are not spoken of in definitions
    controller: str
    purpose: str
    legal_basis: str | None
    retention: str

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    @property
    def parameter(self) -> dict[str, str]:
        return dict(self.parameters)

    def has_moment(self, name: str) -> bool:
        column = self.column(name)
        return column is not None and column.type in MOMENTS

    @property
    def spoken_moments(self) -> tuple[str, ...]:
        """The moments a definition can use: those that have words."""
        said = () if self.words is None else self.words.moments
        return tuple(name for name, _ in said if self.has_moment(name))

    def is_by_week(self, moment: str) -> bool:
        """Whether the moment says no more than a calendar week."""
        column = self.column(moment)
        return column is not None and column.type == "week"

    def place(self, name: str) -> str | None:
        """The column that holds a row's place of that kind; None where the table has none."""
        if self.places:
            return dict(self.places).get(name)
        return name if name == "residence" and self.column(name) is not None else None


@dataclass(frozen=True, slots=True)
class Publicity:
    """An already public source: where it stands, under what licence, who approved relying on it."""

    address: str
    licence: str
    approver: str


@dataclass(frozen=True, slots=True)
class Mask:
    """A mark for a count that the supplier hides, and the bounds it leaves."""

    text: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class NumberDialect:
    """How counts are spelled in files that people type. `1.234` is one thousand two hundred and
    thirty-four only where the dot is declared: elsewhere it may as well be one and a quarter."""

    thousands: Literal["none", "dot"] = "none"
    masks: tuple[Mask, ...] = ()


PLAIN_NUMBERS = NumberDialect()


@dataclass(frozen=True, slots=True)
class SourceCard:
    """What is declared about a supplier's deliveries. How they are read is in `sources`."""

    name: str
    title: Text
    supplier: str
    tables: tuple[str, ...]
    restates: Literal["whole", "window"]
    units: Literal["every", "statistical", "declared"]
    promise_days: int | None  # how old the newest delivery may get; None: the series has ended
    attribution: Text
    already_public: Publicity | None
    numbers: NumberDialect = PLAIN_NUMBERS


def main_source(table: str, cards: Iterable[SourceCard]) -> SourceCard | None:
    """The source that is answerable for a table: of several, the one that promises deliveries still.
    The others stand in for it (the research model for the years before)."""
    found = [card for card in cards if table in card.tables]
    promising = [card for card in found if card.promise_days is not None]
    return next(iter([*promising, *found]), None)


def load_registers(folder: Path) -> dict[str, Register]:
    found = {path.stem: _load_register(path) for path in yaml_files(folder)}
    for register in found.values():
        for parent in register.built_from:
            if parent not in found:
                raise Fields({}, folder / f"{register.table}.yaml").error(
                    "E04",
                    f"Der er intet register »{parent}« at udlede af.",
                    f"There is no register '{parent}' to derive from.",
                    f"Kendte: {', '.join(found)}.",
                    f"Known: {', '.join(found)}.",
                    "built_from",
                )
    return found


def load_source_cards(folder: Path) -> dict[str, SourceCard]:
    return {path.stem: _load_source_card(path) for path in yaml_files(folder)}


def _load_register(path: Path) -> Register:
    fields = Fields(read_strict_yaml(path), path)
    register = Register(
        table=fields.text("table"),
        title=fields.both("title"),
        meaning=fields.both("meaning"),
        kind=fields.one_of("kind", "events", "snapshot", "reported", "derived"),
        columns=fields.each("columns", _column),
        key=tuple(str(name) for name in fields.items("key")),
        window_column=fields.optional_text("window_column"),
        built_from=tuple(str(name) for name in fields.items("built_from")),
        parameters=_parameters(fields),
        places=_places(fields),
        words=_words(fields.sub("words")) if fields.has("words") else None,
        controller=fields.text("controller"),
        purpose=fields.text("purpose"),
        legal_basis=fields.optional_worded("legal_basis"),
        retention=fields.text("retention"),
    )
    fields.done()
    _check_names(register, fields, path)
    return register


def _check_names(register: Register, fields: Fields, path: Path) -> None:
    if register.table != path.stem:
        raise fields.error(
            "E04",
            "Tabellens navn og filens navn er forskellige.",
            "Table name and file name differ.",
            "Giv dem samme navn.",
            "Give them the same name.",
            "table",
        )
    used = [
        *(("key", name) for name in register.key),
        *(("window_column", name) for name in (register.window_column,) if name is not None),
        *(("places", column) for _, column in register.places),
        *_spoken_columns(register.words),
    ]
    for field, name in used:
        if register.column(name) is None:
            raise fields.error(
                "E04",
                f"Kolonnen »{name}« findes ikke.",
                f"There is no column '{name}'.",
                "Ret navnet.",
                "Mend the name.",
                field,
            )


def _spoken_columns(words: RegisterWords | None) -> Iterator[tuple[str, str]]:
    if words is not None:
        yield from (("words.moments", column) for column, _ in words.moments)
        yield from (("words.values", column) for column, _, _ in words.values)
        yield from (("words.columns", column) for column, _ in words.columns)


def _column(fields: Fields) -> Column:
    return Column(
        name=fields.text("name"),
        type=fields.one_of(
            "type",
            "person",
            "text",
            "code",
            "integer",
            "boolean",
            "date",
            "instant",
            "week",
            "municipality",
            "unit",
        ),
        meaning=fields.both("meaning"),
        required=fields.boolean("required"),
    )


def _places(fields: Fields) -> tuple[tuple[str, str], ...]:
    """A table with a column `residence` and no other place need not say so."""
    if not fields.has("places"):
        return ()
    inner = fields.sub("places")
    found = tuple(
        (name, inner.text(name)) for name in ("residence", "provider", "clinic") if inner.has(name)
    )
    inner.done()
    return found


def _words(fields: Fields) -> RegisterWords:
    found = RegisterWords(
        rows=fields.both("rows"),
        one=fields.both("one"),
        row=fields.both("row"),
        next=fields.both("next"),
        earlier=fields.both("earlier"),
        moments=fields.each("moments", lambda item: (item.text("column"), _spoken(item))),
        values=fields.each(
            "values", lambda item: (item.text("column"), item.text("value"), _spoken(item))
        ),
        columns=fields.each("columns", lambda item: (item.text("column"), _spoken(item))),
    )
    fields.done()
    return found


def _spoken(fields: Fields) -> Text:
    return Text(fields.text("da"), fields.text("en"))


def _parameters(fields: Fields) -> tuple[tuple[str, str], ...]:
    if not fields.has("parameters"):
        return ()
    inner = fields.sub("parameters")
    return tuple((name, str(inner.take(name))) for name in inner.names())


def _load_source_card(path: Path) -> SourceCard:
    fields = Fields(read_strict_yaml(path), path)
    card = SourceCard(
        name=fields.text("name"),
        title=fields.both("title"),
        supplier=fields.text("supplier"),
        tables=tuple(str(name) for name in fields.items("tables")),
        restates=fields.one_of("restates", "whole", "window"),
        units=fields.one_of("units", "every", "statistical", "declared"),
        promise_days=fields.integer("promise_days") if fields.has("promise_days") else None,
        attribution=fields.both("attribution"),
        already_public=_publicity(fields) if fields.has("already_public") else None,
        numbers=_numbers(fields.sub("numbers")) if fields.has("numbers") else PLAIN_NUMBERS,
    )
    fields.done()
    names = (card.name,), (card.supplier,), (card.title.da, card.title.en)
    for field, said in zip(("name", "supplier", "title"), names, strict=True):
        barred = bar(*said, where=Where(file=path.name, path=field))
        if barred is not None:
            raise DefinitionError(barred)
    return card


def _publicity(fields: Fields) -> Publicity:
    inner = fields.sub("already_public")
    found = Publicity(*(inner.worded(name) for name in ("address", "licence", "approver")))
    inner.done()
    return found


def _numbers(fields: Fields) -> NumberDialect:
    found = NumberDialect(fields.one_of("thousands", "none", "dot"), fields.each("masks", _mask))
    fields.done()
    return found


def _mask(fields: Fields) -> Mask:
    low = fields.integer("low")
    return Mask(fields.text("text"), low, fields.integer_in("high", low, 10**6))
