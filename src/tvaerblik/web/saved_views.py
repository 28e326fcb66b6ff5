"""Saved views of *Udforsk*. One can be read by everybody who has its address; the list is one's own.

None of these answers is kept by its ETag: a view can be deleted, and a form's token is its reader's.
"""

from urllib.parse import parse_qs

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import BadInput, NotAllowed, UserError
from tvaerblik.governance.actions.save_view import delete_view, save_view
from tvaerblik.governance.permissions import user_may_remove_views, user_owns
from tvaerblik.governance.saved_views.models import SavedView
from tvaerblik.presentation.pages.explore import build_explore
from tvaerblik.presentation.pages.explore_query import Asked, read_asked
from tvaerblik.presentation.pages.explore_saved import (
    SavedFacts,
    build_saved,
    definitions_of,
    told_of,
)
from tvaerblik.web.answers import needs_release
from tvaerblik.web.explore_views import asked_of, context_of


@login_not_required
@require_safe
@never_cache
@needs_release
def saved_view(request: HttpRequest, *, view: str) -> HttpResponse:
    kept = get_object_or_404(SavedView, pk=view)
    lang = request.LANGUAGE_CODE
    page = build_explore(request.release, _asked(kept.question), lang)
    may_delete = user_owns(request.user, kept.owner) or user_may_remove_views(request.user)
    context = {
        **context_of(request, page),
        "saved": kept,
        "told": told_of(_facts(kept), request.release, lang),
        "may_delete": may_delete,
    }
    return render(request, "web/explore_saved_view.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs_release
def saved(request: HttpRequest) -> HttpResponse:
    """One's own views, with the form for the one in the address; sending the form saves it."""
    if request.method != "POST":
        return _list(request, asked_of(request))
    asked = _asked(request.POST.get("sporgsmaal", ""))
    name = request.POST.get("navn", "")
    try:
        kept = save_view(
            name,
            asked.address,
            release=request.release.id,
            definitions=definitions_of(request.release, asked),
            by=request.user,
        )
    except UserError as error:
        return _list(request, asked, name=name, error=error)
    return redirect("udforsk-gemt", view=kept.id)


@require_POST
@never_cache
def delete(request: HttpRequest, *, view: str) -> HttpResponse:
    kept = get_object_or_404(SavedView, pk=view)
    try:
        delete_view(kept, by=request.user)
    except NotAllowed:
        raise Http404 from None
    return redirect("udforsk-gemte")


def _list(
    request: HttpRequest, asked: Asked, *, name: str = "", error: UserError | None = None
) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    own = SavedView.objects.filter(owner=request.user.get_username())
    page = build_saved(request.release, tuple(map(_facts, own)), asked, lang)
    context = {
        "page": page,
        "t": page.t,
        "name": name or page.suggestion,
        "error": _sentence(error, lang) if error else "",
    }
    return render(request, "web/explore_saved.html", context, status=_status(error))


def _sentence(error: UserError, lang: str) -> str:
    """What is wrong and what to do, without the id that a machine wants."""
    problem = error.problems[0]
    return f"{problem.what.in_(lang)} {problem.remedy.in_(lang)}"


def _status(error: UserError | None) -> int:
    if error is None:
        return 200
    return 400 if isinstance(error, BadInput) else 403 if isinstance(error, NotAllowed) else 409


def _asked(question: str) -> Asked:
    return read_asked(parse_qs(question, max_num_fields=None))


def _facts(kept: SavedView) -> SavedFacts:
    return SavedFacts(
        id=kept.id,
        name=kept.name,
        release=kept.release,
        saved_on=timezone.localtime(kept.saved_at).date(),
        definitions=kept.definitions,
    )
