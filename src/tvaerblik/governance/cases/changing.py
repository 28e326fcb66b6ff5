"""How every change of a case is made: locked, of the serial that was seen, told in both logs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case, CaseEntry
from tvaerblik.governance.organisation.models import Body


def locked(number: str, *, seen: int | None) -> Case:
    """The case, held until the transaction ends. `seen`: the serial its changer looked at; None for
    a change that no other can contradict, such as a note. Raises NotKnown, and Blocked when somebody
    came between."""
    case = Case.objects.select_for_update().filter(number=number).first()
    if case is None:
        raise NotKnown(unknown_case(number))
    if seen is not None and seen != case.serial:
        last = case.log.order_by("-id").first()
        raise Blocked(_came_between(case, last.by if last else ""))
    return case


def change(
    case: Case,
    kind: EntryKind,
    facts: Mapping[str, Any],
    *,
    text: str = "",
    on: date | None = None,
    body: Body | None = None,
    meeting_on: date | None = None,
    internal: bool = False,
    by: Any,
) -> CaseEntry:
    """Saves the case with what its caller has set, and tells of it. Within a transaction.

    `facts` are JSON values under the case's names; a body by its id, a day as ISO text."""
    case.serial += 1
    case.save()
    actor = actor_of(by)
    entry = CaseEntry.objects.create(
        case=case,
        kind=kind,
        on=on or timezone.localdate(),
        by=actor.name,
        text=text,
        facts=dict(facts),
        body=body,
        meeting_on=meeting_on,
        internal=internal,
    )
    detail = {
        "on": str(entry.on),
        "facts": dict(facts),
        "text": text,
        "body": body.id if body else None,
        "meeting_on": str(meeting_on) if meeting_on else None,
    }
    record(actor, f"case.{kind}", case.number, detail)
    return entry


def unknown_case(number: str) -> Problem:
    return Problem(
        "G-CASE",
        Text(f"Der er ingen sag »{number}«.", f"There is no case '{number}'."),
        Text("Find den på bruttolisten.", "Find it on the bruttoliste."),
    )


def _came_between(case: Case, who: str) -> Problem:
    return Problem(
        "G-SERIAL",
        Text(
            f"Sag {case.number} er ændret af »{who}«, siden du åbnede den. Din ændring er ikke gemt.",
            f"Case {case.number} was changed by '{who}' since you opened it. Your change is not stored.",
        ),
        Text(
            "Se sagen igen, og gentag ændringen.", "Look at the case again, and repeat the change."
        ),
    )
