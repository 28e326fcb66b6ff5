from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import REASON_NEEDED, STAGE_DAYS, Stage
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.days import moment_of
from tvaerblik.governance.freetext import check_reason, check_words
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.permissions_of_cases import check_may_move_case
from tvaerblik.governance.policies_of_cases import check_can_move
from tvaerblik.governance.requests.telling import tell_of_stage


def move_case(
    number: str,
    to: Stage,
    *,
    reason: str = "",
    seen: int | None,
    body: Body | None = None,
    meeting_on: date | None = None,
    on: date | None = None,
    by: Any,
) -> Case:
    """Another stage, with the deadline that it gives. Where something is refused, paused or ended,
    a reason is needed. Raises Blocked for a move that is not allowed."""
    (check_reason if to in REASON_NEEDED else check_words)(reason)
    with transaction.atomic():
        case = locked(number, seen=seen)
        check_may_move_case(by, case, to)
        check_can_move(case, to, by, on=on)
        day = on or timezone.localdate()
        case.stage = to
        case.deadline = after_working_days(day, STAGE_DAYS[to]) if to in STAGE_DAYS else None
        if case.received_on is None and to != Stage.TRUKKET:
            case.received_on = day
        if case.first_answer_at is None and to not in (Stage.MODTAGET, Stage.TRUKKET):
            case.first_answer_at = moment_of(on)
        change(
            case,
            EntryKind.TRIN,
            {"stage": str(to)},
            text=reason,
            on=day,
            body=body,
            meeting_on=meeting_on,
            by=by,
        )
        tell_of_stage(case, by=by)
    return case
