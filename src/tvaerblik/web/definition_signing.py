"""Signing a definition: the folder's, or the draft of a case. What is read, what the reader can do, and
what the forms do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.drafts import read_draft
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.words import denominator_words, numerator_words
from tvaerblik.core.errors import BadInput, Problem, UserError
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.file_definition import check_can_file, file_definition
from tvaerblik.governance.actions.review_definition import check_can_review, review_definition
from tvaerblik.governance.actions.sign_definition import (
    approve_definition,
    check_can_approve,
    check_can_check,
    check_can_send_back,
    check_definition,
    send_back_definition,
)
from tvaerblik.governance.actions.submit_definition import submit_definition, submit_draft
from tvaerblik.governance.actions.withdraw_approval import check_can_withdraw, withdraw_approval
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.standing import approvals_of
from tvaerblik.governance.approvals.steps import Step
from tvaerblik.governance.approvals.written import round_of_draft
from tvaerblik.governance.permissions_of_approvals import check_may_submit_definition
from tvaerblik.governance.policies_of_requests import check_can_draft
from tvaerblik.governance.requests.models import DraftDefinition
from tvaerblik.presentation.pages.approval_texts import TEXTS
from tvaerblik.presentation.pages.definition_drafts import lines_of
from tvaerblik.presentation.pages.definitions import (
    Before,
    DefinitionFacts,
    WordsFacts,
    build_definition,
)
from tvaerblik.web.approval_facts import (
    read_before,
    read_definition,
    read_draft_round,
    read_drafts_under_way,
    read_signatures,
    read_standing,
)
from tvaerblik.web.refused import sentence_of, status_of


@dataclass(frozen=True, slots=True)
class Subject:
    """What is signed. `catalogue`: the folder's; `drafted`: with the draft in its place."""

    indicator: Indicator
    catalogue: Catalogue
    drafted: Catalogue
    approval: Approval | None
    draft: DraftDefinition | None = None

    @property
    def is_of_folder(self) -> bool:
        """A draft that has become a file is looked at as what was approved."""
        return self.draft is None or bool(self.approval and self.approval.filed_at)


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not done, why, and what was typed."""

    act: str
    sentence: str
    typed: Mapping[str, str]
    status: int


def subject_of_folder(indicator: str, catalogue: Catalogue) -> Subject:
    """Raises NotKnown."""
    found = catalogue.get(indicator)
    digest = digest_of(found, catalogue)
    approval = approvals_of([(indicator, digest)]).get(indicator)
    return Subject(found, catalogue, catalogue, approval)


def subject_of_draft(draft: DraftDefinition, catalogue: Catalogue) -> Subject:
    """Raises DefinitionError where the folder does not let it be read."""
    read = read_draft(draft.text, catalogue)
    approval = round_of_draft(draft, read.digest)
    return Subject(read.indicator, catalogue, read.catalogue, approval, draft)


def do_act(request: HttpRequest, subject: Subject) -> Refused | None:
    """What the form's button says; None when it is done, which is then said."""
    act = request.POST["handling"]
    try:
        said = DOING[act](request, subject)
    except UserError as error:
        told = sentence_of(error, request.LANGUAGE_CODE)
        typed = {name: request.POST.get(name, "") for name in ("tekst", "genbesoeg")}
        return Refused(act, told, typed, status_of(error))
    messages.success(request, TEXTS[said].in_(request.LANGUAGE_CODE))
    return None


def signing_page(
    request: HttpRequest, subject: Subject, refused: Refused | None = None
) -> HttpResponse:
    today, lang = timezone.localdate(), request.LANGUAGE_CODE
    indicator, approval = subject.indicator, subject.approval
    facts = read_definition(indicator, subject.drafted, approval, request.release, today)
    words = WordsFacts(
        numerator_words(indicator, subject.drafted),
        denominator_words(indicator, subject.drafted),
        indicator.purpose,
        indicator.caveats,
    )
    folder, log = Path(settings.DEFINITIONS), read_signatures(indicator.id)
    draft = None
    if subject.draft is not None:
        draft = read_draft_round(subject.draft, indicator, approval, folder)
    page = build_definition(facts, words, _before(subject), log, today, lang, draft=draft)
    can, why_not = choices_of(subject, request.user, lang)
    under_way = () if draft else tuple(read_drafts_under_way(folder, indicator.id))
    context = {
        "page": page,
        "t": page.t,
        "can": can,
        "why_not": why_not,
        "approval": approval.pk if approval else 0,
        "serial": approval.serial if approval else 0,
        "refused": refused,
        "next_review": _suggested(facts, indicator, today),
        "is_shown": facts.released is not None,
        "draft": draft,
        "under_way": lines_of(under_way, lang),
    }
    status = refused.status if refused else 200
    return render(request, "web/definition.html", context, status=status)


def _before(subject: Subject) -> Before | None:
    if subject.is_of_folder:
        return read_before(subject.indicator, subject.drafted)
    return read_standing(subject.indicator, subject.drafted, subject.catalogue)


# What the reader can do --------------------------------------------------------------------------


def choices_of(subject: Subject, by: Any, lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The acts that are open to the reader; else why the next one is not."""
    asked = dict(_asked(subject, by))
    refused = {act: sentence for act, check in asked.items() if (sentence := _refusal(check, lang))}
    can = frozenset(asked) - frozenset(refused)
    following = _next_act(subject)
    return can, (refused[following],) if following in refused else ()


def _asked(subject: Subject, by: Any) -> Mapping[str, Callable[[], None]]:
    approval, catalogue, folder = subject.approval, subject.catalogue, Path(settings.DEFINITIONS)
    if approval is None:
        return {"send": lambda: _check_can_send(subject, by)}
    if approval.step != Step.GODKENDT:
        return {
            "check": lambda: check_can_check(approval, catalogue, by),
            "approve": lambda: check_can_approve(approval, catalogue, by, folder=folder),
            "back": lambda: check_can_send_back(approval, by),
        }
    asked: dict[str, Callable[[], None]] = {
        "withdraw": lambda: check_can_withdraw(approval, catalogue, by)
    }
    if subject.is_of_folder:
        asked["review"] = lambda: check_can_review(approval, catalogue, by)
    else:
        asked["file"] = lambda: check_can_file(approval, folder, by)
    return asked


def _check_can_send(subject: Subject, by: Any) -> None:
    check_may_submit_definition(by)
    if subject.draft is not None:
        check_can_draft(subject.draft.case)


def _next_act(subject: Subject) -> str:
    step = Step(subject.approval.step) if subject.approval else None
    if step == Step.GODKENDT and not subject.is_of_folder:
        return "file"
    return NEXT_ACT[step]


NEXT_ACT: Mapping[Step | None, str] = {
    None: "send",
    Step.SKREVET: "check",
    Step.KONTROLLERET: "approve",
    Step.GODKENDT: "review",
}


def _refusal(check: Callable[[], None], lang: str) -> str:
    try:
        check()
    except UserError as error:
        return sentence_of(error, lang)
    return ""


def _suggested(facts: DefinitionFacts, indicator: Indicator, today: date) -> str:
    """The definition's own day while it lies ahead; a review always needs another."""
    own = indicator.next_review
    return own.isoformat() if own > today and not facts.approval.is_approved else ""


# What the forms do; each gives the key of what is then said ------------------------------------------


def _send(request: HttpRequest, subject: Subject) -> str:
    sent: dict[str, Any] = {
        "catalogue": subject.catalogue,
        "folder": Path(settings.DEFINITIONS),
        "text": _text(request),
        "by": request.user,
    }
    if subject.draft is None:
        submit_definition(subject.indicator.id, **sent)
    else:
        submit_draft(subject.draft.case.number, _number(request, "udkast"), **sent)
    return "said_send"


def _check(request: HttpRequest, subject: Subject) -> str:
    check_definition(
        _number(request, "godkendelse"),
        seen=_number(request, "serial"),
        catalogue=subject.catalogue,
        text=_text(request),
        by=request.user,
    )
    return "said_check"


def _approve(request: HttpRequest, subject: Subject) -> str:
    approval = approve_definition(
        _number(request, "godkendelse"),
        seen=_number(request, "serial"),
        catalogue=subject.catalogue,
        folder=Path(settings.DEFINITIONS),
        next_review=_day(request),
        text=_text(request),
        by=request.user,
    )
    if approval.step != Step.GODKENDT:
        return "said_approve_more"
    return "said_approve_unfiled" if approval.draft and not approval.filed_at else "said_approve"


def _send_back(request: HttpRequest, subject: Subject) -> str:
    send_back_definition(
        _number(request, "godkendelse"),
        seen=_number(request, "serial"),
        reason=_text(request),
        by=request.user,
    )
    return "said_back"


def _review(request: HttpRequest, subject: Subject) -> str:
    review_definition(
        _number(request, "godkendelse"),
        seen=_number(request, "serial"),
        catalogue=subject.catalogue,
        next_review=_day(request),
        text=_text(request),
        by=request.user,
    )
    return "said_review"


def _withdraw(request: HttpRequest, subject: Subject) -> str:
    withdraw_approval(
        _number(request, "godkendelse"),
        seen=_number(request, "serial"),
        catalogue=subject.catalogue,
        reason=_text(request),
        by=request.user,
    )
    return "said_withdraw"


def _file(request: HttpRequest, subject: Subject) -> str:
    file_definition(
        _number(request, "godkendelse"), folder=Path(settings.DEFINITIONS), by=request.user
    )
    return "said_file"


DOING: Mapping[str, Callable[[HttpRequest, Subject], str]] = {
    "send": _send,
    "check": _check,
    "approve": _approve,
    "back": _send_back,
    "review": _review,
    "withdraw": _withdraw,
    "file": _file,
}


def _text(request: HttpRequest) -> str:
    return request.POST.get("tekst", "").strip()


def _number(request: HttpRequest, name: str) -> int:
    """What was not sent was not seen, and nothing has that number."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _day(request: HttpRequest) -> date | None:
    text = request.POST.get("genbesoeg", "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            Problem(
                "G-REVIEW-DAY",
                TEXTS["bad_day"],
                Text("Skriv den som 2027-10-31.", "Write it as 2027-10-31."),
            )
        ) from None
