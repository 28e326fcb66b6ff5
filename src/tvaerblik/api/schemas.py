"""The shapes of answers. Field names are English; addresses and parameters are Danish."""

from datetime import date, datetime

from ninja import Field, Schema


class Words(Schema):
    da: str
    en: str


class Source(Schema):
    name: str
    title: Words
    supplier: str
    attribution: Words
    synthetic: bool
    already_public: str | None
    lawless: bool


class Linkage(Schema):
    """Registers joined by person; without a legal basis it is computed on invented persons only."""

    id: str
    title: Words
    purpose: str
    legal_basis: str | None


class Answer(Schema):
    """Stands in every answer: which release speaks, and whether anything in it is invented."""

    release: str
    vintage: str
    synthetic: bool
    synthetic_note: Words | None
    attribution: list[Words]


class IndicatorBrief(Schema):
    id: str
    version: str
    status: str
    title: Words
    short_title: Words
    unit_text: Words
    theme: str
    polarity: str
    measure: str
    periods: list[str]
    breakdowns: list[str]
    synthetic: bool
    provisional: bool


class StandingOut(Schema):
    """Why an indicator is paused or retired, who decided it and when."""

    by: str
    on: date
    why: Words
    replaced_by: str | None


class ListedOut(Schema):
    """An indicator without figures: wanted, planned, paused or retired."""

    id: str
    version: str
    status: str
    title: Words
    short_title: Words
    theme: str
    standing: StandingOut | None


class Indicators(Answer):
    indicators: list[IndicatorBrief]
    without_figures: list[ListedOut]


class OwnerOut(Schema):
    body: str
    sector: str
    since: date = Field(validation_alias="from_")


class NationalOut(Schema):
    status: str
    counterpart: str | None
    deviation: Words | None


class TargetOut(Schema):
    unit: str
    since: date = Field(validation_alias="from_")
    value: float
    source: Words


class AnnotationOut(Schema):
    date: date
    kind: str
    text: Words
    unit: str | None


class ChangeOut(Schema):
    version: str
    date: date
    reason: str
    text: Words


class CodeOut(Schema):
    code: str
    text: str
    group: str


class CodelistOut(Schema):
    id: str
    version: str
    title: Words
    owner: str
    provisional: bool
    status: Words
    codes: list[CodeOut]


class StandardisedOut(Schema):
    by: list[str]
    to: Words
    directly: bool


class WarningOut(Schema):
    """Something seen in the data when the figures were computed."""

    code: str
    severity: str
    text: Words
    table: str
    column: str | None
    first: str
    last: str
    unit: str | None


class NotCountedOut(Schema):
    """Rows that are in no figure; null is 1 to 4 of them."""

    cause: str
    rows: int | None


class IndicatorFull(IndicatorBrief):
    digest: str
    purpose: Words
    caveats: Words
    numerator: Words
    denominator: Words
    per: int | None
    percentile: int | None
    standardised: StandardisedOut | None
    warnings: list[WarningOut]
    not_counted: list[NotCountedOut]
    goals: list[str]
    owners: list[OwnerOut]
    reviewed: date
    next_review: date
    national: NationalOut
    settle_days: int
    lag_days: int
    grain: str
    interval: str
    decimals: int
    targets: list[TargetOut]
    annotations: list[AnnotationOut]
    changes: list[ChangeOut]
    codelists: list[CodelistOut]
    sources: list[Source]
    linkages: list[Linkage]


class IndicatorAnswer(Answer):
    indicator: IndicatorFull


class Member(Schema):
    unit: str
    valid_from: date
    valid_to: date | None


class UnitOut(Schema):
    id: str
    kind: str
    code: str
    name: Words
    valid_from: date
    valid_to: date | None
    members: list[Member]
    organisations: list[str]


class Units(Answer):
    units: list[UnitOut]


class Stratum(Schema):
    age_band: str | None
    sex: str | None


class CoverageOut(Schema):
    """How many of the unit's members delivered, of how many, and their share of the citizens."""

    units: int
    of: int
    share: float | None


class Bounds(Schema):
    at_least: int
    at_most: int


class Figure(Schema):
    """Numbers are null unless the state is `ok` or `zero`; then `state_text` says why. `step` is the
    week before (negative) or after the event of a profile, null for every other measure."""

    indicator: str
    version: str
    organisation: str
    unit: str
    period_kind: str
    period: str
    period_start: date
    period_end: date
    stratum: Stratum
    step: int | None
    state: str
    state_text: Words | None
    flags: list[str]
    value: float | None
    numerator: int | None
    denominator: float | None
    lower: float | None
    upper: float | None
    supplier_mask: Bounds | None
    coverage: CoverageOut
    vintage: str
    release: str


class Figures(Answer):
    values: list[Figure]


class DefinitionOut(Schema):
    indicator: str
    version: str
    digest: str


class PolicyOut(Schema):
    version: str
    minimum_persons: int
    sensitive_persons: int
    minimum_area: int
    percentile_persons: int
    digest: str


class FileOut(Schema):
    name: str
    sha256: str
    size: int


class ReleaseAnswer(Answer):
    made_at: datetime
    previous: str | None
    manifest_sha256: str
    policy: PolicyOut
    definitions: list[DefinitionOut]
    sources: list[Source]
    deliveries: list[str]
    organisations: list[str]
    cells: int
    cells_sha256: str
    files: list[FileOut]


class DeliveryOut(Schema):
    """A count is a number, or `<5` where it is a few persons' rows."""

    delivery: str
    source: str
    published: date
    received: datetime
    state: str
    rows: dict[str, int | str]
    set_aside: dict[str, int | str]
    unlinked: int | str
    covers: dict[str, list[date | None]]
    warnings: list[Words]
    reasons: list[Words]


class SourceOut(Schema):
    source: str
    title: Words
    already_public: bool
    synthetic: bool
    newest_published: date | None
    covers_from: date | None
    covers_to: date | None
    deliveries: list[DeliveryOut]


class Deliveries(Schema):
    synthetic: bool
    synthetic_note: Words | None
    sources: list[SourceOut]


class ProblemOut(Schema):
    """RFC 9457, in both languages."""

    type: str
    status: int
    title: str
    code: str
    da: str
    en: str
