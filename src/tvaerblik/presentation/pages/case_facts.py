"""What pages are handed of cases, bodies and their log: plain values, from whatever keeps them."""

from dataclasses import dataclass
from datetime import date

from tvaerblik.core.texts import Text


@dataclass(frozen=True, slots=True)
class BodyName:
    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as the list of a day tells it. `said`: what was last said of it, and on which day.
    `ahead`: the next meeting that it is known to come up at. `serial`: what its changer has seen."""

    number: str
    title: str
    asked_by: str
    indicator: str
    stage: str
    colour: str
    reason: str
    coloured_on: date | None
    priority: int | None
    body: BodyName | None
    meeting_on: date | None
    wording: str
    excepted: bool
    said: str
    said_on: date | None
    ahead: tuple[BodyName, date] | None
    serial: int


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """A line of a case's log. `asked_instead`: the forum that was asked when a meeting was cancelled.
    `to`: the stage or colour that it brought, by its word's key; empty for what changed neither."""

    case: str
    title: str
    kind: str
    on: date
    text: str
    body: BodyName | None
    meeting_on: date | None
    asked_instead: BodyName | None
    excepted: bool
    priority: int | None
    to: str
