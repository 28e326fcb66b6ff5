"""What became of a forum's meeting, written in the log of each case that it was about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.permissions_of_cases import check_may_log_decision

# Only a decision changes what the list says; that none was made is remembered all the same
OF_MEETINGS = frozenset({EntryKind.BESLUTNING, EntryKind.UDEN_BESLUTNING, EntryKind.AFLYST})


def record_meeting(
    kind: EntryKind,
    body: Body,
    text: str,
    *,
    cases: Mapping[str, int | None],
    meeting_on: date | None,
    excepted: Collection[str] = (),
    priority: int | None = None,
    asked_instead: Body | None = None,
    on: date | None = None,
    by: Any,
) -> tuple[Case, ...]:
    """`cases`: {number: the serial that was seen}. `excepted`: those of them that the wording leaves
    out ("green, except overbelægning"). `priority`: of those decided on, unless None.

    `meeting_on` is None where nobody wrote the day down. All of it is stored or nothing."""
    assert kind in OF_MEETINGS, kind
    check_may_log_decision(by)
    check_reason(text)
    _check_some(cases)
    day = on or meeting_on or timezone.localdate()
    if kind != EntryKind.AFLYST:
        _check_has_been(meeting_on or day)
    else:
        # That a meeting to come is cancelled is known from the day on which it is said
        day = min(day, timezone.localdate())
    with transaction.atomic():
        return tuple(
            _written(
                locked(number, seen=seen if kind == EntryKind.BESLUTNING else None),
                kind,
                text,
                _Said(
                    body,
                    meeting_on,
                    number in excepted,
                    None if number in excepted else priority,
                    asked_instead,
                ),
                day,
                by,
            )
            for number, seen in sorted(cases.items())
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """What the meeting says of one case, as its log keeps it."""

    body: Body
    meeting_on: date | None
    excepted: bool
    priority: int | None
    asked_instead: Body | None

    def decided(self, wording: str) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "deciding_body": self.body.id,
            "meeting_on": str(self.meeting_on) if self.meeting_on else None,
            "wording": wording,
            "excepted": self.excepted,
        }
        return facts | ({} if self.priority is None else {"priority": self.priority})


def _written(case: Case, kind: EntryKind, text: str, said: _Said, day: date, by: Any) -> Case:
    facts: dict[str, Any] = {}
    if kind == EntryKind.BESLUTNING:
        facts = said.decided(text)
        case.deciding_body = said.body
        if said.priority is not None:
            case.priority = said.priority
    elif said.asked_instead is not None:
        facts = {"asked_instead": said.asked_instead.id}
    change(case, kind, facts, text=text, on=day, body=said.body, meeting_on=said.meeting_on, by=by)
    return case


def _check_some(cases: Mapping[str, int | None]) -> None:
    if not cases:
        raise BadInput(
            Problem(
                "G-NO-CASES",
                Text("Der er ikke valgt nogen sager.", "No cases have been chosen."),
                Text("Vælg dem, mødet handlede om.", "Choose those that the meeting was about."),
            )
        )


def _check_has_been(day: date) -> None:
    if day > timezone.localdate():
        raise Blocked(
            Problem(
                "G-MEETING-AHEAD",
                Text(
                    f"Mødet {day.isoformat()} er ikke holdt endnu.",
                    f"The meeting of {day.isoformat()} has not been held yet.",
                ),
                Text(
                    "Skriv det i loggen, når det er holdt, eller ret datoen.",
                    "Write it in the log when it has been held, or correct the date.",
                ),
            )
        )
