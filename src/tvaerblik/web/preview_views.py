"""A proposed release as the site will show it, for whoever has the link: never kept, never indexed.

Every figure of an answer comes from that release, the frame's too: it is the request's.
"""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tvaerblik.core.errors import IntegrityError, NotKnown
from tvaerblik.governance.proposals.models import PreviewLink
from tvaerblik.governance.viewing_of_proposals import previewed_indicator, previewed_release
from tvaerblik.presentation.pages.overview import build_overview
from tvaerblik.presentation.pages.previews import (
    PreviewMark,
    build_preview_indicator,
    build_preview_mark,
    mark_changes,
)
from tvaerblik.web.answers import query_of
from tvaerblik.web.boundaries import boundaries_of_site
from tvaerblik.web.facts import read_troubles
from tvaerblik.web.overview_views import asked_of_overview
from tvaerblik.web.refused import sentence_of_problem


@login_not_required
@require_safe
@never_cache
def preview(request: HttpRequest, *, token: str) -> HttpResponse:
    """The overview of the proposed release, with what differs from the one that is shown."""
    lang, shown = request.LANGUAGE_CODE, request.release
    try:
        link, proposed = previewed_release(token, by=request.user)
        request.release = proposed
        page = build_overview(proposed, asked_of_overview(request), lang)
        page, told = mark_changes(page, shown, link.proposal.differences, lang)
    except (NotKnown, IntegrityError) as error:
        return _not_there(request, error)
    context = {"page": page, "t": page.t, "preview": _mark(request, link, token), "told": told}
    return _answer(request, "web/preview.html", context)


@login_not_required
@require_safe
@never_cache
def indicator(request: HttpRequest, *, token: str, indicator: str) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    try:
        link, proposed = previewed_indicator(token, indicator, by=request.user)
        request.release = proposed
        page = build_preview_indicator(
            proposed,
            indicator,
            query_of(request),
            lang,
            boundaries=boundaries_of_site(),
            troubles=read_troubles(),
        )
    except (NotKnown, IntegrityError) as error:
        return _not_there(request, error)
    context = {"page": page, "t": page.t, "about": page.about}
    mark = _mark(request, link, token)
    return _answer(request, "web/preview_indicator.html", {**context, "preview": mark})


def _not_there(request: HttpRequest, error: NotKnown | IntegrityError) -> HttpResponse:
    """Whoever was sent the link is told that it no longer works, and of whom to ask another."""
    told = [sentence_of_problem(one, request.LANGUAGE_CODE) for one in error.problems]
    context = {"told": " ".join(told)}
    return render(request, "404.html", context, status=404)


def _mark(request: HttpRequest, link: PreviewLink, token: str) -> PreviewMark:
    return build_preview_mark(
        token,
        confidential_until=_local(link.proposal.publish_at),
        expires_at=timezone.localtime(link.expires_at),
        lang=request.LANGUAGE_CODE,
    )


def _answer(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # Nor does the address travel on to the page that is followed from here
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None
