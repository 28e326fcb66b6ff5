"""What the page of a case's documents, and the one document of a case, are handed: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.approval import ApprovalFacts
from tvaerblik.presentation.pages.hearings import HearingFact
from tvaerblik.presentation.pages.request_facts import OneRequest


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of a case. `path` is None where its bytes are not handed out; `removed`: nor kept."""

    number: int
    title: str
    name: str
    kind: str
    mime: str
    size: int
    sha256: str
    internal: bool
    by: str
    on: date
    path: Path | None
    withdrawn_on: date | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    removed: bool = False
    can_withdraw: bool = False


@dataclass(frozen=True, slots=True)
class TaskFacts:
    title: str
    owner: str
    given_by: str
    given_on: date
    deadline: date | None
    state: str
    ended_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What makes it possible to check later what was taken out, when and by which version. `entries` and
    `sha256`: of the audit log at that moment."""

    moment: datetime
    version: str
    entries: int
    sha256: str
    demo: bool = False  # everything in the installation is invented


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Everything that goes into the document of a case. `why_marked`: the keys of the reasons that it is
    a working document; `approvals`: by the version of the draft; `for_workers`: what is internal too."""

    one: OneRequest
    deciding_body: Text | None
    asked_as: Text | None  # the unit of the account that asked
    hearings: tuple[HearingFact, ...]
    approvals: Mapping[int, ApprovalFacts]
    tasks: tuple[TaskFacts, ...]
    files: tuple[FileFacts, ...]
    why_marked: tuple[str, ...]
    for_workers: bool
    extract: Extract
