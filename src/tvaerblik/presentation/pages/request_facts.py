"""What the pages of requests are handed: plain values, from whatever keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.availability import UnitData
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.definition_drafts import DraftRound


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """`acts`: the role whose stage it is. `days_late`: working days past the deadline, None in time.
    `waits`: a question to the requester is unanswered."""

    number: str
    title: str
    kind: str
    short_track: bool
    colour: str
    stage: str
    acts: str
    owner: str
    deadline: date | None
    days_late: int | None
    asked_by: str
    waits: bool


@dataclass(frozen=True, slots=True)
class StageFacts:
    id: str
    acts: str
    days: int | None
    ended: bool


@dataclass(frozen=True, slots=True)
class MeasuredFacts:
    """How fast first answers were given; `judged` are those answered or past the promise."""

    since: date
    within: int
    judged: int
    share: float | None
    median_days: float | None
    longest: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class SaidFacts:
    answer: str
    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    id: int
    text: str
    by: str
    on: date
    answer: SaidFacts | None


@dataclass(frozen=True, slots=True)
class LogFacts:
    """A line of the log; `facts` are what it changed, by the case's own names."""

    kind: str
    on: date
    by: str
    text: str
    facts: Mapping[str, object]
    body: Text | None
    meeting_on: date | None
    internal: bool


@dataclass(frozen=True, slots=True)
class DraftFacts:
    version: int
    by: str
    on: date
    text: str
    digest: str
    problems: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class DraftWords:
    """A definition in words, of a draft that can be read."""

    title: Text
    numerator: Text
    denominator: Text


@dataclass(frozen=True, slots=True)
class DataFacts:
    """The machine's answer. `why_not`: the key of the reason that there is none. `version`: of the
    draft it is about, None for the definition in force."""

    why_not: str
    version: int | None
    told_on: date | None
    units: tuple[UnitData, ...]
    tables: Mapping[str, Text]
    needs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class OneRequest:
    """Everything a reader may see of a request. `way`: the stages in their row."""

    head: RequestFacts
    way: tuple[str, ...]
    received_on: date | None
    answered_on: date | None
    answer_days: int | None
    answer_due: date | None
    journal_number: str
    indicator: str
    answers: Mapping[str, str]
    judgements: Mapping[str, SaidFacts]
    people: Mapping[str, SaidFacts]  # by unit
    names: Mapping[str, Text]  # of units
    questions: tuple[QuestionFacts, ...]
    log: tuple[LogFacts, ...]
    drafts: tuple[DraftFacts, ...]
    words: DraftWords | None
    data: DataFacts
    signing: DraftRound | None = None  # of the newest draft, where it can be read
