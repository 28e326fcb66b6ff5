"""What became of a definition from release to release, clause by clause.

A release keeps the definitions it was computed by, so that the next one can say what differs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tvaerblik.core.texts import Text


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """A file of the definitions folder as it was; `path` is inside it, with slashes."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """`moves`: the number can become another; else only words changed."""

    clause: Text
    what: Text
    moves: bool


@dataclass(frozen=True, slots=True)
class VersionStep:
    """From the version of one release to that of the next, seen when the next was built."""

    indicator: str
    before: str
    after: str
    on: date
    clauses: tuple[ClauseChange, ...]


def read_definitions(folder: Path) -> Iterator[DefinitionFile]:
    """Without the worked cases: they say what a definition means and are no part of it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yaml", ".csv") and not path.name.endswith(".cases.yaml"):
            yield DefinitionFile(path.relative_to(folder).as_posix(), path.read_text("utf-8"))


def lay_out(files: tuple[DefinitionFile, ...], folder: Path) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, "utf-8")
