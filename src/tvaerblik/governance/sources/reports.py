"""What the worker tells of deliveries: the whole of what crosses from the store's side to this one."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tvaerblik.core.deliveries import Switch, Window
from tvaerblik.core.texts import Text
from tvaerblik.governance.statuses import DeliveryState

Span = tuple[date | None, date | None]  # the first day and the first day after; None without bound


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    delivery: str
    published: date
    received: datetime
    state: DeliveryState
    rows: dict[str, int]  # by table
    set_aside: dict[str, int] = field(default_factory=dict)  # by reason
    unlinked: int = 0
    covers: dict[str, Span] = field(default_factory=dict)  # by table
    # By table, what `covers` is the outline of: which days of which units; no units: all of them
    windows: dict[str, tuple[Window, ...]] = field(default_factory=dict)
    warnings: tuple[Text, ...] = ()
    reasons: tuple[Text, ...] = ()
    override_by: str = ""
    override_reason: str = ""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """A source with all its deliveries, those held back among them."""

    source: str
    title: Text
    already_public: bool
    synthetic: bool
    about_persons: bool
    deliveries: tuple[DeliveryReport, ...]
    promise_days: int | None = None
    restates: Literal["whole", "window"] = "window"
    # By table, the units whose rows went over from old keys to new ones
    switches: dict[str, tuple[Switch, ...]] = field(default_factory=dict)
