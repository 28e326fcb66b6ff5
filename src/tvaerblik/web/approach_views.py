"""*Henvendelser udefra*: the list, a new one, one with what can be done; and clusters' peace to work."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import BadInput, Problem, UserError
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.handle_approach import (
    answer_approach,
    hold_back_approach,
    log_approach,
    pass_on_approach,
)
from tvaerblik.governance.actions.keep_cluster import ask_for_peace, end_peace, list_cluster
from tvaerblik.governance.approaches.kinds import ANSWER_DAYS, ApproachState, ClusterKind, Way
from tvaerblik.governance.approaches.models import Approach, Cluster
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.permissions_of_outreach import (
    user_may_answer_approach,
    user_may_keep_clusters,
    user_may_log_approach,
    user_may_pass_on_approach,
    user_may_see_approaches,
)
from tvaerblik.governance.policies_of_outreach import can_move_approach
from tvaerblik.governance.viewing_of_outreach import visible_approaches
from tvaerblik.presentation.pages.approaches import (
    build_approach,
    build_approaches,
    build_clusters,
    choosable,
)
from tvaerblik.presentation.pages.approaches_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.web.approach_facts import approach_facts, read_approaches, read_clusters
from tvaerblik.web.forms import day_in, masked_copy, number_in
from tvaerblik.web.refused import sentence_of, status_of

MEASURED = timedelta(days=365)


@require_safe
@never_cache
def approaches(request: HttpRequest) -> HttpResponse:
    _check_may_see(request)
    lang, today = request.LANGUAGE_CODE, timezone.localdate()
    found = visible_approaches(request.user).prefetch_related("clusters", "passed_to")
    facts = read_approaches(found, today, lang)
    page = build_approaches(facts, ANSWER_DAYS, today - MEASURED, lang)
    context = {"page": page, "t": page.t, "may_log": user_may_log_approach(request.user)}
    return render(request, "web/approaches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    if not user_may_log_approach(request.user):
        raise Http404
    if request.method != "POST":
        return _form(request)
    typed = request.POST
    try:
        made = log_approach(
            typed.get("organisation", ""),
            typed.get("kort", ""),
            wish=typed.get("mere", ""),
            way=_way(typed.get("maade", "")),
            received_on=day_in(typed.get("dag", "")),
            clusters=typed.getlist("klynge"),
            by=request.user,
        )
    except UserError as error:
        return _form(request, error)
    return _done(request, made.pk, "noteret")


@require_safe
@never_cache
def one_approach(request: HttpRequest, *, approach: int) -> HttpResponse:
    return _shown(request, _visible(request, approach))


@require_POST
@never_cache
def act(request: HttpRequest, *, approach: int, act: str) -> HttpResponse:
    of = _visible(request, approach)
    if act not in DOING:
        raise Http404
    try:
        DOING[act](request, of.pk, number_in(request.POST.get("set", "")))
    except UserError as error:
        return _shown(request, of, act, error)
    return _done(request, of.pk, act)


DOING: dict[str, Callable[[HttpRequest, int, int], Any]] = {
    "videre": lambda request, id_, seen: pass_on_approach(
        id_,
        request.POST.getlist("klynge"),
        request.POST.get("ord", ""),
        seen=seen,
        by=request.user,
    ),
    "hold": lambda request, id_, seen: hold_back_approach(
        id_, request.POST.get("hvorfor", ""), seen=seen, by=request.user
    ),
    "svar": lambda request, id_, seen: answer_approach(
        id_,
        request.POST.get("svar", ""),
        on=day_in(request.POST.get("dag", "")),
        seen=seen,
        by=request.user,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def clusters(request: HttpRequest) -> HttpResponse:
    """Sending a form says that one wants peace, ends it, or puts a cluster on the list."""
    _check_may_see(request)
    if request.method != "POST":
        return _clusters(request)
    act = request.POST.get("handling", "")
    if act not in WITH_CLUSTERS:
        raise Http404
    try:
        WITH_CLUSTERS[act](request)
    except UserError as error:
        return _clusters(request, act, error)
    messages.success(request, TEXTS[f"did_{act}"].in_(request.LANGUAGE_CODE))
    return redirect("arbejdsro")


def _ask_for_peace(request: HttpRequest) -> Cluster:
    typed = request.POST
    until = day_in(typed.get("til", ""))
    if until is None:
        raise BadInput(_no_day())
    return ask_for_peace(
        typed.get("klynge", ""),
        until,
        typed.get("hvorfor", ""),
        first=day_in(typed.get("fra", "")),
        seen=number_in(typed.get("set", "")),
        by=request.user,
    )


def _end_peace(request: HttpRequest) -> Cluster:
    seen = number_in(request.POST.get("set", ""))
    return end_peace(request.POST.get("klynge", ""), seen=seen, by=request.user)


def _list_cluster(request: HttpRequest) -> Cluster:
    typed = request.POST
    name, kind = typed.get("navn", "").strip(), typed.get("slags", "")
    if kind not in ClusterKind.values:
        raise BadInput(_no_kind())
    unit = typed.get("enhed", "")
    if unit:
        catalogue_of_site().units.get(unit)
    plain = name.casefold().translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}))
    id_ = slugify(f"{kind} {plain}")[:80]
    return list_cluster(id_, name, ClusterKind(kind), unit=unit, by=request.user)


WITH_CLUSTERS: dict[str, Callable[[HttpRequest], Cluster]] = {
    "arbejdsro": _ask_for_peace,
    "slut": _end_peace,
    "ny": _list_cluster,
}


def _visible(request: HttpRequest, id_: int) -> Approach:
    found = visible_approaches(request.user).filter(pk=id_).first()
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest, of: Approach, refused: str = "", error: UserError | None = None
) -> HttpResponse:
    lang, today, typed = request.LANGUAGE_CODE, timezone.localdate(), masked_copy(request.POST)
    page = build_approach(approach_facts(of, today, lang, log=True), lang)
    meant = [one.id for one in page.fact.clusters]
    chosen = typed.getlist("klynge") if refused == "videre" else meant
    context = {
        "page": page,
        "t": page.t,
        "fact": page.fact,
        "doing": _doing(request, of),
        "clusters": choosable(tuple(read_clusters(today).values()), chosen, today, lang),
        "refused": refused,
        "error": sentence_of(error, lang) if error else "",
        "typed": typed,
        "today": today.isoformat(),
        "seen": request.POST.get("set", of.serial),
    }
    return render(request, "web/approach.html", context, status=status_of(error) if error else 200)


def _doing(request: HttpRequest, of: Approach) -> tuple[str, ...]:
    """What can be done with it now, by this reader."""
    passes = user_may_pass_on_approach(request.user)
    can = {
        "svar": can_move_approach(of, ApproachState.BESVARET)
        and user_may_answer_approach(request.user, of),
        "videre": passes and can_move_approach(of, ApproachState.SENDT_VIDERE),
        "hold": passes and can_move_approach(of, ApproachState.HOLDT),
    }
    return tuple(name for name, yes in can.items() if yes)


def _form(request: HttpRequest, error: UserError | None = None) -> HttpResponse:
    lang, today, typed = request.LANGUAGE_CODE, timezone.localdate(), masked_copy(request.POST)
    t = words_in(TEXTS, lang)
    known = tuple(read_clusters(today).values())
    context = {
        "t": t,
        "typed": typed,
        "error": sentence_of(error, lang) if error else "",
        "ways": [(way, t[f"way_{way}"]) for way in Way.values],
        "clusters": choosable(known, typed.getlist("klynge"), today, lang),
        "today": today.isoformat(),
    }
    return render(
        request, "web/approach_form.html", context, status=status_of(error) if error else 200
    )


def _clusters(
    request: HttpRequest, refused: str = "", error: UserError | None = None
) -> HttpResponse:
    lang, today, typed = request.LANGUAGE_CODE, timezone.localdate(), masked_copy(request.POST)
    t = words_in(TEXTS, lang)
    facts = tuple(read_clusters(today, request.user).values())
    context = {
        "t": t,
        "lines": build_clusters(facts, today, lang),
        "may_keep": user_may_keep_clusters(request.user),
        "kinds": [(kind, t[f"kind_{kind}"]) for kind in ClusterKind.values],
        "units": _cluster_units(lang),
        "refused": refused,
        "error": sentence_of(error, lang) if error else "",
        "typed": typed,
        "today": today.isoformat(),
    }
    return render(request, "web/clusters.html", context, status=status_of(error) if error else 200)


def _cluster_units(lang: str) -> list[tuple[str, str]]:
    today = timezone.localdate()
    units = catalogue_of_site().units.units.values()
    found = [one for one in units if one.kind == "sundhedsklynge" and one.valid_on(today)]
    return sorted(((one.id, one.name.in_(lang)) for one in found), key=lambda one: one[1])


def _check_may_see(request: HttpRequest) -> None:
    if not user_may_see_approaches(request.user):
        raise Http404


def _done(request: HttpRequest, id_: int, act: str) -> HttpResponse:
    messages.success(request, TEXTS[f"did_{act}"].in_(request.LANGUAGE_CODE))
    return redirect("henvendelse-udefra", approach=id_)


def _way(text: str) -> Way:
    if text not in Way.values:
        raise BadInput(
            Problem(
                "G-WAY",
                Text("Det er ikke valgt, hvordan den kom.", "How it came is not chosen."),
                Text("Vælg en af måderne.", "Choose one of the ways."),
            )
        )
    return Way(text)


def _no_day() -> Problem:
    return Problem(
        "G-PEACE-DAYS",
        Text("Den sidste dag mangler.", "The last day is missing."),
        Text("Vælg den dag, arbejdsroen varer til.", "Choose the day until which the peace lasts."),
    )


def _no_kind() -> Problem:
    return Problem(
        "G-CLUSTER-KIND",
        Text("Klyngens slags er ikke valgt.", "The kind of cluster is not chosen."),
        Text(
            "Vælg sundhedsklynge eller kvalitetsklynge.",
            "Choose sundhedsklynge or kvalitetsklynge.",
        ),
    )
