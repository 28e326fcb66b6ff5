from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import CaseKind, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.permissions_of_cases import check_may_open_case
from tvaerblik.governance.permissions_of_requests import check_may_edit_request
from tvaerblik.governance.policies_of_requests import (
    check_can_send,
    check_is_draft,
    check_is_filled_in,
)


def save_request(
    number: str | None,
    title: str,
    *,
    kind: CaseKind,
    answers: Mapping[str, str],
    indicator: str = "",
    seen: int | None = None,
    by: Any,
) -> Case:
    """A draft as it stands now: a new one without a number, else the one its writer looked at."""
    check_may_open_case(by)
    check_is_filled_in(title, answers)
    check_no_cpr("\n".join([title, indicator, *answers.values()]))
    filled = {name: text.strip() for name, text in answers.items() if text.strip()}
    if number is None:
        return open_case(title.strip(), kind=kind, answers=filled, indicator=indicator, by=by)
    with transaction.atomic():
        case = locked(number, seen=seen)
        check_may_edit_request(by, case)
        check_is_draft(case)
        case.title, case.kind, case.answers, case.indicator = (
            title.strip(),
            kind,
            filled,
            indicator,
        )
        facts = {"title": case.title}
        change(case, EntryKind.NOTE, facts, text="Kladden er gemt.", internal=True, by=by)
    return case


def send_request(number: str, *, seen: int, by: Any) -> Case:
    """Once everything that must be answered is."""
    with transaction.atomic():
        case = locked(number, seen=seen)
        check_may_edit_request(by, case)
        check_can_send(case)
        return move_case(number, Stage.MODTAGET, seen=seen, by=by)
