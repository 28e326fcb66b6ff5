"""Holds the three places where a source is written against each other: its card, its module, its registers.

A slip in one of them would else be a KeyError at the first delivery. No delivery is needed to find it: a
declared file is read without rows, and what comes of it has names and types.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType

import pyarrow as pa

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.catalogue.registers import Register, SourceCard
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.declared import DeclaredFile
from tvaerblik.sources.front import source_modules
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble

CODE = "K-SOURCE-CARD"
# What the front of the sources asks of every module
PARTS = ("SHAPES", "NEEDS_NOTE", "read")
# Read from the CPR number where no column of the file says them
FROM_NUMBER = frozenset({"born", "sex"})

Modules = Mapping[str, ModuleType]
Types = dict[str, pa.DataType]


def check_sources(world: World, modules: Modules | None = None) -> int:
    """How many sources agree with their cards and registers. Raises DefinitionError with all that do not."""
    modules = source_modules() if modules is None else modules
    names = sorted({*world.cards, *modules})
    _refuse([problem for name in names for problem in problems_of(name, world, modules)])
    return len(names)


def check_source(name: str, world: World) -> None:
    """The same for the source that is taken in; one that nobody has written is told of by its reader."""
    modules = source_modules()
    if name in world.cards or name in modules:
        _refuse(list(problems_of(name, world, modules)))


def check_parts(modules: Modules) -> None:
    """Whether each module has what every source module must have."""
    _refuse(
        [
            _lacks_part(module, part)
            for module in modules.values()
            for part in PARTS
            if not hasattr(module, part)
        ]
    )


def check_read(delivery: ReadDelivery) -> None:
    """What a module has read, for those that do not declare their files column by column."""
    name = delivery.card.name
    for table in delivery.tables:
        place = _Place(f"sources/{name}.py", table.table)
        types = {field.name: field.type for field in table.rows.schema}
        _refuse(list(_wrong_columns(types, table.register, place, told=frozenset())))


def problems_of(name: str, world: World, modules: Modules) -> Iterator[Problem]:
    card, module = world.cards.get(name), modules.get(name)
    if module is None:
        yield _no_module(name)
    elif card is None:
        yield _no_card(name, module)
    elif card.name != name:
        yield _other_name(name, card)
    else:
        yield from _wrong_tables(card, module, world)
        for file in _files(module):
            if file.table in world.registers:
                yield from _wrong_file(file, module, world)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise DefinitionError(*problems)


def _files(module: ModuleType) -> tuple[DeclaredFile, ...]:
    return tuple(getattr(module, "FILES", ()))


def _filled(module: ModuleType) -> tuple[str, ...] | None:
    """The tables a module fills; None where it does not say."""
    named = tuple(file.table for file in _files(module))
    found = named or getattr(module, "TABLES", None)
    return None if found is None else tuple(dict.fromkeys(found))


# Tables ---------------------------------------------------------------------------------------------


def _wrong_tables(card: SourceCard, module: ModuleType, world: World) -> Iterator[Problem]:
    filled = _filled(module)
    if filled is None:
        yield _says_no_tables(module)
        return
    for table in dict.fromkeys((*card.tables, *filled)):
        if table not in world.registers:
            yield _no_register(table, card, module)
        elif world.registers[table].kind == "derived":
            yield _is_derived(table, card)
        elif not world.registers[table].key:
            yield _no_key(table)
    for table in card.tables:
        if table not in filled:
            yield _never_filled(table, card, module)
    for table in filled:
        if table not in card.tables:
            yield _not_on_card(table, card, module)


# Columns --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    file: str
    name: str

    def where(self, column: str | None = None) -> Where:
        return Where(file=self.file, path=".".join(filter(None, (self.name, column))))


def _wrong_file(file: DeclaredFile, module: ModuleType, world: World) -> Iterator[Problem]:
    place = _Place(_file_of(module), file.name)
    if file.source != module.NAME:
        yield _other_source(file, module, place)
    types: Types = {}
    unreadable = False
    for column in file.columns:
        raw = Raw(file.shape, file.name, _no_rows(file), pa.array([], pa.int64()), ())
        try:
            read = column.read(raw, world, Trouble())
        except Exception as error:  # a reader of one's own may fail in any way
            unreadable = True
            yield _unreadable(column.name, error, place)
        else:
            types |= {name: values.type for name, values in read.items()}
    told = FROM_NUMBER if file.person else frozenset[str]()
    register = world.registers[file.table]
    # A column that could not be read is missing for that reason alone
    yield from () if unreadable else _wrong_columns(types, register, place, told=told)


def _no_rows(file: DeclaredFile) -> pa.Table:
    return pa.table({column.name: pa.array([], pa.string()) for column in file.columns})


def _wrong_columns(
    types: Types, register: Register, place: _Place, *, told: frozenset[str]
) -> Iterator[Problem]:
    wanted = _wanted(register)
    for name, type_ in wanted.items():
        if name in types and types[name] != type_:
            yield _other_type(name, types[name], type_, register, place)
        elif name not in types and name not in told:
            yield _missing(name, register, place)
    for name in types:
        if name not in wanted:
            yield _unknown(name, register, place)


def _wanted(register: Register) -> Types:
    """The register's columns as a source fills them: a person is still a CPR number, in text."""
    persons = {column.name for column in register.columns if column.type == "person"}
    return {
        field.name: pa.string() if field.name in persons else field.type
        for field in arrow_schema(register)
    }


# Words ----------------------------------------------------------------------------------------------


def _file_of(module: ModuleType) -> str:
    return f"sources/{module.__name__.rpartition('.')[2]}.py"


def _problem(da: str, en: str, remedy_da: str, remedy_en: str, where: Where) -> Problem:
    return Problem(CODE, Text(da, en), Text(remedy_da, remedy_en), where)


def _no_module(name: str) -> Problem:
    return _problem(
        f"Kilden »{name}« har et kort, men intet modul læser den.",
        f"The source '{name}' has a card, but no module reads it.",
        f'Skriv src/tvaerblik/sources/{name}.py med NAME = "{name}", eller fjern kortet.',
        f'Write src/tvaerblik/sources/{name}.py with NAME = "{name}", or remove the card.',
        Where(file=f"sources/{name}.yaml", path="name"),
    )


def _no_card(name: str, module: ModuleType) -> Problem:
    return _problem(
        f"Et modul læser kilden »{name}«, men den har intet kort.",
        f"A module reads the source '{name}', but it has no card.",
        f"Skriv definitions/sources/{name}.yaml, eller fjern modulet.",
        f"Write definitions/sources/{name}.yaml, or remove the module.",
        Where(file=_file_of(module), path="NAME"),
    )


def _other_name(name: str, card: SourceCard) -> Problem:
    return _problem(
        f"Kortet siger navnet »{card.name}«, men filen hedder »{name}«.",
        f"The card says the name '{card.name}', but the file is called '{name}'.",
        "Giv dem samme navn.",
        "Give them the same name.",
        Where(file=f"sources/{name}.yaml", path="name"),
    )


def _lacks_part(module: ModuleType, part: str) -> Problem:
    return _problem(
        f"Modulet mangler {part}, som enhver kilde skal have.",
        f"The module lacks {part}, which every source must have.",
        f"Skriv {part}; se sources/lsr.py som eksempel.",
        f"Write {part}; see sources/lsr.py for an example.",
        Where(file=_file_of(module), path=part),
    )


def _says_no_tables(module: ModuleType) -> Problem:
    return _problem(
        "Modulet siger ikke, hvilke tabeller det fylder.",
        "The module does not say which tables it fills.",
        "Skriv FILES (se sources/lsr.py), eller TABLES med tabellernes navne.",
        "Write FILES (see sources/lsr.py), or TABLES with the names of the tables.",
        Where(file=_file_of(module), path="TABLES"),
    )


def _no_register(table: str, card: SourceCard, module: ModuleType) -> Problem:
    on_card = table in card.tables
    file = f"sources/{card.name}.yaml" if on_card else _file_of(module)
    return _problem(
        f"Der er intet register »{table}« at fylde.",
        f"There is no register '{table}' to fill.",
        f"Ret navnet, eller skriv definitions/registers/{table}.yaml.",
        f"Mend the name, or write definitions/registers/{table}.yaml.",
        Where(file=file, path="tables" if on_card else "FILES"),
    )


def _is_derived(table: str, card: SourceCard) -> Problem:
    return _problem(
        f"Registret »{table}« udledes af andre og kan ikke leveres.",
        f"The register '{table}' is derived from others and cannot be delivered.",
        "Nævn de registre, det udledes af (built_from).",
        "Name the registers it is derived from (built_from).",
        Where(file=f"sources/{card.name}.yaml", path="tables"),
    )


def _no_key(table: str) -> Problem:
    return _problem(
        f"Registret »{table}« har ingen nøgle: rækker kan ikke kendes fra hinanden.",
        f"The register '{table}' has no key: rows cannot be told apart.",
        "Skriv key med kolonnernes navne.",
        "Write key with the names of the columns.",
        Where(file=f"registers/{table}.yaml", path="key"),
    )


def _never_filled(table: str, card: SourceCard, module: ModuleType) -> Problem:
    return _problem(
        f"Kortet nævner tabellen »{table}«, men modulet fylder den ikke.",
        f"The card names the table '{table}', but the module does not fill it.",
        f"Fjern den fra kortet, eller fyld den i {_file_of(module)}.",
        f"Remove it from the card, or fill it in {_file_of(module)}.",
        Where(file=f"sources/{card.name}.yaml", path="tables"),
    )


def _not_on_card(table: str, card: SourceCard, module: ModuleType) -> Problem:
    return _problem(
        f"Modulet fylder tabellen »{table}«, som kortet ikke nævner.",
        f"The module fills the table '{table}', which the card does not name.",
        f"Skriv den under tables i definitions/sources/{card.name}.yaml, eller ret modulet.",
        f"Write it under tables in definitions/sources/{card.name}.yaml, or mend the module.",
        Where(file=_file_of(module), path="FILES" if _files(module) else "TABLES"),
    )


def _other_source(file: DeclaredFile, module: ModuleType, place: _Place) -> Problem:
    return _problem(
        f"Filen siges at være fra kilden »{file.source}«, men modulets NAME er »{module.NAME}«.",
        f"The file is said to be of the source '{file.source}', but the module's NAME is '{module.NAME}'.",
        "Skriv NAME som filens kilde.",
        "Write NAME as the file's source.",
        place.where(),
    )


def _unreadable(column: str, error: Exception, place: _Place) -> Problem:
    why = f"{type(error).__name__}: {error}"
    return _problem(
        f"Kolonnen »{column}« kan ikke læses ({why}).",
        f"The column '{column}' cannot be read ({why}).",
        "Ret kolonnens læser; et navn kan være en kodeliste eller en kolonne, der ikke findes.",
        "Mend the column's reader; a name may be a code list or a column that does not exist.",
        place.where(column),
    )


def _missing(name: str, register: Register, place: _Place) -> Problem:
    da, en = ("Nøglekolonnen", "key column") if name in register.key else ("Kolonnen", "column")
    return _problem(
        f"{da} »{name}« i registret »{register.table}« fyldes ikke.",
        f"The {en} '{name}' of the register '{register.table}' is not filled.",
        f"Fyld den i {place.file}, eller fjern den fra definitions/registers/{register.table}.yaml.",
        f"Fill it in {place.file}, or remove it from definitions/registers/{register.table}.yaml.",
        place.where(name),
    )


def _unknown(name: str, register: Register, place: _Place) -> Problem:
    return _problem(
        f"Registret »{register.table}« har ingen kolonne »{name}«; den ville gå tabt.",
        f"The register '{register.table}' has no column '{name}'; it would be lost.",
        f"Ret navnet, brug unused(), eller skriv den i definitions/registers/{register.table}.yaml.",
        f"Mend the name, use unused(), or write it into definitions/registers/{register.table}.yaml.",
        place.where(name),
    )


def _other_type(
    name: str, found: pa.DataType, wanted: pa.DataType, register: Register, place: _Place
) -> Problem:
    return _problem(
        f"Kolonnen »{name}« fyldes med {found}, men er {wanted} i registret »{register.table}«.",
        f"The column '{name}' is filled with {found} but is {wanted} in the register '{register.table}'.",
        "Brug en anden læser (day, moment, count, text), eller ret typen i registrets kort.",
        "Use another reader (day, moment, count, text), or mend the type in the register's card.",
        place.where(name),
    )
