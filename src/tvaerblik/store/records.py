"""What the store says about a delivery. Records are values; the catalogue keeps them as JSON."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

import pyarrow as pa

from tvaerblik.core.deliveries import Aside, Doubt, FileFact, Follows, Switch, Window
from tvaerblik.core.errors import Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.store.months import RowsByMonth

State = Literal["pending", "accepted", "held"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A reason or a warning, with a stable code. `public` where `text` counts 1 to 4 rows or persons."""

    code: str
    text: Text
    public: Text | None = None

    def told(self, *, about_persons: bool) -> Text:
        """What everybody may read of it; of public figures all."""
        return self.public if about_persons and self.public is not None else self.text


def remark_of(problem: Problem, *, public: Text | None = None) -> Remark:
    """What is wrong and what to do, as one text; `public` is what is wrong, for everybody."""
    text = _with_remedy(problem)
    told = text if public is None else _with_remedy(replace(problem, what=public))
    return Remark(problem.code, text, None if told == text else told)


def _with_remedy(problem: Problem) -> Text:
    what, remedy = problem.what, problem.remedy
    return Text(f"{what.da} {remedy.da}", f"{what.en} {remedy.en}")


@dataclass(frozen=True, slots=True)
class Verdict:
    state: State
    reasons: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision that a held delivery counts all the same."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`path` is relative to the home folder."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class NewTable:
    """One table of a delivery to be stored, persons already being ids. It says itself how it resolves."""

    table: str
    rows: pa.Table
    columns: tuple[str, ...]
    covers: tuple[Window, ...]
    replaces: tuple[Window, ...]
    key: tuple[str, ...]
    date_column: str | None
    unit_column: str | None
    removed: pa.Table | None
    follows: Follows | None
    switches: tuple[Switch, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    newcomers: int = 0  # rows outside `covers` under a key that no delivery had before


@dataclass(frozen=True)
class NewDelivery:
    id: str
    source: str
    published: date
    synthetic: bool
    sha256: str
    files: tuple[FileFact, ...]
    tables: tuple[NewTable, ...]
    asides: tuple[Aside, ...]
    originals: dict[str, bytes] = field(repr=False)


@dataclass(frozen=True)
class TableSummary:
    """Everything that resolving vintages and judging deliveries needs, so that neither opens the rows."""

    table: str
    rows: int
    columns: tuple[str, ...]
    units: dict[str, int]  # rows by unit
    first: date | None
    last: date | None
    covers: tuple[Window, ...]
    replaces: tuple[Window, ...]
    key: tuple[str, ...]
    date_column: str | None
    unit_column: str | None
    follows: Follows | None
    file: StoredFile
    removed: StoredFile | None
    # Persons by unit on the latest day, where the table says how many there are
    amounts: dict[str, int] = field(default_factory=dict)
    switches: tuple[Switch, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    newcomers: int = 0
    # None where rows have no unit or no day, and in what was stored before months were counted
    months: RowsByMonth | None = None


@dataclass(frozen=True)
class DeliveryRecord:
    id: str
    source: str
    published: date
    received: datetime  # UTC
    by: str
    sha256: str
    synthetic: bool
    files: tuple[FileFact, ...]
    tables: tuple[TableSummary, ...]
    asides: tuple[Aside, ...]
    verdict: Verdict = Verdict("pending")
    override: Override | None = None

    @property
    def state(self) -> State:
        return self.verdict.state

    @property
    def unlinked(self) -> int:
        return sum(aside.rows for aside in self.asides if aside.reason == UNLINKED)

    @property
    def covers(self) -> dict[str, tuple[Window, ...]]:
        return {summary.table: summary.covers for summary in self.tables}

    def summary(self, table: str) -> TableSummary | None:
        return next((summary for summary in self.tables if summary.table == table), None)


UNLINKED = "unlinked_person"
CONTRADICTED = ("birthday_not_of_number", "sex_not_of_number")


@dataclass(frozen=True, slots=True)
class Vintage:
    """An ordered set of deliveries; `id` is a digest of which they are."""

    id: str
    deliveries: tuple[DeliveryRecord, ...] = field(repr=False)


# -- to and from JSON --------------------------------------------------------------------------------


def to_fields(value: Any) -> Any:
    """A record as plain JSON values; dates as ISO text."""
    return _plain(asdict(value))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def summary_from(fields: dict[str, Any]) -> TableSummary:
    plain = ("table", "rows", "units", "date_column", "unit_column")
    return TableSummary(
        **{name: fields[name] for name in plain},
        columns=tuple(fields["columns"]),
        key=tuple(fields["key"]),
        first=_day(fields["first"]),
        last=_day(fields["last"]),
        covers=_windows(fields["covers"]),
        replaces=_windows(fields["replaces"]),
        follows=Follows(**fields["follows"]) if fields["follows"] else None,
        file=StoredFile(**fields["file"]),
        removed=StoredFile(**fields["removed"]) if fields["removed"] else None,
        amounts=fields.get("amounts", {}),
        switches=tuple(_switch(found) for found in fields.get("switches", ())),
        doubts=tuple(_doubt(found) for found in fields.get("doubts", ())),
        newcomers=fields.get("newcomers", 0),
        months=_months(fields.get("months")),
    )


def _months(fields: dict[str, Any] | None) -> RowsByMonth | None:
    if fields is None:
        return None
    counts = {unit: tuple(rows) for unit, rows in fields["counts"].items()}
    return RowsByMonth(fields["first"], counts)


def _doubt(fields: dict[str, Any]) -> Doubt:
    return Doubt(fields["code"], Text(**fields["text"]), _public(fields))


def _switch(fields: dict[str, Any]) -> Switch:
    return Switch(fields["unit"], _day(fields["last_old"]), _day(fields["first_new"]))


def aside_from(fields: dict[str, Any]) -> Aside:
    return Aside(
        fields["table"],
        fields["reason"],
        fields["rows"],
        tuple(Where(**place) for place in fields["places"]),
    )


def remark_from(fields: dict[str, Any]) -> Remark:
    return Remark(fields["code"], Text(**fields["text"]), _public(fields))


def _public(fields: dict[str, Any]) -> Text | None:
    """Absent in what was stored before it was told apart."""
    found = fields.get("public")
    return None if found is None else Text(**found)


def _windows(found: list[dict[str, Any]]) -> tuple[Window, ...]:
    return tuple(
        Window(
            _day(window["start"]),
            _day(window["end"]),
            None if window["units"] is None else tuple(window["units"]),
        )
        for window in found
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
