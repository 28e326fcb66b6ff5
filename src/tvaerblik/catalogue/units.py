"""The unit register: units and memberships are data with validity dates, many-to-many."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tvaerblik.catalogue.strict_csv import read_strict_csv, read_validity, refuse_repeats
from tvaerblik.core.errors import DefinitionError, NotKnown, Problem, Where
from tvaerblik.core.texts import Text


@dataclass(frozen=True, slots=True)
class Unit:
    """kind: country, region, municipality, sundhedsklynge, sundhedsraad, area. valid_to is exclusive."""

    id: str
    kind: str
    code: str
    name: Text
    valid_from: date
    valid_to: date | None

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Membership:
    member: str
    group: str
    valid_from: date
    valid_to: date | None

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class UnitRegister:
    units: dict[str, Unit]
    memberships: tuple[Membership, ...]
    aliases: dict[str, str] = field(repr=False)

    def get(self, unit: str) -> Unit:
        """Raises NotKnown with the nearest spelling for an id that is not there."""
        if unit in self.units:
            return self.units[unit]
        near = ", ".join(sorted(id_ for id_ in self.units if unit.split("-")[-1] in id_)[:3])
        raise NotKnown(
            Problem(
                "K-UNIT",
                Text(f"Der er ingen enhed »{unit}«.", f"There is no unit '{unit}'."),
                Text(
                    f"Mente du {near}?" if near else "Se listen på /api/v1/enheder.",
                    f"Did you mean {near}?" if near else "See the list at /api/v1/enheder.",
                ),
            )
        )

    def resolve(self, text: str, kind: str) -> str | None:
        """The id of a unit of a kind by official code or any known name; None when there is none.

        Codes are taken in the spelling of the supplier with three or four digits (101, 0101)."""
        return self.aliases.get(f"{kind}:{_folded(text)}")

    def members(self, group: str, day: date, kind: str) -> tuple[str, ...]:
        """The units of a kind that make up a group on a day, through any number of steps.

        A unit of the kind itself is its own only member."""
        if self.units[group].kind == kind:
            return (group,)
        found: dict[str, None] = {}
        for membership in self.memberships:
            if membership.group == group and membership.valid_on(day):
                found.update(dict.fromkeys(self.members(membership.member, day, kind)))
        return tuple(sorted(found))

    def of_kind(self, *kinds: str) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units.values() if unit.kind in kinds)

    def inside(self, scope: str) -> tuple[str, ...]:
        """The scope and every unit all of whose municipalities, whenever valid, lie within it."""
        atoms = self._ever(scope)
        return tuple(
            unit.id
            for unit in self.units.values()
            if unit.id == scope or (self._ever(unit.id) and self._ever(unit.id) <= atoms)
        )

    def _ever(self, group: str) -> frozenset[str]:
        if self.units[group].kind == "municipality":
            return frozenset((group,))
        found: frozenset[str] = frozenset()
        for membership in self.memberships:
            if membership.group == group:
                found |= self._ever(membership.member)
        return found


UNITS = ("unit", "kind", "code", "name_da", "name_en", "valid_from", "valid_to")
MEMBERSHIPS = ("member", "group", "valid_from", "valid_to")
ALIASES = ("unit", "alias")


def load_units(folder: Path) -> UnitRegister:
    units = {unit.id: unit for unit in _read_units(folder / "units.csv")}
    memberships = tuple(_read_memberships(folder / "memberships.csv", units))
    aliases: dict[str, str] = {}
    for unit in units.values():
        for name in {unit.code, unit.code.lstrip("0"), unit.name.da, unit.name.en}:
            aliases.setdefault(f"{unit.kind}:{_folded(name)}", unit.id)
    path = folder / "aliases.csv"
    for number, row in enumerate(read_strict_csv(path, ALIASES), start=2):
        _check_known(path, number, row["unit"], units)
        aliases.setdefault(f"{units[row['unit']].kind}:{_folded(row['alias'])}", row["unit"])
    return UnitRegister(units, memberships, aliases)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()


def _read_units(path: Path) -> Iterator[Unit]:
    rows = read_strict_csv(path, UNITS)
    refuse_repeats(path, rows, "unit")
    for number, row in enumerate(rows, start=2):
        if not row["name_da"].strip() or not row["name_en"].strip():
            raise _wrong(
                path,
                number,
                Text("Navnet mangler på et af sprogene.", "A name is missing in one language."),
                Text("Skriv name_da og name_en.", "Write name_da and name_en."),
            )
        name = Text(row["name_da"], row["name_en"])
        validity = read_validity(path, number, row)
        yield Unit(row["unit"], row["kind"], row["code"], name, *validity)


def _read_memberships(path: Path, units: dict[str, Unit]) -> Iterator[Membership]:
    rows = read_strict_csv(path, MEMBERSHIPS)
    refuse_repeats(path, rows, "member", "group", "valid_from")
    for number, row in enumerate(rows, start=2):
        for name in ("member", "group"):
            _check_known(path, number, row[name], units)
        yield Membership(row["member"], row["group"], *read_validity(path, number, row))


def _check_known(path: Path, number: int, unit: str, units: dict[str, Unit]) -> None:
    if unit not in units:
        raise _wrong(
            path,
            number,
            Text(f"Der er ingen enhed »{unit}«.", f"There is no unit '{unit}'."),
            Text("Brug et id fra units.csv.", "Use an id of units.csv."),
        )


def _wrong(path: Path, row: int, what: Text, remedy: Text) -> DefinitionError:
    return DefinitionError(Problem("E04", what, remedy, Where(file=path.name, row=row)))
