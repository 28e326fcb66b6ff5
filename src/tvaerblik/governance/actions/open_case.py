from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.audit.chain import hold_log
from tvaerblik.governance.cases.changing import change
from tvaerblik.governance.cases.kinds import CaseKind, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.permissions_of_cases import check_may_open_case


def open_case(
    title: str,
    *,
    kind: CaseKind = CaseKind.INDIKATOR,
    answers: Mapping[str, str] | None = None,
    asked_by: str = "",
    indicator: str = "",
    stage: Stage = Stage.KLADDE,
    on: date | None = None,
    by: Any,
) -> Case:
    """A draft of the requester's own; or, with `stage` MODTAGET, what came by mail or at a meeting.

    `on`: the day it came, which gives its number the year."""
    check_may_open_case(by)
    check_no_cpr(" ".join([title, asked_by, *(answers or {}).values()]))
    day = on or timezone.localdate()
    with transaction.atomic():
        case = Case(
            number=_next_number(day.year),
            title=title,
            kind=kind,
            answers=dict(answers or {}),
            asked_by=asked_by,
            requester=by if isinstance(by, User) and not asked_by else None,
            indicator=indicator,
            stage=stage,
            received_on=None if stage == Stage.KLADDE else day,
            serial=0,
        )
        facts = {"title": title, "stage": str(stage)}
        change(case, EntryKind.OPRETTET, facts, on=day, by=by)
    return case


def _next_number(year: int) -> str:
    """Two who open at once get each their own: the second waits for the first at the log."""
    hold_log()
    newest = Case.objects.filter(number__startswith=f"{year}-").order_by("-number").first()
    return f"{year}-{(int(newest.number[5:]) if newest else 0) + 1:04}"
