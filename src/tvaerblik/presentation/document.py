"""A document as values: what it says, in the order in which it says it. Every text is text, never code."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, line by line."""

    rows: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph. `quiet`: beside what matters."""

    text: str
    quiet: bool = False
    kind: Literal["said"] = "said"


@dataclass(frozen=True, slots=True)
class Under:
    """A heading within a section."""

    text: str
    kind: Literal["under"] = "under"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths`: shares of the line, one a column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind: Literal["table"] = "table"

    def __post_init__(self) -> None:
        assert {len(self.head), *map(len, self.rows)} == {len(self.widths)}, self.head


@dataclass(frozen=True, slots=True)
class Exact:
    """Text as it was written, sign by sign and line by line."""

    text: str
    kind: Literal["exact"] = "exact"


Block = Facts | Said | Under | Table | Exact


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file inside the document. `name`: unlike every other's; `path`: where its bytes lie now."""

    name: str
    path: Path
    mime: str
    description: str


@dataclass(frozen=True, slots=True)
class Document:
    """`mark` stands on every page, with `why_marked` below the title; empty on what is finished.
    `moment`: the only time that gets into the bytes, so that the same values give the same document."""

    lang: Literal["da", "en"]
    title: str
    kicker: str
    mark: str
    why_marked: tuple[str, ...]
    facts: Facts
    notes: tuple[str, ...]
    contents: str
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    page_of: tuple[str, str]
    author: str
    moment: datetime
    files: tuple[Embedded, ...] = ()

    def __post_init__(self) -> None:
        names = [one.name for one in self.files]
        assert len(names) == len(set(names)), names
        # Readers of PDF agree on the names of files inside only where they are plain
        assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) for name in names), names
        assert self.moment.tzinfo is not None, self.moment
