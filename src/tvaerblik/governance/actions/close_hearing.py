from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.days import moment_of
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.hearings.models import Hearing, HearingState
from tvaerblik.governance.permissions_of_hearings import check_may_close_hearing
from tvaerblik.governance.policies_of_hearings import check_can_be_closed


def close_hearing(
    hearing_id: int, summary: str, *, seen: int, on: date | None = None, by: Any
) -> Hearing:
    """What was made of the answers, in the owner's words; nothing can be answered after it. A case
    hears of it in its log."""
    check_reason(summary)
    with transaction.atomic():
        case = _lock_case_of(hearing_id)
        hearing = Hearing.objects.select_for_update().filter(pk=hearing_id).first()
        if hearing is None:
            raise NotKnown(_no_such_hearing())
        check_may_close_hearing(by, hearing)
        silent = hearing.seats.filter(answers__isnull=True).count()
        check_can_be_closed(hearing, on or timezone.localdate(), silent)
        if hearing.serial != seen:
            raise Blocked(_came_between())
        hearing.state, hearing.summary = HearingState.AFSLUTTET, summary.strip()
        hearing.closed_at, hearing.closed_by = moment_of(on), actor_of(by).name
        hearing.serial += 1
        hearing.save()
        if case is not None:
            said = f"Høringen »{hearing.title}« er afsluttet: {hearing.summary}"
            change(case, EntryKind.NOTE, {}, text=said, on=on, by=by)
        detail = {"summary": hearing.summary, "silent": silent}
        record(actor_of(by), "hearing.close", str(hearing.pk), detail)
        _tell(hearing, by)
    return hearing


def _lock_case_of(hearing_id: int) -> Any:
    """The case before the hearing, as whoever starts one does, so that no two wait for each other."""
    numbers = Hearing.objects.filter(pk=hearing_id, case__isnull=False)
    number = numbers.values_list("case__number", flat=True).first()
    return locked(number, seen=None) if number else None


def _tell(hearing: Hearing, by: Any) -> None:
    subject = Text(
        f"Høringen er afsluttet: {hearing.title}", f"The hearing is closed: {hearing.title}"
    )
    body = Text("Læs sammenfatningen.", "Read the summary.")
    members = User.objects.filter(seats__hearing=hearing).distinct()
    notify("hoering", members, subject, body, f"/hoeringer/{hearing.pk}", by=by)


def _no_such_hearing() -> Problem:
    return Problem(
        "G-HEARING",
        Text("Der er ingen sådan høring.", "There is no such hearing."),
        Text("Find den på listen over høringer.", "Find it on the list of hearings."),
    )


def _came_between() -> Problem:
    return Problem(
        "G-SERIAL",
        Text(
            "Høringen er ændret, siden du åbnede siden. Din ændring er ikke gemt.",
            "The hearing has changed since you opened the page. Your change is not stored.",
        ),
        Text("Se den igen.", "Look at it again."),
    )
