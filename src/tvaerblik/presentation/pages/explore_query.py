"""What a reader has asked of *Udforsk*. All of it stands in the address, in one order.

An address keeps its meaning: what it names is chosen in the release's own order, and what is left
open follows the release (the newest periods), so that a saved question answers with today's figures.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal
from urllib.parse import urlencode

Dimension = Literal["indikator", "enhed", "periode", "alder", "koen", "organisation"]
Show = Literal["tabel", "smaa", "diagram"]

# In the order in which they are told and nested
DIMENSIONS: tuple[Dimension, ...] = (
    *("indikator", "enhed", "periode", "alder", "koen", "organisation"),
)
SHOWS: tuple[Show, ...] = ("tabel", "smaa", "diagram")

# Everybody, among age bands and among sexes; and every organisation beside each other
ALL_AGES, BOTH_SEXES, BOTH_ORGANISATIONS = "alle", "begge", "begge"

# Units by what they are, and the municipalities of one unit: `i-sundhedsklynge-…`
INSIDE = "i-"
GROUPS = {
    "kommuner": "municipality",
    "sundhedsklynger": "sundhedsklynge",
    "sundhedsraad": "sundhedsraad",
}

NEWEST = re.compile(r"seneste-([1-9][0-9]{0,2})")

PARAMETERS = {
    "indicators": "indikator",
    "units": "enhed",
    "groups": "gruppe",
    "period_kind": "periodetype",
    "since": "fra",
    "until": "til",
    "ages": "alder",
    "sexes": "koen",
    "organisation": "organisation",
    "rows": "raekker",
    "columns": "kolonner",
    "show": "vis",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """As written in the address; what is empty is left open."""

    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    period_kind: str = ""
    since: str = ""
    until: str = ""
    ages: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    organisation: str = ""
    rows: str = ""
    columns: str = ""
    show: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.indicators or self.units or self.groups)

    @property
    def address(self) -> str:
        """The question as it is written after `?`; the same question is always written alike."""
        pairs = [(PARAMETERS[one.name], getattr(self, one.name)) for one in fields(self)]
        written = [
            (name, value)
            for name, given in pairs
            for value in (given if isinstance(given, tuple) else (given,))
            if value
        ]
        return urlencode(written)

    def but(self, **changes: str | tuple[str, ...]) -> "Asked":
        return replace(self, **changes)


def read_asked(given: Mapping[str, Sequence[str]]) -> Asked:
    """`given`: what stands in an address, each name with its values. Other names are none of ours."""
    found: dict[str, str | tuple[str, ...]] = {}
    for one in fields(Asked):
        values = _once(given.get(PARAMETERS[one.name], ()))
        found[one.name] = values if isinstance(one.default, tuple) else "".join(values[:1])
    return Asked(**found)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
