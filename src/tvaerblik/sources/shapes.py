"""What is declared about a supplier's file, and what every source module is handed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.registers import Register, SourceCard
from tvaerblik.catalogue.units import UnitRegister

# cpr: a person's number, and the only place for one. id: a long number that may look like one by
# chance. text: anything else. parsed: read by a strict format later; a CPR number can be read as a figure,
# with its first zero or without. All but the first are looked through for CPR numbers (cpr_columns).
Kind = Literal["cpr", "id", "text", "parsed"]


@dataclass(frozen=True)
class FileShape:
    """`columns` are the supplier's own names; an optional one may be absent, an undeclared one is refused."""

    source: str
    name: str  # without its suffix
    columns: dict[str, Kind]
    optional: frozenset[str] = frozenset()
    personal: bool = False  # then no value of a row is ever echoed

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(name for name in self.columns if name not in self.optional)


@dataclass(frozen=True)
class World:
    """The catalogue as a source needs it. `shapes` are all sources' files, to say whose file it looks like."""

    cards: dict[str, SourceCard]
    registers: dict[str, Register]
    units: UnitRegister
    codelists: dict[str, Codelist]
    shapes: tuple[FileShape, ...] = ()


def folded(name: str) -> str:
    return name.strip().casefold()


def shape_of(file: str, shapes: Iterable[FileShape]) -> FileShape | None:
    """By the file's name, without its suffix and in any case."""
    stem = PurePath(file).stem.casefold()
    return next((shape for shape in shapes if shape.name.casefold() == stem), None)


def looks_like(header: Iterable[str], shapes: Iterable[FileShape]) -> FileShape | None:
    """The file that most of this header's names belong to, if at least half of its own are there."""
    names = {folded(name) for name in header}
    scored = [(_share(names, shape), shape) for shape in shapes]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= 0.5 else None


def _share(names: set[str], shape: FileShape) -> float:
    wanted = {folded(name) for name in shape.required}
    return len(names & wanted) / len(wanted)
