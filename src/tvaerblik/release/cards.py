"""What a release says in words: indicators, units, sources and deliveries as frozen cards.

They are written into the release, so that a page shows the text that belonged to the figures and not
what the definition says today.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from tvaerblik.catalogue.chart_rules import ChartRule
from tvaerblik.catalogue.language import (
    Annotation,
    Change,
    MeasureKind,
    National,
    Owner,
    Phase,
    Standing,
    Status,
    Target,
)
from tvaerblik.core.rows import AS_WAS
from tvaerblik.core.texts import Text

# Of releases from before definitions chose a chart
_PLAIN_CHART = ChartRule("i")


@dataclass(frozen=True, slots=True)
class CodeLine:
    code: str
    text: str
    group: str


@dataclass(frozen=True, slots=True)
class CodelistCard:
    """`provisional` codes have not been approved by the data owner; the page says so."""

    id: str
    version: str
    title: Text
    owner: str
    provisional: bool
    status: Text
    codes: tuple[CodeLine, ...]


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source of figures in the release. `synthetic`: at least one delivery was invented.
    `already_public`: where the figures stand, under what licence; None for register data.
    `lawless`: a register of it has no legal basis, so that it takes synthetic deliveries only."""

    name: str
    title: Text
    supplier: str
    attribution: Text
    synthetic: bool
    already_public: str | None
    lawless: bool = False


@dataclass(frozen=True, slots=True)
class LinkageRef:
    """Registers joined by person behind a figure, and what allows it; None: synthetic persons only."""

    id: str
    title: Text
    purpose: str
    legal_basis: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the deliveries of a table hold: from the first to the day after the last. No unit: all."""

    table: str
    unit: str | None
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class CaseColumn:
    name: str
    type: str  # of the register's column
    heading: Text


@dataclass(frozen=True, slots=True)
class CaseTableCard:
    table: str
    title: Text
    columns: tuple[CaseColumn, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CaseCell:
    """A cell that had to come of it; a number that the case does not state is None."""

    unit: str
    period: str
    age_band: str | None
    sex: str | None
    step: int | None
    state: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A worked case as it stood beside the definition; it held when the release was built."""

    id: str
    shows: Text
    tables: tuple[CaseTableCard, ...]
    covers: tuple[Coverage, ...]
    expected: tuple[CaseCell, ...]


@dataclass(frozen=True, slots=True)
class ComputeWarning:
    """Something seen in the data behind an indicator when it was computed. `first` and `last` are
    ids of periods, both included; `unit` is None where it holds of all. A severe one stops a release
    unless somebody accepts it."""

    code: Literal["W-LOST-VALUES", "W-UNKNOWN-CODES", "W-LOST-JOIN"]
    severity: Literal["remark", "severe"]
    text: Text
    table: str
    column: str | None
    first: str
    last: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Rows that met the conditions and are in no cell, by cause; None is 1 to 4 of them."""

    cause: Literal["unknown", "without_place", "outside", "before_birth", "without_amount"]
    rows: int | None


@dataclass(frozen=True, slots=True)
class StandardisedBy:
    """How a figure was standardised: over which breakdowns, and to which population or unit."""

    by: tuple[Literal["age_band", "sex"], ...]
    to: Text
    directly: bool


@dataclass(frozen=True, slots=True)
class ListedCard:
    """An indicator that is told of but not computed: wished for, planned, paused or retired."""

    id: str
    version: str
    status: Status
    title: Text
    short_title: Text
    purpose: Text
    theme: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """Everything a page says about an indicator besides its figures. `digest` is the definition's."""

    id: str
    version: str
    digest: str
    status: Literal["live", "preview"]
    title: Text
    short_title: Text
    unit_text: Text
    purpose: Text
    caveats: Text
    numerator: Text
    denominator: Text
    measure: MeasureKind
    per: int | None
    percentile: int | None
    adds_up: bool  # whether the counts of a whole less those of a part are those of the rest
    standardised: StandardisedBy | None
    theme: str
    goals: tuple[str, ...]
    polarity: Literal["higher", "lower", "none"]
    owners: tuple[Owner, ...]
    authored_by: str
    checked_by: str
    reviewed: date
    next_review: date
    visibility: Literal["offentlig"]
    sensitivity: Literal["standard", "sensitive"]
    national: National
    settle_days: int
    lag_days: int
    periods: tuple[Literal["day", "week", "month", "quarter", "year"], ...]
    grain: str
    breakdowns: tuple[Literal["age_band", "sex"], ...]
    interval: Literal["wilson", "byar", "none"]
    decimals: int
    targets: tuple[Target, ...]
    annotations: tuple[Annotation, ...]
    changes: tuple[Change, ...]
    codelists: tuple[CodelistCard, ...]
    sources: tuple[SourceRef, ...]
    coverage: tuple[Coverage, ...]
    cases: tuple[CaseCard, ...]
    warnings: tuple[ComputeWarning, ...]
    not_counted: tuple[NotCounted, ...]
    linkages: tuple[LinkageRef, ...] = ()
    chart: ChartRule = _PLAIN_CHART
    phases: tuple[Phase, ...] = ()

    @property
    def is_synthetic(self) -> bool:
        return any(source.synthetic for source in self.sources)

    @property
    def is_provisional(self) -> bool:
        return any(codelist.provisional for codelist in self.codelists)

    @property
    def is_profile(self) -> bool:
        """Has a figure for each week around an event, and no series through time."""
        return self.measure == "profile"

    @property
    def is_share(self) -> bool:
        """Values are shares from 0 to 1, read as per cent."""
        return self.measure == "proportion"


@dataclass(frozen=True, slots=True)
class MemberRef:
    unit: str
    valid_from: date
    valid_to: date | None

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class UnitCard:
    """`members` are the units directly inside with their validity; `municipalities` the atoms it has
    ever had; `organisations` those under which it has figures in the release (empty: none)."""

    id: str
    kind: str
    code: str
    name: Text
    valid_from: date
    valid_to: date | None
    members: tuple[MemberRef, ...]
    municipalities: tuple[str, ...]
    organisations: tuple[str, ...]

    def members_on(self, day: date) -> tuple[str, ...]:
        return tuple(member.unit for member in self.members if member.valid_on(day))

    @property
    def has_figures(self) -> bool:
        return bool(self.organisations)

    @property
    def is_as_was(self) -> bool:
        return AS_WAS in self.organisations


@dataclass(frozen=True, slots=True)
class AsideCard:
    """Rows of a delivery that were recognised as not ours, and why; None is 1 to 4 of them, and never
    stands in a release made before that was so."""

    reason: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class DeliveryCard:
    """A delivery as `/data` shows it, also one that is held back (`used` is False then). `rows` as in
    AsideCard."""

    id: str
    source: str
    title: Text
    published: date
    received: datetime | None
    synthetic: bool
    state: str
    used: bool
    rows: int | None
    asides: tuple[AsideCard, ...]
    covers: tuple[Coverage, ...]
    notes: tuple[Text, ...]
    sha256: str
