from datetime import date
from typing import Any

from django.db import transaction

from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import Colour, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.permissions_of_cases import check_may_colour_case, check_may_log_decision


def colour_case(
    number: str,
    colour: Colour,
    *,
    reason: str,
    seen: int | None,
    body: Body | None = None,
    meeting_on: date | None = None,
    on: date | None = None,
    by: Any,
) -> Case:
    """How clarified the wish is, and why it is said."""
    check_may_colour_case(by)
    check_reason(reason)
    with transaction.atomic():
        case = locked(number, seen=seen)
        case.colour = colour
        facts: dict[str, Any] = {"colour": str(colour)}
        if body is not None:
            case.deciding_body = body
            facts |= _said_by(body, meeting_on)
        change(
            case,
            EntryKind.FARVE,
            facts,
            text=reason,
            on=on,
            body=body,
            meeting_on=meeting_on,
            by=by,
        )
    return case


def prioritise_case(
    number: str,
    priority: int | None,
    *,
    wording: str,
    seen: int | None,
    body: Body,
    meeting_on: date,
    on: date | None = None,
    by: Any,
) -> Case:
    """What a forum has decided of its place, in the forum's words. None: it has none any more."""
    check_may_log_decision(by)
    check_reason(wording)
    with transaction.atomic():
        case = locked(number, seen=seen)
        case.priority, case.deciding_body = priority, body
        facts = {"priority": priority, "wording": wording, **_said_by(body, meeting_on)}
        change(
            case,
            EntryKind.PRIORITET,
            facts,
            text=wording,
            on=on or meeting_on,
            body=body,
            meeting_on=meeting_on,
            by=by,
        )
    return case


def log_in_case(
    number: str,
    kind: EntryKind,
    text: str,
    *,
    body: Body | None = None,
    meeting_on: date | None = None,
    internal: bool = False,
    on: date | None = None,
    by: Any,
) -> Case:
    """What changes nothing and must be remembered: a note, a meeting that decided nothing or was
    cancelled, a decision in words. Nobody can contradict it, so no serial is asked for."""
    check_may_log_decision(by)
    check_reason(text)
    with transaction.atomic():
        case = locked(number, seen=None)
        change(
            case,
            kind,
            {},
            text=text,
            on=on,
            body=body,
            meeting_on=meeting_on,
            internal=internal,
            by=by,
        )
    return case


def _said_by(body: Body, meeting_on: date | None) -> dict[str, Any]:
    return {"deciding_body": body.id, "meeting_on": str(meeting_on) if meeting_on else None}
