"""Which registers a definition joins person by person, and what allows it.

A register's law says what may be counted from it alone; that a hospital's and a municipality's rows may be laid side by
side is a decision of its own, with its own purpose, controller and basis. Registers of one source are one register in law.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.registers import Register, SourceCard, main_source
from tvaerblik.catalogue.strict_yaml import read_strict_yaml, yaml_files
from tvaerblik.core.texts import Text

# Denominators: counted by themselves, never laid beside a person's rows.
_COUNTED_ALONE = frozenset({"population", "resident"})


@dataclass(frozen=True, slots=True)
class Linkage:
    """Registers whose rows may be joined by person. Without a legal basis: invented persons only."""

    id: str
    title: Text
    tables: tuple[str, ...]
    purpose: str
    controller: str
    processor: str
    legal_basis: str | None
    approved_by: str | None
    dpia: str | None
    retention: str

    def covers(self, pair: frozenset[str]) -> bool:
        return pair <= set(self.tables)


def load_linkages(folder: Path, registers: Mapping[str, Register]) -> dict[str, Linkage]:
    """None of them where the folder is not there: then nothing may be joined."""
    if not folder.exists():
        return {}
    return {path.stem: _load_linkage(path, registers) for path in yaml_files(folder)}


def _load_linkage(path: Path, registers: Mapping[str, Register]) -> Linkage:
    fields = Fields(read_strict_yaml(path), path)
    found = Linkage(
        id=fields.text("id"),
        title=fields.both("title"),
        tables=tuple(str(name) for name in fields.items("tables")),
        purpose=fields.text("purpose"),
        controller=fields.text("controller"),
        processor=fields.text("processor"),
        legal_basis=fields.optional_worded("legal_basis"),
        approved_by=fields.optional_worded("approved_by"),
        dpia=fields.optional_worded("dpia"),
        retention=fields.text("retention"),
    )
    fields.done()
    _check(found, fields, path, registers)
    return found


def _check(found: Linkage, fields: Fields, path: Path, registers: Mapping[str, Register]) -> None:
    if found.id != path.stem:
        raise fields.error(
            "E04",
            "Koblingens id og filens navn er forskellige.",
            "The linkage's id and the file's name differ.",
            "Giv dem samme navn.",
            "Give them the same name.",
            "id",
        )
    unknown = [name for name in found.tables if name not in registers]
    if unknown or len(set(found.tables)) < 2:
        named = ", ".join(unknown) or "–"
        raise fields.error(
            "E04",
            f"En kobling nævner mindst to registre, der findes (ukendte: {named}).",
            f"A linkage names at least two registers that exist (unknown: {named}).",
            "Ret navnene under tables.",
            "Mend the names under tables.",
            "tables",
        )
    if found.legal_basis is not None and found.approved_by is None:
        raise fields.error(
            "E04",
            "Et retsgrundlag uden en, der har godkendt det, gælder ikke.",
            "A legal basis that nobody has approved does not hold.",
            "Skriv approved_by (organ og dato).",
            "Write approved_by (body and date).",
            "approved_by",
        )


def pairs_joined(
    indicator: Indicator, registers: Mapping[str, Register], cards: Iterable[SourceCard]
) -> tuple[frozenset[str], ...]:
    """Every two delivered registers of different sources whose rows of one person meet in the figure."""
    cards = tuple(cards)
    source_of = {
        table: main.name
        for card in cards
        for table in card.tables
        if (main := main_source(table, cards)) is not None
    }
    joined = [table for table in indicator.tables if table not in _COUNTED_ALONE]
    roots = dict.fromkeys(root for table in joined for root in roots_of(table, registers))
    persons = [root for root in roots if _is_about_persons(registers[root])]
    pairs = (frozenset(pair) for pair in combinations(persons, 2))
    return tuple(pair for pair in pairs if len({source_of.get(name, name) for name in pair}) == 2)


def roots_of(table: str, registers: Mapping[str, Register]) -> Iterator[str]:
    """The delivered registers that a table is made from; itself, unless it is derived."""
    register = registers[table]
    if not register.built_from:
        yield table
    for parent in register.built_from:
        yield from roots_of(parent, registers)


def _is_about_persons(register: Register) -> bool:
    return any(column.type == "person" for column in register.columns)
