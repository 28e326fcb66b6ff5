"""Hearings: the list, a new one, one with its answers, answering and summing up."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import BadInput, Problem, UserError
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.answer_hearing import answer_hearing
from tvaerblik.governance.actions.close_hearing import close_hearing
from tvaerblik.governance.actions.start_hearing import start_hearing
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.hearings.asked import bodies_to_ask
from tvaerblik.governance.hearings.models import Hearing, Position
from tvaerblik.governance.organisation.asking import body
from tvaerblik.governance.permissions_of_hearings import (
    check_may_start_hearing,
    user_may_start_hearing,
)
from tvaerblik.governance.viewing_of_hearings import SEE_ALL, hearings_for
from tvaerblik.presentation.pages.hearings import (
    HearingPage,
    build_hearing,
    list_hearings,
    with_what_was_typed,
)
from tvaerblik.presentation.pages.hearings_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.web.forms import day_in, person_named
from tvaerblik.web.hearing_facts import facts_of
from tvaerblik.web.refused import sentence_of, status_of


@require_safe
@never_cache
def hearings(request: HttpRequest) -> HttpResponse:
    lang, today = request.LANGUAGE_CODE, timezone.localdate()
    found = hearings_for(request.user).select_related("case", "owner")
    facts = [facts_of(one, request.user, today, lang) for one in found]
    context = {
        "t": words_in(TEXTS, lang),
        "listed": list_hearings(facts, today, lang),
        "may_start": user_may_start_hearing(request.user),
        "sees_all": bool(request.user.roles & SEE_ALL),
    }
    return render(request, "web/hearings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    try:
        check_may_start_hearing(request.user)
        if request.method == "POST":
            return redirect("hoering", hearing=_started(request).pk)
    except UserError as error:
        return _form(request, error)
    return _form(request)


@require_safe
@never_cache
def one_hearing(request: HttpRequest, *, hearing: int) -> HttpResponse:
    return _shown(request, _page(request, hearing))


@require_POST
@never_cache
def answered(request: HttpRequest, *, hearing: int, seat: int) -> HttpResponse:
    position, text = request.POST.get("svar", ""), request.POST.get("tekst", "")
    _visible(request, hearing)
    try:
        answer_hearing(seat, _position(position), text, seen=_seen(request), by=request.user)
    except UserError as error:
        said = sentence_of(error, request.LANGUAGE_CODE)
        page = with_what_was_typed(
            _page(request, hearing), seat, position=position, text=text, error=said
        )
        return _shown(request, page, error)
    return redirect("hoering", hearing=hearing)


@require_POST
@never_cache
def closed(request: HttpRequest, *, hearing: int) -> HttpResponse:
    _visible(request, hearing)
    summary = request.POST.get("sammenfatning", "")
    try:
        close_hearing(hearing, summary, seen=_seen(request), by=request.user)
    except UserError as error:
        return _shown(request, _page(request, hearing), error, summary=summary)
    return redirect("hoering", hearing=hearing)


def _started(request: HttpRequest) -> Hearing:
    asked = request.POST
    deadline = day_in(asked.get("frist", ""))
    if deadline is None:
        raise BadInput(_no_deadline())
    return start_hearing(
        asked.get("titel", ""),
        asked.get("spoergsmaal", ""),
        deadline,
        bodies=[body(one) for one in asked.getlist("forum")],
        people=[person_named(one) for one in asked.getlist("person")],
        case_number=asked.get("sag", ""),
        by=request.user,
    )


def _visible(request: HttpRequest, number: int) -> Hearing:
    found = hearings_for(request.user).select_related("case", "owner").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, number: int) -> HearingPage:
    lang, today = request.LANGUAGE_CODE, timezone.localdate()
    fact = facts_of(_visible(request, number), request.user, today, lang)
    return build_hearing(fact, today, lang)


def _shown(
    request: HttpRequest,
    page: HearingPage,
    error: UserError | None = None,
    *,
    summary: str = "",
) -> HttpResponse:
    """An error that belongs to no form that is still there stands at the top."""
    said = sentence_of(error, request.LANGUAGE_CODE) if error else ""
    context: dict[str, Any] = {
        "page": page,
        "t": page.t,
        "fact": page.fact,
        "error": "" if any(form.error for form in page.forms) else said,
        "summary": summary,
    }
    return render(request, "web/hearing.html", context, status=status_of(error) if error else 200)


def _form(request: HttpRequest, error: UserError | None = None) -> HttpResponse:
    lang, asked = request.LANGUAGE_CODE, request.POST
    people = User.objects.filter(is_active=True).order_by("username")
    context = {
        "t": words_in(TEXTS, lang),
        "typed": asked,
        "may_start": user_may_start_hearing(request.user),
        "error": sentence_of(error, lang) if error else "",
        "bodies": [(one.id, one.name.in_(lang)) for one in bodies_to_ask(timezone.localdate())],
        "people": list(people.values_list("username", flat=True)),
        "chosen_bodies": asked.getlist("forum"),
        "chosen_people": asked.getlist("person"),
        "cases": Case.objects.filter(stage=Stage.HOERING),
        "case": asked.get("sag", request.GET.get("sag", "")),
    }
    return render(
        request, "web/hearing_form.html", context, status=status_of(error) if error else 200
    )


def _seen(request: HttpRequest) -> int:
    text = request.POST.get("set", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _position(text: str) -> Position:
    if text not in Position.values:
        raise BadInput(
            Problem(
                "G-POSITION",
                Text("Der er ikke valgt et svar.", "No answer is chosen."),
                Text("Vælg et af de fire.", "Choose one of the four."),
            )
        )
    return Position(text)


def _no_deadline() -> Problem:
    return Problem(
        "G-DEADLINE",
        Text("Svarfristen mangler.", "The deadline is missing."),
        Text("Vælg en dag.", "Choose a day."),
    )
