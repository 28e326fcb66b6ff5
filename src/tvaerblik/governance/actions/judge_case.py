from typing import Any

from django.db import transaction

from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.freetext import check_reason, check_words
from tvaerblik.governance.permissions_of_requests import check_may_judge_case, check_may_say_data
from tvaerblik.governance.policies_of_requests import check_is_open
from tvaerblik.governance.requests.filtering import DataAnswer, Judgement, Verdict


def judge_case(
    number: str, judgement: Judgement, verdict: Verdict, *, reason: str, seen: int, by: Any
) -> Case:
    """Whether it is cross-sector, whether it suits the Dash Board: with the reason."""
    check_may_judge_case(by)
    check_reason(reason)
    with transaction.atomic():
        case = locked(number, seen=seen)
        check_is_open(case)
        facts = {"judgement": str(judgement), "verdict": str(verdict)}
        change(case, EntryKind.VURDERING, facts, text=reason.strip(), by=by)
    return case


def say_data(
    number: str, unit: str, answer: DataAnswer, *, note: str = "", units: UnitRegister, by: Any
) -> Case:
    """Whether a unit has the data, as somebody there knows. Units answer beside one another, so no
    serial is asked for; of the same unit the newest counts and the log keeps all."""
    check_words(note)
    check_may_say_data(by, unit, units)
    with transaction.atomic():
        case = locked(number, seen=None)
        check_is_open(case)
        facts = {"unit": unit, "has_data": str(answer)}
        change(case, EntryKind.VURDERING, facts, text=note.strip(), by=by)
    return case
