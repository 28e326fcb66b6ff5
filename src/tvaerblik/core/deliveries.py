"""What is said of a delivery wherever it passes: what it covers, what it restates, what was set aside."""

from dataclasses import dataclass
from datetime import date

from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text


@dataclass(frozen=True, slots=True)
class Window:
    """The days [start, end) for some units. None: without bound, or for all units."""

    start: date | None
    end: date | None
    units: tuple[str, ...] | None = None


EVERYTHING = Window(None, None, None)


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows recognised as not ours: counted by reason, with the first places."""

    table: str
    reason: str
    rows: int
    places: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Follows:
    """Rows of a table without a moment of its own live and die with a row of another table."""

    table: str
    column: str  # the same name in both


@dataclass(frozen=True, slots=True)
class Switch:
    """Which days a unit's rows came with old keys and with new ones, in one delivery of a table."""

    unit: str
    last_old: date | None  # None: no row came with an old key
    first_new: date | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a delivery itself shows to be absent. It can be read, but a person must say that it holds."""

    code: str
    text: Text
    public: Text | None = None  # for everybody, where `text` counts few persons


@dataclass(frozen=True, slots=True)
class FileFact:
    name: str
    size: int
    sha256: str
