from datetime import date
from typing import Any

from django.db import transaction

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import CaseKind, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.permissions_of_requests import (
    check_may_assign_case,
    check_may_classify_case,
)
from tvaerblik.governance.policies_of_requests import check_can_be_short, check_is_open
from tvaerblik.governance.requests.telling import tell_of_owner


def classify_case(
    number: str, kind: CaseKind, *, short_track: bool, reason: str, seen: int, by: Any
) -> Case:
    """What kind of case it is, and whether two people settle it between them."""
    check_may_classify_case(by)
    check_reason(reason)
    if short_track:
        check_can_be_short(kind)
    with transaction.atomic():
        case = locked(number, seen=seen)
        check_is_open(case)
        case.kind, case.short_track = kind, short_track
        facts = {"kind": str(kind), "short_track": short_track}
        change(case, EntryKind.VURDERING, facts, text=reason.strip(), by=by)
    return case


def assign_case(number: str, owner: str, deadline: date | None, *, seen: int, by: Any) -> Case:
    """Who sees to it, and by when. Without a name it is the stage's owners', as before."""
    check_may_assign_case(by)
    person = _person(owner) if owner else None
    with transaction.atomic():
        case = locked(number, seen=seen)
        check_is_open(case)
        case.owner, case.deadline = person, deadline
        facts = {"owner": owner, "deadline": str(deadline) if deadline else None}
        change(case, EntryKind.ANSVAR, facts, by=by)
        tell_of_owner(case, by=by)
    return case


def _person(username: str) -> User:
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise NotKnown(
            Problem(
                "G-USER",
                Text(f"Der er ingen konto »{username}«.", f"There is no account '{username}'."),
                Text("Vælg en fra listen.", "Choose one from the list."),
            )
        )
    return found
