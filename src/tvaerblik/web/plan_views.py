"""*Kommunikationsplan*: six months of it, a new item, and one item with what became of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import BadInput, Problem, UserError
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.plan_sending import (
    drop_item,
    mark_sent,
    plan_sending,
    put_off_item,
)
from tvaerblik.governance.communication.kinds import PlanKind, PlanState
from tvaerblik.governance.communication.load import MOST_A_MONTH, SILENT_MONTHS, Month, months_from
from tvaerblik.governance.communication.models import PlanItem
from tvaerblik.governance.communication.sent import weeks_until
from tvaerblik.governance.organisation.asking import bodies_of, bodies_on, body
from tvaerblik.governance.permissions_of_outreach import user_may_keep_plan
from tvaerblik.governance.viewing_of_outreach import user_may_see_counts
from tvaerblik.presentation.pages.approaches import choosable
from tvaerblik.presentation.pages.communication import Budget, build_item, build_plan, build_sent
from tvaerblik.presentation.pages.communication_texts import TEXTS
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.web.approach_facts import read_clusters
from tvaerblik.web.forms import day_in, day_of_our_time, masked_copy, number_in
from tvaerblik.web.plan_facts import plan_facts, read_items, read_load, read_sent
from tvaerblik.web.refused import sentence_of, status_of

MONTHS, WEEKS = 6, 8


@require_safe
@never_cache
def plan(request: HttpRequest) -> HttpResponse:
    _check_has_role(request)
    lang, today = request.LANGUAGE_CODE, timezone.localdate()
    first = _month(request.GET.get("fra", ""), today)
    months, items = months_from(first, MONTHS), read_items()
    page = build_plan(
        plan_facts(items, lang),
        read_load(items, months, today),
        months,
        Budget(MOST_A_MONTH, SILENT_MONTHS),
        today,
        lang,
    )
    weeks = weeks_until(today, WEEKS)
    counts = user_may_see_counts(request.user)
    context = {
        "page": page,
        "t": page.t,
        "first": f"{first[0]}-{first[1]:02}",
        "sent": build_sent(read_sent(weeks, lang), weeks, lang) if counts else None,
        "may_keep": user_may_keep_plan(request.user),
    }
    return render(request, "web/communication.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    if not user_may_keep_plan(request.user):
        raise Http404
    if request.method != "POST":
        return _form(request)
    try:
        made = _planned(request)
    except UserError as error:
        return _form(request, error)
    return _done(request, made.pk, "nyt")


@require_safe
@never_cache
def one_item(request: HttpRequest, *, item: int) -> HttpResponse:
    _check_has_role(request)
    return _shown(request, get_object_or_404(PlanItem, pk=item))


@require_POST
@never_cache
def act(request: HttpRequest, *, item: int, act: str) -> HttpResponse:
    of = get_object_or_404(PlanItem, pk=item)
    if act not in DOING:
        raise Http404
    try:
        DOING[act](request, of.pk, number_in(request.POST.get("set", "")))
    except UserError as error:
        return _shown(request, of, act, error)
    return _done(request, of.pk, act)


DOING: dict[str, Callable[[HttpRequest, int, int], Any]] = {
    "sendt": lambda request, id_, seen: mark_sent(
        id_, on=day_in(request.POST.get("dag", "")), seen=seen, by=request.user
    ),
    "flyt": lambda request, id_, seen: put_off_item(
        id_,
        _needed_day(request.POST.get("dag", "")),
        request.POST.get("hvorfor", ""),
        seen=seen,
        by=request.user,
    ),
    "opgiv": lambda request, id_, seen: drop_item(
        id_, request.POST.get("hvorfor", ""), seen=seen, by=request.user
    ),
}


def _planned(request: HttpRequest) -> PlanItem:
    typed = request.POST
    kind = typed.get("slags", "")
    if kind not in PlanKind.values:
        raise BadInput(_no_kind())
    items = plan_sending(
        typed.get("titel", ""),
        PlanKind(kind),
        _needed_day(typed.get("dag", "")),
        sender=body(typed.get("afsender", "")),
        bodies=typed.getlist("forum"),
        clusters=typed.getlist("klynge"),
        every_months=number_in(typed.get("maaneder", "0")),
        times=number_in(typed.get("gange", "1")),
        by=request.user,
    )
    return items[0]


def _shown(
    request: HttpRequest, of: PlanItem, refused: str = "", error: UserError | None = None
) -> HttpResponse:
    lang, today = request.LANGUAGE_CODE, timezone.localdate()
    (fact,) = plan_facts([of], lang, log=True)
    page = build_item(fact, today, lang)
    context = {
        "page": page,
        "t": page.t,
        "fact": fact,
        "can_act": of.state == PlanState.PLANLAGT and user_may_keep_plan(request.user),
        "refused": refused,
        "error": sentence_of(error, lang) if error else "",
        "typed": masked_copy(request.POST),
        "today": today.isoformat(),
        "seen": request.POST.get("set", of.serial),
    }
    return render(request, "web/plan_item.html", context, status=status_of(error) if error else 200)


def _form(request: HttpRequest, error: UserError | None = None) -> HttpResponse:
    lang, today, typed = request.LANGUAGE_CODE, timezone.localdate(), masked_copy(request.POST)
    t = words_in(TEXTS, lang)
    named = [(one.pk, one.name.in_(lang)) for one in bodies_on(today)]
    own = [one.pk for one in bodies_of(request.user, today)]
    known = tuple(read_clusters(today).values())
    context = {
        "t": t,
        "typed": typed,
        "error": sentence_of(error, lang) if error else "",
        "kinds": [(kind, t[f"kind_{kind}"]) for kind in PlanKind.values],
        "bodies": sorted(named, key=lambda one: alphabetical(one[1])),
        # Whoever plans sends most often for a body of their own
        "sender": typed.get("afsender") or (own[0] if own else ""),
        "chosen_bodies": typed.getlist("forum"),
        "clusters": choosable(known, typed.getlist("klynge"), today, lang),
    }
    return render(request, "web/plan_form.html", context, status=status_of(error) if error else 200)


def _month(text: str, today: date) -> Month:
    """The one asked for as 2026-12; this one for anything else."""
    try:
        found = day_of_our_time(f"{text}-01")
    except ValueError:
        found = today
    return found.year, found.month


def _needed_day(text: str) -> date:
    day = day_in(text)
    if day is None:
        raise BadInput(
            Problem(
                "G-PLAN-DAY",
                Text("Dagen mangler.", "The day is missing."),
                Text("Vælg en dag.", "Choose a day."),
            )
        )
    return day


def _no_kind() -> Problem:
    return Problem(
        "G-PLAN-KIND",
        Text("Det er ikke valgt, hvad der sendes.", "What is sent is not chosen."),
        Text("Vælg en slags fra listen.", "Choose a kind from the list."),
    )


def _check_has_role(request: HttpRequest) -> None:
    if not request.user.roles:
        raise Http404


def _done(request: HttpRequest, id_: int, act: str) -> HttpResponse:
    messages.success(request, TEXTS[f"did_{act}"].in_(request.LANGUAGE_CODE))
    return redirect("plan-punkt", item=id_)
