"""*Samarbejdsaftaler*: the list, one with its follow-up, and the secretariat's forms.

For those who are logged in, and never kept by anybody: a form's token is its reader's.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tvaerblik.core.errors import UserError
from tvaerblik.governance.actions.keep_agreement import (
    change_agreement,
    make_agreement,
    note_in_agreement,
    tie_case,
)
from tvaerblik.governance.agreements.models import Agreement
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.organisation.asking import bodies_on, body
from tvaerblik.governance.permissions_of_approvals import user_may_keep_agreements
from tvaerblik.presentation.pages.agreement_form import (
    TypedAgreement,
    build_agreement_form,
    read_agreement_form,
    typed_of,
)
from tvaerblik.presentation.pages.agreement_texts import TEXTS
from tvaerblik.presentation.pages.agreements import build_agreement, build_agreements
from tvaerblik.web.agreement_facts import (
    content_of,
    current,
    day_of,
    facts_of,
    read_agreements,
    read_cases_of,
    read_happened,
)
from tvaerblik.web.answers import needs_release
from tvaerblik.web.refused import sentence_of, status_of


@require_safe
@never_cache
def agreements(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    page = build_agreements(read_agreements(today), today, request.LANGUAGE_CODE)
    may_keep = user_may_keep_agreements(request.user)
    return render(request, "web/agreements.html", {"page": page, "t": page.t, "may_keep": may_keep})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def agreement(request: HttpRequest, *, agreement: str) -> HttpResponse:
    """Sending a form notes what happened, or ties a request to it."""
    found = get_object_or_404(Agreement, pk=agreement)
    if request.method != "POST":
        return _page(request, found)
    act = request.POST.get("handling", "")
    if act not in DOING:
        raise Http404
    try:
        said = DOING[act](request, found)
    except UserError as error:
        told = sentence_of(error, request.LANGUAGE_CODE)
        return _page(request, found, act, told, status_of(error))
    _say(request, said)
    return redirect("samarbejdsaftale", agreement=found.id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs_release
def new(request: HttpRequest) -> HttpResponse:
    _check_may(request)
    typed = read_agreement_form(_typed(request))
    if request.method != "POST":
        return _form(request, typed)
    catalogue = catalogue_of_site()
    try:
        made = make_agreement(
            content_of(typed, catalogue.units),
            catalogue=catalogue,
            text=typed.reason,
            on=day_of(typed.counts_from),
            by=request.user,
        )
    except UserError as error:
        return _form(request, typed, error=error)
    _say(request, "saved")
    return redirect("samarbejdsaftale", agreement=made.id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs_release
def change(request: HttpRequest, *, agreement: str) -> HttpResponse:
    _check_may(request)
    found = get_object_or_404(Agreement, pk=agreement)
    if request.method != "POST":
        version = current(found, timezone.localdate())
        return _form(request, typed_of(facts_of(version)), of=found)
    typed, catalogue = read_agreement_form(_typed(request)), catalogue_of_site()
    seen = request.POST.get("serial", "")
    try:
        change_agreement(
            found.id,
            content_of(typed, catalogue.units),
            reason=typed.reason,
            seen=int(seen) if seen.isdecimal() and len(seen) < 16 else 0,
            catalogue=catalogue,
            counts_from=day_of(typed.counts_from),
            by=request.user,
        )
    except UserError as error:
        return _form(request, typed, of=found, error=error)
    _say(request, "saved")
    return redirect("samarbejdsaftale", agreement=found.id)


def _page(
    request: HttpRequest, of: Agreement, refused: str = "", told: str = "", status: int = 200
) -> HttpResponse:
    today, lang = timezone.localdate(), request.LANGUAGE_CODE
    newest = current(of, today)
    asked = request.GET.get("udgave", "")
    shown = newest
    if asked:
        shown = get_object_or_404(of.versions, number=asked if asked.isdecimal() else 0)
    page = build_agreement(
        facts_of(shown),
        request.release,
        newest=newest.number,
        versions=tuple(of.versions.values_list("number", "counts_from")),
        happened=tuple(read_happened(of, lang)),
        cases=read_cases_of(of, request.user),
        today=today,
        lang=lang,
    )
    context = {
        "page": page,
        "t": page.t,
        "may_keep": user_may_keep_agreements(request.user),
        "forums": sorted((one.name.in_(lang), one.id) for one in bodies_on(today)),
        "refused": refused,
        "told": told,
        "typed": request.POST,
        "today": today.isoformat(),
    }
    return render(request, "web/agreement.html", context, status=status)


def _form(
    request: HttpRequest,
    typed: TypedAgreement,
    *,
    of: Agreement | None = None,
    error: UserError | None = None,
) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    page = build_agreement_form(typed, request.release, lang, is_new=of is None)
    context = {
        "page": page,
        "t": page.t,
        "of": of,
        # What was seen stays what was seen, so that a second try is refused as the first was
        "serial": request.POST.get("serial", of.serial if of else 0),
        "told": sentence_of(error, lang) if error else "",
    }
    status = status_of(error) if error else 200
    return render(request, "web/agreement_form.html", context, status=status)


def _note(request: HttpRequest, of: Agreement) -> str:
    forum = request.POST.get("forum", "")
    note_in_agreement(
        of.id,
        request.POST.get("tekst", "").strip(),
        body=body(forum) if forum else None,
        on=day_of(request.POST.get("dag", "").strip()),
        by=request.user,
    )
    return "noted"


def _tie(request: HttpRequest, of: Agreement) -> str:
    tie_case(of.id, request.POST.get("sag", "").strip(), by=request.user)
    return "tied"


DOING: dict[str, Callable[[HttpRequest, Agreement], str]] = {"note": _note, "sag": _tie}


def _check_may(request: HttpRequest) -> None:
    if not user_may_keep_agreements(request.user):
        raise Http404


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return dict(request.POST.lists())


def _say(request: HttpRequest, key: str) -> None:
    messages.success(request, TEXTS[key].in_(request.LANGUAGE_CODE))
