"""*Henvendelser*: the lists, the template with what is like it, and a mail pasted in.

For those who are logged in, and never kept by anybody.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tvaerblik.core.errors import BadInput, NotKnown, Problem, UserError
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.take_in_mail import take_in_mail
from tvaerblik.governance.actions.write_request import save_request, send_request
from tvaerblik.governance.cases.kinds import CaseKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.organisation.asking import bodies_on
from tvaerblik.governance.permissions_of_cases import user_may_open_case
from tvaerblik.governance.permissions_of_requests import (
    user_may_edit_request,
    user_may_take_in_mail,
)
from tvaerblik.governance.policies_of_requests import unanswered
from tvaerblik.governance.requests.measuring import answer_due
from tvaerblik.governance.requests.template import (
    ASKED_FOR,
    LONGEST_ANSWER,
    LONGEST_TITLE,
    QUESTIONS,
    required_of,
)
from tvaerblik.governance.viewing_of_cases import visible_case, works_with_cases
from tvaerblik.presentation.numbers import date_text
from tvaerblik.presentation.pages.request_texts import TEXTS
from tvaerblik.presentation.pages.requests import build_fields, build_requests
from tvaerblik.presentation.pages.suggestions import suggest
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.web.refused import sentence_of, status_of
from tvaerblik.web.request_facts import findable, read_measured, read_requests, read_stages

# Who may ask besides the forums and the places of the unit register
OTHERS = ("almen_praksis", "hospital", "patientforening", "borger", "presse", "national")
PLACES = ("sundhedsklynge", "sundhedsraad", "municipality", "region")
# Enough of a text to find what is like it
LONGEST_SOUGHT = 2_000


@require_safe
@never_cache
def requests(request: HttpRequest) -> HttpResponse:
    lang, today = request.LANGUAGE_CODE, timezone.localdate()
    mine, others = read_requests(request.user, today)
    shown = others if works_with_cases(request.user) else ()
    page = build_requests(mine, shown, read_stages(), read_measured(today), lang)
    context = {
        "page": page,
        "t": page.t,
        "at_work": works_with_cases(request.user),
        "may_write": user_may_open_case(request.user),
        "may_paste": user_may_take_in_mail(request.user),
    }
    return render(request, "web/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    if not user_may_open_case(request.user):
        raise Http404
    return _save(request, None) if request.method == "POST" else _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def draft(request: HttpRequest, *, number: str) -> HttpResponse:
    """A draft is written on; one that has been sent is shown."""
    case = _own_draft(request, number)
    if case.stage != Stage.KLADDE:
        return redirect("henvendelse", number=number)
    return _save(request, case) if request.method == "POST" else _form(request, case)


@require_safe
@never_cache
def similar(request: HttpRequest) -> HttpResponse:
    """A piece of page for the script: what is like what has been typed so far."""
    sought = request.GET.get("q", "")[:LONGEST_SOUGHT]
    things = findable(request.user, request.release, request.LANGUAGE_CODE)
    t = words_in(TEXTS, request.LANGUAGE_CODE)
    context = {"found": suggest(sought, things), "t": t, "sought": sought.strip()}
    return render(request, "web/_suggestions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mail(request: HttpRequest) -> HttpResponse:
    if not user_may_take_in_mail(request.user):
        raise Http404
    if request.method != "POST":
        return _mail_form(request)
    typed = request.POST
    try:
        taken = take_in_mail(
            typed.get("tekst", ""),
            asked_by=_known_asker(request, typed.get("spurgt_af", "")),
            title=typed.get("titel", ""),
            kind=kind_of(typed.get("slags", "")),
            on=day_of(typed.get("kom", "")),
            by=request.user,
        )
    except UserError as error:
        return _mail_form(request, error)
    number, n = taken.case.number, taken.left_out
    said = TEXTS["mail_taken_in"].in_(request.LANGUAGE_CODE).format(number=number, n=n)
    messages.success(request, said)
    return redirect("henvendelse", number=number)


def kind_of(text: str) -> CaseKind:
    return CaseKind(text) if text in CaseKind.values else CaseKind.INDIKATOR


def day_of(text: str) -> date | None:
    """Raises BadInput for what is no day; None for nothing."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(
            Problem(
                "G-DAY",
                Text("Det er ikke en dato.", "That is not a date."),
                Text("Skriv fx 2026-11-22.", "Write e.g. 2026-11-22."),
            )
        ) from None


def serial_of(text: str) -> int:
    """What was seen; nothing else than a number was ever seen."""
    return int(text) if text.isdecimal() else 0


# The template ------------------------------------------------------------------------------------


def _own_draft(request: HttpRequest, number: str) -> Case:
    """Raises Http404 for another's: that it is there is not told."""
    try:
        case = visible_case(number, request.user)
    except NotKnown as error:
        raise Http404(error.in_(request.LANGUAGE_CODE)) from None
    if case.stage == Stage.KLADDE and not user_may_edit_request(request.user, case):
        raise Http404
    return case


def _save(request: HttpRequest, case: Case | None) -> HttpResponse:
    """Saved first in any case, so that nothing typed is lost where it cannot be sent yet."""
    typed, lang = request.POST, request.LANGUAGE_CODE
    sends = typed.get("goer") == "send"
    try:
        if typed.get("goer") == "slet" and case is not None:
            return _withdrawn(request, case)
        saved = save_request(
            case.number if case else None,
            typed.get("titel", ""),
            kind=kind_of(typed.get("slags", "")),
            answers={one: typed.get(one, "") for one in QUESTIONS},
            indicator=_known_indicator(request, typed.get("indikator", "")),
            seen=serial_of(typed.get("serial", "")) if case else None,
            by=request.user,
        )
    except UserError as error:
        return _form(request, case, error)
    if not sends:
        messages.success(request, TEXTS["form_saved"].in_(lang))
        return redirect("henvendelse-kladde", number=saved.number)
    try:
        sent = send_request(saved.number, seen=saved.serial, by=request.user)
    except UserError as error:
        return _form(request, saved, error, saved=True)
    day = answer_due(sent)
    said = TEXTS["form_sent"].in_(lang)
    messages.success(request, said.format(day=date_text(day, lang) if day else ""))
    return redirect("henvendelse", number=sent.number)


def _withdrawn(request: HttpRequest, case: Case) -> HttpResponse:
    with transaction.atomic():
        move_case(
            case.number,
            Stage.TRUKKET,
            reason=TEXTS["form_withdraw"].da,
            seen=serial_of(request.POST.get("serial", "")),
            by=request.user,
        )
    return redirect("henvendelser")


def _form(
    request: HttpRequest, case: Case | None, error: UserError | None = None, *, saved: bool = False
) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    typed = _typed(request, case)
    kind, t = kind_of(typed["slags"]), words_in(TEXTS, lang)
    lacks = unanswered(kind, typed["answers"]) if saved else ()
    things = findable(request.user, request.release, lang, but=case.number if case else "")
    sought = " ".join((typed["titel"], *(typed["answers"].get(one, "") for one in QUESTIONS[:2])))
    heading = t["form_title_draft"].format(number=case.number) if case else t["form_title"]
    context = {
        "t": t,
        "heading": heading,
        "case": case,
        "typed": typed,
        "fields": build_fields(QUESTIONS, required_of(kind), typed["answers"], lacks, lang),
        "kinds": [(str(one), t[f"kind_{one}"]) for one in ASKED_FOR],
        "indicators": _indicators(request),
        "found": suggest(sought[:LONGEST_SOUGHT], things) if case else (),
        "sought": bool(case),
        "longest": {"title": LONGEST_TITLE, "answer": LONGEST_ANSWER},
        "refused": sentence_of(error, lang) if error else "",
    }
    status = status_of(error) if error else 200
    return render(request, "web/request_form.html", context, status=status)


def _typed(request: HttpRequest, case: Case | None) -> Mapping[str, Any]:
    """What stands in the form: what was just typed, else what is kept."""
    if request.method == "POST":
        answers = {one: request.POST.get(one, "") for one in QUESTIONS}
        return {
            "titel": request.POST.get("titel", ""),
            "slags": request.POST.get("slags", ""),
            "indikator": request.POST.get("indikator", ""),
            "answers": answers,
        }
    return {
        "titel": case.title if case else request.GET.get("titel", "")[:LONGEST_TITLE],
        "slags": case.kind if case else "",
        "indikator": case.indicator if case else request.GET.get("indikator", ""),
        "answers": case.answers if case else {},
    }


def _indicators(request: HttpRequest) -> list[tuple[str, str]]:
    cards = request.release.indicators() if request.release else ()
    lang = request.LANGUAGE_CODE
    return sorted(((one.id, one.title.in_(lang)) for one in cards), key=lambda one: one[1])


def _known_indicator(request: HttpRequest, text: str) -> str:
    return text if text in {id_ for id_, _ in _indicators(request)} else ""


# The mail ----------------------------------------------------------------------------------------


def _mail_form(request: HttpRequest, error: UserError | None = None) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    t = words_in(TEXTS, lang)
    context = {
        "t": t,
        "askers": _askers(request),
        "kinds": [(str(one), t[f"kind_{one}"]) for one in CaseKind],
        "typed": request.POST,
        "today": timezone.localdate().isoformat(),
        "refused": sentence_of(error, lang) if error else "",
    }
    status = status_of(error) if error else 200
    return render(request, "web/request_mail.html", context, status=status)


def _askers(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """Groups of those who can have asked: no name of a person can be typed."""
    lang = request.LANGUAGE_CODE
    t = words_in(TEXTS, lang)
    bodies = sorted(body.name.in_(lang) for body in bodies_on(timezone.localdate()))
    cards = request.release.units() if request.release else ()
    places = [one.name.in_(lang) for kind in PLACES for one in cards if one.kind == kind]
    groups = [
        (t["mail_bodies"], bodies),
        (t["mail_places"], list(dict.fromkeys(places))),
        (t["mail_others"], [t[f"other_{one}"] for one in OTHERS]),
    ]
    return [(title, names) for title, names in groups if names]


def _known_asker(request: HttpRequest, text: str) -> str:
    """Empty, and so refused, for one that is not on the list."""
    return text if any(text in names for _, names in _askers(request)) else ""
