"""One request: its page, and the forms for what its reader may do to it now.

Each form carries the serial that was seen; of two who act at once the second is told on the page, with
what was typed still there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tvaerblik.core.errors import BadInput, NotKnown, Problem, UserError
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.ask_requester import answer_question, ask_requester
from tvaerblik.governance.actions.classify_case import assign_case, classify_case
from tvaerblik.governance.actions.draft_definition import draft_definition
from tvaerblik.governance.actions.judge_case import judge_case, say_data
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.submit_definition import submit_draft
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.requests.filtering import DataAnswer, Judgement, Verdict
from tvaerblik.governance.viewing_of_cases import visible_case
from tvaerblik.presentation.pages.request_case import build_request
from tvaerblik.presentation.pages.request_case_texts import TEXTS
from tvaerblik.presentation.pages.request_texts import TEXTS as OF_FORMS
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.web.refused import sentence_of, status_of
from tvaerblik.web.request_facts import read_one
from tvaerblik.web.request_offers import offers_of
from tvaerblik.web.request_views import day_of, kind_of, serial_of

Act = Callable[[HttpRequest, Case], Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not done: by which form, and why."""

    form: str
    sentence: str
    status: int


@require_safe
@never_cache
def one_request(request: HttpRequest, *, number: str) -> HttpResponse:
    case = _case(request, number)
    if case.stage == Stage.KLADDE:
        return redirect("henvendelse-kladde", number=number)
    return _page(request, case)


@require_POST
@never_cache
def act(request: HttpRequest, *, number: str, action: str) -> HttpResponse:
    """One of the forms. What is refused is told beside it, on the case as it is now."""
    case = _case(request, number)
    if action not in ACTS:
        raise Http404
    lang = request.LANGUAGE_CODE
    try:
        ACTS[action](request, case)
    except UserError as error:
        refused = Refused(action, sentence_of(error, lang), status_of(error))
        return _page(request, _case(request, number), refused)
    messages.success(request, TEXTS["done"].in_(lang))
    return redirect("henvendelse", number=number)


def _case(request: HttpRequest, number: str) -> Case:
    try:
        return visible_case(number, request.user)
    except NotKnown as error:
        raise Http404(error.in_(request.LANGUAGE_CODE)) from None


def _page(request: HttpRequest, case: Case, refused: Refused | None = None) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    one = read_one(case, request.user, timezone.localdate())
    page = build_request(one, lang)
    context = {
        "page": page,
        "t": page.t,
        "case": case,
        "is_released": _is_released(request, case.indicator),
        "offers": offers_of(case, request.user, lang),
        "refused": refused,
        "typed": request.POST,
        "choices": _choices(one.names, lang),
    }
    return render(
        request, "web/request_case.html", context, status=refused.status if refused else 200
    )


def _is_released(request: HttpRequest, indicator: str) -> bool:
    cards = request.release.indicators() if request.release else ()
    return any(card.id == indicator for card in cards)


def _choices(names: Mapping[str, Text], lang: str) -> Mapping[str, list[tuple[str, str]]]:
    t, forms = words_in(TEXTS, lang), words_in(OF_FORMS, lang)
    return {
        "judgements": [(str(one), t[f"judge_{one}"]) for one in Judgement],
        "verdicts": [(str(one), t[f"verdict_{one}"]) for one in Verdict],
        "says": [(str(one), t[f"says_{one}"]) for one in DataAnswer],
        "kinds": [
            (key.removeprefix("kind_"), word)
            for key, word in forms.items()
            if key.startswith("kind_")
        ],
    }


# The forms ---------------------------------------------------------------------------------------


def _move(request: HttpRequest, case: Case) -> None:
    move_case(
        case.number,
        _chosen(Stage, request.POST.get("til", "")),
        reason=request.POST.get("tekst", ""),
        seen=_seen(request),
        by=request.user,
    )


def _ask(request: HttpRequest, case: Case) -> None:
    ask_requester(case.number, request.POST.get("tekst", ""), by=request.user)


def _answer(request: HttpRequest, case: Case) -> None:
    question = serial_of(request.POST.get("spoergsmaal", ""))
    answer_question(case.number, question, request.POST.get("tekst", ""), by=request.user)


def _judge(request: HttpRequest, case: Case) -> None:
    judge_case(
        case.number,
        _chosen(Judgement, request.POST.get("hvad", "")),
        _chosen(Verdict, request.POST.get("svar", "")),
        reason=request.POST.get("tekst", ""),
        seen=_seen(request),
        by=request.user,
    )


def _say_data(request: HttpRequest, case: Case) -> None:
    say_data(
        case.number,
        request.POST.get("enhed", ""),
        _chosen(DataAnswer, request.POST.get("svar", "")),
        note=request.POST.get("tekst", ""),
        units=catalogue_of_site().units,
        by=request.user,
    )


def _draft(request: HttpRequest, case: Case) -> None:
    text = request.POST.get("tekst", "")
    draft_definition(
        case.number, text, seen=_seen(request), catalogue=catalogue_of_site(), by=request.user
    )


def _submit(request: HttpRequest, case: Case) -> None:
    submit_draft(
        case.number,
        serial_of(request.POST.get("udkast", "")),
        catalogue=catalogue_of_site(),
        folder=Path(settings.DEFINITIONS),
        text=request.POST.get("tekst", "").strip(),
        by=request.user,
    )


def _assign(request: HttpRequest, case: Case) -> None:
    owner, deadline = request.POST.get("ansvarlig", ""), day_of(request.POST.get("frist", ""))
    assign_case(case.number, owner, deadline, seen=_seen(request), by=request.user)


def _classify(request: HttpRequest, case: Case) -> None:
    classify_case(
        case.number,
        kind_of(request.POST.get("slags", "")),
        short_track=request.POST.get("kort") == "ja",
        reason=request.POST.get("tekst", ""),
        seen=_seen(request),
        by=request.user,
    )


ACTS: Mapping[str, Act] = {
    "flyt": _move,
    "spoerg": _ask,
    "svar": _answer,
    "vurder": _judge,
    "data": _say_data,
    "udkast": _draft,
    "kontrol": _submit,
    "ansvar": _assign,
    "slags": _classify,
}


def _seen(request: HttpRequest) -> int:
    return serial_of(request.POST.get("serial", ""))


def _chosen(family: Any, text: str) -> Any:
    if text not in family.values:
        raise BadInput(
            Problem(
                "G-CHOICE",
                Text("Der er ikke valgt noget.", "Nothing was chosen."),
                Text("Vælg et af svarene.", "Choose one of the answers."),
            )
        )
    return family(text)
