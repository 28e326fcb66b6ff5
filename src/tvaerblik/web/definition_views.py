"""*Definitioner*: which are approved and which wait; one with its words, its steps and whose turn it is.

For those who are logged in, and never kept by anybody: a form's token is its reader's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.words import denominator_words, numerator_words
from tvaerblik.core.errors import BadInput, NotAllowed, NotKnown, Problem, UserError
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.remind_of_reviews import remind_of_reviews
from tvaerblik.governance.actions.review_definition import check_can_review, review_definition
from tvaerblik.governance.actions.sign_definition import (
    approve_definition,
    check_can_approve,
    check_can_check,
    check_can_send_back,
    check_definition,
    send_back_definition,
)
from tvaerblik.governance.actions.submit_definition import submit_definition
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.standing import approvals_of
from tvaerblik.governance.approvals.steps import Step
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.permissions_of_approvals import (
    check_may_submit_definition,
    user_may_remind_of_reviews,
)
from tvaerblik.presentation.pages.approval_texts import TEXTS
from tvaerblik.presentation.pages.definitions import (
    DefinitionFacts,
    WordsFacts,
    build_definition,
    build_definitions,
)
from tvaerblik.web.approval_facts import (
    read_before,
    read_definition,
    read_definitions,
    read_reminders,
    read_signatures,
)
from tvaerblik.web.refused import sentence_of, status_of


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not done, why, and what was typed."""

    act: str
    sentence: str
    typed: Mapping[str, str]
    status: int


@require_safe
@never_cache
def definitions(request: HttpRequest) -> HttpResponse:
    today, catalogue = timezone.localdate(), catalogue_of_site()
    page = build_definitions(
        read_definitions(catalogue, request.release, today),
        tuple(read_reminders(catalogue)),
        today,
        request.LANGUAGE_CODE,
    )
    context = {"page": page, "t": page.t, "may_remind": user_may_remind_of_reviews(request.user)}
    return render(request, "web/definitions.html", context)


@require_POST
@never_cache
def remind(request: HttpRequest) -> HttpResponse:
    try:
        made = remind_of_reviews(catalogue=catalogue_of_site(), by=request.user)
    except NotAllowed:
        raise Http404 from None
    _say(request, "reminded_n", n=len(made))
    return redirect("definitioner")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def definition(request: HttpRequest, *, indicator: str) -> HttpResponse:
    """Sending a form does what its button says."""
    catalogue = catalogue_of_site()
    try:
        found = catalogue.get(indicator)
    except NotKnown as error:
        raise Http404(error.in_(request.LANGUAGE_CODE)) from None
    if request.method != "POST":
        return _page(request, found, catalogue)
    act = request.POST.get("handling", "")
    if act not in DOING:
        raise Http404
    try:
        said = DOING[act](request, found, catalogue)
    except UserError as error:
        told = sentence_of(error, request.LANGUAGE_CODE)
        typed = {name: request.POST.get(name, "") for name in ("tekst", "genbesoeg")}
        return _page(request, found, catalogue, Refused(act, told, typed, status_of(error)))
    _say(request, said)
    return redirect("definition", indicator=indicator)


def _page(
    request: HttpRequest,
    indicator: Indicator,
    catalogue: Catalogue,
    refused: Refused | None = None,
) -> HttpResponse:
    today, lang = timezone.localdate(), request.LANGUAGE_CODE
    facts = read_definition(indicator, catalogue, request.release, today)
    words = WordsFacts(
        numerator_words(indicator, catalogue),
        denominator_words(indicator, catalogue),
        indicator.purpose,
        indicator.caveats,
    )
    log, before = read_signatures(indicator.id), read_before(indicator, catalogue)
    page = build_definition(facts, words, before, log, today, lang)
    approval = approvals_of([(indicator.id, facts.digest)]).get(indicator.id)
    can, why_not = _choices(approval, catalogue, request.user, lang)
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
    }
    return render(
        request, "web/definition.html", context, status=refused.status if refused else 200
    )


# What the reader can do --------------------------------------------------------------------------


def _choices(
    approval: Approval | None, catalogue: Catalogue, by: Any, lang: str
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The acts that are open to the reader; else why the next one is not."""
    if approval is None:
        asked = {"send": lambda: check_may_submit_definition(by)}
    else:
        asked = {
            "check": lambda: check_can_check(approval, catalogue, by),
            "approve": lambda: check_can_approve(approval, catalogue, by),
            "back": lambda: check_can_send_back(approval, by),
            "review": lambda: check_can_review(approval, catalogue, by),
        }
    refused = {act: sentence for act, check in asked.items() if (sentence := _refusal(check, lang))}
    can = frozenset(asked) - frozenset(refused)
    following = NEXT_ACT[Step(approval.step) if approval else None]
    return can, (refused[following],) if following in refused else ()


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


def _send(request: HttpRequest, indicator: Indicator, catalogue: Catalogue) -> str:
    submit_definition(
        indicator.id,
        catalogue=catalogue,
        folder=Path(settings.DEFINITIONS),
        text=_text(request),
        by=request.user,
    )
    return "said_send"


def _check(request: HttpRequest, indicator: Indicator, catalogue: Catalogue) -> str:
    check_definition(
        _number(request, "godkendelse"),
        seen=_number(request, "serial"),
        catalogue=catalogue,
        text=_text(request),
        by=request.user,
    )
    return "said_check"


def _approve(request: HttpRequest, indicator: Indicator, catalogue: Catalogue) -> str:
    approval = approve_definition(
        _number(request, "godkendelse"),
        seen=_number(request, "serial"),
        catalogue=catalogue,
        next_review=_day(request),
        text=_text(request),
        by=request.user,
    )
    return "said_approve" if approval.step == Step.GODKENDT else "said_approve_more"


def _send_back(request: HttpRequest, indicator: Indicator, catalogue: Catalogue) -> str:
    send_back_definition(
        _number(request, "godkendelse"),
        seen=_number(request, "serial"),
        reason=_text(request),
        by=request.user,
    )
    return "said_back"


def _review(request: HttpRequest, indicator: Indicator, catalogue: Catalogue) -> str:
    review_definition(
        _number(request, "godkendelse"),
        seen=_number(request, "serial"),
        catalogue=catalogue,
        next_review=_day(request),
        text=_text(request),
        by=request.user,
    )
    return "said_review"


DOING: Mapping[str, Callable[[HttpRequest, Indicator, Catalogue], str]] = {
    "send": _send,
    "check": _check,
    "approve": _approve,
    "back": _send_back,
    "review": _review,
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


def _say(request: HttpRequest, key: str, **values: object) -> None:
    messages.success(request, TEXTS[key].in_(request.LANGUAGE_CODE).format(**values))
