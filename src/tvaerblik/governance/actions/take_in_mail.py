from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.cases.kinds import CaseKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import STAGE_DAYS, Stage
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.permissions_of_requests import check_may_take_in_mail
from tvaerblik.governance.policies_of_requests import check_is_filled_in
from tvaerblik.governance.requests.mail import read_mail
from tvaerblik.governance.requests.template import MAIL


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`left_out`: how many lines, addresses and names of the mail were not stored."""

    case: Case
    left_out: int


def take_in_mail(
    text: str,
    *,
    asked_by: str,
    title: str = "",
    kind: CaseKind = CaseKind.INDIKATOR,
    on: date | None = None,
    by: Any,
) -> TakenIn:
    """A wish that came by mail, received on the day it came. `asked_by`: the body or place that asks,
    never a person. The subject is the title unless another is given."""
    check_may_take_in_mail(by)
    check_no_cpr(f"{title}\n{asked_by}")
    if not asked_by.strip() or "@" in asked_by:
        raise BadInput(_nobody())
    mail = read_mail(text)
    name = title.strip() or mail.subject
    check_is_filled_in(name, {MAIL: mail.body})
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise BadInput(_not_yet(day))
    with transaction.atomic():
        case = open_case(
            name,
            kind=kind,
            answers={MAIL: mail.body},
            asked_by=asked_by.strip(),
            stage=Stage.MODTAGET,
            on=day,
            by=by,
        )
        case.deadline = after_working_days(day, STAGE_DAYS[Stage.MODTAGET])
        case.save(update_fields=["deadline"])
    return TakenIn(case, mail.left_out)


def _nobody() -> Problem:
    return Problem(
        "G-ASKED-BY",
        Text("Det mangler, hvem der spørger.", "Who asks is missing."),
        Text(
            "Vælg et forum, en organisation eller et sted; ikke en person.",
            "Choose a body, an organisation or a place; not a person.",
        ),
    )


def _not_yet(day: date) -> Problem:
    return Problem(
        "G-FUTURE",
        Text(f"Mailen kan ikke være kommet {day}.", f"The mail cannot have come on {day}."),
        Text("Skriv den dag, den kom.", "Write the day it came."),
    )
