"""What every page's view stands on: who may ask, what was asked, and the release it is answered from."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvaerblik.core.errors import NotKnown
from tvaerblik.governance.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from tvaerblik.presentation.pages.places import unit_to_open_on
from tvaerblik.presentation.pages.query import Query
from tvaerblik.web.caching import conditional

FIRST_UNIT = "sundhedsklynge-nordjylland-midt"

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Open to all, read-only, kept by its ETag; what is not known is not found."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: str) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except NotKnown as error:
            raise Http404(error.in_(request.LANGUAGE_CODE)) from None

    return login_not_required(require_safe(conditional(answer)))


def needs_release(view: View) -> View:
    """Until the first release is approved there is nothing to show, and the page says so."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if request.release is None:
            return no_figures(request)
        return view(request, **kwargs)

    return answer


def no_figures(request: HttpRequest) -> HttpResponse:
    return render(request, "web/no_release.html", {"demo": demo_of_site()}, status=503)


def unit_of(request: HttpRequest) -> str:
    """The unit asked for; else the reader's own, else the one that the demonstration is about."""
    asked = request.GET.get("enhed")
    return asked or unit_to_open_on(request.release, (_own_unit(request), FIRST_UNIT))


def _own_unit(request: HttpRequest) -> str:
    return request.user.unit if request.user.is_authenticated else ""


def query_of(request: HttpRequest) -> Query:
    asked = request.GET
    return Query(
        unit=unit_of(request),
        period_kind=asked.get("periodetype", ""),
        age_band=asked.get("alder") or None,
        sex=asked.get("koen") or None,
        organisation=asked.get("organisation", ""),
        period=asked.get("periode", ""),
        map=asked.get("kort", ""),
    )


def demo_of_site() -> Mapping[str, Any] | None:
    """The accounts of a demonstration and their one password, which is no secret."""
    if not getattr(settings, "DEMO", False):
        return None
    return {"accounts": tuple(DEMO_ACCOUNTS), "password": DEMO_PASSWORD}
