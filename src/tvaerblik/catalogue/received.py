"""A delivery as a source reads it: what `sources` hands to `intake`, before persons become numbers.

Sources never see the store and intake never sees a source; this is the whole of what passes between.
"""

from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from tvaerblik.catalogue.registers import Register, SourceCard
from tvaerblik.core.deliveries import Aside, Doubt, FileFact, Follows, Switch, Window


@dataclass(frozen=True)
class ReadTable:
    """`rows` has the canonical columns, but a person column still holds CPR text (never shown)."""

    register: Register
    rows: pa.Table
    file: str
    lines: pa.Array  # physical line of each row, the header being line 1
    spelled: dict[str, str]  # canonical column → the supplier's
    columns: tuple[str, ...]  # the supplier's columns that came, for the verdict on what was lost
    covers: tuple[Window, ...]  # what the delivery states it holds
    replaces: tuple[Window, ...]  # the part of earlier deliveries that it restates
    removed: pa.Table | None = None  # keys the supplier withdrew
    follows: Follows | None = None
    switches: tuple[Switch, ...] = ()  # where a unit may go over from old keys to new ones
    doubts: tuple[Doubt, ...] = ()  # rows that the table itself shows to be absent

    @property
    def table(self) -> str:
        return self.register.table


@dataclass(frozen=True)
class ReadDelivery:
    card: SourceCard
    published: date
    synthetic: bool
    sha256: str  # over names and bytes of all files
    files: tuple[FileFact, ...]
    tables: tuple[ReadTable, ...]
    asides: tuple[Aside, ...]
    originals: dict[str, bytes] = field(default_factory=dict, repr=False)  # sources without persons

    @property
    def id(self) -> str:
        return f"{self.card.name}-{self.published.isoformat()}-{self.sha256[:12]}"
